"""The requirements file from which a new site's publishing workflow installs Zhushu, without needing a release."""

import json
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from io import BytesIO
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
REPOSITORY = "git+https://github.com/zhushu/zhushu"
"""The fallback if this installation has no metadata."""
REQUIREMENT = ".github/zhushu.txt"
"""The requirements file that a site's workflow installs."""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""Timestamp of each file in a wheel, so that the same files give the same bytes."""


def files() -> dict[str, bytes]:
    """Path in a new site → bytes: a requirements file that names the commit this Zhushu was installed from, or else a
    wheel made from this installation, with a requirements file for it.
    """
    try:
        found = distribution("zhushu")
    except PackageNotFoundError:
        return {REQUIREMENT: f"zhushu @ {REPOSITORY}\n".encode()}
    if address := _commit(found):
        return {REQUIREMENT: f"zhushu @ {address}\n".encode()}
    name = f"zhushu-{found.version}-py3-none-any.whl"
    return {REQUIREMENT: f"./.github/{name}\n".encode(), f".github/{name}": wheel(found)}


def _commit(found: Distribution) -> str:
    """The installed commit (PEP 610) as a pip URL; empty if Zhushu was not installed from git."""
    try:
        said = json.loads(found.read_text("direct_url.json") or "")
        return f"git+{said['url']}@{said['vcs_info']['commit_id']}" if said["vcs_info"]["vcs"] == "git" else ""
    except (ValueError, KeyError, TypeError):
        return ""


def wheel(found: Distribution) -> bytes:
    """This installation as a wheel (PEP 427)."""
    info = f"zhushu-{found.version}.dist-info"
    parts = dict(_package())
    parts[f"{info}/METADATA"] = (found.read_text("METADATA") or "").encode()
    parts[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: zhushu\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    parts[f"{info}/entry_points.txt"] = (found.read_text("entry_points.txt") or "").encode()
    record = "".join(f"{path},sha256={_digest(data)},{len(data)}\n" for path, data in parts.items())
    parts[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in parts.items():
            member = zipfile.ZipInfo(path, EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, data)
    return packed.getvalue()


def _package() -> Iterator[tuple[str, bytes]]:
    """The package's files: path in the wheel and bytes. A checkout has the theme beside the package, a wheel inside."""
    folders = {"generator": PACKAGE}
    if not (PACKAGE / "data/layouts").is_dir():
        folders["generator/data/layouts"] = PACKAGE.parent / "layouts"
    files = ((within, folder, path) for within, folder in folders.items() for path in sorted(folder.rglob("*")))
    for within, folder, path in files:
        if path.is_file() and "__pycache__" not in path.parts:
            yield f"{within}/{path.relative_to(folder).as_posix()}", path.read_bytes()


def _digest(data: bytes) -> str:
    return urlsafe_b64encode(sha256(data).digest()).rstrip(b"=").decode()
