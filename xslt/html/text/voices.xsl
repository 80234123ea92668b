<?xml version="1.0" encoding="UTF-8"?>
<!-- Who speaks. A quotation gives its speaker the words that the witnesses of the work have (witness/@corresp names the
     work that quote/@source names); where no witness of it is listed, all its words. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- the witnesses of the work that is quoted, in the header of the document -->
  <xsl:function name="html:witnesses-of" as="element(witness)*" visibility="private">
    <xsl:param name="quotation" as="element()"/>
    <xsl:variable name="works" as="xs:string*" select="$quotation/@source ! (for $pointer in tokenize(.) return tei:resolved($pointer, .))"/>
    <xsl:sequence select="html:own($quotation)/teiHeader//witness[@xml:id][@corresp ! (for $pointer in tokenize(.) return tei:resolved($pointer, .)) = $works]"/>
  </xsl:function>

  <xsl:function name="html:pointers-of" as="xs:string*" visibility="private">
    <xsl:param name="quotation" as="element()"/>
    <xsl:sequence select="html:witnesses-of($quotation)/@xml:id ! ('#' || .)"/>
  </xsl:function>

  <!-- whether a side of a variation is what one of these witnesses has; a lem without @wit is what all those have that no rdg names -->
  <xsl:function name="html:attests" as="xs:boolean" visibility="private">
    <xsl:param name="side" as="element()"/>
    <xsl:param name="witnesses" as="xs:string*"/>
    <xsl:variable name="elsewhere" as="xs:string*" select="html:entry-of($side/ancestor::app[1])/rdg/tokenize(@wit)"/>
    <xsl:sequence select="not($side/@type = 'omission') and (if ($side/self::lem[not(@wit)]) then not(every $witness in $witnesses satisfies $witness = $elsewhere)
                          else tokenize($side/@wit) = $witnesses)"/>
  </xsl:function>

  <!-- whether a text within a quotation is its speaker's -->
  <xsl:function name="html:speaks" as="xs:boolean" visibility="private">
    <xsl:param name="quotation" as="element()"/>
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="witnesses" as="xs:string*" select="html:pointers-of($quotation)"/>
    <xsl:sequence select="empty($witnesses) or html:is-attested($text, $quotation, $witnesses)"/>
  </xsl:function>

  <!-- whether a node stands only in such sides, of the variations within a quotation, as these witnesses have -->
  <xsl:function name="html:is-attested" as="xs:boolean" visibility="private">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="quotation" as="element()"/>
    <xsl:param name="witnesses" as="xs:string*"/>
    <xsl:sequence select="every $side in $node/ancestor::*[self::lem or self::rdg][ancestor::* intersect $quotation] satisfies html:attests($side, $witnesses)"/>
  </xsl:function>

  <!-- the words of a quotation that are its speaker's; […] where the text has others -->
  <xsl:function name="html:spoken" as="xs:string" visibility="public">
    <xsl:param name="quotation" as="element()"/>
    <xsl:sequence select="html:spoken-of($quotation, $quotation)"/>
  </xsl:function>

  <!-- the words of a part of a quotation that are the speaker's of the whole -->
  <xsl:function name="html:spoken-of" as="xs:string" visibility="public">
    <xsl:param name="part" as="element()"/>
    <xsl:param name="quotation" as="element()"/>
    <xsl:variable name="witnesses" as="xs:string*" select="html:pointers-of($quotation)"/>
    <xsl:variable name="encoded" as="element()" select="html:entry-of($part)"/>
    <xsl:variable name="said" as="xs:string*" select="html:said-by($encoded, $witnesses, string($quotation/ancestor::site:reading/@stage))"/>
    <xsl:sequence select="if (empty($witnesses)) then html:plain($part)
                          else if (not(html:is-attested($encoded, html:entry-of($quotation), $witnesses))) then ''
                          else normalize-space(string-join($said)) => replace('(\[…\] ?)+', '[…] ') => replace('([“‘«„(]) \[…\]', '$1[…]') => replace('\[…\] ([”’»)])', '[…]$1') => normalize-space()"/>
  </xsl:function>

  <!-- what these witnesses have of a node as it is encoded, at a stage of correction -->
  <xsl:function name="html:said-by" as="xs:string*" visibility="private">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="witnesses" as="xs:string*"/>
    <xsl:param name="stage" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="$node/self::text()"><xsl:sequence select="string($node)[not(tei:is-layout($node))]"/></xsl:when>
      <xsl:when test="$node[self::note or self::desc or self::ref[@type eq 'noteCall']]"/>
      <xsl:when test="$node[self::supplied or self::corr or self::reg or self::expan[parent::choice]][$stage ne 'corr']"/>
      <xsl:when test="$node[self::sic or self::orig or self::abbr][$stage eq 'corr'][parent::choice]"/>
      <xsl:when test="$node/self::app">
        <xsl:variable name="sides" as="element()*" select="$node/(lem | rdg)[html:attests(., $witnesses)]"/>
        <xsl:sequence select="if (normalize-space(string-join($sides))) then $sides[1] ! html:said-by(., $witnesses, $stage) else ' […] '"/>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="' '[tei:is-block($node)], $node/node() ! html:said-by(., $witnesses, $stage), ' '[tei:is-block($node)]"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- ===== who quotes a quotation ===== -->

  <!-- the quotation in which a quotation stands, where its speaker has any words of it -->
  <xsl:function name="html:quoting" as="element(quote)?" visibility="public">
    <xsl:param name="quotation" as="element()"/>
    <xsl:sequence select="$quotation/ancestor::quote[@source][1][exists(html:words(html:spoken-of($quotation, .)))]"/>
  </xsl:function>

  <!-- whether the one who quotes leaves out or changes words -->
  <xsl:function name="html:in-part" as="xs:boolean" visibility="public">
    <xsl:param name="quotation" as="element()"/>
    <xsl:variable name="quoting" as="element(quote)?" select="html:quoting($quotation)"/>
    <xsl:sequence select="exists($quoting) and not(deep-equal(html:words(html:spoken-of($quotation, $quoting)), html:words(html:spoken($quotation))))"/>
  </xsl:function>

  <!-- the speakers of a quotation, by name -->
  <xsl:function name="html:speakers" as="xs:string" visibility="public">
    <xsl:param name="quotation" as="element()"/>
    <xsl:sequence select="string-join(if ($quotation/@who) then html:entry($quotation/@who) ! html:preferred(.) else html:entry($quotation/@source)/author ! html:plain(.), ', ')"/>
  </xsl:function>

  <!-- whose words a text is, and who quotes them; empty for the words of the text itself -->
  <xsl:function name="html:voice" as="xs:string" visibility="public">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="speakers" as="xs:string*" select="reverse($text[not(ancestor::ref[@type eq 'noteCall'])]/ancestor::*[self::quote[@source] or self::said[@who]][html:speaks(., $text)] ! html:speakers(.)[.])"/>
    <xsl:sequence select="string(fold-left(tail($speakers), head($speakers),
        function($said as xs:string, $quoting as xs:string) as xs:string { html:word('quoted-voice', ($said, $quoting)) }))"/>
  </xsl:function>
</xsl:stylesheet>
