<?xml version="1.0" encoding="UTF-8"?>
<!-- Lines that are units: of verse, of a page, of an address. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:set="urn:siglum:set"
    xmlns:html="urn:siglum:html"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="*[@set:behaviour eq 'line']" mode="html:block" as="element()">
    <xsl:variable name="line" as="element()">
      <xsl:element name="{if (*[tei:is-block(.)]) then 'div' else 'p'}">
        <xsl:attribute name="class" select="html:classes(.)"/>
        <xsl:call-template name="html:anchor"/>
        <xsl:sequence select="html:line-number(.), html:step(.), html:before(.), html:mixed(node(), false()), html:after(.)"/>
      </xsl:element>
    </xsl:variable>
    <xsl:sequence select="html:with-apparatus(., $line)"/>
  </xsl:template>

  <!-- ===== numbers ===== -->

  <!-- Every fifth line has its number. Where none is written, verses are counted, from the beginning of the division in
       which they stand; a few lines need none. A line that goes on with another speaker is one line. -->
  <xsl:function name="html:line-number" as="element()?" visibility="private">
    <xsl:param name="line" as="element()"/>
    <xsl:variable name="number" as="xs:string?" select="if ($line/@n) then $line/@n[html:is-fifth(.)] else $line/self::l ! html:counted-verse(.)"/>
    <xsl:if test="$number"><span class="line-number" data-apparatus="">{$number}</span></xsl:if>
  </xsl:function>

  <!-- Whether a number is shown: 12.35 and 35 are, 12.36 and 35a are not; a letter is a name, and shown. -->
  <xsl:function name="html:is-fifth" as="xs:boolean" visibility="private">
    <xsl:param name="n" as="xs:string"/>
    <xsl:variable name="last" as="xs:string" select="replace($n, '^.*?(\d{1,6})$', '$1')"/>
    <xsl:sequence select="string-length($n) le 8 and (if ($last castable as xs:integer) then xs:integer($last) mod 5 eq 0 else not(matches($n, '\d')) and string-length($n) le 2)"/>
  </xsl:function>

  <xsl:variable name="html:fewest-verses" as="xs:integer" select="10" visibility="private"/>

  <xsl:function name="html:counted-verse" as="xs:string?" visibility="private">
    <xsl:param name="line" as="element(l)"/>
    <xsl:variable name="number" as="xs:integer" select="$line/accumulator-before('html:verses')[1]"/>
    <xsl:if test="$number mod 5 eq 0 and html:begins-verse($line)">
      <xsl:variable name="together" as="element(l)*" select="key('html:verses', html:counted-from($line), root($line))"/>
      <xsl:sequence select="string($number)[count($together) ge $html:fewest-verses and empty($together/@n)]"/>
    </xsl:if>
  </xsl:function>

  <xsl:key name="html:verses" match="l" use="html:counted-from(.)"/>

  <xsl:function name="html:counted-from" as="xs:string" visibility="private">
    <xsl:param name="line" as="element()"/>
    <xsl:sequence select="generate-id($line/ancestor::*[@set:behaviour = ('section', 'body', 'document') or self::note][1])"/>
  </xsl:function>

  <xsl:function name="html:begins-verse" as="xs:boolean" visibility="private">
    <xsl:param name="line" as="element()"/>
    <xsl:sequence select="not($line/@part = ('M', 'F'))"/>
  </xsl:function>

  <!-- how many verses begin before and with this one, in each of the divisions around it, the innermost first -->
  <xsl:accumulator name="html:verses" as="xs:integer*" initial-value="0">
    <xsl:accumulator-rule match="*[@set:behaviour = ('section', 'body', 'document') or self::note]" select="0, $value"/>
    <xsl:accumulator-rule match="*[@set:behaviour = ('section', 'body', 'document') or self::note]" phase="end" select="tail($value)"/>
    <xsl:accumulator-rule match="l[html:begins-verse(.)]" select="$value[1] + 1, tail($value)"/>
  </xsl:accumulator>

  <!-- ===== verses that speakers share ===== -->

  <!-- The rest of a verse begins where the part before it ended: its words stand there again, unseen. -->
  <xsl:function name="html:step" as="element()?" visibility="private">
    <xsl:param name="line" as="element()"/>
    <xsl:if test="$line/@part = ('M', 'F')">
      <span class="step" data-apparatus="" data-before="{string-join(html:parts-before($line, 4) ! html:plain(.), ' ')}"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:parts-before" as="element(l)*" visibility="private">
    <xsl:param name="line" as="element()"/>
    <xsl:param name="most" as="xs:integer"/>
    <xsl:variable name="before" as="element(l)?" select="$line[@part = ('M', 'F')][$most gt 0]/preceding::l[1][@part = ('I', 'M')]"/>
    <xsl:sequence select="$before ! (html:parts-before(., $most - 1), .)"/>
  </xsl:function>

</xsl:stylesheet>
