"""What is documented exists, what exists is documented, and documented commands run."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import COMMANDS
from generator.reference import reference

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh.md")


def run(*arguments, **options):
    return subprocess.run([sys.executable, "-m", "generator", *arguments], capture_output=True, text=True, timeout=120, check=False, **options)


def test_the_reference_is_current():
    assert (ROOT / "docs/reference.md").read_text(encoding="utf-8") == reference(), "run make schema"


@pytest.mark.parametrize("readme", READMES)
def test_every_command_is_in_the_readme_and_the_other_way_round(readme):
    named = set(re.findall(r"zhushu ([a-z]+)", (ROOT / readme).read_text(encoding="utf-8")))
    assert set(COMMANDS) <= named
    assert named <= set(COMMANDS)


@pytest.mark.parametrize("readme", READMES)
def test_every_make_target_that_is_named_exists(readme):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`?make ([a-z]+)", (ROOT / readme).read_text(encoding="utf-8")):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("page", [*READMES, "CONTRIBUTING.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))])
def test_links_between_documents_lead_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)):
        assert ((ROOT / page).parent / target).exists(), target


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("language", "word"), [("zh_CN.UTF-8", "显示帮助"), ("en_US.UTF-8", "show this help")])
def test_every_command_has_help_in_both_languages(command, language, word):
    said = run(command, "--help", env={"LANG": language, "PATH": "", "PYTHONIOENCODING": "utf-8"}, cwd=ROOT)
    assert said.returncode == 0, said.stderr
    assert word in said.stdout


def test_the_first_hour_of_a_new_author(tmp_path):
    """The commands of the README, in their order."""
    site = tmp_path / "my-site"
    (tmp_path / "post.txt").write_text("仓储机器人进厂\n\n所谓“货到人”，就是机器人把货架搬到拣货员面前。\n\n仓里的人少走了路。\n", encoding="utf-8")
    assert run("init", str(site)).returncode == 0
    assert run("new", "数据中台是什么", "--site", str(site)).returncode == 0
    assert run("import", str(tmp_path / "post.txt"), "--site", str(site)).returncode == 0
    (site / "content/glossary/货到人.md").write_text("机器人把货架搬到拣货员面前的拣选方式。\n", encoding="utf-8")
    built = run("build", "--site", str(site), "--drafts")
    assert built.returncode == 0, built.stderr
    assert any("r-货到人-1" in path.read_text(encoding="utf-8") for path in (site / "build/articles").glob("*.html"))
    for command in (["suggest"], ["check"], ["export", "--format", "csv"], ["explain", "welcome"]):
        said = run(*command, "--site", str(site))
        assert said.returncode == 0, (command, said.stderr)
