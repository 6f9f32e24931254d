"""One more value in a cell."""

from generator.author.edits.in_csv import append_csv


def test_csv():
    text = 'name,别名,definition\na,,"两\n行"\nb,x|y,z\nc\n'
    assert append_csv(text, 2, "aliases", "新") == 'name,别名,definition\na,新,"两\n行"\nb,x|y,z\nc\n'
    assert append_csv(text, 4, "aliases", "新,") == 'name,别名,definition\na,,"两\n行"\nb,"x|y|新,",z\nc\n'
    assert append_csv(text, 5, "aliases", "新") == 'name,别名,definition\na,,"两\n行"\nb,x|y,z\nc,新,\n'


def test_csv_that_cannot_take_it():
    assert append_csv("name\na\n", 2, "aliases", "x") is None
    assert append_csv("name,aliases\na,\n", 2, "aliases", "x|y") is None
