"""The cache key of an article holds all that it is composed of, and nothing else."""

import pytest
from msgspec.structs import replace

from generator import annotate
from generator.article import compose
from generator.article.compose import Composer
from generator.core.draft import Source
from generator.core.entry import Entry, Glossary, Match
from generator.core.settings import AnnotateSettings, Config

PATH = "content/articles/a.md"
TEXT = "产业互联网连接工厂，杭州的老厂也在内。"
ENTRY = Entry(id="产业互联网", name="产业互联网", slug="产业互联网", forms=("产业互联网",), definition="甲")
OTHER = Entry(id="数据中台", name="数据中台", slug="数据中台", forms=("数据中台",), definition="乙")


def glossary(*entries, ignored=()):
    return Glossary({entry.id: entry for entry in entries}, ignored=frozenset(ignored))


def key(entries=(ENTRY,), ignored=(), text=TEXT, names=(), config=None, settings=None):
    composer = Composer(config or Config(), glossary(*entries, ignored=ignored), settings or AnnotateSettings("listed"))
    return composer.key(PATH, "digest", text, names)


@pytest.mark.parametrize(
    "changed",
    [
        {"ignored": ("杭州",)},
        {"ignored": ("产业互联网",)},
        {"entries": ()},
        {"entries": (replace(ENTRY, slug="iit"),)},
        {"entries": (replace(ENTRY, type="product"),)},
        {"entries": (replace(ENTRY, match=Match(first="all")),)},
        {"entries": (replace(ENTRY, forms=("产业互联网", "工厂")),)},
        {"entries": (ENTRY, replace(OTHER, forms=("老厂",)))},
        {"names": ("数据中台",)},
        {"entries": (ENTRY, OTHER), "names": ("数据中台",)},
        {"config": Config(first="all")},
        {"settings": AnnotateSettings("auto")},
    ],
)
def test_it_moves_with_what_the_article_is_composed_of(changed):
    assert key(**changed) != key()


@pytest.mark.parametrize(
    "changed",
    [
        {"ignored": ("上海",)},
        {"entries": (ENTRY, OTHER)},
        {"entries": (replace(ENTRY, definition="另一个意思"),)},
        {"config": Config(title="另一个")},
    ],
)
def test_it_stands_where_nothing_in_the_article_changes(changed):
    assert key(**changed) == key()


def test_it_is_the_one_that_composing_gives():
    composer = Composer(Config(), glossary(ENTRY), AnnotateSettings("listed"))
    made = composer.compose(Source(PATH, TEXT, "digest"))
    assert made.key == composer.key(PATH, "digest", made.text, made.names)


def made(body, *entries):
    source = Source(PATH, body, "digest")
    return Composer(Config(), glossary(*entries), AnnotateSettings("listed")).compose(source)


def test_titles_tell_where_their_lines_may_end_and_entries_stay_whole_in_them():
    title = "老厂怎样走进产业互联网的时代"
    result = made(f"# {title}\n\n## {title}\n\n{TEXT}\n", ENTRY)
    composed, html = result.composed, result.html
    assert composed.meta.title == composed.headings[0].text == title
    assert composed.breaks == composed.headings[0].breaks
    assert "走进<wbr>产业互联网的<wbr>时代</h2>" in html


def test_quantities_and_dashes_are_set_and_the_text_is_as_it_was():
    result = made("他说——“2018年**共9月**，产业互联网”。", ENTRY)
    html, text = result.html, result.text
    assert "——<wbr>“" in html
    assert '<span class="w">2018年</span><strong>共<span class="w">9月</span></strong>' in html
    assert "<" not in text
    assert "——“2018年共9月" in text
    assert "——<strong><wbr>“产业" in made("他说——**“产业”**。").html


def test_more_marks_than_a_page_should_have_are_told(monkeypatch):
    monkeypatch.setattr(compose, "MAX_MARKS", 2)
    made = Composer(Config(), glossary(ENTRY), AnnotateSettings("listed")).compose
    few, many = (made(Source("content/articles/a.md", "[[产业互联网]]。" * count, "")) for count in (2, 3))
    assert not few.composed.problems
    assert [problem.code for problem in many.composed.problems] == ["too-many-marks"]


def test_too_many_marks_of_the_author_are_told_before_anything_is_looked_for(monkeypatch):
    monkeypatch.setattr(compose, "MAX_MARKS", 2)
    monkeypatch.setattr(annotate, "annotator", None)
    made = Composer(Config(), glossary(ENTRY), AnnotateSettings("listed")).compose
    many = made(Source("content/articles/a.md", "[[产业互联网]]。" * 3, ""))
    assert [problem.code for problem in many.composed.problems] == ["too-many-marks"]
