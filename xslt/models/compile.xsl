<?xml version="1.0" encoding="UTF-8"?>
<!-- Models to the stylesheet that applies them.

     In: set:models with ODD documents, the toolkit's own table first, then the edition's. Out: set.xsl and css.xsl as they
     are, and for each element a template of the mode set:of that takes the first model that fits. The models that the last
     ODD has for an element come before those of the ODD before it; the table's, where none of the edition's fits, last.
     Elements with the same models share a template.
     Source: TEI P5 Guidelines, section 23.5.4 (Processing Models), above all 23.5.4.9 (Implementation). -->
<xsl:package name="urn:siglum:models:compile" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:out="urn:siglum:models:out"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:set="urn:siglum:set"
    xmlns:source="urn:siglum:source"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:use-package name="urn:siglum:source" package-version="1.0"/>
  <xsl:include href="css.xsl"/>
  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>
  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <!-- models to a stylesheet -->
  <xsl:mode name="set:compile" on-no-match="shallow-skip" visibility="public"/>
  <!-- a model, sequence or group to the cases of a choice -->
  <xsl:mode name="set:case" on-no-match="shallow-skip" visibility="private"/>
  <!-- a model to what it makes of an element -->
  <xsl:mode name="set:make" on-no-match="shallow-skip" visibility="private"/>

  <!-- what every result contains -->
  <xsl:variable name="set:machinery" as="element()+" select="doc('set.xsl')/*, doc('css.xsl')/*" visibility="private"/>

  <!-- the behaviours that outputs know, as set.xsl lists them -->
  <xsl:variable name="set:known" as="xs:string+"
      select="$set:machinery/xsl:variable[@name = ('set:blocks', 'set:inlines', 'set:placed')]/@select ! analyze-string(., '''(\w+)''')//*:group ! string()" visibility="private"/>

  <xsl:template match="/set:models" mode="set:compile" as="element()">
    <out:stylesheet version="3.0" exclude-result-prefixes="#all" xpath-default-namespace="http://www.tei-c.org/ns/1.0">
      <xsl:namespace name="set" select="'urn:siglum:set'"/>
      <xsl:namespace name="tei" select="'http://www.tei-c.org/ns/1.0'"/>
      <xsl:namespace name="xs" select="'http://www.w3.org/2001/XMLSchema'"/>
      <out:output method="xml" encoding="UTF-8" indent="no"/>
      <xsl:copy-of select="$set:machinery/*"/>
      <xsl:variable name="elements" as="element(set:element)*">
        <xsl:for-each-group select="*//elementSpec[model | modelSequence | modelGrp]" group-by="set:name(.)">
          <set:element name="{current-grouping-key()}">
            <out:choose>
              <xsl:apply-templates select="reverse(current-group()) ! (modelGrp | model | modelSequence)" mode="set:case"/>
              <out:otherwise><out:next-match/></out:otherwise>
            </out:choose>
          </set:element>
        </xsl:for-each-group>
      </xsl:variable>
      <xsl:for-each-group select="$elements" group-by="serialize(*)">
        <out:template match="{string-join(current-group()/@name, ' | ')}" mode="set:of" as="node()*">
          <!-- the first case without a condition ends the choice -->
          <xsl:variable name="always" as="element()?" select="(*/xsl:when[@test eq 'true()'])[1]"/>
          <xsl:variable name="cases" as="element()*" select="*/xsl:when[empty($always) or . &lt;&lt; $always]"/>
          <xsl:choose>
            <xsl:when test="$always and empty($cases)"><xsl:copy-of select="$always/node()"/></xsl:when>
            <xsl:otherwise>
              <out:choose>
                <xsl:copy-of select="$cases"/>
                <out:otherwise><xsl:copy-of select="if ($always) then $always/node() else */xsl:otherwise/node()"/></out:otherwise>
              </out:choose>
            </xsl:otherwise>
          </xsl:choose>
        </out:template>
      </xsl:for-each-group>
    </out:stylesheet>
  </xsl:template>

  <!-- the name by which a template matches: in the namespace that the specification names -->
  <xsl:function name="set:name" as="xs:string" visibility="private">
    <xsl:param name="spec" as="element(elementSpec)"/>
    <xsl:sequence select="'Q{' || ($spec/@ns, $spec/ancestor::schemaSpec[1]/@ns, 'http://www.tei-c.org/ns/1.0')[1] || '}' || ($spec/altIdent, $spec/@ident)[1] ! normalize-space()"/>
  </xsl:function>

  <!-- ===== conditions. Source: sections 23.5.4.4 (Model Contexts and Outputs), 23.5.4.6 (Outputs) ===== -->

  <xsl:template match="modelGrp" mode="set:case" as="element()*">
    <xsl:apply-templates select="model | modelSequence" mode="#current"/>
  </xsl:template>

  <xsl:template match="model | modelSequence" mode="set:case" as="element()">
    <out:when test="{set:test(.)}">
      <xsl:sequence select="set:namespaces(.)"/>
      <xsl:apply-templates select="." mode="set:make"/>
    </out:when>
  </xsl:template>

  <xsl:function name="set:test" as="xs:string" visibility="private">
    <xsl:param name="model" as="element()"/>
    <xsl:variable name="outputs" as="xs:string*"
        select="for $said in ($model | $model/parent::modelGrp)/@output
                return '$output = (' || string-join(tokenize($said) ! set:literal(replace(., '^plaintext$', 'plain')), ', ') || ')'"/>
    <xsl:sequence select="(string-join(($outputs, $model/@predicate[normalize-space()] ! ('(' || . || ')')), ' and ')[.], 'true()')[1]"/>
  </xsl:function>

  <xsl:function name="set:literal" as="xs:string" visibility="private">
    <xsl:param name="string" as="xs:string"/>
    <xsl:sequence select="'''' || replace($string, '''', '''''') || ''''"/>
  </xsl:function>

  <!-- the prefixes that a model's expressions may use -->
  <xsl:function name="set:namespaces" as="node()*" visibility="private">
    <xsl:param name="model" as="element()"/>
    <xsl:for-each select="in-scope-prefixes($model)[not(. = ('', 'xml', 'source', 'set', 'tei', 'xs', 'xsl'))]">
      <xsl:namespace name="{.}" select="namespace-uri-for-prefix(., $model)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- ===== what is made. Source: sections 23.5.4.2, 23.5.4.3, 23.5.4.5, 23.5.4.7 ===== -->

  <xsl:template match="modelSequence" mode="set:make" as="element()">
    <set:sequence>
      <xsl:for-each select="model">
        <xsl:variable name="made" as="element()*">
          <xsl:apply-templates select="." mode="set:make"><xsl:with-param name="first" select="position() eq 1"/></xsl:apply-templates>
        </xsl:variable>
        <xsl:choose>
          <xsl:when test="set:test(.) eq 'true()'"><xsl:sequence select="$made"/></xsl:when>
          <xsl:otherwise><out:if test="{set:test(.)}"><xsl:sequence select="set:namespaces(.), $made"/></out:if></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </set:sequence>
  </xsl:template>

  <xsl:template match="model" mode="set:make" as="element()*">
    <xsl:param name="first" as="xs:boolean" select="true()"/>
    <xsl:if test="not(@behaviour = $set:known)">
      <xsl:call-template name="source:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="says" select="'the model of &lt;' || ancestor::elementSpec[1]/@ident || '&gt; asks for the behaviour “' || @behaviour
                        || '”, which no output knows: write one of ' || string-join(sort($set:known), ', ')"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:for-each select="param[not(@name castable as xs:NCName)]">
      <xsl:call-template name="source:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="says" select="'a parameter of the model of &lt;' || ancestor::elementSpec[1]/@ident || '&gt; is named “' || @name || '”, which is no name'"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:variable name="params" as="element(param)*" select="param[not(@name = ('content', 'separator'))]"/>
    <xsl:for-each select="param[@name ne 'separator']">
      <out:variable name="set:{@name}" as="item()*" select="{@value}"/>
    </xsl:for-each>
    <out:copy>
      <out:copy-of select="{if ($first) then '@*' else '@* except (@xml:id, @Q{urn:siglum:source}anchor)'}"/>
      <out:attribute name="set:behaviour" select="{set:literal(@behaviour)}"/>
      <xsl:sequence select="set:attributes(.)"/>
      <xsl:for-each select="$params">
        <out:sequence select="set:attribute('param-{@name}', $set:{@name})"/>
      </xsl:for-each>
      <xsl:if test="not(@behaviour = ('omit', 'index'))">
        <xsl:for-each select="$params">
          <out:call-template name="set:param">
            <out:with-param name="name" select="'{@name}'"/>
            <out:with-param name="value" select="$set:{@name}"/>
          </out:call-template>
        </xsl:for-each>
        <xsl:choose>
          <xsl:when test="@behaviour = ('verbatim', 'foreign')"><out:copy-of select="node()"/></xsl:when>
          <xsl:when test="param[@name eq 'content']">
            <out:call-template name="set:content"><out:with-param name="value" select="$set:content"/></out:call-template>
          </xsl:when>
          <xsl:otherwise>
            <out:apply-templates select="{set:rest($params)}" mode="set:of"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:if>
    </out:copy>
  </xsl:template>

  <!-- the children that stand in no parameter; those that can only come to a string need not be asked -->
  <xsl:function name="set:rest" as="xs:string" visibility="private">
    <xsl:param name="params" as="element(param)*"/>
    <xsl:variable name="children" as="xs:string"
        select="if ($params/@name = 'default') then 'node()[empty($set:default)]' else 'node()'"/>
    <xsl:variable name="nodes" as="xs:string*" select="$params[not(matches(@value, '^\s*(''[^'']*''|@\c+|true\(\))\s*$'))] ! ('$set:' || @name)"/>
    <xsl:sequence select="if (empty($nodes)) then $children else 'set:others(' || $children || ', (' || string-join($nodes, ', ') || '))'"/>
  </xsl:function>

  <!-- class, style, inserted text, separator -->
  <xsl:function name="set:attributes" as="element()*" visibility="private">
    <xsl:param name="model" as="element(model)"/>
    <xsl:variable name="renditions" as="element(outputRendition)*" select="$model/(outputRendition | parent::modelGrp/outputRendition)"/>
    <xsl:variable name="obeys" as="xs:boolean" select="($model/@useSourceRendition, $model/../@useSourceRendition)[1] = ('true', '1')"/>
    <xsl:if test="$model/@cssClass">
      <out:attribute name="set:class" select="{set:literal(normalize-space($model/@cssClass))}"/>
    </xsl:if>
    <xsl:for-each select="'before', 'after'">
      <xsl:variable name="text" as="xs:string" select="string-join($renditions[@scope eq current()] ! set:inserted(string()))"/>
      <xsl:if test="$text"><out:attribute name="set:{.}" select="{set:literal($text)}"/></xsl:if>
    </xsl:for-each>
    <xsl:variable name="styles" as="map(xs:string, xs:string)"
        select="map:merge(for $scope in ('', 'first-line', 'first-letter', 'before', 'after')
                return string-join($renditions[string(@scope) eq $scope] ! set:css(string()), '; ')[.] ! map:entry($scope, .))"/>
    <xsl:choose>
      <xsl:when test="$obeys">
        <out:sequence select="set:styles(., map{{ {string-join(sort(map:keys($styles)) ! (set:literal(.) || ': ' || set:literal($styles(.))), ', ')} }})"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="sort(map:keys($styles))">
          <out:attribute name="set:{string-join(('style', .[.]), '-')}" select="{set:literal($styles(.))}"/>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:variable name="separator" as="xs:string?" select="($model/param[@name eq 'separator']/@value, ''''''[$model/@behaviour = ('alternate', 'apparatus')])[1]"/>
    <xsl:if test="$separator"><out:attribute name="set:separator" select="{$separator}"/></xsl:if>
  </xsl:function>
</xsl:package>
