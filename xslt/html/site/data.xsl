<?xml version="1.0" encoding="UTF-8"?>
<!-- What a document or register says as data: entries, letters, editors' notes (scripts/siglum/publish/data makes files of
     it). What the encoding marks as less than certain (@cert) is no datum: none of these formats could say so. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:reading="urn:siglum:reading"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="html:data" as="map(*)" visibility="private">
    <xsl:sequence select="map{
        'entries': array{html:entries() ! html:entry-data(.)},
        'images': array{$html:published ! html:image-data(.)},
        'letters': array{$html:published ! html:letter-data(.)},
        'notes': array{$html:published ! html:main(.) ! html:note-data(.)}}"/>
  </xsl:function>

  <xsl:function name="html:is-certain" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="not($element/@cert[not(. eq 'high')])"/>
  </xsl:function>

  <!-- ===== an entry ===== -->

  <xsl:function name="html:entry-data" as="map(*)" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="is-work" as="xs:boolean" select="exists($entry/(self::bibl | self::biblStruct))"/>
    <xsl:variable name="names" as="element()*" select="if ($is-work) then html:own-parts($entry, 'title') else html:entry-names($entry)"/>
    <xsl:variable name="own" as="function(xs:string) as element()?" select="function($part as xs:string) as element()? {
        let $found := $entry/*[local-name() eq $part][html:is-certain(.)] return $found[count($found) eq 1]}"/>
    <xsl:sequence select="map{
        'kind': local-name($entry),
        'id': string($entry/@xml:id),
        'href': html:href($entry),
        'name': html:preferred($entry),
        'filed': html:filed($entry),
        'alleged': exists($entry[@type eq 'alleged']),
        'names': array{$names[normalize-space()] ! map{'said': normalize-space(), 'lang': string((@xml:lang, ancestor::*/@xml:lang[1])[last()])}},
        'birth': html:moment-data($own('birth')),
        'death': html:moment-data($own('death')),
        'date': html:moment-data(if ($entry/self::event) then $entry[html:is-certain(.)] else if ($is-work) then html:own-parts($entry, 'date')[html:is-certain(.)][1] else ()),
        'where': html:pointed(($entry/self::event/@where, $entry/self::event//placeName/@ref)[1]),
        'authors': array{if ($is-work) then html:own-parts($entry, 'author')[html:is-certain(.)] ! map{'name': normalize-space(), 'href': html:pointed(@ref)} else ()},
        'coordinates': normalize-space(($entry/location[html:is-certain(.)]/geo)[1]),
        'description': string-join($entry/note[@type eq 'description'] ! normalize-space(), ' '),
        'identifiers': html:identifiers-data($entry)}"/>
  </xsl:function>

  <!-- when something was, by its attributes or those of the one date in it; and where -->
  <xsl:function name="html:moment-data" as="map(*)?" visibility="private">
    <xsl:param name="element" as="element()?"/>
    <xsl:variable name="inside" as="element()*" select="$element/date[html:is-certain(.)]"/>
    <xsl:for-each select="$element">
      <xsl:variable name="dated" as="element()" select="if (exists(html:day(., ('when', 'from', 'to', 'notBefore', 'notAfter'))) or count($inside) ne 1) then . else $inside"/>
      <xsl:sequence select="map{'from': string(html:day($dated, ('when', 'from', 'notBefore'))), 'to': string(html:day($dated, ('when', 'to', 'notAfter'))),
                                'said': normalize-space()[not(current()/self::event)], 'where': html:pointed((placeName, settlement)[1]/@ref)}"/>
    </xsl:for-each>
  </xsl:function>

  <!-- the first of some attributes that an element has; those of ISO 8601 where they are written as a day, month or year -->
  <xsl:function name="html:day" as="xs:string?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="names" as="xs:string+"/>
    <xsl:sequence select="(for $name in $names return ($element/@*[local-name() eq $name], $element/@*[local-name() eq $name || '-iso'][matches(., '^-?\d{4}(-\d\d(-\d\d)?)?$')])/string())[1]"/>
  </xsl:function>

  <!-- the address of the entry that is pointed at; else the address itself, where it is one on the web -->
  <xsl:function name="html:pointed" as="xs:string" visibility="private">
    <xsl:param name="pointer" as="attribute()?"/>
    <xsl:sequence select="string((html:entry($pointer) ! html:href(.), tokenize($pointer)[1] ! tei:resolved(., $pointer)[html:is-safe(.)])[1])"/>
  </xsl:function>

  <xsl:function name="html:identifiers-data" as="array(*)" visibility="private">
    <xsl:param name="entry" as="element()?"/>
    <xsl:sequence select="array{$entry/idno[@type][html:is-certain(.)][normalize-space()] ! map{'type': normalize-space(@type), 'value': normalize-space()}}"/>
  </xsl:function>

  <!-- where a register can be had as data -->
  <xsl:function name="html:register-files" as="element()?" visibility="private">
    <xsl:param name="register" as="element(TEI)"/>
    <xsl:variable name="name" as="xs:string" select="replace(html:register-page($register), '\.html$', '')"/>
    <xsl:variable name="entries" as="element()*" select="html:entries()"/>
    <xsl:if test="exists($entries)">
      <p class="files">
        <xsl:text>{html:word('as-data')} </xsl:text>
        <xsl:if test="exists($entries[not(@type eq 'alleged')])"><a href="downloads/data/{$name}.jsonld" download="">JSON-LD</a>, </xsl:if>
        <a href="downloads/data/{$name}.csv" download="">CSV</a>
      </p>
    </xsl:if>
  </xsl:function>

  <!-- ===== letters and notes ===== -->

  <xsl:function name="html:letter-data" as="map(*)*" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:for-each select="$document/teiHeader/profileDesc/correspDesc[correspAction/@type = ('sent', 'received')]">
      <xsl:sequence select="map{
          'page': string(html:main($document)/@file),
          'key': normalize-space(@key),
          'actions': array{correspAction[@type = ('sent', 'received')] ! map{
              'type': string(@type),
              'parties': array{(persName | orgName | placeName | name | settlement)[normalize-space()] ! map{
                  'element': if (self::name or self::settlement) then map{'name': 'persName', 'settlement': 'placeName'}(local-name()) else local-name(),
                  'said': normalize-space(), 'ref': html:pointed(@ref), 'identifiers': html:identifiers-data(html:meant(@ref))}},
              'dates': array{date ! map{'said': normalize-space(), 'given': map:merge((@when, @from, @to, @notBefore, @notAfter, @cert) ! map{local-name(): string()})}}}}}"/>
    </xsl:for-each>
  </xsl:function>

  <!-- the entry that is pointed at: of a register, or of a list in the document itself -->
  <xsl:function name="html:meant" as="element()?" visibility="private">
    <xsl:param name="pointer" as="attribute()?"/>
    <xsl:variable name="here" as="xs:string?" select="tokenize($pointer)[1] ! tei:resolved(., $pointer)[starts-with(., '#')] ! substring(., 2)"/>
    <xsl:sequence select="(html:entry($pointer), $here ! html:by-id(., html:own($pointer)))[1]"/>
  </xsl:function>

  <!-- the images of a document whose size in pixels is said, by the graphic itself or by the surface that it shows -->
  <xsl:function name="html:image-data" as="map(*)*" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:for-each select="$document/(facsimile | sourceDoc)//graphic[not(@mimeType) or starts-with(@mimeType, 'image/')][not(preceding-sibling::graphic[parent::surface])]">
      <xsl:variable name="surface" as="element(surface)?" select="parent::surface"/>
      <xsl:variable name="ids" as="xs:string*" select="(@xml:id, $surface/@xml:id) ! ('#' || .)"/>
      <xsl:variable name="sizes" as="xs:string*" select="(@width, $surface/@lrx)[1], (@height, $surface/@lry)[1]"/>
      <xsl:variable name="url" as="xs:string?" select="(html:image(@url), @url[html:is-safe(.)]/string())[1]"/>
      <xsl:if test="$url and count($sizes) eq 2 and (every $size in $sizes satisfies matches($size, '^[1-9][0-9]{0,5}(px)?$'))">
        <xsl:sequence select="map{'url': $url, 'width': xs:integer(replace($sizes[1], 'px', '')), 'height': xs:integer(replace($sizes[2], 'px', '')),
            'label': string(($surface/@n, $document//pb[tokenize(@facs) = $ids]/@n)[normalize-space()][1])}"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <!-- notes of the editors on a text, each with the place that it is about -->
  <xsl:function name="html:note-data" as="map(*)*" visibility="private">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:for-each select="$reading/TEI/text//note[@reading:editorial or @resp][normalize-space()][not(ancestor::note)]">
      <xsl:variable name="block" as="element()?" select="ancestor::*[html:has-anchor(.)][1]"/>
      <xsl:sequence select="map{
          'id': string(@xml:id), 'place': ($block ! html:place-href(.), string($reading/@file))[1], 'said': string-join(if (p) then p ! normalize-space()[.] else normalize-space(), ' '), 'lang': html:tongue(.),
          'by': array{@resp/tokenize(.) ! html:responsible-name(., $reading/TEI)}}"/>
    </xsl:for-each>
  </xsl:function>

  <!-- the name to which @resp points in the header -->
  <xsl:function name="html:responsible-name" as="xs:string*" visibility="private">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:variable name="named" as="element()*" select="$tei/teiHeader//*[@xml:id eq substring-after($pointer, '#')]"/>
    <xsl:sequence select="$named[1] ! (if (self::respStmt) then (name | persName | orgName) else .) ! html:names-in(.)"/>
  </xsl:function>
</xsl:stylesheet>
