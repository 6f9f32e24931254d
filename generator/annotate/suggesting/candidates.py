"""Extracts possible terms from a text, by kind of evidence, with all their places."""

import re
from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct, field

from generator.annotate.pieces import pieces
from generator.annotate.rarity import HAN
from generator.annotate.suggesting.everyday import zipf
from generator.annotate.words import Words
from generator.core.entry import Type
from generator.core.han import BASIC
from generator.core.passage import OBJECT, Passage

Range = tuple[int, int]
OFFSET_BITS = 32

QUOTED = re.compile(r"「([^「」\n]{2,16})」|“([^“”\n]{2,16})”|『([^『』\n]{2,16})』|‘([^‘’\n]{2,16})’")
WORK = re.compile(r"《([^《》\n]{1,24})》")
SENTENCE = re.compile(r"[，。！？；：、,!?;…—\ufffc]|^\d+$")
"""A quotation that contains one of these is speech, not a name."""
SPOKEN = re.compile(r"[的了不没到要得被是在之和把让给就都也还又]")
LATIN = re.compile(
    rf"(?<![A-Za-z0-9_@/.\\\-])(?:\d{{1,2}}G(?![A-Za-z])|[A-Z]/[A-Z](?=[{BASIC}])|"
    r"[A-Za-z][A-Za-z0-9]*(?:[+#.&\-/][A-Za-z0-9]+)*[+#]{0,2}(?:(?<=[a-z]) [A-Z][a-z][A-Za-z0-9]*)*)"
    r"(?:[ ]?端)?(?![A-Za-z0-9_@/]|\.[A-Za-z]|\(\))"
)
DEFINED = (
    re.compile(rf"所谓的?[「“]?([{BASIC}A-Za-z0-9+#·/]{{2,12}}?)[」”]?(?=，|,|、|就是|是指|指的是|其实|不过|无非)"),
    re.compile(
        r"(?:称为|称作|称之为|[叫称]作?做?|又名|简称|全称|俗称|统称|史称|合称|名为|命名为)(?:它|他|她)?[「“]?"
        rf"([{BASIC}A-Za-z0-9+#·/]{{2,12}}?)[」”]?(?=[，。；、,;（(）)」”]|的)"
    ),
    re.compile(rf"(?:^|[。；，\n])([{BASIC}]{{2,8}}?)(?=(?:，|,)?(?:是指|指的是|的定义是|，即|泛指|是一[种类门项]))"),
)
ENGLISH = re.compile(rf"([{BASIC}A-Za-z0-9]{{2,12}})[」”]?(?=[（(]\s?[A-Z]?[A-Za-z][A-Za-z0-9 .&/,’'\-]{{1,60}}[)）])")
"""A run of Han characters with English beside it: its last words are the term."""
LOWER = re.compile(r"^(?:[a-z]+ )+")
"""Words before a name: "and" in and After Dark."""
CLAUSE = re.compile(rf"(?! )(?>(?:[ ]?[{BASIC}A-Za-z0-9+#.&/\-]++)+)")
"""A run of Han characters and Latin words, without punctuation."""
MAX_WORDS = 4
"""Maximum words in a Chinese candidate."""
MAX_CHARS = 10
"""Maximum characters in one."""
MANY = 50_000
"""With more Chinese candidates than this, those seen once so far are dropped. Few articles have a tenth of them."""
STOP_LATIN = frozenset(
    "a an and are as at be but by can do for from has have he her his how i if in is it its like may me my new no not of on or our out "
    "she so some than that the their them then there these they this to too up us use used via was we what when where which who will "
    "with you your http https www com org net html htm php png jpg gif md the "
    "github markdown pr app usb pdf ppt wifi email ok tv pc".split()
)
FUNCTION = frozenset("u p c d r y e o x w k h f m q t mq zg uj ul uv uz ud ug df rr rz rg ad ag dg tg yg".split())
"""jieba's tags of words that no term begins or ends with: particles, prepositions, adverbs, pronouns, numbers, times …
"""
FUNCTION_ONE = frozenset("u p c d r y e o x w uj ul uv uz ud ug".split())
NOUNS = ("vn", "an", "eng", "j")
NEVER_ONE = frozenset(
    "的了是在有和与或就也都要会能可对从向把被让使给到于以为其之所而且但则即如若这那哪谁我你他她它们个些种次位年月日时分秒"
    "第每各某本该此内里间多少很更最太不没来去出入起过说看做想"
)
NAMING = frozenset("叫 称 名 由 用 把 被 于 叫作 叫做 称为 称作 名为 即 及 而 或 或者 以及 属于 基于 使用".split())
"""Words that lead to a name and are no part of it."""
NUMBERS = frozenset("零一二三四五六七八九十百千万两几半")
EDGES = (NEVER_ONE | set("才但如又再先并")) - set("年月日时分秒里出入")
"""Characters at the edge of an unknown word that show it to be a piece of a sentence."""
INNER = frozenset("的得了着过们吗呢吧")
"""Characters anywhere in an unknown word that do."""
ENDINGS = frozenset("成于为到给够中里上下前后")
"""Characters at its end that do."""
RARE = 2.0
"""Zipf frequency below which the dictionary's words are often mere phrases: 侧重于, 圈子里."""
COMMON = 4.5
"""Zipf frequency of a word at least that adds nothing to a term beside it."""
EVERYDAY = 4.0
"""Zipf frequency of an everyday word at least."""
SIDES = frozenset("上中下前后时外内里旁间")
"""Endings of phrases of place or time: 手机上, 循环中."""
NEVER = frozenset(
    "可以 没有 一个 这个 那个 我们 你们 他们 自己 什么 怎么 如何 这些 那些 这种 那种 时候 事情 东西 问题 情况 方面 部分 地方 方式 例子 "
    "以下 以上 之后 之前 之间 其中 其他 其它 目前 现在 今天 昨天 明天 今年 去年 明年 最近 未来 过去 本文 文章 作者 人们 大家 "
    "译者 译文 译注 校对者 校对 原文 选题 题图 下图 上图 下表 图片 附录 结语 前言 参考资料 "
    "需要 使用 进行 通过 成为 作为 提供 实现 包括 认为 表示 知道 看到 觉得 希望 开始 发现 出现 存在 选择 了解 支持 创建 运行 "
    "很多 许多 一些 更多 所有 任何 每个 不同 重要 主要 简单 容易 可能 能够 应该 必须 已经 正在 非常 十分 比较 "
    "第一 第二 第三 一次 一种 一样 一直 一定 一般 一起 一下 一部分 同时 同样 例如 比如 因此 所以 但是 不过 然后 如果 虽然 因为 "
    "公司 时间 世界 中国 工作 生活 内容 结果 原因 过程 方法 能力 水平 程度 意义 作用 关系 条件 机会 想法 目标 任务".split()
)
"""Words so common that their frequency in one text means nothing."""


class Candidate(Struct):
    """A surface that may be a term."""

    surface: str
    group: str
    """`quoted`, `latin`, `defined`, `ranked` or `entity`: the strongest evidence."""
    type: Type = "term"
    places: "array[int]" = field(default_factory=lambda: array("Q"))
    """Occurrences, in order, each as the one number that `at` makes of it: a long article has millions."""
    words: tuple[str, ...] = ()
    """Its words, if the text was segmented to find it; else empty."""
    beside: tuple[str, str] = ("", "")
    """The words before and after its first place, if the text was segmented to find it."""
    signs: set[str] = field(default_factory=set)
    """All kinds of evidence, besides those that are groups: `heading`, `english`, and the type of a name."""
    certainty: float = 0.0
    """The highest score of a name among its places."""


def at(passage: int, offset: int) -> int:
    """A place: the number of a passage and an offset into its text, in one number of the same order."""
    return passage << OFFSET_BITS | offset


def split(place: int) -> tuple[int, int]:
    """The passage number and the offset of a place."""
    return place >> OFFSET_BITS, place & ((1 << OFFSET_BITS) - 1)


def quoted(passages: Sequence[Passage]) -> Iterator[Candidate]:
    """Names in quotation marks, and titles of works in 《》."""
    kinds: tuple[tuple[re.Pattern[str], Type], ...] = ((QUOTED, "term"), (WORK, "work"))
    for pattern, kind in kinds:
        found: dict[str, Candidate] = {}
        for passage in passages:
            for match in pattern.finditer(passage.text):
                group = match.lastindex or 1
                surface = match[group].strip()
                name = kind == "work" or _is_name(surface)
                if len(surface) > 1 and name and not SENTENCE.search(surface):
                    add(found, surface, "quoted", at(passage.number, match.start(group)), kind)
        yield from found.values()


def add(found: dict[str, Candidate], surface: str, group: str, place: int, kind: Type = "term") -> None:
    """Add a place of a candidate."""
    candidate = found.get(surface)
    if candidate is None:
        candidate = found[surface] = Candidate(surface, group, kind)
    candidate.type = kind
    candidate.places.append(place)


def _is_name(surface: str) -> bool:
    """Whether a quotation is short and without particles, so a name rather than speech, and no word of a program."""
    return (
        len(surface) <= 12
        and not (surface.isascii() and surface.islower())
        and not (len(surface) > 3 and SPOKEN.search(surface))
    )


def latin(passages: Sequence[Passage]) -> Iterator[Candidate]:
    """Latin names and abbreviations, with digits or a Han suffix: SaaS, LBS, 5G, A/B, B 端."""
    found: dict[str, Candidate] = {}
    for passage in passages:
        for match in LATIN.finditer(passage.text):
            surface = LOWER.sub("", match[0])
            if (
                surface.lower() not in STOP_LATIN
                and (len(surface) > 1 or not surface.isalpha())
                and not surface.islower()
            ):
                add(found, surface, "latin", at(passage.number, match.end() - len(surface)))
    yield from found.values()


def defined(passages: Sequence[Passage], words: Words) -> Iterator[Candidate]:
    """Terms that the author defines: 所谓X, X（English）, 称为X, X是指…."""
    found: dict[str, Candidate] = {}
    for passage in passages:
        places = [(one.start(1), one[1], "defined") for pattern in DEFINED for one in pattern.finditer(passage.text)]
        places += [(one.start(1), one[1], "english") for one in ENGLISH.finditer(passage.text)]
        for start, surface, sign in sorted(places):
            name = _name_in(surface, words, whole=sign == "defined")
            if name:
                add(found, name, "defined", at(passage.number, start + len(surface) - len(name)))
                found[name].signs.add(sign)
    yield from found.values()


def _name_in(surface: str, words: Words, *, whole: bool) -> str:
    """The name at the end of a run of text, without the words that lead to it (叫作｜水解法); with `whole`, all of the run
    or nothing.
    """
    ranges = words.cut(surface)
    start = len(surface)
    for first, last in reversed(ranges):
        word = surface[first:last]
        function = words.tag(word) in FUNCTION_ONE or (word in NEVER_ONE and last < len(surface))
        if word in NAMING or word in NEVER or function:
            break
        start = first
    return surface[start:] if len(surface) - start > 1 and (not whole or start == 0) else ""


def phrases(passages: Sequence[Passage], words: Words) -> dict[str, Candidate]:
    """Candidates of one to MAX_WORDS words, by surface."""
    found: dict[str, Candidate] = {}
    most = MANY
    for passage in passages:
        for start, end in pieces(passage.text):
            for clause in CLAUSE.finditer(passage.text, start, end):
                _add_phrases(found, clause[0], at(passage.number, clause.start()), words)
            if len(found) > most:
                found = {surface: one for surface, one in found.items() if len(one.places) > 1}
                most = max(MANY, 2 * len(found))
    return found


def _add_phrases(found: dict[str, Candidate], clause: str, place: int, words: Words) -> None:
    """Add the candidates in a clause that begins at `place`."""
    ranges = [(start, end) for start, end in words.cut(clause) if not clause[start:end].isspace()]
    said = [clause[start:end] for start, end in ranges]
    kinds = [_kind(word, words) for word in said]
    for first, last in _spans(kinds, ranges, said):
        surface = clause[ranges[first][0] : ranges[last][1]]
        candidate = found.get(surface)
        if candidate is None:
            before, after = said[first - 1] if first else "", said[last + 1] if last + 1 < len(said) else ""
            candidate = found[surface] = Candidate(
                surface, "ranked", words=tuple(said[first : last + 1]), beside=(before, after)
            )
        candidate.places.append(place + ranges[first][0])


def _spans(kinds: Sequence[str], ranges: Sequence[Range], said: Sequence[str]) -> Iterator[Range]:
    """First and last word index of each candidate among the words of a run."""
    for first, kind in enumerate(kinds):
        if kind == "x":
            continue
        for last in range(first, min(first + MAX_WORDS, len(kinds))):
            if kinds[last] == "x" or ranges[last][1] - ranges[first][0] > MAX_CHARS:
                break
            if _allowed(kinds[first : last + 1]) and said[last] not in SIDES:
                yield first, last


@lru_cache(maxsize=20_000)
def _kind(word: str, words: Words) -> str:
    """The class of a word: `n` noun, `v` other word allowed in a term, `1` allowed single character, `a` Latin, `x` not
    allowed.
    """
    if not HAN.search(word):
        return "a" if word[0].isalpha() and word.lower() not in STOP_LATIN else "x"
    tag = words.tag(word)
    if len(word) == 1:
        return "x" if word in NEVER_ONE or tag in FUNCTION_ONE else "1"
    if word in NEVER or (_falls_apart(word, words) and zipf(word, words) < RARE):
        return "x"
    if tag in FUNCTION:  # 前端, 异步: the dictionary has parts of speech of 1998
        return "v" if tag in ("f", "d", "ad") and zipf(word, words) < EVERYDAY else "x"
    if not tag or tag[0] == "n" or tag in NOUNS:
        return "n"
    return "v" if tag[0] in "vabzisl" else "x"


def _falls_apart(word: str, words: Words) -> bool:
    """Whether a word that the dictionary lacks, or has by chance, is rather a piece of a sentence: 换不换, 对运维, 七钱."""
    edges = {word[0], word[-1]}
    return (
        bool(EDGES & edges or INNER & {*word})
        or word[-1] in ENDINGS
        or word[0] in NUMBERS
        or any(words.tag(edge)[:1] in tuple("pcruy") for edge in edges)
    )


def _allowed(kinds: str | Sequence[str]) -> bool:
    """Whether words of these classes make a candidate: one word, or several with at least one of two characters."""
    if len(kinds) == 1:
        return kinds[0] in ("n", "v")
    return any(kind in ("n", "v") for kind in kinds) or ("a" in kinds and "1" in kinds)


def clean(text: str) -> str:
    """A context, cleaned for display."""
    return " ".join(text.replace(OBJECT, " ").split())
