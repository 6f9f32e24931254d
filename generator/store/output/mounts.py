"""Detects mounts, which must not be exchanged, as they are bound to the folder and not to its name."""

from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
"""Linux's list of mounts (proc(5)): number, parent, device, root within the device, mount point …"""


def is_mounted(folder: Path) -> bool:
    """Whether `folder` is or contains a mount, or is also mounted elsewhere (`mount --bind`).

    Mounts of other containers are invisible here.
    """
    if folder.is_mount():
        return True
    try:
        mounts = [_mount(line) for line in MOUNTS.read_text("utf-8", "surrogateescape").splitlines()]
    except (OSError, ValueError):
        return False
    real = folder.resolve()
    if any(point == real or real in point.parents for _, _, point in mounts):
        return True
    # Of two mounts at one point the later one hides the other: `max` takes the first of equals.
    around = (one for one in reversed(mounts) if one[2] in real.parents)
    device, root, point = max(around, key=lambda one: len(one[2].parts))
    within = root / real.relative_to(point)
    return any(one == device and (at == within or within in at.parents) for one, at, _ in mounts)


def _mount(line: str) -> tuple[str, Path, Path]:
    """A mount's device, root within it, and mount point."""
    _, _, device, root, point, *_ = line.split(" ")
    return device, Path(_plain(root)), Path(_plain(point))


def _plain(escaped: str) -> str:
    """Unescape a path in which blanks, tabs, line ends and backslashes are written as three octal digits."""
    for char in (" ", "\t", "\n", "\\"):
        escaped = escaped.replace(f"\\{ord(char):03o}", char)
    return escaped
