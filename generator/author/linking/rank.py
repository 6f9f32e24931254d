"""Ranks the items found for an entry by evidence. Makes no requests."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from generator.annotate.normalize import plain
from generator.author.linking.wikidata import Item
from generator.core.entry import Entry, Type
from generator.core.han import BASIC

WORDS: Mapping[Type, str] = {
    "person": "人物|企业家|政治家|作家|学者|科学家|工程师|演员|歌手|导演|诗人|画家|皇帝|教授|运动员|创始人|总裁|"
    r"\b(?:born|people|person|businessman|businessperson|entrepreneur|engineer|politician|writer|scientist|actor|"
    r"actress|singer|executive|poet|emperor)\b",
    "organization": "公司|企业|集团|机构|组织|大学|学院|银行|协会|委员会|政党|部门|"
    r"\b(?:company|corporation|organi[sz]ation|university|institute|bank|agency|association|party|conglomerate)\b",
    "place": "城市|省份|国家|地区|区域|县|镇|市辖区|河流|山脉|岛屿|首都|"
    r"\b(?:city|province|country|district|county|town|river|mountain|island|capital|region)\b",
    "product": "软件|应用|平台|服务|系统|产品|游戏|手机|网站|浏览器|"
    r"\b(?:software|application|app|platform|service|product|video game|website|operating system)\b",
    "work": "书籍|小说|电影|专辑|歌曲|电视剧|论文集|著作|杂志|报纸|"
    r"\b(?:book|novel|film|album|song|television series|magazine|newspaper)\b",
    "event": "事件|战争|会议|大会|运动会|革命|灾难|奥运|"
    r"\b(?:event|war|conference|battle|revolution|summit|disaster|olympics)\b",
}
"""Words in descriptions that indicate a type."""
NOISE = re.compile(
    "消歧义|消歧義|维基媒体|維基媒體|姓氏|人名|学术文章|disambiguation|wikimedia|family name|given name|scholarly article",
    re.IGNORECASE,
)
PAIRS = re.compile(rf"(?=([{BASIC}]{{2}}))")
COMMON = ("中国", "一个", "一种")
"""Pairs of characters that are too common in descriptions to be evidence."""
NAME, ALIAS, PART = 1.0, 0.8, 0.3
TYPE, DEFINITION, AGAINST, NOISY = 0.3, 0.3, -0.3, -1.0


class Candidate(NamedTuple):
    """An item with its evidence."""

    item: Item
    score: float
    evidence: tuple[str, ...]
    """Of `label`, `alias`, `type`, `definition`; and `not-type`, which counts against it."""

    @property
    def named(self) -> bool:
        """Whether its label or an alias is the entry's name or an alias."""
        return "label" in self.evidence or "alias" in self.evidence

    @property
    def supported(self) -> bool:
        """Whether there is evidence besides its name."""
        return self.named and ("type" in self.evidence or "definition" in self.evidence)


def rank(entry: Entry, items: Iterable[Item]) -> list[Candidate]:
    """The items without duplicates, best first. Ties keep the order of Wikidata."""
    unique = {item.id: item for item in reversed(list(items))}
    return sorted((_judged(entry, item) for item in reversed(unique.values())), key=lambda one: -one.score)


def clear(found: list[Candidate]) -> Candidate | None:
    """The item that is beyond doubt: the best one, if only it has evidence besides its name."""
    supported = [one for one in found if one.supported]
    return supported[0] if len(supported) == 1 and supported[0] is found[0] else None


def _judged(entry: Entry, item: Item) -> Candidate:
    names = {plain(name) for name in (*entry.forms, entry.hans, entry.hant, entry.english) if name}
    label = plain(item.label) in names
    alias = not label and any(plain(name) in names for name in item.names)
    score = NAME if label else ALIAS if alias else PART
    evidence = ["label"] if label else ["alias"] if alias else []
    if NOISE.search(item.description):
        return Candidate(item, round(score + NOISY, 2), ())
    told = types_told(item.description)
    if entry.type in told:
        score, evidence = score + TYPE, [*evidence, "type"]
    elif told and entry.type != "term":
        score, evidence = score + AGAINST, [*evidence, "not-type"]
    if share := _shared(item.description, entry.definition):
        score, evidence = score + DEFINITION * share, [*evidence, "definition"]
    return Candidate(item, round(score, 2), tuple(evidence))


def types_told(description: str) -> set[Type]:
    """The types that a description indicates."""
    return {kind for kind, words in WORDS.items() if re.search(words, description, re.IGNORECASE)}


def _shared(description: str, definition: str) -> float:
    """The share of the description's pairs of Han characters that the definition has too."""
    pairs = set(PAIRS.findall(plain(description))) - set(COMMON)
    whole = plain(definition)
    return sum(pair in whole for pair in pairs) / len(pairs) if pairs else 0.0
