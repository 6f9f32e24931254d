"""Entries that share a form, and glossaries with a name and a scope of their own."""

from generator.core.entry import Scope
from generator.glossary import load


def files(root, **texts):
    folder = root / "content/glossary"
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_toml", ".toml").replace("_md", ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


TWO = """[[entry]]
name = "苹果"
sense = "公司"
definition = "科技公司。"

[[entry]]
name = "苹果"
sense = "水果"
definition = "一种水果。"
aliases = ["林檎"]
"""


def test_two_entries_share_a_form_and_a_third_leaves_the_choice_open(tmp_path):
    found, problems = load.survey(files(tmp_path, a_toml=TWO))
    assert problems == []
    assert list(found.entries) == ["苹果（公司）", "苹果（水果）", "苹果（多义）"]
    firm, fruit, either = found.entries.values()
    assert (firm.name, firm.forms, firm.aliases) == ("苹果（公司）", ("苹果（公司）", "苹果"), ())
    assert fruit.aliases == ("林檎",)
    assert either.choices == (firm.id, fruit.id)
    assert either.definition == "- [[苹果（公司）]]：科技公司。\n- [[苹果（水果）]]：一种水果。"
    assert either.forms == ()


def test_one_of_a_form_that_nothing_tells_apart_is_a_warning(tmp_path):
    text = TWO.replace('sense = "公司"\n', "")
    _, problems = load.survey(files(tmp_path, a_toml=text))
    assert [(problem.code, problem.level) for problem in problems] == [("duplicate-form", "warning")]


def test_a_file_and_a_folder_name_a_glossary_and_its_scope(tmp_path):
    entry = '[[entry]]\nname = "{}"\ndefinition = "x"\n'
    root = files(
        tmp_path,
        a_toml='name = "网络"\nscope = { folders = ["tech"] }\n' + entry.format("缓存"),
        med___glossary_toml='name = "医学"\nscope = { tags = ["医学"], categories = ["健康"] }\n',
        med__b_toml=entry.format("病毒"),
        med__deep__c_toml=entry.format("细胞") + 'scope = { tags = ["生物"] }\n',
        med__d_md="释义。",
    )
    found, problems = load.survey(root)
    assert problems == []
    told = {entry.name: (entry.glossary, entry.scope) for entry in found.entries.values()}
    assert told == {
        "缓存": ("网络", Scope(("tech",), ())),
        "病毒": ("医学", Scope((), ("医学", "健康"))),
        "细胞": ("医学", Scope((), ("生物",))),
        "d": ("医学", Scope((), ("医学", "健康"))),
    }


def test_evidence_is_part_of_the_digest_where_it_matters(tmp_path):
    one = load.survey(files(tmp_path, a_toml=TWO))[0]
    other = load.survey(files(tmp_path, a_toml=TWO.replace("科技公司", "电脑公司")))[0]
    assert one.digest != other.digest
    single = '[[entry]]\nname = "甲"\ndefinition = "{}"\n'
    one = load.survey(files(tmp_path, a_toml=single.format("一")))[0]
    assert one.digest == load.survey(files(tmp_path, a_toml=single.format("二")))[0].digest


def test_a_wrong_key_of_a_folder_is_told(tmp_path):
    root = files(tmp_path, med___glossary_toml='nmae = "x"\n', med__b_toml='[[entry]]\nname = "甲"\ndefinition = "x"\n')
    (problem,) = load.survey(root)[1]
    assert (problem.code, problem.place.path) == ("unknown-key", "content/glossary/med/_glossary.toml")


def test_a_wrong_date_is_told(tmp_path):
    root = files(tmp_path, a_toml='[[entry]]\nname = "甲"\ndefinition = "x"\nsince = "去年"\n')
    assert [problem.code for problem in load.survey(root)[1]] == ["bad-date"]
