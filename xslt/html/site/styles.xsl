<?xml version="1.0" encoding="UTF-8"?>
<!-- Names as citations have them, and the styles of citations: author and date, note, MLA, Chicago. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:siglum:html"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- ===== names ===== -->

  <!-- A name: as it is `said`; its parts where the header tags forename and surname. No name is taken apart that is not
       tagged so: which of two words is the surname nobody knows from the words. -->
  <xsl:function name="html:parted" as="map(xs:string, xs:string)*" visibility="private">
    <xsl:param name="named" as="element()*"/>
    <xsl:variable name="each" as="element()*" select="$named ! (let $own := (name | persName | orgName) return if (count($own) gt 1) then $own else .)"/>
    <xsl:for-each-group select="$each" group-by="html:names-in(.)">
      <xsl:variable name="named" as="element()" select="current-group()[1]"/>
      <xsl:variable name="parts" as="map(xs:string, xs:string)*" select="
          let $elements := map{'family': 'surname', 'given': 'forename', 'particle': 'nameLink', 'suffix': 'genName'}
          return map:for-each($elements, function($part as xs:string, $element as xs:string) as map(xs:string, xs:string)? {
              string-join($named//*[local-name() eq $element] ! normalize-space()[.], ' ')[.] ! map{$part: .}})"/>
      <xsl:sequence select="map:merge((map{'said': current-grouping-key()}, $parts[exists($parts?family) and exists($parts?given)]))"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- a name, given name first -->
  <xsl:function name="html:name-direct" as="xs:string" visibility="private">
    <xsl:param name="name" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="if (exists($name?family) and contains($name?said, ',')) then string-join(($name?given, $name?particle, $name?family, $name?suffix), ' ') else $name?said"/>
  </xsl:function>

  <!-- a name, surname first. Source: a nameLink is no part of the surname (TEI Guidelines, 14.2.1). -->
  <xsl:function name="html:name-inverted" as="xs:string" visibility="private">
    <xsl:param name="name" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="if (exists($name?family)) then string-join(($name?family, string-join(($name?given, $name?particle), ' '), $name?suffix), ', ') else $name?said"/>
  </xsl:function>

  <!-- names after each other; where one of them has a comma that is not made here, semicolons part them -->
  <xsl:function name="html:names-direct" as="xs:string?" visibility="private">
    <xsl:param name="names" as="map(xs:string, xs:string)*"/>
    <xsl:variable name="said" as="xs:string*" select="$names ! html:name-direct(.)"/>
    <xsl:sequence select="if (some $one in $said satisfies contains($one, ',')) then string-join($said, '; ') else html:enumerated($said)"/>
  </xsl:function>

  <!-- names by the first of which a list is sorted: that one inverted -->
  <xsl:function name="html:names-sorted" as="xs:string?" visibility="private">
    <xsl:param name="names" as="map(xs:string, xs:string)*"/>
    <xsl:variable name="others" as="xs:string*" select="tail($names) ! html:name-direct(.)"/>
    <xsl:variable name="first" as="xs:string?" select="head($names) ! html:name-inverted(.)"/>
    <xsl:sequence select="if (empty($others)) then $first
                          else if (some $one in ($others, head($names)[empty(?family)]?said) satisfies contains($one, ',')) then string-join(($first, $others), '; ')
                          else html:word('and-inverted', (string-join(($first, $others[position() lt last()]), ', '), $others[last()]))"/>
  </xsl:function>

  <!-- ===== styles ===== -->

  <!-- A reading, or a paragraph of it, as each style has it; the title in a `cite`. Sources: The Chicago Manual of Style, 17th
       edition, chapters 14 (notes and bibliography) and 15 (author and date); MLA Handbook, 9th edition, chapter 5. -->
  <xsl:function name="html:styles" as="map(xs:string, node()*)" visibility="private">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="title" as="element(*)"><cite>{$record?title}</cite></xsl:variable>
    <xsl:variable name="authors" as="xs:string?" select="html:names-sorted($record?author-names)"/>
    <xsl:variable name="editors" as="xs:string?" select="html:names-direct($record?editor-names)"/>
    <xsl:variable name="edited" as="xs:string?" select="$editors ! html:word('cite-edited-by', .)"/>
    <xsl:variable name="year" as="xs:string?" select="html:year($record?date)"/>
    <xsl:variable name="located" as="xs:string?" select="html:located($record)[.]"/>
    <xsl:variable name="end" as="xs:string?" select="string-join((html:identified-in-words($record), $record?url), '. ')[.]"/>
    <xsl:variable name="dated" as="xs:string?" select="string-join(($record?publisher, $year), ', ')[.]"/>
    <xsl:variable name="et-al" as="xs:string?" select="if (count($record?author-names) gt 2) then html:name-inverted($record?author-names[1]) || ', ' || html:word('et-al') else $authors"/>
    <xsl:map>
      <xsl:map-entry key="'author-date'" select="html:sentences(($authors, ($year, html:word('no-date'))[1], $title, $edited, $record?edition, string-join(($record?publisher, $located), ', ')[.], $end))"/>
      <xsl:map-entry key="'in-text'" select="html:words-of(('(' || string-join((html:cited-as($record), ($year, html:word('no-date'))[1]), ' ') || ($record?paragraph ! (', ' || html:word('paragraph', .)), '')[1] || ')'))"/>
      <xsl:map-entry key="'note'" select="
          let $said := html:names-direct($record?author-names), $in := string-join(($record?publisher, $year), ', ')[.] ! ('(' || . || ')')
          return html:sentences(([($said ! (. || ', '), $title, $editors ! (', ' || html:word('cite-editors', .)), $record?edition ! (', ' || .), $in ! (' ' || .), $located ! (', ' || .))], $end))"/>
      <xsl:map-entry key="'mla'" select="html:sentences(($et-al, $title, string-join(($edited, $record?edition, $record?publisher, $record?date ! html:date(.), $located), ', ')[.], $end))"/>
      <xsl:map-entry key="'chicago'" select="html:sentences(($authors, $title, $edited, $record?edition, string-join(($dated, $located), ', ')[.], $end))"/>
    </xsl:map>
  </xsl:function>

  <!-- whom a citation in the text names: the surnames, or as much as is known; without an author the title -->
  <xsl:function name="html:cited-as" as="xs:string" visibility="private">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="names" as="xs:string*" select="$record?author-names ! (?family, ?said)[1]"/>
    <xsl:sequence select="if (count($names) gt 3) then $names[1] || ' ' || html:word('et-al') else (html:enumerated($names), $record?short)[1]"/>
  </xsl:function>

  <!-- identifiers that other systems know, each after its kind -->
  <xsl:function name="html:identified-in-words" as="xs:string?" visibility="private">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:sequence select="string-join($record?identifiers[upper-case(?type) = ('DOI', 'ISBN', 'ISSN', 'URN', 'ARK')] ! (upper-case(?type) || ' ' || ?value), ', ')[.]"/>
  </xsl:function>

  <!-- Parts of a citation, each with a full stop where it has no end of its own; an address has none. A part is a string, the
       title, or an array of these. -->
  <xsl:function name="html:sentences" as="node()*" visibility="private">
    <xsl:param name="parts" as="item()*"/>
    <xsl:for-each select="$parts">
      <xsl:variable name="n" as="xs:integer" select="position()"/>
      <xsl:variable name="own" as="item()*" select="if (. instance of array(*)) then ?* else ."/>
      <xsl:variable name="said" as="xs:string" select="string-join($own)"/>
      <xsl:sequence select="html:words-of((' '[$n gt 1], $own, '.'[not(matches($said, '[.?!…]$|(^|\s)https?://\S+$'))]))"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="html:words-of" as="node()*" visibility="private">
    <xsl:param name="parts" as="item()*"/>
    <xsl:for-each select="$parts">
      <xsl:choose>
        <xsl:when test=". instance of node()"><xsl:sequence select="."/></xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
