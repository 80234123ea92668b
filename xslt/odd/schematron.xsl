<?xml version="1.0" encoding="UTF-8"?>
<!-- ODD, step 5: the constraints of a flat schemaSpec to one ISO Schematron schema.

     Each constraintSpec becomes a pattern (or several, where it holds patterns). A rule keeps its own context;
     an assertion that stands alone speaks of what its specification specifies: the element, the attribute, or
     every member of the class. What a specification will withdraw (@validUntil) becomes a warning. A constraint without
     a message, as the facts about TEI have them, says its name and its condition. Schematron 1.5 is read as ISO.
     Source: TEI P5 Guidelines, sections 23.5.2 and 23.7; ISO/IEC 19757-3. -->
<xsl:package name="urn:siglum:odd:schematron" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:sch1x="http://www.ascc.net/xml/schematron"
    xmlns:sqf="http://www.schematron-quickfix.com/validator/process"
    xmlns:odd="urn:siglum:odd"
    xmlns:source="urn:siglum:source"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:use-package name="urn:siglum:source" package-version="1.0"/>
  <xsl:use-package name="urn:siglum:odd:lib" package-version="1.0"/>
  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <!-- the language of the messages, where they are given in several; English where it is "" -->
  <xsl:param name="language" as="xs:string" select="''"/>

  <!-- the schema, its patterns -->
  <xsl:mode name="odd:schematron" on-no-match="shallow-skip" visibility="public"/>
  <!-- Schematron as it stands in a constraint: copied, without the marks of its place -->
  <xsl:mode name="odd:rule" on-no-match="shallow-copy" visibility="private"/>

  <xsl:key name="odd:class-member" match="elementSpec | classSpec" use="classes/memberOf/@key"/>

  <xsl:variable name="odd:tei" as="xs:string" select="'http://www.tei-c.org/ns/1.0'" visibility="private"/>
  <xsl:variable name="odd:parts" as="xs:string+" select="'pattern', 'rule', 'let', 'assert', 'report'" visibility="private"/>

  <xsl:template match="/schemaSpec" mode="odd:schematron" as="element()">
    <xsl:variable name="constraints" as="element(constraintSpec)*" select="descendant::constraintSpec[not(@mode eq 'delete')][odd:is-said(.)]"/>
    <sch:schema queryBinding="xslt3">
      <sch:title><xsl:value-of select="@ident || ': made from an ODD by siglum schema; changes belong there'"/></sch:title>
      <xsl:variable name="own" as="element()*" select="$constraints/descendant::*[self::sch:ns or self::sch1x:ns]"/>
      <xsl:for-each-group select="odd:ns('tei', $odd:tei), odd:ns('xs', 'http://www.w3.org/2001/XMLSchema'),
                                  odd:ns('rng', 'http://relaxng.org/ns/structure/1.0'), $own" group-by="@prefix">
        <sch:ns prefix="{@prefix}" uri="{@uri}"/>
      </xsl:for-each-group>
      <xsl:variable name="whole" as="element()*" select="$constraints/constraint/*[odd:is-of-the-whole(.)]"/>
      <xsl:apply-templates select="$whole[not(self::sch:diagnostics | self::sch:properties | self::sqf:*)]" mode="odd:rule"/>
      <xsl:apply-templates select="$constraints" mode="#current"/>
      <xsl:apply-templates select="$whole[self::sch:diagnostics | self::sch:properties]" mode="odd:rule"/>
      <xsl:if test="$whole[self::sqf:*]">
        <sqf:fixes><xsl:apply-templates select="$whole/(self::sqf:fix | self::sqf:fixes/*)" mode="odd:rule"/></sqf:fixes>
      </xsl:if>
      <xsl:sequence select="descendant::*[@validUntil][self::elementSpec or self::attDef or self::valItem] ! odd:withdrawn(.)"/>
      <xsl:sequence select="descendant::valItem[paramList/paramSpec] ! odd:parameters(.)"/>
    </sch:schema>
  </xsl:template>

  <xsl:function name="odd:ns" as="element(sch:ns)" visibility="private">
    <xsl:param name="prefix" as="xs:string"/>
    <xsl:param name="uri" as="xs:string"/>
    <sch:ns prefix="{$prefix}" uri="{$uri}"/>
  </xsl:function>

  <!-- Whether a constraint is in the language asked for; one in another is, where nothing beside it is in that language.
       Of those that ask the same, one is said: in the language asked for, else in none, else in English. -->
  <xsl:function name="odd:is-said" as="xs:boolean" visibility="private">
    <xsl:param name="constraint" as="element(constraintSpec)"/>
    <xsl:variable name="asked" as="xs:string" select="($language[.], 'en')[1]"/>
    <xsl:variable name="asks" as="xs:string" select="odd:asks($constraint)"/>
    <xsl:variable name="same" as="element(constraintSpec)+" select="if ($asks) then $constraint/../constraintSpec[odd:asks(.) eq $asks] else $constraint"/>
    <xsl:variable name="best" as="element(constraintSpec)"
        select="($same[@xml:lang][lang($asked)], $same[not(@xml:lang)], $same[lang('en')], $same)[1]"/>
    <xsl:sequence select="if (exists($same/@xml:lang)) then $constraint is $best and (empty($constraint/@xml:lang[not(lang($asked, ..))])
                          or empty($constraint/../constraintSpec[@xml:lang][lang($asked)])) else true()"/>
  </xsl:function>

  <!-- the conditions of a constraint -->
  <xsl:function name="odd:asks" as="xs:string" visibility="private">
    <xsl:param name="constraint" as="element(constraintSpec)"/>
    <xsl:sequence select="string-join($constraint/constraint//(@context | @test) ! normalize-space(), '&#10;')"/>
  </xsl:function>

  <!-- what stands in a constraint and belongs to the whole schema: phases, diagnostics, quick fixes, keys and functions of
       XSLT -->
  <xsl:function name="odd:is-of-the-whole" as="xs:boolean" visibility="private">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="exists($node/(self::sch:phase | self::sch:diagnostics | self::sch:properties | self::sqf:fixes | self::sqf:fix | self::sch:let[../../@odd:module] | self::xsl:key | self::xsl:function))"/>
  </xsl:function>

  <!-- a constraint in another language (see step 4) -->
  <xsl:template match="constraintSpec[@scheme and not(@scheme = ('schematron', 'isoschematron'))]" mode="odd:schematron"
      as="empty-sequence()" priority="1"/>

  <xsl:template match="constraintSpec" mode="odd:schematron" as="element()*">
    <xsl:variable name="id" as="xs:string" select="odd:id(.)"/>
    <xsl:variable name="context" as="xs:string" select="odd:context(.)"/>
    <xsl:variable name="says" as="element()*" select="constraint/((sch:* | sch1x:*) except (sch:ns | sch1x:ns))[not(odd:is-of-the-whole(.))]"/>
    <xsl:variable name="alone" as="element()*" select="$says[local-name() = ('assert', 'report')]"/>
    <xsl:variable name="reason" as="xs:string" select="normalize-space((desc, gloss)[1])"/>
    <xsl:for-each select="$says[local-name() = 'pattern']">
      <sch:pattern id="{$id}-{position()}">
        <xsl:apply-templates select="@* except @id, node()" mode="odd:rule"/>
      </sch:pattern>
    </xsl:for-each>
    <xsl:if test="$says[not(local-name() = 'pattern')]">
      <sch:pattern id="{$id}">
        <xsl:if test="$reason"><sch:title><xsl:value-of select="$reason"/></sch:title></xsl:if>
        <xsl:apply-templates select="$says[local-name() = 'let']" mode="odd:rule"/>
        <xsl:apply-templates select="$says[local-name() = 'rule']" mode="odd:rule"/>
        <xsl:if test="exists($alone) and $context">
          <sch:rule context="{$context}">
            <xsl:apply-templates select="$alone" mode="odd:rule"/>
          </sch:rule>
        </xsl:if>
      </sch:pattern>
    </xsl:if>
    <xsl:for-each select="$says[not(local-name() = $odd:parts)]">
      <xsl:call-template name="source:unknown">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="task" select="'the ODD compiler'"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- what is deprecated: an element, an attribute, a value -->
  <xsl:function name="odd:withdrawn" as="element(sch:pattern)?" visibility="private">
    <xsl:param name="spec" as="element()"/>
    <xsl:variable name="what" as="xs:string"
        select="if ($spec/self::elementSpec) then 'element' else if ($spec/self::attDef) then 'attribute' else 'value'"/>
    <xsl:variable name="quoted" as="xs:string" select="odd:quoted(odd:tag($spec))"/>
    <xsl:variable name="context" as="xs:string" select="odd:context($spec)"/>
    <xsl:if test="$context">
      <sch:pattern id="{odd:id($spec)}-deprecated">
        <sch:rule context="{$context}">
          <sch:report role="warning" test="{if ($what eq 'value') then '. = ' || $quoted else 'true()'}" xsl:expand-text="yes"
            >the {$what} “{odd:tag($spec)}” is deprecated: it may be withdrawn after {$spec/@validUntil}</sch:report>
        </sch:rule>
      </sch:pattern>
    </xsl:if>
  </xsl:function>

  <!-- What a value takes as parameters, as a behaviour of the processing model does: no other is given to it (23.5.4.5). -->
  <xsl:function name="odd:parameters" as="element(sch:pattern)?" visibility="private">
    <xsl:param name="value" as="element(valItem)"/>
    <xsl:variable name="names" as="xs:string+" select="$value/paramList/paramSpec/@ident ! string()"/>
    <xsl:variable name="quoted" as="xs:string" select="odd:quoted(odd:tag($value))"/>
    <xsl:variable name="context" as="xs:string" select="odd:context($value)"/>
    <xsl:if test="$context">
      <sch:pattern id="{odd:id($value)}-parameters">
        <sch:rule context="{string-join(tokenize($context, ' \| ') ! replace(., '^(.*)/(@[^/]+)$', '$1[$2 = ' || $quoted || ']/tei:param'), ' | ')}">
          <sch:assert role="error" test="@name = ({string-join($names ! odd:quoted(.), ', ')})" xsl:expand-text="yes"
            >“{odd:tag($value)}” has no parameter “<sch:value-of select="@name"/>”: write {string-join($names, ', ')}</sch:assert>
        </sch:rule>
      </sch:pattern>
    </xsl:if>
  </xsl:function>

  <!-- a string as XPath writes it -->
  <xsl:function name="odd:quoted" as="xs:string" visibility="private">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="'''' || replace($text, '''', '''''') || ''''"/>
  </xsl:function>

  <xsl:function name="odd:id" as="xs:string" visibility="private">
    <xsl:param name="of" as="element()"/>
    <xsl:sequence select="string-join($of/ancestor-or-self::*[@ident][not(self::schemaSpec)]/replace(@ident, '[^\w.\-]', '_'), '-')"/>
  </xsl:function>

  <!-- What something in a specification speaks of, as an XSLT pattern: of a class all its members; "" where it has none. -->
  <xsl:function name="odd:context" as="xs:string" visibility="private">
    <xsl:param name="of" as="element()"/>
    <xsl:variable name="spec" as="element()?" select="$of/ancestor-or-self::*[self::elementSpec or self::classSpec][1]"/>
    <xsl:variable name="attribute" as="xs:string?" select="$of/ancestor-or-self::attDef[1] ! ('/@' || odd:tag(.))"/>
    <xsl:sequence select="if (empty($spec)) then '/*'
                          else string-join(odd:elements($spec) ! (odd:test(.) || $attribute), ' | ')"/>
  </xsl:function>

  <!-- an element by its name and namespace -->
  <xsl:function name="odd:test" as="xs:string" visibility="private">
    <xsl:param name="spec" as="element(elementSpec)"/>
    <xsl:variable name="ns" as="xs:string" select="string(($spec/@ns, $spec/ancestor::schemaSpec/@ns, $odd:tei)[1])"/>
    <xsl:sequence select="if ($ns eq $odd:tei) then 'tei:' || odd:tag($spec)
                          else if ($ns eq '') then odd:tag($spec)
                          else '*:' || odd:tag($spec) || '[namespace-uri() = ''' || $ns || ''']'"/>
  </xsl:function>

  <xsl:function name="odd:elements" as="element(elementSpec)*" visibility="private">
    <xsl:param name="spec" as="element()"/>
    <xsl:sequence select="$spec/self::elementSpec,
        $spec/self::classSpec/key('odd:class-member', @ident)/odd:elements(.)"/>
  </xsl:function>

  <xsl:template match="@source:* | @odd:*" mode="odd:rule" as="empty-sequence()"/>

  <!-- a phase names patterns as they are called here -->
  <xsl:template match="sch:active/@pattern" mode="odd:rule" as="attribute()">
    <xsl:variable name="meant" as="element()?" select="ancestor::constraint/sch:pattern[@id = current()]"/>
    <xsl:attribute name="pattern"
        select="if ($meant) then odd:id($meant/ancestor::constraintSpec) || '-' || count($meant/preceding-sibling::sch:pattern) + 1 else ."/>
  </xsl:template>

  <xsl:template match="sch:* | sch1x:*" mode="odd:rule" as="element()">
    <xsl:element name="sch:{local-name()}" namespace="http://purl.oclc.org/dsdl/schematron">
      <xsl:apply-templates select="@*, node()" mode="#current"/>
      <xsl:if test="local-name() = ('assert', 'report') and not(* | text()[normalize-space()])">
        <xsl:value-of select="'the constraint “' || ancestor::constraintSpec/@ident || '” does not hold: '
                              || (if (local-name() = 'assert') then @test else 'not(' || @test || ')')"/>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- of messages in several languages, that in the language asked for; else in English, else the first -->
  <xsl:template match="(sch:assert | sch:report)[@xml:lang]" mode="odd:rule" as="element()?" priority="2">
    <xsl:variable name="same" as="element()+"
        select="../*[node-name() = node-name(current())][@test = current()/@test]"/>
    <xsl:variable name="chosen" as="element()"
        select="($same[@xml:lang][lang(($language[.], 'en')[1])], $same[not(@xml:lang) or lang('en')], $same)[1]"/>
    <xsl:if test=". is $chosen"><xsl:next-match/></xsl:if>
  </xsl:template>
</xsl:package>
