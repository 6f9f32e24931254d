"""What the fuzzers begin with."""

from tests.author.importing import docx
from tests.author.merging.test_sheets import sheet
from tests.pipeline.sites import GLOSSARY, SETTINGS
from tests.readers.samples import HTML, MARKDOWN, PLAIN, XSS
from tests.readers.test_contract import PIECES

YAML_GLOSSARY = "- name: 产业互联网\n  aliases: [工业互联网, IIoT]\n  definition: &d 一种说法\n  match: {never: [a], case: true}\n- name: C2B\n  definition: *d\n  see: [产业互联网]\n"
CSV = 'name,aliases,type,definition\n产业互联网,IIoT|工业互联网,term,"一种,说法"\n腾讯,,organization,公司\n'
ENTRY = "---\naliases: [a, b]\ntype: work\ndefinitions:\n- since: 2019\n  text: 旧\n---\n\n释义**一段**，见[[C2B]]。\n"
GITBOOK = "# Glossary\n\n## 产业互联网\n释义一。\n\n## C2B ##\n释义二。\n"
FRONT_YAML = "title: 甲\ndate: 2019-01-02 03:04\ntags: [a, {name: b}]\nterms:\n- name: x\n  definition: y\nextra: {k: v}\nimage: {path: a.png}\n---\n文\n"
FRONT_TOML = 'title = "甲"\ndate = 2019-01-02T03:04:05+08:00\ntags = ["a"]\n[extra]\nk = [1, {a = 2}]\n+++\n文\n'
WXR = """<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item><title>甲</title>
<pubDate>Wed, 02 Jan 2019 03:04:05 +0000</pubDate><dc:creator>乙</dc:creator><content:encoded><![CDATA[段[caption id="a"]<img src="a.png">图[/caption]

[gallery ids="1"]<!--more--><b>二</b>]]></content:encoded><excerpt:encoded>要</excerpt:encoded><wp:post_name>a%20b</wp:post_name>
<wp:post_date>2019-01-02 03:04:05</wp:post_date><wp:status>draft</wp:status><wp:post_type>post</wp:post_type>
<category domain="post_tag">标</category></item></channel></rss>"""
WECHAT = """<html><head><meta property="og:title" content="甲"><meta property="og:article:author" content="乙"></head><body><h1 class="rich_media_title" id="activity-name">甲</h1>
<div id="js_content"><section><p><span>段一</span></p><p><img data-src="https://mmbiz.qpic.cn/x" src="a.png"></p><pre class="code-snippet"><code>x</code></pre></section></div></body></html>"""
HEXO = 'title: 甲\ntags:\n- a\n---\n{% asset_img a.png 图 %}\n{% note info %}\n注\n{% endnote %}\n{% blockquote 甲, 乙 %}引{% endblockquote %}\n{{< figure src="a.png" title="b" >}}\n'
SKOS = '{"@graph": [{"@id": "a", "@type": "skos:Concept", "skos:prefLabel": [{"@value": "甲", "@language": "zh"}], "skos:altLabel": "乙", "skos:related": {"@id": "b"}}]}'
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#"><skos:Concept rdf:about="a">
<skos:prefLabel xml:lang="zh">甲</skos:prefLabel><skos:related rdf:resource="a"/></skos:Concept></rdf:RDF>"""
TBX = """<tbx><text><body><conceptEntry id="a"><descrip type="subjectField">person</descrip><langSec xml:lang="zh"><termSec><term>甲</term>
<termNote type="administrativeStatus">preferred</termNote></termSec></langSec></conceptEntry><termEntry><langSet xml:lang="zh"><tig><term>乙</term></tig></langSet></termEntry></body></text></tbx>"""
LINES = "产业互联网在腾讯落地，马化腾说。\n他研究生命起源\n\nAI Agent and C2B，《书名》（英文Name）所谓数据中台\nｃ２ｂ 產業互聯網\n"
REQUEST = "/_zhushu/act\nhost: 127.0.0.1:8000\norigin: http://127.0.0.1:8000\ncontent-type: application/json\ncontent-length: 2\nx-zhushu-token: secret\n"
SEEDS: dict[str, list[str]] = {
    "markdown": [MARKDOWN, "", *XSS],
    "html": [HTML, WECHAT, "", *XSS],
    "txt": [PLAIN, ""],
    "page": [MARKDOWN, HTML, PLAIN, *XSS],
    "front-matter": [FRONT_YAML, FRONT_TOML, HEXO],
    "settings": [
        SETTINGS,
        '[colors]\naccent = ["#fff", "red"]\n[[nav]]\ntitle = "a"\nurl = "/b"\n[strings]\na = "b"\n',
    ],
    "glossary-toml": [GLOSSARY],
    "glossary-yaml": [YAML_GLOSSARY],
    "glossary-csv": [CSV],
    "glossary-md": [ENTRY, GITBOOK],
    "definition": [ENTRY, *XSS],
    "lines": [LINES],
    "import-xml": [WXR],
    "import-html": [HTML, WECHAT],
    "import-md": [HEXO, MARKDOWN, f"---\n{FRONT_YAML}"],
    "import-docx": [
        docx.files["word/document.xml"].partition("\n")[2],
        *(f"{name}\n{text}" for name, text in docx.files.items()),
    ],
    "import-paste": [PLAIN, HTML, MARKDOWN, HEXO],
    "merge-skos-json": [SKOS],
    "merge-skos-xml": [RDF],
    "merge-tbx": [TBX],
    "merge-csv": [CSV, "术语,英文,别名,解释\nSaaS（软件即服务）,SaaS,C2B / 顾客到企业,人物：鲁迅\n"],
    "merge-md": [GITBOOK, "| 名称 | 别名 | 释义 |\n|---|---|---|\n| 甲 | 乙\\|丙 | 一<br>二 |\n"],
    "merge-json": [
        '{"site": {}, "entries": [{"name": "甲", "dated": [{"since": "2019", "text": "旧"}], "see": ["乙"]}]}'
    ],
    "merge-ttl": [
        '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<a> a skos:Concept ; skos:prefLabel "甲"@zh .\n'
    ],
    "merge-xlsx": [
        sheet([("术语", "别名", "释义"), ("甲", "乙；丙", "一")]),
        sheet([("类", "名", "义"), ("甲", "乙", "一"), ("", "丁", "二")], merged="A2:A3"),
    ],
    "suggestions": [MARKDOWN, PLAIN, LINES],
    "weave": [HTML, WECHAT, *XSS],
    "nav": ["首页\nindex.html", "甲\nhttps://例子.org/?a=b#c", "乙\n/a b/../c.html#d", *(f"a\n{text}" for text in XSS)],
    "alias": [f"别名\n{text}" for text in (GLOSSARY, YAML_GLOSSARY, CSV, ENTRY)],
    "entry": ["甲\n释义", "---\n---", "a/b\n+++\n"],
    "request": [REQUEST],
    "state-own": [
        '{"program":"","options":"","seen":0,"due":0,"articles":0,"pages":0,"sources":[],"beside":{},"warnings":[],"version":10,"sheaves":{"a":["b",1]}}\n[]\n[]\n["a","c"]\n[1,2,3,4]\n\n[{}]\n["x"]\n[{}]',
        '{"output": "a", "changed": ["b"], "removed": ["../c"]}',
    ],
    "shelf": ["SQLite format 3\0", ""],
    "state": [
        '{"version":1,"program":"","options":"","seen":0,"due":0,"articles":0,"pages":0,"inputs":{},"outputs":{"a":[[1,2,3,4],{}]},"warnings":[]}'
    ],
}
TOKENS = [
    *PIECES,
    "title: ",
    "date: ",
    "tags: ",
    "aliases: ",
    "definition: ",
    "name = ",
    "[[entry]]",
    "&a ",
    "*a",
    "<<: ",
    "!!python/object:a ",
    "{a: ",
    "[a, ",
    "? ",
    "'''",
    '"""',
    "\\u0000",
    "\\ud800",
    "[caption]",
    "[/caption]",
    "<item>",
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    '<w:hyperlink r:id="rId1" w:anchor="a">',
    '<w:footnoteReference w:id="2"/>',
    '<c r="XFD1048576" t="s"><v>-1</v></c>',
    '<mergeCell ref="A1:XFD1048576"/>',
    "<!--zs-->",
    "<!--/zs-->",
    '<a class="zs-mark">',
    "]]>",
    "<![CDATA[",
    "&#xD800;",
    "&#9;",
    "\ufeff",
    "\u2028",
    "\u0085",
    "\r\n",
    "\r",
    "2019-02-30",
    "9999-12-31T23:59:60+99:99",
    "1e999",
    "0x",
    "nan",
    "inf",
    "99999999999999999999",
    "null",
    "true",
    "[]",
    "{}",
    "zhushu-root:/",
    "javascript:",
    "../",
    "%2e%2e/",
    "//[",
    "/\t/[x",
    "产业互联网",
    "C2B",
    "腾讯",
    "\U0001f468\u200d\U0001f469",
    "e\u0301",
    "İ",
    "ß",
    "ﬃ",
    "㍿",
    "\u202e",
    "٣",
    "²",
]
