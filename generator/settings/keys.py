"""The keys that authors may write: in site.toml, in the front matter of articles, in entries of the glossary.

What is checked when they are read, the JSON Schemas for editors and the tables in the documentation all come from
here.
"""

from generator.core.editions import EDITIONS
from generator.core.entry import TYPES
from generator.core.errors import Text
from generator.core.settings import POLICIES
from generator.settings.fields import Field

TYPE_NAMES = {
    "term": Text("术语", "term"),
    "person": Text("人物", "person"),
    "organization": Text("机构", "organization"),
    "place": Text("地点", "place"),
    "product": Text("产品", "product"),
    "work": Text("作品", "work"),
    "event": Text("事件", "event"),
}
"""What people call the types of entries."""
LANGUAGES = ("zh-Hans", "zh-Hant", "en")
MENTIONS = Text(
    "标注哪几次出现：first 或 page 全篇第一次，section 每节第一次，all 每一次",
    "which mentions are marked: first or page, the first of the article; section, the first of each section; all",
)

SITE = (
    Field("title", "text", Text("网站的名称", "name of the site")),
    Field("description", "text", Text("一句话介绍，用于首页和搜索引擎", "one sentence about the site")),
    Field("author", "text", Text("文章没有写作者时的作者", "author of the articles that name none")),
    Field("language", "choice", Text("网站的语言", "language of the site"), choices=LANGUAGES),
    Field(
        "editions",
        "texts",
        Text(
            "简繁两版：第一个是文章本来的文字，其余各在 hant/ 或 hans/ 里再生成一遍",
            "editions in both scripts: the first is that of the articles, the others are built again in hant/ or hans/",
        ),
        choices=EDITIONS,
    ),
    Field(
        "base_url",
        "text",
        Text(
            "网站发布后的完整网址，如 https://me.github.io/blog/",
            "full address of the published site, such as https://me.github.io/blog/",
        ),
    ),
    Field(
        "permalink",
        "text",
        Text(
            "文章网址的样式，可用 {slug} {title} {category} {id} {year} {month} {day}",
            "form of an article's URL; may use {slug} {title} {category} {id} {year} {month} {day}",
        ),
    ),
    Field(
        "timezone",
        "text",
        Text(
            "没写时区的日期是哪里的时间，如 Asia/Shanghai 或 +08:00；"
            "默认：zh-Hans 为 Asia/Shanghai，zh-Hant 为 Asia/Taipei，en 为 UTC",
            "where the clock of dates without a zone stands, such as Asia/Shanghai or +08:00; "
            "default: Asia/Shanghai for zh-Hans, Asia/Taipei for zh-Hant, UTC for en",
        ),
    ),
    Field(
        "git_dates",
        "flag",
        Text(
            "没写 updated 的文章，用 git 里最后一次修改的时间",
            "articles without updated take the time of the last commit that changed them",
        ),
    ),
    Field("first", "choice", MENTIONS, choices=POLICIES),
    Field(
        "entities",
        "choice",
        Text(
            "实体：auto 自动识别，listed 只标词条里有的，off 不标",
            "entities: auto finds them, listed takes those of the glossary, off marks none",
        ),
        choices=("auto", "listed", "off"),
    ),
    Field(
        "published",
        "number",
        Text("自动识别的实体达到这个可信度才显示在页面上", "score from which automatic entities are shown on the page"),
        least=0,
        most=1,
    ),
    Field(
        "marks",
        "choice",
        Text(
            "标注的样式：plain 下划线，zhuanming 专名号（适合文学）",
            "style of marks: plain underlines, or zhuanming for literary texts",
        ),
        choices=("plain", "zhuanming"),
    ),
    Field(
        "writing",
        "choice",
        Text(
            "文章的排法：horizontal 横排，vertical 直排，从右往左",
            "how articles are set: in horizontal lines, or in vertical ones from right to left",
        ),
        choices=("horizontal", "vertical"),
    ),
    Field(
        "paragraphs",
        "choice",
        Text("段落：spaced 段间留空，indent 首行缩进两字", "paragraphs: spaced apart, or indented by two characters"),
        choices=("spaced", "indent"),
    ),
    Field("key_terms", "flag", Text("在文章页列出本文的关键词", "show each article's key terms on its page")),
    Field(
        "per_page",
        "whole",
        Text(
            "每页的文章数：首页和标签、分类、系列、作者的列表",
            "articles on a page of the lists: home, tags, categories, series, authors",
        ),
        least=1,
        most=1000,
    ),
    Field("feed_items", "whole", Text("订阅源里的文章数", "articles in the feed"), least=1, most=1000),
    Field("highlight", "flag", Text("给代码着色", "highlight code")),
    Field(
        "breaks",
        "flag",
        Text(
            "Markdown 段落里的每个换行都是换行（Hexo 默认如此）",
            "each line end within a paragraph of Markdown is a line break, as Hexo has it by default",
        ),
    ),
    Field("emoji", "flag", Text("把 :smile: 这样的名称显示为表情", "show names such as :smile: as emoji")),
    Field("search", "flag", Text("站内搜索", "the search page")),
    Field(
        "smaller_pictures",
        "flag",
        Text(
            "给大图另做几份小的 WebP，浏览器按屏幕选用",
            "smaller WebP copies of wide pictures, from which browsers choose",
        ),
    ),
    Field(
        "https_pictures",
        "flag",
        Text(
            "页面可以显示任何网站的图片（默认只对文章里出现的网站放开）",
            "pages may show pictures of any host (else only of the hosts that occur)",
        ),
    ),
    Field(
        "embed_hosts",
        "texts",
        Text(
            "除了已知的，还有哪些网站的 <iframe> 点了就载入，如 player.example.com",
            "further hosts whose <iframe> loads on a click, such as player.example.com",
        ),
    ),
    Field(
        "nav",
        "rows",
        Text("导航栏的链接", "links of the navigation"),
        fields=(
            Field("title", "text", Text("链接的文字", "text of the link"), needed=True),
            Field("url", "text", Text("站内路径或完整网址", "path within the site, or a full address"), needed=True),
        ),
    ),
    Field(
        "plugins",
        "texts",
        Text("使用的插件：已安装的包的名称", "plugins that the site uses: names of installed packages"),
    ),
    Field("strings", "texts by key", Text("改写主题里的文字", "texts of the theme to replace")),
    Field(
        "colors",
        "free",
        Text("改写主题的颜色：名称 = 颜色，或 [浅色, 深色]", "colours to replace: a colour, or [light, dark]"),
    ),
    Field("extra", "free", Text("留给自己的模板：site.extra.…", "free for your own layouts: site.extra.…")),
)

MATCH = (
    Field("never", "texts", Text("在这些更长的词里不标注", "longer words inside which the entry is never marked")),
    Field(
        "always", "texts", Text("在这些上下文里一定标注", "contexts in which it is marked whatever the segmenter says")
    ),
    Field("case", "flag", Text("英文字母区分大小写", "Latin letters match in the case given only")),
    Field(
        "where",
        "texts",
        Text("只在这些地方标注（body 指标题以外）", "where it may be marked (body: all but headings)"),
        choices=("body", "paragraph", "item", "cell", "quote", "caption", "lead", "definition", "footnote"),
    ),
    Field("first", "choice", MENTIONS, choices=POLICIES),
)

SCOPE = (
    Field("folders", "texts", Text("content/articles/ 下的文件夹", "folders below content/articles/")),
    Field("tags", "texts", Text("文章的标签", "tags of articles")),
    Field("categories", "texts", Text("文章的分类", "categories of articles")),
)
"""For which articles an entry, or all of a file or folder of the glossary, counts."""
SCOPED = Text("只用于这些文章", "the articles for which it counts; all where there is none")

ENTRY = (
    Field("name", "text", Text("词条的名称", "name of the entry")),
    Field("id", "text", Text("固定的标识，不写就是名称", "a fixed id; the name where there is none")),
    Field(
        "slug", "text", Text("词条页的文件名，不写就由名称得来", "file name of its page; made of the name if absent")
    ),
    Field("type", "choice", Text("类型", "type"), choices=TYPES),
    Field("aliases", "texts", Text("别名，正文里出现也会标注", "other names, marked in the text as well")),
    Field("definition", "text", Text("释义，可用 Markdown", "definition, in Markdown")),
    Field("english", "text", Text("英文名", "English name")),
    Field("pinyin", "text", Text("拼音，多音字排序有误时写", "pinyin, where it is sorted by a wrong reading")),
    Field(
        "hant",
        "text",
        Text("繁体版里的名称，转换有误时写", "name in the traditional edition, where conversion gets it wrong"),
    ),
    Field(
        "hans",
        "text",
        Text("简体版里的名称，转换有误时写", "name in the simplified edition, where conversion gets it wrong"),
    ),
    Field("see", "texts", Text("参见的词条", "related entries")),
    Field("sources", "texts", Text("释义的出处", "sources of the definition")),
    Field("url", "text", Text("官网或百科的网址", "address of its official site or of an encyclopedia")),
    Field("short", "flag", Text("全称出现后是否也标注简称", "whether its short form is marked after a full mention")),
    Field("ruby", "flag", Text("正文里在它上面注拼音", "its pinyin stands above it in the text")),
    Field("match", "table", Text("匹配规则", "its own rules of matching"), fields=MATCH),
    Field(
        "sense",
        "text",
        Text(
            "同形词条的区别，显示在括号里：苹果（公司）",
            "tells entries of one form apart, shown in brackets behind the name",
        ),
    ),
    Field(
        "context",
        "texts",
        Text("附近有这些词时，是这个意思", "words near by that speak for this meaning of a form that several have"),
    ),
    Field("domain", "texts", Text("领域，如“医学”", "its fields, such as medicine; tell meanings apart")),
    Field(
        "tags",
        "texts",
        Text("标签：文章有同样的标签时，是这个意思", "tags: articles that have them speak for this meaning"),
    ),
    Field("since", "text", Text("从何时起有这个意思", "from when on the form has this meaning")),
    Field("until", "text", Text("到何时为止有这个意思", "until when the form has this meaning")),
    Field("scope", "table", SCOPED, fields=SCOPE),
    Field("glossary", "text", Text("所属词表的名称", "name of the glossary to which it belongs")),
    Field(
        "definitions",
        "rows",
        Text("有日期的释义：从哪时起怎样解释", "dated definitions"),
        fields=(
            Field(
                "since",
                "text",
                Text("从何时起：2019、2019-03 或 2019-03-01", "from when on, such as 2019 or 2019-03"),
                needed=True,
            ),
            Field("text", "text", Text("释义，可用 Markdown", "definition, in Markdown"), needed=True),
            Field("sources", "texts", Text("出处", "sources")),
        ),
    ),
    Field("todo", "flag", Text("还没写完的词条", "a stub that is not finished")),
)
"""Keys of an `[[entry]]`, and of the front matter of `content/glossary/NAME.md`."""

GLOSSARY = (
    Field(
        "name",
        "text",
        Text("词表的名称，另有自己的索引页", "name of this glossary, which gets an index page of its own"),
    ),
    Field("scope", "table", SCOPED, fields=SCOPE),
)
"""Keys of `_glossary.toml` in a folder of the glossary, and at the top of a TOML or YAML file of entries."""

ARTICLE = (
    Field("title", "text", Text("标题", "title")),
    Field(
        "date", "date", Text("日期，如 2024-05-01 或 2024-05-01 08:30", "date, such as 2024-05-01 or 2024-05-01 08:30")
    ),
    Field("updated", "date", Text("更新日期", "date of the last change")),
    Field("slug", "text", Text("网址里的名称，不写就是文件名", "name in the URL; the file's name where there is none")),
    Field("tags", "texts", Text("标签", "tags")),
    Field(
        "categories",
        "texts",
        Text("分类，可以分级，如 技术/前端；也算标签", "categories, in levels such as tech/web; tags as well"),
    ),
    Field("draft", "flag", Text("草稿，不发布", "a draft, not published")),
    Field("private", "flag", Text("私密，永不发布，只有预览能看到", "never published; only the preview shows it")),
    Field(
        "unlisted",
        "flag",
        Text(
            "知道网址的人能打开，但不进任何列表、订阅源、网站地图和搜索",
            "its page can be opened, but no list, feed, sitemap or search names it",
        ),
    ),
    Field(
        "noindex",
        "flag",
        Text(
            "请搜索引擎不要收录，也不进网站地图和站内搜索",
            "search engines are asked to leave it out; it is in no sitemap and not in the site's search",
        ),
    ),
    Field("search", "flag", Text("站内搜索能不能找到", "whether the site's own search finds it")),
    Field("publish_date", "date", Text("到这个时刻才发布", "not published before this moment")),
    Field("expires", "date", Text("到这个时刻就撤下", "taken down at this moment")),
    Field(
        "permalink",
        "text",
        Text("文章自己的网址，如 /2019/05/ming/", "the article's own address, such as /2019/05/name/"),
    ),
    Field(
        "aliases",
        "texts",
        Text("文章从前的网址，都转到这里", "addresses that the article once had; they lead here"),
    ),
    Field("id", "text", Text("网址样式里的 {id}", "{id} in the form of URLs")),
    Field("series", "text", Text("所属的系列", "the series that it is part of")),
    Field("part", "number", Text("在系列里排第几", "its place in the series")),
    Field(
        "sticky",
        "number",
        Text("置顶：大于 0，数字大的在前", "above 0: before all other articles, larger numbers first"),
    ),
    Field("author", "text", Text("作者", "author")),
    Field("description", "text", Text("摘要", "summary")),
    Field("language", "text", Text("文章的语言，如 zh-Hant", "language of the article, such as zh-Hant")),
    Field("image", "text", Text("题图", "picture for the article")),
    Field("first", "choice", MENTIONS, choices=POLICIES),
    Field("annotate", "flag", Text("是否标注这篇文章", "whether this article is annotated")),
    Field("terms", "texts by key", Text("词条在本文里的释义", "what terms mean in this article")),
    Field(
        "nomark",
        "texts",
        Text("本文不标注的词条和别的名字", "entries and other names that are not marked in this article"),
    ),
    Field("as_of", "text", Text("用哪时的释义：2019 或 2019-03", "pins dated definitions: 2019 or 2019-03")),
    Field("toc", "flag", Text("是否显示目录", "whether the table of contents is shown")),
    Field(
        "breaks",
        "flag",
        Text("段落里的每个换行都是换行", "whether each line end within a paragraph is a line break"),
    ),
    Field(
        "source",
        "text",
        Text("原文的完整网址，显示在文章末尾", "full address where it first appeared, shown below the article"),
    ),
    Field("layout", "text", Text("模板", "layout")),
    Field(
        "extra", "free", Text("留给自己的模板：article.meta.extra.…", "free for your own layouts: article.meta.extra.…")
    ),
)
"""Keys of an article's front matter. Keys of Hexo, Jekyll and Hugo that mean the same are accepted by the reader beside
these."""
