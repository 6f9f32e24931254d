"""Where lines may end: titles between words, quantities and short Latin words never."""

from itertools import pairwise

import pytest

from generator.annotate.lines import SHORT, breaks, missed_breaks, unbreakable
from generator.annotate.segmenting.words import Words


@pytest.fixture(scope="module")
def words():
    return Words()


def parts(title, words, *names):
    return [title[start:end] for start, end in pairwise((0, *breaks(title, words, names), len(title)))]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("三次分家：腾讯组织的十三年", "三次|分家：腾讯|组织的|十三年"),
        ("騰訊三年半的變化與產業互聯網", "騰訊|三年半的|變化|與|產業|互聯網"),
        ("王先生说“我们不再做to C的事了”", "王先生|说|“我们|不再|做|to C的|事了”"),
        ("2018年第三次改变组织架构", "2018|年|第三次|改变|组织|架构"),
    ],
)
def test_a_title_breaks_between_words(words, title, expected):
    assert "|".join(parts(title, words)) == expected.replace("2018|年", "2018年")


def test_names_stay_whole(words):
    assert "产业互联网" in parts("腾讯怎样走进产业互联网时代", words, "产业互联网")
    assert "互联网" in parts("腾讯怎样走进产业互联网时代", words)


def test_a_short_title_needs_no_breaks(words):
    assert breaks("腾讯组织的变化"[: SHORT - 1], words) == ()


def test_no_line_begins_or_ends_with_the_wrong_sign(words):
    title = "“产业互联网”（上）：为什么说《工厂》——以及市场，都变了？"
    for start, end in pairwise((0, *breaks(title, words), len(title))):
        assert title[start] not in "”）》：，？"
        assert title[end - 1] not in "“（《"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在2018年9月30日，每200/5年一次", ["2018年", "9月", "30日", "200/5年"]),
        ("花了 7,500 万元，占 50% 的 10GB", ["7,500 万元", "50%", "10GB"]),
        ("从 to C 到 B to B 的路", ["to C", "B to B"]),
        ("版本v1.2年也好，5G 3号也好", ["3号"]),
        ("no Han here: 2018 to C", []),
        ("没有数字", []),
    ],
)
def test_quantities_stay_whole(text, expected):
    assert [text[start:end] for start, end in unbreakable(text)] == expected


def test_a_line_may_end_between_a_dash_and_a_quotation_mark():
    assert missed_breaks("他说——“好”，又说……「不」——完") == (4, 12)
