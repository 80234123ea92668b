<?xml version="1.0" encoding="UTF-8"?>
<!-- What changed since a version that was published before, as scripts/siglum/publish/html/changes.py gives it. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:siglum:site"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="html:changed" as="element(site:changes)?" select="$html:site/site/changes" visibility="private"/>

  <xsl:function name="html:changes" as="map(*)?" visibility="private">
    <xsl:if test="$html:changed">
      <xsl:variable name="title" as="xs:string" select="html:word('changes-since', $html:changed/@since)"/>
      <xsl:variable name="content" as="element()">
        <article class="prose changes">
          <h1>{$title}</h1>
          <p class="lead">{html:word(if ($html:changed/*) then 'changes-lead' else 'changes-none', $html:changed/@since)}</p>
          <xsl:if test="$html:changed/document and not($html:changed/document/text)">
            <p>{html:word('changes-text-same')}</p>
          </xsl:if>
          <xsl:sequence select="$html:changed/document ! html:changed-document(.)"/>
          <xsl:where-populated>
            <section>
              <xsl:if test="$html:changed/reading">
                <h2>{html:word('changes-readings')}</h2>
                <ul>
                  <xsl:for-each select="$html:changed/reading"><li>{@label} ({html:word('changes-' || @kind)})</li></xsl:for-each>
                </ul>
              </xsl:if>
            </section>
          </xsl:where-populated>
        </article>
      </xsl:variable>
      <xsl:sequence select="html:page('changes.html', $title, $content)"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:changed-document" as="element()" visibility="private">
    <xsl:param name="document" as="element(site:document)"/>
    <section>
      <h2>{($document/@title, $document/@path)[1]}</h2>
      <p class="lead">
        <xsl:text>{string-join(($document/@path, html:word('changes-' || $document/@kind, $document/@was)[$document/@kind ne 'changed'],
                                $document/@words ! html:word('changes-words', .)), ', ')}</xsl:text>
      </p>
      <xsl:if test="$document/text">
        <h3>{html:word('changes-text')}</h3>
        <ol>
          <xsl:for-each select="$document/text">
            <li>
              <p class="at"><xsl:sequence select="html:changed-place(.)"/></p>
              <p>
                <xsl:text>{@left ! (. || ' ')}</xsl:text>
                <xsl:sequence select="html:changed-words(@before, @after)"/>
                <xsl:text>{@right ! (' ' || .)}</xsl:text>
              </p>
            </li>
          </xsl:for-each>
        </ol>
      </xsl:if>
      <xsl:if test="$document/beside">
        <h3>{html:word('changes-beside')}</h3>
        <ol>
          <xsl:for-each select="$document/beside">
            <li>
              <p class="at"><xsl:sequence select="html:changed-place(.)"/>, <code>{@element}</code></p>
              <p>
                <xsl:for-each select="words">
                  <xsl:text>{' … '[current()/preceding-sibling::words]}</xsl:text>
                  <xsl:sequence select="html:changed-words(@before, @after)"/>
                </xsl:for-each>
              </p>
            </li>
          </xsl:for-each>
        </ol>
        <xsl:for-each select="$document/@more"><p>{html:word('changes-more', .)}</p></xsl:for-each>
      </xsl:if>
      <xsl:if test="$document/markup">
        <h3>{html:word('changes-markup')}</h3>
        <div class="wide" role="region" tabindex="0" aria-label="{html:word('changes-markup')}">
          <table>
            <thead>
              <tr>
                <th scope="col">{html:word('column-what')}</th>
                <th scope="col">{html:word('column-how')}</th>
                <th scope="col">{html:word('column-where')}</th>
              </tr>
            </thead>
            <tbody>
              <xsl:for-each select="$document/markup">
                <tr>
                  <td><code>{string-join((@element, @attribute ! ('@' || .)), '/')}</code></td>
                  <td>{html:word('changes-' || @kind)}{@count[xs:integer(.) gt 1] ! (' (' || . || ')')}</td>
                  <td>
                    <xsl:for-each select="place">
                      <xsl:text>{'; '[current()/preceding-sibling::place]}</xsl:text>
                      <xsl:sequence select="html:changed-place(.)"/>
                      <xsl:if test="@before | @after">
                        <xsl:text>: </xsl:text>
                        <xsl:sequence select="html:changed-words(@before, @after)"/>
                      </xsl:if>
                    </xsl:for-each>
                    <xsl:if test="xs:integer(@count) gt count(place)">; {html:word('changes-more', string(xs:integer(@count) - count(place)))}</xsl:if>
                  </td>
                </tr>
              </xsl:for-each>
            </tbody>
          </table>
        </div>
      </xsl:if>
    </section>
  </xsl:function>

  <!-- words that are gone, and those that are new; which are which is said, too -->
  <xsl:function name="html:changed-words" as="node()*" visibility="private">
    <xsl:param name="before" as="attribute()?"/>
    <xsl:param name="after" as="attribute()?"/>
    <xsl:for-each select="$before"><del><span class="unseen">{html:word('was')} </span>{.}</del></xsl:for-each>
    <xsl:if test="$before and $after"><xsl:text> </xsl:text></xsl:if>
    <xsl:for-each select="$after"><ins><span class="unseen">{html:word('is-now')} </span>{.}</ins></xsl:for-each>
  </xsl:function>

  <!-- where something stands: on a page of the site, and in the file -->
  <xsl:function name="html:changed-place" as="node()*" visibility="private">
    <xsl:param name="at" as="element()"/>
    <xsl:choose>
      <xsl:when test="$at/@href"><a href="{$at/@href}">{$at/@id}</a>, </xsl:when>
      <xsl:when test="$at/@id">{$at/@id}, </xsl:when>
    </xsl:choose>
    <xsl:text>{html:word('changes-line', $at/@line)}</xsl:text>
  </xsl:function>
</xsl:stylesheet>
