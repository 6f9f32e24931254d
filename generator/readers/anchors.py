"""Ids of headings: readable, stable, never twice on a page."""

import re

from generator.core.marks import ID_PREFIXES

BLANK = re.compile(r"\s")
DROPPED = re.compile(r"[^\w\s-]+")
TAKEN = re.compile(
    rf"(?:{'|'.join(ID_PREFIXES)}|fn-|fnref-|t-|p-)|"
    r"(?:gt|rt|a\d+|q|text|status|results|related|recent|mentions|frequent|found|found-names|filter|entries|dated|marks|search-status|tip|top|"
    r"main|content|toc|search|legend|nav|footer|glossary|rail)\Z",
    re.IGNORECASE,
)
"""Ids and their beginnings that the pages use themselves."""
LONGEST = 80


class Anchors:
    """The ids given so far in an article."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self.own: list[str] = []
        """Ids that the author wrote."""

    def take(self, text: str, *, own: bool = False) -> str:
        """The id of a heading with this text: as on GitHub, in lower case, Han characters kept, spaces as `-`, no other
        signs.

        `own`: the author wrote the id; it is taken as it stands, as far as it is free.
        """
        name = BLANK.sub("-", text.strip()) if own else BLANK.sub("-", DROPPED.sub("", text).strip().lower())[:LONGEST]
        name = self._free(name or "section")
        if own:
            self.own.append(name)
        return name

    def _free(self, name: str) -> str:
        """The id as far as it is free, else with a number."""
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
