"""Keys of an article's front matter."""

from generator.core.settings import POLICIES
from generator.settings.fields import Field
from generator.settings.site_keys import MENTIONS

ARTICLE = (
    Field("title", "text", "标题", "title"),
    Field("date", "date", "日期，如 2024-05-01 或 2024-05-01 08:30", "date, such as 2024-05-01 or 2024-05-01 08:30"),
    Field("updated", "date", "更新日期", "date of the last change"),
    Field("slug", "text", "网址里的名称，不写就是文件名", "name in the URL; the file's name where there is none"),
    Field("tags", "texts", "标签", "tags"),
    Field(
        "categories",
        "texts",
        "分类，可以分级，如 技术/前端；也算标签",
        "categories, in levels such as tech/web; tags as well",
    ),
    Field("draft", "flag", "草稿，不发布", "a draft, not published"),
    Field("private", "flag", "私密，永不发布，只有预览能看到", "never published; only the preview shows it"),
    Field(
        "unlisted",
        "flag",
        "知道网址的人能打开，但不进任何列表、订阅源、网站地图和搜索",
        "its page can be opened, but no list, feed, sitemap or search names it",
    ),
    Field(
        "noindex",
        "flag",
        "请搜索引擎不要收录，也不进网站地图和站内搜索",
        "search engines are asked to leave it out; it is in no sitemap and not in the site's search",
    ),
    Field("search", "flag", "站内搜索能不能找到", "whether the site's own search finds it"),
    Field("publish_date", "date", "到这个时刻才发布", "not published before this moment"),
    Field("expires", "date", "到这个时刻就撤下", "taken down at this moment"),
    Field(
        "permalink", "text", "文章自己的网址，如 /2019/05/ming/", "the article's own address, such as /2019/05/name/"
    ),
    Field("aliases", "texts", "文章从前的网址，都转到这里", "addresses that the article once had; they lead here"),
    Field("id", "text", "网址样式里的 {id}", "{id} in the form of URLs"),
    Field("series", "text", "所属的系列", "the series that it is part of"),
    Field("part", "number", "在系列里排第几", "its place in the series"),
    Field("sticky", "number", "置顶：大于 0，数字大的在前", "above 0: before all other articles, larger numbers first"),
    Field("author", "text", "作者", "author"),
    Field("description", "text", "摘要", "summary"),
    Field("language", "text", "文章的语言，如 zh-Hant", "language of the article, such as zh-Hant"),
    Field("image", "text", "题图", "picture for the article"),
    Field("first", "choice", *MENTIONS, choices=POLICIES),
    Field("annotate", "flag", "是否标注这篇文章", "whether this article is annotated"),
    Field("terms", "texts by key", "词条在本文里的释义", "what terms mean in this article"),
    Field(
        "nomark", "texts", "本文不标注的词条和别的名字", "entries and other names that are not marked in this article"
    ),
    Field("as_of", "text", "用哪时的释义：2019 或 2019-03", "pins dated definitions: 2019 or 2019-03"),
    Field("toc", "flag", "是否显示目录", "whether the table of contents is shown"),
    Field("comments", "flag", "这篇文章要不要评论", "whether this article has comments, where the site has some"),
    Field("breaks", "flag", "段落里的每个换行都是换行", "whether each line end within a paragraph is a line break"),
    Field(
        "source",
        "text",
        "原文的完整网址，或报刊、账号的名字；显示在文章末尾",
        "full address where it first appeared, or the name of the paper or account; shown below the article",
    ),
    Field("layout", "text", "模板", "layout"),
    Field("extra", "free", "留给自己的模板：article.meta.extra.…", "free for your own layouts: article.meta.extra.…"),
)
"""Keys of an article's front matter. The reader also accepts synonyms from Hexo, Jekyll and Hugo."""
