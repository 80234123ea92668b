<?xml version="1.0" encoding="UTF-8"?>
<!-- The text of a reading: what stands on lines of its own, by its behaviour (docs/models.md). -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:set="urn:siglum:set"
    xmlns:html="urn:siglum:html"
    xmlns:source="urn:siglum:source"
    xmlns:site="urn:siglum:site"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- ===== what is in a block ===== -->

  <!-- Blocks, and the words between them: each stretch of words a paragraph of the page where it is `wrapped`. -->
  <xsl:function name="html:mixed" as="node()*" visibility="public">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="wrapped" as="xs:boolean"/>
    <xsl:for-each-group select="$nodes" group-adjacent="tei:is-block(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()"><xsl:apply-templates select="current-group()" mode="html:block"/></xsl:when>
        <xsl:when test="$wrapped">
          <xsl:if test="exists(current-group()[self::* or normalize-space()])">
            <p class="run"><xsl:apply-templates select="current-group()" mode="html:inline"/></p>
          </xsl:if>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates select="current-group()" mode="html:inline"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:function>

  <!-- the same with what the editors say about the words -->
  <xsl:function name="html:whole" as="node()*" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="html:before($element), html:mixed($element/node(), exists($element/*[tei:is-block(.)])), html:after($element), html:apparatus($element)"/>
  </xsl:function>

  <!-- a line of the page, with what the editors say about it in the margin -->
  <xsl:function name="html:with-apparatus" as="element()" visibility="private">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="line" as="element()"/>
    <xsl:variable name="apparatus" as="element()?" select="html:apparatus($node)"/>
    <xsl:choose>
      <xsl:when test="$apparatus"><div class="paragraph"><xsl:sequence select="$line, $apparatus"/></div></xsl:when>
      <xsl:otherwise><xsl:sequence select="$line"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- ===== structure ===== -->

  <xsl:template match="*[@set:behaviour eq 'body']" mode="html:block" as="element()*" priority="1">
    <xsl:sequence select="html:mixed(node(), true())"/>
  </xsl:template>

  <xsl:template match="group | front | body | back" mode="html:block" as="element()*" priority="1">
    <xsl:sequence select="html:mixed(node(), true())"/>
  </xsl:template>

  <!-- a document within a corpus -->
  <xsl:template match="*[@set:behaviour eq 'document']" mode="html:block" as="element()" priority="1">
    <section class="document">
      <xsl:call-template name="html:anchor"/>
      <xsl:if test="teiHeader"><h2 data-apparatus="">{html:title(.)}</h2></xsl:if>
      <xsl:sequence select="html:mixed(node(), true())"/>
    </section>
  </xsl:template>

  <!-- A block: a paragraph of the page where nothing but words is in it, else a container. -->
  <xsl:template match="*" mode="html:block" as="element()" priority="-1">
    <xsl:choose>
      <xsl:when test="empty(*[tei:is-block(.)]) and not(self::opener or self::closer or self::address)">
        <xsl:sequence select="html:line(., 'p')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="{if (@set:behaviour eq 'section' or self::argument or self::epigraph or self::postscript or self::lg or self::sp or self::titlePage) then 'section' else 'div'}">
          <xsl:attribute name="class" select="html:classes(.)"/>
          <xsl:call-template name="html:anchor"/>
          <xsl:sequence select="html:whole(.)"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="html:line" as="element()" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="line" as="element()">
      <xsl:element name="{$name}">
        <xsl:for-each select="$element">
          <xsl:attribute name="class" select="html:classes(.)"/>
          <xsl:call-template name="html:anchor"/>
          <xsl:sequence select="html:before(.)"/>
          <xsl:apply-templates mode="html:inline"/>
          <xsl:sequence select="html:after(.)"/>
        </xsl:for-each>
      </xsl:element>
    </xsl:variable>
    <xsl:sequence select="html:with-apparatus($element, $line)"/>
  </xsl:function>

  <!-- the first title of the text is the heading of the page -->
  <xsl:template match="*[@set:behaviour eq 'title']" mode="html:block" as="element()">
    <xsl:variable name="is-first" as="xs:boolean" select=". is key('html:title', 'title', html:own(.))[1]"/>
    <xsl:variable name="line" as="element()">
      <xsl:element name="{if ($is-first) then 'h1' else 'p'}">
        <xsl:if test="not($is-first)"><xsl:attribute name="class" select="html:classes(.)"/></xsl:if>
        <xsl:call-template name="html:anchor"/>
        <xsl:apply-templates mode="html:inline"/>
      </xsl:element>
    </xsl:variable>
    <xsl:sequence select="html:with-apparatus(., $line)"/>
  </xsl:template>

  <!-- whether a text has a title of its own -->
  <xsl:function name="html:has-title" as="xs:boolean" visibility="public">
    <xsl:param name="tei" as="element()"/>
    <xsl:sequence select="exists(key('html:title', 'title', $tei))"/>
  </xsl:function>

  <xsl:key name="html:title" match="*[@set:behaviour eq 'title'][not(ancestor::teiHeader)]" use="string(@set:behaviour)"/>

  <xsl:template match="*[@set:behaviour eq 'heading']" mode="html:block" as="element()">
    <xsl:variable name="level" as="xs:integer" select="xs:integer((@set:param-level[. castable as xs:integer], 1)[1])"/>
    <xsl:variable name="line" as="element()">
      <xsl:element name="h{min((6, 1 + max((1, $level))))}">
        <xsl:if test="@set:class"><xsl:attribute name="class" select="@set:class"/></xsl:if>
        <xsl:call-template name="html:anchor"/>
        <xsl:sequence select="html:before(.)"/>
        <xsl:apply-templates mode="html:inline"/>
        <xsl:sequence select="html:after(.)"/>
      </xsl:element>
    </xsl:variable>
    <xsl:sequence select="html:with-apparatus(., $line)"/>
  </xsl:template>

  <!-- A paragraph: its number in the margin, its words, what the editors say about it. A block that stands in it comes
       where it stands: the words before it and those after it are each a paragraph of the page. -->
  <xsl:template match="*[@set:behaviour eq 'paragraph']" mode="html:block" as="element()+">
    <xsl:variable name="quoted" as="element()?" select="quote[html:is-whole(.)][1]"/>
    <xsl:variable name="first" as="node()*" select="node() except *[tei:is-block(.)][1]/(., following-sibling::node())"/>
    <div class="{string-join(('paragraph', 'quoted'[$quoted]), ' ')}">
      <xsl:if test="@n and html:has-anchor(.)">
        <p class="number" data-apparatus="">
          <a href="#{html:id(.)}" aria-label="{html:word('paragraph', @n)}">{@n}</a>
          <a class="cite" href="{html:cite-href(.)}" aria-label="{html:word('cite-paragraph', @n)}">{html:word('cite')}</a>
        </p>
      </xsl:if>
      <xsl:for-each select="$quoted">
        <div class="caption" data-apparatus=""><xsl:apply-templates select="." mode="html:about"/></div>
      </xsl:for-each>
      <p>
        <xsl:variable name="classes" as="xs:string*" select="'hanging'[matches(html:plain(current()), '^[“„«‹‘&quot;]')], local-name()[not(. = ('p', 'ab'))], string(@set:class)[.]"/>
        <xsl:if test="exists($classes)"><xsl:attribute name="class" select="$classes"/></xsl:if>
        <xsl:call-template name="html:anchor"/>
        <xsl:sequence select="html:before(.)"/>
        <xsl:apply-templates select="$first" mode="html:inline"/>
        <xsl:sequence select="html:after(.)"/>
      </p>
      <xsl:sequence select="html:apparatus(.)"/>
    </div>
    <xsl:for-each-group select="node() except $first" group-adjacent="tei:is-block(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()"><xsl:apply-templates select="current-group()" mode="#current"/></xsl:when>
        <xsl:when test="exists(current-group()[normalize-space() or self::*])">
          <div class="paragraph">
            <p><xsl:apply-templates select="current-group()" mode="html:inline"/></p>
          </div>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <!-- A line of verse, of a page, of an address. Every fifth verse has its number in the margin, and a verse that goes on
       in another speech begins where the one before it ended. -->
  <xsl:template match="*[@set:behaviour eq 'line']" mode="html:block" as="element()">
    <xsl:variable name="line" as="element()">
      <xsl:element name="{if (*[tei:is-block(.)]) then 'div' else 'p'}">
        <xsl:attribute name="class" select="html:classes(.), @part[. = ('I', 'M', 'F')] ! ('part-' || .)"/>
        <xsl:call-template name="html:anchor"/>
        <xsl:if test="@n[not(. castable as xs:integer) or xs:integer(.) mod 5 eq 0][string-length(.) le 8]">
          <span class="line-number" data-apparatus="">{@n}</span>
        </xsl:if>
        <xsl:sequence select="html:before(.), html:mixed(node(), false()), html:after(.)"/>
      </xsl:element>
    </xsl:variable>
    <xsl:sequence select="html:with-apparatus(., $line)"/>
  </xsl:template>

  <!-- ===== quotations ===== -->

  <!-- A block quotation: who speaks, on what occasion, when; then the words, and where they are from. -->
  <xsl:template match="*[@set:behaviour = ('quotation', 'cit')]" mode="html:block" as="element()">
    <xsl:variable name="quotation" as="element()" select="(self::*[@set:behaviour eq 'cit']/(quote, q, said), .)[1]"/>
    <xsl:variable name="about" as="node()*">
      <xsl:if test="$quotation[self::quote or self::said or self::q]"><xsl:apply-templates select="$quotation" mode="html:about"/></xsl:if>
    </xsl:variable>
    <figure class="quotation">
      <xsl:if test="not($quotation is .)"><xsl:call-template name="html:anchor"/></xsl:if>
      <xsl:if test="exists($about)"><figcaption data-apparatus=""><xsl:sequence select="$about"/></figcaption></xsl:if>
      <blockquote>
        <xsl:if test="$quotation is ."><xsl:call-template name="html:anchor"/></xsl:if>
        <xsl:choose>
          <xsl:when test="$quotation is ."><xsl:sequence select="html:quoted(.)"/></xsl:when>
          <xsl:otherwise>
            <xsl:for-each-group select="node()" group-adjacent="(generate-id()[current() is $quotation], string(tei:is-block(.)))[1]">
              <xsl:choose>
                <xsl:when test="current() is $quotation">
                  <xsl:for-each select="$quotation">
                    <div class="quoted"><xsl:call-template name="html:anchor"/><xsl:sequence select="html:quoted(.)"/></div>
                  </xsl:for-each>
                </xsl:when>
                <xsl:when test="tei:is-block(.) and not(self::bibl)"><xsl:apply-templates select="current-group()" mode="#current"/></xsl:when>
                <xsl:when test="exists(current-group()[normalize-space() or self::*])">
                  <p class="reference"><xsl:apply-templates select="current-group()" mode="html:inline"/></p>
                </xsl:when>
              </xsl:choose>
            </xsl:for-each-group>
          </xsl:otherwise>
        </xsl:choose>
      </blockquote>
    </figure>
  </xsl:template>

  <!-- the words of a quotation, as paragraphs -->
  <xsl:function name="html:quoted" as="node()*" visibility="private">
    <xsl:param name="quotation" as="element()"/>
    <xsl:choose>
      <xsl:when test="$quotation/*[tei:is-block(.)]"><xsl:sequence select="html:mixed($quotation/node(), true())"/></xsl:when>
      <xsl:otherwise>
        <div class="paragraph">
          <p><xsl:apply-templates select="$quotation/node()" mode="html:inline"/></p>
          <xsl:sequence select="html:apparatus($quotation)"/>
        </div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- ===== lists, tables, figures ===== -->

  <xsl:variable name="html:ordered" as="xs:string+" select="'ordered', 'numbered', 'decimal'" visibility="private"/>

  <!-- A list: items in one list of the page, labelled items as terms and what is said of them, the rest where it stands. -->
  <xsl:template match="*[@set:behaviour eq 'list']" mode="html:block" as="element()">
    <div class="{string-join(distinct-values(('list', tokenize(html:classes(.)))), ' ')}">
      <xsl:call-template name="html:anchor"/>
      <xsl:variable name="list" as="element()" select="."/>
      <xsl:for-each-group select="node()[self::* or normalize-space()]" group-adjacent="html:part-of-list(.)">
        <xsl:choose>
          <xsl:when test="current-grouping-key() eq 'labelled'">
            <dl><xsl:apply-templates select="current-group()" mode="html:item"/></dl>
          </xsl:when>
          <xsl:when test="current-grouping-key() eq 'item'">
            <xsl:element name="{if (tokenize($list/@rend) = $html:ordered or tokenize($list/@set:param-type) = $html:ordered) then 'ol' else 'ul'}">
              <xsl:apply-templates select="current-group()" mode="html:item"/>
            </xsl:element>
          </xsl:when>
          <xsl:otherwise><xsl:sequence select="html:mixed(current-group(), true())"/></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </div>
  </xsl:template>

  <xsl:function name="html:part-of-list" as="xs:string" visibility="private">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="labelled" as="xs:boolean" select="exists($node/../*[@set:behaviour eq 'label'])"/>
    <xsl:sequence select="if ($node/@set:behaviour = ('label', 'listItem') and $labelled) then 'labelled'
                          else if ($node/@set:behaviour = ('listItem', 'list')) then 'item' else 'other'"/>
  </xsl:function>

  <xsl:template match="*" mode="html:item" as="element()">
    <xsl:element name="{if (@set:behaviour eq 'label') then 'dt' else if (../*[@set:behaviour eq 'label']) then 'dd' else 'li'}">
      <xsl:if test="not(self::item or self::label)"><xsl:attribute name="class" select="html:classes(.)"/></xsl:if>
      <xsl:if test="not(@set:behaviour eq 'list')"><xsl:call-template name="html:anchor"/></xsl:if>
      <xsl:choose>
        <xsl:when test="@set:behaviour eq 'list'"><xsl:apply-templates select="." mode="html:block"/></xsl:when>
        <xsl:otherwise><xsl:sequence select="html:before(.), html:mixed(node(), false()), html:after(.), html:apparatus(.)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <!-- A table. What is neither row nor heading has a row of its own. -->
  <xsl:template match="*[@set:behaviour eq 'table']" mode="html:block" as="element()">
    <div class="wide" role="region" tabindex="0" aria-label="{(head[1] ! html:plain(.)[.], html:word('table'))[1]}">
      <table>
        <xsl:call-template name="html:anchor"/>
        <xsl:variable name="caption" as="element()?" select="*[1][@set:behaviour eq 'heading']"/>
        <xsl:for-each select="$caption"><caption><xsl:call-template name="html:anchor"/><xsl:apply-templates mode="html:inline"/></caption></xsl:for-each>
        <xsl:for-each select="* except $caption">
          <tr>
            <xsl:choose>
              <xsl:when test="@set:behaviour eq 'row'">
                <xsl:call-template name="html:anchor"/>
                <xsl:apply-templates select="*" mode="html:cell"/>
              </xsl:when>
              <xsl:otherwise>
                <td colspan="{max((1, ../*[@set:behaviour eq 'row'] ! count(*)))}"><xsl:sequence select="html:mixed(., false())"/></td>
              </xsl:otherwise>
            </xsl:choose>
          </tr>
        </xsl:for-each>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="*" mode="html:cell" as="element()">
    <xsl:element name="{if ((@role, ../@role) = 'label') then 'th' else 'td'}">
      <xsl:call-template name="html:anchor"/>
      <xsl:for-each select="@set:param-columns[html:is-span(.)]"><xsl:attribute name="colspan" select="."/></xsl:for-each>
      <xsl:for-each select="@set:param-rows[html:is-span(.)]"><xsl:attribute name="rowspan" select="."/></xsl:for-each>
      <xsl:sequence select="if (@set:behaviour eq 'cell') then (html:mixed(node(), false()), html:apparatus(.)) else html:mixed(., false())"/>
    </xsl:element>
  </xsl:template>

  <xsl:function name="html:is-span" as="xs:boolean" visibility="private">
    <xsl:param name="said" as="xs:string"/>
    <xsl:sequence select="matches($said, '^[1-9][0-9]{0,2}$') and $said ne '1'"/>
  </xsl:function>

  <!-- a row or cell that stands in no table -->
  <xsl:template match="*[@set:behaviour = ('row', 'cell', 'listItem')]" mode="html:block" as="element()">
    <div class="{html:classes(.)}"><xsl:call-template name="html:anchor"/><xsl:sequence select="html:whole(.)"/></div>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'figure']" mode="html:block" as="element()">
    <figure class="{html:classes(.)}">
      <xsl:call-template name="html:anchor"/>
      <xsl:variable name="last" as="element()?" select="*[@set:behaviour eq 'heading'][last()][empty(following-sibling::*[not(@set:behaviour = ('metadata', 'graphic'))])]"/>
      <xsl:for-each-group select="node() except $last" group-adjacent="tei:is-block(.)">
        <xsl:sequence select="html:mixed(current-group(), true())"/>
      </xsl:for-each-group>
      <xsl:for-each select="$last"><figcaption><xsl:call-template name="html:anchor"/><xsl:apply-templates mode="html:inline"/></figcaption></xsl:for-each>
    </figure>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'heading'][parent::*/@set:behaviour eq 'figure'] | *[@set:behaviour eq 'label']" mode="html:block" as="element()" priority="1">
    <xsl:sequence select="html:line(., 'p')"/>
  </xsl:template>

  <!-- ===== descriptions: a label, then what it says ===== -->

  <xsl:template match="*[@set:behaviour eq 'description']" mode="html:block" as="element()">
    <div class="description {html:classes(.)}">
      <xsl:call-template name="html:anchor"/>
      <span class="label" data-apparatus="">{html:called(.)}</span>
      <xsl:text> </xsl:text>
      <div class="said"><xsl:sequence select="html:whole(.)"/></div>
    </div>
  </xsl:template>

  <!-- what an element is, in words: as the labels have it, else its name, its parts parted -->
  <xsl:function name="html:called" as="xs:string" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
    <xsl:variable name="label" as="xs:string" select="html:value($name)"/>
    <xsl:variable name="said" as="xs:string" select="if ($label ne $name) then $label else lower-case(replace($name, '([a-z])([A-Z])', '$1 $2'))"/>
    <xsl:sequence select="upper-case(substring($said, 1, 1)) || substring($said, 2) || ($element/@type[not(local-name($element) = 'description')] ! (' (' || . || ')'), '')[1]"/>
  </xsl:function>

  <xsl:template match="*[@set:behaviour eq 'verbatim']" mode="html:block" as="element()">
    <pre class="{html:classes(.)}"><xsl:call-template name="html:anchor"/><code><xsl:apply-templates mode="html:verbatim"/></code></pre>
  </xsl:template>

  <!-- markup shown as it stands: its tags are no text -->
  <xsl:template match="*" mode="html:verbatim" as="node()*">
    <span class="tag" data-apparatus="">&lt;{name()}<xsl:for-each select="@* except @set:*"> {name()}="{.}"</xsl:for-each>{if (node()) then '>' else '/>'}</span>
    <xsl:apply-templates mode="#current"/>
    <xsl:if test="node()"><span class="tag" data-apparatus="">&lt;/{name()}></span></xsl:if>
  </xsl:template>

  <xsl:template match="text()" mode="html:verbatim" as="text()"><xsl:sequence select="."/></xsl:template>

  <!-- ===== what is no text ===== -->

  <!-- notes that are called from the text -->
  <xsl:template match="*[tei:is-endnotes(.)]" mode="html:block" as="element()" priority="2">
    <section class="endnotes" data-apparatus="">
      <xsl:call-template name="html:anchor"/>
      <xsl:apply-templates select="head" mode="#current"/>
      <ol>
        <xsl:for-each select="note">
          <li>
            <xsl:call-template name="html:anchor"/>
            <xsl:if test="@n castable as xs:integer"><xsl:attribute name="value" select="xs:integer(@n)"/></xsl:if>
            <xsl:sequence select="html:note-text(.)"/>
            <xsl:apply-templates select="gap" mode="html:about"/>
            <xsl:for-each select="tokenize(@target)[starts-with(., '#')]">{' '}<a class="back" href="{.}" aria-label="{html:word('back')}">↩</a></xsl:for-each>
          </li>
        </xsl:for-each>
      </ol>
    </section>
  </xsl:template>

  <xsl:template match="note | noteGrp | *[@set:behaviour eq 'note']" mode="html:block" as="element()" priority="1">
    <div class="editorial" role="note" data-apparatus="">
      <xsl:call-template name="html:anchor"/>
      <xsl:sequence select="html:note-text(.)"/>
    </div>
  </xsl:template>

  <xsl:template match="*[@set:behaviour = ('metadata', 'omit', 'index')]" mode="html:block" as="element()?">
    <xsl:if test="self::fw"><p class="fw" data-apparatus=""><xsl:apply-templates mode="html:inline"/></p></xsl:if>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'break']" mode="html:block" as="element()?">
    <xsl:variable name="shown" as="xs:string?" select="html:break-shown(.)"/>
    <xsl:if test="$shown or @xml:id">
      <p class="{if (@set:param-type eq 'page') then 'page' else 'milestone'}" data-apparatus=""><xsl:call-template name="html:anchor"/>{$shown}</p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*[@set:behaviour = ('gap', 'graphic', 'anchor', 'foreign', 'glyph', 'text')]" mode="html:block" as="element()?">
    <xsl:where-populated><div class="alone"><xsl:apply-templates select="." mode="html:inline"/></div></xsl:where-populated>
  </xsl:template>

  <xsl:template match="set:param" mode="html:block" as="empty-sequence()" priority="3"/>

  <xsl:template match="set:sequence" mode="html:block" as="element()*" priority="3"><xsl:sequence select="html:mixed(node(), true())"/></xsl:template>

  <!-- ===== what every element has ===== -->

  <!-- every xml:id of the text is an anchor of the page, and every block without one has an anchor; its language, its direction, its look -->
  <xsl:template name="html:anchor" as="attribute()*" visibility="public">
    <xsl:if test="html:has-anchor(.)"><xsl:attribute name="id" select="html:id(.)"/></xsl:if>
    <xsl:if test="@xml:lang[string()]">
      <xsl:attribute name="lang" select="@xml:lang"/>
      <xsl:variable name="around" as="xs:string" select="html:direction(string(../ancestor-or-self::*[@xml:lang][1]/@xml:lang))"/>
      <xsl:for-each select="html:direction(@xml:lang)[. ne $around]"><xsl:attribute name="dir" select="."/></xsl:for-each>
    </xsl:if>
    <xsl:if test="@set:style"><xsl:attribute name="style" select="@set:style"/></xsl:if>
  </xsl:template>

  <!-- Source: Unicode Standard Annex 9; the scripts that run from right to left, and the languages written in them. -->
  <xsl:function name="html:direction" as="xs:string" visibility="public">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:sequence select="if (matches($tag, '-(Arab|Hebr|Syr[cejn]|Thaa|Mand|Samr|Nkoo|Armi|Phnx|Avst|Phli|Sogd)(-|$)', 'i')) then 'rtl'
                          else if (matches($tag, '-[A-Z][a-z]{3}(-|$)')) then 'ltr'
                          else if (matches($tag, '^(ar|arb|he|heb|hbo|fa|fas|per|ur|urd|yi|yid|syr|syc|arc|oar|ps|pus|ckb|dv|ug|sd|ota|sam|phn|mid|nqo)(-|$)', 'i')) then 'rtl' else 'ltr'"/>
  </xsl:function>

  <!-- the classes of an element: its name, those of its model -->
  <xsl:function name="html:classes" as="xs:string" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string-join((local-name($element), $element/@set:class/string()), ' ')"/>
  </xsl:function>

  <!-- what the model puts before and after an element is none of the text -->
  <xsl:function name="html:before" as="element()?" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="$element/@set:before"><span class="before{' comma'[starts-with(current(), ',')]}" data-apparatus="">{.}</span></xsl:for-each>
  </xsl:function>

  <xsl:function name="html:after" as="element()?" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="$element/@set:after"><span class="after" data-apparatus="">{.}</span></xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
