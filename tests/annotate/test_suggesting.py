"""Suggestions: each kind of evidence, what is merged, what is left out."""

import json
from array import array

import pytest

from generator import readers
from generator.annotate.key_terms import key_terms
from generator.annotate.segmenting.words import Words
from generator.annotate.suggesting import across, suggest
from generator.cli import run
from generator.core.draft import Source
from generator.core.entry import Entry, Glossary
from generator.core.passage import Passage
from generator.core.span import Span
from generator.readers.emphasis import strong


@pytest.fixture(scope="module")
def words(tmp_path_factory):
    return Words("", str(tmp_path_factory.mktemp("words")))


def passages(*texts):
    return [Passage(number, text, line=number + 1) for number, text in enumerate(texts)]


def groups(found):
    return {one.surface: one.group for one in found}


def test_what_is_quoted_is_a_candidate_even_once(words):
    assert (
        groups(suggest(passages("部门之间推行“双轨核算”，效果不错。"), (), Glossary(), words))["双轨核算"] == "quoted"
    )


@pytest.mark.parametrize("deed", ["走弯路", "踩刹车", "交学费", "抄近路"])
def test_a_verb_and_its_object_are_none(words, deed):
    text = f"有人{deed}，有人不{deed}，最后都{deed}。有的地方{deed}久一点，走马灯转了又转，走马灯不停。"
    found = groups(suggest(passages(text), (), Glossary(), words))
    assert deed not in found
    assert "走马灯" in found


def test_an_article_under_two_titles_counts_once(tmp_path, capsys):
    articles = tmp_path / "content/articles"
    articles.mkdir(parents=True)
    (tmp_path / "site.toml").write_text('title = "甲"\nlanguage = "zh-Hans"\n', "utf-8")
    body = "数据血缘记下每一列从哪里来。\n\n没有数据血缘，报表错了也不知道错在哪里。\n"
    (articles / "a.md").write_text(f"---\ntitle: 甲\n---\n{body}", "utf-8")
    (articles / "b.md").write_text(f"---\ntitle: 乙\n---\n文／小王 物流观察室 2021年3月5日\n\n{body}", "utf-8")
    (articles / "c.md").write_text(
        "---\ntitle: 丙\n---\n数据血缘是第三篇的话题，与前两篇不同。数据血缘说两遍。\n", "utf-8"
    )
    assert run(["suggest", "--site", str(tmp_path), "--format", "json"]) == 0
    said = capsys.readouterr()
    found = {one["surface"]: one for one in json.loads(said.out)}
    assert found["数据血缘"]["count"] == 4
    assert found["数据血缘"]["articles"] == ["content/articles/a.md", "content/articles/c.md"]
    assert "b.md" in said.err
    assert "a.md" in said.err


def test_a_byline_is_no_text(tmp_path, capsys):
    file = tmp_path / "a.md"
    file.write_text("原创：小王 物流观察室 2021年3月5日\n\n数据血缘记下每一列从哪里来，数据血缘有用。\n", "utf-8")
    assert run(["suggest", "--site", str(tmp_path), "--format", "json", str(file)]) == 0
    assert [one["surface"] for one in json.loads(capsys.readouterr().out)] == ["数据血缘"]


def test_speech_in_quotation_marks_is_none(words):
    found = groups(suggest(passages("他说：“我们不会再等了”。有人喊“快走，别停”。"), (), Glossary(), words))
    assert not [surface for surface, group in found.items() if group == "quoted"]


def test_what_cannot_be_the_name_of_an_entry_is_not_suggested(words):
    found = suggest(passages("推行“双轨\x08核算”，推行“双轨核算”。"), (), Glossary(), words)
    assert "双轨\x08核算" not in {one.surface for one in found}


def test_what_somebody_says_is_no_part_of_a_name_and_no_definition(words):
    text = (
        "马克龙谈核威慑。朔尔茨称芯片紧缺。冯德莱恩指出碳关税有必要，冯德莱恩指出碳关税可行。发言人称德国不会改变政策。"
    )
    found = groups(suggest(passages(text), (), Glossary(), words))
    assert not {"马克龙谈", "朔尔茨称", "冯德莱恩指出", "芯片紧缺", "德国不会改变政策"} & set(found)
    assert {"冯德莱恩", "碳关税"} <= set(found)


@pytest.mark.parametrize(
    ("text", "name", "piece"),
    [
        ("马克龙批碳关税。", "马克龙", "龙批碳关税"),
        ("马克龙赞核威慑。", "马克龙", "马克龙赞"),
        ("朔尔茨访重庆车厂。", "朔尔茨", "尔茨访重庆"),
    ],
)
def test_what_crosses_the_edge_of_a_name_or_is_one_with_a_verb_is_not_suggested(words, text, name, piece):
    named = [Span(0, 0, len(name), name, "person", None, "entities", 0.9)]
    found = groups(suggest(passages(text), named, Glossary(), words))
    assert name in found
    assert piece not in found


def test_titles_are_works(words):
    (found,) = [
        one
        for one in suggest(passages("她写过《城市与账本》一书。"), (), Glossary(), words)
        if one.surface == "城市与账本"
    ]
    assert (found.kind, found.type) == ("entity", "work")


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("企业开始使用 SaaS 软件。", "SaaS"),
        ("围绕 B 端客户展开。", "B 端"),
        ("他们做了 A/B测试。", "A/B"),
        ("5G 网络已经铺开。", "5G"),
    ],
)
def test_latin_and_mixed_names(words, text, surface):
    assert groups(suggest(passages(text), (), Glossary(), words))[surface] == "latin"


def test_latin_words_of_a_sentence_and_addresses_are_none(words):
    found = groups(suggest(passages("see the page at www.example.org or mail me@example.org"), (), Glossary(), words))
    assert not found


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("所谓边缘算力，就是离用户近的机器。", "边缘算力"),
        ("数字孪生（digital twin）已被采用。", "数字孪生"),
        ("这种做法称为灰度放量。", "灰度放量"),
        ("这种做法俗称灰度放量。", "灰度放量"),
        ("学界称灰度放量。", "灰度放量"),
    ],
)
def test_what_the_author_defines(words, text, surface):
    assert groups(suggest(passages(text), (), Glossary(), words))[surface] == "defined"


def test_a_compound_that_recurs_is_ranked_above_common_words(words):
    text = [
        "柔性排产需要数据。",
        "工人也要懂柔性排产。",
        "先有柔性排产，后有大规模定制的可能。",
        "需要的时候可以进行，可能可以。",
    ]
    found = [one.surface for one in suggest(passages(*text), (), Glossary(), words)]
    assert found[0] == "柔性排产"
    assert not {"可以", "需要", "可能", "进行"} & set(found)


def test_fragments_of_a_longer_candidate_are_merged(words):
    found = [
        one.surface
        for one in suggest(passages("云边协同很难。", "云边协同要看场景。", "做好云边协同。"), (), Glossary(), words)
    ]
    assert "云边协同" in found
    assert not {"云边", "边协同", "协同"} & set(found)


def test_what_an_entry_covers_is_not_suggested(words):
    entry = Entry("C2B", "C2B", "C2B", forms=("C2B", "反向定制"))
    found = groups(suggest(passages("Ｃ２Ｂ 与“反向定制”是一回事。"), (), Glossary({"C2B": entry}), words))
    assert "反向定制" not in found
    assert "C2B" not in found


def test_automatic_entities_keep_their_type(words):
    span = Span(0, 0, 3, "李文清", "person", origin="entities", score=0.6, published=False)
    (found,) = [one for one in suggest(passages("李文清到会。"), [span], Glossary(), words) if one.surface == "李文清"]
    assert (found.kind, found.type, found.group) == ("entity", "person", "entity")


def test_a_whole_site_ranks_by_spread(words):
    one = suggest(passages("双轨核算很难。", "双轨核算很慢。", "双轨核算很贵。"), (), Glossary(), words)
    two = suggest(passages("“潮汐排班”刚刚开始。"), (), Glossary(), words)
    whole = across({"a": [*one, *two], "b": one, "c": one})
    first, paths = whole[0]
    assert (first.surface, first.count, sorted(paths)) == ("双轨核算", 9, ["a", "b", "c"])


def test_the_same_text_gives_the_same_ranking(words):
    text = passages("数据孤岛、数据孤岛、“数据孤岛”与 API 网关。", "API 网关很多。")
    assert suggest(text, (), Glossary(), words) == suggest(text, (), Glossary(), words)


def test_key_terms_are_the_entries_by_weight(words):
    glossary = Glossary({name: Entry(name, name, name, forms=(name,)) for name in ("企业", "产业互联网")})
    assert key_terms(passages("企业与产业互联网。"), {"企业": 1, "产业互联网": 1}, glossary, words) == (
        "产业互联网",
        "企业",
    )


def test_add_writes_a_stub_that_is_not_suggested_again(tmp_path, capsys):
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "site.toml").write_text('title = "站"\nentities = "off"\n')
    (tmp_path / "content/articles/a.md").write_text("# 题\n\n部门之间推行“双轨核算”，先试点，再铺开。\n")
    assert run(["suggest", "--site", str(tmp_path), "--format", "json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert [one["surface"] for one in first][:1] == ["双轨核算"]
    assert {"surface", "kind", "type", "group", "count", "score", "context", "line"} <= first[0].keys()
    assert run(["suggest", "--site", str(tmp_path), "--top", "1", "--add"]) == 0
    assert "todo: true" in (tmp_path / "content/glossary/双轨核算.md").read_text()
    capsys.readouterr()
    run(["suggest", "--site", str(tmp_path), "--format", "json"])
    assert "双轨核算" not in [one["surface"] for one in json.loads(capsys.readouterr().out)]


def test_add_picks_by_name(tmp_path, capsys):
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "site.toml").write_text('title = "站"\nentities = "off"\nlanguage = "zh-Hans"\n')
    (tmp_path / "content/articles/a.md").write_text("# 题\n\n部门推行“双轨核算”和“轮值店长”，先试点，再铺开。\n")
    assert run(["suggest", "--site", str(tmp_path), "--add", "轮值店长"]) == 0
    assert [path.stem for path in (tmp_path / "content/glossary").iterdir()] == ["轮值店长"]
    assert run(["suggest", "--site", str(tmp_path), "--add", "双轨核酸"]) != 0
    assert "双轨核算" in capsys.readouterr().err


def test_what_a_list_has_in_bold_is_a_term_also_in_small_letters(words):
    text = "1. **netstat**: 显示网络连接。用 netstat 看端口。\n2. **租约期**：地址可用多久。\n3. **原文**：[这里](http://a.example)\n"
    body = readers.read(Source("a.md", text, "0")).body
    found = {one.surface: one for one in suggest(body.passages, (), Glossary(), words, strong(body))}
    assert (found["netstat"].group, found["netstat"].count) == ("latin", 2)
    assert found["租约期"].group == "bold"
    assert "原文" not in found


def test_a_name_within_another_latin_word_is_not_counted(words):
    found = suggest(passages("信使叫 RNA，前体叫 tracrRNA。RNA 很短。"), (), Glossary(), words)
    assert {one.surface: one.count for one in found if one.surface.endswith("RNA")} == {"RNA": 2, "tracrRNA": 1}


def test_words_that_the_dictionary_lacks_are_one_name(words):
    found = suggested("沙尔庞捷来了。沙尔庞捷发现了它。", words)
    assert "沙尔庞捷" in found
    assert not {"沙尔", "庞捷"} & set(found)


def suggested(text, words, spans=()):
    return [one.surface for one in suggest(passages(text), spans, Glossary(), words)]


def test_a_term_goes_before_a_verb_that_is_as_frequent(words):
    found = suggested("我们讨论货架，再讨论货架。谁讨论货架？大家讨论货架。", words)
    assert "讨论" not in found or found.index("货架") < found.index("讨论")


def test_a_quotation_that_names_goes_before_one_that_says(words):
    found = suggested("他说“心态更加乐观”，又说“双轨核算”。", words)
    assert found.index("双轨核算") < found.index("心态更加乐观")


def test_latin_words_of_one_name_are_one_candidate_and_commands_are_none(words):
    found = suggested("用 Active Learning 训练，Active Learning 省标注。写 \\Frac 与 Fit() 即可。", words)
    assert "Active Learning" in found
    assert not {"Active", "Learning", "Frac", "Fit"} & set(found)


def test_a_phrase_does_not_end_in_a_place_word(words):
    assert "货架上" not in suggested("箱子在货架上，灯在货架上，人在货架旁。货架上有字。", words)


def test_a_name_that_stands_only_in_a_longer_one_is_not_counted_by_itself(words):
    text = "宁德时代建厂。宁德时代招人。宁德时代扩产。"
    spans = [Span(0, at, at + 2, "宁德", "place", origin="entities", score=0.9) for at in (0, 7, 14)]
    assert text[7:9] == text[14:16] == "宁德"
    found = suggested(text, words, spans)
    assert "宁德" not in found


def test_a_quoted_word_is_not_counted_inside_a_longer_word(words):
    found = suggest(passages("互联网普及了。要紧的不是“互联”，是产业，互联网只是工具。"), [], Glossary(), words)
    assert "互联" not in [one.surface for one in found if one.count > 1]


def test_a_doubtful_name_is_no_suggestion(words):
    spans = [Span(0, 0, 3, "目前微", "person", origin="entities", score=0.4)]
    assert "目前微" not in suggested("目前微信很好。", words, spans)


def test_merging_is_the_same_as_comparing_all_pairs(words):
    from random import Random

    from generator.annotate.suggesting.candidates import Candidate
    from generator.annotate.suggesting.merge import merged
    from generator.annotate.suggesting.rank import Measured

    def says(kept, surface, count):
        seen = {better.candidate.surface: len(better.candidate.places) for better in kept}
        inside = sum(times for other, times in seen.items() if surface in other)
        return count <= 1.2 * inside or any(
            other in surface and len(other) > 2 and count < 0.3 * times for other, times in seen.items()
        )

    random = Random(7)
    for _ in range(200):
        surfaces = {"".join(random.choices("龘靐齉A", k=random.randint(1, 9))) for _ in range(30)}
        ranked = [
            Measured(
                Candidate(
                    one,
                    random.choice(["ranked", "ranked", "quoted", "latin"]),
                    places=array("Q", [0] * random.randint(1, 12)),
                ),
                0.5,
            )
            for one in sorted(surfaces)
        ]
        counts = {one.candidate.surface: len(one.candidate.places) for one in ranked}
        kept = []
        for one in ranked:
            surface, count = one.candidate.surface, len(one.candidate.places)
            shorter = surface[:-1] if len(surface) > 4 else ""
            if counts.get(shorter, 0) > count or shorter in {better.candidate.surface for better in kept}:
                continue
            if not (one.candidate.group == "ranked" and says(kept, surface, count)):
                kept.append(one)
        assert merged(ranked, words) == kept


@pytest.mark.parametrize("surface", ["II", "-d", "Ctrl+C"])
def test_numerals_options_and_shortcuts_are_no_terms(words, surface):
    found = groups(suggest(passages(*[f"请按“{surface}”再按“{surface}”。"] * 3), (), Glossary(), words))
    assert surface not in found


def test_function_words_are_no_terms(words):
    text = "这是索引树的结果。索引树将会变化，将会加载。这是加载。"
    found = groups(suggest(passages(*[text] * 4), (), Glossary(), words))
    assert "索引树" in found
    assert not {"这是", "将会"} & set(found)


def test_a_phrase_that_begins_with_a_verb_goes_after_a_noun(words):
    text = "打开账本之后，再看核算账本。打开账本要慢，核算账本要快。"
    found = [one.surface for one in suggest(passages(*[text] * 3), (), Glossary(), words)]
    assert "核算账本" in found
    assert "打开账本" not in found[: found.index("核算账本")]


def test_english_beside_a_term_defines_its_last_words_only(words):
    found = groups(suggest(passages("法国人把它叫作水解法（Autolyse）。"), (), Glossary(), words))
    assert found["水解法"] == "defined"
    found = groups(suggest(passages("第二个数是峰值摄氧量（VO2max），叫 Verschränkung。"), (), Glossary(), words))
    assert found["峰值摄氧量"] == "defined"
    assert "Verschränkung" in found
    assert not [surface for surface in found if surface.endswith("叫作水解法")]


def test_a_term_is_told_from_an_everyday_word_that_is_as_frequent(words):
    found = suggested("他说房颤和时间。医生问房颤，也问时间。房颤与时间都要紧。", words)
    assert "房颤" in found
    assert "时间" not in found


def test_a_compound_with_an_everyday_word_is_the_same_thing(words):
    found = suggested("微服务很多。微服务的系统叫微服务系统。微服务要拆，微服务系统要想。", words)
    assert "微服务" in found
    assert "微服务系统" not in found


def test_one_latin_word_is_no_person(words):
    span = Span(0, 3, 13, "JavaScript", "person", origin="entities", score=0.9)
    (found,) = [
        one
        for one in suggest(passages("他用的JavaScript很慢。JavaScript也很好。"), [span], Glossary(), words)
        if one.surface == "JavaScript"
    ]
    assert (found.kind, found.type) == ("term", "term")
