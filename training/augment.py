"""More sentences from few: the names in a sentence exchanged for others of their type.

Names come from the lexicon (jieba's words, sorted by LAC) and are put together by the patterns of Chinese names; each
choice
is drawn from one seeded generator, so the same input gives the same sentences.
"""

import random
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from generator.annotate.entities.foreign import CHARS
from generator.annotate.names import FIRMS, ORGANIZATIONS, TEAMS
from training.corpus import Sentence, Span

PARTS = {
    key: value.split(" ")
    for key, value in tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8")).items()
}
"""The parts of names, by their keys in names.toml."""
SURNAMES, BRAND = PARTS["surnames"][0], PARTS["brand"][0]
FIRM = re.compile("(公司|集团|银行|汽车|证券|航空|电器|股份|科技)$")
SLOT = re.compile(r"\{(.)\}")
SLOTS = {
    "P": "person",
    "L": "place",
    "R": "place",
    "S": "place",
    "O": "organization",
    "C": "organization",
    "T": "organization",
}
WELL_KNOWN = 0.2
"""The share of organisations that are well-known ones."""
BARE = 0.12
"""The share of teams that are called by the name of their town abroad."""
ENDINGS = ((0.42, "offices"), (0.52, "schools"), (0.58, "media"), (0.68, "teams"))
"""What follows a town in an organisation's name, up to which share of a random number."""


class Names:
    """A source of names. `kinds` is the lexicon's, `tags` and `counts` the dictionary's parts of speech and
    frequencies.
    """

    def __init__(self, kinds: dict[str, str], tags: dict[str, str], counts: dict[str, int], seed: int) -> None:
        self.chance = random.Random(seed)
        people = [word for word, kind in kinds.items() if kind == "PER"]
        self.chinese = [
            word for word in people if word[0] in SURNAMES and len(word) in (2, 3) and tags[word] in ("nr", "nrfg")
        ]
        self.foreign = [
            word
            for word in people
            if tags[word] == "nrt" or (tags[word] == "nr" and word[0] not in SURNAMES and len(word) > 2)
        ]
        given = Counter(char for word in self.chinese for char in word[1:])
        self.given, self.given_counts = zip(*given.items(), strict=True)
        places = [word for word, kind in kinds.items() if kind == "LOC"]
        self.towns = [word for word in places if tags[word] == "ns"]
        self.town_counts = [min(counts[word], 3000) ** 0.6 + 1 for word in self.towns]
        self.places = [word for word in places if tags[word] in ("ns", "nr", "nrt", "n")]
        self.place_counts = [min(counts[word], 3000) ** 0.5 + 1 for word in self.places]
        self.bodies = [
            word for word, kind in kinds.items() if kind == "ORG" and tags[word] not in ("nr", "ns", "v", "i")
        ]
        self.firms = [word for word in self.bodies if FIRM.search(word)]
        self.teams = [word for word in self.bodies if word.endswith(("队", "俱乐部"))]
        self.abroad = [word for word in self.towns if len(word) > 2 and CHARS.issuperset(word)]
        self.known_firms, self.known_teams = sorted(FIRMS), sorted(TEAMS)
        self.known_bodies = sorted(ORGANIZATIONS - FIRMS - TEAMS)
        self.body_counts = [min(counts[word], 2000) ** 0.5 + 1 for word in self.bodies]

    def new(self, slot: str) -> str:
        """A name for a slot of the templates, or of a type."""
        makers = {
            "P": self.person,
            "L": self.town,
            "R": self.place,
            "O": self.organization,
            "C": self.firm,
            "T": self.team,
            "S": self.short,
        }
        return {**makers, "person": self.person, "place": self.place, "organization": self.organization}[slot]()

    def person(self) -> str:
        """Chinese names, foreign ones with and without a dot, and 老王."""
        pick = self.chance.choice
        share = self.chance.random()
        if share < 0.3:
            return pick(self.chinese)
        if share < 0.62:
            surname = pick(PARTS["double"]) if self.chance.random() < 0.04 else pick(SURNAMES)
            return surname + "".join(self.chance.choices(self.given, self.given_counts, k=pick((1, 2, 2, 2))))
        if share < 0.82:
            return pick(self.foreign)
        return f"{pick(self.foreign)}·{pick(self.foreign)}" if share < 0.95 else pick("老小阿") + pick(SURNAMES)

    def town(self) -> str:
        """A place that is known, more often one that is often named."""
        return self.chance.choices(self.towns, self.town_counts)[0]

    def place(self) -> str:
        """Towns, countries, rivers, roads."""
        return self.town() if self.chance.random() < 0.65 else self.chance.choices(self.places, self.place_counts)[0]

    def brand(self) -> str:
        """The part of a firm's name that is its own."""
        return (
            "".join(self.chance.sample(BRAND, 2))
            if self.chance.random() < 0.6
            else self.chance.choice(self.foreign)[:4]
        )

    def firm(self) -> str:
        """A firm, known or made up."""
        share = self.chance.random()
        if share < WELL_KNOWN:
            return self.chance.choice(self.known_firms)
        share = self.chance.random()
        if share < 0.3:
            return self.chance.choice(self.firms)
        if share < 0.34:
            return self.brand()
        brand = self.town() + self.brand() if share < 0.5 else self.brand()
        return (
            brand + self.chance.choice(PARTS["trades"]) if share < 0.7 else brand + self.chance.choice(PARTS["firms"])
        )

    def team(self) -> str:
        """A team or club."""
        if self.chance.random() < WELL_KNOWN:
            return self.chance.choice(self.known_teams)
        if self.chance.random() < BARE:
            return self.chance.choice(self.abroad)
        return (
            self.chance.choice(self.teams)
            if self.chance.random() < 0.4
            else self.town() + self.chance.choice(PARTS["teams"])
        )

    def short(self) -> str:
        """A country in one character."""
        return self.chance.choice("中美俄日英法德韩朝印以巴埃澳加欧台港")

    def organization(self) -> str:
        """Known bodies, offices, schools, media, teams, firms, associations."""
        pick, share, town = self.chance.choice, self.chance.random(), self.town()
        if self.chance.random() < WELL_KNOWN:
            return pick(self.known_bodies)
        if share < 0.3:
            return self.chance.choices(self.bodies, self.body_counts)[0]
        for limit, endings in ENDINGS:
            if share < limit:
                return town + pick(PARTS[endings])
        if share < 0.76:
            return self.brand() + pick(PARTS["firms"])
        if share < 0.82:
            return town + self.brand() + pick(PARTS["trades"]) + pick(PARTS["firms"])
        if share < 0.88:
            return self.brand() + pick(PARTS["trades"])
        return (
            pick(("中国", "全国", "国家", "世界", "国际", "亚洲", town, town + "省", town + "市"))
            + pick(PARTS["fields"])
            + pick(PARTS["bodies"])
        )


def renamed(sentence: Sentence, names: Names, share: float = 0.85) -> Sentence:
    """The sentence with `share` of its names exchanged."""
    text, spans = sentence
    out, found, last = "", list[Span](), 0
    for start, end, kind in spans:
        out += text[last:start]
        name = names.new(kind) if names.chance.random() < share else text[start:end]
        found.append((len(out), len(out) + len(name), kind))
        out, last = out + name, end
    return out + text[last:], found


def more(sentences: Sequence[Sentence], names: Names, times: int) -> list[Sentence]:
    """`times` renamed copies of each sentence that has names."""
    return [renamed(sentence, names) for sentence in sentences if sentence[1] for _ in range(times)]


def templates() -> list[str]:
    """The sentences of templates.txt."""
    lines = (Path(__file__).parent / "templates.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def filled(template: str, names: Names) -> Sentence:
    """A template with new names in its slots."""
    text, spans, last = "", list[Span](), 0
    for slot in SLOT.finditer(template):
        text += template[last : slot.start()]
        name = names.new(slot[1])
        spans.append((len(text), len(text) + len(name), SLOTS[slot[1]]))
        text, last = text + name, slot.end()
    return text + template[last:], spans
