"""Edits of the glossary and of articles, written so that nothing of the author's is lost."""

from generator.author.edits.change import Edit, inverse, read, write
from generator.author.edits.glossary import add_alias, add_entry, add_rule, ignore, set_wikidata

__all__ = [
    "Edit",
    "add_alias",
    "add_entry",
    "add_rule",
    "ignore",
    "inverse",
    "read",
    "set_wikidata",
    "write",
]
