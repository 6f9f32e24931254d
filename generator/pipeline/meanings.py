"""The rendered definitions of the last build."""

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from generator.core.entry import Entry
from generator.glossary import definitions
from generator.pipeline import workers
from generator.store import cache


class Meanings:
    """What is known of the entries' definitions, kept in the file `path`; `read` says whether to believe what is there."""

    def __init__(self, path: Path, *, read: bool = True) -> None:
        self._path = path
        self._rendered = (cache.load(path, dict[str, definitions.Rendered]) or {}) if read else {}
        self._coming: Callable[[], Mapping[definitions.Name, str]] | None = None
        """Gives the pinyin of names, by then."""

    def forget(self) -> None:
        """Believe nothing any more."""
        self._rendered = {}

    def begin_pinyin(self, entries: Collection[Entry]) -> None:
        """Find out the pinyin of `entries` beside other work, where none is known; it takes 50 MB that this process then
        spares.
        """
        if not self._rendered and len(entries) >= workers.ALONE:
            self._coming = workers.aside(
                definitions.spell, [definitions.spoken(entry) for entry in entries if not entry.pinyin]
            )

    def of(self, entries: Iterable[Entry]) -> Mapping[str, definitions.Rendered]:
        """The rendered definitions of `entries`, by key; what is new among them is kept. Raises OSError."""
        coming, self._coming = self._coming, None
        rendered = definitions.render(entries, self._rendered, coming() if coming else None)
        if rendered.keys() != self._rendered.keys():
            cache.save(self._path, rendered)
        self._rendered = rendered
        return rendered
