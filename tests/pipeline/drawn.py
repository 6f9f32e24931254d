"""What Hypothesis draws for sites: a value for every key that authors may write, so that no key is forgotten where the laws are tested."""

import json
from collections.abc import Mapping, Sequence

import tomlkit
from hypothesis import strategies as st

from generator.settings.site_keys import LANGUAGES

NAMES = ("a", "b", "c", "d")
TERMS = ("产业互联网", "数据中台", "中台", "C2B", "c2b", "互联网", "工厂", "腾讯科技有限公司", "王景田")
PARTS = (
    "产业互联网正在改变工厂。",
    "**产业**互联网与数据\n中台。",
    "企业集中台湾市场。",
    "C2B 与 B2C2B 不同，c2b 也是。",
    "## 小节\n\n互联网公司。",
    "[另一篇](b.md)讲中台。",
    "[[C2B]]也在这里。",
    "`数据中台`是代码。",
    "![图](x.png)",
    "腾讯科技有限公司，简称腾讯。腾讯很大。",
    "王景田来自[简介](../pages/about.md)。",
    "```python\nprint('中台')\n```",
    "智造云见于此。",
    "> 數據中臺。[^1]\n\n[^1]: 注里的工厂。",
)
MEANINGS = ("一种说法。", "另一种说法，见[[C2B]]。", "![图](x.png)与[一篇](../articles/b.md)。")
FIRST = ("first", "section", "page", "all")
FLAG = (True, False)
Values = Mapping[str, Sequence[object]]
"""What may stand under each key."""

SITE: Values = {
    "breaks": FLAG,
    "emoji": FLAG,
    "title": ("站", "另一站"),
    "description": ("一句话", "又一句"),
    "author": ("某甲", "某乙"),
    "language": LANGUAGES,
    "base_url": ("https://example.org/", "https://example.org/blog/"),
    "permalink": ("{slug}.html", "{year}/{slug}.html", "{category}/{title}-{id}.html"),
    "timezone": ("UTC", "+14:00", "America/New_York"),
    "git_dates": FLAG,
    "first": FIRST,
    "entities": ("listed", "off", "auto"),
    "published": (0.5, 0.9),
    "marks": ("plain", "zhuanming"),
    "writing": ("horizontal", "vertical"),
    "smaller_pictures": FLAG,
    "https_pictures": FLAG,
    "embed_hosts": (["player.example.org"], []),
    "editions": (),  # tests/pipeline/test_editions.py
    "plugins": (),  # tests/plugins/test_plugins.py
    "paragraphs": ("spaced", "indent"),
    "key_terms": FLAG,
    "per_page": (1, 2),
    "feed_items": (1, 2),
    "highlight": FLAG,
    "search": (False,),
    "nav": ([{"title": "首页", "url": "index.html"}], []),
    "strings": ({"glossary": "词典"}, {"home": "封面"}),
    "colors": ({"accent": "#123456"}, {"accent": ["#111111", "#eeeeee"]}),
    "changes": FLAG,
    "cards": (),  # tests/pipeline/test_cards.py
    "card_font": (),
    "comments": (
        {"provider": "waline", "server": "https://talk.example.org"},
        {"provider": "giscus", "repo": "a/b", "repo_id": "R", "category": "C", "category_id": "D"},
    ),
    "statistics": ({"provider": "baidu", "id": "a1"}, {"provider": "plausible", "id": "example.org"}),
    "csp": ({"img-src": ["https://a.example.org"]}, {"font-src": ["data:"]}),
    "verify": ({"google": "a"}, {"bing": "b"}),
    "footer": ({"icp": "京ICP备1号"}, {"police": "京公网安备 11000002000001号"}),
    "glossaries": (),  # tests/glossary/test_shared.py
    "extra": ({"color": "red"}, {"color": "blue"}),
}
MATCH: Values = {
    "never": (["产业互联网"], ["互联网公司"]),
    "always": (["集中台湾"], ["见于此"]),
    "case": FLAG,
    "where": (["quote"], ["body"], ["paragraph"]),
    "first": FIRST,
}
ENTRY: Values = {
    "name": (),  # whoever draws an entry gives it its name
    "id": ("一", "二"),
    "slug": ("shu", "zhong", "C"),
    "type": ("term", "person", "organization", "product"),
    "aliases": (["智造云"], ["腾讯"], ["集中"]),
    "definition": MEANINGS,
    "english": ("middle office", "factory"),
    "hant": ("中臺", "台"),
    "hans": ("中台",),
    "pinyin": ("aa", "zz"),
    "see": (["C2B"], ["c2b"]),
    "sources": (["某书"], ["https://example.org/s"]),
    "url": ("https://example.org/1", "https://example.org/2"),
    "short": FLAG,
    "ruby": FLAG,
    "match": [{key: value} for key, values in MATCH.items() for value in values],
    "definitions": (
        [{"since": "2018", "text": "早先的。"}],
        [{"since": "2018", "text": "旧。", "sources": ["书"]}, {"since": "2019-02", "text": "新，见[[C2B]]。"}],
    ),
    "todo": FLAG,
    "sense": ("公司", "水果"),
    "context": (["工厂"], ["平台"]),
    "domain": (["医学"], ["工业"]),
    "tags": (["平台"], ["工厂"]),
    "since": ("2018", "2019-02"),
    "relations": ({"part_of": ["C2B"]}, {"broader": "c2b", "founded_by": ["C2B"]}),
    "wikidata": ("Q42", "q148"),
    "when": ("2018", "前221–220", "康熙六十一年", "2018-05至今"),
    "place": (["39.9, 116.4"], [-1, 2]),
    "date": ("2019-03-01", "2020-03-01"),
    "updated": ("2021-03-01", "2018-01-01"),
    "until": ("2018", "2020"),
    "scope": ({"tags": ["平台"]}, {"categories": ["工厂"]}),
    "glossary": ("词表一", "词表二"),
    "deprecated": (["中苔"], ["工业网"]),
    "license": ("CC BY 4.0", "CC0"),
}
ARTICLE: Values = {
    "title": ("甲", "乙", "丙"),
    "date": ("2019-01-05", "2019-02-03 08:30", "2018-12-31"),
    "updated": ("2020-01-01", "2021-01-01"),
    "slug": ("one", "two"),
    "tags": (["平台"], ["平台", "工厂"]),
    "categories": (["工厂"], ["随笔", "城市"]),
    "draft": FLAG,
    "private": FLAG,
    "unlisted": FLAG,
    "noindex": FLAG,
    "search": FLAG,
    "publish_date": ("2019-06-01", "2999-01-01"),
    "expires": ("2019-07-01", "2999-01-01"),
    "permalink": ("/own/one/", "own/two.html"),
    "aliases": (["/old/one/"], ["/old/two.html", "earlier"]),
    "id": ("x1", 7),
    "series": ("连载", "别册"),
    "part": (2, 1),
    "sticky": (1, 5),
    "author": ("某甲", "某丙、某丁"),
    "description": ("摘要一", "摘要二"),
    "language": ("zh-Hant", "en"),
    "image": ("x.png", "/y.txt"),
    "first": FIRST,
    "annotate": FLAG,
    "terms": ({"中台": "本文里的意思。"}, {"智造云": "本文的词。"}),
    "nomark": (["中台"], ["C2B", "工厂"]),
    "as_of": ("2018", "2019-03"),
    "toc": FLAG,
    "comments": FLAG,
    "breaks": FLAG,
    "source": ("https://example.org/a", "https://example.org/b"),
    "layout": ("article.html", "page.html"),
    "extra": ({"color": "red"}, {"color": "blue"}),
}


def site(table: Mapping[str, object]) -> str:
    """A site.toml with these settings."""
    return tomlkit.dumps({"title": "站", "entities": "listed", "search": False, **table})


def article(table: Mapping[str, object], body: str) -> str:
    """An article with this front matter; JSON is YAML."""
    return f"---\n{json.dumps({'date': '2019-01-01', **table}, ensure_ascii=False)}\n---\n\n{body}\n"


def glossary(entries: Mapping[str, Mapping[str, object]]) -> str:
    """A glossary file of these entries, by name."""
    return tomlkit.dumps(
        {"entry": [{"name": name, "definition": MEANINGS[0], **table} for name, table in entries.items()]}
    )


def some(values: Values) -> st.SearchStrategy[dict[str, object]]:
    """Tables with one of these keys, seldom with none or many."""
    drawn = {key: st.sampled_from(each) for key, each in values.items() if each}
    single = st.one_of([value.map(lambda value, key=key: {key: value}) for key, value in drawn.items()])
    return st.just({}) | single | single | st.fixed_dictionaries({}, optional=drawn)


bodies = st.lists(st.sampled_from(PARTS), min_size=1, max_size=5).map("\n\n".join)
settings = some(SITE).map(site)
articles = st.builds(article, some(ARTICLE), bodies)
entries = some(ENTRY)
"""Entries without their names."""
