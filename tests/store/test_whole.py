"""Files that are written whole or not at all."""

import pytest

from generator.store import whole


def test_a_file_is_replaced_whole_and_keeps_its_permissions(tmp_path):
    file = tmp_path / "new" / ("长" * 80)
    whole.write(file, [b"a", b"b"])
    file.chmod(0o600)
    whole.write(file, [b"c"])
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"c", 0o600)


def test_what_cannot_be_finished_leaves_what_was_there(tmp_path):
    def pieces():
        yield b"half"
        raise OSError(28, "No space left on device")

    file = tmp_path / "a"
    file.write_bytes(b"old")
    with pytest.raises(OSError, match="space"):
        whole.write(file, pieces())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old"}
