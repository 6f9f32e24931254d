"""What the popover shows: the entry of the article's glossary, whole, once, and without what belongs to the glossary alone."""

from collections.abc import Callable
from urllib.parse import unquote

from playwright.sync_api import Route

from tests.browser.reading import Reading

Read = Callable[..., Reading]
REPEATED_IDS = """() => {
  const ids = [...document.querySelectorAll('[id]')].map(node => node.id);
  return ids.filter((id, at) => ids.indexOf(id) !== at);
}"""


def test_the_definition_begins_here_and_is_whole_on_its_page(read: Read):
    reading = read()
    reading.pin(reading.mark("柔性供应网络"))
    text = reading.page.locator("#tip-d")
    assert text.locator("strong").text_content() == "改组"
    assert text.locator("p").count() == 1
    assert text.locator("li").count() == 0  # the article does not carry whole definitions
    reading.page.locator("#tip .more").click()
    reading.page.wait_for_url("**/glossary/*.html")
    whole = reading.page.locator(".definition")
    assert whole.locator("li").count() == 2
    assert whole.locator("code").text_content() == "supply --flexible"
    assert whole.locator("a").get_attribute("href") == "https://example.org/"


def test_pinyin_english_and_aliases_stand_below_the_name(read: Read):
    reading = read()
    reading.pin(reading.mark("柔性供应网络"))
    assert reading.page.locator("#tip .also").inner_text().split("\n") == [
        "róu xìng gōng yìng wǎng luò flexible supply network 又称柔性网络"
    ]


def test_ids_and_backlinks_are_not_repeated(read: Read):
    # An id in a definition: a footnote's or a heading's.
    reading = read()
    reading.page.evaluate(
        "document.getElementById('g-柔性供应网络').nextElementSibling.querySelector('strong').id = 'inside'"
    )
    reading.pin(reading.mark("柔性供应网络"))
    assert reading.page.evaluate(REPEATED_IDS) == []
    assert reading.page.locator("#tip [role=doc-backlink]").count() == 0


def test_before_it_opens_its_link_is_a_link(read: Read):
    """Who crawls the page follows links; one without an address is reported (Lighthouse, "crawlable anchors")."""
    assert read().page.locator("a:not([href])").count() == 0


def test_term_type_and_count_stand_above(read: Read):
    reading = read()
    reading.pin(reading.mark("陆昭", 2))
    kind = reading.page.locator("#tip .kind").text_content()
    assert kind == reading.page.locator("[id='g-陆昭'] + dd .kind").text_content()
    assert kind.startswith("人物 · 本文 ")
    assert reading.page.locator("#tip-t").text_content() == "陆昭"


def test_a_link_leads_to_the_entry(read: Read):
    reading = read()
    reading.pin(reading.mark("柔性供应网络"))
    reading.page.get_by_role("dialog").get_by_role("link", name="完整词条").click()
    reading.page.wait_for_url("**/glossary/*.html")
    assert unquote(reading.page.url).endswith("/glossary/柔性供应网络.html")
    assert reading.page.locator("h1").text_content() == "柔性供应网络"


def test_there_is_one_popover_and_it_is_a_named_dialog(read: Read):
    reading = read()
    for n in range(3):
        reading.pin(reading.mark("陆昭", n))
    assert reading.page.locator("[popover]").count() == reading.page.locator("[popover=auto]").count() == 1
    assert reading.page.get_by_role("dialog", name="陆昭").count() == 1


def test_the_mark_is_described_and_set_apart_while_it_is_open(read: Read):
    reading = read()
    mark = reading.mark("柔性供应网络")
    reading.open(mark)
    assert mark.get_attribute("aria-describedby") == "tip-d"
    assert "on" in mark.get_attribute("class").split()
    reading.page.keyboard.press("Escape")
    assert mark.get_attribute("aria-describedby") is None
    assert "on" not in mark.get_attribute("class").split()


def test_a_mark_in_the_popover_is_a_plain_link(read: Read):
    # Definitions may hold marks where a site's own layout puts them there.
    reading = read()
    reading.page.evaluate("""() => {
      const mark = document.querySelector('.prose a[role=doc-glossref]').cloneNode(true);
      mark.removeAttribute('id');
      document.querySelector('[id="g-柔性供应网络"]').nextElementSibling.querySelector('p').append(mark);
    }""")
    reading.open(reading.mark("柔性供应网络"))
    reading.hover(reading.page.locator("#tip-d a[role=doc-glossref]"))
    reading.wait(5000)
    assert reading.term == "柔性供应网络"


def test_a_name_without_an_entry_has_its_dialog(read: Read, example):
    """It tells what kind of name it is, how often it is here, which other articles name it, and where all such names are."""
    reading = read("articles/speak-to-business.html", of=example)
    mark = reading.page.locator(".prose a.auto[data-type=place]").first
    reading.pin(mark)
    assert reading.page.locator("#tip .kind").text_content().startswith("地点 · 本文 ")
    assert reading.page.locator("#tip-d a").count() > 0
    reading.page.locator("#tip .more").click()
    reading.page.wait_for_url("**/entities/place.html#n-*")
    assert reading.page.locator(":target").inner_text().startswith("中国")


def test_it_tells_what_the_entry_meant_before_and_means_now(read: Read, example):
    reading = read("articles/three-and-a-half-years.html", of=example)
    mark = reading.page.locator(".prose a[role=doc-glossref][href='#g-产业互联网']").first
    reading.pin(mark)
    dated = reading.page.locator("#tip .dated")
    assert dated.count() == 1
    assert dated.inner_text().startswith("2018")
    assert "改指" in dated.inner_text()


def test_the_number_of_a_note_opens_the_note(read: Read):
    reading = read("articles/noted.html", width=800)
    number = reading.page.locator(".prose [role=doc-noteref]").first
    number.scroll_into_view_if_needed()
    number.click()
    reading.loaded()
    assert reading.is_open
    note = reading.page.locator("#fn-1").inner_text().replace("↩", "").strip()
    assert reading.page.locator("#tip-d").inner_text().strip() == note
    assert reading.page.locator("#tip-d [role=doc-backlink]").count() == 0
    reading.page.keyboard.press("Escape")
    assert not reading.is_open
    assert reading.page.evaluate("document.activeElement.getAttribute('role')") == "doc-noteref"


def test_its_words_come_from_the_page(read: Read):
    def in_english(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer,
            body=answer.text()
            .replace('data-close="关闭"', 'data-close="Close it"')
            .replace(">完整词条</a>", ">The &lt;whole&gt; entry</a>"),
        )

    reading = read(prepare=lambda page: page.route("**/articles/long.html", in_english))
    reading.pin(reading.mark("柔性供应网络"))
    assert reading.page.get_by_role("button", name="Close it").count() == 1
    assert reading.page.locator("#tip .more").text_content() == "The <whole> entry"
