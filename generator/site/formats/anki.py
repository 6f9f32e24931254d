"""The glossary as Anki cards, in a text file for import (docs.ankiweb.net, "Text files")."""

from html import escape

from generator.core.library import EntryView, Library
from generator.core.urls import ROOT, link

HEADER = "#separator:tab\n#html:true\n#columns:{columns}\n#tags column:4\n"
COLUMNS = ("Front", "Back", "Pinyin", "Tags")


def anki(library: Library) -> bytes:
    """A card for each entry that has a definition: its name on the front; definition, English and aliases on the back."""
    cards = [_card(view, library) for view in library.entries.values() if view.html]
    return (
        HEADER.format(columns="\t".join(COLUMNS)) + "".join("\t".join(map(_field, card)) + "\n" for card in cards)
    ).encode("utf-8", "replace")


def _card(view: EntryView, library: Library) -> tuple[str, ...]:
    entry = view.entry
    base = library.config.base_url
    back = view.html.replace(ROOT, base)
    also = [escape(name) for name in (entry.english, *entry.aliases) if name]
    back += f"<br><small>{' · '.join(also)}</small>" if also else ""
    back += f'<br><a href="{escape(link(base, view.url))}">{escape(library.config.title)}</a>' if base else ""
    return escape(entry.name), " ".join(back.split()), view.pinyin, entry.type


def _field(text: str) -> str:
    """A field, quoted if it contains a quotation mark or begins like a comment."""
    text = " ".join(text.split())
    return '"' + text.replace('"', '""') + '"' if '"' in text or text.startswith("#") else text
