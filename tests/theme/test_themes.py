"""A site's own layouts, texts and colours over the packaged theme; and what goes wrong in them."""

import pytest
from msgspec.structs import replace

from generator.core.errors import SiteError
from generator.core.page import Page, flat
from generator.core.settings import Config
from generator.site.pages.article import articles
from generator.site.pages.home import home
from generator.theme import files as theme
from generator.theme.render import Templates
from tests.site.fixture import library


def rendered(layouts, config=None):
    whole = library(1, config=config)
    return Templates(layouts, whole.config).render(next(iter(home(whole)))).decode()


def put(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_one_partial(tmp_path):
    put(tmp_path, "partials/footer.html", "<footer>自家的页脚</footer>")
    html = rendered(tmp_path)
    assert "<footer>自家的页脚</footer>" in html
    assert 'class="teasers' in html


def test_one_block_of_a_packaged_template(tmp_path):
    put(tmp_path, "home.html", '{% extends "theme/home.html" %}{% block title %}改过的题{% endblock %}')
    html = rendered(tmp_path)
    assert "<title>改过的题</title>" in html
    assert 'class="teasers' in html


def test_no_notes_in_the_margin(tmp_path):
    """The example of docs/themes.md."""
    whole = library(1)
    page = next(flat(articles(whole)))
    assert "sheet h-entry noted" in Templates(None, whole.config).render(page).decode()
    put(tmp_path, "partials/noted.html", "{% macro noted(html) %}{% endmacro %}\n")
    assert "noted" not in Templates(tmp_path, whole.config).render(page).decode()


def test_one_text_in_the_settings():
    assert '<h2 id="frequent">热词</h2>' in rendered(None, Config(strings={"frequent": "热词"}))


def test_one_text_in_a_catalogue(tmp_path):
    put(tmp_path, "strings/zh-Hans.toml", 'frequent = "常说的"')
    html = rendered(tmp_path)
    assert "常说的" in html
    assert "全部词条" in html  # the other texts are the theme's


def test_one_colour():
    css = {
        output.path: output.data.decode()
        for output in Templates(None, Config(colors={"accent": "light-dark(#0a6, #6fc)"})).assets()
    }
    assert css["assets/reader.css"].endswith(":root{--accent:light-dark(#0a6,#6fc)}")


def test_one_file_more(tmp_path):
    put(tmp_path, "assets/own.css", "p { color : red }")
    put(tmp_path, "partials/extra-head.html", '<link rel="stylesheet" href="{{ url("assets/own.css") }}">')
    assert 'href="assets/own.css"' in rendered(tmp_path)
    assert {output.path: output.data for output in Templates(tmp_path, Config()).assets()}[
        "assets/own.css"
    ] == b"p{color:red}"


COUNTING = "{% set seen = namespace(n=0) %}{% macro piece(text) %}{% set seen.n = seen.n + 1 %}{{ text }} {{ seen.n }};{% endmacro %}"


def test_assets_linked_from_elsewhere_are_left_out(tmp_path):
    put(tmp_path, "elsewhere/own.txt", "secret")
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts/assets").symlink_to(tmp_path / "elsewhere")
    assets = {output.path for output in theme.assets(theme.find(tmp_path / "layouts"), Config())}
    assert "assets/reader.css" in assets
    assert "assets/own.txt" not in assets


def test_a_piece_that_many_pages_share_is_made_once(tmp_path):
    put(tmp_path, "partials/piece.html", COUNTING)
    put(
        tmp_path,
        "home.html",
        '{% from "partials/piece.html" import piece %}{{ once(piece, "a") }}{{ once(piece, "b") }}{{ once(piece, "a") }}',
    )
    assert rendered(tmp_path) == "a 1;b 2;a 1;"


def test_values_that_are_equal_and_read_differently_are_two_pieces(tmp_path):
    put(tmp_path, "partials/piece.html", "{% macro piece(value) %}{{ value }} {% endmacro %}")
    put(
        tmp_path,
        "home.html",
        '{% from "partials/piece.html" import piece %}'
        '{% for value in ["<b>", "<b>"|safe, 1, true, 1.0] %}{{ once(piece, value) }}{% endfor %}',
    )
    assert rendered(tmp_path) == "&lt;b&gt; <b> 1 True 1.0 "


def test_a_sites_own_note_and_own_glossary(tmp_path):
    whole = library(1)
    page = next(flat(articles(whole)))
    first = page.context["notes"][0]
    put(
        tmp_path / "a",
        "partials/note.html",
        "{% macro note(slug, name, type, times, marks, html, href, since) %}>{{ slug }}={{ name }}</dt>{% endmacro %}",
    )
    assert f">{first.slug}={first.name}</dt>" in Templates(tmp_path / "a", whole.config).render(page).decode()
    put(
        tmp_path / "b",
        "partials/article-glossary.html",
        "{% for note in notes %}<dt>{{ note.number }} {{ note.name }} {{ note.times }}</dt>{% endfor %}",
    )
    assert (
        f"<dt>{first.number} {first.name} {first.times}</dt>"
        in Templates(tmp_path / "b", whole.config).render(page).decode()
    )


def test_a_sites_macros_may_have_the_names_of_our_functions(tmp_path):
    put(
        tmp_path,
        "home.html",
        "{% macro url(target) %}<{{ target }}{{ caller() if caller is defined }}>{% endmacro %}"
        '{{ url("a&b") }}{% call url("c") %}d{% endcall %}{{ absolute("e") }}',
    )
    assert rendered(tmp_path, Config(base_url="https://example.org/")) == "<a&amp;b><cd>https://example.org/e"


def test_what_an_included_template_sets_is_its_own(tmp_path):
    put(tmp_path, "partials/sets.html", "{% set a = 2 %}{{ a }}{{ b }}")
    put(tmp_path, "partials/sees.html", "{{ a }}{{ b }}{{ c }}")
    put(
        tmp_path,
        "home.html",
        '{% set a = 1 %}{% set b = "<" %}{% set c = "" %}{% include "partials/sets.html" %}{% include "partials/sees.html" %}'
        '{% for c in "xy" %}{% set b = c|upper %}{% include "partials/sets.html" %}{% include "partials/sees.html" %}{% endfor %}'
        '{% include "partials/sees.html" %}',
    )
    assert rendered(tmp_path) == "2&lt;1&lt;2X1Xx2Y1Yy1&lt;"


def test_a_block_of_an_included_template_is_not_the_pages(tmp_path):
    put(tmp_path, "around.html", '{% block main %}{% endblock %}{% include "partials/blocks.html" %}')
    put(tmp_path, "partials/blocks.html", "{% block main %}theirs{% endblock %}")
    put(tmp_path, "home.html", '{% extends "around.html" %}{% block main %}ours {% endblock %}')
    assert rendered(tmp_path) == "ours theirs"


def test_templates_that_are_ready_need_their_files_no_more(tmp_path):
    put(
        tmp_path,
        "home.html",
        '{% extends "base.html" %}{% block main %}{% include "partials/own.html" %}{% endblock %}',
    )
    put(tmp_path, "partials/own.html", "自家的")
    whole = library(1)
    templates = Templates(tmp_path, whole.config)
    templates.ready(["home.html"])
    (tmp_path / "home.html").unlink()
    (tmp_path / "partials/own.html").unlink()
    assert "自家的" in templates.render(next(iter(home(whole)))).decode()


@pytest.mark.parametrize(
    "source",
    [
        "{% if %}",
        '{% include "partials/none.html" %}',
        "{{ none.at.all }}",
        b"\xff",
        "{% for a in [1] %}" * 30 + "{% endfor %}" * 30,
    ],
)
def test_what_is_wrong_is_told_where_a_page_is_rendered(tmp_path, source):
    put(tmp_path, "home.html", "")
    (tmp_path / "home.html").write_bytes(source if isinstance(source, bytes) else source.encode())
    whole = library(1)
    templates = Templates(tmp_path, whole.config)
    templates.ready(["home.html", "not-there.html"])
    with pytest.raises(SiteError) as told:
        templates.render(next(iter(home(whole))))
    assert told.value.problems[0].place.path == "layouts/home.html"


def test_a_colour_that_is_none_of_the_themes():
    with pytest.raises(SiteError) as caught:
        list(Templates(None, Config(colors={"acent": "#000"})).assets())
    assert "accent" in caught.value.problems[0].say("zh-Hans")


def test_a_colour_that_would_end_the_rule():
    with pytest.raises(SiteError) as caught:
        list(Templates(None, Config(colors={"ink": "red}body{display:none"})).assets())
    assert caught.value.problems[0].code == "bad-color"


@pytest.mark.parametrize(
    ("source", "line", "code"),
    [
        ("一\n{% if %}\n", 2, "template"),
        ("一\n\n{{ nothing }}\n", 3, "template"),
        ("{{ site.nothing }}", 1, "template"),
        ("一\n{{ 1 // 0 }}", 2, "template"),
        ('{% extends "nowhere.html" %}', 1, "unknown-template"),
    ],
)
def test_what_is_wrong_in_a_template_is_told_with_its_line(tmp_path, source, line, code):
    put(tmp_path, "home.html", source)
    with pytest.raises(SiteError) as caught:
        rendered(tmp_path)
    (problem,) = caught.value.problems
    assert (str(problem.place), problem.code) == (f"layouts/home.html:{line}", code)


def test_what_is_wrong_in_a_partial_is_told_of_the_partial(tmp_path):
    put(tmp_path, "partials/footer.html", "<p>\n{{ nothing }}")
    with pytest.raises(SiteError) as caught:
        rendered(tmp_path)
    assert str(caught.value.problems[0].place) == "layouts/partials/footer.html:2"


def test_a_layout_that_is_not_there_is_told():
    whole = library(1)
    page = next(flat(articles(whole)))
    with pytest.raises(SiteError) as caught:
        Templates(None, whole.config).render(replace(page, layout="own.html"))
    assert caught.value.problems[0].code == "unknown-template"


def test_a_broken_catalogue_is_told_with_its_line(tmp_path):
    put(tmp_path, "strings/zh-Hans.toml", 'a = "b"\nc = \n')
    with pytest.raises(SiteError) as caught:
        Templates(tmp_path, Config())
    assert str(caught.value.problems[0].place) == "layouts/strings/zh-Hans.toml:2"


@pytest.mark.parametrize(
    ("changed", "layout", "moves"),
    [
        ("partials/rail.html", "article.html", True),
        ("partials/rail.html", "home.html", False),
        ("partials/footer.html", "home.html", True),
        ("base.html", "entry.html", True),
        ("404.html", "article.html", False),
        ("strings/zh-Hans.toml", "article.html", True),
    ],
)
def test_a_layouts_digest_moves_with_what_it_takes_in(tmp_path, changed, layout, moves):
    before = Templates(tmp_path, Config()).digest(layout)
    text = (
        'skip = "跳"'
        if changed.endswith(".toml")
        else (theme.packaged() / changed).read_text(encoding="utf-8") + "<!-- -->"
    )
    put(tmp_path, changed, text)
    assert (Templates(tmp_path, Config()).digest(layout) != before) == moves


def test_a_name_that_cannot_be_followed_counts_for_all(tmp_path):
    put(tmp_path, "partials/footer.html", "{% include which %}")
    before = Templates(tmp_path, Config()).digest("home.html")
    put(tmp_path, "new.html", "x")
    assert Templates(tmp_path, Config()).digest("home.html") != before


def test_the_digest_moves_with_the_settings():
    assert Templates(None, Config(title="a")).digest("home.html") != Templates(None, Config(title="b")).digest(
        "home.html"
    )


def test_compiled_templates_are_kept_and_damage_is_a_miss(tmp_path):
    page = next(iter(home(library(1))))
    config = library(1).config
    first = Templates(None, config, tmp_path).render(page)
    kept = sorted(tmp_path.iterdir())
    assert kept
    for file in kept:
        file.write_bytes(file.read_bytes()[:-7])
    assert Templates(None, config, tmp_path).render(page) == first
    for file in kept:
        file.write_bytes(b"")
    assert Templates(None, config, tmp_path).render(page) == first


def test_compiled_templates_do_not_keep_old_texts(tmp_path):
    page = next(iter(home(library(1))))
    Templates(None, Config(), tmp_path).render(page)
    assert "跳过去" in Templates(None, Config(strings={"skip": "跳过去"}), tmp_path).render(page).decode()


def test_a_cache_that_cannot_be_written_only_costs_time(tmp_path):
    (tmp_path / "file").write_text("")
    Templates(None, Config(), tmp_path / "file" / "below").render(
        Page("a.html", "home", "search-data.txt", {"data": ""})
    )


def test_the_examples_of_the_documentation_work(tmp_path):
    """Every html block of docs/themes.md renders in its place, every colour and text that it names exists."""
    import re
    import tomllib

    said = (theme.packaged().parent / "docs" / "themes.md").read_text(encoding="utf-8")
    tables = [tomllib.loads(block) for block in re.findall(r"```toml\n(.*?)```", said, re.DOTALL)]
    css = (theme.packaged() / "assets" / "reader.css").read_text(encoding="utf-8")
    assert {name for table in tables for name in table.get("colors", {})} <= set(theme.PROPERTY.findall(css))
    catalogue = theme.strings(theme.find(None), Config())
    assert {name for table in tables for name in table.get("strings", {})} <= set(catalogue)
    for block in re.findall(r"```html\n(.*?)```", said, re.DOTALL):
        signs = {
            "<footer": "partials/footer.html",
            "stylesheet": "partials/extra-head.html",
            "macro noted": "partials/noted.html",
        }
        place = next((place for sign, place in signs.items() if sign in block), "article.html")
        put(tmp_path / place.replace("/", "-"), place, block)
        whole = library(1, config=Config(extra={"icp": "号", "licence": "CC"}))
        assert Templates(tmp_path / place.replace("/", "-"), whole.config).render(next(flat(articles(whole))))


def test_the_documentation_names_every_layout():
    said = (theme.packaged().parent / "docs" / "themes.md").read_text(encoding="utf-8")
    layouts = {path.stem for path in theme.packaged().glob("*.html")}
    assert {name for name in layouts if f"`{name}`" in said or f"layouts/{name}.html" in said} == layouts


@pytest.mark.parametrize(
    "include",
    [
        '{% include "partials/" ~ "mine" ~ ".html" %}',
        '{% set part = "mine" %}{% include "partials/" ~ part ~ ".html" %}',
        '{% include "partials/mine.html" if true else "partials/other.html" %}',
        '{%+ include "partials/mine.html" %}',
        '{% include ["partials/none.html", "partials/mine.html"] %}',
        '{% include "partials/MINE.html"|lower %}',
    ],
)
def test_a_piece_with_a_computed_name_counts(tmp_path, include):
    """Else pages that show it would stay as they were when it changes."""
    put(tmp_path, "about.html", include)
    put(tmp_path, "partials/mine.html", "one")
    found = theme.find(tmp_path)
    before = theme.digest(theme.Sources(found).of("about.html"))
    put(tmp_path, "partials/mine.html", "two")
    assert theme.digest(theme.Sources(found).of("about.html")) != before
