"""A cache that is cut, altered or full of something else is a cache that is not there."""

import json
import os
import random
import shutil
import sqlite3
import struct
from contextlib import closing
from itertools import accumulate, pairwise

import pytest
from jinja2.bccache import Bucket

from generator.pipeline.build import Options
from generator.store import personal, seal, state
from generator.store.shelf import ours
from generator.theme.engine import Compiled
from tests.pipeline.harm import GARBAGE, attempt, change_again, clean, refused, unharmed
from tests.pipeline.sites import build, tree, write

# ---------------------------------------------------------------- the cache


def test_what_the_cache_kept_of_articles_is_lost_when_a_layout_changes(site):
    build(site)
    with closing(sqlite3.connect(ours(site / ".cache/articles.sqlite"))) as db, db:
        db.execute("UPDATE html SET value = NULL")
    write(site, "layouts/partials/footer.html", "<footer>x</footer>")
    build(site)
    assert tree(site / "build") == clean(site)


def cached(root):
    return sorted(path for path in (root / ".cache").rglob("*") if path.is_file())


@pytest.mark.parametrize("first", range(0, len(GARBAGE), 4))
def test_each_file_of_the_cache_holds_something_else(site, first):
    with unharmed(site):
        for number, path in enumerate(cached(site)):
            path.write_bytes(GARBAGE[(first + number) % len(GARBAGE)])


@pytest.mark.parametrize("seed", range(3))
def test_files_of_the_cache_are_cut_or_altered(site, seed):
    build(site)
    change_again(site)
    chance = random.Random(seed)
    with unharmed(site):
        for path in cached(site):
            data = bytearray(path.read_bytes())
            if chance.random() < 0.5 and data:
                del data[chance.randrange(len(data)) :]
            for _ in range(chance.randrange(3)):
                if data:
                    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            path.write_bytes(data)


WRONG = [
    lambda said: said | {"inputs": b""},
    lambda said: said | {"inputs": b"\xff"},
    lambda said: said | {"stats": said["stats"][1:]},
    lambda said: said | {"stats": said["stats"][32:]},
    lambda said: said | {"outputs": said["outputs"].partition(b"\0")[2]},
    lambda said: said | {"outputs": b"\xff"},
    lambda said: said | {"built": b"ab"},
    lambda said: said | {"built": said["built"][8:]},
    lambda said: said | {"built": b""},
    lambda said: said | {"parts": {}},
    lambda said: said | {"parts": []},
    lambda said: said | {"due": "x"},
    lambda said: said | {"newest": "x"},
    lambda said: said | {"seen": None},
    lambda said: said | {"warnings": [5]},
    lambda said: said | {"more": 1},
    lambda said: {"version": 1},
    lambda said: said | {"articles": "x", "pages": []},
    lambda said: said | {"parts": [{"context": 5} for _ in said["parts"]]},
]


def test_a_state_of_the_wrong_shape(site):
    """Damage shows in the sum; and even what has a sum of its own is asked with care."""
    build(site)
    path = state.path_of(site, site / "build")
    sums, _, behind = path.read_bytes().partition(b"\n")
    ends = [0, *accumulate(map(int, sums.split()[2:]))]
    head, *values = (behind[start:end] for start, end in pairwise(ends))
    first, *rest = behind[ends[-1] :].split(b"\n")
    names = "inputs", "stats", "outputs", "built"
    whole = dict(zip(names, values, strict=True)) | {"parts": json.loads(first)}
    for change in WRONG:
        said = change(json.loads(head) | whole)
        parts = b"\n".join([json.dumps(said.pop("parts", 5)).encode(), *rest])
        found = [said.pop(name, b"") for name in names]
        seen = [json.dumps(said).encode(), *found]
        lengths = " ".join(map(str, map(len, seen)))
        data = b"".join(seen) + parts
        path.write_bytes(f"{seal.seal(b''.join(seen))} {seal.seal(parts)} {lengths}\n".encode() + data)
        state.current(site, site / "build", Options(jobs=1).digest)
        path.write_bytes(sums + b"\n" + data)
        assert state.load(site, site / "build") is None
        assert state.current(site, site / "build", Options(jobs=1).digest) is None
    build(site)
    assert tree(site / "build") == clean(site)


def test_what_somebody_else_sealed_counts_for_nothing(site, monkeypatch):
    """A site may come with a cache that was forged with care: all checksums are right, under the sender's key."""
    monkeypatch.setattr(seal, "_key", b"of the sender")
    build(site)
    with closing(sqlite3.connect(ours(site / ".cache/articles.sqlite"))) as db, db:
        for key, html in db.execute("SELECT key, value FROM html").fetchall():
            forged = html + b"<script src=x.js></script>"
            (head,) = db.execute("SELECT head FROM heads WHERE key = ?", (key,)).fetchone()
            head = head.replace(seal.seal(html).encode(), seal.seal(forged).encode())
            db.execute("UPDATE html SET value = ? WHERE key = ?", (forged, key))
            db.execute("UPDATE heads SET head = ?, sum = ? WHERE key = ?", (head, seal.seal(key.encode() + head), key))
    shutil.rmtree(site / "build")
    shutil.copytree(site, site.parent / "sent")
    build(site.parent / "sent")
    assert "x.js" in (site.parent / "sent/build/articles/one.html").read_text()  # under the sender's own key
    monkeypatch.setattr(seal, "_key", b"of the receiver")
    build(site)
    assert tree(site / "build") == clean(site)


def test_a_forged_journal_removes_no_file(site, monkeypatch):
    """SQLite removes the file that the last bytes of a journal name, unless it is a list of journals (as of many databases)."""
    monkeypatch.setattr(seal, "_key", b"of the sender")
    build(site)
    mine = site.parent / "mine"
    mine.write_text("mine")
    name, magic, page = str(mine).encode(), bytes.fromhex("d9d505f920a163d7"), 4096
    for path in (site / ".cache").glob("*.sqlite"):
        head = magic + struct.pack(">5I", 0, 0, path.stat().st_size // page, 512, page)
        end = struct.pack(">I", 2**30 // page + 1) + name + struct.pack(">2I", len(name), sum(name)) + magic
        path.with_name(f"{path.name}-journal").write_bytes(head.ljust(512, b"\0") + end)
    shutil.copytree(site / ".cache", site.parent / "sent")
    monkeypatch.setattr(seal, "_key", b"of the receiver")
    build(site)
    assert mine.exists()
    with closing(sqlite3.connect(next((site.parent / "sent").glob("articles*.sqlite")))) as db:
        db.execute("SELECT * FROM heads")
    assert not mine.exists(), "the attack works"


def test_links_and_devices_in_the_cache_lead_nowhere(site):
    """A site may come with them."""
    outside = site.parent / "outside"
    outside.mkdir()
    with closing(sqlite3.connect(outside / "others.sqlite")) as db, db:
        db.execute("CREATE TABLE heads (mine)")
    (outside / "text").write_text("mine")
    before = tree(outside)
    names = [path.name for path in cached(site)]
    for name in names:
        (site / ".cache" / name).unlink()
        to = "others.sqlite" if name.endswith(".sqlite") else "text"
        (site / ".cache" / name).symlink_to(outside / to)
    for name in ("pictures", "cards"):
        (site / ".cache" / name).symlink_to(outside)
    os.mkfifo(site / ".cache/code.json.1.part")
    os.mkfifo(f"{ours(site / '.cache/articles.sqlite')}-journal")
    with unharmed(site):
        pass
    ours(site / ".cache/articles.sqlite").unlink()
    ours(site / ".cache/articles.sqlite").symlink_to("/dev/zero")
    change_again(site)
    build(site)
    assert tree(outside) == before
    shutil.rmtree(site / ".cache")
    (site / ".cache").symlink_to(outside)
    refused(site, "linked-folder")
    assert tree(outside) == before


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


def test_pipes_and_loops_in_the_users_own_cache_are_not_waited_for(site, tmp_path, monkeypatch):
    home = tmp_path / "home/zhushu"
    (home / "templates").mkdir(parents=True)
    os.mkfifo(home / "key")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(seal, "_key", None)
    assert seal.key() == b""
    os.mkfifo(home / "templates/a")
    bucket = Bucket(None, "a", "")
    Compiled(home / "templates", {}).load_bytecode(bucket)
    assert bucket.code is None
    (home / "templates/a").unlink()
    (home / "templates").rmdir()
    (home / "templates").symlink_to("templates")
    assert personal.templates_folder(site) == home / "templates"
