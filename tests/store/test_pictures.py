"""What is known of the author's pictures: the size that a browser shows, and smaller copies."""

import io
import os

import pytest
from PIL import Image

from generator.core.picture_types import Picture
from generator.store import kept, pictures, scan
from generator.store.pictures import Pictures


def write(path, kind, size=(30, 20), mode="RGB", **options):
    Image.new(mode, size).save(path, kind, **options)


def look(folder, name):
    return Pictures(folder, folder / ".cache").of(name, scan.stat_of(folder / name))


def turned(value):
    exif = Image.Exif()
    exif[0x112] = value
    return exif


@pytest.mark.parametrize(
    ("name", "kind", "smaller"),
    [("a.png", "PNG", True), ("a.JPG", "JPEG", True), ("a.gif", "GIF", False), ("a.webp", "WEBP", False)],
)
def test_sizes(tmp_path, name, kind, smaller):
    write(tmp_path / name, kind)
    assert look(tmp_path, name) == Picture(30, 20, smaller)


@pytest.mark.parametrize(("value", "size"), [(1, (30, 20)), (3, (30, 20)), (6, (20, 30)), (8, (20, 30))])
def test_a_photograph_that_lies_on_its_side(tmp_path, value, size):
    write(tmp_path / "a.jpg", "JPEG", exif=turned(value))
    assert look(tmp_path, "a.jpg")[:2] == size


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('<svg width="30" height="20px">', (30, 20)),
        ('<svg viewBox="0 0 30.4 20">', (30, 20)),
        ("<svg viewBox='-5,-5,30,20' width='100%' height='100%'>", (30, 20)),
        ('<svg width="60" viewBox="0 0 30 20">', (60, 40)),
        ('<svg height="1in" viewBox="0 0 2 1">', (192, 96)),
        (
            '<?xml version="1.0"?>\n<!-- <svg width="1" height="1"> -->\n<!DOCTYPE svg>\n<svg width="3" height="2">',
            (3, 2),
        ),
        ("<svg>", None),
        ('<svg viewBox="0 0 0 20">', None),
        ("<html>", None),
    ],
)
def test_sizes_of_svg(tmp_path, root, size):
    (tmp_path / "a.svg").write_text(root, encoding="utf-8")
    found = look(tmp_path, "a.svg")
    assert (found and tuple(found[:2])) == size


def test_what_is_no_picture(tmp_path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\nno")
    (tmp_path / "a.txt").write_bytes(b"x")
    assert look(tmp_path, "a.png") is None
    assert look(tmp_path, "a.txt") is None


def test_a_picture_is_looked_at_once(tmp_path, monkeypatch):
    write(tmp_path / "a.png", "PNG")
    stat = scan.stat_of(tmp_path / "a.png")
    monkeypatch.setattr(scan, "trusted", lambda _stat, _seen: True)
    first = Pictures(tmp_path, tmp_path / ".cache")
    assert first.of("a.png", stat) == Picture(30, 20, smaller=True)
    first.save(frozenset({"a.png"}))
    monkeypatch.setattr(pictures, "_inspect", None)  # it would fail
    assert Pictures(tmp_path, tmp_path / ".cache").of("a.png", stat) == Picture(30, 20, smaller=True)
    monkeypatch.undo()
    write(tmp_path / "a.png", "PNG", (7, 8))
    new = scan.stat_of(tmp_path / "a.png")
    assert Pictures(tmp_path, tmp_path / ".cache").of("a.png", new) == Picture(7, 8, smaller=True)


def test_a_smaller_copy(tmp_path):
    Image.new("RGB", (1000, 500), (200, 30, 30)).save(tmp_path / "a.jpg", exif=turned(6))
    known = Pictures(tmp_path, tmp_path / ".cache")
    data = known.scaled("a.jpg", 100)
    with Image.open(io.BytesIO(data)) as made:
        assert (made.format, made.size) == ("WEBP", (100, 200))
        assert not made.getexif()
    (tmp_path / "b.jpg").write_bytes((tmp_path / "a.jpg").read_bytes())
    assert known.scaled("b.jpg", 100) == data
    assert len(list((tmp_path / ".cache/pictures").iterdir())) == 1


def test_a_clear_picture_stays_clear(tmp_path):
    Image.new("RGBA", (100, 100), (0, 0, 0, 0)).save(tmp_path / "a.png")
    with Image.open(io.BytesIO(Pictures(tmp_path, tmp_path).scaled("a.png", 50))) as made:
        assert made.convert("RGBA").getpixel((9, 9))[3] == 0


def test_a_damaged_picture_is_published_as_it_is(tmp_path):
    Image.effect_noise((300, 300), 80).save(tmp_path / "a.png")
    half = (tmp_path / "a.png").read_bytes()[:2000]
    (tmp_path / "a.png").write_bytes(half)
    assert Pictures(tmp_path, tmp_path).scaled("a.png", 50) == half


def test_copies_are_kept_up_to_a_bound_the_newest_first(tmp_path, monkeypatch):
    write(tmp_path / "a.png", "PNG", (60, 40))
    folder = tmp_path / ".cache/pictures"
    folder.mkdir(parents=True)
    for age, name in enumerate(["new", "old", "older"]):
        (folder / name).write_bytes(b"x" * 400)
        os.utime(folder / name, (1_000 - age, 1_000 - age))
    monkeypatch.setattr(kept, "MOST_KEPT", 1_000)
    ours = Pictures(tmp_path, tmp_path / ".cache")
    ours.scaled("a.png", 30)
    assert {path.name for path in folder.iterdir()} >= {"new", "old"}
    assert not (folder / "older").exists()
    (folder / "added").write_bytes(b"x" * 4_000)
    ours.scaled("a.png", 20)
    assert (folder / "added").exists()  # what a build adds stays until the next
