"""Well-known names where the model found nothing, a part, or too much."""

import pytest

from generator.annotate.entities import famous
from generator.annotate.entities.guess import Guess


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("联合国秘书长发表致辞", ["联合国"]),
        ("他任教育部长多年", []),
        ("北京大学出版社的书", []),
        ("来到南京东路", []),
        ("商务部新闻会", ["商务部"]),
        ("国务院侨务办公室", []),
        ("外交部长", []),
        ("日前在内罗毕会见", ["内罗毕"]),
        ("内罗毕人", []),
        ("一切如诸葛亮所料", ["诸葛亮"]),
        ("诸葛亮墓", []),
        ("诺贝尔化学奖", []),
        ("暴雪总裁辞职", ["暴雪"]),
        ("暴雪预警", []),
        ("各民主党派", []),
    ],
)
def test_well_known_names_are_found_as_wholes(text: str, found: list[str]) -> None:
    assert [text[guess.start : guess.end] for guess in famous.known(text, [])] == found


@pytest.mark.parametrize(
    ("text", "guess", "found"),
    [
        ("宁德时代董事长出席", Guess(0, 2, "place", 0.9), (0, 4, "organization")),
        ("韩国瑜宣布散会", Guess(0, 2, "place", 0.9), (0, 3, "person")),
        ("谷歌旗下公司", Guess(0, 4, "organization", 0.3), (0, 2, "organization")),
        ("马克龙星期三抵达", Guess(0, 6, "person", 0.9), (0, 3, "person")),
        ("上海合作组织成员国元首理事会", Guess(0, 14, "organization", 0.9), (0, 14, "organization")),
        ("讯新华社记者", Guess(0, 4, "organization", 0.8), (1, 4, "organization")),
        ("北京大学生", Guess(0, 2, "place", 0.9), (0, 2, "place")),
    ],
)
def test_a_well_known_name_stands_instead_of_a_part_or_of_too_much(
    text: str, guess: Guess, found: tuple[int, int, str]
) -> None:
    (one,) = famous.known(text, [guess])
    assert (one.start, one.end, one.kind) == found


def test_texts_with_well_known_names_are_told_by_one_search() -> None:
    assert famous.among(["国务院发布通知", "", "今天有雨", "他在内罗毕"]) == {0, 3}
    assert famous.among([]) == set()


def test_a_place_of_which_the_model_found_nothing_is_not_sure() -> None:
    text = "中国大陆的奥斯陆协议"
    found = famous.known(text, [Guess(0, 2, "place", 0.9)])
    assert [(text[guess.start : guess.end], guess.sure) for guess in found] == [("中国大陆", True), ("奥斯陆", False)]
