"""Small texts of each kind, written for the tests: how an editor of that kind encodes them."""

from __future__ import annotations

VERSES = "".join(f"<l>Verse number {n} of the ferry song</l>" for n in range(1, 13))
ENTRIES = "".join(
    f"<entry><form><orth>{letter}{n:02}</orth></form><gramGrp><pos>n.</pos></gramGrp><sense><def>meaning {letter} {n}</def></sense></entry>"
    for letter in "abc"
    for n in range(21)
)
CHAPTERS = "".join(
    f"<div type='chapter'><head>Chapter {n}</head>{''.join('<p>' + 'The river went on and so did they. ' * 40 + '</p>' for _ in range(3))}</div>"
    for n in range(1, 7)
)

KINDS: dict[str, str] = {
    "drama": """<text><front><div type="front"><head>A. Writer</head><head>The Ferry</head><head>A play</head></div>
        <castList><head>Persons</head><castItem><role xml:id="ann">Ann</role>, <roleDesc>a ferrywoman</roleDesc></castItem></castList></front>
        <body><div type="act"><head>Act One</head><pb n="7"/>
        <sp who="#ann"><speaker>ANN</speaker><stage>at the rail</stage><p>Is it late?</p></sp>
        <sp><speaker>Ben</speaker><l part="I" xml:id="v1">We wait</l></sp><sp><speaker>ANN</speaker><l part="F" xml:id="v2">for the last boat.</l></sp>
        <stage>A bell.</stage></div></body></text>""",
    "verse": f"""<text><body><div><head>Song</head><lg>{VERSES}</lg></div><div><head>Ode</head><lg rend="indent2">
        <l n="4">one</l><l n="5">two</l><l n="6" rend="indent">three</l><l rend="indent-30">far</l></lg></div></body></text>""",
    "letter": """<text><body><div type="letter"><opener><seg type="letterhead"><seg rend="left">The Ferry</seg><seg rend="right">Wharf 2</seg></seg><dateline>Lower Ferry, 3 May 1870</dateline><salute>Dear Ben,</salute></opener>
        <p>The boat is mended.</p><closer><salute>Yours</salute><signed>Ann</signed></closer><postscript><p>Bring rope.</p></postscript></div></body></text>""",
    "manuscript": """<text><body><msDesc xml:id="ms"><msIdentifier><settlement>Upton</settlement><institution/><repository>Ferry Library</repository><idno>MS 7</idno></msIdentifier>
        <msContents><msItem><locus>1r</locus><title>A song</title><note/></msItem><msItem/></msContents>
        <physDesc><objectDesc><supportDesc><support><material>paper</material></support><extent>3 leaves <dimensions unit="mm"><height>190</height><width>120</width></dimensions></extent></supportDesc></objectDesc></physDesc></msDesc></body></text>""",
    "transcription": """<sourceDoc><surface><graphic url="https://example.org/leaf1.jpg"/><zone><line n="1">The <del>last</del><add place="above">first</add> bo<ex>at</ex></line>
        <line n="2">has <unclear>left</unclear></line><line>now <handShift new="#h2"/>late</line></zone></surface></sourceDoc>""",
    "inscription": """<text><body><div type="edition"><ab><lb n="1"/>D<ex>is</ex> M<ex>anibus</ex> <supplied reason="lost">sacr</supplied>um
        <lb n="2"/><gap reason="lost" quantity="3" unit="character"/><gap reason="illegible" quantity="2" unit="character"/> vixit <del rend="erasure">annis</del></ab></div>
        <div type="apparatus"><listApp><app loc="1"><lem>sacrum</lem><rdg wit="#W">sacra</rdg></app></listApp></div>
        <div type="translation"><p>To the shades.</p></div><div type="commentary"><p/></div></body></text>""",
    "dictionary": f"""<text><body>{ENTRIES}<entry><form><orth>cz</orth></form><sense><def>one thing</def></sense><sense><def>another</def></sense></entry></body></text>""",
    "critical": """<text><body><div><p>arma <app><lem wit="#A">virumque</lem><rdg wit="#B">virosque</rdg></app> cano <anchor xml:id="w1"/>Troiae<anchor xml:id="w2"/> qui</p></div>
        <div type="apparatus"><listApp><app xml:id="a1" n="1" from="#w1" to="#w2"><lem>Troiae</lem><rdg wit="#B"/></app></listApp></div></body></text>""",
    "scripts": """<text xml:lang="heb"><body><p>שלום <foreign xml:lang="lat">pax</foreign> <foreign xml:lang="greek">eirene</foreign></p>
        <p xml:lang="grc">εἰρήνη</p></body></text>""",
    "mixed": """<text><body><pb n="1" facs="https://example.org/p1.jpg"/><p>A <formula><math xmlns="http://www.w3.org/1998/Math/MathML" onclick="x()"><mi>a</mi><script>x</script><mo>=</mo><mn>2</mn></math></formula>
        <hi rendition="#fl">first</hi> line.</p><notatedMusic><ptr target="https://example.org/song.mei"/><desc>A song</desc></notatedMusic>
        <table><head>Fares</head><row role="label"><cell>Way</cell><cell>Fare</cell></row><row><cell cols="2">free</cell></row></table></body></text>""",
    "prose": f"<text><body>{CHAPTERS}</body></text>",
}

_DESC = {
    "letter": """<profileDesc><correspDesc><correspAction type="sent"><persName>Ann</persName><placeName>Lower Ferry</placeName><date when="1870-05-03"/></correspAction>
        <correspAction type="received"><persName>Ben</persName></correspAction></correspDesc></profileDesc>""",
    "transcription": """<profileDesc><handNotes><handNote xml:id="h2">a later pencil</handNote></handNotes></profileDesc>""",
    "mixed": """<encodingDesc><tagsDecl><rendition xml:id="fl" scope="first-letter">font-size: 150%</rendition></tagsDecl></encodingDesc>""",
}
_SOURCES = {
    "critical": """<listWit><witness xml:id="A">A codex at Upton</witness><witness xml:id="B">A codex at Downton</witness></listWit>"""
}


def document(kind: str) -> str:
    """A text of a kind, as a whole document."""
    return f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{kind}"><teiHeader><fileDesc><titleStmt><title level="s">Texts of the ferry</title>
        <title level="a">A {kind}</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc>{_SOURCES.get(kind, "<p/>")}</sourceDesc></fileDesc>{_DESC.get(kind, "")}</teiHeader>{KINDS[kind]}</TEI>"""
