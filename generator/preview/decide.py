"""Carries out the author's decisions: writes them to the glossary or the article, shows the result, and undoes them if
the site no longer builds or the author asks.
"""

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, cast

from generator import annotate
from generator.article.compose import Finds
from generator.article.job import settings_of
from generator.author.edits import Edit, add_alias, add_entry, add_rule, front, ignore, inverse
from generator.core.article import Article
from generator.core.entry import TYPES, Entry, Type
from generator.core.errors import SiteError, Text
from generator.core.settings import AnnotateSettings, Config
from generator.preview.asked import Refused, items_of, number_of, one_of, text_of
from generator.preview.context import context
from generator.preview.details import changes_of
from generator.preview.review import candidates, matching, review, sharing
from generator.preview.steps import Make, Step, Steps, carry_out, merged, take_back
from generator.preview.workshop import Workshop
from generator.readers.emphasis import strong
from generator.readers.plain.bylines import without_bylines
from generator.settings.entry_keys import TYPE_NAMES

WIDE, NARROW = ("site", "article"), ("here", "article", "site")
"""Scopes of decisions; the first is the default."""


class Plan(NamedTuple):
    """A decision before it is carried out."""

    said: Text
    makers: tuple[Make, ...]


class Decisions:
    """All decisions of one run of the preview."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self._steps = Steps(workshop.site.root)
        self._busy = asyncio.Lock()

    async def review(self, article: Article) -> Mapping[str, Any]:
        """The panel's data for an article. Raises SiteError if the site has errors."""
        finds = await self.workshop.finds(article)
        return {**await asyncio.to_thread(self._told, article, finds), **self._undoable()}

    def _told(self, article: Article, finds: Finds) -> Mapping[str, Any]:
        body = finds.draft.body
        found = annotate.suggest(
            without_bylines(body.passages), finds.spans, finds.glossary, self._settings, strong(body)
        )
        return review(article, finds, candidates(finds, found))

    def entries(self, query: str) -> list[Mapping[str, Any]]:
        """Entries to choose from; see `review.matching`."""
        library = self.workshop.site.library
        return list(matching(library.entries, query)) if library else []

    async def act(self, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        """Carry out a decision, or several (`items`) as one, and rebuild. Raises Refused or SiteError; then nothing is
        changed.
        """
        async with self._busy:
            if self.workshop.failed:
                raise Refused(409, "网站里还有错误，先改好它们", "The site has errors; mend them first")
            items, article = items_of(asked), self.workshop.article_at(str(asked.get("page", "")))
            plans = [await self._plan({**item, "page": asked.get("page", "")}) for item in items]
            edits = await self._write([make for plan in plans for make in plan.makers], asked)
            self._steps.add(_summed_up(plans), edits, _typed(items))
            url = self.workshop.moved(article.path) if article else ""
            return {**self._answer(_summed_up(plans)), "url": url}

    async def undo(self, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        """Undo the decision with a `number`, or the last one. Raises SiteError if one of its files was changed since."""
        async with self._busy:
            step = self._steps.find(number_of(asked, "number"))
            if step is None:
                raise Refused(409, "没有可以撤销的操作", "There is nothing to undo")
            if later := self._steps.later(step):
                raise Refused(
                    409,
                    f"后来的“{later.said.zh}”改的是同一个文件，先撤销它",
                    f'The later step "{later.said.en}" changed the same file: undo that first',
                )
            await self._write(_inverses(step), asked)
            self._steps.done.remove(step)
            undone = Text(f"已撤销：{step.said.zh}", f"Undone: {step.said.en}")
            return {**self._answer(undone), "typed": step.typed}

    async def _write(self, makers: Sequence[Make], asked: Mapping[str, Any]) -> list[Edit]:
        """Write edits and show the result. Undoes them and raises SiteError if the site then has errors.

        The requested page is shown first; the build follows by itself, as after every save.
        """
        root, article = self.workshop.site.root, self.workshop.article_at(str(asked.get("page", "")))
        edits = await asyncio.to_thread(carry_out, root, makers)
        paths = frozenset(edit.path for edit in edits)
        try:
            await self._show(article, paths)
        except SiteError as error:
            left = await asyncio.to_thread(take_back, root, merged(edits))
            await self.workshop.rebuild(paths)
            raise SiteError([*error.problems, *left]) from None
        return edits

    async def _show(self, article: Article | None, paths: frozenset[str]) -> None:
        """Show the result of changing the files `paths`. Raises SiteError if the site now has errors."""
        if article is not None and await self.workshop.show_decision(article):
            self.workshop.look()
            return
        done = await self.workshop.rebuild(paths, tell=False)
        if done.report is None:
            raise SiteError(done.problems)
        self.workshop.tell(done)

    # ------------------------------------------------------------ what is asked for

    async def _plan(self, asked: Mapping[str, Any]) -> Plan:
        """The plan for a request. Raises Refused."""
        if asked.get("do") in ("details", "publish"):
            return self._details(asked)
        text = text_of(asked, "text")
        match asked.get("do"):
            case "add":
                return self._add(asked, text)
            case "alias":
                entry = self._entry(asked)
                said = Text(f"“{text}”加为“{entry.name}”的别名", f'"{text}" added as an alias of "{entry.name}"')
                return Plan(said, (partial(add_alias, self._root, entry, text),))
            case "never":
                return self._never(asked, text)
            case "here" | "not-here" as rule:
                return await self._rule(asked, text, "always" if rule == "here" else "never")
            case "sense":
                return await self._sense(asked, text)
        raise Refused(400, "不认识这个操作", "This action is not known")

    def _details(self, asked: Mapping[str, Any]) -> Plan:
        """An edit of the front matter, such as publishing a draft."""
        article = self.article(asked)
        title = article.meta.title
        if asked["do"] == "publish":
            said = Text(f"《{title}》不再是草稿", f'"{title}" is no draft any more')
            return Plan(said, (partial(front.publish, self._root, article.path),))
        said = Text(f"改了《{title}》的文章信息", f'changed the details of "{title}"')
        changes, digest = changes_of(asked), text_of(asked, "digest")
        return Plan(said, (partial(front.set_keys, self._root, article.path, changes, digest),))

    def _add(self, asked: Mapping[str, Any], text: str) -> Plan:
        """Make the word an entry of the site, or a term of this article alone."""
        kind = cast("Type", one_of(asked, "type", TYPES))
        definition = text_of(asked, "definition", needed=False)
        if one_of(asked, "scope", WIDE, WIDE[0]) == "article":
            said = Text(f"“{text}”加为本文的词条", f'"{text}" added as a term of this article')
            return Plan(said, (partial(front.mean, self._root, self.article(asked).path, text, definition.strip()),))
        said = Text(f"“{text}”加为{TYPE_NAMES[kind].zh}", f'"{text}" added as {kind}')
        return Plan(said, (partial(add_entry, self._root, text, kind, definition),))

    def _never(self, asked: Mapping[str, Any], text: str) -> Plan:
        """Never mark the word: in this article (by `nomark`), or anywhere, by a rule of its entry or by the list of
        ignored words.
        """
        entry = None if asked.get("entry") is None else self._entry(asked)
        if one_of(asked, "scope", WIDE, WIDE[0]) == "article":
            said = Text(f"“{text}”在本文不再标注", f'"{text}" is never marked in this article')
            name = entry.id if entry else text
            return Plan(said, (partial(front.forbid, self._root, self.article(asked).path, name),))
        said = Text(f"“{text}”不再标注", f'"{text}" is never marked')
        if entry is None:
            return Plan(said, (partial(ignore, self._root, text),))
        return Plan(said, (partial(add_rule, self._root, entry, "never", text),))

    async def _sense(self, asked: Mapping[str, Any], text: str) -> Plan:
        """Choose one of the entries that share a form: for this place, this article, or the whole site."""
        entry, scope = self._entry(asked), one_of(asked, "scope", NARROW, NARROW[0])
        others = [self._entries[ref] for ref in sharing(self._entries, text) if ref != entry.id]
        if scope == "here":
            plan = await self._rule(asked, text, "always")
            return plan._replace(said=Text(f"这里的“{text}”是“{entry.name}”", f'"{text}" here is "{entry.name}"'))
        if scope == "article":
            said = Text(f"本文的“{text}”是“{entry.name}”", f'"{text}" in this article is "{entry.name}"')
            path, ids = self.article(asked).path, tuple(other.id for other in others)
            return Plan(said, (partial(front.mean, self._root, path, entry.id, "", ids),))
        said = Text(f"全站的“{text}”都是“{entry.name}”", f'"{text}" is always "{entry.name}"')
        return Plan(said, tuple(partial(add_rule, self._root, other, "never", text) for other in others))

    async def _rule(self, asked: Mapping[str, Any], text: str, rule: str) -> Plan:
        """Mark or do not mark a find, here and wherever the same words surround it."""
        entry, article = self._entry(asked), self.article(asked)
        passages = (await self.workshop.finds(article)).draft.body.passages
        number, start = number_of(asked, "passage"), number_of(asked, "start")
        if not (
            number is not None
            and start is not None
            and 0 <= number < len(passages)
            and start >= 0
            and passages[number].text.startswith(text, start)
        ):
            raise Refused(
                409, "文章在这期间改过：刷新页面再试", "The article has changed in the meantime: reload the page"
            )
        around = await asyncio.to_thread(
            context, passages[number].text, start, start + len(text), annotate.words_of(self._settings)
        )
        if around == text:
            raise Refused(
                409,
                f"“{text}”前后没有别的字，说不清是“这里”；可以选“从不标注”",
                f'Nothing stands next to "{text}" that would tell this place from others; "never mark" is left',
            )
        said = (
            Text(f"在“{around}”里标注“{text}”", f'"{text}" is marked in "{around}"')
            if rule == "always"
            else Text(f"在“{around}”里不标“{text}”", f'"{text}" is not marked in "{around}"')
        )
        return Plan(said, (partial(add_rule, self._root, entry, rule, around),))

    # ------------------------------------------------------------ what it is about

    @property
    def _root(self) -> Path:
        return self.workshop.site.root

    @property
    def _settings(self) -> AnnotateSettings:
        """The site's current settings."""
        library = self.workshop.site.library
        return settings_of(library.config if library else Config(), self._root / ".cache")

    @property
    def _entries(self) -> Mapping[str, Entry]:
        library = self.workshop.site.library
        return {ref: view.entry for ref, view in library.entries.items()} if library else {}

    def _entry(self, asked: Mapping[str, Any]) -> Entry:
        library = self.workshop.site.library
        view = library.entries.get(text_of(asked, "entry")) if library else None
        if view is None:
            raise Refused(404, "没有这个词条", "There is no such entry")
        return view.entry

    def article(self, asked: Mapping[str, Any]) -> Article:
        """The article of the page that a request names. Raises Refused."""
        article = self.workshop.article_at(text_of(asked, "page"))
        if article is None:
            raise Refused(404, "这个页面不是文章", "This page is not an article")
        return article

    # ------------------------------------------------------------ what is answered

    def _undoable(self) -> Mapping[str, Any]:
        language, done = self.workshop.language, self._steps.done
        return {
            "undo": done[-1].said.of(language) if done else None,
            "steps": [{"number": step.number, "said": step.said.of(language)} for step in reversed(done)],
        }

    def _answer(self, said: Text) -> Mapping[str, Any]:
        return {"done": said.of(self.workshop.language), **self._undoable(), "build": self.workshop.number}


def _inverses(step: Step) -> list[Make]:
    return [partial(inverse, edit) for edit in reversed(step.edits)]


def _summed_up(plans: Sequence[Plan]) -> Text:
    first, more = plans[0].said, len(plans) - 1
    return Text(f"{first.zh}，另有 {more} 项", f"{first.en}, and {more} more") if more else first


def _typed(items: Sequence[Mapping[str, Any]]) -> Mapping[str, str]:
    """The definitions that the author typed."""
    typed = {str(item.get("text", "")): str(item.get("definition", "")) for item in items if item.get("do") == "add"}
    return {text: definition for text, definition in typed.items() if definition.strip()}
