"""Exports of Notion → Markdown."""

import re

from generator.author.importing.export import NOTION_ID, Export
from generator.author.importing.lines import GONE, NEWLINE, prose
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


def notion(export: Export, stem: str) -> None:
    """Convert Notion's properties and callouts; `stem` is the file's name without its suffix."""
    title = next((line[2:].strip() for line in export.lines if line.startswith("# ")), NOTION_ID.sub("", stem))
    export.title = title
    _properties(export)
    inside = ""
    for number, line in prose(export.lines):
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
    """Read and remove the lines `Key: value` below the title."""
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
    if key in ("date", "updated") and (said := day(value)):
        setattr(export, key, said)
    elif key == "tags":
        export.tags += [tag for tag in COMMA.split(value) if tag]
    elif key == "author":
        export.author = value
    elif key == "source" and value.startswith(("http://", "https://")):
        export.origin["source"] = value
    else:
        export.unknown[name] = value
