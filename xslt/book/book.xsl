<?xml version="1.0" encoding="UTF-8"?>
<!-- A reading, set for print, to a book: the small vocabulary (namespace urn:siglum:book) that PDF, DOCX and LaTeX are
     written from. docs/book.md describes it; scripts/siglum/publish/book.py gives it parsed, with what only the edition
     knows: the registers, and what the other witnesses have.

     A block holds blocks or words, never both: words between blocks stand in a b:p with the class “run”. What is no word of
     the reading stands in an element with apart="true". Where a word ends without a space (at a line or page of the source)
     a space is put in. -->
<xsl:package name="urn:siglum:book" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:set="urn:siglum:set"
    xmlns:reading="urn:siglum:reading"
    xmlns:source="urn:siglum:source"
    xmlns:book="urn:siglum:book"
    xmlns:b="urn:siglum:book"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:use-package name="urn:siglum:tei" package-version="1.0"/>
  <xsl:include href="blocks.xsl"/>
  <xsl:include href="inline.xsl"/>
  <xsl:output method="xml" encoding="UTF-8" omit-xml-declaration="yes"/>

  <xsl:param name="label" as="xs:string" select="''"/>
  <xsl:param name="stage" as="xs:string" select="'sic'"/>
  <xsl:param name="omissions" as="xs:boolean" select="false()"/>

  <!-- a reading to a book -->
  <xsl:mode name="book:book" on-no-match="shallow-skip" visibility="public" use-accumulators="book:notes book:editorial-notes"/>
  <!-- what stands on lines of its own -->
  <xsl:mode name="book:block" on-no-match="shallow-skip" visibility="private"/>
  <!-- the inside of a line or paragraph -->
  <xsl:mode name="book:inline" on-no-match="shallow-skip" visibility="private"/>

  <xsl:template match="/" mode="book:book" as="element(b:book)">
    <xsl:variable name="header" as="element(teiHeader)?" select="*/teiHeader"/>
    <b:book xml:lang="{(*/text/@xml:lang, */@xml:lang, $header/profileDesc/langUsage/language/@ident, 'und')[1]}">
      <b:head>
        <xsl:sequence select="book:said('title', ($header/fileDesc/titleStmt/title[not(@level eq 's')], $header/fileDesc/titleStmt/title)[1])"/>
        <xsl:for-each select="$header/fileDesc/titleStmt/author[normalize-space()]">
          <b:author>
            <xsl:for-each select=".//forename[1]"><xsl:attribute name="forename" select="normalize-space()"/></xsl:for-each>
            <xsl:for-each select=".//surname[1]"><xsl:attribute name="surname" select="normalize-space()"/></xsl:for-each>
            <xsl:text>{normalize-space(book:plain(.))}</xsl:text>
          </b:author>
        </xsl:for-each>
        <xsl:sequence select="$header/fileDesc/titleStmt/editor ! book:said('editor', .)"/>
        <b:reading>{$label}</b:reading>
        <xsl:for-each select="book:reference(($header/fileDesc/sourceDesc//(bibl | biblStruct))[1])[.]"><b:source>{.}</b:source></xsl:for-each>
        <xsl:sequence select="$header/fileDesc/publicationStmt/(book:said('date', date[1]), book:said('publisher', publisher[1]), availability/(p | licence/(p, .)[1])[normalize-space()] ! book:said('rights', .))"/>
      </b:head>
      <b:body><xsl:sequence select="book:blocks(*)"/></b:body>
    </b:book>
  </xsl:template>

  <!-- something of the header in words -->
  <xsl:function name="book:said" as="element()?" visibility="private">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="element" as="element()?"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space(book:plain($element))"/>
    <xsl:if test="$words"><xsl:element name="b:{$name}">{$words}</xsl:element></xsl:if>
  </xsl:function>

  <!-- the words of an element without its notes and numbers -->
  <xsl:function name="book:plain" as="xs:string" visibility="private">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="string-join($element//text()[empty(ancestor::note | ancestor::idno)])"/>
  </xsl:function>

  <!-- a work in words: its own, or, where none stand between its parts, persons, titles, place and publisher, date, pages -->
  <xsl:function name="book:reference" as="xs:string" visibility="private">
    <xsl:param name="work" as="element()?"/>
    <xsl:variable name="said" as="function(xs:string*) as xs:string*" select="book:parts($work, ?)"/>
    <xsl:variable name="persons" as="xs:string*" select="if (exists($said('author'))) then $said('author') else $said('editor')"/>
    <xsl:variable name="press" as="xs:string" select="string-join(($said('pubPlace') => string-join('; '), $said('publisher') => string-join('; '))[.], ': ')"/>
    <xsl:variable name="printed" as="xs:string" select="string-join(($press, $said('date')[1], $said(('biblScope', 'extent')))[.], ', ')"/>
    <xsl:variable name="titles" as="xs:string" select="string-join($said('title'), '. ')"/>
    <xsl:variable name="parts" as="xs:string*" select="(string-join(distinct-values($persons), '; '), string-join(($titles, $printed)[.], if ($press) then '. ' else ', '))[.]"/>
    <xsl:sequence select="if ($work/text()[normalize-space()] or empty($said(('author', 'editor', 'title')))) then normalize-space(book:plain($work))
                          else replace(string-join($parts, '. '), '([.?!])\. ', '$1 ')"/>
  </xsl:function>

  <!-- the words of the parts of a work that have one of these names, but not those of a work within it -->
  <xsl:function name="book:parts" as="xs:string*" visibility="private">
    <xsl:param name="work" as="element()?"/>
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="$work//*[local-name() = $names][ancestor::*[self::bibl or self::biblStruct or self::relatedItem or self::note][1] is $work]
                          ! normalize-space(book:plain(.))[.]"/>
  </xsl:function>

  <!-- ===== what every element has ===== -->

  <!-- its id, its language, its classes, its look; whether it is none of the reading -->
  <xsl:function name="book:common" as="attribute()*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@xml:lang[string()]"/>
    <xsl:for-each select="$element/@xml:id"><xsl:attribute name="id" select="."/></xsl:for-each>
    <xsl:attribute name="class" select="string-join((local-name($element), $element/@set:class/string()), ' ')"/>
    <xsl:if test="$element/@reading:editorial"><xsl:attribute name="apart" select="'true'"/></xsl:if>
    <xsl:sequence select="book:look($element)[name() ne 'italic' or not($element/@set:behaviour = ('section', 'body'))]"/>
  </xsl:function>

  <xsl:variable name="book:looks" as="map(xs:string, xs:string)"
      select="map{'italic': 'font-style\s*:\s*(italic|oblique)', 'bold': 'font-weight\s*:\s*(bold|[6-9]00)', 'smallcaps': 'font-variant(-caps)?\s*:\s*(all-)?small-caps',
                  'underline': 'underline', 'strike': 'line-through', 'super': 'vertical-align\s*:\s*super', 'sub': 'vertical-align\s*:\s*sub',
                  'spaced': 'letter-spacing\s*:\s*0*\.?[1-9]', 'center': 'text-align\s*:\s*center', 'right': 'text-align\s*:\s*(right|end)'}" visibility="private"/>

  <!-- How words look: as the models and the source say, and as is usual for emphasis, foreign words and titles. -->
  <xsl:function name="book:look" as="attribute()*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="style" as="xs:string" select="lower-case($element/@set:style)"/>
    <xsl:variable name="usual" as="xs:boolean"
        select="not(contains($style, 'font-style')) and exists($element/(self::emph | self::foreign[not(matches(@xml:lang, '^(he|ar|el|grc|ru|zh|ja)'))] | self::title[not(@level = ('a', 'u', 's'))][@set:level eq 'inline'] | self::mentioned | self::hi[not(@set:style)] | self::stage))"/>
    <xsl:for-each select="sort(map:keys($book:looks))" xmlns:map="http://www.w3.org/2005/xpath-functions/map">
      <xsl:if test="matches($style, $book:looks(.)) or . eq 'italic' and $usual"><xsl:attribute name="{.}" select="'true'"/></xsl:if>
    </xsl:for-each>
  </xsl:function>

  <!-- what a model or the output puts in -->
  <xsl:function name="book:apart" as="element(b:style)?" visibility="private">
    <xsl:param name="said" as="xs:string?"/>
    <xsl:if test="$said ne ''"><b:style apart="true">{$said}</b:style></xsl:if>
  </xsl:function>

  <!-- Corrected and supplied words are marked where the reading corrects; what a model puts around others is the output's. -->
  <xsl:function name="book:mark" as="element(b:style)?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="side" as="xs:integer"/>
    <xsl:variable name="marked" as="xs:boolean" select="$stage eq 'corr' or exists($element/@reading:editorial)"/>
    <xsl:sequence select="if ($element/self::corr) then book:apart(('[', ']')[$side])[$marked]
                          else if ($element/self::supplied) then book:apart(('⟨', '⟩')[$side])[$marked]
                          else book:apart(if ($side eq 1) then $element/@set:before else $element/@set:after)"/>
  </xsl:function>

  <!-- ===== notes ===== -->

  <!-- notes of the text and notes of the editors have each their own numbers -->
  <xsl:accumulator name="book:notes" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="*[book:is-note(.)][not(book:is-editorial(.))]" select="$value + 1"/>
  </xsl:accumulator>
  <xsl:accumulator name="book:editorial-notes" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="*[book:is-note(.)][book:is-editorial(.)]" select="$value + 1"/>
  </xsl:accumulator>

  <xsl:function name="book:is-editorial" as="xs:boolean" visibility="private">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="$note/@type = ('editorial', 'commentary') or exists($note/@resp)"/>
  </xsl:function>

  <!-- a note, or what the models of the edition make one -->
  <xsl:function name="book:is-note" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element/self::note or $element/@set:behaviour = 'note') and empty($element/ancestor::*[self::teiHeader or self::standOff or self::note or self::app or @set:behaviour = 'note'])"/>
  </xsl:function>

  <xsl:function name="book:note" as="element(b:note)" visibility="private">
    <xsl:param name="note" as="element()"/>
    <xsl:variable name="editorial" as="xs:boolean" select="book:is-editorial($note)"/>
    <b:note n="{($note/@n[normalize-space()], $note/accumulator-before(if ($editorial) then 'book:editorial-notes' else 'book:notes'))[1]}" apart="true"
        place="{if ($note/(@place, @set:param-place) = ('margin', 'left', 'right', 'margin-left', 'margin-right')) then 'margin' else if ($note/(@place, @set:param-place) = 'end' or $note/..[tei:is-endnotes(.)]) then 'end' else 'foot'}"
        kind="{if ($editorial) then 'editorial' else 'note'}">
      <xsl:copy-of select="$note/@xml:lang"/>
      <xsl:for-each select="$note/@xml:id"><xsl:attribute name="id" select="."/></xsl:for-each>
      <xsl:sequence select="book:inside(tei:numbered($note))"/>
    </b:note>
  </xsl:function>
</xsl:package>
