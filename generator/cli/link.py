"""`zhushu link`: proposes items of Wikidata for entries; `--add` writes their ids into the glossary."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.author.edits import set_wikidata, write
from generator.author.linking.propose import Proposal, propose
from generator.author.linking.wikidata import ENDPOINT, Wikidata
from generator.cli.console import Console
from generator.cli.parser import Parser
from generator.core.entry import Entry
from generator.core.errors import Place, Problem, SiteError, Text, WrongUsage, did_you_mean
from generator.core.urls import is_base
from generator.glossary import load as glossary
from generator.glossary.entry import QID

MOST = 20
"""Entries in one run, if the author gives no other number."""
SHOWN = 5
"""Candidates of an entry that the table shows."""
EVIDENCE = {
    "label": Text("名称相同", "same name"),
    "alias": Text("别名相同", "same alias"),
    "type": Text("类型相符", "type agrees"),
    "not-type": Text("类型不符", "another type"),
    "definition": Text("说明与释义相近", "description like the definition"),
}


def add_arguments(parser: Parser) -> None:
    """The options of `link`."""
    parser.add(
        "entries",
        "词条的名称；不写就是还没有编号的",
        "entries by name; those without an id where none is named",
        nargs="*",
        metavar=Text("词条", "ENTRY"),
    )
    parser.flag("--add", "把没有疑问的编号写进词条", "write the ids that are beyond doubt into their entries")
    parser.add(
        "--id",
        "不上网，直接把这个编号写进指定的词条",
        "ask nobody, and write this id into the one entry named",
        default="",
        metavar="QID",
    )
    parser.add(
        "--top",
        f"最多查询几个词条（默认 {MOST}）",
        f"ask for at most N entries (default: {MOST})",
        type=int,
        default=MOST,
        metavar="N",
    )
    parser.add("--format", "输出格式", "how to print", choices=("table", "json"), default="table")
    parser.add("--endpoint", "别的 Wikibase 的接口", "the API of another Wikibase", default=ENDPOINT, metavar="URL")


def run(args: argparse.Namespace) -> int:
    """Print the candidates, and write what `--add` or `--id` asks for; exit code 1 if any of it failed. Raises
    WrongUsage, and SiteError if the glossary has errors or an entry is unknown.
    """
    known = glossary.load(args.site).entries
    if args.id:
        return _write_one(args, known)
    if not is_base(args.endpoint):
        raise WrongUsage("--endpoint 要一个完整的网址", "--endpoint needs a full address")
    chosen = _chosen(known, args.entries, args.console)
    wikidata = Wikidata(args.endpoint)
    bar = args.console.bar({"link": Text("查找", "asking")})
    proposals, written, failed = [], {}, 0
    for number, entry in enumerate(chosen[: max(args.top, 0)], 1):
        if wikidata.stopped:
            break
        proposal = propose(entry, wikidata)
        proposals.append(proposal)
        failed += proposal.failure is not None
        if args.add and proposal.clear:
            try:
                written[entry.id] = _write(args.site, entry, proposal.clear.item.id)
            except SiteError as error:
                args.console.problems(error.problems)
                failed += 1
        bar("link", number, min(len(chosen), args.top))
    if args.format == "json":
        args.console.as_json([_as_json(one, written.get(one.entry.id), args.console) for one in proposals])
    else:
        _table(args, proposals, written, len(chosen))
    return 1 if failed else 0


def _chosen(known: Mapping[str, Entry], names: Sequence[str], console: Console) -> list[Entry]:
    """The named entries, or all of the site's own, without those that have an id."""
    forms = {form: entry for entry in reversed([*known.values()]) for form in (*entry.forms, entry.name, entry.id)}
    if unknown := [name for name in names if name not in forms]:
        raise SiteError([_unknown(name, forms) for name in unknown])
    wanted = dict.fromkeys(forms[name].id for name in names) if names else known
    for entry in (known[one] for one in wanted if names):
        if entry.wikidata:
            console.err(f"“{entry.name}”已有 {entry.wikidata}", f'"{entry.name}" has {entry.wikidata}')
    mine = [known[one] for one in wanted if names or not known[one].origin]
    return [entry for entry in mine if not entry.wikidata and not entry.choices]


def _unknown(name: str, known: Mapping[str, Entry]) -> Problem:
    said = Text(f"没有词条“{name}”", f'there is no entry "{name}"')
    return Problem("error", "unknown-entry", Place("link"), said, did_you_mean(name, known))


def _write_one(args: argparse.Namespace, known: Mapping[str, Entry]) -> int:
    item = args.id.rpartition("/")[2].upper()
    if len(args.entries) != 1 or not QID.fullmatch(item):
        raise WrongUsage("--id 要一个编号（如 Q148）和一个词条", "--id needs an id (such as Q148) and one entry")
    for entry in _chosen(known, args.entries, args.console):
        path = _write(args.site, entry, item)
        args.console.out(_wrote(item, entry, path))
    return 0


def _write(root: Path, entry: Entry, item: str) -> str:
    edit = set_wikidata(root, entry, item)
    write(root, edit)
    return edit.path


def _wrote(item: str, entry: Entry, path: str) -> Text:
    return Text(f"已写入 {path}：{entry.name} {item}", f"wrote {path}: {entry.name} {item}")


def _as_json(one: Proposal, path: str | None, console: Console) -> Mapping[str, object]:
    return {
        "entry": one.entry.id,
        "type": one.entry.type,
        "candidates": [
            {
                "id": each.item.id,
                "label": each.item.label,
                "description": each.item.description,
                "score": each.score,
                "evidence": each.evidence,
            }
            for each in one.candidates
        ],
        "clear": one.clear.item.id if one.clear else None,
        "written": path,
        "failure": console.of(one.failure) if one.failure else None,
    }


def _table(args: argparse.Namespace, proposals: Sequence[Proposal], written: Mapping[str, str], total: int) -> None:
    console = args.console
    for one in proposals:
        console.out(one.entry.name)
        if one.failure:
            console.err(f"  {console.of(one.failure)}")
        elif not one.candidates:
            console.out(f"  {console.of('没有找到', 'nothing found')}")
        for each in one.candidates[:SHOWN]:
            sign = "✓" if each is one.clear else " "
            why = console.of("、", ", ").join(console.of(EVIDENCE[word]) for word in each.evidence)
            about = console.of(f"（{why}）", f" ({why})") if why else ""
            console.out(f" {sign} {each.item.id}  {each.item.label}  {each.item.description}{about}")
        if one.entry.id in written and one.clear:
            console.out(f"  {console.of(_wrote(one.clear.item.id, one.entry, written[one.entry.id]))}")
    if not total:
        console.out("词条都有编号了", "all entries have an id")
    elif total > len(proposals):
        left = total - len(proposals)
        console.out(f"还有 {left} 个词条没有查询（--top）", f"{left} more not asked for (--top)")
    if not args.add and any(one.candidates for one in proposals):
        console.out(
            "✓ 表示没有疑问，--add 会写入；其余请核对后再写：zhushu link 词条 --id Q…",
            "✓ is beyond doubt and written by --add; look at others first, then: zhushu link ENTRY --id Q…",
        )
