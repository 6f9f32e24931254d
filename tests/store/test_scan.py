"""Which of the author's files are part of a site."""

import os
import shutil
import socket

import pytest

from generator.core.errors import SiteError
from generator.store import scan
from tests.pipeline.sites import build, make, write


@pytest.fixture
def site(tmp_path):
    root = make(tmp_path / "site")
    write(root, ".git/config", "token")
    write(root, ".env", "secret")
    write(root, "content/.private/key.txt", "secret")
    write(root, "content/pages/about.md", "关于。")
    write(root, "content/static/real.txt", "shown")
    write(root, "build/index.html", "old")
    write(root, "secret.txt", "secret")
    write(tmp_path, "outside/secret.txt", "secret")
    return root


@pytest.mark.parametrize(
    "target",
    [
        "../../.git/config",
        "../../.env",
        "../../.git",
        "../../build",
        "../../.cache",
        "../..",
        "../../secret.txt",
        "../../site.toml",
        "../../../outside",
        "../../../outside/secret.txt",
        "../.private",
        "../.private/key.txt",
        "/etc/passwd",
        ".",
        "../static",
        "nowhere",
        "link",
        "link.md",
        "link.toml",
    ],
)
@pytest.mark.parametrize("place", ["content/static/link", "content/articles/link.md", "content/glossary/link.toml"])
def test_a_link_may_not_lead_to_what_is_hidden_or_outside(site, place, target):
    (site / place).symlink_to(target)
    (site / ".cache").mkdir(exist_ok=True)
    found, left_out = scan.scan(site)
    assert left_out.get(place) == "outside-link" or target in (".", "../static")
    assert not any((site / path).read_text() in ("secret", "token", "old") for path in found)
    assert not any(path.startswith(place + "/" + place.rpartition("/")[2]) for path in found)


def test_a_link_within_content_is_followed(site):
    (site / "content/static/link.txt").symlink_to("real.txt")
    (site / "content/static/folder").symlink_to("../pages")
    found, left_out = scan.scan(site)
    assert {"content/static/link.txt", "content/static/folder/about.md"} <= found.keys()
    assert not left_out


@pytest.mark.parametrize("name", ["content", "content/articles"])
def test_a_folder_of_content_that_is_a_link_is_an_error(site, name):
    shutil.move(site / name, site.parent / "outside/moved")
    (site / name).symlink_to(site.parent / "outside/moved")
    with pytest.raises(SiteError) as told:
        build(site)
    assert ("linked-folder", name) in {(one.code, one.place.path) for one in told.value.problems}


def test_pipes_and_sockets_are_told_and_not_read(site, monkeypatch):
    os.mkfifo(site / "content/articles/pipe.md")
    os.mkfifo(site / "content/glossary/pipe.toml")
    os.mkfifo(site / "content/static/pipe.png")
    with socket.socket(socket.AF_UNIX) as listener:
        monkeypatch.chdir(site / "content/static")
        listener.bind("socket.txt")
    (site / "build/index.html").unlink()
    told = {problem.place.path for problem in build(site).problems if problem.code == "special"}
    assert told == {
        "content/articles/pipe.md",
        "content/glossary/pipe.toml",
        "content/static/pipe.png",
        "content/static/socket.txt",
    }


@pytest.mark.parametrize("put", [os.mkfifo, lambda path: path.write_text("x")])
def test_what_should_be_a_folder_and_is_none_is_an_error(site, put):
    names = ["content/articles", "content/glossary", "content/pages", "layouts"]
    for name in names:
        shutil.rmtree(site / name, ignore_errors=True)
        put(site / name)
    with pytest.raises(SiteError) as told:
        build(site)
    assert sorted(one.place.path for one in told.value.problems if one.code == "no-folder") == names
    shutil.rmtree(site / "content")
    put(site / "content")
    with pytest.raises(SiteError) as told:
        build(site)
    assert "content" in [one.place.path for one in told.value.problems if one.code == "no-folder"]
