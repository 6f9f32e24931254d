"""What of a page is searched, and in which words."""

import sys
import tracemalloc

from generator.site import search_document
from generator.site.search import MAX_PAGES, MAX_SHARDS, shard_at, shard_of, shards
from generator.site.search_document import BREAK, END, GAP, SEPARATOR, document, entry_word

HEAD = '<!doctype html><html lang="zh-Hans"><head><title>站</title></head><body><nav>导航</nav>'


def page(body, title="题"):
    return f'{HEAD}<main><h1 class="p-name">{title}</h1><div data-pagefind-body>{body}</div><aside>旁</aside></main></body></html>'


def text(html):
    return document(html).split(f"<p>{END}")[0].replace(SEPARATOR, "")


def test_only_the_body_and_its_title_are_searched():
    said = document(page("<p>正文</p>"))
    assert said.startswith('<html lang="zh-Hans">')
    assert "导" not in said
    assert "旁" not in said
    assert text(page("<p>正文</p>")).endswith(f"<h1>题{BREAK}</h1><p>正文{BREAK}</p>")


def test_each_character_is_a_word():
    said = document(page("<p>用C2B模式，AI</p>"))
    assert f"<p>{SEPARATOR}用{SEPARATOR}C2B{SEPARATOR}模{SEPARATOR}式，{SEPARATOR}AI{BREAK}</p>" in said


def test_traditional_characters_are_folded_and_kept():
    said = document(page("<p>產業互聯網</p>"))
    assert "产业互联网" in said.replace(SEPARATOR, "")
    assert '<i data-pagefind-meta="han" hidden>题產業互聯網</i>' in said
    assert "data-pagefind-meta" not in document(page("<p>产业互联网</p>"))


def test_code_and_numbers_of_notes_are_left_out():
    body = '<p>云<sup class="fnref"><a href="#fn-1">1</a></sup>梭</p><pre><code>let x = 1</code></pre><p>完</p>'
    assert f"<p>云{GAP}梭{BREAK}</p>{GAP}<p>完{BREAK}</p>" in text(page(body))


def test_what_stands_above_a_word_does_not_part_it():
    body = '<p><ruby>重<rp>（</rp><rt>chóng</rt><rp>）</rp>庆<rt data-p="qìng"></rt></ruby></p>'
    assert f"<p><ruby>重庆</ruby>{BREAK}</p>" in text(page(body))


def test_nested_elements_that_are_ignored_end_where_they_do():
    body = "<p>前</p><section data-pagefind-ignore><section>里</section>外</section><p>后</p>"
    assert f"<p>前{BREAK}</p>{GAP}<p>后{BREAK}</p>" in text(page(body))


def test_entries_that_are_marked_are_words_behind_the_text():
    body = '<p>正文</p><section data-pagefind-ignore><dt id="g-x" data-n="1"><dfn>云&amp;梭</dfn></dt><dt id="g-~1"><dfn>无</dfn></dt></section>'
    assert f"{END} {entry_word('云&梭')}</p>" in document(page(body))
    assert f"{END} qzentry</p>" in document(page('<p data-pagefind-meta="type">术语</p>'))
    assert f"{END} qzpage</p>" in document(page("<p>关于</p>").replace("<body>", '<body class="page-page">'))


def test_a_page_that_marks_nothing_is_searched_whole():
    html = f"{HEAD}<main>正文</main></body></html>"
    assert document(html) == html


def test_shards_double_and_a_page_stays_in_its_own():
    assert [shards(n) for n in (0, MAX_PAGES, MAX_PAGES + 1, 5000, 10**6)] == [1, 1, 2, 16, MAX_SHARDS]
    assert {shard_of(f"articles/{n}.html", 16) for n in range(500)} == set(range(16))
    assert [shard_at(path) for path in ("pagefind/pagefind.js", "pagefind/3/index/a.pf_index")] == [0, 3]


def test_a_large_page_is_held_only_a_few_times(monkeypatch):
    monkeypatch.setattr(search_document, "PIECE", 5_000)
    rows = [f'<p id="p{number}">数据中台<b>要</b>汇集数据<code>x</code>。</p>' for number in range(4_000)]
    size = sys.getsizeof(page("".join(rows)))
    document(page("".join(rows)))  # what is made at the first call, and what coverage makes, is no part of it
    tracemalloc.start()
    document(page("".join(rows)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * size
