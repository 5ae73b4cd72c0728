"""Two records side by side: a part of both, and whether an officer must look."""

from django.utils.translation import gettext as _
from msgspec import Struct

from hiepdong.vocabulary.fold import fold


class Row(Struct, frozen=True):
    """A part of both; `verdict` in words, `differs` where an officer must look."""

    label: str
    ours: str
    theirs: str
    verdict: str
    differs: bool


def texts(label: str, ours: str, theirs: str) -> Row:
    """A part told in words on both sides; case, tone marks and đ make no difference."""
    same = fold(ours) == fold(theirs)
    return Row(label, ours or "–", theirs or "–", _("giống") if same else _("khác"), differs=not same)
