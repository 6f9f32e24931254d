"""[comments], [statistics], [csp], [verify], [footer]: what they give, and that nothing in them can reach beyond its place."""

import pytest

from generator.core.services import Comments, Footer, Statistics
from generator.settings import config, services


def parsed(text):
    found, problems = config.parse(text)
    return found, [(problem.place.line, problem.say("en")) for problem in problems]


def test_they_arrive():
    found, problems = parsed(
        """
[comments]
provider = "waline"
server = "https://talk.example/"
client = "https://cdn.example/waline"
[statistics]
provider = "goatcounter"
id = "me"
[csp]
img-src = ["https://*.example.com", "data:"]
style-src = "'unsafe-inline'"
[verify]
bing = "A1"
baidu = ""
[footer]
icp = "京ICP备1号"
police = "京公网安备 11000002000001号"
"""
    )
    assert problems == []
    assert found.comments == Comments("waline", server="https://talk.example", client="https://cdn.example/waline/")
    assert found.statistics == Statistics(
        "goatcounter", "me", "https://gc.zgo.at/count.js", "https://me.goatcounter.com/count"
    )
    assert found.csp == {"img-src": ("https://*.example.com", "data:"), "style-src": ("'unsafe-inline'",)}
    assert found.verify == {"msvalidate.01": "A1"}
    assert found.footer == Footer("京ICP备1号", "京公网安备 11000002000001号")
    assert found.footer.police_number == "11000002000001"


def test_a_service_of_ones_own_reports_to_its_own_host():
    table = {"provider": "umami", "id": "x", "script": "https://s.example/script.js"}
    assert services.statistics(table)[0] == Statistics("umami", "x", "https://s.example/script.js")


def test_what_a_service_needs_is_told_once_each():
    found, problems = parsed('[comments]\nprovider = "giscus"\nrepo = "me/blog"\n')
    assert found.comments is None
    assert [line for line, _ in problems] == [1, 1, 1]
    assert [text.partition('need "')[2].partition('"')[0] for _, text in problems] == [
        "repo_id",
        "category",
        "category_id",
    ]


@pytest.mark.parametrize(
    "source",
    [
        "https://a.example; script-src *",
        "https://a.example b.example",
        "a.example,",
        "x\ny",
        "*",
        "'unsafe-eval'",
        "javascript:",
        "",
    ],
)
def test_a_source_cannot_add_to_the_policy(source):
    made, wrong = services.csp({"img-src": ["https://ok.example", source]})
    assert (made, [one.path for one in wrong]) == ({}, [("img-src", 1)])


def test_scripts_within_pages_stay_forbidden():
    assert services.csp({"script-src": ["'unsafe-inline'"]})[1]


@pytest.mark.parametrize(
    "address", ["http://a.example/x.js", "//a.example", "https://a.example/?x", 'https://a"b', "https://a b"]
)
def test_addresses_are_whole_and_safe(address):
    made, wrong = services.statistics({"provider": "plausible", "id": "a.example", "script": address})
    assert made is None
    assert [one.path for one in wrong] == [("script",)]
