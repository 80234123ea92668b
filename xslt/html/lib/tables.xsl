<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables: on a page, and the same as CSV. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:siglum:html"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- ===== rows: a cell has a text, and may have a link and a value to sort by ===== -->

  <xsl:function name="html:cell" as="map(*)" visibility="public">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:param name="href" as="xs:string?"/>
    <xsl:param name="sort" as="xs:string?"/>
    <xsl:sequence select="map:merge((map{'text': string($text)}, $href[.] ! map{'href': .}, $sort[.] ! map{'sort': .}))"/>
  </xsl:function>

  <!-- ===== a table, and the same as CSV ===== -->

  <xsl:function name="html:table" as="element()" visibility="public">
    <xsl:param name="caption" as="xs:string"/>
    <xsl:param name="columns" as="xs:string+"/>
    <xsl:param name="rows" as="array(map(*))*"/>
    <div class="wide" role="region" tabindex="0" aria-label="{$caption}">
      <table class="sortable">
        <thead>
          <tr><xsl:for-each select="$columns"><th scope="col">{.}</th></xsl:for-each></tr>
        </thead>
        <tbody>
          <xsl:for-each select="$rows">
            <tr>
              <xsl:for-each select="?*">
                <td>
                  <xsl:if test="?sort"><xsl:attribute name="data-sort" select="?sort"/></xsl:if>
                  <xsl:choose>
                    <xsl:when test="?href"><a href="{?href}">{?text}</a></xsl:when>
                    <xsl:otherwise>{?text}</xsl:otherwise>
                  </xsl:choose>
                </td>
              </xsl:for-each>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
  </xsl:function>

  <!-- Source: RFC 4180. -->
  <xsl:function name="html:csv" as="xs:string" visibility="public">
    <xsl:param name="columns" as="xs:string+"/>
    <xsl:param name="rows" as="array(map(*))*"/>
    <xsl:variable name="lines" as="xs:string+" select="html:csv-line($columns), $rows ! html:csv-line(?*?text)"/>
    <xsl:sequence select="string-join($lines ! (. || '&#13;&#10;'))"/>
  </xsl:function>

  <xsl:function name="html:csv-line" as="xs:string" visibility="private">
    <xsl:param name="cells" as="xs:string*"/>
    <xsl:sequence select="string-join($cells ! ('&quot;' || replace(html:harmless(.), '&quot;', '&quot;&quot;') || '&quot;'), ',')"/>
  </xsl:function>

  <!-- A cell that a spreadsheet would take for a formula begins with an apostrophe. The same in
       scripts/siglum/publish/data/tables.py. -->
  <xsl:function name="html:harmless" as="xs:string" visibility="private">
    <xsl:param name="cell" as="xs:string"/>
    <xsl:variable name="is-formula" as="xs:boolean" select="matches($cell, '^[\s\p{Z}]*[=+\-@\t\r＝＋－＠]') and not(matches($cell, '^-?\d+(\.\d+)?$'))"/>
    <xsl:sequence select="if ($is-formula) then '''' || $cell else $cell"/>
  </xsl:function>
</xsl:stylesheet>
