<?xml version="1.0" encoding="UTF-8"?>
<!-- Where a node comes from. Every element that Saxon is given carries @source:line and @source:n (its ordinal),
     the root @source:path; a transformation from TEI to TEI hands them on. -->
<xsl:package name="urn:siglum:source" package-version="1.0" version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:source="urn:siglum:source"
    exclude-result-prefixes="#all">

  <!-- path:line of the nearest element that knows where it comes from -->
  <xsl:function name="source:place" as="xs:string" visibility="public">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="string-join(((($node/ancestor-or-self::*/@source:path)[last()], root($node)/descendant::*/@source:path)[1],
                          $node/ancestor-or-self::*[@source:line][1]/@source:line), ':')"/>
  </xsl:function>

  <!-- Says that a node is at fault: the transformation goes on, so that all faults are said at once,
       and its result is thrown away. -->
  <xsl:template name="source:fault" as="empty-sequence()" visibility="public">
    <xsl:param name="at" as="node()"/>
    <xsl:param name="says" as="xs:string"/>
    <xsl:message select="source:place($at) || ': ' || $says"/>
  </xsl:template>

  <!-- The last word of every closed mode: an element that no template expects is named, never dropped. -->
  <xsl:template name="source:unknown" as="empty-sequence()" visibility="public">
    <xsl:param name="at" as="element()"/>
    <xsl:param name="task" as="xs:string"/>
    <xsl:call-template name="source:fault">
      <xsl:with-param name="at" select="$at"/>
      <xsl:with-param name="says" select="'&lt;' || name($at) || '&gt;' || (' in &lt;' || name($at/..) || '&gt;')[$at/..]
                      || ' is not known to ' || $task"/>
    </xsl:call-template>
  </xsl:template>
</xsl:package>
