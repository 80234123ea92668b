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

  <xsl:key name="html:mention" match="site:reading/TEI/text//*[@ref or @source or @who or @toWhom or @corresp][not(ancestor-or-self::note or ancestor::desc)]"
      use="for $attribute in (@ref, @source, @who, @toWhom, @corresp), $pointer in tokenize($attribute)
           return substring-after(tei:resolved($pointer, $attribute), '#')"/>

  <!-- how many code points of the text stand on each side of a mention -->
  <xsl:variable name="html:around" as="xs:integer" select="70"/>

  <xsl:function name="html:mentions" as="element()?">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="mentions" as="element()*" select="$html:documents ! html:main(.) ! key('html:mention', $entry/@xml:id, .)"/>
    <xsl:if test="exists($mentions)">
      <details class="mentions">
        <xsl:if test="count($mentions) le 4"><xsl:attribute name="open"/></xsl:if>
        <summary>{html:counted('mentions', count($mentions))}</summary>
        <xsl:for-each-group select="$mentions" group-adjacent="generate-id(html:own(.))">
          <xsl:if test="count($html:documents) gt 1"><p class="of">{html:short-title(html:own(.))}</p></xsl:if>
          <ol>
            <xsl:for-each select="current-group()">
              <li><xsl:sequence select="html:in-context(.)"/></li>
            </xsl:for-each>
          </ol>
        </xsl:for-each-group>
      </details>
    </xsl:if>
  </xsl:function>

  <!-- a mention among the words around it, and the way to its paragraph -->
  <xsl:function name="html:in-context" as="node()*">
    <xsl:param name="mention" as="element()"/>
    <xsl:variable name="block" as="element()" select="html:block-of($mention)"/>
    <xsl:variable name="texts" as="text()*" select="html:texts($block)"/>
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

  <!-- the paragraph, heading or verse an element stands in, or that stands in it -->
  <xsl:function name="html:block-of" as="element()">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="($node/ancestor-or-self::*[self::p or self::ab or self::head or self::l or self::titlePart or self::docAuthor or self::docDate
                             or self::salute or self::signed or self::dateline or self::item][@xml:id][1],
                          $node/ancestor::note[@n][@xml:id][1], $node/descendant::*[self::p or self::l][@xml:id][1], $node/ancestor-or-self::*[@xml:id][1])[1]"/>
  </xsl:function>

  <!-- the place of an element on the page of its reading, or of the reading that other pages refer to -->
  <xsl:function name="html:place-href" as="xs:string">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="($block/ancestor::site:reading/@file, html:main($block/ancestor-or-self::TEI[last()])/@file)[1] || '#' || (if ($block/self::TEI) then 'text' else $block/@xml:id)"/>
  </xsl:function>

  <!-- what a place is called, among those of all documents -->
  <xsl:function name="html:place-name" as="xs:string">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="string-join((html:own($block)[count($html:documents) gt 1]/self::TEI ! html:short-title(.), html:place-number($block)), ', ')"/>
  </xsl:function>

  <!-- what a place is called within its document: the number of a paragraph, or what it is -->
  <xsl:function name="html:place-number" as="xs:string">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="if ($block/self::note) then html:word('in-note', string($block/@n))
                          else if ($block/@n) then string($block/@n)
                          else if ($block/(self::titlePart | self::TEI)) then html:word('in-title')
                          else if ($block/self::head) then html:word('in-heading')
                          else if ($block/(self::docAuthor | self::byline)) then html:word('in-byline') else html:word('in-text')"/>
  </xsl:function>

  <!-- the last words of a text, the first words, cut between words -->
  <xsl:function name="html:end-of" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="flat" as="xs:string" select="replace($text, '\s+', ' ')"/>
    <xsl:sequence select="if (string-length($flat) le $html:around) then $flat
                          else '… ' || replace(substring($flat, string-length($flat) - $html:around), '^\S*\s', '')"/>
  </xsl:function>

  <xsl:function name="html:start-of" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="flat" as="xs:string" select="replace($text, '\s+', ' ')"/>
    <xsl:sequence select="if (string-length($flat) le $html:around) then $flat
                          else replace(substring($flat, 1, $html:around + 1), '\s\S*$', '') || ' …'"/>
  </xsl:function>
</xsl:stylesheet>
