<?xml version="1.0" encoding="UTF-8"?>
<!-- How a reading and each of its paragraphs is cited: all from the header. Styles in words: styles.xsl. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- the public address of the edition, with a slash at its end; empty where it has none -->
  <xsl:variable name="html:address" as="xs:string" select="replace(string($html:site/site:site/@address), '([^/])$', '$1/')" visibility="private"/>

  <xsl:function name="html:record" as="map(xs:string, item()*)" visibility="private">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:param name="reading" as="element(site:reading)?"/>
    <xsl:param name="paragraph" as="element()?"/>
    <xsl:sequence select="html:record($tei, $reading, $paragraph, if ($paragraph) then $reading ! html:page-of(., $paragraph) else $reading/@file/string())"/>
  </xsl:function>

  <!-- What is known of a reading, or of a paragraph of it, which stands on a page: strings by name. -->
  <xsl:function name="html:record" as="map(xs:string, item()*)" visibility="private">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:param name="reading" as="element(site:reading)?"/>
    <xsl:param name="paragraph" as="element()?"/>
    <xsl:param name="file" as="xs:string?"/>
    <xsl:variable name="header" as="element(fileDesc)?" select="$tei/teiHeader/fileDesc"/>
    <xsl:variable name="changed" as="xs:string?" select="max($tei/teiHeader/revisionDesc//change/@when ! html:day(.))"/>
    <xsl:variable name="published" as="xs:string?" select="($header/publicationStmt/date, $header/editionStmt/edition/date)[1]/@when ! html:day(.)"/>
    <xsl:variable name="identifiers" as="element(idno)*" select="$header/publicationStmt/idno[normalize-space()]"/>
    <xsl:variable name="address" as="xs:string?" select="$identifiers[upper-case(@type) = ('URL', 'URI')][1] ! normalize-space()[html:is-safe(.)]"/>
    <xsl:sequence select="map{
        'id': string-join((html:document-name($tei), $reading/@id, $paragraph[html:has-anchor(.)] ! html:id(.)), '-'),
        'title': html:title($tei),
        'short': html:short-title($tei),
        'author-names': html:parted($header/titleStmt/author),
        'editor-names': html:parted($header/titleStmt/(editor | respStmt/(name | persName | orgName))),
        'authors': $header/titleStmt/author ! html:names-in(.),
        'editors': distinct-values($header/titleStmt/(editor | respStmt/(name | persName | orgName)) ! html:names-in(.)),
        'publisher': $header/publicationStmt/publisher[1] ! normalize-space(),
        'edition': $header/editionStmt/edition[1] ! normalize-space(),
        'version': $header/editionStmt/edition[1]/@n ! normalize-space()[.],
        'date': ($published, $changed)[1],
        'published': $published,
        'changed': $changed,
        'identifiers': $identifiers[not(upper-case(@type) = ('URL', 'URI'))] ! map{'type': string(@type), 'value': normalize-space()},
        'language': html:tongue($tei)[.],
        'reading': $reading[not(@alone = 'true')]/@label/string(),
        'paragraph': $paragraph/@n/string(),
        'rights': html:rights($tei),
        'url': ($file[$html:address] ! ($html:address || string-join((., $paragraph[html:has-anchor(.)] ! html:id(.)), '#')), $address)[1]}"/>
  </xsl:function>

  <!-- a date of the calendar without its time; nothing for what is none -->
  <xsl:function name="html:day" as="xs:string?" visibility="private">
    <xsl:param name="when" as="xs:string"/>
    <xsl:sequence select="$when[matches(., '^-?[0-9]{4,9}(-[0-9]{2}){0,2}(T.*|Z|[+\-][0-9]{2}:[0-9]{2})?$')] ! replace(., '^(-?[0-9]{4,9}(-[0-9]{2}){0,2})(T.*|Z|[+\-][0-9]{2}:[0-9]{2})?$', '$1')"/>
  </xsl:function>

  <xsl:function name="html:year" as="xs:string?" visibility="private">
    <xsl:param name="day" as="xs:string?"/>
    <xsl:sequence select="$day ! replace(., '^(-?[0-9]+).*$', '$1')"/>
  </xsl:function>

  <!-- year, month and day; a year before the first is negative -->
  <xsl:function name="html:date-parts" as="xs:integer+" visibility="private">
    <xsl:param name="day" as="xs:string"/>
    <xsl:sequence select="xs:integer(html:year($day)), tail(tokenize(substring($day, 2), '-')) ! xs:integer(.)"/>
  </xsl:function>

  <!-- a value that ends no line of a format that goes by lines -->
  <xsl:function name="html:one-line" as="xs:string" visibility="private">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="translate($text, '&#10;&#13;&#x85;&#x2028;&#x2029;', '     ')"/>
  </xsl:function>

  <!-- an address or identifier, which has none of the signs that end a field -->
  <xsl:function name="html:bare" as="xs:string" visibility="private">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="replace($value, '[\\{}\s]', '')"/>
  </xsl:function>

  <!-- the identifiers of one kind, by the name that formats have for it; with an empty name, those of no such kind -->
  <xsl:function name="html:identified" as="xs:string*" visibility="private">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="$record?identifiers[if ($kind) then upper-case(?type) eq $kind else not(upper-case(?type) = ('DOI', 'ISBN', 'ISSN'))]?value"/>
  </xsl:function>

  <!-- the reading and the paragraph, in words -->
  <xsl:function name="html:located" as="xs:string" visibility="private">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:sequence select="string-join(($record?reading ! html:word('cite-reading', .), $record?paragraph ! html:word('paragraph', .)), ', ')"/>
  </xsl:function>

  <!-- Sources: the BibTeX manual, "BibTeXing" (1988); for `date` and `version` the manual of biblatex. A book of which no
       publisher is known would be incomplete. -->
  <xsl:function name="html:as-bibtex" as="xs:string" visibility="private">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="fields" as="xs:string*" select="
        html:field('author', string-join($record?author-names ! html:tex-name(.), ' and ')), html:field('title', '{' || html:tex($record?title) || '}'),
        html:field('editor', string-join($record?editor-names ! html:tex-name(.), ' and ')), html:field('edition', $record?edition ! html:tex(.)), html:field('version', $record?version ! html:tex(.)),
        html:field('publisher', $record?publisher ! html:tex(.)), html:field('year', html:year($record?date)), html:field('date', $record?date),
        (html:field('doi', html:identified($record, 'DOI')[1] ! html:bare(.)), html:field('isbn', html:identified($record, 'ISBN')[1] ! html:bare(.)), html:field('issn', html:identified($record, 'ISSN')[1] ! html:bare(.)),
        html:field('number', html:identified($record, '')[1] ! html:tex(.))),
        html:field('note', html:tex(html:located($record))), html:field('copyright', string-join($record?rights ! html:rights-said(.), ' ') ! html:tex(.)), html:field('url', $record?url ! html:bare(.))"/>
    <xsl:sequence select="'@' || (if ($record?publisher) then 'book' else 'misc') || '{' || replace($record?id, '[^\w.:\-]', '') || ',&#10;' || string-join($fields, ',&#10;') || '&#10;}&#10;'"/>
  </xsl:function>

  <xsl:function name="html:field" as="xs:string?" visibility="private">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="$value[.] ! ('  ' || $name || ' = {' || html:one-line(.) || '}')"/>
  </xsl:function>

  <!-- A name: what is not taken apart stands in braces, and a surname that BibTeX would take apart. -->
  <xsl:function name="html:tex-name" as="xs:string" visibility="private">
    <xsl:param name="name" as="map(xs:string, xs:string)"/>
    <xsl:variable name="family" as="xs:string?" select="$name?family ! html:tex(.) ! (if (matches(., ',|(^|\s)(\p{Ll}|and\s)')) then '{' || . || '}' else .)"/>
    <xsl:sequence select="if (exists($family)) then string-join((string-join(($name?particle ! html:tex(.), $family), ' '), $name?suffix ! html:tex(.), $name?given ! html:tex(.)), ', ')
                          else '{' || html:tex($name?said) || '}'"/>
  </xsl:function>

  <xsl:function name="html:tex" as="xs:string" visibility="private">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="$text => replace('[\\{}]', '') => replace('([&amp;%$#_])', '\\$1') => replace('~', '\\textasciitilde ') => replace('\^', '\\textasciicircum ')"/>
  </xsl:function>

  <!-- Source: the RIS format specification of Reference Manager: a tag, two spaces, a hyphen, a space, the value. Of an
       electronic book the third authors are its editors; of a web page no reader has any. -->
  <xsl:function name="html:as-ris" as="xs:string" visibility="private">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="lines" as="xs:string*" select="'TY  - EBOOK', $record?author-names ! ('AU  - ' || html:name-inverted(.)), 'TI  - ' || $record?title, $record?editor-names ! ('A3  - ' || html:name-inverted(.)),
        $record?edition ! ('ET  - ' || .), $record?publisher ! ('PB  - ' || .), $record?date ! ('PY  - ' || html:year(.), 'DA  - ' || translate(., '-', '/')),
        $record?language ! ('LA  - ' || .), html:identified($record, 'DOI') ! ('DO  - ' || .), (html:identified($record, 'ISBN'), html:identified($record, 'ISSN')) ! ('SN  - ' || .),
        html:identified($record, '') ! ('AN  - ' || .), (html:located($record)[.], $record?rights ! html:rights-said(.)) ! ('N1  - ' || .), $record?url ! ('UR  - ' || .), 'ER  - '"/>
    <xsl:sequence select="string-join($lines ! (html:one-line(.) || '&#10;'))"/>
  </xsl:function>

  <!-- Source: the CSL-JSON schema of the Citation Style Language, version 1.0.2. -->
  <xsl:function name="html:as-csl" as="map(*)" visibility="private">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:sequence select="map:merge((map{'id': $record?id, 'type': 'book', 'title': $record?title},
        map{'author': array{$record?author-names ! html:csl-name(.)}}[exists($record?author-names)], map{'editor': array{$record?editor-names ! html:csl-name(.)}}[exists($record?editor-names)],
        $record?version ! map{'version': .}, $record?publisher ! map{'publisher': .}, $record?edition ! map{'edition': .},
        $record?date ! map{'issued': map{'date-parts': array{array{html:date-parts(.)}}}},
        $record?language ! map{'language': .}, ('DOI', 'ISBN', 'ISSN') ! (let $kind := . return html:identified($record, $kind)[1] ! map{$kind: .}), html:identified($record, '')[1] ! map{'number': .},
        html:located($record)[.] ! map{'note': .}, map{'custom': map{'rights': array{$record?rights ! html:rights-said(.)}}}[exists($record?rights)], $record?url ! map{'URL': .}))"/>
  </xsl:function>

  <xsl:function name="html:csl-name" as="map(xs:string, xs:string)" visibility="private">
    <xsl:param name="name" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="if (exists($name?family)) then map:merge((map{'family': $name?family, 'given': $name?given}, $name?particle ! map{'dropping-particle': .}, $name?suffix ! map{'suffix': .}))
                          else map{'literal': $name?said}"/>
  </xsl:function>

  <!-- ===== the page of all readings ===== -->

  <!-- One citation of each reading, which says all others on its own page; in an edition of many texts, files alone. -->
  <xsl:function name="html:cite" as="map(*)*" visibility="private">
    <xsl:variable name="content" as="element()">
      <article class="cite">
        <h1>{html:word('cite')}</h1>
        <p class="lead">{html:word('cite-lead')}</p>
        <xsl:if test="not($html:is-large)">{html:slot('each', 'cite')}</xsl:if>
        <p>{html:word('cite-files')}</p>
        <ul class="files">
          <xsl:for-each select="'citations.bib', 'citations.ris', 'citations.json'"><li><a href="downloads/{.}" download="">{.}</a></li></xsl:for-each>
        </ul>
      </article>
    </xsl:variable>
    <xsl:variable name="records" as="map(*)*" select="$html:all?records?*"/>
    <xsl:sequence select="html:page('cite.html', html:word('cite'), $content)"/>
    <xsl:sequence select="html:written('downloads/citations.bib', string-join($records?bibtex, '&#10;')), html:written('downloads/citations.ris', string-join($records?ris, '&#10;')),
                          html:written('downloads/citations.json', html:json(array{$records?csl}))"/>
  </xsl:function>

  <!-- a reading among all of them -->
  <xsl:function name="html:cite-of" as="element()" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <section>
      <h2 id="reading-{$reading/@id}"><a href="{$reading/@file}#cite">{string-join((html:short-title($reading/TEI)[$reading/@shared = 'true'], $reading/@label), ': ')}</a></h2>
      <p class="citation"><xsl:sequence select="html:styles(html:record($reading/TEI, $reading, ()))?chicago"/></p>
    </section>
  </xsl:function>

  <!-- what the files of citations say of a reading -->
  <xsl:function name="html:cited" as="map(*)" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:variable name="record" as="map(xs:string, item()*)" select="html:record($reading/TEI, $reading, ())"/>
    <xsl:sequence select="map{'bibtex': html:as-bibtex($record), 'ris': html:as-ris($record), 'csl': html:as-csl($record)}"/>
  </xsl:function>

  <!-- ===== on the page of a reading ===== -->

  <!-- How the reading is cited. A paragraph is cited as the reading is, with its number and its address: that is said once, and
       put in where somebody asks for it (site.js). -->
  <xsl:function name="html:cite-here" as="element()" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:param name="file" as="xs:string"/>
    <xsl:variable name="any" as="element()"><p n="NUMBER.OF.PLACE" xml:id="ID.OF.PLACE" xmlns="http://www.tei-c.org/ns/1.0"/></xsl:variable>
    <section class="cite" id="cite">
      <h2>{html:word('cite')}</h2>
      <xsl:sequence select="html:citation(html:record($reading/TEI, $reading, (), $file), $file)"/>
      <xsl:if test="exists(html:cited-paragraphs($reading))">
        <p class="hint">{html:word('cite-place')}</p>
        <template>
          <h2>{html:word('cite-paragraph', 'NUMBER.OF.PLACE')}</h2>
          <button type="button" class="close" aria-label="{html:word('close')}">×</button>
          <p class="choose"><label>{html:word('cite-style')} <select/></label> <button type="button" class="copy">{html:word('copy')}</button></p>
          <xsl:sequence select="html:citation(html:record($reading/TEI, $reading, $any, $file), $file || '#ID.OF.PLACE')"/>
        </template>
      </xsl:if>
    </section>
  </xsl:function>

  <!-- Every style and format, where it stands for good, and which version it is of; `place` is its address within the site. -->
  <xsl:function name="html:citation" as="element()+" visibility="private">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:param name="place" as="xs:string"/>
    <xsl:variable name="styles" as="map(xs:string, node()*)" select="html:styles($record)"/>
    <xsl:for-each select="'author-date', 'note', 'mla', 'chicago'">
      <details class="style">
        <xsl:if test=". eq 'author-date'"><xsl:attribute name="open" select="''"/></xsl:if>
        <summary>{map{'author-date': html:word('style-author-date'), 'note': html:word('style-note'), 'mla': 'MLA', 'chicago': html:word('style-chicago')}(.)}</summary>
        <p class="citation"><xsl:sequence select="$styles(.)"/></p>
        <xsl:if test=". eq 'author-date'"><p class="citation"><xsl:sequence select="$styles?in-text"/></p></xsl:if>
      </details>
    </xsl:for-each>
    <details class="style"><summary>BibTeX</summary><pre>{html:as-bibtex($record)}</pre></details>
    <details class="style"><summary>RIS</summary><pre>{html:as-ris($record)}</pre></details>
    <details class="style"><summary>CSL-JSON</summary><pre>{html:json(array{html:as-csl($record)})}</pre></details>
    <p class="kept">{html:word('permalink')}: <a class="permalink"><xsl:if test="not(ends-with($place, 'ID.OF.PLACE'))"><xsl:attribute name="href" select="($record?url, $place)[1]"/></xsl:if>{($record?url, $place)[1]}</a></p>
    <xsl:variable name="version" as="xs:string" select="string-join((string-join(($record?edition, $record?version[not(contains($record?edition, .))] ! (if ($record?edition) then '(' || . || ')' else .)), ' ')[.], $record?date, $record?changed[not(. eq $record?date)] ! html:word('last-changed', html:date(.))), ', ')"/>
    <xsl:if test="$version"><p class="kept">{html:word('version')}: {$version}</p></xsl:if>
  </xsl:function>
</xsl:stylesheet>
