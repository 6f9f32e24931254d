"""Notes of Obsidian, and what Notion, Yuque and Typora export: what only these programs read becomes Markdown.

No line changes its number here: what is left out leaves a line that is taken away at the end (`lines.GONE`).
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct, field

from generator.author.importing.lines import GONE, NEWLINE, address, marked, outside_code
from generator.core.draft import Classified, Draft, Meta
from generator.core.errors import Place, Problem, Text
from generator.core.names import slug_of
from generator.readers.dates import date_in, date_of

NOTION_ID = re.compile(r"[ -](?:[0-9a-f]{32})$")
OBSIDIAN = re.compile(
    r"!\[\[|%%|^```+\s*dataview|[ \t]\^[\w-]+[ \t]*$|\[\[[^\[\]\n]*#\^|^> \[![\w-]+\][+-]", re.MULTILINE
)
YUQUE = re.compile(r"cdn\.(?:nlark|yuque)\.com|www\.yuque\.com|^<a name=\"\w+\"></a>$", re.MULTILINE)
TYPORA = re.compile(r"typora-user-images|^\[toc\]\s*$|style=\"zoom:\s*\d+%", re.MULTILINE | re.IGNORECASE)
WIKI = re.compile(r"(!?)\[\[([^\[\]\n|]*)(?:\|([^\[\]\n]*))?\]\]")
COMMENT = re.compile(r"(?:[ \t]+(?=%%.*?%%[ \t]*(?:[，。！？；：,.;:!?]|$)))?%%(.*?)%%")
BLOCK_ID = re.compile(r"[ \t]+\^[A-Za-z0-9-]+[ \t]*$|^\^[A-Za-z0-9-]+[ \t]*$")
HASHTAG = re.compile(r"(?<![\w#&/])#((?=[^\s#]*[^\d\s#/_-])[\w\u3400-\u9fff/_-]+)#?")
PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg|bmp)$", re.IGNORECASE)
SIZE = re.compile(r"(\d+)(?:x\d+)?")
LINK = re.compile(r"(?<!!)(\[(?:\\.|[^\]\\\n])*\]\()(<[^<>\n]+>|[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)")
IMAGE = re.compile(r"(!\[)((?:\\.|[^\]\\\n])*)(\]\(\s*)(<[^<>\n]+>|[^\s()<>]+)((?:\s+\"[^\"\n]*\")?\))")
IMG_TAG = re.compile(r"<img\b([^<>]*?)/?>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
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
EMOJI = {
    "💡": "tip",
    "⚠": "warning",
    "❗": "important",
    "🚨": "danger",
    "📌": "note",
    "ℹ": "info",
    "✅": "success",
    "❓": "question",
}
PROPERTY = re.compile(r"([^\s:：][^:：\n]{0,40})\s*[:：]\s+(\S.*)")
KEYS = {
    "created": "date", "created time": "date", "date": "date", "创建时间": "date", "创建日期": "date", "日期": "date", "发布日期": "date",
    "tags": "tags", "tag": "tags", "标签": "tags", "多选": "tags", "author": "author", "作者": "author", "created by": "author",
    "url": "source", "link": "source", "网址": "source", "链接": "source", "原文": "source",
    "last edited time": "updated", "updated": "updated", "最后编辑时间": "updated", "上次编辑时间": "updated",
}  # fmt: skip
ENGLISH = ("%B %d, %Y %I:%M %p", "%B %d, %Y", "%b %d, %Y %I:%M %p", "%b %d, %Y", "%B %d, %Y %H:%M")
HEADING = re.compile(r"(#{1,5})(?=\s)")
LEFT_OUT = Text("只有原来的程序看得懂", "only the program that it comes from reads it")


class Around(Struct, frozen=True):
    """What is around the files that are brought in."""

    root: Path
    """The folder in which other notes and pictures are looked for."""
    is_entry: Callable[[str], bool] = lambda _: False
    """Whether the site's glossary has a name."""


class Export(Struct):
    """A note or an export while it is turned into Markdown."""

    path: Path
    shown: str
    first: int
    """The line of the file on which `lines` begin."""
    around: Around
    lines: list[str]
    title: str = ""
    date: datetime | None = None
    updated: datetime | None = None
    author: str = ""
    tags: list[str] = field(default_factory=list)
    origin: dict[str, object] = field(default_factory=dict)
    unknown: dict[str, object] = field(default_factory=dict)
    toc: bool | None = None
    problems: list[Problem] = field(default_factory=list)
    dropped: list[Classified] = field(default_factory=list)
    unlinked: dict[str, int] = field(default_factory=dict)
    """Names in `[[…]]` that are neither an entry nor a note, and where each stands first."""

    def line(self, number: int) -> int:
        """The line of the file for the index of a line here."""
        return self.first + number

    def drop(self, number: int, text: str, why: Text) -> None:
        """Tell that `text` is left out."""
        self.dropped.append(Classified(self.line(number), "dropped", text.strip(), 0.9, why))

    def warn(self, number: int, code: str, message: Text, hint: Text | None = None) -> None:
        """Tell what the author should look at."""
        self.problems.append(Problem("warning", code, Place(self.shown, self.line(number)), message, hint))


def turned(body: str, draft: Draft, path: Path, place: Place, around: Around) -> Export:
    """`body`, which begins at `place` of the file at `path`, with all that is found out of it."""
    export = Export(path, place.path, place.line, around, body.split("\n"))
    text, meta = body, draft.meta
    if re.search(r"^\[toc\][ \t]*$", draft.source.text, re.MULTILINE | re.IGNORECASE):
        export.toc = True
    stem = path.stem
    if NOTION_ID.search(stem):
        export.title = meta.title if meta.title != stem else ""
        _notion(export, stem)
    is_vault = any((folder / ".obsidian").is_dir() for folder in list(path.resolve().parents)[:12])
    if is_vault or OBSIDIAN.search(text):
        _obsidian(export)
    if YUQUE.search(text):
        _yuque(export, stem)
    if TYPORA.search(text) or YUQUE.search(text):
        _each(export, _html_of_editors)
    _drop_title(export, export.title or meta.title or stem, shift=bool(TYPORA.search(text) or YUQUE.search(text)))
    _each(export, _links)
    return export


def _each(export: Export, change: Callable[[Export, int, str], str]) -> None:
    """Changes each line that is no code, inline code left out."""
    for number, line, code in list(marked(export.lines)):
        if not code and line != GONE:
            changed = outside_code(line, lambda part, at=number: change(export, at, part))  # type: ignore[misc]  # mypy cannot infer the default
            export.lines[number] = changed if changed.strip() or not line.strip() else GONE


def _drop_title(export: Export, title: str, *, shift: bool) -> None:
    """Takes away a first heading that only says the title; with `shift`, further first-level headings become second."""
    number = next((at for at, line in enumerate(export.lines) if line.strip() and line != GONE), None)
    if number is None:
        return
    first = re.fullmatch(r"#\s+(.*?)\s*#*", export.lines[number].strip())
    if first and _bare(first[1]) == _bare(title):
        export.lines[number] = GONE
        if number + 1 < len(export.lines) and not export.lines[number + 1].strip():
            export.lines[number + 1] = GONE
    tops = [at for at, line, code in marked(export.lines) if not code and re.match(r"#\s", line)]
    if shift and tops:
        for at, line, code in list(marked(export.lines)):
            if not code:
                export.lines[at] = HEADING.sub(r"#\1", line) if HEADING.match(line) else line


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


# ---------------------------------------------------------------- Obsidian


def _obsidian(export: Export) -> None:
    _comments(export)
    _queries(export)
    named = "|".join(sorted(map(re.escape, re.findall(r"\[\[[^\[\]\n]*#\^([\w-]+)", "\n".join(export.lines)))))

    def ids(part: str) -> str:
        part = re.sub(rf"[ \t]*\^(?:{named})(?![\w-])", "", part) if named else part
        return BLOCK_ID.sub("", part)

    for number, line, code in list(marked(export.lines)):
        if code or line == GONE:
            continue
        bare = outside_code(line, ids) if "^" in line else line
        if bare != line:
            export.lines[number] = bare if bare.strip() else GONE
        words = bare.split()
        if words and all(HASHTAG.fullmatch(word) for word in words):
            export.tags += [_tag(word) for word in words]
            export.lines[number] = GONE
    _each(export, _wiki)
    if export.unlinked:
        names = list(export.unlinked)
        shown = "、".join(names[:8]) + ("…" if len(names) > 8 else "")
        export.warn(
            min(export.unlinked.values()),
            "unlinked",
            Text(f"双链没有对应的词条或文章，只留了文字：{shown}", f"links to no entry or note, kept as text: {shown}"),
            Text("写成词条以后再用 [[…]]", "make entries of them, then write [[…]] again"),
        )


def _tag(word: str) -> str:
    return word.strip("#").rpartition("/")[2] if "/" in word else word.strip("#")


def _comments(export: Export) -> None:
    """`%%…%%`, which Obsidian shows to the author only."""
    inside = False
    for number, line, code in list(marked(export.lines)):
        if code and not inside:
            continue
        if inside:
            end = line.find("%%")
            export.drop(number, line[:end] if end >= 0 else line, Text("Obsidian 注释", "an Obsidian comment"))
            export.lines[number] = (line[end + 2 :] if end >= 0 else "") or GONE
            inside = end < 0
            continue

        def leave(part: str, at: int = number) -> str:
            def told(found: re.Match[str]) -> str:
                export.drop(at, found[1], Text("Obsidian 注释", "an Obsidian comment"))
                return ""

            return COMMENT.sub(told, part)

        new = outside_code(line, leave)
        if new.count("%%") % 2:
            before, _, after = new.partition("%%")
            export.drop(number, after, Text("Obsidian 注释", "an Obsidian comment")) if after.strip() else None
            new, inside = before, True
        export.lines[number] = GONE if new != line and not new.strip() else new


def _queries(export: Export) -> None:
    """Blocks of Dataview and Tasks, which are programs and no text."""
    inside = ""
    for number, line, code in list(marked(export.lines)):
        begins = re.match(r"[ \t]*(`{3,}|~{3,})\s*(?:dataview(?:js)?|tasks|query|button|excalidraw)\b", line)
        if code and (begins or inside):
            export.drop(number, line, LEFT_OUT)
            export.lines[number] = GONE
            if begins:
                inside = begins[1]
            elif line.strip().startswith(inside):
                inside = ""


def _wiki(export: Export, number: int, part: str) -> str:
    return WIKI.sub(lambda found: _wiki_link(export, number, found), part)


def _wiki_link(export: Export, number: int, found: re.Match[str]) -> str:
    target, _, heading = found[2].strip().partition("#")
    shown = (found[3] or "").strip()
    if found[1] and PICTURE.search(target):
        place = _file(export, target)
        size = SIZE.fullmatch(shown)
        alt = "" if size else shown
        return f"![{alt or Path(target).stem}]({address(place or target)})" + (f"{{width={size[1]}}}" if size else "")
    note = _note(export, target) if target else ""
    said = shown or target or heading.lstrip("^")
    if found[1]:
        export.warn(
            number,
            "embedded-note",
            Text(
                f"嵌入的笔记“{found[2]}”没有展开，只留了名称",
                f"the embedded note “{found[2]}” is not unfolded; its name stays",
            ),
        )
    if heading.startswith("^"):
        heading = ""
        said = shown or target
    anchor = f"#{heading.split('#')[-1]}" if heading else ""
    if found[1] or not (target or heading) or (note and _bare(target) == _bare(export.path.stem) and not heading):
        return said
    if export.around.is_entry(target):
        return f"[[{target}|{shown}]]" if shown and shown != target else f"[[{target}]]"
    if note or not target:
        return f"[{said}]({address((f'{note}.md' if note else '') + anchor)})"
    export.unlinked.setdefault(target, number)
    return said


def _file(export: Export, name: str) -> str:
    """The path of a file of the vault, from the note's folder; empty where there is none."""
    for folder in (export.path.parent, export.around.root):
        if (folder / name).is_file():
            return (folder / name).resolve().as_posix()
    found = next(iter(sorted(export.around.root.rglob(_literal(Path(name).name)))), None)
    return found.resolve().as_posix() if found else ""


def _literal(name: str) -> str:
    return re.sub(r"([\[\]*?])", r"[\1]", name)


def _note(export: Export, name: str) -> str:
    """The slug of another note of the folder; empty where there is none."""
    stem = Path(name).name.removesuffix(".md")
    if not stem or stem in (".", ".."):
        return ""
    found = next(iter(sorted(export.around.root.rglob(f"{_literal(stem)}.md"))), None)
    return _slug_of(found) if found else ""


def _slug_of(path: Path) -> str:
    """The slug that a note gets."""
    try:
        head = path.read_text(encoding="utf-8", errors="replace")[:2000]
    except OSError:
        head = ""
    said = re.search(r"^slug:\s*[\"']?([^\"'\n]+)", head, re.MULTILINE) if head.startswith("---") else None
    return slug_of(said[1].strip() if said else NOTION_ID.sub("", path.stem))


# ---------------------------------------------------------------- Notion


def _notion(export: Export, stem: str) -> None:
    title = next((line[2:].strip() for line in export.lines if line.startswith("# ")), NOTION_ID.sub("", stem))
    export.title = title
    _properties(export)
    inside = ""
    for number, line, code in list(marked(export.lines)):
        if code:
            continue
        if line.strip() == "<aside>":
            inside, export.lines[number] = "note", GONE
        elif line.strip() == "</aside>":
            inside, export.lines[number] = "", GONE
        elif inside:
            kind = next((name for sign, name in EMOJI.items() if line.lstrip().startswith(sign)), "")
            said = re.sub(r"^[^\w\s\u3000-\u9fff*_`\[(<!]+\s*", "", line.lstrip()) if kind else line
            if inside == "note" and line.strip():
                export.lines[number] = f"> [!{kind or 'note'}]{NEWLINE}> {said}"
                inside = "more"
            else:
                following = [other for other in export.lines[number + 1 :] if other.strip()][:1]
                export.lines[number] = GONE if not line.strip() and following == ["</aside>"] else f"> {line}".rstrip()
        elif not line.strip():
            export.lines[number] = ""


def _properties(export: Export) -> None:
    """The lines `Key: value` below the title."""
    begun = False
    for number, line in enumerate(export.lines):
        if line.startswith("# "):
            continue
        found = PROPERTY.fullmatch(line)
        if not line.strip() and not begun:
            continue
        if found is None:
            break
        begun = True
        _property(export, found[1].strip(), found[2].strip())
        export.lines[number] = GONE


def _property(export: Export, name: str, value: str) -> None:
    key = KEYS.get(name.lower(), "")
    if key in ("date", "updated") and (day := _day(value)):
        setattr(export, key, day)
    elif key == "tags":
        export.tags += [tag for tag in re.split(r"\s*[,，、]\s*", value) if tag]
    elif key == "author":
        export.author = value
    elif key == "source" and value.startswith(("http://", "https://")):
        export.origin["source"] = value
    else:
        export.unknown[name] = value


def _day(written: str) -> datetime | None:
    bare = re.sub(r"\s*\((?:GMT|UTC)[^)]*\)\s*$|^@", "", written.split("→", maxsplit=1)[0]).strip()
    for form in ENGLISH:
        try:
            return datetime.strptime(bare, form)  # noqa: DTZ007  the author's own clock
        except ValueError:
            continue
    return date_of(bare) or date_in(bare)


# ---------------------------------------------------------------- Yuque and Typora


def _yuque(export: Export, stem: str) -> None:
    export.title = stem
    text = "\n".join(export.lines)
    for number, line, code in list(marked(export.lines)):
        if code:
            continue
        if found := FROM.fullmatch(line):
            export.title = re.sub(r"\s*·\s*语雀\s*$", "", found[1])
            export.origin["source"] = found[2]
            export.lines[number] = GONE
            continue
        names = ANCHOR.findall(line)
        if names and not any(f"(#{name})" in text for name in names):
            rest = ANCHOR.sub("", line)
            after_text = number > 0 and export.lines[number - 1].strip() and export.lines[number - 1] != GONE
            export.lines[number] = rest or ("" if after_text else GONE)
    _boxes(export)


def _boxes(export: Export) -> None:
    """`:::info` … `:::` as a note."""
    inside = False
    for number, line, code in list(marked(export.lines)):
        found = None if code else BOX.fullmatch(line)
        if found and not inside:
            inside = True
            export.lines[number] = f"> [!{BOXES.get(found[1].lower(), 'note')}] {found[2]}".rstrip()
        elif found:
            inside = False
            export.lines[number] = GONE
        elif inside:
            export.lines[number] = f"> {line}".rstrip()


def _html_of_editors(export: Export, number: int, line: str) -> str:
    """HTML that stands for what Markdown can say."""
    line = FONT.sub(_font, line)
    line = IMG_TAG.sub(_img, line)
    line = IMAGE.sub(_image, line)
    if found := CENTER.fullmatch(line):
        if CAPTION.match(found["text"]):
            return f"{{.caption}}{NEWLINE}{found['text']}"
        return line
    is_row = line.lstrip().startswith("|")
    line = re.sub(r"<br\s*/?>", "<br>" if is_row else f"\\\\{NEWLINE}", line)
    is_head = is_row and number + 1 < len(export.lines) and re.fullmatch(r"[\s|:-]*-[\s|:-]*", export.lines[number + 1])
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


def _image(found: re.Match[str]) -> str:
    place, alt = found[4].strip("<>"), found[2]
    width = ""
    if re.search(r"(?:nlark|yuque)\.com/", place):
        place, _, fragment = place.partition("#")
        size = re.search(r"(?:^|&)width=(\d+)", fragment)
        width = f"{{width={size[1]}}}" if size else ""
    if re.fullmatch(r"(?:image|Untitled|img|screenshot|截图)[\w ()-]*(?:\.\w{3,4})?", alt, re.IGNORECASE):
        alt = ""
    shown = f"<{place}>" if found[4].startswith("<") else place
    return f"{found[1]}{alt}{found[3]}{shown}{found[5]}{width}"


# ---------------------------------------------------------------- links between files


def _links(export: Export, number: int, line: str) -> str:
    """Links to other files of the folder lead to the articles that these become; names that say nothing go."""
    del number

    def put(found: re.Match[str]) -> str:
        written = found[2].strip("<>")
        target, _, anchor = written.partition("#")
        if not target.lower().endswith((".md", ".markdown")) or "://" in target:
            return found[0]
        try:
            other = (export.path.parent / unquote(target)).resolve()
            is_there = other.is_relative_to(export.around.root.resolve()) and other.is_file()
        except (OSError, ValueError):
            return found[0]
        if not is_there or ("/" not in target and not NOTION_ID.search(other.stem) and " " not in unquote(target)):
            return found[0]
        slug = _slug_of(other)
        return f"{found[1]}{address(slug + '.md' + ('#' + anchor if anchor else ''))}"

    line = LINK.sub(put, line)
    return IMAGE.sub(_untitled, line) if NOTION_ID.search(export.path.stem) else line


def _untitled(found: re.Match[str]) -> str:
    return _image(found)


def described(export: Export, meta: Meta) -> Mapping[str, object]:
    """What of `meta` the export changes."""
    tags = tuple(dict.fromkeys([*meta.tags, *export.tags]))
    return {
        "title": export.title or meta.title,
        "date": meta.date or export.date,
        "updated": meta.updated or export.updated,
        "author": meta.author or export.author,
        "tags": tags,
        "toc": meta.toc if meta.toc is not None else export.toc,
    }
