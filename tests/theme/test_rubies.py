"""Pinyin above marks."""

import re

import pytest

from generator.theme.rubies import rubied

MARK = '<a class="t w" role="doc-glossref" id="r-重庆-1" href="#g-重庆" data-type="place" data-n="1">{}</a>'
CHONGQING = {"重庆": ("重庆", "chóng qìng")}


def test_a_mark_has_its_pinyin_above_it():
    html = rubied(f"<p>他到{MARK.format('重庆')}去。</p>", CHONGQING)
    assert '<ruby>重<rt data-p="chóng"></rt>庆<rt data-p="qìng"></rt></ruby></a>去' in html


def test_the_text_of_the_page_stays():
    html = f"<p>他到{MARK.format('重庆')}去，又从{MARK.format('重庆')}回。</p>"
    assert re.sub("<[^>]*>", "", rubied(html, CHONGQING)) == re.sub("<[^>]*>", "", html)


@pytest.mark.parametrize("inside", ["山城", "<strong>重</strong>庆", "重<wbr>庆"])
def test_other_texts_stay(inside: str):
    html = MARK.format(inside)
    assert rubied(html, CHONGQING) == html


def test_a_name_without_a_syllable_for_each_character_stays():
    html = MARK.replace("重庆", "C2B").format("C2B")
    assert rubied(html, {"C2B": ("C2B", "c 2 b x")}) == html
    assert rubied(html, {}) == html
