"""The front matter of articles: set by key, however the author writes it, and never over a later change."""

import pytest

from generator.author import edits as desk
from generator.author.edits.front import forbid, front_of, mean, set_keys
from generator.core.errors import SiteError

PATH = "content/articles/a.md"


def written(root, text, path=PATH):
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def after(root, edit):
    desk.write(root, edit)
    return (root / edit.path).read_bytes().decode("utf-8-sig")


def code(call):
    with pytest.raises(SiteError) as refused:
        call()
    return refused.value.problems[0].code


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("---\n标题: 甲 # 名\ndraft: true\n---\n文。\n", "---\n标题: 乙 # 名\n---\n文。\n"),
        ("\ufeff---\r\ntitle: 甲\r\ndraft: true\r\n---\r\n文。\r\n", "---\r\ntitle: 乙\r\n---\r\n文。\r\n"),
        ('+++\ntitle = "甲" # 名\ndraft = true\n+++\n文。\n', '+++\ntitle = "乙" # 名\n+++\n文。\n'),
        ("---yaml\ntitle: 甲\ndraft: true\n---\n文。\n", "---yaml\ntitle: 乙\n---\n文。\n"),
        ("文。\n", "---\ntitle: 乙\n---\n\n文。\n"),
    ],
)
def test_keys_are_set_where_they_stand(tmp_path, text, new):
    root = written(tmp_path, text)
    assert after(root, set_keys(root, PATH, {"title": "乙", "draft": None})) == new


def test_a_file_that_was_changed_since_is_left_alone(tmp_path):
    root = written(tmp_path, "---\ntitle: 甲\n---\n文。\n")
    seen = front_of(root, PATH).digest
    edit = set_keys(root, PATH, {"title": "乙"}, seen)
    written(root, "---\ntitle: 丙\n---\n文。\n")
    assert code(lambda: desk.write(root, edit)) == "changed-since"
    assert code(lambda: set_keys(root, PATH, {"title": "乙"}, seen)) == "changed-since"


@pytest.mark.parametrize(
    "text",
    [
        '{"title": "甲"}\n文。\n',
        "---\n{title: 甲}\n---\n文。\n",
        '---toml\ntitle = "甲"\n---\n文。\n',
        b"---\ntitle: x\n---\n\xff\xfe broken\n",
        "---\ntitle: x\r\n---\nmixed\r\n",
    ],
)
def test_what_cannot_be_edited_safely_is_left_to_the_author(tmp_path, text):
    root = written(tmp_path, text)
    assert code(lambda: set_keys(root, PATH, {"title": "乙"})) == "edit-by-hand"


def test_a_value_that_its_key_does_not_take_is_told(tmp_path):
    root = written(tmp_path, "---\ntitle: 甲\n---\n文。\n")
    assert code(lambda: set_keys(root, PATH, {"date": "昨天"})) == "bad-date"


@pytest.mark.parametrize(
    "path", ["content/glossary/a.md", "site.toml", "content/articles/../../site.toml", "/etc/passwd"]
)
def test_only_articles_and_pages_have_front_matter_here(tmp_path, path):
    root = written(tmp_path, "x", "site.toml")
    assert code(lambda: front_of(root, path)) == ("unsafe-path" if ".." in path else "outside-content")


def test_names_are_forbidden_beside_those_that_were(tmp_path):
    root = written(tmp_path, "---\nnomark: 甲, 乙 # 名\n---\n文。\n")
    assert after(root, forbid(root, PATH, "丙")) == "---\nnomark: [甲, 乙, 丙] # 名\n---\n文。\n"


def test_one_meaning_takes_the_place_of_another(tmp_path):
    root = written(tmp_path, "---\ntitle: x\n---\n文。\n")
    after(root, mean(root, PATH, "苹果（公司）", "", ["苹果（水果）"]))
    assert after(root, mean(root, PATH, "苹果（水果）", "", ["苹果（公司）"])).count("苹果") == 1
    written(root, "---\nterms:\n  苹果（公司）: 我写的。\n---\n文。\n")
    assert code(lambda: mean(root, PATH, "苹果（水果）", "", ["苹果（公司）"])) == "cannot-edit"
