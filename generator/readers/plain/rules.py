"""Finds the role of each paragraph of a raw text. The rules are tried in order; each gives a confidence and a reason.

| rule | role | condition |
|---|---|---|
| `tail` | tail | notices, adverts and calls to follow, from the last paragraph upwards |
| `title` | title | the first paragraph, if it is short, ends without punctuation and has no label; or labelled 标题 |
| `byline` | author, source, date, updated, credit, dropped | says only who, when or where from; among the first or last paragraphs |
| `lead` | lead | labelled 导语, 摘要 …; if its text is repeated below, only the complete copy is kept |
| `caption` | caption | begins with ▲ or the like, or is a short picture credit |
| `rule` | rule | consists of symbols |
| `heading` | heading | short, without final punctuation, between longer paragraphs; or short and numbered |
| `quotation` | quote | announced by a colon in the paragraph before; lasts while the speaker says I, we or you |
| `item` | item | adjacent paragraphs begin with the same bullet |

All others have the role "paragraph".
"""

import re
from collections.abc import Callable, Mapping, Sequence

from generator.core.draft import Classified
from generator.core.errors import Text
from generator.core.texts import bare
from generator.readers.dates import DATE
from generator.readers.plain.bylines import Byline, byline_in, is_byline
from generator.readers.plain.patterns import (
    ABOUT,
    ABOUT_ALONE,
    BULLET,
    CAPTION,
    CAPTION_SIGNS,
    CREDIT,
    END_OF_SENTENCE,
    LABEL,
    LONG,
    LONGEST_NOTICE,
    NUMBERED,
    OPENING,
    RULE,
    TAIL,
    TAIL_INSIDE,
    TITLE_LABEL,
)
from generator.readers.plain.quotations import quotation
from generator.readers.plain.reading import Paragraph, Reading

BYLINE = Text("署名", "a byline")
BESIDE_DATE = Text("与日期写在一行", "on one line with the date")


def tail(reading: Reading) -> None:
    """Notices and adverts at the end, looked for in the last ten paragraphs. All after the first of them is tail, but for
    bylines.
    """
    last = len(reading.paragraphs) - 1
    first = last + 1
    for number in range(last, max(last - 10, 0), -1):
        text = reading.text(number)
        if number > last - 4 and is_byline(text):
            continue
        notice = TAIL.match(text) or TAIL_INSIDE.search(text) or (ABOUT.match(text) and number > last - 4)
        if notice and len(text) <= LONGEST_NOTICE:
            first = number
        elif len(text) > 60 or first > last:
            break
    for number in range(first, last + 1):
        if is_byline(reading.text(number)):
            continue
        why = Text("结尾的声明、推广或联系方式", "a notice, advert or contact at the end")
        reading.take(number, "tail", 0.9 if TAIL.match(reading.text(number)) else 0.75, why)


def title(reading: Reading) -> None:
    """The title: the first line, or the one below the words of buttons, which come along when a page is copied."""
    top = range(min(3, len(reading.paragraphs)))
    number = next((n for n in top if not (ABOUT_ALONE.match(reading.text(n)) or is_byline(reading.text(n)))), 0)
    text = reading.text(number)
    if found := TITLE_LABEL.match(text):
        reading.take(number, "title", 0.95, Text("标着“标题”", "labelled as the title"), text[found.end() :])
    elif (
        text
        and len(text) <= 45
        and text[-1] not in "。；;：:，,、…"
        and len(reading.paragraphs) > number + 1
        and not (
            any(pattern.match(text) for pattern in (LABEL, ABOUT, ABOUT_ALONE, CAPTION, BULLET, RULE))
            or is_byline(text)
            or (END_OF_SENTENCE.search(text) and not text.endswith(("？", "?", "！", "!")))
        )
    ):
        longer = max(map(len, map(reading.text, range(number + 1, min(number + 4, len(reading.paragraphs))))))
        reading.take(
            number,
            "title",
            0.85 if longer >= LONG else 0.5,
            Text("第一行，短而没有句号", "the first line, short and without a full stop"),
        )


def byline(reading: Reading) -> None:
    """Author, origin, date and helpers, in the first six paragraphs as far as the running text, and in the last four.

    A name beside a date without a label is only a guess: next to the title or at the end, where no other line begins with
    a date. Where several lines begin with 记者, they are turns of an interview.
    """
    numbers = reading.free()
    head, end = _head(reading, numbers), numbers[-4:]
    dated = sum(1 for one in reading.paragraphs if DATE.match(one.text)) > 1
    interview = sum(1 for one in reading.paragraphs if one.text.startswith("记者")) > 1
    for number in dict.fromkeys([*head, *end]):
        text = reading.text(number)
        found = None if interview and text.startswith("记者") else byline_in(text)
        may_guess = number in (*head[:3], *end[-2:]) and not dated
        if found and not CAPTION.match(text) and (may_guess or found.labelled or found.is_date):
            _take(reading, number, found)
        elif number in (*head, *end[-2:]) and len(text) <= 60 and (ABOUT.match(text) or ABOUT_ALONE.match(text)):
            reading.take(number, "dropped", 0.8, Text("编辑或按钮上的字", "editors, or words of a button"))


def _head(reading: Reading, numbers: Sequence[int]) -> list[int]:
    """The first six paragraphs, without those after the first long one."""
    head: list[int] = []
    for number in numbers[:6]:
        head.append(number)
        if len(reading.text(number)) >= LONG and len(head) > 1 and byline_in(reading.text(number)) is None:
            break
    return head


def _take(reading: Reading, number: int, found: Byline) -> None:
    """Gives a byline the roles of its parts."""
    line = reading.paragraphs[number].line
    said: list[Classified] = []
    for part in found.parts:
        if part.kind == "date" and any(one.role == "date" for one in said):
            role, text = "updated", part.text
        else:
            role, text = part.kind, f"{part.label}：{part.text}" if part.kind == "credit" else part.text
        if found.is_date:
            sure, why = 0.9, Text("只有日期", "a date alone")
        elif found.labelled:
            stands = part.label and part.label in reading.text(number)
            sure, why = 0.9, Text(f"标着“{part.label}”", f'labelled "{part.label}"') if stands else BYLINE
        else:
            sure, why = 0.9 if role == "date" else 0.5, BESIDE_DATE
        said.append(Classified(line, role, text, sure, why))
    reading.classified.setdefault(number, tuple(said))


def lead(reading: Reading) -> None:
    """The lead. If an excerpt precedes the article, its text is repeated; the repetition, which is complete, is kept."""
    for number in reading.free()[:4]:
        found = LABEL.match(reading.text(number))
        if found is None:
            continue
        said = reading.text(number)[found.end() :]
        repeats = _repeats(reading, number, bare(said))
        label = reading.text(number)[: found.end()].strip(" :：丨｜|")
        if not repeats:
            reading.take(number, "lead", 0.95, Text(f"标着“{label}”", f'labelled "{label}"'), said)
            return
        reading.take(
            number, "dropped", 0.9, Text(f"标着“{label}”，与下文重复", f'labelled "{label}", and said again below')
        )
        for other in repeats:
            reading.take(
                other, "lead", 0.9, Text(f"与标着“{label}”的一行相同", f'the same as the line labelled "{label}"')
            )
        return


def _repeats(reading: Reading, number: int, said: str) -> list[int]:
    """The paragraphs after `number` that together repeat the text `said`, or the first of them if `said` is cut off."""
    repeats: list[int] = []
    for other in range(number + 1, len(reading.paragraphs)):
        again = bare(reading.text(other))
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
            why = Text(f"以“{sign}”开头的图注", f'a caption that begins with "{sign}"')
            reading.take(number, "caption", 0.95 if sign in CAPTION_SIGNS else 0.8, why)
        elif len(text) <= 24 and CREDIT.match(text):
            reading.take(number, "caption", 0.8, Text("图片的出处", "the credit of a picture"))


def rule(reading: Reading) -> None:
    """Lines of symbols between parts of the text."""
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
            reading.take(number, "heading", 0.9, Text("带编号的短行", "a short line with a heading number"), said)
        elif (sure := _heading_alone(reading, number, free)) > 0:
            reading.take(
                number,
                "heading",
                sure,
                Text("前后是长段落，短而没有句号", "short and without a full stop, between longer paragraphs"),
            )


def _heading_alone(reading: Reading, number: int, free: set[int]) -> float:
    """The confidence that a line without a number is a heading, judged by its neighbours; 0 if it is not."""
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
    """Whether a neighbour is numbered and short as well, so that both are items of a list."""
    after, before = reading.text(number + 1), reading.text(number - 1)
    return any(len(other) <= 40 and NUMBERED.match(other) is not None for other in (after, before) if other)


def item(reading: Reading) -> None:
    """List items: at least two adjacent paragraphs that begin with the same bullet."""
    free = reading.free()
    signs: Mapping[int, str] = {number: found[1] for number in free if (found := BULLET.match(reading.text(number)))}
    for number, sign in signs.items():
        if sign in (signs.get(number - 1), signs.get(number + 1)):
            text = BULLET.sub("", reading.text(number), count=1)
            reading.take(number, "item", 0.9, Text(f"连续以“{sign}”开头", f'in a row that begins with "{sign}"'), text)


RULES: tuple[Callable[[Reading], None], ...] = (tail, title, byline, lead, caption, rule, quotation, heading, item)


def read(paragraphs: Sequence[Paragraph]) -> list[Classified]:
    """The role of each paragraph, in order."""
    reading = Reading(paragraphs)
    for each in RULES:
        each(reading)
    for number in reading.free():
        reading.take(number, "paragraph", 1.0, Text("正文", "running text"))
    return [one for number in range(len(paragraphs)) for one in reading.classified[number]]
