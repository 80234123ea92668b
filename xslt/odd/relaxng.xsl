<?xml version="1.0" encoding="UTF-8"?>
<!-- ODD, step 2: a flat schemaSpec to RELAX NG.

     Each specification becomes one define of its own name: an element its element, a class of models the choice
     of its members, a class of attributes "NAME.attributes", each of its attributes "NAME.attribute.ATTRIBUTE".
     Source: TEI P5 Guidelines, chapter 23; RELAX NG Specification (OASIS, 3 December 2001). -->
<xsl:package name="urn:siglum:odd:relaxng" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"
    xmlns:rng="http://relaxng.org/ns/structure/1.0"
    xmlns:odd="urn:siglum:odd"
    xmlns:source="urn:siglum:source"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    xmlns="http://relaxng.org/ns/structure/1.0"
    exclude-result-prefixes="#all">

  <xsl:use-package name="urn:siglum:source" package-version="1.0"/>
  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <!-- the language of the documentation; that of schemaSpec/@docLang, else English, where it is "" -->
  <xsl:param name="language" as="xs:string" select="''"/>

  <!-- a specification to its defines -->
  <xsl:mode name="odd:relaxng" on-no-match="shallow-skip" visibility="public"/>
  <!-- a content model (of an element, a macro, a datatype or an attribute) to patterns -->
  <xsl:mode name="odd:content" on-no-match="fail" visibility="private"/>
  <!-- an attribute list, or one attribute, to patterns -->
  <xsl:mode name="odd:attribute" on-no-match="fail" visibility="private"/>
  <!-- patterns of RELAX NG that stand in a content model: copied -->
  <xsl:mode name="odd:copy" on-no-match="shallow-copy" visibility="private"/>

  <xsl:key name="odd:spec" match="elementSpec | classSpec | macroSpec | dataSpec" use="local-name() || ' ' || @ident"/>
  <xsl:key name="odd:named" match="elementSpec | classSpec | macroSpec | dataSpec" use="@ident"/>
  <xsl:key name="odd:pattern" match="rng:define" use="normalize-space(@name)"/>
  <xsl:key name="odd:member" match="elementSpec | classSpec[@type eq 'model']" use="classes/memberOf/@key"/>

  <xsl:variable name="odd:tei" as="xs:string" select="'http://www.tei-c.org/ns/1.0'" visibility="private"/>

  <xsl:template match="/schemaSpec" mode="odd:relaxng" as="element()">
    <grammar ns="{(@ns, $odd:tei)[1]}" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
      <xsl:namespace name="a" select="'http://relaxng.org/ns/compatibility/annotations/1.0'"/>
      <a:documentation xsl:expand-text="yes">{@ident}: made from an ODD by siglum schema; changes belong there</a:documentation>
      <start>
        <xsl:sequence select="odd:choice(odd:starts(.))"/>
      </start>
      <xsl:apply-templates select="*" mode="#current"/>
    </grammar>
  </xsl:template>

  <!-- What a document may begin with: the elements or patterns that @start names; without it TEI and teiCorpus, or, in
       a schema of another vocabulary, any element. -->
  <xsl:function name="odd:starts" as="element()*" visibility="private">
    <xsl:param name="schema" as="element(schemaSpec)"/>
    <xsl:variable name="usual" as="element()*" select="$schema/elementSpec[@ident = ('TEI', 'teiCorpus')]"/>
    <xsl:sequence select="if ($schema/@start) then tokenize($schema/@start)[odd:has-pattern($schema, .)] ! odd:ref(odd:pattern-name($schema, .))
                          else ($usual, $schema/elementSpec[empty($usual)]) ! odd:ref(odd:name(.))"/>
  </xsl:function>

  <!-- a module that is a grammar: its definitions -->
  <xsl:template match="moduleRef" mode="odd:relaxng" as="element()*">
    <xsl:apply-templates select="content/rng:*" mode="odd:copy">
      <xsl:with-param name="set-apart" select="odd:set-apart(.)" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- What the names of a grammar begin with that has one in common with the specifications: the name of its file. -->
  <xsl:function name="odd:set-apart" as="xs:string" visibility="private">
    <xsl:param name="module" as="element(moduleRef)"/>
    <xsl:variable name="schema" as="element(schemaSpec)" select="$module/parent::schemaSpec"/>
    <xsl:variable name="common" as="element()*"
        select="$module/content/rng:div[1]/descendant::rng:define[normalize-space(@name) = $schema/(elementSpec | classSpec | macroSpec | dataSpec)/odd:name(.)]"/>
    <xsl:sequence select="if (exists($common)) then replace(tokenize($module/@url, '/')[last()], '\.\w+$', '') || '.' else ''"/>
  </xsl:function>

  <!-- the name of a pattern that a grammar defines -->
  <xsl:function name="odd:foreign" as="xs:string" visibility="private">
    <xsl:param name="definition" as="element(rng:define)"/>
    <xsl:sequence select="odd:set-apart($definition/ancestor::moduleRef) || normalize-space($definition/@name)"/>
  </xsl:function>

  <xsl:template match="moduleRef//rng:define/@name | moduleRef//rng:ref/@name" mode="odd:copy" as="attribute()">
    <xsl:param name="set-apart" as="xs:string" tunnel="yes"/>
    <xsl:variable name="name" as="xs:string" select="normalize-space(.)"/>
    <xsl:variable name="mine" as="xs:boolean"
        select="exists(key('odd:pattern', $name)[ancestor::moduleRef is current()/ancestor::moduleRef]) and not(ancestor::rng:div[last()]/preceding-sibling::rng:div and key('odd:named', $name))"/>
    <xsl:attribute name="name" select="if ($mine) then $set-apart || $name else $name"/>
  </xsl:template>

  <!-- a schema documents itself in the prose around it -->
  <xsl:template match="moduleSpec | constraintSpec" mode="odd:relaxng" as="empty-sequence()"/>

  <xsl:template match="elementSpec" mode="odd:relaxng" as="element()+">
    <define name="{odd:name(.)}">
      <element name="{odd:tag(.)}">
        <xsl:copy-of select="@ns"/>
        <xsl:sequence select="odd:documentation(.)"/>
        <xsl:sequence select="odd:content(.)"/>
        <xsl:sequence select="odd:attributes(.)"/>
      </element>
    </define>
    <xsl:for-each select="content/descendant::anyElement">
      <define name="{odd:any(.)}">
        <element>
          <xsl:sequence select="odd:name-class(.)"/>
          <zeroOrMore><attribute><anyName/></attribute></zeroOrMore>
          <zeroOrMore>
            <choice><text/><ref name="{odd:any(.)}"/></choice>
          </zeroOrMore>
        </element>
      </define>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="macroSpec | dataSpec" mode="odd:relaxng" as="element()">
    <define name="{odd:name(.)}">
      <xsl:sequence select="odd:content(.)"/>
    </define>
  </xsl:template>

  <xsl:template match="classSpec[@type eq 'model']" mode="odd:relaxng" as="element()">
    <define name="{odd:name(.)}">
      <xsl:sequence select="odd:choice(odd:members(., (), ()) ! odd:ref(odd:name(.)))"/>
    </define>
  </xsl:template>

  <xsl:template match="classSpec[@type eq 'atts']" mode="odd:relaxng" as="element()*">
    <xsl:variable name="class" as="element()" select="."/>
    <define name="{odd:name(.)}.attributes">
      <xsl:sequence select="odd:grouped(attList ! odd:listed(., $class))"/>
    </define>
    <xsl:for-each-group select="attList/descendant::attDef[not(@mode = 'delete')]" group-by="@ident">
      <define name="{odd:attribute-name($class, @ident)}">
        <xsl:apply-templates select="." mode="odd:attribute"/>
      </define>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:template match="*" mode="odd:relaxng" as="empty-sequence()" priority="-1">
    <xsl:call-template name="source:unknown">
      <xsl:with-param name="at" select="."/>
      <xsl:with-param name="task" select="'the ODD compiler'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- ===== names ===== -->

  <!-- the name of the define: the identifier with the prefix of its specification or of the schema -->
  <xsl:function name="odd:name" as="xs:string" visibility="private">
    <xsl:param name="spec" as="element()"/>
    <xsl:sequence select="string-join((($spec/@prefix, $spec/ancestor::schemaSpec/@prefix)[1], $spec/@ident))"/>
  </xsl:function>

  <!-- the name in documents: altIdent where there is one -->
  <xsl:function name="odd:tag" as="xs:string" visibility="private">
    <xsl:param name="spec" as="element()"/>
    <xsl:sequence select="normalize-space(($spec/altIdent[not(@type)], $spec/@ident)[1])"/>
  </xsl:function>

  <xsl:function name="odd:ref" as="element(rng:ref)" visibility="private">
    <xsl:param name="name" as="xs:string"/>
    <ref name="{$name}"/>
  </xsl:function>

  <!-- whether there is a pattern of a name: a specification, what a class makes of its members or attributes, a
       definition of a grammar -->
  <xsl:function name="odd:has-pattern" as="xs:boolean" visibility="private">
    <xsl:param name="at" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="exists((key('odd:named', odd:base-name($name), root($at)), key('odd:pattern', $name, root($at))))"/>
  </xsl:function>

  <!-- the name of a pattern, from what a reference calls it -->
  <xsl:function name="odd:pattern-name" as="xs:string" visibility="private">
    <xsl:param name="at" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="spec" as="element()?" select="key('odd:named', odd:base-name($name), root($at))[1]"/>
    <xsl:variable name="defined" as="element()?" select="key('odd:pattern', $name, root($at))[1]"/>
    <xsl:sequence select="if ($spec and ($spec/@ident = $name or not($defined))) then odd:name($spec) || substring-after($name, $spec/@ident)
                          else ($defined ! odd:foreign(.), $name)[1]"/>
  </xsl:function>

  <xsl:function name="odd:base-name" as="xs:string" visibility="private">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="replace($name, '(_(sequence|sequenceOptional|sequenceRepeatable|sequenceOptionalRepeatable|alternation)|\.attributes|\.attribute\..*)$', '')"/>
  </xsl:function>

  <!-- a reference to a specification that must be there -->
  <xsl:function name="odd:reference" as="element(rng:ref)?" visibility="private">
    <xsl:param name="from" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="ident" as="xs:string"/>
    <xsl:variable name="spec" as="element()?" select="key('odd:spec', $kind || ' ' || $ident, root($from))[1]"/>
    <xsl:choose>
      <xsl:when test="exists($spec)">
        <xsl:sequence select="odd:ref(odd:name($spec))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="source:fault">
          <xsl:with-param name="at" select="$from"/>
          <xsl:with-param name="says" select="'&lt;' || name($from) || '&gt; names “' || $ident || '”, and the schema has no &lt;'
                          || $kind || '&gt; for it'"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="odd:documentation" as="element(a:documentation)?" visibility="private">
    <xsl:param name="of" as="element()"/>
    <xsl:variable name="gloss" as="element()?" select="odd:said($of/gloss)"/>
    <xsl:variable name="desc" as="element()?" select="odd:said($of/desc)"/>
    <xsl:variable name="text" as="xs:string"
        select="normalize-space(string-join(($gloss[normalize-space()] ! ('(' || normalize-space() || ')'), $desc), ' '))"/>
    <xsl:if test="$text">
      <a:documentation><xsl:value-of select="$text"/></a:documentation>
    </xsl:if>
  </xsl:function>

  <!-- what is said in the language asked for; else in English, else in any -->
  <xsl:function name="odd:said" as="element()?" visibility="private">
    <xsl:param name="said" as="element()*"/>
    <xsl:variable name="language" as="xs:string" select="($language[.], tokenize($said[1]/ancestor::schemaSpec/@docLang)[1], 'en')[1]"/>
    <xsl:sequence select="($said[@xml:lang][lang($language)], $said[not(@xml:lang) or lang('en')], $said)[1]"/>
  </xsl:function>

  <!-- ===== content ===== -->

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

  <!-- ===== attributes ===== -->

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

  <!-- ===== patterns ===== -->

  <xsl:function name="odd:choice" as="element()" visibility="private">
    <xsl:param name="patterns" as="element()*"/>
    <xsl:choose>
      <xsl:when test="empty($patterns)"><notAllowed/></xsl:when>
      <xsl:when test="count($patterns) eq 1"><xsl:sequence select="$patterns"/></xsl:when>
      <xsl:otherwise><choice><xsl:sequence select="$patterns"/></choice></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="odd:grouped" as="element()" visibility="private">
    <xsl:param name="patterns" as="element()*"/>
    <xsl:choose>
      <xsl:when test="empty($patterns)"><empty/></xsl:when>
      <xsl:when test="count($patterns) eq 1"><xsl:sequence select="$patterns"/></xsl:when>
      <xsl:otherwise><group><xsl:sequence select="$patterns"/></group></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="odd:interleaved" as="element()" visibility="private">
    <xsl:param name="patterns" as="element()*"/>
    <xsl:choose>
      <xsl:when test="count($patterns) lt 2"><xsl:sequence select="odd:grouped($patterns)"/></xsl:when>
      <xsl:otherwise><interleave><xsl:sequence select="$patterns"/></interleave></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- a pattern as often as @minOccurs and @maxOccurs say; 1 where they say nothing -->
  <xsl:function name="odd:repeated" as="element()" visibility="private">
    <xsl:param name="of" as="element()"/>
    <xsl:param name="pattern" as="element()"/>
    <xsl:sequence select="odd:occurring($pattern, xs:integer(($of/@minOccurs, '1')[1]),
                          ($of/@maxOccurs, '1')[1][. != 'unbounded'] ! xs:integer(.))"/>
  </xsl:function>

  <!-- from $min to $max times; without $max, any number from $min -->
  <xsl:function name="odd:occurring" as="element()" visibility="private">
    <xsl:param name="pattern" as="element()"/>
    <xsl:param name="min" as="xs:integer"/>
    <xsl:param name="max" as="xs:integer?"/>
    <xsl:choose>
      <xsl:when test="$max = 0"><empty/></xsl:when>
      <xsl:when test="$min eq 1 and $max = 1"><xsl:sequence select="$pattern"/></xsl:when>
      <xsl:when test="$min eq 0 and empty($max)"><zeroOrMore><xsl:sequence select="$pattern"/></zeroOrMore></xsl:when>
      <xsl:when test="$min eq 1 and empty($max)"><oneOrMore><xsl:sequence select="$pattern"/></oneOrMore></xsl:when>
      <xsl:when test="$min eq 0 and $max = 1"><optional><xsl:sequence select="$pattern"/></optional></xsl:when>
      <xsl:when test="$min eq 0">
        <optional>
          <xsl:sequence select="odd:grouped(($pattern, odd:occurring($pattern, 0, $max - 1)))"/>
        </optional>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="odd:grouped(($pattern, odd:occurring($pattern, $min - 1, $max ! (. - 1))))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:package>
