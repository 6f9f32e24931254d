"""The Content-Security-Policy of a page: strict, except for pictures and frames that its text shows."""

import re

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'{images}{media}{frames}; "
    "base-uri 'none'; form-action 'none'"
)
PICTURE = re.compile(r'<(?:img\b[^>]*?\ssrc|video\b[^>]*?\sposter)="((?:https?:)?//[^"/?#\s;,\']+)', re.IGNORECASE)
FRAME = re.compile(r'<a\b(?=[^>]*\sclass="embed(?: low)?")[^>]*?\shref="(https://[^"/?#\s;,\']+)', re.IGNORECASE)
POLICY_PLACEHOLDER = "zhushu-policy:"
"""Placeholder in templates for the policy, which is computed from the rendered page."""


def policy(html: str, *, any_picture: bool = False) -> str:
    """The policy of a page: pictures from the hosts in it (or, with `any_picture`, from any https host), own videos,
    frames of known hosts.
    """
    hosts = (
        {f"https:{host}" if host.startswith("//") else host for host in PICTURE.findall(html)}
        if "<img" in html
        else set()
    )
    images = (
        ["https:", *sorted(host for host in hosts if not host.startswith("https:"))] if any_picture else sorted(hosts)
    )
    data = [" data:"] if 'src="data:image/' in html else []
    frames = sorted(set(FRAME.findall(html))) if 'class="embed' in html else []
    return POLICY.format(
        images="".join([*(f" {host}" for host in images), *data]),
        media="; media-src 'self'" if "<video" in html or "<audio" in html else "",
        frames="; frame-src " + " ".join(frames) if frames else "",
    )
