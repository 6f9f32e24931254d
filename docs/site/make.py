"""Makes the source of the documentation's own site: docs/*.md, sorted by language, in the skeleton beside this file.

`python docs/site/make.py FOLDER` (see `make docs`). FOLDER is made anew, but for its `.cache/`.
"""

import re
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DOCS = HERE.parent
REPOSITORY = "https://github.com/zhushu/zhushu/blob/main"
LINK = re.compile(r"(?<=\]\()(?P<path>[^)#:\s]+)(?P<part>#[^)\s]*)?(?=\))")
CODE = re.compile(r"^ {0,3}(```+|~~~+).*?^ {0,3}\1`*~*[ \t]*$|(?P<ticks>`+)[^\n]*?(?P=ticks)", re.DOTALL | re.MULTILINE)


def place(name: str) -> str:
    """Where a document stands in the site: `guide.zh.md` → `zh/guide.md`, `guide.md` → `en/guide.md`."""
    stem = name.removesuffix(".md")
    return f"zh/{stem.removesuffix('.zh')}.md" if stem.endswith(".zh") else f"en/{stem}.md"


def target(path: str) -> str:
    """The address of a link of a document, as seen from its place in the site."""
    if path.startswith("../") or not path.endswith((".md", ".png", ".webp", ".svg")):
        return f"{REPOSITORY}/{path.removeprefix('../')}" if path.startswith("../") else f"{REPOSITORY}/docs/{path}"
    return f"../{place(path)}" if path.endswith(".md") else f"../{path}"


def rewritten(text: str) -> str:
    """A document with its links led to where the site has their targets; code stays."""
    pieces, end = [], 0
    for code in CODE.finditer(text):
        pieces += [_linked(text[end : code.start()]), code[0]]
        end = code.end()
    return "".join([*pieces, _linked(text[end:])])


def _linked(text: str) -> str:
    return LINK.sub(lambda found: target(found["path"]) + (found["part"] or ""), text)


def make(folder: Path) -> list[str]:
    """Write the site's source to `folder`; returns the pages."""
    for old in ("content", "site.toml"):
        if (folder / old).is_dir():
            shutil.rmtree(folder / old)
    shutil.copytree(HERE, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("make.py", "__pycache__"))
    pages = folder / "content/pages"
    shutil.copytree(DOCS / "images", pages / "images")
    made = []
    for document in sorted(DOCS.glob("*.md")):
        at = place(document.name)
        front = "" if at.startswith("zh/") else "---\nlanguage: en\n---\n"
        (pages / at).write_text(front + rewritten(document.read_text(encoding="utf-8")), encoding="utf-8")
        made.append(at)
    return made


if __name__ == "__main__":
    make(Path(sys.argv[1]))
