<?xml version="1.0" encoding="UTF-8"?>
<!-- Names of patterns, and where they lead: a specification, what a class makes of its members or attributes, a
     definition in a grammar. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"
    xmlns:rng="http://relaxng.org/ns/structure/1.0"
    xmlns:odd="urn:siglum:odd"
    xmlns:source="urn:siglum:source"
    xmlns="http://relaxng.org/ns/structure/1.0"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- the name of the define: the identifier with the prefix of its specification or of the schema -->
  <xsl:function name="odd:name" as="xs:string" visibility="private">
    <xsl:param name="spec" as="element()"/>
    <xsl:sequence select="string-join((($spec/@prefix, $spec/ancestor::schemaSpec/@prefix)[1], $spec/@ident))"/>
  </xsl:function>

  <xsl:function name="odd:ref" as="element(rng:ref)" visibility="private">
    <xsl:param name="name" as="xs:string"/>
    <ref name="{$name}"/>
  </xsl:function>

  <!-- whether there is a pattern of a name: a specification, what a class makes of its members or attributes, a
       definition of a grammar -->
  <xsl:function name="odd:has-pattern" as="xs:boolean" visibility="private">
    <xsl:param name="at" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="exists((key('odd:named', odd:base-name($name), root($at)), key('odd:pattern', $name, root($at))))"/>
  </xsl:function>

  <!-- the name of a pattern, from what a reference calls it -->
  <xsl:function name="odd:pattern-name" as="xs:string" visibility="private">
    <xsl:param name="at" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="spec" as="element()?" select="key('odd:named', odd:base-name($name), root($at))[1]"/>
    <xsl:variable name="defined" as="element()?" select="key('odd:pattern', $name, root($at))[1]"/>
    <xsl:sequence select="if ($spec and ($spec/@ident = $name or not($defined))) then odd:name($spec) || substring-after($name, $spec/@ident)
                          else ($defined ! odd:foreign(.), $name)[1]"/>
  </xsl:function>

  <xsl:function name="odd:base-name" as="xs:string" visibility="private">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="replace($name, '(_(sequence|sequenceOptional|sequenceRepeatable|sequenceOptionalRepeatable|alternation)|\.attributes|\.attribute\..*)$', '')"/>
  </xsl:function>

  <!-- a reference to a specification that must be there -->
  <xsl:function name="odd:reference" as="element(rng:ref)?" visibility="private">
    <xsl:param name="from" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="ident" as="xs:string"/>
    <xsl:variable name="spec" as="element()?" select="key('odd:spec', $kind || ' ' || $ident, root($from))[1]"/>
    <xsl:choose>
      <xsl:when test="exists($spec)">
        <xsl:sequence select="odd:ref(odd:name($spec))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="source:fault">
          <xsl:with-param name="at" select="$from"/>
          <xsl:with-param name="says" select="'&lt;' || name($from) || '&gt; names “' || $ident || '”, and the schema has no &lt;'
                          || $kind || '&gt; for it'"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="odd:documentation" as="element(a:documentation)?" visibility="private">
    <xsl:param name="of" as="element()"/>
    <xsl:variable name="gloss" as="element()?" select="odd:said($of/gloss)"/>
    <xsl:variable name="desc" as="element()?" select="odd:said($of/desc)"/>
    <xsl:variable name="text" as="xs:string"
        select="normalize-space(string-join(($gloss[normalize-space()] ! ('(' || normalize-space() || ')'), $desc), ' '))"/>
    <xsl:if test="$text">
      <a:documentation><xsl:value-of select="$text"/></a:documentation>
    </xsl:if>
  </xsl:function>

  <!-- what is said in the language asked for; else in English, else in any -->
  <xsl:function name="odd:said" as="element()?" visibility="private">
    <xsl:param name="said" as="element()*"/>
    <xsl:variable name="language" as="xs:string" select="($language[.], tokenize($said[1]/ancestor::schemaSpec/@docLang)[1], 'en')[1]"/>
    <xsl:sequence select="($said[@xml:lang][lang($language)], $said[not(@xml:lang) or lang('en')], $said)[1]"/>
  </xsl:function>
</xsl:stylesheet>
