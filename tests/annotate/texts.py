"""Texts and glossaries for tests, also as strategies of Hypothesis, and what annotating them gives."""

from hypothesis import strategies as st

from generator import annotate
from generator.core.entry import Entry, Glossary

COMMON = "的一是了我不在人有中大国来上个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后台企业集湾市场研究命起源产品服务数据库存互联网技术云计算能够智工改变"
TRADITIONAL = "產業互聯網雲計算資料庫務體國學們臺灣說後裡著瞭"
RARE = "０Ａａé㈱½ﬁ\u200b\u0301\ufe0f\U000e0100\ud800\x00\ufffc㐂𠮷ガｶﾞ한"
LATIN = "aiAIc2bB++ /&.@#-_ \n\t　123，。：“”"
FORMS = [
    "中台",
    "研究生",
    "北大",
    "和服",
    "数据库",
    "人工智能",
    "产业互联网",
    "互联网",
    "上云",
    "AI",
    "C2B",
    "C++",
    "AI Agent",
    "A/B测试",
    "云",
    "會議",
    "工作会",
    "会议",
    "年底",
    "百年",
    "企业",
    "台湾",
    "服务",
    "数据",
    "網路",
    "学子",
]

words = st.sampled_from(
    [*FORMS, "集中", "能够", "研究", "服务器", "大概", "1月31日", "2020年", "一百年", "https://a.com/ai", "产业⏎互联网"]
)
characters = st.sampled_from(COMMON + TRADITIONAL + RARE + LATIN)
texts = st.lists(words | characters, max_size=30).map("".join)
forms = st.lists(st.sampled_from(FORMS), min_size=1, max_size=8, unique=True)


def glossary(names):
    """One entry for each name."""
    return Glossary({name: Entry(name, name, name, forms=(name,)) for name in names})


def found(settings, passages, *names):
    """All finds of a glossary with these names."""
    return annotate.choose(annotate.annotator(glossary(names), settings)(passages))


def kept(spans):
    """The texts of the finds that were not refused."""
    return [span.text for span in spans if span.reason is None]
