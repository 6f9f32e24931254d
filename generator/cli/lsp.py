"""`zhushu lsp`: a language server for editors, over standard input and output."""

import argparse

from generator.cli.parser import Parser
from generator.core.errors import Place, SiteError, Text


def add_arguments(parser: Parser) -> None:
    """The options of `lsp`: only `--stdio`, which some editors always pass."""
    parser.add_argument("--stdio", action="store_true", help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    """Serve until the editor closes the connection. Raises SiteError if the extra package is missing."""
    try:
        from generator.preview.editor.server import serve
    except ModuleNotFoundError as error:
        if error.name not in ("pygls", "lsprotocol"):
            raise
        raise SiteError.of(
            "no-lsp",
            Place("zhushu lsp"),
            Text("没有安装语言服务器的包", "the language server's package is not installed"),
            Text("在注疏的目录里运行 pip install '.[lsp]'", "run pip install '.[lsp]' in the folder of Zhushu"),
        ) from None
    serve(args.console.language)
    return 0
