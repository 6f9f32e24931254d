"""The JSON Schemas say what the settings, the front matter and the glossary accept, and are current."""

import tomllib
from pathlib import Path

import pytest

from generator.cli.init import STARTER, editor_schemas, make
from generator.glossary import gather
from generator.glossary.pages import FRONT
from generator.settings import config, yaml
from generator.settings.article_keys import ARTICLE
from generator.settings.entry_keys import ENTRY
from generator.settings.schema import schemas, written
from generator.settings.site_keys import SITE

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", schemas())
def test_the_published_schema_is_current(name):
    published = ROOT / "docs/schema" / name
    assert published.read_text(encoding="utf-8") == written(schemas()[name]), (
        "run: python -m generator.settings.schema docs/schema"
    )


def test_no_other_schema_is_published():
    assert {path.name for path in (ROOT / "docs/schema").iterdir()} == set(schemas())


def fits(value, schema, whole):
    """Whether `value` is as `schema` asks: the part of JSON Schema that ours use."""
    if "$ref" in schema:
        return fits(value, whole["definitions"]["entry"], whole)
    if "anyOf" in schema:
        return any(fits(value, one, whole) for one in schema["anyOf"])
    if "enum" in schema:
        return value in schema["enum"]
    named = {"string": str, "number": int | float, "integer": int, "boolean": bool, "array": list, "object": dict}
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(value, named[one]) and (one == "boolean" or not isinstance(value, bool)) for one in types):
        return False
    if isinstance(value, dict):
        known = schema.get("properties", {})
        more = schema.get("additionalProperties", True)
        return set(schema.get("required", ())) <= value.keys() and all(
            fits(item, known[key], whole) if key in known else more is True or (more and fits(item, more, whole))
            for key, item in value.items()
        )
    if isinstance(value, list):
        return all(fits(item, schema["items"], whole) for item in value)
    return not isinstance(value, int | float) or schema.get("minimum", value) <= value <= schema.get("maximum", value)


@pytest.mark.parametrize(
    "line",
    [
        'title = "x"',
        "title = 1",
        "title = true",
        'first = "all"',
        'first = "x"',
        "published = 0.5",
        "published = 2",
        "per_page = 1.5",
        'nav = [{title = "a", url = "b"}]',
        'nav = [{title = "a"}]',
        "titel = 1",
        'strings = {a = "b"}',
        "strings = {a = [1]}",
        "highlight = 1",
        "extra = {a = [1]}",
    ],
)
def test_the_schema_of_settings_accepts_what_zhushu_accepts(line):
    schema = schemas()["site.schema.json"]
    assert fits(tomllib.loads(line), schema, schema) == (config.parse(line)[1] == [])


@pytest.mark.parametrize(
    "line",
    [
        'aliases = ["b"]',
        'aliases = "b"',
        "aliases = [[1]]",
        'type = "person"',
        'type = "persn"',
        'match = {never = ["xa"], case = true}',
        'match = {where = ["body"]}',
        'match = {where = ["bdoy"]}',
        "match = {x = 1}",
        'definitions = [{since = 2019, text = "x"}]',
        'definitions = [{since = "2019"}]',
        "todo = true",
        'alias = "b"',
    ],
)
def test_the_schema_of_the_glossary_accepts_what_zhushu_accepts(line):
    text = f'[[entry]]\nname = "a"\ndefinition = "d"\n{line}'
    schema = schemas()["glossary.schema.json"]
    assert fits(tomllib.loads(text), schema, schema) == (gather.parse("a.toml", text)[1] == [])


def test_each_key_is_described_in_both_languages():
    def walk(fields):
        for field in fields:
            yield field
            yield from walk(field.fields)

    for field in walk((*SITE, *ENTRY, *ARTICLE)):
        assert any("\u4e00" <= char <= "\u9fff" for char in field.about.zh), field.key
        assert field.about.en, field.key
        assert not any("\u4e00" <= char <= "\u9fff" for char in field.about.en), field.key


# ---------------------------------------------------------------- the files that authors begin with


EXAMPLES = [
    path
    for path in (ROOT / "site.toml", *sorted((ROOT / "content/glossary").glob("*.toml")))
    if path.read_text(encoding="utf-8").startswith("#:schema ")
]  # whoever made a site of this repository may have others


def accepted(value, name):
    schema = schemas()[name]
    return fits(value, schema, schema)


@pytest.mark.parametrize("file", EXAMPLES, ids=[path.name for path in EXAMPLES])
def test_the_example_names_its_schema_and_is_as_it_asks(file):
    text = file.read_text(encoding="utf-8")
    named = text.split("\n", 1)[0].removeprefix("#:schema ")
    schema = (file.parent / named).resolve()
    assert schema.parent == ROOT / "docs/schema"
    assert accepted(tomllib.loads(text), schema.name)


def test_a_new_site_brings_the_schemas_that_its_files_name(tmp_path):
    make(STARTER, tmp_path, editor_schemas())
    for name in ("site.toml", "content/glossary/entries.toml"):
        text = (tmp_path / name).read_text(encoding="utf-8")
        schema = (tmp_path / name).parent / text.split("\n", 1)[0].removeprefix("#:schema ")
        assert schema.read_text(encoding="utf-8") == written(schemas()[schema.name])
        assert accepted(tomllib.loads(text), schema.name)


def test_the_front_matter_of_the_starter_is_as_the_schemas_ask():
    checked = 0
    for path in (STARTER / "content").rglob("*.md"):
        if (front := FRONT.match(path.read_text(encoding="utf-8"))) and front["fence"] == "---":
            value = yaml.parse("", front["block"])[0]
            value = {key: str(item) if key in ("date", "updated") else item for key, item in value.items()}
            assert accepted(value, "entry.schema.json" if "glossary" in path.parts else "article.schema.json"), path
            checked += 1
    assert checked >= 3


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('titel = "x"', "site.schema.json"),
        ('language = "zh"', "site.schema.json"),
        ('first = "once"', "site.schema.json"),
        ('per_page = "6"', "site.schema.json"),
        ("per_page = 0", "site.schema.json"),
        ("search = 1", "site.schema.json"),
        ('nav = [{title = "a", link = "b"}]', "site.schema.json"),
        ('[[entry]]\nnaem = "a"', "glossary.schema.json"),
        ('[[entry]]\nname = "a"\ntype = "人物"', "glossary.schema.json"),
        ('[[entry]]\nname = "a"\nalias = ["b"]', "glossary.schema.json"),
        ('[[entry]]\nname = "a"\ntodo = "yes"', "glossary.schema.json"),
        ('[[entry]]\nname = "a"\nmatch = {nevr = ["b"]}', "glossary.schema.json"),
        ('[[entries]]\nname = "a"', "glossary.schema.json"),
        ("tags = {a = 1}", "article.schema.json"),
        ('draft = "ja"', "article.schema.json"),
        ('first = "never"', "article.schema.json"),
        ('[terms]\na = ["b"]', "article.schema.json"),
    ],
)
def test_typical_mistakes_are_refused(text, name):
    assert not accepted(tomllib.loads(text), name)
