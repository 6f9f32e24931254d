"""What a build loads before it begins: as little as its work needs."""

import subprocess
import sys
import time

from tests.pipeline.sites import ARTICLES, build, make, write


def loaded(root):
    """The modules that a build in a process of its own loads; without that of the command, which Python does not tell of."""
    said = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "generator", "build", "--jobs", "1", "--site", str(root)],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    ).stderr
    return {line.rpartition("|")[2].strip() for line in said.splitlines() if line.startswith("import time:")}


def test_a_build_with_nothing_to_do_loads_next_to_nothing(tmp_path):
    make(tmp_path)
    time.sleep(0.1)  # what was written within the clock's grain is not trusted
    build(tmp_path)
    modules = loaded(tmp_path)
    assert {name for name in modules if name.startswith("generator.")} == {
        "generator.cli",
        "generator.cli.language",
        "generator.cli.parser",
        "generator.cli.signals",
        "generator.cli.console",
        "generator.core",
        "generator.core.errors",
        "generator.store",
        "generator.store.libraries",
        "generator.store.personal",
        "generator.store.scan",
        "generator.store.seal",
        "generator.store.state",
    }
    assert not modules & {"dataclasses", "hashlib", "inspect", "msgspec", "shutil"}


def test_a_build_of_one_changed_article_loads_neither_processes_nor_what_other_articles_need(tmp_path):
    make(tmp_path)
    time.sleep(0.1)  # as above
    build(tmp_path)
    write(tmp_path, "content/articles/two.md", ARTICLES["two.md"] + "\n数据中台的末尾。\n")
    modules = loaded(tmp_path)
    assert "generator.readers.markdown.blocks" in modules
    assert not modules & {
        "bs4",
        "concurrent.futures",
        "generator.annotate.suggesting",
        "generator.glossary.load",
        "importlib.resources",
        "jieba",
        "multiprocessing",
        "pypinyin",
        "rjieba",
        "tomlkit",
    }
