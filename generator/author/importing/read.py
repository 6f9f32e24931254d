"""Files of other programs → articles: raw text, web pages, Word, PDF text, Markdown of other programs, WordPress."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from msgspec.structs import replace

from generator.author.importing import posts, sites, wordpress
from generator.author.importing.article import Imported
from generator.author.importing.documents import from_docx_file, from_page_file, from_pdf_text
from generator.author.importing.finish import MARKDOWN, finished_article, stem_of, with_date
from generator.author.importing.folders import PAGES, SUFFIXES
from generator.author.importing.note import Around
from generator.author.importing.pages import markdown_of
from generator.author.importing.pdf_lines import is_from_pdf
from generator.author.importing.post_files import from_post_file, from_wordpress_post
from generator.author.importing.titles import with_title
from generator.core.draft import Source
from generator.core.errors import Place, Problem, Text
from generator.readers import decode, load_file, read

GLOSSARIES = (".csv", ".tsv", ".toml", ".yaml", ".yml", ".tbx", ".jsonld", ".ttl", ".rdf")
PASTED = "pasted"
"""Placeholder name for a text without a file, until its title is known."""
BROKEN = ("bad-yaml", "bad-toml", "bad-front-matter", "duplicate-key")
"""Problems that make front matter unreadable. Such an article is not imported."""
GLOSSARY = (
    Text("这不是文章", "this is no article"),
    Text("词表用 zhushu glossary import 导入", "zhushu glossary import brings in glossaries"),
)
NO_EXPORT = (
    Text("不是 WordPress 的导出文件", "this is no export of WordPress"),
    Text("支持 .txt .html .md 和 WordPress 的 .xml", "known are .txt .html .md and WordPress's .xml"),
)
TOO_DEEP = Text("标记套得太深，无法转换", "its markup is nested too deeply to be converted")
HEAD = 4000
"""How many characters are examined to detect the type of a file."""


def from_file(path: Path, shown: str, around: Around | None = None) -> Iterator[Imported | Problem]:
    """The articles in a file, or why there are none. `shown` is its name in messages."""
    try:
        yield from _from_file(path, shown, around or Around(path.parent))
    except RecursionError:
        yield Problem("error", "too-deep", Place(shown), TOO_DEEP)


def _from_file(path: Path, shown: str, around: Around) -> Iterator[Imported | Problem]:
    if path.suffix.lower() == ".xml" and path.is_file():  # reading a pipe would block
        yield from _from_xml(path, shown)
        return
    if path.suffix.lower() == ".docx" and path.is_file():
        yield from_docx_file(path, shown)
        return
    if path.suffix.lower() in GLOSSARIES and path.is_file():
        yield Problem("error", "unknown-format", Place(shown), *GLOSSARY)
        return
    source = load_file(path)
    if isinstance(source, Problem):
        yield source._replace(place=Place(shown))
    elif not source.text.strip():
        yield Problem("error", "empty", Place(shown), Text("是空的", "this is empty"))
    else:
        suffix = path.suffix.lower() if path.suffix.lower() in SUFFIXES else _suffix_of(source.text)
        yield _imported(replace(source, path=f"{stem_of(path)}{suffix}"), path, shown, around)


def from_bytes(data: bytes, shown: str, folder: Path) -> Imported | Problem:
    """The article in pasted text, whose type (page, Markdown or raw text) is detected. Pictures are found in `folder`."""
    text, problems = decode(data, shown)
    if problems:
        return problems[0]
    if not text.strip():
        return Problem("error", "empty", Place(shown), Text("没有内容", "there is nothing in it"))
    name = f"{PASTED}{_suffix_of(text)}"
    try:
        article = _imported(Source(name, text, ""), folder / name, shown, Around(folder))
        return article if isinstance(article, Problem) else with_title(article, PASTED)
    except RecursionError:
        return Problem("error", "too-deep", Place(shown), TOO_DEEP)


def _suffix_of(text: str) -> str:
    """`.html` for markup at the beginning, `.md` for front matter or several signs of Markdown, else `.txt`."""
    head = text[:HEAD].lstrip()
    if re.match(r"<(?:!doctype|html|head|body|article|section|div|p|h\d|meta)\b", head, re.IGNORECASE):
        return ".html"
    signs = re.findall(r"^(?:#{1,6} \S|```|> \S|[-*] \S|\d+\. \S|\|.*\|$)|\]\(\S+\)|\*\*\S", text[:HEAD], re.MULTILINE)
    return ".md" if head.startswith(("---\n", "+++\n")) or len(signs) >= 2 else ".txt"


def _imported(source: Source, path: Path, shown: str, around: Around) -> Imported | Problem:
    """The article in `source`, which was read from `path`, or a problem if its front matter cannot be read."""
    if PurePosixPath(source.path).suffix in MARKDOWN:
        site = sites.site_of(path)
        post = posts.from_markdown(source, site, drafts="_drafts" in path.parts)
        if broken := next((problem for problem in post.draft.problems if problem.code in BROKEN), None):
            return broken._replace(
                place=Place(shown, broken.place.line),
                hint=broken.hint or Text("改好以后再导入", "mend it and import it again"),
            )
        return from_post_file(post, site, path, shown, around)
    if PurePosixPath(source.path).suffix in PAGES and source.text.startswith("---") and (site := sites.site_of(path)):
        return from_post_file(posts.from_html(source, drafts="_drafts" in path.parts), site, path, shown, around)
    if PurePosixPath(source.path).suffix in PAGES:
        return from_page_file(source, path, shown)
    if is_from_pdf(source.text):
        return from_pdf_text(source, path, shown)
    draft = with_date(read(source), path)
    draft = replace(
        draft, problems=tuple(one for one in draft.problems if one.code != "left-out-line")
    )  # shown by its role
    return finished_article(draft, markdown_of(draft), path, Place(shown))


def _from_xml(path: Path, shown: str) -> Iterator[Imported | Problem]:
    with path.open("rb") as file:
        head = file.read(HEAD).decode("utf-8", "replace")
    if not wordpress.is_export(head):
        yield Problem("error", "unknown-format", Place(shown), *NO_EXPORT)
        return
    for post in wordpress.posts(path, shown):
        yield post if isinstance(post, Problem) else from_wordpress_post(post, path, shown)
