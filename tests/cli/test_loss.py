"""`zhushu loss`: what a folder of posts would lose."""

from generator.author.checks.loss import lost
from generator.cli import run
from generator.core.draft import Source


def test_a_folder_of_posts_that_loses_nothing(tmp_path, capsys):
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/a.md").write_text(
        "---\ntitle: 甲\n---\n前 `码` **粗**。\n\n<!-- 注 -->\n\n|a|\n|-|\n|b|c|\n", "utf-8"
    )
    assert run(["loss", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "1 篇文章" in said or "1 post" in said


def test_what_an_editor_puts_into_every_post_is_no_loss():
    text = '@[TOC](文章 目录)\n\n<hr style=" border:solid;" color=#000 size=1">\n\n*[HTML]: 超文本\n'
    assert lost(Source("a.md", text, "")).lost == ()


def test_a_folder_that_is_not_there_is_told(tmp_path, capsys):
    assert run(["loss", str(tmp_path / "none")]) == 2
    said = capsys.readouterr()
    assert "none" in said.err
    assert said.out == ""


def test_what_is_lost_is_found(monkeypatch):
    source = Source("a.md", "前文\n\n后文\n", "")
    assert lost(source).lost == ()
    monkeypatch.setattr("generator.author.checks.loss.read", lambda _: _without_the_last(source))
    assert lost(source).lost == ("后文",)


def _without_the_last(source):
    from generator.readers import read

    return read(Source(source.path, source.text.replace("后文", ""), ""))


def test_what_a_message_quotes_in_part_counts_as_told():
    around = "甲乙丙丁" * 20 + "末字"
    page = f"<html><body><div>{around}</div><article><h1>题</h1><p>{'正文' * 60}</p></article></body></html>"
    assert lost(Source("a.html", page, "")).lost == ()


def test_the_byline_and_the_tail_of_a_raw_text_are_no_losses():
    body = "早市上的账本由街道的年轻人挨家挨户教会，教到第三十户，一张表格就变成了一个程序。"
    text = f"早市记\n原创：小王 物流观察室 2021年3月5日\n{body}\n{body}\n推荐阅读\n一座桥的故事\n" + "扫码关注" * 20
    found = lost(Source("a.txt", text, ""))
    assert found.lost == ()
    assert [(one.level, one.place.line) for one in found.problems] == [("note", 5)]


def test_what_inline_code_shows_of_the_syntax_is_not_lost():
    text = "写`[[五经正义|那部书]]`，效果是[[五经正义|那部书]]，或者`[文字](地址)`。\n"
    assert lost(Source("a.md", text, "")).lost == ()
