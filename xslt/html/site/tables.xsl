<?xml version="1.0" encoding="UTF-8"?>
<!-- The tables of quotations and omissions, from the facts of all documents. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- quotations, speech and paraphrases, and omissions, in the order of the documents -->
  <xsl:variable name="html:quotations" as="map(*)*" select="$html:all ! (let $path := ?path return ?quotations?* ! map:put(., 'path', $path))" visibility="private"/>
  <xsl:variable name="html:omissions" as="map(*)*" select="$html:all ! (let $path := ?path return ?omissions?* ! map:put(., 'path', $path))" visibility="private"/>

  <xsl:function name="html:tables" as="map(*)*" visibility="private">
    <xsl:variable name="paraphrases" as="map(*)*" select="$html:quotations[?paraphrase]"/>
    <xsl:if test="exists($html:quotations)">
      <xsl:variable name="content" as="element()*">
        <article class="table">
          <h1>{html:word('quotations')}</h1>
          <p class="lead">{html:word('quotations-lead')} <a href="downloads/quotations.csv">CSV</a></p>
          <xsl:sequence select="html:table(html:word('quotations'), $html:quotation-columns, $html:quotations[not(?paraphrase)] ! html:quotation-row(.))"/>
          <xsl:if test="exists($paraphrases)">
            <h2>{html:word('paraphrases')}</h2>
            <p class="lead">{html:word('paraphrases-lead')}</p>
            <xsl:sequence select="html:table(html:word('paraphrases'), $html:quotation-columns, $paraphrases ! html:quotation-row(.))"/>
          </xsl:if>
        </article>
      </xsl:variable>
      <xsl:sequence select="html:page('quotations.html', html:word('quotations'), $content)"/>
      <xsl:sequence select="html:written('downloads/quotations.csv', html:csv($html:quotation-columns, $html:quotations ! html:quotation-row(.)))"/>
    </xsl:if>
    <xsl:if test="exists($html:omissions)">
      <xsl:variable name="content" as="element()*">
        <article class="table">
          <h1>{html:word('omissions')}</h1>
          <p class="lead">{html:word('omissions-lead')} <a href="downloads/omissions.csv">CSV</a></p>
          <xsl:sequence select="html:table(html:word('omissions'), $html:omission-columns, $html:omissions ! html:omission-row(.))"/>
        </article>
      </xsl:variable>
      <xsl:sequence select="html:page('omissions.html', html:word('omissions'), $content)"/>
      <xsl:sequence select="html:written('downloads/omissions.csv', html:csv($html:omission-columns, $html:omissions ! html:omission-row(.)))"/>
    </xsl:if>
  </xsl:function>

  <!-- passages of one document are listed without it -->
  <xsl:function name="html:are-of-several" as="xs:boolean" visibility="private">
    <xsl:param name="passages" as="map(*)*"/>
    <xsl:sequence select="count(distinct-values($passages?path)) gt 1"/>
  </xsl:function>

  <xsl:function name="html:where-columns" as="xs:string+" visibility="private">
    <xsl:param name="listed" as="map(*)*"/>
    <xsl:sequence select="('text'[html:are-of-several($listed)], 'column-place') ! html:word(.)"/>
  </xsl:function>

  <xsl:variable name="html:quotation-columns" as="xs:string+"
      select="html:where-columns($html:quotations), ('kind', 'speaker', 'addressee', 'work', 'date', 'length', 'quoted-by', 'begins') ! html:word('column-' || .)" visibility="private"/>

  <xsl:function name="html:quotation-row" as="array(map(*))" visibility="private">
    <xsl:param name="quotation" as="map(*)"/>
    <xsl:sequence select="if (html:are-of-several($html:quotations)) then $quotation?cells else array:tail($quotation?cells)"/>
  </xsl:function>

  <!-- The axes of the taxonomies that tell omissions apart, in the order in which they are encoded. -->
  <xsl:variable name="html:axes" as="map(*)*" visibility="private">
    <xsl:variable name="order" as="xs:string*" select="$html:files?path"/>
    <xsl:for-each-group select="$html:omissions?axes?*" group-by="?file || '#' || ?at">
      <xsl:sort select="(index-of($order, ?file)[1], 0)[1]"/>
      <xsl:sort select="?at"/>
      <xsl:sequence select="."/>
    </xsl:for-each-group>
  </xsl:variable>

  <xsl:variable name="html:omission-columns" as="xs:string+"
      select="html:where-columns($html:omissions), html:word('column-kind'), $html:axes?name, ('certainty', 'length', 'omitted') ! html:word('column-' || .)" visibility="private"/>

  <xsl:function name="html:omission-row" as="array(map(*))" visibility="private">
    <xsl:param name="omission" as="map(*)"/>
    <xsl:variable name="before" as="array(map(*))" select="if (html:are-of-several($html:omissions)) then $omission?before else array:tail($omission?before)"/>
    <xsl:variable name="axes" as="map(*)*" select="$html:axes ! (let $axis := . return html:cell(string($omission?axes?*[?file eq $axis?file and ?at eq $axis?at]?said), (), ()))"/>
    <xsl:sequence select="array:join(($before, array{$axes}, $omission?after))"/>
  </xsl:function>
</xsl:stylesheet>
