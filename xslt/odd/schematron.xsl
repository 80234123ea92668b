<?xml version="1.0" encoding="UTF-8"?>
<!-- ODD, step 3: the constraints of a flat schemaSpec to one ISO Schematron schema.

     Each constraintSpec becomes a pattern (or several, where it holds patterns). A rule keeps its own context;
     an assertion that stands alone speaks of what its specification specifies: the element, the attribute, or
     every member of the class.
     Source: TEI P5 Guidelines, section 23.5.2; ISO/IEC 19757-3. -->
<xsl:package name="urn:siglum:odd:schematron" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:odd="urn:siglum:odd"
    xmlns:source="urn:siglum:source"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:use-package name="urn:siglum:source" package-version="1.0"/>
  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <!-- the language of the messages, where they are given in several; English where it is "" -->
  <xsl:param name="language" as="xs:string" select="''"/>

  <!-- the schema, its patterns -->
  <xsl:mode name="odd:schematron" on-no-match="shallow-skip" visibility="public"/>
  <!-- Schematron as it stands in a constraint: copied, without the marks of its place -->
  <xsl:mode name="odd:rule" on-no-match="shallow-copy" visibility="private"/>

  <xsl:key name="odd:class-member" match="elementSpec | classSpec" use="classes/memberOf/@key"/>

  <xsl:template match="/schemaSpec" mode="odd:schematron" as="element()">
    <xsl:variable name="constraints" as="element(constraintSpec)*" select="descendant::constraintSpec[not(@mode eq 'delete')]"/>
    <sch:schema queryBinding="xslt3">
      <sch:title><xsl:value-of select="@ident || ': made from an ODD by siglum schema; changes belong there'"/></sch:title>
      <xsl:variable name="own" as="element(sch:ns)*" select="$constraints/descendant::sch:ns"/>
      <xsl:for-each-group select="odd:ns('tei', 'http://www.tei-c.org/ns/1.0'), odd:ns('xs', 'http://www.w3.org/2001/XMLSchema'),
                                  odd:ns('rng', 'http://relaxng.org/ns/structure/1.0'), $own" group-by="@prefix">
        <sch:ns prefix="{@prefix}" uri="{@uri}"/>
      </xsl:for-each-group>
      <xsl:apply-templates select="$constraints" mode="#current"/>
    </sch:schema>
  </xsl:template>

  <xsl:function name="odd:ns" as="element(sch:ns)" visibility="private">
    <xsl:param name="prefix" as="xs:string"/>
    <xsl:param name="uri" as="xs:string"/>
    <sch:ns prefix="{$prefix}" uri="{$uri}"/>
  </xsl:function>

  <xsl:template match="constraintSpec[@scheme = ('schematron', 'isoschematron')]" mode="odd:schematron" as="element()*">
    <xsl:variable name="id" as="xs:string"
        select="string-join((ancestor::*[@ident][not(self::schemaSpec)]/translate(@ident, ':', '_'), @ident), '-')"/>
    <xsl:variable name="says" as="element()*" select="constraint/(sch:* except sch:ns)"/>
    <xsl:variable name="alone" as="element()*" select="$says[self::sch:assert or self::sch:report]"/>
    <xsl:variable name="reason" as="xs:string" select="normalize-space((desc, gloss)[1])"/>
    <xsl:for-each select="$says[self::sch:pattern]">
      <sch:pattern id="{$id}-{position()}">
        <xsl:apply-templates select="@* except @id, node()" mode="odd:rule"/>
      </sch:pattern>
    </xsl:for-each>
    <xsl:if test="exists($says except $says[self::sch:pattern])">
      <sch:pattern id="{$id}">
        <xsl:if test="$reason"><sch:title><xsl:value-of select="$reason"/></sch:title></xsl:if>
        <xsl:apply-templates select="$says[self::sch:let]" mode="odd:rule"/>
        <xsl:apply-templates select="$says[self::sch:rule]" mode="odd:rule"/>
        <xsl:if test="exists($alone)">
          <sch:rule context="{odd:context(.)}">
            <xsl:apply-templates select="$alone" mode="odd:rule"/>
          </sch:rule>
        </xsl:if>
      </sch:pattern>
    </xsl:if>
    <xsl:for-each select="$says[not(self::sch:pattern or self::sch:rule or self::sch:let or self::sch:assert or self::sch:report)]">
      <xsl:call-template name="source:unknown">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="task" select="'the ODD compiler'"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="constraintSpec" mode="odd:schematron" as="empty-sequence()" priority="-1">
    <xsl:call-template name="source:fault">
      <xsl:with-param name="at" select="."/>
      <xsl:with-param name="says" select="'the constraint “' || @ident || '” is written in “' || @scheme || '”, and only Schematron is known to the ODD compiler'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- what a constraint without a rule speaks of, as an XSLT pattern -->
  <xsl:function name="odd:context" as="xs:string" visibility="private">
    <xsl:param name="constraint" as="element(constraintSpec)"/>
    <xsl:variable name="spec" as="element()?" select="$constraint/ancestor::*[self::elementSpec or self::classSpec][1]"/>
    <xsl:variable name="attribute" as="xs:string?" select="$constraint/ancestor::attDef[1]/@ident ! ('/@' || .)"/>
    <xsl:sequence select="if (empty($spec)) then '/*'
                          else string-join(for $e in odd:elements($spec) return 'tei:' || $e/@ident || $attribute, ' | ')"/>
  </xsl:function>

  <xsl:function name="odd:elements" as="element(elementSpec)*" visibility="private">
    <xsl:param name="spec" as="element()"/>
    <xsl:sequence select="$spec/self::elementSpec,
        $spec/self::classSpec/key('odd:class-member', @ident)/odd:elements(.)"/>
  </xsl:function>

  <xsl:template match="@source:*" mode="odd:rule" as="empty-sequence()"/>
  <xsl:template match="sch:*" mode="odd:rule" as="element()">
    <xsl:element name="sch:{local-name()}" namespace="http://purl.oclc.org/dsdl/schematron">
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </xsl:element>
  </xsl:template>
</xsl:package>
