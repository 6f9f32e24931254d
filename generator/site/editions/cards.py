"""An edition's social cards: those of the site with their texts converted."""

from itertools import accumulate, pairwise

from generator.core.card import Card
from generator.site.editions.edition import Edition


def card(one: Card, edition: Edition) -> Card:
    """The edition's card; its title may break in the same places."""
    title, breaks = edition.text(one.title), one.breaks
    if breaks:
        pieces = tuple(one.title[start:end] for start, end in pairwise((0, *breaks, len(one.title))))
        converted = edition.runs([pieces])[0]
        breaks = tuple(accumulate(map(len, converted[:-1]))) if "".join(converted) == title else ()
    texts = (edition.text(one.site), title, breaks, edition.text(one.text), edition.text(one.foot))
    return Card(edition.folder + one.path, *texts)
