<?xml version="1.0" encoding="UTF-8"?>
<!-- Schematron, steps 1 and 2: the patterns of a phase, with what is abstract filled in.

     Goes in: a schema with its inclusions, each element with its place (source:path, source:line). Comes out: the same
     schema with no phase, no abstract pattern, no abstract rule and no extends.
     Source: ISO/IEC 19757-3, sections 5.4.3 (extends), 5.4.10 (pattern), 5.4.11 (phase), 6.2 (minimal syntax). -->
<xsl:package name="urn:siglum:schematron:expand" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:schematron="urn:siglum:schematron"
    xmlns:source="urn:siglum:source"
    exclude-result-prefixes="#all">

  <xsl:use-package name="urn:siglum:source" package-version="1.0"/>
  <xsl:output method="xml" encoding="UTF-8"/>

  <!-- the phase asked for: "" for the schema's own default, #ALL, or the id of a phase -->
  <xsl:param name="phase" as="xs:string" select="''"/>

  <!-- a schema to one without anything abstract -->
  <xsl:mode name="schematron:expand" on-no-match="shallow-copy" visibility="public"/>
  <!-- an abstract pattern to an instance: parameters are put in place of their names -->
  <xsl:mode name="schematron:instance" on-no-match="shallow-copy" visibility="private"/>

  <xsl:variable name="schematron:bindings" as="xs:string+" select="'', 'xslt', 'xslt1', 'xslt2', 'xslt3', 'xpath', 'xpath2', 'xpath3', 'xpath31'" visibility="private"/>

  <xsl:template match="sch:schema" mode="schematron:expand" as="element()">
    <xsl:variable name="wanted" as="xs:string"
        select="if ($phase = ('', '#DEFAULT')) then (@defaultPhase, '#ALL')[1] else $phase"/>
    <xsl:variable name="chosen" as="element(sch:phase)?" select="sch:phase[@id = $wanted][1]"/>
    <xsl:if test="not(lower-case(@queryBinding) = $schematron:bindings) and exists(@queryBinding)">
      <xsl:call-template name="source:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="says" select="'the query binding “' || @queryBinding || '” is not known: rules are written in XPath, queryBinding=&quot;xslt3&quot;'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="empty($chosen) and $wanted ne '#ALL'">
      <xsl:call-template name="source:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="says" select="'there is no phase “' || $wanted || '”' || (if (sch:phase) then ': the phases are ' || string-join(sch:phase/@id, ', ') else ': the schema has none')"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:variable name="active" as="xs:string*" select="$chosen/sch:active/@pattern ! string()"/>
    <xsl:for-each select="$chosen/sch:active[not(@pattern = //sch:pattern/@id)]">
      <xsl:call-template name="source:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="says" select="'the phase “' || $wanted || '” makes a pattern active that is not there: “' || @pattern || '”'"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:copy>
      <xsl:apply-templates select="@*" mode="#current"/>
      <xsl:sequence select="schematron:distinct((sch:let, $chosen/sch:let))"/>
      <xsl:apply-templates select="$chosen/sch:let" mode="#current"/>
      <xsl:apply-templates select="node() except sch:pattern" mode="#current"/>
      <xsl:apply-templates mode="#current"
          select="sch:pattern[not(@abstract = 'true')][empty($chosen) or @id = $active]"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="sch:phase | sch:rules | sch:p | sch:pattern[@abstract = 'true'] | sch:rule[@abstract = 'true']" mode="schematron:expand"
      as="empty-sequence()"/>

  <xsl:template match="sch:pattern" mode="schematron:expand" as="element()">
    <xsl:sequence select="schematron:distinct(sch:let)"/>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="sch:pattern[@is-a]" mode="schematron:expand" as="element()?">
    <xsl:variable name="abstract" as="element(sch:pattern)?" select="//sch:pattern[@abstract = 'true'][@id = current()/@is-a][1]"/>
    <xsl:if test="empty($abstract)">
      <xsl:call-template name="source:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="says" select="'the pattern is an instance of “' || @is-a || '”, and there is no abstract pattern of that name'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:variable name="values" as="map(xs:string, xs:string)"
        select="map:merge(($abstract, .)/sch:param ! map:entry(string(@name), string(@value)), map{'duplicates': 'use-last'})"
        xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>
    <xsl:variable name="pattern" as="element(sch:pattern)" select="."/>
    <xsl:variable name="instance" as="element()?">
      <xsl:for-each select="$abstract">
        <xsl:copy>
          <xsl:apply-templates select="@* except (@abstract, @id)" mode="schematron:instance">
            <xsl:with-param name="values" select="$values" tunnel="yes"/>
          </xsl:apply-templates>
          <xsl:copy-of select="($pattern/ancestor-or-self::*/@source:path)[last()], $pattern/@id, $pattern/@documents"/>
          <xsl:apply-templates select="node() except sch:param" mode="schematron:instance">
            <xsl:with-param name="values" select="$values" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:copy>
      </xsl:for-each>
    </xsl:variable>
    <xsl:apply-templates select="$instance" mode="#current">
      <xsl:with-param name="schema" select="root(.)" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="@*[not(namespace-uri() = 'urn:siglum:source')]" mode="schematron:instance" as="attribute()">
    <xsl:param name="values" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="schematron:renamed(., $values)"/>
  </xsl:template>

  <!-- an expression in which each $NAME of the map is replaced by what the map has for it -->
  <xsl:function name="schematron:renamed" as="xs:string" visibility="public">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:param name="values" as="map(xs:string, xs:string)"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="$expression" regex="\$([\i-[:]][\c-[:]]*)">
        <xsl:matching-substring>
          <xsl:sequence select="($values(regex-group(1)), .)[1]"/>
        </xsl:matching-substring>
        <xsl:non-matching-substring><xsl:sequence select="."/></xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="schematron:reading(string-join($parts))"/>
  </xsl:function>

  <!-- an expression in which what reads a document asks for it instead: no file can be opened where rules run -->
  <xsl:function name="schematron:reading" as="xs:string" visibility="public">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="$expression" regex="('[^']*'|&quot;[^&quot;]*&quot;)|(^|[^\w:.$\-])(fn:)?(doc|document|doc-available)(\s*\()">
        <xsl:matching-substring>
          <xsl:sequence select="if (regex-group(1)) then . else regex-group(2) || 'run:' || regex-group(4) || '('"/>
        </xsl:matching-substring>
        <xsl:non-matching-substring><xsl:sequence select="."/></xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="string-join($parts)"/>
  </xsl:function>

  <xsl:template match="sch:rule" mode="schematron:expand" as="element()">
    <xsl:if test="not(@context)">
      <xsl:call-template name="source:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="says" select="'the rule has no @context, so it speaks of nothing'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:sequence select="schematron:distinct(sch:let)"/>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="sch:extends[@rule]" mode="schematron:expand" as="node()*">
    <xsl:param name="schema" as="node()" select="root(.)" tunnel="yes"/>
    <xsl:param name="above" as="xs:string*" select="()" tunnel="yes"/>
    <xsl:variable name="rule" as="element(sch:rule)?"
        select="((ancestor::sch:pattern//sch:rule, root(.)//sch:rule, $schema//sch:rule)[@abstract = 'true'][@id = current()/@rule])[1]"/>
    <xsl:choose>
      <xsl:when test="@rule = $above">
        <xsl:call-template name="source:fault">
          <xsl:with-param name="at" select="."/>
          <xsl:with-param name="says" select="'the abstract rule “' || @rule || '” extends itself'"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="empty($rule)">
        <xsl:call-template name="source:fault">
          <xsl:with-param name="at" select="."/>
          <xsl:with-param name="says" select="'the rule extends “' || @rule || '”, and there is no abstract rule of that name'"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="$rule/node()" mode="#current">
          <xsl:with-param name="above" select="($above, string(@rule))" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- says of each variable but the first of its name that it clashes -->
  <xsl:function name="schematron:distinct" as="empty-sequence()" visibility="private">
    <xsl:param name="lets" as="element(sch:let)*"/>
    <xsl:for-each-group select="$lets" group-by="string(@name)">
      <xsl:for-each select="current-group()[position() gt 1]">
        <xsl:call-template name="source:fault">
          <xsl:with-param name="at" select="."/>
          <xsl:with-param name="says" select="'the variable $' || @name || ' is defined twice'"/>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:for-each-group>
  </xsl:function>
</xsl:package>
