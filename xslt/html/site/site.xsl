<?xml version="1.0" encoding="UTF-8"?>
<!-- The edition as a web site: every page, from the TEI alone.

     One transformation makes all files, so that what a page says of another (where a name is mentioned, which readings
     there are) is looked up and never kept twice. What is given is the site: the documents and registers as they are
     encoded, the readings as TEI, the schema, what can be downloaded. What comes out is JSON: file to content. -->
<xsl:package name="urn:siglum:html:site" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:siglum:html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:use-package name="urn:siglum:source" package-version="1.0"/>
  <xsl:use-package name="urn:siglum:tei" package-version="1.0"/>
  <xsl:use-package name="urn:siglum:html:lib" package-version="1.0"/>
  <xsl:use-package name="urn:siglum:html:text" package-version="1.0"/>

  <xsl:include href="reading.xsl"/>
  <xsl:include href="guidelines.xsl"/>
  <xsl:include href="about.xsl"/>
  <xsl:include href="header.xsl"/>
  <xsl:include href="frame.xsl"/>
  <xsl:include href="front.xsl"/>
  <xsl:include href="list.xsl"/>
  <xsl:include href="reference.xsl"/>
  <xsl:include href="register.xsl"/>
  <xsl:include href="mentions.xsl"/>
  <xsl:include href="passages.xsl"/>
  <xsl:include href="parallel.xsl"/>
  <xsl:include href="alignment.xsl"/>
  <xsl:include href="timeline.xsl"/>
  <xsl:include href="transmission.xsl"/>
  <xsl:include href="search.xsl"/>
  <xsl:include href="cite.xsl"/>
  <xsl:include href="metadata.xsl"/>
  <xsl:include href="rights.xsl"/>
  <xsl:include href="downloads.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>

  <!-- the site to its files -->
  <xsl:mode name="html:site" on-no-match="shallow-skip" visibility="public"/>

  <!-- an entry of a register, and the lists that hold entries -->
  <xsl:mode name="html:register" on-no-match="shallow-skip" visibility="private"/>

  <!-- the header, for those who want to know how the edition was made -->
  <xsl:mode name="html:header" on-no-match="shallow-skip" visibility="private"/>

  <xsl:template match="/" mode="html:site" as="xs:string">
    <xsl:variable name="files" as="map(xs:string, xs:string)*">
      <xsl:sequence select="html:front()"/>
      <xsl:sequence select="$html:readings ! html:reading(.)"/>
      <xsl:sequence select="$html:registers ! html:register(.)"/>
      <xsl:sequence select="html:passages()"/>
      <xsl:sequence select="$html:documents ! html:parallel(.)"/>
      <xsl:sequence select="html:timeline()"/>
      <xsl:sequence select="html:transmission()"/>
      <xsl:sequence select="html:search()"/>
      <xsl:sequence select="html:cite()"/>
      <xsl:sequence select="html:about()"/>
      <xsl:sequence select="html:guidelines-frame()"/>
      <xsl:sequence select="html:downloads()"/>
    </xsl:variable>
    <xsl:sequence select="serialize(map:merge($files, map{'duplicates': 'use-first'}), map{'method': 'json'})"/>
  </xsl:template>
</xsl:package>
