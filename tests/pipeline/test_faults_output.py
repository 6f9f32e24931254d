"""What stands in the way of the output, commits that are cut off, builds at once, and builds that never end."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import faults
from generator.core.errors import SiteError
from generator.store import state
from generator.store.output import commit
from generator.store.output.stage import near
from generator.store.output.stage import stage as staged
from tests.pipeline.harm import GARBAGE, attempt, authors, clean, refused, unharmed, zhushu
from tests.pipeline.sites import build, make, tree, write

# ---------------------------------------------------------------- the output


def test_the_output_is_a_link(site, tmp_path):
    (site / "build").rename(tmp_path / "www")
    (site / "build").symlink_to(tmp_path / "www")
    done = zhushu(site)
    assert done.code == 0, done.err.decode()
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
    assert zhushu(site, "--no-cache").code == zhushu(site, "--explain-rebuild").code == 0


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
    return near(root / "build", root / ".cache", f"stage-{state.path_of(root, root / 'build').stem[6:]}")


def test_a_journal_moves_nothing_elsewhere(site, tmp_path):
    stage = stage_of(site)
    victim = tmp_path / "victim"
    write(victim, "a.txt", "theirs")
    write(stage, "b.txt", "ours")
    plan = {"output": str(victim), "changed": ["b.txt"], "removed": ["a.txt"]}
    commit._journal(stage).write_bytes(commit._sealed(plan))
    build(site)
    assert {path.name for path in victim.iterdir()} == {"a.txt"}


@pytest.mark.parametrize("form", [json.dumps, lambda plan: f"{'0' * 32}\n{json.dumps(plan)}"])
def test_a_journal_and_a_stage_that_came_with_a_site_count_for_nothing(site, form):
    stage = stage_of(site)
    write(site / "build", "mine.txt", "mine")
    write(stage, "theirs.html", "<script>")
    (stage / "link").symlink_to("/etc/hostname")
    plan = {"output": str(site / "build"), "changed": ["theirs.html", "link"], "removed": ["mine.txt"]}
    commit._journal(stage).write_text(form(plan))
    build(site)
    assert (site / "build/mine.txt").exists()
    assert not {"theirs.html", "link"} & {path.name for path in (site / "build").iterdir()}


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
        said = process.communicate(timeout=300)[1]
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
                "with lock(pathlib.Path(sys.argv[1]) / '.cache', pathlib.Path(sys.argv[1]) / 'build'):\n    print('held', flush=True)\n    time.sleep(600)\n"
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
    with lock(site / ".cache", site / "build", patience=0):
        pass
    build(site)


def test_killed_at_any_moment(site):
    with unharmed(site):
        for part in (0.2, 0.3, 0.35, 0.4, 0.5):
            faults.killed(site, part)


# ---------------------------------------------------------------- what is the author's in the output


def of(folder):
    """All that a person can see of each folder and foreign file: kind, owner, group, rights, times."""
    return {
        path: (said.st_mode, said.st_uid, said.st_gid, said.st_mtime_ns)
        for path in sorted([folder, *folder.rglob("*")])
        for said in [path.lstat()]
    }


@pytest.mark.parametrize("whole", [True, False])
def test_a_repository_in_the_output_stays_one(site, whole):
    output = site / "build"
    subprocess.run(["git", "init", "-q", output], check=True)
    mine = output / ".git"
    os.utime(mine / "refs/tags", ns=(10**18, 10**18))
    before = of(mine)
    build(site, whole=whole)
    assert of(mine) == before
    assert subprocess.run(["git", "-C", output, "status", "--short"], capture_output=True, check=False).returncode == 0
    assert {path: data for path, data in tree(output).items() if not path.startswith(".git/")} == clean(site)


def test_folders_of_the_authors_keep_owner_rights_and_times(site):
    output = site / "build"
    for name, mode in (("drafts/empty", 0o750), ("photos/2019", 0o2775), ("articles/mine", 0o700)):
        (output / name).mkdir(parents=True)
        (output / name).chmod(mode)
        if not os.getuid():
            os.chown(output / name, 4321, 1234)
    write(output, "photos/2019/a.raw", "mine")
    for path in (output / "drafts", output / "drafts/empty", output / "photos", output / "photos/2019"):
        os.utime(path, ns=(10**18, 10**18))
    kept = [output / name for name in ("drafts", "photos", "articles/mine")]
    before = [of(folder) for folder in kept]
    build(site)
    assert [of(folder) for folder in kept] == before
    assert not build(site).written


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give files away")
def test_the_outputs_own_folders_keep_their_owner(site):
    for folder in (site / "build", site / "build/articles"):
        os.chown(folder, 4321, 1234)
        folder.chmod(0o2775)
    build(site)
    for folder in (site / "build", site / "build/articles"):
        said = folder.stat()
        assert (said.st_uid, said.st_gid, said.st_mode & 0o7777) == (4321, 1234, 0o2775)
    assert tree(site / "build") == clean(site)


def test_an_output_that_is_mounted_elsewhere_is_seen_there(site, tmp_path):
    """A web server's container has it so."""
    shown = tmp_path / "shown"
    shown.mkdir()
    if os.getuid() or subprocess.run(["mount", "--bind", site / "build", shown], check=False).returncode:
        pytest.skip("only root may mount")
    try:
        build(site)
        assert tree(shown) == clean(site)
    finally:
        subprocess.run(["umount", "-l", shown], check=True)


def test_an_empty_folder_of_the_authors_in_the_way(site):
    (site / "build/new/deep.txt").mkdir(parents=True)
    refused(site, "foreign-file")
    assert (site / "build/new/deep.txt").is_dir()


@pytest.mark.parametrize("whole", [True, False])
def test_the_stage_is_removed_during_the_build(site, monkeypatch, whole):
    """`rm -rf .cache` in another window: no page may be missing in what is then published."""
    from generator.pipeline import build as module

    real = module.commit

    def commit_late(*given, **how):
        shutil.rmtree(site / ".cache")
        real(*given, **how)

    monkeypatch.setattr(module, "commit", commit_late)
    old = tree(site / "build")
    assert [problem.code for problem in attempt(site, whole=whole)] == ["io"]
    assert tree(site / "build") == old
    monkeypatch.undo()
    build(site)
    assert tree(site / "build") == clean(site)


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("content/static/articles/trip/img/a.png", ["content/articles/trip/img/a.png"]),
        ("content/static/articles/one.html", ["content/articles/one.md:1"]),
        ("content/static/articles/ONE.html", ["content/articles/one.md:1"]),
        ("content/static/index.html", []),
        ("content/static/articles", ["content/articles/"]),
        ("content/static/glossary/数据中台.html", ["content/glossary/terms.toml:6"]),
    ],
)
def test_a_static_file_in_the_place_of_another(site, path, names):
    write(site, path, "mine")
    told = [problem.say("zh") for problem in refused(site, "path-clash")]
    assert told
    assert all(path in one for one in told)
    assert all(any(name in one for one in told) for name in names)


def test_a_static_file_in_the_search_index(site):
    from tests.pipeline.sites import SETTINGS

    write(site, "content/static/pagefind/mine.js", "mine")
    write(site, "site.toml", SETTINGS.replace("search = false", "search = true"))
    assert "content/static/pagefind/mine.js" in refused(site, "path-clash")[0].say("zh")


@pytest.mark.parametrize(
    ("path", "builds"),
    [
        ("site.toml", False),
        ("layouts/strings/zh-Hans.toml", None),
        ("layouts/home.html", None),
        ("build/.zhushu-files", None),
        ("build/index.html", None),
        ("content/articles/one.md", True),
        ("content/glossary/terms.toml", True),
        ("content/glossary/_never.txt", True),
        (".cache/definitions.json", True),
    ],
)
def test_a_pipe_in_place_of_a_file(site, path, builds):
    """Nobody writes into it: to read it would wait for ever."""
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).unlink(missing_ok=True)
    os.mkfifo(site / path)
    done = zhushu(site)
    assert builds is None or (done.code == 0) == builds, done.err.decode()


def test_a_state_that_is_a_pipe(site):
    for path in (site / ".cache").glob("state-*.json"):
        path.unlink()
        os.mkfifo(path)
    assert zhushu(site).code == 0


def test_an_output_that_is_a_link_to_itself(site):
    shutil.rmtree(site / "build")
    (site / "build").symlink_to("build")
    assert zhushu(site).code == 1
