<?xml version="1.0" encoding="UTF-8"?>
<!-- What is given: one file of the edition, what of others it needs, and which pages there are. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns:source="urn:siglum:source"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- what is given, as XML: see scripts/siglum/publish/html/given.py -->
  <xsl:param name="site" as="xs:string" select="'&lt;site xmlns=&quot;urn:siglum:site&quot;/>'"/>

  <xsl:variable name="html:site" as="document-node()" select="parse-xml($site)" visibility="public"/>

  <!-- the file that pages are made of: a document or a register -->
  <xsl:variable name="html:file" as="element(TEI)?" select="$html:site/site:site/*[1]/TEI" visibility="public"/>

  <!-- that file, if it is a document of which there is a reading -->
  <xsl:variable name="html:published" as="element(TEI)?" select="$html:documents[. is $html:file]" visibility="public"/>

  <!-- that file, if it has entries that say something -->
  <xsl:variable name="html:register" as="element(TEI)?" select="$html:file[standOff/*[html:is-of-register(.)]]" visibility="public"/>

  <!-- its readings -->
  <xsl:variable name="html:readings" as="element(site:reading)*" select="$html:published ! html:readings-of(.)" visibility="public"/>

  <!-- the document, and those that stand beside it on its pages -->
  <xsl:variable name="html:documents" as="element(TEI)*" select="$html:site/site:site/site:document[@path = ../site:reading/@document]/TEI" visibility="public"/>

  <!-- whether several documents are published -->
  <xsl:variable name="html:several" as="xs:boolean" select="$html:site/site:site/@several = 'true'" visibility="public"/>

  <!-- whether there are so many that they stand in a list, and not one after the other -->
  <xsl:variable name="html:is-large" as="xs:boolean" select="$html:site/site:site/@large = 'true'" visibility="public"/>

  <xsl:key name="html:id" match="*" use="@xml:id"/>

  <xsl:key name="html:ordinal" match="*" use="@source:n"/>

  <!-- the elements with an xml:id, in a document or a part of it -->
  <xsl:function name="html:by-id" as="element()*" visibility="public">
    <xsl:param name="id" as="xs:string?"/>
    <xsl:param name="within" as="node()?"/>
    <xsl:sequence select="$within ! key('html:id', $id, .)"/>
  </xsl:function>

  <!-- ===== which pages there are ===== -->

  <!-- the readings of a document -->
  <xsl:function name="html:readings-of" as="element(site:reading)*" visibility="public">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:sequence select="$html:site/site:site/site:reading[@document eq $document/../@path]"/>
  </xsl:function>

  <!-- the reading of a document that other pages refer to: the first of the whole text -->
  <xsl:function name="html:main" as="element(site:reading)?" visibility="public">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:sequence select="(html:readings-of($document)[not(string(@scope))], html:readings-of($document))[1]"/>
  </xsl:function>

  <!-- whether an element has its place on the page of that reading -->
  <xsl:function name="html:is-published" as="xs:boolean" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/ancestor::site:reading) or exists($element/@xml:id ! html:by-id(., html:main(html:own($element))/TEI/text))"/>
  </xsl:function>

  <xsl:function name="html:document" as="element(TEI)" visibility="public">
    <xsl:param name="reading" as="element(site:reading)"/>
    <xsl:sequence select="$html:documents[../@path eq $reading/@document]"/>
  </xsl:function>

  <!-- the document a node belongs to -->
  <xsl:function name="html:own" as="element()" visibility="public">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="($node/ancestor-or-self::TEI[last()], $node/ancestor-or-self::*[last()])[1]"/>
  </xsl:function>

  <!-- the entry as it is encoded, with all its readings -->
  <xsl:function name="html:entry-of" as="element()" visibility="public">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="($node/ancestor::site:reading ! key('html:ordinal', string($node/@source:n), html:document(.)), $node)[1]"/>
  </xsl:function>

  <!-- A name that each document has for itself: NAME for the first, DOCUMENT-NAME for the others, so that a document
       that is added moves nothing that is published. -->
  <xsl:function name="html:own-name" as="xs:string" visibility="public">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="string-join((html:document-name($document)[not($document/../@first = 'true')], $name), '-')"/>
  </xsl:function>

  <xsl:function name="html:own-page" as="xs:string" visibility="public">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="html:own-name($document, $name) || '.html'"/>
  </xsl:function>

  <!-- the name that the site knows a document by: its xml:id, or that of its file -->
  <xsl:function name="html:document-name" as="xs:string" visibility="public">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:sequence select="string(($tei/parent::site:*/@name, $tei/@xml:id)[1])"/>
  </xsl:function>

  <xsl:function name="html:register-page" as="xs:string" visibility="public">
    <xsl:param name="register" as="element(TEI)"/>
    <xsl:sequence select="if ($register/../@register) then string($register/../@register)
                          else if ($register/parent::site:document) then html:own-page($register, 'register') else html:document-name($register) || '.html'"/>
  </xsl:function>

  <xsl:function name="html:title" as="xs:string" visibility="public">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:variable name="titles" as="element(title)*" select="$tei/teiHeader/fileDesc/titleStmt/title[not(@type eq 'short')][normalize-space()]"/>
    <xsl:sequence select="string((($titles[1][not(@level eq 's')], $titles[@level = ('a', 'u', 'm')], $titles[not(@level eq 's')], $titles)[1] ! normalize-space(), html:document-name($tei))[1])"/>
  </xsl:function>

  <!-- the title by which a document is told from the others: title[@type='short'], else what stands before a colon -->
  <xsl:function name="html:short-title" as="xs:string" visibility="public">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:sequence select="($tei/teiHeader/fileDesc/titleStmt/title[@type eq 'short'] ! normalize-space(), replace(html:title($tei), '(\S):\s.*$', '$1'))[1]"/>
  </xsl:function>

  <xsl:function name="html:authors" as="xs:string" visibility="public">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:sequence select="html:names-joined($tei/teiHeader/fileDesc/titleStmt/author ! html:names-in(.))"/>
  </xsl:function>

  <!-- the names that an element of a header has, each for itself, without the identifiers that stand in them -->
  <xsl:function name="html:names-in" as="xs:string*" visibility="public">
    <xsl:param name="named" as="element()"/>
    <xsl:variable name="several" as="element()*" select="$named/(name | persName | orgName)[count(../(name | persName | orgName)) gt 1]"/>
    <xsl:sequence select="($several, $named[empty($several)]) ! normalize-space(string-join(.//text()[not(ancestor::idno)]))[.]"/>
  </xsl:function>

  <!-- names after each other: a name with a comma in it, surname first, ends with a semicolon -->
  <xsl:function name="html:names-joined" as="xs:string" visibility="public">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="string-join($names, if (some $name in $names satisfies contains($name, ',')) then '; ' else ', ')"/>
  </xsl:function>
</xsl:stylesheet>
