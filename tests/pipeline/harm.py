"""What the tests of faults share: a site on which everything changed since it was built, and what must hold whatever happens to it."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.core.errors import SiteError
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


def zhushu(root, *arguments, **how):
    environment = {**os.environ, "LANG": how.pop("lang", "zh_CN.UTF-8")}
    return subprocess.run(
        [sys.executable, "-m", "generator", "build", "--site", str(root), *arguments],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env=environment,
        **how,
    )


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
