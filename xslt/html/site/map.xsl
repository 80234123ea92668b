<?xml version="1.0" encoding="UTF-8"?>
<!-- The map of what has coordinates in the registers, as scripts/siglum/publish/pictures/map.py lays it out. The picture is for
     those who point at it; the list below it says the same to all, in the order of how often the texts name a place. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns:svg="http://www.w3.org/2000/svg"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="html:map" as="element(site:map)?" select="$html:site/site:site/site:map" visibility="private"/>

  <xsl:function name="html:map" as="map(*)?" visibility="private">
    <xsl:if test="$html:map">
      <xsl:variable name="content" as="element()">
        <article class="picture">
          <h1>{html:word('map')}</h1>
          <p class="lead">
            <xsl:text>{html:word('map-lead')}</xsl:text>
            <xsl:if test="$html:map/site:view/site:dot/@mentions = '0'">{' '}{html:word('map-empty')}</xsl:if>
            <xsl:if test="$html:map/site:view/site:dot[@all ne @name]">{' '}{html:word('map-shared')}</xsl:if>
          </p>
          <xsl:sequence select="$html:map/site:view ! html:draw-map(.)"/>
          <h2>{html:word('listPlace')}</h2>
          <ol class="places"><xsl:sequence select="$html:map/site:place ! html:listed-place(.)"/></ol>
          <xsl:where-populated>
            <p class="lead">
              <xsl:sequence select="string-join(($html:map/@more[. ne '0'] ! html:word('map-more', .), $html:map/@without[. ne '0'] ! html:counted('map-without', xs:integer(.))), ' ')[.]"/>
            </p>
          </xsl:where-populated>
        </article>
      </xsl:variable>
      <xsl:sequence select="html:page('map.html', html:word('map'), $content)"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:listed-place" as="element()" visibility="private">
    <xsl:param name="place" as="element(site:place)"/>
    <li>
      <a class="name" href="{$place/@href}" data-dots="{$place/@dots}">{$place/@name}</a>
      <xsl:if test="$place/@mentions ne '0'"><xsl:text> </xsl:text><span class="quiet">{html:counted('mentions', xs:integer($place/@mentions))}</span></xsl:if>
    </li>
  </xsl:function>

  <!-- Land, parallels and meridians, dots with their names. What has its own place keeps it on every page, and grows there where
       the page is narrow (`sign`). -->
  <xsl:function name="html:draw-map" as="element()" visibility="private">
    <xsl:param name="view" as="element(site:view)"/>
    <svg:svg class="map" viewBox="0 0 {$view/@width} {$view/@height}" aria-hidden="true">
      <svg:path class="land" d="{$view/site:land/@d}"/>
      <svg:path class="lines" d="{$view/site:lines/@d}"/>
      <xsl:for-each select="$view/site:degree">
        <svg:g transform="translate({@x} {@y})"><svg:text class="sign degree" x="6" y="-8">{@said}</svg:text></svg:g>
      </xsl:for-each>
      <xsl:for-each select="$view/site:part"><svg:rect class="part" x="{@x}" y="{@y}" width="{@width}" height="{@height}"/></xsl:for-each>
      <xsl:for-each select="$view/site:others"><svg:path class="others" d="{@d}"/></xsl:for-each>
      <xsl:for-each select="$view/site:dot">
        <svg:a href="{@href}" data-dot="{@n}" tabindex="-1" transform="translate({@x} {@y})">
          <xsl:if test="@all ne @name"><svg:title>{@all}</svg:title></xsl:if>
          <svg:g class="sign">
            <svg:circle r="{@r}">
              <xsl:if test="@mentions eq '0'"><xsl:attribute name="class" select="'empty'"/></xsl:if>
            </svg:circle>
            <svg:text class="size-{@size}" x="{@tx}" y="{@ty}" text-anchor="{@anchor}">{@name}</svg:text>
          </svg:g>
        </svg:a>
      </xsl:for-each>
    </svg:svg>
  </xsl:function>
</xsl:stylesheet>
