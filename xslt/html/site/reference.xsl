<?xml version="1.0" encoding="UTF-8"?>
<!-- A work as a reference, its identifiers, and the works in which statements are found. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:html="urn:siglum:html"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- the works in which statements are found, each once, in few words -->
  <xsl:function name="html:sources" as="node()*" visibility="private">
    <xsl:param name="statements" as="element()*"/>
    <xsl:variable name="works" as="element()*">
      <xsl:for-each select="$statements/@source">
        <xsl:variable name="at" as="attribute()" select="."/>
        <xsl:sequence select="tokenize(.) ! html:entry-called(substring-after(tei:resolved(., $at), '#'))"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:if test="exists($works)">
      <xsl:text> </xsl:text>
      <span class="sources">
        <xsl:for-each-group select="$works" group-by="@xml:id">
          <xsl:if test="position() gt 1">, </xsl:if>
          <a href="{html:href(.)}">{html:short(.)}</a>
        </xsl:for-each-group>
      </span>
    </xsl:if>
  </xsl:function>

  <!-- a work in few words: author and year, or the first part of its title -->
  <xsl:function name="html:short" as="xs:string" visibility="private">
    <xsl:param name="work" as="element()"/>
    <xsl:variable name="authors" as="xs:string" select="string-join(html:own-parts($work, 'author') ! normalize-space(), ', ')"/>
    <xsl:variable name="year" as="xs:string?" select="html:own-parts($work, 'date')[1]/(@when, @from)[1] ! replace(., '^(-?\d+).*$', '$1')"/>
    <xsl:sequence select="if ($authors) then string-join(($authors, $year), ' ') else replace(html:preferred($work), '[:;,(].*$', '')"/>
  </xsl:function>

  <!-- ===== a work ===== -->

  <!-- whom a letter or a speech addresses -->
  <xsl:function name="html:addressees" as="element()*" visibility="private">
    <xsl:param name="bibl" as="element()?"/>
    <xsl:sequence select="$bibl/(persName | orgName | name | rs)[tokenize(@role) = 'addressee']"/>
  </xsl:function>

  <!-- authors, titles but for the first, the one addressed, occasion, place, publisher, date, extent -->
  <xsl:function name="html:details" as="xs:string*" visibility="private">
    <xsl:param name="bibl" as="element()"/>
    <xsl:variable name="own" as="function(xs:string) as element()*" select="html:own-parts($bibl, ?)"/>
    <xsl:sequence select="html:enumerated($own('author') ! normalize-space()[.]),
                          $own('title')[position() gt 1] ! normalize-space(),
                          html:addressees($bibl) ! (html:word('to') || ' ' || normalize-space(.)),
                          $bibl/eventName ! normalize-space()[not(. = html:addressees($bibl) ! normalize-space())],
                          string-join(($own('pubPlace'), $own('publisher')) ! normalize-space(), ': ')[.],
                          $own('date')[1] ! normalize-space(), $own('extent') ! normalize-space()"/>
  </xsl:function>

  <xsl:function name="html:reference" as="element()*" visibility="private">
    <xsl:param name="bibl" as="element()"/>
    <xsl:variable name="details" as="xs:string*" select="html:details($bibl)"/>
    <xsl:if test="exists($details) or $bibl/ptr or $bibl/@source">
      <p class="reference">
        <xsl:value-of select="string-join($details, ', ')"/>
        <xsl:for-each select="$bibl/ptr">{' '}<xsl:apply-templates select="." mode="html:inline"/></xsl:for-each>
        <xsl:sequence select="html:sources($bibl)"/>
      </p>
    </xsl:if>
    <xsl:for-each select="$bibl//relatedItem[ancestor::*[self::bibl or self::biblStruct][1] is $bibl]">
      <p class="reference related">
        <xsl:for-each select="@type">{html:value(.)}: </xsl:for-each>
        <xsl:sequence select="html:named(@target)"/>
        <xsl:for-each select="bibl | biblStruct"><cite>{html:preferred(.)}</cite>{string-join(('', html:details(.)), ', ')}</xsl:for-each>
        <xsl:for-each select="(bibl | biblStruct)//idno"><xsl:text> · </xsl:text><xsl:sequence select="html:identifier(.)"/></xsl:for-each>
      </p>
    </xsl:for-each>
  </xsl:function>

  <xsl:variable name="html:authorities" as="map(xs:string, xs:string)" select="map{
      'Wikidata': 'https://www.wikidata.org/wiki/', 'GND': 'https://d-nb.info/gnd/', 'VIAF': 'https://viaf.org/viaf/',
      'ISNI': 'https://isni.org/isni/', 'ORCID': 'https://orcid.org/'}" visibility="private"/>

  <!-- whether an element is nothing but an address on the web -->
  <xsl:function name="html:is-address" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="matches(normalize-space($element), '^https?://[^\s&quot;&lt;&gt;]+$')"/>
  </xsl:function>

  <xsl:function name="html:identifier" as="element()" visibility="private">
    <xsl:param name="idno" as="element(idno)"/>
    <xsl:variable name="base" as="xs:string?" select="$idno/@type ! $html:authorities(.)"/>
    <xsl:variable name="number" as="xs:string" select="normalize-space($idno)"/>
    <span class="identifier">
      <xsl:choose>
        <xsl:when test="html:is-address($idno)">
          <a href="{$number}">{($idno/@subtype, $idno/@type[not(upper-case(.) = ('URI', 'URL'))], replace($number, '^https?://(www\.)?([^/]+).*$', '$2'))[1]}</a>
        </xsl:when>
        <xsl:when test="$base">{$idno/@type}{' '}<a href="{$base}{encode-for-uri($number)}">{$number}</a></xsl:when>
        <xsl:otherwise>{$idno/@type}{' '}{$number}</xsl:otherwise>
      </xsl:choose>
      <xsl:sequence select="html:certainty($idno)"/>
    </span>
  </xsl:function>
</xsl:stylesheet>
