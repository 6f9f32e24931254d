"""One article: read → annotate → weave. Pure but for reading its source; what a worker process runs."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache as remember
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from sys import intern
from typing import NamedTuple

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from generator import annotate, readers
from generator.core import marks
from generator.core.article import Composed, Mention, by_entry
from generator.core.draft import Body, Draft, Link, Meta, Source
from generator.core.entry import Entry, Glossary, Scope
from generator.core.errors import Place, Problem, Text, nearest
from generator.core.han import ALL
from generator.core.names import slug_of
from generator.core.passage import OBJECT, LineHints, Passage
from generator.core.settings import AnnotateSettings, Config, Policy, ReadSettings
from generator.core.span import About, Span
from generator.glossary.definitions import fragment
from generator.glossary.ids import Ids
from generator.glossary.meanings import depends
from generator.store import cache, code
from generator.store.shelf import sum_of

HAN = re.compile(f"[{ALL}]+")
_encode = msgspec.json.encode
LATIN = re.compile(r"[A-Za-z0-9\u00c0-\u024f]+(?:['’.-][A-Za-z0-9\u00c0-\u024f]+)*")
SENTENCE_END = re.compile(r"[。！？!?…\n]+[”’」』）)》〉]*|[.](?=\s)")
CONTEXT = 90
"""Code points of a sentence that are kept on each side of a mention."""
LEAD = 200
"""Code points of the beginning of an article that stand for it in lists."""


class Piece(Struct, frozen=True):
    """An article as one worker leaves it."""

    path: str
    composed: Composed
    digest: str = ""
    """Of its source."""
    key: str = ""
    """Of all that it was composed of."""
    names: tuple[str, ...] = ()
    """Entries that it names outright: `[[…]]`, `terms`, `nomark`."""


class Made(NamedTuple):
    """An article as it is composed."""

    piece: Piece
    html: str = ""
    """Its woven HTML, which is needed when its page is rendered."""
    text: str = ""
    """The text of its passages, joined as annotators join them."""
    mentions: Mapping[str, tuple[Mention, ...]] = {}
    """Entry id → its marks, each in its sentence."""


PARTS = ("composed", "html", "text", "mentions")
"""What is kept of an article, by name: what it gives to lists and other pages, its woven HTML, the text of its passages, in
which candidate entries are looked for when the glossary changed, and its mentions by entry."""


class Parcel(NamedTuple):
    """An article as a worker hands it over: ready to be kept, so that the process that gathers has little to do."""

    path: str
    digest: str
    """Of its source."""
    key: str
    names: tuple[str, ...]
    """As in `Piece`."""
    parts: tuple[bytes, ...]
    """PARTS, as JSON but for HTML and text; none of an article that has errors, which is not kept."""
    sums: tuple[str, ...]
    """By which the parts are known to be whole."""
    faulty: Composed | None = None
    """The article that has errors."""


class Finds(Struct, frozen=True):
    """All that was found in one article, before and after choosing; `explain` and the review panel show it."""

    draft: Draft
    glossary: Glossary
    """The site's, with the article's own terms."""
    spans: tuple[Span, ...]
    """Kept and refused, in order."""
    counts: Mapping[str, int]
    """Entry id → its mentions in the text, whether the policy marked them or not."""


class Composer:
    """Composes articles with one glossary and one set of settings.

    `config` gives the mention policy; `settings` what annotation depends on. Building one is cheap: the segmenter's
    dictionary is loaded when the first text needs it.
    """

    def __init__(self, config: Config, glossary: Glossary, settings: AnnotateSettings) -> None:
        self.config = config
        self.glossary = glossary
        self.settings = settings
        self._annotate = annotate.annotator(glossary, settings)
        self._entry_keys: dict[tuple[str, bool], str] = {}

    def compose(self, source: Source) -> Made:
        """The article in `source`, composed. Problems of the author's are in the result; nothing is raised for them."""
        finds = self.find(source)
        draft, passages = finds.draft, finds.draft.body.passages
        kept = [span for span in finds.spans if span.reason is None]
        breaks = self._breaks({span.text for span in kept if span.published})
        woven = draft.body.weave(
            [span for span in kept if span.published],
            marks.marker(kept, finds.glossary.entries),
            dict(_lines(passages, breaks)),
        )
        text = OBJECT.join([passage.text for passage in passages])
        mentions = by_entry(_mentions(kept, draft.body))
        composed = Composed(
            meta=draft.meta,
            path=source.path,
            breaks=breaks(draft.meta.title),
            headings=tuple(one._replace(breaks=breaks(one.text)) for one in woven.headings),
            links=woven.links,
            anchors=woven.anchors,
            marks={ref: (found[0].number, len(found)) for ref, found in mentions.items()},
            counts=finds.counts,
            entities=marks.unlisted_names(kept),
            entity_counts=_times_of_names(finds.spans),
            key_terms=annotate.key_terms(passages, finds.counts, finds.glossary, self.settings)
            if draft.meta.annotate
            else (),
            han=sum(map(len, HAN.findall(text))),
            latin=len(LATIN.findall(text)),
            lead=_lead(draft.body, draft.lead),
            terms=_own_meanings(draft.meta, finds.glossary),
            choices={span.ref: span.choices for span in reversed(kept) if span.choices and span.ref},
            problems=draft.problems + woven.problems + tuple(_unknown(draft, finds.glossary)),
        )
        names = _named(draft, woven.links)
        key = self.key(source.path, source.digest, text, names)
        return Made(Piece(source.path, composed, source.digest, key, names), woven.html, text, mentions)

    def _breaks(self, names: Collection[str]) -> Callable[[str], tuple[int, ...]]:
        """Where a line of a title may end; the names in the article stay whole in it."""
        return remember(lambda title: annotate.breaks(title, names, self.settings))

    def key(self, path: str, digest: str, text: str, names: Sequence[str]) -> str:
        """The cache key of an article: it holds every input of composing, and is known before anything is annotated.

        Of the glossary that is each candidate: every entry one of whose forms occurs in `text`, or that the article
        names; and the words in `text` that are never marked.
        """
        named = [ref for name in names for ref in self._ids.all_of(name)]
        candidates = sorted(annotate.candidates(text, self.glossary).union(named))
        several = not self._shared.isdisjoint(candidates)
        said = [self._entry_key(ref, evidence=several) for ref in candidates]
        ignored = sorted(word for word in self.glossary.ignored if word in text)
        placed = path if several or not self._scoped.isdisjoint(candidates) else ""
        return cache.key(digest, self.base, names, said, ignored, placed)

    def _entry_key(self, ref: str, *, evidence: bool) -> str:
        """The cache key of what composing depends on of the entry `ref`; the same one is asked for by many articles.

        With `evidence` also of what tells meanings apart, which matters where a form has several.
        """
        if (ref, evidence) not in self._entry_keys:
            self._entry_keys[ref, evidence] = cache.key(*depends(self.glossary.entries[ref], evidence=evidence))
        return self._entry_keys[ref, evidence]

    @cached_property
    def _shared(self) -> frozenset[str]:
        """The ids of entries that share a form with others."""
        return frozenset(ref for entry in self.glossary.entries.values() for ref in entry.choices)

    @cached_property
    def _scoped(self) -> frozenset[str]:
        """The ids of entries that count in some articles only."""
        return frozenset(entry.id for entry in self.glossary.entries.values() if entry.scope != Scope())

    @cached_property
    def base(self) -> str:
        """What every article depends on: the code and settings."""
        return cache.key(
            code.digest(self.settings.cache),
            annotate.models(self.settings),
            self.config.first,
            self._reading,
            self.settings.entities,
            self.settings.published,
            self.settings.dictionary,
        )

    @cached_property
    def _reading(self) -> ReadSettings:
        return ReadSettings(self.config.highlight, self.config.breaks, self.config.emoji, self.config.embed_hosts)

    @cached_property
    def _ids(self) -> Ids:
        return Ids(self.glossary.entries.values())

    def find(self, source: Source) -> Finds:
        """Everything that the annotators find in `source`, each refused find with its reason."""
        draft = readers.read(source, self._reading, known=self._is_known)
        if not draft.meta.annotate:
            return Finds(draft, self.glossary, (), {})
        glossary = self._glossary_of(draft.meta)
        annotator = self._annotate if glossary is self.glossary else annotate.annotator(glossary, self.settings)
        chosen = annotator(draft.body.passages, _about(draft))
        counts = Counter(span.ref for span in chosen if span.ref and span.reason is None)
        return Finds(
            draft, glossary, annotate.thin(chosen, draft.body.passages, self._policy(draft.meta, glossary)), counts
        )

    def _is_known(self, name: str) -> bool:
        """Whether there is an entry of this name."""
        return self._ids.of(name) is not None

    def _glossary_of(self, meta: Meta) -> Glossary:
        """The site's glossary, with the article's own terms where it brings any that the site does not have."""
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


class Job:
    """Composes the article at a path; what a pool's processes run."""

    def __init__(self, root: Path, config: Config, glossary: Glossary, settings: AnnotateSettings) -> None:
        self.root = root
        self._parts = (config, glossary, settings)

    @cached_property
    def composer(self) -> Composer:
        """Made once in a process; forked ones inherit it."""
        return Composer(*self._parts)

    @cached_property
    def base(self) -> str:
        """While this is the same, an article whose source is the same is composed the same."""
        return cache.key(self.composer.base, self._parts[1].digest)

    def __call__(self, path: str) -> Parcel:
        """The article at `path`, a site-relative path. One that cannot be read has that problem."""
        source = readers.load(self.root, path)
        if isinstance(source, Problem):
            return Parcel(path, "", "", (), (), (), Composed(meta=Meta(), path=path, problems=(source,)))
        return parcel(self.composer.compose(source))

    def __reduce__(self) -> tuple[object, ...]:
        """For processes that are spawned and for other machines: they make the composer themselves."""
        return Job, (self.root, *self._parts)


def parcel(made: Made) -> Parcel:
    """The article as it is kept."""
    piece = made.piece
    if any(problem.level == "error" for problem in piece.composed.problems):
        return Parcel(piece.path, piece.digest, piece.key, piece.names, (), (), piece.composed)
    parts = _encode(piece.composed), made.html.encode(), made.text.encode(), _encode(made.mentions)
    return Parcel(piece.path, piece.digest, piece.key, piece.names, parts, tuple(map(sum_of, parts)))


def is_source(path: str) -> bool:
    """Whether a file of the site is an article or a page."""
    return path.startswith(("content/articles/", "content/pages/")) and Path(path).suffix.lower() in readers.READERS


def settings_of(config: Config, cache_folder: Path, dictionary: str = "") -> AnnotateSettings:
    """What annotation depends on, as the site's settings say."""
    return AnnotateSettings(config.entities, config.published, dictionary, str(cache_folder))


def _lines(passages: Sequence[Passage], breaks: Callable[[str], tuple[int, ...]]) -> Iterable[tuple[int, LineHints]]:
    """How the lines of passages are set, by number, where browsers need to be told."""
    for passage in passages:
        if passage.role == "heading":
            if found := breaks(passage.text):
                yield passage.number, LineHints(found)
        elif lines := annotate.lines_of(passage):
            yield passage.number, lines


def _named(draft: Draft, links: Sequence[Link]) -> tuple[str, ...]:
    """The entries that an article names outright."""
    wanted = [one.name for passage in draft.body.passages for one in passage.wanted]
    unknown = [side for link in links if link.is_wiki for side in link.sides]
    return tuple(dict.fromkeys([*wanted, *unknown, *draft.meta.terms, *draft.meta.nomark]))


def _about(draft: Draft) -> About:
    """What annotators are told of the article beside its passages."""
    meta = draft.meta
    day = meta.date.strftime("%Y-%m-%d") if meta.date else ""
    fields = [step for path in meta.categories for step in (path, *path.split("/"))]
    tags = tuple(dict.fromkeys((*meta.tags, *fields)))
    return About(draft.source.path, meta.title, tags, day, tuple(meta.terms), meta.nomark)


def _mentions(kept: Sequence[Span], body: Body) -> Iterable[Mention]:
    """The marks of entries, each in its sentence."""
    for span in kept:
        if span.ref is None:
            continue
        passage = body.passages[span.passage]
        before, after = sentence(passage.text, span.start, span.end, body.objects(span.passage))
        text = (
            span.ref if span.text == span.ref else intern(span.text)
        )  # what is the same in many articles travels and is kept once
        yield Mention(span.ref, span.label, span.number, span.mention, before, text, after, passage.line_at(span.start))


def sentence(text: str, start: int, end: int, objects: Sequence[str] = ()) -> tuple[str, str]:
    """What stands before and after `text[start:end]` in its sentence, at most CONTEXT code points each; `objects` is
    what each OBJECT of the text shows.
    """
    before = text[max(0, start - CONTEXT) : start]
    after = text[end : end + CONTEXT]
    begins = [found.end() for found in SENTENCE_END.finditer(before)]
    ends = SENTENCE_END.search(after)
    if begins:
        before = before[begins[-1] :]
    elif start > CONTEXT:
        before = "…" + before
    if ends:
        after = after[: ends.end()]
    elif end + CONTEXT < len(text):
        after += "…"
    if OBJECT not in text:
        return before.lstrip(), after.rstrip()
    first, last = text.count(OBJECT, 0, start) - before.count(OBJECT), text.count(OBJECT, 0, end)
    return _filled(before, objects[first:]).lstrip(), _filled(after, objects[last:]).rstrip()


def _filled(text: str, objects: Sequence[str]) -> str:
    """Text with what its OBJECTs show in their places."""
    first, *rest = text.split(OBJECT)
    return first + "".join([shown + piece for shown, piece in zip_longest(objects[: len(rest)], rest, fillvalue="")])


def _own_meanings(meta: Meta, glossary: Glossary) -> Mapping[str, str]:
    """Entry id → the article's own definition of it, as HTML."""
    if not meta.terms:
        return {}
    ids = Ids(glossary.entries.values())
    return {ids.of(name) or name: fragment(definition, slug_of(name)) for name, definition in meta.terms.items()}


def _times_of_names(spans: Iterable[Span]) -> Mapping[str, int]:
    """All occurrences of the names that no entry covers, marked or not."""
    return Counter(
        span.text
        for span in spans
        if span.ref is None and span.published and (span.reason is None or span.reason in annotate.THINNED)
    )


def _lead(body: Body, end: int) -> str:
    """The beginning of the running text, at most LEAD code points; the author may have marked its `end`."""
    said = ""
    for number, passage in enumerate(body.passages[: end or None]):
        if len(said) < LEAD and (end or passage.role in ("paragraph", "lead")) and passage.role != "heading":
            said += _filled(passage.text, body.objects(number)).strip()
    return said if len(said) <= LEAD else said[: LEAD - 1] + "…"


def _unknown(draft: Draft, glossary: Glossary) -> Iterable[Problem]:
    """Marks that the author asked for by a name that no entry has."""
    asked = [(passage, wanted) for passage in draft.body.passages for wanted in passage.wanted]
    if not asked:
        return
    known = Ids(glossary.entries.values())
    for passage, wanted in asked:
        if known.of(wanted.name) is None:
            near = nearest(wanted.name, tuple(form for entry in glossary.entries.values() for form in entry.forms))
            yield Problem(
                "error",
                "unknown-entry",
                Place(draft.source.path, passage.line_at(wanted.start)),
                Text(f"未知词条“{wanted.name}”", f"unknown entry “{wanted.name}”"),
                Text(f"是否指“{near}”？", f"did you mean “{near}”?")
                if near
                else Text(
                    "在 content/glossary/ 里添加它，或去掉 [[ ]]", "add it to content/glossary/ or take the [[ ]] away"
                ),
            )
