"""What the tests of faults share: a site on which everything changed since it was built, and what must hold whatever happens to it."""

import shutil
import signal
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.core.errors import SiteError
from tests.commands import said
from tests.pipeline.sites import ARTICLES, SETTINGS, build, tree, write

CLEAN: dict[str, dict[str, str]] = {}


def change(root):
    """Touches every page, adds one and removes one."""
    write(root, "site.toml", SETTINGS.replace("试验站", "改名站"))
    write(root, "content/articles/new/deep.md", "---\ntitle: 新\n---\n\n数据中台" + "很长" * 3000 + "。\n")
    write(root, "content/static/new/deep.txt", "x")
    (root / "content/articles/two.md").unlink()
    write(root, "content/articles/one.md", ARTICLES["one.md"].replace("[另一篇](two.md)", "另一篇"))


@contextmanager
def unharmed(root):
    """Whatever happens inside: the output is one whole state, the next build is right, the author's files are as they were."""
    author, old, new = authors(root), tree(root / "build"), clean(root)
    yield
    assert tree(root / "build") in (old, new)
    assert authors(root) == author
    build(root)
    assert tree(root / "build") == new
    assert not build(root).written
    assert sorted(path.name for path in root.iterdir()) == [".cache", "build", "content", "site.toml"]


def authors(root):
    return {name: tree(root / name) for name in ("content", "layouts")} | {
        "site.toml": (root / "site.toml").read_bytes()
    }


def clean(root):
    """What a build that knows nothing of earlier ones gives, from a copy of the site; worked out once for the same sources."""
    sources = str(authors(root))
    if sources not in CLEAN:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "site"
            shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".cache", "build"), symlinks=True)
            build(copy, use_cache=False)
            CLEAN[sources] = tree(copy / "build")
    return CLEAN[sources]


def refused(root, *codes, **options):
    """The build refuses in plain words, in both languages."""
    with pytest.raises(SiteError) as told:
        build(root, **options)
    for problem in told.value.problems:
        assert problem.message.zh != problem.message.en
        assert "Errno" not in problem.say("en")
    assert {problem.code for problem in told.value.problems} <= set(codes)
    return told.value.problems


def attempt(root, **options):
    """The problems that keep a build from being made, in plain words; none where it was made."""
    told = ()
    try:
        build(root, **options)
    except SiteError as error:
        told = error.problems
    assert all(problem.message.zh != problem.message.en for problem in told)
    return told


def zhushu(root, *words):
    """`zhushu build` of this site; fails where it has not ended after five minutes."""

    def late(*_):
        pytest.fail("the build waits for ever")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(300)
    try:
        return said("build", "--site", root, *words)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def change_again(root):
    write(root, "site.toml", SETTINGS.replace("试验站", "又改名"))
    (root / "content/articles/new/deep.md").unlink()


GARBAGE = [
    b"",
    b"\x00" * 300,
    b"\xff\xfe garbage",
    b"null",
    b"5",
    b'"x"',
    b"[]",
    b"{}",
    b"[[1,2]]",
    b'{"version":1}',
    b'{"sum":1,"value":2}',
    b"[" * 5000,
    b'{"a":{"b":[1]}}',
    b"1e999",
    b'{"output":5,"changed":[5],"removed":[null]}',
]
