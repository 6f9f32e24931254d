"""Finds that fall apart, and single characters that are pieces of words."""

import pytest

from generator import annotate
from generator.core.passage import Passage
from tests.annotate.texts import glossary


def kept(listed, text, *names):
    return [span.text for span in annotate.annotator(glossary(names), listed)([Passage(0, text)]) if not span.reason]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("只有努力才能成功。", "才能"),
        ("这样才能看清楚。", "才能"),
        ("他骑在马上射箭。", "马上"),
        ("她坐在马上唱歌。", "马上"),
        ("他将来北京开会。", "将来"),
        ("他学会了游泳。", "学会"),
        ("这个人手很巧。", "人手"),
        ("请把手拿开。", "把手"),
        ("他把手伸进口袋。", "把手"),
        ("地铁中将禁止吸烟。", "中将"),
        ("原告诉称被告违约", "告诉"),
        ("新品尝鲜价", "品尝"),
        ("三人行必有我师", "人行"),
        ("人民大会堂", "大会"),
        ("这种的确良布料", "的确"),
        ("她从小学起画画", "小学"),
        ("她从小学画画", "小学"),
        ("他从中学到很多", "中学"),
        ("他从实践中学到了本事", "中学"),
        ("在场地上施工", "地上"),
        ("他在晚会上唱歌", "会上"),
        ("方程的解除了零以外还有别的", "解除"),
        ("这道题的解除他之外没人知道", "解除"),
        ("她把乒乓球拍卖给了邻居", "拍卖"),
        ("吸烟不利于身体健康", "不利"),
        ("这两个国有很多湖泊", "国有"),
        ("多国有企业来投资", "国有企业"),
        ("出租车间厂房", "出租车"),
        ("这片是出租车库的院子", "出租车"),
    ],
)
def test_what_falls_apart_is_no_find(listed, text, name):
    assert kept(listed, text, name) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("他的才能出众。", "才能"),
        ("施展才能需要机会。", "才能"),
        ("我马上出发。", "马上"),
        ("将来的事谁知道。", "将来"),
        ("将来要当老师。", "将来"),
        ("他加入了这个学会。", "学会"),
        ("公司缺人手。", "人手"),
        ("门上的把手坏了。", "把手"),
        ("他是海军中将。", "中将"),
        ("十分钟后。", "分钟"),
        ("上海港很大。", "上海"),
        ("老师告诉大家", "告诉"),
        ("大会开幕", "大会"),
        ("的确是这样", "的确"),
        ("从小学毕业以后", "小学"),
        ("她从小学到大学都很努力", "小学"),
        ("从中学时代起他就爱读诗", "中学"),
        ("水都洒在地上了", "地上"),
        ("会上大家都没有说话", "会上"),
        ("合同解除之后", "解除"),
        ("公司把旧画拍卖给了商人", "拍卖"),
        ("形势对我们很不利", "不利"),
        ("许多国有企业正在改革", "国有企业"),
        ("出租车间的距离很近", "出租车"),
        ("研究生活动很多", "研究生"),
        ("他的手放在门把手上", "把手"),
    ],
)
def test_what_stands_as_a_word_is_one(listed, text, name):
    assert kept(listed, text, name) == [name]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("链家的门店", "链", []),
        ("区块链", "链", []),
        ("赋能", "赋", []),
        ("这条链很长", "链", ["链"]),
        ("一篇赋", "赋", ["赋"]),
        ("这条链断了", "链", ["链"]),
        ("这家链家很大", "链", []),
        ("礼是儒家的核心。", "礼", ["礼"]),
    ],
)
def test_single_characters_are_words_by_themselves(listed, text, name, expected):
    assert kept(listed, text, name) == expected
