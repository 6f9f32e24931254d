"""Rules about names, each with a case that fails without it."""

import pytest

from generator.annotate.entities import persons, places, repeats, rules, scores, verdicts
from generator.annotate.entities.features import Word
from generator.annotate.entities.guess import Guess, Neighbours


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
    assert said(text, rules.corrected(text, guessed(text, (found, "person")))) == [expected]


def test_a_title_is_left_on_what_is_no_person() -> None:
    text = "他在柳州主任街"
    assert said(text, rules.corrected(text, guessed(text, ("柳州主任", "place")))) == ["柳州主任"]


@pytest.mark.parametrize("found", ["克里斯", "安娜", "安娜·克里斯"])
def test_a_foreign_name_goes_on_across_its_dot(found: str) -> None:
    text = "歌手安娜·克里斯唱了"
    assert said(text, rules.corrected(text, guessed(text, (found, "person")))) == ["安娜·克里斯"]


def test_two_halves_of_a_foreign_name_become_one() -> None:
    text = "歌手安娜·克里斯唱了"
    assert said(text, rules.corrected(text, guessed(text, ("安娜", "person"), ("克里斯", "person")))) == ["安娜·克里斯"]


def test_what_is_no_person_does_not_grow_across_a_dot() -> None:
    text = "在安娜·克里斯"
    assert said(text, rules.corrected(text, guessed(text, ("安娜", "place")))) == ["安娜"]


@pytest.mark.parametrize("name", ["南山，北", "（南山", "南山）", "12.5", " 南山", "南\ufffc山"])
def test_no_name_looks_like_this(name: str) -> None:
    text = f"去{name}了"
    assert rules.corrected(text, guessed(text, (name, "place"))) == []


def test_brackets_that_close_may_stand_in_a_name() -> None:
    text = "远山（上海）公司"
    assert said(text, rules.corrected(text, guessed(text, (text, "organization")))) == [text]


def test_a_whole_title_is_a_work_and_nothing_else() -> None:
    text = "《远山时报》报道"
    assert rules.corrected(text, guessed(text, ("远山时报", "organization"))) == []
    assert [(guess.kind, text[guess.start : guess.end]) for guess in rules.works(text)] == [("work", "远山时报")]


def test_a_name_within_a_title_stays() -> None:
    text = "《远山时报社史》"
    assert said(text, rules.corrected(text, guessed(text, ("远山时报社", "organization")))) == ["远山时报社"]


@pytest.mark.parametrize("text", ["《》", "《 空 》", "《没有关上", "《换\n行》", f"《{'长' * 41}》", "《代码\ufffc》"])
def test_not_every_title_mark_holds_a_title(text: str) -> None:
    assert list(rules.works(text)) == []


def test_of_a_government_the_country_is_the_place() -> None:
    text = "日本政府与远山市政府"
    found = rules.corrected(text, guessed(text, ("日本政府", "organization"), ("远山市政府", "organization")))
    assert [(guess.kind, text[guess.start : guess.end]) for guess in found] == [
        ("place", "日本"),
        ("organization", "远山市政府"),
    ]


@pytest.mark.parametrize(
    ("name", "parts"), [("中美", ["中", "美"]), ("中东", ["中东"]), ("美", ["美"]), ("以色列", ["以色列"])]
)
def test_a_pair_of_countries_is_two_places(name: str, parts: list[str]) -> None:
    text = f"谈{name}关系"
    assert said(text, rules.corrected(text, guessed(text, (name, "place")))) == parts


def test_countries_have_no_blanks_in_their_names() -> None:
    assert all(name and name.isalpha() for name in places.COUNTRIES)


def test_a_name_that_is_sure_once_is_found_again() -> None:
    texts = ["柳德山来了。", "昨天柳德山走了，柳德山说。"]
    found = [[(Guess(0, 3, "person", 0.99), 0.95)], []]
    again = repeats.missed(texts, found)
    assert again[0] == []
    assert [(guess.start, guess.end, guess.kind) for guess, _ in again[1]] == [(2, 5, "person"), (8, 11, "person")]
    assert [score for _, score in again[1]] == [0.95, 0.95]  # one verdict for a name


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


@pytest.mark.parametrize(
    ("text", "found", "name"),
    [
        ("外长让-诺埃尔·巴罗来访", "诺埃尔·巴罗", "让-诺埃尔·巴罗"),
        ("见到了弗拉基米尔·弗拉基米罗维奇·普京", "罗维奇·普京", "弗拉基米尔·弗拉基米罗维奇·普京"),
        ("莫里斯·梅洛-庞蒂是哲学家", "莫里斯·梅洛", "莫里斯·梅洛-庞蒂"),
        ("古丽娜扎尔·买买提是演员", "古丽娜", "古丽娜扎尔·买买提"),
        ("总理安格拉·默克尔说", "默克尔", "安格拉·默克尔"),
        ("安东尼奥·古特雷斯通了电话", "古特雷斯", "安东尼奥·古特雷斯"),
        ("首相岸田文雄讲话", "田文雄", "岸田文雄"),
        ("特首李家超表示欢迎", "李家", "李家超"),
        ("会长沈砚如先生感慨", "沈砚", "沈砚如"),
        ("记者曲舟涵报道", "曲舟", "曲舟涵"),
        ("吴曾任厂长", "吴曾", "吴"),
        ("作家奥托·威廉·海德", "奥托·威", "奥托·威廉·海德"),
    ],
)
def test_a_person_is_whole(text: str, found: str, name: str) -> None:
    assert said(text, rules.corrected(text, guessed(text, (found, "person")))) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [("李明超过了他", "李明"), ("王强和张伟来了", "王强"), ("高文说", "高文"), ("李明和先生们", "李明")],
)
def test_a_whole_person_does_not_grow(text: str, name: str) -> None:
    assert said(text, rules.corrected(text, guessed(text, (name, "person")))) == [name]


def test_two_names_with_dots_beside_each_other_stay_two() -> None:
    text = "埃马纽埃尔·马克龙会见了阿卜杜勒·法塔赫·塞西"
    found = guessed(text, ("埃马纽埃尔·马克", "person"), ("法塔赫·塞西", "person"))
    assert said(text, rules.corrected(text, found)) == ["埃马纽埃尔·马克龙", "阿卜杜勒·法塔赫·塞西"]


@pytest.mark.parametrize(("named", "name"), [("江主席", "江"), ("刘春雨研究员", "刘春雨")])
def test_a_title_is_no_part_of_a_name(named, name) -> None:
    text = f"{named}讲话"
    assert said(text, rules.corrected(text, guessed(text, (named, "person")))) == [name]


def test_a_country_is_no_person() -> None:
    assert [one.kind for one in rules.corrected("去苏里南", guessed("去苏里南", ("苏里南", "person")))] == ["place"]


@pytest.mark.parametrize(
    ("text", "name", "shown"),
    [
        ("白雪覆盖了田野", "白雪", False),
        ("歌手白雪来了", "白雪", True),
        ("陈建国来了", "陈建国", True),
        ("小鹏来了", "小鹏", False),
    ],
)
def test_a_common_word_is_a_person_only_with_a_title(text: str, name: str, shown: bool) -> None:
    (guess,) = guessed(text, (name, "person"))
    assert (persons.capped_score(text, guess, 0.95) >= 0.9) is shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("在北京见面", True),
        ("北京首都机场", True),
        ("北京话好听", False),
        ("北京烤鸭", True),
        ("北京青年报社", False),
        ("北京官话", False),
    ],
)
def test_a_place_that_nobody_doubts_is_shown_unless_it_begins_a_longer_name(text: str, shown: bool) -> None:
    at = text.index("北京")
    guess = Guess(at, at + 2, "place", 0.7, "LOC", "", "n" if "在" not in text else "v")
    assert (places.raised_score(text, guess, 0.6) >= 0.9) is shown


@pytest.mark.parametrize(("text", "shown"), [("到成都参观", True), ("成都参观", False), ("成都作家", True)])
def test_what_stands_beside_a_less_likely_place_shows_it(text: str, shown: bool) -> None:
    at = text.index("成都")
    guess = Guess(at, at + 2, "place", 0.7, "LOC", "", "n" if "作家" in text else "v")
    assert (places.raised_score(text, guess, 0.55) >= 0.9) is shown


def test_what_an_office_introduces_is_a_person() -> None:
    text = "该国总理欧尔班会见客人"
    assert [guess.kind for guess in rules.corrected(text, guessed(text, ("欧尔班", "place")))] == ["person"]


@pytest.mark.parametrize(
    ("text", "part", "name"),
    [("主席拉波尔塔亲自出席", "亲", "拉波尔塔"), ("外长穆达瓦迪。", "达瓦迪", "穆达瓦迪"), ("总理莫迪来华", "总", "")],
)
def test_a_transcribed_name_after_an_office_needs_no_model(text: str, part: str, name: str) -> None:
    found = persons.introduced(text, guessed(text, (part, "person")))
    assert [text[guess.start : guess.end] for guess in found if guess.sure] == [name] * bool(name)


def test_a_person_named_again_is_shown() -> None:
    texts = ["远帆来了。", "后来远帆走了。"]
    found = [[(Guess(0, 2, "person", 0.9), 0.65)], [(Guess(2, 4, "person", 0.9), 0.7)]]
    assert all(score > 0.8 for row in verdicts.unify(texts, found) for _, score in row)
    assert verdicts.unify(texts[:1], found[:1]) == found[:1]


@pytest.mark.parametrize(("text", "name"), [("高雄市长陈先生", "高雄"), ("武汉市长江大桥", "武汉市")])
def test_a_town_ends_before_its_mayor(text: str, name: str) -> None:
    (guess,) = places.known_places(text, [Guess(0, 3, "place", 0.9)])
    assert text[: guess.end] == name


@pytest.mark.parametrize(
    ("name", "fame"), [("法国", "country"), ("杭州", "town"), ("杭州市", "town"), ("远山市", ""), ("市", "")]
)
def test_who_knows_a_place(name: str, fame: str) -> None:
    assert places.fame(name) == fame


@pytest.mark.parametrize(
    ("words", "common"),
    [
        (["悬索桥"], True),
        (["工商", "管理", "学院"], True),
        (["杭州", "学院"], False),
        (["远", "山", "学院"], False),
    ],
)
def test_a_name_of_common_words_alone_is_told_apart(words: list[str], common: bool) -> None:
    text = "".join(words)
    read = [
        Word(word, "LOC" if word == "杭州" else "n", word[0], word[-1], 0, 0, 0, {}, (), gaining=False)
        for word in words
    ]
    guess = Neighbours(read).guess(0, len(text), "organization", 0.9)
    assert guess.common is common
    assert ("organization common" in dict(scores.features(guess, text))) is common


def test_one_verdict_for_a_name_in_an_article() -> None:
    texts = ["远帆来了。", "远帆汽车卖得好。", "远帆也来了。"]
    found = [[(Guess(0, 2, "person", 0.9), score)] for score in (0.96, 0.5, 0.9)]
    told = {(guess.kind, round(score, 2)) for row in verdicts.unify(texts, found) for guess, score in row}
    assert told == {("organization", 0.7)}


def test_persons_in_a_list_stand_or_fall_together() -> None:
    text = "李斌、何小鹏、李想都到了。"
    found = [[(Guess(0, 2, "person", 0.9), 0.96), (Guess(3, 6, "person", 0.9), 0.88)]]
    (row,) = verdicts.unify([text], found)
    assert [(text[guess.start : guess.end], score) for guess, score in row] == [
        ("李斌", pytest.approx(0.92)),
        ("何小鹏", pytest.approx(0.92)),
        ("李想", pytest.approx(0.92)),
    ]


def test_a_list_of_other_things_adds_no_person() -> None:
    text = "李斌、何小鹏、李子都好吃。"
    assert len(verdicts.unify([text], [[(Guess(0, 2, "person", 0.9), 0.96)]])[0]) == 1


@pytest.mark.parametrize(
    ("text", "name", "shown"),
    [
        ("德国总理朔尔茨会见", "朔尔茨", True),
        ("德国的贝克尔会见", "贝克尔", False),
        ("总干事谭德塞呼吁", "谭德塞", True),
        ("工程师白雪山庄", "雪山庄", False),
        ("国务卿贝克尔抵达", "贝克尔", True),
        ("主席巴赫宣布", "巴赫", True),
        ("消防员吴建军救人", "吴建军", True),
        ("玛丽娜公主到访", "玛丽娜", True),
        ("一千名哈瑞迪来了", "哈瑞迪", False),
    ],
)
def test_a_name_after_an_office_is_shown(text: str, name: str, *, shown: bool) -> None:
    (guess,) = guessed(text, (name, "person"))
    assert (persons.capped_score(text, guess, 0.5) >= 0.8) is shown


@pytest.mark.parametrize(
    ("text", "found", "name"),
    [
        ("次年拿破仑三世即位", "拿破仑", "拿破仑三世"),
        ("拿破仑三世纪的画像", "拿破仑", "拿破仑"),
    ],
)
def test_the_number_of_a_ruler_is_part_of_the_name(text: str, found: str, name: str) -> None:
    assert said(text, rules.corrected(text, guessed(text, (found, "person")))) == [name]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("一间位于特隆赫姆的球会", "特隆赫姆", "place"),
        ("距离首府布尔萨三十公里", "布尔萨", "place"),
        ("球迷支持布尔萨", "布尔萨", "person"),
        ("校门位于柳德山旁", "柳德山", "person"),
    ],
)
def test_what_something_lies_in_is_no_person(text: str, name: str, kind: str) -> None:
    assert [guess.kind for guess in rules.corrected(text, guessed(text, (name, "person")))] == [kind]


@pytest.mark.parametrize(
    "text",
    ["胡安德富卡板块向东移动", "卡梅隆庄园被洗劫", "罗斯基勒签订和约"],
)
def test_a_part_of_a_longer_name_is_not_shown(text: str) -> None:
    name = {"胡": "胡安德富卡", "卡": "卡梅隆", "罗": "罗斯基"}[text[0]]
    (guess,) = guessed(text, (name, "person"))
    assert persons.capped_score(text, guess, 0.97) == persons.MAX_DOUBTFUL


def test_a_ruler_is_shown_as_surely_as_the_name() -> None:
    text = "费利佩三世到了"
    (guess,) = guessed(text, ("费利佩三世", "person"))
    assert persons.capped_score(text, guess, 0.9) == 0.9


def test_a_name_before_its_gloss_is_whole() -> None:
    text = "诗人路易斯·埃切维里(luis)在"
    assert said(text, rules.corrected(text, guessed(text, ("路易斯·埃切维", "person")))) == ["路易斯·埃切维里"]
