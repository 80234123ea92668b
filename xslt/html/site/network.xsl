<?xml version="1.0" encoding="UTF-8"?>
<!-- The network of those who are named together, as scripts/siglum/publish/pictures/network.py lays it out. The picture is for
     those who point at it; the table says the same to all, and where. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns:svg="http://www.w3.org/2000/svg"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="html:network" as="element(site:network)?" select="$html:site/site:site/site:network" visibility="private"/>

  <xsl:function name="html:network" as="map(*)?" visibility="private">
    <xsl:if test="$html:network">
      <xsl:variable name="content" as="element()">
        <article class="picture">
          <h1>{html:word('network')}</h1>
          <p class="lead">
            <xsl:value-of select="html:word('network-lead'), html:word('network-shown', ($html:network/@shown, $html:network/@of))[$html:network/@shown ne $html:network/@of],
                html:word('network-crowds', ($html:network/@crowd, $html:network/@crowds))[$html:network/@crowds ne '0']" separator=" "/>
          </p>
          <div class="company">
            <xsl:sequence select="html:draw-network($html:network)"/>
            <div class="told">
              <xsl:sequence select="html:pairs-table($html:network/site:pair)"/>
              <xsl:for-each select="$html:network/@more[. ne '0']"><p class="lead">{html:word('network-more', .)}</p></xsl:for-each>
            </div>
          </div>
        </article>
      </xsl:variable>
      <xsl:sequence select="html:page('network.html', html:word('network'), $content)"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:pairs-table" as="element()" visibility="private">
    <xsl:param name="pairs" as="element(site:pair)*"/>
    <xsl:variable name="several" as="xs:boolean" select="count(distinct-values($pairs/site:place/@of)) gt 1"/>
    <div class="wide" role="region" tabindex="0" aria-label="{html:word('network')}">
      <table class="sortable">
        <thead><tr><xsl:for-each select="'person', 'with', 'times', 'place'"><th scope="col">{html:word('column-' || .)}</th></xsl:for-each></tr></thead>
        <tbody>
          <xsl:for-each select="$pairs">
            <tr>
              <xsl:for-each select="site:one, site:other"><td><a class="name" href="{@href}" data-dots="{@n}">{@name}</a></td></xsl:for-each>
              <td data-sort="{format-integer(@count, '0000000')}">{@count}</td>
              <td>
                <xsl:for-each-group select="site:place" group-adjacent="string(@of)">
                  <xsl:if test="position() gt 1">; </xsl:if>
                  <xsl:if test="$several">{@of}: </xsl:if>
                  <xsl:for-each select="current-group()">
                    <xsl:if test="position() gt 1">, </xsl:if>
                    <a class="place" href="{@href}">{@name}</a>
                  </xsl:for-each>
                </xsl:for-each-group>
                <xsl:if test="xs:integer(@count) gt count(site:place)"> …</xsl:if>
              </td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
  </xsl:function>

  <!-- names in rows, and beside them an arc for each two who are named together -->
  <xsl:function name="html:draw-network" as="element()" visibility="private">
    <xsl:param name="network" as="element(site:network)"/>
    <svg:svg class="network" viewBox="0 0 {$network/@width} {$network/@height}" aria-hidden="true">
      <xsl:for-each select="$network/site:tie"><svg:path class="tie" data-dot="{@n}" d="{@d}" stroke-width="{@width}"/></xsl:for-each>
      <xsl:for-each select="$network/site:person">
        <svg:a href="{@href}" data-dot="{@n}" tabindex="-1" transform="translate({@x} {@y})">
          <svg:circle r="{@r}"/>
          <svg:text x="-12" y="5" text-anchor="end">{@name}</svg:text>
        </svg:a>
      </xsl:for-each>
    </svg:svg>
  </xsl:function>
</xsl:stylesheet>
