"""`zhushu export`: glossary and annotations in the forms of other programs."""

import argparse
import sys
from pathlib import Path

from msgspec.structs import replace

from generator.cli import say
from generator.cli.build import STAGES
from generator.core.article import Article
from generator.core.errors import Place, Problem, SiteError, Text, refusal
from generator.core.library import Library
from generator.site.formats import FORMATS

BEGINNING = 100
"""Bytes by which an earlier export of the same form is known."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `export`."""
    language = parser.get_default("language")
    parser.add_argument("--format", choices=FORMATS, required=True, help=Text("输出格式", "the form").of(language))
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help=Text("写到这个文件（默认标准输出）", "write to this file (default: standard output)").of(language),
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help=Text("文件已有也覆盖", "overwrite a file that is there").of(language),
    )


def run(args: argparse.Namespace) -> int:
    """Export the site without its drafts; raises SiteError where it has errors."""
    from generator.pipeline.build import Site

    library, problems = Site(args.site, args.site / "build", progress=say.Bar(args.language, STAGES)).collect()
    errors = [problem for problem in problems if problem.level == "error"]
    if errors:
        raise SiteError(errors)
    data = FORMATS[args.format](without_drafts(library))
    if args.output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return 0
    if not args.force and not is_ours(args.output, data):
        message = Text("已经有这个文件，没有覆盖", "this file is there already; it was left as it is")
        hint = Text("换一个文件名，或加 --force", "choose another name, or add --force")
        raise SiteError([Problem("error", "exists", Place(str(args.output)), message, hint)])
    try:
        args.output.write_bytes(data)
    except OSError as error:
        why = refusal(error)
        raise SiteError(
            [
                Problem(
                    "error", "io", Place(str(args.output)), Text(f"无法写入：{why.zh}", f"cannot be written: {why.en}")
                )
            ]
        ) from None
    say.line(
        Text(f"写好了 {args.output}（{len(data)} 字节）", f"wrote {args.output} ({len(data)} bytes)").of(args.language)
    )
    return 0


def is_ours(path: Path, data: bytes) -> bool:
    """Whether a file may be written: there is none, it is empty, or it begins as `data`, what it would be."""
    try:
        with path.open("rb") as file:
            head = file.read(BEGINNING)
    except OSError:
        return not path.is_file()  # what else stands in the way is told where it is written
    return not head or head == data[:BEGINNING]


def without_drafts(library: Library) -> Library:
    """`library` as if its drafts were not there."""

    def kept(articles: tuple[Article, ...]) -> tuple[Article, ...]:
        return tuple(article for article in articles if not article.meta.draft)

    entries = {}
    for ref, view in library.entries.items():
        where = tuple(one for one in view.where if not one.article.meta.draft)
        entries[ref] = replace(view, where=where, count=sum(one.count for one in where))
    tags = {tag: shown for tag, articles in library.tags.items() if (shown := kept(articles))}
    return replace(library, articles=kept(library.articles), pages=kept(library.pages), entries=entries, tags=tags)
