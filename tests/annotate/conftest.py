"""What the tests of annotation share."""

import pytest

from generator.annotate.segmenting import words as words_module
from generator.annotate.segmenting.dictionary import jieba_file
from generator.annotate.segmenting.words import Words
from generator.core.settings import AnnotateSettings


@pytest.fixture(scope="session", autouse=True)
def _rjieba_at_once():
    """The accelerator cuts the shortest text, so that what it gives is held against our own loop."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words_module, "RJIEBA_AFTER", -1)
        yield


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    """A folder for the dictionary's index, so that it is made once."""
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def listed(cache):
    """Settings: entries of the glossary only."""
    return AnnotateSettings(entities="listed", cache=cache)


@pytest.fixture(scope="session")
def words(cache):
    """Our own segmenter."""
    return Words(str(jieba_file("dict.txt")), cache)
