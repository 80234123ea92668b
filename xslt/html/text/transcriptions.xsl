<?xml version="1.0" encoding="UTF-8"?>
<!-- Transcriptions: their views, hands, and the images of their pages. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:siglum:html"
    xmlns:set="urn:siglum:set"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">

  <!-- ===== views: as it is written, with the abbreviations expanded, to be read ===== -->

  <xsl:function name="html:views" as="element()?" visibility="public">
    <xsl:param name="tei" as="element()"/>
    <xsl:variable name="text" as="element()*" select="$tei/(text | sourceDoc | group)"/>
    <xsl:variable name="abbreviated" as="xs:boolean" select="exists($text//ex)"/>
    <xsl:variable name="views" as="xs:string*" select="'diplomatic'[$abbreviated], 'expanded'[$abbreviated or exists($text//(add | del | line | surplus))], 'reading'"/>
    <xsl:if test="count($views) gt 1">
      <fieldset class="views" data-apparatus="">
        <legend>{html:word('views')}</legend>
        <xsl:for-each select="$views">
          <label>
            <input type="radio" name="view" id="view-{.}">
              <xsl:if test=". eq 'expanded'"><xsl:attribute name="checked" select="''"/></xsl:if>
            </input>
            <xsl:text> {html:word('view-' || (if (. eq 'expanded' and not($abbreviated)) then 'written' else .))}</xsl:text>
          </label>
        </xsl:for-each>
      </fieldset>
    </xsl:if>
  </xsl:function>

  <!-- ===== hands ===== -->

  <!-- the hand that a pointer names: who it is, or its description, else the name of the pointer -->
  <xsl:function name="html:hand" as="xs:string?" visibility="private">
    <xsl:param name="pointer" as="attribute()?"/>
    <xsl:for-each select="tokenize($pointer)[1]">
      <xsl:variable name="id" as="xs:string" select="replace(., '^.*#', '')"/>
      <xsl:variable name="note" as="element()?" select="html:by-id($id, html:own($pointer/..))[1]"/>
      <xsl:sequence select="($note/@scribe/string(), $note[normalize-space()] ! html:short(html:plain(.), 60), $id)[1]"/>
    </xsl:for-each>
  </xsl:function>

  <!-- where something was added, and by whom -->
  <xsl:function name="html:manner" as="xs:string" visibility="private">
    <xsl:param name="change" as="element()"/>
    <xsl:sequence select="string-join(($change/@place ! html:value(.), html:hand($change/@hand)), ', ')"/>
  </xsl:function>

  <!-- ===== images of pages ===== -->

  <!-- the image of a page: its copy, or its address on the web. A pointer to a surface or zone means the image of it. -->
  <xsl:function name="html:facsimile" as="xs:string?" visibility="private">
    <xsl:param name="facs" as="attribute()?"/>
    <xsl:variable name="pointer" as="xs:string?" select="tokenize($facs)[1]"/>
    <xsl:variable name="surface" as="element()?" select="html:by-id(substring-after($pointer, '#'), $facs ! html:own(..))[1][starts-with($pointer, '#')]"/>
    <xsl:variable name="url" as="attribute()?" select="if ($surface) then ($surface/descendant-or-self::graphic, $surface/ancestor::surface[1]/graphic)[1]/@url else $facs[html:is-safe($pointer) or not(starts-with(., '#'))]"/>
    <xsl:sequence select="($url ! html:image(.), string($url)[html:is-safe(.)])[1]"/>
  </xsl:function>

  <!-- the IIIF manifests that a document names -->
  <xsl:function name="html:manifests" as="element()?" visibility="public">
    <xsl:param name="tei" as="element()"/>
    <xsl:variable name="named" as="xs:string*" select="distinct-values(($tei/@facs, $tei/(facsimile | sourceDoc)/@*[name() = ('facs', 'sameAs', 'corresp')], $tei//(graphic | media)/@url, $tei/teiHeader//(ref | ptr)/@target, $tei/teiHeader//(idno | ref)/text()) ! tokenize(.)[matches(., '^https?://\S+/manifest(\.json)?$')])"/>
    <xsl:if test="exists($named)">
      <p class="no-image" data-apparatus="">
        <xsl:for-each select="$named"><a href="{.}">{html:word('manifest')}</a>{' '}</xsl:for-each>
      </p>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
