"""What the popover shows: the entry of the article's glossary, whole, once, and without what belongs to the glossary alone."""

from collections.abc import Callable
from urllib.parse import unquote

from playwright.sync_api import Route

from tests.browser.reading import Reading

Read = Callable[..., Reading]
SAME = """() => {
  const bare = html => {
    const copy = document.createElement('div');
    copy.innerHTML = html;
    copy.querySelectorAll('[id]').forEach(node => node.removeAttribute('id'));
    return copy.innerHTML;
  };
  const own = document.getElementById('g-柔性供应网络').nextElementSibling.firstElementChild;
  return bare(own.innerHTML) === document.getElementById('tip-d').innerHTML;
}"""
REPEATED_IDS = """() => {
  const ids = [...document.querySelectorAll('[id]')].map(node => node.id);
  return ids.filter((id, at) => ids.indexOf(id) !== at);
}"""


def test_the_definition_keeps_all_that_it_has(read: Read):
    reading = read()
    reading.pin(reading.mark("柔性供应网络"))
    text = reading.page.locator("#tip-d")
    assert text.locator("strong").text_content() == "改组"
    assert text.locator("li").count() == 2
    assert text.locator("code").text_content() == "supply --flexible"
    assert text.locator("a").get_attribute("href") == "https://example.org/"
    assert reading.page.evaluate(SAME)


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
    assert kind == reading.page.locator("[id='g-陆昭']").get_attribute("data-kind")
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


def test_links_inside_are_plain_links(read: Read):
    reading = read()
    reading.pin(reading.mark("柔性供应网络"))
    link = reading.page.locator("#tip-d a")
    link.focus()
    reading.wait(5000)
    assert reading.term == "柔性供应网络"
    assert (
        link.evaluate("""link => {
      let taken;
      addEventListener('click', event => { taken = event.defaultPrevented; event.preventDefault() }, {once: true});
      link.click();
      return taken;
    }""")
        is False
    )


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


def test_a_name_without_an_entry_has_no_popover(read: Read):
    reading = read()
    reading.page.evaluate("""() => document.querySelector('.prose p').insertAdjacentHTML('beforeend',
      '<span class="e person auto" data-type="person" id="auto">周青</span>')""")
    reading.hover(reading.page.locator("#auto"))
    reading.wait(5000)
    assert not reading.is_open
    reading.page.locator("#auto").click()
    assert not reading.is_open


def test_its_words_come_from_the_page(read: Read):
    def in_english(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer,
            body=answer.text()
            .replace('data-close="关闭"', 'data-close="Close it"')
            .replace('data-more="完整词条"', 'data-more="The &lt;whole&gt; entry"'),
        )

    reading = read(prepare=lambda page: page.route("**/articles/long.html", in_english))
    reading.pin(reading.mark("柔性供应网络"))
    assert reading.page.get_by_role("button", name="Close it").count() == 1
    assert reading.page.locator("#tip .more").text_content() == "The <whole> entry"
