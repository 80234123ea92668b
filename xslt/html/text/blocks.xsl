<?xml version="1.0" encoding="UTF-8"?>
<!-- The text of a reading: what stands on lines of its own. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:html="urn:siglum:html"
    xmlns:source="urn:siglum:source"
    xmlns:site="urn:siglum:site"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

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
  <xsl:function name="html:with-apparatus" as="element()" visibility="private">
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
  <xsl:function name="html:mixed" as="node()*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each-group select="$element/node()" group-adjacent="tei:is-block(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()"><xsl:apply-templates select="current-group()" mode="html:block"/></xsl:when>
        <xsl:otherwise><xsl:apply-templates select="current-group()" mode="html:inline"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:function>

  <!-- what joins texts is shown where they stand side by side -->
  <xsl:template match="linkGrp | link" mode="html:block html:inline" as="empty-sequence()"/>

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
  <xsl:template name="html:anchor" as="attribute()*" visibility="public">
    <xsl:if test="@xml:id"><xsl:attribute name="id" select="@xml:id"/></xsl:if>
    <xsl:if test="@xml:lang"><xsl:attribute name="lang" select="@xml:lang"/></xsl:if>
  </xsl:template>
</xsl:stylesheet>
