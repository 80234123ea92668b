<?xml version="1.0" encoding="UTF-8"?>
<!-- ODD, step 4: no reference leads to what the schema has not. One that does is left out, and what is empty without
     it: TEI's models name elements of all modules, and a schema has some of them.

     Of what the project wrote itself, each reference that is left out is said: where the source has what is meant, it
     was deleted or not taken; else it is a slip. So is content of which nothing is left.
     Source: TEI P5 Guidelines, sections 23.4.4, 23.5.1 and 24.3.1. -->
<xsl:package name="urn:siglum:odd:prune" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:rng="http://relaxng.org/ns/structure/1.0"
    xmlns:odd="urn:siglum:odd"
    xmlns:source="urn:siglum:source"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    xmlns="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:use-package name="urn:siglum:odd:lib" package-version="1.0"/>

  <!-- a specification: the same, without references to what is not there -->
  <xsl:mode name="odd:prune" on-no-match="shallow-copy" visibility="private"/>

  <xsl:key name="odd:declared" match="elementSpec | classSpec | macroSpec | dataSpec" use="local-name() || ' ' || @ident"/>
  <xsl:key name="odd:named" match="elementSpec | classSpec | macroSpec | dataSpec" use="@ident"/>
  <xsl:key name="odd:pattern" match="rng:define" use="normalize-space(@name)"/>

  <!-- a customised schemaSpec, pruned; `bundle` holds what it was made from -->
  <xsl:function name="odd:pruned" as="element(schemaSpec)" visibility="public">
    <xsl:param name="schema" as="element(schemaSpec)"/>
    <xsl:param name="bundle" as="element(odd:bundle)"/>
    <xsl:variable name="tree" as="document-node()"><xsl:document><xsl:sequence select="$schema"/></xsl:document></xsl:variable>
    <xsl:apply-templates select="$tree/schemaSpec" mode="odd:prune">
      <xsl:with-param name="bundle" select="$bundle" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:function>

  <!-- a reference that leads nowhere: what is to be said, if anything -->
  <xsl:function name="odd:lost" as="element(odd:finding)?" visibility="private">
    <xsl:param name="reference" as="element()"/>
    <xsl:param name="part" as="xs:string"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="bundle" as="element(odd:bundle)"/>
    <xsl:if test="$reference/@source:n">
      <xsl:variable name="name" as="xs:string" select="normalize-space($reference/@*[name() = $part])"/>
      <xsl:variable name="there" as="xs:boolean" select="exists(if ($kind) then key('odd:declared', $kind || ' ' || $name, $bundle) else key('odd:named', $name, $bundle))"/>
      <xsl:variable name="what" as="xs:string" select="(odd:kind($kind)[$kind], 'pattern')[1]"/>
      <xsl:sequence select="
        if ($there) then odd:finding('odd-deleted-but-referenced', $reference, $part, '&lt;' || name($reference) || '&gt; names the '
                         || $what || ' “' || $name || '”, which this schema leaves out', map { 'found': $name })
        else odd:finding('odd-unknown-reference', $reference, $part, '&lt;' || name($reference) || '&gt; names the '
                         || $what || ' “' || $name || '”, and there is none of that name',
                         map { 'found': $name, 'severity': 'warning', 'among': string-join(distinct-values(
                               $bundle/descendant::*[if ($kind) then local-name() = $kind
                                 else self::elementSpec or self::classSpec or self::macroSpec or self::dataSpec]/@ident), ' ') })"/>
    </xsl:if>
  </xsl:function>

  <xsl:template match="schemaSpec" mode="odd:prune" as="element()">
    <xsl:copy>
      <xsl:apply-templates select="@*, node()" mode="#current"/>
      <xsl:if test="@start">
        <xsl:variable name="schema" as="element()" select="."/>
        <xsl:for-each select="tokenize(@start)[not(odd:has-pattern($schema, .))]">
          <xsl:sequence select="odd:finding('odd-unknown-reference', $schema, 'start', '&lt;schemaSpec&gt; names “' || .
              || '” as a start, and the schema has no such element', map { 'found': ., 'among': string-join($schema/elementSpec/@ident, ' '),
              'severity': if (tokenize($schema/@start)[odd:has-pattern($schema, .)]) then 'warning' else 'error' })"/>
        </xsl:for-each>
      </xsl:if>
    </xsl:copy>
  </xsl:template>

  <!-- whether the schema has a pattern of a name: a specification, a class as a sequence or its attributes, or a
       definition in a grammar -->
  <xsl:function name="odd:has-pattern" as="xs:boolean" visibility="private">
    <xsl:param name="at" as="node()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="class" as="xs:string"
        select="replace($name, '(_(sequence|sequenceOptional|sequenceRepeatable|sequenceOptionalRepeatable|alternation)|\.attributes|\.attribute\..*)$', '')"/>
    <xsl:sequence select="exists((key('odd:named', $name, root($at)), key('odd:named', $class, root($at))/self::classSpec,
                          key('odd:pattern', $name, root($at))))"/>
  </xsl:function>

  <!-- a specification that says nothing of its content -->
  <xsl:template match="(elementSpec | macroSpec | dataSpec)[not(content)]" mode="odd:prune" as="element()+">
    <xsl:copy>
      <xsl:apply-templates select="@*, (altIdent | equiv | gloss | desc | classes | odd:prose)" mode="#current"/>
      <content><empty odd:pruned="yes"/></content>
      <xsl:apply-templates select="* except (altIdent | equiv | gloss | desc | classes | odd:prose)" mode="#current"/>
    </xsl:copy>
    <xsl:sequence select="odd:finding('odd-unknown-construct', ., 'ident', '&lt;' || name() || '&gt; “' || @ident || '” has no &lt;content&gt;', map {})"/>
  </xsl:template>

  <xsl:template match="memberOf" mode="odd:prune" as="element()?">
    <xsl:param name="bundle" as="element(odd:bundle)" tunnel="yes"/>
    <xsl:sequence select="if (key('odd:declared', 'classSpec ' || normalize-space(@key))) then . else odd:lost(., 'key', 'classSpec', $bundle)"/>
  </xsl:template>

  <xsl:template match="attRef[@class]" mode="odd:prune" as="element()?">
    <xsl:param name="bundle" as="element(odd:bundle)" tunnel="yes"/>
    <xsl:variable name="class" as="element()?" select="key('odd:declared', 'classSpec ' || normalize-space(@class))[1]"/>
    <xsl:variable name="definition" as="element()*" select="$class/attList/descendant::attDef[@ident = current()/@name]"/>
    <xsl:choose>
      <xsl:when test="exists($definition[not(@mode = 'delete')])"><xsl:sequence select="."/></xsl:when>
      <xsl:when test="empty($class)"><xsl:sequence select="odd:lost(., 'class', 'classSpec', $bundle)"/></xsl:when>
      <xsl:when test="key('odd:declared', 'classSpec ' || normalize-space(@class), $bundle)/attList/descendant::attDef[@ident = current()/@name]">
        <xsl:sequence select="odd:finding('odd-deleted-but-referenced', ., 'name', '&lt;attRef&gt; names the attribute “' || @name
                              || '” of “' || @class || '”, which this schema leaves out', map { 'found': string(@name) })"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="odd:finding('odd-unknown-reference', ., 'name', '&lt;attRef&gt; names the attribute “' || @name
                              || '” of “' || @class || '”, which has none of that name', map { 'found': string(@name),
                              'severity': 'warning', 'among': string-join($class/attList/descendant::attDef/@ident, ' ') })"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="attRef" mode="odd:prune" as="element()?">
    <xsl:param name="bundle" as="element(odd:bundle)" tunnel="yes"/>
    <xsl:sequence select="if (odd:has-pattern(., string(@name))) then . else odd:lost(., 'name', '', $bundle)"/>
  </xsl:template>

  <!-- the content of a specification, the datatype of an attribute -->
  <xsl:template match="content[*] | datatype[*]" mode="odd:prune" as="element()+">
    <xsl:variable name="left" as="node()*"><xsl:apply-templates select="node()" mode="#current"/></xsl:variable>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:sequence select="$left[not(self::odd:finding)]"/>
      <xsl:if test="self::content and not(parent::moduleRef) and empty($left[self::*][not(self::odd:finding)])">
        <empty odd:pruned="yes"/>
      </xsl:if>
    </xsl:copy>
    <xsl:sequence select="$left[self::odd:finding]"/>
    <xsl:if test="self::content and @source:n and parent::elementSpec and empty($left[self::*][not(self::odd:finding)])">
      <xsl:sequence select="odd:finding('odd-empty-content', ., '', 'of the content of “' || ../@ident
                            || '” nothing is left: the element is empty', map { })"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="(elementRef | macroRef | classRef | dataRef)[@key]" mode="odd:prune" as="element()*">
    <xsl:param name="bundle" as="element(odd:bundle)" tunnel="yes"/>
    <xsl:variable name="kind" as="xs:string" select="odd:spec-of(.)"/>
    <xsl:variable name="key" as="xs:string" select="normalize-space(@key)"/>
    <xsl:choose>
      <xsl:when test="key('odd:declared', $kind || ' ' || $key) or (self::elementRef and key('odd:pattern', $key))">
        <xsl:copy>
          <xsl:apply-templates select="@*, node()" mode="#current"/>
        </xsl:copy>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="odd:lost(., 'key', $kind, $bundle)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="(elementRef | macroRef | classRef | dataRef)[not(@key | @name[parent::dataRef])]" mode="odd:prune" as="element()?">
    <xsl:sequence select="odd:finding('odd-unknown-construct', ., '', '&lt;' || name() || '&gt; does not say what it refers to: it has no @key',
                          map { 'severity': 'warning' })"/>
  </xsl:template>

  <xsl:template match="sequence[*] | alternate[*]" mode="odd:prune" as="element()*">
    <xsl:call-template name="odd:emptied"/>
  </xsl:template>

  <xsl:template match="content//rng:*[self::rng:choice or self::rng:group or self::rng:interleave or self::rng:optional or self::rng:zeroOrMore
                       or self::rng:oneOrMore or self::rng:mixed or self::rng:list][rng:*][not(ancestor::moduleRef)]
                       | datatype//rng:*[self::rng:choice or self::rng:group or self::rng:list or self::rng:oneOrMore or self::rng:zeroOrMore or self::rng:optional][rng:*]"
      mode="odd:prune" as="element()*">
    <xsl:call-template name="odd:emptied"/>
  </xsl:template>

  <xsl:template match="rng:ref[not(ancestor::moduleRef)]" mode="odd:prune" as="element()?">
    <xsl:param name="bundle" as="element(odd:bundle)" tunnel="yes"/>
    <xsl:sequence select="if (odd:has-pattern(., normalize-space(@name)) or ancestor::rng:grammar) then .
                          else odd:lost(., 'name', '', $bundle)"/>
  </xsl:template>

  <!-- a constraint in a language that is not Schematron says nothing to a schema -->
  <xsl:template match="constraintSpec[@scheme and not(@scheme = ('schematron', 'isoschematron'))]" mode="odd:prune" as="element()*">
    <xsl:sequence select="odd:finding('odd-unknown-construct', ., 'scheme', 'the constraint “' || @ident || '” is written in “' || @scheme
                          || '”: only Schematron becomes part of a schema', map { 'severity': 'warning' }), ."/>
  </xsl:template>

  <xsl:template match="moduleRef | constraintSpec | exemplum | remarks | odd:finding" mode="odd:prune" as="element()">
    <xsl:sequence select="."/>
  </xsl:template>

  <!-- a group of patterns: nothing, where nothing of it is left -->
  <xsl:template name="odd:emptied" as="element()*" visibility="private">
    <xsl:variable name="left" as="node()*"><xsl:apply-templates select="node()" mode="odd:prune"/></xsl:variable>
    <xsl:if test="$left[self::*][not(self::odd:finding)]">
      <xsl:copy>
        <xsl:copy-of select="@*"/>
        <xsl:sequence select="$left[not(self::odd:finding)]"/>
      </xsl:copy>
    </xsl:if>
    <xsl:sequence select="$left[self::odd:finding]"/>
  </xsl:template>
</xsl:package>
