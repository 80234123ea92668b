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

  <!-- One thing or several: the label KEY-one or KEY-many, with the number. A language may have other forms for numbers that
       end in one, and in two to four, as attributes of the second. Source: the plural rules of Unicode CLDR. -->
  <xsl:function name="html:counted" as="xs:string" visibility="public">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:variable name="many" as="element()?" select="key('html:label', $key || '-many', $html:labels)/*[local-name() eq $html:language]"/>
    <xsl:variable name="form" as="attribute()?" select="
        if ($number mod 10 eq 1 and $number mod 100 ne 11) then $many/@one
        else if ($number mod 10 = (2, 3, 4) and not($number mod 100 = (12, 13, 14))) then $many/@few else ()"/>
    <xsl:sequence select="if ($number ne 1 and $form) then replace($form, '{1}', string($number), 'q')
                          else html:word($key || (if ($number eq 1) then '-one' else '-many'), string($number))"/>
  </xsl:function>

  <!-- several things after each other: a, b and c -->
  <xsl:function name="html:enumerated" as="xs:string?" visibility="public">
    <xsl:param name="said" as="xs:string*"/>
    <xsl:sequence select="if (count($said) le 1) then $said else html:word('and', (string-join($said[position() lt last()], ', '), $said[last()]))"/>
  </xsl:function>

  <!-- A value of TEI (a degree of certainty, a kind of work) in words: its label; else its own, parted (located_in, placeOf);
       a list of entries is called as its register. -->
  <xsl:function name="html:value" as="xs:string" visibility="public">
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="list" as="xs:string?" select="('listPerson', 'listOrg', 'listPlace', 'listEvent', 'listBibl')[lower-case(.) eq lower-case($value)]"/>
    <xsl:sequence select="if (key('html:label', 'value-' || $value, $html:labels)) then html:word('value-' || $value)
                          else if ($list) then html:word($list)
                          else if (matches($value, '^[\p{Ll}\d]+(_\w+|\p{Lu}\p{Ll}+)+$')) then lower-case(replace($value, '(\p{Ll})(\p{Lu})', '$1 $2') => translate('_', ' '))
                          else $value"/>
  </xsl:function>

  <!-- so many of a unit: 8 characters; a unit without a label stands as it is -->
  <xsl:function name="html:quantity" as="xs:string" visibility="public">
    <xsl:param name="number" as="xs:string"/>
    <xsl:param name="unit" as="xs:string?"/>
    <xsl:variable name="plain" as="xs:string" select="lower-case(string($unit)) => replace('^chars?$', 'character') => replace('^(leaves|folios?)$', 'leaf') => replace('s$', '')"/>
    <xsl:sequence select="if (empty(key('html:label', 'unit-' || $plain || '-many', $html:labels))) then string-join(($number, $unit[.]), ' ')
                          else if ($number castable as xs:integer) then html:counted('unit-' || $plain, xs:integer($number))
                          else html:word('unit-' || $plain || '-many', $number)"/>
  </xsl:function>

  <!-- a date of ISO 8601, as exact as it is: 1937, June 1937, 9 June 1937 -->
  <xsl:function name="html:date" as="xs:string" visibility="public">
    <xsl:param name="iso" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(replace($iso, '^(-?\d{4,})-?(\d\d)?-?(\d\d)?.*$', '$1 $2 $3'))"/>
    <xsl:sequence select="if (not(matches($iso, '^-?\d{4}'))) then $iso
                          else if (count($parts) ge 3) then html:word('day', (html:day-of-month($parts[3]), html:month($parts[2], true()), $parts[1]))
                          else if (count($parts) eq 2) then html:word('month-year', (html:month($parts[2], false()), $parts[1]))
                          else $parts[1]"/>
  </xsl:function>

  <!-- the name of a month; some languages have another form of it after the day -->
  <xsl:function name="html:month" as="xs:string?" visibility="private">
    <xsl:param name="number" as="xs:string"/>
    <xsl:param name="after-day" as="xs:boolean"/>
    <xsl:sequence select="tokenize(html:word(if ($after-day) then 'months-in-day' else 'months'))[number($number)]"/>
  </xsl:function>

  <!-- a day of a month; the first has a sign of its own in some languages -->
  <xsl:function name="html:day-of-month" as="xs:string" visibility="private">
    <xsl:param name="number" as="xs:string"/>
    <xsl:sequence select="if (xs:integer($number) eq 1) then html:word('first-day') else string(xs:integer($number))"/>
  </xsl:function>

  <!-- a span of time: what both ends share is said once -->
  <xsl:function name="html:from-to" as="xs:string" visibility="private">
    <xsl:param name="from" as="xs:string"/>
    <xsl:param name="to" as="xs:string"/>
    <xsl:variable name="days" as="xs:string*" select="tokenize($from, '-'), tokenize($to, '-')"/>
    <xsl:sequence select="
        if (not(matches($from, '^\d{4}-\d\d(-\d\d)?$') and matches($to, '^\d{4}-\d\d(-\d\d)?$')) or $from eq $to or substring($from, 1, 4) ne substring($to, 1, 4)) then html:date($from) || ' – ' || html:date($to)
        else if (count($days) eq 6 and $days[2] eq $days[5]) then html:word('days', (html:day-of-month($days[3]), html:day-of-month($days[6]), html:month($days[2], true()), $days[1]))
        else if (count($days) eq 4) then string-join((html:month($days[2], false()), '–', html:date($to)), ' ')
        else html:date($from) || ' – ' || html:date($to)"/>
  </xsl:function>

  <!-- the time an element is dated to -->
  <xsl:function name="html:dated" as="xs:string" visibility="public">
    <xsl:param name="node" as="element()?"/>
    <xsl:variable name="at" as="function(xs:string) as attribute()?" select="html:time($node, ?)"/>
    <xsl:sequence select="string(($at('when') ! html:date(.),
        $node[$at('from') and $at('to')] ! html:from-to($at('from'), $at('to')),
        $at('from') ! html:word('from-date', html:date(.)), $at('to') ! html:word('until-date', html:date(.)),
        $node[$at('notBefore') and $at('notAfter')] ! html:word('between', (html:date($at('notBefore')), html:date($at('notAfter')))),
        $at('notBefore') ! html:word('not-before', html:date(.)), $at('notAfter') ! html:word('not-after', html:date(.)))[1])"/>
  </xsl:function>

  <!-- An attribute that dates an element (when, from, to, notBefore, notAfter), in W3C's format or in that of ISO 8601.
       Source: TEI P5 Guidelines, att.datable.w3c and att.datable.iso. -->
  <xsl:function name="html:time" as="attribute()?" visibility="public">
    <xsl:param name="node" as="element()?"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="($node/@*[name() eq $name], $node/@*[name() eq $name || '-iso'])[1]"/>
  </xsl:function>
</xsl:stylesheet>
