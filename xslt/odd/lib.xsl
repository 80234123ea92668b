<?xml version="1.0" encoding="UTF-8"?>
<!-- What the steps of the ODD compiler share: what is found, and where.

     A step that finds something puts an odd:finding into its result, beside what it made; the steps after it hand it
     on. Only what a project wrote itself is spoken of: an element that comes from a source bears no @source:n. -->
<xsl:package name="urn:siglum:odd:lib" package-version="1.0" version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:odd="urn:siglum:odd"
    xmlns:source="urn:siglum:source"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- what is wrong with a node, or with one of its attributes; nothing where it comes from a source -->
  <xsl:function name="odd:finding" as="element(odd:finding)?" visibility="public">
    <xsl:param name="code" as="xs:string"/>
    <xsl:param name="at" as="element()"/>
    <xsl:param name="part" as="xs:string"/>
    <xsl:param name="says" as="xs:string"/>
    <xsl:param name="more" as="map(xs:string, xs:string)"/>
    <xsl:variable name="path" as="attribute()?" select="odd:path($at)"/>
    <xsl:if test="$at/@source:n and exists($path)">
      <odd:finding code="{$code}" path="{$path}" n="{$at/@source:n}" says="{$says}">
        <xsl:if test="$at/@*[name() eq $part]">
          <xsl:attribute name="part" select="$part"/>
        </xsl:if>
        <xsl:for-each select="map:keys($more)" xmlns:map="http://www.w3.org/2005/xpath-functions/map">
          <xsl:sort select="."/>
          <xsl:attribute name="{.}" select="$more(.)"/>
        </xsl:for-each>
      </odd:finding>
    </xsl:if>
  </xsl:function>

  <!-- the file that an element was written in -->
  <xsl:function name="odd:path" as="attribute()?" visibility="public">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="$node/ancestor-or-self::*[@source:path][1]/@source:path"/>
  </xsl:function>

  <!-- The name in documents: altIdent where there is one, else the identifier. Of names in several languages that in the
       language that schemaSpec/@targetLang asks for, if there is one. -->
  <xsl:function name="odd:tag" as="xs:string" visibility="public">
    <xsl:param name="spec" as="element()"/>
    <xsl:variable name="names" as="element(altIdent)*" select="$spec/altIdent[not(@type)]"/>
    <xsl:variable name="asked" as="xs:string?" select="$spec/ancestor::schemaSpec/@targetLang"/>
    <xsl:sequence select="normalize-space(($names[@xml:lang][lang($asked)], $names[not(@xml:lang)], $names[empty($asked)][count($names) eq 1], $spec/@ident)[1])"/>
  </xsl:function>

  <!-- what a condition of Schematron says, as it stands in a specification: with the name of what that is about -->
  <xsl:function name="odd:message" as="xs:string" visibility="public">
    <xsl:param name="condition" as="element()"/>
    <xsl:param name="of" as="element()"/>
    <xsl:sequence select="normalize-space(string-join($condition/node() ! (if (self::sch:name) then '&lt;' || odd:tag($of) || '>'
                          else if (self::sch:value-of) then '…' else if (self::text() or self::*) then string() else '')))"/>
  </xsl:function>

  <!-- “an element” and the like, by the name of its specification or of a reference to it -->
  <xsl:function name="odd:kind" as="xs:string" visibility="public">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="('element'[starts-with($name, 'element')], 'class'[starts-with($name, 'class')],
                          'macro'[starts-with($name, 'macro')], 'datatype'[starts-with($name, 'data')],
                          'module'[starts-with($name, 'module')], 'constraint')[1]"/>
  </xsl:function>

  <!-- the name of the file that a module is in, without its ending -->
  <xsl:function name="odd:stem" as="xs:string" visibility="public">
    <xsl:param name="module" as="element(moduleRef)"/>
    <xsl:sequence select="replace(tokenize($module/@url, '/')[last()], '\.\w+$', '')"/>
  </xsl:function>

  <!-- which kind of specification a reference means -->
  <xsl:function name="odd:spec-of" as="xs:string" visibility="public">
    <xsl:param name="reference" as="element()"/>
    <xsl:sequence select="replace(local-name($reference), 'Ref$', 'Spec')"/>
  </xsl:function>
</xsl:package>
