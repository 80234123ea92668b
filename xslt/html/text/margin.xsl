<?xml version="1.0" encoding="UTF-8"?>
<!-- What the editors say about the text: in the margin of a paragraph, or in the line above a quotation. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:set="urn:siglum:set"
    xmlns:html="urn:siglum:html"
    xmlns:source="urn:siglum:source"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- what stands in the margin of a paragraph -->
  <xsl:function name="html:apparatus" as="element()?" visibility="private">
    <xsl:param name="paragraph" as="element()"/>
    <xsl:variable name="marked" as="element()*" select="html:marked($paragraph)"/>
    <xsl:if test="exists($marked)">
      <ol class="apparatus" data-apparatus="">
        <xsl:for-each select="$marked">
          <li id="{html:mark-id(., $paragraph, position())}" class="{html:class(.)}">
            <a class="letter" href="#{html:mark-id(., $paragraph, position())}-at" aria-label="{html:letter(position())}, {html:word('back')}">{html:letter(position())}</a>
            <xsl:text> </xsl:text>
            <xsl:apply-templates select="." mode="html:about"/>
          </li>
        </xsl:for-each>
      </ol>
    </xsl:if>
  </xsl:function>

  <!-- the elements of a paragraph that the editors say something about, in the order of their letters: a letter stands
       where its element ends, so the inner of two that end together comes first -->
  <xsl:function name="html:marked" as="element()*" cache="yes" visibility="private">
    <xsl:param name="paragraph" as="element()"/>
    <xsl:perform-sort select="key('html:marked', generate-id($paragraph), root($paragraph))">
      <xsl:sort select="max((descendant-or-self::* except descendant-or-self::app/note/descendant-or-self::*)/@source:n ! xs:integer(.))"/>
      <xsl:sort select="xs:integer(@source:n)" order="descending"/>
    </xsl:perform-sort>
  </xsl:function>

  <xsl:key name="html:marked" match="*[html:is-marked(.)]" use="generate-id(html:holder(.))"/>

  <!-- which letter each of them has, by its number -->
  <xsl:function name="html:positions" as="map(xs:string, xs:integer)" cache="yes" visibility="private">
    <xsl:param name="paragraph" as="element()"/>
    <xsl:map>
      <xsl:for-each select="html:marked($paragraph)"><xsl:map-entry key="generate-id()" select="position()"/></xsl:for-each>
    </xsl:map>
  </xsl:function>

  <!-- the block in whose margin the editors speak of an element -->
  <xsl:function name="html:holder" as="element()?" visibility="private">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="$node/ancestor::*[@set:level eq 'block'][1]
        [not(@set:behaviour = ('body', 'document', 'figure', 'table', 'row', 'list', 'metadata', 'omit', 'index') or self::front or self::body or self::back or self::group)]"/>
  </xsl:function>

  <xsl:function name="html:is-marked" as="xs:boolean" visibility="private">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="exists($node[
        self::quote[@source] or self::said[@who] or self::q[@type eq 'paraphrase'] or self::ellipsis[@ana or @cert or desc] or self::gap[desc or @ana] or self::corr or self::sic
        or self::supplied[@resp or @cert or @ana] or (self::note or @set:behaviour eq 'note') and not(parent::app) or self::app[not(parent::listApp)][@ana or note or witDetail or html:variants(.)] or html:is-rated(.) or @cert and @ref])
        and exists($node/ancestor::*[self::text or self::sourceDoc]) and not($node/ancestor::note or tei:is-block($node) or html:is-whole($node)) and exists(html:holder($node))"/>
  </xsl:function>

  <!-- a stretch of which the editors say how sure they are -->
  <xsl:function name="html:is-rated" as="xs:boolean" visibility="public">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="exists($node[self::seg][@ana][@cert])"/>
  </xsl:function>

  <!-- a quotation that is all its paragraph says: its speaker is named above it, as above a block quotation -->
  <xsl:function name="html:is-whole" as="xs:boolean" visibility="private">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="exists($node[self::quote][@source][parent::p]) and empty($node/../text()[normalize-space()])"/>
  </xsl:function>

  <xsl:function name="html:letter" as="xs:string" visibility="private">
    <xsl:param name="position" as="xs:integer"/>
    <xsl:number value="$position" format="a"/>
  </xsl:function>

  <xsl:function name="html:mark-id" as="xs:string" visibility="private">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="paragraph" as="element()"/>
    <xsl:param name="position" as="xs:integer"/>
    <xsl:sequence select="($paragraph/@xml:id, 'b' || $paragraph/@source:n)[1] || '-' || html:letter($position)"/>
  </xsl:function>

  <xsl:function name="html:class" as="xs:string" visibility="private">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="if ($node/self::app or $node/self::ellipsis) then 'omission'
                          else if ($node/self::gap) then 'gap'
                          else if ($node/self::corr or $node/self::sic or $node/self::supplied) then 'correction'
                          else if ($node/self::quote or $node/self::said or $node/self::q) then 'speech'
                          else 'remark'"/>
  </xsl:function>

  <!-- the letter that calls the entry in the margin -->
  <xsl:template name="html:call" as="element()?" visibility="private">
    <xsl:variable name="paragraph" as="element()?" select="html:holder(.)[html:is-marked(current())]"/>
    <xsl:variable name="node" as="element()" select="."/>
    <xsl:for-each select="$paragraph ! html:positions(.)(generate-id($node))">
      <a class="call {html:class($node)}" data-apparatus="" id="{html:mark-id($node, $paragraph, .)}-at" href="#{html:mark-id($node, $paragraph, .)}"><sup>{html:letter(.)}</sup></a>
    </xsl:for-each>
  </xsl:template>

  <!-- ===== what the editors say ===== -->

  <!-- who speaks, to whom, on what occasion, when: from the entry of the work; and who quotes them here, all
       or in part -->
  <xsl:template match="quote" mode="html:about" as="node()*">
    <xsl:for-each select="html:entry(@source)">
      <xsl:text>{html:word('words-of')} </xsl:text>
      <xsl:for-each select="author">
        <strong class="speaker"><xsl:apply-templates select="." mode="html:inline"/></strong>
        <xsl:text>, </xsl:text>
      </xsl:for-each>
      <a class="name" href="{html:href(.)}">{normalize-space(title[1])}</a>
      <xsl:for-each select="date[1]">, {normalize-space()}</xsl:for-each>
      <xsl:text>.</xsl:text>
      <xsl:sequence select="html:occasion(.)"/>
    </xsl:for-each>
    <xsl:if test="html:texts(.)[normalize-space()][not(html:speaks(current(), .))]">
      <xsl:text> {html:word('not-spoken', string-join(html:witnesses-of(.)/@xml:id, ', '))}</xsl:text>
    </xsl:if>
    <xsl:variable name="in-part" as="xs:boolean" select="html:in-part(.)"/>
    <xsl:for-each select="html:entry(html:quoting(.)/@source)/author[1]">
      <xsl:text> {html:word(if ($in-part) then 'quoted-in-part-by' else 'quoted-by')} </xsl:text>
      <xsl:apply-templates select="." mode="html:inline"/>
      <xsl:text>.</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <!-- the event at which a work was spoken, where its title does not say so already -->
  <xsl:function name="html:occasion" as="node()*" visibility="private">
    <xsl:param name="work" as="element()"/>
    <xsl:for-each select="$work/eventName[1][not(contains(lower-case(.), lower-case(normalize-space($work/title[1]))))]">
      <xsl:text> {html:word('occasion')}: </xsl:text>
      <xsl:apply-templates select="." mode="html:inline"/>
      <xsl:text>.</xsl:text>
    </xsl:for-each>
  </xsl:function>

  <xsl:template match="said" mode="html:about" as="node()*">
    <xsl:if test="html:named(@who)">
      <xsl:text>{html:word('spoken')} </xsl:text>
      <strong class="speaker"><xsl:sequence select="html:named(@who)"/></strong>
      <xsl:if test="@toWhom"> {html:word('to')} <xsl:sequence select="html:named(@toWhom)"/></xsl:if>
      <xsl:text>.</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template match="q" mode="html:about" as="node()*">{html:word('paraphrase')[current()/@type eq 'paraphrase']}</xsl:template>

  <xsl:template match="app" mode="html:about" as="node()*">
    <xsl:sequence select="html:accounted(.), html:variants(.)[not(current()/@ana)]"/>
    <xsl:apply-templates select="(note | witDetail)/node()" mode="html:inline"/>
  </xsl:template>

  <!-- the other sides of an entry, each with those who have it -->
  <xsl:function name="html:variants" as="node()*" visibility="public">
    <xsl:param name="app" as="element(app)"/>
    <xsl:for-each select="html:entry-of($app)/(lem | rdg | rdgGrp//(lem | rdg))[not(@source:n = $app/(lem | rdg)/@source:n)]">
      <span class="variant">
        <xsl:choose>
          <xsl:when test="html:plain(.)">{html:plain(.)}</xsl:when>
          <xsl:otherwise><span class="omits">{html:word('omits')}</span></xsl:otherwise>
        </xsl:choose>
        <xsl:sequence select="html:sigla(.)"/>
      </span>
      <xsl:text> </xsl:text>
    </xsl:for-each>
  </xsl:function>

  <!-- the witnesses of a reading, each explained; where none are pointed at, those written beside it -->
  <xsl:function name="html:sigla" as="node()*" visibility="private">
    <xsl:param name="side" as="element()"/>
    <xsl:for-each select="tokenize($side/@wit)">
      <xsl:variable name="siglum" as="xs:string" select="replace(., '^.*#', '')"/>
      <xsl:text> </xsl:text>
      <abbr class="siglum">
        <xsl:for-each select="html:by-id($siglum, html:own($side))[self::witness][normalize-space()]"><xsl:attribute name="title" select="html:plain(.)"/></xsl:for-each>
        <xsl:text>{$siglum}</xsl:text>
      </abbr>
    </xsl:for-each>
    <xsl:if test="not($side/@wit)">
      <xsl:for-each select="$side/following-sibling::*[1][self::wit]"><xsl:text> </xsl:text><b class="siglum">{normalize-space()}</b></xsl:for-each>
    </xsl:if>
  </xsl:function>

  <xsl:template match="ellipsis | gap" mode="html:about" as="node()*">
    <xsl:for-each select="desc"><xsl:apply-templates mode="html:inline"/><xsl:text> </xsl:text></xsl:for-each>
    <xsl:sequence select="html:accounted(.)"/>
  </xsl:template>

  <xsl:template match="seg" mode="html:about" as="node()*">
    <xsl:sequence select="html:accounted(.)"/>
  </xsl:template>

  <xsl:template match="corr" mode="html:about" as="node()*">
    <xsl:variable name="choice" as="element()?" select="html:entry-of(.)/parent::choice"/>
    <xsl:text>{if ($choice/sic) then html:word('corrected') || ' ' || html:word('quoted', normalize-space($choice/sic[1])) || '.' else html:word('corrected-only')}</xsl:text>
    <xsl:sequence select="html:certainty(.)"/>
  </xsl:template>

  <xsl:template match="sic" mode="html:about" as="node()*">
    <xsl:variable name="corr" as="element()?" select="html:entry-of(.)/parent::choice/corr[1]"/>
    <xsl:choose>
      <xsl:when test="$corr">{html:word('sic-corrected')} {html:word('quoted', normalize-space($corr))}.</xsl:when>
      <xsl:otherwise>{html:word('sic')}.</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="supplied" mode="html:about" as="node()*">
    <xsl:text>{html:word('supplied')}</xsl:text>
    <xsl:sequence select="html:certainty(.)"/>
  </xsl:template>

  <xsl:template match="note | *[@set:behaviour eq 'note']" mode="html:about" as="node()*">
    <xsl:sequence select="html:note-text(.)"/>
  </xsl:template>

  <!-- A note is a sentence or two, set as such; one that has verses or a table is set as a text. -->
  <xsl:function name="html:note-text" as="node()*" visibility="private">
    <xsl:param name="note" as="element()"/>
    <xsl:variable name="said" as="node()*" select="if ($note/@n castable as xs:integer and tei:is-endnotes($note/..)) then tei:numbered($note) else $note/node()"/>
    <xsl:choose>
      <xsl:when test="$said[tei:is-block(.)][not(self::p or self::ab or self::list)]"><xsl:sequence select="html:mixed($said, false())"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="$said" mode="html:inline"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="*[@cert][@ref]" mode="html:about" as="node()*">
    <xsl:text>{html:word('uncertain')}</xsl:text>
    <xsl:sequence select="html:certainty(.)"/>
  </xsl:template>

  <xsl:template match="*" mode="html:about" as="empty-sequence()" priority="-1"/>

  <!-- who omitted, from what, at which stage: what the header's categories say; and how sure that is -->
  <xsl:function name="html:accounted" as="node()*" visibility="private">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="categories" as="element()*" select="tokenize($node/@ana) ! html:by-id(substring(., 2), html:own($node))[self::category]"/>
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

  <xsl:function name="html:certainty" as="node()*" visibility="public">
    <xsl:param name="node" as="element()"/>
    <xsl:for-each select="$node/@cert">
      <xsl:text> </xsl:text>
      <span class="certainty {.}">{html:word('certainty')}: {html:value(.)}.</span>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
