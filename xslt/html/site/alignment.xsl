<?xml version="1.0" encoding="UTF-8"?>
<!-- Texts joined stretch by stretch: linkGrp[@type='alignment'] links elements of one document with elements of another. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns:source="urn:siglum:source"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- of each joined element (by its generated id), the elements of other documents -->
  <xsl:variable name="html:alignment" as="map(xs:string, element()*)" select="map:merge(
      for $link in $html:site/site:site/(site:document | site:register)/TEI//linkGrp[@type eq 'alignment']/link, $one in html:targets($link/@target), $other in html:targets($link/@target)
      return map{generate-id($one): $other}[not(html:own($one) is html:own($other))], map{'duplicates': 'combine'})" visibility="private"/>

  <xsl:function name="html:aligned" as="element()*" visibility="private">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="$element ! ($html:alignment(generate-id()) | ())"/>
  </xsl:function>

  <!-- the joined stretch a text belongs to: where one stands within another, the inner -->
  <xsl:function name="html:joined" as="element()?" visibility="private">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/ancestor-or-self::*[map:contains($html:alignment, generate-id())][1][empty(.//*[map:contains($html:alignment, generate-id())])]"/>
  </xsl:function>

  <xsl:function name="html:joined-in" as="element()*" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:sequence select="$document/text//*[map:contains($html:alignment, generate-id())][html:joined(.) is .]"/>
  </xsl:function>

  <!-- ===== a column for each of the other texts ===== -->

  <xsl:function name="html:column-name" as="xs:string" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:sequence select="html:short-title($document) || html:tongue($document) ! (' (' || . || ')')"/>
  </xsl:function>

  <!-- which texts stand beside this one, and the way to them -->
  <xsl:function name="html:beside-it" as="element()*" visibility="private">
    <xsl:param name="documents" as="element(TEI)*"/>
    <xsl:for-each select="$documents">
      <p class="lead">
        <xsl:text>{html:word('aligned')} </xsl:text>
        <a href="{html:main(.)/@file}">{html:title(.)}</a>
        <xsl:text> ({html:tongue(.)}).</xsl:text>
      </p>
    </xsl:for-each>
  </xsl:function>

  <!-- the words of an element as the reading that other pages refer to has them -->
  <xsl:function name="html:main-text" as="text()*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="witness" as="xs:string?" select="html:main(html:own($element))/@witness[string()] ! ('#' || .)"/>
    <xsl:sequence select="html:texts-of($element)[every $side in ancestor::*[self::lem or self::rdg][ancestor-or-self::* intersect $element]
                          satisfies if ($side/@wit and $witness) then tokenize($side/@wit) = $witness else exists($side/self::lem)]"/>
  </xsl:function>

  <!-- the cell of another text beside a stretch: its words in the first row of the stretch -->
  <xsl:function name="html:other-cell" as="element()" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:param name="stretch" as="element()?"/>
    <xsl:param name="first" as="xs:boolean"/>
    <xsl:variable name="others" as="element()*" select="html:aligned($stretch)[html:own(.) is $document]"/>
    <td class="other" data-label="{html:column-name($document)}" lang="{html:tongue($document)}">
      <xsl:for-each select="$others[$first]">
        <xsl:if test="position() gt 1">{' '}</xsl:if>
        <xsl:sequence select="html:main-text(.) ! html:run(.)"/>
      </xsl:for-each>
      <xsl:if test="exists($others) and not($first)"><span class="absent" lang="{$html:language}">{html:word('as-above')}</span></xsl:if>
    </td>
  </xsl:function>

  <!-- ===== notes at their place ===== -->

  <!-- what a note is about: the elements that it points at, but not the call that leads to it -->
  <xsl:function name="html:about-what" as="element()*" visibility="private">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="$note/(@target | @corresp) ! html:targets(.)[not(self::ref)]"/>
  </xsl:function>

  <xsl:variable name="html:pointing" as="element(note)*" select="$html:documents//note[not(ancestor::teiHeader)][exists(html:about-what(.))]" visibility="private"/>

  <xsl:variable name="html:noted" as="element()*" select="$html:pointing ! html:about-what(.)" visibility="private"/>

  <!-- The notes of a row: those that point at words in it, and those that stand among its words. What an app says of
       itself has its own place. -->
  <xsl:function name="html:notes-at" as="element(note)*" visibility="private">
    <xsl:param name="texts" as="text()*"/>
    <xsl:variable name="standing" as="element(note)*" select="$texts/ancestor::*[tei:is-block(.)][1]//note[not(parent::app)] except $html:pointing"/>
    <xsl:perform-sort select="$html:pointing[exists(html:about-what(.)/descendant::text() intersect $texts)] |
        $standing[preceding::text()[not(tei:is-layout(.) or ancestor::note or ancestor::desc)][1] intersect $texts]">
      <xsl:sort select="xs:integer((html:about-what(.), .)[1]/@source:n)"/>
    </xsl:perform-sort>
  </xsl:function>

  <!-- a note, after the words it is about -->
  <xsl:function name="html:noted" as="element()" visibility="private">
    <xsl:param name="note" as="element(note)"/>
    <p class="note">
      <xsl:for-each select="html:about-what($note)">
        <mark lang="{html:tongue(.)}">{html:start-of(html:plain(.))}</mark>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:apply-templates select="$note" mode="html:about"/>
    </p>
  </xsl:function>
</xsl:stylesheet>
