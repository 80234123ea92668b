<?xml version="1.0" encoding="UTF-8"?>
<!-- What is written: HTML, JSON, scripts. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="html:serialized" as="xs:string" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="serialize($element, map{'method': 'html', 'html-version': 5.0, 'indent': false(), 'include-content-type': false()})"/>
  </xsl:function>

  <!-- JSON with a line for each value, in the order of the alphabet -->
  <xsl:function name="html:json" as="xs:string" visibility="public">
    <xsl:param name="value" as="item()"/>
    <xsl:sequence select="serialize($value, map{'method': 'json', 'indent': true()}) || '&#10;'"/>
  </xsl:function>

  <xsl:function name="html:script" as="xs:string" visibility="public">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="item()"/>
    <xsl:sequence select="'window.' || $name || ' = ' || serialize($value, map{'method': 'json', 'use-character-maps': map{}}) || ';&#10;'"/>
  </xsl:function>
</xsl:stylesheet>
