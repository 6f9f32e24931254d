"""New articles: named well, written whole, never over what is there."""

import os
import stat

import pytest

from generator.author.edits import articles, files
from generator.core.errors import SiteError


@pytest.fixture(autouse=True)
def chinese(monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


@pytest.fixture
def site(tmp_path):
    (tmp_path / "site.toml").write_text('language = "zh-Hans"\n', encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("产业互联网的下半场", "chan-ye-hu-lian-wang-de-xia-ban-chang"),
        ("C2B 模式：从“数据”开始", "c2b-mo-shi-cong-shu-ju-kai-shi"),
        ("Hello, World!", "hello-world"),
        ("重庆的银行", "chong-qing-de-yin-hang"),
        ("カナ", "カナ"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "_con"),
    ],
)
def test_a_slug_is_the_titles_pinyin(title, slug):
    assert articles.slug_for(title) == slug


def test_a_long_title_is_cut_between_syllables():
    slug = articles.slug_for("互联网" * 30)
    assert slug == "-".join(["hu-lian-wang"] * 4 + ["hu-lian"])
    assert len(articles.slug_for("x" * 300)) == 60


def test_a_second_article_of_a_name_is_refused(site):
    assert articles.add(site, "a", b"1") == "content/articles/a.md"
    with pytest.raises(SiteError):
        articles.add(site, "a", b"3")
    assert (site / "content/articles/a.md").read_bytes() == b"1"


@pytest.mark.parametrize("there", ["a.txt", "A.md", "a/index.md", "a.html"])
def test_a_name_is_taken_by_any_form_of_the_article(site, there):
    path = site / "content/articles" / there
    path.parent.mkdir(parents=True)
    path.write_text("x", encoding="utf-8")
    assert articles.taken(site, "content/articles/a.md")
    assert not articles.taken(site, "content/articles/b.md")


def test_a_file_that_appears_meanwhile_is_not_overwritten(site, monkeypatch):
    monkeypatch.setattr(articles, "taken", lambda _root, _path: False)
    target = site / "content/articles/a.md"
    target.parent.mkdir(parents=True)
    target.write_bytes(b"old")
    with pytest.raises(SiteError):
        articles.add(site, "a", b"new")
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize(
    "path", ["content/articles/../../x.md", "/etc/x", "content/other/x.md", "content/articles/a\\..\\x.md", ""]
)
def test_nothing_is_written_outside_the_folder(site, path):
    with pytest.raises(SiteError):
        files.create(site, "content/articles", path, b"x")
    assert sorted(path.name for path in site.rglob("*")) == ["site.toml"]


def test_a_link_out_of_the_site_is_not_followed(site, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (site / "content").mkdir()
    (site / "content/articles").symlink_to(outside)
    with pytest.raises(SiteError):
        files.create(site, "content/articles", "content/articles/a.md", b"x")
    assert list(outside.iterdir()) == []


def test_a_new_file_has_the_usual_rights_and_leaves_no_other(site):
    old = os.umask(0o022)
    try:
        files.create(site, "content", "content/a.md", b"x")
    finally:
        os.umask(old)
    assert stat.S_IMODE((site / "content/a.md").stat().st_mode) == 0o644
    assert [path.name for path in (site / "content").iterdir()] == ["a.md"]


def test_a_full_or_forbidden_disk_is_a_problem(site, monkeypatch):
    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SiteError) as error:
        files.create(site, "content", "content/a.md", b"x")
    assert error.value.problems[0].say("en") == "content/a.md: cannot be written: the disk is full"
    assert list((site / "content").iterdir()) == []
