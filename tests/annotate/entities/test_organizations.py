"""Well-known organisations, and what is none."""

import pytest

from generator.annotate.entities import organizations
from generator.annotate.entities.guess import Guess


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("联合国秘书长发表致辞", ["联合国"]),
        ("他任教育部长多年", []),
        ("北京大学出版社的书", []),
        ("来到南京东路", []),
        ("商务部新闻会", ["商务部"]),
        ("国务院侨务办公室", []),
        ("外交部长", []),
    ],
)
def test_well_known_organizations_are_found_as_wholes(text: str, found: list[str]) -> None:
    assert [text[guess.start : guess.end] for guess in organizations.known(text, [])] == found


def test_a_well_known_organization_is_shown_if_it_is_whole() -> None:
    whole, part = "国务院总理", "清华大学出版社的书"
    assert organizations.raised_score(whole, Guess(0, 3, "organization", 0.3, after="n"), 0.4) == organizations.SHOWN
    assert organizations.raised_score(part, Guess(0, 4, "organization", 0.3, after="n"), 0.4) == 0.4


def test_what_describes_people_is_no_name_of_a_body() -> None:
    guess = Guess(0, 5, "organization", 0.9, after="v")
    assert organizations.raised_score("国家代表队胜了", guess, 0.95) == organizations.MAX_DESCRIBED


def test_a_part_that_the_model_found_gives_way_to_the_name() -> None:
    text = "宁德时代董事长出席"
    (found,) = organizations.known(text, [Guess(0, 2, "place", 0.9)])
    assert (found.start, found.end, found.kind) == (0, 4, "organization")
