"""Keys of glossary entries, and of glossary files and folders."""

from collections.abc import Mapping

from generator.core.entry import TYPES
from generator.core.errors import Text
from generator.core.relations import Kind
from generator.core.settings import POLICIES
from generator.settings.fields import Field
from generator.settings.site_keys import MENTIONS, SCOPE, SCOPED

TYPE_NAMES = {
    "term": Text("术语", "term"),
    "person": Text("人物", "person"),
    "organization": Text("机构", "organization"),
    "place": Text("地点", "place"),
    "product": Text("产品", "product"),
    "work": Text("作品", "work"),
    "event": Text("事件", "event"),
}
"""Type of an entry → its display name."""

LICENSE = Text("释义的许可，如 CC BY-SA 4.0", "licence of the definition, such as CC BY-SA 4.0")

RELATIONS: Mapping[Kind, Text] = {
    "part_of": Text("是它的一部分", "what it is part of"),
    "member_of": Text("是它的成员", "what it is a member of"),
    "founded_by": Text("创立者", "who founded it"),
    "created_by": Text("作者、制作者", "who made it"),
    "works_for": Text("任职于", "whom it works for"),
    "located_in": Text("位于", "where it lies"),
    "succeeded_by": Text("后继者", "what came after it"),
    "child_of": Text("父母", "whose child it is"),
    "broader": Text("上位概念", "the broader concept"),
}
MATCH = (
    Field("never", "texts", "在这些更长的词里不标注", "longer words inside which the entry is never marked"),
    Field("always", "texts", "在这些上下文里一定标注", "contexts in which it is marked whatever the segmenter says"),
    Field("case", "flag", "英文字母区分大小写", "Latin letters match in the case given only"),
    Field(
        "where",
        "texts",
        "只在这些地方标注（body 指标题以外）",
        "where it may be marked (body: all but headings)",
        choices=("body", "paragraph", "item", "cell", "quote", "caption", "lead", "definition", "footnote"),
    ),
    Field("first", "choice", *MENTIONS, choices=POLICIES),
)

ENTRY = (
    Field("name", "text", "词条的名称", "name of the entry"),
    Field("id", "text", "固定的标识，不写就是名称", "a fixed id; the name where there is none"),
    Field("slug", "text", "词条页的文件名，不写就由名称得来", "file name of its page; made of the name if absent"),
    Field("type", "choice", "类型", "type", choices=TYPES),
    Field("aliases", "texts", "别名，正文里出现也会标注", "other names, marked in the text as well"),
    Field(
        "deprecated",
        "texts",
        "不该用的写法：仍会标注，check 指出哪里用了",
        "forms that should not be written: marked all the same, and told by check",
    ),
    Field("definition", "text", "释义，可用 Markdown", "definition, in Markdown"),
    Field("english", "text", "英文名", "English name"),
    Field(
        "pinyin",
        "text",
        "拼音（可以带声调），读音有误时写",
        "pinyin, with tones or without, where the reading found is wrong",
    ),
    Field(
        "hant",
        "text",
        "繁体版里的名称，转换有误时写",
        "name in the traditional edition, where conversion gets it wrong",
    ),
    Field(
        "hans", "text", "简体版里的名称，转换有误时写", "name in the simplified edition, where conversion gets it wrong"
    ),
    Field("see", "texts", "参见的词条", "related entries"),
    Field("sources", "texts", "释义的出处", "sources of the definition"),
    Field("license", "text", *LICENSE),
    Field("url", "text", "官网或百科的网址", "address of its official site or of an encyclopedia"),
    Field("wikidata", "text", "在维基数据里的编号，如 Q148", "id of its item in Wikidata, such as Q148"),
    Field(
        "when",
        "text",
        "何时：1998-11-11、公元前221年、康熙六十一年、1869–1936、2013至今；列在时间线上",
        "when it was: 1998-11-11, 221 BCE, 1869–1936, 2013–; shown in the timeline",
    ),
    Field(
        "place", "texts", "何地：纬度和经度，如 39.9, 116.4", "where it is: latitude and longitude, such as 39.9, 116.4"
    ),
    Field(
        "relations",
        "table",
        '和别的词条的关系，如 part_of = "某公司"；双方的页面上都显示',
        "relations to other entries, shown on the pages of both",
        fields=tuple(Field(kind, "texts", *about) for kind, about in RELATIONS.items()),
    ),
    Field("short", "flag", "全称出现后是否也标注简称", "whether its short form is marked after a full mention"),
    Field("ruby", "flag", "正文里在它上面注拼音", "its pinyin stands above it in the text"),
    Field("match", "table", "匹配规则", "its own rules of matching", fields=MATCH),
    Field(
        "sense",
        "text",
        "同形词条的区别，显示在括号里：苹果（公司）",
        "tells entries of one form apart, shown in brackets behind the name",
    ),
    Field(
        "context",
        "texts",
        "附近有这些词时，是这个意思",
        "words near by that speak for this meaning of a form that several have",
    ),
    Field("domain", "texts", "领域，如“医学”", "its fields, such as medicine; tell meanings apart"),
    Field(
        "tags", "texts", "标签：文章有同样的标签时，是这个意思", "tags: articles that have them speak for this meaning"
    ),
    Field("since", "text", "从何时起有这个意思", "from when on the form has this meaning"),
    Field(
        "date",
        "date",
        "词条写于哪天，如 2024-05-01，用于更新页",
        "day on which it was written, for the page of changes",
    ),
    Field("updated", "date", "词条改于哪天", "day on which it was changed"),
    Field("until", "text", "到何时为止有这个意思", "until when the form has this meaning"),
    Field("scope", "table", *SCOPED, fields=SCOPE),
    Field("glossary", "text", "所属词表的名称", "name of the glossary to which it belongs"),
    Field(
        "definitions",
        "rows",
        "有日期的释义：从哪时起怎样解释",
        "dated definitions",
        fields=(
            Field(
                "since",
                "text",
                "从何时起：2019、2019-03 或 2019-03-01",
                "from when on, such as 2019 or 2019-03",
                needed=True,
            ),
            Field("text", "text", "释义，可用 Markdown", "definition, in Markdown", needed=True),
            Field("sources", "texts", "出处", "sources"),
        ),
    ),
    Field("todo", "flag", "还没写完的词条", "a stub that is not finished"),
)
"""Keys of an `[[entry]]`, and of the front matter of `content/glossary/NAME.md`."""

GLOSSARY = (
    Field("name", "text", "词表的名称，另有自己的索引页", "name of this glossary, which gets an index page of its own"),
    Field("scope", "table", *SCOPED, fields=SCOPE),
    Field("license", "text", *LICENSE),
)
"""Keys of `_glossary.toml` in a folder of the glossary, and at the top of a TOML or YAML file of entries."""
