<?xml version="1.0" encoding="UTF-8"?>
<!-- The contents of a long text: its divisions by their headings, each a way to its place. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:set="urn:siglum:set"
    xmlns:html="urn:siglum:html"
    xmlns:source="urn:siglum:source"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- a text has contents where it has so many divisions and so many characters; of very many divisions, the upper ones -->
  <xsl:variable name="html:fewest-divisions" as="xs:integer" select="5" visibility="private"/>
  <xsl:variable name="html:fewest-characters" as="xs:integer" select="20000" visibility="private"/>
  <xsl:variable name="html:most-divisions" as="xs:integer" select="300" visibility="private"/>

  <xsl:function name="html:outline" as="element()?" visibility="public">
    <xsl:param name="tei" as="element()"/>
    <xsl:variable name="divisions" as="element()*" select="html:divisions($tei, 3)"/>
    <xsl:if test="count($divisions) ge $html:fewest-divisions and string-length($tei/text[1]) ge $html:fewest-characters">
      <details class="outline" data-apparatus="">
        <summary>{html:word('contents')}</summary>
        <nav aria-label="{html:word('contents')}"><xsl:sequence select="html:outlined($divisions[not(ancestor::* intersect $divisions)], $divisions)"/></nav>
      </details>
    </xsl:if>
  </xsl:function>

  <!-- the divisions that have a name, down to a level, and only so deep that they are not too many -->
  <xsl:function name="html:divisions" as="element()*" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:param name="level" as="xs:integer"/>
    <xsl:variable name="all" as="element()*" select="$tei/text/descendant::*[@set:behaviour eq 'section'][html:division-name(.)][count(ancestor::*[@set:behaviour eq 'section']) lt $level]"/>
    <xsl:sequence select="if (count($all) gt $html:most-divisions and $level gt 1) then html:divisions($tei, $level - 1) else $all"/>
  </xsl:function>

  <xsl:function name="html:outlined" as="element()" visibility="private">
    <xsl:param name="here" as="element()+"/>
    <xsl:param name="all" as="element()+"/>
    <ol>
      <xsl:for-each select="$here">
        <xsl:variable name="division" as="element()" select="."/>
        <xsl:variable name="inside" as="element()*" select="descendant::*[@set:behaviour eq 'section'][ancestor::*[@set:behaviour eq 'section'][. intersect $all][1] is $division] intersect $all"/>
        <li>
          <a href="#{html:division-id(.)}">{html:division-name(.)}</a>
          <xsl:if test="exists($inside)"><xsl:sequence select="html:outlined($inside, $all)"/></xsl:if>
        </li>
      </xsl:for-each>
    </ol>
  </xsl:function>

  <!-- what a division is called: its heading and what follows it, else what it is with its number -->
  <xsl:function name="html:division-name" as="xs:string?" visibility="public">
    <xsl:param name="division" as="element()"/>
    <xsl:variable name="headings" as="element()*" select="$division/head"/>
    <xsl:variable name="kind" as="xs:string?" select="($division/@subtype, $division/@type)[1] ! html:value(.)"/>
    <xsl:sequence select="(html:short(string-join($headings ! html:plain(.), ' '), 80)[.], $division[@n][$kind] ! ($kind || ' ' || @n))[1]"/>
  </xsl:function>

  <!-- where it is: its own anchor, or one that is made for it -->
  <xsl:function name="html:division-id" as="xs:string" visibility="public">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="(html:id($division)[.], 'division:' || $division/@source:n)[1]"/>
  </xsl:function>
</xsl:stylesheet>
