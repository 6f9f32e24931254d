"""Vectors of words: the packaged ones, and how they are read."""

from array import array

import pytest

from generator.annotate.senses.vectors import SIZE, Vectors, likeness, packaged


@pytest.mark.parametrize(
    ("word", "near", "far"), [("皮卡", "轿车", "城墙"), ("烽火台", "城墙", "轿车"), ("cpu", "硬盘", "花瓣")]
)
def test_words_used_alike_point_the_same_way(word, near, far):
    vectors = {each: packaged().of(each) for each in (word, near, far)}
    assert likeness(vectors[word], vectors[near]) > 0.4 > 0.2 > likeness(vectors[word], vectors[far])


def test_rare_words_say_more_than_common_ones():
    assert packaged().said("烽火台") == 1 > packaged().said("汽车") > packaged().said("中国") > 0


def test_numbers_are_read_as_they_are_packed(monkeypatch, tmp_path):
    steps = array("f", [2.0] + [1.0] * (SIZE - 1))
    rows = bytes([0x88 + 3, *[0x88] * (SIZE // 2 - 1)]), bytes([0x88 - 0x40, *[0x88] * (SIZE // 2 - 1)])
    (tmp_path / "vectors.bin").write_bytes(steps.tobytes() + rows[0] + rows[1])
    (tmp_path / "vectors.txt").write_text("甲\n乙\n", "utf-8")
    monkeypatch.setattr("generator.annotate.senses.vectors.FOLDER", tmp_path)
    read = Vectors()
    assert read.of("甲")[:3] == (1.0, 0.0, 0.0)
    assert read.of("乙")[:3] == (0.0, -1.0, 0.0)
    assert read.of("丙") is None
    assert read.mean([("甲", 1.0), ("丙", 9.0)]) == read.of("甲")
    assert read.mean([("丙", 1.0)]) is None
