"""Corrections of pypinyin for characters with several readings: surnames, and words of technology and science."""

import re
from functools import cache
from pathlib import Path

SURNAMES = dict(
    pair.split(" ", 1)
    for pair in (
        "曾 zēng/单 shàn/解 xiè/仇 qiú/查 zhā/朴 piáo/区 ōu/任 rén/华 huà/盖 gě/缪 miào/乐 yuè/翟 zhái/尉迟 yù chí/万俟 mò qí/澹台 tán tái/"
        "长孙 zhǎng sūn/单于 chán yú/秘 bì/召 shào/冼 xiǎn/洗 xiǎn/种 chóng/员 yùn/折 shé/繁 pó/那 nā/燕 yān/应 yīng/能 nài/覃 qín/葛 gě/哈 hǎ/"
        "牟 móu/卜 bǔ/祭 zhài/过 guō/干 gān/柏 bǎi/撒 sǎ/谌 chén/盛 shèng/相 xiàng/宿 sù/句 gōu/都 dū/幺 yāo/於 yū/占 zhān/冯 féng/车 chē/"
        "尹 yǐn/宁 níng/令狐 líng hú/鲜于 xiān yú/长 zhǎng/黑 hè/尉 wèi/曲 qū/石 shí/沈 shěn/叶 yè/郗 xī/晁 cháo/逄 páng/隗 wěi/眭 suī/阚 kàn/"
        "訾 zī/佴 nài/钭 tǒu/臧 zāng/褚 chǔ/俞 yú/殷 yīn/费 fèi/参 shēn/藏 zāng/重 chóng/便 biàn"
    ).split("/")
)
"""Surname → reading. Includes some that pypinyin gets right only with certain given names."""
TRANSCRIBED = re.compile(
    r"查[理尔德韦普克]|华[盛莱兹纳]|盖[茨乌伊尔特叫]|任天|那[不什]|哈[利里维姆德]|葛[兰]|曾祖|单[一身]|柏[拉林]|应用|车[尔臣]"
)
"""Beginnings of transcribed names and of stage names (盖叫天, who surpasses 叫天), which are not surnames."""
GIVEN = (
    (re.compile(r"重(?=.)"), "chóng"),
    (re.compile("长"), "cháng"),
    (re.compile("子"), "zǐ"),
    (re.compile("少"), "shào"),
    (re.compile("荫"), "yìn"),
    (re.compile("应"), "yìng"),
    (re.compile("似"), "sì"),
    (re.compile("勒"), "lè"),
    (re.compile("焘"), "tāo"),
    (re.compile("相"), "xiàng"),
)
"""Characters of given names → their readings there: 石重贵, but 任重."""
SHORT = 2
DIVISIONS = "省市区州"
"""What a county of one character stands after: 河北省任县, not 五华县."""
MAX_NAME = 4
"""Maximum characters of a Chinese name."""
REPEAT = "构采放试写载定排命用绘连入置传装建叠复名现塑制投参编做估签平加打部训哈渲分抽索整映启组演聚拍申审返逢选推播扫算读获叙启检绑发播申铸组"
RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(f"(?<![权比体负载超轻严慎沉笨贵尊注侧偏着看称承稳庄隆郑份净毛举])重(?=[{REPEAT}])"), "chóng"),
    (re.compile(r"(?<=[去多双三二两四几])重(?![要大点量])"), "chóng"),
    (re.compile(r"^长(?![辈老子官女大兄孙者幼势相进房])|(?<=[最超变定等全总波弧])长(?!大)"), "cháng"),
    (
        re.compile(
            r"(?<=[方准残价时误温落逆顺偏级极公色像球视均位相电压])差(?=$|[分异值额距项率])|^差(?=[分异值额距])"
        ),
        "chā",
    ),
    (re.compile(r"行(?=[存式号高内锁级距首尾转])|(?<=[多投换末])行(?![为动程走道])|(?<=^单)行(?=$|注)"), "háng"),
    (re.compile(r"(?<=行)号|(?<=[端序编型符])号"), "hào"),
    (re.compile(r"(?<!强)调(?=[优参谐频色控音压节整解温])|(?<=[微精])调"), "tiáo"),
    (re.compile(r"似(?=然)"), "sì"),
    (re.compile(r"还(?=[款贷原债])"), "huán"),
    (re.compile(r"散(?=[列点])"), "sǎn"),
    (re.compile(r"弹(?=[窗出框性])"), "tán"),
    (re.compile(r"(?<=^)泊(?=松)"), "bó"),
    (re.compile(r"藏(?=[文语族])"), "zàng"),
    (re.compile(r"应(?=[力变])"), "yìng"),
    (re.compile(r"切(?=[换片分割])"), "qiē"),
    (re.compile(r"分(?=[子类布])"), "fēn"),
    (re.compile(r"单(?=县)"), "shàn"),
    (re.compile(r"勒(?![索紧死])"), "lè"),
    (re.compile(r"什(?!么)"), "shí"),
    (re.compile(r"(?<!全)都(?![是不有])"), "dū"),
    (re.compile(r"甸"), "diàn"),
    (re.compile(r"(?<!仿)佛"), "fó"),
    (re.compile(r"蒙(?=古)"), "měng"),
    (re.compile(r"塞(?=[尔哥瓦维勒恩冬舌内浦拉纳])|(?<=克)塞"), "sài"),
    (re.compile(r"耶(?=[利路稣和])"), "yē"),
    (re.compile(r"切(?=斯)"), "qiē"),
    (re.compile(r"卜(?=[拉楞])"), "bǔ"),
    (re.compile(r"圩(?=[镇乡墟])"), "xū"),
    (re.compile(r"粘(?=[性度])"), "nián"),
    (re.compile(r"率(?=$)"), "lǜ"),
    (re.compile(r"(?<=[平])凹$"), "wā"),
)
"""Pattern of one character in context → its reading."""


@cache
def whole_names() -> dict[str, str]:
    """Names whose readings survive from older Chinese or from a dialect → their syllables."""
    lines = (Path(__file__).parents[1] / "data" / "readings.txt").read_text("utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if not line.startswith("#"))


def corrected(han: str, syllables: list[str], *, person: bool) -> list[str]:
    """The syllables of `han`, one per character, corrected. `person`: it is the full name of a person."""
    if len(syllables) != len(han):
        return syllables
    found = list(syllables)
    if person and len(han) <= MAX_NAME:
        return _person(han, found)
    for pattern, reading in RULES:
        for place in pattern.finditer(han):
            found[place.start()] = reading
    return _whole(han, found)


def _person(han: str, found: list[str]) -> list[str]:
    if TRANSCRIBED.match(han):
        return found
    surname = next((name for name in (han[:2], han[:1]) if name in SURNAMES), "")
    for pattern, reading in GIVEN:
        for place in pattern.finditer(han, max(1, len(surname))):
            found[place.start()] = reading
    found[: len(surname)] = SURNAMES[surname].split() if surname else []
    return _whole(han, found)


def _whole(han: str, found: list[str]) -> list[str]:
    for name, reading in whole_names().items():
        at = han.find(name)
        if at == 0 or (at > 0 and (len(name) > SHORT or han[at - 1] in DIVISIONS or not name.endswith("县"))):
            found[at : at + len(name)] = reading.split()
    return found
