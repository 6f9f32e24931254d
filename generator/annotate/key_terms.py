"""What an article is about, in a few names."""

from collections.abc import Mapping, Sequence
from math import log

from generator.annotate import rarity
from generator.annotate.words import Words
from generator.core.entry import Glossary
from generator.core.passage import Passage

MOST = 8


def key_terms(
    passages: Sequence[Passage], counts: Mapping[str, int], glossary: Glossary, words: Words
) -> tuple[str, ...]:
    """At most MOST names: the article's entries (`counts`: id → mentions) by count and rarity; without any, strong
    suggestions.
    """
    names = {ref: glossary.entries[ref].name for ref in counts if ref in glossary.entries}
    if not names:  # few articles have no entry at all, and ranking costs more than all else that is done to them
        from generator.annotate.suggesting import strong

        return tuple(strong(passages, words)[:MOST])
    weight = {ref: (1 + log(counts[ref])) * rarity.of_name(name, words) for ref, name in names.items()}
    return tuple(names[ref] for ref in sorted(weight, key=lambda ref: (-weight[ref], ref))[:MOST])
