"""Files of the author's: what an editor saves while we write is never lost."""

import threading
import time

import pytest

from generator.author.edits import files


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
