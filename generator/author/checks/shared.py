"""Notes about shared glossaries."""

from collections.abc import Iterator

from generator.core.entry import Glossary
from generator.core.errors import Problem, Text


def overridden(glossary: Glossary) -> Iterator[Problem]:
    """The forms of shared glossaries that are not used, because another entry has them."""
    for one in glossary.overridden:
        owner = glossary.entries.get(one.by)
        if owner is None:
            continue
        whose = (
            Text(f"词库“{owner.origin.name}”的", f'that of the shared glossary "{owner.origin.name}"')
            if owner.origin
            else Text("自己的", "the site's own")
        )
        yield Problem(
            "note",
            "own-entry-wins",
            owner.place,
            Text(
                f"“{one.form}”用{whose.zh}词条“{owner.name}”，没有用词库“{one.origin}”的（{one.place}）",
                f'"{one.form}" is {whose.en} entry "{owner.name}", not the one of the shared glossary "{one.origin}" '
                f"({one.place})",
            ),
        )
