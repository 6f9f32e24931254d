"""Dates from git: the last change of each article, and a word where git cannot tell."""

import os
import subprocess

import pytest

from generator.pipeline.build import Options, Site
from generator.pipeline.history import changed
from tests.pipeline.sites import SETTINGS, make, page

WHO = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b"}


def git(folder, *arguments, date="2020-05-01T08:00:00+08:00"):
    environment = os.environ | WHO | {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, env=environment)


@pytest.fixture
def repository(tmp_path):
    root = make(tmp_path / "site", settings=SETTINGS + "git_dates = true\n")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "one")
    (root / "content/articles/two.md").write_text("---\ntitle: 二\ndate: 2019-01-01\n---\n\n改了。\n", "utf-8")
    git(root, "commit", "-qam", "two", date="2021-06-02T23:30:00+08:00")
    return root


def test_each_article_has_the_time_of_its_last_commit(repository):
    report = Site(repository, repository / "build", Options(jobs=1)).build()
    assert "2020-05-01T08:00:00+08:00" in page(repository, "articles/one.html")
    assert "2021-06-02T23:30:00+08:00" in page(repository, "articles/two.html")
    assert [problem for problem in report.problems if problem.code == "git-dates"] == []


def test_a_shallow_clone_gives_no_dates_and_says_what_to_do(repository, tmp_path):
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", "shallow")
    dates, problem = changed(tmp_path / "shallow")
    assert dates == {}
    assert problem
    assert "fetch-depth: 0" in problem.say("zh")


def test_a_folder_that_is_no_repository_is_told(tmp_path):
    dates, problem = changed(tmp_path)
    assert dates == {}
    assert problem
    assert problem.code == "git-dates"
