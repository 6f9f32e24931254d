"""Shared glossaries: locked, told, credited, and never before the site's own entries."""

import json
import sys
import time
from email.message import Message
from types import SimpleNamespace

import pytest

from generator import cli
from generator.core.errors import SiteError
from generator.core.settings import SharedGlossary
from generator.glossary import load, packages, shared
from generator.settings import config
from tests.pipeline.sites import SETTINGS, build, make, tree, write

TERMS = """\
name = "云词库"
license = "CC BY 4.0"

[[entry]]
name = "平台"
definition = "供众人使用的底座，见[[柔性生产]]、[[没有的]]、[图](a.png)和![画](b.png)。"
see = ["柔性生产", "没有的"]

[[entry]]
name = "柔性生产"
aliases = ["C2B"]
definition = "生产线能随订单改换。"

[[entry]]
name = "产业互联网"
definition = "别人的解释。"

[[entry]]
name = "空的"
"""


@pytest.fixture
def site(tmp_path):
    return make(tmp_path / "site")


def run(site, *words):
    return cli.run(["glossary", *words, "--site", str(site)])


def settled():
    """Wait until the stats of files just written are trusted."""
    time.sleep(0.06)


def install(folder, name="cloudterms", terms=TERMS, *, entry_point=True):
    """A glossary package as pip would unpack it."""
    write(folder, f"{name}/__init__.py", "raise RuntimeError('the code of a glossary package is never run')\n")
    write(folder, f"{name}/data/terms.toml", terms)
    info = f"{name}-1.2.dist-info"
    write(
        folder,
        f"{info}/METADATA",
        f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.2\nLicense-Expression: CC0-1.0\nProject-URL: Home, https://example.org/{name}\n",
    )
    if entry_point:
        write(folder, f"{info}/entry_points.txt", f"[zhushu.glossaries]\ncloud = {name}.data\n")


# ---------------------------------------------------------------- commands


def test_a_file_is_added_locked_and_used(site, capsys):
    write(site, "site.toml", SETTINGS + "\n# 导航\n[extra]\nkept = true # 留着\n")
    write(site, "../terms.toml", TERMS)
    assert run(site, "add", str(site.parent / "terms.toml")) == 0
    said = capsys.readouterr()
    assert "云词库" in said.out
    assert "CC BY 4.0" in said.out
    assert "空的" in said.err  # left out, and told
    text = (site / "site.toml").read_text(encoding="utf-8")
    assert text.startswith(SETTINGS + "\n# 导航\n[extra]\nkept = true # 留着\n")
    assert 'path = "../terms.toml"' in text
    build(site)
    page = (site / "build/glossary/平台.html").read_text(encoding="utf-8")
    assert 'glossary/credits/index.html">云词库</a>' in page
    assert "CC BY 4.0" in page
    assert "没有的" in page
    assert "[[" not in page
    assert "a.png" not in page
    page = (site / "build/glossary/credits/index.html").read_text(encoding="utf-8")
    assert "CC BY 4.0" in page
    assert (site / "build/glossary/云词库/index.html").is_file()


def test_own_entries_win_and_are_told(site, capsys):
    write(site, "shared/a.toml", TERMS)
    run(site, "add", str(site / "shared"))
    glossary = load.load(site)
    assert glossary.entries["产业互联网"].origin is None
    assert glossary.entries["柔性生产"].forms == ("柔性生产",)
    assert {(one.form, one.by) for one in glossary.overridden} == {("C2B", "C2B"), ("产业互联网", "产业互联网")}
    capsys.readouterr()
    assert cli.run(["check", "--site", str(site), "--format", "json"]) == 0
    told = [one for one in json.loads(capsys.readouterr().out) if one["code"] == "own-entry-wins"]
    assert [(one["level"], one["path"], one["line"]) for one in told] == [
        ("note", "content/glossary/terms.toml", 1),
        ("note", "content/glossary/terms.toml", 11),
    ]
    assert "shared/a.toml" in told[0]["message"]["zh"]
    assert cli.run(["explain", "two", "--site", str(site)]) == 0
    assert "也有，没有用" in capsys.readouterr().out


def test_a_changed_glossary_stops_the_build_until_it_is_accepted(site, capsys):
    write(site, "shared/a.toml", TERMS)
    run(site, "add", str(site / "shared"))
    build(site)
    before = tree(site / "build")
    settled()
    write(site, "shared/a.toml", TERMS.replace("供众人使用", "供大家使用"))
    assert cli.run(["build", "--site", str(site)]) == 1
    said = capsys.readouterr().err
    assert "site.toml:7: " in said
    assert "zhushu glossary update" in said
    assert tree(site / "build") == before
    assert run(site, "update") == 0
    assert "接受了词库“云词库”" in capsys.readouterr().out
    build(site)
    assert "供大家使用" in (site / "build/glossary/平台.html").read_text(encoding="utf-8")
    assert run(site, "update", str(site / "shared")) == 0
    assert "没有变化" in capsys.readouterr().out
    assert run(site, "update", "云词库") == 0
    assert run(site, "update", "别的") == 1


@pytest.mark.parametrize(
    ("change", "stops"),
    [("shared/b.md", True), ("shared/_glossary.toml", True), ("shared/README.md", False), ("shared/a.png", False)],
)
def test_the_lock_covers_every_file_that_is_read(site, change, stops):
    write(site, "shared/a.toml", TERMS)
    run(site, "add", str(site / "shared"))
    build(site)
    settled()
    write(site, change, 'name = "别的"\n' if change.endswith("toml") else "解释。\n")
    if stops:
        with pytest.raises(SiteError, match="shared"):
            build(site)
    else:
        build(site)


def test_one_that_was_never_locked_is_refused(site):
    write(site, "shared/a.toml", TERMS)
    write(site, "site.toml", SETTINGS + '[[glossaries]]\npath = "shared"\n')
    with pytest.raises(SiteError) as error:
        build(site)
    assert [problem.code for problem in error.value.problems] == ["unlocked-glossary"]
    assert run(site, "update") == 0
    build(site)


@pytest.mark.parametrize("named", ["content/glossary", ".", "..", "content", "nowhere", "site.toml/x"])
def test_the_sites_own_folders_and_missing_ones_are_no_shared_glossary(site, named):
    assert run(site, "add", str(site / named)) == 1
    assert (site / "site.toml").read_text(encoding="utf-8") == SETTINGS


def test_a_link_out_of_the_folder_is_not_followed(site):
    write(site, "../secret.md", "秘密。\n")
    write(site, "shared/a.toml", TERMS)
    (site / "shared/秘密.md").symlink_to(site.parent / "secret.md")
    found = shared.read(site, SharedGlossary(path="shared"))
    assert "秘密" not in {entry.name for entry in found.entries}


def test_the_tables_of_site_toml_are_checked(tmp_path):
    _, problems = config.parse(
        '[[glossaries]]\nname = "甲"\n\n[[glossaries]]\npath = "a"\npackage = "b"\nlicence = "x"\n'
    )
    assert [(problem.code, problem.place.line) for problem in problems] == [
        ("wrong-value", 1),
        ("wrong-value", 4),
        ("unknown-key", 7),
    ]


# ---------------------------------------------------------------- packages


def test_a_package_is_found_by_its_entry_point_and_not_run(site, tmp_path, monkeypatch, capsys):
    install(tmp_path / "site-packages")
    monkeypatch.syspath_prepend(str(tmp_path / "site-packages"))
    assert run(site, "add", "cloud") == 0
    assert 'package = "cloud"' in (site / "site.toml").read_text(encoding="utf-8")
    assert "cloudterms" not in sys.modules
    build(site)
    page = (site / "build/glossary/credits/index.html").read_text(encoding="utf-8")
    for said in ("云词库", "CC BY 4.0", "1.2", "https://example.org/cloudterms"):
        assert said in page
    entry = load.load(site).entries["平台"]
    assert entry.place.path == "cloud:terms.toml"


def test_an_import_package_with_data_needs_no_entry_point(tmp_path, monkeypatch):
    install(tmp_path / "site-packages", entry_point=False)
    monkeypatch.syspath_prepend(str(tmp_path / "site-packages"))
    found = packages.find("cloudterms.data")
    assert found
    assert found.path.name == "data"
    assert packages.find("cloudterms").license == "CC0-1.0"
    assert "cloudterms" not in sys.modules
    for name in ("cloudterms.nothing", "no_such_package", "../etc", "", "os", "a b"):
        assert packages.find(name) is None


def test_what_a_package_does_not_say_is_empty_whoever_reads_its_description(tmp_path):
    """importlib_metadata, which other packages import, puts its own reader in the place of Python's."""

    class Strict(Message):
        def __getitem__(self, name):
            if name not in self:
                raise KeyError(name)
            return super().__getitem__(name)

    for kind in (Message, Strict):
        found = packages._described(tmp_path, "cloud", SimpleNamespace(metadata=kind()))
        assert (found.version, found.license, found.url) == ("", "", "")


def test_a_package_that_is_gone_is_told(site, capsys):
    write(site, "site.toml", SETTINGS + '[[glossaries]]\npackage = "no-such-terms"\nsha256 = "0"\n')
    assert cli.run(["build", "--site", str(site)]) == 1
    assert "pip install no-such-terms" in capsys.readouterr().err


# ---------------------------------------------------------------- scope, several, incremental


def test_the_scope_in_site_toml_limits_the_entries(site):
    write(site, "shared/a.toml", TERMS)
    run(site, "add", str(site / "shared"))
    text = (site / "site.toml").read_text(encoding="utf-8")
    write(site, "site.toml", text + '[glossaries.scope]\ntags = ["制造"]\n')
    build(site)
    assert 'href="#g-平台"' not in (site / "build/articles/two.html").read_text(encoding="utf-8")
    write(site, "site.toml", text + '[glossaries.scope]\nfolders = ["."]\ntags = ["平台"]\n')
    build(site)
    assert "g-平台" in (site / "build/articles/two.html").read_text(encoding="utf-8")


def test_the_first_of_two_shared_glossaries_wins(site):
    for name in ("a", "b"):
        write(site, f"{name}.toml", f'[[entry]]\nname = "平台"\ndefinition = "{name}"\n')
        run(site, "add", str(site / f"{name}.toml"))
    glossary = load.load(site)
    assert glossary.entries["平台"].definition == "a"
    assert [(one.form, one.origin) for one in glossary.overridden] == [("平台", "b")]


def test_senses_may_share_a_form_with_an_own_sense(site):
    own = '[[entry]]\nname = "苹果"\nsense = "公司"\ndefinition = "一家公司。"\n'
    write(site, "content/glossary/apple.toml", own)
    write(site, "b.toml", own.replace("公司", "水果"))
    run(site, "add", str(site / "b.toml"))
    assert {"苹果（公司）", "苹果（水果）"} <= set(load.load(site).entries)
    write(site, "content/glossary/apple.toml", own.replace('sense = "公司"\n', ""))
    assert "苹果（水果）" not in load.load(site).entries


def test_after_any_step_an_incremental_build_equals_a_clean_one(site):
    write(site, "shared/a.toml", TERMS)
    steps = [
        lambda: run(site, "add", str(site / "shared")),
        lambda: (write(site, "shared/a.toml", TERMS.replace("众人", "大家")), run(site, "update")),
        lambda: write(site, "content/glossary/own.md", "---\nname: 平台\n---\n自己的。\n"),
        lambda: (write(site, "shared/c.csv", "name,definition\n布料,做衣服用。\n"), run(site, "update")),
        (site / "content/glossary/own.md").unlink,
        lambda: ((site / "shared/c.csv").unlink(), run(site, "update")),
        lambda: write(site, "site.toml", SETTINGS),
    ]
    for number, step in enumerate(steps):
        settled()
        step()
        settled()
        build(site)
        build(site, f"clean-{number}", use_cache=False)
        assert tree(site / "build") == tree(site / f"clean-{number}"), number
        assert build(site).written == ()


def test_a_second_build_sees_at_once_that_nothing_changed(site, tmp_path):
    from generator.store import state

    write(site, "../shared/a.toml", TERMS)
    run(site, "add", str(site.parent / "shared"))
    settled()
    build(site)
    options = state.load(site, site / "build").options
    assert state.current(site, site / "build", options)
    write(site, "../shared/b.md", "又一个。\n")
    assert not state.current(site, site / "build", options)


def test_a_site_without_shared_glossaries_has_no_credits(site):
    build(site)
    assert not (site / "build/glossary/credits").exists()
