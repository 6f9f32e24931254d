"""Columns and cells of glossaries in spreadsheets.

Cells (docs/importing.md): several values in one cell are separated by `、`, `；`, `;`, `|` or a line end; in `sources` by
`|`, `；` or a line end. A backslash escapes a separator or a backslash. A cell that a spreadsheet would run as a formula,
or that begins with `'`, is written with a leading `'`, which is removed on reading.
"""

import re
from collections.abc import Mapping, Sequence

from generator.core.errors import Place, Problem, Text

HEADINGS: Mapping[str, str] = {
    **dict.fromkeys(
        ("名称", "词条", "术语", "词汇", "词语", "中文", "中文名", "中文名称", "名词", "条目", "标题",
         "term", "title", "word", "词", "术语名称", "中文术语",
         "preferred term", "preflabel", "name", "名字", "业务术语"),
        "name",
    ),
    **dict.fromkeys(
        ("别名", "同义词", "又名", "别称", "又称", "异名", "简称", "缩写", "其他名称",
         "synonyms", "synonym", "alias", "aliases", "also known as", "aka", "abbreviation", "altlabel", "abbreviations"),
        "aliases",
    ),
    **dict.fromkeys(
        ("释义", "定义", "解释", "说明", "描述", "含义", "注释", "简介", "内容", "definition", "description", "meaning", "explanation", "desc"),
        "definition",
    ),
    **dict.fromkeys(("英文", "英文名", "英文名称", "英语", "英译", "外文名", "对应英文", "english", "english name", "en"), "english"),
    **dict.fromkeys(("类型", "类别", "分类", "词类", "种类", "type", "category", "kind", "entity type"), "type"),
    **dict.fromkeys(("拼音", "汉语拼音", "读音", "pinyin"), "pinyin"),
    **dict.fromkeys(("参见", "相关词", "相关", "另见", "相关术语", "see", "see also", "related", "related terms", "relatedterms"), "see"),
    **dict.fromkeys(("出处", "来源", "引自", "资料来源", "source", "sources", "reference", "references"), "sources"),
    **dict.fromkeys(
        ("不用", "不要用", "禁用", "禁用词", "弃用", "废弃", "停用", "误写", "错误写法", "deprecated", "forbidden", "avoid",
         "do not use", "not recommended", "hiddenlabel"),
        "deprecated",
    ),
    **dict.fromkeys(("许可", "许可证", "授权", "license", "licence"), "license"),
    **dict.fromkeys(("维基数据", "wikidata", "qid"), "wikidata"),
    **dict.fromkeys(("经纬度", "坐标", "coordinates"), "place"),
    **dict.fromkeys(("网址", "链接", "官网", "url", "link", "homepage"), "url"),
}  # fmt: skip
"""Column heading, folded → key."""
IGNORED = (
    "displayname",
    "parent",
    "序号",
    "编号",
    "no",
    "no.",
    "#",
    "tags",
    "标签",
    "owner",
    "reviewers",
    "glossarystatus",
    "created",
    "创建时间",
)
"""Headings of other programs whose columns are silently ignored."""
TYPES: Mapping[str, str] = {
    **dict.fromkeys(("术语", "名词", "概念", "词语", "普通词", "term", "concept"), "term"),
    **dict.fromkeys(("人物", "人名", "人", "人员", "person", "people", "per"), "person"),
    **dict.fromkeys(("机构", "组织", "公司", "机构名", "组织机构", "企业", "团体", "学校", "组织名", "品牌",
         "organization", "organisation", "org", "company"), "organization"),
    **dict.fromkeys(("地点", "地名", "地方", "地理", "place", "location", "loc", "gpe"), "place"),
    **dict.fromkeys(("产品", "产品名", "商品", "软件", "product"), "product"),
    **dict.fromkeys(("作品", "书籍", "书名", "著作", "书", "电影", "文献", "作品名", "work", "book"), "work"),
    **dict.fromkeys(("事件", "事件名", "历史事件", "会议", "活动", "event"), "event"),
}  # fmt: skip
"""Type as written, folded → our type."""
SEPARATORS = "、；;|"
SOURCE_SEPARATORS = "；|"
FORMULA = tuple("=+-@＝＋－＠\t\r\n'")
"""Beginnings of cells that a spreadsheet would run (OWASP, "CSV injection"), and `'`, which escapes them."""
SENTENCE = re.compile(r"[。！？；]$|[\u4e00-\u9fff].{9}")
JSON = ("match", "definitions", "scope", "relations")
"""Keys whose cells hold JSON."""


def key_of(title: str) -> str:
    """The key of a column heading; the folded heading if it is unknown."""
    from generator.annotate.normalize import plain

    bare = plain(title).strip().strip("*＊:：").strip()
    return HEADINGS.get(bare) or HEADINGS.get(bare.replace("_", " ")) or bare


def type_of(cell: str, place: Place, problems: list[Problem]) -> str:
    """The type in a cell. An unknown one adds a problem and becomes `term`."""
    from generator.annotate.normalize import plain

    known = TYPES.get(plain(cell).strip())
    if known is None:
        problems.append(
            Problem(
                "warning",
                "unknown-type",
                place,
                Text(f"无法识别类型“{cell}”，当作术语", f'unknown type "{cell}"; assuming term'),
                Text(
                    "可写：术语、人物、机构、地点、产品、作品、事件",
                    "known are term, person, organization, place, product, work, event",
                ),
            )
        )
    return known or "term"


def values_of(cell: str, key: str) -> list[str]:
    """The values in a cell, in order."""
    signs = SOURCE_SEPARATORS if key == "sources" else SEPARATORS
    values, value = [], ""
    escaped = False
    for char in cell:
        if escaped:
            value += char if char in f"{signs}\\" else f"\\{char}"
            escaped = False
        elif char == "\\":
            escaped = True
        elif char in signs or char in "\r\n":
            values.append(value)
            value = ""
        else:
            value += char
    values.append(value + "\\" * escaped)
    return [said for one in values if (said := one.strip())]


def cell_of(values: Sequence[str], key: str) -> str:
    """The inverse of `values_of`."""
    signs = re.escape(SOURCE_SEPARATORS if key == "sources" else SEPARATORS)
    return "；".join(re.sub(rf"([{signs}\\])", r"\\\1", " ".join(value.split())) for value in values)


def safe(cell: str) -> str:
    """A cell escaped so that no spreadsheet runs it."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def unsafe(cell: str) -> str:
    """The inverse of `safe`; a `'` before other text is kept."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def merged(tables: Sequence[tuple[dict[str, object], Place]]) -> list[tuple[dict[str, object], Place]]:
    """`tables` with rows of the same name merged, if they do not contradict each other."""
    known: dict[str, dict[str, object]] = {}
    kept: list[tuple[dict[str, object], Place]] = []
    for table, place in tables:
        name = str(table.get("id") or table.get("name") or "")
        first = known.get(name)
        if not name or first is None or not _agree(first, table):
            known.setdefault(name, table)
            kept.append((table, place))
            continue
        for key, value in table.items():
            old = first.get(key)
            first[key] = (
                list(dict.fromkeys([*old, *value]))
                if isinstance(old, list) and isinstance(value, list)
                else old or value
            )
    return kept


def _agree(first: Mapping[str, object], second: Mapping[str, object]) -> bool:
    return all(isinstance(value, list) or first.get(key) in (None, "", value) for key, value in second.items() if value)


def guessed(row: Sequence[str]) -> list[str]:
    """Guess the keys of a table without headings from its first row."""
    longest = max(range(1, len(row)), key=lambda at: len(row[at]), default=0)
    keys = []
    for at, cell in enumerate(row):
        latin = bool(re.fullmatch(r"[\x20-\x7e]+", cell.strip()))
        free = [key for key in (["english"] if latin else ["aliases"]) if key not in keys]
        keys.append("name" if at == 0 else "definition" if at == longest else free[0] if free else f"column {at + 1}")
    return keys


def has_text(row: Sequence[str]) -> bool:
    """Whether a first row is an entry rather than headings: a name, then a sentence."""
    return 2 <= len(row) <= 4 and bool(row[0].strip()) and any(SENTENCE.search(cell.strip()) for cell in row[1:])
