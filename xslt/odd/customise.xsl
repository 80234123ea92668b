<?xml version="1.0" encoding="UTF-8"?>
<!-- ODD, step 3: one specification of each name. What a source says comes first, then what the project writes, in its
     order: a specification without @mode (or with "add") declares; "change" adds to what there is, "replace" takes its
     place, "delete" removes it.

     The same holds at every level, by one merge: what has a key (an attribute its name, a value, a constraint its
     identifier, a description its language) meets what has the same key. What a change does not speak of stays.
     Source: TEI P5 Guidelines, sections 23.3, 23.4 and 24.3.1. -->
<xsl:package name="urn:siglum:odd:customise" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:odd="urn:siglum:odd"
    xmlns:source="urn:siglum:source"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    xmlns="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:use-package name="urn:siglum:odd:lib" package-version="1.0"/>

  <!-- a merged schemaSpec: the same, where what is said about attributes of classes is settled -->
  <xsl:mode name="odd:settle" on-no-match="shallow-copy" visibility="private"/>
  <!-- a list of attributes: the same, as a change leaves it -->
  <xsl:mode name="odd:listed" on-no-match="shallow-copy" visibility="private"/>

  <xsl:key name="odd:class" match="classSpec" use="@ident"/>

  <xsl:function name="odd:customised" as="element(schemaSpec)" visibility="public">
    <xsl:param name="schema" as="element(schemaSpec)"/>
    <xsl:variable name="merged" as="document-node()">
     <xsl:document>
      <xsl:for-each select="$schema">
        <xsl:copy>
          <xsl:copy-of select="@*"/>
          <xsl:for-each-group select="* except (odd:finding | moduleRef)" group-by="local-name() || ' ' || @ident">
            <xsl:sequence select="odd:merged(current-group())"/>
          </xsl:for-each-group>
          <xsl:copy-of select="odd:finding | moduleRef"/>
        </xsl:copy>
      </xsl:for-each>
     </xsl:document>
    </xsl:variable>
    <xsl:apply-templates select="$merged/schemaSpec" mode="odd:settle"/>
  </xsl:function>

  <!-- one specification, or none, from all that bear its name; and what is to be said about them -->
  <xsl:function name="odd:merged" as="element()*" visibility="private">
    <xsl:param name="specs" as="element()+"/>
    <xsl:iterate select="$specs[@odd:from][1], $specs[not(@odd:from)]">
      <xsl:param name="so-far" as="element()?" select="()"/>
      <xsl:param name="findings" as="element()*" select="()"/>
      <xsl:on-completion select="$so-far, $findings"/>
      <xsl:variable name="nothing" as="xs:boolean" select="@mode = ('change', 'replace', 'delete') and empty($so-far)"/>
      <xsl:variable name="next" as="element()*">
        <xsl:choose>
          <xsl:when test="$nothing"><xsl:sequence select="odd:idle(.)"/></xsl:when>
          <xsl:when test="@mode = 'delete'"/>
          <xsl:when test="@mode = 'change'"><xsl:sequence select="odd:changed($so-far, .)"/></xsl:when>
          <xsl:otherwise><xsl:sequence select="odd:plain(.)"/></xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <xsl:next-iteration>
        <xsl:with-param name="so-far" select="$next[not(self::odd:finding)]"/>
        <xsl:with-param name="findings" select="$findings, $next[self::odd:finding]"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <!-- a change of what is not there -->
  <xsl:function name="odd:idle" as="element()?" visibility="private">
    <xsl:param name="change" as="element()"/>
    <xsl:variable name="of" as="element()?" select="$change/ancestor::*[@ident][not(self::schemaSpec)][1]"/>
    <xsl:variable name="name" as="xs:string" select="string(($change/(@ident, @key, @xml:lang))[1])"/>
    <xsl:sequence select="odd:finding('odd-nothing-to-change', $change, ($change/@ident/'ident', 'key')[1],
        (if ($of) then '“' || $of/@ident || '”' else 'the schema') || ' has no ' || odd:what($change)
        || (' “' || $name || '”')[$name] || ' to ' || $change/@mode, map { 'found': $name, 'among':
        string-join($change/parent::schemaSpec/*[@odd:from][local-name() = local-name($change)]/@ident, ' ') })"/>
  </xsl:function>

  <xsl:function name="odd:what" as="xs:string" visibility="private">
    <xsl:param name="of" as="element()"/>
    <xsl:sequence select="if ($of/self::attDef) then 'attribute' else if ($of/self::valItem) then 'value'
        else if ($of/self::memberOf) then 'class' else if ($of/self::constraintSpec) then 'constraint'
        else if (ends-with(local-name($of), 'Spec')) then odd:kind(local-name($of)) else '&lt;' || name($of) || '&gt;'"/>
  </xsl:function>

  <!-- what is declared, without the @mode that said so -->
  <xsl:function name="odd:plain" as="element()" visibility="private">
    <xsl:param name="declared" as="element()"/>
    <xsl:copy select="$declared">
      <xsl:copy-of select="@* except @mode, node()"/>
    </xsl:copy>
  </xsl:function>

  <!-- ===== the merge ===== -->

  <!-- Something as a change leaves it: attributes, then each kind of content in the order in which TEI has them.
       Findings stand beside it. -->
  <xsl:function name="odd:changed" as="element()+" visibility="private">
    <xsl:param name="base" as="element()"/>
    <xsl:param name="change" as="element()"/>
    <xsl:variable name="whole" as="element()*"
        select="$base/odd:prose, odd:keyed($base/(altIdent | equiv | gloss | desc), $change/(altIdent | equiv | gloss | desc)),
                odd:classes($base/classes, $change/classes),
                odd:latest($base/content, $change/content), odd:latest($base/datatype, $change/datatype),
                odd:keyed($base/constraintSpec, $change/constraintSpec),
                odd:latest($base/defaultVal, $change/defaultVal), odd:values($base/valList, $change/valList),
                odd:latest($base/valDesc, $change/valDesc),
                odd:attributes($base/attList, $change/attList),
                odd:keyed($base/(model | modelGrp | modelSequence), $change/(model | modelGrp | modelSequence)),
                odd:latest($base/constraint, $change/constraint),
                odd:keyed($base/exemplum, $change/exemplum), odd:keyed($base/remarks, $change/remarks),
                odd:keyed($base/listRef, $change/listRef), odd:latest($base/paramList, $change/paramList)"/>
    <xsl:copy select="$base">
      <xsl:copy-of select="@*, $change/(@* except (@mode, @source:*, @odd:*))"/>
      <xsl:if test="$change/@source:n"><xsl:sequence select="odd:marks($base, $change)"/></xsl:if>
      <xsl:sequence select="$whole[not(self::odd:finding)]"/>
      <xsl:if test="empty($whole[not(self::odd:finding)])"><xsl:copy-of select="text()"/></xsl:if>
    </xsl:copy>
    <xsl:sequence select="$whole[self::odd:finding]"/>
  </xsl:function>

  <!-- What the guidelines say of a change: that there is one, whether it describes anew, what it leaves out. -->
  <xsl:function name="odd:marks" as="attribute()+" visibility="private">
    <xsl:param name="base" as="element()"/>
    <xsl:param name="change" as="element()"/>
    <xsl:variable name="described" as="xs:boolean"
        select="exists($base/(odd:prose | gloss | desc)) and exists($change/(gloss | desc))"/>
    <xsl:variable name="left-out" as="xs:string*"
        select="tokenize($base/@odd:left-out), $change/attList/descendant::attDef[@mode = 'delete']/('@' || @ident),
                $change/classes[@mode = 'change']/memberOf[@mode = 'delete']/@key"/>
    <xsl:variable name="rules" as="array(*)*"
        select="$base/@odd:rules-left-out/parse-json(.),
                array { $base/constraintSpec[@ident = $change/constraintSpec[@mode = 'delete']/@ident] ! odd:rule(.) }"/>
    <xsl:attribute name="odd:changed" select="if ($described) then 'description' else 'yes'"/>
    <xsl:attribute name="odd:left-out" select="$left-out"/>
    <xsl:attribute name="odd:rules-left-out" select="serialize(array:join($rules), map { 'method': 'json' })"/>
  </xsl:function>

  <!-- what the guidelines say of a rule: what it says itself, its conditions, and the prefixes that it only declares -->
  <xsl:function name="odd:rule" as="map(xs:string, item())" visibility="private">
    <xsl:param name="rule" as="element(constraintSpec)"/>
    <xsl:variable name="tests" as="element()*" select="$rule/constraint//(sch:assert | sch:report)"/>
    <xsl:sequence select="map { 'name': string($rule/@ident),
        'says': string-join($tests ! odd:message(., $rule/..)[normalize-space()], ' '),
        'asks': array { $tests ! map { 'when': if (self::sch:assert) then 'always' else 'never', 'test': normalize-space(@test) } },
        'prefixes': string-join($rule/constraint[not(* except sch:ns)]/sch:ns/@prefix, ', ') }"/>
  </xsl:function>

  <!-- what there can be one of: that of the change, where it has one -->
  <xsl:function name="odd:latest" as="element()*" visibility="private">
    <xsl:param name="base" as="element()*"/>
    <xsl:param name="change" as="element()*"/>
    <xsl:sequence select="if (exists($change)) then $change[not(@mode = 'delete')] else $base"/>
  </xsl:function>

  <!-- what tells one thing from another of its kind -->
  <xsl:function name="odd:key" as="xs:string" visibility="private">
    <xsl:param name="of" as="element()"/>
    <xsl:variable name="language" as="xs:string" select="string(($of/@xml:lang, 'en'[not($of/self::altIdent)])[1])"/>
    <xsl:sequence select="local-name($of) || ' ' || string-join(if ($of/(@ident, @key)) then $of/(@ident, @key)[1]
                          else ($of/(@type, @output, @predicate) ! string(), $language), ' ')"/>
  </xsl:function>

  <!-- things that have a key: those of the base, each as the changes leave it, then those that are new -->
  <xsl:function name="odd:keyed" as="element()*" visibility="private">
    <xsl:param name="base" as="element()*"/>
    <xsl:param name="change" as="element()*"/>
    <xsl:for-each select="$base">
      <xsl:variable name="mine" as="element()*" select="$change[odd:key(.) = odd:key(current())]"/>
      <xsl:sequence select="if (self::exemplum and not($mine/@mode = ('delete', 'replace', 'change'))) then . else odd:after(., $mine)"/>
    </xsl:for-each>
    <xsl:for-each-group select="$change[self::exemplum or not(odd:key(.) = $base ! odd:key(.))]" group-by="odd:key(.)">
      <xsl:variable name="known" as="xs:boolean" select="exists($base[odd:key(.) = current-grouping-key()])"/>
      <xsl:choose>
        <!-- prose: what it takes the place of may have been put aside -->
        <xsl:when test="self::gloss | self::desc | self::exemplum | self::remarks | self::listRef">
          <xsl:sequence select="current-group()[not($known)][@mode = 'delete'], current-group()[not(@mode = ('delete', ('change', 'replace')[$known]))] ! odd:plain(.)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="current-group()[not($known) and @mode = ('change', 'delete')] ! odd:idle(.)"/>
          <xsl:sequence select="current-group()[not(@mode = ('change', 'delete', 'replace'[$known]))] ! odd:plain(.)"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:function>

  <!-- one thing after the changes that bear its key; where several of a kind are given at once, all of them stand -->
  <xsl:function name="odd:after" as="element()*" visibility="private">
    <xsl:param name="base" as="element()"/>
    <xsl:param name="changes" as="element()*"/>
    <xsl:choose>
      <xsl:when test="empty($changes)"><xsl:sequence select="$base"/></xsl:when>
      <xsl:when test="$changes/@mode = 'delete'"><xsl:sequence select="$changes[not(@mode)] ! odd:plain(.)"/></xsl:when>
      <xsl:when test="$changes[1]/@mode = 'change' and $base/(self::model | self::modelGrp | self::modelSequence)">
        <xsl:copy select="$base">
          <xsl:copy-of select="@*, $changes[1]/(@* except (@mode, @source:*)), ($changes[1][*]/node(), node()[empty($changes[1]/*)])"/>
        </xsl:copy>
      </xsl:when>
      <xsl:when test="$changes[1]/@mode = 'change' and $base/(self::valItem | self::constraintSpec)">
        <xsl:sequence select="odd:changed($base, $changes[1])"/>
      </xsl:when>
      <!-- words, and names: those of the change -->
      <xsl:otherwise><xsl:sequence select="$changes ! odd:plain(.)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Memberships: a list with mode="change" adds to the one it changes (or, by memberOf/@mode, takes from it);
       any other takes its place. -->
  <xsl:function name="odd:classes" as="element()*" visibility="private">
    <xsl:param name="base" as="element(classes)?"/>
    <xsl:param name="change" as="element(classes)*"/>
    <xsl:choose>
      <xsl:when test="empty($change)"><xsl:sequence select="$base"/></xsl:when>
      <xsl:when test="$change[1]/@mode = 'change'">
        <xsl:variable name="members" as="element()*" select="odd:keyed($base/memberOf, $change/memberOf)"/>
        <classes><xsl:sequence select="$members[self::memberOf]"/></classes>
        <xsl:sequence select="$members[self::odd:finding]"/>
      </xsl:when>
      <xsl:when test="$change[1]/@mode = 'delete'"/>
      <xsl:otherwise>
        <classes><xsl:sequence select="$change/memberOf[not(@mode = 'delete')] ! odd:plain(.)"/></classes>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Values: a list with mode="change" adds to the one it changes (or, by valItem/@mode, takes from it); so does one
       with mode="add", and one without @mode whose values bear one. Any other takes its place. -->
  <xsl:function name="odd:values" as="element()*" visibility="private">
    <xsl:param name="base" as="element(valList)?"/>
    <xsl:param name="change" as="element(valList)?"/>
    <xsl:choose>
      <xsl:when test="empty($change)"><xsl:sequence select="$base"/></xsl:when>
      <xsl:when test="$change/@mode = 'delete'">
        <xsl:sequence select="if (empty($base)) then odd:idle($change) else ()"/>
      </xsl:when>
      <xsl:when test="exists($base) and ($change/@mode = ('change', 'add') or $change[not(@mode)]/valItem/@mode)">
        <xsl:variable name="items" as="element()*"
            select="odd:keyed($base/(valItem | valList | paramSpec), $change/(valItem | valList | paramSpec))"/>
        <valList>
          <xsl:copy-of select="$base/@*, $change/(@* except (@mode, @source:*))"/>
          <xsl:sequence select="odd:keyed($base/(gloss | desc), $change/(gloss | desc)), $items[not(self::odd:finding)]"/>
        </valList>
        <xsl:sequence select="$items[self::odd:finding]"/>
      </xsl:when>
      <xsl:otherwise>
        <valList>
          <xsl:copy-of select="$change/(@* except @mode), $change/(* except valItem)"/>
          <xsl:sequence select="$change/valItem[not(@mode = 'delete')] ! odd:plain(.)"/>
        </valList>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Attributes. What a change says about one that is not in the list stays, with its @mode: it may belong to a class. -->
  <xsl:function name="odd:attributes" as="element()*" visibility="private">
    <xsl:param name="base" as="element(attList)*"/>
    <xsl:param name="change" as="element(attList)*"/>
    <xsl:variable name="definitions" as="element(attDef)*" select="$change/descendant::attDef"/>
    <xsl:variable name="known" as="xs:string*" select="$base/descendant::attDef/@ident"/>
    <xsl:variable name="kept" as="element()*">
      <xsl:apply-templates select="$base" mode="odd:listed">
        <xsl:with-param name="definitions" select="$definitions" tunnel="yes"/>
        <xsl:with-param name="gone" select="$change/descendant::attRef[@mode = 'delete']" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:variable name="alternatives" as="element()*" select="$change/descendant-or-self::attList[@org = 'choice'][not(ancestor::attList/@org = 'choice')]"/>
    <xsl:variable name="new" as="element()*">
      <xsl:for-each-group select="$definitions[not(@ident = $known)][not(ancestor::attList/@org = 'choice')]" group-by="@ident">
        <xsl:copy-of select="current-group()[last()]"/>
      </xsl:for-each-group>
      <xsl:copy-of select="$change/descendant::attRef[not(@mode = 'delete')][not(ancestor::attList/@org = 'choice')]"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="empty($change)"><xsl:sequence select="$base"/></xsl:when>
      <xsl:otherwise>
        <attList>
          <xsl:sequence select="if (count($kept[self::attList]) eq 1 and not($kept[self::attList]/@org = 'choice')) then $kept[self::attList]/* else $kept[self::attList][*]"/>
          <xsl:sequence select="$new, $alternatives"/>
        </attList>
        <xsl:sequence select="$kept[self::odd:finding], $kept/descendant::odd:finding"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="attDef" mode="odd:listed" as="element()*">
    <xsl:param name="definitions" as="element(attDef)*" tunnel="yes"/>
    <xsl:variable name="mine" as="element()*" select="$definitions[@ident = current()/@ident]"/>
    <xsl:iterate select="$mine[not(ancestor::attList/@org = 'choice')]">
      <xsl:param name="so-far" as="element()*" select="if ($mine/ancestor::attList/@org = 'choice') then () else ."/>
      <xsl:on-completion select="$so-far"/>
      <xsl:variable name="next" as="element()*">
        <xsl:choose>
          <xsl:when test="@mode = 'delete' and empty($so-far/self::attDef[not(@mode = 'delete')])"><xsl:sequence select="odd:idle(.)"/></xsl:when>
          <!-- it stays as deleted: a class may have one of its name -->
          <xsl:when test="@mode = 'delete'">
            <xsl:copy>
              <xsl:copy-of select="@*"/>
              <xsl:attribute name="odd:inherited" select="'yes'"/>
            </xsl:copy>
          </xsl:when>
          <xsl:when test="@mode = 'change' and $so-far/self::attDef[not(@mode = 'delete')]">
            <xsl:sequence select="odd:changed($so-far[self::attDef], .)"/>
          </xsl:when>
          <xsl:when test="@mode = 'change'"><xsl:sequence select="."/></xsl:when>
          <xsl:otherwise><xsl:sequence select="odd:plain(.)"/></xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <xsl:next-iteration>
        <xsl:with-param name="so-far" select="$so-far[self::odd:finding], $next"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:template>

  <xsl:template match="attRef" mode="odd:listed" as="element()?">
    <xsl:param name="gone" as="element(attRef)*" tunnel="yes"/>
    <xsl:sequence select=".[not($gone[@name = current()/@name and string(@class) = string(current()/@class)])]"/>
  </xsl:template>

  <!-- ===== attributes of classes ===== -->

  <!-- What is said about an attribute that the list itself has not: it belongs to a class, and what is said of it here
       holds here only. -->
  <xsl:template match="attDef[@mode = ('change', 'replace', 'delete')]" mode="odd:settle" as="element()*">
    <xsl:variable name="spec" as="element()?" select="ancestor::*[self::elementSpec or self::classSpec][1]"/>
    <xsl:variable name="base" as="element(attDef)?" select="odd:inherited($spec, @ident, ())"/>
    <xsl:choose>
      <xsl:when test="empty($base) and @odd:inherited and @mode = 'delete'"/>
      <xsl:when test="empty($base) and not(@odd:inherited)">
        <xsl:sequence select="odd:idle(.), .[@mode = 'replace'] ! odd:plain(.)"/>
      </xsl:when>
      <xsl:when test="@mode = 'delete'">
        <attDef ident="{@ident}" mode="delete"><xsl:copy-of select="@source:*"/></attDef>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="made" as="element()+" select="if (@mode = 'change') then odd:changed($base, .) else odd:plain(.)"/>
        <xsl:copy select="$made[self::attDef]">
          <xsl:copy-of select="@*"/>
          <xsl:attribute name="odd:inherited" select="'yes'"/>
          <xsl:copy-of select="node()"/>
        </xsl:copy>
        <xsl:sequence select="$made[self::odd:finding]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Specifications that no change speaks of are settled. -->
  <xsl:template match="(elementSpec | classSpec)[not(descendant::attDef/@mode)] | macroSpec | dataSpec | moduleSpec | moduleRef"
      mode="odd:settle" as="element()">
    <xsl:sequence select="."/>
  </xsl:template>

  <!-- the definition of an attribute that a specification has from its classes, the nearest first -->
  <xsl:function name="odd:inherited" as="element(attDef)?" visibility="private">
    <xsl:param name="spec" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="seen" as="element()*"/>
    <xsl:variable name="referred" as="element(attDef)*"
        select="$spec/attList/descendant::attRef[@name = $name]/key('odd:class', @class)/attList/descendant::attDef[@ident = $name]"/>
    <xsl:variable name="classes" as="element(classSpec)*"
        select="$spec/classes/memberOf/key('odd:class', @key)[@type = 'atts'] except $seen"/>
    <xsl:variable name="here" as="element(attDef)?" select="($referred, $classes/attList/descendant::attDef[@ident = $name])[1]"/>
    <xsl:variable name="home" as="element()?" select="$here/ancestor::classSpec"/>
    <xsl:choose>
      <xsl:when test="$here/@mode = 'delete'"/>
      <xsl:when test="$here/@mode = 'change'">
        <xsl:variable name="base" as="element(attDef)?" select="odd:inherited($home, $name, ($seen, $spec))"/>
        <xsl:sequence select="$base ! odd:changed(., $here)[self::attDef]"/>
      </xsl:when>
      <xsl:when test="exists($here)"><xsl:sequence select="$here"/></xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="($classes ! odd:inherited(., $name, ($seen, $spec)))[1]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:package>
