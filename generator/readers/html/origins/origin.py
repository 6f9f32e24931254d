"""What was found out about a page of another program while its tree was put into plain HTML."""

import re
from datetime import datetime

from bs4 import Tag

from generator.core.draft import Classified
from generator.core.errors import Text

PRIVATE = "\ue123"
"""Begins and ends a placeholder. A page that has this character has it taken out first."""
PLACEHOLDER = re.compile(f"{PRIVATE}(\\d+){PRIVATE}")
WORDS = re.compile(r"[\s&<>\"]+")


class Origin:
    """Collects, while a page is put right."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.title = self.author = self.address = self.description = ""
        self.date: datetime | None = None
        self.updated: datetime | None = None
        self.tags: list[str] = []
        self.dropped: list[Classified] = []
        self.notes: dict[str, str] = {}
        """Label of a footnote → its HTML."""
        self.islands: list[str] = []
        """Markdown that goes through the reader as a placeholder, by number."""

    def island(self, markdown: str) -> str:
        """The placeholder that stands for `markdown`."""
        self.islands.append(markdown)
        return f"{PRIVATE}{len(self.islands) - 1}{PRIVATE}"

    def note(self, label: str) -> str:
        """The placeholder of a reference to a footnote."""
        return self.island(f"[^{label}]")

    def drop(self, tag: Tag, why: Text) -> None:
        """Takes an element away and tells its text, if it has any, or what it is."""
        if not tag.decomposed:
            self.tell(tag, why)
            tag.decompose()

    def tell(self, tag: Tag, why: Text) -> None:
        """Tells of an element that is left out its text, if it has any, or what it is."""
        text = " ".join(tag.get_text(" ").split())
        shown = text or next(
            (str(one.get("src") or one.get("href") or "") for one in (tag, *tag.find_all(("img", "a"))) if one.attrs),
            "",
        )
        if shown:
            self.dropped.append(Classified(self.line_of(text or shown), "dropped", shown[:200], 0.9, why))

    def line_of(self, text: str) -> int:
        """The line on which an element stands: where its longest word is; 0 if it is not found."""
        words = max(WORDS.split(text.strip()), key=len, default="")[:16]
        body = max(self.source.find("js_content"), self.source.find("<body"), 0)
        place = self.source.find(words, body) if words else -1
        return self.source.count("\n", 0, place) + 1 if place >= 0 else 0
