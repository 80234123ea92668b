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
        <xsl:variable name="file" as="xs:string?" select="substring-before($pointer, '#')[.] ! html:beside(., html:own($target))"/>
        <xsl:variable name="targets" as="element(site:target)*" select="$html:site/site:site/site:target[@id eq $id]"/>
        <xsl:variable name="reading" as="element(site:reading)?" select="($target/ancestor::site:reading, $html:published ! html:main(.))[html:by-id($id, TEI/text)][1]"/>
        <xsl:variable name="element" as="element()?" select="html:by-id($id, $reading/TEI/text)[1]"/>
        <xsl:sequence select="($targets[@path eq $file][1] ! html:target-href(.), html:entry-called($id) ! html:href(.),
                              $element ! (html:page-of($reading, .) || '#' || html:id(.)), $targets[1] ! html:target-href(.))[1]"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="path" as="xs:string?" select="$pointer[. castable as xs:anyURI] ! html:beside(., html:own($target))"/>
        <xsl:variable name="page" as="xs:string?" select="$html:site/site:site/site:target[@id eq ''][@path = ($path, $path || '.xml')][1]/@file/string()"/>
        <xsl:sequence select="($page[$target/ancestor::correspContext], $html:site/site:site/site:download[@file eq $path][1] ! html:download-href(.), $page)[1]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- a place on the page of another document -->
  <xsl:function name="html:target-href" as="xs:string" visibility="private">
    <xsl:param name="target" as="element(site:target)"/>
    <xsl:sequence select="$target/@file || '#' || html:anchor-of($target/@id)"/>
  </xsl:function>

  <!-- where a download lies; its name may have signs that mean something in an address -->
  <xsl:function name="html:download-href" as="xs:string" visibility="public">
    <xsl:param name="download" as="element(site:download)"/>
    <xsl:sequence select="'downloads/' || string-join(tokenize($download/@file, '/') ! encode-for-uri(.), '/')"/>
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

  <!-- the copy of an image that lies beside a document, if there is one -->
  <xsl:function name="html:image" as="xs:string?" visibility="public">
    <xsl:param name="url" as="attribute()"/>
    <xsl:variable name="path" as="xs:string?" select="string($url)[. castable as xs:anyURI][not(matches(., '^([A-Za-z][A-Za-z0-9+.-]*:|//|/)'))] ! html:beside(., html:own($url))"/>
    <xsl:sequence select="$html:site/site:site/site:image[@path eq $path][1]/@file/string()"/>
  </xsl:function>
</xsl:stylesheet>
