"""Ids of headings: readable, stable, never twice on a page."""

import re

from generator.core.marks import ID_PREFIXES

BLANK = re.compile(r"\s")
DROPPED = re.compile(r"[^\w\s-]+")
TAKEN = re.compile(
    rf"(?:{'|'.join(ID_PREFIXES)}|fn-|fnref-|t-|p-)|(?:gt|tip|top|main|content|toc|search|legend|nav|footer|glossary|rail|text|marks|related|mentions|status|rt|q|results|search-status|a[0-9]+)\Z",
    re.IGNORECASE,
)
"""Ids and their beginnings that the pages use themselves."""
LONGEST = 80


class Anchors:
    """The ids given so far in an article."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def take(self, text: str, *, own: bool = False) -> str:
        """The id of a heading with this text: as on GitHub, in lower case, Han characters kept, spaces as `-`, no
        other signs.

        `own`: the author wrote the id; it is taken as it stands, as far as it is free.
        """
        name = BLANK.sub("-", text.strip()) if own else BLANK.sub("-", DROPPED.sub("", text).strip().lower())[:LONGEST]
        name = name or "section"
        if TAKEN.match(name):
            name = f"h-{name}"
        number = self._counts.get(name)
        if number is None:
            self._counts[name] = 0
            return name
        while f"{name}-{number + 1}" in self._counts:
            number += 1
        self._counts[name] = number + 1
        self._counts[f"{name}-{number + 1}"] = 0
        return f"{name}-{number + 1}"
