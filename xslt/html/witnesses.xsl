<?xml version="1.0" encoding="UTF-8"?>
<!-- The witnesses side by side, stretch by stretch: what all have, and what one has and another has not. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns:source="urn:siglum:source"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="html:has-witnesses" as="xs:boolean">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:sequence select="exists($document/text//app[(lem | rdg)/@wit])"/>
  </xsl:function>

  <xsl:function name="html:witnesses" as="map(xs:string, xs:string)?">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:if test="html:has-witnesses($document)">
      <xsl:variable name="content" as="element()*">
        <article class="parallel">
          <h1>{html:word('parallel')}</h1>
          <p class="lead">{html:word('parallel-note')}</p>
          <xsl:for-each-group select="$document/text//app[(lem | rdg)/@wit]" group-by="generate-id(html:passage-of(.))">
            <xsl:sequence select="html:side-by-side(html:passage-of(.), current-group())"/>
          </xsl:for-each-group>
        </article>
      </xsl:variable>
      <xsl:sequence select="html:page(html:own-page($document, 'parallel'), html:word('parallel'), $content)"/>
    </xsl:if>
  </xsl:function>

  <!-- what is laid side by side: the quotation, the division or the whole body in which witnesses differ -->
  <xsl:function name="html:passage-of" as="element()">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="$app/ancestor::*[self::quote or self::div or self::body or self::text][1]"/>
  </xsl:function>

  <xsl:function name="html:side-by-side" as="element()">
    <xsl:param name="passage" as="element()"/>
    <xsl:param name="apps" as="element(app)+"/>
    <xsl:variable name="document" as="element(TEI)" select="$passage/ancestor::TEI[last()]"/>
    <xsl:variable name="sigla" as="xs:string*" select="$document//witness[@xml:id]/@xml:id[('#' || .) = $apps/(lem | rdg)/tokenize(@wit)]"/>
    <!-- witnesses that never differ share a column -->
    <xsl:variable name="columns" as="array(xs:string)*">
      <xsl:for-each-group select="$sigla" group-by="string-join(for $app in $apps return string(html:side($app, .)/@source:n), ' ')">
        <xsl:sequence select="array{current-group()}"/>
      </xsl:for-each-group>
    </xsl:variable>
    <section class="witnesses">
      <xsl:if test="$passage/@xml:id"><xsl:attribute name="id" select="$passage/@xml:id"/></xsl:if>
      <h2>
        <xsl:choose>
          <xsl:when test="$passage/@source"><xsl:value-of select="html:entry($passage/@source) ! string-join((author[1] ! normalize-space(), title[1] ! normalize-space(), date[1] ! normalize-space()), ', ')"/></xsl:when>
          <xsl:otherwise>{($passage/head ! html:plain(.), html:title($document))[1]}</xsl:otherwise>
        </xsl:choose>
      </h2>
      <dl class="sigla">
        <xsl:for-each select="$document//witness[@xml:id = $sigla]">
          <dt>{@xml:id}</dt>
          <dd><xsl:sequence select="html:described(.)"/></dd>
        </xsl:for-each>
      </dl>
      <div class="wide" role="region" tabindex="0" aria-label="{html:word('parallel')}">
        <table class="stretches">
          <thead>
            <tr>
              <xsl:for-each select="$columns"><th scope="col">{string-join(?*, ', ')}</th></xsl:for-each>
              <th scope="col">{html:word('editors')}</th>
            </tr>
          </thead>
          <tbody>
            <xsl:for-each-group select="html:texts-of($passage)" group-adjacent="string-join((ancestor::*[tei:is-block(.)][1]/@source:n, html:stretch-of(.)/@source:n), ' ')">
              <xsl:variable name="app" as="element(app)?" select="html:stretch-of(.)"/>
              <xsl:variable name="group" as="text()+" select="current-group()"/>
              <xsl:if test="$app or exists($group[normalize-space()])">
                <tr class="{if ($app) then 'differs' else 'same'}">
                  <xsl:for-each select="$columns">
                    <xsl:variable name="column" as="array(xs:string)" select="."/>
                    <td data-label="{string-join(?*, ', ')}" lang="{($passage/ancestor-or-self::*/@xml:lang)[last()]}">
                      <xsl:sequence select="$group[not(ancestor::app)][empty($app) or . &lt;&lt; $app] ! html:run(.)"/>
                      <xsl:sequence select="$app ! html:side-text(html:side(., $column?1))"/>
                      <xsl:sequence select="$group[not(ancestor::app)][. &gt;&gt; $app] ! html:run(.)"/>
                    </td>
                  </xsl:for-each>
                  <td class="editors">
                    <xsl:for-each select="$app">
                      <xsl:if test="html:is-published(.)"><a class="place" href="{html:place-href(.)}">{html:place-name(html:block-of(.))}</a>{' '}</xsl:if>
                      <xsl:if test="@prev"><xsl:text>{html:word('continues')} </xsl:text></xsl:if>
                      <xsl:apply-templates select="." mode="html:about"/>
                    </xsl:for-each>
                  </td>
                </tr>
              </xsl:if>
            </xsl:for-each-group>
          </tbody>
        </table>
      </div>
    </section>
  </xsl:function>

  <!-- the words of a passage, those of its apparatus included, without what the editors add -->
  <xsl:function name="html:texts-of" as="text()*">
    <xsl:param name="passage" as="element()"/>
    <xsl:sequence select="$passage//text()[not(tei:is-layout(.))][not(ancestor::note or ancestor::desc or ancestor::sic/parent::choice or ancestor::orig/parent::choice
                          or ancestor::ref[@type eq 'noteCall'])]"/>
  </xsl:function>

  <!-- the place of variation a text belongs to; a mark that opens goes with the place that follows it -->
  <xsl:function name="html:stretch-of" as="element(app)?">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="($text/ancestor::app[1], $text[matches(., '^\s*[\p{Pi}\p{Ps}„“&quot;]+$')]/following-sibling::node()[1]/self::app)[1]"/>
  </xsl:function>

  <!-- what the header says of a witness, its notes at the end -->
  <xsl:function name="html:described" as="node()*">
    <xsl:param name="witness" as="element(witness)"/>
    <xsl:apply-templates select="$witness/(node() except note), $witness/note/node()" mode="html:inline"/>
  </xsl:function>

  <!-- what a witness has at a place of variation -->
  <xsl:function name="html:side" as="element()?">
    <xsl:param name="app" as="element(app)"/>
    <xsl:param name="siglum" as="xs:string"/>
    <xsl:sequence select="$app/(lem | rdg)[tokenize(@wit) = '#' || $siglum][1]"/>
  </xsl:function>

  <xsl:function name="html:side-text" as="node()*">
    <xsl:param name="side" as="element()?"/>
    <xsl:choose>
      <xsl:when test="empty($side)"><span class="absent">{html:word('not-witness')}</span></xsl:when>
      <xsl:when test="$side/@type eq 'omission' or not(normalize-space($side))"><span class="omitted">{html:word('left-out')}</span></xsl:when>
      <xsl:otherwise><span class="present"><xsl:sequence select="html:texts-of($side) ! html:run(.)"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- a stretch of words: a name is a link to its entry -->
  <xsl:function name="html:run" as="node()*">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="entry" as="element()?" select="($text/ancestor::*[@ref][html:entry(@ref)])[last()] ! html:entry(@ref)"/>
    <xsl:choose>
      <xsl:when test="$entry and normalize-space($text)"><a class="name" href="{html:href($entry)}">{$text}</a></xsl:when>
      <xsl:when test="$text/ancestor::metamark"><span class="ellipsis">{$text}</span></xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
