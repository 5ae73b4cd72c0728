"""No page and no address of the API shows a viewer what was not released to him, whatever address he types."""

import itertools
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.urls import get_resolver
from hypothesis import given
from hypothesis import strategies as st

from hiepdong.records.deeds import DEEDS
from hiepdong.records.models import AttachmentRow
from tests import looking, playing
from tests.api import Caller
from tests.looking import ID, known_ids, known_words, words_in
from tests.naive import Desk
from tests.node import Nodes
from tests.playing import files
from tests.visitor import Visitor

__all__ = ["files"]
ASKED = (
    "/vu-viec?q={word}", "/tim?q={word}", "/vu-viec?xem=theirs", "/vu-viec/{record}/noi?q={word}",
    "/vu-viec/{record}/noi?b={other}", "/so-lieu?tu=2022-01-01&den=2024-12-31&theo=unit&mo=D",
    "/api/search?text={word}",
    "/so-lieu?tu=2022-01-01&den=2024-12-31&theo=commune&khoa=06202", "/ban-do?tu=2022-01-01&den=2024-12-31",
    "/ban-do/vu.json?tu=2022-01-01&den=2024-12-31", "/ho-so/{record}/gui?den=ca-caoloc", "/api/cases", "/api/owed",
    "/api/figures?by=unit", "/api/figures?by=outcome&asof=90", "/api/records/{record}", "/api/records/{other}",
)  # fmt: skip
NOT_ASKED = ("dang-xuat", "bao-cao/", "<int:number>", "api/")


def addresses(desk: Desk, words: list[str], chosen: Any) -> list[str]:
    """Every address of the desk and the API with parts that fit it: records and links seen and not, files, units."""
    ids = [*desk.records, *desk.links]
    drawn = {"word": words, "record": ids, "other": ids}
    found = [text.format_map({name: chosen.choice(of) for name, of in drawn.items()}) for text in ASKED]
    digests = list(AttachmentRow.objects.values_list("digest", flat=True)) or ["0" * 64]
    parts = {"<uuid:record>": ids, "<uuid:link>": ids, "<str:digest>": digests, "<slug:deed>": list(DEEDS)}
    parts["<slug:code>"] = list(desk.units)
    for pattern in get_resolver("hiepdong.desk.urls").url_patterns:
        address = str(pattern.pattern)
        if not address.startswith(NOT_ASKED) and NOT_ASKED[2] not in address:
            found.append("/" + _filled(address, parts, chosen))
    found += [f"/api/records/{a}/attachments/{b}" for a, b in itertools.islice(itertools.product(ids, digests), 3)]
    return found


def _filled(address: str, parts: dict[str, list[str]], chosen: Any) -> str:
    for part, values in parts.items():
        address = address.replace(part, chosen.choice(values))
    return address


def answer(login: str, address: str) -> str:
    """What comes back, whatever its kind."""
    if address.startswith("/api/"):
        return Caller(login).ask("GET", address.removeprefix("/api/")).data.decode("utf-8", "replace")
    response = Visitor(login).get(address)
    parts = [response.content] if not response.streaming else list(response.streaming_content)  # type: ignore[attr-defined]
    return b"".join(parts).decode("utf-8", "replace")


@playing.examples(6)
@given(data=st.data(), chosen=st.randoms(use_true_random=False))
def test_no_address_shows_what_was_not_released_to_who_types_it(nodes: Nodes, files: Path, data: Any, chosen: Any):
    play = data.draw(playing.plays(files))
    login, unit = data.draw(st.sampled_from(looking.officers(play.desk)))
    with playing.stage(nodes) as node:
        node.play(play.acts)
        words, ids = known_words(play.desk, unit) | contents(play.desk, unit), known_ids(play.desk, unit)
        found = addresses(play.desk, sorted(words_in(play.acts)), chosen)
        for address in chosen.sample(found, 24):
            told = answer(login, address)
            leaked = words_in(told) - words - words_in(unquote(address))
            assert not leaked, (unit, address, leaked)
            assert {*ID.findall(told)} - {*ID.findall(address)} <= ids, (unit, address)


def contents(desk: Desk, unit: str) -> set[str]:
    """Words in the files that came with the copies that the unit holds."""
    copies = [(desk.records[record], copy) for record, copy in looking.known_records(desk, unit).items()]
    held = [file for one, copy in copies if not one.erased for file in looking.known_files(one, copy)]
    return words_in([Path(path).read_text() for _, path in held])
