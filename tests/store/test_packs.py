"""Packs: texts in few files; what is lost, damaged or not ours is a miss, and nothing grows without end."""

import os
import pickle
from multiprocessing import get_context

import pytest

from generator.store.packs import YOUNG, Kept, Packs
from tests.pipeline.sites import build, make, tree, write


@pytest.fixture
def packs(tmp_path):
    return Packs(tmp_path / "packs")


def age(packs, seconds=YOUNG + 60):
    for path in packs.root.iterdir():
        then = path.stat().st_mtime - seconds
        os.utime(path, (then, then))


def test_what_is_kept_comes_back(packs):
    places = packs.put("产业互联网", "", "𠮷 & C2B\n") + packs.put("数据中台")
    assert [packs.get(place) for place in places] == ["产业互联网", "", "𠮷 & C2B\n", "数据中台"]
    assert len(list(packs.root.iterdir())) == 1


def put_elsewhere(packs, text, pipe):
    pipe.send(packs.put(text))


def test_each_process_has_a_pack_of_its_own(packs):
    here = packs.put("这里")
    ours, theirs = get_context("fork").Pipe()
    process = get_context("fork").Process(target=put_elsewhere, args=(packs, "那里", theirs))
    process.start()
    there = ours.recv()
    process.join()
    assert [packs.get(place) for place in (*here, *there, *packs.put("又"))] == ["这里", "那里", "又"]
    assert here[0].pack != there[0].pack
    assert pickle.loads(pickle.dumps(packs)).put("远方")[0].pack not in (here[0].pack, there[0].pack)


def test_damage_is_a_miss(packs):
    (place,) = packs.put("产业互联网")
    (packs.root / place.pack).write_bytes("产业互联国".encode())
    assert packs.get(place) is None
    (packs.root / place.pack).write_bytes(b"\xff\xfe")
    assert packs.get(place._replace(size=2)) is None
    (packs.root / place.pack).unlink()
    assert packs.get(place) is None


@pytest.mark.parametrize(
    "place",
    [
        Kept("../a.pack", 0, 1, ""),
        Kept("/etc/passwd", 0, 1, ""),
        Kept("a", 0, 1, ""),
        Kept("a\0.pack", 0, 1, ""),
        Kept("a.pack", -1, 1, ""),
        Kept("a.pack", 10**30, 1, ""),
        Kept("a.pack", 0, 10**30, ""),
    ],
)
def test_a_strange_place_is_a_miss(packs, place):
    packs.root.mkdir()
    (packs.root / "a.pack").write_text("x")
    (packs.root / "a").write_text("x")
    (packs.root.parent / "a.pack").write_text("x")
    assert packs.get(place) is None


def test_old_packs_that_nobody_names_go(packs):
    (place,) = packs.put("旧")
    packs.keep(())
    assert packs.get(place) == "旧", "it may be that of another build which runs just now"
    age(packs)
    packs.keep({place.pack})
    assert packs.get(place) == "旧"
    packs.keep(())
    assert not list(packs.root.iterdir())


def test_a_site_that_is_built_again_and_again_keeps_little(tmp_path):
    articles = {f"a{number}.md": f"第 {number} 篇讲产业互联网。" + "字" * 4000 for number in range(8)}
    make(tmp_path, articles)
    packs = Packs(tmp_path / ".cache/articles")
    sizes = []
    for number in range(7):  # each time one article more stays as it is, and with it the pack that it lies in
        for name in list(articles)[number:]:
            write(tmp_path, f"content/articles/{name}", f"{articles[name]}\n\n第 {number} 次。\n")
        build(tmp_path)
        age(packs)
        sizes.append(sum(path.stat().st_size for path in packs.root.iterdir()))
    assert max(sizes) <= 3 * sizes[0]
    write(tmp_path, "site.toml", (tmp_path / "site.toml").read_text().replace("试验站", "改名站"))
    build(tmp_path)
    built = tree(tmp_path / "build")
    build(tmp_path, "clean", use_cache=False)
    assert tree(tmp_path / "clean") == built
