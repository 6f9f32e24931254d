"""Finds the items of Wikidata for an entry of the glossary."""

from typing import NamedTuple

from generator.annotate.normalize import is_han
from generator.author.linking.rank import Candidate, clear, rank
from generator.author.linking.wikidata import Wikidata
from generator.core.entry import Entry
from generator.core.errors import Text


class Proposal(NamedTuple):
    """The candidates for an entry, best first."""

    entry: Entry
    candidates: tuple[Candidate, ...]
    clear: Candidate | None = None
    """The one that is beyond doubt."""
    failure: Text | None = None
    """Why Wikidata could not be asked."""


def propose(entry: Entry, wikidata: Wikidata) -> Proposal:
    """Ask in the language of the entry's name; in English too if nothing has that name, and the entry has an English one."""
    found = wikidata.search(entry.preferred, "zh" if any(map(is_han, entry.preferred)) else "en")
    if isinstance(found, Text):
        return Proposal(entry, (), failure=found)
    candidates = rank(entry, found)
    if entry.english and entry.english != entry.preferred and not any(one.named for one in candidates):
        more = wikidata.search(entry.english, "en")
        if isinstance(more, Text):
            return Proposal(entry, tuple(candidates), failure=more)
        candidates = rank(entry, [*found, *more])
    return Proposal(entry, tuple(candidates), clear(candidates))
