"""What is installed makes pages again if they depend on it, and only then."""

import time
from importlib.metadata import PackageNotFoundError, requires

import pytest
from packaging.requirements import Requirement

from generator import plugins
from generator.store import code, scan, state
from generator.store.libraries import NAMES
from tests.pipeline.sites import build, make, write
from tests.plugins.test_plugins import forget, install


@pytest.fixture
def installing(tmp_path, monkeypatch):
    """A function that installs a package of this name and version."""
    folder = tmp_path / "lib/site-packages"
    folder.mkdir(parents=True)
    monkeypatch.syspath_prepend(str(folder))

    def install(name):
        (folder / f"{name}.dist-info").mkdir()

    return install


def digests():
    scan.program.cache_clear()
    code._known.clear()
    plugins.digest.cache_clear()
    return scan.program(), code.digest(), plugins.digest(("zhushu-example",))


def needed(name, found, extras=()):
    for line in requires(name) or ():
        said = Requirement(line)
        if said.marker is None or any(said.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            other = said.name.lower().replace("_", "-").replace(".", "-")
            if other not in found:
                found.add(other)
                try:
                    needed(other, found, said.extras)
                except PackageNotFoundError:
                    continue
    return found


def test_all_that_ours_requires_is_named():
    found = needed("zhushu", {"zhushu"})
    assert "markupsafe" in found
    assert not found - NAMES


@pytest.mark.parametrize("name", ["MarkupSafe-99", "markdown_it_py-99", "numpy-99", "zhushu-99"])
def test_a_library_of_ours_counts(installing, name, monkeypatch):
    monkeypatch.setattr(plugins, "_found", lambda name: name)
    monkeypatch.setattr(plugins, "_plugin", lambda name: name)
    monkeypatch.setattr(plugins, "sources", lambda names: [])
    before = digests()
    installing(name)
    assert not set(before) & set(digests())


def test_another_package_counts_for_plugins_alone(installing, monkeypatch):
    monkeypatch.setattr(plugins, "_found", lambda name: name)
    monkeypatch.setattr(plugins, "_plugin", lambda name: name)
    monkeypatch.setattr(plugins, "sources", lambda names: [])
    program, ours, theirs = digests()
    installing("markupsafe_of_others-1.0")
    now = digests()
    assert now[:2] == (program, ours)
    assert now[2] != theirs


@pytest.mark.parametrize(("settings", "made"), [("", False), ('plugins = ["zhushu-example"]\n', True)])
def test_a_site_is_built_again_for_another_package_where_it_names_plugins(tmp_path, installing, settings, made):
    install(tmp_path / "lib/site-packages")
    forget()
    root = make(tmp_path / "site")
    write(root, "site.toml", f'title = "站"\nbase_url = "https://example.org/"\nsearch = false\n{settings}')
    time.sleep(0.1)  # what was written within the clock's grain is not trusted
    build(root)
    options = state.load(root, root / "build").options
    assert state.current(root, root / "build", options)
    installing("other-1.0")
    scan.program.cache_clear()
    assert (state.current(root, root / "build", options) is None) == made
    forget()
