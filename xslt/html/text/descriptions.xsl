<?xml version="1.0" encoding="UTF-8"?>
<!-- Statements about something: a label, then what it says. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:set="urn:siglum:set"
    xmlns:html="urn:siglum:html"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="*[@set:behaviour eq 'description']" mode="html:block" as="element()">
    <xsl:choose>
      <xsl:when test="html:only-holds(.)">
        <div class="{html:classes(.)}"><xsl:call-template name="html:anchor"/><xsl:sequence select="html:whole(.)"/></div>
      </xsl:when>
      <xsl:otherwise>
        <div class="description {html:classes(.)}">
          <xsl:call-template name="html:anchor"/>
          <xsl:if test="not(html:goes-on(.))"><span class="label" data-apparatus="">{html:called(.)}</span></xsl:if>
          <xsl:text> </xsl:text>
          <div class="said"><xsl:sequence select="html:whole(.)"/></div>
        </div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- whether a description within another only holds others, which say what they are about -->
  <xsl:function name="html:only-holds" as="xs:boolean" visibility="private">
    <xsl:param name="description" as="element()"/>
    <xsl:sequence select="$description/../@set:behaviour = 'description' and exists($description/*[@set:behaviour eq 'description'])
                          and empty($description/node()[normalize-space()][not(@set:behaviour = 'description')])"/>
  </xsl:function>

  <!-- whether a description says more about what the one before it is about -->
  <xsl:function name="html:goes-on" as="xs:boolean" visibility="private">
    <xsl:param name="description" as="element()"/>
    <xsl:variable name="before" as="element()?" select="$description/preceding-sibling::*[not(html:is-void(.))][1]"/>
    <xsl:sequence select="exists($before[@set:behaviour eq 'description'][node-name() eq node-name($description)]) and html:called($before) eq html:called($description)"/>
  </xsl:function>

  <!-- dimensions, and the unit they are given in -->
  <xsl:template match="dimensions[@unit | *[@unit]][normalize-space()]" mode="html:inline" as="node()*">
    <xsl:next-match/>
    <span data-apparatus=""> {(@unit, *[@unit][last()]/@unit)[1]}</span>
  </xsl:template>

  <!-- what an element is, in words: as the labels have it, else its name, its parts parted -->
  <xsl:function name="html:called" as="xs:string" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
    <xsl:variable name="said" as="xs:string" select="html:value($name)"/>
    <xsl:sequence select="upper-case(substring($said, 1, 1)) || substring($said, 2) || ($element/@type[not(local-name($element) = 'description')] ! (' (' || html:value(.) || ')'), '')[1]"/>
  </xsl:function>
</xsl:stylesheet>
