<?xml version="1.0" encoding="UTF-8"?>
<!-- A reading as plain text: a head that ends with a line of three hyphens, then the text.

     Each paragraph is one line, followed by an empty one; block quotations are indented. Nothing is inserted but the
     marks of the reading (corrected words in square brackets, supplied words in angle brackets, omissions and gaps as
     […]), and with bare="true" not even those. -->
<xsl:package name="urn:siglum:text" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:text="urn:siglum:text"
    xmlns:source="urn:siglum:source"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:use-package name="urn:siglum:source" package-version="1.0"/>
  <xsl:use-package name="urn:siglum:tei" package-version="1.0"/>
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:param name="label" as="xs:string" select="''"/>
  <xsl:param name="witness" as="xs:string" select="''"/>
  <xsl:param name="stage" as="xs:string" select="'sic'"/>
  <xsl:param name="omissions" as="xs:boolean" select="false()"/>
  <xsl:param name="bare" as="xs:boolean" select="false()"/>

  <!-- a reading to its whole text -->
  <xsl:mode name="text:whole" on-no-match="shallow-skip" visibility="public"/>
  <!-- structure to blocks: one element for each line, with its depth of indentation -->
  <xsl:mode name="text:block" on-no-match="shallow-skip" visibility="private"/>
  <!-- the inside of a paragraph to words -->
  <xsl:mode name="text:inline" on-no-match="shallow-skip" visibility="private"/>

  <xsl:variable name="text:marked" as="xs:boolean" select="$stage eq 'corr' and not($bare)" visibility="private"/>

  <xsl:template match="/" mode="text:whole" as="text()*">
    <xsl:variable name="blocks" as="element(block)*">
      <xsl:apply-templates select="TEI/text" mode="text:block"/>
    </xsl:variable>
    <xsl:if test="not($bare)">
      <xsl:value-of select="text:head(TEI) ! (. || '&#10;')" separator=""/>
      <xsl:text>---&#10;</xsl:text>
    </xsl:if>
    <xsl:value-of select="string-join(for $block in $blocks[normalize-space()]
                          return string-join((1 to xs:integer($block/@depth)) ! '    ') || normalize-space($block) || '&#10;', '&#10;')"/>
  </xsl:template>

  <!-- work, reading, source -->
  <xsl:function name="text:head" as="xs:string*" visibility="private">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:variable name="statement" as="element(titleStmt)?" select="$tei/teiHeader/fileDesc/titleStmt"/>
    <xsl:sequence select="$statement/title[1] ! normalize-space()"/>
    <xsl:sequence select="string-join($statement/author ! normalize-space(), ', ')[.]"/>
    <xsl:sequence select="string-join(($label, ('witness ' || $witness)[$witness],
                          if ($stage eq 'corr') then 'corrections and additions of the editors in [ ] and ⟨ ⟩, gaps as […]' else 'as it stands'), '; ')"/>
    <xsl:sequence select="'Source: ' || string-join(($tei/@source:path, $tei/teiHeader/fileDesc/publicationStmt/publisher ! normalize-space()), ', ')"/>
  </xsl:function>

  <!-- ===== blocks ===== -->

  <xsl:template match="text | group | front | body | div | docTitle | argument | epigraph | postscript | lg | sp | titlePage | figure | table" mode="text:block" as="element(block)*">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <xsl:template match="docDate | titlePart | docAuthor | docImprint | docEdition | imprimatur | byline | head | p | ab | l | item | label | opener | closer
                       | dateline | salute | signed | address | addrLine | trailer | speaker | stage | row" mode="text:block" as="element(block)*">
    <xsl:sequence select="text:blocks(node())"/>
  </xsl:template>

  <xsl:template match="list" mode="text:block" as="element(block)*">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <xsl:template match="quote | said | q" mode="text:block" as="element(block)*">
    <xsl:variable name="inner" as="element(block)*">
      <xsl:choose>
        <xsl:when test="tei:is-block(.)"><xsl:apply-templates select="*" mode="#current"/></xsl:when>
        <xsl:otherwise><xsl:sequence select="text:blocks(node())"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:sequence select="$inner ! text:line(string(), xs:integer(@depth) + 1)"/>
  </xsl:template>

  <!-- The reference that stands with a quotation ends its last paragraph. -->
  <xsl:template match="cit" mode="text:block" as="element(block)*">
    <xsl:variable name="quotation" as="element(block)*">
      <xsl:apply-templates select="quote" mode="#current"/>
    </xsl:variable>
    <xsl:variable name="reference" as="xs:string*">
      <xsl:apply-templates select="* except quote" mode="text:inline"/>
    </xsl:variable>
    <xsl:sequence select="$quotation[position() lt last()]"/>
    <xsl:sequence select="$quotation[last()] ! text:line(string() || ' ' || string-join($reference), xs:integer(@depth))"/>
  </xsl:template>

  <!-- editorial matter and what stands apart from the text -->
  <xsl:template match="back | note | graphic | figDesc | linkGrp | link" mode="text:block" as="empty-sequence()"/>

  <xsl:template match="lb | pb | cb | milestone | gap" mode="text:block" as="element(block)*">
    <xsl:sequence select="text:blocks(.)"/>
  </xsl:template>

  <xsl:template match="*" mode="text:block" as="empty-sequence()" priority="-1">
    <xsl:call-template name="source:unknown">
      <xsl:with-param name="at" select="."/>
      <xsl:with-param name="task" select="'the plain text'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- the content of a paragraph: its words, and the blocks that stand between them -->
  <xsl:function name="text:blocks" as="element(block)*" visibility="private">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:for-each-group select="$nodes" group-adjacent="tei:is-block(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <xsl:apply-templates select="current-group()" mode="text:block"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:variable name="words" as="xs:string*">
            <xsl:apply-templates select="current-group()" mode="text:inline"/>
          </xsl:variable>
          <!-- no space between a quotation mark or bracket and the sign of an omission -->
          <xsl:sequence select="text:line(string-join($words) => replace('([“‘«„(]) \[…\]', '$1[…]') => replace('\[…\] ([”’»)])', '[…]$1'), 0)"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="text:line" as="element(block)" visibility="private">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="depth" as="xs:integer"/>
    <block depth="{$depth}" xmlns="http://www.tei-c.org/ns/1.0">{$words}</block>
  </xsl:function>

  <!-- ===== inline ===== -->

  <xsl:template match="text()" mode="text:inline" as="xs:string?">
    <xsl:sequence select="string(.)[not(tei:is-layout(current()))]"/>
  </xsl:template>

  <xsl:template match="abbr | bibl | citedRange | date | emph | eventName | expan | foreign | gloss | hi | idno | lem | mentioned
                       | metamark | name | orgName | orig | persName | placeName | q | quote | ref | reg | roleName | rs | said | seg
                       | sic | soCalled | term | title | unclear | rdg | cit | att | gi | val | code | ptr | ellipsis | app | p | subst | add | num | measure
                       | time | forename | surname | genName | addName | nameLink | settlement | country | region | geogName | email
                       | author | editor | publisher | pubPlace | resp | w | c | pc | label"
      mode="text:inline" as="xs:string*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="corr" mode="text:inline" as="xs:string*">
    <xsl:call-template name="text:within"><xsl:with-param name="marks" select="'[', ']'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="supplied" mode="text:inline" as="xs:string*">
    <xsl:call-template name="text:within"><xsl:with-param name="marks" select="'⟨', '⟩'"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="text:within" as="xs:string*" visibility="private">
    <xsl:param name="marks" as="xs:string+"/>
    <xsl:sequence select="$marks[1][$text:marked]"/>
    <xsl:apply-templates mode="text:inline"/>
    <xsl:sequence select="$marks[2][$text:marked]"/>
  </xsl:template>

  <xsl:template match="gap" mode="text:inline" as="xs:string?">
    <xsl:sequence select="'[…]'[$text:marked]"/>
  </xsl:template>

  <!-- Stretches of one omission have one mark. -->
  <xsl:template match="app[rdg/@type = 'omission']" mode="text:inline" as="xs:string?" priority="1">
    <xsl:sequence select="' […] '[$omissions and not($bare)][tei:begins-omission(current())]"/>
  </xsl:template>

  <xsl:template match="lb | pb" mode="text:inline" as="xs:string">
    <xsl:sequence select="' '[not(current()/@break = 'no')]"/>
  </xsl:template>

  <!-- Cells stand side by side on their line. -->
  <xsl:template match="cell" mode="text:inline" as="xs:string*">
    <xsl:sequence select="'  '[current()/preceding-sibling::cell]"/>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- what was deleted stood in the source -->
  <xsl:template match="del" mode="text:inline" as="xs:string*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="cb | milestone | graphic | figDesc | desc | note | linkGrp | link" mode="text:inline" as="empty-sequence()"/>

  <xsl:template match="*" mode="text:inline" as="empty-sequence()" priority="-1">
    <xsl:call-template name="source:unknown">
      <xsl:with-param name="at" select="."/>
      <xsl:with-param name="task" select="'the plain text'"/>
    </xsl:call-template>
  </xsl:template>
</xsl:package>
