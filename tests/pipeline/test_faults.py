"""What may go wrong under a build: the output stays one whole state, the next build mends the rest, nothing of the author's is touched.

`benchmarks.faults` kills builds by the hundred; here is one case of each kind.
"""

import ctypes
import os
import resource
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

import pytest

from generator.pipeline.build import Options
from generator.store import scan, state
from tests.pipeline.harm import attempt, authors, change_again, clean, refused, unharmed
from tests.pipeline.sites import ARTICLES, build, tree, write

CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, PR_CAPBSET_DROP = 1, 2, 24

# ---------------------------------------------------------------- no room


@pytest.mark.parametrize("limit", [0, 900, 4_000, 12_000])
def test_no_file_may_grow_beyond_a_limit(site, limit):
    with unharmed(site):
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
        try:
            refused(site, "io")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def small_disk(folder, kilobytes, how=("-t", "tmpfs")):
    """A disk of its own at `folder`; `how=("--bind",)`: another folder of the same disk, which cannot be moved to either."""
    folder.mkdir(exist_ok=True)
    source = folder.with_name("elsewhere") if how == ("--bind",) else "tmpfs"
    how = (*how, "-o", f"size={kilobytes}k") if source == "tmpfs" else how
    if source != "tmpfs":
        source.mkdir()
    if os.getuid() or subprocess.run(["mount", *how, source, folder], check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


@pytest.mark.parametrize("free", [0, 40, 150])
def test_the_disk_is_full(tmp_path, site, free):
    with small_disk(tmp_path / "disk", 2_000) as disk:
        root = disk / "site"
        shutil.copytree(site, root)
        ballast = disk / "ballast"
        with ballast.open("wb", buffering=0) as file, suppress(OSError):
            while file.write(bytes(4096)):
                pass
        os.truncate(ballast, ballast.stat().st_size - free * 1024)
        author, old = authors(root), tree(root / "build")
        if told := attempt(root):
            assert [problem.message.zh for problem in told] == ["读写失败：磁盘满了"]
        assert tree(root / "build") == (old if told else clean(root))
        assert authors(root) == author
        assert not list((root / ".cache").rglob("stage-*")), "what was staged takes no room any more"
        ballast.unlink()
        build(root)
        assert tree(root / "build") == clean(root)


@pytest.mark.parametrize(("size", "how"), [(60, ("-t", "tmpfs")), (2_000, ("-t", "tmpfs")), (2_000, ("--bind",))])
def test_the_output_is_a_disk_of_its_own(tmp_path, site, size, how):
    """As a container's volume is: folders cannot be exchanged there, and files cannot be moved to it."""
    shutil.rmtree(site / "build")
    with small_disk(site / "build", size, how):
        if size < 100:
            refused(site, "io")
            assert not tree(site / "build")
        else:
            build(site)
            assert tree(site / "build") == clean(site)
            change_again(site)
            build(site)
            assert tree(site / "build") == clean(site)
            assert not build(site).written


# ---------------------------------------------------------------- no permission


def without_rights():
    """In a child: root, too, is stopped by what a folder or a file does not allow (capabilities(7), prctl(2))."""
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


def refuses(root, lang="zh_CN.UTF-8"):
    return subprocess.run(
        [sys.executable, "-m", "generator", "build", "--jobs", "1", "--site", root],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, "LANG": lang},
        preexec_fn=without_rights if not os.getuid() else None,
    )


@pytest.fixture(scope="module", autouse=True)
def rights():
    """Whether this system lets its rights be given up at all."""
    if sys.platform != "linux":
        pytest.skip("this is about Linux")


@pytest.mark.parametrize(
    ("closed", "builds"),
    [("build", False), ("build/articles", None), (".", None), (".cache", None), ("content/articles", True)],
)
def test_a_folder_is_read_only(site, closed, builds):
    old, new, author = tree(site / "build"), clean(site), authors(site)
    folders = (
        [path for path in ((site / closed), *(site / closed).rglob("*")) if path.is_dir()]
        if closed == "build"
        else [site / closed]
    )
    for folder in folders:
        folder.chmod(0o555)
    done = refuses(site)
    assert "Traceback" not in done.stderr
    assert authors(site) == author
    assert tree(site / "build") in ((old, new) if builds is None else (new,) if builds else (old,))
    assert done.returncode == (0 if tree(site / "build") == new else 1)
    if done.returncode:
        assert "没有权限" in done.stderr
    for folder in folders:
        folder.chmod(0o755)
    assert refuses(site).returncode == 0
    assert tree(site / "build") == new


@pytest.mark.parametrize("path", ["content/articles/one.md", "content/glossary/_never.txt"])
def test_a_file_that_may_not_be_read_is_named(site, path):
    (site / path).touch()
    (site / path).chmod(0)
    old = tree(site / "build")
    done = refuses(site, lang="en_US.UTF-8")
    assert done.returncode == 1
    assert path in done.stderr
    assert "permission denied" in done.stderr
    assert tree(site / "build") == old


def test_articles_in_a_folder_that_may_not_be_read_are_not_taken_for_gone(site):
    (site / "content/articles").chmod(0o311)
    old = tree(site / "build")
    done = refuses(site)
    assert done.returncode == 1
    assert "content/articles" in done.stderr
    assert tree(site / "build") == old


# ---------------------------------------------------------------- files that move while they are read


@pytest.fixture
def meanwhile(monkeypatch):
    """What happens between the look at the files and their being read."""

    def plan(happens):
        look = scan.scan

        def scanned(root):
            found = look(root)
            monkeypatch.setattr(scan, "scan", look)
            happens()
            return found

        monkeypatch.setattr(scan, "scan", scanned)

    return plan


@pytest.mark.parametrize(
    "path",
    [
        "content/articles/one.md",
        "content/articles/trip/img/a.png",
        "content/glossary",
        "content/static",
        "site.toml",
        "content",
    ],
)
def test_what_was_there_is_gone_when_it_is_read(site, meanwhile, path):
    old, away = tree(site / "build"), site.parent / "away"
    meanwhile(lambda: (site / path).rename(away))
    if attempt(site):
        assert tree(site / "build") == old
    if not (site / path).exists():
        away.rename(site / path)
    build(site)
    assert tree(site / "build") == clean(site)


@pytest.mark.parametrize(
    "path", ["content/articles/one.md", "content/glossary/terms.toml", "content/static/notes/file.txt", "site.toml"]
)
def test_what_is_read_is_not_what_was_looked_at(site, meanwhile, path):
    text = (site / path).read_text()
    meanwhile(
        lambda: write(
            site, path, text.replace("产业", "工业").replace("改名", "另名").replace("x", "y").replace("png", "gif")
        )
    )
    build(site)
    build(site)
    assert tree(site / "build") == clean(site)


# ---------------------------------------------------------------- clocks and inodes


def test_files_of_the_future(site):
    ahead = time.time() + 90_000
    for path in (site / "content").rglob("*"):
        os.utime(path, (ahead, ahead))
    build(site)
    write(site, "content/static/notes/file.txt", "z" * 9000)
    write(site, "content/articles/one.md", ARTICLES["one.md"].replace("[另一篇](two.md)", "旁一篇"))
    for path in (site / "content").rglob("*"):
        os.utime(path, (ahead, ahead))
    build(site)
    assert tree(site / "build") == clean(site)


def test_the_clock_went_back(site, monkeypatch):
    now = time.time_ns()
    monkeypatch.setattr(scan, "now", lambda: now + 86_400_000_000_000)
    build(site)
    monkeypatch.undo()
    assert not state.current(site, site / "build", Options(jobs=1).digest) or tree(site / "build") == clean(site)
    edited(site, "content/articles/one.md", "许多", "好些")
    edited(site, "content/glossary/terms.toml", "加工", "整理")
    edited(site, "content/static/notes/file.txt", "x", "w")
    build(site)
    assert tree(site / "build") == clean(site)


def edited(root, path, old, new):
    """An edit that keeps the size and puts the time back."""
    said = (root / path).stat()
    write(root, path, (root / path).read_text().replace(old, new))
    os.utime(root / path, ns=(said.st_atime_ns, said.st_mtime_ns))
    assert (root / path).stat().st_size == said.st_size


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/articles/one.md", "许多", "好些"),
        ("content/glossary/terms.toml", "加工", "整理"),
        ("content/static/notes/file.txt", "x", "w"),
        ("site.toml", "改名", "另名"),
    ],
)
def test_another_file_takes_the_place_of_one(site, path, old, new):
    build(site)
    said = (site / path).stat()
    other = site.parent / "other"
    other.write_text((site / path).read_text().replace(old, new))
    os.utime(other, ns=(said.st_atime_ns, said.st_mtime_ns))
    other.replace(site / path)
    build(site)
    assert tree(site / "build") == clean(site)


@pytest.mark.parametrize(
    "path", ["content/static/notes/file.txt", "content/glossary/terms.toml", "content/articles/one.md"]
)
def test_a_file_that_changes_again_within_the_clocks_grain(site, monkeypatch, path):
    """File systems whose clock is so coarse that an edit right after the build leaves the stat as it was."""
    stat, look = scan.stat_of(site / path), scan.below

    def coarse(root, *folders):
        found, left_out = look(root, *folders)
        return found | ({path: stat} if path in found else {}), left_out

    monkeypatch.setattr(scan, "below", coarse)
    monkeypatch.setattr(scan, "now", lambda: stat[1] + 1_000_000)
    build(site)
    write(site, path, (site / path).read_text().replace("x", "v").replace("加工", "整理").replace("许多", "好些"))
    monkeypatch.setattr(scan, "now", lambda: stat[1] + 1_000_000_000)
    build(site)
    monkeypatch.undo()
    assert tree(site / "build") == clean(site)
