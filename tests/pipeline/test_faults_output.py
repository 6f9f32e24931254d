"""What stands in the way of the output, commits that are cut off, builds at once, and builds that never end."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks import faults
from generator.core.errors import SiteError
from generator.pipeline.build import Site
from generator.store.output import commit
from generator.store.output.stage import stage as staged
from tests.pipeline.harm import GARBAGE, attempt, authors, clean, refused, unharmed, zhushu
from tests.pipeline.sites import build, make, tree, write

# ---------------------------------------------------------------- the output


def test_the_output_is_a_link(site, tmp_path):
    (site / "build").rename(tmp_path / "www")
    (site / "build").symlink_to(tmp_path / "www")
    done = zhushu(site)
    assert done.returncode == 0, done.stderr
    assert (site / "build").is_symlink()
    assert tree(tmp_path / "www") == clean(site)


@pytest.mark.parametrize(
    ("path", "whole"), [("articles", True), ("glossary", False), ("assets/site.css", True), ("index.html", False)]
)
def test_a_link_in_the_output_leads_out_of_it(site, tmp_path, path, whole):
    outside = tmp_path / "outside"
    (site / "build" / path).rename(outside)
    before = outside.read_bytes() if outside.is_file() else tree(outside)
    (site / "build" / path).symlink_to(outside)
    assert {problem.code for problem in attempt(site, whole=whole)} <= {"foreign-file"}
    assert (outside.read_bytes() if outside.is_file() else tree(outside)) == before


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("new", "a file where a folder must be"),
        ("new/deep.txt/mine.txt", "a folder where a file must be"),
        ("new/deep.txt", "mine"),
    ],
)
def test_something_of_the_authors_stands_in_the_way(site, path, data, whole):
    write(site, f"build/{path}", data)
    before = tree(site / "build")
    refused(site, "foreign-file", whole=whole)
    assert tree(site / "build") == before


@pytest.mark.parametrize("most", [1, 7, 1000])
def test_a_file_is_whole_though_the_system_takes_a_piece_at_a_time(tmp_path, monkeypatch, most):
    write_all = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write_all(file, data[:most]))
    staged(tmp_path, "a/b.html", b"0123456789\r\n" * 9)
    assert (tmp_path / "a/b.html").read_bytes() == b"0123456789\r\n" * 9
    staged(tmp_path, "a/b.html", b"0123456789\n")  # shorter than what was there
    staged(tmp_path, "empty", b"")
    assert (tmp_path / "a/b.html").read_bytes() == b"0123456789\n"
    assert (tmp_path / "empty").read_bytes() == b""


@pytest.mark.parametrize("place", [".cache", ".cache/x", ".git"])
def test_nothing_is_built_into_folders_of_programs(tmp_path, place):
    root = make(tmp_path)
    with pytest.raises(SiteError) as told:
        build(root, place)
    assert [problem.code for problem in told.value.problems] == ["output-folder"]


def test_what_is_not_ours_keeps_its_rights(site):
    write(site, "build/private/key.txt", "mine")
    (site / "build/private").chmod(0o700)
    (site / "build/private/key.txt").chmod(0o600)
    (site / "build/link").symlink_to("nowhere")
    build(site)
    assert (site / "build/private").stat().st_mode & 0o777 == 0o700
    assert (site / "build/private/key.txt").stat().st_mode & 0o777 == 0o600
    assert (site / "build/link").readlink() == Path("nowhere")


@pytest.mark.parametrize("name", ["a\nCNAME", "a\u2028CNAME"])
def test_a_file_name_with_a_line_end_makes_nothing_ours(site, name):
    write(site, f"content/static/{name}", "x")
    write(site, "build/CNAME", "mine")
    assert [problem.code for problem in attempt(site)] == ["unsafe-path"]
    (site / f"content/static/{name}").unlink()
    build(site)
    assert (site / "build/CNAME").read_text() == "mine"


def test_a_file_name_that_is_no_text_is_told(site):
    for folder in ("articles", "static", "glossary"):
        path = os.fsencode(site / f"content/{folder}") + b"/\xff\xfe.md"
        Path(os.fsdecode(path)).write_text("文。")
    report = build(site)
    told = [problem for problem in report.problems if problem.code == "bad-name"]
    assert len(told) == 3
    assert all(problem.say("zh").encode() for problem in told)
    assert zhushu(site, "--no-cache").returncode == 0
    assert "Traceback" not in zhushu(site, "--explain-rebuild").stderr


def test_folders_very_deep(site):
    roots = [site / "content/articles", site / "build"]
    for folder in roots:
        at = os.open(folder, os.O_RDONLY)
        for _ in range(1100):
            os.mkdir("d", dir_fd=at)
            below = os.open("d", os.O_RDONLY, dir_fd=at)
            os.close(at)
            at = below
        os.close(at)
    try:
        assert attempt(site) == ()
        assert not build(site).written
    finally:
        for folder in roots:
            subprocess.run(["rm", "-rf", folder / "d"], check=True)


@pytest.mark.parametrize("at", [1, 8])
@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError(errno.ENOSPC, "No space left on device")])
def test_a_commit_file_by_file_is_finished_by_the_next_build(site, monkeypatch, at, fault):
    """Where folders cannot be exchanged. What is half moved is known, and no build begins before it is whole."""
    put, calls = commit._put, []

    def cut_off(*paths):
        calls.append(paths)
        if len(calls) == at:
            raise fault
        put(*paths)

    monkeypatch.setattr(commit, "_exchange", lambda: None)
    monkeypatch.setattr(commit, "_put", cut_off)
    with pytest.raises((KeyboardInterrupt, SiteError)):
        build(site)
    half, new = tree(site / "build"), clean_unpatched(site, monkeypatch)
    monkeypatch.setattr(commit, "_exchange", lambda: None)
    write(site, "content/articles/three.txt", b"\x00" * 50)  # now the site has an error
    with pytest.raises(SiteError):
        build(site)
    assert tree(site / "build") == new, f"half of it was {set(half.items()) ^ set(new.items())}"


def clean_unpatched(root, monkeypatch):
    monkeypatch.undo()
    return clean(root)


def test_a_journal_of_nonsense(site):
    stage = stage_of(site)
    with unharmed(site):
        for journal in GARBAGE:
            stage.mkdir()
            commit._journal(stage).write_bytes(journal)
            commit.recover(stage, site / "build")
            assert not stage.exists()
        commit._journal(stage).write_bytes(GARBAGE[-1])


def stage_of(root):
    return Site(root, root / "build")._stage()


def test_a_journal_moves_nothing_elsewhere(site, tmp_path):
    stage = stage_of(site)
    victim = tmp_path / "victim"
    write(victim, "a.txt", "theirs")
    write(stage, "b.txt", "ours")
    commit._journal(stage).write_text(json.dumps({"output": str(victim), "changed": ["b.txt"], "removed": ["a.txt"]}))
    build(site)
    assert {path.name for path in victim.iterdir()} == {"a.txt"}


# ---------------------------------------------------------------- several builds, and none that ends


def test_two_builds_at_once(site):
    author, new = authors(site), clean(site)
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "generator", "build", "--site", str(site), *more],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )
        for more in ([], ["--no-cache"], ["--output", str(site.parent / "other")])
    ]
    for process in running:
        said = process.communicate(timeout=60)[1]
        assert process.returncode == 0, said
    assert tree(site / "build") == new == tree(site.parent / "other")
    assert authors(site) == author


def test_the_lock_of_a_dead_build_holds_nobody(site):
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            (
                "import sys, time, pathlib\nfrom generator.store.lock import lock\n"
                "with lock(pathlib.Path(sys.argv[1]) / '.cache', pathlib.Path(sys.argv[1]) / 'build'):\n    print('held', flush=True)\n    time.sleep(60)\n"
            ),
            str(site),
        ],
        stdout=subprocess.PIPE,
    )
    assert holder.stdout.readline() == b"held\n"
    from generator.store.lock import lock

    with pytest.raises(SiteError) as told, lock(site / ".cache", site / "build", patience=0.1):
        pass
    assert str(holder.pid) in told.value.problems[0].say("zh")
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    began = time.monotonic()
    build(site)
    assert time.monotonic() - began < 10


def test_killed_at_any_moment(site):
    with unharmed(site):
        for part in (0.2, 0.3, 0.35, 0.4, 0.5):
            faults.killed(site, part)
