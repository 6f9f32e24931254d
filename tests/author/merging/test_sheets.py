"""Spreadsheets, tables of Markdown, and what `zhushu export` writes, with all that is in it."""

import io
import json
import zipfile

import pytest

from generator.author.edits.merge import toml_of
from generator.author.merging.plan import read
from generator.glossary import gather, load
from generator.site import library
from generator.site.formats import FORMATS
from tests.author.merging.test_merging import Config, LazyHtml, render

WHOLE = """
[[entry]]
name = "支付"
aliases = ["付|款", "-付款", "付、钱"]
definition = "=把钱给人。"
match = {never = ["支付宝"], case = true}

[[entry]]
name = "内阁"
definitions = [{since = "1900", text = "旧的。"}, {since = "1912", text = "新的。", sources = ["《史》、《记》"]}]
"""


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def glossary_of(toml):
    return load.assemble(gather.parse("a.toml", toml)[0])[0]


def sheet(rows, merged=""):
    cells = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{letter}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
            for letter, cell in zip("ABC", row, strict=True)
        )
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    ranges = f'<mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData>{ranges}</worksheet>'


def workbook(rows, merged="", **others):
    """A file of Excel: the sheet A of `rows`, then `others` by name; a name that begins with `hidden` is hidden."""
    sheets = {"A": sheet(rows, merged), **{name: sheet(more) for name, more in others.items()}}
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        listed = "".join(
            f'<sheet name="{name}" sheetId="{number}" r:id="r{number}" state="{name[:6] if name[:6] == "hidden" else "visible"}"/>'
            for number, name in enumerate(sheets, 1)
        )
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{office}"><sheets>{listed}</sheets></workbook>'
        )
        linked = "".join(
            f'<Relationship Id="r{number}" Type="{office}/worksheet" Target="worksheets/sheet{number}.xml"/>'
            for number in range(1, len(sheets) + 1)
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}/relationships">{linked}</Relationships>'
        )
        for number, one in enumerate(sheets.values(), 1):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", one)
    return out.getvalue()


def test_a_workbook_of_excel(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook([("术语", "别名", "释义"), ("边缘计算", "MEC；边缘运算", "在近处算。")]))
    [entry], problems = read(path)
    assert (entry.aliases, entry.definition, problems) == (("MEC", "边缘运算"), "在近处算。", [])


def test_a_workbook_with_several_sheets_and_a_cell_over_several_rows(tmp_path):
    rows = [("术语", "分类", "释义"), ("甲", "作品", "一。"), ("乙", "", "二。"), ("", "", "三。")]
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        workbook(rows, "B2:B3", 说明=[("编", "辑", "部")], hidden=[("术语", "释义", "x"), ("密", "不", "y")])
    )
    entries, problems = read(path)
    assert [(entry.name, entry.type) for entry in entries] == [("甲", "work"), ("乙", "work")]
    assert [(problem.code, problem.place.path, problem.level) for problem in problems] == [
        ("hidden-sheet", "a.xlsx[hidden]", "warning"),
        ("nameless-row", "a.xlsx[A]", "warning"),
        ("no-names", "a.xlsx[说明]", "warning"),
    ]


def test_unicode_text_of_excel(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes('术语\t别名\t释义\r\n边缘计算\tMEC\t"在近处，算。"\r\n\tx\t\r\n'.encode("utf-16"))
    [entry], problems = read(path)
    assert (entry.aliases, entry.definition) == (("MEC",), "在近处，算。")
    assert [(problem.code, problem.place) for problem in problems] == [("nameless-row", ("a.txt", 3))]


def test_a_broken_workbook_is_told(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"no workbook")
    found, problems = read(path)
    assert found == []
    assert [problem.code for problem in problems] == ["unknown-format"]


def test_a_table_of_markdown(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(
        "# 词表\n\n| 术语 | 别名 | 释义 |\n|---|:-:|---|\n| 边缘计算 | MEC、边缘运算 | 在\\|近处算。 |\n",
        encoding="utf-8",
    )
    [entry], problems = read(path)
    assert (entry.name, entry.aliases, entry.definition) == ("边缘计算", ("MEC", "边缘运算"), "在|近处算。")
    assert problems == []


@pytest.mark.parametrize("name", ["a.csv", "a.md"])
def test_a_row_without_a_name_is_told_and_left_out(name, tmp_path):
    rows = (
        ["术语,释义", "甲,一。", ",二。"]
        if name == "a.csv"
        else ["| 术语 | 释义 |", "|---|---|", "| 甲 | 一。 |", "| | 二。 |"]
    )
    path = tmp_path / name
    path.write_text("\n".join(rows), encoding="utf-8")
    entries, problems = read(path)
    assert [entry.name for entry in entries] == ["甲"]
    assert [(problem.level, problem.place.line) for problem in problems] == [("warning", len(rows))]


def test_csv_and_json_come_back_whole(tmp_path):
    found = glossary_of(WHOLE)
    shown = library.collect(
        Config(), found, render(found.entries.values(), {}), [], frozenset(), lambda _: LazyHtml("", str)
    )
    for form in ("csv", "json"):
        path = tmp_path / f"a.{form}"
        path.write_bytes(FORMATS[form](shown))
        back, problems = read(path)
        assert problems == []
        again = glossary_of(toml_of(back)).entries
        for ref, entry in found.entries.items():
            other = again[ref]
            assert (other.forms, other.definition, other.match, other.dated) == (
                entry.forms,
                entry.definition,
                entry.match,
                entry.dated,
            ), json.dumps(form)
