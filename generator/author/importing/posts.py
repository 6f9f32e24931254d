"""Markdown posts of Hexo, Jekyll and Hugo. The text is kept, except tags that Markdown has syntax for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from generator.author.importing.lines import GONE, NEWLINE, lines_with_code
from generator.author.importing.pages import from_page
from generator.author.importing.sites import DATED, Site
from generator.author.importing.tags import convert_tags
from generator.author.inlines import Found, readdressed
from generator.core.draft import Draft, Meta, Source
from generator.core.errors import Problem, Text
from generator.core.names import slug_of
from generator.readers import read
from generator.readers.dates import date_of
from generator.readers.front_matter import Front, split
from generator.readers.markdown.shortcodes import expand
from generator.readers.markdown.shortcodes.media import address
from generator.settings.fields import Path

POST_URL = re.compile(r"\A\d{4}-\d{1,2}-\d{1,2}-(?=[^/\s]+\.md(?:#.*)?\Z)")
"""The beginning of an address of such a file; the article's file has no date in its name."""
RAW = re.compile(r"\{%-?[ \t]*(?:end)?raw[ \t]*-?%\}")
BLANKS = re.compile(r"^((?:\s*>)+)\s{1,3}(?=\S)")
"""What a tag leaves before the text of its line."""
KNOWN_HERE = ("unknown-tag", "untitled-link")
"""Problems of a build that importing tells by itself, or mends."""
TAB = re.compile(r'([ \t>]*)(===!? "[^"]*")(?:<br>(.*))?')
"""The first line of a tab, as `expand` makes it."""


class MarkdownPost(Struct, frozen=True):
    """A post: its body and front matter."""

    draft: Draft
    body: str
    line: int
    """Line number of the source at which `body` begins."""
    slug: str
    unknown: Mapping[str, object]
    """Keys of its front matter that are not ours."""
    table: Mapping[str, object]
    """Its front matter as written."""
    lines: Mapping[Path, int]
    """The line of each of its keys."""


def from_markdown(source: Source, site: Site | None, *, drafts: bool) -> MarkdownPost:
    """The post in `source`, which belongs to `site`. With `drafts` it lies in a folder of drafts."""
    draft, front = read(source), split(source.path, source.text)
    meta, slug = _meta_of(draft, source, drafts=drafts)
    unknown, problems = _unknown(front, [problem for problem in draft.problems if problem.code not in KNOWN_HERE])
    turned = convert_tags(front.body, front.line, site, meta.title)
    if site and site.kind == "jekyll":  # which runs Liquid before code is code
        turned.lines = [RAW.sub("", line) if code else line for _, line, code in lines_with_code(turned.lines)]
    made = expand("\n".join(turned.lines), source.path, front.line, keep=True)
    meta = replace(meta, toc=True) if turned.toc and meta.toc is None else meta
    body = readdressed("\n".join(_separate_quotes(front.body.split("\n"), made.text.split("\n"))), _without_date)
    return MarkdownPost(
        replace(draft, meta=meta, problems=(*problems, *made.problems), classified=tuple(turned.dropped)),
        body.strip("\n"),
        front.line + len(body) - len(body.lstrip("\n")),
        slug,
        unknown,
        front.table or {},
        front.lines,
    )


def from_html(source: Source, *, drafts: bool) -> MarkdownPost:
    """The same for a post in HTML."""
    front = split(source.path, source.text)
    body, page = from_page(source)
    meta, slug = _meta_of(page.draft, source, drafts=drafts)
    unknown, problems = _unknown(front, page.draft.problems)
    draft = replace(page.draft, meta=meta, problems=tuple(problems), classified=page.dropped)
    return MarkdownPost(draft, body.strip("\n"), 0, slug, unknown, front.table or {}, front.lines)


def _meta_of(draft: Draft, source: Source, *, drafts: bool) -> tuple[Meta, str]:
    """The front matter, completed from the name of the file, and the slug."""
    stem = PurePosixPath(source.path).stem
    dated = DATED.match(stem)
    name = stem[dated.end() :] if dated else stem
    meta = replace(
        draft.meta,
        title=draft.meta.title or name,
        draft=draft.meta.draft or drafts,
        date=draft.meta.date or (date_of(dated[1]) if dated else None),
    )
    return meta, slug_of(meta.slug or name)


def _without_date(link: Found) -> str | None:
    """The address of another post's file without the date in its name."""
    new = POST_URL.sub("", link.url)
    return address(new) if link.kind != "tag" and new != link.url else None


def _separate_quotes(old: list[str], new: list[str]) -> Iterator[str]:
    """`new` with the quotations and boxes that came from tags separated from the lines around them."""
    if len(old) != len(new):
        yield from new
        return
    made = [
        after.lstrip().startswith(">") and not before.lstrip().startswith(">")
        for before, after in zip(old, new, strict=True)
    ]
    for number, line in enumerate(new):
        after_made = number > 0 and made[number - 1]
        above = new[number - 1] if number else ""
        if line != old[number] and (tab := TAB.fullmatch(line)):
            yield _tab(*tab.groups(), below=bool(number and (above + old[number - 1]).strip()))
        elif not made[number]:
            emptied = not line.strip() and bool(old[number].strip()) and old[number] != GONE
            yield _outside_quote(line, emptied=emptied, after_made=after_made)
        else:
            before_made = number + 1 < len(new) and made[number + 1]
            said = line if old[number][:1].isspace() else BLANKS.sub(r"\1 ", line)
            yield _in_quote(said, begins=not after_made, below=bool(above.strip()), before_made=before_made)


def _tab(lead: str, heading: str, behind: str | None, *, below: bool) -> str:
    """The heading of a tab, and what stood behind it on its line; `below` is whether something stands above it."""
    apart = "" if ">" in lead else NEWLINE
    return f"{apart if below else ''}{lead}{heading}{apart}" + (f"{NEWLINE}{lead}    {behind}" if behind else "")


def _outside_quote(line: str, *, emptied: bool, after_made: bool) -> str:
    """A line of no such quotation. `emptied` is whether it was a tag alone."""
    if emptied:
        return NEWLINE if after_made else GONE
    return f"{NEWLINE}{line}" if after_made and line.strip() and not line.lstrip().startswith(">") else line


def _in_quote(line: str, *, begins: bool, below: bool, before_made: bool) -> str:
    """A line of such a quotation; one that begins it without text is left out if another follows."""
    sign = re.match(r"(?:\s*>)+ ?", line)
    begin = sign[0] if sign else "> "
    if begins and not line[len(begin) :].strip() and before_made:
        return GONE
    parts = re.sub(r"^(\s*>[> ]*)<br>(?=—— )", rf"{begin.rstrip()}{NEWLINE}\1", line)
    parts = re.sub(r"(\[!\w+\][^<\n]*)<br>", rf"\1{NEWLINE}{begin}", parts)
    return f"{NEWLINE if begins and below else ''}{parts.rstrip()}"


def _unknown(front: Front, problems: Sequence[Problem]) -> tuple[dict[str, object], list[Problem]]:
    """The unknown keys of the front matter with their values, and `problems` with those keys as warnings."""
    told = {problem.place.line for problem in problems if problem.code == "unknown-key"}
    unknown = {key: value for key, value in (front.table or {}).items() if front.lines.get((key,)) in told}
    return unknown, [_kept(problem) if problem.code == "unknown-key" else problem for problem in problems]


def _kept(problem: Problem) -> Problem:
    message = Text(f"{problem.message.zh}，放到 extra 里", f"{problem.message.en}, put under extra")
    return problem._replace(level="warning", message=message, hint=None)
