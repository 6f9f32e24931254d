"""`zhushu serve` as a process: what it says, when it refuses, how it stops."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import httpx
import pytest

from generator.cli import run as run_here
from generator.cli import serve
from generator.core.errors import WrongUsage
from generator.pipeline.build import Options, Site
from generator.preview import server
from generator.preview.server import listen
from tests.preview.previewing import make


def run(words):
    """The exit code of a command in a thread of its own, as a browser's test before may have left an event loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run_here, words).result()


class Command:
    """`zhushu serve` in a process of its own."""

    def __init__(self, root, *options, language="en_US.UTF-8"):
        env = {**os.environ, "LC_ALL": language, "PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": "error"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "generator", "serve", "--site", str(root), *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=env,
            encoding="utf-8",
        )
        self.said = ""
        self.watchdog = threading.Timer(180, self.process.kill)
        self.watchdog.start()

    def until(self, pattern):
        """Read what it says up to a line that holds `pattern`; gives the match."""
        while not (found := re.search(pattern, self.said)):
            line = self.process.stdout.readline()
            assert line, f"it ended: {self.said}"
            self.said += line
        return found

    def end(self, by=None):
        """Stop it, or wait for its own end; its exit code."""
        if by is not None:
            self.process.send_signal(by)
        rest, _ = self.process.communicate(timeout=120)
        self.watchdog.cancel()
        self.said += rest
        return self.process.returncode


def test_it_says_where_it_is_and_stops_at_ctrl_c_at_once_with_tabs_open(tmp_path):
    command = Command(make(tmp_path), "--port", "0")
    url = command.until(r"Preview at (http://127\.0\.0\.1:\d+/)#key=[\w-]{32} \(reloads on save")[1]
    command.until(r"files changed, in \d+ ms")
    with httpx.stream("GET", f"{url}_zhushu/live", params={"page": "/"}, timeout=60) as stream:
        next(stream.iter_lines())
        assert command.end(signal.SIGINT) == 0
    assert command.said.endswith("The preview has stopped\n")
    assert "Traceback" not in command.said


def test_the_browser_is_given_a_file_that_nobody_else_can_read(tmp_path, monkeypatch, capsys):
    class Short(server.Preview):
        async def run(self):
            assert opened.wait(60)

    def look(url):
        path = Path(url2pathname(urlsplit(url).path))
        seen.append((path, path.stat().st_mode & 0o777, path.read_text(encoding="utf-8")))
        opened.set()

    seen, opened = [], threading.Event()
    monkeypatch.setattr(serve, "Preview", Short)
    monkeypatch.setattr(serve.webbrowser, "open", look)
    assert run(["serve", "--site", str(make(tmp_path)), "--port", "0", "--open"]) == 0
    [(path, mode, page)] = seen
    address = re.search(r"http://\S+#key=[\w-]{32}", "".join(capsys.readouterr()))[0]
    assert f"url={address}" in page
    assert mode == 0o600
    assert not path.exists()


def test_it_tells_every_rebuild_and_what_is_wrong(tmp_path):
    command = Command(make(tmp_path), "--port", "0", language="zh_CN.UTF-8")
    command.until("个文件有变")
    (tmp_path / "content/articles/b.md").write_text("# 新\n\n正文\n", encoding="utf-8")
    command.until(r"(?s)个文件有变.*\n.* \d+ 个文件有变，用时 \d+ 毫秒")  # by the watcher, or by the look when it began
    (tmp_path / "content/articles/b.md").write_text("---\ntitel: 新\n---\n", encoding="utf-8")
    command.until(r"content/articles/b\.md → ")
    command.until(r"content/articles/b\.md:2: .*titel")
    assert command.end(signal.SIGINT) == 0


def test_it_ends_by_sigterm(tmp_path):
    command = Command(make(tmp_path), "--port", "0")
    command.until("files changed")
    assert command.end(signal.SIGTERM) in (0, -signal.SIGTERM)
    assert "Traceback" not in command.said


def test_no_site_is_told(tmp_path):
    command = Command(tmp_path, "--port", "0")
    assert command.end() == 1
    assert "site.toml" in command.said


def test_wrong_settings_are_shown_and_not_fatal(tmp_path):
    make(tmp_path)
    (tmp_path / "site.toml").write_text("titel = 1\n", encoding="utf-8")
    command = Command(tmp_path, "--port", "0")
    url = command.until(r"http://\S+/")[0]
    command.until("could not be built")
    answer = httpx.get(url, timeout=60)
    assert answer.status_code == 503
    assert "titel" in answer.text
    command.end(signal.SIGINT)


def test_a_port_in_use_leads_to_the_next(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = Command(make(tmp_path), "--port", str(port))
        assert command.end() == 2
    assert re.search(rf"Port {port} is in use .* zhushu serve --port \d+\n", command.said)
    assert "Traceback" not in command.said


def test_opening_it_to_the_network_is_warned_of(tmp_path):
    command = Command(make(tmp_path), "--port", "0", "--host", "0.0.0.0")
    command.until("everybody on this network")
    url = command.until(r"http://127\.0\.0\.1:\d+/")[0]
    command.until("files changed")
    assert httpx.get(url, timeout=60).status_code == 200
    assert httpx.get(url, headers={"host": "evil.example"}, timeout=60).status_code == 403
    command.end(signal.SIGINT)


@pytest.mark.parametrize(
    ("host", "port", "said"),
    [
        ("no.such.host.invalid", 0, "There is no address"),
        ("203.0.113.1", 0, "does not have the address"),
        ("127.0.0.1", 70000, "A port is"),
        ("127.0.0.1", -1, "A port is"),
        ("a" * 300, 0, "There is no address"),
    ],
)
def test_addresses_that_cannot_be_had(host, port, said):
    with pytest.raises(WrongUsage) as refused:
        listen(host, port)
    assert said in refused.value.message.en
    assert refused.value.message.zh


def test_the_free_port_that_is_named_is_free():
    first = listen("127.0.0.1", 0)
    port = first.getsockname()[1]
    with pytest.raises(WrongUsage) as refused:
        listen("127.0.0.1", port)
    listen("127.0.0.1", int(re.search(r"--port (\d+)", refused.value.message.en)[1])).close()
    first.close()


def test_ipv6():
    listener = listen("::1", 0)
    assert listener.family == socket.AF_INET6
    listener.close()


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="Linux alone has it")
def test_a_connection_whose_other_side_is_gone_ends():
    with listen("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        listener.setblocking(True)
        taken, _ = listener.accept()
        with taken:
            assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == server.UNHEARD


def test_that_saves_are_noticed_late_is_said_once(tmp_path, monkeypatch, capsys):
    class Polling(server.Preview):
        async def run(self):
            self.polling()
            self.polling()

    monkeypatch.setattr(serve, "Preview", Polling)
    assert run(["serve", "--site", str(make(tmp_path)), "--port", "0"]) == 0
    assert "".join(capsys.readouterr()).count("fs.inotify.max_user_watches") == 1


def test_a_preview_that_sees_no_saves_ends_and_says_why(tmp_path, monkeypatch):
    def blind(_root, _polling):
        raise RuntimeError("blind")

    monkeypatch.setattr(server, "changes", blind)
    root = make(tmp_path)
    preview = server.Preview(
        Site(root, root / ".cache/preview", Options(jobs=1)),
        listen("127.0.0.1", 0),
        "127.0.0.1",
        "en",
        lambda done: None,
    )
    preview.begin()
    # In a thread of its own: where browser tests ran before, the main thread has a loop that is Playwright's.
    with ThreadPoolExecutor(1) as alone, pytest.raises(RuntimeError, match="blind"):
        alone.submit(lambda: asyncio.run(preview.run())).result()
