<?xml version="1.0" encoding="UTF-8"?>
<!-- Modules in other languages (moduleRef with @url). Of a RELAX NG grammar the definitions in one division, what it
     includes brought in, its start left out; of a Schematron schema what it says, as one constraint.
     Source: TEI P5 Guidelines, section 23.8.2; RELAX NG Specification, sections 4.6, 4.7 and 4.11. -->
<xsl:package name="urn:siglum:odd:grammar" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:rng="http://relaxng.org/ns/structure/1.0"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:sqf="http://www.schematron-quickfix.com/validator/process"
    xmlns:odd="urn:siglum:odd"
    xmlns:source="urn:siglum:source"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:use-package name="urn:siglum:odd:lib" package-version="1.0"/>

  <!-- a component of a grammar: the same, with what it includes, its names with a prefix -->
  <xsl:mode name="odd:component" on-no-match="shallow-copy" visibility="private"/>

  <!-- the reference with the definitions in its content: those of the grammar, then those written in the reference -->
  <xsl:function name="odd:external" as="element()*" visibility="public">
    <xsl:param name="reference" as="element(moduleRef)"/>
    <xsl:param name="bundle" as="element(odd:bundle)"/>
    <xsl:variable name="root" as="element()?" select="odd:file($reference/@odd:source, $bundle)"/>
    <xsl:variable name="own" as="element()*" select="$reference/content/(rng:* except rng:div), $reference/content/rng:div/rng:*"/>
    <xsl:choose>
      <xsl:when test="$root/self::rng:grammar">
        <xsl:copy select="$reference">
          <xsl:copy-of select="@*"/>
          <content xmlns="http://www.tei-c.org/ns/1.0">
            <rng:div>
              <xsl:sequence select="odd:inherited($root, '')"/>
              <xsl:apply-templates select="$root/rng:*" mode="odd:component">
                <xsl:with-param name="prefix" tunnel="yes" select="string($reference/@prefix)"/>
                <xsl:with-param name="bundle" tunnel="yes" select="$bundle"/>
                <xsl:with-param name="replaced" tunnel="yes" select="$own[self::rng:define][not(@combine)]/@name/string()"/>
              </xsl:apply-templates>
            </rng:div>
            <xsl:if test="exists($own)">
              <rng:div><xsl:copy-of select="$own"/></rng:div>
            </xsl:if>
          </content>
        </xsl:copy>
      </xsl:when>
      <xsl:when test="$root/self::sch:schema[not(descendant::sch:include | sch:extends)]">
        <constraintSpec xmlns="http://www.tei-c.org/ns/1.0" ident="{odd:stem($reference)}" scheme="schematron" odd:module="yes">
          <xsl:copy-of select="$reference/@source:*, odd:path($reference)"/>
          <constraint>
            <xsl:apply-templates select="$root/(sch:ns | sch:let | sch:phase | sch:pattern | sch:diagnostics | sch:properties | sqf:* | xsl:*)"
                mode="odd:component"/>
          </constraint>
        </constraintSpec>
      </xsl:when>
      <xsl:when test="exists($root)">
        <xsl:sequence select="odd:finding('odd-unknown-source', $reference, 'url', '“' || $reference/@url || '” is neither a RELAX NG grammar nor a Schematron schema'
                              || ' in one file'[$root/self::sch:schema], map {})"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="odd:file" as="element()?" visibility="private">
    <xsl:param name="key" as="xs:string?"/>
    <xsl:param name="bundle" as="element(odd:bundle)"/>
    <xsl:sequence select="$bundle/odd:file[@key = $key]/(* except odd:*)"/>
  </xsl:function>

  <!-- What a division says of the namespace and the datatypes of a file. The library of datatypes is that of the file
       alone; the namespace, where the file names none, is that of what includes it (sections 4.4, 4.7 and 4.8). -->
  <xsl:function name="odd:inherited" as="attribute()+" visibility="private">
    <xsl:param name="root" as="element()"/>
    <xsl:param name="ns" as="xs:string?"/>
    <xsl:for-each select="($root/@ns/string(), $ns)[1]"><xsl:attribute name="ns" select="."/></xsl:for-each>
    <xsl:attribute name="datatypeLibrary" select="string($root/@datatypeLibrary)"/>
  </xsl:function>

  <xsl:template match="rng:start[not(ancestor::rng:grammar/ancestor::rng:grammar)]" mode="odd:component" as="element()?">
    <xsl:param name="nested" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:if test="$nested"><xsl:next-match/></xsl:if>
  </xsl:template>
  <xsl:template match="@source:*" mode="odd:component" as="empty-sequence()"/>
  <xsl:template match="comment() | processing-instruction()" mode="odd:component" as="empty-sequence()"/>

  <xsl:template match="rng:define" mode="odd:component" as="element()?">
    <xsl:param name="replaced" as="xs:string*" tunnel="yes"/>
    <xsl:if test="not(normalize-space(@name) = $replaced)">
      <xsl:copy>
        <xsl:apply-templates select="@*, node()" mode="#current">
          <xsl:with-param name="replaced" tunnel="yes" select="()"/>
        </xsl:apply-templates>
      </xsl:copy>
    </xsl:if>
  </xsl:template>

  <xsl:template match="rng:define/@name | rng:ref/@name | rng:parentRef/@name" mode="odd:component" as="attribute()">
    <xsl:param name="prefix" as="xs:string" tunnel="yes"/>
    <xsl:attribute name="name" select="$prefix || normalize-space(.)"/>
  </xsl:template>

  <xsl:template match="rng:include" mode="odd:component" as="element()?">
    <xsl:param name="bundle" as="element(odd:bundle)" tunnel="yes"/>
    <xsl:param name="replaced" as="xs:string*" tunnel="yes"/>
    <xsl:param name="within" as="xs:string*" select="()" tunnel="yes"/>
    <xsl:variable name="key" as="xs:string?" select="ancestor::odd:file/odd:link[@href = normalize-space(current()/@href)]/@to"/>
    <xsl:variable name="root" as="element()?" select="odd:file($key, $bundle)"/>
    <xsl:if test="exists($root) and not($key = $within)">
      <rng:div>
        <xsl:copy-of select="@ns, @datatypeLibrary"/>
        <rng:div>
          <xsl:sequence select="odd:inherited($root, ())"/>
          <xsl:apply-templates select="$root/rng:*" mode="#current">
            <xsl:with-param name="replaced" tunnel="yes" select="$replaced, descendant::rng:define/@name/normalize-space()"/>
            <xsl:with-param name="within" tunnel="yes" select="$within, $key"/>
          </xsl:apply-templates>
        </rng:div>
        <xsl:apply-templates select="rng:*" mode="#current"/>
      </rng:div>
    </xsl:if>
  </xsl:template>

  <xsl:template match="rng:externalRef" mode="odd:component" as="element()?">
    <xsl:param name="bundle" as="element(odd:bundle)" tunnel="yes"/>
    <xsl:param name="within" as="xs:string*" select="()" tunnel="yes"/>
    <xsl:variable name="key" as="xs:string?" select="ancestor::odd:file/odd:link[@href = normalize-space(current()/@href)]/@to"/>
    <xsl:variable name="ns" as="xs:string?" select="ancestor-or-self::*[@ns][1]/@ns"/>
    <xsl:for-each select="odd:file($key, $bundle)[not($key = $within)]">
      <xsl:copy>
        <xsl:sequence select="odd:inherited(., $ns)"/>
        <xsl:apply-templates select="@* except (@ns, @datatypeLibrary), node()" mode="#current">
          <xsl:with-param name="nested" tunnel="yes" select="true()"/>
          <xsl:with-param name="prefix" tunnel="yes" select="''"/>
          <xsl:with-param name="replaced" tunnel="yes" select="()"/>
          <xsl:with-param name="within" tunnel="yes" select="$within, $key"/>
        </xsl:apply-templates>
      </xsl:copy>
    </xsl:for-each>
  </xsl:template>
</xsl:package>
