<?xml version="1.0" encoding="UTF-8"?>
<!-- What can be searched, as data: the blocks of a reading, the entries of a register. What is made of them says
     scripts/siglum/publish/search.py. And what the preview of a name says. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns:set="urn:siglum:set"
    xmlns:reading="urn:siglum:reading"
    xmlns:source="urn:siglum:source"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="html:search" as="map(*)" visibility="private">
    <xsl:variable name="content" as="element()*">
      <article class="search">
        <h1>{html:word('search')}</h1>
        <form role="search" id="search" hidden="">
          <label for="query">{html:word('search-label')}</label>
          <input id="query" name="q" type="search" autocomplete="off" spellcheck="false" aria-describedby="search-hint"/>
          <p class="hint" id="search-hint">{html:word('search-hint')}</p>
          <fieldset class="where">
            <legend>{html:word('search-where')}</legend>
            <xsl:for-each select="'search-everywhere', 'search-texts', 'search-notes', 'search-registers'[exists($html:registers)]">
              <label><input type="radio" name="where" value="{substring-after(., '-')}"><xsl:if test="position() eq 1"><xsl:attribute name="checked"/></xsl:if></input>{' '}{html:word(.)}</label>
            </xsl:for-each>
          </fieldset>
          <xsl:choose>
            <xsl:when test="count($html:all) gt $html:most-texts">
              <label class="within" for="within">{html:word('search-within')}</label>
              <input id="within" name="in" type="search" autocomplete="off" spellcheck="false"/>
            </xsl:when>
            <xsl:when test="$html:several">
              <label class="within" for="within">{html:word('text')}</label>
              <select id="within" name="in">
                <option value="">{html:word('search-all')}</option>
                <xsl:for-each select="$html:all"><option value="{?main}">{?short}</option></xsl:for-each>
              </select>
            </xsl:when>
          </xsl:choose>
        </form>
        <p id="count" role="status" data-none="{html:word('found-none')}" data-one="{html:word('found-one')}" data-many="{html:word('found-many')}"
            data-texts="{html:word(if (exists($html:registers)) then 'found-in-all' else 'found-in-texts')}" data-more="{html:word('found-more')}" data-begins="{html:word('found-begins')}" data-searching="{html:word('searching')}" data-failed="{html:word('search-failed')}"
            data-mentions-one="{html:word('mentions-one')}" data-mentions-many="{html:word('mentions-many')}"/>
        <ol id="results"/>
        <noscript><p>{html:word('search-without')}</p></noscript>
        <ul class="instead">
          <xsl:for-each select="$html:all"><li><a href="{?main}">{?title}</a></li></xsl:for-each>
          <xsl:for-each select="$html:registers"><li><a href="{?file}">{?title}</a></li></xsl:for-each>
        </ul>
      </article>
    </xsl:variable>
    <xsl:variable name="scripts" as="element()+">
      <script src="search-index.js" defer=""/>
      <script src="search.js" defer=""/>
    </xsl:variable>
    <xsl:sequence select="html:page('search.html', html:word('search'), $content, $scripts)"/>
  </xsl:function>

  <!-- ===== a reading: each block that has a place of its own, with the words that stand in no other ===== -->

  <xsl:mode name="html:said" on-no-match="shallow-skip" visibility="private"/>

  <!-- A reading as data. `document` says which of the readings are of one text, `main` which of them
       other pages refer to, `part` whether it is of a part of the text, `page` where it begins; a block has its
       place (`href`), what that is called, its words, its number in the source (`at`), which all readings share, and whether it
       is a `note`. -->
  <xsl:function name="html:searchable" as="map(*)" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:variable name="tei" as="element(TEI)" select="$reading/TEI"/>
    <xsl:variable name="parts" as="element()*" select="$tei/(* except teiHeader), $tei/teiHeader//sourceDesc//msDesc[not(ancestor::msDesc)]"/>
    <xsl:variable name="homes" as="element()*" select="$tei, $parts/descendant-or-self::*[html:is-home(.)][not(ancestor::*[html:is-hidden(.)])]"/>
    <xsl:sequence select="map{'kind': 'text', 'document': string($reading/@document), 'title': html:short-title($tei), 'author': html:authors($tei), 'label': string($reading/@label),
        'page': string($reading/@file), 'main': $reading is html:main(html:document($reading)), 'part': string($reading/@scope) ne '', 'blocks': array{$homes ! html:searchable-block(., $parts)}}"/>
  </xsl:function>

  <!-- a block; where editors have put something in that is none of the reading, without that too -->
  <xsl:function name="html:searchable-block" as="map(*)*" visibility="private">
    <xsl:param name="home" as="element()"/>
    <xsl:param name="parts" as="element()*"/>
    <xsl:for-each select="true(), false()[exists($home/descendant::*[@reading:editorial])]">
      <xsl:variable name="said" as="item()*">
        <xsl:apply-templates select="if ($home/self::TEI) then $parts else $home/node()" mode="html:said">
          <xsl:with-param name="with-editors" select="." tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:variable>
      <xsl:variable name="text" as="xs:string" select="normalize-space(string-join($said))"/>
      <xsl:if test="$text">
        <xsl:variable name="voices" as="map(*)*" select="html:voices($said)[exists($home/(ancestor-or-self::* | descendant::*)[self::quote[@source] or self::said[@who]])]"/>
        <xsl:sequence select="map:merge((map{'href': html:place-href($home), 'name': html:searchable-name($home), 'text': $text, 'at': xs:integer($home/@source:n)},
            map{'note': true()}[$home/ancestor-or-self::note], map{'voices': array{$voices}}[exists($voices?voice[.])]))"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <!-- what a place is called among what was found: its number, or the heading it stands under and its anchor -->
  <xsl:function name="html:searchable-name" as="xs:string" visibility="private">
    <xsl:param name="home" as="element()"/>
    <xsl:variable name="head" as="element()?" select="$home/ancestor::*[@set:behaviour eq 'section'][head[normalize-space()]][1]/head[normalize-space()][1][not(. is $home)]"/>
    <xsl:variable name="number" as="xs:string" select="
        if ($home/@n and $home/(self::p | self::ab)) then html:word('paragraph', $home/@n)
        else if ($home/@xml:id or not(html:has-anchor($home)) or $home/(self::head | self::titlePart)) then html:place-number($home)
        else html:anchor-said(replace($home/@source:anchor, '^\D.*\.([^.]*[^.0-9][^.]*)$', '$1'))"/>
    <xsl:sequence select="string-join(($head[not($home/@xml:id)] ! html:short(html:plain(.), 60), $number), ' · ')"/>
  </xsl:function>

  <!-- the last part of an anchor, in words where it begins with one: castItem3 is cast item 3 -->
  <xsl:function name="html:anchor-said" as="xs:string" visibility="private">
    <xsl:param name="anchor" as="xs:string"/>
    <xsl:sequence select="if (matches($anchor, '^[A-Za-z]{3,}[0-9]+$')) then replace($anchor, '^([A-Za-z]+)([0-9]+)$', '$1 $2') => replace('([a-z])([A-Z])', '$1 $2') => lower-case() else $anchor"/>
  </xsl:function>

  <!-- a block with a place of its own; a note has one wherever it stands -->
  <xsl:function name="html:is-home" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="html:has-anchor($element) and (tei:is-block($element) or $element/self::note or $element/@set:behaviour = 'note') and not(html:is-hidden($element) or $element/self::app)"/>
  </xsl:function>

  <!-- what a page does not show, or shows as none of its words; the call of a note is none of the word before it -->
  <xsl:function name="html:is-hidden" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@set:behaviour = ('metadata', 'omit', 'index', 'gap', 'graphic', 'anchor') and not($element/self::teiHeader)
                          or $element/self::ref[@type eq 'noteCall'] or $element/self::set:param[@name ne 'default'] or $element/self::desc[@set:level eq 'inline']"/>
  </xsl:function>

  <xsl:template match="text()" mode="html:said" as="text()"><xsl:sequence select="."/></xsl:template>

  <!-- words that stand on lines of their own are none of those beside them -->
  <xsl:template match="*" mode="html:said" as="item()*">
    <xsl:sequence select="' '[tei:is-block(current())]"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="' '[tei:is-block(current())]"/>
  </xsl:template>

  <xsl:template match="*[html:is-home(.)]" mode="html:said" as="xs:string?" priority="1"><xsl:sequence select="' '[tei:is-block(current())]"/></xsl:template>
  <xsl:template match="*[html:is-hidden(.)] | teiHeader" mode="html:said" as="empty-sequence()" priority="2"/>
  <xsl:template match="*[@reading:editorial]" mode="html:said" as="item()*" priority="3">
    <xsl:param name="with-editors" as="xs:boolean" tunnel="yes"/>
    <xsl:if test="$with-editors"><xsl:next-match/></xsl:if>
  </xsl:template>
  <xsl:template match="*[@set:behaviour eq 'break']" mode="html:said" as="xs:string?"><xsl:sequence select="' '[not(current()/@set:param-joins = 'true')]"/></xsl:template>
  <xsl:template match="*[@set:behaviour eq 'alternate']" mode="html:said" as="item()*">
    <xsl:apply-templates select="(set:param[@name eq 'default'], *)[1]" mode="#current"/>
  </xsl:template>

  <!-- The voices of a block in their order: whose words, and where in its text they end. -->
  <xsl:function name="html:voices" as="map(*)*" visibility="private">
    <xsl:param name="said" as="item()*"/>
    <xsl:for-each-group select="for $n in 1 to count($said) return $n[$said[$n] instance of text()]" group-adjacent="let $n := . return html:voice($said[$n])">
      <xsl:sequence select="map{'voice': current-grouping-key(), 'end': string-length(normalize-space(string-join(subsequence($said, 1, current-group()[last()]))))}"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- ===== a register: each entry, by all its names and identifiers; what the register is called is known when all are ===== -->

  <xsl:function name="html:searchable-entries" as="map(*)" visibility="private">
    <xsl:param name="register" as="element(TEI)"/>
    <xsl:variable name="entries" as="element()*" select="$register/standOff//(person | personGrp | org | place | event | bibl | biblStruct)[@xml:id]"/>
    <xsl:sequence select="map{'kind': 'register', 'document': html:register-page($register), 'title': html:title($register), 'author': '', 'label': '',
        'page': html:register-page($register), 'main': true(), 'part': false(), 'blocks': array{$entries ! html:found(.)}}"/>
  </xsl:function>

  <xsl:function name="html:found" as="map(*)" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="map{'href': html:href($entry), 'name': html:preferred($entry), 'at': xs:integer(($entry/@source:n, 0)[1]),
        'text': string-join(distinct-values(((html:entry-names($entry), $entry/(author | title | note | desc)) ! html:plain(.), html:statements($entry) ! html:said-of(.), $entry/idno ! string-join((@type, normalize-space()), ' ')))[.], ' · ')}"/>
  </xsl:function>

  <!-- ===== a mention: the entries, the place, the words, as the search shows it ===== -->

  <xsl:function name="html:searchable-mention" as="map(*)" visibility="private">
    <xsl:param name="mention" as="element()"/>
    <xsl:variable name="home" as="element()" select="($mention/ancestor-or-self::*[html:is-home(.)][1], html:own($mention))[1]"/>
    <xsl:sequence select="map{'entries': array{distinct-values(html:mentioned($mention) ! html:href(.))}, 'place': html:place-href($home), 'said': html:plain($mention)}"/>
  </xsl:function>

  <!-- what the preview of a name says -->
  <xsl:function name="html:preview" as="map(*)" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="map{'name': html:preferred($entry), 'dates': (html:life($entry)[.], $entry/date[1] ! normalize-space(), '')[1],
        'note': (html:statements($entry)[1] ! html:said-of(.), $entry/(note | desc)[1] ! string-join(descendant::text()) ! normalize-space(), '')[1]}"/>
  </xsl:function>
</xsl:stylesheet>
