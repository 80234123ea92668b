<?xml version="1.0" encoding="UTF-8"?>
<!-- Dictionaries: the senses of an entry, its letters. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:set="urn:siglum:set"
    xmlns:html="urn:siglum:html"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- A single sense follows its word; several stand below each other, with their numbers. -->
  <xsl:template match="sense" mode="html:block" as="element()" priority="1">
    <xsl:variable name="only" as="xs:boolean" select="empty((preceding-sibling::sense, following-sibling::sense)) and empty(*[tei:is-block(.)])"/>
    <xsl:variable name="line" as="element()">
      <div class="{html:classes(.), 'only'[$only]}">
        <xsl:call-template name="html:anchor"/>
        <xsl:if test="not($only) or @n">
          <span class="sense-number" data-apparatus="">{(@n, string(count(preceding-sibling::sense) + 1))[1]}</span>
          <xsl:text> </xsl:text>
        </xsl:if>
        <xsl:sequence select="html:before(.), html:mixed(node(), exists(*[tei:is-block(.)])), html:after(.)"/>
      </div>
    </xsl:variable>
    <xsl:sequence select="html:with-apparatus(., $line)"/>
  </xsl:template>

  <!-- ===== letters of the alphabet ===== -->

  <xsl:variable name="html:fewest-entries" as="xs:integer" select="60" visibility="private"/>

  <!-- ways to the first entry of each letter, where there are many entries -->
  <xsl:function name="html:letters" as="element()?" visibility="public">
    <xsl:param name="tei" as="element()"/>
    <xsl:variable name="entries" as="element()*" select="html:beginning($tei)"/>
    <xsl:if test="count($entries) gt 1">
      <nav class="letters" data-apparatus="" aria-label="{html:word('letters')}">
        <xsl:for-each select="$entries"><a href="#{html:letter-id(.)}">{html:initial(.)}</a>{' '}</xsl:for-each>
      </nav>
    </xsl:if>
  </xsl:function>

  <!-- the first entry of each letter -->
  <xsl:function name="html:beginning" as="element()*" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:variable name="entries" as="element()*" select="key('html:entries', true(), $tei)"/>
    <xsl:if test="count($entries) ge $html:fewest-entries">
      <xsl:for-each-group select="$entries[html:initial(.)]" group-by="html:initial(.)"><xsl:sequence select="."/></xsl:for-each-group>
    </xsl:if>
  </xsl:function>

  <xsl:key name="html:entries" match="(entry | entryFree | superEntry)[not(parent::superEntry)]" use="true()"/>

  <xsl:function name="html:initial" as="xs:string?" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="word" as="xs:string?" select="($entry//orth ! html:plain(.), $entry/@sortKey, $entry/@n)[.][1]"/>
    <xsl:sequence select="upper-case(substring(replace(normalize-unicode($word, 'NFD'), '^[^\p{L}]+|\p{M}', ''), 1, 1))[.]"/>
  </xsl:function>

  <xsl:function name="html:letter-id" as="xs:string" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="'letter:' || html:initial($entry)"/>
  </xsl:function>

  <!-- an entry; the first of its letter can be gone to -->
  <xsl:template match="entry | entryFree | superEntry" mode="html:block" as="element()+" priority="1">
    <xsl:if test=". intersect html:beginning(html:own(.))"><div id="{html:letter-id(.)}"/></xsl:if>
    <xsl:next-match/>
  </xsl:template>

</xsl:stylesheet>
