<?xml version="1.0" encoding="UTF-8"?>
<!-- Places of the text: the block an element stands in, where that is and what it is called. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xmlns:set="urn:siglum:set"
    xmlns:site="urn:siglum:site"
    xmlns:source="urn:siglum:source"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- the paragraph, heading or verse an element stands in, or that stands in it -->
  <xsl:function name="html:block-of" as="element()" visibility="public">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="($node/ancestor-or-self::*[self::p or self::ab or self::head or self::l or self::titlePart or self::docAuthor or self::docDate
                             or self::salute or self::signed or self::dateline or self::item][html:has-anchor(.)][1],
                          $node/ancestor::note[@n][html:has-anchor(.)][1], $node/descendant::*[self::p or self::l][html:has-anchor(.)][1], $node/ancestor-or-self::*[html:has-anchor(.)][1],
                          html:own($node))[1]"/>
  </xsl:function>

  <!-- Whether an element has a place on its page that can be linked to: an xml:id, or an anchor that was made for it
       (scripts/siglum/publish/anchors.py). -->
  <xsl:function name="html:has-anchor" as="xs:boolean" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/(@xml:id, @source:anchor))"/>
  </xsl:function>

  <!-- The id an element has on its page: its xml:id, unless the page has that for itself; else its anchor. -->
  <xsl:function name="html:id" as="xs:string" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="html:anchor-of(string($element/(@xml:id, @source:anchor)[1]))"/>
  </xsl:function>

  <xsl:function name="html:anchor-of" as="xs:string" visibility="public">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="if ($id = $html:own-ids) then 'tei-' || $id else $id"/>
  </xsl:function>

  <xsl:variable name="html:own-ids" as="xs:string+" select="'main', 'text', 'words', 'preview', 'search', 'query', 'results', 'count', 'cite', 'cited', 'seek', 'view-diplomatic', 'view-expanded', 'view-reading', 'show-names', 'show-corrections', 'show-notes', 'show-plain'" visibility="private"/>

  <!-- ===== the pages of a long text (scripts/siglum/publish/chapters.py) ===== -->

  <!-- the divisions of a reading that begin a page of their own, in the order of the text -->
  <xsl:function name="html:chapters" as="element()*" visibility="public" cache="yes">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:sequence select="(tokenize($reading/@chapters) ! key('html:ordinal', ., $reading/TEI))
        [@set:behaviour eq 'section'][not(ancestor::*/@set:behaviour = ('metadata', 'omit', 'index'))]/."/>
  </xsl:function>

  <!-- The page of a chapter. It has its number from the document, so that it is called alike in all readings; and a sign that
       no reading can have in its name. -->
  <xsl:function name="html:chapter-page" as="xs:string" visibility="public">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:param name="chapter" as="element()"/>
    <xsl:sequence select="replace($reading/@file, '\.html$', '') || '~' || 1 + index-of(tokenize($reading/@chapters), string($chapter/@source:n)) || '.html'"/>
  </xsl:function>

  <!-- the page of a reading on which an element of its document stands -->
  <xsl:function name="html:page-of" as="xs:string" visibility="public">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="at" as="xs:integer?" select="$element/ancestor-or-self::*[@source:n][1]/xs:integer(@source:n)"/>
    <xsl:variable name="chapter" as="element()?" select="html:chapters($reading)[xs:integer(@source:n) le $at][last()]"/>
    <xsl:sequence select="if ($chapter) then html:chapter-page($reading, $chapter) else string($reading/@file)"/>
  </xsl:function>

  <!-- the place of an element on the page of its reading, or of the reading that other pages refer to -->
  <xsl:function name="html:place-href" as="xs:string" visibility="public">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="html:page-of(($block/ancestor::site:reading, html:main($block/ancestor-or-self::TEI[last()]))[1], $block)
                          || '#' || (if ($block/parent::site:* or not(html:has-anchor($block))) then 'text' else html:id($block))"/>
  </xsl:function>

  <!-- ===== where a place is cited ===== -->

  <!-- what is cited by its number -->
  <xsl:function name="html:cited-paragraphs" as="element()*" visibility="public">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:sequence select="$reading/TEI/text//(p | ab | l)[@n][html:has-anchor(.)][not(ancestor::note)]"/>
  </xsl:function>

  <!-- what a place is called, among those of all documents -->
  <xsl:function name="html:place-name" as="xs:string" visibility="public">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="string-join((html:own($block)[$html:several]/self::TEI ! html:short-title(.), html:place-number($block)), ', ')"/>
  </xsl:function>

  <!-- what a place is called within its document: the number of a paragraph, or what it is -->
  <xsl:function name="html:place-number" as="xs:string" visibility="public">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="if ($block/self::note) then html:word('in-note', string($block/@n))
                          else if ($block/@n) then string($block/@n)
                          else if ($block/(self::titlePart | self::TEI)) then html:word('in-title')
                          else if ($block/self::head) then html:word('in-heading')
                          else if ($block/(self::docAuthor | self::byline)) then html:word('in-byline') else html:word('in-text')"/>
  </xsl:function>
</xsl:stylesheet>
