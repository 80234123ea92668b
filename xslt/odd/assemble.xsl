<?xml version="1.0" encoding="UTF-8"?>
<!-- ODD, step 1: one flat schemaSpec. Groups and references are resolved; specifications of one name are merged.

     A specification without @mode (or with "add") declares; "change" adds to the declaration of the same name,
     "replace" takes its place, "delete" removes it. In a merged specification the attribute lists stand side by
     side, the latest first: what is said first about an attribute wins (see step 2).
     Source: TEI P5 Guidelines, chapter 23, sections 23.3 and 23.4. -->
<xsl:package name="urn:siglum:odd:assemble" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:odd="urn:siglum:odd"
    xmlns:source="urn:siglum:source"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    xmlns="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs odd">

  <xsl:use-package name="urn:siglum:source" package-version="1.0"/>

  <!-- an ODD document in, its schemaSpec out, flat -->
  <xsl:mode name="odd:assemble" on-no-match="shallow-skip" visibility="public"/>
  <!-- what stands in a schemaSpec or specGrp: the specifications it comes to -->
  <xsl:mode name="odd:collect" on-no-match="shallow-skip" visibility="private"/>

  <xsl:key name="odd:declared" match="elementSpec | classSpec | macroSpec | dataSpec | moduleSpec" use="@ident"/>
  <xsl:key name="odd:group" match="specGrp" use="@xml:id"/>

  <xsl:template match="/" mode="odd:assemble" as="element()*">
    <xsl:variable name="schema" as="element(schemaSpec)?" select="descendant::schemaSpec[1]"/>
    <xsl:choose>
      <xsl:when test="empty($schema)">
        <xsl:call-template name="source:fault">
          <xsl:with-param name="at" select="*"/>
          <xsl:with-param name="says" select="'an ODD has a &lt;schemaSpec&gt;, and this document has none'"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="$schema" mode="odd:assemble"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="schemaSpec" mode="odd:assemble" as="element()">
    <xsl:variable name="specs" as="element()*">
      <xsl:apply-templates select="*" mode="odd:collect"/>
    </xsl:variable>
    <xsl:copy>
      <xsl:copy-of select="@*, root(.)/*/@source:path"/>
      <xsl:for-each-group select="$specs" group-by="local-name() || ' ' || @ident">
        <xsl:sequence select="odd:merged(current-group())"/>
      </xsl:for-each-group>
    </xsl:copy>
  </xsl:template>

  <!-- One specification from all that bear its name, in the order in which they stand. -->
  <xsl:function name="odd:merged" as="element()?" visibility="private">
    <xsl:param name="specs" as="element()+"/>
    <xsl:variable name="deleted" as="element()?" select="$specs[@mode eq 'delete'][last()]"/>
    <xsl:variable name="left" as="element()*"
        select="if (exists($deleted)) then $specs[. >> $deleted] else $specs"/>
    <xsl:variable name="base" as="element()?" select="$left[not(@mode = 'change')][last()]"/>
    <xsl:variable name="changes" as="element()*" select="reverse($left[@mode eq 'change'])"/>
    <xsl:choose>
      <xsl:when test="empty($base) and exists($changes)">
        <xsl:call-template name="source:fault">
          <xsl:with-param name="at" select="$changes[1]"/>
          <xsl:with-param name="says" select="'&lt;' || name($changes[1]) || '&gt; changes “' || $changes[1]/@ident
                          || '”, which this ODD does not declare'"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="exists($base) and empty($changes)">
        <xsl:copy-of select="$base"/>
      </xsl:when>
      <xsl:when test="exists($base)">
        <xsl:for-each select="$base">
          <xsl:copy>
            <xsl:copy-of select="@*, altIdent, gloss, desc"/>
            <xsl:sequence select="odd:classes(($changes, $base) ! classes)"/>
            <xsl:copy-of select="($changes/content, $base/content)[1]"/>
            <xsl:copy-of select="($changes, $base) ! (attList, constraintSpec, exemplum, remarks)"/>
          </xsl:copy>
        </xsl:for-each>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- Memberships: a list with mode="change" adds to the one it changes (or, with memberOf/@mode, takes from it). -->
  <xsl:function name="odd:classes" as="element(classes)" visibility="private">
    <xsl:param name="lists" as="element(classes)*"/>
    <xsl:variable name="whole" as="xs:integer?" select="(for $n in 1 to count($lists) return $n[not($lists[$n]/@mode = 'change')])[1]"/>
    <xsl:variable name="valid" as="element(classes)*" select="$lists[position() le ($whole, count($lists))[1]]"/>
    <xsl:variable name="taken" as="xs:string*" select="$valid/memberOf[@mode eq 'delete']/@key"/>
    <classes>
      <xsl:copy-of select="$valid/memberOf[not(@mode eq 'delete')][not(@key = $taken)]"/>
    </classes>
  </xsl:function>

  <xsl:template match="elementSpec | classSpec | macroSpec | dataSpec | moduleSpec | constraintSpec" mode="odd:collect"
      as="element()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="specGrp" mode="odd:collect" as="element()*">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <xsl:template match="specGrpRef" mode="odd:collect" as="element()*">
    <xsl:param name="within" as="xs:string*" select="()" tunnel="yes"/>
    <xsl:variable name="id" as="xs:string" select="substring-after(@target, '#')"/>
    <xsl:variable name="group" as="element(specGrp)?" select="key('odd:group', $id)[1]"/>
    <xsl:choose>
      <xsl:when test="starts-with(@target, '#') and exists($group) and not($id = $within)">
        <xsl:apply-templates select="$group" mode="#current">
          <xsl:with-param name="within" select="$within, $id" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="source:fault">
          <xsl:with-param name="at" select="."/>
          <xsl:with-param name="says" select="'&lt;specGrpRef&gt; points to “' || @target || '”, which is '
                          || (if ($id = $within) then 'a group that contains it' else 'no &lt;specGrp&gt; of this document')"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="moduleRef[@key]" mode="odd:collect" as="element()*">
    <xsl:variable name="reference" as="element()" select="."/>
    <xsl:variable name="schema" as="element(schemaSpec)" select="ancestor::schemaSpec[1]"/>
    <xsl:variable name="specs" as="element()*"
        select="root(.)//(elementSpec | classSpec | macroSpec | dataSpec)[@module eq $reference/@key][not(ancestor::schemaSpec)]"/>
    <xsl:variable name="include" as="xs:string*" select="tokenize(@include)"/>
    <xsl:variable name="except" as="xs:string*" select="tokenize(@except)"/>
    <xsl:if test="empty($specs) and empty(key('odd:declared', @key)[self::moduleSpec])">
      <xsl:call-template name="source:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="says" select="'the module “' || @key || '” is not part of this document: an ODD that is compiled here carries its own specifications'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:sequence select="$specs[not(self::elementSpec) or ((empty($include) or @ident = $include) and not(@ident = $except))]"/>
  </xsl:template>

  <xsl:template match="elementRef | classRef | macroRef | dataRef" mode="odd:collect" as="element()*">
    <xsl:variable name="kind" as="xs:string" select="replace(local-name(), 'Ref$', 'Spec')"/>
    <xsl:variable name="specs" as="element()*" select="key('odd:declared', @key)[local-name() eq $kind]"/>
    <xsl:if test="empty($specs)">
      <xsl:call-template name="source:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="says" select="'&lt;' || name() || '&gt; names “' || @key || '”, which this document does not declare'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:sequence select="$specs"/>
  </xsl:template>

  <!-- documentation -->
  <xsl:template match="altIdent | equiv | gloss | desc | remarks | exemplum | listRef | head | p | ab | list | note" mode="odd:collect"
      as="empty-sequence()"/>

  <xsl:template match="*" mode="odd:collect" as="empty-sequence()" priority="-1">
    <xsl:call-template name="source:unknown">
      <xsl:with-param name="at" select="."/>
      <xsl:with-param name="task" select="'the ODD compiler'"/>
    </xsl:call-template>
  </xsl:template>
</xsl:package>
