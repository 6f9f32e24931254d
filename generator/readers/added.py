"""Readers of plugins. Whatever one raises, its body included, becomes a SiteError that names the plugin and the file."""

from collections.abc import Mapping, Sequence
from functools import partial

from msgspec.structs import replace

from generator.core.draft import NO_LINE_HINTS, Body, Draft, Reader, Source, Woven
from generator.core.errors import Place
from generator.core.passage import LineHints, Passage
from generator.core.plugin import Addition
from generator.core.span import MarkOf, Span
from generator.plugins import loaded


def reader(suffix: str, plugins: tuple[str, ...]) -> Reader | None:
    """The reader for `suffix` (`.rst`) of the last of the `plugins` that has one, or None."""
    found = [one for one in loaded("readers", plugins) if f".{one.name.lstrip('.').lower()}" == suffix]
    return partial(_call, found[-1]) if found else None


def _call(addition: Addition, source: Source) -> Draft:
    place = Place(source.path)
    draft = addition.call(lambda: _draft(addition.value, source), place)
    if type(draft.body).__module__.startswith("generator."):
        return replace(draft, source=source)
    return replace(draft, source=source, body=_Guarded(draft.body, addition, place))


def _draft(read: object, source: Source) -> Draft:
    draft = read(source) if callable(read) else read
    if not isinstance(draft, Draft):
        raise TypeError(f"a reader returns Draft, not {type(draft).__name__}")
    return draft


class _Guarded:
    """A plugin's own tree of an article."""

    def __init__(self, body: Body, addition: Addition, place: Place) -> None:
        self._body, self._addition, self._place = body, addition, place

    @property
    def passages(self) -> tuple[Passage, ...]:
        """See `Body`."""
        return self._addition.call(lambda: self._body.passages, self._place)

    def objects(self, number: int) -> tuple[str, ...]:
        """See `Body`."""
        return self._addition.call(lambda: self._body.objects(number), self._place)

    def weave(self, spans: Sequence[Span], mark: MarkOf, lines: Mapping[int, LineHints] = NO_LINE_HINTS) -> Woven:
        """See `Body`."""
        return self._addition.call(lambda: self._body.weave(spans, mark, lines), self._place)
