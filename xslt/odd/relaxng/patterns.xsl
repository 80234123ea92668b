<?xml version="1.0" encoding="UTF-8"?>
<!-- Patterns of RELAX NG: alternatives, one after the other, so and so often. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:odd="urn:siglum:odd"
    xmlns="http://relaxng.org/ns/structure/1.0"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:function name="odd:choice" as="element()" visibility="private">
    <xsl:param name="patterns" as="element()*"/>
    <xsl:choose>
      <xsl:when test="empty($patterns)"><notAllowed/></xsl:when>
      <xsl:when test="count($patterns) eq 1"><xsl:sequence select="$patterns"/></xsl:when>
      <xsl:otherwise><choice><xsl:sequence select="$patterns"/></choice></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="odd:grouped" as="element()" visibility="private">
    <xsl:param name="patterns" as="element()*"/>
    <xsl:choose>
      <xsl:when test="empty($patterns)"><empty/></xsl:when>
      <xsl:when test="count($patterns) eq 1"><xsl:sequence select="$patterns"/></xsl:when>
      <xsl:otherwise><group><xsl:sequence select="$patterns"/></group></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="odd:interleaved" as="element()" visibility="private">
    <xsl:param name="patterns" as="element()*"/>
    <xsl:choose>
      <xsl:when test="count($patterns) lt 2"><xsl:sequence select="odd:grouped($patterns)"/></xsl:when>
      <xsl:otherwise><interleave><xsl:sequence select="$patterns"/></interleave></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- a pattern as often as @minOccurs and @maxOccurs say; 1 where they say nothing -->
  <xsl:function name="odd:repeated" as="element()" visibility="private">
    <xsl:param name="of" as="element()"/>
    <xsl:param name="pattern" as="element()"/>
    <xsl:sequence select="odd:occurring($pattern, xs:integer(($of/@minOccurs, '1')[1]),
                          ($of/@maxOccurs, '1')[1][. != 'unbounded'] ! xs:integer(.))"/>
  </xsl:function>

  <!-- from $min to $max times; without $max, any number from $min -->
  <xsl:function name="odd:occurring" as="element()" visibility="private">
    <xsl:param name="pattern" as="element()"/>
    <xsl:param name="min" as="xs:integer"/>
    <xsl:param name="max" as="xs:integer?"/>
    <xsl:choose>
      <xsl:when test="$max = 0"><empty/></xsl:when>
      <xsl:when test="$min eq 1 and $max = 1"><xsl:sequence select="$pattern"/></xsl:when>
      <xsl:when test="$min eq 0 and empty($max)"><zeroOrMore><xsl:sequence select="$pattern"/></zeroOrMore></xsl:when>
      <xsl:when test="$min eq 1 and empty($max)"><oneOrMore><xsl:sequence select="$pattern"/></oneOrMore></xsl:when>
      <xsl:when test="$min eq 0 and $max = 1"><optional><xsl:sequence select="$pattern"/></optional></xsl:when>
      <xsl:when test="$min eq 0">
        <optional>
          <xsl:sequence select="odd:grouped(($pattern, odd:occurring($pattern, 0, $max - 1)))"/>
        </optional>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="odd:grouped(($pattern, odd:occurring($pattern, $min - 1, $max ! (. - 1))))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
