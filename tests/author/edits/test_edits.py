"""The author's changes to the glossary: new entries, aliases, rules; written whole, only where they belong, and taken back."""

import os

import pytest

from generator.author import edits as desk
from generator.author.edits.change import Edit
from generator.core.errors import SiteError
from generator.glossary import load as glossary

TOML = '# 头\n[[entry]]\nname = "数据中台" # 中台\ndefinition = "汇集数据"\n\n[[entry]]\nname = "腾讯"\ntype = "organization"\ndefinition = "公司"\n'


@pytest.fixture
def site(tmp_path):
    home = tmp_path / "content" / "glossary"
    home.mkdir(parents=True)
    (home / "a.toml").write_text(TOML, encoding="utf-8")
    (home / "上云.md").write_text("把系统搬到云上。\n", encoding="utf-8")
    (home / "小程序.md").write_text("---\ntype: product # 产品\n---\n\n不用安装的应用。\n", encoding="utf-8")
    (home / "C2B.md").write_text('+++\nenglish = "Customer to Business" # 英文\n+++\n反过来。\n', encoding="utf-8")
    (home / "表.csv").write_text("name,aliases,definition\n区块链,,账本\n", encoding="utf-8")
    (home / "y.yaml").write_text("entry:\n  - name: 云计算 # 云\n    definition: 租用算力\n", encoding="utf-8")
    (home / "GLOSSARY.md").write_text("## 物联网\n万物相连\n", encoding="utf-8")
    return tmp_path


def entry(site, name):
    return glossary.load(site).entries[name]


def text(site, path):
    return (site / path).read_text(encoding="utf-8")


def done(site, edit):
    desk.write(site, edit)
    return edit


@pytest.mark.parametrize(
    ("kind", "definition", "made"),
    [
        ("term", "由 **需求** 带动生产。\r\n第二段", "由 **需求** 带动生产。\n第二段\n"),
        ("term", "", "---\ntodo: true\n---\n\n"),
        ("person", "", "---\ntype: person\ntodo: true\n---\n\n"),
        ("event", "一次大会", "---\ntype: event\n---\n\n一次大会\n"),
    ],
)
def test_a_new_entry_is_a_file_of_its_own(site, kind, definition, made):
    edit = done(site, desk.add_entry(site, " 柔性\n制造", kind, definition))
    assert edit.path == "content/glossary/柔性-制造.md"
    assert text(site, edit.path) == (
        made.replace("---\n", "---\nname: 柔性 制造\n", 1)
        if made.startswith("---")
        else f"---\nname: 柔性 制造\n---\n\n{made}"
    )
    found = entry(site, "柔性 制造")
    assert (found.type, found.todo) == (kind, not definition)


@pytest.mark.parametrize(
    ("definition", "made"),
    [("小批量也划算的制造。", "小批量也划算的制造。\n"), ("---\nx\n---", "---\ntype: term\n---\n\n---\nx\n---\n")],
)
def test_a_plain_name_needs_no_front_matter(site, definition, made):
    edit = done(site, desk.add_entry(site, "柔性制造", "term", definition))
    assert text(site, edit.path) == made
    assert entry(site, "柔性制造").definition == definition


@pytest.mark.parametrize(
    "name",
    [
        "A/B 测试",
        "../../etc/passwd",
        "C:\\x",
        "。。",
        ".hidden",
        "true",
        "a: b",
        '"引号"',
        "#1",
        "- x",
        "con",
        "x" * 200,
        "README",
        "GLOSSARY",
        "_draft",
        "readme-2",
    ],
)
def test_any_name_gets_a_safe_file_and_keeps_its_own(site, name):
    edit = done(site, desk.add_entry(site, name, "term", "释义"))
    assert edit.path.rpartition("/")[0] == "content/glossary"
    assert entry(site, name).definition == "释义"


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "a\ufffcb"])
def test_what_cannot_be_a_name_is_refused(site, name):
    with pytest.raises(SiteError):
        desk.add_entry(site, name, "term", "x")


def test_control_characters_never_reach_the_file(site):
    edit = done(site, desk.add_entry(site, "a\x00b", "term", "x\x1b[31m\ud800y"))
    assert text(site, edit.path) == "x[31my\n"


def test_a_new_entry_replaces_no_file(site):
    (site / "content/glossary/人工智能.md").write_text("---\nname: AI\n---\nx\n", encoding="utf-8")
    edit = done(site, desk.add_entry(site, "人工智能", "term", "机器的智能"))
    assert edit.path == "content/glossary/人工智能-2.md"
    assert entry(site, "人工智能").definition == "机器的智能"
    assert entry(site, "AI").definition == "x"


@pytest.mark.parametrize("name", ["数据中台", "腾讯", "上云", "小程序", "C2B", "区块链", "云计算"])
def test_an_alias_goes_to_the_entrys_own_file(site, name):
    old = {path: path.read_bytes() for path in (site / "content/glossary").iterdir()}
    one = entry(site, name)
    edit = done(site, desk.add_alias(site, one, "新 别名"))
    assert entry(site, name).forms == (name, "新 别名")
    assert entry(site, name).definition == one.definition
    changed = [path.name for path, data in old.items() if path.read_bytes() != data]
    assert [f"content/glossary/{path}" for path in changed] == [edit.path]
    for comment in ("# 头", "# 中台", "# 产品", "# 英文", "# 云"):
        assert comment.encode() not in edit.before or comment.encode() in edit.after


@pytest.mark.parametrize("rule", ["never", "always"])
@pytest.mark.parametrize("name", ["数据中台", "腾讯", "上云", "小程序", "C2B", "云计算"])
def test_rules_too(site, name, rule):
    done(site, desk.add_rule(site, entry(site, name), rule, "甲乙"))
    done(site, desk.add_rule(site, entry(site, name), rule, "丙"))
    assert getattr(entry(site, name).match, rule) == ("甲乙", "丙")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("区块链", lambda site, one: desk.add_rule(site, one, "never", "x")),
        ("物联网", lambda site, one: desk.add_alias(site, one, "x")),
        ("物联网", lambda site, one: desk.add_rule(site, one, "never", "x")),
    ],
)
def test_where_the_file_has_no_room_the_author_is_told_what_to_do(site, name, change):
    one = entry(site, name)
    with pytest.raises(SiteError) as refused:
        change(site, one)
    (problem,) = refused.value.problems
    assert problem.place == one.place
    assert "“x”" in problem.message.zh


def test_line_ends_mark_and_encoding_stay(site):
    path = site / "content/glossary/a.toml"
    path.write_bytes(b"\xef\xbb\xbf" + TOML.replace("\n", "\r\n").encode())
    done(site, desk.add_alias(site, entry(site, "腾讯"), "企鹅"))
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf#")
    assert data.count(b"\r\n") == data.count(b"\n") > 8
    csv = site / "content/glossary/表.csv"
    csv.write_bytes("name,aliases,definition\n区块链,,账本\n".encode("gb18030"))
    done(site, desk.add_alias(site, entry(site, "区块链"), "链"))
    assert csv.read_bytes().decode("gb18030") == "name,aliases,definition\n区块链,链,账本\n"


def test_words_that_are_never_marked(site):
    assert glossary.load(site).ignored == frozenset()
    done(site, desk.ignore(site, "微信号"))
    done(site, desk.ignore(site, "本报讯"))
    assert glossary.load(site).ignored == {"微信号", "本报讯"}
    assert glossary.survey(site)[1] == []


def test_every_edit_can_be_taken_back(site):
    before = {path: path.read_bytes() for path in (site / "content/glossary").iterdir()}
    edits = [
        done(site, desk.add_entry(site, "新词", "term", "x")),
        done(site, desk.add_alias(site, entry(site, "腾讯"), "企鹅")),
        done(site, desk.ignore(site, "y")),
    ]
    for edit in reversed(edits):
        desk.write(site, desk.inverse(edit))
    assert {path: path.read_bytes() for path in (site / "content/glossary").iterdir()} == before


def test_a_file_that_changed_since_is_left_alone(site):
    edit = done(site, desk.add_alias(site, entry(site, "腾讯"), "企鹅"))
    path = site / edit.path
    path.write_text(path.read_text(encoding="utf-8") + "# 手改\n", encoding="utf-8")
    with pytest.raises(SiteError) as refused:
        desk.write(site, desk.inverse(edit))
    assert refused.value.problems[0].code == "changed-since"
    assert path.read_text(encoding="utf-8").endswith("# 手改\n")


@pytest.mark.parametrize(
    "path",
    [
        "content/articles/a.md",
        "content/glossary/../articles/a.md",
        "../x.md",
        "/etc/x",
        "content/glossary",
        "site.toml",
        "content/glossary/a\\b.md",
        "content/glossary-2/a.md",
    ],
)
def test_nothing_is_written_outside_the_glossary(site, path):
    with pytest.raises(SiteError) as refused:
        desk.write(site, Edit(path, None, b"x"))
    assert refused.value.problems[0].code == "unsafe-path"
    assert not (site / path).is_file()


def test_links_are_not_written_through(site, tmp_path):
    outside = tmp_path / "outside.md"
    outside.write_text("x", encoding="utf-8")
    (site / "content/glossary/link.md").symlink_to(outside)
    (site / "content/glossary/folder").symlink_to(tmp_path / "content")
    for path in ("content/glossary/link.md", "content/glossary/folder/new.md"):
        with pytest.raises(SiteError):
            desk.write(site, Edit(path, b"x" if path.endswith("link.md") else None, b"y"))
    assert outside.read_text(encoding="utf-8") == "x"
    assert not (tmp_path / "content/new.md").exists()


def test_a_glossary_elsewhere_is_not_written_to(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site" / "content").mkdir(parents=True)
    (tmp_path / "site/content/glossary").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SiteError):
        desk.write(tmp_path / "site", Edit("content/glossary/a.md", None, b"x"))
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_failed_write_leaves_no_trace(site, monkeypatch):
    def full(_descriptor):
        raise OSError(28, "No space left on device")

    edit = desk.add_alias(site, entry(site, "腾讯"), "企鹅")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SiteError) as refused:
        desk.write(site, edit)
    assert refused.value.problems[0].code == "io"
    assert (site / edit.path).read_bytes() == edit.before
    assert [path.name for path in (site / "content/glossary").iterdir() if path.name.startswith(".")] == []


def test_the_files_mode_stays(site):
    path = site / "content/glossary/a.toml"
    path.chmod(0o640)
    done(site, desk.add_alias(site, entry(site, "腾讯"), "企鹅"))
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_list_of_silenced_words_may_be_anything(site):
    path = site / "content/glossary/_never.txt"
    path.write_bytes(b"\xef\xbb\xbf# \xe6\xb3\xa8\n\n  a \r\n\xff\xfe\nb")
    assert glossary.load(site).ignored == {"a", "b", "\ufffd\ufffd"}
    assert glossary.load(site).digest != glossary.Glossary().digest
    path.unlink()
    path.symlink_to("/etc/passwd")
    assert glossary.load(site).ignored == frozenset()
    path.unlink()
    path.mkdir()
    assert glossary.load(site).ignored == frozenset()
