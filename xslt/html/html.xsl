<?xml version="1.0" encoding="UTF-8"?>
<!-- A reading as a web page, and a register as one.

     A paragraph of the text and what the editors say about it stand side by side: the words in the middle, in the
     margin an entry for each quotation, omission, gap, correction and note, called from its place by a small letter.
     The text itself is never interrupted: what the page adds inside it is marked with data-apparatus. -->
<xsl:package name="urn:siglum:html" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:html="urn:siglum:html"
    xmlns:source="urn:siglum:source"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:use-package name="urn:siglum:source" package-version="1.0"/>
  <xsl:use-package name="urn:siglum:tei" package-version="1.0"/>
  <xsl:output method="html" version="5" encoding="UTF-8" indent="no" include-content-type="no"/>

  <!-- the site, as JSON: its readings and registers (file and label of each page), its documents as they are encoded
       (sources) and its registers (entries), as XML -->
  <xsl:param name="site" as="xs:string" select="'{}'"/>
  <!-- the file of this page, and what the reading is called -->
  <xsl:param name="page" as="xs:string" select="''"/>
  <xsl:param name="label" as="xs:string" select="''"/>

  <xsl:variable name="html:site" as="map(*)" select="parse-json($site)"/>
  <xsl:variable name="html:sources" as="document-node()*" select="$html:site?sources?* ! parse-xml(.)"/>
  <xsl:variable name="html:entries" as="document-node()*" select="$html:site?entries?* ! parse-xml(.)"/>

  <!-- a reading to its page -->
  <xsl:mode name="html:reading" on-no-match="shallow-skip" visibility="public"/>
  <!-- a register to its page -->
  <xsl:mode name="html:register" on-no-match="shallow-skip" visibility="public"/>
  <!-- structure: what stands on lines of its own -->
  <xsl:mode name="html:block" on-no-match="shallow-skip"/>
  <!-- the inside of a paragraph -->
  <xsl:mode name="html:inline" on-no-match="shallow-skip"/>
  <!-- what the editors say about an element of the text, in a sentence or two -->
  <xsl:mode name="html:about" on-no-match="shallow-skip"/>

  <xsl:key name="html:id" match="*" use="@xml:id"/>
  <xsl:key name="html:ordinal" match="*" use="@source:n"/>

  <!-- ===== words of the page ===== -->

  <xsl:variable name="html:words" as="map(xs:string, xs:string)" select="map{
      'about': 'About this text', 'readings': 'Readings', 'registers': 'Registers', 'notes': 'Notes of the text',
      'skip': 'Skip to the text', 'mentions': 'Mentioned in', 'paragraph': 'paragraph', 'omitted': 'words omitted here',
      'certainty': 'Certainty', 'licence': 'Licences', 'source': 'Sources', 'identifiers': 'Identifiers',
      'paraphrase': 'A paraphrase, not a quotation.', 'corrected': 'Corrected by the editors. The source has',
      'sic': 'So the source', 'sic-corrected': 'So the source; the editors correct to', 'supplied': 'Supplied by the editors.',
      'uncertain': 'Who or what is meant is the editors’ inference.', 'also': 'also', 'to': 'to', 'spoken': 'Spoken by',
      'words-of': 'Words of', 'omission': 'Left out', 'alleged': 'alleged', 'of': 'of', 'continues': 'continues the omission before'}"/>

  <!-- ===== the page of a reading ===== -->

  <xsl:template match="/" mode="html:reading" as="element()">
    <xsl:variable name="tei" as="element(TEI)" select="TEI"/>
    <xsl:call-template name="html:page">
      <xsl:with-param name="tei" select="$tei"/>
      <xsl:with-param name="title" select="html:title($tei)"/>
      <xsl:with-param name="content">
        <xsl:if test="$tei/teiHeader/profileDesc/abstract">
          <section class="about" aria-labelledby="about">
            <h2 id="about">{$html:words?about}</h2>
            <xsl:apply-templates select="$tei/teiHeader/profileDesc/abstract/*" mode="html:block"/>
          </section>
        </xsl:if>
        <article id="text" class="text">
          <p class="reading" data-apparatus="">{$label}</p>
          <xsl:apply-templates select="$tei/text" mode="html:block"/>
        </article>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="html:page" as="element()">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="content" as="document-node()"/>
    <html lang="{($tei/@xml:lang, 'en')[1]}">
      <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>{string-join(($title, $label[.]), ' – ')}</title>
        <link rel="stylesheet" href="style.css"/>
      </head>
      <body>
        <a class="skip" href="#text">{$html:words?skip}</a>
        <header class="site">
          <p class="title"><a href="index.html">{$title}</a></p>
          <xsl:for-each select="$tei/teiHeader/fileDesc/titleStmt[author]">
            <p class="author">{string-join(author ! normalize-space(), ', ')}</p>
          </xsl:for-each>
          <xsl:sequence select="html:navigation($html:words?readings, $html:site?readings?*), html:navigation($html:words?registers, $html:site?registers?*)"/>
        </header>
        <main>
          <xsl:sequence select="$content"/>
        </main>
        <footer>
          <xsl:for-each select="$tei/teiHeader/fileDesc/publicationStmt/availability">
            <h2>{$html:words?licence}</h2>
            <xsl:for-each select="licence">
              <p>
                <xsl:apply-templates select="(p/node(), node()[not(parent::licence/p)])" mode="html:inline"/>
                <xsl:for-each select="@target">{' '}<a href="{.}" rel="license">{replace(., '^https?://', '')}</a></xsl:for-each>
              </p>
            </xsl:for-each>
          </xsl:for-each>
        </footer>
      </body>
    </html>
  </xsl:template>

  <xsl:function name="html:title" as="xs:string">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:sequence select="($tei/teiHeader/fileDesc/titleStmt/title[1] ! normalize-space(), string($tei/@xml:id))[.][1]"/>
  </xsl:function>

  <xsl:function name="html:navigation" as="element()?">
    <xsl:param name="heading" as="xs:string"/>
    <xsl:param name="pages" as="map(*)*"/>
    <xsl:if test="exists($pages)">
      <nav aria-label="{$heading}">
        <span class="heading">{$heading}</span>
        <ul>
          <xsl:for-each select="$pages">
            <li>
              <a href="{?file}">
                <xsl:if test="?file eq $page"><xsl:attribute name="aria-current" select="'page'"/></xsl:if>
                <xsl:text>{?label}</xsl:text>
              </a>
            </li>
          </xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
  </xsl:function>

  <!-- ===== blocks ===== -->

  <xsl:template match="text | front | body" mode="html:block" as="element()*">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <xsl:template match="div" mode="html:block" as="element()">
    <section>
      <xsl:call-template name="html:anchor"/>
      <xsl:apply-templates select="*" mode="#current"/>
    </section>
  </xsl:template>

  <xsl:template match="back" mode="html:block" as="element()*">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <xsl:template match="back//div[@type eq 'notes']" mode="html:block" as="element()">
    <section class="endnotes" data-apparatus="">
      <xsl:call-template name="html:anchor"/>
      <xsl:apply-templates select="head" mode="#current"/>
      <ol>
        <xsl:for-each select="note">
          <li>
            <xsl:call-template name="html:anchor"/>
            <xsl:if test="@n castable as xs:integer"><xsl:attribute name="value" select="@n"/></xsl:if>
            <xsl:apply-templates mode="html:inline"/>
            <xsl:apply-templates select="gap" mode="html:about"/>
            <xsl:for-each select="@target[starts-with(., '#')]">{' '}<a class="back" href="{.}" aria-label="back to the text">↩</a></xsl:for-each>
          </li>
        </xsl:for-each>
      </ol>
    </section>
  </xsl:template>

  <xsl:template match="docTitle" mode="html:block" as="element()">
    <h1>
      <xsl:call-template name="html:anchor"/>
      <xsl:for-each select="titlePart">
        <span class="title-part">
          <xsl:call-template name="html:anchor"/>
          <xsl:apply-templates mode="html:inline"/>
        </span>
      </xsl:for-each>
    </h1>
  </xsl:template>

  <xsl:template match="docDate | docAuthor" mode="html:block" as="element()">
    <p class="{local-name()}">
      <xsl:call-template name="html:anchor"/>
      <xsl:apply-templates mode="html:inline"/>
    </p>
  </xsl:template>

  <xsl:template match="front/note | text/body/note | div/note" mode="html:block" as="element()">
    <div class="editorial" role="note" data-apparatus="">
      <xsl:call-template name="html:anchor"/>
      <xsl:apply-templates select="." mode="html:about"/>
    </div>
  </xsl:template>

  <xsl:template match="head" mode="html:block" as="element()">
    <xsl:element name="h{min((6, 1 + count(ancestor::div)))}">
      <xsl:call-template name="html:anchor"/>
      <xsl:apply-templates mode="html:inline"/>
    </xsl:element>
  </xsl:template>

  <!-- A paragraph: its number in the margin, its words, what the editors say about it. -->
  <xsl:template match="p" mode="html:block" as="element()+">
    <xsl:variable name="quoted" as="element()?" select="quote[html:is-whole(.)][1]"/>
    <div class="{string-join(('paragraph', 'quoted'[$quoted]), ' ')}">
      <xsl:if test="@n and @xml:id">
        <a class="number" data-apparatus="" href="#{@xml:id}" aria-label="{$html:words?paragraph} {@n}">{@n}</a>
      </xsl:if>
      <xsl:for-each select="$quoted">
        <div class="caption" data-apparatus=""><xsl:apply-templates select="." mode="html:about"/></div>
      </xsl:for-each>
      <p>
        <xsl:call-template name="html:anchor"/>
        <xsl:apply-templates mode="html:inline"/>
      </p>
      <xsl:sequence select="html:apparatus(.)"/>
    </div>
    <xsl:apply-templates select="*[tei:is-block(.)]" mode="#current"/>
  </xsl:template>

  <!-- what stands in the margin of a paragraph -->
  <xsl:function name="html:apparatus" as="element()?">
    <xsl:param name="paragraph" as="element()"/>
    <xsl:variable name="marked" as="element()*" select="html:marked($paragraph)"/>
    <xsl:if test="exists($marked)">
      <ol class="apparatus" data-apparatus="">
        <xsl:for-each select="$marked">
          <li id="{html:mark-id(., $paragraph, position())}" class="{html:class(.)}">
            <a class="letter" href="#{html:mark-id(., $paragraph, position())}-at" aria-label="back to the text">{html:letter(position())}</a>
            <xsl:text> </xsl:text>
            <xsl:apply-templates select="." mode="html:about"/>
          </li>
        </xsl:for-each>
      </ol>
    </xsl:if>
  </xsl:function>

  <!-- the elements of a paragraph that the editors say something about, in the order of their letters: a letter stands
       where its element ends, so the inner of two that end together comes first -->
  <xsl:function name="html:marked" as="element()*">
    <xsl:param name="paragraph" as="element()"/>
    <xsl:perform-sort select="$paragraph/descendant::*[html:is-marked(.)][ancestor::*[self::p or self::head][1] is $paragraph]">
      <xsl:sort select="max((descendant-or-self::* except note/descendant-or-self::*)/@source:n ! xs:integer(.))"/>
      <xsl:sort select="xs:integer(@source:n)" order="descending"/>
    </xsl:perform-sort>
  </xsl:function>

  <xsl:function name="html:is-marked" as="xs:boolean">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="not($node/ancestor::note or tei:is-block($node) or html:is-whole($node)) and exists($node[
        self::quote or self::said or self::q[@type eq 'paraphrase'] or self::ellipsis or self::gap or self::corr or self::sic
        or self::supplied or self::note[not(parent::app)] or self::app[@ana or note] or @cert and @ref])"/>
  </xsl:function>

  <!-- a quotation that is all its paragraph says: its speaker is named above it, as above a block quotation -->
  <xsl:function name="html:is-whole" as="xs:boolean">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="exists($node[self::quote][@source][parent::p]) and empty($node/../text()[normalize-space()])"/>
  </xsl:function>

  <xsl:function name="html:letter" as="xs:string">
    <xsl:param name="position" as="xs:integer"/>
    <xsl:number value="$position" format="a"/>
  </xsl:function>

  <xsl:function name="html:mark-id" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="paragraph" as="element()"/>
    <xsl:param name="position" as="xs:integer"/>
    <xsl:sequence select="($paragraph/@xml:id, 'b' || $paragraph/@source:n)[1] || '-' || html:letter($position)"/>
  </xsl:function>

  <xsl:function name="html:class" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="if ($node/self::app or $node/self::ellipsis) then 'omission'
                          else if ($node/self::gap) then 'gap'
                          else if ($node/self::corr or $node/self::sic or $node/self::supplied) then 'correction'
                          else if ($node/self::quote or $node/self::said or $node/self::q) then 'speech'
                          else 'remark'"/>
  </xsl:function>

  <!-- the letter that calls the entry in the margin -->
  <xsl:template name="html:call" as="element()?">
    <xsl:variable name="paragraph" as="element()?" select="ancestor::*[self::p or self::head][1]"/>
    <xsl:variable name="marked" as="element()*" select="$paragraph ! html:marked(.)"/>
    <xsl:variable name="node" as="element()" select="."/>
    <xsl:for-each select="(1 to count($marked))[let $n := . return $marked[$n] is $node]">
      <a class="call {html:class($node)}" data-apparatus="" id="{html:mark-id($node, $paragraph, .)}-at" href="#{html:mark-id($node, $paragraph, .)}"><sup>{html:letter(.)}</sup></a>
    </xsl:for-each>
  </xsl:template>

  <!-- A block quotation: who speaks, on what occasion, when; then the words. -->
  <xsl:template match="quote | cit[quote] | said[p] | q[p]" mode="html:block" as="element()">
    <xsl:variable name="quotation" as="element()" select="(self::cit/quote, .)[1]"/>
    <figure class="quotation">
      <xsl:if test="self::cit"><xsl:call-template name="html:anchor"/></xsl:if>
      <figcaption data-apparatus="">
        <xsl:apply-templates select="$quotation" mode="html:about"/>
      </figcaption>
      <blockquote>
        <xsl:for-each select="$quotation">
          <xsl:call-template name="html:anchor"/>
          <xsl:choose>
            <xsl:when test="tei:is-block(.)"><xsl:apply-templates select="*" mode="html:block"/></xsl:when>
            <xsl:otherwise>
              <div class="paragraph">
                <p><xsl:apply-templates mode="html:inline"/></p>
                <xsl:sequence select="html:apparatus(.)"/>
              </div>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
        <xsl:if test="self::cit">
          <p class="reference"><xsl:apply-templates select="* except quote" mode="html:inline"/></p>
        </xsl:if>
      </blockquote>
    </figure>
  </xsl:template>

  <xsl:template match="list" mode="html:block" as="element()">
    <ul>
      <xsl:for-each select="item"><li><xsl:apply-templates mode="html:inline"/></li></xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template match="*" mode="html:block" as="empty-sequence()" priority="-1">
    <xsl:call-template name="source:unknown">
      <xsl:with-param name="at" select="."/>
      <xsl:with-param name="task" select="'the web page'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- every xml:id of the text is an anchor of the page -->
  <xsl:template name="html:anchor" as="attribute()*">
    <xsl:if test="@xml:id"><xsl:attribute name="id" select="@xml:id"/></xsl:if>
    <xsl:if test="@xml:lang"><xsl:attribute name="lang" select="@xml:lang"/></xsl:if>
  </xsl:template>

  <!-- ===== inline ===== -->

  <!-- The text of a name is a link to its entry; where names nest, each word links to the innermost. -->
  <xsl:template match="text()" mode="html:inline" as="node()*">
    <xsl:param name="entry" as="element()?" select="()" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="tei:is-layout(.)"/>
      <xsl:when test="exists($entry) and normalize-space()">
        <a class="name" href="{html:href($entry)}">{.}</a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="."/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="persName | orgName | placeName | eventName | rs | name | roleName | title | author" mode="html:inline" as="element()">
    <xsl:param name="entry" as="element()?" select="()" tunnel="yes"/>
    <span class="{local-name()}">
      <xsl:call-template name="html:anchor"/>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="entry" select="(html:entry(@ref), $entry)[1]" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:call-template name="html:call"/>
    </span>
  </xsl:template>

  <xsl:template match="foreign | emph | hi | mentioned | term | gloss | soCalled | seg | date | abbr | expan | orig | reg | unclear | citedRange | bibl | cit | idno | gi | att | p | metamark"
      mode="html:inline" as="element()">
    <xsl:element name="{map{'emph': 'em', 'hi': 'i', 'foreign': 'i', 'abbr': 'abbr', 'date': 'time', 'gi': 'code', 'att': 'code'}(local-name()), 'span'[not(current()/local-name() = ('emph', 'hi', 'foreign', 'abbr', 'date', 'gi', 'att'))]}">
      <xsl:if test="not(self::date)"><xsl:attribute name="class" select="local-name()"/></xsl:if>
      <xsl:for-each select="self::date/@when"><xsl:attribute name="datetime" select="."/></xsl:for-each>
      <xsl:call-template name="html:anchor"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="quote | said | q" mode="html:inline" as="element()*">
    <xsl:if test="not(tei:is-block(.))">
      <span class="{local-name()}{' paraphrase'[current()/@type = 'paraphrase']}">
        <xsl:call-template name="html:anchor"/>
        <xsl:apply-templates mode="#current"/>
      </span>
      <xsl:call-template name="html:call"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="ref" mode="html:inline" as="element()">
    <xsl:param name="entry" as="element()?" select="()" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="@type eq 'noteCall'">
        <a class="note-call" href="{@target}" role="doc-noteref">
          <xsl:call-template name="html:anchor"/>
          <xsl:apply-templates mode="#current"><xsl:with-param name="entry" select="()" tunnel="yes"/></xsl:apply-templates>
        </a>
      </xsl:when>
      <xsl:when test="html:is-safe(@target)">
        <a href="{@target}"><xsl:apply-templates mode="#current"><xsl:with-param name="entry" select="()" tunnel="yes"/></xsl:apply-templates></a>
      </xsl:when>
      <xsl:otherwise>
        <span class="ref"><xsl:apply-templates mode="#current"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="ptr" mode="html:inline" as="element()?">
    <xsl:if test="html:is-safe(@target)"><a href="{@target}">{replace(@target, '^https?://', '')}</a></xsl:if>
  </xsl:template>

  <!-- a target that a page may link to: another page on the web, or a place on this one -->
  <xsl:function name="html:is-safe" as="xs:boolean">
    <xsl:param name="target" as="xs:string?"/>
    <xsl:sequence select="matches($target, '^(https?://|#)')"/>
  </xsl:function>

  <xsl:template match="app" mode="html:inline" as="element()*">
    <xsl:choose>
      <xsl:when test="rdg/@type = 'omission'">
        <xsl:if test="tei:begins-omission(.)">
          <span class="omitted" role="note" data-apparatus="">
            <xsl:call-template name="html:anchor"/>
            <xsl:text> […] </xsl:text>
            <span class="unseen">({$html:words?omitted})</span>
          </span>
        </xsl:if>
      </xsl:when>
      <xsl:when test="html:entry-of(.)/rdg/@type = 'omission'">
        <span class="omitted-elsewhere">
          <xsl:call-template name="html:anchor"/>
          <xsl:apply-templates select="lem | rdg" mode="#current"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <span class="app">
          <xsl:call-template name="html:anchor"/>
          <xsl:apply-templates select="lem | rdg" mode="#current"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="html:call"/>
  </xsl:template>

  <!-- the entry as it is encoded, with all its readings -->
  <xsl:function name="html:entry-of" as="element()">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="($html:sources[*/@source:path = root($node)/*/@source:path] ! key('html:ordinal', $node/@source:n, .), $node)[1]"/>
  </xsl:function>

  <xsl:template match="lem | rdg" mode="html:inline" as="node()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="ellipsis | corr | sic | supplied" mode="html:inline" as="element()*">
    <span class="{local-name()}">
      <xsl:call-template name="html:anchor"/>
      <xsl:apply-templates mode="#current"/>
    </span>
    <xsl:call-template name="html:call"/>
  </xsl:template>

  <xsl:template match="gap" mode="html:inline" as="element()*">
    <span class="gap" role="note" data-apparatus="">
      <xsl:call-template name="html:anchor"/>
      <span class="unseen">{normalize-space(desc)}</span>
    </span>
    <xsl:call-template name="html:call"/>
  </xsl:template>

  <!-- What the editors say stands in the margin; here is the letter that calls it. -->
  <xsl:template match="note" mode="html:inline" as="element()*">
    <xsl:call-template name="html:call"/>
  </xsl:template>

  <xsl:template match="desc" mode="html:inline" as="empty-sequence()"/>
  <xsl:template match="lb" mode="html:inline" as="element()"><br/></xsl:template>
  <xsl:template match="pb" mode="html:inline" as="element()"><span class="page" data-apparatus="">{'[' || @n || ']'}</span></xsl:template>

  <xsl:template match="*" mode="html:inline" as="empty-sequence()" priority="-1">
    <xsl:call-template name="source:unknown">
      <xsl:with-param name="at" select="."/>
      <xsl:with-param name="task" select="'the web page'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- ===== what the editors say ===== -->

  <!-- who speaks, to whom, on what occasion, when: from the entry of the work -->
  <xsl:template match="quote" mode="html:about" as="node()*">
    <xsl:variable name="work" as="element()?" select="html:entry(@source)"/>
    <xsl:for-each select="$work">
      <xsl:text>{$html:words?words-of} </xsl:text>
      <xsl:for-each select="author">
        <strong class="speaker"><xsl:apply-templates select="." mode="html:inline"/></strong>
        <xsl:text>, </xsl:text>
      </xsl:for-each>
      <a class="name" href="{html:href(.)}">{normalize-space(title[1])}</a>
      <xsl:for-each select="date[1]">, {normalize-space()}</xsl:for-each>
      <xsl:text>.</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="said" mode="html:about" as="node()*">
    <xsl:text>{$html:words?spoken} </xsl:text>
    <strong class="speaker"><xsl:sequence select="html:named(@who)"/></strong>
    <xsl:if test="@toWhom"> {$html:words?to} <xsl:sequence select="html:named(@toWhom)"/></xsl:if>
    <xsl:text>.</xsl:text>
  </xsl:template>

  <xsl:template match="q" mode="html:about" as="node()*">{$html:words?paraphrase}</xsl:template>

  <xsl:template match="app" mode="html:about" as="node()*">
    <xsl:sequence select="html:accounted(.)"/>
    <xsl:apply-templates select="note/node()" mode="html:inline"/>
  </xsl:template>

  <xsl:template match="ellipsis | gap" mode="html:about" as="node()*">
    <xsl:for-each select="desc"><xsl:apply-templates mode="html:inline"/><xsl:text> </xsl:text></xsl:for-each>
    <xsl:sequence select="html:accounted(.)"/>
  </xsl:template>

  <xsl:template match="corr" mode="html:about" as="node()*">
    <xsl:variable name="choice" as="element()?" select="html:entry-of(.)/parent::choice"/>
    <xsl:text>{$html:words?corrected} “{normalize-space($choice/sic)}”.</xsl:text>
    <xsl:sequence select="html:certainty(.)"/>
  </xsl:template>

  <xsl:template match="sic" mode="html:about" as="node()*">
    <xsl:variable name="corr" as="element()?" select="html:entry-of(.)/parent::choice/corr"/>
    <xsl:choose>
      <xsl:when test="$corr">{$html:words?sic-corrected} “{normalize-space($corr)}”.</xsl:when>
      <xsl:otherwise>{$html:words?sic}.</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="supplied" mode="html:about" as="node()*">
    <xsl:text>{$html:words?supplied}</xsl:text>
    <xsl:sequence select="html:certainty(.)"/>
  </xsl:template>

  <xsl:template match="note" mode="html:about" as="node()*">
    <xsl:apply-templates mode="html:inline"/>
  </xsl:template>

  <xsl:template match="*[@cert][@ref]" mode="html:about" as="node()*">
    <xsl:text>{$html:words?uncertain}</xsl:text>
    <xsl:sequence select="html:certainty(.)"/>
  </xsl:template>

  <xsl:template match="*" mode="html:about" as="empty-sequence()" priority="-1">
    <xsl:call-template name="source:unknown">
      <xsl:with-param name="at" select="."/>
      <xsl:with-param name="task" select="'the margin of the web page'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- who omitted, from what, at which stage: what the header's categories say; and how sure that is -->
  <xsl:function name="html:accounted" as="node()*">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="categories" as="element()*" select="tokenize($node/@ana) ! key('html:id', substring(., 2), root($node))[self::category]"/>
    <xsl:if test="exists($categories)">
      <span class="account">
        <xsl:variable name="said" as="xs:string"
            select="string-join($categories ! string-join((parent::category/catDesc, catDesc) ! normalize-space(), ': '), '; ')"/>
        <xsl:value-of select="upper-case(substring($said, 1, 1)) || substring($said, 2) || '.'"/>
      </span>
    </xsl:if>
    <xsl:sequence select="html:certainty($node)"/>
    <xsl:text> </xsl:text>
  </xsl:function>

  <xsl:function name="html:certainty" as="node()*">
    <xsl:param name="node" as="element()"/>
    <xsl:for-each select="$node/@cert">
      <xsl:text> </xsl:text>
      <span class="certainty {.}">{$html:words?certainty}: {.}.</span>
    </xsl:for-each>
  </xsl:function>

  <!-- ===== entries ===== -->

  <xsl:function name="html:entry" as="element()?">
    <xsl:param name="pointer" as="attribute()?"/>
    <xsl:variable name="resolved" as="xs:string?" select="tokenize($pointer)[1] ! tei:resolved(., $pointer)"/>
    <xsl:sequence select="($html:entries ! key('html:id', substring-after($resolved, '#'), .))[1]"/>
  </xsl:function>

  <xsl:function name="html:href" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="root($entry)/*/@xml:id || '.html#' || $entry/@xml:id"/>
  </xsl:function>

  <xsl:function name="html:named" as="node()*">
    <xsl:param name="pointer" as="attribute()?"/>
    <xsl:for-each select="html:entry($pointer)">
      <a class="name" href="{html:href(.)}">{html:preferred(.)}</a>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="html:preferred" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="normalize-space(($entry/*[@type eq 'preferred'], $entry/(persName | orgName | placeName | eventName), $entry/title, $entry/@xml:id)[1])"/>
  </xsl:function>

  <!-- ===== the page of a register ===== -->

  <xsl:template match="/" mode="html:register" as="element()">
    <xsl:variable name="tei" as="element(TEI)" select="TEI"/>
    <xsl:call-template name="html:page">
      <xsl:with-param name="tei" select="$tei"/>
      <xsl:with-param name="title" select="html:title($tei)"/>
      <xsl:with-param name="content">
        <article id="text" class="register">
          <h1>{html:title($tei)}</h1>
          <xsl:apply-templates select="$tei/standOff/*" mode="#current"/>
        </article>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="listPerson | listOrg | listPlace | listEvent | listBibl" mode="html:register" as="element()*">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <xsl:template match="person | org | place | event | bibl" mode="html:register" as="element()">
    <xsl:variable name="entry" as="element()" select="."/>
    <section class="entry">
      <xsl:call-template name="html:anchor"/>
      <h2>
        <xsl:value-of select="html:preferred(.)"/>
        <xsl:if test="@type eq 'alleged'"><xsl:text> </xsl:text><span class="flag">{$html:words?alleged}</span></xsl:if>
      </h2>
      <xsl:sequence select="self::bibl ! html:reference(.)"/>
      <xsl:for-each select="string-join((birth, death) ! normalize-space(), ' – ')[.]"><p class="dates">{.}</p></xsl:for-each>
      <xsl:for-each select="self::event"><p class="dates">{string-join((@when, @from, @to), ' – ')}</p></xsl:for-each>
      <xsl:if test="(persName, orgName, placeName, eventName[not($entry/self::bibl)])[@type eq 'variant']">
        <p class="variants">
          <xsl:text>{$html:words?also} </xsl:text>
          <xsl:for-each select="(persName, orgName, placeName, eventName)[@type eq 'variant']">
            <xsl:if test="position() gt 1">; </xsl:if>
            <span><xsl:call-template name="html:anchor"/>{normalize-space()}</span>
          </xsl:for-each>
        </p>
      </xsl:if>
      <xsl:for-each select="note">
        <p class="description"><xsl:apply-templates mode="html:inline"/><xsl:sequence select="html:certainty(.)"/></p>
      </xsl:for-each>
      <xsl:if test="idno">
        <p class="identifiers">
          <xsl:for-each select="idno">
            <xsl:if test="position() gt 1"> · </xsl:if>
            <xsl:sequence select="html:identifier(.)"/>
          </xsl:for-each>
        </p>
      </xsl:if>
      <xsl:sequence select="html:mentions(.)"/>
    </section>
  </xsl:template>

  <xsl:template match="*" mode="html:register" as="empty-sequence()" priority="-1">
    <xsl:call-template name="source:unknown">
      <xsl:with-param name="at" select="."/>
      <xsl:with-param name="task" select="'the page of a register'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- a work: author, title, place, publisher, date -->
  <xsl:function name="html:reference" as="element()?">
    <xsl:param name="bibl" as="element(bibl)"/>
    <xsl:variable name="parts" as="xs:string*"
        select="string-join($bibl/author ! normalize-space(), ' and ')[.],
                $bibl/title[position() gt 1] ! normalize-space(),
                $bibl/respStmt ! (normalize-space(resp) || ': ' || normalize-space(resp/following-sibling::*[1])),
                $bibl/eventName ! normalize-space(),
                string-join(($bibl/pubPlace, $bibl/publisher) ! normalize-space(), ': ')[.],
                $bibl/date ! normalize-space(), $bibl/extent ! normalize-space()"/>
    <xsl:if test="exists($parts) or $bibl/ptr">
      <p class="reference">
        <xsl:value-of select="string-join($parts, ', ')"/>
        <xsl:for-each select="$bibl/ptr">{' '}<xsl:apply-templates select="." mode="html:inline"/></xsl:for-each>
      </p>
    </xsl:if>
  </xsl:function>

  <xsl:variable name="html:authorities" as="map(xs:string, xs:string)" select="map{
      'Wikidata': 'https://www.wikidata.org/wiki/', 'GND': 'https://d-nb.info/gnd/', 'VIAF': 'https://viaf.org/viaf/',
      'ISNI': 'https://isni.org/isni/', 'ORCID': 'https://orcid.org/'}"/>

  <xsl:function name="html:identifier" as="element()">
    <xsl:param name="idno" as="element(idno)"/>
    <xsl:variable name="base" as="xs:string?" select="$html:authorities($idno/@type)"/>
    <span class="identifier">
      <xsl:text>{$idno/@type} </xsl:text>
      <xsl:choose>
        <xsl:when test="$base"><a href="{$base}{encode-for-uri(normalize-space($idno))}">{normalize-space($idno)}</a></xsl:when>
        <xsl:otherwise>{normalize-space($idno)}</xsl:otherwise>
      </xsl:choose>
      <xsl:sequence select="html:certainty($idno)"/>
    </span>
  </xsl:function>

  <!-- the paragraphs that mention an entry -->
  <xsl:function name="html:mentions" as="element()?">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="blocks" as="element()*"
        select="$html:sources/TEI/text//*[(@ref, @source, @who, @toWhom, @corresp) ! tei:resolved(., .) ! substring-after(., '#') = $entry/@xml:id]
                /(ancestor-or-self::*[self::p or self::head or self::titlePart or self::docAuthor or self::quote or self::bibl][@xml:id])[last()]"/>
    <xsl:variable name="numbered" as="element()*" select="$blocks/(ancestor-or-self::p[@n], descendant::p[@n], self::*)[1]"/>
    <xsl:if test="exists($numbered)">
      <p class="mentions">
        <xsl:text>{$html:words?mentions} </xsl:text>
        <xsl:for-each select="$numbered/.">
          <xsl:if test="position() gt 1">, </xsl:if>
          <a href="index.html#{@xml:id}">{(@n, 'title'[current()/self::titlePart], 'heading'[current()/self::head], 'byline'[current()/self::docAuthor], 'reference')[1]}</a>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:function>
</xsl:package>
