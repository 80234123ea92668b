<?xml version="1.0" encoding="UTF-8"?>
<!-- Content models, of an element, a macro, a datatype or an attribute, to patterns (TEI P5 Guidelines, 23.5.1); classes
     of models; any element. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:rng="http://relaxng.org/ns/structure/1.0"
    xmlns:odd="urn:siglum:odd"
    xmlns:source="urn:siglum:source"
    xmlns="http://relaxng.org/ns/structure/1.0"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:function name="odd:content" as="element()*" visibility="private">
    <xsl:param name="spec" as="element()"/>
    <xsl:choose>
      <xsl:when test="empty($spec/content)">
        <xsl:call-template name="source:fault">
          <xsl:with-param name="at" select="$spec"/>
          <xsl:with-param name="says" select="'&lt;' || name($spec) || '&gt; “' || $spec/@ident || '” has no &lt;content&gt;'"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="empty($spec/content/*)">
        <empty/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="$spec/content/*" mode="odd:content"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="empty" mode="odd:content" as="element()"><empty/></xsl:template>
  <xsl:template match="textNode" mode="odd:content" as="element()"><text/></xsl:template>

  <xsl:template match="sequence" mode="odd:content" as="element()*">
    <xsl:variable name="parts" as="element()*"><xsl:apply-templates select="*" mode="#current"/></xsl:variable>
    <xsl:sequence select="odd:repeated(., if (@preserveOrder = ('false', '0')) then odd:interleaved($parts) else odd:grouped($parts))"/>
  </xsl:template>

  <xsl:template match="alternate" mode="odd:content" as="element()*">
    <xsl:variable name="parts" as="element()*"><xsl:apply-templates select="*" mode="#current"/></xsl:variable>
    <xsl:sequence select="odd:repeated(., odd:choice($parts))"/>
  </xsl:template>

  <xsl:template match="elementRef[@key]" mode="odd:content" as="element()*">
    <xsl:variable name="defined" as="element()?" select="key('odd:pattern', normalize-space(@key))[1]"/>
    <xsl:sequence select="(if ($defined and not(key('odd:spec', 'elementSpec ' || normalize-space(@key)))) then odd:ref(odd:foreign($defined))
                           else odd:reference(., 'elementSpec', normalize-space(@key))) ! odd:repeated(current(), .)"/>
  </xsl:template>

  <xsl:template match="macroRef[@key]" mode="odd:content" as="element()*">
    <xsl:sequence select="odd:reference(., 'macroSpec', normalize-space(@key)) ! odd:repeated(current(), .)"/>
  </xsl:template>

  <xsl:template match="classRef[@key]" mode="odd:content" as="element()*">
    <xsl:variable name="reference" as="element()?" select="odd:reference(., 'classSpec', normalize-space(@key))"/>
    <xsl:variable name="class" as="element()?" select="key('odd:spec', 'classSpec ' || normalize-space(@key))[1]"/>
    <xsl:variable name="expand" as="xs:string" select="(@expand, 'alternation')[1]"/>
    <xsl:choose>
      <xsl:when test="empty($reference)"/>
      <xsl:when test="not($expand = $odd:expansions)">
        <xsl:call-template name="source:fault">
          <xsl:with-param name="at" select="."/>
          <xsl:with-param name="says" select="'&lt;classRef&gt; has expand=“' || @expand || '”, which is not known to the ODD compiler'"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="odd:repeated(., if ($expand = 'alternation' and empty((@include, @except))) then $reference
                              else odd:expanded($class, $expand, tokenize(@include), tokenize(@except)))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:variable name="odd:expansions" as="xs:string+" visibility="private"
      select="'alternation', 'sequence', 'sequenceOptional', 'sequenceRepeatable', 'sequenceOptionalRepeatable'"/>

  <!-- The members of a class as alternatives, or one after the other, each once, at most once, at least once or any
       number of times. -->
  <xsl:function name="odd:expanded" as="element()" visibility="private">
    <xsl:param name="class" as="element(classSpec)"/>
    <xsl:param name="expand" as="xs:string"/>
    <xsl:param name="include" as="xs:string*"/>
    <xsl:param name="except" as="xs:string*"/>
    <xsl:variable name="members" as="element()*" select="odd:leaves($class, $include, $except) ! odd:ref(odd:name(.))"/>
    <xsl:variable name="min" as="xs:integer" select="if (contains($expand, 'Optional')) then 0 else 1"/>
    <xsl:variable name="max" as="xs:integer?" select="if (ends-with($expand, 'Repeatable')) then () else 1"/>
    <xsl:sequence select="if ($expand = 'alternation') then odd:choice($members)
                          else odd:grouped($members ! odd:occurring(., $min, $max))"/>
  </xsl:function>

  <xsl:template match="anyElement" mode="odd:content" as="element()">
    <xsl:sequence select="odd:repeated(., odd:ref(odd:any(.)))"/>
  </xsl:template>

  <xsl:template match="dataRef[@key]" mode="odd:content" as="element()*">
    <xsl:sequence select="odd:reference(., 'dataSpec', normalize-space(@key)) ! odd:repeated(current(), .)"/>
  </xsl:template>

  <xsl:template match="dataRef[@name]" mode="odd:content" as="element()">
    <xsl:variable name="data" as="element()">
      <data type="{@name}">
        <xsl:for-each select="@restriction">
          <param name="pattern"><xsl:value-of select="."/></param>
        </xsl:for-each>
        <xsl:for-each select="dataFacet">
          <param name="{@name}"><xsl:value-of select="@value"/></param>
        </xsl:for-each>
      </data>
    </xsl:variable>
    <xsl:sequence select="odd:repeated(., $data)"/>
  </xsl:template>

  <!-- In a content model a list is what may stand there, whatever its type. -->
  <xsl:template match="valList" mode="odd:content" as="element()">
    <xsl:sequence select="odd:choice(odd:values(.))"/>
  </xsl:template>

  <xsl:template match="rng:*" mode="odd:content" as="element()">
    <xsl:apply-templates select="." mode="odd:copy"/>
  </xsl:template>

  <xsl:template match="@source:* | @odd:*" mode="odd:copy" as="empty-sequence()"/>
  <xsl:template match="comment() | processing-instruction()" mode="odd:copy" as="empty-sequence()"/>

  <!-- what a class makes of its members, one after the other; what it makes of its attributes -->
  <xsl:template match="rng:ref[not(ancestor::moduleRef)][matches(@name, '_(sequence|alternation)')]" mode="odd:copy" as="element()" priority="2">
    <xsl:variable name="class" as="element()?" select="key('odd:spec', 'classSpec ' || odd:base-name(@name))[1]"/>
    <xsl:sequence select="if ($class) then odd:expanded($class, substring-after(@name, $class/@ident || '_'), (), ()) else ."/>
  </xsl:template>

  <xsl:template match="rng:ref[not(ancestor::moduleRef)][ends-with(@name, '.attributes')]" mode="odd:copy" as="element()" priority="2">
    <xsl:variable name="class" as="element()?" select="key('odd:spec', 'classSpec ' || odd:base-name(@name))[1]"/>
    <xsl:sequence select="if ($class) then odd:grouped(odd:attributes($class)) else ."/>
  </xsl:template>

  <!-- a reference in a content model or datatype names a specification, without the prefix that its pattern may have -->
  <xsl:template match="rng:ref[not(ancestor::moduleRef)]/@name" mode="odd:copy" as="attribute()">
    <xsl:attribute name="name" select="odd:pattern-name(.., normalize-space(.))"/>
  </xsl:template>

  <xsl:template match="*" mode="odd:content" as="empty-sequence()" priority="-1">
    <xsl:call-template name="source:unknown">
      <xsl:with-param name="at" select="."/>
      <xsl:with-param name="task" select="'the ODD compiler'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- ===== classes of models ===== -->

  <!-- the members of a class: elements and classes, in the order of the schema -->
  <xsl:function name="odd:members" as="element()*" visibility="private">
    <xsl:param name="class" as="element()"/>
    <xsl:param name="include" as="xs:string*"/>
    <xsl:param name="except" as="xs:string*"/>
    <xsl:sequence select="key('odd:member', $class/@ident, root($class))
                          [(empty($include) or @ident = $include) and not(@ident = $except)]"/>
  </xsl:function>

  <!-- the elements a class comes to: a class named in $include or $except counts with all its elements -->
  <xsl:function name="odd:leaves" as="element(elementSpec)*" visibility="private">
    <xsl:param name="class" as="element()"/>
    <xsl:param name="include" as="xs:string*"/>
    <xsl:param name="except" as="xs:string*"/>
    <xsl:for-each select="odd:members($class, (), $except)">
      <xsl:choose>
        <xsl:when test="self::classSpec">
          <xsl:sequence select="odd:leaves(., if (@ident = $include) then () else $include, $except)"/>
        </xsl:when>
        <xsl:when test="empty($include) or @ident = $include">
          <xsl:sequence select="."/>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- ===== any element ===== -->

  <xsl:function name="odd:any" as="xs:string" visibility="private">
    <xsl:param name="any" as="element(anyElement)"/>
    <xsl:variable name="spec" as="element()" select="$any/ancestor::elementSpec"/>
    <xsl:sequence select="odd:name($spec) || '.any.' || count($spec/content/descendant::anyElement[. &lt;&lt; $any]) + 1"/>
  </xsl:function>

  <!-- @require and @except name namespaces, or elements by a prefix that is declared there;
       without @except what schemaSpec/@defaultExceptions names is excepted, or else TEI and the egXML of its examples. -->
  <xsl:function name="odd:name-class" as="element()" visibility="private">
    <xsl:param name="any" as="element(anyElement)"/>
    <xsl:variable name="schema" as="element()" select="$any/ancestor::schemaSpec"/>
    <xsl:variable name="defaults" as="attribute()?" select="$schema/@defaultExceptions"/>
    <xsl:choose>
      <xsl:when test="$any/@require">
        <xsl:sequence select="odd:choice(tokenize($any/@require) ! odd:named(., $any))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="excepted" as="element()*"
            select="if ($any/@except) then tokenize($any/@except) ! odd:named(., $any)
                    else if ($defaults) then tokenize($defaults) ! odd:named(., $schema)
                    else ($odd:tei, 'teix:egXML') ! odd:named(., $any)"/>
        <anyName>
          <xsl:if test="exists($excepted)">
            <except><xsl:sequence select="$excepted"/></except>
          </xsl:if>
        </anyName>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="odd:named" as="element()" visibility="private">
    <xsl:param name="what" as="xs:string"/>
    <xsl:param name="context" as="element()"/>
    <xsl:variable name="prefix" as="xs:string" select="substring-before($what, ':')"/>
    <xsl:variable name="uri" as="xs:string?" select="namespace-uri-for-prefix($prefix, $context)[$prefix]"/>
    <xsl:choose>
      <xsl:when test="exists($uri)">
        <name ns="{$uri}"><xsl:value-of select="substring-after($what, ':')"/></name>
      </xsl:when>
      <xsl:when test="matches($what, '^teix:\i\c*$')">
        <name ns="http://www.tei-c.org/ns/Examples"><xsl:value-of select="substring-after($what, ':')"/></name>
      </xsl:when>
      <xsl:otherwise>
        <nsName ns="{$what}"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
