"""Break the reader's script on purpose: each break must make the test fail that watches over the behaviour.

    python tests/browser/mutations.py [NAME…]

Prints a table; exit code 1 where a break goes unnoticed. Slow (a browser is started for each), so it is no part of the tests.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
sys.path.insert(0, str(PROJECT))

from tests.browser.conftest import BUILT, MUTATION, SOURCES, build  # noqa: E402  the project must be found first

READER, GLOSSARY, SEARCH = "assets/reader.js", "assets/glossary.js", "assets/search.js"
FULLTEXT = "assets/fulltext.js"
STYLE, RICH = "assets/reader.css", "assets/rich.css"


class Mutation(NamedTuple):
    """`old` stands once in the built `file`; with `new` in its place `test` must fail."""

    name: str
    file: str
    old: str
    new: str
    test: str


MUTATIONS = (
    # time
    Mutation(
        "hover opens at once",
        READER,
        "later(show,250,",
        "later(show,0,",
        "test_popover.py::test_hovering_opens_after_250_ms",
    ),
    Mutation(
        "hover opens late",
        READER,
        "later(show,250,",
        "later(show,400,",
        "test_popover.py::test_hovering_opens_after_250_ms",
    ),
    Mutation(
        "passing over opens",
        READER,
        "(...what)=>{stop();",
        "(...what)=>{",
        "test_popover.py::test_passing_over_opens_nothing",
    ),
    Mutation(
        "leaving closes at once",
        READER,
        "later(hide,250)",
        "later(hide,0)",
        "test_popover.py::test_leaving_closes_after_250_ms",
    ),
    Mutation(
        "leaving closes never", READER, "later(hide,250)", "stop()", "test_popover.py::test_leaving_closes_after_250_ms"
    ),
    Mutation(
        "not hoverable",
        READER,
        "else if(a||tip.contains(e.target))stop()",
        "else if(a)stop()",
        "test_popover.py::test_it_stays_while_the_mouse_is_on_it",
    ),
    Mutation(
        "leaving the popover is no leaving",
        READER,
        "if(a||tip.contains(e.target))held",
        "if(a)held",
        "test_popover.py::test_leaving_the_popover_closes_after_250_ms",
    ),
    Mutation(
        "no second mark takes over",
        READER,
        "if(a&&a!=mark)later",
        "if(a&&!mark)later",
        "test_popover.py::test_another_mark_takes_over_after_250_ms",
    ),
    Mutation(
        "touch hovers",
        READER,
        "e.pointerType=='touch'||",
        "",
        "test_popover.py::test_a_finger_that_passes_does_not_hover",
    ),
    # keyboard
    Mutation(
        "focus opens at once",
        READER,
        "later(show,150,a,0,1)",
        "show(a,0,1)",
        "test_popover.py::test_keyboard_focus_opens_after_150_ms",
    ),
    Mutation(
        "focus opens nothing",
        READER,
        "later(show,150,a,0,1)",
        "stop()",
        "test_popover.py::test_keyboard_focus_opens_after_150_ms",
    ),
    Mutation(
        "every focus opens",
        READER,
        "a?.matches(':focus-visible')",
        "a",
        "test_popover.py::test_focus_that_a_press_brings_opens_nothing",
    ),
    Mutation(
        "the mouse closes what the keyboard opened",
        READER,
        "held?mark&&stop():later(hide,250)",
        "later(hide,250)",
        "test_popover.py::test_the_mouse_does_not_close_what_the_keyboard_opened",
    ),
    Mutation(
        "the resting mouse stops the keyboard",
        READER,
        "held?mark&&stop()",
        "held?stop()",
        "test_popover.py::test_the_mouse_that_leaves_a_mark_does_not_keep_the_keyboard_from_opening",
    ),
    Mutation(
        "focus elsewhere leaves it open",
        READER,
        "return;hide();if(a?.",
        "return;if(a?.",
        "test_popover.py::test_focus_elsewhere_closes",
    ),
    # pinning
    Mutation(
        "a click follows the link",
        READER,
        "e.preventDefault();",
        "",
        "test_popover.py::test_a_click_pins_and_moves_the_focus_inside",
    ),
    Mutation(
        "the focus stays outside",
        READER,
        "tip.focus();",
        "",
        "test_popover.py::test_enter_pins_and_moves_the_focus_inside",
    ),
    Mutation(
        "a click does not pin",
        READER,
        "show(a,e.clientY,2)",
        "show(a,e.clientY,0)",
        "test_popover.py::test_a_click_pins_and_moves_the_focus_inside",
    ),
    Mutation(
        "hovering replaces what is pinned",
        READER,
        "||held>1)return",
        ")return",
        "test_popover.py::test_hovering_does_not_replace_what_is_pinned",
    ),
    Mutation(
        "Control is not heeded", READER, "e.ctrlKey||", "", "test_popover.py::test_a_click_with_control_opens_a_tab"
    ),
    Mutation(
        "Command is not heeded",
        READER,
        "e.metaKey||",
        "",
        "test_popover.py::test_a_click_with_a_modifier_is_left_to_the_browser[Meta]",
    ),
    Mutation(
        "Shift is not heeded",
        READER,
        "e.shiftKey||",
        "",
        "test_popover.py::test_a_click_with_a_modifier_is_left_to_the_browser[Shift]",
    ),
    Mutation(
        "Alt is not heeded",
        READER,
        "||e.altKey",
        "",
        "test_popover.py::test_a_click_with_a_modifier_is_left_to_the_browser[Alt]",
    ),
    # closing
    Mutation(
        "Escape does not close",
        READER,
        "popover=auto",
        "popover=manual",
        "test_popover.py::test_escape_closes_what_is_pinned_and_gives_the_focus_back",
    ),
    Mutation(
        "a press outside does not close",
        READER,
        "popover=auto",
        "popover=manual",
        "test_popover.py::test_a_press_outside_closes_and_gives_the_focus_back",
    ),
    Mutation(
        "a press outside loses the focus",
        READER,
        "||held&&d.activeElement==body",
        "",
        "test_popover.py::test_a_press_outside_closes_and_gives_the_focus_back",
    ),
    Mutation(
        "a tap outside loses the focus",
        READER,
        "||held&&d.activeElement==body",
        "",
        "test_popover.py::test_a_tap_outside_closes_and_gives_the_focus_back",
    ),
    Mutation(
        "the focus is taken from a control",
        READER,
        "d.activeElement==body",
        "d.activeElement",
        "test_popover.py::test_a_press_on_a_control_keeps_the_focus_there",
    ),
    Mutation(
        "hovering moves the focus",
        READER,
        "held&&d.activeElement==body",
        "d.activeElement==body",
        "test_popover.py::test_hovering_and_leaving_never_moves_the_focus",
    ),
    Mutation(
        "the button does nothing",
        READER,
        "x.onclick=more.onclick=hide",
        "more.onclick=hide",
        "test_popover.py::test_the_button_closes_and_gives_the_focus_back",
    ),
    # content
    Mutation(
        "the definition loses its markup",
        READER,
        "text.innerHTML=dt.nextElementSibling.firstElementChild.innerHTML",
        "text.textContent=dt.nextElementSibling.firstElementChild.textContent",
        "test_popover_content.py::test_the_definition_keeps_all_that_it_has",
    ),
    Mutation(
        "ids are repeated",
        READER,
        "n.removeAttribute('id')",
        "n",
        "test_popover_content.py::test_ids_and_backlinks_are_not_repeated",
    ),
    Mutation(
        "backlinks are repeated",
        READER,
        "dt.nextElementSibling.firstElementChild.innerHTML",
        "dt.nextElementSibling.innerHTML",
        "test_popover_content.py::test_ids_and_backlinks_are_not_repeated",
    ),
    Mutation(
        "no type and count",
        READER,
        "kind.textContent=dt.dataset.kind",
        "kind.textContent=''",
        "test_popover_content.py::test_term_type_and_count_stand_above",
    ),
    Mutation(
        "the link stays on the page",
        READER,
        "dt.dataset.href||a.hash",
        "a.hash",
        "test_popover_content.py::test_a_link_leads_to_the_entry",
    ),
    Mutation(
        "no name",
        READER,
        "aria-labelledby=tip-t",
        "",
        "test_popover_content.py::test_there_is_one_popover_and_it_is_a_named_dialog",
    ),
    Mutation(
        "no description",
        READER,
        "a.setAttribute('aria-describedby','tip-d');",
        "",
        "test_popover_content.py::test_the_mark_is_described_and_set_apart_while_it_is_open",
    ),
    Mutation(
        "the mark stays lit",
        READER,
        "mark.classList.remove('on');",
        "",
        "test_popover_content.py::test_the_mark_is_described_and_set_apart_while_it_is_open",
    ),
    Mutation(
        "marks in the popover answer",
        READER,
        "'main [role=doc-glossref]'",
        "'[role=doc-glossref]'",
        "test_popover_content.py::test_a_mark_in_the_popover_is_a_plain_link",
    ),
    Mutation(
        "names without an entry answer",
        READER,
        "'main [role=doc-glossref]'",
        "'main [role=doc-glossref],.auto'",
        "test_popover_content.py::test_a_name_without_an_entry_has_no_popover",
    ),
    Mutation(
        "words are fixed",
        READER,
        "body.dataset.close",
        "'关闭'",
        "test_popover_content.py::test_its_words_come_from_the_page",
    ),
    # place
    Mutation(
        "at the first line always",
        READER,
        "lines.at(line)||",
        "",
        "test_popover_place.py::test_a_term_across_two_lines",
    ),
    Mutation(
        "over its other line",
        READER,
        "r==own||r.right>left&&r.left<right",
        "r==own",
        "test_popover_place.py::test_a_term_across_two_lines",
    ),
    Mutation(
        "below all lines",
        READER,
        "r==own||r.right>left&&r.left<right",
        "r",
        "test_popover_place.py::test_beside_its_line_where_the_other_is_not_in_the_way",
    ),
    Mutation(
        "never above",
        READER,
        "up=height>below&&above>below",
        "up=false",
        "test_popover_place.py::test_never_over_its_term_and_never_outside",
    ),
    Mutation(
        "never made lower",
        READER,
        "if(height>room)",
        "if(0)",
        "test_popover_place.py::test_never_over_its_term_and_never_outside",
    ),
    Mutation(
        "out of the window at the side",
        READER,
        "left:clamp(${GAP}px,",
        "left:max(-999px,",
        "test_popover_place.py::test_never_over_its_term_and_never_outside",
    ),
    Mutation(
        "leaves with its mark, above",
        READER,
        "Math.max(near.at(-1).bottom,0)",
        "near.at(-1).bottom",
        "test_popover_place.py::test_it_stays_in_the_window_when_its_mark_leaves_it",
    ),
    Mutation(
        "leaves with its mark, below",
        READER,
        "Math.min(near[0].top,innerHeight)",
        "near[0].top",
        "test_popover_place.py::test_it_stays_in_the_window_when_its_mark_leaves_it",
    ),
    Mutation(
        "does not follow the scrolling page",
        READER,
        "['scroll','resize']",
        "['resize']",
        "test_popover_place.py::test_it_follows_its_mark_when_the_page_scrolls",
    ),
    Mutation(
        "does not follow the window",
        READER,
        "['scroll','resize']",
        "['scroll']",
        "test_popover_place.py::test_it_follows_its_mark_when_the_window_changes",
    ),
    Mutation(
        "jumps back when scrolled inside",
        READER,
        "mark&&e.target!=tip",
        "mark",
        "test_popover_place.py::test_where_there_is_little_room_it_scrolls_inside",
    ),
    # switch and rail
    Mutation(
        "the choice is forgotten",
        READER,
        "localStorage.ann=e.target.id",
        "0",
        "test_marks.py::test_the_choice_is_remembered_on_every_article",
    ),
    Mutation(
        "an older choice comes back",
        READER,
        "(onpageshow=()",
        "(()",
        "test_marks.py::test_the_last_choice_holds_when_going_back",
    ),
    Mutation(
        "forbidden storage throws",
        READER,
        "try{d.getElementById(localStorage.ann).checked=1}catch{}",
        "d.getElementById(localStorage.ann||'a2').checked=1",
        "test_marks.py::test_forbidden_storage_does_no_harm",
    ),
    Mutation(
        "the rail stays dark",
        READER,
        "m.seen&&m.hash",
        "!m&&m.hash",
        "test_marks.py::test_the_rail_shows_which_marks_are_in_view",
    ),
    Mutation(
        "the last change wins in the rail",
        READER,
        "marks.some(m=>",
        "[list.at(-1).target].some(m=>",
        "test_marks.py::test_an_entry_stays_lit_while_one_of_its_marks_is_in_view",
    ),
    Mutation(
        "the switch does nothing",
        STYLE,
        ":root:has(#a1:checked)",
        ":root:has(#a9:checked)",
        "test_marks.py::test_the_switch_takes_lines_away",
    ),
    Mutation(
        "marks that are off answer the mouse",
        STYLE,
        "none;pointer-events:none}.bar",
        "none}.bar",
        "test_marks.py::test_marks_that_are_switched_off_do_not_answer_the_mouse",
    ),
    # notes
    Mutation(
        "notes stay at the end",
        RICH,
        "min-width:78rem",
        "min-width:999rem",
        "test_notes.py::test_notes_stand_in_the_margin_over_nothing_else",
    ),
    Mutation(
        "notes lie on each other",
        RICH,
        ",anchor(--above bottom,0px) + 1.1em)",
        ",0px)",
        "test_notes.py::test_notes_stand_in_the_margin_over_nothing_else",
    ),
    Mutation(
        "notes lie on the contents",
        RICH,
        "max-height:none;anchor-name:--above",
        "max-height:none",
        "test_notes.py::test_notes_stand_in_the_margin_over_nothing_else",
    ),
    Mutation(
        "notes follow each other, not their lines",
        RICH,
        "max(anchor(top,0px) - .2em,",
        "max(0px,",
        "test_notes.py::test_a_note_stands_at_the_line_of_its_number_if_none_is_in_the_way",
    ),
    Mutation(
        "a note is taken for another's",
        RICH,
        "#fnref-5{anchor-name:--5}",
        "#fnref-5{anchor-name:--6}",
        "test_notes.py::test_a_note_stands_at_the_line_of_its_number_if_none_is_in_the_way",
    ),
    Mutation(
        "the margin reaches into narrow windows",
        RICH,
        "min-width:78rem",
        "min-width:20rem",
        "test_notes.py::test_elsewhere_they_are_footnotes",
    ),
    Mutation(
        "the line of the number is scrolled away",
        RICH,
        "scroll-margin-top:40vh",
        "scroll-margin-top:0",
        "test_notes.py::test_at_a_desk_the_line_stays_in_view_when_its_number_is_followed",
    ),
    Mutation(
        "notes are in the margin of paper",
        RICH,
        "@media screen and",
        "@media all and",
        "test_notes.py::test_on_paper_they_are_footnotes",
    ),
    Mutation(
        "ways back are printed",
        STYLE,
        ",.use,.back{display:none}",
        ",.use{display:none}",
        "test_notes.py::test_on_paper_they_are_footnotes",
    ),
    # without
    Mutation(
        "old browsers break",
        READER,
        "if(!body.showPopover)return;",
        "",
        "test_without.py::test_without_popovers_a_mark_leads_to_the_glossary_and_back",
    ),
    Mutation(
        "motion is not reduced",
        STYLE,
        "prefers-reduced-motion:no-preference",
        "min-width:1px",
        "test_without.py::test_reduced_motion_takes_the_fading_away",
    ),
    Mutation(
        "forced colours hide the open mark",
        STYLE,
        "forced-colors:active",
        "forced-colors:never",
        "test_without.py::test_forced_colours_keep_marks_and_popover_in_sight",
    ),
    Mutation(
        "paper without numbers",
        STYLE,
        'content:"[" attr(data-n) "]"',
        'content:""',
        "test_without.py::test_on_paper_marks_are_numbered_and_the_glossary_is_the_notes",
    ),
    Mutation(
        "the popover is printed",
        STYLE,
        ",#tip,",
        ",",
        "test_without.py::test_on_paper_there_is_no_popover_and_switched_off_marks_keep_their_numbers",
    ),
    # budgets
    Mutation(
        "one request to another host",
        READER,
        "'use strict';",
        "'use strict';new Image().src='http://127.0.0.2:9/x.png';",
        "test_popover.py::test_it_stays_while_the_mouse_is_on_the_mark",
    ),
    Mutation(
        "a script that is too large",
        READER,
        "'use strict';",
        "'use strict';" + ";" * 99,
        "test_every_page.py::test_bytes_of_the_script",
    ),
    # glossary and search
    Mutation(
        "no pinyin",
        GLOSSARY,
        "if(!query)return true",
        "if(!query)return false",
        "test_glossary_page.py::test_an_entry_is_found_by_name_alias_english_and_pinyin",
    ),
    Mutation(
        "no aliases",
        GLOSSARY,
        "...aliases.split('|'),",
        "",
        "test_glossary_page.py::test_an_entry_is_found_by_name_alias_english_and_pinyin",
    ),
    Mutation(
        "no English",
        GLOSSARY,
        ",english].map(fold)",
        "].map(fold)",
        "test_glossary_page.py::test_an_entry_is_found_by_name_alias_english_and_pinyin",
    ),
    Mutation(
        "letters stay",
        GLOSSARY,
        "letter.parentElement.hidden=section.hidden=",
        "section.hidden=",
        "test_glossary_page.py::test_letters_go_with_their_rows",
    ),
    Mutation(
        "what the browser kept is overlooked",
        GLOSSARY,
        "addEventListener('pageshow',filter)",
        "0",
        "test_glossary_page.py::test_a_type_that_the_browser_kept_counts",
    ),
    Mutation(
        "articles by their words alone",
        FULLTEXT,
        "engine.search(mark(name))",
        "engine.search(mark(''))",
        "test_search_page.py::test_articles_are_found_by_words_entries_and_titles",
    ),
    Mutation(
        "traditional characters stay as they are",
        GLOSSARY,
        "table.get(char)??char",
        "char",
        "test_search_page.py::test_traditional_and_simplified_characters_are_the_same",
    ),
    Mutation(
        "a missing index is not told",
        SEARCH,
        "engine?'':text.missing",
        "''",
        "test_search_page.py::test_from_a_file_entries_are_found_and_the_rest_is_said",
    ),
    Mutation(
        "the focus is lost when articles come",
        SEARCH,
        "link.href===at",
        "!link",
        "test_search_page.py::test_who_is_among_the_entries_stays_there_when_the_articles_come",
    ),
    Mutation("no arrows", SEARCH, "stops[next].focus()", "stops[next]", "test_search_page.py::test_by_keyboard"),
)


def tried(mutation: Mutation | None, sites: Path) -> str:
    """What pytest says failed in the mutation's test (without one: in the tests of all mutations); empty where nothing did."""
    environment = {**os.environ, BUILT: str(sites)}
    tests = [mutation.test] if mutation else list(dict.fromkeys(each.test for each in MUTATIONS))
    if mutation:
        environment[MUTATION] = json.dumps([mutation.file, mutation.old, mutation.new])
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "--tb=line",
        "-p",
        "no:cacheprovider",
        *(str(HERE / test) for test in tests),
    ]
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{mutation}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return next((line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))), "")


def survivors(wanted: Iterable[Mutation], sites: Path) -> list[str]:
    """The names of the mutations that no test noticed; says how each one ends."""
    alive = []
    for mutation in wanted:
        failed = tried(mutation, sites)
        print(
            f"{'noticed' if failed else 'MISSED '} | {mutation.name:<44} | {failed.split('::')[-1][:110] or mutation.test}",
            flush=True,
        )
        alive += [] if failed else [mutation.name]
    return alive


def main(names: list[str]) -> None:
    wanted = [mutation for mutation in MUTATIONS if not names or mutation.name in names]
    with tempfile.TemporaryDirectory() as made:
        sites = Path(os.environ.get(BUILT, made))
        if BUILT not in os.environ:
            build({name: sites / name for name in SOURCES}, "http://127.0.0.1:8000")
        failed = tried(None, sites)
        if failed:
            sys.exit(f"a test fails without any mutation; mend that first: {failed}")
        alive = survivors(wanted, sites)
    print(f"{len(wanted) - len(alive)} of {len(wanted)} noticed")
    sys.exit(1 if alive else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
