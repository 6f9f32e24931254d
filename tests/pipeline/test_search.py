"""The search index: in shards, of which only those are made again whose text changed."""

import re
from pathlib import Path

from generator.pipeline.build import build_site
from generator.site import search

SETTINGS = 'title = "站"\nentities = "off"\n'


def make(root: Path, count: int = 12) -> Path:
    (root / "content/articles").mkdir(parents=True)
    (root / "content/glossary").mkdir()
    (root / "site.toml").write_text(SETTINGS, encoding="utf-8")
    (root / "content/glossary/云梭.md").write_text("一家公司。\n", encoding="utf-8")
    for n in range(count):
        text = f"---\ntitle: 第{n}篇\ndate: 2020-01-{n + 1:02}\n---\n\n云梭的第{n}段。\n"
        (root / f"content/articles/a{n}.md").write_text(text, encoding="utf-8")
    return root


def files(root: Path) -> dict[str, bytes]:
    folder = root / "build"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def indexed(paths) -> set[int]:
    return {search.shard_at(path) for path in paths if re.match(r"pagefind/.*\.pf_", path)}


def test_one_change_makes_one_shard_again(tmp_path, monkeypatch):
    monkeypatch.setattr(search, "MAX_PAGES", 4)
    build_site(make(tmp_path / "a"))
    article = tmp_path / "a/content/articles/a5.md"
    article.write_text(article.read_text("utf-8").replace("第5段", "第五段"), encoding="utf-8")
    report = build_site(tmp_path / "a")
    assert indexed(report.written) == {search.shard_of("articles/a5.html", 4)}
    assert "glossary/云梭.html" in report.written  # the entry's page changed, but not what is searched of it
    make(tmp_path / "b")
    (tmp_path / "b/content/articles/a5.md").write_text(article.read_text("utf-8"), encoding="utf-8")
    build_site(tmp_path / "b")
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_more_shards_as_the_site_grows(tmp_path, monkeypatch):
    monkeypatch.setattr(search, "MAX_PAGES", 4)
    build_site(make(tmp_path / "a", 3))
    assert (tmp_path / "a/build/pagefind/shards.json").read_text() == "1"
    for n in range(3, 12):
        (tmp_path / f"a/content/articles/a{n}.md").write_text(
            f"---\ntitle: 第{n}篇\n---\n\n第{n}段。\n", encoding="utf-8"
        )
    build_site(tmp_path / "a")
    assert (tmp_path / "a/build/pagefind/shards.json").read_text() == "4"
    for n in range(3, 12):
        (tmp_path / f"a/content/articles/a{n}.md").unlink()
    build_site(tmp_path / "a")
    assert not (tmp_path / "a/build/pagefind/1").exists()
