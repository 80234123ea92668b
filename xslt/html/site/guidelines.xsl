<?xml version="1.0" encoding="UTF-8"?>
<!-- For the page of the guidelines: the page without its content, and where the edition uses each element. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- ===== two steps, so that the page is remade only when what it is made from has changed ===== -->

  <!-- With the other pages: the page without its content, and where the edition uses each element -->
  <xsl:function name="html:guidelines-frame" as="map(xs:string, xs:string)*" visibility="private">
    <xsl:if test="$html:site/site:site/site:schema">
      <xsl:variable name="content" as="element()"><article class="guidelines"><xsl:comment>content</xsl:comment></article></xsl:variable>
      <xsl:sequence select="html:page('guidelines.html', html:word('guidelines'), $content)"/>
      <xsl:sequence select="map{'uses': serialize(html:uses(), map{'method': 'json'})}"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:uses" as="map(xs:string, map(*))" visibility="private">
    <xsl:map>
      <xsl:for-each-group select="$html:site/site:site/(site:document | site:register)//*" group-by="local-name()">
        <xsl:variable name="blocks" as="element()*" select="subsequence(current-group()[ancestor::text[parent::TEI/parent::site:document]][not(ancestor::note or ancestor::desc)], 1, 20)
            ! html:block-of(.)[ancestor::text][html:is-published(.)]"/>
        <xsl:variable name="first" as="element()*" select="($blocks/.)[position() le 3]"/>
        <xsl:map-entry key="current-grouping-key()" select="map{'count': count(current-group()),
            'places': array{for $n in 1 to count($first), $place in $first[$n] return map{'href': html:place-href($place),
              'name': if ($first[$n - 1] ! html:own(.) is html:own($place)) then html:place-number($place) else html:place-name($place)}}}"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:function>
</xsl:stylesheet>
