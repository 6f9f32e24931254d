"""The release workflow: its shell steps, run as far as they can be without GitHub and without a network."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
import yaml

from generator import __version__

ROOT = Path(__file__).parent.parent
JOBS = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8"))["jobs"]
WHEEL = f"zhushu-{__version__}-py3-none-any.whl"
PARTS = ("generator", "layouts", "pyproject.toml", "README.md", "README.zh.md", "LICENSE", "CHANGELOG.md", "site.toml")


def step(job, name):
    (found,) = [one["run"] for one in JOBS[job]["steps"] if one.get("name") == name]
    return found


def bash(script, folder, **env):
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=folder,
        env={"PATH": path, "LC_ALL": "C.UTF-8", "HOME": str(folder), "GITHUB_REF_NAME": f"v{__version__}", **env},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """What `actions/checkout` leaves of a commit."""
    folder = tmp_path_factory.mktemp("checkout")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, folder / part)
    git = "git -c user.name=x -c user.email=x@example.org"
    done = bash(f"git init -q && git add -A && {git} commit -qm x", folder, GIT_COMMITTER_DATE="2024-06-01T00:00:00Z")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def dist(checkout):
    done = bash(step("build", "Build the wheel and the source distribution"), checkout)
    assert done.returncode == 0, done.stderr
    return checkout / "dist"


def test_only_the_tag_of_the_version_is_released(checkout):
    script = step("build", "Check that the tag is the version")
    assert bash(script, checkout).returncode == 0
    assert bash(script, checkout, GITHUB_REF_NAME="v9.9").returncode == 1


def test_the_notes_are_the_versions_part_of_the_changelog(tmp_path):
    script = step("build", "Take the notes from the changelog")
    text = "# Changelog\n\n## [Unreleased]\n- c\n\n## [1.2.0] - 2024-01-01\n### Added\n- b\n\n## [1.2.0rc1] - 2023-01-01\n- a\n"
    (tmp_path / "CHANGELOG.md").write_text(text, encoding="utf-8")
    assert bash(script, tmp_path, GITHUB_REF_NAME="v1.2.0").returncode == 0
    assert (tmp_path / "notes/notes.md").read_text(encoding="utf-8") == "### Added\n- b\n\n"
    shutil.rmtree(tmp_path / "notes")
    assert bash(script, tmp_path, GITHUB_REF_NAME="v1.3.0").returncode == 1, "nothing is released without notes"


def test_what_is_built_is_whole(dist):
    assert sorted(path.name for path in dist.iterdir() if path.name[0] == "z") == [
        WHEEL,
        f"zhushu-{__version__}.tar.gz",
    ]
    with zipfile.ZipFile(dist / WHEEL) as wheel:
        names = set(wheel.namelist())
        assert {info.date_time[0] for info in wheel.infolist()} == {2024}, "the same commit gives the same bytes"
    for needed in ("layouts/base.html", "layouts/assets/reader.js", "starter/.github/workflows/publish.yml"):
        assert f"generator/data/{needed}" in names
    with tarfile.open(dist / f"zhushu-{__version__}.tar.gz") as source:
        assert f"zhushu-{__version__}/layouts/base.html" in source.getnames()


def test_the_wheel_alone_makes_a_site(dist, tmp_path):
    """In an environment that holds what Zhushu depends on, but not this checkout."""
    packages = tmp_path / "dependencies"
    packages.mkdir()
    for folder in (Path(path) for path in sys.path if path.endswith("site-packages")):
        for one in folder.iterdir():
            ours = one.name.lower().startswith(("zhushu", "__editable__", "_editable", "pip")) or one.suffix == ".pth"
            if not ours and not (packages / one.name).exists():
                (packages / one.name).symlink_to(one)
    shutil.copytree(dist, tmp_path / "dist")
    install = step("test", "Install the wheel")
    made, _, installed = install.partition("\n")
    assert bash(made, tmp_path).returncode == 0
    own = next((tmp_path / "clean/lib").glob("python*/site-packages"))
    (own / "dependencies.pth").write_text(f"{packages}\n", encoding="utf-8")
    for script in (installed, *(one["run"] for one in JOBS["test"]["steps"][3:])):
        done = bash(script, tmp_path, PIP_NO_INDEX="1", PIP_NO_DEPS="1")
        assert done.returncode == 0, (script, done.stdout, done.stderr)
    assert (own / "generator/data/layouts").is_dir()
    assert not (own / "layouts").exists()


def test_who_may_publish_runs_nothing_of_the_project():
    assert not [one for one in JOBS["publish"]["steps"] if "run" in one]
    assert JOBS["publish"]["needs"] == ["build", "test"]
    assert JOBS["publish"]["steps"][-1]["with"]["attestations"] is True
    (made,) = [one["run"] for one in JOBS["release"]["steps"] if "run" in one]
    assert made.startswith("gh release create ")
    for job in ("build", "test"):
        assert set(JOBS[job]["permissions"].values()) == {"read"}
