<?xml version="1.0" encoding="UTF-8"?>
<!-- The text of a reading: what stands on lines of its own, and the inside of a paragraph. -->
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

  <!-- ===== the page of a reading ===== -->

  <xsl:function name="html:reading" as="map(xs:string, xs:string)">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:variable name="tei" as="element(TEI)" select="$reading/TEI"/>
    <xsl:variable name="title" as="xs:string" select="html:title($tei)"/>
    <xsl:variable name="content" as="element()*">
      <xsl:sequence select="html:switch($reading)"/>
      <article id="text" class="text" lang="{(html:tongue($tei)[.], $html:language)[1]}">
        <xsl:if test="not($tei/text/front/docTitle)">
          <h1 data-apparatus="">{$title}</h1>
        </xsl:if>
        <xsl:apply-templates select="$tei/text" mode="html:block"/>
      </article>
    </xsl:variable>
    <xsl:sequence select="html:page($reading/@file, $title || ' (' || $reading/@label || ')', $content, html:metadata($tei, $reading))"/>
  </xsl:function>

  <!-- the readings of the document, this one stated: whose text it is, at which stage -->
  <xsl:function name="html:switch" as="element()">
    <xsl:param name="reading" as="element(site:reading)"/>
    <nav class="readings" aria-label="{html:word('readings')}">
      <p class="lead">{html:word('reading')}</p>
      <ul>
        <xsl:for-each select="html:readings-of(html:document($reading))">
          <li>
            <a href="{@file}">
              <xsl:if test=". is $reading"><xsl:attribute name="aria-current" select="'page'"/></xsl:if>
              <xsl:text>{@label}</xsl:text>
            </a>
          </li>
        </xsl:for-each>
      </ul>
      <p class="stated">
        <xsl:value-of select="html:word(if ($reading/@stage eq 'corr') then 'stage-corr' else 'stage-sic')"/>
        <xsl:for-each select="key('html:id', string($reading/@witness), html:document($reading))[self::witness]">
          <xsl:text> {html:word('witness')} {$reading/@witness}: {html:plain(.)}</xsl:text>
        </xsl:for-each>
      </p>
    </nav>
  </xsl:function>

  <!-- ===== blocks ===== -->

  <xsl:template match="text | group | front | body | back" mode="html:block" as="element()*">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <xsl:template match="div | argument | epigraph | postscript | lg | sp | titlePage | figure" mode="html:block" as="element()">
    <section class="{local-name()}">
      <xsl:call-template name="html:anchor"/>
      <xsl:apply-templates select="*" mode="#current"/>
    </section>
  </xsl:template>

  <xsl:template match="opener | closer | address" mode="html:block" as="element()">
    <div class="{local-name()}">
      <xsl:call-template name="html:anchor"/>
      <xsl:sequence select="html:mixed(.)"/>
    </div>
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
            <xsl:for-each select="tokenize(@target)[starts-with(., '#')]">{' '}<a class="back" href="{.}" aria-label="{html:word('back')}">↩</a></xsl:for-each>
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

  <xsl:template match="docDate | docAuthor | docImprint | docEdition | imprimatur | titlePart | byline | dateline | salute | signed | addrLine
                       | trailer | l | speaker | stage | label" mode="html:block" as="element()">
    <xsl:variable name="line" as="element()">
      <p class="{local-name()}">
        <xsl:call-template name="html:anchor"/>
        <xsl:apply-templates mode="html:inline"/>
      </p>
    </xsl:variable>
    <xsl:sequence select="html:with-apparatus(., $line)"/>
  </xsl:template>

  <xsl:template match="front/note | body/note | div/note" mode="html:block" as="element()">
    <div class="editorial" role="note" data-apparatus="">
      <xsl:call-template name="html:anchor"/>
      <xsl:apply-templates select="." mode="html:about"/>
    </div>
  </xsl:template>

  <xsl:template match="head" mode="html:block" as="element()">
    <xsl:variable name="line" as="element()">
      <xsl:element name="h{min((6, 1 + max((1, count(ancestor::div | ancestor::lg | ancestor::figure)))))}">
        <xsl:call-template name="html:anchor"/>
        <xsl:apply-templates mode="html:inline"/>
      </xsl:element>
    </xsl:variable>
    <xsl:sequence select="html:with-apparatus(., $line)"/>
  </xsl:template>

  <!-- a line of the page, with what the editors say about it in the margin -->
  <xsl:function name="html:with-apparatus" as="element()">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="line" as="element()"/>
    <xsl:variable name="apparatus" as="element()?" select="html:apparatus($node)"/>
    <xsl:choose>
      <xsl:when test="$apparatus"><div class="paragraph"><xsl:sequence select="$line, $apparatus"/></div></xsl:when>
      <xsl:otherwise><xsl:sequence select="$line"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- A paragraph: its number in the margin, its words, what the editors say about it. A block that stands in it comes
       where it stands: the words before it and those after it are each a paragraph of the page. -->
  <xsl:template match="p | ab" mode="html:block" as="element()+">
    <xsl:variable name="paragraph" as="element()" select="."/>
    <xsl:variable name="quoted" as="element()?" select="quote[html:is-whole(.)][1]"/>
    <xsl:variable name="first" as="node()*" select="node() except *[tei:is-block(.)][1]/(., following-sibling::node())"/>
    <div class="{string-join(('paragraph', 'quoted'[$quoted]), ' ')}">
      <xsl:if test="@n and @xml:id">
        <p class="number" data-apparatus="">
          <a href="#{@xml:id}" aria-label="{html:word('paragraph', @n)}">{@n}</a>
          <a class="cite" href="cite.html#{ancestor::site:reading/@id}-{@xml:id}" aria-label="{html:word('cite-paragraph', @n)}">{html:word('cite')}</a>
        </p>
      </xsl:if>
      <xsl:for-each select="$quoted">
        <div class="caption" data-apparatus=""><xsl:apply-templates select="." mode="html:about"/></div>
      </xsl:for-each>
      <p>
        <xsl:if test="matches(html:plain(.), '^[“„«‹‘&quot;]')"><xsl:attribute name="class" select="'hanging'"/></xsl:if>
        <xsl:call-template name="html:anchor"/>
        <xsl:apply-templates select="$first" mode="html:inline"/>
      </p>
      <xsl:sequence select="html:apparatus(.)"/>
    </div>
    <xsl:for-each-group select="node() except $first" group-adjacent="tei:is-block(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()"><xsl:apply-templates select="current-group()" mode="#current"/></xsl:when>
        <xsl:when test="exists(current-group()[normalize-space()])">
          <div class="paragraph">
            <p><xsl:apply-templates select="current-group()" mode="html:inline"/></p>
          </div>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each-group>
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

  <xsl:template match="list" mode="html:block" as="element()+">
    <xsl:apply-templates select="head" mode="#current"/>
    <ul>
      <xsl:call-template name="html:anchor"/>
      <xsl:for-each select="item">
        <li>
          <xsl:call-template name="html:anchor"/>
          <xsl:sequence select="html:mixed(.), html:apparatus(.)"/>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template match="table" mode="html:block" as="element()">
    <div class="wide">
      <table>
        <xsl:call-template name="html:anchor"/>
        <xsl:for-each select="head"><caption><xsl:apply-templates mode="html:inline"/></caption></xsl:for-each>
        <xsl:for-each select="row">
          <tr>
            <xsl:for-each select="cell">
              <xsl:element name="{if ((@role, ../@role) = 'label') then 'th' else 'td'}">
                <xsl:sequence select="html:mixed(.), html:apparatus(.)"/>
              </xsl:element>
            </xsl:for-each>
          </tr>
        </xsl:for-each>
      </table>
    </div>
  </xsl:template>

  <!-- content that may be words or blocks, or both -->
  <xsl:function name="html:mixed" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each-group select="$element/node()" group-adjacent="tei:is-block(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()"><xsl:apply-templates select="current-group()" mode="html:block"/></xsl:when>
        <xsl:otherwise><xsl:apply-templates select="current-group()" mode="html:inline"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:function>

  <!-- what joins texts is shown where they stand side by side -->
  <xsl:template match="linkGrp | link" mode="html:block html:inline html:register" as="empty-sequence()"/>

  <xsl:template match="lb | pb | cb | milestone" mode="html:block" as="element()*">
    <xsl:if test="self::pb"><p class="page" data-apparatus="">{'[' || @n || ']'}</p></xsl:if>
  </xsl:template>

  <xsl:template match="gap | graphic | figDesc" mode="html:block" as="element()*">
    <xsl:apply-templates select="self::gap" mode="html:inline"/>
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

  <!-- what HTML has an element for -->
  <xsl:variable name="html:tags" as="map(xs:string, xs:string)"
      select="map{'emph': 'em', 'hi': 'i', 'foreign': 'i', 'gi': 'code', 'att': 'code', 'val': 'code', 'code': 'code'}"/>

  <xsl:template match="foreign | emph | hi | mentioned | term | gloss | soCalled | seg[not(html:is-rated(.))] | date | abbr | expan | orig | reg | unclear | citedRange | bibl | cit | idno | gi | att | val | code | p | metamark | subst | add | num | measure | time | editor | publisher | pubPlace | resp | forename | surname | genName | addName | nameLink | settlement | country | region | geogName | email | w | c | pc"
      mode="html:inline" as="element()">
    <xsl:element name="{($html:tags(local-name()), 'span')[1]}">
      <xsl:attribute name="class" select="local-name()"/>
      <xsl:call-template name="html:anchor"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="date[@when castable as xs:date or @when castable as xs:gYearMonth or @when castable as xs:gYear]" mode="html:inline" as="element()" priority="1">
    <time datetime="{@when}">
      <xsl:call-template name="html:anchor"/>
      <xsl:apply-templates mode="#current"/>
    </time>
  </xsl:template>

  <xsl:template match="del | graphic | figDesc | milestone | cb" mode="html:inline" as="element()*">
    <xsl:if test="self::del"><s class="del"><xsl:apply-templates mode="#current"/></s></xsl:if>
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
        <a class="note-call" role="doc-noteref">
          <xsl:for-each select="html:href-of(@target)"><xsl:attribute name="href" select="."/></xsl:for-each>
          <xsl:call-template name="html:anchor"/>
          <xsl:apply-templates mode="#current"><xsl:with-param name="entry" select="()" tunnel="yes"/></xsl:apply-templates>
        </a>
      </xsl:when>
      <xsl:when test="html:href-of(@target)">
        <a href="{html:href-of(@target)}"><xsl:apply-templates mode="#current"><xsl:with-param name="entry" select="()" tunnel="yes"/></xsl:apply-templates></a>
      </xsl:when>
      <xsl:otherwise>
        <span class="ref"><xsl:apply-templates mode="#current"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="ptr" mode="html:inline" as="element()?">
    <xsl:variable name="href" as="xs:string?" select="html:href-of(@target)"/>
    <xsl:if test="$href"><a href="{$href}">{replace(@target, '^https?://', '')}</a></xsl:if>
  </xsl:template>

  <!-- what a page may link to: a page on the web, a place of the text or of a register, a file that can be downloaded -->
  <xsl:function name="html:href-of" as="xs:string?">
    <xsl:param name="target" as="attribute()?"/>
    <xsl:variable name="pointer" as="xs:string?" select="tokenize($target)[1] ! tei:resolved(., $target)"/>
    <xsl:choose>
      <xsl:when test="matches($pointer, '^https?://')"><xsl:sequence select="$pointer"/></xsl:when>
      <xsl:when test="contains($pointer, '#')">
        <xsl:variable name="id" as="xs:string" select="substring-after($pointer, '#')"/>
        <xsl:variable name="reading" as="element(site:reading)?" select="($target/ancestor::site:reading, $html:documents ! html:main(.))[key('html:id', $id, TEI/text)][1]"/>
        <xsl:sequence select="(key('html:entry', $id, $html:site)[1] ! html:href(.), $reading/@file || '#' || $id)[not(starts-with(., '#'))][1]"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="path" as="xs:string?" select="$pointer[. castable as xs:anyURI] ! html:beside(., html:own($target))"/>
        <xsl:sequence select="$html:site/site:site/site:download[@file eq $path][1] ! html:download-href(.)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- a path relative to a document, as one relative to the edition -->
  <xsl:function name="html:beside" as="xs:string?">
    <xsl:param name="path" as="xs:string"/>
    <xsl:param name="document" as="element()"/>
    <xsl:try select="substring-after(string(resolve-uri($path, 'http://edition/' || $document/@source:path)), 'http://edition/')"><xsl:catch select="()"/></xsl:try>
  </xsl:function>

  <!-- a target that is a page on the web -->
  <xsl:function name="html:is-safe" as="xs:boolean">
    <xsl:param name="target" as="xs:string?"/>
    <xsl:sequence select="matches($target, '^https?://')"/>
  </xsl:function>

  <xsl:template match="app" mode="html:inline" as="element()*">
    <xsl:choose>
      <xsl:when test="rdg/@type = 'omission'">
        <xsl:if test="tei:begins-omission(.)">
          <span class="omitted" role="note" data-apparatus="">
            <xsl:call-template name="html:anchor"/>
            <xsl:text> […] </xsl:text>
            <span class="unseen">({html:word('omitted')})</span>
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
    <xsl:sequence select="($node/ancestor::site:reading ! key('html:ordinal', string($node/@source:n), html:document(.)), $node)[1]"/>
  </xsl:function>

  <xsl:template match="lem | rdg" mode="html:inline" as="node()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="ellipsis | corr | sic | supplied | seg[html:is-rated(.)]" mode="html:inline" as="element()*">
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

  <!-- a list within a note, which is a sentence or two; elsewhere it is a block -->
  <xsl:template match="list" mode="html:inline" as="element()*">
    <xsl:if test="ancestor::note or ancestor::desc">
      <xsl:for-each select="item">
        <span class="item"><xsl:apply-templates mode="#current"/></span>
        <span>{if (position() lt last()) then '; ' else ' '}</span>
      </xsl:for-each>
    </xsl:if>
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
</xsl:stylesheet>
