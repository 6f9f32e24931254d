"""Markdown posts of Hexo, Jekyll and Hugo: the text stays as it is, but for tags that have an equal in Markdown."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from generator.core.draft import Draft, Source
from generator.core.errors import Problem, Text
from generator.core.names import slug_of
from generator.readers import read
from generator.readers.dates import date_of
from generator.readers.front_matter import HEXO_BLOCK, split
from generator.readers.markdown.shortcodes import expand
from generator.settings import toml, yaml

DATED_NAME = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[-_]+(?=.)")
"""Jekyll's file names: `2019-03-01-name.md`."""
POST_URL = re.compile(r"(\]\()\d{4}-\d{1,2}-\d{1,2}-(?=[^()/\s]+\.md(?:#[^()\s]*)?\))")
"""A link to such a file; what it becomes here has no date in its name."""
FRONT = re.compile(r"\A(?P<fence>---|\+\+\+)[ \t]*\n(?P<block>.*?)^(?P=fence)[ \t]*$", re.DOTALL | re.MULTILINE)


class Post(Struct, frozen=True):
    """A post, its body, and the keys of its front matter that nobody knows."""

    draft: Draft
    body: str
    line: int
    """The line of the source on which `body` begins."""
    slug: str
    unknown: Mapping[str, object]


def from_markdown(source: Source, *, drafts: bool) -> Post:
    """The post in `source`; `drafts`: it lies in a folder of drafts."""
    draft, front = read(source), split(source.path, source.text)
    stem = PurePosixPath(source.path).stem
    dated = DATED_NAME.match(stem)
    name = stem[dated.end() :] if dated else stem
    meta = replace(
        draft.meta,
        title=draft.meta.title or name,
        draft=draft.meta.draft or drafts,
        date=draft.meta.date or (date_of(dated[1]) if dated else None),
    )
    unknown, problems = _unknown(
        source.text, tuple(problem for problem in draft.problems if problem.code != "unknown-tag")
    )
    made = expand(front.body, source.path, front.line, keep=True)
    body, problems = POST_URL.sub(r"\1", made.text), (*problems, *made.problems)
    return Post(
        replace(draft, meta=meta, problems=problems),
        body.strip("\n"),
        front.line + len(body) - len(body.lstrip("\n")),
        slug_of(meta.slug or name),
        unknown,
    )


def _unknown(text: str, problems: tuple[Problem, ...]) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """The keys of the front matter that nobody knows, with their values, and the problems, in which they are now
    warnings.
    """
    told = {problem.place.line for problem in problems if problem.code == "unknown-key"}
    found = FRONT.match(text) or HEXO_BLOCK.match(text) if told else None
    if not found:
        return {}, problems
    fence, block = found.groups() if found.re is FRONT else ("", found[1])
    table, lines = _table(fence, block)
    unknown = {key: value for key, value in table.items() if lines.get((key,)) in told}
    return unknown, tuple(_kept(problem) if problem.code == "unknown-key" else problem for problem in problems)


def _table(fence: str, block: str) -> tuple[Mapping[str, object], Mapping[toml.Path, int]]:
    """The front matter as it is written, and the lines of its keys."""
    if fence == "+++":
        return toml.parse("", block)[0], toml.lines_of("\n" + block)
    table, lines, _ = yaml.parse("", block, 2 if fence else 1)
    return table if isinstance(table, dict) else {}, lines


def _kept(problem: Problem) -> Problem:
    message = Text(f"{problem.message.zh}，放到 extra 里", f"{problem.message.en}, put under extra")
    return problem._replace(level="warning", message=message, hint=None)
