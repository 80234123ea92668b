<?xml version="1.0" encoding="UTF-8"?>
<!-- A reading as plain text: a head that ends with a line of three hyphens, then the text, then its notes.

     Given is the reading as it is set for plain text (xslt/models/set.xsl). Each block of words is one paragraph, parted
     from the next by an empty line; lines of verse and of lists follow each other; quotations are indented. Nothing is
     inserted but the marks of the reading (corrected words in square brackets, supplied words in angle brackets, gaps and
     omissions as […]) and the numbers of notes, and with bare="true" not even those.

     What is no text of the reading stands between U+FDD0 and U+FDD1 (no characters of any text), so that what is written
     can be compared with the reading; the file is written without these two. -->
<xsl:package name="urn:siglum:text" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:set="urn:siglum:set"
    xmlns:reading="urn:siglum:reading"
    xmlns:text="urn:siglum:text"
    xmlns:source="urn:siglum:source"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:use-package name="urn:siglum:tei" package-version="1.0"/>
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:param name="label" as="xs:string" select="''"/>
  <xsl:param name="witness" as="xs:string" select="''"/>
  <xsl:param name="stage" as="xs:string" select="'sic'"/>
  <xsl:param name="omissions" as="xs:boolean" select="false()"/>
  <xsl:param name="bare" as="xs:boolean" select="false()"/>

  <!-- a reading to its whole text -->
  <xsl:mode name="text:whole" on-no-match="shallow-skip" visibility="public" use-accumulators="text:notes"/>
  <!-- what stands on lines of its own, to blocks: one element for each, with its depth of indentation -->
  <xsl:mode name="text:block" on-no-match="shallow-skip" visibility="private"/>
  <!-- the inside of a block to words -->
  <xsl:mode name="text:inline" on-no-match="shallow-skip" visibility="private"/>

  <xsl:template match="/" mode="text:whole" as="xs:string">
    <xsl:variable name="all" as="element(block)*" select="text:blocks(*), text:notes(*)"/>
    <xsl:variable name="blocks" as="element(block)*" select="$all[translate(., '&#xFDD0;&#xFDD1; &#xA;&#x9;', '')]"/>
    <xsl:variable name="lines" as="xs:string*">
      <xsl:for-each select="$blocks">
        <xsl:variable name="n" as="xs:integer" select="position()"/>
        <xsl:sequence select="'&#10;'[$n gt 1 and subsequence($blocks, $n - 1, 2)/@close = 'false']"/>
        <xsl:sequence select="string-join((1 to xs:integer(@depth)) ! '    ') || normalize-space() || '&#10;'"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="string-join(((text:head(/*) ! (. || '&#10;'), '---&#10;')[not($bare)], $lines))"/>
  </xsl:template>

  <!-- work, reading, source -->
  <xsl:function name="text:head" as="xs:string*" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:variable name="statement" as="element(titleStmt)?" select="$tei/teiHeader/fileDesc/titleStmt"/>
    <xsl:sequence select="$statement/title[1] ! normalize-space()"/>
    <xsl:sequence select="string-join($statement/author ! normalize-space(), ', ')[.]"/>
    <xsl:sequence select="string-join(($label, ('witness ' || $witness)[$witness],
                          if ($stage eq 'corr') then 'corrections and additions of the editors in [ ] and ⟨ ⟩, gaps as […]' else 'as it stands'), '; ')"/>
    <xsl:sequence select="'Source: ' || string-join(($tei/@source:path, $tei/teiHeader/fileDesc/publicationStmt/publisher ! normalize-space()), ', ')"/>
  </xsl:function>

  <!-- what is no text of the reading -->
  <xsl:function name="text:apart" as="xs:string?" visibility="private">
    <xsl:param name="said" as="xs:string*"/>
    <xsl:sequence select="('&#xFDD0;' || string-join($said) || '&#xFDD1;')[not($bare)][exists($said)]"/>
  </xsl:function>

  <xsl:function name="text:block" as="element(block)" visibility="private">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="depth" as="xs:integer"/>
    <xsl:param name="close" as="xs:boolean"/>
    <block depth="{$depth}" close="{$close}" xmlns="http://www.tei-c.org/ns/1.0">{$words}</block>
  </xsl:function>

  <xsl:function name="text:deeper" as="element(block)*" visibility="private">
    <xsl:param name="blocks" as="element(block)*"/>
    <xsl:sequence select="$blocks ! text:block(string(), xs:integer(@depth) + 1, @close eq 'true')"/>
  </xsl:function>

  <!-- ===== blocks ===== -->

  <!-- nodes to blocks: those that are blocks, and the words between them -->
  <xsl:function name="text:blocks" as="element(block)*" visibility="private">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:for-each-group select="$nodes" group-adjacent="tei:is-block(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()"><xsl:apply-templates select="current-group()" mode="text:block"/></xsl:when>
        <xsl:otherwise>
          <xsl:variable name="words" as="xs:string*"><xsl:apply-templates select="current-group()" mode="text:inline"/></xsl:variable>
          <xsl:sequence select="text:block(text:joined($words), 0, exists(current-group()[1]/..[@set:behaviour = ('line', 'listItem', 'row')]))"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:function>

  <!-- no space between a quotation mark or bracket and the sign of an omission -->
  <xsl:function name="text:joined" as="xs:string" visibility="private">
    <xsl:param name="words" as="xs:string*"/>
    <xsl:sequence select="string-join($words) => replace(' (&#xFDD0;,) (&#xFDD1;)', '$1$2 ') => replace('([“‘«„(]&#xFDD0;) (\[…\])', '$1$2') => replace('(\[…\]) (&#xFDD1;[”’»)])', '$1$2')"/>
  </xsl:function>

  <xsl:template match="*" mode="text:block" as="element(block)*" priority="-1">
    <xsl:sequence select="text:blocks(node())"/>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'quotation' or @set:behaviour eq 'list' and ancestor::*[@set:behaviour eq 'listItem']]" mode="text:block" as="element(block)*">
    <xsl:sequence select="text:deeper(text:blocks(node()))"/>
  </xsl:template>

  <!-- The reference that stands after a quotation ends its last paragraph. -->
  <xsl:template match="*[@set:behaviour eq 'cit'][*[@set:behaviour eq 'quotation']]" mode="text:block" as="element(block)*">
    <xsl:variable name="quotation" as="element()" select="*[@set:behaviour eq 'quotation'][1]"/>
    <xsl:variable name="blocks" as="element(block)*" select="text:blocks($quotation/preceding-sibling::node()), text:blocks($quotation)"/>
    <xsl:variable name="after" as="element(block)*" select="text:blocks($quotation/following-sibling::node())"/>
    <xsl:sequence select="$blocks[position() lt last()]"/>
    <xsl:sequence select="$blocks[last()] ! text:block(string-join((., $after), ' '), xs:integer(@depth), false())"/>
  </xsl:template>

  <!-- a label stands before its item, a speaker before the speech, the cells of a row beside each other -->
  <xsl:template match="*[@set:behaviour eq 'list'][*/@set:behaviour = 'label']" mode="text:block" as="element(block)*">
    <xsl:for-each-group select="node()[self::* or normalize-space()]" group-starting-with="*[@set:behaviour eq 'label']">
      <xsl:variable name="blocks" as="element(block)*" select="text:blocks(current-group())"/>
      <xsl:choose>
        <xsl:when test="current-group()[1]/@set:behaviour eq 'label' and count($blocks) gt 1">
          <xsl:sequence select="text:block($blocks[1] || ' ' || $blocks[2], 0, true()), $blocks[position() gt 2]"/>
        </xsl:when>
        <xsl:otherwise><xsl:sequence select="$blocks"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'row']" mode="text:block" as="element(block)*">
    <xsl:variable name="cells" as="xs:string*" select="node()[self::* or normalize-space()] ! normalize-space(string-join(text:blocks(.), ' '))"/>
    <xsl:sequence select="text:block(string-join($cells, ' | '[not($bare)] ! text:apart(.) || ' '), 0, true())"/>
  </xsl:template>

  <!-- notes stand after the text; of a division of nothing but notes, too -->
  <xsl:template match="*[@set:behaviour = ('metadata', 'omit', 'index', 'anchor')] | note | noteGrp | *[@set:behaviour eq 'note'] | *[tei:is-endnotes(.)]" mode="text:block text:inline" as="empty-sequence()" priority="2"/>

  <xsl:template match="*[@set:behaviour = ('break', 'gap', 'graphic')]" mode="text:block" as="element(block)*" priority="1">
    <xsl:variable name="words" as="xs:string*"><xsl:apply-templates select="." mode="text:inline"/></xsl:variable>
    <xsl:sequence select="text:block(string-join($words), 0, false())"/>
  </xsl:template>

  <!-- ===== inline ===== -->

  <xsl:template match="text()" mode="text:inline" as="xs:string"><xsl:sequence select="string(.)"/></xsl:template>

  <!-- what the model puts around an element is a mark of the reading, or the output's -->
  <xsl:template match="*" mode="text:inline" as="xs:string*" priority="-1">
    <xsl:sequence select="text:apart(@set:before[not(current()/(self::corr | self::supplied))]), text:mark(., 1), ' '[tei:is-block(current())]"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="' '[tei:is-block(current())], text:mark(., 2), text:apart(@set:after[not(current()/(self::corr | self::supplied))])"/>
  </xsl:template>

  <!-- corrected and supplied words are marked where the reading corrects -->
  <xsl:function name="text:mark" as="xs:string?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="side" as="xs:integer"/>
    <xsl:sequence select="if ($stage ne 'corr' and not($element/@reading:editorial)) then ()
                          else if ($element/self::corr) then text:apart(('[', ']')[$side])
                          else if ($element/self::supplied) then text:apart(('⟨', '⟩')[$side]) else ()"/>
  </xsl:function>

  <!-- What the editors put in where the text is shown as it stands. -->
  <xsl:template match="*[@reading:editorial]" mode="text:inline" as="xs:string*" priority="3">
    <xsl:variable name="words" as="xs:string*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:sequence select="text:apart(translate(string-join($words), '&#xFDD0;&#xFDD1;', ''))"/>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'alternate']" mode="text:inline" as="xs:string*">
    <xsl:apply-templates select="(set:param[@name eq 'default'], *)[1]" mode="#current"/>
  </xsl:template>

  <xsl:template match="set:param[not(@name eq 'default')] | desc[@set:level eq 'inline']" mode="text:inline" as="empty-sequence()" priority="1"/>

  <xsl:template match="*[@set:behaviour eq 'gap']" mode="text:inline" as="xs:string?">
    <xsl:sequence select="text:apart((@set:param-sign, '[…]')[1])[$stage eq 'corr' or not(current()/@reason eq 'lost')]"/>
  </xsl:template>

  <!-- Stretches of one omission have one mark. -->
  <xsl:template match="app[rdg/@type = 'omission']" mode="text:inline" as="xs:string?" priority="1">
    <xsl:sequence select="text:apart(' […] ')[$omissions][tei:begins-omission(current())]"/>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'break']" mode="text:inline" as="xs:string*">
    <xsl:sequence select="' '[not(current()/@set:param-joins eq 'true')]"/>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="*[@set:behaviour eq 'graphic']" mode="text:inline" as="xs:string?">
    <xsl:sequence select="../*[@set:behaviour eq 'metadata'][1] ! text:apart('[' || normalize-space() || ']')"/>
  </xsl:template>

  <!-- ===== notes: each is called where it stands by its number, and follows the text ===== -->

  <xsl:key name="text:note" match="*[text:is-note(.)]" use="true()"/>

  <xsl:accumulator name="text:notes" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="*[text:is-note(.)]" select="$value + 1"/>
  </xsl:accumulator>

  <!-- a note, or what the models of the edition make one -->
  <xsl:function name="text:is-note" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element/self::note or $element/@set:behaviour = 'note') and empty($element/ancestor::*[self::teiHeader or self::standOff or self::note or self::app or @set:behaviour = 'note'])"/>
  </xsl:function>

  <xsl:template match="note[not(ancestor::note)] | *[@set:behaviour eq 'note'][text:is-note(.)]" mode="text:inline" as="xs:string?" priority="4">
    <xsl:sequence select="text:apart(text:number(.) ! ('[' || . || ']'))[not(tei:is-endnotes(current()/..))]"/>
  </xsl:template>

  <!-- the number of a note: its own, or its place among the notes of the text -->
  <xsl:function name="text:number" as="xs:string" visibility="private">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="string(($note/@n[normalize-space()], $note/accumulator-before('text:notes'))[1])"/>
  </xsl:function>

  <xsl:function name="text:notes" as="element(block)*" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:for-each select="key('text:note', true(), root($tei))[not($bare)]">
      <xsl:variable name="words" as="xs:string" select="translate(string-join(text:blocks(tei:numbered(.)), ' '), '&#xFDD0;&#xFDD1;', '')"/>
      <xsl:sequence select="text:block(text:apart(('[', text:number(.), '] ', normalize-space($words))), 0, false())"/>
    </xsl:for-each>
  </xsl:function>
</xsl:package>
