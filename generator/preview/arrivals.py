"""Imports articles through the browser: a pasted or dropped text is read as by `import`, shown, corrected by the author,
and written as a draft.

The imported article is kept here until then; the browser sends back only the corrections.
"""

import asyncio
import base64
import binascii
import os
import re
import tempfile
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path, PurePosixPath
from secrets import token_hex
from typing import Any

from msgspec.structs import replace

from generator.author.edits import articles
from generator.author.edits.files import inside, remove
from generator.author.importing import blocks, keeping
from generator.author.importing.article import Imported
from generator.author.importing.folders import SUFFIXES
from generator.author.importing.read import from_bytes, from_file
from generator.core.errors import Place, Problem, SiteError, Text, raise_errors
from generator.core.names import slug_of
from generator.core.texts import shortened
from generator.preview.asked import Refused, text_of
from generator.preview.live import as_json
from generator.preview.workshop import Workshop
from generator.readers.front_matter.meta import meta_of

WAITING = 4
"""Maximum number of texts that are kept; the oldest are dropped."""
SHOWN = 400
"""Characters of a block that are shown."""
FORM = ("title", "date", "tags", "author", "description", "draft")
"""Keys of the front matter that the form has."""
DAY = re.compile(r"\d{4}-\d\d-\d\d")
DEPTH = "a/b/c/d/e/f/g/h/i"
"""A text is read in a folder this deep, so that no other folder is mistaken for the site that it comes from."""


class Arrivals:
    """The imported texts that are not yet articles."""

    def __init__(self, workshop: Workshop) -> None:
        self._shop = workshop
        self._waiting: OrderedDict[str, tuple[Imported, Sequence[blocks.Block]]] = OrderedDict()
        self._busy = asyncio.Lock()

    async def read(self, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        """The classification of a text or file. Raises Refused or SiteError if there is no article in it."""
        name, data = text_of(asked, "name", needed=False), _data(asked)
        article = await asyncio.to_thread(_article, name, data, asked.get("modified"))
        if isinstance(article, Problem):
            raise SiteError([article])
        rows = blocks.aligned(article.body, article.classified)
        handle = token_hex(8)
        self._waiting[handle] = article, rows
        while len(self._waiting) > WAITING:
            self._waiting.popitem(last=False)
        language = self._shop.language
        return {
            "handle": handle,
            "slug": keeping.free(self._shop.site.root, article.slug),
            "front": {key: _shown(article.front.get(key, [] if key == "tags" else "")) for key in FORM},
            "guessed": {
                one.role: one.why.of(language)
                for one in article.classified
                if one.role in ("title", "date") and one.sure <= blocks.GUESSED
            },
            "others": [key for key in article.front if key not in FORM],
            "rows": [_row(row, language) for row in rows],
            "pictures": [{"name": name, "bytes": len(data)} for name, data in article.files.items()],
            "problems": [as_json(problem, language) for problem in article.problems],
        }

    def slug(self, title: str) -> Mapping[str, Any]:
        """A free name for an article of that title."""
        return {"slug": keeping.free(self._shop.site.root, articles.slug_for(title))}

    async def create(self, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        """Write an imported text as a new article, with the author's corrections, and show it. Raises Refused or SiteError,
        and then leaves no files behind.
        """
        waiting = self._waiting.get(text_of(asked, "handle"))
        if waiting is None:
            raise Refused(410, "预览重新启动过：请再读一次这篇文字", "The preview was restarted: read the text again")
        article, rows = waiting
        slug = _slug(asked)
        ready = replace(article, slug=slug, front=_front(article, asked), body=blocks.joined(_corrected(rows, asked)))
        if not ready.body.strip():
            raise Refused(400, "正文是空的：至少留下一段", "The text is empty: keep a paragraph at least")
        async with self._busy:
            if self._shop.failed:
                raise Refused(409, "网站里还有错误，先改好它们", "The site has errors; mend them first")
            path, _ = keeping.placed(ready, slug)
            if not await asyncio.to_thread(keeping.write_as, ready, self._shop.site.root, slug):
                free = keeping.free(self._shop.site.root, slug)
                raise Refused(409, f"已经有“{slug}”了，可用 {free}", f'There is a "{slug}" already; {free} is free')
            done = await self._shop.rebuild(frozenset((path,)), tell=False)
            if done.report is None:
                await asyncio.to_thread(_take_back, self._shop.site.root, ready, slug)
                await self._shop.rebuild(frozenset((path,)))
                raise SiteError(done.problems)
        self._shop.tell(done)
        del self._waiting[asked["handle"]]
        return {"path": path, "url": self._shop.moved(path)}


def _data(asked: Mapping[str, Any]) -> bytes:
    """The bytes of a request's `text` or `data` (base64). Raises Refused."""
    if "data" not in asked:
        return text_of(asked, "text").encode()
    try:
        return base64.b64decode(text_of(asked, "data"), validate=True)
    except (binascii.Error, ValueError):
        raise Refused(400, "文件没有完整传到", "The file did not arrive whole") from None


def _article(name: str, data: bytes, modified: object) -> Imported | Problem:
    """The article in the bytes of a file of that name, or in what was pasted."""
    shown = PurePosixPath(name.replace("\\", "/")).name or Text("粘贴的文字", "pasted text").zh
    with tempfile.TemporaryDirectory(prefix="zhushu-") as top:
        folder = Path(top, DEPTH)
        folder.mkdir(parents=True)
        if not name:
            return from_bytes(data, shown, folder)
        suffix = PurePosixPath(shown).suffix.lower()
        if suffix not in SUFFIXES or suffix == ".xml":
            return _unknown(shown)
        file = folder / f"{slug_of(PurePosixPath(shown).stem)}{suffix}"
        file.write_bytes(data)
        if isinstance(modified, int | float) and 0 < modified < 1e14:
            with suppress(OSError, OverflowError):
                os.utime(file, (modified / 1000, modified / 1000))
        return next(iter(from_file(file, shown)), _unknown(shown))


def _unknown(shown: str) -> Problem:
    return Problem(
        "error",
        "unknown-format",
        Place(shown),
        Text("这里不能读取这种文件", "a file of this kind cannot be read here"),
        Text(
            "可以用 .txt .md .html .docx；别的程序导出的整个网站用 zhushu import",
            "it can be .txt, .md, .html or .docx; whole sites of other programs are for zhushu import",
        ),
    )


def _row(row: blocks.Block, language: str) -> Mapping[str, object]:
    said = row.said
    return {
        "role": row.role,
        "text": shortened(row.text, SHOWN),
        "line": said.line if said else 0,
        "sure": said.sure if said else 1.0,
        "why": said.why.of(language) if said else "",
    }


def _shown(value: object) -> object:
    """A value of the front matter as a form has it."""
    if isinstance(value, list | tuple):
        return [str(item) for item in value]
    return value if isinstance(value, bool) else str(value)


def _slug(asked: Mapping[str, Any]) -> str:
    """The file name that the author gave. Raises Refused if it is invalid."""
    slug = text_of(asked, "slug").strip()
    if slug != slug_of(slug) or slug.startswith("_"):
        fit = slug_of(slug).lstrip("_")
        raise Refused(400, f"“{slug}”不能做文件名，可写 {fit}", f'"{slug}" cannot be a file name; write {fit}')
    return slug


def _front(article: Imported, asked: Mapping[str, Any]) -> Mapping[str, object]:
    """The front matter with the values of the form. Raises SiteError for an invalid value."""
    form = asked.get("front")
    if not isinstance(form, dict) or any(key not in FORM for key in form):
        raise Refused(400, "请求里缺少 front", "The request lacks front")
    said: dict[str, object] = {}
    for key, value in form.items():
        if key == "tags":
            said[key] = [str(tag).strip() for tag in value if str(tag).strip()] if isinstance(value, list) else []
        else:
            said[key] = value if isinstance(value, bool) else " ".join(text_of(form, key, needed=False).split())
    front = {key: value for key, value in {**dict.fromkeys(FORM), **article.front, **said}.items() if value}
    if DAY.fullmatch(day := str(front.get("date", ""))):
        with suppress(ValueError):  # no such day: told below
            front["date"] = date.fromisoformat(day)  # written without quotation marks
    _, problems = meta_of(front, lambda _: Place(f"{articles.FOLDER}/{asked.get('slug', '')}.md"))
    raise_errors(problems)
    return front


def _corrected(rows: Sequence[blocks.Block], asked: Mapping[str, Any]) -> list[blocks.Block]:
    """The rows in the roles that their author gave them. Raises Refused."""
    roles = asked.get("roles", {})
    try:
        return [
            blocks.corrected(row, str(roles[str(number)])) if str(number) in roles else row
            for number, row in enumerate(rows)
        ]
    except (ValueError, TypeError):
        raise Refused(400, "有一段不能这样改", "A block cannot be changed so") from None


def _take_back(root: Path, article: Imported, slug: str) -> None:
    """Remove what `keeping.write_as` wrote, if nobody changed it since."""
    path, data = keeping.placed(article, slug)
    written = {path: data, **{f"{articles.FOLDER}/{slug}/{name}": one for name, one in article.files.items()}}
    for name, content in written.items():
        with suppress(SiteError):
            remove(root, articles.FOLDER, name, content)
    with suppress(OSError):
        inside(root, articles.FOLDER, f"{articles.FOLDER}/{slug}").rmdir()  # only if it is empty
