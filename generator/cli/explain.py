"""`zhushu explain`: every find of an article, kept or refused, with its line, its context and the reason."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from generator.annotate.normalize import plain
from generator.author.checks.wording import is_deprecated
from generator.cli.articles import finds_in
from generator.cli.console import Console
from generator.cli.parser import Parser
from generator.core.errors import Text
from generator.core.passage import OBJECT, Passage
from generator.core.span import Span
from generator.glossary.load import survey
from generator.settings.config import FILE, load
from generator.settings.entry_keys import TYPE_NAMES

CONTEXT = 10
"""Code points of context on each side."""


def add_arguments(parser: Parser) -> None:
    """The options of `explain`."""
    parser.add(
        "article",
        "文章的路径、文件名或 slug",
        "the article's path, file name or slug",
        metavar=Text("文章", "ARTICLE"),
    )
    parser.add("--term", "只看这个词（或词条）", "only this form or entry", metavar=Text("词", "T"), default="")


def run(args: argparse.Namespace) -> int:
    """Print one line for each find. Raises SiteError if the article cannot be read."""
    shown = 0
    wins = _overridden(args.site)
    for path, finds, _ in finds_in(args.site, [args.article]):
        passages = {passage.number: passage for passage in finds.draft.body.passages}
        spans = [one for one in finds.spans if not args.term or args.term in (one.text, one.ref)]
        for span in sorted(spans, key=lambda one: (one.passage, one.start, -one.end)):
            said = describe(path, span, passages[span.passage], args.console)
            entry = finds.glossary.entries.get(span.ref or "")
            if entry and is_deprecated(span.text, entry):
                said += args.console.of(f"（该写“{entry.preferred}”）", f' (write "{entry.preferred}")')
            args.console.out(said + args.console.of(wins.get((span.ref or "", plain(span.text)), "")))
        shown += len(spans)
    if not shown:
        wanted = Text(f"“{args.term}”", f'"{args.term}"') if args.term else Text("词条或实体", "any entry or entity")
        args.console.out(f"文中没有找到{wanted.zh}", f"the article does not hold {wanted.en}")
    return 0


def _overridden(site: Path) -> Mapping[tuple[str, str], Text]:
    """Id and folded form of an entry → a note that a shared glossary has the form too."""
    if not (site / FILE).is_file() or not (tables := load(site).glossaries):
        return {}
    return {
        (one.by, plain(one.form)): Text(f"（词库“{one.origin}”也有，没有用）", f' (also in "{one.origin}", not used)')
        for one in survey(site, tables)[0].overridden
    }


def describe(path: str, span: Span, passage: Passage, console: Console) -> str:
    """`path:line: …context【mark】context… entry: kept or refused: why`."""
    before = passage.text[max(0, span.start - CONTEXT) : span.start].replace(OBJECT, "□")
    after = passage.text[span.end : span.end + CONTEXT].replace(OBJECT, "□")
    entry = span.ref or console.of("（自动识别）", "(found automatically)")
    verdict, why = (Text("标注", "kept"), span.note) if span.reason is None else (Text("不标", "refused"), span.reason)
    if span.reason is None and why is None and span.margin is not None:
        why = Text(f"分词的读法也是它高 {span.margin:.1f}", f"its reading is {span.margin:.1f} better than any other")
    if span.reason is None and not span.published:
        verdict, why = (
            Text("待定", "held back"),
            Text(f"可信度 {span.score:.2f} 不够", f"score {span.score:.2f} is too low"),
        )
    kind = console.of(TYPE_NAMES[span.label])
    place = f"{path}:{passage.line_at(span.start)}"
    said = f"{place}: {before}【{span.text}】{after} {entry} [{kind}] {console.of(verdict)}"
    return said + (console.of(f"：{why.zh}", f": {why.en}") if why else "")
