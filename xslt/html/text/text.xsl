<?xml version="1.0" encoding="UTF-8"?>
<!-- The text of a reading as HTML, with what the editors say about it: what a page and an e-book share. -->
<xsl:package name="urn:siglum:html:text" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:use-package name="urn:siglum:source" package-version="1.0"/>
  <xsl:use-package name="urn:siglum:tei" package-version="1.0"/>
  <xsl:use-package name="urn:siglum:html:lib" package-version="1.0"/>

  <xsl:include href="voices.xsl"/>
  <xsl:include href="margin.xsl"/>
  <xsl:include href="blocks.xsl"/>
  <xsl:include href="outline.xsl"/>
  <xsl:include href="verse.xsl"/>
  <xsl:include href="drama.xsl"/>
  <xsl:include href="letters.xsl"/>
  <xsl:include href="transcriptions.xsl"/>
  <xsl:include href="dictionaries.xsl"/>
  <xsl:include href="quotations.xsl"/>
  <xsl:include href="lists.xsl"/>
  <xsl:include href="tables.xsl"/>
  <xsl:include href="descriptions.xsl"/>
  <xsl:include href="critical.xsl"/>
  <xsl:include href="apart.xsl"/>
  <xsl:include href="inline.xsl"/>

  <!-- structure: what stands on lines of its own -->
  <xsl:mode name="html:block" on-no-match="shallow-skip" visibility="public"/>

  <!-- the inside of a paragraph -->
  <xsl:mode name="html:inline" on-no-match="shallow-skip" visibility="public"/>

  <!-- what the editors say about an element of the text, in a sentence or two -->
  <xsl:mode name="html:about" on-no-match="shallow-skip" visibility="public"/>

  <!-- an item of a list, a cell of a table -->
  <xsl:mode name="html:item" on-no-match="shallow-skip" visibility="private"/>
  <xsl:mode name="html:cell" on-no-match="shallow-skip" visibility="private"/>

  <!-- the parts of an entry of an apparatus -->
  <xsl:mode name="html:entry" on-no-match="shallow-skip" visibility="private"/>

  <!-- text shown as it stands, markup and all -->
  <xsl:mode name="html:verbatim" on-no-match="shallow-skip" visibility="private"/>

  <!-- mathematics and drawings -->
  <xsl:mode name="html:foreign" on-no-match="shallow-skip" visibility="private"/>
</xsl:package>
