"""Plugins: found by entry points, used where the site names them, told by name where they fail."""

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from generator import SiteError, build_site, cli, plugins

EXAMPLE = Path(__file__).parent / "example"
ROOT = Path(__file__).parents[2]
SITE = 'title = "小站"\nsearch = false\nentities = "listed"\nplugins = ["zhushu-example"]\n'


def install(folder, name="zhushu-example", version="1.0", points=None, code=None):
    """What an installer leaves in `folder`: the package and its metadata."""
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module = name.replace("-", "_")
    if code is None:
        shutil.copytree(EXAMPLE / module, folder / module)
    else:
        (folder / f"{module}.py").write_text(code, encoding="utf-8")
    info = folder / f"{module}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8")
    groups = project["entry-points"] if points is None else points
    lines = [f"[{group}]\n" + "".join(f"{key} = {at}\n" for key, at in one.items()) for group, one in groups.items()]
    (info / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")


def forget():
    plugins.loaded.cache_clear()
    plugins.digest.cache_clear()
    for name in [name for name in sys.modules if name.startswith("zhushu_")]:
        del sys.modules[name]


@pytest.fixture
def packages(tmp_path, monkeypatch):
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    forget()
    yield folder
    forget()


@pytest.fixture
def site(tmp_path):
    root = tmp_path / "site"
    (root / "content/articles").mkdir(parents=True)
    (root / "site.toml").write_text(SITE, encoding="utf-8")
    (root / "content/articles/a.md").write_text("# 唐\n\n贞观三年，玄奘西行。\n", encoding="utf-8")
    return root


def failing(packages, group, body, name="zhushu-bad"):
    install(packages, name, points={f"zhushu.{group}": {"bad": "zhushu_bad:bad"}}, code=body)


def built(site):
    return (site / "build/articles/a.html").read_text(encoding="utf-8")


def with_plugin(site, name="zhushu-bad"):
    (site / "site.toml").write_text(SITE.replace("zhushu-example", name), encoding="utf-8")


def test_the_example_adds_one_of_each(packages, site, capsysbinary):
    install(packages)
    (site / "content/articles/b.csvtext").write_text("表格\n甲,乙\n丙,丁\n", encoding="utf-8")
    report = build_site(site)
    assert report.articles == 2
    assert 'data-type="event"' in built(site)
    assert "<p>甲,乙</p>" in (site / "build/articles/b.html").read_text(encoding="utf-8")
    page = (site / "build/longest.html").read_text(encoding="utf-8")
    assert "<h1>最长的文章</h1>" in page
    assert 'href="articles/a.html"' in page
    assert "longest.html" in (site / "build/sitemap.xml").read_text(encoding="utf-8")
    assert build_site(site).written == ()
    (site / "content/glossary").mkdir()
    (site / "content/glossary/玄奘.md").write_text("---\ntype: person\n---\n唐代僧人。\n", encoding="utf-8")
    assert cli.run(["export", "--site", str(site), "--format", "names"]) == 0
    assert capsysbinary.readouterr().out == "玄奘\n".encode()


def test_an_installed_plugin_that_the_site_does_not_name_does_nothing(packages, site):
    install(packages)
    (site / "site.toml").write_text(SITE.replace('"zhushu-example"', ""), encoding="utf-8")
    build_site(site)
    assert 'data-type="event"' not in built(site)
    assert not (site / "build/longest.html").exists()


def test_a_site_without_plugins_imports_none_of_this(site):
    (site / "site.toml").write_text('title = "小站"\nsearch = false\n', encoding="utf-8")
    script = (
        "import sys; from generator import build_site; build_site(sys.argv[1]);"
        "print([name for name in sys.modules if name == 'generator.plugins'])"
    )
    said = subprocess.run(
        [sys.executable, "-c", script, str(site)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize("change", ["code", "version"])
def test_a_plugin_that_changed_is_asked_again(packages, site, change):
    """By a new process, as a build is."""
    install(packages)

    def build():
        command = [sys.executable, "-m", "generator", "build", "--site", str(site)]
        env = {"PYTHONPATH": str(packages), "PATH": "", "PYTHONDONTWRITEBYTECODE": "1", "LANG": "zh_CN.UTF-8"}
        return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=env).stdout

    build()
    assert "写入 0 个" in build()
    code = packages / "zhushu_example/__init__.py"
    if change == "code":
        code.write_text(code.read_text(encoding="utf-8").replace('("贞观", "开元")', '("天宝",)'), encoding="utf-8")
        build()
        assert 'data-type="event"' not in built(site)
    else:
        before = plugins.digest(("zhushu-example",))
        metadata = packages / "zhushu_example-1.0.dist-info/METADATA"
        metadata.write_text(metadata.read_text(encoding="utf-8").replace("1.0", "1.1"), encoding="utf-8")
        plugins.digest.cache_clear()
        assert plugins.digest(("zhushu-example",)) != before


def test_an_annotator_has_its_settings_from_the_site_and_is_asked_again_when_they_change(packages, site, capsysbinary):
    install(packages)
    build_site(site)
    assert 'data-type="event"' in built(site)
    (site / "site.toml").write_text(f'{SITE}[extra.years]\nreigns = ["天宝"]\n', encoding="utf-8")
    build_site(site)
    assert 'data-type="event"' not in built(site)
    (site / "site.toml").write_text(f'{SITE}[extra.years]\nreigns = ["贞观"]\n', encoding="utf-8")
    assert cli.run(["annotate", str(site / "content/articles/a.md"), "--site", str(site)]) == 0
    assert "贞观三年" in capsysbinary.readouterr().out.decode()


def test_a_failing_annotator_costs_its_own_marks_and_no_more(packages, site):
    failing(packages, "annotators", "def bad(context, passages, about):\n    return 1 / 0\n")
    with_plugin(site)
    report = build_site(site)
    (problem,) = report.problems
    assert problem.level == "warning"
    assert problem.say("zh").startswith("content/articles/a.md: 插件 zhushu-bad 1.0 出错（zhushu_bad.py:2）")
    assert "玄奘西行" in built(site)
    assert build_site(site).problems == report.problems, "it is told again while it lasts"


@pytest.mark.parametrize(
    "span",
    ["Span(0, 0, 9999, '玄奘', 'event')", "Span(7, 0, 1, '贞', 'event')", "Span(0, 0, 1, '贞', 'x')", "'贞观'",
     "Span(0, 0, 2, '贞观', 'event', 'nothing')"],
)  # fmt: skip
def test_a_span_that_cannot_stand_is_a_fault_of_the_plugin(packages, site, span):
    failing(packages, "annotators", f"from generator import Span\ndef bad(c, p, a):\n    return [{span}]\n")
    with_plugin(site)
    (problem,) = build_site(site).problems
    assert "zhushu-bad 1.0" in problem.say("zh")


BODY = """
from generator import Draft
from generator.core.draft import Meta
class Body:
    passages = ()
    def weave(self, *_): raise OSError("torn")
def bad(source): return Draft(Meta(title="x"), source, Body())
"""


@pytest.mark.parametrize(
    ("group", "body", "said"),
    [
        ("readers", "def bad(source):\n    raise KeyError('x')\n", "content/articles/b.bad: 插件 zhushu-bad 1.0"),
        ("readers", "def bad(source):\n    return 'text'\n", "content/articles/b.bad: 插件 zhushu-bad 1.0"),
        ("readers", BODY, "content/articles/b.bad: 插件 zhushu-bad 1.0"),
        ("pages", "def bad(library):\n    yield 1 / 0\n", "site.toml: 插件 zhushu-bad 1.0"),
        ("pages", "from generator import Page\ndef bad(library):\n    yield Page('../x', 'x', 'tags.html', {})\n",
         "site.toml: 插件 zhushu-bad 1.0"),
        ("pages", "from generator import Page\ndef bad(library):\n    yield Page('x.html', 'x', 'tags.html', {'x': {1}, 'y': print})\n",
         "site.toml: 插件 zhushu-bad 1.0"),
        ("strings", "bad = 3\n", "site.toml: 插件 zhushu-bad 1.0"),
        ("layouts", "bad = '/nowhere/at/all'\n", "site.toml: 插件 zhushu-bad 1.0"),
        ("formats", "raise SystemExit(3)\n", "site.toml: 插件 zhushu-bad 1.0"),
        ("formats", "import nothing_of_that_name\n", "site.toml: 插件 zhushu-bad 1.0"),
    ],
)  # fmt: skip
def test_where_a_page_cannot_be_made_the_last_site_stays(packages, site, group, body, said):
    (site / "site.toml").write_text(SITE.replace('"zhushu-example"', ""), encoding="utf-8")
    build_site(site)
    before = built(site)
    failing(packages, group, body)
    with_plugin(site)
    (site / "content/articles/b.bad").write_text("x", encoding="utf-8")
    with pytest.raises(SiteError) as raised:
        build_site(site)
    assert [one.say("zh").startswith(said) for one in raised.value.problems] == [True], raised.value
    assert built(site) == before


@pytest.mark.parametrize("command", [["build"], ["explain", "a"], ["export", "--format", "csv"], ["check"]])
def test_a_plugin_that_is_not_installed_is_told_with_the_nearest(packages, site, capsys, command, monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    install(packages)
    with_plugin(site, "zhushu-exampel")
    assert cli.run([*command, "--site", str(site)]) == 1
    said = capsys.readouterr()
    assert "没有安装插件“zhushu-exampel”（是否指“zhushu-example”？）" in said.err + said.out


def test_the_command_lists_what_is_installed_and_whether_it_is_used(packages, site, capsys):
    install(packages)
    failing(packages, "pages", "")
    assert cli.run(["plugins", "--site", str(site), "--format", "json"]) == 0
    listed = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    assert listed["zhushu-example"]["version"] == "1.0"
    assert listed["zhushu-example"]["on"] is True
    assert {"group": "readers", "name": "csvtext"} in listed["zhushu-example"]["adds"]
    assert listed["zhushu-bad"]["on"] is False
    assert cli.run(["plugins", "--site", str(site)]) == 0
    assert "zhushu-example 1.0" in capsys.readouterr().out


def test_a_package_of_entries_is_listed_and_not_imported(packages, site, capsys):
    install(packages, "zhushu-words", points={"zhushu.glossaries": {"words": "zhushu_words"}}, code="1 / 0\n")
    (site / "site.toml").write_text('title = "小站"\n[[glossaries]]\npackage = "words"\n', encoding="utf-8")
    assert cli.run(["plugins", "--site", str(site), "--format", "json"]) == 0
    (listed,) = [one for one in json.loads(capsys.readouterr().out) if one["name"] == "zhushu-words"]
    assert listed["on"] is True
    assert listed["adds"] == [{"group": "glossaries", "name": "words"}]


def test_an_unknown_format_is_wrong_usage(packages, site, capsys):
    install(packages)
    assert cli.run(["export", "--site", str(site), "--format", "nmaes"]) == 2
    assert "names" in capsys.readouterr().err
