<?xml version="1.0" encoding="UTF-8"?>
<!-- Schematron, step 3: an expanded schema to the XSLT that applies it.

     Each pattern becomes a mode, each rule a template of it; the earlier rule has the higher priority, and every template
     goes on to attributes and children, so that a rule fires on each node that no earlier rule of its pattern matched, also
     on nodes inside one another. A finding says where it stands by counting: the n-th element, text, comment or
     instruction of the document, which an accumulator knows without looking back.
     Source: ISO/IEC 19757-3, sections 6.4 (schema), 6.5 (semantics), annexes H and J (query language bindings). -->
<xsl:package name="urn:siglum:schematron:transpile" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:out="urn:siglum:schematron:out"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:sqf="http://www.schematron-quickfix.com/validator/process"
    xmlns:schematron="urn:siglum:schematron"
    xmlns:run="urn:siglum:schematron:run"
    xmlns:source="urn:siglum:source"
    exclude-result-prefixes="#all">

  <xsl:use-package name="urn:siglum:source" package-version="1.0"/>
  <xsl:use-package name="urn:siglum:schematron:expand" package-version="1.0"/>
  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>
  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <!-- a schema to a stylesheet -->
  <xsl:mode name="schematron:transpile" on-no-match="shallow-skip" visibility="public"/>
  <!-- what a rule or an assertion demands, as instructions -->
  <xsl:mode name="schematron:demand" on-no-match="shallow-skip" visibility="private"/>
  <!-- the words of a message -->
  <xsl:mode name="schematron:words" on-no-match="shallow-skip" visibility="private"/>
  <!-- XSLT in a schema: as it stands, without the marks of its place -->
  <xsl:mode name="schematron:foreign" on-no-match="shallow-copy" visibility="private"/>

  <xsl:template match="/sch:schema" mode="schematron:transpile" as="element()">
    <out:stylesheet version="3.0" exclude-result-prefixes="#all">
      <xsl:namespace name="run" select="'urn:siglum:schematron:run'"/>
      <xsl:namespace name="source" select="'urn:siglum:source'"/>
      <xsl:variable name="own" as="element(sch:ns)*" select="sch:ns"/>
      <xsl:variable name="schema" as="element()" select="."/>
      <xsl:for-each select="in-scope-prefixes(.)[not(. = ('', 'xml', 'source', 'run', $own/@prefix))]">
        <xsl:namespace name="{.}" select="namespace-uri-for-prefix(., $schema)"/>
      </xsl:for-each>
      <xsl:for-each-group select="$own" group-by="string(@prefix)">
        <xsl:namespace name="{@prefix}" select="@uri"/>
      </xsl:for-each-group>
      <xsl:if test="not('xs' = (in-scope-prefixes(.), $own/@prefix))">
        <xsl:namespace name="xs" select="'http://www.w3.org/2001/XMLSchema'"/>
      </xsl:if>
      <out:output method="xml" encoding="UTF-8" indent="no"/>
      <xsl:sequence select="schematron:machinery()"/>
      <xsl:apply-templates select="xsl:*" mode="schematron:foreign"/>
      <xsl:apply-templates select="sch:let" mode="schematron:demand"/>
      <xsl:for-each select="sch:param">
        <out:param name="{@name}" select="{(@value, '()')[1]}" source:at="{schematron:at(.)}"/>
      </xsl:for-each>
      <xsl:variable name="patterns" as="element(sch:pattern)*" select="sch:pattern"/>
      <out:template match="/" mode="run:documents">
        <xsl:for-each select="$patterns[@documents]">
          <run:documents pattern="{schematron:number(.)}">
            <out:value-of select="{@documents}" separator="&#10;" source:at="{schematron:at(.)}"/>
          </run:documents>
        </xsl:for-each>
      </out:template>
      <out:template match="/" mode="run:findings">
        <xsl:for-each select="$patterns">
          <xsl:choose>
            <xsl:when test="@documents">
              <out:for-each select="run:documents('{schematron:number(.)}')">
                <out:apply-templates select="." mode="run:p{schematron:number(current())}"/>
              </out:for-each>
            </xsl:when>
            <xsl:otherwise>
              <xsl:apply-templates select="sch:rule" mode="schematron:trial"/>
              <out:apply-templates select="." mode="run:p{schematron:number(.)}"/>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </out:template>
      <xsl:apply-templates select="$patterns" mode="#current"/>
    </out:stylesheet>
  </xsl:template>

  <!-- Whether a context can be evaluated at all: as a pattern it would only not match. -->
  <xsl:mode name="schematron:trial" on-no-match="shallow-skip" visibility="private"/>
  <xsl:template match="sch:rule" mode="schematron:trial" as="element()*">
    <xsl:if test="contains(@context, '[') or contains(@context, '(')">
      <out:try>
        <out:if test="count(/descendant-or-self::node()/({schematron:renamed(@context, schematron:shared(..))})) lt 0" source:at="{schematron:at(.)}"/>
        <xsl:sequence select="schematron:catch(.)"/>
      </out:try>
    </xsl:if>
  </xsl:template>

  <xsl:function name="schematron:catch" as="element()" visibility="private">
    <xsl:param name="rule" as="element()"/>
    <out:catch errors="*">
      <run:failed at="{schematron:at($rule)}">
        <out:value-of select="{schematron:quoted('$Q{http://www.w3.org/2005/xqt-errors}description')}"/>
      </run:failed>
    </out:catch>
  </xsl:function>

  <xsl:function name="schematron:quoted" as="xs:string" visibility="private">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:sequence select="'normalize-space(' || $expression || ')'"/>
  </xsl:function>

  <xsl:function name="schematron:number" as="xs:integer" visibility="private">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:sequence select="count($pattern/preceding-sibling::sch:pattern)"/>
  </xsl:function>

  <xsl:function name="schematron:at" as="xs:string" visibility="private">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="string-join(($node/ancestor-or-self::*[@source:path][1]/@source:path,
                          $node/ancestor-or-self::*[@source:line][1]/@source:line), ':')"/>
  </xsl:function>

  <!-- ===== a pattern, its rules ===== -->

  <xsl:template match="sch:pattern" mode="schematron:transpile" as="element()*">
    <xsl:variable name="number" as="xs:integer" select="schematron:number(.)"/>
    <xsl:variable name="shared" as="map(xs:string, xs:string)" select="schematron:shared(.)"/>
    <out:mode name="run:p{$number}" on-no-match="shallow-skip"/>
    <xsl:apply-templates select="sch:let" mode="schematron:demand">
      <xsl:with-param name="shared" select="$shared" tunnel="yes"/>
    </xsl:apply-templates>
    <xsl:for-each select="sch:rule">
      <out:template match="{schematron:renamed(@context, $shared)}" mode="run:p{$number}" priority="{1000000 - position()}"
          source:at="{schematron:at(.)}">
        <out:try>
          <out:sequence>
            <xsl:apply-templates select="sch:let | sch:assert | sch:report" mode="schematron:demand">
              <xsl:with-param name="shared" select="$shared" tunnel="yes"/>
            </xsl:apply-templates>
          </out:sequence>
          <xsl:sequence select="schematron:catch(.)"/>
        </out:try>
        <out:apply-templates select="@*, node()" mode="#current"/>
      </out:template>
    </xsl:for-each>
  </xsl:template>

  <!-- the names that two patterns give to variables of their own: each is another in each of them -->
  <xsl:function name="schematron:shared" as="map(xs:string, xs:string)" visibility="private">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:variable name="others" as="xs:string*" select="($pattern/../sch:pattern except $pattern)/sch:let/@name ! string()"/>
    <xsl:map>
      <xsl:for-each select="$pattern/sch:let/@name[. = $others]">
        <xsl:map-entry key="string()" select="'$' || . || '-' || schematron:number($pattern)"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:function>

  <xsl:template match="sch:let" mode="schematron:demand" as="element()">
    <xsl:param name="shared" as="map(xs:string, xs:string)" select="map{}" tunnel="yes"/>
    <out:variable name="{if (parent::sch:pattern) then substring(schematron:renamed('$' || @name, $shared), 2) else @name}"
        source:at="{schematron:at(.)}">
      <xsl:copy-of select="@as"/>
      <xsl:choose>
        <xsl:when test="@value"><xsl:attribute name="select" select="schematron:renamed(@value, $shared)"/></xsl:when>
        <xsl:otherwise><xsl:apply-templates mode="schematron:foreign"/></xsl:otherwise>
      </xsl:choose>
    </out:variable>
  </xsl:template>

  <xsl:template match="sch:assert | sch:report" mode="schematron:demand" as="element()">
    <xsl:param name="shared" as="map(xs:string, xs:string)" select="map{}" tunnel="yes"/>
    <xsl:variable name="rule" as="element(sch:rule)" select="parent::sch:rule"/>
    <xsl:variable name="test" as="xs:string" select="schematron:renamed((@test, 'true()')[1], $shared)"/>
    <xsl:if test="not(@test)">
      <xsl:call-template name="source:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="says" select="'the ' || local-name() || ' has no @test'"/>
      </xsl:call-template>
    </xsl:if>
    <out:try>
      <out:if test="{if (self::sch:assert) then 'not(' || $test || ')' else $test}" source:at="{schematron:at(.)}">
        <run:finding kind="{local-name()}" at="{schematron:at(.)}">
          <xsl:attribute name="severity" select="schematron:severity((@severity, @role, @flag, $rule/@severity, $rule/@role, $rule/@flag)[1])"/>
          <xsl:copy-of select="(@see, $rule/@see, $rule/parent::sch:pattern/@see)[1]"/>
          <xsl:for-each select="$rule/parent::sch:pattern/sch:title[normalize-space()]">
            <xsl:attribute name="title" select="normalize-space()"/>
          </xsl:for-each>
          <xsl:variable name="subject" as="xs:string" select="schematron:renamed((@subject, $rule/@subject, '.')[1], $shared)"/>
          <out:sequence select="run:place(((({$subject})[. instance of node()]), .)[1])" source:at="{schematron:at(.)}"/>
          <run:message><xsl:apply-templates mode="schematron:words"/></run:message>
          <xsl:for-each select="tokenize(@diagnostics) ! schematron:named(., 'diagnostic', current())">
            <run:diagnostic><xsl:apply-templates mode="schematron:words"/></run:diagnostic>
          </xsl:for-each>
          <xsl:for-each select="tokenize(@properties) ! schematron:named(., 'property', current())">
            <run:property id="{@id}"><xsl:apply-templates mode="schematron:words"/></run:property>
          </xsl:for-each>
          <xsl:for-each select="tokenize(@sqf:fix) ! schematron:fix(., $rule)">
            <xsl:apply-templates select="." mode="schematron:demand"/>
          </xsl:for-each>
        </run:finding>
      </out:if>
      <xsl:sequence select="schematron:catch(.)"/>
    </out:try>
  </xsl:template>

  <xsl:function name="schematron:named" as="element()?" visibility="private">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="assertion" as="element()"/>
    <xsl:variable name="found" as="element()?" select="root($assertion)//sch:*[local-name() = $kind][@id = $name]"/>
    <xsl:if test="empty($found)">
      <xsl:call-template name="source:fault">
        <xsl:with-param name="at" select="$assertion"/>
        <xsl:with-param name="says" select="'there is no ' || $kind || ' “' || $name || '”'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:sequence select="$found"/>
  </xsl:function>

  <xsl:function name="schematron:severity" as="xs:string" visibility="private">
    <xsl:param name="said" as="xs:string?"/>
    <xsl:variable name="word" as="xs:string" select="lower-case(normalize-space($said))"/>
    <xsl:sequence select="if ($word = ('warn', 'warning')) then 'warning'
                          else if ($word = ('info', 'information', 'hint', 'note')) then 'note' else 'error'"/>
  </xsl:function>

  <!-- ===== words ===== -->

  <xsl:template match="text()" mode="schematron:words" as="element()?">
    <out:text><xsl:value-of select="."/></out:text>
  </xsl:template>

  <xsl:template match="sch:value-of" mode="schematron:words" as="element()">
    <xsl:param name="shared" as="map(xs:string, xs:string)" select="map{}" tunnel="yes"/>
    <out:value-of select="{schematron:renamed(@select, $shared)}" separator=" " source:at="{schematron:at(.)}"/>
  </xsl:template>

  <xsl:template match="sch:name" mode="schematron:words" as="element()">
    <xsl:param name="shared" as="map(xs:string, xs:string)" select="map{}" tunnel="yes"/>
    <out:value-of select="name({schematron:renamed((@path, '.')[1], $shared)})" source:at="{schematron:at(.)}"/>
  </xsl:template>

  <xsl:template match="sch:emph | sch:span | sch:dir" mode="schematron:words" as="node()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- ===== repairs ===== -->

  <xsl:function name="schematron:fix" as="element(sqf:fix)?" visibility="private">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="rule" as="element(sch:rule)"/>
    <xsl:sequence select="($rule/sqf:fix, $rule/sqf:fixes/sqf:fix, root($rule)/*/sqf:fixes/sqf:fix, root($rule)//sqf:fix)[@id = $name][1]"/>
  </xsl:function>

  <xsl:function name="schematron:literal" as="xs:string" visibility="private">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:sequence select="'''' || replace($text, '''', '''''') || ''''"/>
  </xsl:function>

  <!-- a fix that asks its user something is no edit -->
  <xsl:template match="sqf:fix[sqf:user-entry or sqf:call-fix or sqf:copy]" mode="schematron:demand" as="empty-sequence()" priority="1"/>

  <xsl:template match="sqf:fix" mode="schematron:demand" as="element()">
    <xsl:param name="shared" as="map(xs:string, xs:string)" select="map{}" tunnel="yes"/>
    <out:if test="{schematron:renamed((@use-when, 'true()')[1], $shared)}" source:at="{schematron:at(.)}">
      <run:fix>
        <run:title><xsl:apply-templates select="sqf:description/sqf:title/node()" mode="schematron:words"/></run:title>
        <xsl:for-each select="sqf:delete | sqf:replace | sqf:add | sqf:stringReplace">
          <xsl:variable name="action" as="element()" select="."/>
          <out:for-each select="{schematron:renamed((@match, '.')[1], $shared)}" source:at="{schematron:at(.)}">
            <run:edit action="{local-name()}">
              <xsl:copy-of select="@position, @node-type, @target"/>
              <xsl:if test="self::sqf:stringReplace">
                <out:sequence select="run:matches(., {schematron:literal(@regex)}, {schematron:literal(@flags)})" source:at="{schematron:at(.)}"/>
              </xsl:if>
              <out:sequence select="run:place(.)"/>
              <xsl:choose>
                <xsl:when test="@select and (self::sqf:stringReplace or @node-type = ('attribute', 'comment', 'pi', 'processing-instruction'))">
                  <out:value-of select="{schematron:renamed(@select, $shared)}" separator=" " source:at="{schematron:at(.)}"/>
                </xsl:when>
                <xsl:when test="@select">
                  <out:value-of select="run:written({schematron:renamed(@select, $shared)})" source:at="{schematron:at(.)}"/>
                </xsl:when>
                <xsl:when test="@node-type = 'attribute'"><out:value-of><xsl:apply-templates mode="schematron:words"/></out:value-of></xsl:when>
                <xsl:otherwise>
                  <out:variable name="run:content" as="node()*"><xsl:apply-templates mode="schematron:foreign"/></out:variable>
                  <out:value-of select="run:written($run:content)"/>
                </xsl:otherwise>
              </xsl:choose>
            </run:edit>
          </out:for-each>
        </xsl:for-each>
      </run:fix>
    </out:if>
  </xsl:template>

  <xsl:template match="xsl:include | xsl:import | xsl:use-package | xsl:import-schema" mode="schematron:foreign" as="empty-sequence()">
    <xsl:call-template name="source:fault">
      <xsl:with-param name="at" select="."/>
      <xsl:with-param name="says" select="name() || ' would read another file, and a schema may not: put the functions into the schema'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- how findings are written is not for a schema to say -->
  <xsl:template match="xsl:output | xsl:character-map" mode="schematron:foreign" as="empty-sequence()"/>

  <xsl:template match="@source:*" mode="schematron:foreign" as="empty-sequence()"/>

  <xsl:template match="xsl:*/@select | xsl:*/@test" mode="schematron:foreign" as="attribute()">
    <xsl:attribute name="{name()}" select="schematron:reading(.)"/>
  </xsl:template>

  <xsl:template match="*" mode="schematron:foreign" as="element()">
    <xsl:copy copy-namespaces="no">
      <xsl:if test="self::xsl:*"><xsl:attribute name="source:at" select="schematron:at(.)"/></xsl:if>
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- ===== what every such stylesheet has ===== -->

  <xsl:function name="schematron:machinery" as="element()*" visibility="private">
    <xsl:for-each select="'element', 'text', 'comment', 'processing-instruction'">
      <out:accumulator name="run:{.}" as="xs:integer" initial-value="-1">
        <out:accumulator-rule match="{if (. eq 'element') then '*' else . || '()'}" select="$value + 1"/>
      </out:accumulator>
    </xsl:for-each>
    <out:param name="run:handed" as="xs:string" select="'{{}}'"/>
    <out:variable name="run:json" select="parse-json($run:handed)"/>
    <out:variable name="run:paths" select="$run:json?files ! Q{{http://www.w3.org/2005/xpath-functions/map}}keys(.)"/>
    <out:variable name="run:files" select="$run:paths ! parse-xml($run:json?files(.))"/>
    <out:variable name="run:read" select="($run:json?read, map{{}})[1]"/>
    <out:function name="run:asked" as="xs:string">
      <out:param name="uri" as="xs:string"/>
      <out:sequence select="if (exists($run:read($uri))) then $run:read($uri)
                            else error(QName('urn:siglum:schematron:run', 'run:needed'), '⟦' || $uri || '⟧')"/>
    </out:function>
    <out:function name="run:doc" as="document-node()?">
      <out:param name="uri" as="xs:string?"/>
      <out:variable name="path" select="$uri ! run:asked(.)"/>
      <out:sequence select="if (empty($path)) then () else if ($path = '!') then doc($uri)
                            else if ($path = '') then error(QName('http://www.w3.org/2005/xqt-errors', 'err:FODC0002'),
                              'there is no document ' || $uri || ' beside the document or the schema')
                            else $run:files[index-of($run:paths, $path)]"/>
    </out:function>
    <out:function name="run:doc-available" as="xs:boolean">
      <out:param name="uri" as="xs:string?"/>
      <out:sequence select="exists($uri) and not(run:asked($uri) = ('', '!'))"/>
    </out:function>
    <out:function name="run:document" as="document-node()*">
      <out:param name="uris" as="item()*"/>
      <out:sequence select="$uris ! run:doc(if (. instance of node()) then string(resolve-uri(., base-uri(.))) else string(.))"/>
    </out:function>
    <out:function name="run:document" as="document-node()*">
      <out:param name="uris" as="item()*"/>
      <out:param name="beside" as="node()"/>
      <out:sequence select="$uris ! run:doc(string(resolve-uri(string(.), base-uri($beside))))"/>
    </out:function>
    <out:mode name="run:findings" on-no-match="shallow-skip" use-accumulators="#all"/>
    <out:mode name="run:documents" on-no-match="shallow-skip" use-accumulators="#all"/>
    <out:function name="run:documents" as="document-node()*">
      <out:param name="pattern" as="xs:string"/>
      <out:sequence select="for $path in $run:json?patterns($pattern)?* return $run:files[index-of($run:paths, $path)]"/>
    </out:function>
    <out:function name="run:place" as="element()">
      <out:param name="node" as="node()"/>
      <out:variable name="top" select="root($node)"/>
      <out:variable name="file" select="($run:paths[let $n := position() return $run:files[$n] is $top], '0')[1]"/>
      <run:place file="{{$file}}">
        <out:choose>
          <out:when test="$node instance of attribute()">
            <out:attribute name="kind" select="'attribute'"/>
            <out:attribute name="n" select="$node/../accumulator-before('run:element')"/>
            <out:attribute name="name" select="replace('{{' || namespace-uri($node) || '}}' || local-name($node), '^\{{\}}', '')"/>
          </out:when>
          <out:when test="$node instance of element()">
            <out:attribute name="kind" select="'element'"/>
            <out:attribute name="n" select="$node/accumulator-before('run:element')"/>
          </out:when>
          <out:when test="$node instance of text()">
            <out:attribute name="kind" select="'text'"/>
            <out:attribute name="n" select="$node/accumulator-before('run:text')"/>
          </out:when>
          <out:when test="$node instance of comment()">
            <out:attribute name="kind" select="'comment'"/>
            <out:attribute name="n" select="$node/accumulator-before('run:comment')"/>
          </out:when>
          <out:when test="$node instance of processing-instruction()">
            <out:attribute name="kind" select="'processing-instruction'"/>
            <out:attribute name="n" select="$node/accumulator-before('run:processing-instruction')"/>
          </out:when>
          <out:otherwise>
            <out:attribute name="kind" select="'document'"/>
            <out:attribute name="n" select="0"/>
          </out:otherwise>
        </out:choose>
      </run:place>
    </out:function>
    <!-- where a regular expression matches in a text, from 0; nowhere, if it is none, or matches what is empty -->
    <out:function name="run:matches" as="element()*">
      <out:param name="node" as="node()"/>
      <out:param name="regex" as="xs:string"/>
      <out:param name="flags" as="xs:string"/>
      <out:try>
        <out:iterate select="analyze-string(string($node), $regex, $flags)/*">
          <out:param name="at" as="xs:integer" select="0"/>
          <out:if test="local-name() eq 'match'"><run:match from="{{$at}}" length="{{string-length()}}"/></out:if>
          <out:next-iteration><out:with-param name="at" select="$at + string-length()"/></out:next-iteration>
        </out:iterate>
        <out:catch errors="*"/>
      </out:try>
    </out:function>
    <out:function name="run:written" as="xs:string">
      <out:param name="content" as="item()*"/>
      <out:sequence select="serialize($content, map{{'method': 'xml', 'omit-xml-declaration': true(), 'item-separator': ''}})"/>
    </out:function>
  </xsl:function>
</xsl:package>
