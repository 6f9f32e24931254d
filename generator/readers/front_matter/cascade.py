"""`cascade` in a section page (Hugo): front matter for all articles in the folder."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.core.cascade import KEYS, NO_META
from generator.core.draft import Cascade, Meta
from generator.core.errors import Place, Problem, Text
from generator.core.visibility import SECTION_PAGE
from generator.settings.fields import Path

TARGETS = ("_target", "target")
ALSO = frozenset(("kept", "lines", "date", "cascade"))
"""Fields of `Meta` about which there is no warning."""
MetaOf = Callable[[Mapping[Any, object], Callable[[Path], Place]], tuple[Meta, list[Problem]]]


def is_section_page(path: str) -> bool:
    """Whether the file at `path` is a section page, `_index.md`."""
    return bool(SECTION_PAGE.fullmatch(path.rpartition("/")[2]))


def read(value: object, at: Callable[[Path], Place], meta_of: MetaOf, problems: list[Problem]) -> tuple[Cascade, ...]:
    """The value of `cascade`: a table, or a list of tables with a target each. `meta_of` reads front matter."""
    rows = value if isinstance(value, list) else [value]
    made = []
    for number, row in enumerate(rows):
        above: Path = ("cascade", number) if isinstance(value, list) else ("cascade",)
        if not isinstance(row, Mapping):
            problems.append(_not_a_table(at(above)))
            continue
        own = {key: each for key, each in row.items() if str(key) not in TARGETS}
        meta, told = meta_of(own, lambda where, above=above: at((*above, *where)))  # type: ignore[misc]
        problems += [problem for problem in told if problem not in problems]
        problems += _no_use(meta, at(above))
        made.append(Cascade(meta, _target(row)))
    return tuple(made)


def _target(row: Mapping[Any, object]) -> dict[str, str]:
    target = next((row[key] for key in TARGETS if row.get(key)), {})
    if not isinstance(target, Mapping):
        return {"": str(target)}
    return {str(key).lower(): str(value) for key, value in target.items()}


def _no_use(meta: Meta, place: Place) -> Iterator[Problem]:
    """The warning about keys that articles do not take from their section page."""
    left = [
        key
        for key in Meta.__struct_fields__
        if key not in KEYS and key not in ALSO and getattr(meta, key) != getattr(NO_META, key)
    ]
    if left:
        yield Problem(
            "warning",
            "unused-cascade",
            place,
            Text(
                f"cascade 里的 {'、'.join(left)} 不会传给下面的文章",
                f"articles below do not take {', '.join(left)} from cascade",
            ),
            Text("写在文章自己的文件头里", "write it in the front matter of each article"),
        )


def _not_a_table(place: Place) -> Problem:
    return Problem(
        "error",
        "bad-cascade",
        place,
        Text("cascade 下面应该是“键: 值”", 'there should be "key: value" below cascade'),
    )
