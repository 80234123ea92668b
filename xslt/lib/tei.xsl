<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts about TEI that every output needs. -->
<xsl:package name="urn:siglum:tei" package-version="1.0" version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- What stands on lines of its own; a quotation does where its paragraphs or verses are its own. -->
  <xsl:function name="tei:is-block" as="xs:boolean" visibility="public">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node[self::p or self::ab or self::list or self::table or self::head or self::l or self::lg or self::label[not(parent::item)]
                          or self::opener or self::closer or self::dateline or self::salute or self::signed or self::byline
                          or self::address or self::addrLine or self::postscript or self::trailer or self::figure
                          or (self::quote | self::said | self::q)[p or l or lg or quote/p] or self::cit[quote/(p | l | lg)]])"/>
  </xsl:function>

  <!-- White space in these elements is only there for those who read the XML. -->
  <xsl:function name="tei:is-layout" as="xs:boolean" visibility="public">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="not(normalize-space($text)) and exists($text/..[self::app or self::choice or self::cit or self::ellipsis
                          or self::*[not(self::p or self::head)][tei:is-block(.)]
                          or self::div or self::body or self::front or self::back or self::text or self::docTitle or self::lg
                          or self::list or self::table or self::row or self::sp or self::postscript or self::address[addrLine]])"/>
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
