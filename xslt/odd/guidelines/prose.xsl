<?xml version="1.0" encoding="UTF-8"?>
<!-- The prose of an ODD, with each specification where the prose has it. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xmlns:source="urn:siglum:source"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:eg="http://www.tei-c.org/ns/Examples"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="html:chapter-id" as="xs:string" visibility="private">
    <xsl:param name="div" as="element(div)"/>
    <xsl:sequence select="($div/@xml:id, 'chapter-' || $div/@source:n)[1]"/>
  </xsl:function>

  <xsl:template match="div" mode="html:guide" as="element()">
    <section id="{html:chapter-id(.)}">
      <xsl:apply-templates select="*" mode="#current"/>
    </section>
  </xsl:template>

  <xsl:template match="div/head | body/head" mode="html:guide" as="element()">
    <xsl:element name="h{min((6, 1 + count(ancestor::div)))}"><xsl:apply-templates mode="html:guide-inline"/></xsl:element>
  </xsl:template>

  <xsl:template match="p | ab" mode="html:guide" as="element()*">
    <xsl:for-each-group select="node()" group-adjacent="exists(self::list | self::eg:egXML | self::eg | self::table)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()"><xsl:apply-templates select="current-group()" mode="html:guide"/></xsl:when>
        <xsl:when test="exists(current-group()[normalize-space()])">
          <p><xsl:apply-templates select="current-group()" mode="html:guide-inline"/></p>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:template match="list" mode="html:guide" as="element()">
    <xsl:element name="{if (@rend = ('numbered', 'ordered') or @type = ('numbered', 'ordered')) then 'ol' else 'ul'}">
      <xsl:for-each select="item">
        <li>
          <xsl:apply-templates select="node() except (p | list | eg:egXML)" mode="html:guide-inline"/>
          <xsl:apply-templates select="p | list | eg:egXML" mode="html:guide"/>
        </li>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <!-- a table: rows of the role “label” are its head -->
  <xsl:template match="table" mode="html:guide" as="element()">
    <xsl:variable name="heads" as="element(row)*" select="row[@role eq 'label']"/>
    <div class="wide" role="region" tabindex="0" aria-label="{string-join(((head, ancestor::div[1]/head)[1], $heads[1]/cell[1]) ! html:plain(.), ': ')}">
      <table>
        <xsl:for-each select="head"><caption><xsl:apply-templates mode="html:guide-inline"/></caption></xsl:for-each>
        <xsl:if test="$heads">
          <thead>
            <xsl:for-each select="$heads">
              <tr><xsl:for-each select="cell"><th scope="col"><xsl:apply-templates mode="html:guide-inline"/></th></xsl:for-each></tr>
            </xsl:for-each>
          </thead>
        </xsl:if>
        <tbody>
          <xsl:for-each select="row except $heads">
            <tr><xsl:for-each select="cell"><td><xsl:apply-templates mode="html:guide-inline"/></td></xsl:for-each></tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="eg:egXML" mode="html:guide" as="element()">
    <pre class="xml"><code><xsl:sequence select="html:example(.)"/></code></pre>
  </xsl:template>

  <xsl:template match="eg" mode="html:guide" as="element()"><pre><code>{.}</code></pre></xsl:template>

  <xsl:template match="specGrp | schemaSpec" mode="html:guide" as="element()*">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <xsl:template match="specGrpRef | moduleSpec | moduleRef | elementRef | classRef | macroRef | dataRef | note | constraintSpec" mode="html:guide" as="empty-sequence()"/>

  <!-- a specification, where it stands first -->
  <xsl:template match="elementSpec | classSpec | macroSpec | dataSpec" mode="html:guide" as="element()?">
    <xsl:variable name="spec" as="element()?" select="key('html:spec', @ident, $html:site)[1]"/>
    <xsl:if test="$spec and . is key('html:declared', @ident, $html:odd)[1]">
      <xsl:sequence select="html:specification($spec, if (ancestor::div[head] or ancestor::body[head]) then 3 else 2)"/>
    </xsl:if>
  </xsl:template>

  <!-- prose of any other kind: a paragraph where it has text of its own, else what it holds -->
  <xsl:template match="*" mode="html:guide" as="element()*" priority="-1">
    <xsl:choose>
      <xsl:when test="text()[normalize-space()] or (not(*) and normalize-space())">
        <p><xsl:apply-templates mode="html:guide-inline"/></p>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="*" mode="#current"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="gi" mode="html:guide-inline" as="element()">
    <xsl:variable name="name" as="xs:string" select="normalize-space()"/>
    <xsl:sequence select="html:spec-link(if (key('html:spec', $name, $html:site)) then $name else '&lt;' || $name || '>')"/>
  </xsl:template>

  <xsl:template match="att" mode="html:guide-inline" as="element()"><code class="att">@{normalize-space()}</code></xsl:template>

  <xsl:template match="val" mode="html:guide-inline" as="element()"><code class="val">{.}</code></xsl:template>

  <xsl:template match="code | ident | tag" mode="html:guide-inline" as="element()"><code>{.}</code></xsl:template>

  <xsl:template match="q | soCalled" mode="html:guide-inline" as="node()*">“<xsl:apply-templates mode="#current"/>”</xsl:template>

  <xsl:template match="mentioned | term | emph | title | foreign | hi" mode="html:guide-inline" as="element()"><em><xsl:apply-templates mode="#current"/></em></xsl:template>

  <xsl:template match="seg | name | persName | orgName | placeName | date | gloss | idno | abbr | p" mode="html:guide-inline" as="node()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="ref | ptr" mode="html:guide-inline" as="node()*">
    <xsl:variable name="said" as="node()*">
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="self::ptr">{replace(@target, '^https?://', '')}</xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="html:is-safe(@target) or html:by-id(substring-after(@target[starts-with(., '#')], '#'), $html:odd)/self::div"><a href="{@target}"><xsl:sequence select="$said"/></a></xsl:when>
      <xsl:otherwise><xsl:sequence select="$said"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="note | list" mode="html:guide-inline" as="node()*">
    <xsl:if test="self::note"> (<xsl:apply-templates mode="#current"/>)</xsl:if>
  </xsl:template>

  <!-- words of any other kind: as they are -->
  <xsl:template match="*" mode="html:guide-inline" as="node()*" priority="-1">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
</xsl:stylesheet>
