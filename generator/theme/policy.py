"""The Content-Security-Policy of a page: strict, except for pictures and frames that its text shows."""

import re
from collections.abc import Mapping, Sequence

from generator.core.services import host_of
from generator.core.settings import Config

GISCUS = "https://giscus.app/"
COUNT_BY_PICTURE = ("goatcounter", "baidu")
"""Services whose scripts report by loading a picture."""
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'{images}{media}{frames}; "
    "base-uri 'none'; form-action 'none'"
)
PICTURE = re.compile(r'<img\b[^>]*?\ssrc="((?:https?:)?//[^"/?#\s;,\']+)')
POSTER = re.compile(r'<video\b[^>]*?\sposter="((?:https?:)?//[^"/?#\s;,\']+)')
FRAME = re.compile(r'<a\b(?=[^>]*\sclass="embed(?: low)?")[^>]*?\shref="(https://[^"/?#\s;,\']+)', re.IGNORECASE)
POLICY_PLACEHOLDER = "zhushu-policy:"
"""Placeholder in templates for the policy, which is computed from the rendered page."""


COMMENTS = 'id="comments"'
"""In pages with comments."""


def policy(html: str, *, any_picture: bool = False, opened: Mapping[str, Sequence[str]] | None = None) -> str:
    """The policy of a page: pictures from the hosts in it (or, with `any_picture`, from any https host), own videos,
    frames of known hosts; and the sources in `opened`, by directive.
    """
    films = "<video" in html
    shown = [*PICTURE.findall(html), *(POSTER.findall(html) if films else ())]
    hosts = {f"https:{host}" if host.startswith("//") else host for host in shown}
    images = (
        ["https:", *sorted(host for host in hosts if not host.startswith("https:"))] if any_picture else sorted(hosts)
    )
    data = [" data:"] if 'src="data:image/' in html else []
    frames = sorted(set(FRAME.findall(html))) if 'class="embed' in html else []
    made = POLICY.format(
        images="".join([*(f" {host}" for host in images), *data]),
        media="; media-src 'self'" if films or "<audio" in html else "",
        frames="; frame-src " + " ".join(frames) if frames else "",
    )
    return _widened(made, opened) if opened else made


def _widened(made: str, opened: Mapping[str, Sequence[str]]) -> str:
    """The policy `made`, with more sources in its directives."""
    directives = {name: sources.split() for name, _, sources in (part.partition(" ") for part in made.split("; "))}
    for name, sources in opened.items():
        old = [source for source in directives.get(name, ()) if source != "'none'"]
        directives[name] = list(dict.fromkeys([*old, *sources]))
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


def opened(html: str, kind: str, config: Config) -> Mapping[str, Sequence[str]]:
    """Directive → sources that the site's settings add for a page of this `kind`: for its statistics, on pages with
    comments for those, for the search's WebAssembly, and those of `[csp]`.
    """
    found: dict[str, list[str]] = {name: list(sources) for name, sources in config.csp.items()}

    def add(name: str, *addresses: str) -> None:
        found.setdefault(name, []).extend(filter(None, map(host_of, addresses)))

    if kind == "search":
        found.setdefault("script-src", []).append("'wasm-unsafe-eval'")
    if counted := config.statistics:
        add("script-src", counted.script)
        add("connect-src", counted.server or counted.script)
        if counted.provider in COUNT_BY_PICTURE:
            add("img-src", counted.server or counted.script)
    if (talk := config.comments) and kind == "article" and COMMENTS in html:
        if talk.provider == "giscus":
            for name in ("script-src", "style-src", "frame-src"):
                add(name, GISCUS)
        else:
            for name in ("script-src", "style-src"):
                add(name, talk.client)
            for name in ("connect-src", "img-src"):
                add(name, talk.server, talk.client)
    return found
