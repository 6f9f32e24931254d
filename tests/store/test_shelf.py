"""The store of composed articles: what is lost or damaged is a miss, builds at once do not harm it, it does not grow."""

import os
import signal
import sqlite3
from multiprocessing import get_context

import pytest

from generator.store.seal import seal
from generator.store.shelf import Shelf, ours
from tests.pipeline.sites import build, make, tree, write

TEXTS = ("产业互联网", "", "𠮷 & C2B\n")


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "cache" / "a.sqlite", ("html", "text"))


def put(shelf, key, html="甲", text="乙"):
    shelf.put({key: key.encode()}, {key: (html.encode(), text.encode())})


def get(shelf, key, part, text):
    found = shelf.get(key, part, seal(text.encode()))
    return None if found is None else found.decode()


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_put_comes_back(shelf, text):
    put(shelf, "一", text)
    put(shelf, "二")
    assert dict(shelf.heads()) == {"一": "一".encode(), "二": "二".encode()}
    assert get(shelf, "一", "html", text) == text
    assert dict(shelf.all("text")) == {"一": "乙".encode(), "二": "乙".encode()}
    put(shelf, "一", "新")
    assert (get(shelf, "一", "html", "新"), get(shelf, "一", "html", text)) == ("新", None)


def test_a_head_alone_leaves_the_parts(shelf):
    put(shelf, "一")
    shelf.put({"一": b"new"}, {})
    assert dict(shelf.heads()) == {"一": b"new"}
    assert get(shelf, "一", "html", "甲") == "甲"


def test_what_is_dropped_is_gone(shelf):
    put(shelf, "一")
    put(shelf, "二")
    shelf.drop(key for key in ("一",))
    assert list(dict(shelf.heads())) == ["二"]
    assert get(shelf, "一", "html", "甲") is None


@pytest.mark.parametrize("damage", [b"", b"no database" * 1000, b"SQLite format 3\0" + b"\xff" * 9000])
def test_a_file_that_is_no_database_is_a_miss_and_made_anew(shelf, damage):
    put(shelf, "一")
    shelf.path.unlink()
    shelf.path.write_bytes(damage)
    assert dict(shelf.heads()) == {}
    assert get(shelf, "一", "html", "甲") is None
    put(shelf, "二")
    assert list(dict(shelf.heads())) == ["二"]


def test_one_damaged_byte_is_a_miss(shelf):
    put(shelf, "一", "产业互联网" * 400)
    data = bytearray(shelf.path.read_bytes())
    at = data.index("互联网".encode())
    data[at] ^= 1
    shelf.path.write_bytes(data)
    assert get(shelf, "一", "html", "产业互联网" * 400) is None
    head = data.index("一一".encode()) if "一一".encode() in data else None
    assert head is not None, "key and head lie side by side"
    data[head + 5] ^= 1
    shelf.path.write_bytes(data)
    assert dict(shelf.heads()) == {}


@pytest.mark.parametrize("harm", ["DROP TABLE html", "DROP TABLE heads", "UPDATE heads SET head = 5, key = 7"])
def test_tables_that_are_not_ours_are_a_miss_and_made_anew(shelf, harm):
    put(shelf, "一")
    with sqlite3.connect(shelf.path) as db:
        db.execute(harm)
    db.close()
    dict(shelf.heads())
    get(shelf, "一", "html", "甲")
    put(shelf, "二")
    assert "二" in dict(shelf.heads())


def test_another_version_is_a_miss(shelf):
    put(shelf, "一")
    with sqlite3.connect(shelf.path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    assert dict(shelf.heads()) == {}
    put(shelf, "二")
    assert list(dict(shelf.heads())) == ["二"]


def test_a_file_that_was_removed_and_made_anew_is_read_again(shelf):
    put(shelf, "一")
    assert get(shelf, "一", "html", "甲") == "甲"
    shelf.path.unlink()
    put(shelf, "一", "新")
    assert get(shelf, "一", "html", "新") == "新"


def test_what_cannot_be_written_is_an_oserror(shelf):
    shelf.path.mkdir(parents=True)
    with pytest.raises(OSError, match=r"a\.sqlite"):
        put(shelf, "一")


def write_many(shelf, name, begin):
    begin.wait()
    for number in range(40):
        put(shelf, f"{name}{number}", f"{name}{number}" * 1000)


def test_processes_that_write_at_once_lose_nothing(shelf):
    context = get_context("fork")
    begin = context.Event()
    workers = [context.Process(target=write_many, args=(shelf, name, begin)) for name in "甲乙丙"]
    for worker in workers:
        worker.start()
    begin.set()
    for number in range(40):
        put(shelf, f"丁{number}")
        dict(shelf.heads())
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    assert len(dict(shelf.heads())) == 160
    assert all(get(shelf, f"乙{n}", "html", f"乙{n}" * 1000) for n in range(40))


def write_for_ever(shelf):
    number = 0
    while True:
        number += 1
        keys = [f"{number % 50}-{part}" for part in range(4)]
        shelf.put(dict.fromkeys(keys, b"h" * 500), {key: (os.urandom(9000), b"") for key in keys})


def test_a_writer_that_is_killed_leaves_whole_values(shelf):
    for _ in range(5):
        worker = get_context("fork").Process(target=write_for_ever, args=(shelf,))
        worker.start()
        worker.join(0.15)
        os.kill(worker.pid, signal.SIGKILL)
        worker.join()
        parts, heads = dict(shelf.all("html")), dict(shelf.heads())
        assert parts.keys() == heads.keys()
        assert len({key.split("-")[0] for key in heads}) * 4 == len(heads), "a transaction is kept whole"
    put(shelf, "一")
    assert get(shelf, "一", "html", "甲") == "甲"


def test_a_site_that_is_built_again_and_again_keeps_little(tmp_path):
    articles = {f"a{number}.md": f"第 {number} 篇讲产业互联网。" + "字" * 4000 for number in range(8)}
    make(tmp_path, articles)
    sizes = []
    for number in range(7):
        for name in list(articles)[number:]:
            write(tmp_path, f"content/articles/{name}", f"{articles[name]}\n\n第 {number} 次。\n")
        build(tmp_path)
        sizes.append(ours(tmp_path / ".cache/articles.sqlite").stat().st_size)
    assert max(sizes) <= 1.5 * sizes[0]
    built = tree(tmp_path / "build")
    build(tmp_path, "clean", use_cache=False)
    assert tree(tmp_path / "clean") == built
