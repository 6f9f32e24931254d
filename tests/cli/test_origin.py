"""The publishing workflow of a new site: its shell steps, run as far as they can be without GitHub."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from generator.cli import origin
from generator.cli.init import STARTER, make

ROOT = Path(__file__).parents[2]
WORKFLOWS = [*(ROOT / ".github/workflows").glob("*.yml"), STARTER / ".github/workflows/publish.yml"]


def installed(**texts):
    return SimpleNamespace(version="1.2.3", read_text=lambda name: texts.get(name.replace(".", "_")))


def test_a_commit_that_was_installed_is_named(monkeypatch):
    said = '{"url": "https://example.org/z.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}}'
    monkeypatch.setattr(origin, "distribution", lambda _: installed(direct_url_json=said))
    assert origin.files() == {origin.REQUIREMENT: b"zhushu @ git+https://example.org/z.git@abc\n"}


@pytest.mark.parametrize("said", [None, "", "[]", "{}", '{"url": "file:///tmp/x.whl", "archive_info": {}}'])
def test_else_a_wheel_comes_along(monkeypatch, said):
    monkeypatch.setattr(origin, "distribution", lambda _: installed(direct_url_json=said, METADATA="Name: zhushu\n"))
    monkeypatch.setattr(origin, "wheel", lambda _: b"PK")  # made whole below
    files = origin.files()
    assert files[origin.REQUIREMENT] == b"./.github/zhushu-1.2.3-py3-none-any.whl\n"
    assert files[".github/zhushu-1.2.3-py3-none-any.whl"][:2] == b"PK"


def test_the_shell_steps_of_the_workflow(tmp_path):
    """Installed from the wheel that comes along, and from nowhere else; the site is built by what was installed."""
    site = tmp_path / "site"
    make(STARTER, site, origin.files())
    steps = yaml.safe_load((site / ".github/workflows/publish.yml").read_text())["jobs"]["build"]["steps"]
    install, build = (step["run"] for step in steps if "run" in step)
    venv = [
        sys.executable,
        "-m",
        "venv",
        "--system-site-packages",
        "--without-pip",
        tmp_path / "env",
    ]  # pip is in `seen`
    subprocess.run(venv, check=True)
    seen = "\n".join(path for path in sys.path if path.endswith("site-packages"))
    own = next((tmp_path / "env/lib").glob("python*/site-packages"))
    (own / "dependencies.pth").write_text(seen + "\n")
    env = {
        "PATH": f"{tmp_path}/env/bin:{os.environ['PATH']}",
        "BASE_URL": "https://me.example/blog",
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_FORCE_REINSTALL": "1",
        "LC_ALL": "C.UTF-8",
    }
    for step in (install, build):
        done = subprocess.run(
            ["bash", "-e", "-c", step], cwd=site, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert "https://me.example/blog/" in (site / "build/sitemap.xml").read_text()
    assert (own / "generator/data/layouts").is_dir()


def test_nothing_promises_a_release():
    for path in WORKFLOWS:
        assert "pip install zhushu" not in path.read_text()


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_workflows_are_closed(path):
    """Actions by digest, no credentials left behind, and who runs code may not publish."""
    said = yaml.safe_load(path.read_text())
    assert said["permissions"] == {}
    for job in said["jobs"].values():
        may = job["permissions"]
        runs = [step for step in job["steps"] if "run" in step]
        ours = [step for step in runs if not step["run"].startswith("gh release create ")]
        assert not (ours and {"write"} & set(may.values()))
        for step in job["steps"]:
            if "uses" in step:
                assert re.fullmatch(r"(?:actions/[\w-]+|pypa/gh-action-pypi-publish)@[0-9a-f]{40}", step["uses"])
                if "checkout" in step["uses"]:
                    assert step["with"]["persist-credentials"] is False
            assert "${{" not in step.get("run", "")


def test_a_wheel_is_whole(monkeypatch, tmp_path):
    data = origin.wheel(installed(METADATA="Name: zhushu\n"))
    assert data == origin.wheel(installed(METADATA="Name: zhushu\n"))
    (tmp_path / "w.whl").write_bytes(data)
    with zipfile.ZipFile(tmp_path / "w.whl") as archive:
        assert archive.testzip() is None
        record = archive.read("zhushu-1.2.3.dist-info/RECORD").decode().splitlines()
        assert sorted(line.split(",")[0] for line in record) == sorted(archive.namelist())
