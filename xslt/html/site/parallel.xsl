<?xml version="1.0" encoding="UTF-8"?>
<!-- The parallel view: witnesses side by side, stretch by stretch, and beside them the texts that are joined to this one. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns:source="urn:siglum:source"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- the places that are laid side by side: where witnesses differ, and what is joined to another text -->
  <xsl:function name="html:places" as="element()*" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:sequence select="$document/text//app[(lem | rdg)/@wit] | html:joined-in($document)"/>
  </xsl:function>

  <xsl:function name="html:has-parallel" as="xs:boolean" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:sequence select="exists(html:places($document))"/>
  </xsl:function>

  <!-- the page of the parallel view; of a long text, a page for each of its chapters that has places -->
  <xsl:function name="html:parallel" as="map(*)*" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:variable name="main" as="element(site:reading)?" select="html:main($document)"/>
    <xsl:variable name="pages" as="map(*)*">
      <xsl:for-each-group select="html:places($document)" group-by="html:page-of($main, html:passage-of(.))">
        <xsl:variable name="chapter" as="element()?" select="html:chapters($main)[html:chapter-page($main, .) eq current-grouping-key()]"/>
        <xsl:sequence select="map{'chapter': $chapter, 'places': current-group(), 'number': substring-before(substring-after(current-grouping-key(), '~'), '.html')}"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:variable name="first" as="xs:string" select="html:own-page($document, 'parallel')"/>
    <xsl:variable name="named" as="map(*)*" select="for $n in 1 to count($pages)
        return map:put($pages[$n], 'file', if ($n eq 1) then $first else replace($first, '\.html$', '~' || $pages[$n]?number || '.html'))"/>
    <xsl:for-each select="1 to count($named)">
      <xsl:variable name="page" as="map(*)" select="$named[current()]"/>
      <xsl:variable name="content" as="element()*">
        <article class="parallel">
          <h1>{html:word('parallel')}</h1>
          <p class="lead">{html:word('parallel-note')}</p>
          <xsl:if test="count($named) gt 1"><xsl:sequence select="html:parallel-contents($main, $named, $page)"/></xsl:if>
          <xsl:for-each-group select="$page?places" group-by="generate-id(html:passage-of(.))">
            <xsl:sequence select="html:side-by-side(html:passage-of(.), current-group())"/>
          </xsl:for-each-group>
        </article>
        <xsl:sequence select="html:turn($main, $named[position() eq current() - 1], $named[position() eq current() + 1])"/>
      </xsl:variable>
      <xsl:variable name="title" as="xs:string"
          select="string-join((html:word('parallel'), html:short-title($document)[$html:several], $page?chapter[count($named) gt 1] ! html:division-name(.)), ': ')"/>
      <xsl:sequence select="html:page($page?file, $title, $content)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- the ways from a page of the parallel view to the others -->
  <xsl:function name="html:parallel-contents" as="element()" visibility="private">
    <xsl:param name="main" as="element(site:reading)"/>
    <xsl:param name="pages" as="map(*)+"/>
    <xsl:param name="here" as="map(*)"/>
    <nav class="contents" aria-label="{html:word('contents')}">
      <ol>
        <xsl:for-each select="$pages">
          <li><a href="{?file}"><xsl:if test="?file eq $here?file"><xsl:attribute name="aria-current" select="'page'"/></xsl:if>{html:page-name($main, .)}</a></li>
        </xsl:for-each>
      </ol>
    </nav>
  </xsl:function>

  <!-- what is laid side by side: the quotation, the division or the whole body in which the places stand -->
  <xsl:function name="html:passage-of" as="element()" visibility="private">
    <xsl:param name="place" as="element()"/>
    <xsl:sequence select="$place/ancestor::*[self::quote or self::div or self::body or self::text][1]"/>
  </xsl:function>

  <xsl:function name="html:side-by-side" as="element()" visibility="private">
    <xsl:param name="passage" as="element()"/>
    <xsl:param name="places" as="element()+"/>
    <xsl:variable name="document" as="element(TEI)" select="html:own($passage)"/>
    <xsl:variable name="apps" as="element(app)*" select="$places/self::app[(lem | rdg)/@wit]"/>
    <xsl:variable name="witnesses" as="element(witness)*" select="$document//witness[('#' || @xml:id) = $apps/(lem | rdg)/tokenize(@wit)]"/>
    <!-- witnesses that never differ share a column; a text of which no witnesses are told apart has one -->
    <xsl:variable name="columns" as="array(xs:string)*">
      <xsl:for-each-group select="$witnesses/@xml:id/string()" group-by="string-join(for $app in $apps return string(html:side($app, .)/@source:n), ' ')">
        <xsl:sequence select="array{current-group()}"/>
      </xsl:for-each-group>
      <xsl:if test="empty($witnesses)"><xsl:sequence select="array{html:column-name($document)}"/></xsl:if>
    </xsl:variable>
    <xsl:variable name="others" as="element(TEI)*" select="$html:documents[. intersect $places ! html:aligned(.) ! html:own(.)]"/>
    <section class="witnesses">
      <xsl:if test="$passage/@xml:id"><xsl:attribute name="id" select="html:id($passage)"/></xsl:if>
      <h2>
        <xsl:choose>
          <xsl:when test="$passage/@source"><xsl:value-of select="html:entry($passage/@source) ! string-join((author[1] ! normalize-space(), title[1] ! normalize-space(), date[1] ! normalize-space()), ', ')"/></xsl:when>
          <xsl:otherwise>{($passage/head ! html:plain(.), html:title($document))[1]}</xsl:otherwise>
        </xsl:choose>
      </h2>
      <xsl:if test="exists($witnesses)">
        <dl class="sigla">
          <xsl:for-each select="$witnesses">
            <dt>{@xml:id}</dt>
            <dd><xsl:sequence select="html:described(.)"/></dd>
          </xsl:for-each>
        </dl>
      </xsl:if>
      <xsl:sequence select="html:beside-it($others)"/>
      <div class="wide" role="region" tabindex="0" aria-label="{html:word('parallel')}">
        <table class="stretches{' several'[exists($others)]}">
          <thead>
            <tr>
              <xsl:for-each select="$columns"><th scope="col">{string-join(?*, ', ')}</th></xsl:for-each>
              <xsl:for-each select="$others"><th scope="col">{html:column-name(.)}</th></xsl:for-each>
              <th scope="col">{html:word('editors')}</th>
            </tr>
          </thead>
          <tbody>
            <xsl:variable name="texts" as="text()*" select="html:texts-of($passage)"/>
            <xsl:for-each-group select="$texts" group-adjacent="string-join((ancestor::*[tei:is-block(.)][1]/@source:n, html:stretch-of(.)/@source:n), ' ')">
              <xsl:if test="html:stretch-of(.) or exists(current-group()[normalize-space()])">
                <xsl:variable name="before" as="text()?" select="$texts[. &lt;&lt; current()][normalize-space()][last()]"/>
                <xsl:sequence select="html:row(current-group(), $columns, $others, $before)"/>
              </xsl:if>
            </xsl:for-each-group>
          </tbody>
        </table>
      </div>
    </section>
  </xsl:function>

  <!-- a stretch of the text: what each witness has, what stands in the other texts, what the editors say -->
  <xsl:function name="html:row" as="element()" visibility="private">
    <xsl:param name="texts" as="text()+"/>
    <xsl:param name="columns" as="array(xs:string)+"/>
    <xsl:param name="others" as="element(TEI)*"/>
    <xsl:param name="before" as="text()?"/>
    <xsl:variable name="stretch" as="element()?" select="html:stretch-of($texts[1])"/>
    <xsl:variable name="app" as="element(app)?" select="$stretch/self::app[(lem | rdg)/@wit]"/>
    <xsl:variable name="joined" as="element()?" select="html:joined(($stretch, $texts)[1])"/>
    <tr class="{if ($app) then 'differs' else 'same'}">
      <xsl:for-each select="$columns">
        <xsl:variable name="column" as="array(xs:string)" select="."/>
        <td data-label="{string-join(if ($app) then ?* else $columns?*, ', ')}" lang="{($texts[1]/ancestor::*/@xml:lang)[last()]}">
          <xsl:choose>
            <xsl:when test="$app">
              <xsl:sequence select="$texts[not(ancestor::app)][. &lt;&lt; $app] ! html:run(.)"/>
              <xsl:sequence select="html:side-text(html:side($app, $column?1))"/>
              <xsl:sequence select="$texts[not(ancestor::app)][. &gt;&gt; $app] ! html:run(.)"/>
            </xsl:when>
            <xsl:otherwise><xsl:sequence select="$texts ! html:run(.)"/></xsl:otherwise>
          </xsl:choose>
        </td>
      </xsl:for-each>
      <xsl:variable name="new" as="element()?" select="$joined except $before ! html:joined((html:stretch-of(.), .)[1])"/>
      <xsl:sequence select="$others ! html:other-cell(., $joined, exists($new))"/>
      <td class="editors">
        <xsl:for-each select="$stretch[self::app or html:is-rated(.) and html:texts-of(.)[1] intersect $texts]">
          <xsl:if test="html:is-published(.)"><a class="place" href="{html:place-href(.)}">{html:place-number(html:block-of(.))}</a>{' '}</xsl:if>
          <xsl:if test="@prev"><xsl:text>{html:word('continues')} </xsl:text></xsl:if>
          <xsl:apply-templates select="." mode="html:about"/>
        </xsl:for-each>
        <xsl:sequence select="html:notes-at(($texts, html:aligned($new)[html:own(.) intersect $others] ! html:main-text(.))) ! html:noted(.)"/>
      </td>
    </tr>
  </xsl:function>

  <!-- the words of a passage, those of its apparatus included, without what the editors add -->
  <xsl:function name="html:texts-of" as="text()*" visibility="private">
    <xsl:param name="passage" as="element()"/>
    <xsl:sequence select="$passage//text()[not(tei:is-layout(.))][not(ancestor::note or ancestor::desc or ancestor::sic/parent::choice or ancestor::orig/parent::choice
                          or ancestor::ref[@type eq 'noteCall'])]"/>
  </xsl:function>

  <!-- the place a text belongs to: of variation, of certainty, of a join; a mark that opens goes with the place that
       follows it, a mark that closes with the one before -->
  <xsl:function name="html:stretch-of" as="element()?" visibility="private">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="beside" as="node()?" select="($text[matches(., '^\s*[\p{Pi}\p{Ps}„“&quot;]+$')]/following-sibling::node()[1], $text[matches(., '^[\p{Pf}\p{Pe}”&quot;.,;]+\s*$')]/preceding-sibling::node()[1])[1]"/>
    <xsl:sequence select="($text/ancestor::*[html:is-place(.)][1], $beside/self::*[html:is-place(.)])[1]"/>
  </xsl:function>

  <xsl:function name="html:is-place" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/self::app) or html:is-rated($element) or exists(html:joined($element) intersect $element)"/>
  </xsl:function>

  <!-- what a witness has at a place of variation -->
  <xsl:function name="html:side" as="element()?" visibility="private">
    <xsl:param name="app" as="element(app)"/>
    <xsl:param name="siglum" as="xs:string"/>
    <xsl:sequence select="$app/(lem | rdg)[tokenize(@wit) = '#' || $siglum][1]"/>
  </xsl:function>

  <xsl:function name="html:side-text" as="node()*" visibility="private">
    <xsl:param name="side" as="element()?"/>
    <xsl:choose>
      <xsl:when test="empty($side)"><span class="absent">{html:word('not-witness')}</span></xsl:when>
      <xsl:when test="$side/@type eq 'omission' or not(normalize-space($side))"><span class="omitted">{html:word('left-out')}</span></xsl:when>
      <xsl:otherwise><span class="present"><xsl:sequence select="html:texts-of($side) ! html:run(.)"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- a stretch of words: a name is a link to its entry -->
  <xsl:function name="html:run" as="node()*" visibility="private">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="entry" as="element()?" select="($text/ancestor::*[@ref][html:entry(@ref)])[last()] ! html:entry(@ref)"/>
    <xsl:choose>
      <xsl:when test="$entry and normalize-space($text)"><a class="name" href="{html:href($entry)}">{$text}</a></xsl:when>
      <xsl:when test="$text/ancestor::* intersect $html:noted"><span class="noted">{$text}</span></xsl:when>
      <xsl:when test="$text/ancestor::metamark"><span class="ellipsis">{$text}</span></xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
