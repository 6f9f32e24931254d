"""`zhushu new`."""

import datetime as dt

import pytest

from generator import cli
from generator.settings import yaml


@pytest.fixture(autouse=True)
def chinese(monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


@pytest.fixture
def site(tmp_path):
    (tmp_path / "site.toml").write_text('language = "zh-Hans"\n', encoding="utf-8")
    return tmp_path


def run(site, *words):
    return cli.run([words[0], "--site", str(site), *words[1:]])


def test_new_writes_a_draft_of_today(site, capsys):
    assert run(site, "new", "数据中台：是什么") == 0
    path = site / "content/articles/shu-ju-zhong-tai-shi-shen-me.md"
    assert "content/articles/shu-ju-zhong-tai-shi-shen-me.md" in capsys.readouterr().out
    front = yaml.parse("", path.read_text(encoding="utf-8").split("---")[1])[0]
    assert front["title"] == "数据中台：是什么"
    assert front["draft"] is True
    written = dt.datetime.fromisoformat(front["date"])
    assert abs((dt.datetime.now(dt.UTC) - written).total_seconds()) < 3600


def test_new_refuses_a_bad_slug_and_an_empty_title(site, capsys):
    assert run(site, "new", "甲", "--slug", "../a") == 2
    assert run(site, "new", " ") == 2
    assert "“../a”不能做文件名；可写 --slug a\n" in capsys.readouterr().err
    assert not (site / "content").exists()


def test_new_takes_a_slug_and_never_overwrites(site, capsys):
    assert run(site, "new", "甲", "--slug", "a") == 0
    before = (site / "content/articles/a.md").read_bytes()
    assert run(site, "new", "乙", "--slug", "a") == 1
    assert (site / "content/articles/a.md").read_bytes() == before
    assert "content/articles/a.md" in capsys.readouterr().err


def test_new_outside_a_site_says_so(tmp_path, capsys):
    assert run(tmp_path, "new", "甲") == 1
    assert "zhushu init" in capsys.readouterr().err
