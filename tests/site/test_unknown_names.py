"""Names in `terms` and `nomark` that name nothing."""

from generator.pipeline.build import Options, Site
from tests.pipeline.sites import SETTINGS, make, write


def said(root):
    report = Site(root, root / "build", Options(jobs=1)).build()
    return [problem.say("zh") for problem in report.problems if problem.code == "unknown-name"]


def test_a_name_that_is_neither_entry_nor_in_the_text_is_told_with_the_nearest(tmp_path):
    front = "---\ntitle: 甲\ndate: 2021-01-01\nterms:\n  数据中抬: 误\n  智造云: 本文的词\n  C2B: 别的意思\nnomark: [产业互联网络, 一块铁, 数据中台]\n---\n"
    make(tmp_path, {"a.md": f"{front}\n智造云买了一**块**铁。\n"}, settings=SETTINGS)
    assert said(tmp_path) == [
        "content/articles/a.md:5: “terms”里的“数据中抬”不是词条，文中也没有（是否指“数据中台”？）",
        "content/articles/a.md:8: “nomark”里的“产业互联网络”不是词条，文中也没有（是否指“产业互联网”？）",
    ]
    write(tmp_path, "content/glossary/more.toml", '[[entry]]\nname = "数据中抬"\ndefinition = "x"\n')
    assert len(said(tmp_path)) == 1  # the article itself was not changed


def test_an_article_with_errors_has_no_text_to_look_in(tmp_path):
    make(
        tmp_path,
        {"a.md": "---\ntitle: 甲\ndate: 2021-01-01\nterms: [乙]\nnomark: [丙]\n---\n\n文。\n"},
        settings=SETTINGS,
    )
    _, problems = Site(tmp_path, tmp_path / "build", Options(jobs=1)).collect()
    assert [problem.code for problem in problems if problem.level == "error"] == ["wrong-type"]
