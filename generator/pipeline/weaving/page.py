"""Weaves one page. Pure; runs in worker processes."""

from collections.abc import Sequence

from msgspec import Struct

from generator import annotate
from generator.article.excerpts import sentence
from generator.core.entry import Glossary as Entries
from generator.core.settings import AnnotateSettings, Policy
from generator.core.span import Span
from generator.pipeline.weaving.html import FOLDER, Glossary, Mention, head, mark_of, section
from generator.readers.html import foreign


class Woven(Struct, frozen=True):
    """A page with marks."""

    html: str
    mentions: tuple[Mention, ...] = ()
    warning: str = ""
    """`no-text`: no main text found; `base`: its `<base>` would break the marks' links; `policy`: its
    Content-Security-Policy blocks our style and script."""


class Weaver:
    """Weaves pages with one glossary."""

    def __init__(self, entries: Entries, glossary: Glossary, first: Policy, select: str) -> None:
        self._glossary, self._first, self._select = glossary, first, select
        self._entries = entries
        self._annotate = annotate.annotator(entries, AnnotateSettings(entities="listed"), kept_only=True)

    def __call__(self, path: str, source: str) -> Woven:
        """Weave the page `source`, as its generator wrote it; `path` is relative to the site.

        Raises ValueError for an invalid selector.
        """
        if not annotate.candidates(source, self._entries):
            return self._unmarked(path, source)
        page = foreign.read(source, self._select)
        if page is None:
            return Woven(source, warning="no-text")
        if page.base:
            return Woven(source, warning="base")
        chosen = annotate.choose(self._annotate(page.passages))
        thinned = annotate.thin(chosen, page.passages, self._policy)
        kept = [span for span in thinned if span.reason is None and span.ref is not None]
        if not kept:
            return self._unmarked(path, source)
        mentions = tuple(self._mentions(path, page, kept))
        folder = "../" * path.count("/") + FOLDER
        shown = () if page.hydrated else kept  # else the page's own script would find mistakes: ours puts the marks in
        html = page.weave(shown, mark_of(self._glossary), self._inserts(page, kept, folder, mentions))
        return Woven(html, mentions, "policy" if _forbids(page.policy) else "")

    def _unmarked(self, path: str, source: str) -> Woven:
        """A page without marks. If it navigates on the client, the script must be there for the next page."""
        folder = "../" * path.count("/") + FOLDER
        at = source.find("</head>")
        if at >= 0 and foreign.is_navigating(source) and not foreign.is_hydrated(source):
            return Woven(source[:at] + head(folder) + source[at:])
        at = source.rfind("</body>")
        if at < 0 or not foreign.is_hydrated(source):
            return Woven(source)
        return Woven(source[:at] + head(folder) + section(self._glossary, (), folder, again=True) + source[at:])

    def _policy(self, span: Span) -> Policy:
        entry = self._entries.entries.get(span.ref or "")
        return (entry.match.first if entry else None) or self._first

    def _inserts(
        self, page: foreign.Foreign, kept: Sequence[Span], folder: str, mentions: Sequence[Mention]
    ) -> list[tuple[int, str]]:
        """(offset, HTML) of insertions: style and script in the head, the glossary at the end of the text."""
        at_head, at_end = page.ends
        if page.hydrated or at_end < 0:
            at_end = page.body_end if page.body_end >= 0 else len(page.source)
        added = section(self._glossary, kept, folder, mentions, again=page.hydrated)
        if at_head < 0:
            return [(at_end, head(folder) + added)]
        return [(at_head, head(folder)), (at_end, added)]

    def _mentions(self, path: str, page: foreign.Foreign, kept: Sequence[Span]) -> Sequence[Mention]:
        said = []
        for span in kept:
            before, after = sentence(page.passages[span.passage].text, span.start, span.end)
            anchor = f"zs-r-{self._entries.entries[span.ref or ''].slug}-{span.mention}"
            said.append(Mention(span.ref or "", path, page.title, anchor, before, span.text, after))
        return said


def _forbids(policy: str) -> bool:
    """Whether a Content-Security-Policy blocks the site's own style or script."""
    rules = {words[0].lower(): words[1:] for part in policy.split(";") if (words := part.split())}
    fallback = rules.get("default-src")
    needed = (rules.get("style-src", fallback), rules.get("script-src", fallback))
    return any(rule is not None and not {"'self'", "*"} & set(rule) for rule in needed)
