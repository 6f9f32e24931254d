"""Well-known organisations, and what is none."""

from collections.abc import Iterable

import pytest

from generator.annotate.entities import organizations
from generator.annotate.entities.guess import Guess


def said(text: str, guesses: Iterable[Guess]) -> list[tuple[str, str]]:
    return [(text[guess.start : guess.end], guess.kind) for guess in guesses]


def test_a_well_known_organization_is_shown_if_it_is_whole() -> None:
    whole, part = "国务院总理", "清华大学出版社的书"
    assert organizations.raised_score(whole, Guess(0, 3, "organization", 0.3, after="n"), 0.4) == organizations.SHOWN
    assert organizations.raised_score(part, Guess(0, 4, "organization", 0.3, after="n"), 0.4) == 0.4


@pytest.mark.parametrize(
    ("name", "score", "shown"),
    [
        ("国家柳溪管理局", 0.45, True),
        ("柳溪管理局", 0.62, False),
        ("柳溪师范大学", 0.62, True),
        ("柳溪集团", 0.72, True),
        ("柳溪集团", 0.62, False),
        ("新春晚会", 0.7, False),
    ],
)
def test_a_likely_organization_of_a_sure_form_is_shown(name: str, score: float, *, shown: bool) -> None:
    guess = Guess(0, len(name), "organization", 0.9, after="v")
    assert (organizations.raised_score(name + "宣布", guess, score) >= 0.8) is shown


def test_what_describes_people_is_no_name_of_a_body() -> None:
    guess = Guess(0, 5, "organization", 0.9, after="v")
    assert organizations.raised_score("国家代表队胜了", guess, 0.95) == organizations.MAX_DESCRIBED


def test_a_well_known_organization_does_not_end_a_longer_name() -> None:
    assert organizations.raised_score("国立清华大学于新竹", Guess(2, 6, "organization", 0.3, after="p"), 0.4) == 0.4
    assert not organizations.whole("华特迪士尼首次", 2, 5)
    assert not organizations.whole("wnba发布", 1, 4)


def test_a_body_is_found_whole_after_its_place() -> None:
    text = "江西省水利厅启动了应急响应"
    assert said(text, organizations.seated(text, [Guess(0, 3, "place", 0.7)])) == [("江西省水利厅", "organization")]
    text = "中国民用航空局正在调查"
    text_of_court = "上海市第一中级人民法院昨日开庭"
    assert said(text_of_court, organizations.seated(text_of_court, [Guess(0, 3, "place", 0.9)])) == [
        ("上海市第一中级人民法院", "organization")
    ]
    parts = [Guess(0, 2, "place", 0.6), Guess(4, 7, "organization", 0.6)]
    assert said(text, organizations.seated(text, parts)) == [("中国民用航空局", "organization")]


def test_the_founder_is_part_of_the_name_of_a_school() -> None:
    assert said("国立中央大学迁回", organizations.seated("国立中央大学迁回", [Guess(2, 6, "organization", 0.9)])) == [
        ("国立中央大学", "organization")
    ]


@pytest.mark.parametrize(
    "text", ["中国政局稳定", "中国的大学", "中国大学生", "中国各级法院", "中国前国家委员会主席", "中国会见委员会"]
)
def test_what_follows_a_place_is_not_always_of_its_name(text: str) -> None:
    assert said(text, organizations.seated(text, [Guess(0, 2, "place", 0.9)])) == [("中国", "place")]


def test_a_person_after_a_place_is_in_no_name_of_a_body() -> None:
    text = "中国李小满研究所成立"
    parts = [Guess(0, 2, "place", 0.9), Guess(2, 5, "person", 0.9)]
    assert said(text, organizations.seated(text, parts)) == [("中国", "place"), ("李小满", "person")]


def test_a_ministry_is_no_part_of_a_word_for_all_of_them() -> None:
    assert organizations.whole("公安部通报", 0, 3)
    assert not organizations.whole("各公安部门通报", 1, 4)


@pytest.mark.parametrize(
    ("text", "whole"), [("google earth", False), ("googleearth", False), ("google ceo", True), ("google 宣布", True)]
)
def test_a_product_bears_the_name_of_its_firm(text: str, *, whole: bool) -> None:
    assert organizations.whole(text, 0, 6) == whole
