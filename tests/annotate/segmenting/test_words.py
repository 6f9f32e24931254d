"""Our segmentation against jieba's own and rjieba's, and the dictionary behind it."""

import logging
import random

import jieba
import pytest
import rjieba

from generator.annotate.segmenting import dictionary, hmm
from generator.annotate.segmenting.dictionary import Dictionary, jieba_file
from generator.annotate.segmenting.words import BREAK, Words
from generator.core.errors import SiteError
from generator.store import cache

jieba.setLogLevel(logging.WARNING)
ODD = "ab1.%+-# \n中国人民的AT&T和B超-9,"


def runs(count, seed):
    """Han runs: common words side by side, so that they look like text, with rare and unseen characters among them."""
    chance = random.Random(seed)
    common = [line.split(" ")[0] for line in jieba_file("dict.txt").read_text("utf-8").splitlines()[::37]]
    common = [word for word in common if all("\u4e00" <= char <= "\u9fd5" for char in word)]
    for _ in range(count):
        pieces = [
            chance.choice(common) if chance.random() < 0.8 else chr(chance.randint(0x4E00, 0x9FD5))
            for _ in range(chance.randint(1, 6))
        ]
        yield "".join(pieces)


def cut(words, text, *, hmm=True):
    ranges = words.cut(text, hmm=hmm)
    assert [start for start, _ in ranges] == [0, *(end for _, end in ranges)][: len(ranges)]
    return [text[start:end] for start, end in ranges]


def test_with_and_without_the_accelerator_the_words_are_the_same(words):
    for run in runs(5_000, seed=1):
        assert cut(words, run) == rjieba.cut(run, True)


def test_the_words_are_those_of_jieba(words):
    chance = random.Random(2)
    odd = ["".join(chance.choice(ODD) for _ in range(chance.randint(0, 12))) for _ in range(1500)]
    for text in [*runs(1500, seed=3), *odd]:
        for use_model in (True, False):
            assert cut(words, text, hmm=use_model) == jieba.lcut(text, HMM=use_model)


@pytest.mark.parametrize("count", [20, 2000])
def test_pieces_are_what_is_cut_without_the_model(cache, count):
    words = Words(cache=cache)
    for run in runs(count, seed=4):
        assert words.pieces([run, run]) == [*cut(words, run, hmm=False), BREAK, *cut(words, run, hmm=False)]


def test_the_accelerator_takes_han_runs_only(cache):
    text = "我们在2020年用AT&T的网络，产业互联网"
    assert cut(Words(cache=cache), text) == jieba.lcut(text)


def test_the_model_alone_cuts_as_jieba_does():
    for run in runs(300, seed=4):
        assert [run[start:end] for start, end in hmm.cut(run)] == list(jieba.finalseg.cut(run))


def test_weights_are_natural_logarithms_of_probabilities(words):
    assert words.dictionary.words["中"]["中国"] == jieba.dt.FREQ["中国"]
    assert words.dictionary.total == jieba.dt.total
    assert words.weight("集中台") is None
    assert words.weight("中国") > words.weight("和服") > words.dictionary.unknown


def test_tags_are_the_dictionarys(words):
    assert (words.tag("北京"), words.tag("研究"), words.tag("集中台")) == ("ns", "vn", "")


def test_reach_is_the_longest_word_that_begins_so(words):
    assert words.dictionary.reaches["中"]["中华"] == max(
        len(word) for word in jieba.dt.FREQ if word.startswith("中华") and jieba.dt.FREQ[word]
    )
    assert "集台" not in words.dictionary.reaches["集"]


def test_the_index_is_kept_and_a_broken_one_is_made_anew(tmp_path):
    first = Dictionary(cache=str(tmp_path))
    [kept] = tmp_path.iterdir()
    whole = kept.read_bytes()
    total, index = cache.load(kept, tuple[int, dict[str, list[tuple[int, int]]]])
    cache.save(kept, (7, index))
    assert Dictionary(cache=str(tmp_path)).total == 7
    for broken in (b"[", whole[:-9], whole.replace(str(total).encode(), b"5", 1)):
        kept.write_bytes(broken)
        again = Dictionary(cache=str(tmp_path))
        assert (again.total, again.words["中"]) == (first.total, first.words["中"])
        assert kept.read_bytes() == whole


def test_a_cache_that_cannot_be_written_only_costs_time(tmp_path):
    (tmp_path / "file").write_text("")
    assert Dictionary(cache=str(tmp_path / "file" / "folder")).weight("中国") is not None


def test_another_dictionary_has_an_index_of_its_own(tmp_path):
    own = tmp_path / "own.txt"
    own.write_text("\ufeff云计算 3\r\n云 5 n\r\n中 0 x\r\n云端 2 n", "utf-8")
    (tmp_path / "cache").mkdir()
    words = Words(str(own), str(tmp_path / "cache"))
    assert cut(words, "云计算云端中", hmm=False) == ["云计算", "云端", "中"]
    assert (words.tag("云"), words.tag("云计算"), words.known("中"), words.dictionary.total) == ("n", "", False, 10)
    Dictionary(cache=str(tmp_path / "cache"))
    assert len(list((tmp_path / "cache").iterdir())) == 2


@pytest.mark.parametrize(("text", "line"), [("云 3 n\n云端\n", 2), ("云 many n\n", 1), ("\n云 3\n", 1)])
def test_what_is_no_dictionary_is_told_with_its_line(tmp_path, text, line):
    own = tmp_path / "own.txt"
    own.write_text(text, "utf-8")
    with pytest.raises(SiteError) as raised:
        Dictionary(str(own))
    assert raised.value.problems[0].place.line == line


def test_a_dictionary_that_is_not_there_is_a_problem():
    with pytest.raises(SiteError, match=r"nowhere\.txt"):
        Dictionary("nowhere.txt")


def test_words_in_two_parts_of_a_file_are_all_found(tmp_path):
    own = tmp_path / "own.txt"
    own.write_text("云 3 n\n天 1 n\n云端 2 n\n", "utf-8")
    assert dict(dictionary.Dictionary(str(own)).words["云"]).keys() == {"云", "云端"}
