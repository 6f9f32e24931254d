"""What axe-core finds wrong with a page."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

AXE = "([context, options]) => axe.run(context || document, options)"
EVERYTHING = {"resultTypes": ["violations"]}


def complaints(page: Page, context: object = None) -> list[str]:
    """Rule, element and reason of each fault, on the whole page or on what `context` of axe-core includes."""
    if not page.evaluate("'axe' in window"):  # once a page: the script is large
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(AXE, [context, EVERYTHING])["violations"]
    return [
        f"{each['id']}: {node['html'][:120]} — {node['failureSummary'].splitlines()[-1].strip()}"
        for each in found
        for node in each["nodes"]
    ]
