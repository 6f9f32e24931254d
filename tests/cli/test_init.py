"""`zhushu init`."""

import pytest

from generator import cli
from generator.cli.init import STARTER, editor_schemas, make


@pytest.fixture(autouse=True)
def chinese(monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


@pytest.fixture
def site(tmp_path):
    (tmp_path / "site.toml").write_text('language = "zh-Hans"\n', encoding="utf-8")
    return tmp_path


def run(site, *words):
    return cli.run([words[0], "--site", str(site), *words[1:]])


def test_init_copies_the_starter_and_nothing_over_what_is_there(tmp_path, capsys):
    target = tmp_path / "blog"
    assert run(tmp_path, "init", str(target)) == 0
    made = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    assert made == {path.relative_to(STARTER).as_posix() for path in STARTER.rglob("*") if path.is_file()} | set(
        editor_schemas()
    ) | {path for path in made if path.startswith(".github/zhushu")}
    assert ".github/zhushu.txt" in made  # where the workflow installs from
    assert {"site.toml", ".github/workflows/publish.yml", ".gitignore"} <= made
    (target / "site.toml").write_text("mine", encoding="utf-8")
    (target / ".gitignore").unlink()
    assert run(tmp_path, "init", str(target)) == 1
    assert (target / "site.toml").read_text(encoding="utf-8") == "mine"
    assert not (target / ".gitignore").exists()


def test_init_minds_other_files_not_at_all(tmp_path):
    starter, target = tmp_path / "starter", tmp_path / "site"
    (starter / "a").mkdir(parents=True)
    (starter / "a/b.txt").write_text("x", encoding="utf-8")
    target.mkdir()
    (target / "mine.txt").write_text("y", encoding="utf-8")
    assert make(starter, target) == ["a/b.txt"]
    assert (target / "a/b.txt").read_text(encoding="utf-8") == "x"
    assert (target / "mine.txt").read_text(encoding="utf-8") == "y"
