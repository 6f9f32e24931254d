"""The GitHub Action and the pre-commit hook: their commands, run as far as they can be without GitHub."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.pipeline.sites import make, write

ACTION = yaml.safe_load(Path("action.yml").read_text(encoding="utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"] if "run" in step}
INSTALL, CHECK, BUILD, DIFF = STEPS.values()
SETTINGS = 'title = "站"\nentities = "listed"\nsearch = false\nlanguage = "zh-Hans"\n'


def git(folder, *words):
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@b", *words]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def repository(tmp_path):
    """A repository with a site in a folder, as actions/checkout leaves it, and a `zhushu` on the path."""
    root = tmp_path / "checkout"
    make(root / "blog", {"a.md": "---\ntitle: 甲\n---\n\n边缘计算很好。\n"}, settings=SETTINGS)
    git(root, "init", "-q")
    write(root, ".gitignore", ".cache/\nbuild/\n")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "a")
    write(tmp_path, "bin/zhushu", f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n')
    write(tmp_path, "bin/python", '#!/bin/sh\necho "$PWD|$*"\n')
    for name in ("zhushu", "python"):
        (tmp_path / "bin" / name).chmod(0o755)
    return root


def run(repository, step, **values):
    """Run a step. `values` are for its variables, the others are empty."""
    summary = repository.parent / "summary.md"
    env = {
        **dict.fromkeys(step["env"], ""),
        "SITE": "blog",
        "PATH": f"{repository.parent}/bin:{os.environ['PATH']}",
        "PYTHONPATH": str(Path.cwd()),
        "GITHUB_WORKSPACE": str(repository),
        "GITHUB_STEP_SUMMARY": str(summary),
        "LANG": "C.UTF-8",
        **values,
    }
    shell = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]]
    done = subprocess.run(shell, cwd=repository, env=env, capture_output=True, text=True, check=False)
    return done, summary.read_text(encoding="utf-8") if summary.exists() else ""


@pytest.mark.parametrize(
    ("requirement", "file", "where", "what"),
    [
        ("zhushu @ git+https://example.org/z", False, "", "-- zhushu @ git+https://example.org/z"),
        ("", True, "/blog", "--requirement .github/zhushu.txt"),
        ("", False, "", "-- /actions/zhushu"),
    ],
)
def test_what_is_installed(repository, requirement, file, where, what):
    if file:
        write(repository, "blog/.github/zhushu.txt", "zhushu\n")
    done, _ = run(repository, INSTALL, REQUIREMENT=requirement, ACTION="/actions/zhushu")
    assert (done.returncode, done.stdout) == (0, f"{repository}{where}|-m pip install --quiet {what}\n")


def test_problems_are_annotated_at_their_place_in_the_repository(repository):
    done, _ = run(repository, CHECK)
    assert done.returncode == 0, done.stderr
    assert "::warning file=blog/content/glossary/terms.toml,line=1,title=unused-entry::" in done.stdout
    done, _ = run(repository, CHECK, STRICT="true")
    assert done.returncode == 1
    write(repository, "blog/content/articles/a.md", "---\ntitle: 甲\ndate: 昨天\n---\n")
    done, _ = run(repository, CHECK)
    assert done.returncode == 1
    assert "::error file=blog/content/articles/a.md,line=3," in done.stdout


def test_the_site_is_built(repository):
    done, _ = run(repository, BUILD, BASE_URL="https://me.example/blog")
    assert done.returncode == 0, done.stderr
    assert "https://me.example/blog/" in (repository / "blog/build/sitemap.xml").read_text(encoding="utf-8")


def test_what_the_glossary_does_is_annotated_and_summed_up(repository):
    before = git(repository, "rev-parse", "HEAD")
    write(repository, "blog/content/glossary/边缘计算.md", "```\n近处。\n")
    done, summary = run(repository, DIFF, AGAINST=before)
    assert done.returncode == 0, done.stderr
    assert "::notice file=blog/content/articles/a.md,line=5::新标注 边缘计算: 【边缘计算】很好。" in done.stdout
    title, _, *lines = summary.splitlines()
    assert title.startswith("### ")
    assert "    + content/articles/a.md:5: 【边缘计算】很好。" in lines
    assert all(line.startswith("    ") for line in lines)


@pytest.mark.parametrize("against", ["", "0" * 40, "f" * 40])
def test_without_a_revision_to_compare_with_nothing_fails(repository, against):
    done, summary = run(repository, DIFF, AGAINST=against)
    assert (done.returncode, summary) == (0, "")
    assert ("fetch-depth" in done.stdout) == (against == "f" * 40)


def test_no_step_has_an_expression_in_its_script():
    """An expression in a script would let whoever names a branch run commands."""
    assert all("${{" not in step["run"] for step in STEPS.values())
    used = set(re.findall(r"inputs\.([\w-]+)", json.dumps(ACTION["runs"])))
    assert used == set(ACTION["inputs"])
    assert {step["shell"] for step in STEPS.values()} == {"bash"}


def test_the_hook_checks_the_site(repository):
    [hook] = yaml.safe_load(Path(".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    pattern = re.compile(hook["files"])
    assert all(pattern.search(path) for path in ("content/articles/a.md", "site.toml", "blog/site.toml"))
    assert not pattern.search("generator/core/entry.py")
    command = f"{hook['entry']} --site blog"
    done, _ = run(repository, {"env": {}, "run": command})
    assert done.returncode == 0, done.stderr
    write(repository, "blog/site.toml", "titel = 1\n")
    done, _ = run(repository, {"env": {}, "run": command})
    assert done.returncode == 1


def test_the_manifest_of_the_hook_is_valid():
    clientlib = pytest.importorskip("pre_commit.clientlib")
    clientlib.load_manifest(".pre-commit-hooks.yaml")
