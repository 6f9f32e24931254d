"""Problems that a build reports about the site as a whole: files skipped, articles held back, faults of the system."""

import errno
import re
import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.core.clock import display
from generator.core.errors import Place, Problem, Text, because
from generator.core.library import Library
from generator.core.texts import some
from generator.core.visibility import Verdict

NO_CONTENT = Problem(
    "error",
    "no-content",
    Place("content"),
    Text("没有 content/ 目录", "there is no folder content/"),
    Text(
        "文章放在 content/articles/；要新建网站，用 zhushu init",
        "articles belong in content/articles/; zhushu init makes a new site",
    ),
)


def workers_killed(count: int) -> Problem:
    """A warning that `count` worker processes were killed."""
    return Problem(
        "warning",
        "worker-killed",
        Place("."),
        Text(
            f"有工作进程被杀死（{count} 次），它的工作已经重做；多半是内存不够",
            f"a worker process was killed ({count} ×) and its work done again; most likely memory ran out",
        ),
        Text("用 --jobs 1 占内存最少", "--jobs 1 takes the least memory"),
    )


PLACES = tuple(f"{folder}/" for folder in ("content/articles", "content/pages", "content/glossary", "content/static"))
DOCUMENTS = (".docx", ".doc", ".wps", ".odt", ".rtf", ".pages")
"""Suffixes of word processors."""
README = re.compile(r"/readme[^/]*\Z", re.IGNORECASE)
TEXTS = (".md", ".markdown", ".txt", ".html", ".htm")
WHERE = Text(
    "文章放进 content/articles/，单独的页面放进 content/pages/",
    "articles belong in content/articles/, pages in content/pages/",
)


def not_shown(paths: Iterable[str], site: Library) -> list[Problem]:
    """Notes of texts below content/ that are on no page: in a folder of another name, or of a word processor and unlinked."""
    strays: dict[str, list[str]] = {}
    documents: list[str] = []
    for path in paths:
        if path.startswith(PLACES):
            documents += [path] if path.startswith(PLACES[:2]) and path.lower().endswith(DOCUMENTS) else []
        elif path.startswith("content/") and path.lower().endswith((*TEXTS, *DOCUMENTS)) and not README.search(path):
            folder = "/".join(path.split("/")[:2]) if path.count("/") > 1 else "content"
            strays.setdefault(folder, []).append(path.removeprefix(f"{folder}/"))
    if documents:
        linked = {file for one in (*site.articles, *site.pages, *site.unlisted) for file in one.files.values()}
        documents = [path for path in documents if path not in linked]
    return [
        *(_not_shown(folder, found, WHERE) for folder, found in strays.items()),
        *(_not_shown(path, (), _import_it(path)) for path in documents),
    ]


def _not_shown(path: str, names: Sequence[str], hint: Text) -> Problem:
    said = Text(f"：{some(names, '、')}", f": {some(names, ', ')}") if names else Text("", "")
    message = Text(f"没有放进网站{said.zh}", f"not part of the site{said.en}")
    return Problem("note", "misplaced", Place(path), message, hint)


def _import_it(path: str) -> Text:
    if path.lower().endswith(".docx"):
        return Text(f"用 zhushu import {shlex.quote(path)} 导入", f"zhushu import {shlex.quote(path)} brings it in")
    return Text("另存为 .docx，再用 zhushu import 导入", "save it as .docx, and bring that in with zhushu import")


SKIPPED = {
    "outside-link": Text(
        "这个符号链接没有指向 content/（或 layouts/）里看得见的文件，或指回自己，已略过",
        "this symbolic link leads to no visible file in content/ (or layouts/), or back to itself; it is left out",
    ),
    "bad-name": Text("文件名不是 UTF-8，已略过：请改名", "this name is not UTF-8, and is left out: rename it"),
    "linked-folder": Text(
        "这个目录不能是符号链接：别处的文件会被发布出去",
        "this folder may not be a symbolic link: files from elsewhere would be published",
    ),
    "special": Text(
        "这是管道、套接字或设备，不是文件，已略过",
        "this is a pipe, a socket or a device and no file; it is left out",
    ),
    "too-deep": Text("文件夹套得太深，已略过", "folders are nested too deeply here; this one is left out"),
    "no-folder": Text(
        "这里应该是文件夹，却是文件、管道或设备：移走它，或改名",
        "this should be a folder, but is a file, a pipe or a device: move it away, or rename it",
    ),
    "unreadable": Text(
        "无法读取这个文件夹：没有权限，或者磁盘有问题",
        "this folder cannot be read: no permission, or the disk has a fault",
    ),
}
"""Why a path is skipped, by the code from `scan`."""
STOPPING = ("unreadable", "linked-folder", "no-folder")
"""Codes without which the site would lack a whole folder."""


def skipped(path: str, why: str) -> Problem:
    """A problem for a path that `scan` skipped, by its code."""
    shown = path.encode("utf-8", "backslashreplace").decode()
    return Problem("error" if why in STOPPING else "warning", why, Place(shown), SKIPPED[why])


def io_problem(error: OSError, root: Path) -> Problem:
    """A file system error, with a hint how to fix it."""
    name = str(error.filename2 or error.filename or root)  # the second is what a file was to be renamed to
    path = Path(name)
    place = Place(path.relative_to(root).as_posix() if path.is_relative_to(root) else name)
    if error.errno == errno.EEXIST:  # a folder was to be made
        return Problem("error", "io", place, SKIPPED["no-folder"])
    hint = Text(
        "检查磁盘空间和权限；已生成的网站没有改动",
        "check free space and permissions; the site built before is as it was",
    )
    return Problem("error", "io", place, because(error, "读写失败", "could not be read or written"), hint)


MAX_NAMES = 5
"""Maximum number of names in a note."""
BY_PATH = {
    "underscore": Text(
        "名称以 _ 开头，没有发布（与 Jekyll、Hugo、Hexo 相同）",
        "the name begins with _, so it is not published (as in Jekyll, Hugo and Hexo)",
    ),
    "section page": Text(
        "这是 Hugo 的栏目页，这里没有这种页面，没有发布",
        "this is Hugo's page of a section, of which there are none here; it is not published",
    ),
}
RENAME = Text("要发布就改名", "rename it to publish it")


def held_back(held: Sequence[tuple[str, Verdict]]) -> list[Problem]:
    """Notes on unpublished articles: one for each that its date or name holds back, one for all drafts, one for all
    private ones. Nothing that an author wrote is left out silently.
    """
    notes = [problem for path, verdict in held if (problem := _of_article(path, verdict))]
    for standing, code, what in (
        ("draft", "drafts", Text("草稿", "draft")),
        ("private", "private", Text("私密文章", "private article")),
    ):
        paths = [path for path, verdict in held if verdict.standing == standing and verdict.because not in BY_PATH]
        notes += [_of_group(paths, code, what)] if paths else []
    return notes


def _of_article(path: str, verdict: Verdict) -> Problem | None:
    place = Place(path, 1)
    if verdict.standing == "scheduled" and verdict.at:
        when = display(verdict.at)
        message = Text(f"定于 {when} 发布，现在还没有", f"is to be published at {when}, not yet")
        hint = Text(
            "到时候重新生成才会出现；现在就要，用 --future",
            "it appears with the first build after that; --future shows it now",
        )
        return Problem("note", "scheduled", place, message, hint)
    if verdict.standing == "expired" and verdict.at:
        when = display(verdict.at)
        return Problem("note", "expired", place, Text(f"{when} 已到期，不再发布", f"ended at {when}; not published"))
    if verdict.because in BY_PATH:
        return Problem("note", "not-published", place, BY_PATH[verdict.because], RENAME)
    return None


def _of_group(paths: Sequence[str], code: str, what: Text) -> Problem:
    names = [path.removeprefix("content/articles/").removeprefix("content/") for path in sorted(paths)]
    more = len(names) > MAX_NAMES
    listed = Text(
        "、".join(names[:MAX_NAMES]) + (" 等" if more else ""), ", ".join(names[:MAX_NAMES]) + (" …" if more else "")
    )
    count = len(names)
    plural = "" if count == 1 else "s"
    return Problem(
        "note",
        code,
        Place("content"),
        Text(f"{count} 篇{what.zh}没有发布：{listed.zh}", f"{count} {what.en}{plural} not published: {listed.en}"),
    )
