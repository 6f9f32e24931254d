"""Files of the author's: what an editor saves while we write is never lost."""

import threading
import time

import pytest

from generator.author.edits import change, files
from generator.core.errors import SiteError


@pytest.fixture
def site(tmp_path):
    (tmp_path / "content/glossary").mkdir(parents=True)
    (tmp_path / "content/glossary/a.toml").write_bytes(b"old")
    return tmp_path


def put(site):
    return files.replace(site, "content/glossary", "content/glossary/a.toml", b"old", b"ours")


def by_rename(path, data):
    beside = path.with_name("editor.tmp")
    beside.write_bytes(data)
    beside.replace(path)


def in_place(path, data):
    with path.open("r+b") as file:
        file.write(data)
        file.truncate()


@pytest.mark.parametrize("save", [by_rename, in_place])
@pytest.mark.parametrize("moment", ["before", "between", "after"])
def test_a_save_while_a_decision_is_written(site, monkeypatch, save, moment):
    path = site / "content/glossary/a.toml"
    temporary, exchange_of = files._temporary, files.exchange_of

    def slow(target, data):
        made = temporary(target, data)
        if moment == "before":
            save(path, b"the author's")
        return made

    def exchanging():
        exchange = exchange_of()
        assert exchange is not None

        def late(one, other):
            if moment == "between":
                save(path, b"the author's")
            done = exchange(one, other)
            if moment == "after" and path.read_bytes() == b"ours":
                save(path, b"the author's")
            monkeypatch.setattr(files, "exchange_of", exchange_of)
            return done

        return late

    monkeypatch.setattr(files, "_temporary", slow)
    monkeypatch.setattr(files, "exchange_of", exchanging)
    done = put(site)
    assert path.read_bytes() == b"the author's"
    assert done == (moment == "after")
    assert [one.name for one in path.parent.iterdir()] == ["a.toml"]


def test_a_save_that_moves_the_old_file_away_first(site, monkeypatch):
    """As vim does with a copy of the old file."""
    path = site / "content/glossary/a.toml"

    def exchange(one, other):
        one.rename(path.with_name("a.toml~"))
        done = files_exchange(one, other)
        by_rename(path, b"the author's")
        return done

    files_exchange = files.exchange_of()
    monkeypatch.setattr(files, "exchange_of", lambda: exchange)
    assert not put(site)
    assert path.read_bytes() == b"the author's"


@pytest.mark.parametrize("moment", ["before", "during", "after"])
def test_a_save_while_a_file_is_removed(site, monkeypatch, moment):
    path = site / "content/glossary/a.toml"
    temporary, opened = files._temporary, path.open("r+b")

    def slow(target, data):
        made = temporary(target, data)
        if moment == "before":
            in_place(path, b"the author's")
        return made

    def settle(_):
        if moment == "during":  # the editor had opened the old file
            opened.write(b"the author's")
            opened.flush()
        elif moment == "after":
            by_rename(path, b"the author's")

    monkeypatch.setattr(files, "_temporary", slow)
    monkeypatch.setattr(files.time, "sleep", settle)
    with opened:
        done = files.remove(site, "content/glossary", "content/glossary/a.toml", b"old")
    assert path.read_bytes() == b"the author's"
    assert done == (moment == "after")
    assert [one.name for one in path.parent.iterdir()] == ["a.toml"]


def test_what_nobody_saves_is_removed(site):
    assert files.remove(site, "content/glossary", "content/glossary/a.toml", b"old")
    assert list((site / "content/glossary").iterdir()) == []


def test_many_saves_at_once(site):
    """The last save of the author's is there, or ours on top of the text that it was made for."""
    path, stop, last = site / "content/glossary/a.toml", threading.Event(), [b"old"]

    def save():
        number = 0
        while not stop.is_set():
            number += 1
            last[0] = b"%d" % number
            by_rename(path, last[0])
            time.sleep(0.003)

    author = threading.Thread(target=save)
    author.start()
    try:
        for _ in range(40):
            before = path.read_bytes()
            files.replace(site, "content/glossary", "content/glossary/a.toml", before, before + b" ours")
    finally:
        stop.set()
        author.join()
    assert path.read_bytes().startswith(last[0])


DEEDS = {
    "replace": lambda site, path: files.replace(site, "content/glossary", path, b"old", b"ours"),
    "remove": lambda site, path: files.remove(site, "content/glossary", path, b"old"),
    "edit": lambda site, path: change.write(site, change.Edit(path, b"old", b"ours")),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
@pytest.mark.parametrize("leads", ["out", "in"])
@pytest.mark.parametrize("kind", ["file", "folder"])
def test_no_write_goes_through_a_link(site, deed, leads, kind):
    """A link to a file is never followed, one to a folder only within the glossary."""
    away = site / "content/glossary/real" if leads == "in" else site / "elsewhere"
    away.mkdir()
    (away / "b.toml").write_bytes(b"old")
    link = site / "content/glossary/link"
    link.symlink_to(away / "b.toml" if kind == "file" else away)
    path = "content/glossary/link" if kind == "file" else "content/glossary/link/b.toml"
    if (leads, kind) == ("in", "folder"):
        deed(site, path)
        assert not (away / "b.toml").exists() or (away / "b.toml").read_bytes() == b"ours"
        return
    with pytest.raises(SiteError) as refused:
        deed(site, path)
    assert [problem.code for problem in refused.value.problems] == ["unsafe-path"]
    assert (away / "b.toml").read_bytes() == b"old"
    assert link.is_symlink()


@pytest.mark.parametrize("to", ["a.toml", "not-there.toml", "../../elsewhere.toml", "link.toml"])
def test_a_link_takes_its_name(site, to):
    """No new file is written through it."""
    (site / "content/glossary/link.toml").symlink_to(to)
    assert not files.create(site, "content/glossary", "content/glossary/link.toml", b"ours")
    assert sorted(path.name for path in site.rglob("*")) == ["a.toml", "content", "glossary", "link.toml"]
    assert (site / "content/glossary/a.toml").read_bytes() == b"old"


def test_a_file_of_another_folder_is_none_of_this_one(site):
    (site / "content/glossary-2").mkdir()
    (site / "content/glossary-2/a.toml").write_bytes(b"old")
    (site / "content/glossary/back").symlink_to(site / "content/glossary")
    for path in ("content/glossary-2/a.toml", "content/glossary/../glossary-2/a.toml", "content/glossary", ""):
        with pytest.raises(SiteError):
            files.replace(site, "content/glossary", path, b"old", b"ours")
    assert files.replace(site, "content/glossary", "content/glossary/back/a.toml", b"old", b"ours")
