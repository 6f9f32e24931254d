"""The site's feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/): `feed.json`, beside `feed.xml`."""

from collections.abc import Mapping, Sequence

import msgspec

from generator.core.settings import Config
from generator.core.urls import link
from generator.site.pages.feed_items import NO_DATE, Item

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(config: Config, url: str, about: str, items: Sequence[Item]) -> bytes:
    """The feed at `url` about the page `about`."""
    base = config.base_url
    return msgspec.json.encode(
        _without_empty(
            {
                "version": VERSION,
                "title": config.title,
                "home_page_url": link(base, about),
                "feed_url": link(base, url),
                "description": config.description,
                "language": config.language,
                "authors": [{"name": config.author or config.title}],
                "items": [_item(base, item) for item in items],
            }
        )
    )


def _item(base: str, item: Item) -> Mapping[str, object]:
    said = _without_empty(
        {
            "id": item.id,
            "url": link(base, item.url),
            "title": item.title,
            "summary": item.summary,
            "image": link(base, item.image) if item.image else "",
            "date_published": item.published.isoformat() if item.published else "",
            "date_modified": "" if item.updated == NO_DATE else item.updated.isoformat(),
            "authors": [{"name": name} for name in item.authors],
            "tags": [tag.title for tag in item.tags],
        }
    )
    return {**said, "content_html": str(item.content) if item.content else ""}


def _without_empty(table: Mapping[str, object]) -> Mapping[str, object]:
    return {key: value for key, value in table.items() if value or key == "items"}
