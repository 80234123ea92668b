<?xml version="1.0" encoding="UTF-8"?>
<!-- What every page is made with: the documents and their readings, entries, links, places, words, tables, labels. Functions only. -->
<xsl:package name="urn:siglum:html:lib" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:use-package name="urn:siglum:tei" package-version="1.0"/>

  <xsl:include href="documents.xsl"/>
  <xsl:include href="entries.xsl"/>
  <xsl:include href="links.xsl"/>
  <xsl:include href="words.xsl"/>
  <xsl:include href="places.xsl"/>
  <xsl:include href="tables.xsl"/>
  <xsl:include href="serialisation.xsl"/>
  <xsl:include href="labels.xsl"/>
</xsl:package>
