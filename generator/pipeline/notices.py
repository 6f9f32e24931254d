"""What a build tells about articles that it holds back: nothing that an author wrote is left out without a word."""

from collections.abc import Sequence

from generator.core.clock import display
from generator.core.errors import Place, Problem, Text
from generator.core.visibility import Verdict

SHOWN = 5
"""Names of drafts that are listed."""
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


def of(held: Sequence[tuple[str, Verdict]]) -> list[Problem]:
    """A note for each article that its date or its name holds back, one for all drafts, one for all that is private."""
    told = [problem for path, verdict in held if (problem := _one(path, verdict))]
    for standing, code, what in (
        ("draft", "drafts", Text("草稿", "draft")),
        ("private", "private", Text("私密文章", "private article")),
    ):
        paths = [path for path, verdict in held if verdict.standing == standing and verdict.because not in BY_PATH]
        told += [_together(paths, code, what)] if paths else []
    return told


def _one(path: str, verdict: Verdict) -> Problem | None:
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


def _together(paths: Sequence[str], code: str, what: Text) -> Problem:
    names = [path.removeprefix("content/articles/").removeprefix("content/") for path in sorted(paths)]
    more = len(names) > SHOWN
    listed = Text("、".join(names[:SHOWN]) + (" 等" if more else ""), ", ".join(names[:SHOWN]) + (" …" if more else ""))
    count = len(names)
    plural = "" if count == 1 else "s"
    return Problem(
        "note",
        code,
        Place("content"),
        Text(f"{count} 篇{what.zh}没有发布：{listed.zh}", f"{count} {what.en}{plural} not published: {listed.en}"),
    )
