<?xml version="1.0" encoding="UTF-8"?>
<!-- Attributes (TEI P5 Guidelines, 23.5.3): which an element has, of its own or from its classes, and their values. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:rng="http://relaxng.org/ns/structure/1.0"
    xmlns:odd="urn:siglum:odd"
    xmlns:source="urn:siglum:source"
    xmlns="http://relaxng.org/ns/structure/1.0"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- a specification and the classes of attributes it belongs to, nearest first, each once -->
  <xsl:function name="odd:chain" as="element()+" visibility="private">
    <xsl:param name="spec" as="element()"/>
    <xsl:sequence select="odd:widened($spec, $spec)"/>
  </xsl:function>

  <xsl:function name="odd:widened" as="element()+" visibility="private">
    <xsl:param name="known" as="element()+"/>
    <xsl:param name="latest" as="element()*"/>
    <xsl:variable name="next" as="element()*"
        select="$latest/classes/memberOf/key('odd:spec', 'classSpec ' || @key)[@type eq 'atts'] except $known"/>
    <xsl:sequence select="if (exists($next)) then odd:widened(($known, $next), $next) else $known"/>
  </xsl:function>

  <!-- What is said first about an attribute wins: the element's own list, then its classes, nearest first. -->
  <xsl:function name="odd:attributes" as="element()*" visibility="private">
    <xsl:param name="spec" as="element()"/>
    <xsl:iterate select="odd:chain($spec)">
      <xsl:param name="taken" as="xs:string*" select="()"/>
      <xsl:variable name="given" as="xs:string*" select="attList/descendant::*/(self::attDef/@ident | self::attRef[@class]/@name)"/>
      <xsl:choose>
        <xsl:when test=". is $spec">
          <xsl:sequence select="attList ! odd:listed(., $spec)"/>
        </xsl:when>
        <xsl:when test="$given = $taken">
          <xsl:sequence select="odd:remaining(., $taken)"/>
        </xsl:when>
        <xsl:when test="attList/descendant::*[self::attDef or self::attRef]">
          <xsl:sequence select="odd:ref(odd:name(.) || '.attributes')"/>
        </xsl:when>
      </xsl:choose>
      <xsl:next-iteration>
        <xsl:with-param name="taken" select="$taken, $given"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <!-- the attributes of a class that are not taken yet -->
  <xsl:function name="odd:remaining" as="element()*" visibility="private">
    <xsl:param name="class" as="element(classSpec)"/>
    <xsl:param name="taken" as="xs:string*"/>
    <xsl:for-each select="$class/attList/descendant::attDef[not(@ident = $taken)][not(@mode = 'delete')]">
      <xsl:sequence select="odd:ref(odd:attribute-name($class, @ident))"/>
    </xsl:for-each>
    <xsl:apply-templates select="$class/attList/descendant::attRef[not(@class and @name = $taken)]" mode="odd:attribute"/>
  </xsl:function>

  <!-- the patterns of one attribute list; a class refers to the defines of its attributes -->
  <xsl:function name="odd:listed" as="element()*" visibility="private">
    <xsl:param name="list" as="element(attList)"/>
    <xsl:param name="spec" as="element()"/>
    <xsl:variable name="parts" as="element()*">
      <xsl:for-each select="$list/*">
        <xsl:choose>
          <xsl:when test="self::attList">
            <xsl:sequence select="odd:listed(., $spec)"/>
          </xsl:when>
          <xsl:when test="self::attDef/@mode = 'delete'"/>
          <xsl:when test="self::attDef and $spec/self::classSpec">
            <xsl:sequence select="odd:ref(odd:attribute-name($spec, @ident))"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="." mode="odd:attribute"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="if ($list/@org eq 'choice') then odd:choice($parts) else $parts"/>
  </xsl:function>

  <!-- the name of the define of an attribute of a class -->
  <xsl:function name="odd:attribute-name" as="xs:string" visibility="private">
    <xsl:param name="class" as="element()"/>
    <xsl:param name="attribute" as="xs:string"/>
    <xsl:sequence select="odd:name($class) || '.attribute.' || translate($attribute, ':', '_')"/>
  </xsl:function>

  <!-- without @class: a pattern of a grammar -->
  <xsl:template match="attRef[not(@class)]" mode="odd:attribute" as="element()">
    <xsl:sequence select="odd:ref(odd:pattern-name(., string(@name)))"/>
  </xsl:template>

  <xsl:template match="attRef" mode="odd:attribute" as="element()*">
    <xsl:sequence select="key('odd:spec', 'classSpec ' || @class)[1] ! odd:ref(odd:attribute-name(., current()/@name))"/>
  </xsl:template>

  <xsl:template match="attDef" mode="odd:attribute" as="element()">
    <xsl:variable name="attribute" as="element()">
      <attribute name="{odd:tag(.)}">
        <xsl:copy-of select="@ns"/>
        <xsl:sequence select="odd:documentation(.)"/>
        <xsl:sequence select="odd:value(datatype, valList)"/>
      </attribute>
    </xsl:variable>
    <xsl:sequence select="if (@usage = 'req') then $attribute else odd:occurring($attribute, 0, 1)"/>
  </xsl:template>

  <xsl:template match="*" mode="odd:attribute" as="empty-sequence()" priority="-1">
    <xsl:call-template name="source:unknown">
      <xsl:with-param name="at" select="."/>
      <xsl:with-param name="task" select="'the ODD compiler'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- ===== values ===== -->

  <xsl:function name="odd:values" as="element()*" visibility="private">
    <xsl:param name="list" as="element(valList)"/>
    <xsl:for-each select="$list/valItem[not(@mode eq 'delete')]">
      <value><xsl:value-of select="odd:tag(.)"/></value>
      <xsl:sequence select="odd:documentation(.)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The value of an attribute: one of a closed list; else of the datatype, or any text where there is none. A list
       that is open, or half open, advises. -->
  <xsl:function name="odd:value" as="element()" visibility="private">
    <xsl:param name="datatype" as="element(datatype)?"/>
    <xsl:param name="list" as="element(valList)?"/>
    <xsl:variable name="data" as="element()*">
      <xsl:apply-templates select="$datatype/*" mode="odd:content"/>
    </xsl:variable>
    <xsl:variable name="values" as="element()*" select="$list[valItem] ! odd:values(.)"/>
    <xsl:variable name="any" as="element()" select="if (exists($data)) then odd:grouped($data) else odd:text()"/>
    <xsl:variable name="one" as="element()"
        select="if (exists($values) and $list/@type = 'closed') then odd:choice($values)
                else if (exists($values) and $list/@type = 'semi' and exists($data)) then odd:choice(($values, $data))
                else $any"/>
    <xsl:variable name="several" as="xs:boolean" select="$datatype/@maxOccurs != '1' or $datatype/@minOccurs > 1"/>
    <!-- of text, several are tokens: a list holds no text (RELAX NG, section 7.1.3) -->
    <xsl:variable name="each" as="element()">
      <xsl:choose>
        <xsl:when test="$several and $one[self::rng:text]"><data type="token"/></xsl:when>
        <xsl:otherwise><xsl:sequence select="$one"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="repeated" as="element()" select="if ($datatype) then odd:repeated($datatype, $each) else $each"/>
    <xsl:choose>
      <xsl:when test="$several">
        <list><xsl:sequence select="$repeated"/></list>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$repeated"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="odd:text" as="element(rng:text)" visibility="private"><text/></xsl:function>
</xsl:stylesheet>
