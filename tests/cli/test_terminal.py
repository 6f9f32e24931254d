"""What reaches a person's terminal: no control characters, no traceback in any encoding, one line when interrupted."""

import json
import os
import signal
import subprocess
import sys

import pytest

from generator.cli import run
from tests.commands import said
from tests.pipeline.sites import make, write

EVIL = "a\x1b[2J\x1b]0;owned\x07\u202egnp\x9b31m.md"


def zhushu(*words, **env):
    return subprocess.run(
        [sys.executable, "-m", "generator", *map(str, words)],
        capture_output=True,
        env={**os.environ, **env},
        timeout=300,
        check=False,
    )


@pytest.fixture
def site(tmp_path):
    return make(tmp_path / "site")


@pytest.mark.parametrize(
    "command",
    [
        ["build"],
        ["check"],
        ["check", "--format", "github"],
        ["check", "--format", "json"],
        ["suggest"],
        ["export", "--format", "csv"],
    ],
)
def test_names_and_keys_cannot_steer_the_terminal(site, command):
    write(site, f"content/articles/{EVIL}", '---\ntitle: x\n"k\\e[31m\\nerror": 1\n---\n\n[链](没\x1b[31m有.md)\n')
    write(site, "content/static/b\nerror site.toml: forged", "x")
    _, out, err = said(*command, "--site", site)
    told = (out + err).decode()
    assert told
    assert not {
        char for char in told if (char < " " and char not in "\n\t\r") or "\x7f" <= char <= "\x9f" or char == "\u202e"
    }
    assert not any(line.startswith("error site.toml") for line in told.split("\n"))


def test_what_is_typed_cannot_steer_the_terminal_either(capsys):
    with pytest.raises(SystemExit):
        run(["a\x1b[2J"])
    assert "\\x1b[2J" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "encoding"),
    [
        (["build"], "ascii"),
        (["check"], "cp1252"),
        (["check", "--format", "json"], "latin-1"),
        (["suggest", "--format", "json"], "gbk"),
        (["--help"], "ascii"),
        (["build", "--help"], "latin-1"),
        (["nonsense"], "cp1252"),
    ],
)
def test_no_encoding_ends_in_a_traceback(site, command, encoding):
    write(site, "content/articles/😀.md", "[链](没有😀.md)「区块链」是一种技术。")
    words = [*command, *(["--site", site] if "--help" not in command and "nonsense" not in command else [])]
    code, out, _ = said(*words, encoding=encoding)
    assert code in (0, 1, 2)
    if "json" in command:
        assert json.loads(out.decode(encoding)) is not None


def test_no_encoding_ends_a_process_in_a_traceback(site):
    write(site, "content/articles/😀.md", "[链](没有😀.md)")
    done = zhushu("build", "--site", site, PYTHONIOENCODING="ascii", LC_ALL="zh_CN.UTF-8")
    assert b"Traceback" not in done.stderr + done.stdout
    assert done.returncode == 0


HELD = """
import os, sys, time
from generator.__main__ import main
from generator.article.compose import Composer
compose = Composer.compose
def held(self, source, *more):
    if source.path.endswith("n99.md"):
        os.write(1, b"held\\n")
        time.sleep(600)
    return compose(self, source, *more)
Composer.compose = held
sys.exit(main())
"""
"""The command, which comes as far as one of the last articles."""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_build_that_is_interrupted_says_so_in_a_line(site, number):
    for count in range(100):
        write(site, f"content/articles/n{count}.md", f"# 第 {count} 篇\n\n许多工厂正在接入产业互联网。\n")
    process = subprocess.Popen(
        [sys.executable, "-c", HELD, "build", "--jobs", "2", "--site", site],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "LC_ALL": "zh_CN.UTF-8"},
        start_new_session=True,
    )
    assert process.stdout.readline() == b"held\n"
    os.killpg(process.pid, number)  # as a terminal does
    out, err = process.communicate(timeout=300)
    assert process.returncode == 128 + number
    assert (out + err).decode() == "已中断\n"
    assert not list((site / ".cache").rglob("*.part"))
    assert not list((site / ".cache").glob("stage-*"))


def test_a_command_interrupted_while_it_starts_prints_no_traceback():
    starts = """if 1:
        import os, signal, sys
        from generator.__main__ import main
        class Interrupting:
            def find_spec(self, name, path, target=None):
                if name == "generator.cli":
                    os.kill(os.getpid(), signal.SIGINT)
        sys.meta_path.insert(0, Interrupting())
        signal.signal(signal.SIGINT, signal.default_int_handler)
        main()
    """
    done = subprocess.run([sys.executable, "-c", starts], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, b"")


def test_the_second_signal_ends_it_at_once(tmp_path):
    holds = "import time\nfrom generator.cli.signals import interrupt_on_signals\ninterrupt_on_signals()\ntry:\n    print(flush=True); time.sleep(600)\nfinally:\n    print(flush=True); time.sleep(600)\n"
    process = subprocess.Popen([sys.executable, "-c", holds], stdout=subprocess.PIPE)
    for number in (signal.SIGTERM, signal.SIGINT):
        process.stdout.readline()
        process.send_signal(number)
    assert process.wait(60) == -signal.SIGINT
    process.stdout.close()


@pytest.mark.parametrize("command", [["export", "--format", "json", "-o"], ["build", "--report"]])
def test_a_file_of_somebody_elses_is_not_overwritten(site, tmp_path, command):
    target = tmp_path / "mine.json"
    words = [*command, target, "--site", site]
    target.write_text("mine")
    code, _, err = said(*words)
    assert code == 1
    assert b"--force" in err
    assert target.read_text() == "mine"
    assert said(*words, "--force")[0] == 0
    assert target.read_text() != "mine"
    write(site, "content/articles/more.md", "数据中台。")
    assert said(*words)[0] == 0, "what it wrote itself it may write again"
    target.write_text(target.read_text() + " ")
    assert said(*words)[0] == 1


@pytest.mark.parametrize(
    "url", ["http://[", "http://", "nonsense", "http://[你的IP]:8080", "https://a.b/?q", "http://a:b/"]
)
def test_a_base_url_that_is_none(site, url):
    code, _, err = said("build", "--site", site, "--base-url", url)
    assert code == 2
    assert b"--base-url" in err
