<?xml version="1.0" encoding="UTF-8"?>
<!-- The correspondence, where there are letters: who wrote to whom and when, from the correspDesc of each; a page by date,
     and a page by correspondent. Source: TEI P5 Guidelines, Correspondence Description. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:html="urn:siglum:html"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- ===== the letters of a document ===== -->

  <xsl:function name="html:letters-of" as="map(*)*" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:for-each select="$document/teiHeader/profileDesc/correspDesc[correspAction/@type = ('sent', 'received')]">
      <xsl:variable name="sent" as="element()*" select="correspAction[@type eq 'sent']"/>
      <xsl:variable name="received" as="element()*" select="correspAction[@type eq 'received']"/>
      <xsl:variable name="date" as="element()?" select="($sent/date, $received/date)[normalize-space() or html:year-of(.)][1]"/>
      <xsl:sequence select="map{'from': array{html:parties($sent)}, 'to': array{html:parties($received)},
          'place': string-join(distinct-values($sent/(placeName | settlement) ! normalize-space()[.]), ', '),
          'date': string($date ! (normalize-space()[.], html:dated(.))[1]), 'when': string(html:year-of($date))}"/>
    </xsl:for-each>
  </xsl:function>

  <!-- who sent or received a letter, as the letter names them and as they are filed; `key` is the same for the same person -->
  <xsl:function name="html:parties" as="map(*)*" visibility="private">
    <xsl:param name="actions" as="element(correspAction)*"/>
    <xsl:for-each select="$actions/(persName | orgName | name | rs)[normalize-space()]">
      <xsl:variable name="entry" as="element()?" select="html:entry(@ref)"/>
      <xsl:variable name="href" as="xs:string" select="string($entry ! html:href(.))"/>
      <xsl:sequence select="map{'name': normalize-space(), 'filed': ($entry ! html:filed(.), normalize-space())[1], 'href': $href, 'key': ($href[.], @ref/normalize-space()[.], lower-case(normalize-space()))[1]}"/>
    </xsl:for-each>
  </xsl:function>

  <!-- ===== of all ===== -->

  <!-- the letters in the order of their dates, those without one last -->
  <xsl:variable name="html:correspondence" as="map(*)*" visibility="private">
    <xsl:perform-sort select="$html:all ! (let $document := . return ?letters?* ! map:merge((., map{'title': $document?title, 'file': $document?main})))">
      <xsl:sort select="(?when[.], '~')[1]"/>
    </xsl:perform-sort>
  </xsl:variable>

  <xsl:variable name="html:has-correspondence" as="xs:boolean" select="count($html:correspondence) gt 1" visibility="private"/>

  <xsl:function name="html:correspondence" as="map(*)*" visibility="private">
    <xsl:if test="$html:has-correspondence">
      <xsl:variable name="by-date" as="element()"><article class="table"><xsl:sequence select="html:letters-by-date()"/></article></xsl:variable>
      <xsl:variable name="by-person" as="element()"><article class="correspondents"><xsl:sequence select="html:letters-by-person()"/></article></xsl:variable>
      <xsl:sequence select="html:page('correspondence.html', html:word('correspondence'), $by-date), html:page('correspondents.html', html:word('correspondents'), $by-person)"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:letters-by-date" as="element()+" visibility="private">
    <xsl:variable name="years" as="xs:string*" select="distinct-values($html:correspondence ! html:year-of-letter(.)[.])"/>
    <h1>{html:word('correspondence')}</h1>
    <p class="lead">{html:word('correspondence-lead', string(count($html:correspondence)))} <a href="correspondents.html">{html:word('letters-by-person')}</a>.</p>
    <xsl:if test="count($years) gt 1 and count($html:correspondence) gt 20">
      <nav class="years" aria-label="{html:word('years')}">
        <ul><xsl:for-each select="$years"><li><a href="#year{.}">{.}</a></li></xsl:for-each></ul>
      </nav>
    </xsl:if>
    <div class="wide" role="region" tabindex="0" aria-label="{html:word('correspondence')}">
      <table class="sortable">
        <thead><tr><xsl:for-each select="'text-date', 'from', 'to', 'from-place', 'letter'"><th scope="col">{html:word('column-' || .)}</th></xsl:for-each></tr></thead>
        <tbody>
          <xsl:for-each-group select="$html:correspondence" group-adjacent="html:year-of-letter(.)">
            <xsl:for-each select="current-group()">
              <tr>
                <xsl:if test="position() eq 1 and current-grouping-key()"><xsl:attribute name="id" select="'year' || current-grouping-key()"/></xsl:if>
                <td data-sort="{(?when[.], '~')[1]}">{(?date[.], html:word('undated'))[1]}</td>
                <td><xsl:sequence select="html:persons(?from?*)"/></td>
                <td><xsl:sequence select="html:persons(?to?*)"/></td>
                <td>{?place}</td>
                <td><a href="{?file}">{?title}</a></td>
              </tr>
            </xsl:for-each>
          </xsl:for-each-group>
        </tbody>
      </table>
    </div>
  </xsl:function>

  <!-- the year of a letter as it is written; empty where it has none -->
  <xsl:function name="html:year-of-letter" as="xs:string" visibility="private">
    <xsl:param name="letter" as="map(*)"/>
    <xsl:sequence select="string($letter?when[.] ! (xs:integer(substring(., 1, 6)) - 100000))"/>
  </xsl:function>

  <xsl:function name="html:persons" as="node()*" visibility="private">
    <xsl:param name="persons" as="map(*)*"/>
    <xsl:for-each select="$persons">
      <xsl:if test="position() gt 1"><xsl:text>; </xsl:text></xsl:if>
      <xsl:choose>
        <xsl:when test="?href"><a class="name" href="{?href}">{?name}</a></xsl:when>
        <xsl:otherwise>{?name}</xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- each correspondent, by name, with the letters sent, then those received -->
  <xsl:function name="html:letters-by-person" as="element()+" visibility="private">
    <xsl:variable name="shares" as="map(*)*" select="for $letter in $html:correspondence, $role in ('from', 'to'), $person in $letter($role)?*
        return map{'letter': $letter, 'role': $role, 'person': $person}"/>
    <xsl:variable name="persons" as="array(map(*))*">
      <xsl:for-each-group select="$shares" group-by="?person?key">
        <xsl:sort select="html:filed-as(?person?filed)"/>
        <xsl:sequence select="array{current-group()}"/>
      </xsl:for-each-group>
    </xsl:variable>
    <h1>{html:word('correspondents')}</h1>
    <p class="lead">{html:word('correspondents-lead', string(count($persons)))} <a href="correspondence.html">{html:word('letters-by-date')}</a>.</p>
    <xsl:if test="count($persons) gt 5">
      <nav class="index" aria-label="{html:word('correspondents')}">
        <ul><xsl:for-each select="1 to count($persons)"><li><a href="#person{.}">{$persons[current()]?1?person?filed}</a></li></xsl:for-each></ul>
      </nav>
    </xsl:if>
    <xsl:for-each select="1 to count($persons)">
      <xsl:variable name="own" as="map(*)+" select="$persons[current()]?*"/>
      <section id="person{.}">
        <h2><xsl:sequence select="$own[1]?person ! html:persons(map:put(., 'name', ?filed))"/></h2>
        <xsl:for-each-group select="$own" group-by="?role">
          <xsl:sort select="current-grouping-key()"/>
          <xsl:variable name="other" as="xs:string" select="if (?role eq 'from') then 'to' else 'from'"/>
          <h3>{html:counted(string-join(('letters', ?role), '-'), count(current-group()))}</h3>
          <ul>
            <xsl:for-each select="current-group()?letter">
              <li>
                <span class="when">{(?date[.], html:word('undated'))[1]}</span>
                <xsl:text> </xsl:text>
                <a href="{?file}">{?title}</a>
                <xsl:for-each select=".($other)[array:size(.) gt 0]">
                  <span class="quiet"> {html:word('column-' || $other)}: <xsl:sequence select="html:persons(?*)"/></span>
                </xsl:for-each>
              </li>
            </xsl:for-each>
          </ul>
        </xsl:for-each-group>
      </section>
    </xsl:for-each>
  </xsl:function>

  <!-- a name as it is sorted: without capitals and accents -->
  <xsl:function name="html:filed-as" as="xs:string" visibility="private">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="lower-case(replace(normalize-unicode($name, 'NFKD'), '\p{M}', ''))"/>
  </xsl:function>
</xsl:stylesheet>
