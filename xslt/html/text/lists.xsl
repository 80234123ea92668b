<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:set="urn:siglum:set"
    xmlns:html="urn:siglum:html"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="html:ordered" as="xs:string+" select="'ordered', 'numbered', 'decimal'" visibility="private"/>

  <!-- A list: items in one list of the page, labelled items as terms and what is said of them, the rest where it stands. -->
  <xsl:template match="*[@set:behaviour eq 'list']" mode="html:block" as="element()">
    <div class="{string-join(distinct-values(('list', tokenize(html:classes(.)))), ' ')}">
      <xsl:call-template name="html:anchor"/>
      <xsl:variable name="list" as="element()" select="."/>
      <xsl:for-each-group select="node()[normalize-space() or self::*[not(html:is-void(.)) or @xml:id]]" group-adjacent="html:part-of-list(.)">
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
</xsl:stylesheet>
