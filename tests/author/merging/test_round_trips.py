"""Our own forms of a glossary: what is exported comes back whole."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.author.edits.merge import toml_of
from generator.author.merging.plan import read
from generator.core.article import LazyHtml
from generator.core.entry import TYPES
from generator.core.errors import NOWHERE
from generator.core.settings import POLICIES, Config
from generator.glossary import load as glossary
from generator.glossary.definitions import render
from generator.glossary.entry import Raw, make
from generator.settings.entry_keys import ENTRY
from generator.site import library
from generator.site.formats import FORMATS

LETTERS = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t", exclude_characters="\ufffc\ufffd")
TEXT = st.one_of(st.text(LETTERS, max_size=12), st.text("=+-@'\"\\|；;、,\n\t \u2028\x85甲乙ab", max_size=8))
LINE = st.text("=+-@'\"\\|；;、, 甲乙丙丁ab。", max_size=8)
WORDS = st.lists(LINE, max_size=3)
DATES = st.sampled_from(["", "2019", "2019-03", "2020-01-02"])
URLS = st.sampled_from(["", "https://example.org/?a=1;2|3"])
RULES = st.fixed_dictionaries(
    {},
    optional={
        "never": WORDS,
        "always": WORDS,
        "case": st.booleans(),
        "where": st.lists(st.sampled_from(["body", "quote"]), max_size=2),
        "first": st.sampled_from(POLICIES),
    },
)
VALUES = {
    "name": LINE,
    "id": LINE,
    "slug": st.sampled_from(["", "one", "two"]),
    "type": st.sampled_from(TYPES),
    "definition": TEXT,
    "match": RULES,
    "scope": st.fixed_dictionaries({}, optional={"folders": WORDS, "tags": WORDS, "categories": WORDS}),
    "definitions": st.lists(
        st.fixed_dictionaries({"since": DATES.filter(bool), "text": TEXT}, optional={"sources": WORDS}), max_size=2
    ),
    "since": DATES,
    "until": DATES,
    "url": URLS,
    **{field.key: st.booleans() for field in ENTRY if field.kind == "flag"},
}
STRATEGIES = {field.key: VALUES.get(field.key, WORDS if field.kind == "texts" else LINE) for field in ENTRY}
TABLES = st.fixed_dictionaries({}, optional=STRATEGIES)


def entries_of(tables):
    """The entries of the tables without errors, names and ids unique."""
    made = []
    for table in tables:
        entry, problems = make(Raw(table, lambda _: NOWHERE))
        if entry and not any(problem.level == "error" for problem in problems):
            made.append(entry)
    found = glossary.assemble(made)[0].entries.values()
    return {entry.id: entry for entry in found if not entry.choices}


def exported(entries, form):
    found = glossary.assemble(list(entries.values()))[0]
    return FORMATS[form](
        library.collect(
            Config(), found, render(found.entries.values(), {}), [], frozenset(), lambda _: LazyHtml("", str)
        )
    )


def read_back(path):
    entries, problems = read(path)
    assert [problem for problem in problems if problem.code not in ("no-entries", "todo-entry", "missing-name")] == []
    return {entry.id: replace(entry, place=NOWHERE) for entry in entries}


@pytest.mark.parametrize("form", ["csv", "json", "toml"])
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables=st.lists(TABLES, min_size=1, max_size=4))
def test_entries_come_back_whole(form, tables, tmp_path):
    entries = entries_of(tables)
    if not entries:
        return
    path = tmp_path / f"a.{form}"
    path.write_bytes(toml_of(entries.values()).encode() if form == "toml" else exported(entries, form))
    assert read_back(path) == {
        ref: replace(entry, todo=entry.todo or (form == "toml" and not entry.definition))
        for ref, entry in entries.items()
    }


def test_every_key_makes_the_journey():
    assert set(STRATEGIES) == {field.key for field in ENTRY}


@pytest.mark.parametrize(("form", "suffix"), [("tbx", "tbx"), ("skos", "jsonld")])
def test_forms_not_to_write_and_relations_leave_and_come_back(form, suffix, tmp_path):
    tables = [
        {"name": "账号", "aliases": ["用户号"], "deprecated": ["帐号"], "definition": "甲。", "see": ["密码"]},
        {"name": "密码", "definition": "乙。"},
    ]
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(exported(entries_of(tables), form))
    back = read_back(path)["账号"]
    assert (back.aliases, back.deprecated, back.see) == (("用户号",), ("帐号",), ("密码",))
