<?xml version="1.0" encoding="UTF-8"?>
<!-- How to cite a reading and each of its paragraphs: all from the header. -->
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
        'authors': $header/titleStmt/author ! html:names-in(.),
        'editors': distinct-values($header/titleStmt/(editor | respStmt/(name | persName | orgName)) ! html:names-in(.)),
        'publisher': $header/publicationStmt/publisher[1] ! normalize-space(),
        'edition': $header/editionStmt/edition[1] ! normalize-space(),
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

  <xsl:function name="html:as-plain" as="xs:string" visibility="private">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:sequence select="string-join((html:names-joined($record?authors)[.], html:word('quoted', $record?title), html:word('cite-editors', html:names-joined($record?editors))[exists($record?editors)],
        $record?edition, string-join(($record?publisher, $record?date), ' ')[.], $record?identifiers[upper-case(?type) = ('DOI', 'ISBN', 'ISSN', 'URN', 'ARK')] ! (upper-case(?type) || ' ' || ?value), html:located($record)[.]), ', ') || '.' || ($record?url ! (' ' || .), '')[1]"/>
  </xsl:function>

  <!-- Source: the BibTeX manual, "BibTeXing" (1988). Names stand in braces of their own: they are not taken apart. -->
  <xsl:function name="html:as-bibtex" as="xs:string" visibility="private">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="fields" as="xs:string*" select="
        html:field('author', string-join($record?authors ! ('{' || html:tex(.) || '}'), ' and ')), html:field('title', '{' || html:tex($record?title) || '}'),
        html:field('editor', string-join($record?editors ! ('{' || html:tex(.) || '}'), ' and ')), html:field('edition', $record?edition ! html:tex(.)),
        html:field('publisher', $record?publisher ! html:tex(.)), html:field('year', html:year($record?date)), html:field('date', $record?date),
        (html:field('doi', html:identified($record, 'DOI')[1] ! html:bare(.)), html:field('isbn', html:identified($record, 'ISBN')[1] ! html:bare(.)), html:field('issn', html:identified($record, 'ISSN')[1] ! html:bare(.)),
        html:field('number', html:identified($record, '')[1] ! html:tex(.))),
        html:field('note', html:tex(html:located($record))), html:field('copyright', string-join($record?rights ! html:rights-said(.), ' ') ! html:tex(.)), html:field('url', $record?url ! html:bare(.))"/>
    <xsl:sequence select="'@misc{' || replace($record?id, '[^\w.:\-]', '') || ',&#10;' || string-join($fields, ',&#10;') || '&#10;}&#10;'"/>
  </xsl:function>

  <xsl:function name="html:field" as="xs:string?" visibility="private">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="$value[.] ! ('  ' || $name || ' = {' || html:one-line(.) || '}')"/>
  </xsl:function>

  <xsl:function name="html:tex" as="xs:string" visibility="private">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="$text => replace('[\\{}]', '') => replace('([&amp;%$#_])', '\\$1') => replace('~', '\\textasciitilde ') => replace('\^', '\\textasciicircum ')"/>
  </xsl:function>

  <!-- Source: the RIS format specification of Reference Manager: a tag, two spaces, a hyphen, a space, the value. -->
  <xsl:function name="html:as-ris" as="xs:string" visibility="private">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="lines" as="xs:string*" select="'TY  - ELEC', $record?authors ! ('AU  - ' || .), 'TI  - ' || $record?title, $record?editors ! ('ED  - ' || .),
        $record?edition ! ('ET  - ' || .), $record?publisher ! ('PB  - ' || .), $record?date ! ('PY  - ' || html:year(.), 'DA  - ' || translate(., '-', '/')),
        $record?language ! ('LA  - ' || .), html:identified($record, 'DOI') ! ('DO  - ' || .), (html:identified($record, 'ISBN'), html:identified($record, 'ISSN')) ! ('SN  - ' || .),
        html:identified($record, '') ! ('AN  - ' || .), (html:located($record)[.], $record?rights ! html:rights-said(.)) ! ('N1  - ' || .), $record?url ! ('UR  - ' || .), 'ER  - '"/>
    <xsl:sequence select="string-join($lines ! (html:one-line(.) || '&#10;'))"/>
  </xsl:function>

  <!-- Source: the CSL-JSON schema of the Citation Style Language, version 1.0.2. -->
  <xsl:function name="html:as-csl" as="map(*)" visibility="private">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:sequence select="map:merge((map{'id': $record?id, 'type': 'webpage', 'title': $record?title},
        map{'author': array{$record?authors ! map{'literal': .}}}[exists($record?authors)], map{'editor': array{$record?editors ! map{'literal': .}}}[exists($record?editors)],
        $record?publisher ! map{'publisher': .}, $record?edition ! map{'edition': .},
        $record?date ! map{'issued': map{'date-parts': array{array{html:date-parts(.)}}}},
        $record?language ! map{'language': .}, ('DOI', 'ISBN', 'ISSN') ! (let $kind := . return html:identified($record, $kind)[1] ! map{$kind: .}), html:identified($record, '')[1] ! map{'number': .},
        html:located($record)[.] ! map{'note': .}, map{'custom': map{'rights': array{$record?rights ! html:rights-said(.)}}}[exists($record?rights)], $record?url ! map{'URL': .}))"/>
  </xsl:function>

  <!-- ===== the page ===== -->

  <!-- What is short, in an edition of few texts, is cited on one page, paragraph by paragraph; a text of an edition of many,
       and a long one, says on its own page how it is cited. -->
  <xsl:function name="html:cite" as="map(*)*" visibility="private">
    <xsl:variable name="content" as="element()">
      <article class="cite">
        <h1>{html:word('cite')}</h1>
        <xsl:choose>
          <xsl:when test="$html:is-large">
            <p class="lead">{html:word('cite-apart')}</p>
            <ul class="files">
              <xsl:for-each select="'citations.bib', 'citations.ris', 'citations.json'"><li><a href="downloads/{.}" download="">{.}</a></li></xsl:for-each>
            </ul>
          </xsl:when>
          <xsl:otherwise>
            <p class="lead">{html:word('cite-lead')}</p>
            <xsl:text>{html:slot('each', 'cite')}</xsl:text>
          </xsl:otherwise>
        </xsl:choose>
      </article>
    </xsl:variable>
    <xsl:variable name="records" as="map(*)*" select="$html:all?records?*"/>
    <xsl:sequence select="html:page('cite.html', html:word('cite'), $content)"/>
    <xsl:sequence select="html:written('downloads/citations.bib', string-join($records?bibtex, '&#10;')), html:written('downloads/citations.ris', string-join($records?ris, '&#10;')),
                          html:written('downloads/citations.json', html:json(array{$records?csl}))"/>
  </xsl:function>

  <!-- how to cite a reading and its paragraphs -->
  <xsl:function name="html:cite-of" as="element()" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <section>
      <h2 id="reading-{$reading/@id}">{string-join((html:short-title($reading/TEI)[$reading/@shared = 'true'], $reading/@label), ': ')}</h2>
      <xsl:sequence select="html:citation(html:record($reading/TEI, $reading, ()))"/>
      <xsl:variable name="paragraphs" as="element()*" select="html:cited-paragraphs($reading)"/>
      <xsl:choose>
        <xsl:when test="not(html:is-cited-together($reading))">
          <p><a href="{$reading/@file}#cite">{html:word('cite-paragraphs')}</a></p>
        </xsl:when>
        <xsl:when test="exists($paragraphs)">
          <h3>{html:word('paragraphs')}</h3>
          <ol class="citations">
            <xsl:for-each select="$paragraphs">
              <li id="{$reading/@id}-{html:id(.)}">
                <a class="place" href="{html:place-href(.)}">{@n}</a>
                <xsl:sequence select="html:citation(html:record($reading/TEI, $reading, .))"/>
              </li>
            </xsl:for-each>
          </ol>
        </xsl:when>
      </xsl:choose>
    </section>
  </xsl:function>

  <!-- What the page of a reading says of how it is cited, where no other page does. The citation of a paragraph is that of
       the reading with number and place put in, which the page does when one asks for it (site.js). -->
  <xsl:function name="html:cite-here" as="element()?" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:param name="file" as="xs:string"/>
    <xsl:if test="not(html:is-cited-together($reading))">
      <xsl:variable name="any" as="element()"><p n="NUMBER.OF.PLACE" xml:id="ID.OF.PLACE" xmlns="http://www.tei-c.org/ns/1.0"/></xsl:variable>
      <section class="cite" id="cite">
        <h2>{html:word('cite')}</h2>
        <xsl:sequence select="html:citation(html:record($reading/TEI, $reading, (), $file))"/>
        <xsl:if test="exists(html:cited-paragraphs($reading))">
          <p class="hint">{html:word('cite-place')}</p>
          <template><xsl:sequence select="html:citation(html:record($reading/TEI, $reading, $any, $file))"/></template>
        </xsl:if>
      </section>
    </xsl:if>
  </xsl:function>

  <!-- what the files of citations say of a reading -->
  <xsl:function name="html:cited" as="map(*)" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:variable name="record" as="map(xs:string, item()*)" select="html:record($reading/TEI, $reading, ())"/>
    <xsl:sequence select="map{'bibtex': html:as-bibtex($record), 'ris': html:as-ris($record), 'csl': html:as-csl($record)}"/>
  </xsl:function>

  <xsl:function name="html:citation" as="element()+" visibility="private">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <p class="citation">{html:as-plain($record)}</p>
    <details>
      <summary>BibTeX, RIS, CSL-JSON</summary>
      <pre>{html:as-bibtex($record)}</pre>
      <pre>{html:as-ris($record)}</pre>
      <pre>{html:json(array{html:as-csl($record)})}</pre>
    </details>
  </xsl:function>
</xsl:stylesheet>
