"""What all tests share."""

import os

import pytest


@pytest.fixture(scope="session", autouse=True)
def _own_cache_folder(tmp_path_factory):
    """Compiled templates go to a folder of the tests, not to that of the person who runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", os.environ.get("ZHUSHU_TEST_CACHE") or str(tmp_path_factory.mktemp("xdg")))
        yield
