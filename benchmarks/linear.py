"""Does time grow with the length of a text, whatever is in it? Each nasty piece, repeated, through every stage.

    python -m benchmarks.linear                    100 kB and 400 kB of each piece; what takes more than six times as
    long is shown
    python -m benchmarks.linear --bytes 1000000    1 MB and 4 MB
    python -m benchmarks.linear read-md --units "[" "**a"

Exit code 1 where anything is slower than linear (four times the text, more than six times the time, and more than
half a second).
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from time import process_time

from generator import annotate, readers
from generator.article.compose import Composer
from generator.author import checks
from generator.author.importing.read import from_bytes
from generator.author.merging import skos, tbx
from generator.core.draft import Source
from generator.core.passage import Passage
from generator.core.settings import AnnotateSettings, Config
from generator.glossary import definitions, gather
from generator.glossary import load as glossary
from generator.readers.emphasis import strong
from generator.readers.front_matter import split
from generator.settings import config

PIECES = [
    "[",
    "]",
    "*",
    ">",
    "_",
    "`",
    "<",
    "!",
    "(",
    ")",
    "{",
    "}",
    "|",
    "#",
    "-",
    "+",
    "=",
    "\t",
    " ",
    "&",
    "\\",
    "~",
    ":",
    '"',
    "'",
    "\n",
    "1. ",
    "1",
    "\u0000",
    "￼",
    "\ufdd0",
    "á",
    "́",
    "中",
    "a",
    "A1",
    "，",
    "。",
    "“",
    "《",
    "》",
    "\u3000",
    "\u202e",
    "𠀀",
    "ｃ２ｂ",
    "產業",
    "产业互联网",
    "他研究生命起源",
    "张三说",
    "所谓",
    "中国北京",
    "2019年",
    "**a",
    "**中",
    "a**",
    "_a",
    "~~a",
    "[a](",
    "[a](b",
    "](",
    "![](",
    "![a](b)",
    "<a",
    "<a ",
    "<a b",
    "<a href='",
    "</a>",
    "<b>",
    "</b>",
    "<div>",
    "<p>",
    "<td>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<?",
    "<script>",
    "<style>",
    "<svg>",
    "<math>",
    "<table>",
    "<template>",
    "<select>",
    "<br>",
    "<img src=a>",
    "<details>",
    "> ",
    "> - ",
    "- ",
    "- a\n",
    "\n- ",
    "\n > ",
    "* * ",
    "[[",
    "[[a",
    "[[a|",
    "]]",
    "[[C2B]]",
    "{% ",
    "{% a %}",
    "{{<",
    "{{< a >}}",
    "{.a",
    "{#a ",
    "[a]{",
    "[^",
    "[^a]",
    "^[",
    "[^1]: a\n",
    "[a]: b\n",
    "[a]\n",
    "$",
    "$$",
    "$a$",
    "`a",
    "``",
    "`a`",
    "```\n",
    "~~~\n",
    "    a\n",
    "|a",
    "|-",
    "|a|\n",
    "|a|b|\n|-|-|\n",
    "# a\n",
    "a\n=\n",
    "---\n",
    "***\n",
    "a\n\n",
    ":::\n",
    "::: a\n",
    ": a\n",
    "a\n: b\n",
    "http://",
    "http://a ",
    "www.",
    "a@b.c ",
    "&amp;",
    "&#",
    "&#x",
    "&a",
    "\\\n",
    "\\[",
    "  \n",
    "a: ",
    "a: b\n",
    "- a: b\n",
    "'a",
    "{a: ",
    "[a, ",
    "&a ",
    "*a ",
    "<<: ",
    "? ",
    "a.",
    "a = 1\n",
    "[[a]]\n",
    '"""',
    "'''",
    "a = [",
    "{a = ",
    "▲",
    "▲\n",
    "导语：",
    "导语：\n",
    "一、",
    "说：\n",
    "## a\n",
    "a,b\n",
    '"a",',
    "a|b",
    "<item>",
    "<a><b>",
    "]]>",
    "\u2028",
    "İ",
    "ß",
    "﷽",
    "🧑\u200d🤝\u200d🧑",
]
ENTRIES = "".join(f'[[entry]]\nname = "{name}"\ndefinition = "d"\n' for name in ("产业互联网", "中", "a", "C2B"))


@lru_cache(maxsize=1)
def composer() -> Composer:
    """Composes with a small glossary, entities found automatically."""
    entries, _ = gather.parse("content/glossary/a.toml", ENTRIES)
    return Composer(Config(), glossary.assemble(entries)[0], AnnotateSettings("auto"))


def reading(suffix: str) -> Callable[[str], object]:
    """Read and woven again."""
    return lambda text: readers.read(Source(f"a{suffix}", text, "")).body.weave((), lambda _: ("", ""))


def composing(text: str) -> object:
    """Read, annotated, woven."""
    return composer().compose(Source("a.md", text, "0"))


def suggesting(text: str) -> object:
    """Everything that `suggest` and `explain` do."""
    finds = composer().find(Source("a.txt", text, "0"))
    body = finds.draft.body
    annotate.key_terms(body.passages, finds.counts, finds.glossary, composer().settings)
    return annotate.suggest(body.passages, finds.spans, finds.glossary, composer().settings, strong(body))


def line(text: str) -> object:
    """`annotate --lines`: one passage, however long."""
    find = annotate.annotator(composer().glossary, composer().settings)
    return annotate.choose(find([Passage(0, text.replace("\n", " "))]))


def glossary_form(path: str, head: str = "", tail: str = "") -> Callable[[str], object]:
    """A glossary file and what is made of it."""

    def run(text: str) -> object:
        entries, _ = gather.parse(path, head + text + tail)
        glossary.assemble(entries)
        return definitions.render(entries, {})

    return run


def tried(work: Callable[[str], object]) -> Callable[[str], object]:
    """`work`, which may refuse its input."""

    def run(text: str) -> object:
        try:
            return work(text)
        except (ValueError, RecursionError):  # what `merging.plan` tells as a file that cannot be read
            return None

    return run


STAGES: Mapping[str, Callable[[str], object]] = {
    "read-md": reading(".md"),
    "read-html": reading(".html"),
    "read-txt": reading(".txt"),
    "compose": composing,
    "suggest": suggesting,
    "line": line,
    "check": lambda text: list(checks.of_source(Source("content/articles/a.md", text, "0"))),
    "import": lambda text: from_bytes(text.encode("utf-8", "replace"), "-", Path("/nowhere")),
    "import-html": lambda text: from_bytes(
        f"<!doctype html><p>{text}".encode("utf-8", "replace"), "-", Path("/nowhere")
    ),
    "yaml": lambda text: split("a.md", f"---\n{text}\n---\n"),
    "yaml-value": lambda text: split("a.md", f"---\ntitle: {text}\n---\n"),
    "toml": lambda text: split("a.md", f"+++\n{text}\n+++\n"),
    "toml-value": lambda text: split("a.md", f'+++\ntitle = "{text}"\n+++\n'),
    "hexo": lambda text: split("a.md", f"title: {text}\n---\n"),
    "settings": config.parse,
    "definition": glossary_form("a.md"),
    "glossary-toml": glossary_form("a.toml"),
    "glossary-yaml": glossary_form("a.yaml"),
    "glossary-csv": glossary_form("a.csv", "name,definition\n"),
    "gitbook": glossary_form("GLOSSARY.md", "## a\n"),
    "skos": tried(skos.from_json),
    "tbx": tried(lambda text: tbx.from_xml(f"<tbx>{text}</tbx>".encode("utf-8", "replace"))),
}


def main() -> int:
    """Run what is asked for; show what is too slow, and the slowest of each stage."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("stages", nargs="*", metavar="STAGE", help=", ".join(STAGES))
    ask.add_argument("--bytes", type=int, default=100_000)
    ask.add_argument("--units", nargs="*", default=PIECES)
    said = ask.parse_args()
    slow = 0
    for stage in said.stages or STAGES:
        rows = list(measured(STAGES[stage], said.units, said.bytes))
        worst = max(rows, key=lambda row: row[2])
        print(
            f"{stage}: {len(rows)} pieces, slowest {worst[2]:.2f} s for {4 * said.bytes:,} bytes of {worst[0]!r}",
            flush=True,
        )
        for piece, small, large in rows:
            if large > 0.5 and large > 6 * small:
                slow += 1
                print(f"  {piece!r}: {small:.2f} s → {large:.2f} s, {large / small:.1f} times", flush=True)
    return int(bool(slow))


def measured(work: Callable[[str], object], pieces: list[str], size: int) -> Iterator[tuple[str, float, float]]:
    """Each piece with the CPU time that `size` bytes of it take, and four times as many (the least of up to three
    runs)."""
    for piece in pieces:
        times = []
        for length in (size, 4 * size):
            text = piece * (length // len(piece.encode("utf-8", "replace")) + 1)
            took = seconds(work, text)
            times.append(took)
        if times[1] > 0.5 and times[1] > 6 * times[0]:  # again: something else may have been at work
            times = [
                min(times[0], seconds(work, piece * (size // len(piece.encode("utf-8", "replace")) + 1))),
                min(times[1], seconds(work, piece * (4 * size // len(piece.encode("utf-8", "replace")) + 1))),
            ]
        yield piece, times[0], times[1]


def seconds(work: Callable[[str], object], text: str) -> float:
    """CPU time of one run. Input is cleaned as files are when they are read."""
    text = readers.decode(text.encode("utf-8", "replace"))[0] or text
    began = process_time()
    work(text)
    return process_time() - began


if __name__ == "__main__":
    sys.exit(main())
