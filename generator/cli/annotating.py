"""`zhushu annotate FILE…`: the annotations of whole articles."""

import argparse
import re
import sys
from collections.abc import Iterator
from html import escape

from msgspec.structs import replace

from generator import annotate, readers
from generator.article.compose import Composer
from generator.cli import say
from generator.cli.annotate import as_json, inline
from generator.core.errors import Problem
from generator.core.model import AnnotateSettings, Config, Glossary, Source, Span

PLACEHOLDER = re.compile(r"zhushu-link:\d+:")


def print_files(args: argparse.Namespace, config: Config, glossary: Glossary, settings: AnnotateSettings) -> int:
    """Print the annotations of `args.files` in the form `args.format`; exit code 1 where one cannot be read."""
    composer = Composer(config, glossary, settings)
    failed: list[Problem] = []
    for file in args.files:
        source = readers.load(file.parent, file.name)
        if isinstance(source, Problem):
            failed.append(source._replace(place=source.place._replace(path=str(file))))
            continue
        source = replace(source, path=str(file))
        for said in _html(composer, source) if args.format == "html" else _passages(composer, source, args.format):
            sys.stdout.buffer.write(said.encode("utf-8", "replace") + b"\n")
    say.problems(failed, args.language)
    return 1 if failed else 0


def _passages(composer: Composer, source: Source, form: str) -> Iterator[str]:
    """Each passage of an article with every occurrence, whatever the mention policy of pages."""
    finds = composer.find(source)
    kept: dict[int, list[Span]] = {}
    for span in finds.spans:
        if span.reason is None or span.reason in annotate.THINNED:
            kept.setdefault(span.passage, []).append(span)
    for passage in finds.draft.body.passages:
        here = kept.get(passage.number, [])
        yield as_json(passage, here, file=source.path, line=passage.line) if form == "jsonl" else inline(passage.text, here, html=False)


def _html(composer: Composer, source: Source) -> Iterator[str]:
    """An article's body as its page has it; links into the site stay as they are written."""
    piece, html, _ = composer.compose(source)
    targets = {link.placeholder: escape(link.target) for link in piece.composed.links}
    yield PLACEHOLDER.sub(lambda found: targets.get(found[0], found[0]), html)
