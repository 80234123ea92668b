<?xml version="1.0" encoding="UTF-8"?>
<!-- The list of documents of an edition that has many: what their headers say of each. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:siglum:html"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- ===== what is said of a document ===== -->

  <!-- a document as a row: strings by name, empty where its header says nothing; `when` is what its date is sorted by -->
  <xsl:function name="html:listed" as="map(xs:string, xs:string)" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:variable name="header" as="element()?" select="$document/teiHeader"/>
    <xsl:variable name="date" as="element()?" select="html:date-of($document)"/>
    <xsl:sequence select="map{
        'name': html:document-name($document),
        'page': string(html:main($document)/@file),
        'title': html:title($document),
        'author': html:authors($document),
        'from': html:correspondents($header, 'sent'),
        'to': html:correspondents($header, 'received'),
        'date': string($date ! (normalize-space()[.], html:dated(.))[1]),
        'when': string(html:year-of($date)),
        'kind': html:kind-of($document)}"/>
  </xsl:function>

  <xsl:function name="html:correspondents" as="xs:string" visibility="private">
    <xsl:param name="header" as="element()?"/>
    <xsl:param name="action" as="xs:string"/>
    <xsl:sequence select="string-join(distinct-values($header/profileDesc/correspDesc/correspAction[@type eq $action]/(persName | orgName | name | rs) ! normalize-space()[.]), ', ')"/>
  </xsl:function>

  <!-- When a text was made, as the header has it: its creation, the sending of a letter, the origin of a manuscript; else
       the earliest date of what the text is taken from, or of the events that tell when it was written, printed, played.
       Sources: TEI P5 Guidelines, sections 2.4.1 (Creation), 2.4.6 (Correspondence Description), 11.8 (History). -->
  <xsl:function name="html:date-of" as="element()?" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:variable name="header" as="element()?" select="$document/teiHeader"/>
    <xsl:variable name="source" as="element()*" select="$header/fileDesc/sourceDesc"/>
    <xsl:variable name="others" as="element()*">
      <xsl:perform-sort select="$source//(bibl | biblStruct | biblFull)//date[html:year-of(.)], $document/standOff/listEvent/event[@type = ('written', 'print', 'premiere')][html:year-of(.)]">
        <xsl:sort select="html:year-of(.)"/>
      </xsl:perform-sort>
    </xsl:variable>
    <xsl:sequence select="($header/profileDesc/creation//(date | origDate), $header/profileDesc/correspDesc/correspAction[@type eq 'sent']/date,
        $source//msDesc//origDate, $others)[normalize-space() or html:year-of(.)][1]"/>
  </xsl:function>

  <!-- a date as it is sorted: the years are counted from far before the first, so that all are of one length -->
  <xsl:function name="html:year-of" as="xs:string?" visibility="private">
    <xsl:param name="date" as="element()?"/>
    <xsl:variable name="said" as="xs:string?"
        select="($date/(@when, @notBefore, @from, @notAfter, @to, @when-custom, @notBefore-custom, @from-custom), normalize-space($date)) ! replace(., '^\D*?(-?\d{4})(-\d\d(-\d\d)?)?.*$', '$1$2')[matches(., '^-?\d{4}(-\d\d)*$')] => head()"/>
    <xsl:sequence select="$said ! (format-integer(100000 + xs:integer(replace(., '^(-?\d{4}).*$', '$1')), '000000') || replace(., '^-?\d{4}', ''))"/>
  </xsl:function>

  <!-- What kind of text it is: as the header classifies it, else as its markup shows. -->
  <xsl:function name="html:kind-of" as="xs:string" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:variable name="class" as="element()*" select="$document/teiHeader/profileDesc/textClass"/>
    <xsl:variable name="categories" as="xs:string*"
        select="$class/catRef/tokenize(@target) ! html:by-id(substring-after(., '#'), $document)[self::category]/catDesc[1] ! (term, .)[1] ! normalize-space()[.]"/>
    <xsl:variable name="declared" as="xs:string*" select="($class/keywords//(term | item[not(term)]) ! normalize-space()[.], $categories)"/>
    <xsl:sequence select="if (exists($declared)) then string-join(distinct-values($declared)[position() le 3], ', ')
                          else if ($document/teiHeader/profileDesc/correspDesc) then html:word('text-letter')
                          else if ($document/text//sp) then html:word('text-play')
                          else if ($document/text//(entry | entryFree)) then html:word('text-dictionary')
                          else if ($document/(sourceDoc | teiHeader/fileDesc/sourceDesc//msDesc)) then html:word('text-manuscript') else ''"/>
  </xsl:function>

  <!-- ===== the list ===== -->

  <!-- what the list says of each, where it says it of any -->
  <xsl:variable name="html:list-columns" as="map(xs:string, xs:string)+" visibility="private"
      select="map{'name': 'title', 'label': 'column-title'}, map{'name': 'author', 'label': 'column-author'}, map{'name': 'from', 'label': 'column-from'},
              map{'name': 'to', 'label': 'column-to'}, map{'name': 'date', 'label': 'column-text-date'}, map{'name': 'kind', 'label': 'column-text-kind'}"/>

  <xsl:function name="html:list" as="element()+" visibility="private">
    <xsl:param name="listed" as="map(*)+"/>
    <xsl:variable name="columns" as="map(xs:string, xs:string)+" select="$html:list-columns[some $one in $listed satisfies $one(?name)]"/>
    <p class="lead">
      <xsl:text>{html:word('list-lead', string(count($listed)))} </xsl:text>
      <a href="downloads/documents.csv" download="">CSV</a>, <a href="downloads/documents.json" download="">JSON</a>.
    </p>
    <div class="documents" data-filter="{html:word('list-filter')}" data-shown="{html:word('list-shown')}">
      <xsl:sequence select="html:table(html:word('texts'), $columns ! html:word(?label), $listed ! html:listed-row(., $columns?name))"/>
    </div>
  </xsl:function>

  <xsl:function name="html:listed-row" as="array(map(*))" visibility="private">
    <xsl:param name="listed" as="map(*)"/>
    <xsl:param name="columns" as="xs:string+"/>
    <xsl:sequence select="array{for $column in $columns return html:cell($listed($column), $listed?page[$column eq 'title'], $listed?when[$column eq 'date'])}"/>
  </xsl:function>

  <!-- the same to take away -->
  <xsl:function name="html:list-files" as="map(*)+" visibility="private">
    <xsl:param name="listed" as="map(*)+"/>
    <xsl:variable name="names" as="xs:string+" select="'name', $html:list-columns?name, 'page'"/>
    <xsl:sequence select="html:written('downloads/documents.csv', html:csv($names, $listed ! (let $one := . return array{$names ! html:cell($one(.), (), ())}))),
        html:written('downloads/documents.json', html:json(array{$listed ! (let $one := . return map:merge($names ! map{.: $one(.)}))}))"/>
  </xsl:function>
</xsl:stylesheet>
