"""Keys of site.toml."""

from generator.core.editions import EDITIONS
from generator.core.errors import Text
from generator.core.settings import POLICIES
from generator.settings.fields import Field
from generator.settings.service_keys import SERVICES

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
MENTIONS = Text(
    "标注哪几次出现：first 或 page 全篇第一次，section 每节第一次，all 每一次",
    "which mentions are marked: first or page, the first of the article; section, the first of each section; all",
)

SCOPE = (
    Field("folders", "texts", "content/articles/ 下的文件夹", "folders below content/articles/"),
    Field("tags", "texts", "文章的标签", "tags of articles"),
    Field("categories", "texts", "文章的分类", "categories of articles"),
)
"""The articles in which an entry, or the entries of a file, folder or shared glossary, are marked."""
SCOPED = Text("只用于这些文章", "the articles for which it counts; all where there is none")

SITE = (
    Field("title", "text", "网站的名称", "name of the site"),
    Field("description", "text", "一句话介绍，用于首页和搜索引擎", "one sentence about the site"),
    Field("author", "text", "文章没有写作者时的作者", "author of the articles that name none"),
    Field("language", "choice", "网站的语言", "language of the site", choices=LANGUAGES),
    Field(
        "editions",
        "texts",
        "简繁两版：第一个是文章本来的文字，其余各在 hant/ 或 hans/ 里再生成一遍",
        "editions in both scripts: the first is that of the articles, the others are built again in hant/ or hans/",
        choices=EDITIONS,
    ),
    Field(
        "base_url",
        "text",
        "网站发布后的完整网址，如 https://me.github.io/blog/",
        "full address of the published site, such as https://me.github.io/blog/",
    ),
    Field(
        "permalink",
        "text",
        "文章网址的样式，可用 {slug} {title} {category} {id} {year} {month} {day}",
        "form of an article's URL; may use {slug} {title} {category} {id} {year} {month} {day}",
    ),
    Field(
        "timezone",
        "text",
        "没写时区的日期是哪里的时间，如 Asia/Shanghai 或 +08:00；"
        "默认：zh-Hans 为 Asia/Shanghai，zh-Hant 为 Asia/Taipei，en 为 UTC",
        "where the clock of dates without a zone stands, such as Asia/Shanghai or +08:00; "
        "default: Asia/Shanghai for zh-Hans, Asia/Taipei for zh-Hant, UTC for en",
    ),
    Field(
        "git_dates",
        "flag",
        "没写 updated 的文章，用 git 里最后一次修改的时间",
        "articles without updated take the time of the last commit that changed them",
    ),
    Field("first", "choice", *MENTIONS, choices=POLICIES),
    Field(
        "entities",
        "choice",
        "实体：auto 自动识别，listed 只标词条里有的，off 不标",
        "entities: auto finds them, listed takes those of the glossary, off marks none",
        choices=("auto", "listed", "off"),
    ),
    Field(
        "published",
        "number",
        "自动识别的实体达到这个可信度才显示在页面上",
        "score from which automatic entities are shown on the page",
        least=0,
        most=1,
    ),
    Field(
        "marks",
        "choice",
        "标注的样式：plain 下划线，zhuanming 专名号（适合文学）",
        "style of marks: plain underlines, or zhuanming for literary texts",
        choices=("plain", "zhuanming"),
    ),
    Field(
        "writing",
        "choice",
        "文章的排法：horizontal 横排，vertical 直排，从右往左",
        "how articles are set: in horizontal lines, or in vertical ones from right to left",
        choices=("horizontal", "vertical"),
    ),
    Field(
        "paragraphs",
        "choice",
        "段落：spaced 段间留空，indent 首行缩进两字",
        "paragraphs: spaced apart, or indented by two characters",
        choices=("spaced", "indent"),
    ),
    Field("key_terms", "flag", "在文章页列出本文的关键词", "show each article's key terms on its page"),
    Field(
        "per_page",
        "whole",
        "每页的文章数：首页和标签、分类、系列、作者的列表",
        "articles on a page of the lists: home, tags, categories, series, authors",
        least=1,
        most=1000,
    ),
    Field("feed_items", "whole", "订阅源里的文章数", "articles in the feed", least=1, most=1000),
    Field("highlight", "flag", "给代码着色", "highlight code"),
    Field(
        "breaks",
        "flag",
        "Markdown 段落里的每个换行都是换行（Hexo 默认如此）",
        "each line end within a paragraph of Markdown is a line break, as Hexo has it by default",
    ),
    Field("emoji", "flag", "把 :smile: 这样的名称显示为表情", "show names such as :smile: as emoji"),
    Field("search", "flag", "站内搜索", "the search page"),
    Field(
        "smaller_pictures",
        "flag",
        "给大图另做几份小的 WebP，浏览器按屏幕选用",
        "smaller WebP copies of wide pictures, from which browsers choose",
    ),
    Field(
        "changes",
        "flag",
        "更新页 changes.html 和它的订阅源：新的和改过的文章、词条",
        "the page changes.html and its feed: new and changed articles and entries",
    ),
    Field(
        "cards",
        "flag",
        "给每篇文章、每个词条做一张分享用的图，要有 base_url",
        "a picture of each article and entry that shows where a link to it is shared; needs base_url",
    ),
    Field(
        "card_font",
        "text",
        "分享图的字体：已安装的字体的名称，或 layouts/ 里的字体文件",
        "font of those pictures: the name of an installed one, or a font file in layouts/",
    ),
    Field(
        "https_pictures",
        "flag",
        "页面可以显示任何网站的图片（默认只对文章里出现的网站放开）",
        "pages may show pictures of any host (else only of the hosts that occur)",
    ),
    Field(
        "embed_hosts",
        "texts",
        "除了已知的，还有哪些网站的 <iframe> 点了就载入，如 player.example.com",
        "further hosts whose <iframe> loads on a click, such as player.example.com",
    ),
    Field(
        "nav",
        "rows",
        "导航栏的链接",
        "links of the navigation",
        fields=(
            Field("title", "text", "链接的文字", "text of the link", needed=True),
            Field("url", "text", "站内路径或完整网址", "path within the site, or a full address", needed=True),
        ),
    ),
    Field(
        "glossaries",
        "rows",
        "共享的词库；自己的词条优先",
        "shared glossaries; the site's own entries take precedence",
        fields=(
            Field("package", "text", "装好的词库包的名称", "name of an installed glossary package"),
            Field(
                "path",
                "text",
                "词库的文件或文件夹，相对于网站文件夹",
                "file or folder of the glossary, relative to the site's folder",
            ),
            Field("name", "text", "显示的名称，不写就用词库自己的", "name to show; its own where there is none"),
            Field(
                "license",
                "text",
                "许可，词库自己没有写明时写，如 CC BY-SA 4.0",
                "its licence, where it names none itself",
            ),
            Field("url", "text", "词库的主页", "its home page"),
            Field("scope", "table", *SCOPED, fields=SCOPE),
            Field(
                "sha256",
                "text",
                "内容的校验值，由 zhushu glossary add 和 update 写",
                "digest of its files, written by zhushu glossary add and update",
            ),
        ),
    ),
    Field(
        "plugins", "texts", "使用的插件：已安装的包的名称", "plugins that the site uses: names of installed packages"
    ),
    *SERVICES,
    Field("strings", "texts by key", "改写主题里的文字", "texts of the theme to replace"),
    Field(
        "colors",
        "free",
        "改写主题的颜色：名称 = 颜色，或 [浅色, 深色]",
        "colours to replace: a colour, or [light, dark]",
    ),
    Field("extra", "free", "留给自己的模板：site.extra.…", "free for your own layouts: site.extra.…"),
)
