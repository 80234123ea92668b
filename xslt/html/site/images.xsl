<?xml version="1.0" encoding="UTF-8"?>
<!-- The images of the pages that a text was taken from, where they lie beside it: small ones after the text, and the one that
     a page number leads to beside the text, without a script. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- the images that page numbers in a page lead to, each with the ways to those before and after it, and to the text -->
  <xsl:function name="html:images" as="element()?" visibility="private">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="calls" as="element()*" select="$nodes/descendant-or-self::h:a[@data-image]"/>
    <xsl:if test="exists($calls)">
      <aside class="images" aria-label="{html:word('page-images')}" data-apparatus="">
        <h2>{html:word('page-images')}</h2>
        <ul>
          <xsl:for-each select="1 to count($calls)">
            <xsl:variable name="call" as="element()" select="$calls[current()]"/>
            <xsl:variable name="page" as="xs:string" select="if ($call/text() = html:word('image')) then html:word('image') else html:value('page') || ' ' || normalize-space(string-join($call/text()))"/>
            <xsl:variable name="before" as="element()?" select="$calls[position() eq current() - 1]"/>
            <xsl:variable name="after" as="element()?" select="$calls[position() eq current() + 1]"/>
            <li id="{substring($call/@href, 2)}">
              <figure>
                <a class="whole" href="{$call/@data-image}"><img src="{$call/@data-image}" alt="{if ($page eq html:word('image')) then $page else html:word('image-of', $page)}" loading="lazy"/></a>
                <figcaption>
                  <a href="{$call/@href}">{$page}</a>
                  <span class="image-ways">
                    <xsl:for-each select="$before"><a href="{@href}">← {html:word('previous')}</a>{' '}</xsl:for-each>
                    <xsl:for-each select="$after"><a href="{@href}">{html:word('next')} →</a>{' '}</xsl:for-each>
                    <a href="#{(reverse($call/ancestor::*/@id), 'text')[1]}">{html:word('image-close')}</a>
                  </span>
                </figcaption>
              </figure>
            </li>
          </xsl:for-each>
        </ul>
      </aside>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
