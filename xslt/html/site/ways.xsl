<?xml version="1.0" encoding="UTF-8"?>
<!-- The ways from each page to the others, from the facts of all documents. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- how many texts are named in the menu; more are listed on the first page -->
  <xsl:variable name="html:most-texts" as="xs:integer" select="20" visibility="private"/>

  <!-- a way: its label, and its file or the ways behind it -->
  <xsl:variable name="html:navigation" as="map(*)*" visibility="private">
    <xsl:variable name="listed" as="xs:boolean" select="count($html:all) le $html:most-texts"/>
    <xsl:sequence select="if ($listed) then html:ways(html:word('text'), $html:all ! map{'label': if ($html:several) then ?title else html:word('text'), 'file': ?main})
                          else map{'label': html:word('texts'), 'file': 'index.html'}"/>
    <xsl:sequence select="html:ways(html:word('parallel'), $html:all[$listed][?parallel] !
        map{'label': if (count($html:all[?parallel]) gt 1) then ?title else html:word('parallel'), 'file': ?parallel})"/>
    <xsl:sequence select="html:ways(html:word('registers'), ($html:registers[$listed or count($html:registers) le $html:most-texts or not(?of-document)]
        ! map{'label': html:register-name(.), 'file': ?file},
        map{'label': html:word('quotations'), 'file': 'quotations.html'}[exists($html:quotations)],
        map{'label': html:word('omissions'), 'file': 'omissions.html'}[exists($html:omissions)]))"/>
    <xsl:sequence select="html:ways(html:word('correspondence'), (map{'label': html:word('letters-by-date'), 'file': 'correspondence.html'},
        map{'label': html:word('letters-by-person'), 'file': 'correspondents.html'})[$html:has-correspondence])"/>
    <xsl:sequence select="html:ways(html:word('pictures'), (
        map{'label': html:word('timeline'), 'file': 'timeline.html'}[exists($html:moments)],
        map{'label': html:word('map'), 'file': 'map.html'}[exists($html:map)],
        map{'label': html:word('network'), 'file': 'network.html'}[exists($html:network)],
        map{'label': html:word('transmission'), 'file': 'transmission.html'}[$html:all?transmission = true()]))"/>
    <xsl:sequence select="map{'label': html:word('search'), 'file': 'search.html'}"/>
    <xsl:sequence select="html:ways(html:word('edition'), (
        map{'label': html:word('about'), 'file': 'about.html'},
        map{'label': html:word('guidelines'), 'file': 'guidelines.html'}[$html:site/site:site/site:schema],
        map{'label': html:word('changes'), 'file': 'changes.html'}[$html:changed],
        map{'label': html:word('cite'), 'file': 'cite.html'}, map{'label': html:word('downloads'), 'file': 'downloads.html'}))"/>
  </xsl:variable>

  <!-- what a register is called where ways are named: its title without the words before its kind -->
  <xsl:function name="html:register-name" as="xs:string" visibility="private">
    <xsl:param name="register" as="map(*)"/>
    <xsl:variable name="kinds" as="xs:string*" select="$register?kinds?*"/>
    <xsl:sequence select="if (count($kinds) eq 1 and $kinds = ('listPerson', 'listOrg', 'listPlace', 'listEvent', 'listBibl') and
                              count($html:registers[?kinds?* = $kinds]) eq 1)
                          then html:word($kinds) else $register?title"/>
  </xsl:function>

  <!-- several ways behind one; a single way is its own -->
  <xsl:function name="html:ways" as="map(*)?" visibility="private">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="ways" as="map(*)*"/>
    <xsl:sequence select="if (count($ways) gt 1) then map{'label': $label, 'ways': $ways} else $ways"/>
  </xsl:function>

  <!-- a way as each page has it: where the page itself lies behind it, that is marked -->
  <xsl:function name="html:way" as="element()" visibility="private">
    <xsl:param name="way" as="map(*)"/>
    <li>
      <xsl:choose>
        <xsl:when test="exists($way?ways)">
          <details class="ways" name="ways">
            <summary>
              <xsl:attribute name="data-holds" select="html:slot('holds', string-join($way?ways?file, ' '))"/>
              <xsl:text>{$way?label}</xsl:text>
            </summary>
            <ul><xsl:sequence select="$way?ways ! html:way(.)"/></ul>
          </details>
        </xsl:when>
        <xsl:otherwise>
          <a href="{$way?file}" data-is="{html:slot('is', $way?file)}">{$way?label}</a>
        </xsl:otherwise>
      </xsl:choose>
    </li>
  </xsl:function>
</xsl:stylesheet>
