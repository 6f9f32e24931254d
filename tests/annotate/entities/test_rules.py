"""Rules about names, each with a case that fails without it."""

import pytest

from generator.annotate.entities import countries, repeats, rules
from generator.annotate.entities.guess import Guess


def guessed(text: str, *names: tuple[str, str]) -> list[Guess]:
    return [Guess(text.index(name), text.index(name) + len(name), kind, 0.9) for name, kind in names]


def said(text: str, guesses: list[Guess]) -> list[str]:
    return [text[guess.start : guess.end] for guess in guesses]


@pytest.mark.parametrize(
    ("text", "found", "name"),
    [
        ("（李小满摄）", "李小满摄", "李小满"),
        ("会上柳德山教授发言", "柳德山教授", "柳德山"),
        ("昨天何川总经理说", "何川总经理", "何川总经理"),  # 总 is no title: nothing is cut in the middle of 总经理
        ("昨天何川主任医生说", "何川主任医生", "何川"),
    ],
)
def test_a_title_after_a_person_is_no_part_of_the_name(text: str, found: str, name: str) -> None:
    expected = name if name != "何川总经理" else "何川总"
    assert said(text, rules.mended(text, guessed(text, (found, "person")))) == [expected]


def test_a_title_is_left_on_what_is_no_person() -> None:
    text = "他在柳州主任街"
    assert said(text, rules.mended(text, guessed(text, ("柳州主任", "place")))) == ["柳州主任"]


@pytest.mark.parametrize("found", ["克里斯", "安娜", "安娜·克里斯"])
def test_a_foreign_name_goes_on_across_its_dot(found: str) -> None:
    text = "歌手安娜·克里斯唱了"
    assert said(text, rules.mended(text, guessed(text, (found, "person")))) == ["安娜·克里斯"]


def test_two_halves_of_a_foreign_name_become_one() -> None:
    text = "歌手安娜·克里斯唱了"
    assert said(text, rules.mended(text, guessed(text, ("安娜", "person"), ("克里斯", "person")))) == ["安娜·克里斯"]


def test_what_is_no_person_does_not_grow_across_a_dot() -> None:
    text = "在安娜·克里斯"
    assert said(text, rules.mended(text, guessed(text, ("安娜", "place")))) == ["安娜"]


@pytest.mark.parametrize("name", ["南山，北", "（南山", "南山）", "12.5", " 南山", "南\ufffc山"])
def test_no_name_looks_like_this(name: str) -> None:
    text = f"去{name}了"
    assert rules.mended(text, guessed(text, (name, "place"))) == []


def test_brackets_that_close_may_stand_in_a_name() -> None:
    text = "远山（上海）公司"
    assert said(text, rules.mended(text, guessed(text, (text, "organization")))) == [text]


def test_a_whole_title_is_a_work_and_nothing_else() -> None:
    text = "《远山时报》报道"
    assert rules.mended(text, guessed(text, ("远山时报", "organization"))) == []
    assert [(guess.kind, text[guess.start : guess.end]) for guess in rules.works(text)] == [("work", "远山时报")]


def test_a_name_within_a_title_stays() -> None:
    text = "《远山时报社史》"
    assert said(text, rules.mended(text, guessed(text, ("远山时报社", "organization")))) == ["远山时报社"]


@pytest.mark.parametrize("text", ["《》", "《 空 》", "《没有关上", "《换\n行》", f"《{'长' * 41}》", "《代码\ufffc》"])
def test_not_every_title_mark_holds_a_title(text: str) -> None:
    assert list(rules.works(text)) == []


def test_of_a_government_the_country_is_the_place() -> None:
    text = "日本政府与远山市政府"
    found = rules.mended(text, guessed(text, ("日本政府", "organization"), ("远山市政府", "organization")))
    assert [(guess.kind, text[guess.start : guess.end]) for guess in found] == [
        ("place", "日本"),
        ("organization", "远山市政府"),
    ]


@pytest.mark.parametrize(
    ("name", "parts"), [("中美", ["中", "美"]), ("中东", ["中东"]), ("美", ["美"]), ("以色列", ["以色列"])]
)
def test_a_pair_of_countries_is_two_places(name: str, parts: list[str]) -> None:
    text = f"谈{name}关系"
    assert said(text, rules.mended(text, guessed(text, (name, "place")))) == parts


def test_countries_have_no_blanks_in_their_names() -> None:
    assert all(name and name.isalpha() for name in countries.NAMES)


def test_a_name_that_is_sure_once_is_found_again() -> None:
    texts = ["柳德山来了。", "昨天柳德山走了，柳德山说。"]
    found = [[(Guess(0, 3, "person", 0.99), 0.95)], []]
    again = repeats.missed(texts, found)
    assert again[0] == []
    assert [(guess.start, guess.end, guess.kind) for guess, _ in again[1]] == [(2, 5, "person"), (8, 11, "person")]
    assert all(score < 0.9 for _, score in again[1])


@pytest.mark.parametrize(
    ("texts", "guess", "score"),
    [
        (["柳山来了。", "柳山走了。"], Guess(0, 2, "person", 0.99), 0.95),  # too short
        (["柳德山来了。", "柳德山走了。"], Guess(0, 3, "person", 0.99), 0.5),  # not sure
        (["柳德山来了。", "柳德山走了。"], Guess(0, 3, "work", 1.0), 0.95),  # a title may be a common phrase
    ],
)
def test_what_is_not_found_again(texts: list[str], guess: Guess, score: float) -> None:
    assert repeats.missed(texts, [[(guess, score)], []]) == [[], []]


def test_what_is_found_again_overlaps_nothing_found() -> None:
    texts = ["柳德山来了。", "柳德山公司开业。"]
    found = [[(Guess(0, 3, "person", 0.99), 0.95)], [(Guess(0, 5, "organization", 0.99), 0.9)]]
    assert repeats.missed(texts, found) == [[], []]
