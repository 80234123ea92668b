<?xml version="1.0" encoding="UTF-8"?>
<!-- The words of an element, as pages quote them. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:siglum:html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- the words of an element, without what the editors add -->
  <xsl:function name="html:plain" as="xs:string" visibility="public">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="normalize-space(string-join(html:texts($node)))"/>
  </xsl:function>

  <xsl:function name="html:texts" as="text()*" visibility="public">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="if ($node/ancestor::*/(self::note | self::desc)) then $node/descendant::text()
                          else $node/descendant::text()[not(ancestor::note or ancestor::desc)]"/>
  </xsl:function>

  <!-- A word has a letter or a digit: a dash and the points of an ellipsis are none. -->
  <xsl:function name="html:words" as="xs:string*" visibility="public">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="tokenize($text)[matches(., '[\p{L}\p{N}]')]"/>
  </xsl:function>

  <!-- The language of a text, as a tag: what it says itself, else the one language that its header names. -->
  <xsl:function name="html:tongue" as="xs:string" visibility="public">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="said" as="attribute()?" select="(($node/self::TEI/text, $node)[1]/ancestor-or-self::*/@xml:lang)[last()]"/>
    <xsl:variable name="named" as="attribute()*" select="html:own($node)/self::TEI/teiHeader/profileDesc/langUsage/language/@ident"/>
    <xsl:sequence select="html:language-tag(string(($said, $named[count($named) eq 1])[1]))"/>
  </xsl:function>

  <!-- A value of @xml:lang as HTML may have it: the shortest code of the language; '' for what is no code ("greek").
       Source: BCP 47, section 2.2.1, rule 1; the codes are those of ISO 639-1 and ISO 639-2. -->
  <xsl:function name="html:language-tag" as="xs:string" visibility="public">
    <xsl:param name="said" as="xs:string"/>
    <xsl:variable name="language" as="xs:string" select="lower-case(replace($said, '-.*$', ''))"/>
    <xsl:sequence select="if (not(matches($said, '^([A-Za-z]{2,3}|[xX])(-[A-Za-z0-9]{1,8})*$')) or $language eq 'x' and not(contains($said, '-'))) then ''
                          else ($html:shorter($language), replace($said, '-.*$', ''))[1] || substring($said, string-length($language) + 1)"/>
  </xsl:function>

  <xsl:variable name="html:shorter" as="map(xs:string, xs:string)" visibility="private"
      select="map:merge(tokenize('lat=la eng=en ger=de deu=de fre=fr fra=fr ita=it spa=es por=pt dut=nl nld=nl rus=ru gre=el ell=el heb=he ara=ar per=fa fas=fa arm=hy hye=hy
          geo=ka kat=ka wel=cy cym=cy gle=ga san=sa tur=tr pol=pl cze=cs ces=cs hun=hu swe=sv dan=da nor=no ice=is isl=is fin=fi chi=zh zho=zh jpn=ja kor=ko amh=am wol=wo
          cat=ca rum=ro ron=ro ukr=uk hrv=hr srp=sr slv=sl bul=bg lit=lt lav=lv est=et yid=yi urd=ur hin=hi ben=bn baq=eu eus=eu bre=br oci=oc')
          ! map:entry(substring-before(., '='), substring-after(., '=')))"/>

  <!-- how many code points of the text stand on each side of a mention -->
  <xsl:variable name="html:around" as="xs:integer" select="70" visibility="public"/>

  <!-- the last words of a text, the first words, cut between words -->
  <xsl:function name="html:end-of" as="xs:string" visibility="public">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="flat" as="xs:string" select="replace($text, '\s+', ' ')"/>
    <xsl:sequence select="if (string-length($flat) le $html:around) then $flat
                          else '… ' || replace(substring($flat, string-length($flat) - $html:around), '^\S*\s', '')"/>
  </xsl:function>

  <xsl:function name="html:start-of" as="xs:string" visibility="public">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="flat" as="xs:string" select="replace($text, '\s+', ' ')"/>
    <xsl:sequence select="if (string-length($flat) le $html:around) then $flat
                          else replace(substring($flat, 1, $html:around + 1), '\s\S*$', '') || ' …'"/>
  </xsl:function>

  <!-- the beginning of a label, where it is longer than there is room -->
  <xsl:function name="html:short" as="xs:string" visibility="public">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="length" as="xs:integer"/>
    <xsl:sequence select="if (string-length($text) le $length) then $text else replace(substring($text, 1, $length), '\s\S*$', '') || ' …'"/>
  </xsl:function>

  <!-- a text in lines of at most so many characters, broken between words -->
  <xsl:function name="html:wrapped" as="xs:string*" visibility="public">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="length" as="xs:integer"/>
    <xsl:sequence select="fold-left(tokenize($text), (), function($lines as xs:string*, $word as xs:string) as xs:string* {
        if (exists($lines) and string-length($lines[last()]) + string-length($word) lt $length)
        then ($lines[position() lt last()], $lines[last()] || ' ' || $word) else ($lines, $word) })"/>
  </xsl:function>

  <!-- the first clause of a description, short enough for a label -->
  <xsl:function name="html:lead" as="xs:string" visibility="public">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="replace(html:plain($node), '^([^:;.,(]*[^:;.,(\s]).*$', '$1')"/>
  </xsl:function>
</xsl:stylesheet>
