<?xml version="1.0" encoding="UTF-8"?>
<!-- The guidelines: the ODD as a page to read. Its prose, and each specification where the prose has it: what it is,
     its attributes, what it may contain and where it may stand, examples, rules, and where this edition uses it.
     Specifications are taken from the schema as it is assembled, so that what one says stands as the schema has it.
     Source: TEI P5 Guidelines, chapter 23 (Documentation Elements). -->
<xsl:package name="urn:siglum:odd:guidelines" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns:odd="urn:siglum:odd"
    xmlns:source="urn:siglum:source"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:eg="http://www.tei-c.org/ns/Examples"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:use-package name="urn:siglum:html:lib" package-version="1.0"/>
  <xsl:use-package name="urn:siglum:odd:lib" package-version="1.0"/>
  <xsl:include href="guidelines/prose.xsl"/>
  <xsl:include href="guidelines/specification.xsl"/>
  <xsl:include href="guidelines/content.xsl"/>
  <xsl:include href="guidelines/examples.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>

  <!-- the ODD to the page of the guidelines -->
  <xsl:mode name="html:guidelines" on-no-match="shallow-skip" visibility="public"/>

  <!-- the prose of an ODD, and the specifications in it -->
  <xsl:mode name="html:guide" on-no-match="shallow-skip" visibility="private"/>

  <xsl:mode name="html:guide-inline" on-no-match="shallow-copy" visibility="private"/>

  <!-- XML as text -->
  <xsl:mode name="html:code" on-no-match="shallow-skip" visibility="private"/>

  <!-- the ODD as written: a document, or a schemaSpec by itself -->
  <xsl:variable name="html:odd" as="element()?" select="$html:site/site:site/site:schema/*[1]" visibility="private"/>

  <!-- what it comes to -->
  <xsl:variable name="html:specs" as="element(schemaSpec)?" select="$html:site/site:site/site:schema/schemaSpec[last()]" visibility="private"/>

  <xsl:key name="html:spec" match="site:schema/schemaSpec[last()]/*" use="@ident"/>

  <xsl:key name="html:declared" match="specGrp/* | schemaSpec/*" use="@ident"/>

  <xsl:key name="html:member" match="site:schema/schemaSpec[last()]/*[classes]" use="classes/memberOf/@key"/>

  <!-- Then: the ODD into that page -->
  <xsl:param name="frame" as="xs:string" select="''"/>

  <xsl:param name="uses" as="xs:string" select="'{}'"/>

  <xsl:variable name="html:uses" as="map(*)" select="parse-json($uses)" visibility="private"/>

  <xsl:template match="/" mode="html:guidelines" as="xs:string">
    <xsl:variable name="content" as="element()">
      <div>
        <h1>{($html:odd/self::TEI ! html:title(.), html:word('guidelines'))[1]}</h1>
        <nav class="contents" aria-label="{html:word('contents')}">
          <ol>
            <xsl:for-each select="$html:odd/text/*/div[head]">
              <li><a href="#{html:chapter-id(.)}">{html:plain(head)}</a></li>
            </xsl:for-each>
          </ol>
          <p class="elements">
            <xsl:sequence select="html:links(sort($html:specs/elementSpec/@ident ! string(), (), lower-case#1))"/>
          </p>
        </nav>
        <xsl:apply-templates select="$html:odd/(text/*/*, self::schemaSpec)" mode="html:guide"/>
        <xsl:variable name="elsewhere" as="element()*" select="$html:specs/(elementSpec | classSpec | macroSpec | dataSpec)[not(key('html:declared', @ident, $html:odd))]"/>
        <xsl:if test="exists($elsewhere)">
          <section>
            <h2>{html:word('more-specifications')}</h2>
            <xsl:sequence select="$elsewhere ! html:specification(., 3)"/>
          </section>
        </xsl:if>
      </div>
    </xsl:variable>
    <xsl:sequence select="replace($frame, '&lt;!--content-->', html:serialized($content), 'q')"/>
  </xsl:template>
</xsl:package>
