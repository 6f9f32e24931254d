"""The glossary as a whole: what clashes, what leads nowhere, what is loaded from where."""

from pathlib import Path

import pytest

from generator.core.entry import Entry
from generator.core.errors import SiteError
from generator.glossary import gather
from generator.glossary import load as glossary
from generator.glossary.ids import Ids


def site(root: Path, **files: str) -> Path:
    folder = root / "content" / "glossary"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return root


def entry(name: str, *more: str) -> str:
    return f'[[entry]]\nname = "{name}"\ndefinition = "{name}"\n' + "".join(f"{line}\n" for line in more)


def said(root: Path) -> list[str]:
    return [
        f"{problem.code} {problem.say('zh').removeprefix('content/glossary/')}" for problem in glossary.survey(root)[1]
    ]


def test_a_site_without_glossary_has_an_empty_one(tmp_path):
    assert dict(glossary.load(tmp_path).entries) == {}


def test_entries_come_in_the_order_of_their_files(tmp_path):
    root = site(tmp_path, b_toml=entry("丙") + entry("乙"), a_yaml="- {name: 甲, definition: x}")
    assert list(glossary.load(root).entries) == ["甲", "丙", "乙"]


def test_the_same_entry_twice_is_an_error_and_both_places_are_told(tmp_path):
    root = site(tmp_path, a_toml=entry("甲"), b_toml="\n" + entry("甲"))
    assert said(root) == [
        "duplicate-entry b.toml:2: 词条“甲”已存在（另一个在 content/glossary/a.toml:1；如果是另一个意思，请写上 sense）"
    ]


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        (
            entry("甲", 'aliases = ["丁"]'),
            entry("丁"),
            "“丁”既属于词条“丁”，又属于“甲”（content/glossary/a.toml:1）（给“丁”写上 sense 和 context，以便区分意思；如果是一回事，就写成一个词条的别名）",
        ),
        (
            entry("Web") + entry("web"),
            entry("乙", 'aliases = ["web"]'),
            "“web”既属于词条“乙”，又属于“web”（content/glossary/a.toml:4）（给“乙”写上 sense 和 context，以便区分意思；如果是一回事，就写成一个词条的别名）",
        ),
    ],
)
def test_a_form_of_two_entries_that_nothing_tells_apart_is_a_warning(tmp_path, one, other, message):
    codes = said(site(tmp_path, a_toml=one, b_toml=other))
    assert f"duplicate-form b.toml:1: {message}" in codes


def test_forms_that_differ_in_case_live_together_where_both_match_by_case(tmp_path):
    root = site(tmp_path, a_toml=entry("US", "match.case = true") + entry("us", "match.case = true", 'slug = "us-2"'))
    assert said(root) == []


@pytest.mark.parametrize(("one", "other"), [("产业互联网", "產業互聯網"), ("SWIFT", "Swift"), ("C2B", "ｃ２b")])
def test_twins_that_are_written_otherwise_are_a_warning(tmp_path, one, other):
    root = site(tmp_path, a_toml=entry(one) + entry(other))
    assert said(root) == [
        (
            f"twin-form a.toml:4: “{other}”和词条“{one}”的“{one}”只是大小写、简繁、全半角或空格不同：写法相同的归各自的词条，别的写法归其中一个"
            "（如果是一回事，就写成一个词条的别名（content/glossary/a.toml:1））"
        )
    ]
    assert len(glossary.load(root).entries) == 2


def test_file_names_are_told_apart_where_the_author_gave_none(tmp_path):
    root = site(
        tmp_path,
        a_toml=entry("Web") + entry("web") + entry("A/B") + entry("a b"),
        b_toml=entry("WEB") + entry("网", 'slug = "web-2"') + entry("Index"),
    )
    slugs = {entry.name: entry.slug for entry in glossary.survey(root)[0].entries.values()}
    assert slugs == {
        "Web": "Web",
        "web": "web-3",
        "A/B": "A-B",
        "a b": "a-b-2",
        "WEB": "WEB-4",
        "网": "web-2",
        "Index": "Index-2",
    }


def test_no_entry_takes_the_file_name_of_the_glossary(tmp_path):
    assert said(site(tmp_path, a_toml=entry("甲", 'slug = "index"'))) == [
        "bad-slug a.toml:1: 词条“甲”的 slug 是 index，那是词条索引页的文件名（换一个 slug，或去掉它）"
    ]


def test_file_names_that_clash_on_some_systems_are_an_error_where_the_author_gave_them(tmp_path):
    root = site(tmp_path, a_toml=entry("甲", 'slug = "Shu"') + entry("乙", 'slug = "shu"'))
    assert said(root) == [
        'duplicate-slug a.toml:5: 词条“乙”和“甲”的文件名都是 Shu（给其中一个写上 slug = "…"（content/glossary/a.toml:1））'
    ]


def test_authors_name_the_entry_that_is_written_just_so_first():
    entries = [
        Entry(name, name, name, forms=forms)
        for name, forms in (("SWIFT", ("SWIFT", "环银")), ("Swift", ("Swift",)), ("x", ("甲",)))
    ]
    ids = Ids(entries)
    assert [ids.of(name) for name in ("Swift", "SWIFT", "swift", "ｘ", "环银", "无")] == [
        "Swift",
        "SWIFT",
        "SWIFT",
        "x",
        "SWIFT",
        None,
    ]


def test_a_reference_to_nothing_names_the_nearest(tmp_path):
    root = site(tmp_path, a_toml=entry("数据中台", 'see = ["技术中抬", "ｃ２Ｂ"]') + entry("技术中台") + entry("C2B"))
    assert said(root) == ["unknown-entry a.toml:1: 词条“数据中台”的参见“技术中抬”不存在（是否指“技术中台”？）"]


def test_what_holds_no_entries_is_left_alone_or_told(tmp_path):
    root = site(tmp_path, a_toml=entry("甲"), README_md="说明", b_png="x", c_json="{}", _d_toml="x")
    assert said(root) == ["unknown-file c.json: 这种文件不能放词条（用 zhushu glossary import 文件 --write 导入）"]


def test_links_out_of_the_folder_are_not_followed(tmp_path):
    (tmp_path / "outside.toml").write_text(entry("外"), encoding="utf-8")
    root = site(tmp_path / "site", a_toml=entry("甲"))
    (root / "content/glossary/b.toml").symlink_to(tmp_path / "outside.toml")
    assert list(glossary.load(root).entries) == ["甲"]


def test_a_file_that_is_no_text_is_a_problem(tmp_path):
    root = site(tmp_path, a_toml=entry("甲"))
    (root / "content/glossary/b.md").write_bytes(b"\x00\x01" * 9)
    assert [line.split(":")[0] for line in said(root)] == ["not-text b.md"]


def test_a_spreadsheet_in_gb18030_is_read(tmp_path):
    root = site(tmp_path)
    (root / "content/glossary/a.csv").write_bytes("名称,释义\r\n腾讯,一家公司\r\n".encode("gb18030"))
    assert glossary.load(root).entries["腾讯"].definition == "一家公司"


def test_errors_are_raised_together_and_warnings_are_not(tmp_path):
    root = site(tmp_path, a_toml='[[entry]]\nname = "甲"\ntodo = true\n')
    assert "甲" in glossary.load(root).entries
    site(root, b_toml=entry("乙", "x = 1"), c_toml="x")
    with pytest.raises(SiteError) as error:
        glossary.load(root)
    assert [problem.code for problem in error.value.problems] == ["unknown-key", "bad-toml"]


def test_one_file_serves_without_a_site_and_is_read_leniently(tmp_path):
    file = tmp_path / "terms.toml"
    file.write_text(
        '[[entry]]\nname = "后"\nsee = ["无"]\n' + entry("後") + entry("天", 'aliases = ["后"]'), encoding="utf-8"
    )
    assert list(glossary.load_file(file).entries) == ["后", "後", "天", "后（多义）"]
    assert list(glossary.load_file(tmp_path).entries) == ["后", "後", "天", "后（多义）"]
    with pytest.raises(SiteError):
        glossary.load_file(tmp_path / "none.toml")
    (tmp_path / "names.txt").write_text("后\n", encoding="utf-8")
    with pytest.raises(SiteError, match=r"names\.txt"):
        glossary.load_file(tmp_path / "names.txt")
    file.write_text("x = 1", encoding="utf-8")
    with pytest.raises(SiteError):
        glossary.load_file(file)


def test_the_digest_stands_for_what_matching_depends_on():
    def digest(text: str) -> str:
        return glossary.assemble(gather.parse("a.toml", text)[0])[0].digest

    usual = digest(entry("甲") + entry("乙"))
    assert digest(entry("乙") + entry("甲")) == usual
    assert digest(entry("甲", 'english = "x"') + entry("乙")) == usual
    for line in ('aliases = ["丙"]', 'type = "place"', 'match.never = ["甲乙"]', "short = false", 'id = "k"'):
        assert digest(entry("甲", line) + entry("乙")) != usual


@pytest.mark.parametrize(
    ("front", "names"),
    [
        ("alias: 乙、丙", ("乙", "丙")),
        ("alias: 乙, 丙", ("乙", "丙")),
        ("aliases: 乙；丙", ("乙", "丙")),
        ("aliases: [乙]\nalias: 丙", ("乙", "丙")),
        ("alias:\n- 乙、丙", ("乙、丙",)),
        ("tags: x\ncreated: 2024-01-01", ()),
    ],
)
def test_other_names_of_a_note(front, names):
    [entry], problems = gather.parse("content/glossary/甲.md", f"---\n{front}\n---\n解释。\n")
    assert (entry.aliases, problems) == (names, [])
