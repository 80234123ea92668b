<?xml version="1.0" encoding="UTF-8"?>
<!-- What is written: HTML, JSON, scripts. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- Every page and every part of one is written here, and here every link is held to the list of what may be linked to:
       what is not on it is no link. -->
  <xsl:function name="html:serialized" as="xs:string" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="safe" as="element()">
      <xsl:choose>
        <xsl:when test="exists($element//@*[html:is-foreign-link(.)])"><xsl:apply-templates select="$element" mode="html:linked"/></xsl:when>
        <xsl:otherwise><xsl:sequence select="$element"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:sequence select="serialize($safe, map{'method': 'html', 'html-version': 5.0, 'indent': false(), 'include-content-type': false()})"/>
  </xsl:function>

  <!-- a page without the links it may not have -->
  <xsl:mode name="html:linked" on-no-match="shallow-copy" visibility="private"/>
  <xsl:template match="@*[html:is-foreign-link(.)]" mode="html:linked" as="empty-sequence()"/>

  <xsl:function name="html:is-foreign-link" as="xs:boolean" visibility="private">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:sequence select="local-name($attribute) = ('href', 'src', 'srcset', 'action', 'formaction', 'data', 'poster', 'cite', 'background', 'ping')
                          and not(html:is-link($attribute)) or starts-with(lower-case(local-name($attribute)), 'on')"/>
  </xsl:function>

  <!-- Whether a page may link to it: a page on the web, an address of mail, a file or place of the site. -->
  <xsl:function name="html:is-link" as="xs:boolean" visibility="public">
    <xsl:param name="target" as="xs:string?"/>
    <xsl:variable name="read" as="xs:string" select="replace($target, '[&#9;&#10;&#13; ]', '')"/>
    <xsl:sequence select="matches($read, '^(https?://[^/\\]|mailto:)', 'i') or not(matches($read, '^([/\\]|[^/?#]*[:\\])'))"/>
  </xsl:function>

  <!-- JSON with a line for each value, in the order of the alphabet -->
  <xsl:function name="html:json" as="xs:string" visibility="public">
    <xsl:param name="value" as="item()"/>
    <xsl:sequence select="serialize($value, map{'method': 'json', 'indent': true(), 'use-character-maps': map{'/': '/'}}) || '&#10;'"/>
  </xsl:function>

  <xsl:function name="html:script" as="xs:string" visibility="public">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="item()"/>
    <xsl:sequence select="'window.' || $name || ' = ' || serialize($value, map{'method': 'json', 'use-character-maps': map{}}) || ';&#10;'"/>
  </xsl:function>
</xsl:stylesheet>
