"""Resolves names of entries, as authors write them, to ids."""

from collections.abc import Iterable

from generator.core.entry import Entry
from generator.core.names import fold_name


class Ids:
    """Entry ids by the names that authors write in `[[…]]`, `terms`, `nomark`, `see` and links."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._written: dict[str, str] = {}
        self._folded: dict[str, str] = {}
        self._more: dict[str, list[str]] = {}
        for entry in entries:
            for form in (entry.id, *entry.forms):
                self._written.setdefault(form, entry.id)
                if self._folded.setdefault(fold_name(form), entry.id) != entry.id:
                    self._more.setdefault(fold_name(form), []).append(entry.id)

    def of(self, name: str) -> str | None:
        """The id of the entry with this form or id; an exact match wins over one that differs in case or width. None if
        there is none.
        """
        return self._written.get(name) or self._folded.get(fold_name(name))

    def all_of(self, name: str) -> list[str]:
        """The ids of all entries with this form or id."""
        first = self._folded.get(fold_name(name))
        return [] if first is None else [first, *self._more.get(fold_name(name), ())]
