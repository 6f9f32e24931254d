"""How does memory grow with the length of a text? Sites of one article, each built whole from nothing.

    python -m benchmarks.memory                         500 kB and 2 MB of each shape, entities automatic and listed
    python -m benchmarks.memory --bytes 1000000 --shapes paragraphs "a "

Prints by how many bytes the memory of the largest process grows for each byte of text, and the seconds of CPU that the
larger text takes. Exit code 1 where memory grows by more than BAR.
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

from benchmarks import measure

BAR = 60
"""Bytes of memory for each byte of text."""
MODES = ("auto", "listed")
SENTENCES = (
    "王小明在北京市的上海交通大学工作，他说数据中台要汇集数据。",
    "产业互联网让工厂学会了定制，小程序离用户最近。",
    "该公司 2019 年发布 Kubernetes 1.14，用 3.5 GHz 的 CPU 训练了模型 A/B 测试。",
    "研究生命起源的人，要在集中台湾的资料里找答案；",
    "她问：“这就是数据中台？”老师点头。",
)
ENTRIES = "产业互联网 数据中台 小程序 中台 研究生 Kubernetes 定制 老师".split()


def shapes(size: int) -> dict[str, str]:
    """Name → a text of about `size` bytes."""
    draw = random.Random(1)
    han = "".join(
        draw.choices("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动", k=size // 3)
    )
    mixed = "".join(draw.choices(SENTENCES, k=size // 40))
    pieces = {
        "one line of characters": han,
        "one line of sentences": _filled(mixed, size),
        "paragraphs": _filled(mixed.replace("。", "。\n\n").replace("；", "；\n\n"), size),
        "sections": _filled(
            "".join(f"## 第{n}节\n\n{''.join(draw.choices(SENTENCES, k=10))}\n\n" for n in range(size // 600)), size
        ),
        "list items": _filled("".join(f"- {draw.choice(SENTENCES)}\n" for _ in range(size // 60)), size),
        "table cells": "|甲|乙|\n|-|-|\n"
        + _filled("".join(f"|{draw.choice(SENTENCES)}|b|\n" for _ in range(size // 60)), size),
        "emphasis": _filled("**数据中台**说*很好*，[链接](a.md)和`代码`。", size),
        "short sections": _filled(
            "".join(f"## 第{n}节\n\n{draw.choice(SENTENCES)}\n\n" for n in range(size // 100)), size
        ),
        "links": _filled(
            "".join(f"见[{draw.choice(SENTENCES)}](https://example.org/{n})。\n\n" for n in range(size // 100)), size
        ),
        "wanted": _filled("他说[[数据中台]]在[[产业互联网|这里]]。\n\n", size),
        "footnotes": _filled(
            "".join(
                f"{draw.choice(SENTENCES)}[^{n}]\n\n[^{n}]: {draw.choice(SENTENCES)}\n\n" for n in range(size // 150)
            ),
            size,
        ),
        "quotes": _filled("".join(f"> {draw.choice(SENTENCES)}\n\n" for _ in range(size // 60)), size),
        "images": _filled("".join(f"![{draw.choice(SENTENCES)}](b{n}.png)\n\n" for n in range(size // 100)), size),
    }
    units = (
        "a ",
        "a",
        "中",
        "[",
        "*",
        ">",
        "> ",
        "_",
        "`",
        "<b>",
        "&amp;",
        "- a\n",
        "a\n\n",
        "|a",
        "“",
        "1",
        "，",
        "張",
        "ｃ２ｂ",
        "é ",
        "![",
        "$",
        "\n",
    )
    return {**pieces, **{repr(unit)[1:-1]: _filled(unit, size) for unit in units}}


def _filled(piece: str, size: int) -> str:
    """`piece` cut or repeated to about `size` bytes."""
    length = len(piece.encode())
    return piece * (size // length) if length <= size else piece.encode()[:size].decode(errors="ignore")


def main() -> None:
    """Measure, print a line for each shape and mode; exit 1 where one is over the bar."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--bytes", type=int, default=2_000_000)
    ask.add_argument("--shapes", nargs="*", help="all unless given")
    ask.add_argument("--modes", nargs="*", default=MODES)
    ask.add_argument("--suffix", default="md")
    said = ask.parse_args()
    over = 0
    with tempfile.TemporaryDirectory() as folder:
        for mode in said.modes:
            for name in said.shapes or shapes(1000):
                few, many = (shapes(size)[name] for size in (said.bytes // 4, said.bytes))
                least, most = (_build(Path(folder), mode, text, said.suffix) for text in (few, many))
                ratio = (most.peak - least.peak) * 2**20 / (len(many.encode()) - len(few.encode()))
                over += ratio > BAR
                print(
                    f"{mode:7} {name:24} {ratio:6.0f} bytes a byte {least.peak:5.0f} {most.peak:5.0f} MiB"
                    f" {most.cpu:6.1f} s{'  over' * (ratio > BAR)}",
                    flush=True,
                )
    sys.exit(over > 0)


def _build(folder: Path, mode: str, text: str, suffix: str) -> measure.Run:
    """Build a site with this article from nothing."""
    articles = folder / "content/articles"
    articles.mkdir(parents=True, exist_ok=True)
    (folder / "site.toml").write_text(f'title = "大"\nentities = "{mode}"\n', encoding="utf-8")
    glossary = folder / "content/glossary"
    glossary.mkdir(exist_ok=True)
    entries = "".join(f'[[entry]]\nname = "{name}"\ndefinition = "{name}的意思。"\n' for name in ENTRIES)
    (glossary / "all.toml").write_text(entries, encoding="utf-8")
    (articles / f"large.{suffix}").write_text(text, encoding="utf-8")
    refusable = ["sh", "-c", '"$@" || test $? = 1', "sh"]  # a text beyond a documented bound is told
    build = [sys.executable, "-m", "generator", "build", "--no-cache", "--jobs", "1", "--site", str(folder)]
    return measure.run(measure.Subject(text[:20], [*refusable, *build], Path.cwd()))


if __name__ == "__main__":
    main()
