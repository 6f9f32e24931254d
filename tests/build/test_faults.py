"""What may go wrong under a build: the output stays one whole state, the next build mends the rest, nothing of the author's is touched.

`benchmarks.faults` kills builds by the hundred; here is one case of each kind.
"""

import ctypes
import errno
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from benchmarks import faults
from generator import output, scan, state
from generator.build import Options, Site
from generator.errors import SiteError
from tests.build.sites import ARTICLES, SETTINGS, build, make, tree, write

CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, PR_CAPBSET_DROP = 1, 2, 24


@pytest.fixture
def site(tmp_path):
    """A site that was built, and of which everything has changed since."""
    root = make(tmp_path / "site", {**ARTICLES, "trip/index.md": "---\ntitle: 图\n---\n\n![说明](img/a.png)\n", "trip/img/a.png": "png" * 900})
    write(root, "content/static/notes/file.txt", "x" * 9000)
    build(root)
    change(root)
    return root


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
    return {name: tree(root / name) for name in ("content", "layouts")} | {"site.toml": (root / "site.toml").read_bytes()}


def clean(root, **options):
    """What a build that knows nothing of earlier ones gives, from a copy of the site."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "site"
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".cache", "build"), symlinks=True)
        build(copy, use_cache=False, **options)
        return tree(copy / "build")


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
    return subprocess.run([sys.executable, "-m", "generator", "build", "--site", str(root), *arguments], capture_output=True, text=True,
                          timeout=60, check=False, env=environment, **how)


# ---------------------------------------------------------------- no room


@pytest.mark.parametrize("limit", [0, 100, 900, 2_500, 6_000, 12_000, 20_000])
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


@pytest.mark.parametrize("free", [0, 8, 40, 120, 200])
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


def change_again(root):
    write(root, "site.toml", SETTINGS.replace("试验站", "又改名"))
    (root / "content/articles/new/deep.md").unlink()


# ---------------------------------------------------------------- no permission


def without_rights():
    """In a child: root, too, is stopped by what a folder or a file does not allow (capabilities(7), prctl(2))."""
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


def refuses(root, lang="zh_CN.UTF-8"):
    return zhushu(root, "--jobs", "1", lang=lang, preexec_fn=without_rights if not os.getuid() else None)


@pytest.fixture(scope="module", autouse=True)
def rights():
    """Whether this system lets its rights be given up at all."""
    if sys.platform != "linux":
        pytest.skip("this is about Linux")


@pytest.mark.parametrize(("closed", "builds"), [("build", False), ("build/articles", None), (".", None), (".cache", False), (".cache/articles", False),
                                                ("content", True), ("content/articles", True)])
def test_a_folder_is_read_only(site, closed, builds):
    old, new, author = tree(site / "build"), clean(site), authors(site)
    folders = [path for path in ((site / closed), *(site / closed).rglob("*")) if path.is_dir()] if closed == "build" else [site / closed]
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


def test_an_article_that_may_not_be_read_is_named(site):
    (site / "content/articles/one.md").chmod(0)
    old = tree(site / "build")
    done = refuses(site, lang="en_US.UTF-8")
    assert done.returncode == 1
    assert "content/articles/one.md" in done.stderr
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


@pytest.mark.parametrize("path", ["content/articles/one.md", "content/articles/new", "content/articles/trip/img/a.png", "content/glossary/terms.toml",
                                  "content/glossary", "content/static/notes/file.txt", "content/static", "site.toml", "content"])
def test_what_was_there_is_gone_when_it_is_read(site, meanwhile, path):
    old, away = tree(site / "build"), site.parent / "away"
    meanwhile(lambda: (site / path).rename(away))
    if attempt(site):
        assert tree(site / "build") == old
    if not (site / path).exists():
        away.rename(site / path)
    build(site)
    assert tree(site / "build") == clean(site)


@pytest.mark.parametrize("path", ["content/articles/one.md", "content/articles/trip/img/a.png", "content/glossary/terms.toml",
                                  "content/static/notes/file.txt", "site.toml"])
def test_what_is_read_is_not_what_was_looked_at(site, meanwhile, path):
    text = (site / path).read_text()
    meanwhile(lambda: write(site, path, text.replace("产业", "工业").replace("改名", "另名").replace("x", "y").replace("png", "gif")))
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


@pytest.mark.parametrize(("path", "old", "new"), [("content/articles/one.md", "许多", "好些"), ("content/glossary/terms.toml", "加工", "整理"),
                                                  ("content/static/notes/file.txt", "x", "w"), ("site.toml", "改名", "另名")])
def test_another_file_takes_the_place_of_one(site, path, old, new):
    build(site)
    said = (site / path).stat()
    other = site.parent / "other"
    other.write_text((site / path).read_text().replace(old, new))
    os.utime(other, ns=(said.st_atime_ns, said.st_mtime_ns))
    other.replace(site / path)
    build(site)
    assert tree(site / "build") == clean(site)


@pytest.mark.parametrize("path", ["content/static/notes/file.txt", "content/glossary/terms.toml", "content/articles/one.md"])
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


# ---------------------------------------------------------------- the cache


GARBAGE = [b"", b"\x00" * 300, b"\xff\xfe garbage", b"null", b"5", b'"x"', b"[]", b"{}", b"[[1,2]]", b'{"version":1}', b'{"sum":1,"value":2}', b"[" * 5000,
           b'{"a":{"b":[1]}}', b"1e999", b'{"output":5,"changed":[5],"removed":[null]}']


def test_what_the_cache_kept_of_articles_is_lost_when_a_layout_changes(site):
    build(site)
    for path in (site / ".cache/articles").rglob("*.json"):
        path.write_bytes(b"{}")
    write(site, "layouts/partials/footer.html", "<footer>x</footer>")
    build(site)
    assert tree(site / "build") == clean(site)


def cached(root):
    return sorted(path for path in (root / ".cache").rglob("*") if path.is_file())


@pytest.mark.parametrize("garbage", GARBAGE)
def test_each_file_of_the_cache_holds_something_else(site, garbage):
    with unharmed(site):
        for path in cached(site):
            path.write_bytes(garbage)


@pytest.mark.parametrize("seed", range(6))
def test_files_of_the_cache_are_cut_or_altered(site, seed):
    build(site)
    change_again(site)
    chance = random.Random(seed)
    with unharmed(site):
        for path in cached(site):
            data = bytearray(path.read_bytes())
            if chance.random() < 0.5 and data:
                del data[chance.randrange(len(data)):]
            for _ in range(chance.randrange(3)):
                if data:
                    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            path.write_bytes(data)


@pytest.mark.parametrize("change", [
    lambda said: said | {"inputs": 5}, lambda said: said | {"inputs": {"a": 5}}, lambda said: said | {"outputs": {"index.html": [[], {}]}},
    lambda said: said | {"outputs": {"index.html": ["ab", 5]}}, lambda said: said | {"outputs": []}, lambda said: said | {"due": "x"},
    lambda said: said | {"seen": None}, lambda said: said | {"warnings": [5]}, lambda said: said | {"more": 1}, lambda said: {"version": 1},
    lambda said: said | {"articles": "x", "pages": []}, lambda said: said | {"outputs": {path: [stat, {"context": 5}] for path, (stat, _) in said["outputs"].items()}}])
def test_a_state_of_the_wrong_shape(site, change):
    build(site)
    path = state.path_of(site, site / "build")
    total, head, outputs = path.read_bytes().split(b"\n")
    said = change({**json.loads(head), "outputs": json.loads(outputs)})
    outputs = said.pop("outputs", None)
    path.write_bytes(total + f"\n{json.dumps(said)}\n{json.dumps(outputs)}".encode())
    assert not state.current(site, site / "build", Options(jobs=1).digest)
    build(site)
    assert tree(site / "build") == clean(site)


def test_the_cache_is_a_file(site):
    shutil.rmtree(site / ".cache")
    write(site, ".cache", "mine")
    refused(site, "io")
    assert (site / ".cache").read_text() == "mine"


def test_folders_stand_where_the_cache_has_files(site):
    for path in cached(site):
        path.unlink()
        path.mkdir()
    old = tree(site / "build")
    if told := attempt(site):
        assert {problem.code for problem in told} == {"io"}
        assert tree(site / "build") == old
    shutil.rmtree(site / ".cache")
    with unharmed(site):
        pass


# ---------------------------------------------------------------- the output


def test_the_output_is_a_link(site, tmp_path):
    (site / "build").rename(tmp_path / "www")
    (site / "build").symlink_to(tmp_path / "www")
    done = zhushu(site)
    assert done.returncode == 0, done.stderr
    assert (site / "build").is_symlink()
    assert tree(tmp_path / "www") == clean(site)


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("path", ["articles", "glossary", "assets/site.css", "index.html"])
def test_a_link_in_the_output_leads_out_of_it(site, tmp_path, path, whole):
    outside = tmp_path / "outside"
    (site / "build" / path).rename(outside)
    before = outside.read_bytes() if outside.is_file() else tree(outside)
    (site / "build" / path).symlink_to(outside)
    assert {problem.code for problem in attempt(site, whole=whole)} <= {"foreign-file"}
    assert (outside.read_bytes() if outside.is_file() else tree(outside)) == before


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize(("path", "data"), [("new", "a file where a folder must be"), ("new/deep.txt/mine.txt", "a folder where a file must be"),
                                            ("new/deep.txt", "mine")])
def test_something_of_the_authors_stands_in_the_way(site, path, data, whole):
    write(site, f"build/{path}", data)
    before = tree(site / "build")
    refused(site, "foreign-file", whole=whole)
    assert tree(site / "build") == before


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


@pytest.mark.parametrize("name", ["a\nCNAME", "a\u2028CNAME", "a\x85CNAME", "CNAME\x0b"])
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
    deep = site / "content/static"
    for folder in (deep, site / "content/articles", site / "content/glossary", site / "build"):
        at = os.open(folder, os.O_RDONLY)
        for _ in range(1200):
            os.mkdir("d", dir_fd=at)
            below = os.open("d", os.O_RDONLY, dir_fd=at)
            os.close(at)
            at = below
        os.close(at)
    try:
        assert attempt(site) == ()
        assert not build(site).written
    finally:
        for folder in (deep, site / "content/articles", site / "content/glossary", site / "build"):
            subprocess.run(["rm", "-rf", folder / "d"], check=True)


@pytest.mark.parametrize("at", [1, 2, 5, 12])
@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError(errno.ENOSPC, "No space left on device")])
def test_a_commit_file_by_file_is_finished_by_the_next_build(site, monkeypatch, at, fault):
    """Where folders cannot be exchanged. What is half moved is known, and no build begins before it is whole."""
    put, calls = output._put, []

    def cut_off(*paths):
        calls.append(paths)
        if len(calls) == at:
            raise fault
        put(*paths)

    monkeypatch.setattr(output, "_exchange", lambda: None)
    monkeypatch.setattr(output, "_put", cut_off)
    with pytest.raises((KeyboardInterrupt, SiteError)):
        build(site)
    half, new = tree(site / "build"), clean_unpatched(site, monkeypatch)
    monkeypatch.setattr(output, "_exchange", lambda: None)
    write(site, "content/articles/three.txt", b"\x00" * 50)  # now the site has an error
    with pytest.raises(SiteError):
        build(site)
    assert tree(site / "build") == new, f"half of it was {set(half.items()) ^ set(new.items())}"


def clean_unpatched(root, monkeypatch):
    monkeypatch.undo()
    return clean(root)


@pytest.mark.parametrize("journal", GARBAGE)
def test_a_journal_of_nonsense(site, journal):
    with unharmed(site):
        stage_of(site).mkdir()
        output._journal(stage_of(site)).write_bytes(journal)


def stage_of(root):
    return Site(root, root / "build")._stage()


def test_a_journal_moves_nothing_elsewhere(site, tmp_path):
    stage = stage_of(site)
    victim = tmp_path / "victim"
    write(victim, "a.txt", "theirs")
    write(stage, "b.txt", "ours")
    output._journal(stage).write_text(json.dumps({"output": str(victim), "changed": ["b.txt"], "removed": ["a.txt"]}))
    build(site)
    assert {path.name for path in victim.iterdir()} == {"a.txt"}


# ---------------------------------------------------------------- several builds, and none that ends


def test_two_builds_at_once(site):
    author, new = authors(site), clean(site)
    running = [subprocess.Popen([sys.executable, "-m", "generator", "build", "--site", str(site), *more], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
               for more in ([], ["--no-cache"], ["--output", str(site.parent / "other")])]
    for process in running:
        said = process.communicate(timeout=60)[1]
        assert process.returncode == 0, said
    assert tree(site / "build") == new == tree(site.parent / "other")
    assert authors(site) == author


def test_the_lock_of_a_dead_build_holds_nobody(site):
    holder = subprocess.Popen([sys.executable, "-c", (
        "import sys, time, pathlib\nfrom generator.lock import lock\n"
        "with lock(pathlib.Path(sys.argv[1]) / '.cache', pathlib.Path(sys.argv[1]) / 'build'):\n    print('held', flush=True)\n    time.sleep(60)\n"),
        str(site)], stdout=subprocess.PIPE)
    assert holder.stdout.readline() == b"held\n"
    from generator.lock import lock
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
