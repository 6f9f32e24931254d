"""Raw texts: what their lines are taken for."""

from datetime import datetime

import pytest

from generator.core.draft import Draft
from generator.readers.plain import paragraphs_of
from tests.readers.making import draft, html

LONG = "街道的年轻人挨家挨户教会大家记账，教到第三十户，一张表格就变成了一个程序，如今它已经用在十一个社区。"
OTHER = "维护它的是两名兼职的学生，每个月的开销不到一百元，比从前印表格的钱还少，账目却比从前清楚得多了。"
WHOLE = """导语: 小城的早市散得早,摊主们却把 账本 搬上了手机。 一年下来,连卖菜的
小城的早市散得早,摊主们却把账本搬上了手机。
一年下来,连卖菜的老人也会指着屏幕问一句,今天的利润怎么又少了两块,是不是昨天记错了。
人还是账,归根结底都是人
最早的账本是一张表格,由街道的年轻人挨家挨户教会,教到第三十户,表格就变成了一个程序。
▲摊主在核对当天的流水,背后是刚收起的摊位
记账的人多了,街道办才发现数据也会说话,哪条街的人流在变少,一看曲线就知道了。
▲街道办的老周. 图片来自:社区资料
区里负责这件事的副主任在年会上对它的阐述更加直接:
账本不仅仅是给摊主的,归根结底也是给顾客的。一斤菜从哪里来,卖给了谁,都在上面,买的人心里有数,卖的人也不敢马虎。
虽然街道没有明说要把程序推到别的区,但几个邻近的社区已经派人来学过两次了。
程序在社区里的角色
如果说账本是程序的起点,那么预订就是它的下一步,晚上下单,早上取菜,摊主再也不用估着进货。
在上个月的分享会上,负责开发的学生小程就谈到了预订和账本的关系:
大家可以想象一下,每天凌晨四点,菜贩子在批发市场里凭记忆进货,进多了烂在手里,进少了看着钱跑掉,这有多难?
其实我觉得这件事不难,从大家用上账本的那一天起,你们就已经把答案写在里面了。
为什么这么说,因为我们只要把上周同一天的流水翻出来,就知道今天大概能卖多少了。
随着预订的人越来越多,程序如今也不只是一个账本,它已经改变了早市开门的时间。
目前它覆盖了十一个社区、两百多个摊位,包括了蔬菜、水产和早点,是连接摊主和顾客的关键通道。
温馨提示:这篇文章没有说清楚的地方,欢迎添加微信:abc123456,我们会一一回复。"""


def roles(text: str, path: str = "content/articles/2019-01-15-zaoshi.txt") -> list[tuple[int, str]]:
    return [(one.line, one.role) for one in draft(text, path).classified]


def role_of(text: str, line: str) -> str:
    return next(one.role for one in draft(text, "a.txt").classified if one.line == text.split("\n").index(line) + 1)


def test_a_whole_text_is_marked_up_as_a_person_would() -> None:
    expected = {
        1: "dropped",
        2: "lead",
        4: "heading",
        6: "caption",
        8: "caption",
        10: "quote",
        12: "heading",
        15: "quote",
        16: "quote",
        17: "quote",
        20: "tail",
    }
    assert dict(roles(WHOLE)) == {0: "title", **{line: expected.get(line, "paragraph") for line in range(1, 21)}}


def test_the_whole_text_as_html() -> None:
    made = html(WHOLE, "content/articles/zaoshi.txt")
    assert made.startswith('<p class="lead">小城的早市散得早,摊主们却把账本搬上了手机。</p>\n<p>一年下来,连卖菜的老人')
    assert made.count("小城的早市散得早") == 1
    assert '<h2 id="人还是账归根结底都是人">人还是账,归根结底都是人</h2>\n' in made
    assert '<p class="caption">▲摊主在核对' in made
    assert made.count("<blockquote>") == made.count("</blockquote>") == 2
    assert "<blockquote>\n<p>大家可以" in made
    assert "才知道了。</p>\n</blockquote>" not in made
    assert "温馨提示" not in made
    assert made.endswith("关键通道。</p>")


def test_passages_of_the_whole_text() -> None:
    passages = draft(WHOLE, "a.txt").body.passages
    assert [passage.section for passage in passages] == [0] * 2 + [1] * 8 + [2] * 8
    assert [passage.line for passage in passages] == list(range(2, 20))
    assert passages[3].text == WHOLE.split("\n")[4]


def test_every_guess_says_why_and_how_sure_it_is() -> None:
    for one in draft(WHOLE, "a.txt").classified:
        assert 0 < one.sure <= 1
        assert one.why.zh
        assert one.why.en
    sure = {one.line: one.sure for one in draft(WHOLE, "a.txt").classified}
    assert sure[16] < sure[6]


def test_file_name_is_the_title_where_the_text_has_none() -> None:
    assert draft(WHOLE, "content/articles/2019-01-15-早市记.txt").meta.title == "早市记"
    assert draft(LONG, "content/articles/2019-01-15.txt").meta.title == "2019-01-15"


@pytest.mark.parametrize("first", ["早市记", "标题：早市记", "题目: 早市记"])
def test_title(first: str) -> None:
    one = draft(f"{first}\n{LONG}\n{OTHER}", "a.txt")
    assert one.meta.title == "早市记"
    assert [passage.text for passage in one.body.passages] == [LONG, OTHER]


@pytest.mark.parametrize("first", [LONG, "天亮了。", "导语：天亮了", "▲天亮了", "2019年1月15日", "天亮了，"])
def test_first_line_that_is_no_title(first: str) -> None:
    assert draft(f"{first}\n{LONG}\n{OTHER}", "file.txt").meta.title == "file"


@pytest.mark.parametrize("buttons", ["阅读量 10万+  点赞  在看", "收藏 分享", "原创", "浏览 3021"])
def test_the_title_stands_below_the_words_of_buttons(buttons: str) -> None:
    assert roles(f"{buttons}\n小城的账本\n{LONG}\n{OTHER}")[:2] == [(1, "dropped"), (2, "title")]


def test_ways_to_share_are_no_text() -> None:
    assert role_of(f"小城的账本\n{LONG}\n{OTHER}\n分享到： 微信 微博", "分享到： 微信 微博") == "dropped"


def test_words_of_buttons_in_a_sentence_are_text() -> None:
    assert role_of(f"小城的账本\n{LONG}\n分享 收藏 都不如读完", "分享 收藏 都不如读完") == "paragraph"


def test_front_matter_says_more() -> None:
    one = draft(f"---\ntitle: 甲\nauthor: 老周\n---\n早市记\n作者：小满\n{LONG}\n{OTHER}", "a.txt")
    assert (one.meta.title, one.meta.author) == ("甲", "老周")
    assert [passage.text for passage in one.body.passages] == [LONG, OTHER]


def test_byline() -> None:
    one = draft(f"早市记\n作者：林小满\n2019年1月15日 10:20\n来源：社区报\n编辑：老周\n{LONG}\n{OTHER}", "a.txt")
    assert (one.meta.title, one.meta.author, one.meta.date) == ("早市记", "林小满", datetime(2019, 1, 15, 10, 20))
    assert [one.role for one in one.classified] == [
        "title",
        "author",
        "date",
        "source",
        "credit",
        "paragraph",
        "paragraph",
    ]


@pytest.mark.parametrize(
    ("line", "author"),
    [("文｜林小满", "林小满"), ("文/林小满", "林小满"), ("撰文：林小满、老周", "林小满、老周"), ("By Lin", "Lin")],
)
def test_authors(line: str, author: str) -> None:
    assert draft(f"早市记\n{line}\n{LONG}\n{OTHER}", "a.txt").meta.author == author


BYLINES = [
    ("原创：小王 物流观察室 2021年3月5日", "小王", "物流观察室", datetime(2021, 3, 5), {}),
    ("原创 小王 物流观察室 2021-03-05 18:00 广东", "小王", "物流观察室", datetime(2021, 3, 5, 18), {"地点": "广东"}),
    ("文／小李 2021-03-05", "小李", "", datetime(2021, 3, 5), {}),
    ("小李／文 2021-03-05", "小李", "", datetime(2021, 3, 5), {}),
    ("文/图 小李 2021-03-05", "小李", "", datetime(2021, 3, 5), {}),
    ("来源：某某网 作者：老张 2020年7月1日 09:30", "老张", "某某网", datetime(2020, 7, 1, 9, 30), {}),
    ("作者：张三 | 编辑：李四 | 2019-08-12", "张三", "", datetime(2019, 8, 12), {"编辑": "李四"}),
    ("作者丨张三、李四 编辑丨王五 出品丨物流观察室", "张三、李四", "", None, {"编辑": "王五", "出品": "物流观察室"}),
    ("作者：张三，编辑：李四，2019-08-12", "张三", "", datetime(2019, 8, 12), {"编辑": "李四"}),
    ("文｜小王　编辑｜小李　来源｜物流观察室（ID：wlgcs）", "小王", "物流观察室（ID：wlgcs）", None, {"编辑": "小李"}),
    ("（作者：张三 设计：李四）", "张三", "", None, {"设计": "李四"}),
    ("2021-03-05 10:20 来源：社区报", "", "社区报", datetime(2021, 3, 5, 10, 20), {}),
    ("发布时间：2021-03-05 来源: 新华网 作者: 张三 浏览：1024次", "张三", "新华网", datetime(2021, 3, 5), {}),
    ("来源：社区报 https://example.org/a?b=1", "", "https://example.org/a?b=1", None, {"来源": "社区报"}),
    ("By John Smith | 2021-05-01", "John Smith", "", datetime(2021, 5, 1), {}),
    ("小王 2021-03-05", "小王", "", datetime(2021, 3, 5), {}),
    ("物流观察室 2021-03-05", "", "物流观察室", datetime(2021, 3, 5), {}),
    ("2021年3月5日 星期五 晴", "", "", datetime(2021, 3, 5), {"天气": "晴"}),
    ("2021年3月5日于北京", "", "", datetime(2021, 3, 5), {"地点": "北京"}),
]


@pytest.mark.parametrize(("line", "author", "source", "date", "extra"), BYLINES)
@pytest.mark.parametrize("place", ["below the title", "at the end"])
def test_a_byline_on_one_line(
    line: str, author: str, source: str, date: datetime | None, extra: dict[str, str], place: str
) -> None:
    top, end = (f"{line}\n", "") if place == "below the title" else ("", f"\n{line}")
    one = draft(f"早市记\n{top}{LONG}\n{OTHER}{end}", "a.txt")
    meta = one.meta
    assert (meta.title, meta.author, meta.source, meta.date, meta.extra) == ("早市记", author, source, date, extra)
    assert [passage.text for passage in one.body.passages] == [LONG, OTHER]


@pytest.mark.parametrize("line", ["作者：老张", "来源：社区报 作者：老张 2020年7月1日"])
def test_the_title_stands_below_a_byline(line: str) -> None:
    one = draft(f"{line}\n早市记\n{LONG}\n{OTHER}", "a.txt")
    assert (one.meta.title, one.meta.author) == ("早市记", "老张")


@pytest.mark.parametrize(
    "line",
    [
        "作者：老张的观点是，账本要公开。",
        "作者：老张的观点是，账本要公开",
        "作者：老张的观点很简单",
        "来源：国家统计局，去年的数据",
        "来源：数据显示的增长",
        "设计：用户为中心",
        "文：读起来很美，写起来很难。",
        "截至2021年3月5日",
        "2021年3月5日的信",
        "2021年3月5日 他到了北京，住了下来",
        "编辑 部的故事",
    ],
)
def test_a_line_that_only_begins_as_a_byline_is_text(line: str) -> None:
    one = draft(f"早市记\n{line}\n{LONG}\n{OTHER}", "a.txt")
    assert (one.meta.author, one.meta.source, one.meta.date) == ("", "", None)
    assert role_of(f"早市记\n{line}\n{LONG}\n{OTHER}", line) in ("paragraph", "heading")


def test_turns_of_an_interview_are_no_bylines() -> None:
    text = f"早市记\n记者：账本呢\n老周：{OTHER}\n记者：人呢\n老周：{LONG}"
    assert draft(text, "a.txt").meta.author == ""
    assert "author" not in [role for _, role in roles(text)]


def test_a_chronicle_names_no_authors() -> None:
    text = f"早市记\n2019-01-15 开市\n2020-01-15 有了账本\n{LONG}"
    assert draft(text, "a.txt").meta.author == ""


def test_what_front_matter_says_otherwise_is_kept_beside_it() -> None:
    front = "---\ntitle: 甲\nauthor: 老周\nsource: 晚报\ndate: 2020-01-01\n---\n"
    meta = draft(f"{front}作者：小满 来源：社区报 2019-01-15\n{LONG}\n{OTHER}", "a.txt").meta
    assert (meta.author, meta.source, meta.date) == ("老周", "晚报", datetime(2020, 1, 1))
    assert meta.extra == {"作者": "小满", "来源": "社区报", "日期": "2019-01-15"}


def test_first_and_last_date() -> None:
    meta = draft(f"早市记\n作者：小满 发表于：2019-01-15 更新于：2020-02-01\n{LONG}\n{OTHER}", "a.txt").meta
    assert (meta.date, meta.updated) == (datetime(2019, 1, 15), datetime(2020, 2, 1))


def test_a_byline_below_the_title_of_a_wrapped_text() -> None:
    wrapped = "\n".join(LONG[at : at + 20] for at in range(0, len(LONG), 20))
    one = draft(f"早市记\n来源：社区报 作者：小满\n\n{wrapped}\n\n{wrapped}", "a.txt")
    assert (one.meta.title, one.meta.author, one.meta.source) == ("早市记", "小满", "社区报")


def test_a_sentence_about_an_author_is_no_byline() -> None:
    one = draft(f"早市记\n作者在文章里写道，这是早市最后一年，明年就要搬进大棚，大家都有些舍不得。\n{LONG}", "a.txt")
    assert one.meta.author == ""
    assert len(one.body.passages) == 2


@pytest.mark.parametrize("label", ["导语", "摘要", "编者按", "核心提示", "导读"])
def test_lead(label: str) -> None:
    one = draft(f"早市记\n{label}：小城的早市散得早。\n{LONG}\n{OTHER}", "a.txt")
    assert next((passage.role, passage.text) for passage in one.body.passages) == ("lead", "小城的早市散得早。")


def test_lead_that_was_cut_off() -> None:
    one = draft(f"导语：{LONG[:20]}\n{LONG}\n{OTHER}", "a.txt")
    assert [(passage.role, passage.text) for passage in one.body.passages] == [("lead", LONG), ("paragraph", OTHER)]


@pytest.mark.parametrize(
    "line",
    ["▲ 摊主在核对流水", "图1：早市的一角", "（图：早市的一角）", "图片来源：社区资料", "图/林小满", "图源：社区"],
)
def test_captions(line: str) -> None:
    assert role_of(f"{LONG}\n{line}\n{OTHER}", line) == "caption"


@pytest.mark.parametrize(
    "line", ["图书馆的故事还没有讲完。", "图一时痛快的人不会来记账，记账的人都有耐心，也都有打算。"]
)
def test_no_captions(line: str) -> None:
    assert role_of(f"{LONG}\n{line}\n{OTHER}", line) == "paragraph"


@pytest.mark.parametrize(
    "line",
    ["账本从哪里来", "一、账本从哪里来", "第二章 账本", "【账本从哪里来】", "01 账本", "to C 还是 to B", "谁在记账？"],
)
def test_headings(line: str) -> None:
    assert role_of(f"{LONG}\n{line}\n{OTHER}", line) == "heading"


@pytest.mark.parametrize("line", ["天亮了。", "他只说了一句：", "“账本从哪里来”", "账本，", "——林小满", "• 账本"])
def test_no_headings(line: str) -> None:
    assert role_of(f"{LONG}\n{line}\n{OTHER}", line) != "heading"


def test_numbered_lists_are_no_headings() -> None:
    text = f"{LONG}\n一、账本\n二、预订\n三、配送\n{OTHER}"
    assert [role for _, role in roles(text)] == [
        "title",
        "paragraph",
        "paragraph",
        "paragraph",
        "paragraph",
        "paragraph",
    ]


def test_lines_of_a_poem_are_no_headings() -> None:
    text = f"{LONG}\n天刚亮\n市已散\n账在手\n心不乱\n{OTHER}"
    assert "heading" not in [role for _, role in roles(text)]


def test_lower_headings() -> None:
    made = html(f"{LONG}\n一、账本\n{LONG}\n（一）表格\n{OTHER}", "a.txt")
    assert "<h2 id" in made
    assert '<h3 id="一表格">（一）表格</h3>' in made


def test_quotation_in_marks_ends_with_them() -> None:
    text = f"{LONG}\n老周说：\n“记账这件事，从前没有人愿意做。\n“后来大家尝到了甜头，就都来了。”\n我后来又去了一次，天已经亮了。\n{OTHER}"
    assert [role for _, role in roles(text)][1:] == [
        "paragraph",
        "paragraph",
        "quote",
        "quote",
        "paragraph",
        "paragraph",
    ]


def test_quotation_ends_where_the_author_speaks_again() -> None:
    text = f"{LONG}\n老周介绍说：\n我们从前没有人愿意记账。\n后来大家尝到了甜头。\n{OTHER}\n{LONG}"
    assert [role for _, role in roles(text)][1:] == [
        "paragraph",
        "paragraph",
        "quote",
        "quote",
        "paragraph",
        "paragraph",
    ]


def test_quotation_that_does_not_speak_as_i_is_one_paragraph() -> None:
    text = f"{LONG}\n老周介绍说：\n{OTHER}\n我后来又去了一次早市，天已经亮了。\n{LONG}"
    assert [role for _, role in roles(text)][1:] == ["paragraph", "paragraph", "quote", "paragraph", "paragraph"]


def test_first_person_in_quotation_marks_is_not_the_speaker() -> None:
    text = f"{LONG}\n老周说：\n我们从前没有人愿意记账。\n这个程序的口号是「我们一起记账」,已经贴在每一个摊位上,连卖早点的也贴了一张。\n{OTHER}"
    assert [role for _, role in roles(text)][1:] == ["paragraph", "paragraph", "quote", "paragraph", "paragraph"]


@pytest.mark.parametrize("before", ["要记的东西有三样：", "下面是一张清单："])
def test_colon_without_a_speaker(before: str) -> None:
    assert "quote" not in [role for _, role in roles(f"{LONG}\n{before}\n{OTHER}\n{LONG}")]


def test_colon_before_a_list() -> None:
    text = f"{LONG}\n老周说有两样：\n• 进货\n• 出货\n{OTHER}"
    assert [role for _, role in roles(text)][1:] == ["paragraph", "paragraph", "item", "item", "paragraph"]
    assert "<ul>\n<li>进货</li>\n<li>出货</li>\n</ul>" in html(text, "a.txt")


@pytest.mark.parametrize(
    "line",
    [
        "温馨提示：欢迎添加微信 abc123456",
        "本文由社区报原创，转载请注明出处。",
        "— 完 —",
        "（完）",
        "END",
        "扫码关注我们的公众号",
        "未经授权，禁止转载。",
        "更多精彩内容，请点击阅读原文",
        "商务合作请加微信：abc123456",
        "声明：文中观点不代表本站立场。",
    ],
)
def test_tail(line: str) -> None:
    assert role_of(f"{LONG}\n{OTHER}\n{line}", line) in ("tail", "dropped")
    assert draft(f"{LONG}\n{OTHER}\n{line}", "a.txt").body.passages[-1].text == OTHER


@pytest.mark.parametrize(
    "line",
    [
        "他发表声明说，早市不会搬，大家可以放心。",
        "声明发出以后，摊主们松了一口气。",
        "加入这个程序的人越来越多。",
        "扫码付款的人越来越多，零钱已经用不上了。",
        "完工那天，早市照常开门。",
        "关注早市的人从来不少。",
        "责任编辑这个词，老周是第一次听说。",
        "End users 也在记账。",
        "联系我们的人是一位菜贩，" + LONG * 4,
        "微信 WeChat 的海外版也能记账。",
        "扫描二维码就能点餐，这才是早市的明天。",
        "阅读 3 本书，不如记一年账。",
    ],
)
def test_last_paragraph_that_only_sounds_like_a_notice(line: str) -> None:
    assert role_of(f"{LONG}\n{OTHER}\n{line}", line) == "paragraph"


def test_all_behind_the_first_notice_is_tail() -> None:
    text = f"{LONG}\n{OTHER}\n推荐阅读\n一座桥的故事\n早市之后\n长按二维码关注"
    assert [role for _, role in roles(text)][1:] == ["paragraph", "paragraph", "tail", "tail", "tail", "tail"]


def test_last_paragraph_stays() -> None:
    assert [passage.text for passage in draft(f"{LONG}\n{OTHER}", "a.txt").body.passages] == [LONG, OTHER]
    assert draft("欢迎关注", "a.txt").body.passages[0].text == "欢迎关注"


def test_rule() -> None:
    assert "<hr>" in html(f"{LONG}\n* * *\n{OTHER}", "a.txt")


def test_half_width_commas_stay() -> None:
    assert "散得早,摊主们" in html(WHOLE, "a.txt")


def test_lines_are_paragraphs() -> None:
    assert [paragraph.text for paragraph in paragraphs_of(f"{LONG}\n\n\u3000\u3000{OTHER}\n{LONG}")] == [
        LONG,
        OTHER,
        LONG,
    ]


def test_hard_wrapped_paragraphs_are_joined() -> None:
    text = "街道的年轻人挨家挨户教\n会大家记账，教到第三十\n户，一张表格就变成了\n一个程序。\n\n维护它的是两名兼职的学\n生，每个月用 open source\nsoftware 的开销不到一百\n元。"
    assert [(paragraph.text, paragraph.line) for paragraph in paragraphs_of(text, 4)] == [
        ("街道的年轻人挨家挨户教会大家记账，教到第三十户，一张表格就变成了一个程序。", 4),
        ("维护它的是两名兼职的学生，每个月用 open source software 的开销不到一百元。", 9),
    ]


def test_a_title_above_its_date_is_a_line_of_its_own() -> None:
    head = "早市上的账本\n2019年1月15日\n导语：摊主们把账本搬上了手机。"
    assert [paragraph.text for paragraph in paragraphs_of(f"{head}\n\n{LONG}\n\n{OTHER}")] == [
        *head.split("\n"),
        LONG,
        OTHER,
    ]
    wrapped = "\n".join(LONG[at : at + 20] for at in range(0, len(LONG), 20))
    assert [paragraph.text for paragraph in paragraphs_of(f"{head}\n\n{wrapped}\n\n{wrapped}")] == [
        *head.split("\n"),
        LONG,
        LONG,
    ]


def test_wanted_marks_work_here_too() -> None:
    passage = draft(f"{LONG}\n读[[产业互联网]]和[[C2B|它]]，不读\\[[数据]]。", "a.txt").body.passages[1]
    assert passage.text == "读产业互联网和它，不读数据。"
    assert [(passage.text[one.start : one.end], one.name) for one in passage.wanted] == [
        ("产业互联网", "产业互联网"),
        ("它", "C2B"),
    ]
    assert [passage.text[start:end] for start, end in passage.barred] == ["数据"]


def test_markup_is_text() -> None:
    assert html(f"{LONG}\n<b>&amp;**x**</b>", "a.txt").endswith("<p>&lt;b&gt;&amp;amp;**x**&lt;/b&gt;</p>")


def test_empty() -> None:
    one: Draft = draft("\n \n\u3000\n", "content/articles/空.txt")
    assert (one.meta.title, one.body.passages) == ("空", ())
