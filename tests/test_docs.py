"""What is documented exists, what exists is documented, and documented commands run."""

import re
from pathlib import Path

import pytest

from generator import cli
from generator.cli import COMMANDS
from generator.settings.reference import reference
from tests.guide import GUIDES, Person, followed, same

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh.md")


PROMISES = [
    (document, named)
    for document in ("threat-model.md", "robustness.md")
    for named in re.findall(r"`(tests/[^`]+)`", (ROOT / "docs" / document).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("document", "named"), PROMISES)
def test_a_promise_names_tests_that_exist(document, named):
    path, _, function = named.partition("::")
    assert (ROOT / path).exists(), named
    found = (ROOT / path).rglob("test_*.py") if (ROOT / path).is_dir() else [ROOT / path]
    tests = re.findall(r"^(?:async )?def (test_\w+)", "".join(one.read_text("utf-8") for one in found), re.MULTILINE)
    assert tests or document == "robustness.md", (
        f"{document} names {named}, which holds no test"
    )  # that one names cases too
    assert not function or function in tests


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


@pytest.mark.parametrize(
    "page", [*READMES, "CONTRIBUTING.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]
)
def test_links_between_documents_lead_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)):
        assert ((ROOT / page).parent / target).exists(), target


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("language", "word"), [("zh_CN.UTF-8", "显示帮助"), ("en_US.UTF-8", "show this help")])
def test_every_command_has_help_in_both_languages(monkeypatch, capsys, command, language, word):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("LC_ALL", language)
    with pytest.raises(SystemExit) as ended:
        cli.run([command, "--help"])
    assert ended.value.code == 0
    assert word in capsys.readouterr().out


# ---------------------------------------------------------------- what is documented is done


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_shows_what_its_commands_print(name, tmp_path):
    """Whoever follows the guide has afterwards what it promises."""
    commands = []
    for command, shown, printed in followed(name, tmp_path):
        assert same(shown, printed), f"$ {command}\n{printed}\n(python -m tests.guide renews the guides)"
        commands.append(command)
    assert {command.split()[1] for command in commands if command.startswith("zhushu")} >= set(COMMANDS) - {
        "annotate",
        "link",
        "loss",
        "lsp",
        "plugins",
    }
    built = tmp_path / "home/my-site/build"
    robots = (built / "articles/robots.html").read_text(encoding="utf-8")
    assert ">那种办法</a>" in robots
    assert 'id="r-注疏-' not in robots
    assert "本文只指贴着地面走的那一种。" in robots
    assert "几家工厂轮流接单。" in robots
    assert "二维码贴在地上，每隔一米一张。" in robots
    assert '<aside class="box tip">' in robots
    assert 'walking-shelves.html">那一篇</a>' in (built / "articles/links.html").read_text(encoding="utf-8")
    assert "AGV 就是自己会走的小车。" in (tmp_path / "home/my-site/content/articles/agv.md").read_text(encoding="utf-8")
    assert (tmp_path / "home/my-site/terms.csv").stat().st_size > 1000


def test_an_output_that_is_not_printed_is_noticed():
    assert same("用时 1.23 秒\n", "用时 0.01 秒\n")
    assert same("甲\n…\n丁\n", "甲\n乙\n丙\n丁\n")
    assert not same("甲\n", "甲\n乙\n")
    assert not same("3 篇\n", "4 篇\n")


POST = "仓储机器人进厂\n\n所谓“货到人”，就是机器人把货架搬到拣货员面前。\n\n仓里的人少走了路。\n"


@pytest.mark.parametrize("readme", READMES)
def test_the_commands_of_the_readme_run(readme, tmp_path):
    """Those in blocks, in their order, but for those that install; then those of its table."""
    person = Person(tmp_path, "zh_CN.UTF-8")
    text = (ROOT / readme).read_text(encoding="utf-8")
    commands = [
        line
        for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
        for line in block.splitlines()
        if re.match(r"zhushu |cd ", line)
    ]
    assert len(commands) >= 5
    for command in commands:
        if " import " in command:
            person.write("saved-page.html", "<title>甲</title><p>乙</p>")
            person.write("post.txt", POST)
        person.run(command)
        assert person.code == 0, command
    person.write("content/glossary/货到人.md", "机器人把货架搬到拣货员面前的拣选方式。\n")
    person.write("terms.csv", "name,definition\n面单,贴在包裹上的单子。\n")
    for command in (
        "build --drafts",
        "suggest",
        "explain welcome",
        "check",
        "export --format csv",
        "annotate post.txt",
        "glossary import terms.csv",
    ):
        assert f"zhushu {command.split()[0]}" in text
        person.run(f"zhushu {command}")
        assert person.code == 0, command
    assert any(
        "r-货到人-1" in path.read_text(encoding="utf-8") for path in (person.place / "build/articles").glob("*.html")
    )
