"""Exports of Yuque → Markdown, also the HTML that Yuque and Typora mix into Markdown."""

import re
from urllib.parse import unquote

from generator.author.importing.lines import GONE, NEWLINE, lines_with_code, prose
from generator.author.importing.note import Note
from generator.author.inlines import Found, edited, inlines
from generator.readers.markdown.shortcodes.media import address

IMG_TAG = re.compile(r"<img\b([^<>]*?)/?>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
FORMULA = re.compile(r"(?:^|&)card=math&(?:[^&]*&)*?code=([^&]+)")
FONT = re.compile(r"<font\b([^<>]*)>(.*?)</font>", re.IGNORECASE)
ANCHOR = re.compile(r"<a\s+(?:name|id)=\"([^\"]*)\"\s*>\s*</a>")
CENTER = re.compile(r"[ \t]*<center>\s*(?P<text>[^<>\n]*?)\s*</center>[ \t]*")
CAPTION = re.compile(r"(?:图|表|照片|图表|Fig(?:ure|\.)?|Table)\s*[\d一二三四五六七八九十]", re.IGNORECASE)
FROM = re.compile(r">\s*(?:来自|原文|原文链接|From)\s*[:：]\s*\[([^\]]*)\]\(([^()\s]+)\)\s*")
BOX = re.compile(r"[ \t]*:::\s*(\w*)[ \t]*(.*)")
BOXES = {
    "info": "note",
    "tips": "tip",
    "tip": "tip",
    "success": "success",
    "warning": "warning",
    "danger": "danger",
    "color1": "note",
}


def yuque(note: Note, stem: str) -> None:
    """Convert Yuque's anchors, boxes and source line; `stem` is the file's name without its suffix."""
    note.title = stem
    text = "\n".join(note.lines)
    for number, line in prose(note.lines):
        if found := FROM.fullmatch(line):
            note.title = re.sub(r"\s*·\s*语雀\s*$", "", found[1])
            note.origin["source"] = found[2]
            note.lines[number] = GONE
            continue
        names = ANCHOR.findall(line)
        if names and not any(f"(#{name})" in text for name in names):
            rest = ANCHOR.sub("", line)
            after_text = number > 0 and note.lines[number - 1].strip() and note.lines[number - 1] != GONE
            note.lines[number] = rest or ("" if after_text else GONE)
    _boxes(note)


def _boxes(note: Note) -> None:
    """Convert `:::info` … `:::` to a callout."""
    inside = False
    for number, line, code in list(lines_with_code(note.lines)):
        found = None if code else BOX.fullmatch(line)
        if found and not inside:
            inside = True
            note.lines[number] = f"> [!{BOXES.get(found[1].lower(), 'note')}] {found[2]}".rstrip()
        elif found:
            inside = False
            note.lines[number] = GONE
        elif inside:
            note.lines[number] = f"> {line}".rstrip()


def html_of_editors(note: Note, number: int, line: str) -> str:
    """Convert a line's HTML that Markdown has syntax for."""
    line = FONT.sub(_font, line)
    line = IMG_TAG.sub(_img, line)
    if found := CENTER.fullmatch(line):
        if CAPTION.match(found["text"]):
            return f"{{.caption}}{NEWLINE}{found['text']}"
        return line
    is_row = line.lstrip().startswith("|")
    line = re.sub(r"<br\s*/?>", "<br>" if is_row else f"\\\\{NEWLINE}", line)
    is_head = is_row and number + 1 < len(note.lines) and re.fullmatch(r"[\s|:-]*-[\s|:-]*", note.lines[number + 1])
    return re.sub(r"\*\*([^*|]+)\*\*", r"\1", line) if is_head else line


def _font(found: re.Match[str]) -> str:
    marked_up = "background" in found[1].lower()
    return f"=={found[2]}==" if marked_up and found[2].strip() else found[2]


def _img(found: re.Match[str]) -> str:
    values = {key.lower(): double or single for key, double, single in ATTRIBUTE.findall(found[1])}
    source = values.get("src", "")
    if not source:
        return found[0]
    zoom = re.search(r"(?:zoom|width)\s*:\s*(\d+(?:\.\d+)?(?:%|px)?)", values.get("style", ""))
    width = values.get("width") or (zoom[1] if zoom else "")
    alt = re.sub(r"([\[\]])", r"\\\1", values.get("alt", ""))
    return f"![{alt}]({address(source)})" + (f"{{width={width.removesuffix('px')}}}" if width else "")


def with_simple_images(text: str) -> str:
    """`text` with images without Yuque's parameters and generic alt texts; a picture of a formula is the formula."""
    return edited(text, ((one.start, one.end, _simple(text, one)) for one in inlines(text) if one.kind == "picture"))


def _simple(text: str, image: Found) -> str:
    place, alt, width = image.written, image.text, ""
    if re.search(r"(?:nlark|yuque)\.com/", place):
        place, _, fragment = place.partition("#")
        if formula := FORMULA.search(fragment):
            return f"${unquote(formula[1]).strip()}$"
        size = re.search(r"(?:^|&)width=(\d+)", fragment)
        width = f"{{width={size[1]}}}" if size else ""
    if re.fullmatch(r"(?:image|Untitled|img|screenshot|截图)[\w ()-]*(?:\.\w{3,4})?", alt, re.IGNORECASE):
        alt = ""
    shown = f"<{place}>" if text[image.at] == "<" else place
    before, behind = text[image.start + len(image.text) + 4 : image.at], text[image.until : image.end]
    return f"![{alt}]({before}{shown}{behind}{width}"
