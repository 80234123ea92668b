<?xml version="1.0" encoding="UTF-8"?>
<!-- What a page may link to. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns:source="urn:siglum:source"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- what a page may link to: a page on the web, a place of the text or of a register, a file that can be downloaded -->
  <xsl:function name="html:href-of" as="xs:string?" visibility="public">
    <xsl:param name="target" as="attribute()?"/>
    <xsl:variable name="pointer" as="xs:string?" select="tokenize($target)[1] ! tei:resolved(., $target)"/>
    <xsl:choose>
      <xsl:when test="matches($pointer, '^https?://')"><xsl:sequence select="$pointer"/></xsl:when>
      <xsl:when test="contains($pointer, '#')">
        <xsl:variable name="id" as="xs:string" select="substring-after($pointer, '#')"/>
        <xsl:variable name="reading" as="element(site:reading)?" select="($target/ancestor::site:reading, $html:documents ! html:main(.))[html:by-id($id, TEI/text)][1]"/>
        <xsl:sequence select="(html:entry-called($id) ! html:href(.), $reading/@file || '#' || $id)[not(starts-with(., '#'))][1]"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="path" as="xs:string?" select="$pointer[. castable as xs:anyURI] ! html:beside(., html:own($target))"/>
        <xsl:sequence select="$html:site/site:site/site:download[@file eq $path][1]/('downloads/' || @file)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- a path relative to a document, as one relative to the edition -->
  <xsl:function name="html:beside" as="xs:string?" visibility="private">
    <xsl:param name="path" as="xs:string"/>
    <xsl:param name="document" as="element()"/>
    <xsl:try select="substring-after(string(resolve-uri($path, 'http://edition/' || $document/@source:path)), 'http://edition/')"><xsl:catch select="()"/></xsl:try>
  </xsl:function>

  <!-- a target that is a page on the web -->
  <xsl:function name="html:is-safe" as="xs:boolean" visibility="public">
    <xsl:param name="target" as="xs:string?"/>
    <xsl:sequence select="matches($target, '^https?://')"/>
  </xsl:function>

  <!-- the elements of published documents that pointers lead to -->
  <xsl:function name="html:targets" as="element()*" visibility="public">
    <xsl:param name="pointers" as="attribute()?"/>
    <xsl:for-each select="tokenize($pointers) ! tei:resolved(., $pointers)[contains(., '#')]">
      <xsl:variable name="file" as="xs:string" select="substring-before(., '#')"/>
      <xsl:variable name="document" as="element()?"
          select="if ($file) then $html:documents[@source:path eq html:beside($file, html:own($pointers))] else html:own($pointers)"/>
      <xsl:sequence select="let $id := substring-after(., '#') return $document ! html:by-id($id, .)"/>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
