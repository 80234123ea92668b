<?xml version="1.0" encoding="UTF-8"?>
<!-- Entries of registers: the way from a pointer to its entry, and what an entry is called. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:html="urn:siglum:html"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:key name="html:entry" match="standOff//*[@xml:id]" use="@xml:id"/>

  <!-- what stands in a register: not what links entries, nor an entry without a word that nothing can point at -->
  <xsl:function name="html:is-of-register" as="xs:boolean" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="not($element/(self::linkGrp | self::link | self::listRelation | self::relation | self::listAnnotation))
        and (exists($element/descendant-or-self::*[@xml:id]) or normalize-space($element))"/>
  </xsl:function>

  <xsl:function name="html:entries" as="element()*" visibility="public">
    <xsl:sequence select="$html:register/standOff//(person | personGrp | org | place | event | bibl | biblStruct)[@xml:id]"/>
  </xsl:function>

  <!-- ===== from a name to its entry: in the file itself, else in those that are given beside it ===== -->

  <xsl:function name="html:entry-called" as="element()?" visibility="public">
    <xsl:param name="id" as="xs:string?"/>
    <xsl:sequence select="key('html:entry', $id, $html:site)[1]"/>
  </xsl:function>

  <xsl:function name="html:entry" as="element()?" visibility="public">
    <xsl:param name="pointer" as="attribute()?"/>
    <xsl:variable name="resolved" as="xs:string?" select="tokenize($pointer)[1] ! tei:resolved(., $pointer)"/>
    <xsl:sequence select="html:entry-called(substring-after($resolved, '#'))"/>
  </xsl:function>

  <xsl:function name="html:href" as="xs:string" visibility="public">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="html:register-page(html:own($entry)) || '#' || $entry/@xml:id"/>
  </xsl:function>

  <xsl:function name="html:named" as="node()*" visibility="public">
    <xsl:param name="pointer" as="attribute()?"/>
    <xsl:for-each select="html:entry($pointer)">
      <a class="name" href="{html:href(.)}">{html:preferred(.)}</a>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="html:preferred" as="xs:string" visibility="public">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="normalize-space(($entry/*[@type eq 'preferred'], html:entry-names($entry), html:own-parts($entry, 'title'), $entry/head, $entry/@xml:id)[1])"/>
  </xsl:function>

  <!-- What an entry that is no work is called: by its names, else by what says it otherwise (TEI P5, 14.3). -->
  <xsl:function name="html:entry-names" as="element()*" visibility="public">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="names" as="element()*" select="$entry[not(self::bibl or self::biblStruct)]/(persName | orgName | placeName | eventName)"/>
    <xsl:sequence select="if (exists($names)) then $names else ($entry[self::event]/label, $entry[self::place]/(geogName | settlement | district | region | country | bloc))"/>
  </xsl:function>

  <!-- the parts of a reference of a certain name, but not those of another work that is named within it -->
  <xsl:function name="html:own-parts" as="element()*" visibility="public">
    <xsl:param name="bibl" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="$bibl[self::bibl or self::biblStruct]//*[local-name() eq $name]
                          [ancestor::*[self::bibl or self::biblStruct or self::relatedItem or self::note][1] is $bibl]"/>
  </xsl:function>

  <!-- when a person lived, an event happened -->
  <xsl:function name="html:life" as="xs:string" visibility="public">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="if ($entry/self::event) then html:dated($entry)
                          else string-join($entry/(birth, death) ! (normalize-space()[.], html:dated(.))[1], ' – ')"/>
  </xsl:function>

  <!-- ===== what an entry says of a person: offices, ranks and the like ===== -->

  <xsl:function name="html:statements" as="element()*" visibility="public">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$entry[not(self::bibl or self::biblStruct)]/(occupation | state | trait | affiliation | education | residence | nationality | faith | floruit | socecStatus)"/>
  </xsl:function>

  <!-- the words of a statement; of one that has a description, without its notes -->
  <xsl:function name="html:stated" as="node()*" visibility="public">
    <xsl:param name="statement" as="element()"/>
    <xsl:sequence select="if ($statement/(desc | label | p | ab)) then $statement/(desc | label | p | ab)/node() else $statement/node()"/>
  </xsl:function>

  <xsl:function name="html:said-of" as="xs:string" visibility="public">
    <xsl:param name="statement" as="element()"/>
    <xsl:sequence select="normalize-space(string-join(html:stated($statement)))"/>
  </xsl:function>
</xsl:stylesheet>
