"""The guides as a person follows them: files are written as they stand, commands are run, and what these print is what the guide shows.

    ```md content/articles/a.md     the file, below the folder in which the person is
    ```console                      `$ command` and what it prints; a line `…` stands for any lines that are left out

`python -m tests.guide` renews the outputs in both guides; look at the difference before it is committed.
"""

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
import threading
from datetime import datetime
from pathlib import Path

from generator import cli

DOCS = Path(__file__).parent.parent / "docs"
GUIDES = {"guide.zh.md": "zh_CN.UTF-8", "guide.md": "en_US.UTF-8"}
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
VARYING = (
    (re.compile(r"\d+\.\d\d (秒|s\b|seconds)"), r"0.00 \1"),
    (re.compile(r"\d\d\d\d-\d\d-\d\d(?= |\t|$)"), "2000-01-01"),
    (re.compile(r"\d+ (字节|bytes)"), r"0 \1"),
)
"""What is another at each run: times, dates, sizes."""


def steps(text):
    """The guide's blocks in their order: ("file", path, content) and ("run", command, what it prints)."""
    for block in BLOCK.finditer(text):
        kind, path, content = block.groups()
        if path:
            yield "file", path, content
        elif kind == "console":
            yield from (("run", *found.groups()) for found in COMMAND.finditer(content))


def same(shown, printed):
    """Whether what a guide shows is what was printed, but for what varies and what `…` leaves out."""
    parts = [re.escape(part.strip("\n")) for part in re.split(r"^…$", plain(shown), flags=re.MULTILINE)]
    return re.fullmatch(r"(?:\n|.*\n)*?".join(f"{part}\n*" for part in parts), plain(printed)) is not None


def plain(text):
    for pattern, instead in VARYING:
        text = pattern.sub(instead, text)
    return text


class Person:
    """Somebody who follows a guide in a folder of his own."""

    def __init__(self, folder, language):
        self.folder = folder
        self.remote = folder / "remote.git"
        self.environment = {
            **os.environ,
            "LC_ALL": language,
            "HOME": str(folder),
            "GIT_AUTHOR_NAME": "a",
            "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "a",
            "GIT_COMMITTER_EMAIL": "a@example.org",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"url.{self.remote}.insteadOf",
            "GIT_CONFIG_VALUE_0": "https://github.com/me/my-site.git",
        }
        self.place = folder / "home"
        self.place.mkdir()
        self.code = 0
        """The exit code of the last command."""
        subprocess.run(["git", "init", "--quiet", "--bare", str(self.remote)], check=True, env=self.environment)

    def write(self, path, content):
        target = self.place / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")

    def run(self, command):
        """What `command` prints, standard output and errors as they come."""
        words = shlex.split(command, comments=True)
        if words[0] == "cd":
            self.place = self.place / words[1]
            return ""
        if words[0] == "git":
            return subprocess.run(
                words,
                cwd=self.place,
                env=self.environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=True,
            ).stdout
        assert words[0] == "zhushu", command
        return self.previewed() if words[1] == "serve" else self.zhushu(words[1:])

    def zhushu(self, words):
        printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        before, language = Path.cwd(), os.environ.get("LC_ALL")
        os.chdir(self.place)
        os.environ["LC_ALL"] = self.environment["LC_ALL"]
        try:
            with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
                self.code = cli.run(words)
        finally:
            os.chdir(before)
            os.environ.pop("LC_ALL")
            if language is not None:
                os.environ["LC_ALL"] = language
        return printed.buffer.getvalue().decode()

    def previewed(self):
        """The first line of a preview, which is then stopped."""
        command = [sys.executable, "-m", "generator", "serve", "--port", "0"]
        environment = {**self.environment, "PYTHONPATH": str(DOCS.parent), "PYTHONUNBUFFERED": "1"}
        with subprocess.Popen(
            command, cwd=self.place, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as preview:
            timer = threading.Timer(60, preview.kill)
            timer.start()
            line = preview.stderr.readline()
            preview.kill()
            timer.cancel()
        return re.sub(r":\d+/#key=[\w-]+", ":8000/#key=…", line)


def followed(guide, folder):
    """Each command of a guide with what it shows and what it printed for somebody who follows it in `folder`."""
    person = Person(folder, GUIDES[guide])
    for kind, what, content in steps((DOCS / guide).read_text(encoding="utf-8")):
        if kind == "file":
            person.write(what, content)
        else:
            yield what, content, person.run(what)


def renewed(guide):
    """The guide's text with the outputs as they are now; those that are left out in part stay where they still fit."""
    text = (DOCS / guide).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        printed = iter(
            [
                shown if "\n…\n" in f"\n{shown}" and same(shown, now) else now
                for _, shown, now in followed(guide, Path(folder))
            ]
        )

    def block(found):
        if found[1] != "console":
            return found[0]
        return f"```console\n{COMMAND.sub(lambda one: f'$ {one[1]}{chr(10)}{next(printed)}', found[3])}```"

    return BLOCK.sub(block, text)


if __name__ == "__main__":
    for name in GUIDES:
        (DOCS / name).write_text(renewed(name), encoding="utf-8")
    print(f"renewed {datetime.now().astimezone():%Y-%m-%d}")
