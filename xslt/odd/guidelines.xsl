<?xml version="1.0" encoding="UTF-8"?>
<!-- The guidelines: the ODD as a page to read. Its prose, and each specification where the prose has it: what it is,
     its attributes, what it may contain and where it may stand, examples, rules, and where this edition uses it.
     Specifications are taken from the schema as it is assembled, so that what one says stands as the schema has it.
     Source: TEI P5 Guidelines, chapter 23 (Documentation Elements). -->
<xsl:package name="urn:siglum:odd:guidelines" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:siglum:html"
    xmlns:site="urn:siglum:site"
    xmlns:odd="urn:siglum:odd"
    xmlns:source="urn:siglum:source"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:eg="http://www.tei-c.org/ns/Examples"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:use-package name="urn:siglum:html:lib" package-version="1.0"/>

  <xsl:output method="text" encoding="UTF-8"/>

  <!-- the ODD to the page of the guidelines -->
  <xsl:mode name="html:guidelines" on-no-match="shallow-skip" visibility="public"/>

  <!-- the prose of an ODD, and the specifications in it -->
  <xsl:mode name="html:guide" on-no-match="shallow-skip" visibility="private"/>

  <xsl:mode name="html:guide-inline" on-no-match="shallow-copy" visibility="private"/>

  <!-- XML as text -->
  <xsl:mode name="html:code" on-no-match="shallow-skip" visibility="private"/>

  <xsl:variable name="html:odd" as="element(TEI)?" select="$html:site/site:site/site:schema/TEI" visibility="private"/>

  <xsl:variable name="html:specs" as="element(schemaSpec)?" select="$html:site/site:site/site:schema/schemaSpec" visibility="private"/>

  <xsl:key name="html:spec" match="site:schema/schemaSpec/*" use="@ident"/>

  <xsl:key name="html:declared" match="specGrp/* | schemaSpec/*" use="@ident"/>

  <xsl:key name="html:member" match="site:schema/schemaSpec/*[classes]" use="classes/memberOf/@key"/>

  <!-- Then: the ODD into that page -->
  <xsl:param name="frame" as="xs:string" select="''"/>

  <xsl:param name="uses" as="xs:string" select="'{}'"/>

  <xsl:variable name="html:uses" as="map(*)" select="parse-json($uses)" visibility="private"/>

  <xsl:template match="/" mode="html:guidelines" as="xs:string">
    <xsl:variable name="content" as="element()">
      <div>
        <h1>{html:title($html:odd)}</h1>
        <nav class="contents" aria-label="{html:word('contents')}">
          <ol>
            <xsl:for-each select="$html:odd/text/*/div[head]">
              <li><a href="#{html:chapter-id(.)}">{html:plain(head)}</a></li>
            </xsl:for-each>
          </ol>
          <p class="elements">
            <xsl:sequence select="html:links(sort($html:specs/elementSpec/@ident ! string(), (), lower-case#1))"/>
          </p>
        </nav>
        <xsl:apply-templates select="$html:odd/text/*/*" mode="html:guide"/>
        <xsl:variable name="elsewhere" as="element()*" select="$html:specs/(elementSpec | classSpec | macroSpec | dataSpec)[not(key('html:declared', @ident, $html:odd))]"/>
        <xsl:if test="exists($elsewhere)">
          <section>
            <h2>{html:word('more-specifications')}</h2>
            <xsl:sequence select="$elsewhere ! html:specification(.)"/>
          </section>
        </xsl:if>
      </div>
    </xsl:variable>
    <xsl:sequence select="replace($frame, '&lt;!--content-->', html:serialized($content), 'q')"/>
  </xsl:template>

  <!-- ===== prose ===== -->

  <xsl:function name="html:chapter-id" as="xs:string" visibility="private">
    <xsl:param name="div" as="element(div)"/>
    <xsl:sequence select="($div/@xml:id, 'chapter-' || $div/@source:n)[1]"/>
  </xsl:function>

  <xsl:template match="div" mode="html:guide" as="element()">
    <section id="{html:chapter-id(.)}">
      <xsl:apply-templates select="*" mode="#current"/>
    </section>
  </xsl:template>

  <xsl:template match="div/head | body/head" mode="html:guide" as="element()">
    <xsl:element name="h{min((6, 1 + count(ancestor::div)))}"><xsl:apply-templates mode="html:guide-inline"/></xsl:element>
  </xsl:template>

  <xsl:template match="p | ab" mode="html:guide" as="element()*">
    <xsl:for-each-group select="node()" group-adjacent="exists(self::list | self::eg:egXML | self::eg | self::table)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()"><xsl:apply-templates select="current-group()" mode="html:guide"/></xsl:when>
        <xsl:when test="exists(current-group()[normalize-space()])">
          <p><xsl:apply-templates select="current-group()" mode="html:guide-inline"/></p>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:template match="list" mode="html:guide" as="element()">
    <xsl:element name="{if (@rend = ('numbered', 'ordered') or @type = ('numbered', 'ordered')) then 'ol' else 'ul'}">
      <xsl:for-each select="item">
        <li>
          <xsl:apply-templates select="node() except (p | list | eg:egXML)" mode="html:guide-inline"/>
          <xsl:apply-templates select="p | list | eg:egXML" mode="html:guide"/>
        </li>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <!-- a table: rows of the role “label” are its head -->
  <xsl:template match="table" mode="html:guide" as="element()">
    <xsl:variable name="heads" as="element(row)*" select="row[@role eq 'label']"/>
    <div class="wide" role="region" tabindex="0" aria-label="{string-join(((head, ancestor::div[1]/head)[1], $heads[1]/cell[1]) ! html:plain(.), ': ')}">
      <table>
        <xsl:for-each select="head"><caption><xsl:apply-templates mode="html:guide-inline"/></caption></xsl:for-each>
        <xsl:if test="$heads">
          <thead>
            <xsl:for-each select="$heads">
              <tr><xsl:for-each select="cell"><th scope="col"><xsl:apply-templates mode="html:guide-inline"/></th></xsl:for-each></tr>
            </xsl:for-each>
          </thead>
        </xsl:if>
        <tbody>
          <xsl:for-each select="row except $heads">
            <tr><xsl:for-each select="cell"><td><xsl:apply-templates mode="html:guide-inline"/></td></xsl:for-each></tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="eg:egXML" mode="html:guide" as="element()">
    <pre class="xml"><code><xsl:sequence select="html:example(.)"/></code></pre>
  </xsl:template>

  <xsl:template match="eg" mode="html:guide" as="element()"><pre><code>{.}</code></pre></xsl:template>

  <xsl:template match="specGrp | schemaSpec" mode="html:guide" as="element()*">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <xsl:template match="specGrpRef | moduleSpec | moduleRef | elementRef | classRef | macroRef | dataRef | note | constraintSpec" mode="html:guide" as="empty-sequence()"/>

  <!-- a specification, where it stands first -->
  <xsl:template match="elementSpec | classSpec | macroSpec | dataSpec" mode="html:guide" as="element()?">
    <xsl:variable name="spec" as="element()?" select="key('html:spec', @ident, $html:site)[1]"/>
    <xsl:if test="$spec and . is key('html:declared', @ident, $html:odd)[1]">
      <xsl:sequence select="html:specification($spec)"/>
    </xsl:if>
  </xsl:template>

  <!-- prose of any other kind: a paragraph where it has text of its own, else what it holds -->
  <xsl:template match="*" mode="html:guide" as="element()*" priority="-1">
    <xsl:choose>
      <xsl:when test="text()[normalize-space()] or (not(*) and normalize-space())">
        <p><xsl:apply-templates mode="html:guide-inline"/></p>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="*" mode="#current"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="gi" mode="html:guide-inline" as="element()">
    <xsl:variable name="name" as="xs:string" select="normalize-space()"/>
    <xsl:sequence select="html:spec-link(if (key('html:spec', $name, $html:site)) then $name else '&lt;' || $name || '>')"/>
  </xsl:template>

  <xsl:template match="att" mode="html:guide-inline" as="element()"><code class="att">@{normalize-space()}</code></xsl:template>

  <xsl:template match="val" mode="html:guide-inline" as="element()"><code class="val">{.}</code></xsl:template>

  <xsl:template match="code | ident | tag" mode="html:guide-inline" as="element()"><code>{.}</code></xsl:template>

  <xsl:template match="q | soCalled" mode="html:guide-inline" as="node()*">“<xsl:apply-templates mode="#current"/>”</xsl:template>

  <xsl:template match="mentioned | term | emph | title | foreign | hi" mode="html:guide-inline" as="element()"><em><xsl:apply-templates mode="#current"/></em></xsl:template>

  <xsl:template match="seg | name | persName | orgName | placeName | date | gloss | idno | abbr | p" mode="html:guide-inline" as="node()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="ref | ptr" mode="html:guide-inline" as="node()*">
    <xsl:variable name="said" as="node()*">
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="self::ptr">{replace(@target, '^https?://', '')}</xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="html:is-safe(@target) or html:by-id(substring-after(@target[starts-with(., '#')], '#'), $html:odd)/self::div"><a href="{@target}"><xsl:sequence select="$said"/></a></xsl:when>
      <xsl:otherwise><xsl:sequence select="$said"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="note | list" mode="html:guide-inline" as="node()*">
    <xsl:if test="self::note"> (<xsl:apply-templates mode="#current"/>)</xsl:if>
  </xsl:template>

  <!-- words of any other kind: as they are -->
  <xsl:template match="*" mode="html:guide-inline" as="node()*" priority="-1">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- ===== a specification ===== -->

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
    <section class="spec" id="{html:spec-id($spec)}">
      <h3><code>{html:tagged($spec)}</code>{html:in-language($spec/gloss) ! (' ' || normalize-space())}</h3>
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
        <xsl:for-each select="$spec/constraintSpec[constraint//(sch:assert | sch:report)]">
          <dt>{html:word('rule')}</dt>
          <dd>
            <xsl:for-each select="constraint//(sch:assert | sch:report)"><p>{normalize-space()}</p></xsl:for-each>
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
        <xsl:if test="$spec/@odd:left-out[normalize-space()]">
          <dt>{html:word('left-out-here')}</dt>
          <dd>{replace($spec/@odd:left-out, ' ', ', ')}</dd>
        </xsl:if>
      </xsl:when>
      <xsl:when test="not($spec/@odd:from) and exists($html:specs/*/@odd:from)">
        <dt>{html:word('added-here')}</dt>
        <dd>{html:word('not-in-the-source')}</dd>
      </xsl:when>
    </xsl:choose>
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

  <!-- ===== content ===== -->

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

  <!-- ===== examples: XML as text, without the indentation that the ODD gave it ===== -->

  <xsl:function name="html:example" as="node()*" visibility="private">
    <xsl:param name="example" as="element()"/>
    <xsl:variable name="indent" as="xs:string" select="string(replace(string($example/text()[1][not(normalize-space())]), '^.*\n', '', 's'))"/>
    <xsl:variable name="nodes" as="node()*" select="$example/node()[not(self::text()[not(normalize-space())][not(preceding-sibling::*) or not(following-sibling::*)])]"/>
    <xsl:apply-templates select="$nodes" mode="html:code">
      <xsl:with-param name="indent" select="$indent" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:function>

  <xsl:template match="*" mode="html:code" as="node()*">
    <span class="tag">&lt;{name()}</span>
    <xsl:for-each select="@* except @source:*">
      <xsl:text> </xsl:text>
      <span class="att">{name()}</span>=<span class="val">"{. => replace('&amp;', '&amp;amp;') => replace('&lt;', '&amp;lt;') => replace('"', '&amp;quot;')}"</span>
    </xsl:for-each>
    <span class="tag">{if (node()) then '>' else '/>'}</span>
    <xsl:if test="node()">
      <xsl:apply-templates mode="#current"/>
      <span class="tag">&lt;/{name()}&gt;</span>
    </xsl:if>
  </xsl:template>

  <xsl:template match="text()" mode="html:code" as="text()">
    <xsl:param name="indent" as="xs:string" select="''" tunnel="yes"/>
    <xsl:value-of select=". => replace('&amp;', '&amp;amp;') => replace('&lt;', '&amp;lt;') => replace('\n' || $indent, '&#10;')"/>
  </xsl:template>

  <xsl:template match="comment()" mode="html:code" as="element()"><span class="comment">&lt;!--{.}--&gt;</span></xsl:template>

  <xsl:template match="processing-instruction()" mode="html:code" as="element()"><span class="comment">&lt;?{name()} {.}?&gt;</span></xsl:template>
</xsl:package>
