"""Files of other programs made for the tests: tables, office documents, books, mails, archives."""

import csv
import io
import tarfile
import zipfile
from email.message import EmailMessage
from xml.sax.saxutils import escape

import openpyxl

_OD = "urn:oasis:names:tc:opendocument:xmlns"
_OX = "http://schemas.openxmlformats.org"


def table(*rows, mark=",", encoding="utf-8"):
    """Return a CSV of rows."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=mark).writerows(rows)
    return file.getvalue().encode(encoding)


def workbook(*sheets, change=None):
    """Return an XLSX; a sheet is its name and its rows. ``change`` is given the workbook."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def zipped(files, *, first=None):
    """Return a ZIP of names and their bytes or text; ``first`` is stored before, uncompressed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        if first:
            opened.writestr(zipfile.ZipInfo(first[0]), first[1])
        for name, data in files.items():
            opened.writestr(name, data)
    return file.getvalue()


def tarred(files):
    """Return a TAR of names and their bytes."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as opened:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            opened.addfile(info, io.BytesIO(data))
    return file.getvalue()


def odt(body, *, styles="", margins="", title=""):
    """Return an ODT of the XML of its body; ``text:`` and the like are there to be used."""
    names = " ".join(
        f'xmlns:{short}="{_OD}:{name}:1.0"'
        for short, name in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("style", "style"),
            ("draw", "drawing"),
        )
    )
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    masters = f"<style:master-page><style:header>{margins}</style:header></style:master-page>"
    return zipped(
        {
            "content.xml": content,
            "styles.xml": f"<office:document-styles {names}>{masters}</office:document-styles>",
            "meta.xml": f"<office:document-meta {names} {dc}><dc:title>{title}</dc:title>"
            "</office:document-meta>",
        },
        first=("mimetype", "application/vnd.oasis.opendocument.text"),
    )


def ods(*sheets, styles=""):
    """Return an ODS; a sheet is its name, the name of its style and the XML of its rows."""
    tables = "".join(
        f'<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>'
        for name, style, rows in sheets
    )
    content = odt(tables, styles=styles)
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        xml = opened.read("content.xml").decode().replace("office:text>", "office:spreadsheet>")
    return zipped(
        {"content.xml": xml},
        first=("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
    )


def cells(*rows):
    """Return the XML of rows of an ODS, each of words."""
    return "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)


def _cell(words):
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in words.split("\n") if words)
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def shape(*paragraphs, kind=""):
    """Return the XML of a shape of a slide; ``kind`` as of a placeholder."""
    placed = f'<p:nvPr><p:ph type="{kind}"/></p:nvPr>' if kind else "<p:nvPr/>"
    text = "".join(f"<a:p><a:r><a:t>{escape(one)}</a:t></a:r></a:p>" for one in paragraphs)
    return f"<p:sp><p:nvSpPr>{placed}</p:nvSpPr><p:txBody>{text}</p:txBody></p:sp>"


def slides(*shown, notes="", hidden=()):
    """Return a PPTX; a slide is the XML of its shapes; ``notes`` are those of the first."""
    names = (
        f'xmlns:p="{_OX}/presentationml/2006/main" xmlns:a="{_OX}/drawingml/2006/main" '
        f'xmlns:r="{_OX}/officeDocument/2006/relationships"'
    )
    kind = f"{_OX}/officeDocument/2006/relationships"
    relations = f'<Relationships xmlns="{_OX}/package/2006/relationships">{{}}</Relationships>'
    numbers = range(1, len(shown) + 1)
    ids = "".join(f'<p:sldId r:id="rId{number}"/>' for number in numbers)
    targets = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}/slide" Target="slides/slide{n}.xml"/>'
        for n in numbers
    )
    files = {
        "ppt/presentation.xml": f"<p:presentation {names}><p:sldIdLst>{ids}</p:sldIdLst>"
        "</p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations.format(targets),
    }
    for number, shapes in enumerate(shown, start=1):
        show = ' show="0"' if number in hidden else ""
        files[f"ppt/slides/slide{number}.xml"] = (
            f"<p:sld {names}{show}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"
        )
    if notes:
        files["ppt/slides/_rels/slide1.xml.rels"] = relations.format(
            f'<Relationship Id="rId1" Type="{kind}/notesSlide" '
            'Target="../notesSlides/notesSlide1.xml"/>'
        )
        files["ppt/notesSlides/notesSlide1.xml"] = (
            f"<p:notes {names}><p:cSld><p:spTree>{shape(notes)}</p:spTree></p:cSld></p:notes>"
        )
    return zipped(files)


def rtf(body, *, fonts=""):
    """Return an RTF of its body, as programs write it in Chinese: code page 936."""
    coded = "".join(
        sign if sign < "\x80" else "".join(f"\\'{byte:02x}" for byte in sign.encode("gb18030"))
        for sign in body
    )
    table = f"{{\\fonttbl{{\\f0\\fnil\\fcharset134 SimSun;}}{fonts}}}"
    return f"{{\\rtf1\\ansi\\ansicpg936\\deff0{table}\n{coded}}}".encode()


def mail(text, *, subject="", sender="", date="", page="", files=()):
    """Return an EML; ``files`` are names and bytes that are attached."""
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = sender
    message["To"] = "bianji@yunling.example"
    if date:
        message["Date"] = date
    message.set_content(text)
    if page:
        message.add_alternative(page, subtype="html")
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"part-{number}")  # else it is drawn by chance
    return bytes(message)


def book(*chapters, creator="", date="", publisher=""):
    """Return an EPUB; a chapter is the HTML of its body."""
    numbers = range(1, len(chapters) + 1)
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{}</body></html>'
    items = "".join(
        f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in numbers
    )
    contents = '<item id="n" href="n.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    spine = "".join(f'<itemref idref="c{n}"/>' for n in numbers)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"<dc:creator>{creator}</dc:creator><dc:date>{date}</dc:date>"
        f"<dc:publisher>{publisher}</dc:publisher></metadata><manifest>{contents}{items}"
        f'</manifest><spine><itemref idref="n"/>{spine}</spine></package>'
    )
    files = {
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
        'container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        "OEBPS/book.opf": package,
        "OEBPS/n.xhtml": page.format("<nav><ol><li>目录</li></ol></nav>"),
    }
    files |= {
        f"OEBPS/c{n}.xhtml": page.format(text) for n, text in zip(numbers, chapters, strict=True)
    }
    return zipped(files, first=("mimetype", "application/epub+zip"))
