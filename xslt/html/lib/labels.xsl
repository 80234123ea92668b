<?xml version="1.0" encoding="UTF-8"?>
<!-- The words of the pages: labels.xml has them all, in each language. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns:label="urn:siglum:labels"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="html:labels" as="document-node()" select="doc('labels.xml')" visibility="private"/>

  <xsl:variable name="html:language" as="xs:string" select="string($html:site/site:site/@language)" visibility="public"/>

  <xsl:key name="html:label" match="label:label" use="@key"/>

  <!-- a label in the language of the site -->
  <xsl:function name="html:word" as="xs:string" visibility="public">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="html:word($key, ())"/>
  </xsl:function>

  <!-- a label with arguments: {1} stands for the first -->
  <xsl:function name="html:word" as="xs:string" visibility="public">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="arguments" as="xs:string*"/>
    <xsl:variable name="label" as="element()" select="key('html:label', $key, $html:labels)"/>
    <xsl:sequence select="fold-left(1 to count($arguments), string(($label/*[local-name() eq $html:language], $label/*[1])[1]),
        function($said as xs:string, $n as xs:integer) as xs:string { replace($said, '{' || $n || '}', $arguments[$n], 'q') })"/>
  </xsl:function>

  <!-- one thing or several: the label KEY-one or KEY-many, with the number -->
  <xsl:function name="html:counted" as="xs:string" visibility="public">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:sequence select="html:word($key || (if ($number eq 1) then '-one' else '-many'), string($number))"/>
  </xsl:function>

  <!-- several things after each other: a, b and c -->
  <xsl:function name="html:enumerated" as="xs:string?" visibility="public">
    <xsl:param name="said" as="xs:string*"/>
    <xsl:sequence select="if (count($said) le 1) then $said else html:word('and', (string-join($said[position() lt last()], ', '), $said[last()]))"/>
  </xsl:function>

  <!-- a value of TEI (a degree of certainty, a kind of work) in words; as it stands where there is no label -->
  <xsl:function name="html:value" as="xs:string" visibility="public">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="if (key('html:label', 'value-' || $value, $html:labels)) then html:word('value-' || $value) else $value"/>
  </xsl:function>

  <!-- a date of ISO 8601, as exact as it is: 1937, June 1937, 9 June 1937 -->
  <xsl:function name="html:date" as="xs:string" visibility="private">
    <xsl:param name="iso" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(replace($iso, '^(-?\d{4,})-?(\d\d)?-?(\d\d)?.*$', '$1 $2 $3'))"/>
    <xsl:variable name="month" as="xs:string?" select="tokenize(html:word('months'))[number($parts[2])]"/>
    <xsl:sequence select="if (not(matches($iso, '^-?\d{4}'))) then $iso
                          else if (count($parts) ge 3) then html:word('day', (string(xs:integer($parts[3])), $month, $parts[1]))
                          else string-join(($month, $parts[1]), ' ')"/>
  </xsl:function>

  <!-- the time an element is dated to -->
  <xsl:function name="html:dated" as="xs:string" visibility="public">
    <xsl:param name="node" as="element()?"/>
    <xsl:sequence select="string(($node/@when ! html:date(.),
        $node[@from and @to] ! (html:date(@from) || ' – ' || html:date(@to)),
        $node/@from ! html:word('from-date', html:date(.)), $node/@to ! html:word('until-date', html:date(.)),
        $node[@notBefore and @notAfter] ! html:word('between', (html:date(@notBefore), html:date(@notAfter))),
        $node/@notBefore ! html:word('not-before', html:date(.)), $node/@notAfter ! html:word('not-after', html:date(.)))[1])"/>
  </xsl:function>
</xsl:stylesheet>
