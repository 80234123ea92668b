<?xml version="1.0" encoding="UTF-8"?>
<!-- What a page says of itself to those who collect references, from the header: for the text and for the edition each
     its own rights. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- a page that is of no single document says what that of the first does -->
  <xsl:function name="html:first-metadata" as="text()" visibility="private">
    <xsl:text>{html:slot('first', 'metadata')}</xsl:text>
  </xsl:function>

  <!-- Sources: Highwire Press tags as Google Scholar's inclusion guidelines list them; DCMI, Expressing Dublin Core in
       HTML; the Open Graph protocol; schema.org. -->
  <xsl:function name="html:metadata" as="element()*" visibility="private">
    <xsl:param name="tei" as="element(TEI)?"/>
    <xsl:param name="reading" as="element(site:reading)?"/>
    <xsl:sequence select="html:metadata($tei, $reading, $reading/@file)"/>
  </xsl:function>

  <!-- the same for one of several pages of a reading; the first names its quotations -->
  <xsl:function name="html:metadata" as="element()*" visibility="private">
    <xsl:param name="tei" as="element(TEI)?"/>
    <xsl:param name="reading" as="element(site:reading)?"/>
    <xsl:param name="file" as="xs:string?"/>
    <xsl:for-each select="$tei">
      <xsl:variable name="record" as="map(xs:string, item()*)" select="html:record(., $reading, (), $file)"/>
      <xsl:variable name="abstract" as="xs:string?" select="teiHeader/profileDesc/abstract ! html:plain(*[1])[.]"/>
      <xsl:variable name="named" as="map(xs:string, xs:string)*" select="
          map{'citation_title': $record?title}, $record?authors ! map{'citation_author': .}, $record?editors ! map{'citation_editor': .},
          $record?publisher ! map{'citation_publisher': .}, $record?date ! map{'citation_publication_date': translate(., '-', '/')},
          $record?language ! map{'citation_language': .}, $record?url ! map{'citation_public_url': .},
          map{'DC.title': $record?title}, $record?authors ! map{'DC.creator': .}, $record?editors ! map{'DC.contributor': .},
          $record?publisher ! map{'DC.publisher': .}, $record?date ! map{'DC.date': .}, $record?language ! map{'DC.language': .},
          $record?identifiers ! map{'DC.identifier': string-join((?type[.], ?value), ' ')}, html:identified($record, 'DOI') ! map{'citation_doi': .},
          html:identified($record, 'ISBN') ! map{'citation_isbn': .}, html:identified($record, 'ISSN') ! map{'citation_issn': .},
          $record?rights ! map{'DC.rights': html:rights-said(.)}, map{'DC.type': 'Text'}, $abstract ! map{'description': .}"/>
      <xsl:for-each select="$named">
        <meta name="{map:keys(.)}" content="{?*}"/>
      </xsl:for-each>
      <meta property="og:type" content="article"/>
      <meta property="og:title" content="{$record?title}"/>
      <xsl:if test="$abstract"><meta property="og:description" content="{$abstract}"/></xsl:if>
      <xsl:for-each select="$record?url">
        <meta property="og:url" content="{.}"/>
        <xsl:if test="$reading or not($html:address)"><link rel="canonical" href="{.}"/></xsl:if>
      </xsl:for-each>
      <script type="application/ld+json">
        <xsl:value-of select="replace(serialize(html:schema-org($record, $abstract, $reading[@file eq $file]), map{'method': 'json'}), '&lt;', '\\u003c')"/>
      </script>
    </xsl:for-each>
  </xsl:function>

  <!-- A page in the words of schema.org. Where text and edition have rights of their own, each is a part with its own;
       where one statement counts for both, it is that of the page. -->
  <xsl:function name="html:schema-org" as="map(*)" visibility="private">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:param name="abstract" as="xs:string?"/>
    <xsl:param name="reading" as="element(site:reading)?"/>
    <xsl:variable name="text" as="map(*)*" select="$record?rights[?of = 'text']"/>
    <xsl:variable name="edition" as="map(*)*" select="$record?rights[?of = 'edition']"/>
    <xsl:variable name="quotations" as="map(*)*" select="$reading/TEI/text//(quote[@source] | said[@who])[not(ancestor::note)] ! html:schema-org-quotation(.)"/>
    <xsl:variable name="authors" as="map(*)?" select="map{'author': array{$record?authors ! map{'@type': 'Person', 'name': .}}}[exists($record?authors)]"/>
    <xsl:variable name="editors" as="map(*)?" select="map{'editor': array{$record?editors ! map{'@type': 'Organization', 'name': .}}}[exists($record?editors)]"/>
    <xsl:variable name="parts" as="map(*)*" select="
        map:merge((map{'@type': 'CreativeWork', 'name': html:word('rights-text') || ': ' || $record?title}, map{'hasPart': array{$quotations}}[exists($quotations)], $authors, html:schema-org-rights($text)))[exists($text)],
        map:merge((map{'@type': 'CreativeWork', 'name': html:word('rights-edition') || ': ' || $record?title}, $editors, html:schema-org-rights($edition)))[exists($edition)],
        $quotations[empty($text)]"/>
    <xsl:sequence select="map:merge((map{'@context': 'https://schema.org', '@type': 'CreativeWork', 'name': $record?title}, $authors, $editors,
        $record?publisher ! map{'publisher': map{'@type': 'Organization', 'name': .}},
        $record?published ! map{'datePublished': .}, $record?changed ! map{'dateModified': .}, $record?language ! map{'inLanguage': .}, $record?edition ! map{'version': .},
        map{'identifier': array{$record?identifiers ! map:merge((map{'@type': 'PropertyValue', 'value': ?value}, ?type[.] ! map{'propertyID': .}))}}[exists($record?identifiers)],
        $record?reading ! map{'alternativeHeadline': .}, $abstract ! map{'abstract': .}, html:schema-org-rights($record?rights[?of eq '']),
        map{'hasPart': array{$parts}}[exists($parts)], $record?url ! map{'url': .}))"/>
  </xsl:function>

  <xsl:function name="html:schema-org-rights" as="map(*)?" visibility="private">
    <xsl:param name="rights" as="map(*)*"/>
    <xsl:if test="exists($rights)">
      <xsl:variable name="holders" as="element()*" select="$rights?availability//(persName | orgName | name)"/>
      <xsl:sequence select="map:merge((map{'copyrightNotice': string-join($rights?said, ' ')}, map{'license': array{$rights?licences}}[exists($rights?licences)],
          map{'copyrightHolder': array{$holders ! map{'@type': if (self::orgName) then 'Organization' else if (self::persName) then 'Person' else 'Thing', 'name': normalize-space()}}}[exists($holders)]))"/>
    </xsl:if>
  </xsl:function>

  <!-- a quotation: whose words, from which work, and the words that are its speaker's -->
  <xsl:function name="html:schema-org-quotation" as="map(*)" visibility="private">
    <xsl:param name="quotation" as="element()"/>
    <xsl:variable name="speakers" as="xs:string" select="html:speakers($quotation)"/>
    <xsl:sequence select="map:merge((map{'@type': 'Quotation', 'text': html:spoken($quotation)}, $speakers[.] ! map{'creator': map{'@type': 'Person', 'name': .}},
        html:entry($quotation/@source) ! map{'isPartOf': map{'@type': 'CreativeWork', 'name': html:preferred(.)}}))"/>
  </xsl:function>
</xsl:stylesheet>
