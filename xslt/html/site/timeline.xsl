<?xml version="1.0" encoding="UTF-8"?>
<!-- The timeline: the events of the registers and the dates of the text, drawn to scale, and the same as a table. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xmlns:svg="http://www.w3.org/2000/svg"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- Moments: from and to (ISO dates), a label, a link, and whether it is an event or a date of a text. Of the dates that are
       the same there is one. -->
  <xsl:variable name="html:moments" as="map(*)*" visibility="private">
    <xsl:variable name="dates" as="map(*)*">
      <xsl:for-each-group select="$html:all?dates?*" group-by="?key"><xsl:sequence select="."/></xsl:for-each-group>
    </xsl:variable>
    <xsl:perform-sort select="$html:files?events?*, $dates">
      <xsl:sort select="?year"/>
      <xsl:sort select="?until"/>
      <xsl:sort select="?kind" order="descending"/>
    </xsl:perform-sort>
  </xsl:variable>

  <xsl:function name="html:timeline" as="map(*)?" visibility="private">
    <xsl:if test="exists($html:moments)">
      <xsl:variable name="content" as="element()*">
        <article class="picture">
          <h1>{html:word('timeline')}</h1>
          <p class="lead">{html:word('timeline-lead')}</p>
          <p class="key" aria-hidden="true"><span class="event">●</span> {html:word('an-event')} <span class="date">○</span> {html:word('a-date')}</p>
          <xsl:sequence select="html:draw-timeline()"/>
          <h2>{html:word('as-table')}</h2>
          <div class="wide" role="region" tabindex="0" aria-label="{html:word('as-table')}">
            <table>
              <thead><tr><th scope="col">{html:word('column-date')}</th><th scope="col">{html:word('column-what')}</th><th scope="col">{html:word('column-kind')}</th></tr></thead>
              <tbody>
                <xsl:for-each select="$html:moments">
                  <tr>
                    <td>{?dated}</td>
                    <td><a href="{?href}">{?label}</a></td>
                    <td>{html:word(if (?kind eq 'event') then 'an-event' else 'a-date')}</td>
                  </tr>
                </xsl:for-each>
              </tbody>
            </table>
          </div>
        </article>
      </xsl:variable>
      <xsl:sequence select="html:page('timeline.html', html:word('timeline'), $content)"/>
    </xsl:if>
  </xsl:function>

  <!-- Lines of labels beside an axis, in pixels: a label stands at its date or, where that place is taken, below the one
       before it, and a thin line leads from one to the other. -->
  <xsl:function name="html:draw-timeline" as="element()" visibility="private">
    <xsl:variable name="first" as="xs:double" select="floor(min($html:moments?year))"/>
    <xsl:variable name="last" as="xs:double" select="ceiling(max($html:moments?until))"/>
    <xsl:variable name="line" as="xs:double" select="24"/>
    <xsl:variable name="scale" as="xs:double" select="max((2, min((60, 1.6 * count($html:moments) * $line div max((1, $last - $first))))))"/>
    <xsl:variable name="labels" as="xs:double*">
      <xsl:iterate select="$html:moments">
        <xsl:param name="taken" as="xs:double" select="0"/>
        <xsl:variable name="y" as="xs:double" select="max(($taken + $line, 20 + (?year - $first) * $scale))"/>
        <xsl:sequence select="$y"/>
        <xsl:next-iteration><xsl:with-param name="taken" select="$y"/></xsl:next-iteration>
      </xsl:iterate>
    </xsl:variable>
    <xsl:variable name="height" as="xs:double" select="max(($labels[last()], 20 + ($last - $first) * $scale)) + 24"/>
    <xsl:variable name="step" as="xs:integer" select="(1, 2, 5, 10, 20, 50, 100, 200, 500)[. * $scale ge 40][1]"/>
    <svg:svg class="timeline" width="100%" height="{round($height)}" role="group" aria-label="{html:word('timeline')}">
      <svg:line class="axis" x1="52" x2="52" y1="10" y2="{round($height - 10)}"/>
      <xsl:for-each select="(xs:integer($first) to xs:integer($last))[. mod $step eq 0]">
        <xsl:variable name="y" as="xs:double" select="round(20 + (. - $first) * $scale)"/>
        <svg:line class="tick" x1="46" x2="58" y1="{$y}" y2="{$y}"/>
        <svg:text class="year" x="40" y="{$y + 5}" text-anchor="end">{.}</svg:text>
      </xsl:for-each>
      <xsl:for-each select="$html:moments">
        <xsl:variable name="n" as="xs:integer" select="position()"/>
        <xsl:variable name="y" as="xs:double" select="round(20 + (?year - $first) * $scale)"/>
        <xsl:variable name="until" as="xs:double" select="round(20 + (?until - $first) * $scale)"/>
        <xsl:variable name="at" as="xs:double" select="round($labels[$n])"/>
        <svg:g class="{?kind}">
          <xsl:if test="$until - $y gt 3"><svg:line class="span" x1="52" x2="52" y1="{$y}" y2="{$until}"/></xsl:if>
          <svg:path class="leader" d="M 58 {$y} L 74 {$at} L 80 {$at}"/>
          <svg:circle cx="52" cy="{$y}" r="4.5"/>
          <svg:a href="{?href}">
            <svg:text x="86" y="{$at + 5}"><svg:title>{?dated}: {?label}</svg:title><xsl:if test="?dated ne ?label"><svg:tspan class="when">{?dated} </svg:tspan></xsl:if><svg:tspan class="what">{html:short(?label, 60)}</svg:tspan></svg:text>
          </svg:a>
        </svg:g>
      </xsl:for-each>
    </svg:svg>
  </xsl:function>
</xsl:stylesheet>
