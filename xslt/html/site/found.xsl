<?xml version="1.0" encoding="UTF-8"?>
<!-- What catalogues, archives and search engines ask of a document: all from its header, nothing where it says nothing
     (scripts/siglum/publish/found makes files of it). -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="html:catalogued" as="map(*)" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:variable name="record" as="map(xs:string, item()*)" select="html:record($document, (), ())"/>
    <xsl:variable name="header" as="element(teiHeader)?" select="$document/teiHeader"/>
    <xsl:sequence select="map{
        'title': string($record?title),
        'authors': array{$header/fileDesc/titleStmt/author ! html:responsible(.)},
        'editors': array{$header/fileDesc/titleStmt/(editor | respStmt/(name | persName | orgName)) ! html:responsible(.)},
        'publisher': string($record?publisher),
        'published': string($record?published),
        'changed': string($record?changed),
        'version': normalize-space($header/fileDesc/editionStmt/edition[1]/@n),
        'abstract': string-join($header/profileDesc/abstract[1]/(.[not(*)], *) ! html:plain(.)[.], ' '),
        'keywords': array{distinct-values($header/profileDesc/textClass/keywords//(term | item[not(term)]) ! normalize-space()[.])},
        'language': string($record?language),
        'identifiers': array{$record?identifiers},
        'rights': array{$record?rights ! map{'said': html:rights-said(.), 'licences': array{?licences}}},
        'releases': array{$header/revisionDesc//change[normalize-space(@n)][@when] ! map{'version': normalize-space(@n), 'when': string(@when), 'said': html:plain(.)}}}"/>
  </xsl:function>

  <!-- Those that an element names, each with the parts of the name and the identifiers that it or its entry has. A name is
       taken apart where the markup does it. -->
  <xsl:function name="html:responsible" as="map(*)*" visibility="private">
    <xsl:param name="named" as="element()"/>
    <xsl:variable name="several" as="element()*" select="$named/(name | persName | orgName)[count(../(name | persName | orgName)) gt 1]"/>
    <xsl:for-each select="$several, $named[empty($several)]">
      <xsl:variable name="said" as="xs:string" select="string-join(html:names-in(.), ', ')"/>
      <xsl:variable name="entry" as="element()?" select="(@ref, (persName | orgName | name)/@ref)[1] ! html:entry(.)"/>
      <xsl:variable name="parted" as="element()?" select="(., $entry/persName[html:is-same-name(., $said)])[.//surname[normalize-space()] and .//forename[normalize-space()]][1]"/>
      <xsl:variable name="identifiers" as="element(idno)*" select="(.//idno, $entry/idno)[@type][normalize-space()]"/>
      <xsl:sequence select="map{
          'said': $said,
          'family': string-join($parted//(nameLink | surname) ! normalize-space()[.], ' '),
          'given': string-join($parted//forename ! normalize-space()[.], ' '),
          'is-organisation': exists((., *)/self::orgName | $entry/self::org),
          'identifiers': array{$identifiers ! map{'type': normalize-space(@type), 'value': normalize-space()}}}[$said]"/>
    </xsl:for-each>
  </xsl:function>

  <!-- whether a name in a register is that under which somebody is named -->
  <xsl:function name="html:is-same-name" as="xs:boolean" visibility="private">
    <xsl:param name="name" as="element(persName)"/>
    <xsl:param name="said" as="xs:string"/>
    <xsl:sequence select="$said = (normalize-space($name), string-join($name//(forename | nameLink | surname) ! normalize-space(), ' '),
                          string-join(($name//forename, $name//nameLink, $name//surname) ! normalize-space(), ' '))"/>
  </xsl:function>

  <!-- The page for an address at which there is none. Where it is shown, no one knows: its links are made absolute. -->
  <xsl:function name="html:missing" as="map(*)?" visibility="private">
    <xsl:if test="$html:address">
      <xsl:variable name="content" as="element()">
        <article class="prose">
          <h1>{html:word('missing')}</h1>
          <p class="lead">{html:word('missing-lead')}</p>
          <ul>
            <li><a href="index.html">{html:slot('name', '')}</a></li>
            <li><a href="search.html">{html:word('search')}</a></li>
          </ul>
        </article>
      </xsl:variable>
      <xsl:sequence select="html:page('404.html', html:word('missing'), $content, html:unlisted())"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:unlisted" as="element()" visibility="private">
    <meta name="robots" content="noindex"/>
  </xsl:function>

  <!-- the feed of releases, told to those who look for one -->
  <xsl:function name="html:feed" as="element()*" visibility="private">
    <xsl:for-each select="$html:site/site:site/site:download[@file eq 'releases.atom']">
      <link rel="alternate" type="application/atom+xml" href="{html:download-href(.)}" title="{html:word('releases')}"/>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
