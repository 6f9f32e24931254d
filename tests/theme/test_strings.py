"""The catalogues of interface texts."""

import re
import tomllib

import pytest

from generator.core.settings import Config
from generator.theme import files as theme

LANGUAGES = ("zh-Hans", "zh-Hant", "en")


def catalogue(language):
    return tomllib.loads((theme.packaged() / f"strings/{language}.toml").read_text(encoding="utf-8"))


def used():
    """Keys that templates ask for by name, and the types and relations, which they ask for by value."""
    from generator.core.entry import TYPES
    from generator.core.relations import INVERSE

    sources = "".join(path.read_text(encoding="utf-8") for path in theme.packaged().rglob("*.html"))
    sources += "".join(
        (theme.packaged() / name).read_text(encoding="utf-8") for name in ("search-data.txt", "feed.xml")
    )
    keys = set(re.findall(r'"([a-z_0-9]+)"\|t\b', sources)) | set(re.findall(r'(?:what|how)="([a-z_]+)"', sources))
    settings = re.findall(
        r'"([a-z]\d|once|theme|size|width)"', (theme.packaged() / "partials/legend.html").read_text("utf-8")
    )
    chosen = {f"set_{name}" for name in settings if not name.startswith("a")}
    relations = {f"rel_{kind}" for pair in INVERSE.items() for kind in pair}
    named = {"articles", "date", "categories", "authors", "timeline", "relations_nav", "credits"}
    return keys | chosen | set(TYPES) | relations | named


def test_templates_use_texts_that_exist_and_all_of_them():
    assert used() == set(catalogue("zh-Hans"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_have_the_same_keys_and_places(language):
    chinese, other = catalogue("zh-Hans"), catalogue(language)
    assert list(other) == list(chinese)
    for key, text in other.items():
        names = set(re.findall(r"\{(\w+)\}", text))
        assert names == set(re.findall(r"\{(\w+)\}", chinese[key])) or key in ("date", "month_day"), key


def test_templates_hold_no_text_of_their_own():
    han = re.compile("[\u4e00-\u9fff]")
    for path in theme.packaged().rglob("*.html"):
        source = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not han.search(source), path.name


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh-Hans", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-Hant", "zh-Hant"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("en", "en"),
        ("fr", "en"),
    ],
)
def test_a_language_finds_its_catalogue(tag, language):
    assert theme.language_of(tag) == language
    assert theme.strings(theme.find(None), Config(language=tag))["skip"] == catalogue(language)["skip"]
