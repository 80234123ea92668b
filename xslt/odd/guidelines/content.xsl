<?xml version="1.0" encoding="UTF-8"?>
<!-- What an element may contain, and where it may stand. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:siglum:html"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- by name, the elements that each element may contain; “#text” where text may stand, “#any” where anything may -->
  <xsl:variable name="html:contents" as="map(xs:string, xs:string*)"
      select="map:merge($html:specs/elementSpec ! map{string(@ident): html:contained(content/*, ())})" visibility="private"/>

  <!-- the same the other way round: by name, the elements that may contain an element -->
  <xsl:variable name="html:parents" as="map(xs:string, xs:string*)"
      select="map:merge(for $parent in map:keys($html:contents), $child in $html:contents($parent) return map{$child: $parent}, map{'duplicates': 'combine'})" visibility="private"/>

  <!-- by name, the elements of each class, directly or through others -->
  <xsl:variable name="html:classes" as="map(xs:string, xs:string*)"
      select="map:merge($html:specs/classSpec ! map{string(@ident): html:of-class(@ident, ())})" visibility="private"/>

  <xsl:function name="html:contained" as="xs:string*" visibility="private">
    <xsl:param name="parts" as="element()*"/>
    <xsl:param name="seen" as="xs:string*"/>
    <xsl:sequence select="distinct-values(
        $parts/descendant-or-self::*/(
          self::textNode ! '#text', self::anyElement ! '#any', (self::dataRef | self::valList) ! '#text',
          self::elementRef/@key[key('html:spec', ., $html:site)] ! string(),
          self::macroRef/@key[not(. = $seen)] ! html:contained(key('html:spec', ., $html:site)/content/*, ($seen, .)),
          self::classRef[not(@include | @except)] ! $html:classes(@key), self::classRef[@except] ! html:of-class(@key, tokenize(@except)), self::classRef/@include ! tokenize(.)[key('html:spec', ., $html:site)]))"/>
  </xsl:function>

  <!-- the elements that belong to a class, directly or through others -->
  <xsl:function name="html:of-class" as="xs:string*" visibility="private">
    <xsl:param name="class" as="xs:string"/>
    <xsl:param name="without" as="xs:string*"/>
    <xsl:for-each select="key('html:member', $class, $html:site)[not(@ident = $without)]">
      <xsl:sequence select="if (self::elementSpec) then string(@ident) else html:of-class(@ident, ($without, $class))"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="html:content-links" as="node()*" visibility="private">
    <xsl:param name="spec" as="element()"/>
    <xsl:variable name="names" as="xs:string*" select="if ($spec/self::elementSpec) then $html:contents($spec/@ident) else html:contained($spec/content/*, $spec/@ident)"/>
    <xsl:choose>
      <xsl:when test="empty($names)">{html:word('nothing')}</xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="string-join((html:word('text-itself')[$names = '#text'], html:word('anything')[$names = '#any']), ', ')"/>
        <xsl:text> </xsl:text>
        <xsl:sequence select="html:links(sort($names[not(starts-with(., '#'))], (), lower-case#1))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="html:links" as="node()*" visibility="private">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:for-each select="$names">
      <xsl:if test="position() gt 1"><xsl:text> </xsl:text></xsl:if>
      <xsl:sequence select="$html:spec-links(.)"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:variable name="html:spec-links" as="map(xs:string, element())" visibility="private">
    <xsl:map>
      <xsl:for-each select="$html:specs/(elementSpec | classSpec | macroSpec | dataSpec)">
        <xsl:map-entry key="string(@ident)"><a href="#{html:spec-id(.)}">{(altIdent, @ident)[1]}</a></xsl:map-entry>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>
</xsl:stylesheet>
