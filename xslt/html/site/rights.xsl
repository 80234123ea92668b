<?xml version="1.0" encoding="UTF-8"?>
<!-- Rights, from publicationStmt/availability: those of the text, and those of the edition (markup, apparatus, notes).
     One availability counts for both. Of several, the text has the one that text/@decls points at, else the default;
     the others are the edition's. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:siglum:html"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- Statements of rights: of the text, of the edition, or ('') of both; in words; the addresses of licences. -->
  <xsl:function name="html:rights" as="map(xs:string, item()*)*" visibility="private">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:variable name="all" as="element(availability)*" select="$tei/teiHeader/fileDesc/publicationStmt/availability"/>
    <xsl:variable name="text" as="element(availability)?"
        select="($all[('#' || @xml:id) = $tei/text/tokenize(@decls)], $all[@default = ('true', '1')])[1]"/>
    <xsl:for-each select="$text, $all except $text">
      <xsl:sequence select="map{
          'of': if (count($all) eq 1) then '' else if (. is $text) then 'text' else 'edition',
          'availability': .,
          'said': string-join((licence | p | ab) ! (html:plain(.), @target[html:is-safe(.)]), ' '),
          'licences': licence/@target[html:is-safe(.)]/string()}"/>
    </xsl:for-each>
  </xsl:function>

  <!-- what a statement of rights is about, where text and edition have their own -->
  <xsl:function name="html:rights-of" as="xs:string?" visibility="private">
    <xsl:param name="rights" as="map(xs:string, item()*)"/>
    <xsl:sequence select="$rights?of[.] ! html:word('rights-' || .)"/>
  </xsl:function>

  <xsl:function name="html:rights-said" as="xs:string" visibility="private">
    <xsl:param name="rights" as="map(xs:string, item()*)"/>
    <xsl:sequence select="string-join((html:rights-of($rights), $rights?said), ': ')"/>
  </xsl:function>

  <!-- the foot of a page of a document states its rights -->
  <xsl:function name="html:rights-of-document" as="element()*" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:for-each-group select="html:rights($document)" group-by="html:rights-said(.)">
      <xsl:variable name="about" as="xs:string?" select="html:rights-of(.)"/>
      <xsl:for-each select="?availability/(licence | p | ab)">
        <p>
          <xsl:if test="position() eq 1 and $about">
            <strong class="run-in">{$about}.</strong>{' '}
          </xsl:if>
          <xsl:sequence select="html:licence(., not($about))"/>
        </p>
      </xsl:for-each>
    </xsl:for-each-group>
  </xsl:function>

  <!-- That of any other page states those of all documents: of each statement to whom it belongs. -->
  <xsl:function name="html:rights-of-all" as="element()*" visibility="private">
    <xsl:for-each-group select="$html:all ! (let $path := ?path, $title := ?short return ?rights?* ! map:merge((., map{'path': $path, 'title': $title})))" group-by="?said">
      <xsl:variable name="about" as="xs:string?" select="?about[.]"/>
      <xsl:variable name="titles" as="xs:string*" select="current-group()?title"/>
      <xsl:variable name="several" as="xs:boolean" select="count($html:all) gt count($titles)"/>
      <xsl:variable name="kind" as="xs:string" select="if ($about or $several) then 'rights' else 'rights-whole'"/>
      <xsl:variable name="statement" as="map(*)" select="."/>
      <xsl:for-each select="1 to xs:integer(?paragraphs)">
        <p>
          <xsl:if test=". eq 1 and ($about or $several)">
            <strong class="run-in">{string-join(($about, html:titles($titles)[$several]), ', ')}.</strong>{' '}
          </xsl:if>
          <xsl:text>{html:slot('of-file', $statement?path || ' ' || $kind || '-' || $statement?number || '-' || .)}</xsl:text>
        </p>
      </xsl:for-each>
    </xsl:for-each-group>
  </xsl:function>

  <!-- titles, but no more than a line or two of them -->
  <xsl:function name="html:titles" as="xs:string" visibility="private">
    <xsl:param name="titles" as="xs:string*"/>
    <xsl:sequence select="string-join((subsequence($titles, 1, $html:most-texts), '…'[count($titles) gt $html:most-texts]), ', ')"/>
  </xsl:function>

  <!-- the words of each statement, as parts of pages -->
  <xsl:function name="html:rights-parts" as="map(xs:string, node()*)*" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:for-each select="html:rights($document)">
      <xsl:variable name="number" as="xs:integer" select="position()"/>
      <xsl:for-each select="?availability/(licence | p | ab)">
        <xsl:sequence select="map{'rights-' || $number || '-' || position(): html:licence(., false())}, map{'rights-whole-' || $number || '-' || position(): html:licence(., true())}"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:function>

  <!-- the words of a licence and the way to it; `whole` says that it is the licence of all that the page holds -->
  <xsl:function name="html:licence" as="node()*" visibility="private">
    <xsl:param name="licence" as="element()"/>
    <xsl:param name="whole" as="xs:boolean"/>
    <xsl:apply-templates select="$licence/(p/node(), node()[not(self::p)])" mode="html:inline"/>
    <xsl:for-each select="$licence/@target[html:is-safe(.)]">
      <xsl:text> </xsl:text>
      <a href="{.}">
        <xsl:if test="$whole"><xsl:attribute name="rel" select="'license'"/></xsl:if>
        <xsl:text>{replace(., '^https?://', '')}</xsl:text>
      </a>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
