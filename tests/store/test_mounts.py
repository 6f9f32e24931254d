"""Which folders are mounts, or are shown elsewhere too, by the system's list."""

import pytest

from generator.store.output import mounts

LIST = """\
20 1 8:1 / / rw - ext4 /dev/sda rw
25 20 0:23 / {home} rw - tmpfs tmpfs rw
30 25 0:27 / {home} rw - tmpfs tmpfs rw
42 30 {device} {root} /srv/the\\040web rw - tmpfs tmpfs rw
"""


@pytest.mark.parametrize(
    ("device", "root", "expected"),
    [
        ("0:27", "/build", True),
        ("0:27", "/build/articles", True),
        ("0:27", "/", False),
        ("0:27", "/builds", False),
        ("0:23", "/build", False),  # of a file system that another one hides
        ("8:1", "/build", False),
    ],
)
def test_what_is_shown_elsewhere(tmp_path, monkeypatch, device, root, expected):
    home, said = tmp_path / "home", tmp_path / "mountinfo"
    (home / "build/articles").mkdir(parents=True)
    said.write_text(LIST.format(home=home, device=device, root=root), encoding="utf-8")
    monkeypatch.setattr(mounts, "MOUNTS", said)
    assert mounts.is_mounted(home / "build") is expected


def test_a_mount_and_what_contains_one(tmp_path, monkeypatch):
    said = tmp_path / "mountinfo"
    said.write_text(f"20 1 8:1 / / rw - x x rw\n25 20 0:9 / {tmp_path}/a\\040b/c rw - x x rw\n", encoding="utf-8")
    monkeypatch.setattr(mounts, "MOUNTS", said)
    for path, expected in (("a b/c", True), ("a b", True), ("a", False)):
        (tmp_path / path).mkdir(parents=True, exist_ok=True)
        assert mounts.is_mounted(tmp_path / path) is expected
