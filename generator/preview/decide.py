"""The author's decisions: written to the glossary, tried at once, taken back if the site no longer builds or the author
says so.
"""

import asyncio
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from generator import annotate
from generator.article.compose import Finds
from generator.article.job import settings_of
from generator.author import edits as desk
from generator.core.article import Article
from generator.core.entry import TYPES, Entry, Type
from generator.core.errors import SiteError, Text
from generator.core.settings import AnnotateSettings, Config
from generator.preview.context import context
from generator.preview.review import candidates, matching, review
from generator.preview.workshop import Workshop
from generator.settings.keys import TYPE_NAMES


class Refused(Exception):  # noqa: N818  it is an answer and not an error: the author is told what to do instead
    """A decision that is not carried out, with an HTTP status and the reason."""

    def __init__(self, status: int, message: Text) -> None:
        self.status = status
        self.message = message
        super().__init__(message.en)


class Step(NamedTuple):
    """A decision that was carried out."""

    said: Text
    edit: desk.Edit


class Decisions:
    """All decisions of one run of the preview, the last one on top."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self._steps: list[Step] = []
        self._busy = asyncio.Lock()

    async def review(self, article: Article) -> Mapping[str, Any]:
        """The panel's data for an article. Raises SiteError where the site has errors."""
        finds = await self.workshop.finds(article)
        return {**await asyncio.to_thread(self._told, article, finds), "undo": self._undoable()}

    def _told(self, article: Article, finds: Finds) -> Mapping[str, Any]:
        found = annotate.suggest(finds.draft.body.passages, finds.spans, finds.glossary, self._settings)
        return review(article, finds, candidates(finds, found))

    def entries(self, query: str) -> list[Mapping[str, Any]]:
        """Entries to choose from; see `review.matching`."""
        library = self.workshop.site.library
        return list(matching(library.entries, query)) if library else []

    async def act(self, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        """Carry out a decision and rebuild. Raises Refused or SiteError; nothing is changed then."""
        async with self._busy:
            if self.workshop.failed:
                raise Refused(409, Text("网站里还有错误，先改好它们", "The site has errors; mend them first"))
            step = await self._plan(asked)
            await self._write(step.edit, asked)
            self._steps.append(step)
            return self._answer(step.said)

    async def undo(self, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        """Take back the last decision. Raises SiteError where its file was changed since."""
        async with self._busy:
            if not self._steps:
                raise Refused(409, Text("没有可以撤销的操作", "There is nothing to undo"))
            said, edit = self._steps[-1]
            await self._write(desk.inverse(edit), asked)
            self._steps.pop()
            return self._answer(Text(f"已撤销：{said.zh}", f"Undone: {said.en}"))

    async def _write(self, edit: desk.Edit, asked: Mapping[str, Any]) -> None:
        """Write `edit` and show what comes of it; where that is an error, take the edit back and raise SiteError.

        The page that the request names is shown first; the build follows by itself, as after every save.
        """
        root, article = self.workshop.site.root, self.workshop.article_at(str(asked.get("page", "")))
        await asyncio.to_thread(desk.write, root, edit)
        try:
            await self._show(article, edit.path)
        except SiteError:
            await asyncio.to_thread(desk.write, root, desk.inverse(edit))
            await self.workshop.rebuild(frozenset((edit.path,)))
            raise

    async def _show(self, article: Article | None, path: str) -> None:
        """Show what comes of a change of the file `path`. Raises SiteError where the site now has errors."""
        if article is not None and await self.workshop.show_decision(article):
            self.workshop.look()
            return
        done = await self.workshop.rebuild(frozenset((path,)), tell=False)
        if done.report is None:
            raise SiteError(done.problems)
        self.workshop.tell(done)

    async def _plan(self, asked: Mapping[str, Any]) -> Step:
        """What a request asks for, as an edit. Raises Refused or SiteError."""
        root = self.workshop.site.root
        text = _said(asked, "text")
        match asked.get("do"):
            case "add":
                kind = cast("Type", _one_of(asked, "type", TYPES))
                edit = await asyncio.to_thread(
                    desk.add_entry, root, text, kind, _said(asked, "definition", needed=False)
                )
                return Step(Text(f"“{text}”加为{TYPE_NAMES[kind].zh}", f"“{text}” added as {kind}"), edit)
            case "alias":
                entry = self._entry(asked)
                return Step(
                    Text(f"“{text}”加为“{entry.name}”的别名", f"“{text}” added as an alias of “{entry.name}”"),
                    await asyncio.to_thread(desk.add_alias, root, entry, text),
                )
            case "never":
                return await self._never(asked, text)
            case "here" | "not-here" as rule:
                return await self._rule(asked, text, "always" if rule == "here" else "never")
        raise Refused(400, Text("不认识这个操作", "This action is not known"))

    async def _never(self, asked: Mapping[str, Any], text: str) -> Step:
        """The word is never marked: by a rule of its entry, or, where it has none, by the list of such words."""
        root = self.workshop.site.root
        said = Text(f"“{text}”不再标注", f"“{text}” is never marked")
        if asked.get("entry") is None:
            return Step(said, await asyncio.to_thread(desk.ignore, root, text))
        return Step(said, await asyncio.to_thread(desk.add_rule, root, self._entry(asked), "never", text))

    async def _rule(self, asked: Mapping[str, Any], text: str, rule: str) -> Step:
        """The find at a place of an article is marked, or is not, there and wherever the same words stand around it."""
        entry = self._entry(asked)
        article = self.workshop.article_at(_said(asked, "page"))
        if article is None:
            raise Refused(404, Text("这个页面不是文章", "This page is not an article"))
        passages = (await self.workshop.finds(article)).draft.body.passages
        number, start = asked.get("passage"), asked.get("start")
        if not (
            isinstance(number, int)
            and isinstance(start, int)
            and 0 <= number < len(passages)
            and start >= 0
            and passages[number].text.startswith(text, start)
        ):
            raise Refused(
                409, Text("文章在这期间改过：刷新页面再试", "The article has changed in the meantime: reload the page")
            )
        around = await asyncio.to_thread(
            context, passages[number].text, start, start + len(text), annotate.words_of(self._settings)
        )
        if around == text:
            raise Refused(
                409,
                Text(
                    f"“{text}”前后没有别的字，说不清是“这里”；可以选“从不标注”",
                    f"Nothing stands next to “{text}” that would tell this place from others; “never mark” is left",
                ),
            )
        said = (
            Text(f"在“{around}”里标注“{text}”", f"“{text}” is marked in “{around}”")
            if rule == "always"
            else Text(f"在“{around}”里不标“{text}”", f"“{text}” is not marked in “{around}”")
        )
        return Step(said, await asyncio.to_thread(desk.add_rule, self.workshop.site.root, entry, rule, around))

    @property
    def _settings(self) -> AnnotateSettings:
        """By which the site is annotated now."""
        library = self.workshop.site.library
        return settings_of(library.config if library else Config(), self.workshop.site.root / ".cache")

    def _entry(self, asked: Mapping[str, Any]) -> Entry:
        library = self.workshop.site.library
        view = library.entries.get(_said(asked, "entry")) if library else None
        if view is None:
            raise Refused(404, Text("没有这个词条", "There is no such entry"))
        return view.entry

    def _undoable(self) -> str | None:
        return self._steps[-1].said.of(self.workshop.language) if self._steps else None

    def _answer(self, said: Text) -> Mapping[str, Any]:
        return {"done": said.of(self.workshop.language), "undo": self._undoable(), "build": self.workshop.number}


def _said(asked: Mapping[str, Any], key: str, *, needed: bool = True) -> str:
    """The text under `key` of a request. Raises Refused."""
    value = asked.get(key, "")
    if not isinstance(value, str) or (needed and not value.strip()):
        raise Refused(400, Text(f"请求里缺少 {key}", f"The request lacks {key}"))
    if any("\ud800" <= char <= "\udfff" for char in value):  # half a character: JSON can write it, no file can hold it
        raise Refused(400, Text(f"{key} 里有无法保存的字符", f"{key} has a character that cannot be saved"))
    return value


def _one_of(asked: Mapping[str, Any], key: str, choices: tuple[str, ...]) -> str:
    value = _said(asked, key)
    if value not in choices:
        raise Refused(400, Text(f"{key} 不能是“{value}”", f"{key} cannot be “{value}”"))
    return value
