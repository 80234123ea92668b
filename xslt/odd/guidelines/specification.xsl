<?xml version="1.0" encoding="UTF-8"?>
<!-- A specification in the guidelines: what it is, what this schema changes of it, its attributes. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:html="urn:siglum:html"
    xmlns:odd="urn:siglum:odd"
    xmlns:source="urn:siglum:source"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:eg="http://www.tei-c.org/ns/Examples"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- a name of the schema: a link to its section, where it has one -->
  <xsl:function name="html:spec-link" as="element()" visibility="private">
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="spec" as="element()?" select="key('html:spec', $name, $html:site)[1]"/>
    <xsl:choose>
      <xsl:when test="$spec"><a class="spec-name" href="#{html:spec-id($spec)}"><code>{html:tagged($spec)}</code></a></xsl:when>
      <xsl:otherwise><code>{$name}</code></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="html:tagged" as="xs:string" visibility="private">
    <xsl:param name="spec" as="element()"/>
    <xsl:sequence select="if ($spec/self::elementSpec) then '&lt;' || ($spec/altIdent, $spec/@ident)[1] || '>' else string($spec/@ident)"/>
  </xsl:function>

  <xsl:function name="html:spec-id" as="xs:string" visibility="private">
    <xsl:param name="spec" as="element()"/>
    <xsl:sequence select="substring-before(local-name($spec), 'Spec') || '-' || $spec/@ident"/>
  </xsl:function>

  <!-- What an ODD says several times, once in each language: in the language of the page; else in the ODD's own, for
       which it need name none; else in English; else what is said first. -->
  <xsl:function name="html:in-language" as="element()?" visibility="private">
    <xsl:param name="elements" as="element()*"/>
    <xsl:sequence select="($elements[lang($html:language, .)], $elements[not(@xml:lang)], $elements[lang('en', .)], $elements)[1]"/>
  </xsl:function>

  <xsl:function name="html:in-words" as="node()*" visibility="private">
    <xsl:param name="elements" as="element()*"/>
    <xsl:apply-templates select="html:in-language($elements)/node()" mode="html:guide-inline"/>
  </xsl:function>

  <xsl:function name="html:specification" as="element()" visibility="private">
    <xsl:param name="spec" as="element()"/>
    <xsl:param name="level" as="xs:integer"/>
    <section class="spec" id="{html:spec-id($spec)}">
      <xsl:element name="h{$level}"><code>{html:tagged($spec)}</code>{html:in-language($spec/gloss) ! (' ' || normalize-space())}</xsl:element>
      <p><xsl:sequence select="html:in-words($spec/desc)"/></p>
      <xsl:for-each select="html:in-language($spec/remarks)/p"><p><xsl:apply-templates mode="html:guide-inline"/></p></xsl:for-each>
      <xsl:if test="$spec/self::elementSpec"><xsl:sequence select="html:usage($spec)"/></xsl:if>
      <xsl:for-each select="$spec/exemplum">
        <xsl:apply-templates select="p | eg:egXML | eg" mode="html:guide"/>
      </xsl:for-each>
      <xsl:sequence select="html:attributes($spec)"/>
      <dl class="facts">
        <xsl:sequence select="html:changes($spec)"/>
        <xsl:if test="$spec/(self::elementSpec | self::macroSpec[not(@type eq 'dt')])">
          <dt>{html:word('may-contain')}</dt>
          <dd><xsl:sequence select="html:content-links($spec)"/></dd>
        </xsl:if>
        <xsl:if test="$spec/self::elementSpec">
          <xsl:variable name="parents" as="xs:string*" select="sort($html:parents($spec/@ident), (), lower-case#1)"/>
          <xsl:if test="exists($parents)">
            <dt>{html:word('may-stand-in')}</dt>
            <dd><xsl:sequence select="html:links($parents)"/></dd>
          </xsl:if>
        </xsl:if>
        <xsl:if test="$spec/self::classSpec">
          <dt>{html:word('members')}</dt>
          <dd><xsl:sequence select="html:links(sort(key('html:member', $spec/@ident, $html:site)/@ident ! string(), (), lower-case#1))"/></dd>
        </xsl:if>
        <xsl:for-each select="$spec/constraintSpec[constraint//(sch:assert | sch:report)[normalize-space()]]">
          <dt>{html:word('rule')}</dt>
          <dd>
            <xsl:for-each select="constraint//(sch:assert | sch:report)"><p>{odd:message(., $spec)}</p></xsl:for-each>
            <xsl:if test="desc"><p class="reason"><xsl:sequence select="html:in-words(desc)"/></p></xsl:if>
          </dd>
        </xsl:for-each>
        <xsl:for-each select="$spec/equiv/@uri[html:is-safe(.)]">
          <dt>TEI</dt>
          <dd><a href="{.}">{tokenize(., '/')[last()] => replace('^ref-|\.html$', '')}</a></dd>
        </xsl:for-each>
      </dl>
    </section>
  </xsl:function>

  <!-- Against its source: what the ODD says anew of a specification and what it leaves out, or that it is its own. What
       comes from a source bears @odd:from, what an ODD writes @source:n, what it changes @odd:changed. -->
  <xsl:function name="html:changes" as="element()*" visibility="private">
    <xsl:param name="spec" as="element()"/>
    <xsl:variable name="said" as="xs:string*" select="
        ('the-description'[$spec/@odd:changed eq 'description'], 'the-content'[$spec/content/@source:n],
         'the-classes'[$spec/classes[@source:n or memberOf/@source:n]], 'the-rules'[$spec/constraintSpec/(@source:n | @odd:changed)]) ! html:word(.),
        $spec/attList//attDef[@source:n or @odd:changed][not(@mode eq 'delete')]/('@' || @ident)"/>
    <xsl:choose>
      <xsl:when test="$spec/@odd:from and $spec/@odd:changed">
        <xsl:if test="exists($said)">
          <dt>{html:word('changed-here')}</dt>
          <dd>{string-join($said, ', ')}</dd>
        </xsl:if>
        <xsl:variable name="rules" as="map(*)*" select="$spec/@odd:rules-left-out/parse-json(.)?*"/>
        <xsl:if test="$spec/@odd:left-out[normalize-space()] or exists($rules)">
          <dt>{html:word('left-out-here')}</dt>
          <dd>
            <xsl:for-each select="$spec/@odd:left-out[normalize-space()]"><p>{replace(., ' ', ', ')}</p></xsl:for-each>
            <xsl:sequence select="$rules[?prefixes eq ''] ! html:rule-left-out(.)"/>
            <xsl:if test="exists($rules?prefixes[. ne ''])">
              <p>{html:word('prefixes-of-rules')}: {string-join($rules?prefixes[. ne ''], ', ')}</p>
            </xsl:if>
          </dd>
        </xsl:if>
      </xsl:when>
      <xsl:when test="not($spec/@odd:from) and exists($html:specs/*/@odd:from)">
        <dt>{html:word('added-here')}</dt>
        <dd>{html:word('not-in-the-source')}</dd>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- A rule that was left out, by what it says. One without a message (as TEI's are where only its structure is known)
       goes by its name, which is made of words as a rule, and by what it asks. -->
  <xsl:function name="html:rule-left-out" as="element()" visibility="private">
    <xsl:param name="rule" as="map(*)"/>
    <p>
      <xsl:text>{html:word('rule')}: {if ($rule?says ne '') then $rule?says else translate($rule?name, '_-', '  ')}</xsl:text>
      <xsl:if test="$rule?says eq '' and array:size($rule?asks) gt 0">
        <xsl:text> (</xsl:text>
        <xsl:for-each select="$rule?asks?*">
          <xsl:text>{if (position() gt 1) then ', ' else ''}{html:word(?when)} </xsl:text>
          <code>{?test}</code>
        </xsl:for-each>
        <xsl:text>)</xsl:text>
      </xsl:if>
    </p>
  </xsl:function>

  <!-- how often this edition uses an element, and three places of the text -->
  <xsl:function name="html:usage" as="element()" visibility="private">
    <xsl:param name="spec" as="element(elementSpec)"/>
    <xsl:variable name="use" as="map(*)?" select="$html:uses(string(($spec/altIdent, $spec/@ident)[1]))"/>
    <p class="usage">
      <xsl:value-of select="if (empty($use)) then html:word('not-used') else html:counted('uses', xs:integer($use?count))"/>
      <xsl:for-each select="$use?places?*">
        <xsl:value-of select="if (position() eq 1) then ': ' else ', '"/>
        <a href="{?href}">{?name}</a>
      </xsl:for-each>
    </p>
  </xsl:function>

  <!-- ===== attributes ===== -->

  <!-- the classes a specification belongs to, near ones first -->
  <xsl:function name="html:classes" as="element(classSpec)*" visibility="private">
    <xsl:param name="spec" as="element()"/>
    <xsl:for-each select="$spec/classes/memberOf[not(@mode eq 'delete')]">
      <xsl:variable name="class" as="element(classSpec)?" select="key('html:spec', @key, $html:site)[self::classSpec][1]"/>
      <xsl:sequence select="$class, $class ! html:classes(.)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The attributes that a specification itself speaks of, in full, with what its classes say of them; those that it has
       from its classes as they are, by name. -->
  <xsl:function name="html:attributes" as="element()*" visibility="private">
    <xsl:param name="spec" as="element()"/>
    <xsl:variable name="own" as="element(attDef)*" select="$spec/attList//attDef"/>
    <xsl:variable name="classes" as="element(classSpec)*" select="$spec[self::elementSpec] ! html:classes(.)"/>
    <xsl:variable name="rows" as="element()*">
      <xsl:for-each-group select="$own" group-by="@ident">
        <xsl:if test="not(current-group()[1]/@mode eq 'delete')">
          <xsl:sequence select="html:attribute((current-group(), $classes/attList//attDef[@ident eq current-grouping-key()]))"/>
        </xsl:if>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:if test="exists($rows)">
      <div class="wide" role="region" tabindex="0" aria-label="{html:word('attributes')}: {html:tagged($spec)}">
        <table class="attributes">
          <thead><tr><th scope="col">{html:word('attribute')}</th><th scope="col">{html:word('meaning')}</th><th scope="col">{html:word('values')}</th></tr></thead>
          <tbody><xsl:sequence select="$rows"/></tbody>
        </table>
      </div>
    </xsl:if>
    <xsl:variable name="inherited" as="element(attDef)*" select="$classes/attList//attDef[not(@ident = $own/@ident)]"/>
    <xsl:if test="exists($inherited)">
      <p class="inherited">
        <xsl:value-of select="if (exists($rows)) then html:word('more-attributes') else html:word('attributes')"/>
        <xsl:text>:</xsl:text>
        <xsl:for-each-group select="$inherited" group-by="@ident">
          <xsl:text> </xsl:text>
          <a href="#{html:spec-id(ancestor::classSpec)}">@{current-grouping-key()}</a>
        </xsl:for-each-group>
      </p>
    </xsl:if>
  </xsl:function>

  <!-- an attribute, from all that is said of it: what is said first counts -->
  <xsl:function name="html:attribute" as="element()" visibility="private">
    <xsl:param name="said" as="element(attDef)+"/>
    <tr>
      <th scope="row"><code>@{$said[1]/@ident}</code></th>
      <td>
        <xsl:sequence select="html:in-words($said[desc or gloss][1]/(if (desc) then desc else gloss))"/>
        <xsl:for-each select="($said ! valList)[1][valItem]">
          <ul class="values">
            <xsl:for-each select="valItem">
              <li><code class="val">{@ident}</code>{' '}<xsl:sequence select="html:in-words(if (desc) then desc else gloss)"/></li>
            </xsl:for-each>
          </ul>
        </xsl:for-each>
      </td>
      <td>
        <xsl:if test="($said ! @usage)[1] eq 'req'"><strong>{html:word('required')}</strong>{' '}</xsl:if>
        <xsl:for-each select="($said ! datatype)[1]">
          <xsl:for-each select=".//dataRef"><xsl:sequence select="html:spec-link((@key, @name)[1])"/></xsl:for-each>
          <xsl:if test="@maxOccurs = 'unbounded'">{' '}{html:word('several')}</xsl:if>
        </xsl:for-each>
      </td>
    </tr>
  </xsl:function>
</xsl:stylesheet>
