"""An entry's own rules of where it may be marked: `match = { never, always, case, where }`, and its `scope`."""

from functools import cache
from typing import Literal, NamedTuple

from generator.annotate.normalize import cased, plain
from generator.core.entry import Entry, Match
from generator.core.errors import Text
from generator.core.passage import Role
from generator.core.span import About
from generator.core.texts import places_of

USUAL = Match()
OTHER_CASE = Text("大小写与词条不同", "upper and lower case differ from the entry")
NO_CAPITALS = Text(
    "词条是大写的缩写，这里不是大写（要标，把小写加为别名）",
    "the entry is an acronym of capitals and this is not (to mark it, add it as an alias)",
)
NOT_HERE = Text("词条的 match.where 不含这种段落", "the entry's match.where leaves out this kind of passage")


class Ruling(NamedTuple):
    """An entry's ruling on one find: `open` (no rule applies), `kept` (mark it regardless of the margin) or `refused`."""

    kind: Literal["open", "kept", "refused"]
    text: Text | None = None
    """The reason."""


OPEN = Ruling("open")
OUTSIDE = Ruling("refused", Text("词条的 scope 不含这篇文章", "the entry's scope leaves out this article"))


def ruled(entry: Entry, form: str, role: Role, surface: str, text: str, start: int, end: int) -> Ruling:
    """The ruling of `entry` on its `form`, found as `surface` in a passage of this role, as `text[start:end]` folded."""
    match = entry.match
    if (wrong := _other_case(match, form, surface)) is not None:
        return Ruling("refused", wrong)
    if match == USUAL:
        return OPEN
    if match.where and role not in match.where and not ("body" in match.where and role != "heading"):
        return Ruling("refused", NOT_HERE)
    for longer in match.never:
        if _stands_in(longer, text, start, end):
            return Ruling(
                "refused", Text(f"在“{longer}”里，match.never 不许标注", f'in "{longer}", ruled out by match.never')
            )
    for context in match.always:
        if _stands_in(context, text, start, end):
            return Ruling(
                "kept", Text(f"在“{context}”里，match.always 要求标注", f'in "{context}", wanted by match.always')
            )
    return OPEN


def in_scope(entry: Entry, about: About) -> bool:
    """Whether the entry's `scope` includes an article."""
    scope = entry.scope
    if not (scope.folders or scope.tags) or entry.id in about.terms:
        return True
    folder = about.path.removeprefix("content/articles/")
    tags = {plain(tag) for tag in about.tags}
    return any(folder.startswith(f"{name.strip('/')}/") for name in scope.folders) or any(
        plain(tag) in tags for tag in scope.tags
    )


def _other_case(match: Match, form: str, surface: str) -> Text | None:
    """Why the case of `surface` does not fit the form, or None."""
    if is_acronym(form) and not cased(surface).isupper():
        return NO_CAPITALS
    return OTHER_CASE if match.case and cased(surface) != cased(form) else None


def is_acronym(form: str) -> bool:
    """Whether a form is an acronym in capitals, which lower case does not match: `IT` in "it is"."""
    return len(form) > 1 and form.isascii() and form.isalpha() and form.isupper()


def _stands_in(context: str, text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is part of an occurrence of `context`."""
    folded = plain(context)
    return any(start >= at and text.startswith(folded, start - at) for at in _places(folded, text[start:end]))


@cache
def _places(context: str, form: str) -> tuple[int, ...]:
    return tuple(places_of(form, context, overlapping=True))
