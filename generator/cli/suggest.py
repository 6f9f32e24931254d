"""`zhushu suggest`: terms and entities that no entry covers, best first; `--add` writes stubs for them."""

import argparse
import json
import shlex
from collections.abc import Collection, Sequence
from pathlib import Path

from msgspec.structs import asdict

from generator import annotate
from generator.annotate.suggesting import across
from generator.annotate.suggesting.twins import Twins
from generator.annotate.suggestion import Suggestion
from generator.cli.articles import finds_in
from generator.cli.console import Console
from generator.cli.parser import Parser
from generator.core.errors import Place, Problem, SiteError, Text, did_you_mean
from generator.core.texts import width
from generator.readers.emphasis import strong
from generator.readers.plain.bylines import without_bylines
from generator.settings.entry_keys import TYPE_NAMES

Ranked = tuple[Suggestion, Collection[str]]
"""A suggestion with the paths of its articles."""
TABLE_ROWS = 40
"""How many suggestions a table shows; the other formats give all."""
GROUPS = {
    "quoted": Text("引号", "quoted"),
    "bold": Text("加粗", "bold"),
    "defined": Text("有定义", "defined"),
    "latin": Text("外文", "latin"),
    "entity": Text("实体", "entity"),
    "ranked": Text("统计", "ranked"),
}


def add_arguments(parser: Parser) -> None:
    """The options of `suggest`."""
    parser.add(
        "articles",
        "文章的路径、文件名或 slug（默认为全站）",
        "path, file name or slug (default: the whole site)",
        nargs="*",
        metavar=Text("文章", "ARTICLE"),
    )
    parser.add("--format", "输出格式", "how to print", choices=("table", "json", "toml"), default="table")
    parser.add("--top", "只要前 N 个", "only the first N", type=int, default=0, metavar="N")
    parser.add(
        "--add",
        "把指定的名称写成待补释义的词条；不指定则写列出的那些（配合 --top）",
        "write the suggestions of these names as entries to be defined; without names those that are listed (use --top)",
        nargs="*",
        metavar=Text("名称", "NAME"),
    )


def run(args: argparse.Namespace) -> int:
    """Print the suggestions; with `--add` also write stubs. Raises SiteError if an article cannot be read."""
    found: dict[str, list[Suggestion]] = {}
    tags: dict[str, tuple[str, ...]] = {}
    twins = Twins()
    for path, finds, settings in finds_in(args.site, args.articles):
        passages = without_bylines(finds.draft.body.passages)
        if twin := twins.of(path, passages):
            args.console.err(
                f"{path}: 与 {twin} 是同一篇文字，只算一次", f"{path}: says the same as {twin}, which counts once"
            )
            continue
        found[path] = annotate.suggest(passages, finds.spans, finds.glossary, settings, strong(finds.draft.body))
        tags[path] = annotate.key_terms(passages, finds.counts, finds.glossary, settings)
    ranked: list[Ranked] = (
        across(found) if len(found) > 1 else [(one, [path]) for path, several in found.items() for one in several]
    )
    adding = args.add is not None
    chosen = (
        _named(ranked, args.add)
        if args.add
        else ranked[: args.top or (TABLE_ROWS if args.format == "table" or adding else None)]
    )
    PRINT[args.format](chosen, len(ranked), args.console)
    if args.format == "table" and chosen and not adding:
        begin = args.console.of("把前几个写成词条：zhushu suggest", "write the first as entries: zhushu suggest")
        args.console.out(" ".join([begin, *([shlex.join(args.articles)] if args.articles else []), "--top N --add"]))
    if args.format == "table" and args.articles:
        _propose_tags(tags, args.console)
    if adding:
        _add(args.site, chosen, args.console)
    return 0


def _named(ranked: Sequence[Ranked], names: Sequence[str]) -> list[Ranked]:
    """The suggestions with these names. Raises SiteError for a name that is not suggested."""
    by_name = {one.surface: (one, paths) for one, paths in ranked}
    unknown = [name for name in dict.fromkeys(names) if name not in by_name]
    if unknown:
        raise SiteError([_no_suggestion(name, by_name) for name in unknown])
    return [by_name[name] for name in dict.fromkeys(names)]


def _no_suggestion(name: str, known: Collection[str]) -> Problem:
    return Problem(
        "error",
        "unknown-suggestion",
        Place("--add"),
        Text(f"推荐里没有“{name}”", f'"{name}" is not among the suggestions'),
        did_you_mean(name, known),
    )


def _table(chosen: Sequence[Ranked], total: int, console: Console) -> None:
    if not chosen:
        console.out("没有新的候选。", "nothing new to suggest.")
        return
    widest = max(width(one.surface) for one, _ in chosen)
    for number, (one, paths) in enumerate(chosen, 1):
        group = console.of(GROUPS[one.group])
        spread = f"{next(iter(paths))}:{one.line}"
        if len(paths) > 1:
            spread = console.of(f"{len(paths)} 篇", f"{len(paths)} articles")
        head = f"{number:>3}  {one.surface}{' ' * (widest - width(one.surface))}  {one.count:>4}×  {group}"
        kind = "" if one.type == "term" else f"·{console.of(TYPE_NAMES[one.type])}"
        console.out(f"{head}{kind}  {spread}\n       {_cut(one.context, 70)}")
    if total > len(chosen):
        console.out(f"……共 {total} 个，用 --format json 看全部", f"… of {total}; --format json gives all")


def _propose_tags(tags: dict[str, tuple[str, ...]], console: Console) -> None:
    """Print the key terms of each article, as possible tags."""
    for path, terms in tags.items():
        if terms:
            console.out(f"{path} 可用的标签：{'、'.join(terms)}", f"{path}: tags that fit: {', '.join(terms)}")


def _json(chosen: Sequence[Ranked], _total: int, console: Console) -> None:
    said = [{**asdict(one), "articles": sorted(paths)} for one, paths in chosen]
    console.as_json(said)


def _toml(chosen: Sequence[Ranked], _total: int, console: Console) -> None:
    for one, paths in chosen:
        console.out(
            f'# {one.context}\n[[entry]]\nname = {json.dumps(one.surface, ensure_ascii=False)}\ntype = "{one.type}"\n'
            f'definition = ""\nsources = {json.dumps(sorted(paths), ensure_ascii=False)}\ntodo = true\n'
        )


PRINT = {"table": _table, "json": _json, "toml": _toml}


def _add(root: Path, chosen: Sequence[Ranked], console: Console) -> None:
    """Write one entry for each suggestion, without a definition."""
    from generator.author.edits import add_entry, write

    for one, _ in chosen:
        edit = add_entry(root, one.surface, one.type)
        write(root, edit)
        kind = TYPE_NAMES[one.type]
        console.out(
            f"已写入 {edit.path}（{kind.zh}），请补上释义",
            f"wrote {edit.path} ({kind.en}); its definition is still to be written",
        )


def _cut(text: str, columns: int) -> str:
    """`text`, cut to at most `columns`."""
    while width(text) > columns:
        text = text[:-2] + "…"
    return text
