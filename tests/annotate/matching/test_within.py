"""Finds inside longer words that are no compounds, and the table that tells."""

import pytest

from generator import annotate
from generator.annotate.matching.within import opaque
from generator.core.passage import Passage
from generator.core.tables import lines
from tests.annotate.texts import glossary
from training import opaque as training


def kept(listed, text, name):
    return [span.text for span in annotate.annotator(glossary((name,)), listed)([Passage(0, text)]) if not span.reason]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("阿里山的日出要凌晨去等", "阿里"),
        ("三星堆的面具出土了", "三星"),
        ("旧金山的地震让人难忘", "金山"),
        ("黄鹤楼上人山人海", "黄鹤"),
        ("重金属超标的土壤", "重金"),
        ("穿越可可西里到产羔地", "可可"),
        ("北海道的雪季很长", "北海"),
        ("白俄罗斯代表团抵达广州", "俄罗斯"),
        ("内蒙古的草原", "蒙古"),
        ("阿曼达在弹吉他", "阿曼"),
        ("巴布亚新几内亚的语言很多", "几内亚"),
    ],
)
def test_a_part_of_a_longer_name_is_no_word(listed, text, name):
    assert kept(listed, text, name) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("公安派出所就在街角", "公安"),
        ("首都北京的秋天", "首都"),
        ("青海湖边的牧场", "青海"),
        ("元宵节吃汤圆", "元宵"),
        ("北京大学今年扩招", "北京"),
        ("三星的手机", "三星"),
        ("俄罗斯的冬天", "俄罗斯"),
        ("古希腊的神庙", "希腊"),
        ("代码的可读性", "可读"),
        ("一个布尔值", "布尔"),
        ("先格式化硬盘", "格式"),
        ("在云上的环境中运行", "环境"),
        ("阿曼达成了协议", "阿曼"),
        ("英国队夺得金牌", "英国"),
        ("人均可支配收入增长", "支配"),
        ("电子的迁移率很高", "迁移"),
        ("在平衡木上转体", "平衡"),
        ("这意味着什么", "意味"),
    ],
)
def test_a_part_of_a_compound_is_a_word(listed, text, name):
    assert kept(listed, text, name) == [name]


def test_the_table_is_read_as_it_was_made(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(training, "OUT", tmp_path / "opaque.txt")
    training.main()
    assert (tmp_path / "opaque.txt").read_text("utf-8").splitlines() == lines("opaque.txt")
    assert ("", "山") in opaque()["阿里"]
    assert "words around" in capsys.readouterr().out
