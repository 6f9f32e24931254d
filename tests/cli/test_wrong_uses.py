"""What the command line says to an author who is new to it: wrong commands, wrong files, folders that cannot be written."""

import errno
import io
import os
import sys

import pytest

from generator import cli
from generator.cli.init import STARTER, make
from generator.core.errors import OS_REASONS, os_reason
from generator.store import cache


@pytest.fixture(autouse=True)
def chinese(monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A new site, in whose folder the author stands."""
    make(STARTER, tmp_path / "site")
    monkeypatch.chdir(tmp_path / "site")
    return tmp_path / "site"


def asked(capsys, *words):
    """Exit code, standard output and errors of a command, also where argparse ends it."""
    try:
        code = cli.run([str(word) for word in words])
    except SystemExit as ended:
        code = ended.code
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return code, said.out, said.err


def piped(monkeypatch, text):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


# ---------------------------------------------------------------- commands


def test_without_a_command_the_help_is_shown(capsys):
    code, out, _ = asked(capsys)
    assert code == 0
    assert out.startswith("用法：zhushu")
    assert "新建一个网站" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--site", "x", "build"], "命令写在选项前面，如 zhushu build --site DIR\n看用法：zhushu --help"),
        (["bild"], "没有命令 bild，是否指 build？\n看用法：zhushu --help"),
        (["check", "--fxi"], "无法识别 --fxi\n看用法：zhushu check --help"),
        (["export", "--format", "x"], "（可用："),
        (["import"], "缺少参数 文件\n看用法：zhushu import --help"),
    ],
)
def test_a_wrong_call_is_told_in_plain_words(capsys, words, said):
    code, _, err = asked(capsys, *words)
    assert code == 2
    assert said in err
    assert "usage" not in err


def test_a_title_needs_no_quotes(site, capsys):
    assert asked(capsys, "new", "数据中台", "是什么")[0] == 0
    assert "title: 数据中台 是什么\n" in (site / "content/articles/shu-ju-zhong-tai-shi-shen-me.md").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    "words", [["suggest"], ["check"], ["new", "甲"], ["import", "a.md"], ["glossary", "import", "a.csv"], ["serve"]]
)
def test_outside_of_a_site_each_command_says_so(tmp_path, monkeypatch, capsys, words):
    monkeypatch.chdir(tmp_path)
    code, out, err = asked(capsys, *words)
    assert code == 1
    assert "zhushu init" in out + err
    assert list(tmp_path.iterdir()) == []


def test_an_article_that_is_not_there(site, capsys):
    assert "没有这篇文章（是否指“welcome”？）" in asked(capsys, "explain", "welcom")[2]
    assert "例如 welcome" in asked(capsys, "suggest", "完全不同的名字")[2]


def test_one_is_not_several(site, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    (site / "content/articles/a.md").write_text("[x](gone.md)\n", encoding="utf-8")
    assert asked(capsys, "check")[1].endswith("0 errors, 1 warning\n")


def test_types_are_named_in_the_authors_language(site, capsys):
    assert "孔颖达 [人物] 标注" in asked(capsys, "explain", "welcome")[1]
    (site / "content/articles/a.md").write_text(
        "所谓“货到人”，就是机器人把货架搬来。“货到人”省了路。\n", encoding="utf-8"
    )
    code, out, _ = asked(capsys, "suggest", "a", "--top", "1", "--add")
    assert code == 0
    assert "已写入 content/glossary/货到人.md（术语），请补上释义" in out
    assert "--add" not in out, "who has just used it needs no hint"


# ---------------------------------------------------------------- files


@pytest.mark.parametrize("number", OS_REASONS)
def test_what_the_system_refuses_is_said_in_both_languages(number):
    said = os_reason(OSError(number, os.strerror(number)))
    assert any("\u4e00" <= char <= "\u9fff" for char in said.zh)
    assert said.en.isascii()


@pytest.mark.parametrize(
    "words",
    [["check", "--site"], ["init"], ["weave"], ["import"], ["export", "--format", "csv", "-o"], ["build", "--output"]],
)
def test_a_loop_of_links_is_told(site, capsys, words):
    (site / "loop").symlink_to("loop")
    code, _, err = asked(capsys, *words, "loop")
    assert (code, "符号链接形成循环" in err) == (1, True)


def test_a_site_that_cannot_be_written_gives_a_message(site, capsys, monkeypatch):
    def refuse(path, _value):
        raise OSError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(cache, "save", refuse)
    for words in (["suggest"], ["check"], ["export", "--format", "csv"]):
        code, _, err = asked(capsys, *words)
        assert code == 1
        assert "读写失败：没有权限（检查磁盘空间和权限）" in err


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty", None, "错误 empty: 这个文件夹里没有文章"),
        ("a.csv", b"name\nx\n", "词表用 zhushu glossary import 导入"),
        ("a.md", b"---\ntitle: [\n---\n\nx\n", "a.md:2: YAML 写法有误：方括号没有合上"),
        ("a.md", b"---\ntags: a\ntags: b\n---\n\nx\n", "a.md:3: 键“tags”写了两次（第 2 行已经写了；删掉其中一行）"),
    ],
)
def test_what_is_no_article_is_not_brought_in(site, capsys, name, data, said):
    if data is None:
        (site / name).mkdir()
    else:
        (site / name).write_bytes(data)
    code, _, err = asked(capsys, "import", name)
    assert code == 1
    assert said in err
    assert not (site / "content/articles/a.md").exists()


def test_a_text_without_a_suffix_is_read_by_its_looks(site, capsys):
    (site / "笔记").write_text("# 面单\n\n- 甲\n- 乙\n", encoding="utf-8")
    assert asked(capsys, "import", "笔记")[0] == 0
    assert "\n- 甲\n- 乙\n" in (site / "content/articles/笔记.md").read_text(encoding="utf-8")


# ---------------------------------------------------------------- names


def test_an_article_is_named_by_its_author(site, capsys):
    (site / "a.txt").write_text(
        "面单\n\n面单是贴在包裹上的单子，收件人和寄件人都写在上面，扫一下就知道去哪里。\n", encoding="utf-8"
    )
    assert "content/articles/waybill.md" in asked(capsys, "import", "--slug", "waybill", "a.txt")[1]
    assert (site / "content/articles/waybill.md").is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--slug", "../x", "a.txt"], "“../x”不能做文件名；可写 --slug x"),
        (["--slug", "x", "a.txt", "a.txt"], "--slug 只能给一篇文章用，这里有 2 篇"),
    ],
)
def test_a_name_for_several_or_a_bad_one_is_refused(site, capsys, words, said):
    (site / "a.txt").write_text("甲", encoding="utf-8")
    before = sorted(site.rglob("*"))
    code, _, err = asked(capsys, "import", *words)
    assert (code, said in err) == (2, True)
    assert sorted(site.rglob("*")) == before


def test_a_name_for_an_export_with_several_posts_is_refused(site, capsys):
    from tests.author.importing.test_importing import HERE

    code, _, err = asked(capsys, "import", "--slug", "x", HERE / "wordpress.xml")
    assert (code, "这里有 3 篇" in err) == (2, True)
    assert [path.name for path in (site / "content/articles").iterdir()] == ["welcome.md"]


@pytest.mark.parametrize(
    ("text", "title", "slug"),
    [
        (
            "货架会走路，人就不用走了。\n\n仓里的人少走了路，货架自己走到面前来，一天能省下好几公里。\n",
            "货架会走路",
            "huo-jia-hui-zou-lu",
        ),
        ("# 面单\n\n- 甲\n- 乙\n", "面单", "mian-dan"),
        ("**面单**，贴在包裹上。\n\n- [甲](x)\n- 乙\n", "面单，贴在包裹上", "mian-dan-tie-zai-bao-guo-shang"),
    ],
)
def test_what_is_pasted_is_called_by_its_first_words(site, capsys, monkeypatch, text, title, slug):
    piped(monkeypatch, text)
    code, out, _ = asked(capsys, "import", "-")
    assert code == 0
    assert out.startswith(f"标准输入 → content/articles/{slug}.md")
    assert f"title: {title}\n" in (site / f"content/articles/{slug}.md").read_text(encoding="utf-8")


def test_a_text_without_a_date_is_known_again_on_another_day(site, capsys):
    (site / "a.txt").write_text("面单是贴在包裹上的单子，收件人和寄件人都写在上面。\n", encoding="utf-8")
    os.utime(site / "a.txt", (1_500_040_000, 1_500_040_000))
    out = asked(capsys, "import", "a.txt")[1]
    assert "日期  2017-07-14  (20%, 没有找到日期，先用文件的日期)" in out
    assert "请核对：标题、日期（打开 content/articles/a.md 就能改）" in out
    assert "已经导入过" in asked(capsys, "import", "a.txt")[2]


def test_a_build_says_twenty_warnings_and_counts_the_rest(site, capsys):
    links = "".join(f"\n\n[外链](page-{number}.md)" for number in range(23))
    (site / "content/articles/links.md").write_text(f"---\ntitle: 链接\n---\n\n正文。{links}\n", "utf-8")
    for _ in range(2):  # the second time nothing changed, and another path prints them
        code, _, said = asked(capsys, "build")
        lines = said.strip().splitlines()
        assert (code, len(lines)) == (0, 21)
        assert lines[-1] == "还有 3 处提醒，见 zhushu check"


@pytest.mark.parametrize("words", [["check"], ["build"], ["new", "甲"], ["suggest"]])
def test_in_a_folder_of_the_site_it_is_told_where_the_site_is(site, monkeypatch, capsys, words):
    monkeypatch.chdir(site / "content/articles")
    code, _, said = asked(capsys, *words)
    assert code == 1
    assert said.endswith(f"网站在上层目录里：先 cd {site.resolve()}\n")
