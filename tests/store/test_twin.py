"""The tree of before, which the next commit of a large site starts from: whatever is in it, the output is right."""

import os
import shutil

import pytest

from generator.store.output import commit, twin
from tests.pipeline.harm import clean
from tests.pipeline.sites import ARTICLES, build, make, tree, write


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.setattr(twin, "LEAST", 0)
    monkeypatch.setattr(twin, "SHARE", 1)
    monkeypatch.delenv("CI", raising=False)
    make(tmp_path, {"one.md": ARTICLES["two.md"], "two.md": "# 二\n\n产业互联网。\n"})
    build(tmp_path)
    return tmp_path


def twin_in(site):
    return next((site / ".cache").glob("stage-*-twin"))


def change(site, number):
    write(site, "content/articles/two.md", f"# 二\n\n产业互联网，第 {number} 次。\n")
    report = build(site)
    assert report.written
    assert tree(site / "build") == clean(site)
    return report


def test_the_next_commit_links_only_what_differs(site, monkeypatch):
    change(site, 1)
    change(site, 2)
    linked = []
    link = os.link
    monkeypatch.setattr(os, "link", lambda one, other, **how: linked.append(other) or link(one, other, **how))
    written = set(change(site, 3).written)
    into = {str(path).partition("-twin/")[2] for path in linked if "-twin/" in str(path)}
    assert written <= into
    assert len(into) < len(tree(site / "build"))


@pytest.mark.parametrize(
    "harm",
    [
        shutil.rmtree,
        lambda folder: (folder / "articles/two.html").unlink(),
        lambda folder: shutil.rmtree(folder / "glossary"),
        lambda folder: (folder / "strange.html").write_text("x"),
        lambda folder: (folder / "articles/strange").mkdir(),
        lambda folder: (shutil.rmtree(folder / "glossary"), (folder / "glossary").write_text("no folder")),
        lambda folder: ((folder / "index.html").unlink(), (folder / "index.html").mkdir()),
        lambda folder: ((folder / "feed.xml").unlink(), (folder / "feed.xml").write_text("other")),
    ],
)
def test_whatever_became_of_the_twin_the_output_is_right(site, harm):
    change(site, 1)
    change(site, 2)
    harm(twin_in(site))
    change(site, 3)
    change(site, 4)


def test_what_others_put_into_the_output_stays(site):
    change(site, 1)
    change(site, 2)
    write(site, "build/articles/own.txt", "mine")
    write(site, "content/articles/two.md", "# 二\n\n又一次。\n")
    build(site)
    assert (site / "build/articles/own.txt").read_text() == "mine"
    (site / "build/articles/own.txt").unlink()
    write(site, "content/articles/two.md", "# 二\n\n再一次。\n")
    build(site)
    assert not (site / "build/articles/own.txt").exists()


def test_where_the_twin_is_a_link_nothing_behind_it_is_touched(site, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "a.txt").write_text("mine")
    change(site, 1)
    folder = twin_in(site)
    shutil.rmtree(folder)
    folder.symlink_to(elsewhere)
    change(site, 2)
    assert [path.name for path in elsewhere.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("at", ["align", "put", "drop_empty"])
def test_a_build_that_is_cut_off_leaves_the_output_as_it_was(site, monkeypatch, at):
    change(site, 1)
    before = tree(site / "build")
    whole = getattr(twin, at)

    def cut_off(*given):
        whole(*given)
        raise KeyboardInterrupt

    monkeypatch.setattr(twin, at, cut_off)
    write(site, "content/articles/two.md", "# 二\n\n没有写完。\n")
    with pytest.raises(KeyboardInterrupt):
        build(site)
    assert tree(site / "build") == before
    monkeypatch.setattr(twin, at, whole)
    change(site, 2)


def test_where_folders_cannot_be_exchanged_the_files_are_moved(site, monkeypatch):
    change(site, 1)
    monkeypatch.setattr(commit, "_exchange", lambda: lambda *_: False)
    change(site, 2)


def test_small_sites_and_services_keep_no_twin(tmp_path, monkeypatch):
    folder = tmp_path / ".cache/stage-1"
    monkeypatch.delenv("CI", raising=False)
    assert twin.twin_of(folder, 5000, 10)
    assert twin.twin_of(folder, 999, 1) is None
    assert twin.twin_of(folder, 5000, 2000) is None
    assert twin.twin_of(tmp_path / "elsewhere/stage-1", 5000, 10) is None
    monkeypatch.setenv("CI", "true")
    assert twin.twin_of(folder, 5000, 10) is None
