<?xml version="1.0" encoding="UTF-8"?>
<!-- The header, in prose. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xmlns:source="urn:siglum:source"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- what the header says of a witness, its notes at the end -->
  <xsl:function name="html:described" as="node()*" visibility="private">
    <xsl:param name="witness" as="element(witness)"/>
    <xsl:apply-templates select="$witness/(node() except note), $witness/note/node()" mode="html:inline"/>
  </xsl:function>

  <!-- ===== the header, in prose ===== -->

  <xsl:template match="p | ab" mode="html:header" as="element()">
    <p><xsl:apply-templates mode="html:inline"/></p>
  </xsl:template>

  <xsl:template match="list" mode="html:header" as="element()">
    <ul><xsl:for-each select="item"><li><xsl:apply-templates mode="html:inline"/></li></xsl:for-each></ul>
  </xsl:template>

  <xsl:template match="projectDesc | samplingDecl | refsDecl | editorialDecl | revisionDesc" mode="html:header" as="element()*">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <!-- a declaration: what it declares, and in what words -->
  <xsl:template match="correction | normalization | quotation | punctuation | interpretation | stdVals | hyphenation | segmentation" mode="html:header" as="element()*">
    <xsl:variable name="name" as="xs:string" select="html:value(local-name())"/>
    <xsl:for-each select="p">
      <p>
        <xsl:if test="position() eq 1"><strong class="run-in">{$name}.</strong>{' '}</xsl:if>
        <xsl:apply-templates mode="html:inline"/>
      </p>
    </xsl:for-each>
  </xsl:template>

  <!-- how to cite, where the declaration says it in words -->
  <xsl:template match="citeStructure" mode="html:header" as="element()*">
    <xsl:for-each select="desc"><p><xsl:apply-templates mode="html:inline"/></p></xsl:for-each>
  </xsl:template>

  <xsl:template match="variantEncoding" mode="html:header" as="empty-sequence()"/>

  <xsl:template match="listWit" mode="html:header" as="element()">
    <dl class="sigla">
      <xsl:for-each select=".//witness">
        <dt>{@xml:id}</dt>
        <dd>
          <xsl:sequence select="html:described(.)"/>
          <xsl:for-each select="tokenize(@ana) ! html:by-id(substring(., 2), html:own(current()))[self::category]">
            <xsl:text> ({normalize-space(catDesc)})</xsl:text>
          </xsl:for-each>
        </dd>
      </xsl:for-each>
    </dl>
  </xsl:template>

  <xsl:template match="biblStruct | bibl | biblFull | msDesc | listBibl" mode="html:header" as="element()*">
    <p class="reference">
      <xsl:value-of select="string-join((distinct-values(.//author ! normalize-space()), .//title ! normalize-space(), .//publisher ! normalize-space(), .//date ! normalize-space(),
                            .//extent ! normalize-space(), .//repository ! normalize-space(), .//idno ! string-join((@type, normalize-space()), ' ')), ', ')
                            || '.'[current()//(author | title | idno)]"/>
      <xsl:if test="not(.//(author | title | idno))"><xsl:apply-templates mode="html:inline"/></xsl:if>
      <xsl:for-each select="ptr">{' '}<xsl:apply-templates select="." mode="html:inline"/></xsl:for-each>
    </p>
    <xsl:for-each select="note"><p><xsl:apply-templates mode="html:inline"/></p></xsl:for-each>
  </xsl:template>

  <xsl:template match="taxonomy" mode="html:header" as="element()*">
    <p><xsl:apply-templates select="desc[1]/node()" mode="html:inline"/></p>
    <ul><xsl:apply-templates select="category" mode="#current"/></ul>
  </xsl:template>

  <xsl:template match="category" mode="html:header" as="element()">
    <li>
      <xsl:apply-templates select="catDesc/node()" mode="html:inline"/>
      <xsl:if test="category"><ul><xsl:apply-templates select="category" mode="#current"/></ul></xsl:if>
    </li>
  </xsl:template>

  <xsl:template match="respStmt" mode="html:header" as="element()">
    <p>{string-join((normalize-space(resp[1])[.], html:names-joined((name | persName | orgName) ! normalize-space())[.]), ': ')}.</p>
  </xsl:template>

  <xsl:template match="editor" mode="html:header" as="element()">
    <p>{html:word('editors')}: {html:names-joined(html:names-in(.))}.</p>
  </xsl:template>

  <xsl:template match="change" mode="html:header" as="element()">
    <p><strong class="run-in">{html:dated(.)}.</strong>{' '}<xsl:apply-templates mode="html:inline"/></p>
  </xsl:template>

  <xsl:template match="listChange" mode="html:header" as="element()*">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <!-- everything else as in a text -->
  <xsl:template match="*" mode="html:header" as="node()*" priority="-1"><xsl:sequence select="html:mixed(., true())"/></xsl:template>
</xsl:stylesheet>
