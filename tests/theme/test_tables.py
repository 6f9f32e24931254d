"""Which cells of tables are given room."""

from generator.theme.tables import roomy


def test_a_cell_of_more_than_a_few_words_has_room():
    long = '<td align="right">换了<b>新缸</b>，停工三个星期</td>'
    html = f'<table><tr>{long}<td>1,234,567.89 &amp;</td><td class="x">自己有类的格子不动它</td><td></td></tr></table>'
    assert roomy(html) == html.replace("<td align", '<td class="long" align', 1)


def test_what_is_no_table_stays():
    assert roomy("<p>没有表</p>") == "<p>没有表</p>"
