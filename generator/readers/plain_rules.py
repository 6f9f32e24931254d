"""What each paragraph of a raw text is: rules tried in order, each with how sure it is and why.

| rule | takes for | when |
|---|---|---|
| `tail` | tail | the text's end is notices, adverts, calls to follow: from the last paragraph upwards, as long as
they are such |
| `title` | title | the first paragraph is short, ends without punctuation, and is no label; or is labelled 标题 |
| `byline` | author, date, dropped | one of the first or last paragraphs says only who, when, where from |
| `lead` | lead | a paragraph is labelled 导语, 摘要 … ; the same text once more is taken only once, in full |
| `caption` | caption | a paragraph begins with ▲ or the like, or is a short credit of a picture |
| `rule` | rule | a line of signs only |
| `heading` | heading | short, without punctuation at its end, between longer paragraphs, or numbered as headings are |
| `quotation` | quote | the paragraph before announces it with a colon; it lasts while somebody speaks as I, we, you |
| `item` | item | paragraphs in a row begin with the same sign of a list |

What no rule takes is a paragraph.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, field

from generator.core.draft import Classified
from generator.core.errors import Text
from generator.readers.dates import date_in

END_OF_SENTENCE = re.compile(r"[。！？!?…；;]['\"”’」』）)》]*$")
LABEL = re.compile(
    r"(?:导语|导读|引言|引语|摘要|提要|内容提要|核心提示|编者按|编者的话|按语|前言|概要)\s*[:：丨｜|]\s*"
)
TITLE_LABEL = re.compile(r"(?:标题|题目|题)\s*[:：]\s*")
NAME = r"[^\s，。,;；|｜]{2,20}"
AUTHOR = re.compile(
    rf"(?:作者|文|撰文|撰稿|记者|原作者|口述|采写|by)\s*(?:[:：/／|｜丨]|(?<=by)\s)\s*(?P<name>{NAME}(?:[ 、·]{NAME}){{0,3}})\s*$",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"(?:来源|来自|出处|编辑|责编|责任编辑|校对|审校|审核|排版|制图|摄影|供图|封面|头图|题图|监制|策划|出品|首发|公众号|微信号|原标题|"
    r"原文链接|链接|分类|标签|转自)\s*[:：/／|｜丨].{0,60}$|(?:阅读|浏览|点击)(?:量|数|次数)?\s*[:：]?\s*[\d.]+\s*[万wk]?\s*次?\+?$"
)
ABOUT_ALONE = re.compile(
    r"(?:原创|转载|分享|收藏|点赞|在看|关注|点击上方.{0,20}|点击蓝字.{0,20}|设为星标.{0,20}|阅读原文|展开全文|查看原图|广告)$"
)
DATE_LABEL = re.compile(r"(?:发布|发表|更新|刊发|创建)?(?:时间|日期|于)?\s*[:：]?\s*")
TAIL = re.compile(
    r"[\W_]*(?:(?:温馨提示|(?:特别|免责|版权|重要|郑重)?声明|转载(?:说明|须知)|责任编辑|推荐阅读|相关阅读|延伸阅读|往期(?:回顾|精选|推荐)|猜你喜欢|商务合作|"
    r"联系方式)(?:\s*[:：丨｜|]|[\W_]*$)|版权归|未经(?:授权|许可|允许)|如需转载|如有侵权|商务合作请|本文(?:由|来自|来源|转自|转载|系|已获|为)|"
    r"更多(?:精彩|内容|资讯|文章)|喜欢(?:就|这篇|本文)|觉得不错|点击(?:阅读|下方|右|这里|“)|扫(?:码|描|一扫).{0,12}(?:关注|添加|加入|下载|进群)|扫描(?:下方|上方|文末|以下)|"
    r"长按.{0,12}(?:关注|识别|二维码)|欢迎(?:关注|添加|加入|投稿|转发|扫码|订阅|联系|咨询)|关注(?:我们|公众号|微信号|微信公众号)|"
    r"加微信|加群|加入(?:我们|微信群|社群)|联系我们|投稿(?:邮箱|请|联系)|(?:the\s+)?end[\W_]*$|[（(【]?(?:全文)?完[)）】]?[\W_]*$)",
    re.IGNORECASE,
)
LONGEST_NOTICE = 150
"""Characters: a longer paragraph is text, whatever it begins with."""
TAIL_INSIDE = re.compile(
    r"(?:微信|QQ|电话|手机|热线)(?:号|群)?\s*[:：]\s*[A-Za-z0-9_-]{5,}|(?<!\d)1[3-9]\d{9}(?!\d)|(?:识别|下方|上方|文末).{0,6}二维码|"
    r"公众号.{0,12}(?:关注|回复)|转载请(?:注明|联系)|"
    r"保证有问必答|版权所有|侵权.{0,6}删"
)
CAPTION_SIGNS = "▲△▼▽↑↓◀▶"
CAPTION = re.compile(
    rf"\s*(?:[{CAPTION_SIGNS}]|[（(【\[]?(?:图|图片|配图|照片|图表|表|题图|封面图?)\s*"
    r"(?:[0-9一二三四五六七八九十]{1,3}\s*[:：.、丨｜| ]|(?:来源|来自|源|说|片)?\s*[:：|｜丨/／]))"
)
CREDIT = re.compile(r"(?:图片|图|供图|摄影|照片)(?:来源|来自|源|/|／|由)[:：/／]?\s*\S{1,20}$")
RULE = re.compile(r"[-—*_=~·.•\s]{3,}$")
NUMBERED = re.compile(
    r"\s*(?:第[一二三四五六七八九十百零0-9]{1,4}[章节部分篇回][\s:：、.]*|[一二三四五六七八九十]{1,3}[、.．:：]\s*|[（(][一二三四五六七八九十]{1,3}[）)]\s*|"
    r"(?:part|chapter)\s*\.?\s*\d+\s*[:：.]?\s*|#{1,6}\s+|【(?=[^】]{2,24}】$)|0\d\s*[丨|｜./、]?\s*)",
    re.IGNORECASE,
)
LOWER = re.compile(r"\s*(?:[（(][一二三四五六七八九十]{1,3}[）)]|#{3,})")
BULLET = re.compile(r"\s*([•●○◆◇■□▪·‣➤►✓✔☑★☆※-]|\*(?=\s))\s*(?=\S)")
SPEAKS = re.compile(
    r"说|表示|认为|指出|谈到|谈及|阐述|回应|回答|答|介绍|写[道下进着到明]|称|坦言|透露|强调|提到|提出|解释|总结|补充|分析|评价|描述|回忆|感慨|"
    r"感叹|反问|问|告诉|宣布|讲|道|曰|看来|观点|原话|致辞|演讲|发言|信中|文中|声明|发文|发帖|微博"
)
FIRST_PERSON = re.compile(r"我(?![国市省县军党校院])|咱|大家|诸位|各位|你们|您|在座")
QUOTED = re.compile(r"「[^」]*」|“[^”]*”|『[^』]*』|\"[^\"]*\"")
OPENING, CLOSING = '“「『"', '”」』"'
LONG = 36
"""Characters: a paragraph from this length on is running text."""


class Paragraph(Struct, frozen=True):
    """A paragraph of a raw text, its lines joined."""

    text: str
    line: int


class Reading(Struct):
    """What has been found out of a text so far."""

    paragraphs: Sequence[Paragraph]
    classified: dict[int, Classified] = field(default_factory=dict)
    """Number of a paragraph → what it was taken for."""

    def take(self, number: int, role: str, sure: float, why: Text, text: str | None = None) -> None:
        """Takes a paragraph for `role`; what has been taken stays."""
        paragraph = self.paragraphs[number]
        self.classified.setdefault(
            number, Classified(paragraph.line, role, paragraph.text if text is None else text, sure, why)
        )

    def free(self) -> list[int]:
        """The paragraphs that no rule has taken yet."""
        return [number for number in range(len(self.paragraphs)) if number not in self.classified]

    def text(self, number: int) -> str:
        """The text of a paragraph; empty before the first and behind the last."""
        return self.paragraphs[number].text if 0 <= number < len(self.paragraphs) else ""


def tail(reading: Reading) -> None:
    """Notices and adverts at the end; from the first of them on all is tail, but at most the last ten paragraphs are
    looked at.
    """
    last = len(reading.paragraphs) - 1
    first = last + 1
    for number in range(last, max(last - 10, 0), -1):
        text = reading.text(number)
        notice = TAIL.match(text) or TAIL_INSIDE.search(text) or (ABOUT.match(text) and number > last - 4)
        if notice and len(text) <= LONGEST_NOTICE:
            first = number
        elif len(text) > 60 or first > last:
            break
    for number in range(first, last + 1):
        why = Text("结尾的声明、推广或联系方式", "a notice, advert or contact at the end")
        reading.take(number, "tail", 0.9 if TAIL.match(reading.text(number)) else 0.75, why)


def title(reading: Reading) -> None:
    """The title, where the text has one."""
    text = reading.text(0)
    if found := TITLE_LABEL.match(text):
        reading.take(0, "title", 0.95, Text("标着“标题”", "labelled as the title"), text[found.end() :])
    elif (
        text
        and len(text) <= 45
        and text[-1] not in "。；;：:，,、…"
        and len(reading.paragraphs) > 1
        and not (
            LABEL.match(text)
            or AUTHOR.match(text)
            or ABOUT.match(text)
            or CAPTION.match(text)
            or _is_date(text)
            or BULLET.match(text)
            or RULE.match(text)
            or (END_OF_SENTENCE.search(text) and not text.endswith(("？", "?", "！", "!")))
        )
    ):
        longer = max(len(reading.text(number)) for number in range(1, min(4, len(reading.paragraphs))))
        reading.take(
            0,
            "title",
            0.85 if longer >= LONG else 0.5,
            Text("第一行，短而没有句号", "the first line, short and without a full stop"),
        )


def byline(reading: Reading) -> None:
    """Author, date and origin, among the first six paragraphs and the last two."""
    numbers = reading.free()
    for number in dict.fromkeys([*numbers[:6], *numbers[-2:]]):
        text = reading.text(number)
        if found := AUTHOR.match(text):
            reading.take(number, "author", 0.9, Text("署名", "a byline"), found["name"])
        elif _is_date(text):
            reading.take(number, "date", 0.9, Text("只有日期", "a date alone"))
        elif len(text) <= 60 and (ABOUT.match(text) or ABOUT_ALONE.match(text)) and not CAPTION.match(text):
            reading.take(
                number, "dropped", 0.8, Text("来源、编辑或按钮上的字", "origin, editors, or words of a button")
            )
        elif len(text) >= LONG and number < numbers[-1] - 1 and number not in numbers[:1]:
            break


def lead(reading: Reading) -> None:
    """The lead. Where the same text follows, as where an excerpt was put before the article, what follows is taken, in
    full.
    """
    for number in reading.free()[:4]:
        found = LABEL.match(reading.text(number))
        if found is None:
            continue
        said = reading.text(number)[found.end() :]
        repeats = _repeats(reading, number, _bare(said))
        label = reading.text(number)[: found.end()].strip(" :：丨｜|")
        if not repeats:
            reading.take(number, "lead", 0.95, Text(f"标着“{label}”", f"labelled “{label}”"), said)
            return
        reading.take(
            number, "dropped", 0.9, Text(f"标着“{label}”，与下文重复", f"labelled “{label}”, and said again below")
        )
        for other in repeats:
            reading.take(
                other, "lead", 0.9, Text(f"与标着“{label}”的一行相同", f"the same as the line labelled “{label}”")
            )
        return


def _repeats(reading: Reading, number: int, said: str) -> list[int]:
    """The paragraphs right behind `number` that say again what it says, whole ones; the first also where it was cut off."""
    repeats: list[int] = []
    for other in range(number + 1, len(reading.paragraphs)):
        again = _bare(reading.text(other))
        if not again or not said:
            break
        if said.startswith(again):
            repeats.append(other)
            said = said[len(again) :]
        else:
            if not repeats and len(said) >= 12 and again.startswith(said):
                repeats.append(other)
            break
    return repeats


def caption(reading: Reading) -> None:
    """Captions of pictures."""
    for number in reading.free():
        text = reading.text(number)
        if CAPTION.match(text) and len(text) <= 120:
            sign = text.lstrip()[0]
            why = Text(f"以“{sign}”开头的图注", f"a caption that begins with “{sign}”")
            reading.take(number, "caption", 0.95 if sign in CAPTION_SIGNS else 0.8, why)
        elif len(text) <= 24 and CREDIT.match(text):
            reading.take(number, "caption", 0.8, Text("图片的出处", "the credit of a picture"))


def rule(reading: Reading) -> None:
    """Lines of signs between parts of the text."""
    for number in reading.free():
        if RULE.match(reading.text(number)):
            reading.take(number, "rule", 0.95, Text("只有符号的一行", "a line of signs only"))


def heading(reading: Reading) -> None:
    """Section headings."""
    free = set(reading.free())
    for number in sorted(free):
        text = reading.text(number)
        if len(text) > 40 or text[-1:] in "。；;，,、…：:" or not text.strip():
            continue
        numbered = NUMBERED.match(text)
        if numbered and len(text) <= 32 and not END_OF_SENTENCE.search(text) and not _in_row(reading, number):
            said = text[numbered.end() :].rstrip("】") if text.lstrip()[0] in "#【" else text
            reading.take(number, "heading", 0.9, Text("带编号的短行", "a short line with a number of headings"), said)
        elif (sure := _heading_alone(reading, number, free)) > 0:
            reading.take(
                number,
                "heading",
                sure,
                Text("前后是长段落，短而没有句号", "short and without a full stop, between longer paragraphs"),
            )


def _heading_alone(reading: Reading, number: int, free: set[int]) -> float:
    """How sure a short line is a heading by its neighbours alone; 0 where it is none."""
    text, before, after = reading.text(number), reading.text(number - 1), reading.text(number + 1)
    if (
        len(text) > 30
        or not re.search(r"[\w]", text)
        or text[0] in OPENING + "（(—-"
        or BULLET.match(text)
        or number + 1 not in free
    ):
        return 0.0
    if text[-1] in "！!？?" and len(text) > 22:
        return 0.0
    if before.endswith(("：", ":")) or len(after) < 1.5 * len(text):
        return 0.0
    asks = text[-1] in "！!？?"
    if len(after) >= LONG and (len(before) >= LONG or number - 1 not in free):
        return 0.65 if asks else 0.85
    between = (number - 1 not in free or END_OF_SENTENCE.search(before)) and (
        END_OF_SENTENCE.search(after) or after[-1:] in "：:"
    )
    return 0.7 if between and not asks else 0.0


def _in_row(reading: Reading, number: int) -> bool:
    """Whether the paragraph is one of a list of short ones: the next one is numbered and short as well."""
    after, before = reading.text(number + 1), reading.text(number - 1)
    return any(len(other) <= 40 and NUMBERED.match(other) is not None for other in (after, before) if other)


def quotation(reading: Reading) -> None:
    """Quotations that stand as paragraphs of their own.

    The paragraph before ends in a colon and tells of somebody who speaks. The first paragraph behind it is quoted;
    the next ones are as long as, outside of quotation marks, somebody speaks as I or we or to you; the author's voice
    returns with the first that does not. Where the quotation begins with a quotation mark, it ends where that is
    closed.
    """
    free = set(reading.free())
    for number in sorted(free):
        text = reading.text(number)
        clause = re.split(r"[。！？!?；;]", text[:-1])[-1]
        if (
            number in reading.classified
            or text[-1:] not in "：:"
            or not SPEAKS.search(clause)
            or number + 1 not in free
        ):
            continue
        if BULLET.match(reading.text(number + 1)) or NUMBERED.match(reading.text(number + 1)):
            continue
        _quote_from(reading, number + 1, free)


def _quote_from(reading: Reading, first: int, free: set[int]) -> None:
    why = Text("上一段以冒号引出", "announced by a colon")
    opening = reading.text(first)[:1]
    if opening and opening in OPENING:
        for number in range(first, min(first + 12, len(reading.paragraphs))):
            if number not in free:
                return
            reading.take(number, "quote", 0.95, why)
            if reading.text(number).rstrip("。，,.")[-1:] in tuple(CLOSING):
                return
            if not reading.text(number + 1).startswith(opening):
                return
        return
    spoken = _is_spoken(reading.text(first))
    reading.take(first, "quote", 0.85 if spoken else 0.7, why)
    number = first + 1
    while spoken and number in free and _is_spoken(reading.text(number)) and not _is_announcing(reading.text(number)):
        reading.take(
            number, "quote", 0.7, Text("仍是第一人称或对听众说话", "still speaks as I or we, or to an audience")
        )
        number += 1


def _is_spoken(text: str) -> bool:
    """Whether somebody speaks as I or we or to an audience, outside of quotation marks.

    A first paragraph of a speech need not: one that addresses its audience or says I anywhere is enough.
    """
    return FIRST_PERSON.search(QUOTED.sub("", text)) is not None


def _is_announcing(text: str) -> bool:
    return text[-1:] in "：:" and SPEAKS.search(re.split(r"[。！？!?；;]", text[:-1])[-1]) is not None


def item(reading: Reading) -> None:
    """Lists: at least two paragraphs in a row that begin with the same sign."""
    free = reading.free()
    signs: Mapping[int, str] = {number: found[1] for number in free if (found := BULLET.match(reading.text(number)))}
    for number, sign in signs.items():
        if sign in (signs.get(number - 1), signs.get(number + 1)):
            text = BULLET.sub("", reading.text(number), count=1)
            reading.take(number, "item", 0.9, Text(f"连续以“{sign}”开头", f"in a row that begins with “{sign}”"), text)


def _is_date(text: str) -> bool:
    bare = DATE_LABEL.sub("", text, count=1) if len(text) <= 40 else ""
    return (
        bool(bare)
        and date_in(bare) is not None
        and len(re.sub(r"[\d\s年月日时分秒:：/.\-上下午星期周一二三四五六TZ+]", "", bare)) <= 2
    )


def _bare(text: str) -> str:
    """`text` without spaces and punctuation, as a copy of it may differ in these."""
    return re.sub(r"[\W_]+", "", text)


RULES: tuple[Callable[[Reading], None], ...] = (tail, title, byline, lead, caption, rule, quotation, heading, item)


def read(paragraphs: Sequence[Paragraph]) -> list[Classified]:
    """What each paragraph is, in order."""
    reading = Reading(paragraphs)
    for each in RULES:
        each(reading)
    for number in reading.free():
        reading.take(number, "paragraph", 1.0, Text("正文", "running text"))
    return [reading.classified[number] for number in range(len(paragraphs))]
