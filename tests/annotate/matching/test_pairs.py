"""Pairs of words: the packaged table, and what it says of finds."""

import pytest

from generator.annotate.matching.apart import Apart
from generator.annotate.matching.boundary import packaged as boundaries
from generator.annotate.matching.lattice import IMPOSSIBLE, Lattice
from generator.annotate.matching.margin import judge
from generator.annotate.matching.pairs import ALONE, STEP, UNLISTED, Pairs, packaged, weigh
from training.pairs import pack


def judged(words, text, find):
    start = text.index(find)
    lattice = Lattice(words, text, [(start, start + len(find))])
    return judge(lattice, start, start + len(find), boundaries(), packaged)


def test_a_pair_of_the_table_gains_and_others_do_not():
    assert packaged.gain("才", "能") > 2
    assert packaged.gain("能", "才") == 0


def test_words_that_jiebas_frequencies_misjudge_are_weighed_anew():
    assert packaged.gain(ALONE, "天才") > 0 > packaged.gain(ALONE, "中国")


def test_what_is_packed_is_read_again(monkeypatch, tmp_path):
    gains = {("甲", "乙"): 3, ("乙", "甲"): 15, ("丙", "丁"): 1, (ALONE, "甲"): 10}
    (tmp_path / "pairs.bin").write_bytes(pack(gains))
    monkeypatch.setattr("generator.annotate.matching.pairs.FOLDER", tmp_path)
    read = Pairs()
    assert {pair: read.gain(*pair) for pair in gains} == {**gains, (ALONE, "甲"): 2 * STEP}
    assert (read.gain("甲", "丙"), read.gain(ALONE, "丙")) == (0, UNLISTED)


@pytest.mark.parametrize(
    ("text", "find"), [("发生在同一天", "同一"), ("等了十分钟后", "分钟"), ("中国物理学会成立", "学会")]
)
def test_pairs_keep_what_single_words_would_refuse(words, text, find):
    assert judged(words, text, find).reason is None


@pytest.mark.parametrize(("text", "find"), [("新品尝鲜价", "品尝"), ("石头雕成人形", "成人"), ("工作团团长", "团团")])
def test_pairs_refuse_what_single_words_would_keep(words, text, find):
    assert judged(words, text, find).reason is not None


def test_the_readings_of_a_find(words):
    weighed = weigh(Lattice(words, "比赛中将使用"), packaged, (0, 6), (2, 4))
    assert weighed.split > weighed.whole > IMPOSSIBLE == weighed.straddled
    weighed = weigh(Lattice(words, "石头雕成人形"), packaged, (0, 6), (3, 5))
    assert (weighed.straddler, weighed.margin < 0) == ((2, 4), True)


@pytest.mark.parametrize(
    ("text", "find", "apart"),
    [
        ("比赛中将使用新表", "中将", True),
        ("授予他中将军衔", "中将", False),
        ("这些题我都会做", "都会", True),
        ("每一个人", "一个", False),
        ("孩子会长高的", "会长", True),
        ("会长主持了会议", "会长", False),
        ("她唱的这几首都很好听", "首都", True),
    ],
)
def test_a_find_falls_apart_by_its_neighbours(words, text, find, apart):
    start = text.index(find)
    assert (Apart(packaged).reason(Lattice(words, text), start, start + 2) is not None) == apart
