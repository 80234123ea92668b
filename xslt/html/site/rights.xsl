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

  <!-- Statements of rights: of the text, of the edition, or ('') of both; in few words, and in full; the addresses of licences. -->
  <xsl:function name="html:rights" as="map(xs:string, item()*)*" visibility="private">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:variable name="all" as="element(availability)*" select="$tei/teiHeader/fileDesc/publicationStmt/availability"/>
    <xsl:variable name="text" as="element(availability)?"
        select="($all[('#' || @xml:id) = $tei/text/tokenize(@decls)], $all[@default = ('true', '1')])[1]"/>
    <xsl:for-each select="$text, $all except $text">
      <xsl:sequence select="map{
          'of': if (count($all) eq 1) then '' else if (. is $text) then 'text' else 'edition',
          'availability': .,
          'said': html:rights-in-few-words(.),
          'in-full': string-join((licence | p | ab) ! (html:plain(.), @target[html:is-safe(.)]), ' '),
          'licences': licence/@target[html:is-safe(.)]/string()}"/>
    </xsl:for-each>
  </xsl:function>

  <!-- A statement as it stands where it is short; else its licences by name and address, or its first sentence. -->
  <xsl:function name="html:rights-in-few-words" as="xs:string" visibility="private">
    <xsl:param name="availability" as="element(availability)"/>
    <xsl:variable name="named" as="attribute()*" select="$availability/licence/@target[html:is-safe(.)]"/>
    <xsl:sequence select="
        if (html:is-short($availability)) then string-join($availability/(licence | p | ab) ! (html:plain(.), @target[html:is-safe(.)]), ' ')
        else if (exists($named)) then string-join($named ! (html:licence-name(.) || ' ' || .), ', ')
        else html:first-sentence(html:plain($availability/(licence | p | ab)[1])) => html:short($html:longest-line)"/>
  </xsl:function>

  <xsl:function name="html:is-short" as="xs:boolean" visibility="private">
    <xsl:param name="availability" as="element(availability)"/>
    <xsl:sequence select="string-length(string-join($availability/(licence | p | ab) ! html:plain(.), ' ')) le $html:longest-line"/>
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

  <!-- ===== one line, at the foot of each page ===== -->

  <xsl:variable name="html:longest-line" as="xs:integer" select="160" visibility="private"/>

  <xsl:function name="html:rights-of-document" as="element()*" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:for-each-group select="html:rights($document)" group-by="html:rights-said(.)">
      <p><xsl:sequence select="html:run-in(html:rights-of(.)), html:rights-line(., not(html:rights-of(.)))"/></p>
    </xsl:for-each-group>
  </xsl:function>

  <!-- That of any other page states those of all documents: of each statement to whom it belongs. -->
  <xsl:function name="html:rights-of-all" as="element()*" visibility="private">
    <xsl:for-each-group select="html:rights-stated()" group-by="?said">
      <xsl:variable name="whole" as="xs:boolean" select="not(?about) and count($html:all) le count(distinct-values(current-group()?path))"/>
      <p><xsl:sequence select="html:run-in(html:belongs-to(current-group()))"/><xsl:text>{html:slot('of-file', ?path || ' rights-' || 'whole-'[$whole] || ?number)}</xsl:text></p>
    </xsl:for-each-group>
  </xsl:function>

  <!-- A statement in one line: itself where it is short, else the licence by its name, else its first sentence; and where
       the whole is to be read. `whole` says that it counts for all that the page holds. -->
  <xsl:function name="html:rights-line" as="node()*" visibility="private">
    <xsl:param name="rights" as="map(xs:string, item()*)"/>
    <xsl:param name="whole" as="xs:boolean"/>
    <xsl:variable name="parts" as="element()*" select="$rights?availability/(licence | p | ab)"/>
    <xsl:variable name="named" as="element(licence)*" select="$parts/self::licence[@target[html:is-safe(.)]]"/>
    <xsl:choose>
      <xsl:when test="html:is-short($rights?availability)">
        <xsl:for-each select="$parts">
          <xsl:if test="position() gt 1">{' '}</xsl:if>
          <xsl:sequence select="html:words-of-rights(.), html:licence-link(self::licence, $whole)"/>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="$named">
          <xsl:if test="position() gt 1">, </xsl:if>
          <a href="{@target}"><xsl:if test="$whole"><xsl:attribute name="rel" select="'license'"/></xsl:if>{html:licence-name(@target)}</a>
        </xsl:for-each>
        <xsl:if test="empty($named)">{$rights?said}</xsl:if>
        <xsl:text> </xsl:text>
        <a href="about.html#licences">{html:word('rights-in-full')}</a>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- A sentence ends after a word of three letters or more: an abbreviation has fewer. -->
  <xsl:function name="html:first-sentence" as="xs:string" visibility="private">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="replace($text, '^(.*?\p{L}{3,}[.!?:])\s.*$', '$1')"/>
  </xsl:function>

  <!-- What a licence is called, as far as its address tells.
       Sources: the licences and legal tools of Creative Commons; of Open Data Commons; the identifiers of SPDX. -->
  <xsl:function name="html:licence-name" as="xs:string" visibility="private">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="path" as="xs:string" select="replace($address, '^https?://(www\.)?', '')"/>
    <xsl:sequence select="
        if (matches($path, '^creativecommons\.org/licenses/[a-z\-]+/\d')) then 'CC ' || replace($path, '^[^/]*/licenses/([a-z\-]+)/.*$', '$1') => upper-case() || ' ' || replace($path, '^[^/]*/licenses/[a-z\-]+/([\d.]*\d).*$', '$1')
        else if (starts-with($path, 'creativecommons.org/publicdomain/zero')) then 'CC0 1.0'
        else if (starts-with($path, 'creativecommons.org/publicdomain/mark')) then 'Public Domain Mark 1.0'
        else if (matches($path, '^(opendatacommons\.org/licenses|spdx\.org/licenses|opensource\.org/licenses?)/[^/]+')) then replace($path, '^[^/]*/[^/]*/([^/]+?)(\.html)?(/.*)?$', '$1')
        else replace($path, '/$', '')"/>
  </xsl:function>

  <!-- ===== in full, once, on the page about the edition ===== -->

  <xsl:function name="html:rights-in-full" as="element()*" visibility="private">
    <xsl:where-populated>
      <section id="licences">
        <xsl:for-each-group select="html:rights-stated()" group-by="?in-full">
          <xsl:if test="position() eq 1"><h2>{html:word('licences')}</h2></xsl:if>
          <xsl:variable name="statement" as="map(*)" select="."/>
          <xsl:variable name="anchors" as="xs:string*" select="current-group()[?number eq 1][not($html:is-large)]?anchor[. ne 'licences']"/>
          <xsl:for-each select="1 to xs:integer(?paragraphs)">
            <p>
              <xsl:if test=". eq 1">
                <xsl:for-each select="$anchors"><span id="{.}"/></xsl:for-each>
                <xsl:sequence select="html:run-in(html:belongs-to(current-group()))"/>
              </xsl:if>
              <xsl:text>{html:slot('of-file', $statement?path || ' rights-' || $statement?number || '-' || .)}</xsl:text>
            </p>
          </xsl:for-each>
        </xsl:for-each-group>
      </section>
    </xsl:where-populated>
  </xsl:function>

  <!-- the statements of all documents, each with its document -->
  <xsl:function name="html:rights-stated" as="map(*)*" visibility="private">
    <xsl:sequence select="$html:all ! (let $one := . return ?rights?* ! map:merge((., map{'path': $one?path, 'title': $one?short})))"/>
  </xsl:function>

  <!-- whom a statement belongs to: text or edition, and of which documents, unless it counts for all -->
  <xsl:function name="html:belongs-to" as="xs:string" visibility="private">
    <xsl:param name="same" as="map(*)+"/>
    <xsl:variable name="titles" as="xs:string*" select="$same?title"/>
    <xsl:sequence select="string-join(($same[1]?about[.], html:titles(distinct-values($titles))[count($html:all) gt count(distinct-values($same?path))]), ', ')"/>
  </xsl:function>

  <xsl:function name="html:run-in" as="node()*" visibility="private">
    <xsl:param name="said" as="xs:string?"/>
    <xsl:if test="$said">
      <strong class="run-in">{$said}.</strong>
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:function>

  <!-- titles, but no more than a line or two of them -->
  <xsl:function name="html:titles" as="xs:string" visibility="private">
    <xsl:param name="titles" as="xs:string*"/>
    <xsl:sequence select="html:names-joined((subsequence($titles, 1, $html:most-texts), '…'[count($titles) gt $html:most-texts]))"/>
  </xsl:function>

  <!-- the paragraphs of a statement; a licence may have several, or be one -->
  <xsl:function name="html:rights-paragraphs" as="element()*" visibility="private">
    <xsl:param name="rights" as="map(xs:string, item()*)"/>
    <xsl:sequence select="$rights?availability/(licence[p or ab]/(p | ab) | licence[not(p or ab)] | p | ab)"/>
  </xsl:function>

  <!-- each statement in one line and in full, as parts of pages -->
  <xsl:function name="html:rights-parts" as="map(xs:string, node()*)*" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:for-each select="html:rights($document)">
      <xsl:variable name="number" as="xs:integer" select="position()"/>
      <xsl:sequence select="map{'rights-' || $number: html:rights-line(., false())}, map{'rights-whole-' || $number: html:rights-line(., true())}"/>
      <xsl:variable name="paragraphs" as="element()*" select="html:rights-paragraphs(.)"/>
      <xsl:for-each select="$paragraphs">
        <xsl:variable name="licence" as="element(licence)?" select="(self::licence, parent::licence[(p | ab)[last()] is current()])[1]"/>
        <xsl:sequence select="map{'rights-' || $number || '-' || position(): (html:words-of-rights(.), html:licence-link($licence, false()))}"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="html:words-of-rights" as="node()*" visibility="private">
    <xsl:param name="said" as="element()"/>
    <xsl:for-each select="if ($said/(p | ab)) then $said/(p | ab) else $said">
      <xsl:if test="position() gt 1">{' '}</xsl:if>
      <xsl:apply-templates select="node()" mode="html:inline"/>
    </xsl:for-each>
  </xsl:function>

  <!-- the way to a licence; `whole` says that it is the licence of all that the page holds -->
  <xsl:function name="html:licence-link" as="node()*" visibility="private">
    <xsl:param name="licence" as="element()?"/>
    <xsl:param name="whole" as="xs:boolean"/>
    <xsl:for-each select="$licence/@target[html:is-safe(.)]">
      <xsl:text> </xsl:text>
      <a href="{.}">
        <xsl:if test="$whole"><xsl:attribute name="rel" select="'license'"/></xsl:if>
        <xsl:text>{replace(., '^https?://', '')}</xsl:text>
      </a>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
