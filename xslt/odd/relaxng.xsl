<?xml version="1.0" encoding="UTF-8"?>
<!-- ODD, step 5: a flat schemaSpec to RELAX NG.

     Each specification becomes one define of its own name: an element its element, a class of models the choice
     of its members, a class of attributes "NAME.attributes", each of its attributes "NAME.attribute.ATTRIBUTE".
     Source: TEI P5 Guidelines, chapter 23; RELAX NG Specification (OASIS, 3 December 2001). -->
<xsl:package name="urn:siglum:odd:relaxng" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"
    xmlns:rng="http://relaxng.org/ns/structure/1.0"
    xmlns:odd="urn:siglum:odd"
    xmlns:source="urn:siglum:source"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    xmlns="http://relaxng.org/ns/structure/1.0"
    exclude-result-prefixes="#all">

  <xsl:use-package name="urn:siglum:source" package-version="1.0"/>
  <xsl:use-package name="urn:siglum:odd:lib" package-version="1.0"/>
  <xsl:include href="relaxng/names.xsl"/>
  <xsl:include href="relaxng/content.xsl"/>
  <xsl:include href="relaxng/attributes.xsl"/>
  <xsl:include href="relaxng/patterns.xsl"/>
  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <!-- the language of the documentation; that of schemaSpec/@docLang, else English, where it is "" -->
  <xsl:param name="language" as="xs:string" select="''"/>

  <!-- a specification to its defines -->
  <xsl:mode name="odd:relaxng" on-no-match="shallow-skip" visibility="public"/>
  <!-- a content model (of an element, a macro, a datatype or an attribute) to patterns -->
  <xsl:mode name="odd:content" on-no-match="fail" visibility="private"/>
  <!-- an attribute list, or one attribute, to patterns -->
  <xsl:mode name="odd:attribute" on-no-match="fail" visibility="private"/>
  <!-- patterns of RELAX NG that stand in a content model: copied -->
  <xsl:mode name="odd:copy" on-no-match="shallow-copy" visibility="private"/>

  <xsl:key name="odd:spec" match="elementSpec | classSpec | macroSpec | dataSpec" use="local-name() || ' ' || @ident"/>
  <xsl:key name="odd:named" match="elementSpec | classSpec | macroSpec | dataSpec" use="@ident"/>
  <xsl:key name="odd:pattern" match="rng:define" use="normalize-space(@name)"/>
  <xsl:key name="odd:member" match="elementSpec | classSpec[@type eq 'model']" use="classes/memberOf/@key"/>

  <xsl:variable name="odd:tei" as="xs:string" select="'http://www.tei-c.org/ns/1.0'" visibility="private"/>

  <xsl:template match="/schemaSpec" mode="odd:relaxng" as="element()">
    <grammar ns="{(@ns, $odd:tei)[1]}" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
      <xsl:namespace name="a" select="'http://relaxng.org/ns/compatibility/annotations/1.0'"/>
      <a:documentation xsl:expand-text="yes">{@ident}: made from an ODD by siglum schema; changes belong there</a:documentation>
      <start>
        <xsl:sequence select="odd:choice(odd:starts(.))"/>
      </start>
      <xsl:apply-templates select="*" mode="#current"/>
    </grammar>
  </xsl:template>

  <!-- What a document may begin with: the elements or patterns that @start names; without it TEI and teiCorpus, or, in
       a schema of another vocabulary, any element. -->
  <xsl:function name="odd:starts" as="element()*" visibility="private">
    <xsl:param name="schema" as="element(schemaSpec)"/>
    <xsl:variable name="usual" as="element()*" select="$schema/elementSpec[@ident = ('TEI', 'teiCorpus')]"/>
    <xsl:sequence select="if ($schema/@start) then tokenize($schema/@start)[odd:has-pattern($schema, .)] ! odd:ref(odd:pattern-name($schema, .))
                          else ($usual, $schema/elementSpec[empty($usual)]) ! odd:ref(odd:name(.))"/>
  </xsl:function>

  <!-- a module that is a grammar: its definitions -->
  <xsl:template match="moduleRef" mode="odd:relaxng" as="element()*">
    <xsl:apply-templates select="content/rng:*" mode="odd:copy">
      <xsl:with-param name="set-apart" select="odd:set-apart(.)" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- What the names of a grammar begin with that has one in common with the specifications: the name of its file. -->
  <xsl:function name="odd:set-apart" as="xs:string" visibility="private">
    <xsl:param name="module" as="element(moduleRef)"/>
    <xsl:variable name="schema" as="element(schemaSpec)" select="$module/parent::schemaSpec"/>
    <xsl:variable name="common" as="element()*"
        select="$module/content/rng:div[1]/descendant::rng:define[normalize-space(@name) = $schema/(elementSpec | classSpec | macroSpec | dataSpec)/odd:name(.)]"/>
    <xsl:sequence select="if (exists($common)) then odd:stem($module) || '.' else ''"/>
  </xsl:function>

  <!-- the name of a pattern that a grammar defines -->
  <xsl:function name="odd:foreign" as="xs:string" visibility="private">
    <xsl:param name="definition" as="element(rng:define)"/>
    <xsl:sequence select="odd:set-apart($definition/ancestor::moduleRef) || normalize-space($definition/@name)"/>
  </xsl:function>

  <xsl:template match="moduleRef//(rng:define | rng:ref | rng:parentRef)/@name" mode="odd:copy" as="attribute()">
    <xsl:param name="set-apart" as="xs:string" tunnel="yes"/>
    <xsl:variable name="name" as="xs:string" select="normalize-space(.)"/>
    <xsl:variable name="mine" as="xs:boolean"
        select="exists(key('odd:pattern', $name)[ancestor::moduleRef is current()/ancestor::moduleRef]) and not(ancestor::rng:div[last()]/preceding-sibling::rng:div and key('odd:named', $name))"/>
    <xsl:attribute name="name" select="if ($mine) then $set-apart || $name else $name"/>
  </xsl:template>

  <!-- a schema documents itself in the prose around it -->
  <xsl:template match="moduleSpec | constraintSpec" mode="odd:relaxng" as="empty-sequence()"/>

  <xsl:template match="elementSpec" mode="odd:relaxng" as="element()+">
    <define name="{odd:name(.)}">
      <element name="{odd:tag(.)}">
        <xsl:copy-of select="@ns"/>
        <xsl:sequence select="odd:documentation(.)"/>
        <xsl:sequence select="odd:content(.)"/>
        <xsl:sequence select="odd:attributes(.)"/>
      </element>
    </define>
    <xsl:for-each select="content/descendant::anyElement">
      <define name="{odd:any(.)}">
        <element>
          <xsl:sequence select="odd:name-class(.)"/>
          <zeroOrMore><attribute><anyName/></attribute></zeroOrMore>
          <zeroOrMore>
            <choice><text/><ref name="{odd:any(.)}"/></choice>
          </zeroOrMore>
        </element>
      </define>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="macroSpec | dataSpec" mode="odd:relaxng" as="element()">
    <define name="{odd:name(.)}">
      <xsl:sequence select="odd:content(.)"/>
    </define>
  </xsl:template>

  <xsl:template match="classSpec[@type eq 'model']" mode="odd:relaxng" as="element()">
    <define name="{odd:name(.)}">
      <xsl:sequence select="odd:choice(odd:members(., (), ()) ! odd:ref(odd:name(.)))"/>
    </define>
  </xsl:template>

  <xsl:template match="classSpec[@type eq 'atts']" mode="odd:relaxng" as="element()*">
    <xsl:variable name="class" as="element()" select="."/>
    <define name="{odd:name(.)}.attributes">
      <xsl:sequence select="odd:grouped(attList ! odd:listed(., $class))"/>
    </define>
    <xsl:for-each-group select="attList/descendant::attDef[not(@mode = 'delete')]" group-by="@ident">
      <define name="{odd:attribute-name($class, @ident)}">
        <xsl:apply-templates select="." mode="odd:attribute"/>
      </define>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:template match="*" mode="odd:relaxng" as="empty-sequence()" priority="-1">
    <xsl:call-template name="source:unknown">
      <xsl:with-param name="at" select="."/>
      <xsl:with-param name="task" select="'the ODD compiler'"/>
    </xsl:call-template>
  </xsl:template>
</xsl:package>
