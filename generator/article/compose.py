"""Composes one article: read → annotate → weave. Pure; runs in worker processes."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache as remember
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from generator import annotate, readers
from generator.article import excerpts
from generator.core import marks
from generator.core.article import Composed, Mention, by_entry
from generator.core.draft import Draft, Link, Meta, Source
from generator.core.entry import Entry, Glossary, Scope
from generator.core.errors import Place, Problem, SiteError, Text, did_you_mean
from generator.core.han import ALL
from generator.core.names import slug_of
from generator.core.passage import OBJECT, LineHints, Passage
from generator.core.settings import AnnotateSettings, Config, Policy, ReadSettings
from generator.core.span import About, Span
from generator.glossary.definitions import fragment
from generator.glossary.ids import Ids
from generator.store import cache, code

NOT_HAN = re.compile(f"[^{ALL}][^{ALL}]*")
"""As LATIN, it begins with a set of characters without a quantifier, to which `re` skips fast."""
LATIN = re.compile(r"[A-Za-z0-9\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f]*(?:['’.-][A-Za-z0-9\u00c0-\u024f]+)*")


MAX_MARKS = 50_000
"""Marks of an article. Each takes up to 3 kB of memory in the page and the files that tell of it."""
TITLES = 60
"""Characters of the titles and headings of an article that are cut into words, on average."""
TEXT = 2000
"""Characters of its text, which is cut to find names."""


class Result(NamedTuple):
    """A composed article with its cache key and its large parts."""

    composed: Composed
    digest: str = ""
    """Of its source."""
    key: str = ""
    """The cache key: a digest of all inputs."""
    names: tuple[str, ...] = ()
    """Entries that its source names explicitly: `[[…]]`, `terms`, `nomark`."""
    html: str = ""
    """Its woven HTML, needed to render its page."""
    text: str = ""
    """Its passages joined by OBJECT, searched for candidates when the glossary changes."""
    mentions: Mapping[str, tuple[Mention, ...]] = {}
    """Entry id → its marks, each with its sentence."""


class Finds(Struct, frozen=True):
    """All finds in one article, as shown by `explain` and the review panel."""

    draft: Draft
    glossary: Glossary
    """The site's glossary with the article's own terms."""
    spans: tuple[Span, ...]
    """Kept and refused, in order."""
    counts: Mapping[str, int]
    """Entry id → number of mentions, including those omitted by the policy."""


class Composer:
    """Composes articles with one glossary and one set of settings.

    `config` has the mention policy, `settings` the annotation settings. The constructor is cheap: resources load lazily.
    """

    def __init__(self, config: Config, glossary: Glossary, settings: AnnotateSettings) -> None:
        self.config = config
        self.glossary = glossary
        self.settings = settings
        self._entry_keys: dict[tuple[str, bool], str] = {}

    def compose(self, source: Source) -> Result:
        """Compose the article in `source`. The author's mistakes and faults of plugins do not raise; they are in
        `composed.problems`.
        """
        try:
            return self._compose(source)
        except SiteError as error:
            return Result(Composed(meta=Meta(), path=source.path, problems=error.problems))

    def _compose(self, source: Source) -> Result:
        finds = self.find(source, kept_only=True)
        draft, passages = finds.draft, finds.draft.body.passages
        kept = [span for span in finds.spans if span.reason is None]
        if sum(span.published for span in kept) > MAX_MARKS:
            return Result(
                Composed(meta=draft.meta, path=source.path, problems=(*draft.problems, _too_many(source.path)))
            )
        breaks = self._breaks({span.text for span in kept if span.published})
        woven = draft.body.weave(
            [span for span in kept if span.published],
            marks.marker(kept, finds.glossary.entries),
            dict(_lines(passages, breaks)),
        )
        text = OBJECT.join([passage.text for passage in passages])
        mentions = by_entry(excerpts.mentions(kept, draft.body))
        composed = Composed(
            meta=draft.meta,
            path=source.path,
            breaks=breaks(draft.meta.title),
            headings=tuple(one._replace(breaks=breaks(one.text)) for one in woven.headings),
            links=woven.links,
            anchors=woven.anchors,
            marks={ref: len(found) for ref, found in mentions.items()},
            counts=finds.counts,
            entities=marks.unlisted_names(kept),
            entity_counts=_name_counts(finds.spans),
            key_terms=annotate.key_terms(passages, finds.counts, finds.glossary, self.settings)
            if draft.meta.annotate
            else (),
            han=len(text) - sum(map(len, NOT_HAN.findall(text))),
            latin=len(LATIN.findall(text)),
            lead=excerpts.lead(draft.body, draft.lead, draft.lead_end),
            terms=_own_definitions(draft.meta, finds.glossary),
            choices={span.ref: span.choices for span in reversed(kept) if span.choices and span.ref},
            problems=draft.problems + woven.problems + tuple(_unknown(draft, finds.glossary)),
        )
        names = _explicit_names(draft, woven.links)
        key = self.key(source.path, source.digest, text, names)
        return Result(composed, source.digest, key, names, woven.html, text, mentions)

    def _breaks(self, names: Collection[str]) -> Callable[[str], tuple[int, ...]]:
        """Title → offsets of allowed line breaks, never inside one of `names`. Memoised."""
        return remember(lambda title: annotate.breaks(title, names, self.settings))

    def expect(self, articles: int) -> None:
        """Announce how many articles will be composed in this process and those forked from it."""
        size = TITLES + (TEXT if self.config.entities == "auto" else 0)
        annotate.words_of(self.settings).expect(articles * size)

    def key(self, path: str, digest: str, text: str, names: Sequence[str]) -> str:
        """The cache key of an article: a digest of every input, computed without annotating.

        Inputs from the glossary are the candidates (entries with a form in `text`, or that the article names) and the
        words of `_never.txt` in `text`.
        """
        named = [ref for name in names for ref in self._ids.all_of(name)]
        candidates = sorted(annotate.candidates(text, self.glossary).union(named))
        several = not self._shared.isdisjoint(candidates)
        said = [self._entry_key(ref, evidence=several) for ref in candidates]
        ignored = sorted(word for word in self.glossary.ignored if word in text)
        placed = path if several or not self._scoped.isdisjoint(candidates) else ""
        return cache.key(digest, self.base, names, said, ignored, placed, self._whole)

    @cached_property
    def _whole(self) -> str:
        """Digest of the whole glossary if the site has plugins, for they may look at all of it; else empty."""
        if not self.settings.plugins:
            return ""
        return cache.key([self._entry_key(ref, evidence=True) for ref in self.glossary.entries])

    def _entry_key(self, ref: str, *, evidence: bool) -> str:
        """Digest of the fields of the entry `ref` that marks depend on, memoised.

        With `evidence` it includes the fields that disambiguate senses, for forms that several entries share.
        """
        if (ref, evidence) not in self._entry_keys:
            inputs = self.glossary.entries[ref].mark_inputs(evidence=evidence)
            self._entry_keys[ref, evidence] = cache.key(*inputs)
        return self._entry_keys[ref, evidence]

    @cached_property
    def _shared(self) -> frozenset[str]:
        """The ids of entries that share a form with others."""
        return frozenset(ref for entry in self.glossary.entries.values() for ref in entry.choices)

    @cached_property
    def _scoped(self) -> frozenset[str]:
        """The ids of entries with a `scope`."""
        return frozenset(entry.id for entry in self.glossary.entries.values() if entry.scope != Scope())

    @cached_property
    def base(self) -> str:
        """Digest of the inputs shared by all articles, without the glossary: code, models and settings."""
        settings, plugins = self.settings, ""
        if self.config.plugins:
            from generator.plugins import digest  # few sites use any

            plugins = cache.key(digest(self.config.plugins), self.config.extra)
        own = self.config.first, self._reading, settings.entities, settings.published, settings.dictionary, plugins
        return cache.key(code.digest(settings.cache), annotate.models(settings), *own)

    @cached_property
    def _reading(self) -> ReadSettings:
        config = self.config
        return ReadSettings(config.highlight, config.breaks, config.emoji, config.embed_hosts, config.plugins)

    @cached_property
    def _ids(self) -> Ids:
        return Ids(self.glossary.entries.values())

    def find(self, source: Source, *, kept_only: bool = False) -> Finds:
        """All finds in `source`, refused ones with their reasons; with `kept_only` some of these are missing.

        Raises SiteError if the author asks for more than MAX_MARKS.
        """
        draft = readers.read(source, self._reading, known=self._is_known)
        if not draft.meta.annotate:
            return Finds(draft, self.glossary, (), {})
        if sum(len(passage.wanted) for passage in draft.body.passages) > MAX_MARKS:
            raise SiteError([_too_many(source.path)])
        glossary = self._glossary_of(draft.meta)
        annotator = annotate.annotator(glossary, self.settings, kept_only=kept_only, extra=self.config.extra)
        faults: list[Problem] = []
        chosen = annotator(draft.body.passages, _about(draft), faults.append)
        if faults:
            draft = replace(draft, problems=(*draft.problems, *faults))
        counts = Counter(span.ref for span in chosen if span.ref and span.reason is None)
        return Finds(
            draft, glossary, annotate.thin(chosen, draft.body.passages, self._policy(draft.meta, glossary)), counts
        )

    def _is_known(self, name: str) -> bool:
        """Whether an entry has this name."""
        return self._ids.of(name) is not None

    def _glossary_of(self, meta: Meta) -> Glossary:
        """The site's glossary, with those terms of the article that it lacks."""
        if not meta.terms:
            return self.glossary
        own = {
            name: Entry(id=name, name=name, slug=slug_of(name), forms=(name,), definition=definition)
            for name, definition in meta.terms.items()
            if self._ids.of(name) is None
        }
        return replace(self.glossary, entries={**self.glossary.entries, **own}) if own else self.glossary

    def _policy(self, meta: Meta, glossary: Glossary) -> Callable[[Span], Policy]:
        usual = meta.first or self.config.first

        def policy_of(span: Span) -> Policy:
            entry = glossary.entries.get(span.ref or "")
            return (entry.match.first if entry else None) or usual

        return policy_of


def _too_many(path: str) -> Problem:
    """An article with more than MAX_MARKS marks."""
    return Problem(
        "error",
        "too-many-marks",
        Place(path),
        Text(f"标注超过 {MAX_MARKS} 处", f"more than {MAX_MARKS} marks"),
        Text(
            "分成几篇；或者少标一些：在文件头写 first: page",
            "divide it into several articles, or mark less: `first: page` in its front matter",
        ),
    )


def _lines(passages: Sequence[Passage], breaks: Callable[[str], tuple[int, ...]]) -> Iterable[tuple[int, LineHints]]:
    """(passage number, line hints) of the passages that need any."""
    for passage in passages:
        if passage.role == "heading":
            if found := breaks(passage.text):
                yield passage.number, LineHints(found)
        elif lines := annotate.lines_of(passage):
            yield passage.number, lines


def _explicit_names(draft: Draft, links: Sequence[Link]) -> tuple[str, ...]:
    """The entries that an article names explicitly."""
    wanted = [one.name for passage in draft.body.passages for one in passage.wanted]
    unknown = [side for link in links if link.is_wiki for side in link.sides]
    return tuple(dict.fromkeys([*wanted, *unknown, *draft.meta.terms, *draft.meta.nomark]))


def _about(draft: Draft) -> About:
    """The article's metadata for annotators."""
    meta = draft.meta
    day = meta.date.date().isoformat() if meta.date else ""
    fields = [step for path in meta.categories for step in (path, *path.split("/"))]
    tags = tuple(dict.fromkeys((*meta.tags, *fields)))
    return About(draft.source.path, meta.title, tags, day, tuple(meta.terms), meta.nomark)


def _own_definitions(meta: Meta, glossary: Glossary) -> Mapping[str, str]:
    """Entry id → the article's own definition of it, as HTML."""
    if not meta.terms:
        return {}
    ids = Ids(glossary.entries.values())
    return {ids.of(name) or name: fragment(definition, slug_of(name)) for name, definition in meta.terms.items()}


def _name_counts(spans: Iterable[Span]) -> Mapping[str, int]:
    """Name → number of published mentions, for names without an entry, including those omitted by the policy."""
    return Counter(
        span.text
        for span in spans
        if span.ref is None and span.published and (span.reason is None or span.reason in annotate.THINNED)
    )


def _unknown(draft: Draft, glossary: Glossary) -> Iterable[Problem]:
    """Problems for requested marks whose name no entry has."""
    asked = [(passage, wanted) for passage in draft.body.passages for wanted in passage.wanted]
    if not asked:
        return
    known = Ids(glossary.entries.values())
    for passage, wanted in asked:
        if known.of(wanted.name) is None:
            yield Problem(
                "error",
                "unknown-entry",
                Place(draft.source.path, passage.line_at(wanted.start)),
                Text(f"未知词条“{wanted.name}”", f'unknown entry "{wanted.name}"'),
                did_you_mean(wanted.name, (form for entry in glossary.entries.values() for form in entry.forms))
                or Text(
                    "在 content/glossary/ 里添加它，或去掉 [[ ]]", "add it to content/glossary/ or take the [[ ]] away"
                ),
            )
