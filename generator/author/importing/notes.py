"""Converts notes of Obsidian, and exports of Notion, Yuque and Typora: their own syntax becomes Markdown.

Lines keep their numbers: a line that is left out becomes `lines.GONE`, which is removed at the end.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from generator.author.importing.lines import GONE, prose
from generator.author.importing.locate import files_at, vault_of
from generator.author.importing.note import NOTION_ID, Around, Note, each_line
from generator.author.importing.notion import notion
from generator.author.importing.obsidian import obsidian
from generator.author.importing.sites import slug_of_file
from generator.author.importing.yuque import html_of_editors, with_simple_images, yuque
from generator.author.inlines import Found, readdressed
from generator.core.draft import Draft, Meta
from generator.core.errors import Place
from generator.core.texts import bare
from generator.readers.markdown.shortcodes.media import address

OBSIDIAN = re.compile(
    r"!\[\[|%%|^```+\s*dataview|[ \t]\^[\w-]+[ \t]*$|\[\[[^\[\]\n]*#\^|^> \[![\w-]+\][+-]", re.MULTILINE
)
YUQUE = re.compile(r"cdn\.(?:nlark|yuque)\.com|www\.yuque\.com|^<a name=\"\w+\"></a>$", re.MULTILINE)
TYPORA = re.compile(r"typora-user-images|^\[toc\]\s*$|style=\"zoom:\s*\d+%", re.MULTILINE | re.IGNORECASE)
HEADING = re.compile(r"(#{1,5})(?=\s)")


def convert(body: str, draft: Draft, path: Path, place: Place, around: Around) -> Note:
    """Convert `body`, which begins at `place` in the file at `path`."""
    note, stem = Note(path, place.path, place.line, around, body.split("\n")), path.stem
    is_yuque = YUQUE.search(body) is not None
    is_of_editor = is_yuque or TYPORA.search(body) is not None
    if re.search(r"^\[toc\][ \t]*$", draft.source.text, re.MULTILINE | re.IGNORECASE):
        note.toc = True
    if NOTION_ID.search(stem):
        notion(note, stem)
    if vault_of(path) or OBSIDIAN.search(body):
        obsidian(note)
    if is_yuque:
        yuque(note, stem)
    if is_of_editor:
        each_line(note, html_of_editors)
    if is_of_editor or NOTION_ID.search(stem):
        note.lines = with_simple_images("\n".join(note.lines)).split("\n")
    _drop_title(note, note.title or draft.meta.title or stem, shift=is_of_editor)
    note.lines = _relinked(note).split("\n")
    return note


def _drop_title(note: Note, title: str, *, shift: bool) -> None:
    """Remove a first heading that only repeats the title; with `shift`, move all headings down a level if some are h1."""
    above = ("", GONE, "[toc]")
    number = next((at for at, line in enumerate(note.lines) if line.strip().lower() not in above), None)
    if number is None:
        return
    first = re.fullmatch(r"#\s+(.*?)\s*#*", note.lines[number].strip())
    if first and bare(first[1]).casefold() == bare(title).casefold():
        note.lines[number] = GONE
        if number + 1 < len(note.lines) and not note.lines[number + 1].strip():
            note.lines[number + 1] = GONE
    headings = [(at, line) for at, line in prose(note.lines) if HEADING.match(line)]
    if shift and any(line.split()[0] == "#" for _, line in headings):
        for at, line in headings:
            note.lines[at] = f"#{line}"


def _relinked(note: Note) -> str:
    """The text with links to other files of the folder leading to their articles."""

    def new(one: Found) -> str | None:
        target, _, anchor = one.url.partition("#")
        if (
            one.kind not in ("link", "definition")
            or not target.lower().endswith((".md", ".markdown"))
            or "://" in target
        ):
            return None
        other = next(files_at([note.path.parent / unquote(target)], note.around.root), None)
        if not other or ("/" not in target and not NOTION_ID.search(other.stem) and " " not in unquote(target)):
            return None
        return address(slug_of_file(other) + ".md" + ("#" + anchor if anchor else ""))

    return readdressed("\n".join(note.lines), new)


def meta_changes(note: Note, meta: Meta) -> Mapping[str, object]:
    """The fields of `meta` for which the note has values."""
    tags = tuple(dict.fromkeys([*meta.tags, *note.tags]))
    return {
        "title": note.title or meta.title,
        "date": meta.date or note.date,
        "updated": meta.updated or note.updated,
        "author": meta.author or note.author,
        "tags": tags,
        "toc": meta.toc if meta.toc is not None else note.toc,
    }
