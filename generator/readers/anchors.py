"""Ids of headings: readable, stable and unique in an article."""

import re

from generator.core.marks import ID_PREFIXES

BLANK = re.compile(r"\s")
DROPPED = re.compile(r"[^\w\s-]+")
RESERVED = re.compile(
    rf"(?:{'|'.join(ID_PREFIXES)}|fn-|fnref-|t-|p-)|"
    r"(?:gt|rt|a\d+|q|text|status|results|related|recent|mentions|frequent|found|found-names|filter|entries|dated|marks|search-status|tip|top|"
    r"main|content|toc|search|legend|nav|footer|glossary|rail)\Z",
    re.IGNORECASE,
)
"""Ids and prefixes of ids that the theme uses."""
MAX_LENGTH = 80


class Anchors:
    """The ids given so far in an article."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self.own: list[str] = []
        """Ids given by the author."""

    def take(self, text: str, *, own: bool = False) -> str:
        """The id of a heading with this text, as on GitHub: lower case, spaces as `-`, without other punctuation.

        With `own`, `text` is an id given by the author, and kept if it is free.
        """
        name = text.strip() if own else DROPPED.sub("", text).strip().lower()[:MAX_LENGTH]
        name = self._free(BLANK.sub("-", name) or "section")
        if own:
            self.own.append(name)
        return name

    def _free(self, name: str) -> str:
        """`name`, with a prefix if it is reserved, and with a number if it is in use."""
        if RESERVED.match(name):
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
