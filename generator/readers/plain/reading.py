"""The paragraphs of a raw text, and the roles found so far."""

from collections.abc import Sequence

from msgspec import Struct, field

from generator.core.draft import Classified
from generator.core.errors import Text


class Paragraph(Struct, frozen=True):
    """A paragraph of a raw text, with its lines joined."""

    text: str
    line: int


class Reading(Struct):
    """The roles found so far in a text."""

    paragraphs: Sequence[Paragraph]
    classified: dict[int, tuple[Classified, ...]] = field(default_factory=dict)
    """Paragraph number → its role; that of a byline, the roles of its parts."""

    def take(self, number: int, role: str, sure: float, why: Text, text: str | None = None) -> None:
        """Gives a paragraph a role, unless it has one already."""
        paragraph = self.paragraphs[number]
        self.classified.setdefault(
            number, (Classified(paragraph.line, role, paragraph.text if text is None else text, sure, why),)
        )

    def free(self) -> list[int]:
        """The numbers of the paragraphs without a role."""
        return [number for number in range(len(self.paragraphs)) if number not in self.classified]

    def text(self, number: int) -> str:
        """The text of a paragraph; empty before the first and after the last."""
        return self.paragraphs[number].text if 0 <= number < len(self.paragraphs) else ""
