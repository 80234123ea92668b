<?xml version="1.0" encoding="UTF-8"?>
<!-- How something looked, or shall look, as CSS that cannot do harm.

     Both the models and the documents may be anyone's: what reaches a page is a list of properties that concern type and
     space, with values that load nothing, hide nothing and leave their place for no other. The rest is passed over. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:set="urn:siglum:set"
    exclude-result-prefixes="#all">

  <xsl:variable name="set:properties" as="xs:string"
      select="'^(font|font-(family|style|weight|variant|variant-caps|size|stretch)|text-(align|align-last|indent|transform)'
           || '|text-decoration(-line|-style|-color)?|letter-spacing|word-spacing|line-height|vertical-align|white-space|hyphens'
           || '|color|background-color|direction|unicode-bidi|writing-mode|list-style(-type|-position)?|width|max-width|float|clear'
           || '|(margin|padding)(-(top|right|bottom|left))?|border(-(top|right|bottom|left))?(-(width|style|color))?|border-radius)$'" visibility="private"/>

  <!-- a length, a word, a colour; no address, no escape, no size nothing can be read at -->
  <xsl:variable name="set:value" as="xs:string" select="'^([-+\p{L}\p{N}\s.,%#/&#34;'']|(rgba?|hsla?|calc)\([-+*/\p{L}\p{N}\s.,%]*\))+$'" visibility="private"/>

  <!-- the declarations of a style that are safe, as one string; '' for none -->
  <xsl:function name="set:css" as="xs:string" visibility="private">
    <xsl:param name="style" as="xs:string?"/>
    <xsl:variable name="declarations" as="xs:string*">
      <xsl:for-each select="tokenize($style, ';')[contains(., ':')]">
        <xsl:variable name="property" as="xs:string" select="lower-case(normalize-space(substring-before(., ':')))"/>
        <xsl:variable name="value" as="xs:string" select="normalize-space(replace(substring-after(., ':'), '!\s*important\s*$', ''))"/>
        <xsl:if test="matches($property, $set:properties) and matches($value, $set:value) and not(set:hides($property, $value))">
          <xsl:sequence select="$property || ': ' || $value"/>
        </xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="string-join($declarations, '; ')"/>
  </xsl:function>

  <!-- no word of a text may be made invisible -->
  <xsl:function name="set:hides" as="xs:boolean" visibility="private">
    <xsl:param name="property" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="matches($value, 'transparent', 'i') or ($property = ('font', 'font-size', 'width', 'max-width', 'line-height') and matches($value, '(^|\s)(0+(\.0*)?|\.0+)([a-z%/\s]|$)', 'i'))
                          or ($property eq 'text-indent' and matches($value, '^-\d{3}'))"/>
  </xsl:function>

  <!-- The text that a pseudo-element (scope before or after) puts in: the strings of its `content`.
       Source: CSS 2.2, section 12.2; escapes as in section 4.1.3. -->
  <xsl:function name="set:inserted" as="xs:string" visibility="private">
    <xsl:param name="style" as="xs:string?"/>
    <xsl:variable name="strings" as="xs:string*">
      <xsl:analyze-string select="replace($style, '^(.*;)?\s*content\s*:\s*', '', 's')[matches($style, '(^|;)\s*content\s*:')]" regex="^\s*((&#34;[^&#34;]*&#34;|'[^']*')\s*)+">
        <xsl:matching-substring>
          <xsl:analyze-string select="." regex="&#34;([^&#34;]*)&#34;|'([^']*)'">
            <xsl:matching-substring><xsl:sequence select="regex-group(1) || regex-group(2)"/></xsl:matching-substring>
          </xsl:analyze-string>
        </xsl:matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="set:unescaped(string-join($strings))"/>
  </xsl:function>

  <xsl:function name="set:unescaped" as="xs:string" visibility="private">
    <xsl:param name="string" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="$string" regex="\\([0-9A-Fa-f]{{1,6}})\s?">
        <xsl:matching-substring>
          <xsl:variable name="code" as="xs:integer" select="fold-left(string-to-codepoints(upper-case(regex-group(1))), 0, function($n, $c) {16 * $n + (if ($c gt 64) then $c - 55 else $c - 48)})"/>
          <xsl:sequence select="if ($code ge 32 and $code le 55295 or $code ge 57344 and $code le 65533 or $code ge 65536 and $code le 1114111) then codepoints-to-string($code) else '&#xFFFD;'"/>
        </xsl:matching-substring>
        <xsl:non-matching-substring><xsl:sequence select="."/></xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="string-join($parts)"/>
  </xsl:function>

  <!-- What the words mean that are usual in @rend, and those of TEI simplePrint (`simple:…` in @rendition). -->
  <xsl:variable name="set:words" as="map(xs:string, xs:string)" select="map:merge((
      ('italic', 'italics', 'ital', 'it', 'i', 'cursive') ! map:entry(., 'font-style: italic'),
      ('bold', 'b', 'bf', 'strong', 'blackletter-bold') ! map:entry(., 'font-weight: bold'),
      ('normalstyle', 'roman', 'upright') ! map:entry(., 'font-style: normal'),
      map:entry('normalweight', 'font-weight: normal'),
      ('smallcaps', 'smallcap', 'small-caps', 'sc', 'smcaps') ! map:entry(., 'font-variant: small-caps'),
      ('caps', 'capitals', 'allcaps', 'uppercase', 'upper-case') ! map:entry(., 'text-transform: uppercase'),
      ('underline', 'underlined', 'u', 'ul') ! map:entry(., 'text-decoration: underline'),
      map:entry('doubleunderline', 'text-decoration: underline double'),
      map:entry('wavyunderline', 'text-decoration: underline wavy'),
      ('strikethrough', 'strike', 'line-through', 'struck') ! map:entry(., 'text-decoration: line-through'),
      map:entry('doublestrikethrough', 'text-decoration: line-through double'),
      ('overline', 'supraline') ! map:entry(., 'text-decoration: overline'),
      ('superscript', 'sup', 'super') ! map:entry(., 'vertical-align: super; font-size: smaller'),
      ('subscript', 'sub') ! map:entry(., 'vertical-align: sub; font-size: smaller'),
      ('spaced', 'spaced-out', 'letterspace', 'letterspaced', 'gesperrt', 'wide') ! map:entry(., 'letter-spacing: 0.1em'),
      ('larger', 'large', 'big') ! map:entry(., 'font-size: larger'),
      ('smaller', 'small') ! map:entry(., 'font-size: smaller'),
      ('typewriter', 'monospace', 'monospaced', 'tt', 'code') ! map:entry(., 'font-family: monospace'),
      ('center', 'centre', 'centered', 'centred') ! map:entry(., 'text-align: center'),
      ('right', 'flush-right', 'align-right', 'rightjust') ! map:entry(., 'text-align: right'),
      ('left', 'flush-left', 'align-left') ! map:entry(., 'text-align: left'),
      ('justify', 'justified') ! map:entry(., 'text-align: justify'),
      ('boxed', 'bordered', 'box') ! map:entry(., 'border: 1px solid; padding: 0.1em 0.3em'),
      ('indent', 'indented') ! map:entry(., 'margin-inline-start: 2em')))" visibility="private"/>

  <!-- @rend as CSS: words that are usual, indents with their number (indent2, indent-2, indent(2); steps of two ems),
       and CSS where that is what was written -->
  <xsl:function name="set:rend" as="xs:string" visibility="private">
    <xsl:param name="rend" as="xs:string?"/>
    <xsl:sequence select="if (contains($rend, ':')) then set:css($rend) else string-join(tokenize(lower-case($rend)) ! set:word(.), '; ')"/>
  </xsl:function>

  <xsl:function name="set:word" as="xs:string?" visibility="private">
    <xsl:param name="word" as="xs:string"/>
    <xsl:variable name="steps" as="xs:string" select="replace($word, '^indent[-_(]?(\d+)\)?$', '$1')"/>
    <!-- many steps are wider than a phone: of the width, no more than a part -->
    <xsl:sequence select="if ($steps ne $word) then (min((xs:integer($steps), 20)) * 2) ! ('margin-inline-start: ' || (if (. gt 6) then 'min(' || . || 'em, 40%)' else . || 'em'))
                          else $set:words(replace($word, '^align\(([a-z]+)\)$', '$1'))"/>
  </xsl:function>
</xsl:stylesheet>
