"""Characters with several readings, where the most common one is wrong."""

import pytest

from generator.glossary.definitions import spelled, toned


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("曾巩", "zēng gǒng"),
        ("单雄信", "shàn xióng xìn"),
        ("解缙", "xiè jìn"),
        ("仇远", "qiú yuǎn"),
        ("查慎行", "zhā shèn xíng"),
        ("朴趾源", "piáo zhǐ yuán"),
        ("尉迟恭", "yù chí gōng"),
        ("任光", "rén guāng"),
        ("石重贵", "shí chóng guì"),
        ("任重", "rén zhòng"),
        ("盖叫天", "gài jiào tiān"),
        ("盖宽饶", "gě kuān ráo"),
        ("审食其", "shěn yì jī"),
        ("刘长卿", "liú cháng qīng"),
        ("长孙无忌", "zhǎng sūn wú jì"),
        ("伍子胥", "wǔ zǐ xū"),
        ("宋应星", "sòng yìng xīng"),
        ("李石曾", "lǐ shí zēng"),
        ("张朝阳", "zhāng cháo yáng"),
        ("那英", "nà yīng"),
        ("查理曼", "chá lǐ màn"),
        ("华盛顿", "huá shèng dùn"),
        ("查尔斯·巴贝奇", "chá ěr sī · bā bèi qí"),
        ("布什", "bù shí"),
        ("乔治·布什", "qiáo zhì · bù shí"),
    ],
)
def test_a_person_begins_with_a_surname(name: str, pinyin: str) -> None:
    assert toned(name, person=True) == pinyin


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("重构", "chóng gòu"),
        ("爱乐乐团", "ài yuè yuè tuán"),
        ("重放攻击", "chóng fàng gōng jī"),
        ("权重分布", "quán zhòng fēn bù"),
        ("重要性", "zhòng yào xìng"),
        ("去重", "qù chóng"),
        ("长尾理论", "cháng wěi lǐ lùn"),
        ("增长", "zēng zhǎng"),
        ("长辈", "zhǎng bèi"),
        ("最大似然估计", "zuì dà sì rán gū jì"),
        ("标准差", "biāo zhǔn chā"),
        ("列存与行存", "liè cún yǔ háng cún"),
        ("并行", "bìng xíng"),
        ("微调", "wēi tiáo"),
        ("调用", "diào yòng"),
        ("泊松分布", "bó sōng fēn bù"),
        ("C2B 模式", "c2b mó shì"),
        ("洪洞", "hóng tóng"),
        ("宕昌县", "tàn chāng xiàn"),
        ("阆中市", "làng zhōng shì"),
        ("高句丽", "gāo gōu lí"),
        ("陕西省华县", "shǎn xī shěng huà xiàn"),
        ("五华县", "wǔ huá xiàn"),
        ("于都", "yú dū"),
        ("全都要", "quán dōu yào"),
        ("库尔勒", "kù ěr lè"),
        ("乌什县", "wū shí xiàn"),
        ("宽甸", "kuān diàn"),
        ("相城区", "xiàng chéng qū"),
        ("塞维利亚", "sài wéi lì yà"),
        ("要塞", "yào sài"),
    ],
)
def test_a_term_is_read_as_its_field_reads_it(name: str, pinyin: str) -> None:
    assert toned(name) == pinyin


def test_what_is_no_person_has_no_surname() -> None:
    assert spelled("曾经") == "ceng jing"
