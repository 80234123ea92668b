<?xml version="1.0" encoding="UTF-8"?>
<!-- Registers: what an entry says, and the way from a name to its entry. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xmlns:source="urn:siglum:source"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- ===== the page of a register ===== -->

  <xsl:function name="html:register" as="map(xs:string, xs:string)" visibility="private">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:variable name="title" as="xs:string" select="if ($tei/parent::*/self::*:register) then html:title($tei) else html:word('register-of', html:title($tei))"/>
    <xsl:variable name="entries" as="element()*" select="$tei/standOff//(person | personGrp | org | place | event | bibl | biblStruct)[@xml:id]"/>
    <xsl:variable name="content" as="element()*">
      <article class="register">
        <h1>{$title}</h1>
        <xsl:if test="count($entries) gt 5">
          <nav class="index" aria-label="{html:word('entries')}">
            <ul>
              <xsl:for-each select="$entries">
                <li><a href="#{@xml:id}">{html:preferred(.)}</a></li>
              </xsl:for-each>
            </ul>
          </nav>
        </xsl:if>
        <xsl:apply-templates select="$tei/standOff/*" mode="html:register"/>
      </article>
    </xsl:variable>
    <xsl:sequence select="html:page(html:register-page($tei), $title, $content)"/>
  </xsl:function>

  <xsl:template match="listPerson | listOrg | listPlace | listEvent | listBibl" mode="html:register" as="element()*">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <xsl:template match="head" mode="html:register" as="element()">
    <h2><xsl:apply-templates mode="html:inline"/></h2>
  </xsl:template>

  <!-- what links entries, or says something about the list, is for those who read the XML -->
  <xsl:template match="listRelation | relation | desc | listAnnotation | linkGrp | link" mode="html:register" as="empty-sequence()"/>

  <xsl:template match="person | personGrp | org | place | event | bibl | biblStruct" mode="html:register" as="element()">
    <section class="entry">
      <xsl:call-template name="html:anchor"/>
      <h2>
        <xsl:value-of select="html:preferred(.)"/>
        <xsl:if test="@type eq 'alleged'"><xsl:text> </xsl:text><span class="flag">{html:word('alleged')}</span></xsl:if>
      </h2>
      <xsl:sequence select="(self::bibl | self::biblStruct) ! html:reference(.)"/>
      <xsl:for-each select="html:life(.)[.]"><p class="dates">{.}</p></xsl:for-each>
      <xsl:variable name="variants" as="element()*" select="(persName | orgName | placeName | eventName[not(parent::bibl)])[@type eq 'variant']"/>
      <xsl:if test="exists($variants)">
        <p class="variants">
          <xsl:text>{html:word('also')} </xsl:text>
          <xsl:for-each select="$variants">
            <xsl:if test="position() gt 1">; </xsl:if>
            <span><xsl:call-template name="html:anchor"/>{normalize-space()}</span>
          </xsl:for-each>
        </p>
      </xsl:if>
      <xsl:for-each select="note | desc">
        <p class="description"><xsl:apply-templates mode="html:inline"/><xsl:sequence select="html:certainty(.)"/></p>
      </xsl:for-each>
      <xsl:if test="idno">
        <p class="identifiers">
          <xsl:for-each select="idno">
            <xsl:if test="position() gt 1"> · </xsl:if>
            <xsl:sequence select="html:identifier(.)"/>
          </xsl:for-each>
        </p>
      </xsl:if>
      <xsl:sequence select="html:mentions(.)"/>
    </section>
  </xsl:template>

  <xsl:template match="*" mode="html:register" as="empty-sequence()" priority="-1">
    <xsl:call-template name="source:unknown">
      <xsl:with-param name="at" select="."/>
      <xsl:with-param name="task" select="'the page of a register'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- a work: author, title, place, publisher, date -->
  <xsl:function name="html:reference" as="element()?" visibility="private">
    <xsl:param name="bibl" as="element()"/>
    <xsl:variable name="parts" as="xs:string*"
        select="string-join($bibl//author ! normalize-space(), ' and ')[.],
                ($bibl//title)[position() gt 1] ! normalize-space(),
                $bibl/respStmt ! (normalize-space(resp) || ': ' || normalize-space(resp/following-sibling::*[1])),
                $bibl/eventName ! normalize-space(),
                string-join(($bibl//pubPlace, $bibl//publisher) ! normalize-space(), ': ')[.],
                ($bibl//date)[1] ! normalize-space(), $bibl/extent ! normalize-space()"/>
    <xsl:if test="exists($parts) or $bibl/ptr">
      <p class="reference">
        <xsl:value-of select="string-join($parts, ', ')"/>
        <xsl:for-each select="$bibl/ptr">{' '}<xsl:apply-templates select="." mode="html:inline"/></xsl:for-each>
      </p>
    </xsl:if>
  </xsl:function>

  <xsl:variable name="html:authorities" as="map(xs:string, xs:string)" select="map{
      'Wikidata': 'https://www.wikidata.org/wiki/', 'GND': 'https://d-nb.info/gnd/', 'VIAF': 'https://viaf.org/viaf/',
      'ISNI': 'https://isni.org/isni/', 'ORCID': 'https://orcid.org/'}" visibility="private"/>

  <xsl:function name="html:identifier" as="element()" visibility="private">
    <xsl:param name="idno" as="element(idno)"/>
    <xsl:variable name="base" as="xs:string?" select="$idno/@type ! $html:authorities(.)"/>
    <span class="identifier">
      <xsl:text>{$idno/@type} </xsl:text>
      <xsl:choose>
        <xsl:when test="$base"><a href="{$base}{encode-for-uri(normalize-space($idno))}">{normalize-space($idno)}</a></xsl:when>
        <xsl:otherwise>{normalize-space($idno)}</xsl:otherwise>
      </xsl:choose>
      <xsl:sequence select="html:certainty($idno)"/>
    </span>
  </xsl:function>
</xsl:stylesheet>
