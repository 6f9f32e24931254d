"""Exports of Notion → Markdown."""

import re

from generator.author.importing.lines import GONE, NEWLINE, prose
from generator.author.importing.note import NOTION_ID, Note
from generator.readers.html.origins.notion import COMMA, KEYS, day

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


def notion(note: Note, stem: str) -> None:
    """Convert Notion's properties and callouts; `stem` is the file's name without its suffix."""
    title = next((line[2:].strip() for line in note.lines if line.startswith("# ")), NOTION_ID.sub("", stem))
    note.title = title
    _properties(note)
    inside = ""
    for number, line in prose(note.lines):
        if line.strip() == "<aside>":
            inside, note.lines[number] = "note", GONE
        elif line.strip() == "</aside>":
            inside, note.lines[number] = "", GONE
        elif inside:
            kind = next((name for sign, name in EMOJI.items() if line.lstrip().startswith(sign)), "")
            said = re.sub(r"^[^\w\s\u3000-\u9fff*_`\[(<!]+\s*", "", line.lstrip()) if kind else line
            if inside == "note" and line.strip():
                note.lines[number] = f"> [!{kind or 'note'}]{NEWLINE}> {said}"
                inside = "more"
            else:
                following = [other for other in note.lines[number + 1 :] if other.strip()][:1]
                note.lines[number] = GONE if not line.strip() and following == ["</aside>"] else f"> {line}".rstrip()
        elif not line.strip():
            note.lines[number] = ""


def _properties(note: Note) -> None:
    """Read and remove the lines `Key: value` below the title."""
    begun = False
    for number, line in enumerate(note.lines):
        if line.startswith("# "):
            continue
        found = PROPERTY.fullmatch(line)
        if not line.strip() and not begun:
            continue
        if found is None:
            break
        begun = True
        _property(note, found[1].strip(), found[2].strip())
        note.lines[number] = GONE


def _property(note: Note, name: str, value: str) -> None:
    key = KEYS.get(name.lower(), "")
    if key in ("date", "updated") and (said := day(value)):
        setattr(note, key, said)
    elif key == "tags":
        note.tags += [tag for tag in COMMA.split(value) if tag]
    elif key == "author":
        note.author = value
    elif key == "source" and value.startswith(("http://", "https://")):
        note.origin["source"] = value
    else:
        note.unknown[name] = value
