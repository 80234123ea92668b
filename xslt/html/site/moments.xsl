<?xml version="1.0" encoding="UTF-8"?>
<!-- When: the events of a register and the dates of a text, for the timeline. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:siglum:html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="html:times" as="xs:string+" select="'when', 'from', 'to', 'notBefore', 'notAfter'" visibility="private"/>

  <xsl:function name="html:events" as="map(*)*" visibility="private">
    <xsl:for-each select="$html:register/standOff//event[html:is-of-register(.)][html:dated(.)]">
      <xsl:sequence select="html:moment(., html:preferred(.), html:href(.), 'event')[exists(?year)]"/>
    </xsl:for-each>
  </xsl:function>

  <!-- of the dates that are the same, the first; `key` says which are -->
  <xsl:function name="html:dates" as="map(*)*" visibility="private">
    <xsl:for-each-group select="$html:published ! html:main(.)/TEI/text//(date | docDate)[html:dated(.)][not(ancestor::note or ancestor::desc)]"
        group-by="string-join($html:times ! html:time(current(), .), ' ')">
      <xsl:sequence select="html:moment(., html:plain(.), html:place-href(html:block-of(.)), 'date')[exists(?year)] ! map:merge((., map{'key': current-grouping-key()}))"/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="html:moment" as="map(*)" visibility="private">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="href" as="xs:string"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="map{'label': $label, 'href': $href, 'kind': $kind, 'dated': html:dated($node), 'of': html:short-title(html:own($node)),
        'lasts': exists($html:times[. ne 'when'] ! html:time($node, .)),
        'year': (('when', 'from', 'notBefore', 'to', 'notAfter') ! html:time($node, .))[1] ! html:year(., false()),
        'until': (('to', 'notAfter', 'when', 'from', 'notBefore') ! html:time($node, .))[1] ! html:year(., true())}"/>
  </xsl:function>

  <!-- a date of ISO 8601 as a year and its fraction; the end of it where it is not exact to the day -->
  <xsl:function name="html:year" as="xs:double?" visibility="private">
    <xsl:param name="iso" as="xs:string"/>
    <xsl:param name="end" as="xs:boolean"/>
    <xsl:analyze-string select="$iso" regex="^(-?\d{{4,}})(-(\d\d)(-(\d\d))?)?">
      <xsl:matching-substring>
        <xsl:variable name="month" as="xs:double" select="(xs:double(regex-group(3)[.]), if ($end) then 12 else 1)[1]"/>
        <xsl:variable name="day" as="xs:double" select="(xs:double(regex-group(5)[.]), if ($end) then 31 else 1)[1]"/>
        <xsl:sequence select="xs:double(regex-group(1)) + ($month - 1) div 12 + ($day - 1) div 372"/>
      </xsl:matching-substring>
    </xsl:analyze-string>
  </xsl:function>
</xsl:stylesheet>
