"""Social cards: made once, again only where a text changed, equal to those of a clean build; off where none can be made."""

import io
from pathlib import Path

import pytest
from PIL import Image

from generator.core.card import SIZE, Card
from generator.core.settings import Config
from generator.pipeline import cards
from generator.site.editions.cards import card
from generator.site.editions.edition import Edition
from generator.store import fonts
from tests.pipeline.sites import SETTINGS, build, make, page, tree, write

CARDS = SETTINGS + "cards = true\n"


@pytest.fixture(autouse=True, scope="module")
def _font():
    if fonts.find("", Path(), "zh-Hans") is None:
        pytest.skip("this system has no font with Chinese characters")


def drawn(root):
    return {path for path in tree(root / "build") if path.startswith("cards/")}


def test_each_article_and_entry_has_one_and_names_it(tmp_path):
    root = make(tmp_path, settings=CARDS)
    report = build(root)
    assert drawn(root) == {
        *(f"cards/articles/{name}.png" for name in ("one", "two", "three")),
        *(f"cards/glossary/{name}.png" for name in ("产业互联网", "数据中台", "C2B")),
    }
    assert not [problem for problem in report.problems if "card" in problem.code or "font" in problem.code]
    with Image.open(io.BytesIO((root / "build/cards/articles/one.png").read_bytes())) as image:
        assert image.size == SIZE
        assert len(image.convert("RGB").getcolors()) > 20  # it is not blank
    html = page(root, "articles/one.html")
    assert '<meta property="og:image" content="https://example.org/blog/cards/articles/one.png">' in html
    assert '<meta property="og:image:width" content="1200">' in html
    assert "summary_large_image" in html
    assert '"image":"https://example.org/blog/cards/articles/one.png"' in html


def test_only_what_changed_is_drawn_again(tmp_path, monkeypatch):
    root = make(tmp_path, settings=CARDS)
    build(root)
    write(root, "content/articles/one.md", "---\ntitle: 新题\ndate: 2019-01-02\n---\n\n许多工厂。\n")
    report = build(root)
    assert [path for path in report.written if path.startswith("cards/")] == ["cards/articles/one.png"]
    build(root, "clean", use_cache=False)
    assert tree(root / "build") == tree(root / "clean")
    assert list(build(root).written) == []

    def never(*_):
        raise AssertionError

    monkeypatch.setattr("generator.store.cards.draw", never)
    build(root, "kept")  # from .cache/
    assert tree(root / "build") == tree(root / "kept")


def test_workers_draw_the_same(tmp_path):
    articles = {f"a{number}.md": f"---\ntitle: 第{number}篇\n---\n文\n" for number in range(30)}
    root = make(tmp_path, articles, settings=CARDS)
    build(root)
    build(root, "two", jobs=2, use_cache=False)
    assert tree(root / "build") == tree(root / "two")


def test_a_picture_of_its_own_wins(tmp_path):
    root = make(tmp_path, {"a.md": "---\ntitle: 甲\nimage: x.png\n---\n文\n"}, settings=CARDS)
    made = io.BytesIO()
    Image.new("RGB", (300, 200)).save(made, "PNG")
    write(root, "content/articles/x.png", made.getvalue())
    build(root)
    assert "cards/articles/a.png" not in drawn(root)
    html = page(root, "articles/a.html")
    assert 'property="og:image" content="https://example.org/blog/articles/x.png"' in html
    assert 'property="og:image:width" content="300"' in html


def test_what_is_unlisted_cannot_be_read_from_the_list_of_files(tmp_path):
    root = make(tmp_path, {"a.md": "---\ntitle: 甲\nunlisted: true\n---\n文\n"}, settings=CARDS)
    build(root)
    assert "cards/articles/a.png" in drawn(root)
    assert "articles/a" not in (root / "build/.zhushu-files").read_text()


def test_switched_off_they_are_gone(tmp_path):
    root = make(tmp_path, settings=CARDS)
    build(root)
    write(root, "site.toml", SETTINGS)
    build(root)
    assert drawn(root) == set()
    assert "og:image" not in page(root, "articles/one.html")


@pytest.mark.parametrize("why", ["no font", "no base"])
def test_where_none_can_be_made_a_note_says_why_and_no_page_names_one(tmp_path, monkeypatch, why):
    if why == "no font":
        monkeypatch.setattr(cards, "find", lambda *_: None)
    settings = CARDS.replace('base_url = "https://example.org/blog/"\n', "") if why == "no base" else CARDS
    root = make(tmp_path, settings=settings)
    report = build(root)
    assert [(one.level, one.code) for one in report.problems] == [("note", "no-cards")]
    assert drawn(root) == set()
    assert "og:image" not in page(root, "articles/one.html")


def test_a_font_that_is_not_there_is_told_and_another_taken(tmp_path):
    root = make(tmp_path, settings=CARDS + 'card_font = "没有的字体"\n')
    report = build(root)
    assert [(one.level, one.code) for one in report.problems] == [("warning", "unknown-font")]
    assert drawn(root)


def test_a_font_of_the_site(tmp_path):
    found = fonts.find("", Path(), "zh-Hans")
    root = make(tmp_path, settings=CARDS + f'card_font = "layouts/own{Path(found.path).suffix}"\n')
    write(root, f"layouts/own{Path(found.path).suffix}", Path(found.path).read_bytes())
    assert build(root).problems == ()
    assert fonts.find("layouts/gone.ttf", root, "zh-Hans") is None


def test_a_font_of_latin_alone_will_not_do():
    assert fonts._has_han(fonts.Font("/nowhere.ttf")) is False
    latin = next(Path("/usr/share/fonts").rglob("DejaVuSans.ttf"), None)
    assert latin is None or fonts._has_han(fonts.Font(str(latin))) is False


def test_an_edition_has_its_own_in_its_own_script(tmp_path):
    root = make(tmp_path, settings=CARDS + 'editions = ["zh-Hans", "zh-Hant-TW"]\n')
    write(root, "content/static/cards/mine.png", (root / "content/static/cards").name)
    write(root, "content/articles/one.md", "---\ntitle: 干净的网络信息\n---\n\n![](/cards/mine.png)许多工厂。\n")
    build(root)
    ours = {path for path in drawn(root) if path != "cards/mine.png"}
    assert {path.removeprefix("hant/") for path in tree(root / "build") if path.startswith("hant/cards/")} == ours
    html = page(root, "hant/articles/one.html")
    assert '<meta property="og:image" content="https://example.org/blog/hant/cards/articles/one.png">' in html
    assert '"image":"https://example.org/blog/hant/cards/articles/one.png"' in html
    assert 'src="../../cards/mine.png"' in html
    one, other = ((root / f"build/{folder}cards/articles/one.png").read_bytes() for folder in ("", "hant/"))
    assert one != other
    hans, hant = (
        Card("a.png", "站", "干净的网络信息", (2, 3, 5)),
        Edition(Config(language="zh-Hans", editions=("zh-Hans", "zh-Hant-TW"), cards=True), "zh-Hant-TW", {}, (), ()),
    )
    assert card(hans, hant) == Card("hant/a.png", "站", "乾淨的網路資訊", (2, 3, 5))
