"""Whether this tree builds slower than another revision: the two in turns, on the same small sites.

    python -m benchmarks.regression --against origin/main

Counts instructions of user code where `perf` may (they hardly vary), else seconds of CPU, of which the least of each
side's runs are compared. Ends with 1 where a case costs more than 5 % more. One process, so that nothing depends on the
number of cores.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import corpus, measure
from benchmarks.__main__ import SETTINGS

ALLOWED = 1.05
"""How much a case may cost of what it did."""
HERE = Path(__file__).parent.parent


@dataclass(frozen=True)
class Tree:
    """A tree of the program, and a site of its own that it builds."""

    name: str
    program: Path
    site: Path


def main() -> int:
    """Compare as the command line asks; the exit code is 1 where something became slower."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--against", required=True, metavar="REVISION")
    ask.add_argument("--articles", type=int, default=60)
    ask.add_argument("--runs", type=int, default=7)
    said = ask.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        other = Path(scratch) / "program"
        subprocess.run(
            ["git", "worktree", "add", "--detach", "--quiet", str(other), said.against], cwd=HERE, check=True
        )
        try:
            trees = [Tree("before", other, Path(scratch) / "before"), Tree("now", HERE, Path(scratch) / "now")]
            return compare(trees, said.articles, said.runs)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(other)], cwd=HERE, check=True)


def compare(trees: list[Tree], articles: int, runs: int) -> int:
    """Print each case; 1 where one costs too much."""
    cost = instructions if can_count() else seconds
    print(f"{'':24} {'before':>14} {'now':>14}   {cost.__name__}")
    slower = False
    for entities in ("listed", "auto"):
        for tree in trees:
            make_site(tree.site, articles, entities)
        for case, change in CASES.items():
            costs: dict[str, list[float]] = {tree.name: [] for tree in trees}
            for turn in range(runs):
                for tree in trees:
                    change(tree.site, turn)
                    costs[tree.name].append(cost(tree))
            before, now = min(costs["before"]), min(costs["now"])
            mark = "  slower" if now > ALLOWED * before else ""
            slower = slower or bool(mark)
            print(f"{entities + ', ' + case:24} {before:14.6g} {now:14.6g} {now / before:7.3f}{mark}", flush=True)
    return int(slower)


def make_site(site: Path, articles: int, entities: str) -> None:
    """A site of so many synthetic articles."""
    shutil.rmtree(site, ignore_errors=True)
    (site / "content/articles").mkdir(parents=True)
    (site / "content/glossary").mkdir()
    for name, text in corpus.articles(articles, None):
        (site / "content/articles" / name).write_text(text, encoding="utf-8")
    (site / "content/glossary/terms.toml").write_text(corpus.glossary(corpus.words(100)), encoding="utf-8")
    (site / "site.toml").write_text(SETTINGS.format(entities=entities, search="false"))


def cold(site: Path, _: int) -> None:
    """Nothing is known of the site."""
    measure.put_aside(site / ".cache")
    measure.put_aside(site / "build")


def one_article(site: Path, turn: int) -> None:
    """One article says something else."""
    (site / "content/articles/a00000.md").write_text(f"{corpus.synthetic(0)}\n\n第 {turn} 次修改。\n", encoding="utf-8")


CASES: dict[str, Callable[[Path, int], None]] = {"cold": cold, "one article": one_article}


def command(tree: Tree) -> list[str]:
    """Builds the tree's site with the tree's program."""
    return [sys.executable, "-m", "generator", "build", "--jobs", "1", "--site", str(tree.site)]


def seconds(tree: Tree) -> float:
    """Seconds of CPU of a build."""
    return measure.run(measure.Subject(tree.name, command(tree), tree.program)).cpu


def instructions(tree: Tree) -> float:
    """Instructions of user code of a build."""
    with tempfile.NamedTemporaryFile("r") as told:
        counted = ["perf", "stat", "-x", ",", "-e", "instructions:u", "-o", told.name, *command(tree)]
        subprocess.run(
            counted,
            cwd=tree.program,
            check=True,
            capture_output=True,
            env={**measure.installed(), "PYTHONHASHSEED": "0"},
        )
        return count_in(told.read())


def count_in(told: str) -> float:
    """The count in what `perf stat -x ,` writes. Raises ValueError where there is none."""
    for line in told.splitlines():
        value, *rest = line.split(",")
        if value.isdigit() and any("instructions" in one for one in rest):
            return float(value)
    raise ValueError(told)


def can_count() -> bool:
    """Whether `perf` is there and may count."""
    if not shutil.which("perf"):
        return False
    done = subprocess.run(
        ["perf", "stat", "-x", ",", "-e", "instructions:u", "true"], capture_output=True, text=True, check=False
    )
    try:
        return done.returncode == 0 and count_in(done.stderr) > 0
    except ValueError:
        return False


if __name__ == "__main__":
    sys.exit(main())
