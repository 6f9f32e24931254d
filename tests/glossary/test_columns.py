"""Spreadsheets as people have them: headings, cells with several values, types, rows of one name, formulas."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.errors import Place
from generator.glossary import columns, gather


def entries(text):
    found, problems = gather.parse("a.csv", text)
    return {entry.name: entry for entry in found}, [problem.code for problem in problems]


@pytest.mark.parametrize("sign", ["、", "；", ";", "|", "\n"])
def test_aliases_are_parted_as_people_part_them(sign):
    found, problems = entries(f'术语,别名,释义\n数据治理,"数据管治{sign}数据管制",管数据。\n')
    assert (found["数据治理"].aliases, problems) == (("数据管治", "数据管制"), [])


@pytest.mark.parametrize(
    "head",
    [
        "術語,英文,別名,釋義",
        "词汇,英文名称,同义词,解释",
        "Term,English,Synonyms,Description",
        "name*,english,Aliases,说明",
        "中文 Chinese,英文（缩写）,别名/同义词,释义 Definition",
        "术语（中文）,术语（英文）,简称或别称,定义及说明",
    ],
)
def test_headings_as_they_come(head):
    found, problems = entries(f"{head}\n边缘计算,edge computing,MEC,在近处算。\n")
    entry = found["边缘计算"]
    assert (entry.english, entry.aliases, entry.definition, problems) == ("edge computing", ("MEC",), "在近处算。", [])


def test_cells_that_only_say_that_they_are_empty():
    found, problems = entries("术语,英文,别名,释义\n甲,N/A,无,—\n-,x,,y\n无,,,没有。\n")
    assert {name: (entry.english, entry.aliases, entry.definition) for name, entry in found.items()} == {
        "甲": ("", (), ""),
        "无": ("", (), "没有。"),
    }
    assert problems == ["nameless-row", "no-definition"]


def test_a_row_that_sums_up_is_no_entry():
    found, problems = entries("术语,次数,释义\n甲,3,一。\n合计,3,\n")
    assert (list(found), problems) == (["甲"], ["unknown-key", "sum-row"])
    assert "合计" in entries("术语,释义\n甲,一。\n合计,加在一起。\n")[0]


def test_two_columns_of_aliases_are_joined_and_a_second_of_definitions_is_told():
    found, problems = entries("术语,别名,缩写,释义,说明\n甲,乙,JIA,一。,二。\n")
    assert (found["甲"].aliases, found["甲"].definition, problems) == (("乙", "JIA"), "一。", ["unknown-key"])


def test_lines_of_a_name_are_names():
    assert list(entries('术语,释义\n"云计算\nCloud Computing",一。\n"区块链\n（链）",二。\n')[0]) == [
        "云计算 / Cloud Computing",
        "区块链 （链）",
    ]


def test_words_before_a_reference_are_none_of_its_name():
    assert entries("术语,参见,释义\n甲,参见：乙；见：丙；见习,一。\n")[0]["甲"].see == ("乙", "丙", "见习")


def test_a_table_without_headings_is_told():
    found, problems = entries("边缘计算,在近处算。\n湖仓一体,合在一起。\n")
    assert (set(found), problems) == ({"边缘计算", "湖仓一体"}, ["no-headings"])


def test_excels_line_with_the_separator():
    found, problems = entries("sep=;\n术语;释义\n边缘计算;在近处算。\n")
    assert (found["边缘计算"].place, problems) == (Place("a.csv", 3), [])


def test_a_title_above_the_headings_is_told():
    found, problems = gather.parse("a.csv", "某社术语表,,\n\n序号,术语,释义\n1,边缘计算,在近处算。\n")
    assert [(entry.name, entry.place.line) for entry in found] == [("边缘计算", 4)]
    assert [(problem.code, problem.place.line) for problem in problems] == [("above-headings", 1)]


def test_rows_of_one_name_are_one_entry_unless_they_disagree():
    found, problems = entries("术语,释义,别名\n甲,一。,A\n甲,一。,B\n乙,二。,\n乙,另一个。,\n")
    assert found["甲"].aliases == ("A", "B")
    assert problems == []
    assert len(gather.parse("a.csv", "术语,释义\n乙,二。\n乙,另一个。\n")[0]) == 2


def test_types_as_people_write_them_and_unknown_ones_are_told():
    found, problems = entries(
        "名称,类型,释义\n张三,人名,甲。\n某司,公司,乙。\n某地,地名,丙。\n某书,書籍,丁。\n某物,怪物,戊。\n他物,怪物,己。\n"
    )
    types = [entry.type for entry in found.values()]
    assert (types, problems) == (["person", "organization", "place", "work", "term", "term"], ["unknown-type"])
    assert found["他物"].domain == ("怪物",)


@given(st.lists(st.text(alphabet="、；;|\\a字 ", min_size=1).map(lambda said: " ".join(said.split())).filter(bool)))
def test_values_come_back_whole(values):
    assert columns.values_of(columns.cell_of(values, "aliases"), "aliases") == values


@given(st.text(alphabet="'=+-@＝＋－＠\t\r\nab"))
def test_no_cell_is_run_and_all_come_back(cell):
    assert not columns.safe(cell).startswith(tuple("=+-@＝＋－＠\t\r\n"))
    assert columns.unsafe(columns.safe(cell)) == cell


def test_keys_of_obsidians_notes_are_known():
    found, problems = gather.parse(
        "边缘计算.md", "---\nalias: [MEC]\ntags: [x]\ncreated: 2024-01-01\n---\n在近处算。\n"
    )
    assert (found[0].aliases, problems) == (("MEC",), [])
