"""The parser of arguments: argparse whose own messages are translated too."""

import argparse
import re
import sys
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from generator.core.errors import Text, printable

WIDTH = 80
"""Columns assumed while arguments are added."""
ARGPARSE_MESSAGES = (
    ("the following arguments are required: ", "缺少参数 "),
    ("unrecognized arguments: ", "无法识别 "),
    ("invalid choice: ", "不能是 "),
    ("expected one argument", "后面要有一个值"),
    ("invalid int value: ", "要写整数，不能是 "),
    ("invalid float value: ", "要写数字，不能是 "),
    ("argument ", "参数 "),
    ("not allowed with ", "不能同时用 "),
)


class Parser(argparse.ArgumentParser):
    """A parser in one language, `zh` or `en`."""

    def __init__(self, language: str, **options: Any) -> None:  # noqa: ANN401 — argparse's own keywords, passed on
        # argparse makes a formatter for each argument, which asks for the terminal's width and so imports shutil.
        # With a fixed width it does not; the real width is used once help is printed.
        super().__init__(add_help=False, formatter_class=partial(argparse.HelpFormatter, width=WIDTH), **options)
        self.language = language
        self._arguments = self.add_argument_group(Text("参数", "arguments").of(language))
        self._options = self.add_argument_group(Text("选项", "options").of(language))
        self.add("-h --help", "显示帮助", "show this help", action="help")

    def add(self, names: str, zh: str, en: str, **how: Any) -> None:  # noqa: ANN401 — as above
        """Add an argument or an option, with all its `names`, to its own group; `zh` and `en` are its help. A `metavar` may
        be a Text.
        """
        if isinstance(how.get("metavar"), Text):
            how["metavar"] = how["metavar"].of(self.language)
        group = self._options if names.startswith("-") else self._arguments
        group.add_argument(*names.split(), help=Text(zh, en).of(self.language), **how)

    def flag(self, name: str, zh: str, en: str) -> None:
        """Add an option without a value."""
        self.add(name, zh, en, action="store_true")

    def glossary(self) -> None:
        """Add the option `--glossary` of a command that needs no site."""
        self.add(
            "--glossary",
            "词条文件或目录（默认用网站的 content/glossary）",
            "a glossary file or folder (default: the site's content/glossary)",
            type=Path,
            metavar="FILE|DIR",
        )

    def output(self, zh: str, en: str) -> None:
        """Add the options of a command that writes a file, `zh` and `en` by default: `--output` and `--force`."""
        self.add(
            "-o --output",
            f"写到这个文件（默认 {zh}）",
            f"write to this file (default: {en})",
            type=Path,
            metavar="FILE",
        )
        self.flag("--force", "文件已有别的内容时也覆盖", "overwrite the file whatever it holds")

    def format_usage(self) -> str:
        """The usage, translated."""
        self.formatter_class = argparse.HelpFormatter
        return self._in_language(super().format_usage())

    def format_help(self) -> str:
        """The help, translated."""
        self.formatter_class = argparse.HelpFormatter
        return self._in_language(super().format_help())

    def _in_language(self, text: str) -> str:
        return text.replace("usage: ", "用法：", 1) if self.language == "zh" else text

    def error(self, message: str) -> NoReturn:
        """Print the usage, the error and how to get help, then exit with code 2."""
        self.print_usage(sys.stderr)
        said = Text(
            f"用法有误：{_in_chinese(message)}\n看用法：{self.prog} --help", f"{message}\nsee {self.prog} --help"
        )
        self.exit(2, printable(said.of(self.language), keep="\n") + "\n")


def _in_chinese(message: str) -> str:
    message = re.sub(r" \(choose from (.*)\)", r"（可选：\1）", message)
    for english, chinese in ARGPARSE_MESSAGES:
        message = message.replace(english, chinese)
    return message
