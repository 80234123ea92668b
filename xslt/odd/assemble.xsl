<?xml version="1.0" encoding="UTF-8"?>
<!-- ODD, step 1: one schemaSpec without groups. What stands in groups, here or in other files, takes the place of the
     reference to it, in the order in which it is written.

     What comes in is a bundle of files: each with the addresses that are written in it (odd:link) and the file that
     each means. What goes out are specifications and references; a reference says in @odd:source which file it means,
     every element in which file it was written.
     Source: TEI P5 Guidelines, sections 23.2 and 23.8.1. -->
<xsl:package name="urn:siglum:odd:assemble" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:odd="urn:siglum:odd"
    xmlns:source="urn:siglum:source"
    xmlns:xi="http://www.w3.org/2001/XInclude"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:use-package name="urn:siglum:odd:lib" package-version="1.0"/>

  <!-- what stands in a schemaSpec or specGrp: the specifications and references it comes to -->
  <xsl:mode name="odd:collect" on-no-match="shallow-skip" visibility="private"/>
  <!-- a specification: the same, each element with the file it is written in -->
  <xsl:mode name="odd:place" on-no-match="shallow-copy" visibility="private"/>

  <xsl:key name="odd:group" match="specGrp" use="@xml:id"/>

  <!-- a schemaSpec of a file in a bundle, without groups -->
  <xsl:function name="odd:assembled" as="element(schemaSpec)" visibility="public">
    <xsl:param name="schema" as="element(schemaSpec)"/>
    <xsl:variable name="file" as="element(odd:file)" select="$schema/ancestor::odd:file"/>
    <xsl:for-each select="$schema">
      <xsl:copy>
        <xsl:namespace name="source" select="'urn:siglum:source'"/>
        <xsl:copy-of select="@*, odd:path(.)"/>
        <xsl:attribute name="odd:file" select="$file/@key"/>
        <xsl:apply-templates select="*" mode="odd:collect">
          <xsl:with-param name="source" tunnel="yes" select="odd:linked(., @source)"/>
        </xsl:apply-templates>
      </xsl:copy>
    </xsl:for-each>
  </xsl:function>

  <!-- the key of the file that an address in an element means -->
  <xsl:function name="odd:linked" as="xs:string?" visibility="private">
    <xsl:param name="at" as="element()"/>
    <xsl:param name="address" as="xs:string?"/>
    <xsl:sequence select="$at/ancestor::odd:file/odd:link[@href = normalize-space($address)]/@to/string()"/>
  </xsl:function>

  <xsl:template match="elementSpec | classSpec | macroSpec | dataSpec | moduleSpec | constraintSpec" mode="odd:collect"
      as="element()">
    <xsl:apply-templates select="." mode="odd:place"/>
  </xsl:template>

  <xsl:template match="specGrp" mode="odd:collect" as="element()*">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <xsl:template match="specGrpRef" mode="odd:collect" as="element()*">
    <xsl:param name="within" as="element()*" select="()" tunnel="yes"/>
    <xsl:variable name="address" as="xs:string" select="substring-before(normalize-space(@target) || '#', '#')"/>
    <xsl:variable name="id" as="xs:string" select="substring-after(normalize-space(@target), '#')"/>
    <xsl:variable name="file" as="element(odd:file)?"
        select="if ($address) then ancestor::odd:bundle/odd:file[@key = odd:linked(current(), $address)] else ancestor::odd:file"/>
    <xsl:variable name="found" as="element()*"
        select="if ($id) then key('odd:group', $id, root())[ancestor::odd:file is $file]
                else $file/descendant::*[self::specGrp or self::schemaSpec][not(ancestor::specGrp | ancestor::schemaSpec)]"/>
    <xsl:choose>
      <xsl:when test="exists($found intersect ($within, ancestor::specGrp))">
        <xsl:sequence select="odd:finding('odd-circle', ., 'target',
                              '&lt;specGrpRef&gt; points to “' || @target || '”, a group that contains it', map {})"/>
      </xsl:when>
      <xsl:when test="exists($found)">
        <xsl:apply-templates select="$found/(self::specGrp | self::schemaSpec/*)" mode="#current">
          <xsl:with-param name="within" select="$within, $found" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:when test="$address and empty($file)"/>
      <xsl:otherwise>
        <xsl:sequence select="odd:finding('odd-unknown-reference', ., 'target',
                              '&lt;specGrpRef&gt; points to “' || @target || '”, which is no &lt;specGrp&gt; of '
                              || (if ($address) then $address else 'this document'),
                              map { 'found': $id, 'severity': 'warning', 'among': string-join($file/descendant::specGrp/@xml:id, ' ') })"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="moduleRef | elementRef | classRef | macroRef | dataRef" mode="odd:collect" as="element()*">
    <xsl:param name="source" as="xs:string?" tunnel="yes"/>
    <xsl:variable name="placed" as="element()"><xsl:apply-templates select="." mode="odd:place"/></xsl:variable>
    <xsl:variable name="from" as="xs:string?"
        select="if (@url) then odd:linked(., @url) else if (@source) then odd:linked(., @source) else $source"/>
    <xsl:copy select="$placed">
      <xsl:copy-of select="@*"/>
      <xsl:for-each select="$from"><xsl:attribute name="odd:source" select="."/></xsl:for-each>
      <xsl:copy-of select="node()"/>
    </xsl:copy>
  </xsl:template>

  <!-- documentation -->
  <xsl:template match="altIdent | equiv | gloss | desc | remarks | exemplum | listRef | head | p | ab | list | note | xi:include"
      mode="odd:collect" as="empty-sequence()"/>

  <xsl:template match="*" mode="odd:collect" as="element()?" priority="-1">
    <xsl:sequence select="odd:finding('odd-unknown-construct', ., '', '&lt;' || name() || '&gt; in &lt;' || name(..)
                          || '&gt; is not known to the ODD compiler', map {})"/>
  </xsl:template>

  <xsl:template match="*" mode="odd:place" as="element()">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:if test="@source:n"><xsl:copy-of select="odd:path(.)"/></xsl:if>
      <xsl:apply-templates mode="#current"/>
    </xsl:copy>
  </xsl:template>
</xsl:package>
