"""Recall of what authors marked, among the first 20 suggestions, against jieba's TF-IDF.

    python -m benchmarks.suggest_quality PATH_OF_MARKDOWN_ARTICLES

Gold: what an author set in bold, linked or quoted, 2 to 12 characters long, three times or more in the text. The
marks are taken away
before anything is suggested.
"""

import argparse
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import corpus
from generator.annotate.segmenting.words import Words
from generator.annotate.suggesting import suggest
from generator.core.entry import Glossary
from generator.core.passage import Passage

FIRST = 20
MARKED = re.compile(r"\*\*([^*\n]{2,12})\*\*|(?<!!)\[([^\]\n]{2,12})\](?:\[|\()|[「“]([^」”\n]{2,12})[」”]")
NO_TERM = re.compile(r"[，。！？：；*\[\]>（(]|[的了是不在我你他们这那]|^[^\u3400-\u9fff]+$")


def main() -> None:
    """Print both recalls."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("corpus", type=Path)
    ask.add_argument("--articles", type=int, default=1000)
    said = ask.parse_args()
    found = list(articles(said.articles, said.corpus))
    left_out = list(articles(said.articles, said.corpus, fitted=False))
    with tempfile.TemporaryDirectory() as cache:
        words = Words("", cache)
        show("zhushu, left out", left_out, lambda text: ours(text, words))
        show("zhushu, all", found, lambda text: ours(text, words))
    show("TF-IDF (jieba)", found, tf_idf)


def articles(count: int, source: Path, *, fitted: bool | None = None) -> Iterator[tuple[str, set[str]]]:
    """Text without marks, and the gold, of each article with two gold terms or more: of those to which
    `training/suggestions.py` fits, which is every second one, of the others, or of all (None).
    """
    for number, (_, text) in enumerate(corpus.articles(count, source)):
        if fitted is not None and fitted != (number % 2 == 0):
            continue
        plain = stripped(text)
        gold = {
            term
            for match in MARKED.finditer(text)
            if not NO_TERM.search(term := (match[1] or match[2] or match[3]).strip()) and plain.count(term) >= 3
        }
        if len(gold) > 1:
            yield plain, gold


def stripped(text: str) -> str:
    """Markdown without front matter, code, addresses, emphasis and quotation marks."""
    text = re.sub(r"\A---\n.*?\n---\n|```.*?```", "", text, flags=re.DOTALL)
    text = re.sub(r"!\[[^\]]*\](\([^)]*\)|\[[^\]]*\])|`[^`]*`|https?://\S+", "", text)
    text = re.sub(r"\[([^\]\n]+)\](\([^)]*\)|\[[^\]]*\])", r"\1", text)
    return re.sub(r"[*「」“”]|^(#+|>|\s*[-*]|\s*\d+\.) ", "", text, flags=re.MULTILINE)


def ours(text: str, words: Words) -> list[str]:
    """Our suggestions, best first."""
    passages = [Passage(number, line) for number, line in enumerate(text.split("\n"))]
    return [one.surface for one in suggest(passages, (), Glossary(), words)]


def tf_idf(text: str) -> list[str]:
    """jieba's key words, best first."""
    from jieba.analyse import extract_tags

    found: list[str] = extract_tags(text, FIRST)
    return found


def show(name: str, found: list[tuple[str, set[str]]], rank: Callable[[str], list[str]]) -> None:
    """One line of figures."""
    right = sum(len(gold & set(rank(text)[:FIRST])) for text, gold in found)
    total = sum(len(gold) for _, gold in found)
    print(f"{name:18} recall@{FIRST} {100 * right / total:.1f}  ({right} of {total} terms, {len(found)} articles)")


if __name__ == "__main__":
    main()
