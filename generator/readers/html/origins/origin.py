"""The data collected from a page of another program while its tree is normalised."""

import re
from datetime import datetime

from bs4 import Tag

from generator.core.draft import Classified
from generator.core.errors import Text

PRIVATE = "\ue123"
"""Begins and ends a placeholder. It is removed from pages that contain it."""
PLACEHOLDER = re.compile(f"{PRIVATE}(\\d+){PRIVATE}")
WORDS = re.compile(r"[\s&<>\"]+")


class Origin:
    """Collects metadata, notes, snippets and removed texts."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.title = self.author = self.address = ""
        self.date: datetime | None = None
        self.updated: datetime | None = None
        self.tags: list[str] = []
        self.dropped: list[Classified] = []
        self.notes: dict[str, str] = {}
        """Label of a footnote → its HTML."""
        self.snippets: list[str] = []
        """Markdown that passes the reader as a placeholder, by number."""

    def placeholder(self, markdown: str) -> str:
        """The placeholder for `markdown`."""
        self.snippets.append(markdown)
        return f"{PRIVATE}{len(self.snippets) - 1}{PRIVATE}"

    def note(self, label: str) -> str:
        """The placeholder for a footnote reference."""
        return self.placeholder(f"[^{label}]")

    def drop(self, tag: Tag, why: Text) -> None:
        """Removes and reports an element."""
        if not tag.decomposed:
            self.report(tag, why)
            tag.decompose()

    def report(self, tag: Tag, why: Text) -> None:
        """Reports the text of a removed element or, if it has none, its URL."""
        text = " ".join(tag.get_text(" ").split())
        shown = text or next(
            (str(one.get("src") or one.get("href") or "") for one in (tag, *tag.find_all(("img", "a"))) if one.attrs),
            "",
        )
        if shown:
            self.dropped.append(Classified(self.line_of(text or shown), "dropped", shown[:200], 0.9, why))

    def line_of(self, text: str) -> int:
        """The line on which the longest word of `text` is found; 0 if it is not."""
        words = max(WORDS.split(text.strip()), key=len, default="")[:16]
        body = max(self.source.find("js_content"), self.source.find("<body"), 0)
        place = self.source.find(words, body) if words else -1
        return self.source.count("\n", 0, place) + 1 if place >= 0 else 0
