"""The lock of an output: whose it is, and where there can be none."""

import errno
import fcntl
import os
import time

import pytest

from generator.core.errors import SiteError
from generator.store.lock import lock


def test_a_forked_process_does_not_keep_the_lock(tmp_path):
    with lock(tmp_path, tmp_path):
        child = os.fork()
        if child == 0:
            time.sleep(600)
            os._exit(0)
    try:
        with lock(tmp_path, tmp_path, patience=0.5):
            pass
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL])
def test_a_file_system_without_locks_is_told_at_once(tmp_path, monkeypatch, code):
    asked = []

    def flock(_file, _how):
        asked.append(1)
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(fcntl, "flock", flock)
    with pytest.raises(SiteError) as told, lock(tmp_path, tmp_path):
        pass
    assert asked == [1]
    assert told.value.problems[0].code == "no-lock"


def test_a_process_that_is_gone_is_not_blamed(tmp_path, monkeypatch):
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    with lock(tmp_path, tmp_path):
        next(tmp_path.glob("lock-*")).write_text(f"{child}\n")
        with pytest.raises(SiteError) as told, lock(tmp_path, tmp_path, patience=0):
            pass
    assert str(child) not in told.value.problems[0].say("en")


def test_what_a_killed_build_had_begun_to_write_is_swept(tmp_path):
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    for name in (f"a.json.{child}.part", f"b.json.{os.getpid()}.part", "mine.part", "c.json"):
        (tmp_path / name).touch()
    with lock(tmp_path, tmp_path):
        left = {path.name for path in tmp_path.iterdir() if not path.name.startswith("lock-")}
    assert left == {f"b.json.{os.getpid()}.part", "mine.part", "c.json"}


@pytest.mark.parametrize("name", ["a.json", "pictures/a-320.webp"])
def test_what_dead_builds_had_begun_to_write_is_swept(tmp_path, name):
    dead, ours, odd = (tmp_path / f"{name}{process}.part" for process in (".4194305", f".{os.getpid()}", ""))
    dead.parent.mkdir(exist_ok=True)
    for path in (dead, ours, odd):
        path.touch()
    with lock(tmp_path, tmp_path):
        assert not dead.exists()
        assert ours.exists()
        assert odd.exists()
