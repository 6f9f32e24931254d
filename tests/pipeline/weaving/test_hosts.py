"""The plugins for other generators, run by these generators themselves; Hexo's script by node, with what Hexo gives it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.core.errors import SiteError
from generator.pipeline.weaving.hosts import weave_site

GLOSSARY = '[[entry]]\nname = "产业互联网"\ndefinition = "各行各业用互联网改造自身。"\n'
TEXT = "# 甲\n\n她讲产业互联网。\n"
ROOT = Path(__file__).parents[3]
MARK = 'role="doc-glossref"'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "glossary.toml").write_text(GLOSSARY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


class TestMkDocs:
    @pytest.fixture
    def build(self, folder):
        pytest.importorskip("mkdocs")
        from mkdocs.commands.build import build
        from mkdocs.config import load_config

        (folder / "docs").mkdir()
        (folder / "docs/index.md").write_text(TEXT, encoding="utf-8")

        def run(**settings):
            plugins = {"zhushu": settings}
            (folder / "mkdocs.yml").write_text(json.dumps({"site_name": "站", "plugins": plugins}), encoding="utf-8")
            config = load_config(str(folder / "mkdocs.yml"))
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            return (folder / "site/index.html").read_text(encoding="utf-8")

        return run

    def test_a_build_is_woven(self, build, folder):
        assert MARK in build()
        assert "各行各业" in next((folder / "site/zhushu/entries").glob("*.html")).read_text(encoding="utf-8")

    def test_settings_and_mistakes_are_told(self, build, caplog):
        from mkdocs.exceptions import Abort, PluginError

        assert MARK not in build(select=".nothing")
        with pytest.raises((Abort, PluginError)):
            build(glossary="none.toml")
        assert "none.toml" in caplog.text

    def test_serve_watches_the_glossary(self, build, folder):
        from mkdocs.config import load_config

        from generator.pipeline.weaving.mkdocs import WeavePlugin

        build()
        plugin, seen = WeavePlugin(), []
        plugin.load_config({})
        server = type("Server", (), {"watch": lambda _, path: seen.append(path)})()
        assert plugin.on_serve(server, config=load_config(str(folder / "mkdocs.yml")), builder=None) is server
        assert seen == [str(folder / "glossary.toml")]


class TestPelican:
    @pytest.fixture
    def build(self, folder):
        pytest.importorskip("pelican")
        (folder / "content").mkdir()
        (folder / "content/a.html").write_text(
            '<html><head><title>甲</title><meta name="date" content="2024-01-01"></head><body><p>她讲产业互联网。</p></body></html>',
            encoding="utf-8",
        )

        def run(options):
            (folder / "pelicanconf.py").write_text(
                'SITENAME = "站"\nPATH = "content"\nTIMEZONE = "UTC"\nDEFAULT_LANG = "zh"\nFEED_ALL_ATOM = None\n'
                f'PLUGINS = ["generator.pipeline.weaving.pelican"]\nZHUSHU = {options!r}\n',
                encoding="utf-8",
            )
            return subprocess.run(
                [sys.executable, "-m", "pelican", "-s", "pelicanconf.py", "--fatal=errors"],
                capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
            )  # fmt: skip

        return run

    def test_the_output_is_woven(self, build, folder):
        done = build({"glossary": "glossary.toml"})
        assert done.returncode == 0, done.stderr + done.stdout
        pages = [page.read_text(encoding="utf-8") for page in (folder / "output").glob("*.html")]
        assert any(MARK in page for page in pages)

    def test_a_mistake_is_an_error_of_the_build(self, build):
        done = build({"glossary": "none.toml"})
        assert done.returncode != 0
        assert "none.toml" in done.stderr + done.stdout
        assert "Traceback" not in done.stderr


HEXO = """
const handlers = {}
global.hexo = {
  config: {zhushu: {command: process.argv[3]}}, env: {cmd: process.argv[2]},
  base_dir: process.cwd() + '/', public_dir: process.cwd() + '/public/',
  on: (name, run) => { handlers[name] = run },
  extend: {filter: {register: (name, run) => { handlers[name] = run }}},
}
require('./scripts/zhushu.js')
handlers[process.argv[2] === 'deploy' ? 'deployBefore' : 'before_exit']()
"""


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
@pytest.mark.parametrize(("command", "woven"), [("generate", True), ("g", True), ("deploy", True), ("server", False)])
def test_the_script_for_hexo_that_the_documentation_shows(folder, command, woven):
    (shown,) = re.findall(r"```js\n(.*?)```", (ROOT / "docs/weave.md").read_text(encoding="utf-8"), re.DOTALL)
    (folder / "scripts").mkdir()
    (folder / "scripts/zhushu.js").write_text(shown, encoding="utf-8")
    (folder / "fake.js").write_text(HEXO, encoding="utf-8")
    (folder / "public").mkdir()
    (folder / "public/index.html").write_text(
        "<!doctype html><html><head></head><body><article><p>她讲产业互联网。</p></article></body></html>",
        encoding="utf-8",
    )
    (folder / "zhushu").write_text(f'#!/bin/sh\nexec {sys.executable} -m generator "$@"\n', encoding="utf-8")
    (folder / "zhushu").chmod(0o755)
    done = subprocess.run(
        ["node", "fake.js", command, str(folder / "zhushu")],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (MARK in (folder / "public/index.html").read_text(encoding="utf-8")) is woven


def test_settings_are_checked(folder):
    (folder / "site").mkdir()
    with pytest.raises(SiteError, match="first is one of"):
        weave_site(folder / "site", folder / "glossary.toml", first="some")
