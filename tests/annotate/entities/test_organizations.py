"""Well-known organisations, and what is none."""

import pytest

from generator.annotate.entities import organizations
from generator.annotate.entities.guess import Guess


def test_a_well_known_organization_is_shown_if_it_is_whole() -> None:
    whole, part = "国务院总理", "清华大学出版社的书"
    assert organizations.raised_score(whole, Guess(0, 3, "organization", 0.3, after="n"), 0.4) == organizations.SHOWN
    assert organizations.raised_score(part, Guess(0, 4, "organization", 0.3, after="n"), 0.4) == 0.4


@pytest.mark.parametrize(
    ("name", "score", "shown"),
    [("柳溪师范大学", 0.62, True), ("柳溪集团", 0.72, True), ("柳溪集团", 0.62, False), ("新春晚会", 0.7, False)],
)
def test_a_likely_organization_of_a_sure_form_is_shown(name: str, score: float, *, shown: bool) -> None:
    guess = Guess(0, len(name), "organization", 0.9, after="v")
    assert (organizations.raised_score(name + "宣布", guess, score) >= 0.8) is shown


def test_what_describes_people_is_no_name_of_a_body() -> None:
    guess = Guess(0, 5, "organization", 0.9, after="v")
    assert organizations.raised_score("国家代表队胜了", guess, 0.95) == organizations.MAX_DESCRIBED


def test_a_well_known_organization_does_not_end_a_longer_name() -> None:
    assert organizations.raised_score("国立清华大学于新竹", Guess(2, 6, "organization", 0.3, after="p"), 0.4) == 0.4
    assert not organizations.whole("华特迪士尼首次", 2, 5)
    assert not organizations.whole("wnba发布", 1, 4)
