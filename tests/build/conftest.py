"""A site for the tests of faults."""

import pytest

from tests.build.harm import change
from tests.build.sites import ARTICLES, build, make, write


@pytest.fixture
def site(tmp_path):
    """A site that was built, and of which everything has changed since."""
    root = make(tmp_path / "site", {**ARTICLES, "trip/index.md": "---\ntitle: 图\n---\n\n![说明](img/a.png)\n", "trip/img/a.png": "png" * 900})
    write(root, "content/static/notes/file.txt", "x" * 9000)
    build(root)
    change(root)
    return root
