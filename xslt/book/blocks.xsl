<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands on lines of its own, by its behaviour (docs/models.md). -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:set="urn:siglum:set"
    xmlns:book="urn:siglum:book"
    xmlns:b="urn:siglum:book"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- nodes as blocks; the words between them in paragraphs, lines of verse that follow each other together -->
  <xsl:function name="book:blocks" as="element()*" visibility="private">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:for-each-group select="$nodes" group-adjacent="if (not(tei:is-block(.))) then 'words' else if (@set:behaviour eq 'line') then 'lines' else 'block'">
      <xsl:choose>
        <xsl:when test="current-grouping-key() eq 'words'">
          <xsl:variable name="words" as="node()*"><xsl:apply-templates select="current-group()" mode="book:inline"/></xsl:variable>
          <xsl:if test="exists($words[self::* or normalize-space()])"><b:p class="run"><xsl:sequence select="$words"/></b:p></xsl:if>
        </xsl:when>
        <xsl:when test="current-grouping-key() eq 'lines'"><b:lines><xsl:apply-templates select="current-group()" mode="book:block"/></b:lines></xsl:when>
        <xsl:otherwise><xsl:apply-templates select="current-group()" mode="book:block"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:function>

  <!-- the same, or words where there are no blocks -->
  <xsl:function name="book:inside" as="node()*" visibility="private">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:choose>
      <xsl:when test="exists($nodes[tei:is-block(.)])"><xsl:sequence select="book:blocks($nodes)"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="$nodes" mode="book:inline"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="book:framed" as="node()*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="inside" as="node()*" select="book:inside($nodes)"/>
    <xsl:variable name="wrapped" as="xs:boolean" select="exists($nodes[tei:is-block(.)])"/>
    <xsl:variable name="marks" as="element()*" select="(1, 2) ! book:mark($element, .)"/>
    <xsl:choose>
      <xsl:when test="$wrapped and exists($marks)">
        <xsl:for-each select="book:mark($element, 1)"><b:p class="run" apart="true"><xsl:sequence select="."/></b:p></xsl:for-each>
        <xsl:sequence select="$inside"/>
        <xsl:for-each select="book:mark($element, 2)"><b:p class="run" apart="true"><xsl:sequence select="."/></b:p></xsl:for-each>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="book:mark($element, 1), $inside, book:mark($element, 2)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- what nobody has a better place for: words are a paragraph, blocks a block -->
  <xsl:template match="*" mode="book:block" as="element()*" priority="-1">
    <xsl:variable name="inside" as="node()*" select="book:framed(., node())"/>
    <xsl:if test="exists($inside[self::* or normalize-space()])">
      <xsl:element name="b:{if (exists(*[tei:is-block(.)])) then 'block' else 'p'}">
        <xsl:sequence select="book:common(.), $inside"/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <xsl:template match="TEI | teiCorpus | text | group | front | body | back | *[@set:behaviour = ('document', 'body')]" mode="book:block" as="element()*" priority="1">
    <xsl:sequence select="book:blocks(node())"/>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'section']" mode="book:block" as="element()">
    <b:section kind="{(ancestor::*/local-name()[. = ('front', 'back')], 'body')[1]}" level="{1 + count(ancestor::*[@set:behaviour eq 'section'])}">
      <xsl:sequence select="book:common(.), book:framed(., node())[. instance of element()]"/>
    </b:section>
  </xsl:template>

  <!-- A heading of something that is no division has no level; the parts of a title are headings that follow each other,
       as are the lines of a heading. -->
  <xsl:template match="*[@set:behaviour = ('heading', 'title')] | head[tokenize(@set:class) = 'further']" mode="book:block" as="element()*" priority="1">
    <xsl:variable name="level" as="xs:integer" select="if (../@set:behaviour eq 'section') then (@set:param-level[. castable as xs:integer] ! xs:integer(.), count(ancestor::*[head]))[1] else 0"/>
    <xsl:variable name="heading" as="element()" select="."/>
    <xsl:choose>
      <xsl:when test="exists(*[tei:is-block(.)])">
        <xsl:for-each select="book:blocks(node())">
          <b:heading level="{$level}">
            <xsl:sequence select="book:common($heading)[not(name() eq 'id')], @*[name() ne 'id' or not($heading/@xml:id)], node()"/>
          </b:heading>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <b:heading level="{$level}"><xsl:sequence select="book:common(.), book:words(.)"/></b:heading>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- words in one line, whatever stands in them -->
  <xsl:function name="book:words" as="node()*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" as="node()*"><xsl:apply-templates select="$element/node()" mode="book:inline"/></xsl:variable>
    <xsl:sequence select="book:mark($element, 1), $words, book:mark($element, 2)"/>
  </xsl:function>

  <!-- A block that stands in a paragraph parts it: what follows goes on with it. -->
  <xsl:template match="*[@set:behaviour eq 'paragraph']" mode="book:block" as="element()*">
    <xsl:variable name="paragraph" as="element()" select="."/>
    <xsl:for-each select="book:blocks(node()[exists($paragraph/*[tei:is-block(.)])])">
      <xsl:choose>
        <xsl:when test="self::b:p[@class eq 'run']">
          <b:p><xsl:sequence select="book:common($paragraph)[not(name() eq 'id') or position() eq 1]"/><xsl:if test="position() gt 1"><xsl:attribute name="continued" select="'true'"/></xsl:if><xsl:sequence select="node()"/></b:p>
        </xsl:when>
        <xsl:otherwise><xsl:sequence select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
    <xsl:if test="empty(*[tei:is-block(.)])">
      <b:p><xsl:copy-of select="@n"/><xsl:sequence select="book:common(.), book:words(.)"/></b:p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'line']" mode="book:block" as="element()">
    <b:line indent="{(replace(@set:style, '^.*(text-indent|padding-left|margin-left|padding-inline-start|margin-inline-start)\s*:\s*([0-9.]+)em.*$', '$2')[. castable as xs:decimal], '0')[1]}">
      <xsl:copy-of select="@n, @part"/>
      <xsl:sequence select="book:common(.), book:words(.)"/>
    </b:line>
  </xsl:template>

  <xsl:template match="sp" mode="book:block" as="element()">
    <b:speech><xsl:sequence select="book:common(.), book:blocks(node())"/></b:speech>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'label']" mode="book:block" as="element()">
    <xsl:element name="b:{if (self::speaker) then 'speaker' else if (../@set:behaviour eq 'list') then 'label' else 'p'}">
      <xsl:sequence select="book:common(.), book:words(.)"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="*[@set:behaviour = ('quotation', 'cit')]" mode="book:block" as="element()">
    <b:quotation><xsl:sequence select="book:common(.), book:framed(., node())[self::* or not(current()/*[tei:is-block(.)])]"/></b:quotation>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'list']" mode="book:block" as="element()">
    <xsl:variable name="said" as="xs:string*" select="(@set:param-type, @rend) ! tokenize(.)"/>
    <b:list type="{if (*/@set:behaviour = 'label') then 'gloss' else if ($said = ('ordered', 'numbered', 'decimal')) then 'ordered' else if ($said = ('bulleted', 'bullet')) then 'bulleted' else 'plain'}">
      <xsl:sequence select="book:common(.)"/>
      <xsl:for-each-group select="node()[self::* or normalize-space()]" group-starting-with="*[@set:behaviour = ('label', 'heading')] | *[@set:behaviour eq 'listItem'][not(preceding-sibling::*[1]/@set:behaviour eq 'label')] | *[@set:level eq 'block'][not(@set:behaviour = ('label', 'listItem'))]">
        <xsl:variable name="group" as="node()*" select="current-group()"/>
        <xsl:choose>
          <xsl:when test="$group[1]/@set:behaviour = ('heading', 'gap', 'break', 'metadata', 'omit', 'note')"><xsl:sequence select="book:blocks($group)"/></xsl:when>
          <xsl:otherwise>
            <b:item>
              <xsl:sequence select="$group[@set:behaviour eq 'listItem'][1] ! book:common(.)"/>
              <xsl:apply-templates select="$group[@set:behaviour eq 'label']" mode="#current"/>
              <xsl:for-each select="$group[not(@set:behaviour = 'label')]">
                <xsl:choose>
                  <xsl:when test="@set:behaviour eq 'listItem'"><xsl:sequence select="book:blocks-of(.)"/></xsl:when>
                  <xsl:otherwise><xsl:sequence select="book:blocks(.)"/></xsl:otherwise>
                </xsl:choose>
              </xsl:for-each>
            </b:item>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </b:list>
  </xsl:template>

  <!-- the inside of an item or cell, as blocks -->
  <xsl:function name="book:blocks-of" as="element()*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="inside" as="node()*" select="book:framed($element, $element/node())"/>
    <xsl:choose>
      <xsl:when test="exists($element/*[tei:is-block(.)])"><xsl:sequence select="$inside[. instance of element()]"/></xsl:when>
      <xsl:when test="exists($inside)"><b:p class="run"><xsl:sequence select="$inside"/></b:p></xsl:when>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="*[@set:behaviour eq 'listItem']" mode="book:block" as="element()">
    <b:block><xsl:sequence select="book:common(.), book:blocks-of(.)"/></b:block>
  </xsl:template>

  <!-- a table: what is no row of it (its heading, notes) stands before -->
  <xsl:template match="*[@set:behaviour eq 'table']" mode="book:block" as="element()*">
    <xsl:variable name="rows" as="element()*" select="*[@set:behaviour eq 'row']"/>
    <xsl:sequence select="book:blocks(node() except ($rows, $rows[last()]/following-sibling::node()))"/>
    <b:table>
      <xsl:sequence select="book:common(.)"/>
      <xsl:for-each select="$rows">
        <b:row role="{(@role, 'data')[1]}">
          <xsl:for-each select="node()[self::* or normalize-space()]">
            <b:cell columns="{(@cols[. castable as xs:positiveInteger], 1)[1]}" rows="{(@rows[. castable as xs:positiveInteger], 1)[1]}">
              <xsl:choose>
                <xsl:when test="@set:behaviour eq 'cell'"><xsl:sequence select="book:common(.), book:blocks-of(.)"/></xsl:when>
                <xsl:otherwise><xsl:sequence select="book:blocks(.)"/></xsl:otherwise>
              </xsl:choose>
            </b:cell>
          </xsl:for-each>
        </b:row>
      </xsl:for-each>
    </b:table>
    <xsl:sequence select="book:blocks($rows[last()]/following-sibling::node())"/>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'figure']" mode="book:block" as="element()">
    <xsl:variable name="images" as="element()*" select="descendant::*[@set:behaviour eq 'graphic']"/>
    <b:figure>
      <xsl:sequence select="book:common(.)"/>
      <xsl:for-each select="($images/(@set:param-url, @url))[1]"><xsl:attribute name="src" select="."/></xsl:for-each>
      <xsl:for-each select="(figDesc, descendant::desc)[1]"><xsl:attribute name="alt" select="normalize-space()"/></xsl:for-each>
      <xsl:sequence select="book:blocks-of(.)"/>
    </b:figure>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'verbatim']" mode="book:block" as="element()">
    <b:verbatim><xsl:sequence select="book:common(.), string()"/></b:verbatim>
  </xsl:template>

  <!-- ===== what is none of the running text ===== -->

  <xsl:template match="*[@set:behaviour = ('metadata', 'omit', 'index', 'anchor')] | *[tei:is-endnotes(.)]" mode="book:block" as="element()*" priority="2">
    <xsl:for-each select="note"><b:block class="endnote" apart="true"><xsl:sequence select="book:note(.)"/></b:block></xsl:for-each>
  </xsl:template>

  <xsl:template match="*[book:is-note(.)]" mode="book:block" as="element()" priority="4">
    <b:block class="note" apart="true"><b:p class="run"><xsl:sequence select="book:note(.)"/></b:p></b:block>
  </xsl:template>

  <xsl:template match="note | noteGrp" mode="book:block" as="element()*" priority="3">
    <b:block class="note" apart="true"><xsl:sequence select="book:blocks(node())"/></b:block>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'break'][@set:param-type eq 'rule']" mode="book:block" as="element()" priority="2">
    <b:rule apart="true"/>
  </xsl:template>

  <xsl:template match="*[@set:behaviour = ('break', 'gap', 'graphic', 'foreign')]" mode="book:block" as="element()*" priority="1">
    <xsl:variable name="words" as="node()*"><xsl:apply-templates select="." mode="book:inline"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="exists($words) and (every $node in $words satisfies $node instance of element(b:page) or $node instance of text() and not(normalize-space($node)))"><xsl:sequence select="$words[. instance of element()]"/></xsl:when>
      <xsl:when test="exists($words[. instance of element() or normalize-space(.)])"><b:p class="run"><xsl:sequence select="$words"/></b:p></xsl:when>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
