"""The parts of a case in a few words, for comparisons: place, offences, persons, exhibits, units."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from msgspec import Struct

from hiepdong.forces import queries as forces
from hiepdong.forces.book import Book
from hiepdong.terrain import communes
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import day_of, instant

COUNTRIES = {
    "VN": lazy("Việt Nam"), "CN": lazy("Trung Quốc"), "LA": lazy("Lào"), "KH": lazy("Campuchia"),
    "TH": lazy("Thái Lan"), "MM": lazy("Mi-an-ma"),
}  # fmt: skip
PAPERS = {
    "cccd": lazy("CCCD"), "cmnd": lazy("CMND"), "passport": lazy("Hộ chiếu"), "cn-id": lazy("CMT Trung Quốc"),
    "birth-certificate": lazy("Giấy khai sinh"), "border-pass": lazy("Giấy thông hành"), "other": lazy("Giấy tờ khác"),
}  # fmt: skip


def first_capital(text: str) -> str:
    """The text as it begins a line."""
    return f"{text[:1].upper()}{text[1:]}"


class Words(Struct, frozen=True):
    """What words need: the language of the page and the names of units."""

    language: str
    book: Book

    def unit(self, code: str | None) -> str:
        """A unit's name."""
        return self.book.name(code) if code else ""

    def units(self, listed: list[str] | None) -> str:
        """Names of units."""
        return ", ".join(self.unit(code) for code in listed or ())

    def offences(self, listed: list[str]) -> str:
        """Offences by their words."""
        return "; ".join(codes.offences.word(code, self.language) for code in listed)

    def place(self, document: dict[str, Any]) -> str:
        """Marker, village, commune of the day."""
        place = document.get("place") or {}
        marker = _("mốc %(number)s") % {"number": place["marker"]} if place.get("marker") else ""
        on = day_of(instant(document["occurred"]["from"]))
        commune = communes.commune(place["commune"], on) if place.get("commune") else None
        return ", ".join(part for part in (marker, place.get("village"), commune and commune.inline) if part)

    def person(self, person: dict[str, Any]) -> str:
        """Name, year of birth, number of a document; what is covered or withheld is said so."""
        unnamed = _("tên được che") if person.get("covered") else _("họ tên không gửi")
        numbers = [paper["number"] for paper in person.get("documents") or () if paper.get("number")]
        year = (person.get("birth") or "")[:4]
        return ", ".join(part for part in (person.get("name") or unnamed, year, *numbers[:1]) if part)

    def people(self, listed: list[dict[str, Any]]) -> str:
        """Persons, one after the other."""
        return "; ".join(self.person(person) for person in listed) or _("không có")

    def exhibit(self, kind: str) -> str:
        """A kind of exhibit."""
        return first_capital(codes.exhibits.word(kind, self.language))

    def amount(self, exhibit: dict[str, Any]) -> str:
        """Quantity and unit of measure, as the language writes decimals."""
        amount = exhibit.get("quantity") or ""
        unit = codes.units.word(exhibit["unit"], self.language) if exhibit.get("unit") else ""
        return f"{amount.replace('.', ',') if self.language == 'vi' else amount} {unit}".strip() or _("có")


def words(language: str) -> Words:
    """The words of a page."""
    return Words(language, forces.book())
