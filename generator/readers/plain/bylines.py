"""Reads the lines of raw texts that say who wrote the text, when it appeared and where: `文／小李 2021-03-05`,
`原创：小王 物流观察室 2021年3月5日`, `来源：社区报 作者：老张 2020年7月1日 09:30`, `作者：张三 | 编辑：李四 | 2019-08-12`.

A line is cut at its dates and labels. What lies between them must be names: a clause, a comma without a second label or a
full stop means that the line is a sentence.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from generator.core.han import BASIC
from generator.core.passage import Passage
from generator.readers.dates import DATE, date_in
from generator.readers.plain.patterns import END_OF_SENTENCE

Kind = Literal["author", "source", "credit", "date", "dropped"]


class Part(NamedTuple):
    """What one part of a byline says."""

    kind: Kind
    text: str
    """A name, the date as written, or the address of the original."""
    label: str = ""
    """The label as written: 作者, 编辑; empty where none stands before it."""


class Field(NamedTuple):
    """A label and what stands behind it, as far as the next label or date."""

    value: str
    kind: str = ""
    """One of KINDS; empty where there is no label."""
    label: str = ""
    strict: bool = False
    """Whether a sign, rather than a blank, stands behind the label."""


class Byline(NamedTuple):
    """A line that consists of names, dates and their labels."""

    parts: tuple[Part, ...]
    labelled: bool
    """Whether a label says what it is. If not, names beside a date are guesses."""

    @property
    def is_date(self) -> bool:
        """Whether there are only dates, or also what was noted beside them, such as the place."""
        return all(part.kind in ("date", "credit") for part in self.parts) and not self.labelled


LONGEST = 100
SEPARATORS = " \t\u3000\u00a0|｜丨│·•,，、;；/／—–-~"
EDGES = SEPARATORS + "（）()【】[]"
NO_COMMAS = str.maketrans("", "", "，,、;；")
BETWEEN = r"(?:\s*[:：/／|｜丨│]\s*|\s+)"
WRITERS = r"(?:本文|原文)?作者|原作者|文[/／、&和]?图|图[/／、&和]?文|(?:本报|特约|实习|本刊)?记者|撰文|撰稿|执笔|口述|采写|文字|文|author|by"
ORIGINS = (
    r"(?:文章|本文|稿件|信息|内容)?来源|出处|(?:本文|文章)?(?:来自|首发于?|转载?自)(?:微信)?(?:公众号)?|原载|(?:微信)?公众号|"
    r"原文(?:链接|地址)|原文|链接|source"
)
HELPERS = (
    r"责任编辑|(?:本文|微信|执行|值班)?编辑|责编|校对|审校|审核|排版|制图|美编|摄影|供图|封面|头图|题图|图片|图|监制|策划|出品|"
    r"翻译|译者|(?:通讯|撰稿)员"
)
COUNTS = r"阅读|浏览|点击|评论|点赞|转发"
LABEL = re.compile(
    rf"(?:^|(?<=[{re.escape(SEPARATORS)}（(【\[]))"
    rf"(?:(?P<author>{WRITERS})|(?P<source>{ORIGINS})|(?P<own>原创)|(?P<count>(?:{COUNTS})(?:量|数|次数)?)|(?P<credit>{HELPERS}))"
    rf"(?P<between>{BETWEEN})"
    rf"|(?:^|(?<=[{re.escape(SEPARATORS)}]))(?P<other>[{BASIC}]{{2,5}})(?P<colon>\s*[:：]\s*)(?!//)",
    re.IGNORECASE,
)
"""A label, known or any short word before a colon."""
KINDS = ("author", "source", "own", "count", "credit", "other")
"""The groups of LABEL; `own` is 原创."""
BEHIND_NAME = re.compile(
    r"([^\s/／|｜丨:：（(]{1,12})\s?[/／|｜丨]\s?(文图?|图文?|摄影|撰文|编辑|采写)(?=[\s）)]|$)", re.IGNORECASE
)
"""`张三／文` says what `文／张三` does."""
DAY_LABEL = re.compile(
    rf"(?:^|(?<=[{re.escape(SEPARATORS)}（(【\[]))(?P<said>(?:发布|发表|更新|刊发|创建|首发)(?:时间|日期|于)?|时间|日期|on)?\s*[:：]?\s*$"
)
BEHIND_DATE = re.compile(
    r"\s*(?:[（(]?(?:星期|周)[一二三四五六日天][）)]?)?\s*(?:发布|发表|更新|刊发)?(?=\s|$|[|｜丨│·,，）)（(])"
)
ADDRESS = re.compile(r"https?://[^\s，。；、）)】]+")
NAME = re.compile(r"[^\s，。,;；:：|｜丨│！？!?…“”]{1,20}")
CLAUSE = re.compile(
    r"的(?:观点|看法|意[思见]|话|文章|数据)|认为|指出|表示|写道|觉得|显示|[也就都才]是|是[个一不为在很的这那]|说[过道]|[了吗呢吧啊]$|不[是会能要同]"
)
"""Words of a sentence, which no name has."""
OUTLET = re.compile(
    r"(?:网|报|社|室|号|志|刊|台|馆|院|所|局|部|会|谈|说|派|圈|君|观察|新闻|频道|工作室|科技|财经|周刊|评论|研究|学堂|课堂|实验室|笔记|大学|公司|"
    r"传媒|媒体|头条|微博|知乎|专栏|客户端|编辑部|小组|团队|中心|平台|博客|论坛|社区|资讯)$"
)
"""Ends of the names of papers, accounts and institutions."""
PLACES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 "
    "内蒙古 广西 西藏 宁夏 新疆 香港 澳门 中国香港 中国澳门 中国台湾 美国 日本 英国 加拿大 澳大利亚 新加坡 德国 法国 韩国"
).split()
"""What stands behind the date of posts: where the author was."""
SIGNED_AT = re.compile(r"(?:写|作|记|草|改)?于\s*(\S{2,8})")
WEATHER = re.compile(r"[晴阴雨雪云风雾霾转大中小雷阵多到]{1,6}")
LONG_NAME = 5
"""Characters. Without a label, a name as long as this is an account's rather than a person's."""
BETWEEN_WORDS = re.compile(r"\s*[|｜丨│/／]\s*|(?<![A-Za-z.])\s+|\s+(?![A-Za-z])")
"""A blank between Latin words is within a name."""
NUMBER = re.compile(r"[\d.]+\s*[万wk]?\s*次?\+?")
SHORT_NAME = re.compile(rf"[{BASIC}·]{{2,4}}|[A-Za-z][A-Za-z.'-]*")


def byline_in(text: str) -> Byline | None:
    """What the line says of author, origin, date and helpers; None if it is anything else."""
    text = text.strip()
    if not text or len(text) > LONGEST or (END_OF_SENTENCE.search(text) and not ADDRESS.search(text)):
        return None
    text = BEHIND_NAME.sub(r"\2／\1", _unwrapped(text))
    dates, stretches = _cut(text)
    if len(dates) > 2 or not all(map(_stands_apart, stretches, range(len(stretches), 0, -1), range(len(stretches)))):
        return None
    fields = [field for stretch in stretches for field in _fields(stretch)]
    labelled = any(field.kind in ("author", "source", "own", "credit") and field.strict for field in fields)
    company = bool(dates) or len(fields) > 1
    parts: list[Part] = []
    for field in fields:
        found = _parts(field, sure=labelled or bool(dates), company=company)
        if found is None:
            return None
        parts += found
    named = labelled or any(field.kind in ("author", "own") for field in fields)
    return Byline((*parts, *dates), named) if parts or dates else None


def is_byline(text: str) -> bool:
    """Whether the line surely is a byline: a date alone, or labelled."""
    found = byline_in(text)
    return found is not None and (found.labelled or found.is_date)


def without_bylines(passages: Sequence[Passage]) -> list[Passage]:
    """The passages that are text, not bylines."""
    return [passage for passage in passages if not is_byline(passage.text)]


def _unwrapped(text: str) -> str:
    """`text` without brackets around the whole of it."""
    closing = dict(zip("（(【[「", "）)】]」", strict=True)).get(text[:1])
    return text[1:-1].strip() if closing and text.find(closing) == len(text) - 1 else text


def _cut(text: str) -> tuple[list[Part], list[str]]:
    """The dates in a line, and the stretches between them."""
    dates: list[Part] = []
    stretches: list[str] = []
    at = 0
    for match in DATE.finditer(text):
        if date_in(match[0]) is None:
            continue
        written, before = match[0].rstrip(), text[at : match.start()]
        label = DAY_LABEL.search(before)
        stretches.append(before[: label.start()] if label else before)
        dates.append(Part("date", written, (label["said"] or "") if label else ""))
        at = match.start() + len(written)
        behind = BEHIND_DATE.match(text, at)
        at = behind.end() if behind else at
    return dates, [*stretches, text[at:]]


def _stands_apart(stretch: str, before_date: int, after_date: int) -> bool:
    """Whether a sign or blank parts a stretch from the date beside it: not so in 截至2021年3月5日."""
    if not stretch:
        return True
    named = LABEL.search(stretch) is not None
    edges = EDGES if named else EDGES.translate(NO_COMMAS)
    begins = not after_date or stretch[0] in edges or SIGNED_AT.match(stretch.lstrip(SEPARATORS)) is not None
    return begins and (before_date == 1 or named or stretch[-1] in edges)


def _fields(stretch: str) -> Iterator[Field]:
    found = list(LABEL.finditer(stretch))
    if first := _value(stretch[: found[0].start()] if found else stretch):
        yield Field(value=first)
    for number, match in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(stretch)
        kind = next(name for name in KINDS if match[name])
        strict = bool((match["between"] or match["colon"]).strip())
        yield Field(_value(stretch[match.end() : end]), kind, match[kind], strict)


def _value(text: str) -> str:
    return text.strip(SEPARATORS).lstrip("）)]】").rstrip("（([【").strip(SEPARATORS)


def _parts(field: Field, *, sure: bool, company: bool) -> list[Part] | None:
    """What a field says; None if it is no part of a byline.

    `sure`: the line has a date or a label with its sign. `company`: the line has a date or other fields.
    """
    value, kind, label, _ = field
    if kind == "count":
        return [Part("dropped", f"{label} {value}")] if NUMBER.fullmatch(value) else None
    if not value or CLAUSE.search(value):
        return None
    if kind == "author":
        return _writers(label, value, sure=sure, company=company)
    if kind in ("source", "credit", "other"):
        known = sure and _is_title(value)
        return (_origin(label, value) if kind == "source" else [Part("credit", value, label)]) if known else None
    words = [word for word in BETWEEN_WORDS.split(value) if word not in ("原创", "转载")]
    own = kind == "own" and len(words) == 2 and _is_outlet(words[1])
    return _guessed(words) if sure or own else None


def _is_title(value: str) -> bool:
    """Whether a value may be the name of a paper, an account or several helpers."""
    said = ADDRESS.sub("", value)
    return len(said) <= 40 and not re.search(r"[，。,;；！？!?…]", said)


def _origin(label: str, value: str) -> list[Part]:
    """The address in a value, and the name beside it."""
    address = ADDRESS.search(value)
    names = [address[0], _value(value[: address.start()] + value[address.end() :])] if address else [value]
    return [Part("source", name, label) for name in names if name]


def _writers(label: str, value: str, *, sure: bool, company: bool) -> list[Part] | None:
    """The authors behind a label, and the account that follows them."""
    if re.search(r"[，,;；]", value) and not company:
        return None
    if not sure and not all(SHORT_NAME.fullmatch(word) for word in value.split()):
        return None
    names = [name for name in re.split(r"[\s，,;；]+", value) if name]
    if len(names) > 6 or not all(NAME.fullmatch(name) for name in names):
        return None
    at = next((at for at in range(1, len(names)) if _is_outlet(names[at])), len(names))
    authors, account = value, ""
    if at < len(names) and not re.search(r"[，,;；]", value):
        authors, account = " ".join(names[:at]), " ".join(names[at:])
    return [Part("author", authors, label), *([Part("source", account)] if account else [])]


def _guessed(words: Iterable[str]) -> list[Part] | None:
    """The author and the account in words without a label."""
    parts: list[Part] = []
    names: list[str] = []
    for word in words:
        if word in PLACES:
            parts.append(Part("credit", word, "地点"))
        elif found := SIGNED_AT.fullmatch(word):
            parts.append(Part("credit", found[1], "地点"))
        elif WEATHER.fullmatch(word):
            parts.append(Part("credit", word, "天气"))
        elif (
            all(map(NAME.fullmatch, word.split()))
            and len(word) <= (30 if word.isascii() else 10)
            and re.search(r"[^\W\d_]", word)
        ):
            names.append(word)
        else:
            return None
    if len(names) > 2:
        return None
    if len(names) == 2 and _is_outlet(names[0]) and not _is_outlet(names[1]):
        names.reverse()
    elif len(names) == 1 and _is_outlet(names[0]):
        return [Part("source", names[0]), *parts]
    kinds: tuple[Kind, ...] = ("author", "source")
    return [*(Part(kind, name) for kind, name in zip(kinds, names, strict=False)), *parts]


def _is_outlet(name: str) -> bool:
    """Whether a name is rather that of a paper or account than a person's."""
    return not name.isascii() and (len(name) >= LONG_NAME or (len(name) > 2 and OUTLET.search(name) is not None))
