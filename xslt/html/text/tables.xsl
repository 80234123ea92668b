<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables and figures. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:set="urn:siglum:set"
    xmlns:html="urn:siglum:html"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- A table. What is neither row nor heading has a row of its own. -->
  <xsl:template match="*[@set:behaviour eq 'table']" mode="html:block" as="element()">
    <div class="wide" role="region" tabindex="0" aria-label="{(head[1] ! html:plain(.)[.], html:word('table'))[1]}">
      <table>
        <xsl:call-template name="html:anchor"/>
        <xsl:variable name="caption" as="element()?" select="*[1][@set:behaviour eq 'heading']"/>
        <xsl:for-each select="$caption"><caption><xsl:call-template name="html:anchor"/><xsl:apply-templates mode="html:inline"/></caption></xsl:for-each>
        <xsl:for-each select="node()[self::* or normalize-space()] except $caption">
          <tr>
            <xsl:choose>
              <xsl:when test="@set:behaviour eq 'row'">
                <xsl:call-template name="html:anchor"/>
                <xsl:apply-templates select="node()[self::* or normalize-space()]" mode="html:cell"/>
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

  <xsl:template match="text()" mode="html:cell" as="element()"><td><xsl:apply-templates select="." mode="html:inline"/></td></xsl:template>

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
</xsl:stylesheet>
