"""One article in every format a newsroom has, made here from a title and paragraphs."""

from __future__ import annotations

import gzip
import html
import io
import json
import textwrap
import zipfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage

TITLE = "Maboto keeps its bridge closed as the river rises"
PARAGRAPHS = (
    "Officials in Maboto said on Tuesday that the town’s only bridge would stay closed until the spring floods had passed.",
    "“We will not send a bus over a beam that moves,” said Ruth Kamau, the district engineer, who has watched it for a week.",
    "The closure cuts the only way between the two halves of the town, and the ferry that might have helped lies in dock.",
    "A detour by way of Lemba takes nine hours, the council said in a statement, and costs more than most families earn.",
)
_ARTICLE = "".join(f"<p>{html.escape(one)}</p>" for one in PARAGRAPHS)


def docx(title: str = TITLE, paragraphs: Sequence[str] = PARAGRAPHS) -> bytes:
    """A Word file with a heading."""
    from docx import Document

    document = Document()
    document.add_heading(title, 0)
    for one in paragraphs:
        document.add_paragraph(one)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def odt(title: str = TITLE, paragraphs: Sequence[str] = PARAGRAPHS) -> bytes:
    """An OpenDocument text with a heading."""
    import odfdo

    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Header(1, title))
    for one in paragraphs:
        document.body.append(odfdo.Paragraph(one))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def rtf(title: str = TITLE, paragraphs: Sequence[str] = PARAGRAPHS) -> bytes:
    """An RTF file, as word processors write it."""

    def escaped(text: str) -> str:
        return "".join(char if ord(char) < 128 else f"\\u{ord(char)}?" for char in text)

    body = "\\par\n".join(escaped(one) for one in paragraphs)
    return f"{{\\rtf1\\ansi{{\\fonttbl{{\\f0 Times;}}}}\\f0\\fs36 {escaped(title)}\\par\\fs24 {body}\\par}}".encode(
        "ascii"
    )


def mail(title: str = TITLE, paragraphs: Sequence[str] = PARAGRAPHS) -> bytes:
    """A mail whose text is folded and encoded, as mail programs do."""
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = title, "Harbour Post <news@post.example>", "desk@x.example"
    message["Date"], message["Message-ID"] = "Tue, 10 Mar 2026 21:40:00 +0300", "<1@post.example>"
    message.set_content("\n\n".join(textwrap.fill(one, 72) for one in paragraphs))
    return message.as_bytes()


def page(title: str = TITLE, body: str = _ARTICLE) -> bytes:
    """A web page with a menu and a footer."""
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head><body><nav><a href=/>Home</a></nav>"
        f"<article><h1>{title}</h1>{body}</article><footer><a href=/c>Contact</a></footer></body></html>"
    ).encode()


def rss(title: str = TITLE, body: str = _ARTICLE) -> bytes:
    """An RSS feed with one entry in full."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>Harbour Post</title><language>en</language><item><title>{title}</title>"
        "<link>https://harbour-post.example/1</link><pubDate>Tue, 10 Mar 2026 21:40:00 +0300</pubDate>"
        f"<category>floods</category><content:encoded><![CDATA[{body}]]></content:encoded></item></channel></rss>"
    ).encode()


def atom() -> bytes:
    """An Atom feed with one entry in full."""
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Harbour Post</title><entry>'
        f"<title>{TITLE}</title><link href='https://harbour-post.example/1'/><published>2026-03-10T21:40:00+03:00</published>"
        f"<author><name>Amina Odera</name></author><content type='html'>{html.escape(_ARTICLE)}</content></entry></feed>"
    ).encode()


def rdf() -> bytes:
    """An RSS 1.0 feed with one entry."""
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Harbour Post</title></channel>'
        f"<item rdf:about='1'><title>{TITLE}</title><link>https://harbour-post.example/1</link>"
        f"<dc:date>2026-03-10T21:40:00+03:00</dc:date><description>{html.escape(_ARTICLE)}</description></item></rdf:RDF>"
    ).encode()


def json_feed() -> bytes:
    """A JSON Feed with one entry in full."""
    item = {
        "title": TITLE,
        "url": "https://harbour-post.example/1",
        "content_html": _ARTICLE,
        "date_published": "2026-03-10T21:40:00+03:00",
        "authors": [{"name": "Amina Odera"}],
        "tags": ["floods"],
    }
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post", "items": [item]}
    ).encode()


def nitf() -> bytes:
    """A NITF document."""
    return (
        f"<?xml version='1.0'?><nitf><head><title>{TITLE}</title><docdata><date.issue norm='20260310T214000+0300'/><key-list>"
        "<keyword key='floods'/></key-list></docdata><pubdata name='Harbour Post'/></head><body><body.head><hedline>"
        f"<hl1>{TITLE}</hl1></hedline><byline>By Amina Odera</byline></body.head><body.content><block>{_ARTICLE}</block>"
        "<media media-type='image'><media-caption><p>The bridge on Tuesday.</p></media-caption></media>"
        "</body.content></body></nitf>"
    ).encode()


def newsml() -> bytes:
    """A NewsML-G2 item with HTML inside."""
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="1" xml:lang="en"><itemMeta>'
        '<provider literal="Harbour Post"/><versionCreated>2026-03-10T21:40:00+03:00</versionCreated></itemMeta>'
        f'<contentMeta><headline>{TITLE}</headline><by>Amina Odera</by><language tag="en"/>'
        "<subject><name>floods</name></subject></contentMeta><contentSet><inlineXML>"
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{_ARTICLE}</body></html></inlineXML></contentSet></newsItem>'
    ).encode()


def table() -> bytes:
    """A table with a header."""
    body = "\n".join(PARAGRAPHS)
    return f'Headline,Date,Source,Body\n"{TITLE}",2026-03-10,Harbour Post,"{body}"\n'.encode()


def markdown() -> bytes:
    """Markdown with front matter."""
    body = "\n\n".join(PARAGRAPHS)
    return f"---\ntitle: {TITLE}\npublished: 2026-03-10\npublisher: Harbour Post\n---\n\n{body}\n".encode()


def pasted() -> bytes:
    """Pasted text."""
    return "\n\n".join((TITLE, "Harbour Post", "10 March 2026", *PARAGRAPHS)).encode()


def mhtml() -> bytes:
    """A page as browsers save it in one file."""
    message = EmailMessage()
    message["Subject"], message["Snapshot-Content-Location"] = TITLE, "https://harbour-post.example/1"
    message["Date"] = "Tue, 10 Mar 2026 21:40:00 +0300"
    message.set_content(page().decode(), subtype="html", cte="quoted-printable")
    message.make_related()
    return message.as_bytes()


def mbox() -> bytes:
    """A mailbox with one mail."""
    return b"From news@post.example Tue Mar 10 21:40:00 2026\n" + mail() + b"\n"


def zipped(**files: bytes) -> bytes:
    """An archive of files; the last "_" of a name is the dot of its ending."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(".".join(name.rsplit("_", 1)), content)
    return written.getvalue()


def pdf(*pages: Sequence[tuple[float, float, float, str]]) -> bytes:
    """A PDF with texts at places: left, height and size in points. Latin letters only."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for texts in pages:
        stream = "".join(
            f"BT /F1 {size} Tf {left} {height} Td ({_escaped(text)}) Tj ET\n" for left, height, size, text in texts
        )
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
        kids.append(len(objects) + 1)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents {len(objects)} 0 R>>"
        )
    objects[1] = f"<</Type/Pages/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]/Count {len(kids)}>>"
    body = "%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj{content}endobj\n"
    table_ = "".join(f"{place:010} 00000 n \n" for place in places)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table_}trailer<</Root 1 0 R/Size {len(objects) + 1}>>\n"
    return (body + f"startxref\n{body.index('xref')}\n%%EOF").encode("latin-1")


def _escaped(text: str) -> str:
    plain = text.encode("cp1252", "replace").decode("latin-1")
    return "".join(f"\\{char}" if char in "()\\" else char for char in plain)


def set_in_columns(title: str = TITLE, paragraphs: Sequence[str] = PARAGRAPHS, *, rows: int = 7) -> bytes:
    """The article as a page of two columns below its title, with a running head and a page number."""
    lines = [(line, 12 * (row == 0)) for one in paragraphs for row, line in enumerate(textwrap.wrap(one, 40))]
    texts: list[tuple[float, float, float, str]] = [
        (40, 810, 8, "Harbour Post"),
        (40, 760, 20, title),
        (290, 20, 8, "7"),
    ]
    for number, (line, indent) in enumerate(lines):
        column, row = divmod(number, rows)
        texts.append((40 + 260 * column + indent, 720 - 13 * row, 10, line))
    return pdf(texts)


FORMATS: dict[str, Callable[[], bytes]] = {
    "a.docx": docx, "a.odt": odt, "a.rtf": rtf, "a.eml": mail, "a.mbox": mbox, "a.mhtml": mhtml, "a.html": page,
    "a.rss": rss, "a.atom": atom, "a.rdf": rdf, "a.json": json_feed, "a.nitf": nitf, "a.newsml": newsml, "a.csv": table,
    "a.md": markdown, "a.txt": pasted, "a.pdf": set_in_columns,
    "a.txt.gz": lambda: gzip.compress(pasted(), mtime=0), "a.zip": lambda: zipped(in_html=page()),
}  # fmt: skip
