"""Build times side by side with other generators, in one run.

    python -m benchmarks --articles 1000 --corpus PATH --peers hugo,eleventy,pelican,mkdocs,material

Prints, for each case, the medians of wall clock and CPU, the peak memory of the largest process, how busy the machine
was before and beside the runs, and our wall clock as a multiple of each peer's. Runs beside which others kept more than
0.3 processors busy do not count; where no run was quiet there is no figure. Both ways to find names are measured:
`auto`, the default, and `listed`. Peers always build cold: none of them keeps what it knows between runs. Our search
index is left out, and measured with --search.
"""

import argparse
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Collection
from importlib.metadata import version
from pathlib import Path

from benchmarks import corpus, measure, peers

OURS = "zhushu "
MODES = ("listed", "auto", "off")
CASES = ("cold", "nothing changed", "one article", "one definition", "one template", "one new term")
SETTINGS = (
    'title = "Bench"\nbase_url = "https://example.org/"\nentities = "{entities}"\nfirst = "first"\n'
    "search = {search}\nhighlight = false\n"
)


def main() -> None:
    """Measure what the command line asks for."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--articles", type=int, default=1000)
    ask.add_argument(
        "--corpus", type=Path, help="a folder or .tar.gz of Markdown articles; synthetic ones where there is none"
    )
    ask.add_argument("--terms", type=int, default=100)
    ask.add_argument("--terms-file", type=Path, help="one term a line")
    ask.add_argument("--peers", default="", type=_named(peers.PEERS), help=f"of {','.join(peers.PEERS)}")
    ask.add_argument("--cases", default=",".join(CASES), type=_named(CASES), help=f"of {','.join(CASES)}")
    ask.add_argument("--entities", default="listed,auto", type=_named(MODES), help=f"of {','.join(MODES)}")
    ask.add_argument("--search", action="store_true", help="with the search index")
    ask.add_argument("--runs", type=int, default=5)
    ask.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()) / "zhushu-benchmarks")
    said = ask.parse_args()
    texts = list(corpus.articles(said.articles, said.corpus))
    sites = {mode: make_site(said, mode, texts) for mode in said.entities}
    others = peers.set_up(said.peers, said.scratch, texts)
    print(f"{time.strftime('%Y-%m-%d')}  {said.articles} articles, {said.terms} terms, {measure.machine()}")
    print(f"  zhushu {version('zhushu')}, Python {sys.version.split()[0]}")
    for peer in others:
        print(f"  {peer.name} {peer.version}")
    for case in said.cases:
        mine = [ours(case, mode, site, said) for mode, site in sites.items()]
        show(case, measure.alternate([*mine, *(theirs(peer) for peer in others)], said.runs))


def _named(known: Collection[str]) -> Callable[[str], list[str]]:
    """Reads names with commas between them; one that is not `known` is refused, so that no case is left out unseen."""

    def names(text: str) -> list[str]:
        found = [name.strip() for name in text.split(",") if name.strip()]
        if wrong := [name for name in found if name not in known]:
            raise argparse.ArgumentTypeError(f"unknown: {', '.join(wrong)} (of {', '.join(known)})")
        return found

    return names


def make_site(said: argparse.Namespace, mode: str, texts: list[tuple[str, str]]) -> Path:
    """Our site with these articles, in which names are found as `mode` says."""
    site: Path = said.scratch / f"zhushu-{mode}"
    shutil.rmtree(site, ignore_errors=True)
    (site / "content/glossary").mkdir(parents=True)
    (site / "content/articles").mkdir()
    for name, text in texts:
        (site / "content/articles" / name).write_text(text, encoding="utf-8")
    terms = said.terms_file.read_text(encoding="utf-8").split("\n") if said.terms_file else corpus.words(said.terms)
    (site / "content/glossary/terms.toml").write_text(
        corpus.glossary([term for term in terms if term][: said.terms]), encoding="utf-8"
    )
    (site / "site.toml").write_text(SETTINGS.format(entities=mode, search=str(said.search).lower()))
    return site


def ours(case: str, mode: str, site: Path, said: argparse.Namespace) -> measure.Subject:
    """Our build after the change that `case` names."""
    turn = iter(range(1_000_000))
    article = site / "content/articles" / f"a{said.articles // 2:05}.md"
    glossary = site / "content/glossary/terms.toml"
    template = site / "layouts/partials/footer.html"
    original = {path: path.read_text(encoding="utf-8") for path in (article, glossary)}
    packaged = Path(__file__).parent.parent / "layouts/partials/footer.html"

    def before() -> None:
        number = next(turn)
        if case == "cold":
            measure.put_aside(site / ".cache")
            measure.put_aside(site / "build")
        elif case == "one article":
            article.write_text(f"{original[article]}\n\n第 {number} 次修改。\n", encoding="utf-8")
        elif case == "one definition":
            glossary.write_text(
                original[glossary].replace("：一个词条的释义", f"：第 {number} 版释义", 1), encoding="utf-8"
            )
        elif case == "one template":
            template.parent.mkdir(parents=True, exist_ok=True)
            template.write_text(packaged.read_text(encoding="utf-8") + f"<!-- {number} -->", encoding="utf-8")
        elif case == "one new term":
            runs = re.findall(r"[\u4e00-\u9fff]{5}", original[article])
            glossary.write_text(
                f'{original[glossary]}\n[[entry]]\nname = "{runs[number % len(runs)]}"\ndefinition = "新词。"\n',
                encoding="utf-8",
            )
        if case != "cold":
            time.sleep(0.1)  # a person does not build within the file system's clock tick

    command = [sys.executable, "-m", "generator", "build", "--site", str(site)]
    return measure.Subject(f"{OURS}{mode}", command, Path(__file__).parent.parent, before)


def theirs(peer: peers.Peer) -> measure.Subject:
    """A peer's full build."""
    return measure.Subject(peer.name, peer.command, peer.folder, lambda: measure.put_aside(peer.output))


def show(case: str, figures: dict[str, measure.Figure]) -> None:
    """One case as a table; our wall clock as a multiple of each peer's, for each of our modes."""
    mine = {name.removeprefix(OURS): figure for name, figure in figures.items() if name.startswith(OURS)}
    ratios = "".join(f"{mode + ' ÷':>9}" for mode in mine)
    print(f"\n{case}\n  {'':16} {'wall s':>8} {'CPU s':>8} {'MiB':>6} {'before':>7} {'beside':>7} {'runs':>6} {ratios}")
    for name, figure in figures.items():
        run, peer = figure.run, name not in {OURS + mode for mode in mine}
        ratios = "".join(_ratio(own, figure) for own in mine.values()) if peer else ""
        told = f"{figure.quiet}/{figure.runs}"
        print(
            f"  {name:16} {run.wall:8.3f} {run.cpu:8.3f} {run.peak:6.0f} {run.before:7.2f} {run.beside:7.2f} {told:>6} {ratios}"
        )
    if not all(figure.quiet for figure in figures.values()):
        print(f"  no figure: in no run of some rows was the machine quiet (others kept more than {measure.QUIET} busy)")


def _ratio(mine: measure.Figure, theirs: measure.Figure) -> str:
    """A multiple; none where one of the two is no figure."""
    return f"{mine.run.wall / theirs.run.wall:9.2f}" if mine.quiet and theirs.quiet else f"{'–':>9}"


if __name__ == "__main__":
    main()
