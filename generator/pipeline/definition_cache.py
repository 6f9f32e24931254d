"""A cache of rendered definitions."""

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from generator.core.entry import Entry
from generator.glossary import definitions
from generator.pipeline import workers
from generator.store import cache


class DefinitionCache:
    """The rendered definitions of the last build, stored in the file `path`, which is ignored unless `read`."""

    def __init__(self, path: Path, *, read: bool = True) -> None:
        self._path = path
        self._rendered = (cache.load(path, dict[str, definitions.Rendered]) or {}) if read else {}
        self._pending: Callable[[], Mapping[definitions.Name, str]] | None = None
        """Waits for the pinyin of names from another process."""

    def clear(self) -> None:
        """Drop everything."""
        self._rendered = {}

    def prefetch_pinyin(self, entries: Collection[Entry]) -> None:
        """Start computing the pinyin of `entries` in another process, if the cache is empty. pypinyin takes 50 MB, which
        this process then saves.
        """
        if not self._rendered and len(entries) >= workers.MIN_ITEMS_FOR_POOL:
            self._pending = workers.start(
                definitions.spell, [definitions.spoken(entry) for entry in entries if not entry.pinyin]
            )

    def of(self, entries: Iterable[Entry]) -> Mapping[str, definitions.Rendered]:
        """The rendered definitions of `entries`, by cache key. Saves new ones. Raises OSError."""
        pending, self._pending = self._pending, None
        rendered = definitions.render(entries, self._rendered, pending() if pending else None)
        if rendered.keys() != self._rendered.keys():
            cache.save(self._path, rendered)
        self._rendered = rendered
        return rendered
