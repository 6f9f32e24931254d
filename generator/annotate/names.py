"""The tables of names and words in `generator/data/names.txt`, which several rules share."""

from generator.core.tables import words

NAMES = {key: frozenset(said) for key, said in words("names.txt").items()}
"""Key → its names, folded."""
COUNTRIES, TOWNS = NAMES["countries"], NAMES["towns"]
PERSONS, FIRMS, TEAMS = NAMES["persons"], NAMES["firms"], NAMES["teams"]
ORGANIZATIONS = NAMES["organizations"] | FIRMS | TEAMS
