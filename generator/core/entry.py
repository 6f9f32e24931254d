"""The glossary: entries with their forms, rules and definitions."""

from collections.abc import Mapping
from typing import Literal, get_args

from msgspec import Struct, field

from generator.core.errors import NOWHERE, Place
from generator.core.relations import Relation
from generator.core.settings import Policy
from generator.core.when import When

Type = Literal["term", "person", "organization", "place", "product", "work", "event"]
TYPES: tuple[Type, ...] = get_args(Type)


class Match(Struct, frozen=True):
    """An entry's own matching rules; see docs/guide.md."""

    never: tuple[str, ...] = ()
    """Longer words in which the entry is never marked: `支付宝` for `支付`."""
    always: tuple[str, ...] = ()
    """Strings with a form in them, which is always marked there, whatever the segmenter says."""
    case: bool = False
    """Match Latin letters case-sensitively."""
    where: tuple[str, ...] = ()
    """Roles of passages (`body`: all but headings) in which the entry may be marked; empty: all that allow marks."""
    first: Policy | None = None


class Dated(Struct, frozen=True):
    """A definition that was valid from a date on."""

    since: str
    """`2019` or `2019-03` or `2019-03-01`."""
    text: str
    sources: tuple[str, ...] = ()


class Scope(Struct, frozen=True):
    """The articles to which an entry applies: those in one of the folders or with one of the tags."""

    folders: tuple[str, ...] = ()
    """Relative to `content/articles/`, as written: `tech`, `tech/ai/`."""
    tags: tuple[str, ...] = ()
    """Tags and categories."""


class Origin(Struct, frozen=True):
    """The shared glossary that an entry comes from."""

    name: str
    url: str = ""
    """Its home page."""
    version: str = ""
    """The version of its package."""


class Entry(Struct, frozen=True):
    """One entry of the glossary: a term or a named entity."""

    id: str
    """Unique; the name, unless the author gives another."""
    name: str
    slug: str
    """Safe in file names and HTML ids; Han characters are kept."""
    type: Type = "term"
    forms: tuple[str, ...] = ()
    """The name, then the aliases: all forms that match, as written (not normalised), without duplicates."""
    definition: str = ""
    """Markdown."""
    english: str = ""
    pinyin: str = ""
    """Overrides the pinyin used for sorting; empty: computed."""
    see: tuple[str, ...] = ()
    """Ids or forms of related entries, as written."""
    sources: tuple[str, ...] = ()
    url: str = ""
    """An external page about the subject (official site, encyclopedia)."""
    match: Match = Match()
    dated: tuple[Dated, ...] = ()
    """Oldest first."""
    short: bool = True
    """Whether short forms of a person or organisation are found after its full name."""
    ruby: bool = False
    """Whether its marks have their pinyin above them."""
    todo: bool = False
    """A stub made by `suggest --add`."""
    sense: str = ""
    """Distinguishes entries with the same form: `公司` in 苹果（公司）, the name. The form without it is the second form."""
    context: tuple[str, ...] = ()
    """Words that indicate this sense when they occur near the form."""
    domain: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    since: str = ""
    """The sense applies to articles from this date on: `2019`, `2019-03` or `2019-03-01`."""
    until: str = ""
    scope: Scope = Scope()
    """Empty: all articles."""
    glossary: str = ""
    """The named glossary that it belongs to."""
    choices: tuple[str, ...] = ()
    """For a generated entry that stands for an ambiguous mention: the ids of the possible entries. It has no forms."""
    place: Place = NOWHERE
    date: str = ""
    """Day on which the author added it, `2019-03-01`, like `updated`; empty if not given."""
    updated: str = ""
    hant: str = ""
    """The name in traditional characters, if conversion would be wrong; empty: converted."""
    hans: str = ""
    """The name in simplified characters, likewise."""
    wikidata: str = ""
    """Id of the item in Wikidata: `Q148`."""
    when: When | None = None
    """When it was, or lived."""
    coordinates: tuple[float, float] | None = None
    """Latitude and longitude in degrees (WGS 84)."""
    relations: tuple[Relation, ...] = ()
    license: str = ""
    """The licence of the definition, such as `CC BY-SA 4.0`."""
    origin: Origin | None = None
    """None for the site's own entries."""
    deprecated: tuple[str, ...] = ()
    """Those of its forms that should not be written. They are marked, and `check` names the articles that have them."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """The forms other than the name and those that should not be written."""
        others = self.forms[2 if self.sense else 1 :]
        return tuple(form for form in others if form not in self.deprecated) if self.deprecated else others

    @property
    def preferred(self) -> str:
        """The form to write: the name without its sense."""
        return self.forms[1] if self.sense else self.name

    def mark_inputs(self, *, evidence: bool) -> tuple[object, ...]:
        """The fields that marks depend on; with `evidence` also those that disambiguate senses."""
        own = (self.id, self.slug, self.forms, self.type, self.match, self.short, self.scope, self.choices)
        return own + self.evidence if evidence else own

    @property
    def evidence(self) -> tuple[object, ...]:
        """What distinguishes this sense of a form from others."""
        own = (self.sense, self.context, self.domain, self.tags, self.since, self.until, self.glossary)
        return (*own, self.definition, self.english, self.see, self.sources)


class Overridden(Struct, frozen=True):
    """A form of a shared glossary that is not used, because another entry has it."""

    form: str
    by: str
    """The id of that entry."""
    origin: str
    """The name of the shared glossary."""
    place: Place


class Glossary(Struct, frozen=True, eq=False):
    """All entries by id, in the order of their files. Compared by identity, so that it can be a cache key."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    digest: str = ""
    """SHA-256 over what marks depend on: id, slug, forms, type, match and short of each entry, by id; and `ignored`."""
    ignored: frozenset[str] = frozenset()
    """Words without an entry that are neither marked automatically nor suggested."""
    overridden: tuple[Overridden, ...] = ()
