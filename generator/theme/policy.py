"""The Content-Security-Policy of a page: closed, but for what its text shows of other hosts."""

import re

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'{images}{media}{frames}; "
    "base-uri 'none'; form-action 'none'"
)
PICTURE = re.compile(r'<img\b[^>]*?\ssrc="((?:https?:)?//[^"/?#\s;,\']+)', re.IGNORECASE)
FRAME = re.compile(r'<a\b(?=[^>]*\sclass="embed")[^>]*?\shref="(https://[^"/?#\s;,\']+)', re.IGNORECASE)


def policy(html: str) -> str:
    """The policy of a page with this text: pictures of the hosts that occur, own films, frames of known hosts."""
    images = sorted({f"https:{host}" if host.startswith("//") else host for host in PICTURE.findall(html)})
    data = [" data:"] if 'src="data:image/' in html else []
    frames = sorted(set(FRAME.findall(html)))
    return POLICY.format(
        images="".join([*(f" {host}" for host in images), *data]),
        media="; media-src 'self'" if "<video" in html or "<audio" in html else "",
        frames="; frame-src " + " ".join(frames) if frames else "",
    )
