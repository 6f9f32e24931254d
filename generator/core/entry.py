"""The glossary: entries with their forms, rules and definitions."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from generator.core.errors import NOWHERE, Place
from generator.core.settings import Policy

Type = Literal["term", "person", "organization", "place", "product", "work", "event"]
TYPES: tuple[Type, ...] = ("term", "person", "organization", "place", "product", "work", "event")


class Match(Struct, frozen=True):
    """An entry's own rules of matching; see docs/guide.md."""

    never: tuple[str, ...] = ()
    """Longer words inside which the entry is never marked: `支付宝` for `支付`."""
    always: tuple[str, ...] = ()
    """Contexts in which the form is marked whatever the segmenter says: strings that contain a form."""
    case: bool = False
    """Latin letters match in the case given only."""
    where: tuple[str, ...] = ()
    """Roles of passages (`body`: all but headings) in which the entry may be marked; empty: wherever marks are allowed.
    """
    first: Policy | None = None


class Dated(Struct, frozen=True):
    """A definition that was current from a time on."""

    since: str
    """`2019` or `2019-03` or `2019-03-01`."""
    text: str
    sources: tuple[str, ...] = ()


class Scope(Struct, frozen=True):
    """The articles for which an entry counts: those that are in one of the folders or have one of the tags."""

    folders: tuple[str, ...] = ()
    """Below `content/articles/`, as written: `tech`, `tech/ai/`."""
    tags: tuple[str, ...] = ()
    """Tags and categories."""


class Entry(Struct, frozen=True):
    """One entry of the glossary: a term or a named entity."""

    id: str
    """Unique; the name unless the author gives another."""
    name: str
    slug: str
    """Safe as a file name and in an HTML id; Han characters stay."""
    type: Type = "term"
    forms: tuple[str, ...] = ()
    """All surface forms that match, the name first, then the aliases, as written (not normalised), no duplicates."""
    definition: str = ""
    """Markdown."""
    english: str = ""
    pinyin: str = ""
    """Override of the pinyin by which the entry is sorted (polyphones); empty: found out."""
    see: tuple[str, ...] = ()
    """Ids or forms of related entries, as written."""
    sources: tuple[str, ...] = ()
    url: str = ""
    """The outside page about the thing (official site, encyclopedia)."""
    match: Match = Match()
    dated: tuple[Dated, ...] = ()
    """Oldest first."""
    short: bool = True
    """Whether a person's or organisation's short form is found after its full mention."""
    todo: bool = False
    """A stub made by `suggest --add`."""
    sense: str = ""
    """Tells the entry apart from others of its form: `公司` of 苹果（公司）, which is then its name; the form without it
    comes second among its forms.
    """
    context: tuple[str, ...] = ()
    """Words that speak for this meaning where they stand near the form."""
    domain: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    since: str = ""
    """The form has this meaning in articles from then on: `2019`, `2019-03` or `2019-03-01`."""
    until: str = ""
    scope: Scope = Scope()
    """Empty: all articles."""
    glossary: str = ""
    """The named glossary to which it belongs."""
    choices: tuple[str, ...] = ()
    """Ids of the entries among which a mention leaves the choice; such an entry has no forms and is made by itself."""
    place: Place = NOWHERE
    hant: str = ""
    """The name in traditional characters, where conversion would get it wrong; empty: it is converted."""
    hans: str = ""
    """The name in simplified characters, likewise."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """The forms other than the name."""
        return self.forms[2 if self.sense else 1 :]

    @property
    def evidence(self) -> tuple[object, ...]:
        """What tells this meaning of a form apart from others of it."""
        told = (self.sense, self.context, self.domain, self.tags, self.since, self.until, self.glossary)
        return (*told, self.definition, self.english, self.see, self.sources)


class Glossary(Struct, frozen=True, eq=False):
    """All entries, by id, in the order of their files. Equal to itself only, so that what is made of it is kept by it."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    digest: str = ""
    """SHA-256 over what marks depend on: id, slug, forms, type, match, short of each entry, in order of id; and
    `ignored`."""
    ignored: frozenset[str] = frozenset()
    """Words without an entry that are never marked by themselves nor suggested."""
