"""Word's .docx → HTML. The home of mammoth."""

import zipfile
from collections.abc import Iterator, Mapping
from html import escape
from io import BytesIO
from pathlib import Path

from lxml import etree
from msgspec import Struct

from generator.author.xml import SAFE
from generator.core.errors import Place, Problem, Text, too_large
from generator.core.picture_types import TYPES

MAX_BYTES = 200_000_000
"""Of the document, packed and unpacked."""
STYLES = """
p[style-name='Title'] => p.MsoTitle:fresh
p[style-name='标题'] => p.MsoTitle:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='副标题'] => p:fresh
p[style-name='caption'] => p.MsoCaption:fresh
p[style-name='Caption'] => p.MsoCaption:fresh
p[style-name='题注'] => p.MsoCaption:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='引用'] => blockquote > p:fresh
p[style-name='明显引用'] => blockquote > p:fresh
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='toc 1'] => p.MsoToc1:fresh
p[style-name='toc 2'] => p.MsoToc2:fresh
p[style-name='toc 3'] => p.MsoToc3:fresh
p[style-name='TOC Heading'] => p.MsoTocHeading:fresh
""" + "\n".join(f"p[style-name='标题 {level}'] => h{level}:fresh" for level in range(1, 7))
PARSER = etree.XMLParser(**SAFE)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DC = "{http://purl.org/dc/elements/1.1/}"
TERMS = "{http://purl.org/dc/terms/}"
SUFFIXES = {kind: suffix for suffix, kind in TYPES.items() if suffix != ".jpeg"}


class Document(Struct, frozen=True):
    """A document converted to HTML."""

    html: str
    pictures: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def from_docx(path: Path, shown: str) -> Document | Problem:
    """The document at `path`, or why it cannot be read."""
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > MAX_BYTES:
                return too_large(Place(shown))
            about = _about(archive)
            lost = tuple(_left_out(archive, shown))
        return _converted(data, about, lost, shown)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError, AttributeError, RuntimeError):
        return Problem(
            "error",
            "unknown-format",
            Place(shown),
            Text("无法读取这个 .docx 文件", "this .docx file cannot be read"),
            Text("在 Word 里打开，另存为 .docx 再导入", "open it in Word, save it as .docx again, and import that"),
        )


def _converted(data: bytes, about: str, lost: tuple[Problem, ...], shown: str) -> Document:
    import mammoth
    from mammoth.images import img_element

    pictures: dict[str, bytes] = {}

    @img_element  # type: ignore[untyped-decorator]  # mammoth has no types
    def picture(image: object) -> dict[str, str]:
        suffix = SUFFIXES.get(str(getattr(image, "content_type", "")), "")
        with image.open() as file:  # type: ignore[attr-defined]  # mammoth has no types
            content = file.read()
        name = f"picture-{len(pictures) + 1}{suffix}"
        pictures[name] = content
        return {"src": name}

    result = mammoth.convert_to_html(BytesIO(data), style_map=STYLES, convert_image=picture)
    told = tuple(
        Problem("warning", "docx", Place(shown), Text(f"Word：{message.message}", f"Word: {message.message}"))
        for message in result.messages
        if "style" not in message.message  # only about appearance
    )
    html = f'<html><head>{about}</head><body class="docx-article">{result.value}</body></html>'
    return Document(html, pictures, (*lost, *told))


def _about(archive: zipfile.ZipFile) -> str:
    """Author, date and title from the document's properties, in the form of Word's web pages."""
    try:
        root = etree.fromstring(archive.read("docProps/core.xml"), PARSER)
    except KeyError:
        return ""
    said = {"Author": root.findtext(f"{DC}creator") or "", "Created": root.findtext(f"{TERMS}created") or ""}
    title = " ".join((root.findtext(f"{DC}title") or "").split())
    return "".join(
        [f"<title>{escape(title)}</title>"]
        + [f"<!-- <o:{key}>{escape(value)}</o:{key}> -->" for key, value in said.items() if "--" not in value]
    )


def _left_out(archive: zipfile.ZipFile, shown: str) -> Iterator[Problem]:
    """Warnings about what mammoth ignores: page headers and footers, comments, text deleted in tracked changes."""
    kinds = (
        ("word/header", Text("页眉", "page header")),
        ("word/footer", Text("页脚", "page footer")),
        ("word/comments.xml", Text("批注", "comment")),
    )
    document = etree.fromstring(archive.read("word/document.xml"), PARSER)
    deleted = "".join(element.text or "" for element in document.iter(f"{W}delText")).strip()
    if deleted:
        message = Text(
            f"修订中删除的文字没有导入：{deleted[:60]}", f"text deleted in tracked changes left out: {deleted[:60]}"
        )
        yield Problem("warning", "left-out", Place(shown), message)
    for name in archive.namelist():
        kind = next((what for begin, what in kinds if name.startswith(begin) and name.endswith(".xml")), None)
        if kind is None:
            continue
        text = " ".join("".join(etree.fromstring(archive.read(name), PARSER).itertext()).split())
        if text:
            yield Problem(
                "warning",
                "left-out",
                Place(shown),
                Text(f"{kind.zh}没有导入：{text[:60]}", f"{kind.en} left out: {text[:60]}"),
            )
