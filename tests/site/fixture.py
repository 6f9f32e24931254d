"""A small site made by hand: what the page tests render, and what `preview.py` shows."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from functools import partial

from msgspec.structs import replace

from generator.core import marks
from generator.core.article import Article, LazyHtml, Mention, Mentions, by_entry
from generator.core.draft import Heading, Meta
from generator.core.entry import Dated, Entry
from generator.core.library import EntryRef, EntryView, Library
from generator.core.names import slug_of
from generator.core.settings import Config
from generator.core.span import Span

# name, type, pinyin, english, aliases, definition
ENTRIES = (
    (
        "产业互联网",
        "term",
        "chan ye hu lian wang",
        "Industrial Internet",
        ("工业互联",),
        '以企业为用户、以<strong>生产与流通</strong>为场景的联网方式；与“消费互联网”相对。参见<a href="zhushu-root:/glossary/C2B.html">C2B</a>。',
    ),
    ("C2B", "term", "c2b", "Customer to Business", (), "先有订单，后有生产。"),
    (
        "数据中台",
        "term",
        "shu ju zhong tai",
        "Data middle platform",
        ("中台",),
        "<p>把各处数据汇到一处加工，再作为服务给前台取用的一层系统。</p><p>它首先是一种组织方式。</p>",
    ),
    ("小程序", "product", "xiao cheng xu", "Mini program", (), "不必安装、用完即走的应用。"),
    ("青石科技", "organization", "qing shi ke ji", "", ("青石",), "本站虚构的一家软件企业。"),
    ("林远", "person", "lin yuan", "", (), "虚构人物，青石科技的工程师。"),
    ("海州", "place", "hai zhou", "", (), "虚构的沿海城市。"),
    ("《织网记》", "work", "zhi wang ji", "", (), "虚构的一本书。"),
    ("织造节", "event", "zhi zao jie", "", (), "虚构的一年一度的集会。"),
    ("长尾", "term", "chang wei", "Long tail", (), ""),
)

PARAGRAPHS = (
    (
        "清早的{海州}还有雾，{林远}已经坐在车间门口的台阶上。十年前他写的是给人消遣的{小程序}，如今他替一家纺织厂接线：纱锭、染缸、仓库和订单，都要在同一张网里说话。"
        "同行把这叫作{产业互联网}，他自己只说是“把账对上”。"
    ),
    (
        "{青石科技}的第一份合同只有三页纸。对方不要大屏，不要口号，只问一句：客人今天改了颜色，明早的机器知不知道？这就是{C2B}最朴素的样子——"
        "<em>先听见，再动手</em>。"
    ),
    (
        "听见并不容易。销售有销售的表，仓库有仓库的表，同一匹布在两张表里叫两个名字。他们花了四个月做{数据中台}，其中三个月在吵架：谁的口径算数，谁来改，"
        "改错了谁担着。软件只占最后一个月。"
    ),
    "书店里讲这些事的书不少，{《织网记》}算是肯写失败的一本。作者说，网织得再密，也要留口子给人进出；{产业互联网}若只剩机器对机器，便和算盘没有两样。",
    (
        "到了{织造节}，厂里把一整天的订单流投在墙上给来客看。有人问{长尾}的生意赚不赚钱，{林远}指着一条只有十二米的订单说：它让染缸少空了半小时。{数据中台}"
        "记下的正是这种半小时。"
    ),
)
TITLES = (
    "雾里的车间",
    "十二米布的账",
    "一张表叫两个名字",
    "从台阶上看产业",
    "给染缸接一根线",
    "吵架吵出来的口径",
    "客人改了颜色以后",
)
MARK = re.compile(r"\{([^}]+)\}")


def library(articles: int = 7, *, config: Config | None = None, entries: bool = True) -> Library:
    """A library of so many articles, the newest first; without `entries` nothing is marked."""
    config = config or Config(
        title="雾中札记",
        description="一个虚构的站点，记下工厂、账本和联网的故事。",
        author="周砚",
        base_url="https://example.org/notes/",
    )
    glossary = {name: _entry(name, *rest) for name, *rest in ENTRIES} if entries else {}
    every = tuple(_article(number, glossary) for number in range(articles))
    tags: dict[str, tuple[Article, ...]] = {}
    for article in every:
        for tag in article.meta.tags:
            tags[tag] = (*tags.get(tag, ()), article)
    views = {name: _view(entry, name, every, glossary) for name, entry in glossary.items()}
    ordered = dict(sorted(views.items(), key=lambda item: (item[1].letter == "#", item[1].pinyin)))
    about = Article(
        Meta(title="关于", slug="about"),
        "content/pages/about.md",
        url="about.html",
        html=LazyHtml("about", lambda: "<p>这个站点是测试用的，里面的人和事都是编的。</p>"),
        han=20,
        lead="这个站点是测试用的。",
    )
    return Library(config, every, (about,), ordered, tags)


def _entry(name: str, type_: str, pinyin: str, english: str, aliases: tuple[str, ...], definition: str) -> Entry:
    dated = (Dated("2018", "旧时的说法。"), Dated("2021-06", "如今的说法。", ("《年鉴》",))) if name == "小程序" else ()
    return Entry(
        name,
        name,
        slug_of(name),
        type_,
        (name, *aliases),
        definition,
        english,
        see=("C2B",) if name == "产业互联网" else (),
        sources=("https://example.org/source", "《纺织年鉴》") if name == "产业互联网" else (),
        dated=dated,
        url="https://example.org/" if name == "青石科技" else "",
    )


def _article(number: int, glossary: Mapping[str, Entry]) -> Article:
    chosen = PARAGRAPHS if number % 3 != 2 else PARAGRAPHS[:3]
    mentions: list[Mention] = []
    numbers: dict[str, int] = {}
    marked: Counter[str] = Counter()

    def mark(found: re.Match[str]) -> str:
        name = found[1]
        if name not in glossary:
            return name
        entry = glossary[name]
        numbers.setdefault(name, len(numbers) + 1)
        marked[name] += 1
        before, after = (
            MARK.sub(r"\1", found.string[: found.start()])[-40:],
            MARK.sub(r"\1", found.string[found.end() :])[:40],
        )
        mentions.append(
            Mention(
                name,
                entry.type,
                numbers[name],
                marked[name],
                re.sub("<.*?>", "", before),
                name,
                re.sub("<.*?>", "", after),
                1,
            )
        )
        span = Span(0, 0, 0, name, entry.type, name, number=numbers[name], mention=marked[name])
        return f"{marks.opening(span, entry.slug)}{name}</a>"

    heads = ("听见", "对账", "留口子", "节日")
    html = '<p class="lead">这是一篇写工厂联网的短文，讲的是把几张对不上的表对上的经过。</p>'
    headings = []
    for position, paragraph in enumerate(chosen):
        if position and position <= len(heads):
            headings.append(Heading(2, f"h{position}", heads[position - 1]))
            html += f'<h2 id="h{position}">{heads[position - 1]}</h2>'
        html += f"<p>{MARK.sub(mark, paragraph)}</p>"
    if number == 0:
        html += EXTRAS
    date = datetime.fromisoformat(f"2021-{12 - number:02}-{3 + number:02}T09:30:00") if number < 6 else None
    meta = Meta(
        TITLES[number % len(TITLES)] + (f"（{number}）" if number >= len(TITLES) else ""),
        date,
        slug=f"a{number}",
        tags=(("工厂", "C++/嵌入") if number % 2 else ("工厂",)),
        draft=number == 5,
        updated=datetime.fromisoformat("2022-01-02") if number == 0 else None,
    )
    entities = {"老周": ("person", 3), "东岭": ("place", 1)} if glossary else {}
    text = MARK.sub(r"\1", "".join(chosen))
    return Article(
        meta,
        f"content/articles/a{number}.md",
        url=f"articles/a{number}.html",
        html=LazyHtml(f"d{number}", lambda: html),
        headings=tuple(headings),
        mentions=Mentions(partial(_marked, by_entry(mentions))),
        marks={ref: len(found) for ref, found in by_entry(mentions).items()},
        counts=dict(marked),
        entities=entities,
        key_terms=tuple(numbers)[:3],
        han=len(text),
        lead=re.sub("<.*?>", "", text)[:120],
    )


def _marked(found: Mapping[str, tuple[Mention, ...]], ref: str) -> tuple[Mention, ...]:
    return found.get(ref, ())


EXTRAS = """<h2 id="h9">其余的样子</h2>
<blockquote><p>网要留口子。</p></blockquote>
<figure><img src="zhushu-root:/articles/fog.png" alt="雾里的厂房" width="600" height="200"><figcaption>雾里的厂房</figcaption></figure>
<ul><li>第一条，写得稍微长一些，好看看换行以后悬挂的样子对不对，列表里的文字也应当两端对齐。</li><li>第二条</li></ul>
<pre class="highlight" tabindex="0"><code class="language-python"><span class="k">def</span> <span class="nf">add</span>(a, b):
    <span class="c1"># 同一匹布在两张表里也要对上账，这一行故意写得长</span>
    <span class="k">return</span> a + <span class="mi">1</span>, <span class="s2">"布"</span></code></pre>
<div class="table" tabindex="0"><table><thead><tr><th scope="col">月份</th><th scope="col">订单</th>
<th scope="col" class="right">米数</th></tr></thead>
<tbody><tr><td>一月</td><td>120</td><td class="right">3,600</td></tr></tbody></table></div>
<aside class="box note"><p class="box-title">提示</p><p>这里有一条提示。</p></aside>
<p>行内代码 <code>make site</code>，一个<a href="https://example.org/">外部链接</a>，
和<strong>着重</strong>的字<sup class="fnref"><a href="#fn-1" id="fnref-1" role="doc-noteref">1</a></sup>。
老厂长<span class="e person auto" data-type="person">老周</span>不在词表里。</p>
<section class="footnotes" role="doc-endnotes"><ol><li id="fn-1"><p>脚注一条。
<a href="#fnref-1" class="back" role="doc-backlink" aria-label="回到正文">↩</a></p></li></ol></section>
"""


def _view(entry: Entry, name: str, articles: tuple[Article, ...], glossary: Mapping[str, Entry]) -> EntryView:
    where = tuple(article for article in articles if name in article.counts)
    pinyin = next(row[2] for row in ENTRIES if row[0] == name)
    return EntryView(
        entry=replace(entry, definition=re.sub("<.*?>", "", entry.definition)),
        url=f"glossary/{entry.slug}.html",
        html=entry.definition,
        text=re.sub("<.*?>", "", entry.definition),
        pinyin=pinyin,
        initials="".join(part[0] for part in pinyin.split()),
        letter=pinyin[0].upper(),
        see=tuple(_ref(glossary[other]) for other in entry.see),
        articles=where,
        count=sum(article.counts[name] for article in where),
        dated=entry.dated,
    )


def _ref(entry: Entry) -> EntryRef:
    return EntryRef(entry.id, entry.name, entry.type, f"glossary/{entry.slug}.html")
