"""A site for the tests of faults."""

import shutil

import pytest

from tests.pipeline.harm import change
from tests.pipeline.sites import ARTICLES, build, make, write


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A site that was built, and a copy of it in which nothing will be changed."""
    root = make(
        tmp_path_factory.mktemp("faults") / "site",
        {**ARTICLES, "trip/index.md": "---\ntitle: 图\n---\n\n![说明](img/a.png)\n", "trip/img/a.png": "png" * 900},
    )
    write(root, "content/static/notes/file.txt", "x" * 9000)
    build(root)
    return root, shutil.copytree(root, root.with_name("kept"))


@pytest.fixture
def site(built):
    """The site as it was built, at the place where it was built, and of which everything has changed since."""
    root, kept = built
    for path in root.parent.iterdir():
        if path != kept:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    shutil.copytree(kept, root)
    change(root)
    return root
