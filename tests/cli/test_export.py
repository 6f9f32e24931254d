"""`zhushu export`: to standard output, to a file, and never of a site with errors."""

import json
from types import SimpleNamespace

import pytest

from generator import cli
from generator.cli import export
from generator.site.formats import FORMATS


@pytest.fixture
def site(tmp_path):
    (tmp_path / "site.toml").write_text('entities = "off"\n', encoding="utf-8")
    for name, text in {
        "articles/a.md": "---\ntitle: 甲\n---\n\n产业互联网。\n",
        "glossary/产业互联网.md": "释义。",
    }.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def run(site, *words):
    return cli.run(["export", "--site", str(site), *map(str, words)])


def test_every_form_is_offered(capsys):
    with pytest.raises(SystemExit):
        cli.run(["export", "--help"])
    said = capsys.readouterr().out
    assert [form for form in FORMATS if form not in said] == []


@pytest.mark.parametrize("form", FORMATS)
def test_each_form_goes_to_a_file(site, form, capsys):
    target = site / f"out.{form}"
    assert run(site, "--format", form, "-o", target) == 0
    assert "产业互联网" in target.read_text(encoding="utf-8-sig")
    assert str(target) in capsys.readouterr().err


def test_bytes_go_to_standard_output(site, monkeypatch):
    written = []
    monkeypatch.setattr(
        export.sys, "stdout", SimpleNamespace(buffer=SimpleNamespace(write=written.append), flush=lambda: None)
    )
    assert run(site, "--format", "json") == 0
    [data] = written
    assert json.loads(data)["entries"][0]["name"] == "产业互联网"


def test_a_site_with_errors_is_not_exported(site, capsys):
    (site / "content/glossary/b.md").write_text("", encoding="utf-8")
    assert run(site, "--format", "csv", "-o", site / "out.csv") == 1
    assert not (site / "out.csv").exists()
    assert "content/glossary/b.md" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_a_problem(site, capsys):
    assert run(site, "--format", "csv", "-o", site / "gone/out.csv") == 1
    assert "Traceback" not in capsys.readouterr().err


def test_the_form_must_be_named(site):
    with pytest.raises(SystemExit) as error:
        run(site)
    assert error.value.code == 2


def test_drafts_stay_at_home(site):
    (site / "content/articles/b.md").write_text(
        "---\ntitle: 秘稿\ndraft: true\n---\n\n产业互联网，产业互联网。\n", encoding="utf-8"
    )
    for form in FORMATS:
        assert run(site, "--format", form, "-o", site / "out", "--force") == 0
        assert "秘稿" not in (site / "out").read_text(encoding="utf-8-sig"), form
    assert run(site, "--format", "json", "-o", site / "out", "--force") == 0
    assert json.loads((site / "out").read_text(encoding="utf-8"))["entries"][0]["count"] == 1


def test_a_file_of_somebody_elses_stays(site, capsys):
    out = site / "out.csv"
    out.write_text("my own,notes\n", encoding="utf-8")
    assert run(site, "--format", "csv", "-o", out) == 1
    assert out.read_text(encoding="utf-8") == "my own,notes\n"
    assert "--force" in capsys.readouterr().err
    assert run(site, "--format", "csv", "-o", out, "--force") == 0
    assert run(site, "--format", "csv", "-o", out) == 0  # an earlier export is ours
