"""Notes of Obsidian → Markdown."""

import re
from pathlib import Path

from generator.author.importing.lines import CODE, GONE, lines_with_code, outside_code, prose
from generator.author.importing.note import Note, each_line
from generator.author.importing.sites import slug_of_file
from generator.core.errors import Text
from generator.core.texts import bare
from generator.readers.markdown.shortcodes.media import address

WIKI = re.compile(r"(!?)\[\[([^\[\]\n|]*)(?:\|([^\[\]\n]*))?\]\]")
COMMENT = re.compile(r"(?:[ \t]+(?=%%.*?%%[ \t]*(?:[，。！？；：,.;:!?]|$)))?%%(.*?)%%")
BLOCK_ID = re.compile(r"[ \t]+\^[A-Za-z0-9-]+[ \t]*$|^\^[A-Za-z0-9-]+[ \t]*$")
HASHTAG = re.compile(r"(?<![\w#&/])#((?=[^\s#]*[^\d\s#/_-])[\w\u3400-\u9fff/_-]+)#?")
HASHTAGS = re.compile(rf"(?<!\S){HASHTAG.pattern}(?!\S)")
"""A tag among other words, which stays in the text."""
PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg|bmp)$", re.IGNORECASE)
SIZE = re.compile(r"(\d+)(?:x\d+)?")
COMMENTED = Text("Obsidian 注释", "an Obsidian comment")
LEFT_OUT = Text("只有原来的程序看得懂", "only the program that it comes from reads it")


def obsidian(note: Note) -> None:
    """Convert Obsidian's comments, queries, block ids, hashtags and `[[…]]`."""
    _comments(note)
    _queries(note)
    named = "|".join(sorted(map(re.escape, re.findall(r"\[\[[^\[\]\n]*#\^([\w-]+)", "\n".join(note.lines)))))

    def ids(part: str) -> str:
        part = re.sub(rf"[ \t]*\^(?:{named})(?![\w-])", "", part) if named else part
        return BLOCK_ID.sub("", part)

    for number, line in prose(note.lines):
        if line == GONE:
            continue
        rest = outside_code(line, ids) if "^" in line else line
        if rest != line:
            note.lines[number] = rest if rest.strip() else GONE
        words = rest.split()
        if words and all(HASHTAG.fullmatch(word) for word in words):
            note.tags += [_tag(word) for word in words]
            note.lines[number] = GONE
        elif "#" in rest:
            note.tags += [_tag(word) for part in CODE.split(rest)[::2] for word in HASHTAGS.findall(part)]
    each_line(note, _wiki)
    if note.unlinked:
        names = list(note.unlinked)
        shown = "、".join(names[:8]) + ("…" if len(names) > 8 else "")
        note.warn(
            min(note.unlinked.values()),
            "unlinked",
            Text(f"双链没有对应的词条或文章，只留了文字：{shown}", f"links to no entry or note, kept as text: {shown}"),
            Text("写成词条以后再用 [[…]]", "make entries of them, then write [[…]] again"),
        )


def _tag(word: str) -> str:
    return word.strip("#").rpartition("/")[2] if "/" in word else word.strip("#")


def _comments(note: Note) -> None:
    """Remove `%%…%%`, which Obsidian only shows to the author."""
    inside = False
    for number, line, code in list(lines_with_code(note.lines)):
        if code and not inside:
            continue
        if inside:
            before, end, after = line.partition("%%")
            note.drop(number, before, COMMENTED)
            note.lines[number] = after or GONE
            inside = not end
            continue

        def leave(part: str, at: int = number) -> str:
            def told(found: re.Match[str]) -> str:
                note.drop(at, found[1], COMMENTED)
                return ""

            return COMMENT.sub(told, part)

        new = outside_code(line, leave)
        if new.count("%%") % 2:
            before, _, after = new.partition("%%")
            if after.strip():
                note.drop(number, after, COMMENTED)
            new, inside = before, True
        note.lines[number] = GONE if new != line and not new.strip() else new


def _queries(note: Note) -> None:
    """Remove blocks of Dataview, Tasks and other plugins, which are code."""
    inside = ""
    for number, line, code in list(lines_with_code(note.lines)):
        begins = re.match(r"[ \t]*(`{3,}|~{3,})\s*(?:dataview(?:js)?|tasks|query|button|excalidraw)\b", line)
        if code and (begins or inside):
            note.drop(number, line, LEFT_OUT)
            note.lines[number] = GONE
            if begins:
                inside = begins[1]
            elif line.strip().startswith(inside):
                inside = ""


def _wiki(note: Note, number: int, part: str) -> str:
    return WIKI.sub(lambda found: _wiki_link(note, number, found), part)


def _wiki_link(note: Note, number: int, found: re.Match[str]) -> str:
    """`[[note#heading|shown]]` or `![[file]]` as Markdown."""
    target, _, heading = found[2].strip().partition("#")
    shown = (found[3] or "").strip()
    if heading.startswith("^"):  # a block, which has no address here
        heading = ""
    if found[1]:
        if PICTURE.search(target):
            return _picture(note, target, shown)
        note.warn(
            number,
            "embedded-note",
            Text(
                f"嵌入的笔记“{found[2]}”没有展开，只留了名称",
                f'the embedded note "{found[2]}" is not unfolded; its name stays',
            ),
        )
        return shown or target or heading
    return _link(note, number, target, heading, shown)


def _picture(note: Note, target: str, shown: str) -> str:
    """An embedded picture; what is shown is its size or its alternative text."""
    size = SIZE.fullmatch(shown)
    alt = Path(target).stem if size or not shown else shown
    return f"![{alt}]({address(_file(note, target) or target)})" + (f"{{width={size[1]}}}" if size else "")


def _link(note: Note, number: int, target: str, heading: str, shown: str) -> str:
    """A link to a note, a heading or an entry; the text alone where there is none."""
    said = shown or target or heading
    slug = _slug(note, target) if target else ""
    itself = slug and bare(target).casefold() == bare(note.path.stem).casefold()
    if not heading and (itself or not target):
        return said
    if note.around.is_entry(target):
        return f"[[{target}|{shown}]]" if shown and shown != target else f"[[{target}]]"
    if slug or not target:
        anchor = f"#{heading.rpartition('#')[2]}" if heading else ""
        return f"[{said}]({address((f'{slug}.md' if slug else '') + anchor)})"
    note.unlinked.setdefault(target, number)
    return said


def _file(note: Note, name: str) -> str:
    """The absolute path of a file of the vault, or an empty string."""
    for folder in (note.path.parent, note.around.root):
        if (folder / name).is_file():
            return (folder / name).resolve().as_posix()
    found = next(iter(sorted(note.around.root.rglob(_literal(Path(name).name)))), None)
    return found.resolve().as_posix() if found else ""


def _literal(name: str) -> str:
    return re.sub(r"([\[\]*?])", r"[\1]", name)


def _slug(note: Note, name: str) -> str:
    """The slug of another note of the folder, or an empty string."""
    stem = Path(name).name.removesuffix(".md")
    if not stem or stem in (".", ".."):
        return ""
    found = next(iter(sorted(note.around.root.rglob(f"{_literal(stem)}.md"))), None)
    return slug_of_file(found) if found else ""
