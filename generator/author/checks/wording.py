"""Forms that an entry says should not be written (`deprecated`), where articles have them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.annotate.normalize import plain
from generator.annotate.resolve import BY_AUTHOR, THINNED
from generator.core.entry import Entry
from generator.core.errors import Place, Problem, Text
from generator.core.passage import Passage
from generator.core.span import Span

MEANT = (None, BY_AUTHOR, *THINNED)
"""Reasons of finds at which the entry is meant, marked or not."""


def deprecated(
    path: str, passages: Sequence[Passage], spans: Iterable[Span], entries: Mapping[str, Entry]
) -> Iterator[Problem]:
    """A warning for each line and form; `passages` and `spans` are those of the article at `path`."""
    told: set[tuple[int, str, str]] = set()
    for span in spans:
        entry = entries.get(span.ref or "")
        if entry is None or span.reason not in MEANT or not is_deprecated(span.text, entry):
            continue
        line = passages[span.passage].line_at(span.start)
        if (line, span.text, entry.id) in told:
            continue
        told.add((line, span.text, entry.id))
        yield Problem(
            "warning",
            "deprecated-form",
            Place(path, line),
            Text(f"写“{entry.preferred}”，不要写“{span.text}”", f'write "{entry.preferred}", not "{span.text}"'),
        )


def is_deprecated(text: str, entry: Entry) -> bool:
    """Whether `text`, found as a form of `entry`, should not be written.

    If it is equal for matching to a good form as well (Github, GitHub), the spelling decides.
    """
    if not entry.deprecated or plain(text) not in map(plain, entry.deprecated):
        return False
    good = [form for form in entry.forms if form not in entry.deprecated]
    return text in entry.deprecated or plain(text) not in map(plain, good)
