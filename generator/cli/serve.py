"""`zhushu serve`: the preview."""

import argparse
import asyncio
import os
import threading
import time
import webbrowser
from contextlib import suppress
from functools import cache
from pathlib import Path

from generator.cli.build import STAGES
from generator.cli.console import Console
from generator.cli.parser import Parser
from generator.cli.signals import handle_signals
from generator.core.errors import Problem, SiteError, Text
from generator.core.settings import Config
from generator.pipeline.build import Options, Site
from generator.preview.guard import ANY_ADDRESS, is_loopback
from generator.preview.server import Preview, listen
from generator.preview.workshop import Round
from generator.settings import config

POLLING = Text(
    "注意：系统不能再监视更多的文件夹（Linux 上见 fs.inotify.max_user_watches 和 max_user_instances），改为定时查看；保存后要等一会儿才刷新。",
    "Mind: the system can watch no more folders (on Linux see fs.inotify.max_user_watches and max_user_instances). They "
    "are looked at in turn, so that a save is noticed after a while.",
)
MAX_NAMED = 3
"""Maximum number of changed files that a line names; of more only the number is given."""


def add_arguments(parser: Parser) -> None:
    """The options of `serve`."""
    parser.add(
        "--host",
        "在哪个地址上提供预览（默认 127.0.0.1，只有本机能看）",
        "address to listen on (default: 127.0.0.1, this machine only)",
        default="127.0.0.1",
    )
    parser.add("--port", "端口（默认 8000）", "port (default: 8000)", type=int, default=8000)
    parser.flag("--open", "在浏览器里打开", "open it in the browser")


def run(args: argparse.Namespace) -> int:
    """Preview the site at `args.site` until Ctrl-C. Raises WrongUsage if it cannot listen there, SiteError without a site."""
    console = args.console
    settings = _settings(args.site)
    listener = listen(args.host, args.port)
    port = listener.getsockname()[1]
    url = _url(args.host, port)
    options = Options(everything=True, base_url=url, whole=False, search=False)
    site = Site(args.site, args.site / ".cache" / "preview", options, console.bar(STAGES))
    preview = Preview(site, listener, args.host, settings.language, RebuildPrinter(console))
    preview.polling = cache(lambda: console.err(POLLING))
    if not is_loopback(args.host):
        console.err(
            "注意：同一网络里的人都能打开这个预览，草稿也看得到；修改词条只有本机可以。",
            "Mind: everybody on this network can see the preview, drafts too; only this machine can change the glossary.",
        )
    whole = f"{url}#key={preview.door.token}"
    console.err(
        f"预览 {whole} （保存后自动刷新；按 Ctrl-C 停止）", f"Preview at {whole} (reloads on save; stop it with Ctrl-C)"
    )
    opener = site.target.with_name("open.html")
    with listener, suppress(KeyboardInterrupt):
        preview.begin()
        if args.open:
            _write_opener(opener, whole)
            threading.Thread(target=webbrowser.open, args=(opener.resolve().as_uri(),), daemon=True).start()
        # Raised from a handler, KeyboardInterrupt would be reported as a fault at the edges of the event loop.
        handle_signals(lambda _: preview.server.stop())
        asyncio.run(preview.run())
    opener.unlink(missing_ok=True)
    console.err("预览已停止", "The preview has stopped")
    return 0


def _write_opener(path: Path, url: str) -> None:
    """Write a page that redirects to `url` and that only this user can read. The browser is given its path, as every
    user of the machine can read the command line of a browser.
    """
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as page:
        page.write(f'<!doctype html><meta http-equiv="refresh" content="0;url={url}"><a href="{url}">{url}</a>\n')


def _settings(root: Path) -> Config:
    """The site's settings, or the defaults if they have errors (which the preview shows)."""
    try:
        return config.load(root)
    except SiteError as error:
        if any(problem.code == "no-site" for problem in error.problems):
            raise
        return Config()


def _url(host: str, port: int) -> str:
    name = "127.0.0.1" if host in ANY_ADDRESS else host.strip("[]")
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


class RebuildPrinter:
    """Prints a line for each rebuild, with its errors and with the warnings that are new."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._known: frozenset[Problem] = frozenset()

    def __call__(self, done: Round) -> None:
        """Print the line for `done`."""
        now = time.strftime("%H:%M:%S")
        if done.report is None:
            said = Text(f"{now} {_named(done)}没有生成成功", f"{now} {_named(done)}could not be built")
            fresh = done.problems
        else:
            files, took = len(done.report.written) + len(done.report.removed), done.report.seconds * 1000
            said = Text(
                f"{now} {_named(done)}{files} 个文件有变，用时 {took:.0f} 毫秒",
                f"{now} {_named(done)}{files} files changed, in {took:.0f} ms",
            )
            fresh = tuple(problem for problem in done.problems if problem not in self._known)
            self._known = frozenset(done.problems)
        self._console.err(said)
        self._console.problems(fresh)


def _named(done: Round) -> str:
    """The saved files, as the beginning of a line."""
    paths = sorted(done.changed)
    if not paths:
        return ""
    return (" ".join(paths) if len(paths) <= MAX_NAMED else f"{paths[0]} … ({len(paths)})") + " → "
