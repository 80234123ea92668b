<?xml version="1.0" encoding="UTF-8"?>
<!-- Registers: what an entry says, and the way from a name to its entry. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xmlns:source="urn:siglum:source"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- ===== the order of a register ===== -->

  <!-- The form under which an entry is filed: "Furr, Grover Carr III" where the name of a person tells its parts, else the
       name as it is given. The parts stand in the order of their @sort; without it the surname comes first.
       Source: TEI P5 Guidelines, att.personal. -->
  <xsl:function name="html:filed" as="xs:string" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="name" as="element(persName)?" select="$entry/(persName[@type eq 'preferred'], persName)[1]"/>
    <xsl:variable name="parts" as="element()*"
        select="sort($name/*[self::surname or self::forename or self::genName or self::nameLink or self::addName or self::roleName], (),
                     function($part as element()) as xs:double { ($part/@sort ! number(.), if ($part/self::surname) then 0 else 1000)[1] })"/>
    <xsl:variable name="first" as="element()*" select="($parts[@sort][1], $parts[self::surname][not($parts/@sort)])"/>
    <xsl:sequence select="if ($first) then string-join((string-join($first ! normalize-space(), ' '), string-join(($parts except $first) ! normalize-space(), ' ')[.]), ', ')
                          else html:preferred($entry)"/>
  </xsl:function>

  <!-- what an entry is sorted by: without accents and capitals, and without the signs that stand before its first letter -->
  <xsl:function name="html:sort-key" as="xs:string" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="lower-case(normalize-unicode(($entry/@sortKey, html:filed($entry))[1], 'NFD') => replace('\p{M}', '') => replace('^[^\p{L}\p{N}]+(.)', '$1'))"/>
  </xsl:function>

  <!-- What stands in a list, in the order of the page: persons, organisations and places by their names, everything else as
       the register has it. -->
  <xsl:function name="html:in-order" as="element()*" visibility="private">
    <xsl:param name="list" as="element()"/>
    <xsl:variable name="named" as="element()*" select="$list/(person | personGrp | org | place)"/>
    <xsl:sequence select="$list/head, sort($named, (), html:sort-key#1), $list/(* except ($named | head))"/>
  </xsl:function>

  <!-- the letter under which an entry is filed -->
  <xsl:function name="html:initial" as="xs:string" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="upper-case(substring(html:sort-key($entry), 1, 1))"/>
  </xsl:function>

  <!-- From A to Z: the letters of a list that goes by names, each leading to its first entry. -->
  <xsl:function name="html:initials" as="element()?" visibility="private">
    <xsl:param name="list" as="element()"/>
    <xsl:variable name="entries" as="element()*" select="html:entries($list)"/>
    <xsl:if test="count($entries) gt 12 and $list/(self::listPerson | self::listOrg | self::listPlace) and count(distinct-values($entries ! html:initial(.))) gt 3">
      <p class="initials">
        <xsl:for-each-group select="$entries" group-by="html:initial(.)">
          <xsl:sort select="html:sort-key(.)"/>
          <a href="#{@xml:id}">{current-grouping-key()}</a>
          <xsl:text> </xsl:text>
        </xsl:for-each-group>
      </p>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:entries" as="element()*" visibility="private">
    <xsl:param name="list" as="element()"/>
    <xsl:for-each select="html:in-order($list)">
      <xsl:sequence select="if (self::listPerson or self::listOrg or self::listPlace or self::listEvent or self::listBibl) then html:entries(.)
                            else .[self::person or self::personGrp or self::org or self::place or self::event or self::bibl or self::biblStruct][@xml:id]"/>
    </xsl:for-each>
  </xsl:function>

  <!-- ===== the page of a register ===== -->

  <xsl:function name="html:register" as="map(*)" visibility="private">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:variable name="title" as="xs:string" select="if ($tei/parent::*/self::*:register) then html:title($tei) else html:word('register-of', html:title($tei))"/>
    <xsl:variable name="content" as="element()*">
      <article class="register">
        <h1>{$title}</h1>
        <xsl:sequence select="html:register-files($tei)"/>
        <xsl:if test="count($tei/standOff/* ! html:entries(.)) gt 5">
          <nav class="index" aria-label="{html:word('entries')}">
            <xsl:for-each select="$tei/standOff/*[exists(html:entries(.))]">
              <xsl:for-each select="head"><p><xsl:apply-templates mode="html:inline"/></p></xsl:for-each>
              <xsl:variable name="initials" as="element()?" select="html:initials(.)"/>
              <xsl:sequence select="$initials"/>
              <ul>
                <xsl:for-each-group select="html:entries(.)" group-adjacent="if ($initials) then html:initial(.) else ''">
                  <xsl:for-each select="current-group()">
                    <li>
                      <xsl:if test="position() eq 1 and $initials"><xsl:attribute name="data-initial" select="current-grouping-key()"/></xsl:if>
                      <a href="#{@xml:id}">{html:filed(.)}</a>
                    </li>
                  </xsl:for-each>
                </xsl:for-each-group>
              </ul>
            </xsl:for-each>
          </nav>
        </xsl:if>
        <xsl:apply-templates select="$tei/standOff/*" mode="html:register"/>
      </article>
    </xsl:variable>
    <xsl:sequence select="html:page(html:register-page($tei), $title, $content)"/>
  </xsl:function>

  <xsl:template match="listPerson | listOrg | listPlace | listEvent | listBibl" mode="html:register" as="element()*">
    <xsl:apply-templates select="html:in-order(.)" mode="#current"/>
  </xsl:template>

  <xsl:template match="head" mode="html:register" as="element()">
    <h2><xsl:apply-templates mode="html:inline"/></h2>
  </xsl:template>

  <!-- what links entries, or says something about the list, is for those who read the XML -->
  <xsl:template match="desc | *[not(html:is-of-register(.))]" mode="html:register" as="empty-sequence()" priority="1"/>

  <xsl:template match="person | personGrp | org | place | event | bibl | biblStruct" mode="html:register" as="element()">
    <section class="entry">
      <xsl:call-template name="html:anchor"/>
      <h2>
        <xsl:value-of select="html:preferred(.)"/>
        <xsl:if test="@type eq 'alleged'"><xsl:text> </xsl:text><span class="flag">{html:word('alleged')}</span></xsl:if>
      </h2>
      <xsl:sequence select="(self::bibl | self::biblStruct) ! html:reference(.)"/>
      <xsl:if test="html:life(.) or @where">
        <p class="dates">
          <xsl:value-of select="html:life(.)"/>
          <xsl:if test="@where">
            <xsl:if test="html:life(.)">, </xsl:if>
            <xsl:sequence select="html:named(@where)"/>
          </xsl:if>
          <xsl:sequence select="self::event ! html:certainty(.)"/>
          <xsl:sequence select="html:sources((.[self::event], birth, death))"/>
        </p>
      </xsl:if>
      <xsl:variable name="variants" as="element()*" select="html:entry-names(.)[normalize-space() ne html:preferred(..)]"/>
      <xsl:if test="exists($variants)">
        <p class="variants">
          <xsl:text>{html:word('also')} </xsl:text>
          <xsl:for-each select="$variants">
            <xsl:if test="position() gt 1">; </xsl:if>
            <span><xsl:call-template name="html:anchor"/>{normalize-space()}</span>
          </xsl:for-each>
        </p>
      </xsl:if>
      <xsl:sequence select="html:facts(.)"/>
      <xsl:sequence select="html:beside-it-said(.)"/>
      <xsl:for-each select="(note | desc)[html:is-description(.)]">
        <p class="description"><xsl:apply-templates mode="html:inline"/><xsl:sequence select="html:certainty(.), html:sources(.)"/></p>
      </xsl:for-each>
      <xsl:if test="idno">
        <p class="identifiers">
          <xsl:for-each select="idno">
            <xsl:if test="position() gt 1"> · </xsl:if>
            <xsl:sequence select="html:identifier(.)"/>
          </xsl:for-each>
        </p>
      </xsl:if>
      <xsl:text>{html:slot('mentions', html:href(.))}</xsl:text>
    </section>
  </xsl:template>

  <!-- a note that describes what the entry is of, and is not of a kind that the editors named -->
  <xsl:function name="html:is-description" as="xs:boolean" visibility="private">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="not($note/@type ne 'description') and empty($note/(listPerson | listOrg | listPlace | listEvent | listBibl))"/>
  </xsl:function>

  <!-- What else an entry says: what its editors have given a kind, where it lies, and the lists that stand in it, item by
       item. What is written of a place for machines (its coordinates, the numbers of catalogues) is in the TEI alone. -->
  <xsl:function name="html:beside-it-said" as="element()?" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="lists" as="element()*" select="$entry/(., note)/(listPerson | listOrg | listPlace | listEvent | listBibl)"/>
    <xsl:where-populated>
      <dl class="statements">
        <xsl:for-each-group select="$entry[not(self::bibl or self::biblStruct)]/location | $entry/(note | desc)[not(html:is-description(.))][not(* intersect $lists)] | $lists" group-by="string((@type, local-name())[1])">
          <xsl:variable name="said" as="element()*">
            <xsl:for-each select="if (current-group() intersect $lists) then current-group()/* else current-group()">
              <xsl:variable name="parts" as="xs:string*" select="if (self::note or self::desc) then normalize-space() else (* except (location | geo | idno | note[html:is-address(.)]) , .[not(*)]) ! normalize-space()[.]"/>
              <xsl:if test="exists($parts)">
                <dd>
                  <xsl:choose>
                    <xsl:when test="self::note or self::desc"><xsl:apply-templates mode="html:inline"/></xsl:when>
                    <xsl:otherwise>{string-join((string-join($parts, ', '), @role ! ('(' || normalize-space() || ')')), ' ')}</xsl:otherwise>
                  </xsl:choose>
                </dd>
              </xsl:if>
            </xsl:for-each>
          </xsl:variable>
          <xsl:if test="exists($said)"><dt>{html:value(current-grouping-key())}</dt><xsl:sequence select="$said"/></xsl:if>
        </xsl:for-each-group>
      </dl>
    </xsl:where-populated>
  </xsl:function>

  <!-- everything else as in a text -->
  <xsl:template match="*" mode="html:register" as="node()*" priority="-1"><xsl:sequence select="html:mixed(., true())"/></xsl:template>

  <!-- ===== what an entry says of a person: offices, ranks and the like, when, how sure, and who says so ===== -->

  <xsl:function name="html:facts" as="element()?" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:where-populated>
      <dl class="statements">
        <xsl:for-each-group select="html:statements($entry)" group-by="string((@type, local-name())[1])">
          <dt>{html:value(current-grouping-key())}</dt>
          <xsl:for-each select="current-group()">
            <dd>
              <xsl:for-each select="html:dated(.)[.]"><span class="when">{.}</span>{' '}</xsl:for-each>
              <xsl:apply-templates select="html:stated(.)" mode="html:inline"/>
              <xsl:sequence select="html:certainty(.), html:sources(.)"/>
            </dd>
          </xsl:for-each>
        </xsl:for-each-group>
      </dl>
    </xsl:where-populated>
  </xsl:function>
</xsl:stylesheet>
