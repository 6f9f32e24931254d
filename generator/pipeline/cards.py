"""Social cards in a build: whether they can be made, and those that changed."""

from functools import partial
from pathlib import Path

from msgspec.structs import replace

from generator.core.card import Card
from generator.core.errors import Level, Place, Problem, Text
from generator.core.settings import Config
from generator.pipeline import workers
from generator.pipeline.render import Encoder, Put
from generator.pipeline.report import Options
from generator.store.cards import Cards
from generator.store.fonts import find

NO_BASE = (
    Text("cards：还没有网址（base_url），不做分享图", "cards: without base_url no social cards are made"),
    Text("分享图要用完整的网址来引用", "pages name a card by its full address"),
)
NO_FONT = (
    Text(
        "cards：找不到有汉字的字体，不做分享图",
        "cards: no font with Chinese characters was found; no social cards are made",
    ),
    Text(
        "装一个中文字体（如 fonts-noto-cjk），或用 card_font 指明",
        "install one (such as fonts-noto-cjk), or name one with card_font",
    ),
)


def resolved(config: Config, root: Path, options: Options) -> tuple[Config, Cards | None, list[Problem]]:
    """`config`, with `cards` off if none can be made; what makes them; and a note with the reason if none can be made."""
    if not options.whole:  # the preview's pages are not shared
        return replace(config, cards=False), None, []
    if not config.base_url:
        return replace(config, cards=False), None, [_note("no-cards", *NO_BASE)]
    wanted, notes = config.card_font, list[Problem]()
    font = find(wanted, root, config.language)
    if font is None and wanted:
        said = Text(
            f"card_font：没有字体“{wanted}”，或者它没有汉字，用了别的",
            f'card_font: there is no font "{wanted}", or it has no Chinese characters; another one is used',
        )
        notes, font = [_note("unknown-font", said, None, "warning")], find("", root, config.language)
    if font:
        return config, Cards(font, root / ".cache", read=options.use_cache), notes
    return replace(config, cards=False), None, [*notes, _note("no-cards", *NO_FONT)]


def _note(code: str, said: Text, hint: Text | None, level: Level = "note") -> Problem:
    return Problem(level, code, Place("site.toml"), said, hint)


def stage(encoder: Encoder, made: Cards, cards: list[Card], jobs: int) -> None:
    """Stage the `cards` that changed since the last build."""
    todo, parts = [], {}
    for card in cards:
        parts[card.path] = {"card": made.digest(card)}
        if not encoder.is_fresh(card.path, parts[card.path]):
            todo.append(card)
    puts = workers.run(partial(_put, encoder, made), todo, jobs, on_killed=encoder.on_killed)
    for card, put in zip(todo, puts, strict=True):
        encoder.note(card.path, parts[card.path], put)


def _put(encoder: Encoder, made: Cards, card: Card) -> Put:
    """Draw and stage a card, in a worker process."""
    return encoder.put(card.path, made.png(card))
