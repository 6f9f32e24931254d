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
PREVIEW, PREVIEWS = "assets/preview.js", "assets/previews.js"
STYLE, RICH, PREVIEW_STYLE = "assets/reader.css", "assets/rich.css", "assets/preview.css"


class Mutation(NamedTuple):
    """`old` stands once in the built `file`; with `new` in its place `test` must fail."""

    name: str
    file: str
    old: str
    new: str
    test: str


MUTATIONS = (
    Mutation(
        "hover opens at once",
        PREVIEW,
        "later(open,250,",
        "later(open,0,",
        "test_popover.py::test_hovering_opens_after_250_ms",
    ),
    Mutation(
        "hover opens late",
        PREVIEW,
        "later(open,250,",
        "later(open,400,",
        "test_popover.py::test_hovering_opens_after_250_ms",
    ),
    Mutation(
        "passing over opens",
        PREVIEW,
        "(...what)=>{stop();",
        "(...what)=>{",
        "test_popover.py::test_passing_over_to_an_adjacent_mark_opens_not_the_first",
    ),
    Mutation(
        "leaving closes at once",
        PREVIEW,
        "later(close,250,keep)",
        "later(close,0,keep)",
        "test_popover.py::test_leaving_closes_after_250_ms",
    ),
    Mutation(
        "leaving closes never",
        PREVIEW,
        "later(close,250,keep)",
        "stop()",
        "test_popover.py::test_leaving_closes_after_250_ms",
    ),
    Mutation(
        "not hoverable", PREVIEW, "n=inside(target)+1", "n=0", "test_popover.py::test_it_stays_while_the_mouse_is_on_it"
    ),
    Mutation(
        "leaving the window is no leaving",
        PREVIEW,
        "if(stack.length>keep)later(close,250,keep)",
        "if(target&&stack.length>keep)later(close,250,keep)",
        "test_popover.py::test_leaving_the_window_closes",
    ),
    Mutation(
        "no second mark takes over",
        PREVIEW,
        "stack[n]?.a!=a&&!(",
        "!stack[n]&&!(",
        "test_popover.py::test_another_mark_takes_over_after_250_ms",
    ),
    Mutation(
        "touch hovers",
        PREVIEW,
        "e.pointerType!='touch'&&",
        "",
        "test_popover.py::test_a_finger_that_passes_does_not_hover",
    ),
    Mutation(
        "focus opens at once",
        PREVIEW,
        "open(a,0,0,1)},150)",
        "open(a,0,0,1)},0)",
        "test_popover.py::test_keyboard_focus_opens_after_150_ms",
    ),
    Mutation(
        "focus opens nothing",
        PREVIEW,
        "open(a,0,0,1)},150)",
        "},150)",
        "test_popover.py::test_keyboard_focus_opens_after_150_ms",
    ),
    Mutation(
        "every focus opens",
        PREVIEW,
        "a.matches(':focus-visible')&&",
        "",
        "test_popover.py::test_focus_that_a_press_brings_opens_nothing",
    ),
    Mutation(
        "the mouse closes what the keyboard opened",
        PREVIEW,
        "stack.findLastIndex(t=>t.held)+1,",
        "",
        "test_popover.py::test_the_mouse_does_not_close_what_the_keyboard_opened",
    ),
    Mutation(
        "the resting mouse stops the keyboard",
        PREVIEW,
        "&&!keyed&&",
        "&&",
        "test_popover.py::test_the_mouse_that_leaves_a_mark_does_not_keep_the_keyboard_from_opening",
    ),
    Mutation(
        "focus elsewhere leaves it open",
        PREVIEW,
        "if(a==stack[0]?.a)return;close(0);",
        "if(a==stack[0]?.a)return;",
        "test_popover.py::test_focus_elsewhere_closes",
    ),
    Mutation(
        "a click follows the link",
        READER,
        "if(!plain(e))return;e.preventDefault();",
        "if(!plain(e))return;",
        "test_popover.py::test_a_click_pins_and_moves_the_focus_inside",
    ),
    Mutation(
        "the focus stays outside",
        PREVIEW,
        "t.tip.focus({preventScroll:1});",
        "",
        "test_popover.py::test_enter_pins_and_moves_the_focus_inside",
    ),
    Mutation(
        "a click does not pin",
        PREVIEW,
        "if(e.type=='click')open(a,0,e.clientY,2)",
        "if(e.type=='click')open(a,0,e.clientY,0)",
        "test_popover.py::test_a_click_pins_though_it_is_the_first_touch",
    ),
    Mutation(
        "hovering replaces what is pinned",
        PREVIEW,
        "&&!(stack[n]?.held>1)",
        "",
        "test_popover.py::test_hovering_does_not_replace_what_is_pinned",
    ),
    Mutation(
        "Control is not heeded", READER, "e.ctrlKey||", "", "test_popover.py::test_a_click_with_control_opens_a_tab"
    ),
    Mutation(
        "Command is not heeded",
        READER,
        "e.ctrlKey||e.metaKey||e.shiftKey",
        "e.ctrlKey||e.shiftKey",
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
        PREVIEW,
        "||held&&d.activeElement==body",
        "",
        "test_popover.py::test_a_press_outside_closes_and_gives_the_focus_back",
    ),
    Mutation(
        "a tap outside loses the focus",
        PREVIEW,
        "||held&&d.activeElement==body",
        "",
        "test_popover.py::test_a_tap_outside_closes_and_gives_the_focus_back",
    ),
    Mutation(
        "the focus is taken from a control",
        PREVIEW,
        "held&&d.activeElement==body",
        "held",
        "test_popover.py::test_a_press_on_a_control_keeps_the_focus_there",
    ),
    Mutation(
        "hovering moves the focus",
        PREVIEW,
        "held&&d.activeElement==body",
        "d.activeElement==body",
        "test_popover.py::test_hovering_and_leaving_never_moves_the_focus",
    ),
    Mutation(
        "the button does nothing",
        PREVIEW,
        "t.part('.x').onclick=()=>close(n)",
        "t.part('.x').onclick=stop",
        "test_popover.py::test_the_button_closes_and_gives_the_focus_back",
    ),
    Mutation(
        "the definition loses its markup",
        PREVIEW,
        "text.replaceChildren(node(html))",
        "text.textContent=html",
        "test_popover_content.py::test_the_definition_begins_here_and_is_whole_on_its_page",
    ),
    Mutation(
        "ids are repeated",
        PREVIEW,
        "each.removeAttribute('id')",
        "each",
        "test_popover_content.py::test_ids_and_backlinks_are_not_repeated",
    ),
    Mutation(
        "backlinks are repeated",
        PREVIEW,
        "dd.firstElementChild.innerHTML,more",
        "dd.innerHTML,more",
        "test_popover_content.py::test_ids_and_backlinks_are_not_repeated",
    ),
    Mutation(
        "no type and count",
        PREVIEW,
        "t.part('.kind').textContent=kind",
        "t.part('.kind').textContent=''",
        "test_popover_content.py::test_term_type_and_count_stand_above",
    ),
    Mutation(
        "the link stays on the page",
        PREVIEW,
        "href=href||'#'",
        "href='#'",
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
        PREVIEW,
        "a.setAttribute('aria-describedby',t.tip.id+'-d');",
        "",
        "test_popover_content.py::test_the_mark_is_described_and_set_apart_while_it_is_open",
    ),
    Mutation(
        "the mark stays lit",
        PREVIEW,
        "a.classList.remove('on');",
        "",
        "test_popover_content.py::test_the_mark_is_described_and_set_apart_while_it_is_open",
    ),
    Mutation(
        "names without an entry answer",
        READER,
        "MARK='[role=doc-glossref],",
        "MARK='[role=doc-glossref]:not(.auto),",
        "test_popover_content.py::test_a_name_without_an_entry_has_its_dialog",
    ),
    Mutation(
        "words are fixed", PREVIEW, "said.close", "'关闭'", "test_popover_content.py::test_its_words_come_from_the_page"
    ),
    Mutation(
        "at the first line always",
        PREVIEW,
        "lines.at(line)||",
        "",
        "test_popover_place.py::test_a_term_across_two_lines",
    ),
    Mutation(
        "over its other line",
        PREVIEW,
        "r==it||r.right>left&&r.left<right",
        "r==it",
        "test_popover_place.py::test_a_term_across_two_lines",
    ),
    Mutation(
        "below all lines",
        PREVIEW,
        "r==it||r.right>left&&r.left<right",
        "r",
        "test_popover_place.py::test_beside_its_line_where_the_other_is_not_in_the_way",
    ),
    Mutation(
        "never above",
        PREVIEW,
        "up=height>below&&above>below",
        "up=false",
        "test_popover_place.py::test_never_over_its_term_and_never_outside",
    ),
    Mutation(
        "never made lower",
        PREVIEW,
        "if(height>room)",
        "if(0)",
        "test_popover_place.py::test_never_over_its_term_with_text_at_200_percent",
    ),
    Mutation(
        "out of the window at the side",
        PREVIEW,
        "left:clamp(${GAP}px,",
        "left:max(-999px,",
        "test_popover_place.py::test_never_over_its_term_and_never_outside",
    ),
    Mutation(
        "leaves with its mark, above",
        PREVIEW,
        "if(bottom<0||top>innerHeight)",
        "if(top>innerHeight)",
        "test_popover_place.py::test_it_closes_when_its_mark_leaves_the_window",
    ),
    Mutation(
        "leaves with its mark, below",
        PREVIEW,
        "return close(t.n);place(t)",
        "return;place(t)",
        "test_popover_place.py::test_it_closes_when_its_mark_leaves_the_window",
    ),
    Mutation(
        "does not follow the scrolling page",
        PREVIEW,
        "on('scroll resize'",
        "on('resize'",
        "test_popover_place.py::test_it_follows_its_mark_when_the_page_scrolls",
    ),
    Mutation(
        "does not follow the window",
        PREVIEW,
        "on('scroll resize'",
        "on('scroll'",
        "test_popover_place.py::test_it_follows_its_mark_when_the_window_changes",
    ),
    Mutation(
        "the choice is forgotten",
        READER,
        "localStorage[name]=value",
        "0",
        "test_marks.py::test_the_choice_is_remembered_on_every_article",
    ),
    Mutation(
        "an older choice comes back",
        READER,
        "on('pageshow',shown);",
        "",
        "test_marks.py::test_the_last_choice_holds_when_going_back",
    ),
    Mutation(
        "forbidden storage throws",
        READER,
        "chosen=()=>{try{for(const key of['theme','size','width','ann','once'])if(localStorage[key])dataset[key]=localStorage[key]}catch{}}",
        "chosen=()=>{for(const key of['theme','size','width','ann','once'])if(localStorage[key])dataset[key]=localStorage[key]}",
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
        ":has(#a1:checked)",
        ":has(#a9:checked)",
        "test_marks.py::test_the_switch_takes_lines_away",
    ),
    Mutation(
        "marks that are off answer the mouse",
        STYLE,
        "text-decoration-line:none;pointer-events:none}",
        "text-decoration-line:none}",
        "test_marks.py::test_marks_that_are_switched_off_do_not_answer_the_mouse",
    ),
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
    Mutation(
        "old browsers break",
        READER,
        "if(popovers)on(",
        "on(",
        "test_without.py::test_without_popovers_a_mark_leads_to_the_glossary_and_back",
    ),
    Mutation(
        "motion is not reduced",
        PREVIEW_STYLE,
        "prefers-reduced-motion:no-preference",
        "min-width:1px",
        "test_without.py::test_reduced_motion_takes_the_fading_away",
    ),
    Mutation(
        "forced colours hide the open mark",
        PREVIEW_STYLE,
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
        PREVIEW_STYLE,
        "@media print{.pop{display:none",
        "@media print{.pop{opacity:1",
        "test_without.py::test_on_paper_there_is_no_popover_and_switched_off_marks_keep_their_numbers",
    ),
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
        "'use strict';;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;",
        "test_every_page.py::test_bytes_of_the_script",
    ),
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
        "assets/fulltext.js",
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
    Mutation(
        "a second click does not close",
        PREVIEW,
        "if(a==was)was=0;else ",
        "",
        "test_popover.py::test_a_second_click_closes",
    ),
    Mutation(
        "back leaves the article",
        PREVIEWS,
        "scrollRestoration='manual';history.pushState({tip:1},'')",
        "scrollRestoration='manual'",
        "test_popover.py::test_back_closes_and_stays_in_the_article",
    ),
    Mutation(
        "escape leaves its step in the history",
        PREVIEWS,
        "if(!t.n&&!pressed&&!z.moving)back();",
        "",
        "test_popover.py::test_escape_takes_its_step_out_of_the_history",
    ),
    Mutation(
        "a sheet hides what was read",
        PREVIEWS,
        "scrollBy(0,hidden)",
        "0",
        "test_popover.py::test_on_a_phone_it_lies_below_and_hides_not_what_was_read",
    ),
    Mutation(
        "a phone held sideways is a desk",
        PREVIEWS,
        ", (max-height: 30rem)",
        "",
        "test_popover.py::test_on_a_phone_held_sideways_a_definition_is_in_sight_as_a_whole",
    ),
    Mutation(
        "a sheet cannot be dragged", PREVIEWS, "if(far>60)", "if(0)", "test_popover.py::test_a_sheet_is_dragged_away"
    ),
    Mutation(
        "an address opens its mark",
        PREVIEW,
        "&&(z.tabbed||!a.matches(':target'))",
        "",
        "test_popover.py::test_a_link_to_a_mention_opens_nothing",
    ),
    Mutation(
        "no next mention",
        PREVIEWS,
        "(list.indexOf(t.a)+by)",
        "list.indexOf(t.a)",
        "test_popover.py::test_the_next_mention",
    ),
    Mutation(
        "a sheet has no way back",
        PREVIEWS,
        "t.past.push(t.card);",
        "",
        "test_popover.py::test_on_a_phone_a_term_in_a_definition_fills_the_same_sheet_with_a_way_back",
    ),
    Mutation(
        "no previews of other pages",
        PREVIEWS,
        "return cards[key]&&",
        "return 0&&",
        "test_popover.py::test_links_elsewhere_open_a_preview",
    ),
    Mutation(
        "j and k do nothing",
        PREVIEWS,
        "key=='j'||key=='k'",
        "key=='?'",
        "test_popover.py::test_j_and_k_skip_the_marks_of_a_paragraph",
    ),
    Mutation(
        "marks that are off stay in the order of Tab",
        READER,
        "?-1:0",
        "?0:0",
        "test_marks.py::test_marks_that_are_switched_off_leave_the_order_of_tab",
    ),
    Mutation(
        "marks do not say what they name",
        READER,
        "m.ariaDescription=d",
        "m.title=d",
        "test_marks.py::test_marks_say_that_they_have_a_dialog_and_what_they_name",
    ),
    Mutation(
        "the rail is not lit",
        READER,
        "a.classList.toggle('on',lit);",
        "",
        "test_marks.py::test_the_rail_shows_which_marks_are_in_view",
    ),
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
        "--force-reruns=0",
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
