<?xml version="1.0" encoding="UTF-8"?>
<!-- TEI to TEI: one declared reading of a document.

     A reading is a scope (the xml:id of a part, or the whole text), a witness and a stage of correction. Which child
     of app is taken says its @wit, which child of choice its name; the order of children never matters. What is taken
     keeps its markup and the marks of its place in the source, so that an output can say what was done here. -->
<xsl:package name="urn:siglum:reading" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:reading="urn:siglum:reading"
    xmlns:source="urn:siglum:source"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:use-package name="urn:siglum:source" package-version="1.0"/>
  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:param name="scope" as="xs:string" select="''"/>
  <xsl:param name="witness" as="xs:string" select="''"/>
  <xsl:param name="stage" as="xs:string" select="'sic'"/>
  <!-- whether nobody declared the reading -->
  <xsl:param name="found" as="xs:boolean" select="false()"/>

  <!-- everything that is not a matter of readings stays as it is -->
  <xsl:mode name="reading:of" on-no-match="shallow-copy" visibility="public"/>

  <xsl:variable name="reading:taken" as="xs:string+"
      select="if ($stage eq 'corr') then ('corr', 'reg', 'expan') else ('sic', 'orig', 'abbr')" visibility="private"/>
  <xsl:variable name="reading:sides" as="xs:string+" select="'sic', 'orig', 'abbr', 'corr', 'reg', 'expan'" visibility="private"/>

  <xsl:template match="/" mode="reading:of" as="document-node()">
    <xsl:if test="$witness and empty(key('reading:witness', $witness))">
      <xsl:call-template name="source:fault">
        <xsl:with-param name="at" select="*"/>
        <xsl:with-param name="says" select="'the reading asks for the witness “' || $witness || '”, and the header lists no such &lt;witness&gt;'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:document>
      <xsl:apply-templates mode="#current"/>
    </xsl:document>
  </xsl:template>

  <xsl:template match="text[$scope]" mode="reading:of" as="element()">
    <xsl:variable name="part" as="element()?" select="descendant::*[@xml:id eq $scope]"/>
    <xsl:if test="empty($part)">
      <xsl:call-template name="source:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="says" select="'the reading asks for the part “' || $scope || '”, and no element of the text has this xml:id'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:for-each select="body">
        <xsl:copy>
          <xsl:copy-of select="@*"/>
          <xsl:apply-templates select="$part" mode="#current"/>
        </xsl:copy>
      </xsl:for-each>
    </xsl:copy>
  </xsl:template>

  <!-- A note is called from the reading that has the note. -->
  <xsl:template match="text//ref[@type eq 'noteCall'][$scope]" mode="reading:of" as="element()?">
    <xsl:variable name="note" as="xs:string" select="substring(@target, 2)"/>
    <xsl:if test="exists(root(.)//*[@xml:id eq $scope]/descendant::note[@xml:id eq $note])">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <!-- One side of a choice: by its name, or, where none has such a name (alternatives in seg, unclear …), the first. -->
  <xsl:template match="choice" mode="reading:of" as="node()*">
    <xsl:variable name="named" as="element()?" select="*[local-name() = $reading:taken][1]"/>
    <xsl:variable name="side" as="element()?" select="($named, *[not(local-name() = $reading:sides)], *[$found])[1]"/>
    <xsl:if test="empty($side)">
      <xsl:call-template name="source:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="says" select="'&lt;choice&gt; has none of ' || string-join($reading:taken ! ('&lt;' || . || '&gt;'), ', ') || ', which this reading asks for'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="$side/self::choice"><xsl:apply-templates select="$side" mode="#current"/></xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="$side">
          <xsl:copy>
            <xsl:copy-of select="../@xml:id, @*"/>
            <xsl:apply-templates mode="#current"/>
          </xsl:copy>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What the editors put in, where the reading shows the text as it stands: it is kept, marked as theirs. -->
  <xsl:template match="(supplied | corr | reg)[not(parent::choice)][$stage eq 'sic']" mode="reading:of" as="element()">
    <xsl:copy>
      <xsl:attribute name="reading:editorial" select="true()"/>
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- ===== places where witnesses differ. Source: TEI P5 Guidelines, section 13.1.4 (Witness Information) ===== -->

  <!-- An entry with the side that is read. Where no side names the witness, it has the lemma that names none. A reading
       that was found, not declared, takes the lemma, or the first side, wherever its witness is silent. -->
  <xsl:template match="app[not(parent::listApp)]" mode="reading:of" as="element()">
    <xsl:variable name="sides" as="element()*" select="reading:sides-of(.)"/>
    <xsl:variable name="attested" as="element()*" select="$sides[reading:attests(.)]"/>
    <xsl:variable name="lemma" as="element()?" select="$sides[self::lem][not(@wit) or not($witness)][1]"/>
    <xsl:variable name="other" as="element()?" select="(($sides[self::lem], $sides)[1])[$found or not($witness)]"/>
    <xsl:variable name="taken" as="element()*" select="if (exists($attested)) then $attested else ($lemma, $other)[1]"/>
    <xsl:if test="empty($taken) and exists($sides) or count($taken) gt 1 and not($found)">
      <xsl:call-template name="source:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="says" select="if (exists($taken)) then '&lt;app&gt; has two readings of the witness “' || $witness || '”'
                        else '&lt;app&gt; says nothing about the witness “' || $witness || '”'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates select="$taken[1], note, witDetail" mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- the sides of an entry, those in groups too, but not those of an entry within it -->
  <xsl:function name="reading:sides-of" as="element()*" visibility="private">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="$app/(lem | rdg | rdgGrp//(lem | rdg)[ancestor::app[1] is $app])"/>
  </xsl:function>

  <!-- whether a side names the witness, or a group of witnesses to which it belongs -->
  <xsl:function name="reading:attests" as="xs:boolean" visibility="private">
    <xsl:param name="side" as="element()"/>
    <xsl:variable name="named" as="xs:string*" select="$side/(@wit, parent::rdgGrp/@wit)[1] ! tokenize(.) ! replace(., '^.*#', '')"/>
    <xsl:sequence select="$witness ne '' and (key('reading:witness', $witness, root($side))/ancestor-or-self::*/@xml:id, $witness) = $named"/>
  </xsl:function>

  <xsl:key name="reading:witness" match="witness" use="@xml:id"/>
</xsl:package>
