<?xml version="1.0" encoding="UTF-8"?>
<!-- Where the text mentions an entry: each mention with its paragraph and the words around it. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- what mentions entries in a reading, in the order of the text -->
  <xsl:function name="html:mentioning" as="element()*" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:sequence select="$reading/TEI/text//*[@ref or @source or @who or @toWhom or @corresp][not(ancestor-or-self::note or ancestor-or-self::desc)][exists(html:mentioned(.))]"/>
  </xsl:function>

  <!-- the entries that an element mentions -->
  <xsl:function name="html:mentioned" as="element()*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="entries" as="element()*" select="html:entries-at($element/(@ref, @source, @who, @toWhom, @corresp))"/>
    <xsl:sequence select="$entries/(self::person | self::personGrp | self::org | self::place | self::event | self::bibl | self::biblStruct)"/>
  </xsl:function>

  <!-- the entries at which attributes point -->
  <xsl:function name="html:entries-at" as="element()*" visibility="private">
    <xsl:param name="attributes" as="attribute()*"/>
    <xsl:sequence select="for $attribute in $attributes, $pointer in tokenize($attribute) return html:entry-called(substring-after(tei:resolved($pointer, $attribute), '#'))"/>
  </xsl:function>

  <!-- The paragraphs, and groups of verses, that name several persons of the registers. -->
  <xsl:function name="html:company" as="map(*)*" visibility="private">
    <xsl:param name="mentions" as="element()*"/>
    <xsl:for-each-group select="$mentions[@ref]" group-by="html:block-of(.) ! generate-id((self::l/ancestor::*[self::lg or self::sp][1], .)[1])">
      <xsl:variable name="persons" as="xs:string*" select="distinct-values(html:entries-at(current-group()/@ref)/self::person ! html:href(.))"/>
      <xsl:variable name="block" as="element()" select="html:block-of(.)"/>
      <xsl:if test="count($persons) gt 1">
        <xsl:sequence select="map{'place': html:place-href($block), 'name': html:place-number($block), 'persons': array{$persons}}"/>
      </xsl:if>
    </xsl:for-each-group>
  </xsl:function>

  <!-- a mention among the words around it, and the way to its paragraph -->
  <xsl:function name="html:in-context" as="node()*" visibility="private">
    <xsl:param name="mention" as="element()"/>
    <xsl:variable name="block" as="element()" select="html:block-of($mention)"/>
    <xsl:variable name="texts" as="text()*" select="html:texts($block)[not(parent::ref[@type eq 'noteCall'])]"/>
    <xsl:variable name="before" as="xs:string" select="string-join($texts[. &lt;&lt; $mention])"/>
    <xsl:variable name="after" as="xs:string" select="string-join($texts[. &gt;&gt; $mention] except $mention/descendant::text())"/>
    <xsl:variable name="said" as="xs:string" select="if ($mention/self::quote) then html:spoken($mention) else html:plain($mention)"/>
    <xsl:variable name="long" as="xs:boolean" select="string-length($said) gt 2 * $html:around"/>
    <a class="place" href="{html:place-href($block)}">{html:place-number($block)}</a>
    <xsl:text> </xsl:text>
    <span class="context">
      <xsl:if test="html:tongue($block)[. ne $html:language]"><xsl:attribute name="lang" select="html:tongue($block)"/></xsl:if>
      <xsl:value-of select="html:end-of($before)"/>
      <mark>{if ($long) then html:start-of($said) else $said}</mark>
      <xsl:value-of select="html:start-of($after)[not($long)]"/>
    </span>
  </xsl:function>
</xsl:stylesheet>
