"""How lines are set: what stands side by side stands on one line."""

import itertools
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

Visit = Callable[..., Page]
BASELINES = """selectors => selectors.map(selector => {
  const walk = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
  while (!walk.nextNode().data.trim()) ;
  const text = walk.currentNode, around = document.createElement('span'), probe = document.createElement('span');
  text.replaceWith(around);
  around.append(text, probe);
  probe.style.display = 'inline-block'; // empty, it stands on the line of the text
  const at = probe.getBoundingClientRect().bottom;
  around.replaceWith(text);
  return at;
})"""
PAIRS = {
    "what is common": ("index.html", ".counts .key", ".counts .count"),
    "an entry's company": ("glossary/产业互联网.html", ".counts .key", ".counts .count"),
    "related articles": ("articles/three-and-a-half-years.html", ".after .lines a", ".after .lines time"),
    "the archive": ("archive.html", ".year time", ".year li a"),
    "a year and its first article": ("archive.html", ".year h2", ".year li a"),
    "where one went wrong": ("404.html", ".lines a", ".lines time"),
    "the switch and its legend": ("articles/three-and-a-half-years.html", ".bar label", ".bar .key"),
    "the legend's name": ("articles/three-and-a-half-years.html", ".bar b", ".bar .key"),
    "the site and its ways": ("index.html", ".brand", ".top nav a"),
}


@pytest.mark.parametrize("pair", PAIRS)
def test_neighbours_stand_on_one_line(visit: Visit, example, pair: str):
    path, *selectors = PAIRS[pair]
    one, other = visit(path, of=example).evaluate(BASELINES, selectors)
    assert abs(one - other) <= 1


@pytest.mark.parametrize(
    ("path", "legend"),
    [("articles/three-and-a-half-years.html", ".bar b"), ("glossary/index.html", ".types b")],
)
def test_a_legend_stands_as_near_as_its_choices_to_each_other(visit: Visit, example, path: str, legend: str):
    gap, between = visit(path, of=example).evaluate(
        """legend => {
      const box = e => e.getBoundingClientRect();
      const said = document.querySelector(legend), [first, second] = said.parentElement.querySelectorAll('label');
      return [box(first).left - box(said).right, box(second).left - box(first).right];
    }""",
        legend,
    )
    assert abs(gap - between) <= 4


def test_the_chart_names_its_first_and_its_last_month_where_they_are(visit: Visit, example):
    first, last, chart = visit("glossary/产业互联网.html", of=example).evaluate("""() => {
      const box = e => { const {left, right} = e.getBoundingClientRect(); return [left, right] };
      return [...document.querySelectorAll('.months span'), document.querySelector('.chart')].map(box);
    }""")
    assert abs(first[0] - chart[0]) <= 1
    assert abs(last[1] - chart[1]) <= 1


def test_no_heading_in_the_contents_ends_with_a_single_character(visit: Visit, example):
    page = visit("articles/tencent-reorganizations.html", of=example)
    link = page.locator(".toc a", has_text="一组业务")
    assert (
        link.evaluate("""link => {
      const last = document.createRange(), text = link.firstChild;
      last.setStart(text, text.length - 2);
      last.setEnd(text, text.length);
      return last.getClientRects().length; // two characters on two lines make two boxes
    }""")
        == 1
    )
    assert link.bounding_box()["height"] > 40  # it has two lines


# How far each Han character stands from the one before it, in em. A character behind digits or Latin letters is left out: its box
# holds the eighth of an em that text-autospace gives it.
STRETCHED = """() => {
  const wide = [];
  for (const p of document.querySelectorAll('.prose > p, .prose li, .prose blockquote p, .def')) {
    const size = parseFloat(getComputedStyle(p).fontSize), walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT), range = document.createRange();
    let before, latin = true;
    while (walk.nextNode()) for (let at = 0; at < walk.currentNode.length; at++) {
      if (!/[\\u4e00-\\u9fff]/.test(walk.currentNode.data[at])) { before = null; latin = true; continue }
      range.setStart(walk.currentNode, at);
      range.setEnd(walk.currentNode, at + 1);
      const box = range.getBoundingClientRect();
      if (before && Math.abs(before.top - box.top) < 2 && (box.left - before.left) / size > 1.12) wide.push([p.textContent.slice(0, 12), (box.left - before.left) / size]);
      before = latin ? null : box;
      latin = false;
    }
  }
  return wide;
}"""


def test_no_line_is_stretched(visit: Visit, example):
    page = visit("index.html", of=example)
    files = sorted((example.folder / "articles").glob("*.html"))
    assert len(files) >= 6
    for file, width in zip(files, itertools.cycle((360, 768, 1280)), strict=False):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{example.url}articles/{file.name}")
        assert page.evaluate(STRETCHED) == [], f"{file.name} at {width}"
