"""Break the code that the laws rest on: each break must fail the tests nearest to it.

    python -m tests.mutations [WORD…]

A word picks the mutations whose names hold it. Each is tried in a copy of the project. Prints a table; exit code 1 where
a break goes unnoticed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).parents[1]
COPIED = ("generator", "layouts", "tests", "content", "docs", "pyproject.toml", "site.toml")


class Mutation(NamedTuple):
    """`old` stands once in `file`; with `new` in its place one of `tests` must fail."""

    name: str
    file: str
    old: str
    new: str
    tests: str


MUTATIONS = (
    Mutation(
        "an article's key without the words never marked",
        "generator/article/compose.py",
        "names, said, ignored, placed",
        "names, said, placed",
        "tests/article",
    ),
    Mutation(
        "an article's key without its candidates",
        "generator/article/compose.py",
        "names, said, ignored, placed",
        "names, ignored, placed",
        "tests/article",
    ),
    Mutation(
        "a key without the code",
        "generator/store/code.py",
        'b"\\0" + path.read_bytes()',
        'b"\\0"',
        "tests/store/test_code.py",
    ),
    Mutation(
        "addresses cut to the home page",
        "generator/site/addresses.py",
        "(page.url for page in pages_of(library))",
        '("index.html",)',
        "tests/site/test_addresses.py",
    ),
    Mutation(
        "addresses without the files beside pages",
        "generator/site/addresses.py",
        "    yield from FILES\n",
        "",
        "tests/site/test_addresses.py",
    ),
    Mutation(
        "all shared entries weigh the same",
        "generator/site/pages/related.py",
        "log(1 + len(self._articles) / spread)",
        "1.0 if log else 0.0",
        "tests/site/pages/test_article.py",
    ),
    Mutation(
        "no look ahead for a definition",
        "generator/readers/markdown/fast/blocks.py",
        "(?![ ]{{0,3}}[:~])",
        "",
        "tests/readers/markdown/fast",
    ),
    Mutation(
        "another layout is no reason for a build",
        "generator/preview/sketch.py",
        '"draft", "layout", ',
        '"draft", ',
        "tests/preview/test_sketch.py",
    ),
    Mutation(
        "a changed article stands",
        "generator/pipeline/staleness.py",
        "if now.digest() != record.digest:",
        "if False:",
        "tests/pipeline/test_staleness.py",
    ),
    Mutation(
        "changed settings are no reason",
        "generator/pipeline/staleness.py",
        "if now.settings != record.settings:",
        "if False:",
        "tests/pipeline/test_staleness.py",
    ),
    Mutation(
        "a changed glossary is no reason",
        "generator/pipeline/staleness.py",
        "now.key() != record.key",
        "False",
        "tests/pipeline/test_staleness.py",
    ),
    Mutation(
        "damage is believed",
        "generator/store/shelf.py",
        "seal(key.encode() + data) == total",
        "True",
        "tests/store/test_shelf.py",
    ),
    Mutation(
        "a transaction is not whole",
        "generator/store/shelf.py",
        'db.execute("BEGIN IMMEDIATE")',
        "pass",
        "tests/store/test_shelf.py",
    ),
    Mutation(
        "headings may take the ids of marks",
        "generator/readers/anchors.py",
        "{'|'.join(ID_PREFIXES)}|",
        "",
        "tests/core/test_marks.py",
    ),
)


def main(words: list[str]) -> None:
    """Try the mutations whose names hold one of `words`, all where none is given."""
    wanted = [one for one in MUTATIONS if not words or any(word in one.name for word in words)]
    alive = []
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made)
        for name in COPIED:
            source = PROJECT / name
            (shutil.copytree if source.is_dir() else shutil.copy2)(source, copy / name)
        for tests in dict.fromkeys(one.tests for one in wanted):
            if fails(copy, tests):
                sys.exit(f"{tests} fails without any mutation; mend that first")
        for one in wanted:
            noticed = tried(copy, one)
            print(f"{'noticed' if noticed else 'ALIVE  '}  {one.name} ({one.tests})", flush=True)
            alive += [] if noticed else [one]
    print(f"{len(wanted) - len(alive)} of {len(wanted)} noticed")
    sys.exit(1 if alive else 0)


def tried(copy: Path, mutation: Mutation) -> bool:
    """Whether the tests in `copy` fail with this mutation."""
    file = copy / mutation.file
    text = file.read_text(encoding="utf-8")
    if text.count(mutation.old) != 1:
        sys.exit(f"{mutation.name}: {mutation.old!r} stands {text.count(mutation.old)} times in {mutation.file}")
    file.write_text(text.replace(mutation.old, mutation.new), encoding="utf-8")
    try:
        return fails(copy, mutation.tests)
    finally:
        file.write_text(text, encoding="utf-8")


def fails(copy: Path, tests: str) -> bool:
    """Whether pytest fails there."""
    command = [sys.executable, "-B", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", tests]
    return subprocess.run(command, cwd=copy, capture_output=True, check=False, env=environment(copy)).returncode != 0


def environment(copy: Path) -> dict[str, str]:
    """With the copy's code first, whatever is installed."""
    return os.environ | {"PYTHONPATH": str(copy)}


if __name__ == "__main__":
    main(sys.argv[1:])
