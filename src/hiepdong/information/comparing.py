"""A report beside the word that is to speak for or against it, and what either would do to how it stands."""

from typing import Any

from django.utils.translation import gettext as _
from msgspec import Struct

from hiepdong.information import wording
from hiepdong.information.changes import place
from hiepdong.information.standing import AGAINST, FOR, Standing, if_said, of_report
from hiepdong.records.queries import Shown
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import instant


class Pair(Struct, frozen=True):
    """A part of both; a part that is withheld from the reader is None."""

    label: str
    of: str | None
    mine: str | None


class Effect(Struct, frozen=True):
    """What saying so does: the standing after it, and whether it adds an origin."""

    relation: str
    before: Standing
    after: Standing

    @property
    def adds(self) -> bool:
        """Whether the word comes from an origin that was not counted yet."""
        count = "supports" if self.relation == FOR else "contradicts"
        return bool(getattr(self.after, count) > getattr(self.before, count))


def compared(viewer: Viewer, of: Shown, mine: Shown, language: str) -> dict[str, Any]:
    """The parts of both side by side, and the effect of either relation."""
    one, other = _words(of, language), _words(mine, language)
    before = of_report(viewer, of.record)
    return {
        "pairs": [Pair(label, one[label], other.get(label, "–")) for label in one],
        "effects": [
            Effect(relation, before, if_said(viewer, of.record, mine.record, relation)) for relation in (FOR, AGAINST)
        ],
    }  # fmt: skip


def _words(shown: Shown, language: str) -> dict[str, str | None]:
    """A report or an answer in the words of a comparison."""
    document = shown.document
    grade, source = document.get("grade"), (document.get("source") or {}).get("kind")
    found: dict[str, str | None] = {
        _("Trích yếu"): shown.title, _("Nội dung"): document.get("text") or "–",
        _("Đánh giá"): wording.first_capital(wording.grade_words(grade, language)) if grade else "–",
    }  # fmt: skip
    if shown.kind == "report":
        at = instant(document["seen"]["from"])
        found |= {
            _("Nắm tin"): f"{at:%H:%M %d/%m/%Y}", _("Nơi"): place(document) or "–",
            _("Nguồn"): codes.sources.word(source, language) if source else "–",
        }  # fmt: skip
    else:
        found[_("Kết quả")] = codes.findings.word(document.get("finding") or "unknown", language)
    names = {_("Nội dung"): "text", _("Đánh giá"): "grade", _("Nguồn"): "source"}
    return {label: None if names.get(label) in shown.withheld else words for label, words in found.items()}
