<?xml version="1.0" encoding="UTF-8"?>
<!-- TEI to TEI: each element with the behaviour that its model gives it. This is what every compiled set of models
     contains; compile.xsl adds the models themselves, as templates of the mode set:of.

     What comes out is the TEI that came in (without comments and processing instructions), every element in its place
     with its own attributes, and with attributes in the namespace urn:siglum:set:

       set:behaviour     one of the behaviours listed below (none on set:sequence and set:param)
       set:level         block: it stands on lines of its own; inline: it stands in a line of text
       set:class         the model's cssClass
       set:style         safe CSS from outputRendition and, where the model asks for it, from the source;
                         set:style-first-line, -first-letter, -before, -after for the scopes
       set:before        what the model puts before and after the content (CSS `content`): set by the output, none of
       set:after         it is the text's
       set:param-NAME    a parameter that comes to a string
       set:unknown       true: no model knows this element

     and these elements:

       set:param         a parameter that comes to nodes (@name), before the content, set like everything else; a child
                         that stands in a parameter does not stand in the content again
       set:sequence      the renderings of a modelSequence, in order; only the first keeps the element's xml:id
                         and its anchor

     White space. A text node of white space is a space in a line of text, and layout elsewhere; layout is dropped.
     A line of text is where an element has words of its own, or children of level inline. There, white space next to a
     block is layout too. Where a model has the parameter `separator`, white space between child elements is layout,
     and the separator stands between those that follow each other. Around a break that joins, no space is left.
     xml:space="preserve" keeps everything.

     Source: TEI P5 Guidelines, section 23.5.4 (Processing Models). -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:set="urn:siglum:set"
    xmlns:source="urn:siglum:source"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:param name="output" as="xs:string" select="'web'"/>

  <!-- a reading in, the same with behaviours out -->
  <xsl:mode name="set:set" on-no-match="shallow-skip" visibility="public"/>
  <!-- step 1: an element to itself with its behaviour -->
  <xsl:mode name="set:of" on-no-match="shallow-skip" visibility="private"/>
  <!-- step 2: levels, and the white space that is left -->
  <xsl:mode name="set:level" on-no-match="shallow-skip" visibility="private"/>

  <!-- ===== the behaviours ===== -->

  <!-- on lines of their own -->
  <xsl:variable name="set:blocks" as="xs:string+"
      select="'document', 'body', 'section', 'block', 'title', 'heading', 'paragraph', 'line', 'list', 'listItem', 'label', 'table', 'row',
              'cell', 'figure', 'quotation', 'cit', 'description', 'verbatim', 'index'" visibility="private"/>
  <!-- in a line of text, unless a block stands in them -->
  <xsl:variable name="set:inlines" as="xs:string+"
      select="'inline', 'link', 'name', 'addition', 'deletion', 'alternate', 'apparatus', 'glyph', 'text'" visibility="private"/>
  <!-- either, by what stands beside them -->
  <xsl:variable name="set:placed" as="xs:string+"
      select="'note', 'break', 'anchor', 'gap', 'graphic', 'foreign', 'metadata', 'omit'" visibility="private"/>
  <!-- those of the blocks that are lines of text, whatever stands in them -->
  <xsl:variable name="set:lines" as="xs:string+" select="'paragraph', 'line', 'heading', 'label'" visibility="private"/>

  <xsl:variable name="set:kind" as="map(xs:string, xs:string)"
      select="map:merge(($set:blocks ! map:entry(., 'block'), $set:inlines ! map:entry(., 'inline'), $set:placed ! map:entry(., 'placed')))" visibility="private"/>

  <xsl:template match="/" mode="set:set" as="document-node()">
    <xsl:variable name="with-behaviours" as="document-node()">
      <xsl:document><xsl:apply-templates mode="set:of"/></xsl:document>
    </xsl:variable>
    <xsl:document>
      <xsl:apply-templates select="$with-behaviours/*" mode="set:level"/>
    </xsl:document>
  </xsl:template>

  <!-- ===== step 1 ===== -->

  <xsl:template match="text()" mode="set:of" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>

  <!-- what no model knows -->
  <xsl:template match="*" mode="set:of" as="element()" priority="-2">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:attribute name="set:behaviour" select="''"/>
      <xsl:attribute name="set:unknown" select="true()"/>
      <xsl:apply-templates select="node()" mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- mathematics and drawings are passed through -->
  <xsl:template match="Q{http://www.w3.org/1998/Math/MathML}* | Q{http://www.w3.org/2000/svg}*" mode="set:of" as="element()">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:attribute name="set:behaviour" select="'foreign'"/>
      <xsl:copy-of select="node()"/>
    </xsl:copy>
  </xsl:template>

  <!-- A parameter as an attribute, where it comes to strings.
       Source: section 23.5.4.5 (Behaviours and their parameters); a parameter that comes to nothing is absent. -->
  <xsl:function name="set:attribute" as="attribute()?" visibility="private">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="item()*"/>
    <xsl:if test="exists($value) and not(set:has-nodes($value))">
      <xsl:attribute name="set:{$name}" select="string-join($value ! string(.), ' ')"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="set:has-nodes" as="xs:boolean" visibility="private">
    <xsl:param name="value" as="item()*"/>
    <xsl:sequence select="some $item in $value satisfies $item instance of element() or $item instance of text()"/>
  </xsl:function>

  <!-- children that stand in no parameter -->
  <xsl:function name="set:others" as="node()*" visibility="private">
    <xsl:param name="children" as="node()*"/>
    <xsl:param name="taken" as="item()*"/>
    <xsl:sequence select="if (set:has-nodes($taken)) then $children except $taken[. instance of node()] else $children"/>
  </xsl:function>

  <!-- a parameter as nodes -->
  <xsl:template name="set:param" as="element(set:param)?" visibility="private">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="item()*"/>
    <xsl:if test="set:has-nodes($value)">
      <set:param name="{$name}">
        <xsl:call-template name="set:content"><xsl:with-param name="value" select="$value"/></xsl:call-template>
      </set:param>
    </xsl:if>
  </xsl:template>

  <!-- What a parameter selects, set. The element itself stands for what is in it; what stands elsewhere is set too, but
       never within itself. -->
  <xsl:template name="set:content" as="node()*" visibility="private">
    <xsl:param name="value" as="item()*"/>
    <xsl:param name="open" as="element()*" select="()" tunnel="yes"/>
    <xsl:variable name="own" as="element()" select="."/>
    <xsl:for-each select="$value">
      <xsl:choose>
        <xsl:when test=". instance of element() and . is $own">
          <xsl:apply-templates select="node()" mode="set:of"/>
        </xsl:when>
        <xsl:when test="(. instance of element() or . instance of text()) and ancestor::*[. is $own]">
          <xsl:apply-templates select="." mode="set:of"/>
        </xsl:when>
        <xsl:when test=". instance of element() and exists(descendant-or-self::* intersect ($own, $open))">
          <xsl:message select="string-join(((root($own)/*/@source:path)[1], $own/@source:line), ':') || ': the model of &lt;' || name($own) || '&gt; sets &lt;' || name() || '&gt;, in which it stands'"/>
        </xsl:when>
        <xsl:when test=". instance of element() or . instance of text()">
          <xsl:apply-templates select="." mode="set:of">
            <xsl:with-param name="open" select="$open, $own" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- Whether an element stands among words. Asked once of each parent, however many children it has. -->
  <xsl:function name="set:among-words" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/..[set:holds-words(.)])"/>
  </xsl:function>

  <xsl:function name="set:holds-words" as="xs:boolean" cache="yes" visibility="private">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/text()[normalize-space()])"/>
  </xsl:function>

  <!-- Whether a break stands within a word: @break says so, or a hyphen before it and a letter after it.
       Source: TEI P5, att.breaking and section 3.11.3. -->
  <xsl:function name="set:joins" as="xs:boolean?" visibility="private">
    <xsl:param name="break" as="element()"/>
    <xsl:variable name="before" as="node()?" select="$break/preceding-sibling::node()[not(self::pb | self::cb | self::lb | self::fw)][1]"/>
    <xsl:variable name="after" as="node()?" select="$break/following-sibling::node()[not(self::pb | self::cb | self::lb | self::fw)][1]"/>
    <xsl:if test="$break/@break = 'no' or empty($break/@break) and matches($before, '[\p{L}\p{N}][-‐‑¬⸗&#xAD;]$') and matches($after, '^[\p{L}\p{N}]')">
      <xsl:sequence select="true()"/>
    </xsl:if>
  </xsl:function>

  <!-- ===== how the source looked ===== -->

  <xsl:key name="set:rendition" match="rendition" use="@xml:id"/>
  <xsl:key name="set:usage" match="tagUsage[@rendition]" use="@gi"/>
  <xsl:key name="set:selector" match="rendition[@selector]" use="true()"/>

  <!-- The style of an element: what the model says (map: scope to safe CSS), then what the source says.
       Source: section 23.5.4.2 (Output Rendition); for the source, 2.3.4 (The Tagging Declaration) and 1.3.1.1.3. -->
  <xsl:function name="set:styles" as="attribute()*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="said" as="map(xs:string, xs:string)"/>
    <xsl:variable name="declared" as="element(rendition)*"
        select="let $root := root($element) return (
                  if ($element/@rendition) then tokenize($element/@rendition) ! key('set:rendition', substring-after(., '#'), $root)
                  else (key('set:usage', local-name($element), $root) ! tokenize(@rendition) ! key('set:rendition', substring-after(., '#'), $root),
                        key('set:selector', true(), $root)[set:selects(@selector, $element)]))[empty(@scheme) or @scheme eq 'css']"/>
    <xsl:if test="exists($declared) or map:size($said) or $element/(@rend | @rendition | @style)">
      <xsl:sequence select="set:styled($element, $said, $declared)"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="set:styled" as="attribute()*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="said" as="map(xs:string, xs:string)"/>
    <xsl:param name="declared" as="element(rendition)*"/>
    <xsl:for-each select="'', 'first-line', 'first-letter', 'before', 'after'">
      <xsl:variable name="scope" as="xs:string" select="."/>
      <xsl:variable name="style" as="xs:string" select="string-join((
          $said($scope), $declared[string(@scope) eq $scope] ! set:css(string()),
          (tokenize($element/@rendition)[starts-with(., 'simple:')] ! set:rend(substring-after(., ':')), set:rend($element/@rend), set:css($element/@style))[$scope eq ''])[.], '; ')"/>
      <xsl:if test="$style">
        <xsl:attribute name="set:{string-join(('style', $scope[.]), '-')}" select="$style"/>
      </xsl:if>
    </xsl:for-each>
    <xsl:for-each select="'before', 'after'">
      <xsl:variable name="text" as="xs:string" select="string-join($declared[@scope = current()] ! set:inserted(string()))"/>
      <xsl:if test="$text"><xsl:attribute name="set:{.}" select="$text"/></xsl:if>
    </xsl:for-each>
  </xsl:function>

  <!-- Whether a CSS selector means an element: names, attributes and classes of one step, several after commas. -->
  <xsl:function name="set:selects" as="xs:boolean" visibility="private">
    <xsl:param name="selector" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="some $one in tokenize($selector, ',') ! normalize-space(.) satisfies (
        matches($one, '^\c+(\[\c+\s*=\s*[&#34;''][^&#34;'']*[&#34;'']\])?$') and replace($one, '\[.*', '') eq local-name($element)
        and (not(contains($one, '[')) or $element/@*[name() eq replace($one, '^.*\[(\c+).*$', '$1')] = replace($one, '^.*[&#34;''](.*)[&#34;'']\]$', '$1')))"/>
  </xsl:function>

  <!-- ===== step 2 ===== -->

  <!-- by its behaviour, or by what stands in it -->
  <xsl:function name="set:is-block" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="kind" as="xs:string?" select="$set:kind(string($element/@set:behaviour))"/>
    <xsl:sequence select="$kind eq 'block' or (not($kind = 'placed') and exists($element/*[set:is-block(.)]))"/>
  </xsl:function>

  <xsl:function name="set:is-words" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($set:kind(string($element/@set:behaviour)) eq 'inline' or exists($element/self::set:sequence)) and not(set:is-block($element))"/>
  </xsl:function>

  <!-- it has words of its own -->
  <xsl:function name="set:has-words" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/text()[normalize-space()]) or exists($element/*[set:is-words(.)])"/>
  </xsl:function>

  <xsl:template match="*" mode="set:level" as="node()+">
    <!-- the level of what is placed: that of the text around it -->
    <xsl:param name="around" as="xs:string" select="'block'"/>
    <xsl:param name="preserve" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="kind" as="xs:string" select="($set:kind(string(@set:behaviour)), 'placed'[current()/@set:unknown], 'inline')[1]"/>
    <xsl:variable name="is-block" as="xs:boolean" select="set:is-block(.)"/>
    <xsl:variable name="level" as="xs:string" select="if ($kind eq 'placed' and not($is-block)) then $around else ('block'[$is-block], 'inline')[1]"/>
    <xsl:variable name="inner" as="xs:string"
        select="if (@set:behaviour = $set:lines or ($kind eq 'inline' or @set:unknown) and $level eq 'inline' or set:has-words(.)) then 'inline' else 'block'"/>
    <xsl:sequence select="set:separator(.)"/>
    <xsl:copy>
      <xsl:copy-of select="@* except @set:separator"/>
      <xsl:if test="@set:unknown"><xsl:attribute name="set:behaviour" select="$level"/></xsl:if>
      <xsl:attribute name="set:level" select="$level"/>
      <xsl:choose>
        <xsl:when test="@set:behaviour = ('verbatim', 'foreign')"><xsl:copy-of select="node()"/></xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="node()" mode="#current">
            <xsl:with-param name="around" select="$inner"/>
            <xsl:with-param name="at-home" select="$is-block or $kind eq 'placed'"/>
            <xsl:with-param name="preserve" select="if (@xml:space) then @xml:space eq 'preserve' else $preserve" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:copy>
  </xsl:template>

  <!-- what stands between an element and the one before it, where their parent separates its parts -->
  <xsl:function name="set:separator" as="text()?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/../@set:separator[. ne ''] and not($element/@set:behaviour = $set:placed) and not(set:is-block($element))
                  and $element/preceding-sibling::node()[normalize-space() or self::*][not(self::*/@set:behaviour = $set:placed)][1][self::*][not(set:is-block(.))]">
      <xsl:value-of select="$element/../@set:separator"/>
    </xsl:if>
  </xsl:function>

  <xsl:template match="text()" mode="set:level" as="text()?">
    <xsl:sequence select="set:trimmed(.)"/>
  </xsl:template>

  <xsl:template match="text()[not(normalize-space())]" mode="set:level" as="text()?" priority="1">
    <xsl:param name="around" as="xs:string" select="'block'"/>
    <xsl:param name="at-home" as="xs:boolean" select="true()"/>
    <xsl:param name="preserve" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="before" as="node()?" select="preceding-sibling::node()[1]"/>
    <xsl:variable name="after" as="node()?" select="following-sibling::node()[1]"/>
    <xsl:choose>
      <xsl:when test="$preserve"><xsl:sequence select="."/></xsl:when>
      <xsl:when test="$around eq 'block' or ../@set:separator"/>
      <xsl:when test="$at-home and (empty($before) or empty($after))"/>
      <xsl:when test="($before, $after)[self::*][set:is-block(.)]"/>
      <xsl:otherwise><xsl:sequence select="set:trimmed(.)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Around a break within a word there is no space. Source: TEI P5, att.breaking. -->
  <xsl:function name="set:trimmed" as="text()?" visibility="private">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="ends" as="xs:string" select="if ($text/following-sibling::node()[1]/@set:param-joins = 'true') then replace($text, '\s+$', '') else string($text)"/>
    <xsl:variable name="left" as="xs:string" select="if ($text/preceding-sibling::node()[1]/@set:param-joins = 'true') then replace($ends, '^\s+', '') else $ends"/>
    <xsl:choose>
      <xsl:when test="$left eq string($text)"><xsl:sequence select="$text"/></xsl:when>
      <xsl:when test="$left"><xsl:value-of select="$left"/></xsl:when>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
