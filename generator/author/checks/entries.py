"""Checks of the glossary as a whole."""

from collections.abc import Iterator, Mapping, Sequence

from generator.annotate.normalize import plain
from generator.core.entry import Entry, Glossary
from generator.core.errors import Problem, Text
from generator.core.library import Library
from generator.core.texts import bare


def unused(library: Library) -> Iterator[Problem]:
    """Entries that no article mentions."""
    on_pages = {ref for page in (*library.pages, *library.every) for ref in page.counts}  # unlisted ones too
    on_pages |= {ref for view in library.entries.values() if view.count for ref in view.entry.choices}
    for view in library.entries.values():
        own = not view.entry.choices and not view.entry.origin
        if own and not view.count and view.entry.id not in on_pages:
            yield Problem(
                "warning",
                "unused-entry",
                view.entry.place,
                Text(
                    f"词条“{view.entry.name}”在文章里没有出现过", f'no article mentions the entry "{view.entry.name}"'
                ),
                Text("补上别名，或删去", "give it other names, or take it out"),
            )


def near_duplicates(library: Library) -> Iterator[Problem]:
    """Forms of two entries that differ only in punctuation."""
    owners: dict[str, tuple[str, Entry]] = {}
    for entry in _entries(library):
        for form in entry.forms:
            key = bare(plain(form))  # of `A/B-测试` as of `AB测试`
            if not key:
                continue
            other, owner = owners.setdefault(key, (form, entry))
            if owner.id != entry.id and plain(other) != plain(form) and not (owner.origin and entry.origin):
                yield Problem(
                    "warning",
                    "near-duplicate",
                    entry.place,
                    Text(
                        f"“{form}”和词条“{owner.name}”的“{other}”几乎一样",
                        f'"{form}" is nearly "{other}" of the entry "{owner.name}"',
                    ),
                    Text(
                        f"是同一个的话，写成一个词条的别名（{owner.place}）",
                        f"if they are one, make it an alias ({owner.place})",
                    ),
                )


def cycles(library: Library) -> Iterator[Problem]:
    """References that lead round in a cycle, each one way only; and an entry that refers to itself.

    That two entries refer to each other is usual, and so is it in a group of them.
    """
    see = {view.entry.id: [ref.id for ref in view.see] for view in library.entries.values()}
    for ref, others in see.items():
        if ref in others and not library.entries[ref].entry.origin:
            entry = library.entries[ref].entry
            yield Problem(
                "warning",
                "see-itself",
                entry.place,
                Text(f"词条“{entry.name}”参见它自己", f'the entry "{entry.name}" refers to itself'),
                Text("从 see 里去掉", "take it out of see"),
            )
    one_way = {ref: [other for other in others if ref not in see[other]] for ref, others in see.items()}
    for knot in _cycles(one_way):
        first = min(range(len(knot)), key=lambda number: library.entries[knot[number]].entry.place)
        cycle = [*knot[first:], *knot[:first]]
        entry = library.entries[cycle[0]].entry
        if entry.origin:
            continue
        names = " → ".join(library.entries[ref].entry.name for ref in (*cycle, cycle[0]))
        yield Problem(
            "warning",
            "see-circle",
            entry.place,
            Text(f"参见形成循环：{names}", f"references lead in a circle: {names}"),
            Text("去掉其中一处 see", "take one of them out of see"),
        )


def pointless_rules(library: Library) -> Iterator[Problem]:
    """Matching rules that never apply, because their text contains no form of the entry."""
    for entry in (entry for entry in _entries(library) if not entry.origin):
        forms = [plain(form) for form in entry.forms]
        contexts = [(rule, context) for rule in ("never", "always") for context in getattr(entry.match, rule)]
        for rule, context in contexts:
            if not any(form in plain(context) for form in forms):
                message = Text(
                    f"词条“{entry.name}”的 match.{rule} 里“{context}”不含它的任何名称，不起作用",
                    f'match.{rule} of the entry "{entry.name}": "{context}" has no form of it and does nothing',
                )
                yield Problem("warning", "pointless-rule", entry.place, message)


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


def _entries(library: Library) -> Sequence[Entry]:
    """The entries in the order of their files."""
    return sorted((view.entry for view in library.entries.values()), key=lambda entry: entry.place)


def _cycles(edges: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """A cycle of each strongly connected group of `edges`, by depth-first search (iterative, as chains may be long)."""
    done: set[str] = set()
    for start in edges:
        path: list[str] = []
        at: dict[str, int] = {}
        stack = [(start, iter(edges[start]))] if start not in done else []
        while stack:
            ref, others = stack[-1]
            if ref not in at:
                at[ref] = len(path)
                path.append(ref)
            following = next(others, None)
            if following is None:
                done.add(ref)
                del at[path.pop()]
                stack.pop()
            elif following in at:
                yield path[at[following] :]
            elif following not in done:
                stack.append((following, iter(edges[following])))
