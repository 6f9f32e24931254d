"""Annotating in several threads at once, as the preview and a scheduler's workers do, finds what one thread finds."""

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from generator import annotate
from generator.annotate.entities.model import Model
from generator.annotate.segmenting.dictionary import Dictionary, jieba_file
from generator.annotate.segmenting.words import Words
from generator.core.passage import Passage
from generator.core.settings import AnnotateSettings
from tests.annotate.texts import glossary

TEXTS = [
    f"{person}昨天在{place}说，{firm}今年要把{thing}卖到{other}，{person}还提到产业互联网。"
    for person, place, firm, thing, other in (
        ("林小满", "上海", "青石科技公司", "数控机床", "越南"),
        ("周大同", "成都市", "东方纺织集团", "布料", "埃及开罗"),
        ("欧阳晓雯", "新疆喀什", "北方大学", "研究报告", "法国"),
        ("阿不都热依木", "海州港", "中国水利局", "抽水机", "巴西"),
        ("陈一鸣", "哈尔滨工业大学", "人民日报社", "旧书", "台湾"),
    )
]
THREADS = 6


@pytest.fixture(autouse=True)
def hurry():
    """Threads take turns as often as can be."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def together(work):
    """The results of `work` in several threads that begin at once."""
    gate = Barrier(THREADS)

    def run(number):
        gate.wait()
        return work(number)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS)))


def test_a_reach_that_is_asked_for_while_it_is_worked_out():
    """The dictionary never shows a bucket that is still being filled."""
    dictionary, seen = Dictionary(), []

    class Nosy(dict):
        def __iter__(self):
            for word in super().__iter__():
                if not seen:
                    seen.append(None)
                    seen.append(dictionary.reaches["互"]["互联"])
                yield word

    dictionary.words["互"] = Nosy(dictionary.words["互"])
    assert dictionary.reaches["互"]["互联"] == seen[1] == Dictionary().reaches["互"]["互联"] > 2


def test_words_cut_in_threads():
    alone = [Words(str(jieba_file("dict.txt"))).cut(text) for text in TEXTS]
    shared = Words(str(jieba_file("dict.txt")))
    assert together(lambda _: [shared.cut(text) for text in TEXTS]) == [alone] * THREADS


def test_names_found_in_threads():
    model = Model(Words(str(jieba_file("dict.txt"))))
    alone = model.find(TEXTS), [model.chances(model.words(text)) for text in TEXTS[:4]]
    assert (
        together(lambda _: (model.find(TEXTS), [model.chances(model.words(text)) for text in TEXTS[:4]]))
        == [alone] * THREADS
    )


def test_annotations_made_in_threads():
    entries = glossary(["产业互联网"])
    passages = [Passage(number, text) for number, text in enumerate(TEXTS)]
    find = annotate.annotator(entries, AnnotateSettings("auto"))
    alone = list(find(passages))
    assert (
        together(lambda _: list(annotate.annotator(entries, AnnotateSettings("auto"))(passages))) == [alone] * THREADS
    )
