<?xml version="1.0" encoding="UTF-8"?>
<!-- For the page of the guidelines: the page without its content, and where the edition uses each element. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- ===== two steps, so that the page is remade only when what it is made from has changed ===== -->

  <!-- With the other pages: the page without its content, and where the edition uses each element -->
  <xsl:function name="html:guidelines-frame" as="map(*)*" visibility="private">
    <xsl:if test="$html:site/site:site/site:schema">
      <xsl:variable name="content" as="element()"><article class="guidelines"><xsl:comment>content</xsl:comment></article></xsl:variable>
      <xsl:sequence select="html:page('guidelines.html', html:word('guidelines'), $content)"/>
      <xsl:sequence select="html:written('uses', serialize(html:uses(), map{'method': 'json'}))"/>
    </xsl:if>
  </xsl:function>

  <!-- Of each element how often it is used, and three places, from the first twenty. -->
  <xsl:function name="html:uses" as="map(xs:string, map(*))" visibility="private">
    <xsl:map>
      <xsl:for-each-group select="$html:files ! (let $title := ?short return ?uses?* ! map:put(., 'of', $title))" group-by="?element">
        <xsl:variable name="occurrences" as="map(*)*" select="subsequence(current-group() ! (let $of := ?of return ?at?* ! map:put(., 'of', $of)), 1, 20)"/>
        <xsl:variable name="first" as="map(*)*" select="html:distinct-places($occurrences[?href])[position() le 3]"/>
        <xsl:map-entry key="current-grouping-key()" select="map{'count': xs:integer(sum(current-group()?count)),
            'places': array{for $n in 1 to count($first), $place in $first[$n] return map{'href': $place?href,
              'name': if ($first[$n - 1]?of = $place?of or not($html:several)) then $place?number else $place?of || ', ' || $place?number}}}"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:function>

  <xsl:function name="html:distinct-places" as="map(*)*" visibility="private">
    <xsl:param name="places" as="map(*)*"/>
    <xsl:for-each-group select="$places" group-by="?href"><xsl:sequence select="."/></xsl:for-each-group>
  </xsl:function>

  <!-- Of one file, for each element: how often, and the place of each of the first twenty; none of one that has no place -->
  <xsl:function name="html:uses-of" as="map(*)*" visibility="private">
    <xsl:param name="file" as="element(TEI)"/>
    <xsl:if test="$html:site/site:site/site:schema">
      <xsl:for-each-group select="$file/descendant-or-self::*" group-by="local-name()">
        <xsl:variable name="places" as="map(*)*">
          <xsl:for-each select="subsequence(current-group()[ancestor::text[parent::TEI/parent::site:document]][not(ancestor::note or ancestor::desc)], 1, 20)">
            <xsl:variable name="block" as="element()?" select="html:block-of(.)[ancestor::text][html:is-published(.)]"/>
            <xsl:sequence select="if ($block) then map{'href': html:place-href($block), 'number': html:place-number($block)} else map{}"/>
          </xsl:for-each>
        </xsl:variable>
        <xsl:sequence select="map{'element': current-grouping-key(), 'count': count(current-group()), 'at': array{$places}}"/>
      </xsl:for-each-group>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
