<?xml version="1.0" encoding="UTF-8"?>
<!-- The edition as a web site: every page, from the TEI alone.

     One transformation makes all files, so that what a page says of another (where a name is mentioned, which readings
     there are) is looked up and never kept twice. What is given is the site: the documents and registers as they are
     encoded, the readings as TEI, the schema, what can be downloaded. What comes out is JSON: file to content. -->
<xsl:package name="urn:siglum:html" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns:source="urn:siglum:source"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:use-package name="urn:siglum:source" package-version="1.0"/>
  <xsl:use-package name="urn:siglum:tei" package-version="1.0"/>

  <xsl:include href="labels.xsl"/>
  <xsl:include href="frame.xsl"/>
  <xsl:include href="front.xsl"/>
  <xsl:include href="text.xsl"/>
  <xsl:include href="margin.xsl"/>
  <xsl:include href="reference.xsl"/>
  <xsl:include href="register.xsl"/>
  <xsl:include href="mentions.xsl"/>
  <xsl:include href="voices.xsl"/>
  <xsl:include href="passages.xsl"/>
  <xsl:include href="parallel.xsl"/>
  <xsl:include href="alignment.xsl"/>
  <xsl:include href="timeline.xsl"/>
  <xsl:include href="transmission.xsl"/>
  <xsl:include href="search.xsl"/>
  <xsl:include href="cite.xsl"/>
  <xsl:include href="metadata.xsl"/>
  <xsl:include href="rights.xsl"/>
  <xsl:include href="about.xsl"/>
  <xsl:include href="guidelines.xsl"/>
  <xsl:include href="downloads.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>

  <!-- the site, as XML: see scripts/siglum/publish/html.py -->
  <xsl:param name="site" as="xs:string" select="'&lt;site xmlns=&quot;urn:siglum:site&quot;/>'"/>
  <xsl:variable name="html:site" as="document-node()" select="parse-xml($site)"/>

  <!-- the site to its files -->
  <xsl:mode name="html:site" on-no-match="shallow-skip" visibility="public"/>
  <!-- the ODD to the page of the guidelines -->
  <xsl:mode name="html:guidelines" on-no-match="shallow-skip" visibility="public"/>
  <!-- structure: what stands on lines of its own -->
  <xsl:mode name="html:block" on-no-match="shallow-skip"/>
  <!-- the inside of a paragraph -->
  <xsl:mode name="html:inline" on-no-match="shallow-skip"/>
  <!-- what the editors say about an element of the text, in a sentence or two -->
  <xsl:mode name="html:about" on-no-match="shallow-skip"/>
  <!-- an entry of a register, and the lists that hold entries -->
  <xsl:mode name="html:register" on-no-match="shallow-skip"/>
  <!-- the header, for those who want to know how the edition was made -->
  <xsl:mode name="html:header" on-no-match="shallow-skip"/>

  <!-- the prose of an ODD, and the specifications in it -->
  <xsl:mode name="html:guide" on-no-match="shallow-skip"/>
  <xsl:mode name="html:guide-inline" on-no-match="shallow-copy"/>
  <!-- XML as text -->
  <xsl:mode name="html:code" on-no-match="shallow-skip"/>

  <xsl:key name="html:id" match="*" use="@xml:id"/>
  <xsl:key name="html:ordinal" match="*" use="@source:n"/>
  <xsl:key name="html:entry" match="standOff//*[@xml:id]" use="@xml:id"/>

  <!-- what is published: a document of which there is a reading -->
  <xsl:variable name="html:documents" as="element(TEI)*" select="$html:site/site:site/site:document[@path = ../site:reading/@document]/TEI"/>
  <xsl:variable name="html:registers" as="element(TEI)*"
      select="$html:site/site:site/(site:register | site:document)/TEI[standOff/(* except linkGrp)]"/>
  <xsl:variable name="html:readings" as="element(site:reading)*" select="$html:site/site:site/site:reading"/>

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

  <!-- ===== which pages there are ===== -->

  <!-- the readings of a document -->
  <xsl:function name="html:readings-of" as="element(site:reading)*">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:sequence select="$html:readings[@document eq $document/../@path]"/>
  </xsl:function>

  <!-- the reading of a document that other pages refer to: the first of the whole text -->
  <xsl:function name="html:main" as="element(site:reading)?">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:sequence select="(html:readings-of($document)[not(string(@scope))], html:readings-of($document))[1]"/>
  </xsl:function>

  <!-- whether an element has its place on the page of that reading -->
  <xsl:function name="html:is-published" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/ancestor::site:reading) or exists($element/@xml:id ! key('html:id', ., html:main(html:own($element))/TEI/text))"/>
  </xsl:function>

  <xsl:function name="html:document" as="element(TEI)">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:sequence select="$html:documents[../@path eq $reading/@document]"/>
  </xsl:function>

  <!-- the name of a page that a document has for itself: NAME, or DOCUMENT-NAME where there are several -->
  <xsl:function name="html:own-page" as="xs:string">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="string-join(($document/@xml:id[count($html:documents) gt 1], $name), '-') || '.html'"/>
  </xsl:function>

  <xsl:function name="html:register-page" as="xs:string">
    <xsl:param name="register" as="element(TEI)"/>
    <xsl:sequence select="if ($register/parent::site:document) then html:own-page($register, 'register') else $register/@xml:id || '.html'"/>
  </xsl:function>

  <xsl:function name="html:title" as="xs:string">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:sequence select="($tei/teiHeader/fileDesc/titleStmt/title[not(@type eq 'short')][1] ! normalize-space(), string($tei/@xml:id))[.][1]"/>
  </xsl:function>

  <!-- the title by which a document is told from the others: title[@type='short'], else what stands before a colon -->
  <xsl:function name="html:short-title" as="xs:string">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:sequence select="($tei/teiHeader/fileDesc/titleStmt/title[@type eq 'short'] ! normalize-space(), replace(html:title($tei), '(\S):\s.*$', '$1'))[1]"/>
  </xsl:function>

  <xsl:function name="html:authors" as="xs:string">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:sequence select="string-join($tei/teiHeader/fileDesc/titleStmt/author ! normalize-space(), ', ')"/>
  </xsl:function>

  <!-- what the whole edition is called -->
  <xsl:variable name="html:name" as="xs:string"
      select="($html:site/site:site/@title[string()], $html:documents[1][count($html:documents) eq 1] ! html:title(.), html:word('edition'))[1]"/>
</xsl:package>
