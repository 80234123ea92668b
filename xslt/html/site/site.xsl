<?xml version="1.0" encoding="UTF-8"?>
<!-- The edition as a web site, in two steps.

     html:file makes the pages of one file (a document with its readings, or a register) and its facts: what the pages of
     the whole edition need to know of it. What it is given depends on that file, and on no more of others than it points
     at. html:site makes the pages of the whole edition from the facts of all files, without their trees. Where a page
     has something that is known only in the end, it has a slot (frame.xsl). What comes out is JSON. -->
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
  <xsl:include href="chapters.xsl"/>
  <xsl:include href="images.xsl"/>
  <xsl:include href="guidelines.xsl"/>
  <xsl:include href="about.xsl"/>
  <xsl:include href="header.xsl"/>
  <xsl:include href="facts.xsl"/>
  <xsl:include href="frame.xsl"/>
  <xsl:include href="ways.xsl"/>
  <xsl:include href="tables.xsl"/>
  <xsl:include href="front.xsl"/>
  <xsl:include href="list.xsl"/>
  <xsl:include href="reference.xsl"/>
  <xsl:include href="register.xsl"/>
  <xsl:include href="mentions.xsl"/>
  <xsl:include href="passages.xsl"/>
  <xsl:include href="moments.xsl"/>
  <xsl:include href="parallel.xsl"/>
  <xsl:include href="alignment.xsl"/>
  <xsl:include href="pairs.xsl"/>
  <xsl:include href="timeline.xsl"/>
  <xsl:include href="map.xsl"/>
  <xsl:include href="network.xsl"/>
  <xsl:include href="transmission.xsl"/>
  <xsl:include href="correspondence.xsl"/>
  <xsl:include href="search.xsl"/>
  <xsl:include href="cite.xsl"/>
  <xsl:include href="styles.xsl"/>
  <xsl:include href="metadata.xsl"/>
  <xsl:include href="rights.xsl"/>
  <xsl:include href="downloads.xsl"/>
  <xsl:include href="found.xsl"/>
  <xsl:include href="data.xsl"/>
  <xsl:include href="changes.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>

  <!-- one file to its pages and facts -->
  <xsl:mode name="html:file" on-no-match="shallow-skip" visibility="public"/>

  <!-- the facts of all files to the pages of the edition -->
  <xsl:mode name="html:site" on-no-match="shallow-skip" visibility="public"/>

  <!-- what stands on one of several pages of a reading, its links led to the others -->
  <xsl:mode name="html:placed" on-no-match="shallow-copy" visibility="private"/>

  <!-- an entry of a register, and the lists that hold entries -->
  <xsl:mode name="html:register" on-no-match="shallow-skip" visibility="private"/>

  <!-- the header, for those who want to know how the edition was made -->
  <xsl:mode name="html:header" on-no-match="shallow-skip" visibility="private"/>

  <xsl:template match="/" mode="html:file" as="xs:string">
    <xsl:variable name="mentions" as="element()*" select="$html:published ! html:main(.) ! html:mentioning(.)"/>
    <xsl:variable name="parts" as="map(xs:string, node()*)*">
      <xsl:for-each select="$html:published">
        <xsl:sequence select="map{'front': html:front-of(.)}, map{'about': html:about-of(.)}, map{'metadata': html:metadata(., ())}"/>
        <xsl:sequence select="map{'cite': $html:readings[not($html:is-large)] ! html:cite-of(.)}, html:rights-parts(.), html:transmission-parts()"/>
      </xsl:for-each>
      <xsl:for-each select="$mentions">
        <xsl:sequence select="map{'mention-' || position(): html:in-context(.)}"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="serialize(map{
        'pages': array{$html:readings ! html:reading(.), $html:register ! html:register(.), $html:published ! html:parallel(.), $html:published ! html:pairs(.) ! html:pair(.)},
        'parts': html:parts($parts),
        'mentioned': array{$mentions ! html:searchable-mention(.)},
        'search': array{$html:readings ! html:searchable(.), $html:register ! html:searchable-entries(.)},
        'facts': html:facts-of-file($mentions)}, map{'method': 'json'})"/>
  </xsl:template>

  <xsl:template match="/" mode="html:site" as="xs:string">
    <xsl:variable name="pages" as="map(*)*" select="html:front(), html:tables(), html:timeline(), html:map(), html:network(), html:transmission(), html:correspondence(), html:search(), html:cite(), html:about(),
        html:guidelines-frame(), html:downloads(), html:changes(), html:missing()"/>
    <xsl:sequence select="serialize(map{
        'name': $html:name,
        'pages': array{$pages},
        'registers': array{$html:registers ! array{?file, html:register-name(.)}},
        'parts': html:parts((map{'ways': $html:navigation ! html:way(.)}, map{'rights': html:rights-of-all()}))}, map{'method': 'json'})"/>
  </xsl:template>
</xsl:package>
