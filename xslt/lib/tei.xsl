<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts about TEI that every output needs. -->
<xsl:package name="urn:siglum:tei" package-version="1.0" version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:set="urn:siglum:set"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- What stands on lines of its own, as the models have it (xslt/models/set.xsl). -->
  <xsl:function name="tei:is-block" as="xs:boolean" visibility="public">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/@set:level = 'block'"/>
  </xsl:function>

  <!-- White space between the sides of what has sides is none of the text. -->
  <xsl:function name="tei:is-layout" as="xs:boolean" visibility="public">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="exists($text/..[self::app or self::choice or self::rdgGrp]) and not(normalize-space($text))"/>
  </xsl:function>

  <!-- A division of nothing but notes: they are called from the text. The same in scripts/siglum/reading/text.py. -->
  <xsl:function name="tei:is-endnotes" as="xs:boolean" visibility="public">
    <xsl:param name="element" as="node()?"/>
    <xsl:sequence select="$element/@set:behaviour = 'section' and exists($element/note)
                          and empty($element/(* except (head | note | pb | lb | cb | milestone | anchor)))"/>
  </xsl:function>

  <!-- What a note says where its number is shown: without the label that gives this number. -->
  <xsl:function name="tei:numbered" as="node()*" visibility="public">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="$note/node() except $note[@n]/*[1][self::label]"/>
  </xsl:function>

  <!-- The first stretch of an omission whose stretches are joined by @next and @prev. -->
  <xsl:function name="tei:begins-omission" as="xs:boolean" visibility="public">
    <xsl:param name="app" as="element(app)"/>
    <xsl:variable name="before" as="element()?" select="$app/preceding::app[1]"/>
    <xsl:sequence select="not($app/@prev and $before/@xml:id = substring($app/@prev, 2) and $before/rdg[@type eq 'omission'])"/>
  </xsl:function>

  <xsl:key name="tei:prefix" match="prefixDef" use="@ident"/>

  <!-- The pointer behind a prefix, as the prefixDef of its document resolves it; others stay as they are.
       Source: TEI P5 Guidelines, section 17.2.3. -->
  <xsl:function name="tei:resolved" as="xs:string" visibility="public">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="context" as="node()"/>
    <xsl:variable name="prefix" as="xs:string" select="substring-before($pointer, ':')"/>
    <xsl:variable name="rest" as="xs:string" select="substring-after($pointer, ':')"/>
    <xsl:variable name="definition" as="element(prefixDef)?"
        select="key('tei:prefix', $prefix, ($context/ancestor-or-self::TEI[last()], root($context))[1])[matches($rest, '^(' || @matchPattern || ')$')][1]"/>
    <xsl:sequence select="if ($prefix and $definition)
                          then replace($rest, '^' || $definition/@matchPattern || '$', $definition/@replacementPattern)
                          else $pointer"/>
  </xsl:function>
</xsl:package>
