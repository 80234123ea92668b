<?xml version="1.0" encoding="UTF-8"?>
<!-- ODD, step 2: what a schemaSpec takes from elsewhere takes the place of the reference to it.

     A source is TEI as compiled, or another ODD, raw or compiled, which may have a source itself; or, where that has
     not what is asked for, the specifications in the document itself that stand outside its schemaSpec. What comes
     from a source bears @odd:from. A module that is a RELAX NG grammar stays where it is, with its definitions in it.
     Source: TEI P5 Guidelines, sections 23.8.1 and 23.8.2. -->
<xsl:package name="urn:siglum:odd:resolve" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:rng="http://relaxng.org/ns/structure/1.0"
    xmlns:odd="urn:siglum:odd"
    xmlns:source="urn:siglum:source"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    xmlns="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:use-package name="urn:siglum:odd:lib" package-version="1.0"/>
  <xsl:use-package name="urn:siglum:odd:assemble" package-version="1.0"/>
  <xsl:use-package name="urn:siglum:odd:customise" package-version="1.0"/>
  <xsl:use-package name="urn:siglum:odd:grammar" package-version="1.0"/>

  <!-- what is taken from a source: the same, as nothing that the project wrote -->
  <xsl:mode name="odd:strange" on-no-match="shallow-copy" visibility="private"/>

  <!-- an assembled schemaSpec with all it refers to. `bundle` holds the files, `within` the keys of those that led
       here, one the source of the other. -->
  <xsl:function name="odd:resolved" as="element(schemaSpec)" visibility="public">
    <xsl:param name="schema" as="element(schemaSpec)"/>
    <xsl:param name="bundle" as="element(odd:bundle)"/>
    <xsl:param name="within" as="xs:string*"/>
    <xsl:variable name="chain" as="xs:string*" select="$within, $schema/@odd:file"/>
    <xsl:variable name="keys" as="xs:string*" select="distinct-values($schema/*[not(@url)]/@odd:source)"/>
    <xsl:variable name="sources" as="map(xs:string, element()*)"
        select="map:merge($keys[not(. = $chain)] ! map:entry(., odd:library(., $bundle, $chain)))"/>
    <xsl:variable name="own" as="element()*"
        select="$bundle/odd:file[@key = $schema/@odd:file]/(descendant::elementSpec | descendant::classSpec | descendant::macroSpec | descendant::dataSpec | descendant::moduleSpec)
                [@ident][not(ancestor::schemaSpec)][not(@mode = ('change', 'delete', 'replace'))]"/>
    <xsl:for-each select="$schema">
      <xsl:copy>
        <xsl:copy-of select="@*"/>
        <xsl:for-each select="*">
          <xsl:choose>
            <xsl:when test="self::moduleRef[@url]">
              <xsl:sequence select="odd:external(., $bundle)"/>
            </xsl:when>
            <xsl:when test="not(@url) and @odd:source = $chain">
              <xsl:sequence select="odd:finding('odd-circle', ., 'source',
                                    'the source of &lt;' || name() || '&gt; leads back to this ODD', map {})"/>
            </xsl:when>
            <xsl:when test="self::moduleRef[@key]">
              <xsl:sequence select="odd:module(., ($sources(string(@odd:source))), $own)"/>
            </xsl:when>
            <xsl:when test="ends-with(local-name(), 'Ref') and @key">
              <xsl:sequence select="odd:single(., ($sources(string(@odd:source))), $own)"/>
            </xsl:when>
            <xsl:when test="ends-with(local-name(), 'Ref')">
              <xsl:sequence select="odd:finding('odd-unknown-construct', ., '', '&lt;' || name()
                                    || '&gt; does not say what it refers to: it has no @key', map {})"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:copy-of select="."/>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </xsl:copy>
    </xsl:for-each>
  </xsl:function>

  <!-- all specifications of a source -->
  <xsl:function name="odd:library" as="element()*" visibility="private">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="bundle" as="element(odd:bundle)"/>
    <xsl:param name="within" as="xs:string*"/>
    <xsl:variable name="file" as="element(odd:file)?" select="$bundle/odd:file[@key = $key]"/>
    <xsl:variable name="schema" as="element(schemaSpec)?" select="$file/descendant::schemaSpec[1]"/>
    <xsl:variable name="raw" as="xs:boolean"
        select="exists($schema/descendant::*[self::moduleRef or self::specGrpRef or self::*[ends-with(local-name(), 'Spec')]/@mode = ('change', 'delete', 'replace')][not(ancestor::content)]
                | $schema/(elementRef, classRef, macroRef, dataRef))"/>
    <xsl:sequence select="if ($raw) then odd:customised(odd:resolved(odd:assembled($schema), $bundle, $within))/*
                          else ($file/descendant::elementSpec | $file/descendant::classSpec | $file/descendant::macroSpec | $file/descendant::dataSpec
                                | $file/descendant::moduleSpec)[@ident]"/>
  </xsl:function>

  <!-- a module: its classes, macros and datatypes, and those of its elements that are asked for -->
  <xsl:function name="odd:module" as="element()*" visibility="private">
    <xsl:param name="reference" as="element(moduleRef)"/>
    <xsl:param name="source" as="element()*"/>
    <xsl:param name="own" as="element()*"/>
    <xsl:variable name="key" as="xs:string" select="normalize-space($reference/@key)"/>
    <xsl:variable name="declared" as="xs:boolean" select="exists($own[self::moduleSpec][@ident = $key])"/>
    <xsl:variable name="theirs" as="element()*" select="if ($declared) then () else $source[@module = $key or self::moduleSpec[@ident = $key]]"/>
    <xsl:variable name="specs" as="element()*"
        select="if (exists($theirs)) then $theirs else $own[@module = $key or self::moduleSpec[@ident = $key]]"/>
    <xsl:variable name="include" as="xs:string*" select="tokenize($reference/@include)"/>
    <xsl:variable name="except" as="xs:string*" select="tokenize($reference/@except)"/>
    <xsl:if test="empty($specs)">
      <xsl:sequence select="odd:finding('odd-unknown-module', $reference, 'key', 'there is no module “' || $key || '”',
                            map { 'found': $key, 'among': string-join(distinct-values(($source, $own)/(@module | self::moduleSpec/@ident)), ' ') })"/>
    </xsl:if>
    <xsl:for-each select="('include', 'except')[exists($specs)]">
      <xsl:variable name="part" as="xs:string" select="."/>
      <xsl:for-each select="tokenize($reference/@*[name() = $part])[not(. = $specs/@ident)]">
        <xsl:variable name="elsewhere" as="xs:string?" select="$source[self::elementSpec][@ident = current()][1]/@module"/>
        <xsl:sequence select="odd:finding('odd-unknown-reference', $reference, $part, 'the module “' || $key || '” has no element “' || . || '”'
                              || (if ($elsewhere) then ': it belongs to “' || $elsewhere || '”' else ''),
                              map { 'found': ., 'severity': 'warning', 'among': string-join($specs[self::elementSpec]/@ident, ' ') })"/>
      </xsl:for-each>
    </xsl:for-each>
    <xsl:sequence select="odd:taken($specs[not(self::elementSpec) or ((empty($include) or @ident = $include) and not(@ident = $except))],
                          $reference, exists($theirs))"/>
  </xsl:function>

  <!-- one element, class, macro or datatype; of a class of attributes only those that are asked for -->
  <xsl:function name="odd:single" as="element()*" visibility="private">
    <xsl:param name="reference" as="element()"/>
    <xsl:param name="source" as="element()*"/>
    <xsl:param name="own" as="element()*"/>
    <xsl:variable name="key" as="xs:string" select="normalize-space($reference/@key)"/>
    <xsl:variable name="kind" as="xs:string" select="odd:spec-of($reference)"/>
    <xsl:variable name="theirs" as="element()*" select="$source[local-name() = $kind][@ident = $key]"/>
    <xsl:variable name="specs" as="element()*" select="if (exists($theirs)) then $theirs else $own[local-name() = $kind][@ident = $key]"/>
    <xsl:if test="empty($specs)">
      <xsl:sequence select="odd:finding('odd-unknown-reference', $reference, 'key', 'there is no ' || odd:kind($kind) || ' “' || $key || '” to refer to',
                            map { 'found': $key, 'among': string-join(distinct-values(($source, $own)[local-name() = $kind]/@ident), ' ') })"/>
    </xsl:if>
    <xsl:sequence select="odd:taken($specs[1], $reference, exists($theirs))"/>
  </xsl:function>

  <xsl:function name="odd:taken" as="element()*" visibility="private">
    <xsl:param name="specs" as="element()*"/>
    <xsl:param name="reference" as="element()"/>
    <xsl:param name="theirs" as="xs:boolean"/>
    <xsl:variable name="include" as="xs:string*" select="tokenize($reference/self::classRef/@include)"/>
    <xsl:variable name="except" as="xs:string*" select="tokenize($reference/self::classRef/@except)"/>
    <xsl:for-each select="$specs">
      <xsl:variable name="spec" as="element()">
        <xsl:choose>
          <xsl:when test="$theirs"><xsl:apply-templates select="." mode="odd:strange"/></xsl:when>
          <xsl:otherwise><xsl:copy-of select="."/></xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <xsl:copy select="$spec">
        <xsl:copy-of select="@* except @mode"/>
        <xsl:attribute name="odd:from" select="'source'"/>
        <xsl:if test="not($theirs)"><xsl:copy-of select="odd:path($reference)"/></xsl:if>
        <xsl:if test="$reference/@prefix"><xsl:copy-of select="$reference/@prefix"/></xsl:if>
        <xsl:choose>
          <xsl:when test="exists(($include, $except)) and @type = 'atts'">
            <xsl:copy-of select="* except attList"/>
            <attList>
              <xsl:copy-of select="attList/descendant::attDef[(empty($include) or @ident = $include) and not(@ident = $except)], attList/attRef"/>
            </attList>
          </xsl:when>
          <xsl:otherwise><xsl:copy-of select="node()"/></xsl:otherwise>
        </xsl:choose>
      </xsl:copy>
    </xsl:for-each>
  </xsl:function>

  <xsl:template match="@source:*" mode="odd:strange" as="empty-sequence()"/>
</xsl:package>
