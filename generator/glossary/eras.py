"""Names of eras (年号) by which sources of Chinese history count years, from common tables. Rare and ambiguous ones are left out."""

from collections.abc import Mapping

OPEN = 9999
"""Last year of an era that is not over."""
ERAS: Mapping[str, tuple[int, int]] = {
    name: (int(first), int(last))
    for name, first, last in (
        line.split()
        for line in """
        建安 196 220|黄初 220 226|正始 240 249|泰始 265 274|太康 280 289|永和 345 356|太元 376 396
        开皇 581 600|大业 605 618|武德 618 626|贞观 627 649|永徽 650 655|开元 713 741|天宝 742 756|元和 806 820|会昌 841 846
        建隆 960 963|太平兴国 976 984|景德 1004 1007|庆历 1041 1048|熙宁 1068 1077|元丰 1078 1085|元祐 1086 1094
        崇宁 1102 1106|政和 1111 1118|宣和 1119 1125|靖康 1126 1127|建炎 1127 1130|绍兴 1131 1162|淳熙 1174 1189
        大德 1297 1307|至正 1341 1370|洪武 1368 1398|建文 1399 1402|永乐 1403 1424|洪熙 1425 1425|宣德 1426 1435
        正统 1436 1449|景泰 1450 1457|天顺 1457 1464|成化 1465 1487|弘治 1488 1505|正德 1506 1521|嘉靖 1522 1566
        隆庆 1567 1572|万历 1573 1620|天启 1621 1627|崇祯 1628 1644|顺治 1644 1661|康熙 1662 1722|雍正 1723 1735
        乾隆 1736 1796|嘉庆 1796 1820|道光 1821 1850|咸丰 1851 1861|同治 1862 1874|光绪 1875 1908|宣统 1909 1912
        民国 1912 9999
        """.replace("\n", "|").split("|")
        if line.strip()
    )
}
"""Name → first and last year."""
DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}


def year_of(era: str, number: str) -> int | None:
    """The year: `康熙`, `六十一` → 1722; None if there is no such era, or it had no such year."""
    first, last = ERAS.get(era, (0, 0))
    counted = 1 if number == "元" else int(number) if number.isdecimal() else chinese_number(number)
    return first + counted - 1 if first and counted and first + counted - 1 <= last else None


def chinese_number(text: str) -> int:
    """A number below 200 in Chinese: `六十一`, `廿三`, `一百一十`; 0 if it is none."""
    hundreds, mark, rest = text.replace("廿", "二十").replace("卅", "三十").rpartition("百")
    total = 100 * DIGITS.get(hundreds, 0) if mark else 0
    tens, mark, ones = rest.removeprefix("零").rpartition("十")
    if any(part and part not in DIGITS for part in (tens, ones)):
        return 0
    return total + (10 * DIGITS.get(tens, 1) if mark else 0) + DIGITS.get(ones, 0)
