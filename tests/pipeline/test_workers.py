"""Processes that are killed: the workers', and the one that they work for."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from generator.core.errors import SiteError
from generator.pipeline import workers
from generator.store.lock import lock

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux alone")

HOLDER = r"""
import os, sys, time
from pathlib import Path
from generator.cli.signals import interrupt_on_signals
from generator.pipeline import workers
from generator.store.lock import lock

def job(item):
    if item >= workers.ITEMS_BEFORE_FORK:
        os.write(1, f"{os.getpid()}\n".encode())
        time.sleep(600)

interrupt_on_signals()
with lock(Path(sys.argv[1]), Path(sys.argv[1])):
    list(workers.run(job, list(range(100)), 2))
"""


@pytest.fixture
def build_in_progress(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    children = [int(process.stdout.readline()) for _ in range(2)]
    yield process, children
    process.kill()
    process.communicate()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGABRT])
def test_workers_and_lock_end_with_the_build(build_in_progress, tmp_path, number):
    process, children = build_in_progress
    process.send_signal(number)
    process.wait(60)
    with lock(tmp_path, tmp_path, patience=60):
        pass
    until = time.monotonic() + 60
    while any(is_running(child) for child in children):
        assert time.monotonic() < until, "a worker outlives its build"
        time.sleep(0.02)


def test_while_the_build_runs_the_lock_is_held(build_in_progress, tmp_path):
    process, _ = build_in_progress
    with pytest.raises(SiteError, match=str(process.pid)), lock(tmp_path, tmp_path, patience=0.2):
        pass


def is_running(process):
    try:
        with Path(f"/proc/{process}/stat").open() as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_what_a_killed_worker_had_in_hand_is_done_again(tmp_path):
    once, told = tmp_path / "killed", []

    def job(item):
        if item == 60 and not once.exists():
            once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return item * item

    assert list(workers.run(job, list(range(200)), 2, on_killed=lambda: told.append(1))) == [n * n for n in range(200)]
    assert told == [1]


def test_a_worker_may_be_killed_in_the_middle_of_its_message(tmp_path, monkeypatch):
    once, send, ours = tmp_path / "killed", Connection._send, os.getpid()

    def half(self, data, *more):
        if os.getpid() != ours and not once.exists():
            once.touch()
            send(self, bytes(data)[:10], *more)
            os.kill(os.getpid(), signal.SIGKILL)
        send(self, data, *more)

    monkeypatch.setattr(Connection, "_send", half)
    assert list(workers.run(lambda item: item * item, list(range(200)), 2)) == [n * n for n in range(200)]
    assert once.exists()


def test_a_worker_may_be_killed_when_it_has_nothing_to_do(tmp_path, monkeypatch):
    once, receive, ours = tmp_path / "killed", Connection._recv_bytes, os.getpid()

    def killed(self, *most):
        if os.getpid() != ours and not once.exists():
            once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return receive(self, *most)

    monkeypatch.setattr(Connection, "_recv_bytes", killed)
    assert list(workers.run(lambda item: item * item, list(range(200)), 2)) == [n * n for n in range(200)]
    assert once.exists()


def test_a_process_whose_result_nobody_wants_ends():
    others = set(multiprocessing.active_children())
    workers.start(bytes, 1 << 22)
    (process,) = set(multiprocessing.active_children()) - others
    process.join(10)
    assert process.exitcode == 0


@pytest.mark.parametrize("chunk", [None, [1]])
def test_a_worker_whose_build_is_gone_says_nothing(chunk):
    """It may see the end of the connection before the signal that its parent's death sends."""
    process, connection = workers._started(workers._work, str)
    if chunk:
        connection.send(chunk)
    connection.close()
    process.join(10)
    assert process.exitcode == 0  # 1 with a traceback on the terminal


def test_a_process_may_be_killed_in_the_middle_of_its_result(monkeypatch):
    send, ours = Connection._send, os.getpid()

    def half(self, data, *more):
        if os.getpid() != ours:
            send(self, bytes(data)[:10], *more)
            os.kill(os.getpid(), signal.SIGKILL)
        send(self, data, *more)

    monkeypatch.setattr(Connection, "_send", half)
    assert workers.start(bytes, 100)() == bytes(100)


def test_an_error_in_a_worker_is_raised_here_and_tells_where_it_was():
    def job(item):
        return 1 / (60 - item)

    with pytest.raises(ZeroDivisionError) as error:
        list(workers.run(job, list(range(200)), 2))
    assert "return 1 / (60 - item)" in error.value.__notes__[0]


def test_workers_that_are_killed_again_and_again_are_told():
    def job(item):
        if item == 60:
            os.kill(os.getpid(), signal.SIGKILL)
        return item

    with pytest.raises(SiteError, match="--jobs 1"):
        list(workers.run(job, list(range(200)), 2))


def test_a_reader_that_stops_ends_the_workers(tmp_path):
    def job(item):
        if item >= workers.ITEMS_BEFORE_FORK:
            time.sleep(100)
            (tmp_path / "slept").touch()
        return item

    results = workers.run(job, list(range(200)), 2)

    def read():
        for _ in range(workers.ITEMS_BEFORE_FORK + 1):
            signal.alarm(1)
            next(results)

    def ring(_number, _frame):
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, ring)
    try:
        with pytest.raises(KeyboardInterrupt):
            read()
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    assert not (tmp_path / "slept").exists(), "they were waited for"
