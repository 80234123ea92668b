<?xml version="1.0" encoding="UTF-8"?>
<!-- The text of a reading: what stands on lines of its own, by its behaviour (docs/models.md). -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:set="urn:siglum:set"
    xmlns:html="urn:siglum:html"
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
          <xsl:if test="@set:behaviour eq 'section' and not(html:id(.))"><xsl:attribute name="id" select="html:division-id(.)"/></xsl:if>
          <xsl:call-template name="html:anchor"/>
          <xsl:sequence select="html:said-heading(.), html:whole(.)"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A division that has no heading is headed by what it is, where it stands beside others of the types that editions share.
       Source: EpiDoc Guidelines, "Document structure". -->
  <xsl:function name="html:said-heading" as="element()?" visibility="private">
    <xsl:param name="division" as="element()"/>
    <xsl:variable name="key" as="xs:string" select="'division-' || $division/@type"/>
    <xsl:if test="$division[@set:behaviour eq 'section'] and $division/@type = $html:shared-types and $division/../*/@type[. ne $division/@type] = $html:shared-types and empty($division/*[@set:behaviour eq 'heading'])">
      <xsl:element name="h{2 + count($division/ancestor::*[@set:behaviour eq 'section'][1])}"><xsl:attribute name="data-apparatus"/>{html:word($key)}{$division[(preceding-sibling::*, following-sibling::*)/@type = @type]/@subtype ! (' (' || . || ')')}</xsl:element>
    </xsl:if>
  </xsl:function>

  <xsl:variable name="html:shared-types" as="xs:string+" select="'edition', 'apparatus', 'translation', 'commentary', 'bibliography'" visibility="private"/>

  <!-- What has no words, and nothing that stands for them, leaves no trace but its anchor. -->
  <xsl:template match="*[html:is-void(.)]" mode="html:block" as="element()?" priority="4">
    <xsl:if test="@xml:id"><div data-apparatus=""><xsl:call-template name="html:anchor"/></div></xsl:if>
  </xsl:template>

  <xsl:function name="html:is-void" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="not($element/@set:behaviour = ('cell', 'metadata', 'omit', 'index')) and not($element/self::note) and empty($element/descendant::text()[normalize-space()])
                          and empty($element/descendant-or-self::*[@set:behaviour = ('graphic', 'gap', 'glyph', 'break', 'link', 'anchor', 'foreign') or @set:before or @set:after or self::app])"/>
  </xsl:function>

  <xsl:function name="html:line" as="element()" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="line" as="element()">
      <xsl:element name="{$name}">
        <xsl:for-each select="$element">
          <xsl:attribute name="class" select="html:classes(.), html:capitals(.)"/>
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
    <!-- what is set before its first word, in the same line -->
    <xsl:param name="run-in" as="node()*" select="()"/>
    <xsl:variable name="quoted" as="element()?" select="quote[html:is-whole(.)][1]"/>
    <xsl:variable name="first" as="node()*" select="node() except *[tei:is-block(.)][1]/(., following-sibling::node())"/>
    <div class="{string-join(('paragraph', 'quoted'[$quoted]), ' ')}">
      <xsl:if test="@n and html:has-anchor(.)">
        <p class="number" data-apparatus="">
          <a href="#{html:id(.)}" aria-label="{html:word('paragraph', @n)}">{@n}</a>
          <a class="cite" href="#cite" aria-label="{html:word('cite-paragraph', @n)}">{html:word('cite')}</a>
        </p>
      </xsl:if>
      <xsl:for-each select="$quoted">
        <div class="caption" data-apparatus=""><xsl:apply-templates select="." mode="html:about"/></div>
      </xsl:for-each>
      <p>
        <xsl:variable name="classes" as="xs:string*" select="'hanging'[empty($run-in)][matches(html:plain(current()), '^[“„«‹‘&quot;]')], local-name()[not(. = ('p', 'ab'))], string(@set:class)[.]"/>
        <xsl:if test="exists($classes)"><xsl:attribute name="class" select="$classes"/></xsl:if>
        <xsl:call-template name="html:anchor"/>
        <xsl:sequence select="$run-in, html:before(.)"/>
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

  <!-- ===== what every element has ===== -->

  <!-- every xml:id of the text is an anchor of the page, and every block without one has an anchor; its language, its direction, its look -->
  <xsl:template name="html:anchor" as="attribute()*" visibility="public">
    <xsl:if test="html:has-anchor(.)"><xsl:attribute name="id" select="html:id(.)"/></xsl:if>
    <!-- front, body and back are no elements of the page: their language is said of the blocks at the top of them -->
    <xsl:variable name="part" as="element()?" select="ancestor::*[self::front or self::body or self::back][1][@xml:lang]"/>
    <xsl:variable name="above" as="element()?" select="$part[not(current()/ancestor::*[. >> $part][html:has-anchor(.)])]"/>
    <xsl:for-each select="(@xml:lang, $above/@xml:lang)[1][string()]">
      <xsl:for-each select="html:language-tag(.)[.]"><xsl:attribute name="lang" select="."/></xsl:for-each>
      <xsl:variable name="around" as="xs:string" select="html:direction(string((../ancestor::*[@xml:lang] except $above)[last()]/@xml:lang))"/>
      <xsl:for-each select="html:direction(.)[. ne $around]"><xsl:attribute name="dir" select="."/></xsl:for-each>
    </xsl:for-each>
    <xsl:variable name="style" as="xs:string*"
        select="@set:style, for $scope in ('first-line', 'first-letter') return @*[name() eq 'set:style-' || $scope] ! (tokenize(., '; ') ! ('--' || $scope || '-' || .))"/>
    <xsl:if test="exists($style)"><xsl:attribute name="style" select="string-join($style, '; ')"/></xsl:if>
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

  <!-- a speaker whose name is written in capitals throughout is set in small ones -->
  <xsl:function name="html:capitals" as="xs:string?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="'capitals'[$element/self::speaker][let $name := html:plain($element) return $name eq upper-case($name)]"/>
  </xsl:function>

  <!-- what the model puts before and after an element is none of the text -->
  <xsl:function name="html:before" as="node()*" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="$element/@set:before">
      <xsl:variable name="has-space" as="xs:boolean" select="html:comma-follows($element/preceding-sibling::node()[1])"/>
      <span class="before" data-apparatus=""><xsl:for-each select="../@set:style-before"><xsl:attribute name="style" select="."/></xsl:for-each>{if ($has-space) then replace(., '\s+$', '') else .}</span>
      <xsl:if test="$has-space"><xsl:text> </xsl:text></xsl:if>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="html:after" as="element()?" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="$element/@set:after">
      <span class="after" data-apparatus=""><xsl:for-each select="../@set:style-after"><xsl:attribute name="style" select="."/></xsl:for-each>{.}</span>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
