<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts: what the pages of the whole edition need to know of a file; and those of all files, as they are given back. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- ===== of one file ===== -->

  <xsl:function name="html:facts-of-file" as="map(*)" visibility="private">
    <xsl:param name="mentions" as="element()*"/>
    <xsl:variable name="main" as="element(site:reading)?" select="$html:published ! html:main(.)"/>
    <xsl:sequence select="map{
        'short': html:short-title($html:file),
        'title': html:title($html:file),
        'published': exists($html:published),
        'main': string($main/@file),
        'parallel': ($html:published[html:has-parallel(.)] ! html:own-page(., 'parallel'), '')[1],
        'transmission': exists($html:relations),
        'register': $html:register ! html:register-facts(.),
        'events': array{html:events()},
        'dates': array{html:dates()},
        'quotations': array{$html:published ! html:quotations-of(.) ! map{'paraphrase': exists(self::q), 'cells': html:quotation(.)}},
        'omissions': array{$html:published ! html:omissions-of(.) ! html:omission(.)},
        'mentions': array{$mentions ! array{distinct-values(html:mentioned(.) ! html:href(.))}},
        'company': array{html:company($mentions)},
        'letters': array{$html:published ! html:letters-of(.)},
        'listed': $html:published ! html:listed(.),
        'rights': array{$html:published ! html:rights-facts(.)},
        'records': array{$html:readings ! html:cited(.)},
        'described': $html:published ! html:catalogued(.),
        'data': html:data(),
        'uses': array{html:uses-of($html:file)},
        'ids': html:ids-of($main)}"/>
  </xsl:function>

  <!-- the ids of a text, page by page -->
  <xsl:function name="html:ids-of" as="map(xs:string, array(xs:string))" visibility="private">
    <xsl:param name="main" as="element(site:reading)?"/>
    <xsl:map>
      <xsl:for-each-group select="$main/TEI/text/descendant-or-self::*[@xml:id]" group-by="html:page-of($main, .)">
        <xsl:map-entry key="current-grouping-key()" select="array{distinct-values(current-group()/@xml:id ! string(.))}"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:function>

  <xsl:function name="html:register-facts" as="map(*)" visibility="private">
    <xsl:param name="register" as="element(TEI)"/>
    <xsl:sequence select="map{
        'title': html:title($register),
        'file': html:register-page($register),
        'of-document': exists($register/parent::site:document),
        'kinds': array{$register/standOff/* ! local-name()},
        'entries': array{html:entries() ! map{'href': html:href(.), 'preview': html:preview(.)}}}"/>
  </xsl:function>

  <xsl:function name="html:rights-facts" as="map(*)*" visibility="private">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:for-each select="html:rights($document)">
      <xsl:sequence select="map{'number': position(), 'said': html:rights-said(.), 'in-full': string-join((html:rights-of(.), ?in-full), ': '), 'about': string(html:rights-of(.)),
                                'anchor': html:own-name($document, 'licences'), 'paragraphs': count(html:rights-paragraphs(.))}"/>
    </xsl:for-each>
  </xsl:function>

  <!-- ===== of all files ===== -->

  <!-- the facts of all files, documents first, as a JSON array -->
  <xsl:param name="facts" as="xs:string" select="'[]'"/>

  <xsl:variable name="html:files" as="map(*)*" select="parse-json($facts)?*" visibility="private"/>

  <!-- the documents that are published -->
  <xsl:variable name="html:all" as="map(*)*" select="$html:files[?published]" visibility="private"/>

  <xsl:variable name="html:registers" as="map(*)*" select="$html:files?register[exists(.)]" visibility="private"/>

  <!-- what the whole edition is called -->
  <xsl:variable name="html:name" as="xs:string"
      select="($html:site/site:site/@title/string()[.], $html:all[1][not($html:several)]?title, html:word('edition'))[1]" visibility="private"/>

  <!-- a file that is no page -->
  <xsl:function name="html:written" as="map(xs:string, xs:string)" visibility="private">
    <xsl:param name="file" as="xs:string"/>
    <xsl:param name="content" as="xs:string"/>
    <xsl:sequence select="map{'file': $file, 'content': $content}"/>
  </xsl:function>
</xsl:stylesheet>
