"""`zhushu pdf`: articles as a PDF, printed by an installed Chromium."""

import argparse
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from generator.cli import books
from generator.cli.html import whole_pages
from generator.cli.parser import Parser
from generator.core.errors import Place, SiteError, Text

BROWSERS = (
    "chromium chromium-headless-shell chromium-browser google-chrome google-chrome-stable chrome msedge microsoft-edge"
).split()
TIMEOUT = 180
"""Seconds."""


def add_arguments(parser: Parser) -> None:
    """The options of `pdf`."""
    books.add_selection(parser, "SLUG.pdf")


def run(args: argparse.Namespace) -> int:
    """Write the PDF. Raises SiteError if there is no browser or it fails."""
    from generator.core.names import slug_of
    from generator.site.books.printed import printed

    browser = next(filter(None, map(shutil.which, filter(None, (os.environ.get("CHROMIUM"), *BROWSERS)))), None)
    if browser is None:
        raise SiteError.of(
            "no-browser",
            Place("."),
            Text("没有找到 Chromium 或 Chrome，无法生成 PDF", "no Chromium or Chrome was found to make a PDF with"),
            Text(
                "安装 Chromium，或用环境变量 CHROMIUM 指明它的路径；也可以用浏览器打印文章的页面",
                "install Chromium, or say where it is in the environment variable CHROMIUM; or print the article's page yourself",
            ),
        )
    library = books.library_of(args)
    book = books.book_of(args, library)
    pages = [page.decode() for page in whole_pages(args, library, book.articles)]
    contents = books.templates_of(args, library).strings["contents"]
    return books.write(args, f"{slug_of(book.title)}.pdf", _pdf(browser, printed(book, pages, contents)))


def _pdf(browser: str, html: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder) / "book.html", Path(folder) / "book.pdf"
        source.write_text(html, encoding="utf-8")
        command = [browser, "--headless", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        if not getattr(os, "geteuid", lambda: 1)():
            command.append("--no-sandbox")  # which refuses root
        command += ["--no-pdf-header-footer", "--generate-pdf-document-outline"]
        command += [f"--print-to-pdf={made}", source.as_uri()]
        try:
            subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=True)  # noqa: S603 # nosec B603 # the browser just found
            return made.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            said = str(getattr(error, "returncode", "") or type(error).__name__)
            raise SiteError.of(
                "browser-failed",
                Place(browser),
                Text(f"浏览器没有打印出来（{said}）", f"the browser printed nothing ({said})"),
                Text("单独运行它看看能否启动", "see whether it starts by itself"),
            ) from None
