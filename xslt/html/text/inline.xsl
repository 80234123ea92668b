<?xml version="1.0" encoding="UTF-8"?>
<!-- The text of a reading: the inside of a line or paragraph, by its behaviour (docs/models.md). -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:set="urn:siglum:set"
    xmlns:source="urn:siglum:source"
    xmlns:reading="urn:siglum:reading"
    xmlns:html="urn:siglum:html"
    xmlns:m="http://www.w3.org/1998/Math/MathML"
    xmlns:svg="http://www.w3.org/2000/svg"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- ===== words ===== -->

  <!-- The text of a name is a link to its entry; where names nest, each word links to the innermost. -->
  <xsl:template match="text()" mode="html:inline" as="node()*">
    <xsl:param name="entry" as="element()?" select="()" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="exists($entry) and normalize-space()">
        <a class="name" href="{html:href($entry)}">{.}</a>
      </xsl:when>
      <!-- the comma that a model puts before the next stands before this space -->
      <xsl:when test="html:comma-follows(.)"/>
      <xsl:otherwise>
        <xsl:value-of select="."/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="html:comma-follows" as="xs:boolean" visibility="private">
    <xsl:param name="text" as="node()?"/>
    <xsl:sequence select="exists($text[self::text()][not(normalize-space())]/following-sibling::node()[normalize-space() or self::*[not(html:is-void(.))]][1]/@set:before[starts-with(., ',')])"/>
  </xsl:function>

  <!-- what HTML has an element for -->
  <xsl:variable name="html:tags" as="map(xs:string, xs:string)"
      select="map{'emph': 'em', 'foreign': 'i', 'gi': 'code', 'att': 'code', 'val': 'code', 'code': 'code', 'ident': 'code', 'tag': 'code',
                  'del': 's', 'add': 'ins', 'ruby': 'ruby', 'rt': 'rt'}" visibility="private"/>

  <!-- Words: an element of the page with the name of theirs as class, and the letter that calls what is said of them. Those
       that name an entry lead to it. A block within a line is set as part of it. -->
  <xsl:template match="*" mode="html:inline" as="node()*" priority="-1">
    <xsl:param name="entry" as="element()?" select="()" tunnel="yes"/>
    <xsl:variable name="own" as="element()?" select="html:entry(@ref)"/>
    <xsl:variable name="is-block" as="xs:boolean" select="tei:is-block(.)"/>
    <xsl:if test="$is-block"><xsl:text> </xsl:text></xsl:if>
    <xsl:element name="{html:tag(.)}">
      <xsl:attribute name="class" select="html:classes(.), html:capitals(.), 'paraphrase'[current()/@type = 'paraphrase'], 'bare'[current()/self::hi[not(@set:style | @set:style-first-line | @set:style-first-letter)]]"/>
      <xsl:call-template name="html:anchor"/>
      <xsl:if test="@set:behaviour = ('addition', 'deletion')">
        <xsl:for-each select="html:manner(.)[.]"><xsl:attribute name="title" select="."/></xsl:for-each>
        <xsl:for-each select="@place"><xsl:attribute name="data-place" select="."/></xsl:for-each>
      </xsl:if>
      <xsl:if test="@reading:editorial or self::noteGrp"><xsl:attribute name="data-apparatus" select="''"/></xsl:if>
      <xsl:sequence select="html:before(.)"/>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="entry" select="($own, $entry)[1]" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:sequence select="html:after(.)"/>
    </xsl:element>
    <xsl:if test="$is-block"><xsl:text> </xsl:text></xsl:if>
    <xsl:sequence select="html:attached(.)"/>
    <xsl:call-template name="html:call"/>
  </xsl:template>

  <xsl:function name="html:tag" as="xs:string" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if ($element/self::rt[not(parent::ruby)]) then 'span' else ($html:tags(local-name($element))[namespace-uri($element) eq 'http://www.tei-c.org/ns/1.0'], 'span')[1]"/>
  </xsl:function>

  <xsl:template match="date[@when castable as xs:date or @when castable as xs:gYearMonth or @when castable as xs:gYear][@set:level eq 'inline']" mode="html:inline" as="node()*">
    <time datetime="{@when}">
      <xsl:call-template name="html:anchor"/>
      <xsl:apply-templates mode="#current"/>
    </time>
    <xsl:call-template name="html:call"/>
  </xsl:template>

  <!-- ===== links ===== -->

  <xsl:template match="*[@set:behaviour eq 'link']" mode="html:inline" as="node()*">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="href" as="xs:string?" select="html:href-of((@set:param-uri, @target)[1])[not($in-link)]"/>
    <xsl:variable name="words" as="node()*">
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="entry" select="()" tunnel="yes"/>
        <xsl:with-param name="in-link" select="$in-link or exists($href)" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="@type eq 'noteCall' and not($in-link)">
        <a class="note-call" role="doc-noteref">
          <xsl:for-each select="$href"><xsl:attribute name="href" select="."/></xsl:for-each>
          <xsl:call-template name="html:anchor"/>
          <xsl:sequence select="$words"/>
        </a>
      </xsl:when>
      <!-- a pointer without words is none of the text -->
      <xsl:when test="empty(node())">
        <xsl:if test="$href">
          <xsl:variable name="note" as="xs:string?" select="html:note-number((@set:param-uri, @target)[1])"/>
          <a href="{$href}" data-apparatus="">
            <xsl:if test="$note"><xsl:attribute name="class" select="'note-call'"/><xsl:attribute name="role" select="'doc-noteref'"/></xsl:if>
            <xsl:call-template name="html:anchor"/>
            <xsl:text>{($note, replace((@set:param-uri, @target)[1], '^https?://', ''))[1]}</xsl:text>
          </a>
        </xsl:if>
      </xsl:when>
      <xsl:when test="$href"><a href="{$href}"><xsl:call-template name="html:anchor"/><xsl:sequence select="$words"/></a></xsl:when>
      <xsl:otherwise>
        <span class="{html:classes(.)}"><xsl:call-template name="html:anchor"/><xsl:sequence select="$words"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- the number of the note that a pointer leads to: its own, or its place among those beside it -->
  <xsl:function name="html:note-number" as="xs:string?" visibility="private">
    <xsl:param name="pointer" as="attribute()"/>
    <xsl:for-each select="html:by-id(substring-after($pointer, '#'), html:own($pointer/..))[1][self::note]">
      <xsl:sequence select="string((@n[normalize-space()], count(preceding-sibling::note) + 1)[1])"/>
    </xsl:for-each>
  </xsl:function>

  <!-- ===== where the text was changed, or witnesses differ ===== -->

  <xsl:template match="*[@set:behaviour eq 'apparatus']" mode="html:inline" as="node()*">
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
      <xsl:otherwise>
        <span class="{if (html:entry-of(.)/rdg/@type = 'omission') then 'omitted-elsewhere' else 'app'}">
          <xsl:call-template name="html:anchor"/>
          <xsl:apply-templates select="node() except (note | witDetail)" mode="#current"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="html:call"/>
  </xsl:template>

  <xsl:template match="lem | rdg" mode="html:inline" as="node()*">
    <xsl:sequence select="html:before(.)"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="html:after(.)"/>
  </xsl:template>

  <!-- two ways of saying the same: one is shown, the other is told -->
  <xsl:template match="*[@set:behaviour eq 'alternate']" mode="html:inline" as="element()">
    <xsl:variable name="shown" as="element()?" select="(set:param[@name eq 'default'], *)[1]"/>
    <span class="{html:classes(.)}" title="{(set:param[@name eq 'alternate'], * except $shown)[1] ! html:plain(.)}">
      <xsl:call-template name="html:anchor"/>
      <xsl:apply-templates select="if ($shown/self::set:param) then $shown/node() else $shown" mode="#current"/>
    </span>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'gap']" mode="html:inline" as="node()*">
    <span class="{html:classes(.)}" role="note" data-apparatus="">
      <xsl:call-template name="html:anchor"/>
      <xsl:for-each select="@set:param-sign"><span aria-hidden="true">{.}</span></xsl:for-each>
      <xsl:variable name="said" as="xs:string" select="normalize-space(string-join((desc, @reason ! html:value(.), @quantity ! html:quantity(., ../@unit), @extent[not(../@quantity)] ! html:value(.)), ', '))"/>
      <span class="unseen">{(desc ! normalize-space(), $said[.], html:word('gap'))[1]}</span>
    </span>
    <xsl:call-template name="html:call"/>
  </xsl:template>

  <!-- ===== what stands at a place ===== -->

  <!-- What the editors say stands in the margin; here is the letter that calls it. A note that has no margin stands here. -->
  <xsl:template match="note | *[@set:behaviour eq 'note']" mode="html:inline" as="node()*" priority="1">
    <xsl:choose>
      <xsl:when test="html:is-marked(.)">
        <xsl:if test="html:has-anchor(.)"><span data-apparatus=""><xsl:call-template name="html:anchor"/></span></xsl:if>
        <xsl:call-template name="html:call"/>
      </xsl:when>
      <xsl:when test="parent::app[html:is-marked(.)]"/>
      <xsl:otherwise>
        <xsl:text> </xsl:text>
        <span class="note" role="note" data-apparatus=""><xsl:call-template name="html:anchor"/>(<xsl:apply-templates mode="#current"/>)</span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'break']" mode="html:inline" as="node()*">
    <xsl:variable name="joins" as="xs:boolean" select="@set:param-joins = 'true'"/>
    <xsl:variable name="shown" as="node()*" select="html:break-shown(.)"/>
    <xsl:if test="not($joins)"><xsl:text> </xsl:text></xsl:if>
    <xsl:choose>
      <xsl:when test="@set:param-type eq 'line'">
        <xsl:choose>
          <xsl:when test="html:is-first(.)"><xsl:if test="@xml:id"><span data-apparatus=""><xsl:call-template name="html:anchor"/></span></xsl:if></xsl:when>
          <xsl:otherwise>
            <br class="line-break">
              <xsl:if test="$joins"><xsl:attribute name="data-apparatus" select="''"/></xsl:if>
              <xsl:call-template name="html:anchor"/>
            </br>
          </xsl:otherwise>
        </xsl:choose>
        <xsl:if test="@n"><span class="line-number" data-apparatus="">{@n}</span></xsl:if>
      </xsl:when>
      <xsl:when test="exists($shown) or @xml:id">
        <span class="{html:break-class(.)}" data-apparatus=""><xsl:call-template name="html:anchor"/><xsl:sequence select="$shown"/></span>
      </xsl:when>
      <xsl:when test="@set:param-type eq 'space'"><xsl:sequence select="html:blank(.)"/></xsl:when>
      <xsl:when test="@set:param-type eq 'caesura'"><span class="caesura" data-apparatus=""/></xsl:when>
    </xsl:choose>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- How wide a space is beyond the one that stands between any two words: as many characters as it says, else an em. -->
  <xsl:function name="html:blank" as="element()?" visibility="private">
    <xsl:param name="space" as="element()"/>
    <xsl:variable name="characters" as="xs:integer?" select="$space[@unit = ('char', 'chars', 'character', 'characters', 'letter', 'letters', 'space', 'spaces')]/@quantity[. castable as xs:integer] ! min((xs:integer(.), 40))"/>
    <xsl:choose>
      <xsl:when test="empty($characters)"><span class="space" data-apparatus=""/></xsl:when>
      <xsl:when test="$characters gt 1"><span class="space" data-apparatus="" style="width: {($characters - 1) * 0.5}em"/></xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- what a page shows of the beginning of a page, a column, a section -->
  <xsl:function name="html:break-shown" as="node()*" visibility="private">
    <xsl:param name="break" as="element()"/>
    <xsl:variable name="label" as="xs:string?" select="$break/@set:param-label[normalize-space()]"/>
    <xsl:variable name="image" as="xs:string?" select="html:facsimile($break/@facs)"/>
    <xsl:variable name="type" as="xs:string" select="string($break/@set:param-type)"/>
    <xsl:if test="($label or $image) and not($type = ('line', 'space', 'caesura'))">
      <xsl:choose>
        <xsl:when test="$type eq 'page'"><span class="unseen">{html:value('page')} </span></xsl:when>
        <xsl:otherwise>{html:value($type)} </xsl:otherwise>
      </xsl:choose>
      <xsl:choose>
        <xsl:when test="$image[not(html:is-safe(.))]">
          <a href="#image~{$break/@source:n}" data-image="{$image}">{string-join(($label, html:word('image')[not($label)]))}<span class="unseen"> ({html:word('image')})</span></a>
        </xsl:when>
        <xsl:when test="$image"><a href="{$image}">{string-join(($label, html:word('image')[not($label)]))}<span class="unseen"> ({html:word('image')})</span></a></xsl:when>
        <xsl:otherwise>{$label}</xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:function>

  <!-- The number of a page stands in the margin, unless it is too long for that, or the one before may be in the same line:
       then it stands within the text. -->
  <xsl:function name="html:break-class" as="xs:string" visibility="private">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="if ($break/@set:param-type ne 'page') then 'milestone'
                          else if (generate-id($break) = html:in-line(html:own($break))) then 'page within' else 'page'"/>
  </xsl:function>

  <!-- The breaks between pages that stand in a line of the text: those with a long label, and those that follow another
       after fewer characters than a line has, before the block ends that goes on there. -->
  <xsl:function name="html:in-line" as="xs:string*" cache="yes" visibility="private">
    <xsl:param name="document" as="element()"/>
    <xsl:iterate select="$document//(text() | *[@set:behaviour eq 'break'][@set:param-type eq 'page'])">
      <xsl:param name="since" as="xs:integer" select="$html:line"/>
      <xsl:param name="of" as="xs:string?" select="()"/>
      <xsl:variable name="own" as="xs:string?" select="(if (self::*) then . else if ($since eq 0) then .[normalize-space()] else ())/ancestor::*[tei:is-block(.)][1] ! generate-id()"/>
      <xsl:variable name="label" as="xs:string" select="if (self::text()) then '' else replace(string-join(html:break-shown(.)[not(self::*:span)] ! string-join((text(), self::text()))), '^\s+|\s+$', '')"/>
      <xsl:variable name="in-line" as="xs:boolean" select="$label and ($since eq 0 or $since lt $html:line and $own = $of or string-length($label) gt $html:longest-label)"/>
      <xsl:if test="$in-line"><xsl:sequence select="generate-id()"/></xsl:if>
      <xsl:next-iteration>
        <xsl:with-param name="of" select="if (self::text() and $own) then $own else $of"/>
        <xsl:with-param name="since" select="if ($label and not($in-line)) then 0 else if (self::text()) then $since + string-length(normalize-space()) else $since"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <xsl:variable name="html:line" as="xs:integer" select="80" visibility="private"/>

  <xsl:variable name="html:longest-label" as="xs:integer" select="6" visibility="private"/>

  <!-- whether nothing stands before a break in its block -->
  <xsl:function name="html:is-first" as="xs:boolean" visibility="private">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="empty($break/preceding-sibling::node()[normalize-space() or self::*[not(self::pb or self::cb or self::gb or self::anchor or self::milestone)]])
                          and (tei:is-block($break/..) or html:is-first($break/..))"/>
  </xsl:function>

  <xsl:template match="*[@set:behaviour eq 'anchor']" mode="html:inline" as="element()*">
    <xsl:if test="@xml:id"><span data-apparatus=""><xsl:call-template name="html:anchor"/></span></xsl:if>
    <xsl:sequence select="html:attached(.)"/>
    <xsl:for-each select="@set:param-type[. eq 'hand']/../html:hand(@new)"><span class="hand" data-apparatus="">[{html:word('hand')}: {.}]</span></xsl:for-each>
  </xsl:template>

  <!-- a character without a code point: as the header maps it, else a mark -->
  <xsl:template match="*[@set:behaviour eq 'glyph']" mode="html:inline" as="element()">
    <xsl:variable name="char" as="element()?" select="html:by-id(substring-after(@set:param-uri, '#'), html:own(.))[1]"/>
    <span class="g" data-apparatus="">
      <xsl:for-each select="$char/(glyphName, charName, desc)[1]"><xsl:attribute name="title" select="normalize-space()"/></xsl:for-each>
      <xsl:text>{($char/mapping[@type = ('standardized', 'standard', 'Unicode', 'unicode', 'normalized')], $char/mapping, '▯')[normalize-space()][1] ! normalize-space()}</xsl:text>
    </span>
  </xsl:template>

  <xsl:template match="*[@set:behaviour = ('metadata', 'omit', 'index')] | set:param | desc[@set:level eq 'inline']" mode="html:inline" as="element()?">
    <xsl:if test="self::fw"><span class="fw" data-apparatus=""><xsl:apply-templates mode="#current"/></span></xsl:if>
  </xsl:template>

  <xsl:template match="set:sequence" mode="html:inline" as="node()*"><xsl:apply-templates mode="#current"/></xsl:template>

  <!-- a list within a note, which is a sentence or two; elsewhere it is a block -->
  <xsl:template match="list[ancestor::note or ancestor::desc]" mode="html:inline" as="element()*" priority="1">
    <xsl:for-each select="item">
      <span class="item"><xsl:apply-templates mode="#current"/></span>
      <span>{if (position() lt last()) then '; ' else ' '}</span>
    </xsl:for-each>
  </xsl:template>

  <!-- ===== images, mathematics, drawings ===== -->

  <!-- An image of the edition is shown; one on the web is a link, and nothing is loaded from there. -->
  <xsl:template match="*[@set:behaviour eq 'graphic']" mode="html:inline" as="element()?">
    <xsl:variable name="said" as="xs:string" select="((desc, ../figDesc, ../head) ! html:plain(.)[.], '')[1]"/>
    <xsl:variable name="url" as="attribute()?" select="@set:param-url"/>
    <xsl:variable name="file" as="xs:string?" select="$url ! html:image(.)"/>
    <xsl:choose>
      <xsl:when test="$file or matches($url, '^data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+$')">
        <img src="{($file, $url)[1]}" alt="{$said}" loading="lazy"><xsl:call-template name="html:anchor"/></img>
      </xsl:when>
      <xsl:when test="$url">
        <span class="no-image" data-apparatus="">
          <xsl:call-template name="html:anchor"/>
          <xsl:text>[{html:word('image')}: </xsl:text>
          <xsl:choose>
            <xsl:when test="html:is-safe($url)"><a href="{$url}">{($said[.], replace($url, '^.*/(.)', '$1'))[1]}</a></xsl:when>
            <xsl:otherwise>{string-join(($said[.], $url), ', ')}</xsl:otherwise>
          </xsl:choose>
          <xsl:text>]</xsl:text>
        </span>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'foreign']" mode="html:inline" as="node()*"><xsl:apply-templates select="." mode="html:foreign"/></xsl:template>

  <!-- MathML and drawings, without what could act -->
  <xsl:template match="(m:math | m:mi | m:mn | m:mo | m:ms | m:mtext | m:mspace | m:mrow | m:mfrac | m:msqrt | m:mroot | m:mstyle | m:merror | m:mpadded | m:mphantom | m:mfenced
      | m:menclose | m:msub | m:msup | m:msubsup | m:munder | m:mover | m:munderover | m:mmultiscripts | m:mprescripts | m:none | m:mtable | m:mtr | m:mtd | m:semantics | m:annotation)
      | svg:g | svg:path | svg:line | svg:rect | svg:circle | svg:ellipse | svg:polyline | svg:polygon | svg:text | svg:tspan | svg:svg | svg:title | svg:desc"
      mode="html:foreign" as="element()">
    <xsl:element name="{local-name()}" namespace="{namespace-uri()}">
      <xsl:copy-of select="@*[namespace-uri() eq ''][not(starts-with(local-name(), 'on') or local-name() = ('href', 'style', 'src'))]"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- what is no MathML, or could act, is words -->
  <xsl:template match="m:*" mode="html:foreign" as="element()" priority="-0.5"><xsl:element name="mtext" namespace="http://www.w3.org/1998/Math/MathML">{.}</xsl:element></xsl:template>

  <xsl:template match="*" mode="html:foreign" as="node()*" priority="-1"><xsl:apply-templates mode="#current"/></xsl:template>
  <xsl:template match="text()" mode="html:foreign" as="text()"><xsl:sequence select="."/></xsl:template>
</xsl:stylesheet>
