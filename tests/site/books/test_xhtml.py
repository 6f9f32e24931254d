"""HTML as books take it: well-formed whatever it was, with nothing that readers forbid."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.site.books.xhtml import LinkMap, xhtml, xml_id

LINKS = LinkMap(lambda url: url if url.startswith(("http", "#")) else "", lambda url: url if url == "a.png" else "")
WRAPPED = '<body xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">{}</body>'


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("<p>a<br>b", "<p>a<br/>b</p>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("a &lt; &amp; &nbsp;", "a &lt; &amp; \xa0"),
        ('<img src="a.png">', '<img src="a.png" alt=""/>'),
        ('<img src="gone.png" alt="图">', "图"),
        ('<img src="https://e.example/x.png" alt="图">', '<a href="https://e.example/x.png">图</a>'),
        ('<a href="gone.html">a</a>', "<span>a</span>"),
        ("<script>alert(1)</script>b", "b"),
        ('<p onclick="x" data-n="1" style="color:red">a</p>', "<p>a</p>"),
        ('<details class="box tab" name="t">a</details>', '<details class="box tab" open="">a</details>'),
        ('<p lang="ja">a</p>', '<p lang="ja" xml:lang="ja">a</p>'),
        ("<math><mi>x</mi></math>", '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>'),
    ],
)
def test_a_fragment_becomes_xhtml(html, made):
    assert xhtml(html, LINKS) == made


def test_a_mark_says_that_it_opens_a_note():
    assert xhtml('<a role="doc-glossref" href="#g-a">a</a>', LINKS) == (
        '<a role="doc-glossref" epub:type="noteref glossref" href="#g-a">a</a>'
    )


@given(st.text())
def test_ids_are_names_of_xml_and_stay_apart(name):
    made = xml_id(name)
    ET.fromstring(f'<{made} id="{made}"/>')
    assert xml_id(name + "/") != made


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<b>",
                "</b>",
                "<li>",
                "<ul>",
                "</ul>",
                "<br>",
                "&",
                "<",
                ">",
                "字",
                "</div>",
                "<svg>",
                "</svg>",
                "<a href=x>",
                "<script>",
                "</script>",
                "<iframe>",
                "\x00",
                '<img src="a.png" alt="<">',
                "<table><tr><td>",
                "<!-- -- -->",
                "<a:b c:d=e>",
            ]
        )
    )
)
def test_whatever_comes_in_is_well_formed_when_it_goes_out(pieces):
    ET.fromstring(WRAPPED.format(xhtml("".join(pieces), LINKS)))
