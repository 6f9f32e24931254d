"""`zhushu glossary diff`: the old marks and the difference are the new marks."""

import json
import subprocess
from collections import Counter

import pytest

from generator import cli
from generator.pipeline import changes


@pytest.fixture
def site(tmp_path):
    root = tmp_path / "site"
    (root / "content/articles").mkdir(parents=True)
    (root / "content/glossary").mkdir()
    (root / "site.toml").write_text('entities = "listed"\n', encoding="utf-8")
    (root / "content/articles/a.md").write_text(
        "---\ntitle: 甲\n---\n数据中台很好。\n\n边缘计算也好。\n", encoding="utf-8"
    )
    (root / "content/glossary/a.toml").write_text(
        '[[entry]]\nname = "数据中台"\ndefinition = "一层。"\n\n[[entry]]\nname = "湖仓"\ndefinition = "二。"\n',
        encoding="utf-8",
    )
    for words in (("init", "-q"), ("add", "-A"), ("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a")):
        subprocess.run(["git", *words], cwd=root, check=True)
    return root


def run(site, capsys, *words):
    code = cli.run(["glossary", "diff", "--site", str(site), *words])
    return code, capsys.readouterr()


def test_the_old_marks_and_the_difference_are_the_new_marks(site, capsys):
    before = Counter(changes._marks(changes._collected(site)))
    (site / "content/glossary/a.toml").write_text(
        '[[entry]]\nname = "边缘计算"\ndefinition = "近处。"\n\n[[entry]]\nname = "湖仓"\ndefinition = "二。"\n',
        encoding="utf-8",
    )
    found = changes.changes(site, "HEAD")
    after = Counter(changes._marks(changes._collected(site)))
    assert before - Counter(found.gone) + Counter(found.new) == after
    assert (len(found.new), len(found.gone), found.places, found.articles) == (1, 1, 2, 1)
    code, said = run(site, capsys, "--format", "github")
    assert code == 0
    assert "::notice file=content/articles/a.md,line=6::" in said.out


def test_a_changed_definition_touches_the_places_of_its_marks(site, capsys):
    text = (site / "content/glossary/a.toml").read_text(encoding="utf-8")
    (site / "content/glossary/a.toml").write_text(text.replace("一层。", "另一层。"), encoding="utf-8")
    code, said = run(site, capsys, "HEAD", "--format", "json")
    found = json.loads(said.out)
    assert code == 0
    assert (found["places"], found["articles"], found["new"], found["gone"]) == (1, 1, [], [])
    assert found["entries"] == ["数据中台"]


def test_an_unknown_revision_is_told(site, capsys):
    code, said = run(site, capsys, "gone")
    assert code == 1
    assert "git" in said.err
    assert "Traceback" not in said.err


def test_a_new_shared_glossary_is_told_and_an_old_one_stays(site, capsys):
    terms = site.parent / "terms.toml"
    terms.write_text('[[entry]]\nname = "边缘计算"\ndefinition = "近处。"\n', encoding="utf-8")
    assert cli.run(["glossary", "add", str(terms), "--site", str(site)]) == 0
    found = changes.changes(site, "HEAD")
    assert [mark.entry for mark in found.new] == ["边缘计算"]
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qam", "b"], cwd=site, check=True)
    found = changes.changes(site, "HEAD")
    assert (found.new, found.gone, found.entries) == ((), (), ())
