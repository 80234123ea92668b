<?xml version="1.0" encoding="UTF-8"?>
<!-- How the edition was made, as its header says. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="html:about" as="map(*)" visibility="private">
    <xsl:variable name="content" as="element()">
      <article class="prose">
        <h1>{html:word('about')}</h1>
        <xsl:text>{html:slot('each', 'about')}</xsl:text>
        <xsl:sequence select="html:rights-in-full()"/>
      </article>
    </xsl:variable>
    <xsl:sequence select="html:page('about.html', html:word('about'), $content, html:first-metadata())"/>
  </xsl:function>

  <!-- what the page says of a document: nothing of what its header is silent about -->
  <xsl:function name="html:about-of" as="element()*" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:variable name="header" as="element(teiHeader)?" select="$document/teiHeader"/>
    <xsl:variable name="parts" as="element()*">
      <xsl:sequence select="html:part('introduction', $header/profileDesc/abstract/*, $document)"/>
      <xsl:sequence select="html:part('editorial-declaration', $header/encodingDesc/(projectDesc | samplingDecl | editorialDecl | variantEncoding | refsDecl[p or citeStructure/desc]), $document)"/>
      <xsl:sequence select="html:part('witnesses-and-sources', $header/fileDesc/sourceDesc/* except $header/fileDesc/sourceDesc/listRelation, $document)"/>
      <xsl:sequence select="html:part('taxonomies', $header/encodingDesc/classDecl/taxonomy, $document)"/>
      <xsl:sequence select="html:part('who', $header/fileDesc/titleStmt/(editor | respStmt), $document)"/>
      <xsl:sequence select="html:part('changes', $header/revisionDesc, $document)"/>
    </xsl:variable>
    <xsl:if test="exists($parts)">
      <xsl:if test="$html:several"><h2>{html:title($document)}</h2></xsl:if>
      <xsl:sequence select="$parts"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:part" as="element()?" visibility="private">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="elements" as="element()*"/>
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:variable name="said" as="node()*"><xsl:apply-templates select="$elements" mode="html:header"/></xsl:variable>
    <xsl:if test="$said[normalize-space()]">
      <section id="{html:own-name($document, $name)}">
        <xsl:element name="h{if ($html:several) then 3 else 2}">{html:word($name)}</xsl:element>
        <xsl:sequence select="$said"/>
      </section>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
