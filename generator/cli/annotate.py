"""`zhushu annotate`: the annotations alone, of files or of lines on standard input, with or without a site."""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from msgspec.structs import replace

from generator import annotate, readers
from generator.article.compose import Composer, Finds
from generator.cli.console import Console
from generator.cli.parser import Parser
from generator.core.draft import Meta, with_links
from generator.core.entry import Glossary
from generator.core.errors import Place, Problem, Text, WrongUsage
from generator.core.groups import grouped
from generator.core.passage import Passage
from generator.core.settings import AnnotateSettings, Config
from generator.core.span import Annotate, Span
from generator.core.visibility import standing_of
from generator.readers import wiki

NOT_PUBLIC = {
    "private": Text("不公开", "private"),
    "draft": Text("还是草稿", "a draft"),
    "scheduled": Text("还没到发布的时候", "not yet published"),
    "expired": Text("已到期", "past its end"),
}
"""Standing of an unpublished article → its name in a message."""


def add_arguments(parser: Parser) -> None:
    """The options of `annotate`."""
    parser.add(
        "files",
        "文章（Markdown、纯文本或 HTML）",
        "articles (Markdown, text or HTML)",
        nargs="*",
        type=Path,
        metavar=Text("文件", "FILE"),
    )
    parser.flag("--lines", "从标准输入读，每行一段", "read standard input, one passage a line")
    parser.glossary()
    parser.add(
        "--entities",
        "实体：自动找、只认词条、不标",
        "entities: found automatically, listed ones only, none",
        choices=("auto", "listed", "off"),
    )
    parser.add(
        "--dictionary",
        "代替 jieba 自带词典的文件",
        "a dictionary in jieba's form to use instead of its own",
        type=Path,
        metavar="FILE",
    )
    parser.add(
        "--format",
        "输出格式（默认 jsonl）",
        "what to print (default: jsonl)",
        choices=("jsonl", "text", "html"),
        default="jsonl",
    )


def run(args: argparse.Namespace) -> int:
    """Print the annotations; exit code 1 if a file cannot be read. Raises WrongUsage if there is nothing to annotate."""
    if bool(args.files) == args.lines:
        raise WrongUsage(
            "用法有误：要么给出文件，要么用 --lines 从标准输入读", "give files, or --lines to read standard input"
        )
    config, glossary, settings = load_inputs(args)
    if args.lines:
        _print_lines(args.format, annotate.annotator(glossary, settings, kept_only=True, extra=config.extra))
        return 0
    return _print_files(args, config, glossary, settings)


def load_inputs(args: argparse.Namespace) -> tuple[Config, Glossary, AnnotateSettings]:
    """Settings and glossary from the command line, else from the site in `args.site`, else the defaults."""
    config, cache = Config(), ""
    if (args.site / "site.toml").is_file():
        from generator.settings.config import load

        config, cache = load(args.site), str(args.site / ".cache")
    entities = args.entities or config.entities
    dictionary = str(args.dictionary) if args.dictionary else ""
    return config, _glossary(args), AnnotateSettings(entities, config.published, dictionary, cache, config.plugins)


def _glossary(args: argparse.Namespace) -> Glossary:
    from generator.glossary.load import FOLDER, load_glossary

    if args.glossary is None and not (args.site / FOLDER).is_dir():
        return Glossary()
    return load_glossary(args.glossary or args.site)


def _print_lines(form: str, annotator: Annotate) -> None:
    out = sys.stdout.buffer
    for line in _lines():
        passage = Passage(0, line)
        kept = [span for span in annotator([passage]) if span.reason is None]
        said = json_parts(passage, kept) if form == "jsonl" else [inline(line, kept, html=form == "html")]
        out.writelines(part.encode() for part in said)
        out.write(b"\n")
        out.flush()


def _lines() -> Iterator[str]:
    """The lines of standard input without line ends. Invalid UTF-8 becomes U+FFFD, so that no input stops the work."""
    first = True
    for line in sys.stdin.buffer:
        text = line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "replace")
        yield text.removeprefix("\ufeff") if first else text
        first = False


def as_json(passage: Passage, kept: Iterable[Span], **more: object) -> str:
    """A passage with its annotations as one JSON object in one line; `more` are further keys of it."""
    return "".join(json_parts(passage, kept, **more))


def json_parts(passage: Passage, kept: Iterable[Span], **more: object) -> Iterator[str]:
    """The pieces of `as_json`: a passage may be a book in one line."""
    yield f'{{"text": {json.dumps(passage.text, ensure_ascii=False)}, "annotations": ['
    comma = ""
    for span in kept:
        yield comma + json.dumps(_annotation(span), ensure_ascii=False)
        comma = ", "
    yield "]" + "".join(f', "{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in more.items()) + "}"


def _annotation(span: Span) -> dict[str, object]:
    return {
        "start": span.start,
        "end": span.end,
        "text": span.text,
        "kind": "term" if span.label == "term" else "entity",
        "entry": None if span.choices else span.ref,
        "type": span.label,
        "score": span.score,
        "published": span.published and not span.choices,
        **({"candidates": list(span.choices)} if span.choices else {}),
    }


def inline(text: str, kept: Iterable[Span], *, html: bool) -> str:
    """`text` with its marks inline: `⟦产业互联网⟧`, `⟦王景田|person⟧`, or as `<mark>` elements."""
    quoted = escape if html else str
    said, last = "", 0
    for span in kept:
        opening, closing = _marks(span, html=html)
        said += quoted(text[last : span.start]) + opening + quoted(span.text) + closing
        last = span.end
    return said + quoted(text[last:])


def _marks(span: Span, *, html: bool) -> tuple[str, str]:
    if html:
        return f'<mark data-type="{span.label}">', "</mark>"
    return "⟦", "⟧" if span.label == "term" else f"|{span.label}⟧"


def _print_files(args: argparse.Namespace, config: Config, glossary: Glossary, settings: AnnotateSettings) -> int:
    """Print the annotations of `args.files` in the form `args.format`; exit code 1 if one cannot be read."""
    composer = Composer(config, glossary, settings)
    failed: list[Problem] = []
    for file in args.files:
        source = readers.load_file(file)
        if isinstance(source, Problem):
            failed.append(source._replace(place=source.place._replace(path=str(file))))
            continue
        source = replace(source, path=str(file))
        lines: Iterable[str]
        if args.format == "html":  # the body as on its page; links into the site stay as written
            made = composer.compose(source)
            meta, lines = made.composed.meta, [with_links(wiki.settle(made.html, {}), made.composed.links)]
        else:
            finds = composer.find(source)
            meta, lines = finds.draft.meta, _passages(finds, args.format)
        _note_unpublished(_within(args.site, file), config, args.console, meta)
        for said in lines:
            sys.stdout.buffer.write(said.encode("utf-8", "replace") + b"\n")
    args.console.problems(failed)
    return 1 if failed else 0


def _within(site: Path, file: Path) -> str:
    """The path of `file` relative to the site's folder; only its name if it is elsewhere."""
    try:
        return file.resolve().relative_to(site.resolve()).as_posix()
    except ValueError:
        return file.name


def _note_unpublished(path: str, config: Config, console: Console, meta: Meta) -> None:
    """Note that an article is not public. It is annotated all the same, as it was named."""
    standing = standing_of(path, meta, time.time(), config.zone).standing
    if said := NOT_PUBLIC.get(standing):
        message = Text(
            f"这篇文章{said.zh}，只在这里标注，网站上没有", f"this article is {said.en}: annotated here alone"
        )
        console.problems([Problem("note", "not-published", Place(path, 1), message)])


def _passages(finds: Finds, form: str) -> Iterator[str]:
    """Each passage of an article with every occurrence: the mention policy is for pages alone."""
    shown = (None, *annotate.THINNED)
    kept = grouped((span.passage, span) for span in finds.spans if span.reason in shown)
    for passage in finds.draft.body.passages:
        here = kept.get(passage.number, [])
        if form == "jsonl":
            yield as_json(passage, here, file=finds.draft.source.path, line=passage.line)
        else:
            yield inline(passage.text, here, html=False)
