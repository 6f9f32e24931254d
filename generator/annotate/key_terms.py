"""The key terms of an article."""

from collections.abc import Mapping, Sequence
from math import log

from generator.annotate import rarity
from generator.annotate.segmenting.words import Words
from generator.core.entry import Glossary
from generator.core.passage import Passage

MAX_KEY_TERMS = 8


def key_terms(
    passages: Sequence[Passage], counts: Mapping[str, int], glossary: Glossary, words: Words
) -> tuple[str, ...]:
    """At most MAX_KEY_TERMS names: the article's entries (`counts`: id → mentions) by count and rarity, or, without
    any, strong suggestions.
    """
    names = {ref: glossary.entries[ref].name for ref in counts if ref in glossary.entries}
    if not names:  # rare, and ranking is expensive
        from generator.annotate.suggesting import strong

        return tuple(strong(passages, words)[:MAX_KEY_TERMS])
    weight = {ref: (1 + log(counts[ref])) * rarity.of_name(name, words) for ref, name in names.items()}
    return tuple(names[ref] for ref in sorted(weight, key=lambda ref: (-weight[ref], ref))[:MAX_KEY_TERMS])
