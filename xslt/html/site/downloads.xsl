<?xml version="1.0" encoding="UTF-8"?>
<!-- What can be taken away: the TEI, the plain texts, the tables, the citations, the schema. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="html:downloads" as="map(*)" visibility="private">
    <xsl:variable name="content" as="element()*">
      <article class="prose">
        <h1>{html:word('downloads')}</h1>
        <xsl:for-each-group select="$html:site/site:site/site:download" group-by="@kind">
          <section>
            <h2>{html:word('download-' || current-grouping-key())}</h2>
            <ul class="files">
              <xsl:for-each select="current-group()">
                <li><a href="{html:download-href(.)}" download="">{@file}</a>{@size ! (' (' || html:size(xs:integer(.)) || ')')}</li>
              </xsl:for-each>
            </ul>
          </section>
        </xsl:for-each-group>
        <section>
          <h2>{html:word('download-tables')}</h2>
          <ul class="files">
            <xsl:for-each select="('documents.csv', 'documents.json')[$html:is-large], 'quotations.csv'[exists($html:quotations)], 'omissions.csv'[exists($html:omissions)], 'citations.bib', 'citations.ris', 'citations.json'">
              <li><a href="downloads/{.}" download="">{.}</a></li>
            </xsl:for-each>
          </ul>
        </section>
      </article>
    </xsl:variable>
    <xsl:sequence select="html:page('downloads.html', html:word('downloads'), $content)"/>
  </xsl:function>

  <!-- a number of bytes, for people -->
  <xsl:function name="html:size" as="xs:string" visibility="private">
    <xsl:param name="bytes" as="xs:integer"/>
    <xsl:sequence select="if ($bytes lt 1000) then $bytes || ' B' else if ($bytes lt 1000000) then round($bytes div 1000) || ' kB' else round($bytes div 100000) div 10 || ' MB'"/>
  </xsl:function>
</xsl:stylesheet>
