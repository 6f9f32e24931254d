"""Raw texts: `.txt` without markup. The module `rules` finds the role of each paragraph."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import PurePosixPath
from typing import Never, cast

from msgspec.structs import replace

from generator.core.draft import Classified, Draft, Meta, Source
from generator.core.errors import Text
from generator.core.passage import Role
from generator.core.settings import ReadSettings
from generator.core.texts import width
from generator.readers import comments, loss
from generator.readers.addresses import Known, known_with
from generator.readers.breaks import joins
from generator.readers.builder import Builder
from generator.readers.dates import date_in
from generator.readers.front_matter import split
from generator.readers.plain.bylines import is_byline
from generator.readers.plain.patterns import LOWER
from generator.readers.plain.reading import Paragraph
from generator.readers.plain.rules import read as roles_of
from generator.readers.tree import Tree
from generator.readers.wiki import marked_up

READ = ReadSettings()
DATED_NAME = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[-_ ]*")
PRINTED: Mapping[Role, tuple[str, str]] = {
    "paragraph": ("p", ""),
    "lead": ("p", ' class="lead"'),
    "caption": ("p", ' class="caption"'),
    "quote": ("p", ""),
    "item": ("li", ""),
}
GROUPS = {"quote": ("<blockquote>\n", "</blockquote>\n"), "item": ("<ul>\n", "</ul>\n")}


def read(source: Source, settings: ReadSettings = READ, *, known: Known | None = None) -> Draft:  # noqa: ARG001 — as other readers
    """The article in `source`; `classified` tells what each of its paragraphs was taken for. Front matter may stand on top."""
    front = split(source.path, source.text)
    unclosed: list[comments.Unclosed] = []
    text = comments.without_comments(front.body, html=False, unclosed=unclosed)
    classified = roles_of(paragraphs_of(text, front.line))
    left = list(_left_out(classified))
    told = (
        *front.problems,
        *comments.problems(source.path, front.line, unclosed),
        *(loss.problem(source.path, one) for one in left),
    )
    meta, classified = _meta(front.meta, source.path, classified)
    tree = _tree(classified, known_with(meta.terms, known))
    return Draft(meta, source, tree, told, tuple(classified), left=tuple(one.text for one in left))


def _left_out(classified: Sequence[Classified]) -> Iterator[loss.Loss]:
    """What does not belong to the article; adjacent lines together."""
    for role, group in groupby(classified, lambda one: one.role):
        if role in ("tail", "dropped"):
            first, *others = group
            yield loss.lines(first.line, first.why, " ".join([first.text, *(one.text for one in others)]))


def paragraphs_of(text: str, first: int = 1) -> list[Paragraph]:
    """The paragraphs of a raw text whose first line has the number `first`.

    Usually each line is a paragraph. If there are empty lines, and most lines between them end in the middle of a
    sentence, the blocks between empty lines are hard-wrapped paragraphs.
    """
    lines = [(line.strip("\u3000 \t\u00a0\u200b\ufeff"), number) for number, line in enumerate(text.split("\n"), first)]
    blocks = list(_blocks(lines))
    if not _is_wrapped(blocks):
        return [Paragraph(line, number) for block in blocks for line, number in block]
    return [
        paragraph
        for block in blocks
        for paragraph in (
            [Paragraph(line, number) for line, number in block]
            if _is_head(block)
            else [Paragraph(_joined([line for line, _ in block]), block[0][1])]
        )
    ]


def _blocks(lines: Iterable[tuple[str, int]]) -> Iterable[list[tuple[str, int]]]:
    """The blocks of lines between empty lines."""
    block: list[tuple[str, int]] = []
    for line, number in lines:
        if line:
            block.append((line, number))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _is_wrapped(blocks: Sequence[Sequence[tuple[str, int]]]) -> bool:
    """Whether the text is hard-wrapped: most lines inside blocks have about the same length and no final punctuation."""
    inner = [line for block in blocks if not _is_head(block) for line, _ in block[:-1]]
    if len(blocks) < 2 or len(inner) < 2:
        return False
    longest = max(map(width, inner))
    broken = sum(1 for line in inner if line[-1] not in "。！？!?…；;：:”」』）)" and width(line) > 0.7 * longest)
    return broken > 0.6 * len(inner) and longest <= 200


def _is_head(block: Sequence[tuple[str, int]]) -> bool:
    """Whether a block holds a title, byline and lead, a line each, rather than a hard-wrapped paragraph."""
    return any(is_byline(line) for line, _ in block)


def _joined(lines: Sequence[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        text += line if joins(text[-1], line[0]) else f" {line}"
    return text


def _meta(meta: Meta, path: str, classified: Sequence[Classified]) -> tuple[Meta, list[Classified]]:
    """The front matter, completed from the text. Without a title in either, the file name is the title."""
    found = {one.role: one.text for one in reversed(classified) if one.role in ("title", "date", "updated")}
    stem = PurePosixPath(path).stem
    dated = DATED_NAME.match(stem)
    title = meta.title or found.get("title", "")
    listed = list(classified)
    if not title and stem:
        title = stem[dated.end() :] if dated and dated.end() < len(stem) else stem
        listed.insert(
            0,
            Classified(
                0, "title", title, 0.5, Text("文件名，正文里没有标题", "the file's name; the text has no title")
            ),
        )
    meta = replace(meta, title=title, updated=meta.updated or date_in(found.get("updated", "")))
    return _with_byline(meta, found.get("date", ""), classified), listed


def _with_byline(meta: Meta, day: str, classified: Sequence[Classified]) -> Meta:
    """`meta` with what the bylines say. What has no key of its own, or another value in the front matter, is put under
    `extra` by its label.
    """
    said: dict[str, list[str]] = {}
    for one in classified:
        if one.role in ("author", "source", "credit"):
            said.setdefault(one.role, []).append(one.text)
    author = "、".join(dict.fromkeys(said.get("author", ())))
    sources = sorted(
        dict.fromkeys(said.get("source", ())), key=lambda name: not name.startswith(("http://", "https://"))
    )
    extra: dict[str, list[str]] = {}
    for credit in said.get("credit", ()):
        label, _, value = credit.partition("：")
        extra.setdefault(label, []).append(value)
    if author and meta.author not in ("", author):
        extra["作者"] = [author]
    if others := sources if meta.source else sources[1:]:
        extra["来源"] = [name for name in others if name != meta.source]
    date = date_in(day)
    if date and meta.date and date.date() != meta.date.date():
        extra["日期"] = [day]
    return replace(
        meta,
        author=meta.author or author,
        source=meta.source or "".join(sources[:1]),
        date=meta.date or date,
        extra={**{label: "、".join(values) for label, values in extra.items() if values}, **meta.extra},
    )


def _tree(classified: Sequence[Classified], known: Known | None) -> Tree:
    builder: Builder[Never] = Builder(known)
    group = ""
    for one in classified:
        if (asked := one.role if one.role in GROUPS else "") != group:
            builder.parts += [GROUPS[group][1]] if group else []
            builder.parts += [GROUPS[asked][0]] if asked else []
            group = asked
        _add(builder, one)
    builder.parts += [GROUPS[group][1]] if group else []
    return builder.tree(builder.parts)


def _add(builder: Builder[Never], one: Classified) -> None:
    """Adds one paragraph to the article, unless its role is not part of the body."""
    if one.role == "heading":
        level = 3 if LOWER.match(one.text) else 2
        builder.section += level == 2
        builder.heading(marked_up(one.text, one.line, builder.addresses).content, one.text, level, one.line)
    elif one.role == "rule":
        builder.parts.append("<hr>\n")
    elif one.role in PRINTED:
        role = cast("Role", one.role)
        tag, attributes = PRINTED[role]
        builder.parts.append(f"<{tag}{attributes}>")
        builder.passage(marked_up(one.text, one.line, builder.addresses).content, role, one.line)
        builder.parts.append(f"</{tag}>\n")
