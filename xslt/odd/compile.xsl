<?xml version="1.0" encoding="UTF-8"?>
<!-- The ODD compiler's front: from an ODD and what it names (odd:bundle) to one flat schemaSpec, the compiled ODD, in
     four steps. With `steps` the result of each is given, in order; else that of the last alone. -->
<xsl:package name="urn:siglum:odd:compile" package-version="1.0" version="3.0" declared-modes="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:odd="urn:siglum:odd"
    xmlns:source="urn:siglum:source"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:use-package name="urn:siglum:odd:assemble" package-version="1.0"/>
  <xsl:use-package name="urn:siglum:odd:resolve" package-version="1.0"/>
  <xsl:use-package name="urn:siglum:odd:customise" package-version="1.0"/>
  <xsl:use-package name="urn:siglum:odd:prune" package-version="1.0"/>
  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <!-- a bundle to the steps of its first file -->
  <xsl:mode name="odd:compile" on-no-match="shallow-skip" visibility="public"/>

  <xsl:param name="steps" as="xs:boolean" select="false()"/>
  <!-- which schemaSpec, by its name; the first without -->
  <xsl:param name="schema" as="xs:string" select="''"/>

  <xsl:template match="odd:bundle" mode="odd:compile" as="element()">
    <xsl:variable name="chosen" as="element(schemaSpec)"
        select="odd:file[1]/descendant::schemaSpec[not(ancestor::schemaSpec)][$schema = ('', @ident)][1]"/>
    <xsl:variable name="assembled" as="element(schemaSpec)" select="odd:assembled($chosen)"/>
    <xsl:variable name="resolved" as="element(schemaSpec)" select="odd:resolved($assembled, ., ())"/>
    <xsl:variable name="customised" as="element(schemaSpec)" select="odd:customised($resolved)"/>
    <xsl:variable name="pruned" as="element(schemaSpec)" select="odd:pruned($customised, .)"/>
    <odd:steps>
      <xsl:sequence select="if ($steps) then ($assembled, $resolved, $customised, $pruned) else $pruned"/>
    </odd:steps>
  </xsl:template>
</xsl:package>
