"""Pages for records of any kind: release with the very copy in sight, handover, files, deeds that ask first, search;
and the pages of an office: its report, its settings, the inspector's journal, units and places.
"""

import io
import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, cast
from urllib.parse import quote

import docx as word
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from playwright.sync_api import expect

from hiepdong.forces import queries as forces
from hiepdong.vocabulary.clock import today
from tests import acts
from tests.acts import (
    ARMY,
    BASON,
    CAOLOC,
    COMMANDER,
    INSPECTOR,
    KEEPER,
    NGANGOAI,
    SECOND,
    XUATLE,
    a_case,
    act,
    cancelled,
    do,
    fresh,
    offered,
    person,
    released,
    shown,
)
from tests.browser import DESKTOP, PHONE, People
from tests.information import a_request
from tests.node import ADMIN, Node
from tests.visitor import DECISION, Visitor, form_of, readable

IDENTITY = tuple(f"subjects.{name}" for name in ("name", "birth", "documents", "home", "aliases"))
MOVED = 302


def whole(node: Node, *to: str, **more: Any) -> str:
    """A case with something in every field, released to these units."""
    record = fresh()
    do(node, act("case.open", BASON, record=record, case={**acts.whole_case(), **more}))
    if to:
        do(node, released(BASON, record, *to))
    return record


def facts(answer: str) -> str:
    """The copy that a release page shows."""
    section = re.search(r'<section class="copy".*?</section>', answer, re.DOTALL)
    assert section
    return section[0]


# ---------------------------------------------------------------- release


WORDS_OF = {
    "summary": "Bắt quả tang.", "exhibits": "12,5", "subjects": "Vi Văn A", "place_text": "cách mốc 300 m",
    "place_point": "21,90000 B", "found_by": "tuần tra", "progress": "khởi tố vụ án",
}  # fmt: skip


@pytest.mark.parametrize("part", WORDS_OF)
def test_the_release_page_shows_the_copy_that_the_other_unit_will_get(shared: Node, part: str):
    record = whole(shared)
    page = Visitor(BASON)
    before = facts(page.get(f"/ho-so/{record}/gui").content.decode())
    assert WORDS_OF[part].lower() in before.lower()
    form = form_of(page.get(f"/ho-so/{record}/gui"))
    preview = page.post(f"/ho-so/{record}/gui", **{**form, "den": [CAOLOC], "tru": [part], "preview": "1"})
    after = facts(preview.content.decode())
    assert WORDS_OF[part].lower() not in after.lower()
    assert "không gửi" in after
    assert shown(shared, CAOLOC, record)["code"] == "record.not_found", "a preview sends nothing"
    sent = page.post(f"/ho-so/{record}/gui", **{**form, "den": [CAOLOC], "tru": [part], "send": "1"})
    assert sent.status_code == MOVED
    theirs = readable(Visitor(CAOLOC).get(f"/vu-viec/{record}"))
    assert WORDS_OF[part].lower() not in theirs.lower()
    for other, said in WORDS_OF.items():
        if other != part:
            assert said.lower() in theirs.lower(), other
            assert said.lower() in after.lower(), other


STEPS = {
    "facts": ("crime-report", "tiếp nhận tố giác"), "subjects_facts": ("custody", "quyết định tạm giữ"),
}  # fmt: skip


@pytest.mark.parametrize("part", STEPS)
def test_steps_of_the_proceedings_are_in_the_copy_that_is_shown_and_can_be_left_out(shared: Node, part: str):
    at = "2023-03-03T08:00:00+07:00"
    subject = person(status="bi-tam-giu", facts=[{"kind": STEPS["subjects_facts"][0], "at": at}])
    record = a_case(shared, subjects=[subject], facts=[{"kind": STEPS["facts"][0], "at": at}])
    page = f"/ho-so/{record}/gui"
    before = facts(Visitor(BASON).get(page).content.decode())
    after = facts(Visitor(BASON).post(page, den=[CAOLOC], tru=[part], preview="1").content.decode())
    for name, (_, said) in STEPS.items():
        assert said in before, name
        assert (said in after) == (name != part), name
    assert "không gửi" in after


def test_the_place_and_the_vehicle_of_a_request_are_in_the_copy_that_is_shown(shared: Node):
    record = a_request(shared, CAOLOC, vehicle="12A-123.45", place={"village": "thôn Ba Sơn", "text": "bãi xe"})
    copy = facts(Visitor(BASON).get(f"/ho-so/{record}/gui").content.decode())
    for said in ("12A-123.45", "thôn Ba Sơn", "bãi xe"):
        assert said in copy, said


def test_every_field_of_the_document_is_in_the_copy_that_is_shown(shared: Node):
    record = whole(shared)
    copy = re.sub(r"<[^>]*>", " ", facts(Visitor(BASON).get(f"/ho-so/{record}/gui").content.decode()))
    place = ("thôn Ba Sơn", "1193", "Xuất Lễ")
    person_said = ("Vi Văn A", "1990", "020090000001", "A Sẹo", "Lạng Sơn")
    for said in (*place, *person_said, BASON, XUATLE, "heroin", "tuần tra", "Lưu hành nội bộ"):
        assert said in copy, said


def test_holders_stand_first_then_those_the_record_names_and_the_rest_is_folded(shared: Node):
    record = whole(shared, CAOLOC)
    page = Visitor(BASON).get(f"/ho-so/{record}/gui").content.decode()
    order = [page.index(f'value="{code}"') for code in (CAOLOC, XUATLE, ARMY)]
    assert order == sorted(order)
    assert page.index("<details") > page.index(f'value="{XUATLE}"')


def test_what_a_holder_has_is_asked_as_it_is_and_a_new_copy_replaces_it(shared: Node):
    record = whole(shared)
    do(shared, released(BASON, record, CAOLOC, without=("summary",)))
    page = Visitor(BASON).get(f"/ho-so/{record}/gui", den=CAOLOC)
    form = form_of(page)
    assert (form["den"], form["tru"]) == ([CAOLOC], ["summary"])
    assert "Bản này thay bản họ đang giữ." in readable(page)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"den": []}, "Chọn ít nhất một đơn vị nhận."),
        ({"den": [CAOLOC], "han": "31/2/2030"}, "Ngày chưa đúng"),
        ({"den": [CAOLOC], "han": "1/1/2020"}, "Ngày này đã qua."),
        ({"den": ["bp-nowhere"]}, "bp-nowhere"),
    ],
)
def test_a_release_that_cannot_be_is_told_where_it_was_typed(shared: Node, fields: dict[str, Any], said: str):
    record, page = whole(shared), Visitor(BASON)
    answer = page.post(f"/ho-so/{record}/gui", **{"tru": ["summary"], "send": "1", **fields})
    assert answer.status_code == 422
    assert said in readable(answer)
    assert 'value="summary" checked' in answer.content.decode(), "what was ticked stays ticked"
    assert shown(shared, CAOLOC, record)["code"] == "record.not_found"


def test_a_release_ends_with_its_day(shared: Node):
    record, page = whole(shared), Visitor(BASON)
    last = today() + timedelta(days=3)
    page.post(f"/ho-so/{record}/gui", den=[CAOLOC], han=f"{last:%d/%m/%Y}", send="1")
    assert [line["until"] for line in shown(shared, BASON, record)["released_to"]] == [last.isoformat()]


def test_a_record_that_is_offered_is_released_to_nobody_and_the_page_says_so(shared: Node):
    record = whole(shared)
    do(shared, offered(BASON, record, CAOLOC))
    assert "lúc này chưa gửi cho ai được" in readable(Visitor(BASON).get(f"/ho-so/{record}/gui"))
    answer = Visitor(BASON).post(f"/ho-so/{record}/gui", den=[ARMY], send="1")
    assert answer.status_code == 422


# ---------------------------------------------------------------- who finds these pages


PAGES_OF_ONE = ("gui", "ban-giao", "dinh-kem", "huy", "rut", "xoa", "nhan", "xin-nhan", "tra-lai")


@pytest.mark.parametrize("path", PAGES_OF_ONE)
def test_a_record_out_of_sight_has_no_pages(shared: Node, path: str):
    record = a_case(shared)
    for login in (CAOLOC, INSPECTOR, KEEPER):
        assert Visitor(login).get(f"/ho-so/{record}/{path}").status_code == 404
        assert Visitor(login).post(f"/ho-so/{record}/{path}", reason="x").status_code == 404
    assert Visitor(CAOLOC).get(f"/ho-so/{fresh()}/{path}").status_code == 404


@pytest.mark.parametrize("path", ["gui", "ban-giao", "dinh-kem"])
def test_who_sees_but_does_not_own_is_told_so(shared: Node, path: str):
    record = a_case(shared, CAOLOC)
    answer = Visitor(CAOLOC).get(f"/ho-so/{record}/{path}")
    assert answer.status_code == 403
    assert "Hồ sơ này của đơn vị khác" in readable(answer)


def test_a_deed_that_is_none_is_not_found(shared: Node):
    record = a_case(shared)
    for path in ("khong-co", "huy-tin", "xac-nhan"):
        assert Visitor(BASON).get(f"/ho-so/{record}/{path}").status_code == 404


# ---------------------------------------------------------------- deeds


def deed_page(login: str, record: str, path: str) -> str:
    answer = Visitor(login).get(f"/ho-so/{record}/{path}")
    assert answer.status_code == 200
    return readable(answer)


@pytest.mark.parametrize(
    ("path", "says", "button"),
    [
        ("huy", "không còn tính vào số liệu", "Hủy vụ việc"),
        ("rut", "không còn thấy hồ sơ", "Rút bản này"),
        ("xoa", "không lấy lại được", "Quyết định xóa"),
    ],
)
def test_a_deed_that_takes_away_says_what_follows_and_asks_first(shared: Node, path: str, says: str, button: str):
    record = a_case(shared, CAOLOC)
    words = deed_page(COMMANDER, record, path)
    assert says in words
    assert words.index(says) < words.rindex(button)
    answer = shown(shared, BASON, record)
    assert (answer["version"], len(answer["released_to"])) == (1, 1), "looking does nothing"


def test_cancelling_by_the_page(shared: Node):
    record = a_case(shared)
    answer = Visitor(BASON).post(f"/ho-so/{record}/huy", reason="Nhập nhầm")
    assert answer.headers["Location"] == f"/vu-viec/{record}?xong=case.cancel"
    assert "đã hủy" in readable(Visitor(BASON).get(f"/vu-viec/{record}")).lower()


def test_withdrawing_names_the_units_and_asks_for_one(shared: Node):
    record, page = a_case(shared, CAOLOC, ARMY), Visitor(BASON)
    answer = page.post(f"/ho-so/{record}/rut", reason="Gửi nhầm")
    assert answer.status_code == 422
    assert "Chọn ít nhất một đơn vị." in readable(answer)
    assert "Gửi nhầm" in answer.content.decode(), "the reason stays"
    assert page.post(f"/ho-so/{record}/rut", **{"from": [CAOLOC], "reason": ""}).status_code == MOVED
    assert [line["unit"] for line in shown(shared, BASON, record)["released_to"]] == [ARMY]


def test_what_was_released_to_nobody_cannot_be_withdrawn_and_the_page_says_so(shared: Node):
    assert "không có gì để rút" in deed_page(BASON, a_case(shared), "rut")


def test_who_may_not_do_it_is_told_before_he_types(shared: Node):
    theirs, ours = a_case(shared, CAOLOC), a_case(shared)
    gone, lent = a_case(shared), a_case(shared)
    do(shared, cancelled(BASON, gone), offered(BASON, lent, CAOLOC))
    for login, record, path, said in (
        (CAOLOC, theirs, "huy", "của đơn vị khác"),
        (CAOLOC, theirs, "rut", "của đơn vị khác"),
        (BASON, ours, "nhan", "không được đề nghị giao"),
        (BASON, ours, "tra-lai", "Vai trò của đồng chí"),
        (BASON, ours, "xoa", "Vai trò của đồng chí"),
        (BASON, gone, "huy", "đã hủy"),
        (BASON, lent, "huy", "đang chờ bàn giao"),
        (COMMANDER, ours, "huy-ban-giao", "không được đề nghị giao"),
    ):
        page = Visitor(login).get(f"/ho-so/{record}/{path}")
        assert said in readable(page), (path, readable(page))
        assert "<textarea" not in page.content.decode(), path
        assert Visitor(login).post(f"/ho-so/{record}/{path}", reason="x").status_code == 422, path


def test_erasure_asks_for_the_decision_and_for_a_second_commander(shared: Node):
    record = a_case(shared, title="Sẽ xóa")
    assert Visitor(COMMANDER).post(f"/ho-so/{record}/xoa", number=" ", reason="").status_code == 422
    for login in (COMMANDER, SECOND):
        answer = Visitor(login).post(f"/ho-so/{record}/xoa", reason="Biên bản", **DECISION)
        assert answer.status_code == MOVED
    assert "Sẽ xóa" not in Visitor(BASON).get(f"/vu-viec/{record}").content.decode()


def test_giving_a_copy_back_leads_away_from_it(shared: Node):
    record = a_case(shared, CAOLOC)
    answer = Visitor(CAOLOC).post(f"/ho-so/{record}/tra-lai", reason="")
    assert answer.headers["Location"] == "/vu-viec?xong=copy.return"
    assert shown(shared, CAOLOC, record)["code"] == "record.not_found"


def test_the_same_form_sent_twice_happens_once(shared: Node):
    record = a_case(shared)
    page = Visitor(BASON)
    form = form_of(page.get(f"/ho-so/{record}/gui"))
    filled = {**form, "den": [CAOLOC], "send": "1"}
    answers = [page.post(f"/ho-so/{record}/gui", **filled).status_code for _ in range(2)]
    assert answers == [MOVED, MOVED]
    history = [line for line in shown(shared, BASON, record)["history"] if line["act"] == "record.release"]
    assert len(history) == 1


# ---------------------------------------------------------------- handover, files


def test_handing_over_by_the_pages(shared: Node):
    record = a_case(shared, CAOLOC)
    do(shared, act("handover.ask", CAOLOC, record=record, reason=""))
    page = Visitor(BASON).get(f"/ho-so/{record}/ban-giao", den=CAOLOC)
    assert f'value="{CAOLOC}" selected' in page.content.decode(), "who asked for it is chosen already"
    assert "toàn văn ngay" in readable(page)
    answer = Visitor(BASON).post(f"/ho-so/{record}/ban-giao", den=CAOLOC, han="", reason="Theo thẩm quyền")
    assert answer.headers["Location"] == f"/vu-viec/{record}?xong=handover.offer"
    assert "Hồ sơ từ nay của ta" in deed_page(CAOLOC, record, "nhan")
    assert Visitor(CAOLOC).post(f"/ho-so/{record}/nhan", reason="").status_code == MOVED
    assert shown(shared, BASON, record)["owner"] == CAOLOC


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"den": ""}, "Chọn ít nhất một đơn vị nhận."),
        ({"den": CAOLOC, "han": "ngày mai"}, "Ngày chưa đúng"),
        ({"den": CAOLOC, "han": "1/1/2020"}, "Ngày này đã qua."),
        ({"den": "bp-nowhere"}, "bp-nowhere"),
    ],
)
def test_an_offer_that_cannot_be_keeps_what_was_typed(shared: Node, fields: dict[str, Any], said: str):
    record = a_case(shared)
    answer = Visitor(BASON).post(f"/ho-so/{record}/ban-giao", reason="Vì sao", **fields)
    assert answer.status_code == 422
    assert said in readable(answer)
    assert "Vì sao" in answer.content.decode()


def test_a_record_that_is_offered_is_not_offered_again_nor_attached_to(shared: Node):
    record = a_case(shared)
    do(shared, offered(BASON, record, CAOLOC))
    for path in ("ban-giao", "dinh-kem"):
        page = Visitor(BASON).get(f"/ho-so/{record}/{path}")
        assert "đang chờ bàn giao" in readable(page)
        assert "<form class=" not in page.content.decode().partition("<main")[2]


def test_a_file_is_attached_and_comes_back_as_a_download_for_who_may_have_it(shared: Node):
    record = a_case(shared, CAOLOC)
    file = SimpleUploadedFile("biên bản.txt", "Nội dung biên bản".encode(), "text/plain")
    answer = Visitor(BASON).post(f"/ho-so/{record}/dinh-kem", file=file, title="Biên bản bắt quả tang")
    assert answer.status_code == MOVED
    digest = shown(shared, BASON, record)["attachments"][0]["digest"]
    download = Visitor(BASON).get(f"/ho-so/{record}/tep/{digest}")
    assert download.headers["Content-Disposition"].startswith("attachment")
    assert content(download) == "Nội dung biên bản".encode()
    assert Visitor(CAOLOC).get(f"/ho-so/{record}/tep/{digest}").status_code == 404, "it was not passed on"
    assert Visitor(BASON).get(f"/ho-so/{record}/tep/{'0' * 64}").status_code == 404


@pytest.mark.parametrize("name", ["", "virus.exe"])
def test_a_file_that_is_not_taken_is_told_and_its_title_stays(shared: Node, name: str):
    record = a_case(shared)
    fields: dict[str, Any] = {"title": "Tên gọi"}
    if name:
        fields["file"] = SimpleUploadedFile(name, b"MZ\x90\x00" + b"\x00" * 200, "application/octet-stream")
    answer = Visitor(BASON).post(f"/ho-so/{record}/dinh-kem", **fields)
    assert answer.status_code == 422
    assert "Chưa đính kèm." in readable(answer)
    assert 'value="Tên gọi"' in answer.content.decode()


# ---------------------------------------------------------------- search


def test_words_are_found_with_and_without_marks_and_shown_marked(shared: Node):
    record = a_case(shared, title="Sơn dương lạc đàn")
    answer = Visitor(BASON).get("/tim", q="son duong").content.decode()
    assert record in answer
    assert "<mark>Sơn</mark>" in answer
    assert "<mark>dương</mark>" in answer


def test_nothing_found_does_not_mean_nothing_there(shared: Node):
    words = readable(Visitor(BASON).get("/tim", q="tê giác một sừng"))
    assert "Không thấy “tê giác một sừng” trong những gì đơn vị được xem." in words
    assert "Không có nghĩa là không có ở đơn vị khác." in words
    assert "<script>" not in Visitor(BASON).get("/tim", q="<script>").content.decode().partition("<main")[2]


def test_the_beginning_of_an_id_leads_to_its_record_for_who_may_see_it(shared: Node):
    record = "bbbbbbb1-0000-4000-8000-000000000001"
    do(shared, acts.opened(BASON, record))
    for code in ("bbbbbbb1", "BBBBBBB1", record):
        assert Visitor(BASON).get("/tim", q=code).headers.get("Location") == f"/vu-viec/{record}"
    assert Visitor(CAOLOC).get("/tim", q="bbbbbbb1").status_code == 200
    assert Visitor(BASON).get("/tim", q="aaaaaaa0").status_code == 200


# ---------------------------------------------------------------- the office's papers


def configure_page(login: str, **changed: Any) -> Any:
    page = Visitor(login)
    form = form_of(page.get("/cai-dat"))
    return page.post("/cai-dat", **{**form, **changed})


def test_by_when_answers_are_hoped_for_is_a_setting_of_the_unit_and_empty_is_the_usual_again(district: Node):
    """Only what differs from the usual is kept, so that a usual time that is changed later holds for all others."""
    for changed, kept, hours in (
        ({"answer_khan": "12"}, {"khan": {"hours": 12, "working_days": None}}, "12"),
        ({"answer_khan": ""}, None, "24"),
        (
            {"answer_khan": "2", "answer_khan_by": "working_days"},
            {"khan": {"hours": None, "working_days": 2}},
            "2",
        ),
    ):
        assert configure_page(BASON, **changed).status_code == 200
        assert forces.setting(BASON, "answer_times") == kept
        assert form_of(Visitor(BASON).get("/cai-dat"))["answer_khan"] == [hours]
    refused = configure_page(BASON, answer_khan="500")
    assert (refused.status_code, 'value="500"' in refused.content.decode()) == (422, True), "what was typed stays"


def test_settings_change_the_head_of_the_report(district: Node):
    answer = configure_page(
        BASON, superior="BỘ CHỈ HUY BĐBP", issuer="ĐỒN BIÊN PHÒNG MẪU", symbol="/BC-ĐBPM", place="Ba Sơn",
        receivers="Như trên\nLưu: VT", forces=f"{BASON} = Đồn mẫu\n{CAOLOC} = công an", padded_prose="on",
        signer_authority=["KT. ĐỒN TRƯỞNG", ""], signer_position=["PHÓ ĐỒN TRƯỞNG", ""], signer_rank=["Thiếu tá", ""],
        signer_name=["Lâm Văn Mẫu", ""], layout_left="35",
    )  # fmt: skip
    assert "Đã giữ cài đặt" in readable(answer)
    a_case(district, CAOLOC, supporting=[CAOLOC], on="2023-05-05", subjects=[person()])
    page = Visitor(BASON)
    made = page.post("/bao-cao", tu="2023-01-01", den="2023-12-31", voi=[BASON, CAOLOC])
    path = made.headers["Location"]
    words = readable(page.get("/bao-cao", tu="2023-01-01", den="2023-12-31", voi=BASON))
    assert "Đồn mẫu" in words
    text = docx_words(page, path)
    for said in ("ĐỒN BIÊN PHÒNG MẪU", "/BC-ĐBPM", "Ba Sơn, ngày", "PHÓ ĐỒN TRƯỞNG", "Thiếu tá Lâm Văn Mẫu", "01 vụ",
                 "giữa các lực lượng Đồn mẫu, công an", "- Lưu: VT."):  # fmt: skip
        assert said in text, said


def content(answer: HttpResponse) -> bytes:
    """The bytes of a file, which is then closed."""
    data = b"".join(cast("Iterable[bytes]", answer))
    answer.close()
    return data


def docx_words(page: Visitor, path: str) -> str:
    """All that the DOCX of a report says."""
    document = word.Document(io.BytesIO(content(page.get(f"{path}/tep/bao-cao-docx"))))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(one.text for one in document.paragraphs), *cells]).split())


@pytest.mark.parametrize(
    "changed",
    [{"layout_left": "10"}, {"layout_body": "to"}, {"forces": "công an"}, {"offences": ["pc-999"], "label": ["Nhóm"]}],
)
def test_settings_that_cannot_be_are_told_and_what_was_typed_stays(district: Node, changed: dict[str, Any]):
    answer = configure_page(BASON, place="Nơi mẫu", **changed)
    assert answer.status_code == 422
    assert "Chưa giữ được." in readable(answer)
    assert "Nơi mẫu" in answer.content.decode()


def test_a_report_is_written_seen_and_approved_by_the_pages(district: Node):
    a_case(district, CAOLOC, supporting=[CAOLOC], on="2023-05-05", subjects=[person()])
    page = Visitor(BASON)
    made = page.post("/bao-cao", tu="2023-01-01", den="2023-12-31", voi=[BASON, CAOLOC], **{"phan-V": "Không có."})
    path = made.headers["Location"]
    words = readable(page.get(path))
    assert "DỰ THẢO" in words
    assert "Chỉ huy của đơn vị duyệt ở trang này." in words
    assert page.post(path).status_code == 403, "only a commander"
    assert "Không có." in docx_words(page, path)
    assert content(page.get(f"{path}/trang/1.png")).startswith(b"\x89PNG")
    commander = Visitor(COMMANDER)
    assert commander.post(path).headers["Location"] == f"{path}?xong=paper.approve"
    assert "DỰ THẢO" not in docx_words(commander, path)
    assert "duyệt hôm nay" in readable(page.get(path))
    assert "đã duyệt" in readable(page.get("/bao-cao"))
    for other in (CAOLOC, INSPECTOR):
        assert Visitor(other).get(path).status_code == 404
        assert Visitor(other).get(f"{path}/tep/bao-cao-pdf").status_code == 404


def test_a_report_that_would_differ_now_says_so_and_keeps_its_words(district: Node):
    page = Visitor(BASON)
    path = page.post("/bao-cao", tu="2023-01-01", den="2023-12-31", **{"phan-V": "Kiến nghị."}).headers["Location"]
    assert "Lập lại bây giờ sẽ khác." not in readable(page.get(path))
    a_case(district, on="2023-05-05")
    assert "Lập lại bây giờ sẽ khác." in readable(page.get(path))
    again = page.get("/bao-cao", tu="2023-01-01", den="2023-12-31", ban=path.rsplit("/", 1)[1])
    assert "Kiến nghị." in again.content.decode()


@pytest.mark.parametrize("path", ["/bao-cao/0000000000000000", "/bao-cao/..", "/bao-cao/x/tep/bao-cao-pdf"])
def test_a_report_that_is_not_there(district: Node, path: str):
    assert Visitor(BASON).get(quote(path)).status_code == 404


# ---------------------------------------------------------------- journal, units and places


def test_the_journal_tells_who_did_what_and_never_what_a_record_says(shared: Node):
    record = a_case(shared, CAOLOC, title="Tên không lộ")
    page = Visitor(INSPECTOR)
    answer = page.get("/nhat-ky", record=record[:13])
    words = readable(answer)
    assert "Ghi vụ việc" in words
    assert f"Gửi {CAOLOC}" in words
    assert "Tên không lộ" not in answer.content.decode()
    assert "Không có mục nào hợp với điều kiện lọc." in readable(page.get("/nhat-ky", record="zzzz"))
    assert "Không có mục nào" in readable(page.get("/nhat-ky", den="1/1/2010"))
    assert page.get("/nhat-ky", den="hôm qua").status_code == 400


def test_every_entry_is_reached_page_by_page(shared: Node):
    for _ in range(60):
        a_case(shared)
    page, found, address = Visitor(INSPECTOR), set(), "/nhat-ky"
    while address:
        whole_page = page.client.get(address).content.decode()
        found |= {int(seq.replace(".", "")) for seq in re.findall(r'<td class="num">([\d.]+)</td>', whole_page)}
        older = re.search(r'<a href="(\?[^"]*)">Cũ hơn</a>', whole_page)
        address = "/nhat-ky" + older[1].replace("&amp;", "&") if older else ""
    assert found == set(range(1, max(found) + 1))


def test_the_inspector_checks_the_whole_journal_by_a_press(shared: Node):
    assert "đều khớp" in readable(Visitor(INSPECTOR).post("/nhat-ky"))


def test_units_on_a_day_and_what_became_of_them(district: Node):
    do(district, acts.unit("ca-moi", parent=CAOLOC, start="2025-07-01"))
    do(
        district,
        act("unit.end", ADMIN, code=XUATLE, on="2025-06-30", successors=["ca-moi"], heir="ca-moi", how="merged"),
    )
    before = Visitor(KEEPER).get("/dia-ban", ngay="1/1/2024").content.decode().partition("<details")[0]
    after = Visitor(KEEPER).get("/dia-ban", ngay="1/1/2026").content.decode().partition("<details")[0]
    assert (XUATLE in before, "ca-moi" in before) == (True, False)
    assert (XUATLE in after, "ca-moi" in after) == (False, True)
    assert "kết thúc ngày 30/06/2025, sáp nhập" in readable(Visitor(KEEPER).get(f"/dia-ban/{XUATLE}"))
    assert Visitor(KEEPER).get("/dia-ban/khong-co").status_code == 404
    assert Visitor(KEEPER).get("/dia-ban", ngay="31/2/2024").status_code == 400


def test_communes_of_one_name_are_told_apart_and_a_name_that_is_none_says_so(shared: Node):
    words = readable(Visitor(NGANGOAI).get("/dia-ban", ngay="1/1/2024", xa="mau son"))
    assert "Huyện Cao Lộc" in words
    assert "Huyện Lộc Bình" in words
    assert "Không có xã nào tên như “Xyz” vào ngày này." in readable(Visitor(BASON).get("/dia-ban", xa="Xyz"))


# ---------------------------------------------------------------- in a browser, with the sample


OURS, THEIRS = "c3848481-7758-58f1-9be4-d70325be9418", "b1aa9a64-4042-55ca-a61e-1dd680e7811f"
YEARS = "tu=2019-01-01&den=2023-12-31&voi=ca-caoloc&voi=bp-langson/**"
LOOKS = [
    ("chihuy.bason", f"/ho-so/{OURS}/gui?den=qs-ptkv", PHONE, "light", "vi"),
    ("chihuy.bason", f"/ho-so/{OURS}/gui", DESKTOP, "dark", "en"),
    ("chihuy.bason", f"/ho-so/{OURS}/ban-giao", PHONE, "dark", "vi"),
    ("chihuy.bason", f"/ho-so/{OURS}/dinh-kem", PHONE, "light", "en"),
    ("chihuy.bason", f"/ho-so/{OURS}/rut?den=ca-bason", PHONE, "light", "vi"),
    ("chihuy.bason", f"/ho-so/{OURS}/xoa", DESKTOP, "dark", "vi"),
    ("chihuy.bason", f"/ho-so/{THEIRS}/huy", PHONE, "dark", "en"),
    ("thammuu.caoloc", "/tim?q=ma+tuy", PHONE, "light", "vi"),
    ("thammuu.caoloc", f"/bao-cao?{YEARS}", PHONE, "dark", "vi"),
    ("thammuu.caoloc", f"/bao-cao?{YEARS}", DESKTOP, "light", "en"),
    ("thammuu.caoloc", "/cai-dat", PHONE, "light", "vi"),
    ("kiemtra", "/nhat-ky?act=record.withdraw", PHONE, "light", "vi"),
    ("admin", "/dia-ban?ngay=1/1/2024&xa=mau+son", PHONE, "dark", "vi"),
    ("thammuu.caoloc", "/dia-ban/ca-caoloc", PHONE, "light", "en"),
]  # fmt: skip


@pytest.mark.parametrize(("login", "path", "width", "theme", "language"), LOOKS)
def test_the_pages_have_no_flaw(people: People, login: str, path: str, width: int, theme: str, language: str):
    with people.at(login, width=width, theme=theme, language=language) as screen:
        assert screen.open(path).status == 200
        assert screen.flaws() == []


def test_sent_again_by_the_page_a_mask_loses_nothing_though_it_is_no_usual_part(shared: Node):
    record = a_case(shared, CAOLOC, without=("subjects.name", "summary"), subjects=[person(name="Vi Văn A")])
    visitor = Visitor(BASON)
    form = form_of(visitor.get(f"/ho-so/{record}/gui", den=CAOLOC))
    assert set(form["tru"]) == {"subjects.name", "summary"}
    assert visitor.post(f"/ho-so/{record}/gui", **form, send="1").status_code == 302
    assert shown(shared, CAOLOC, record)["withheld"] == ["subjects.name", "summary"]


def test_the_copy_in_sight_follows_every_tick(people: People):
    with people.at("chihuy.bason") as screen:
        screen.open(f"/ho-so/{OURS}/gui")
        copy = screen.page.locator("#copy")
        before = copy.inner_text()
        assert "Chưa chọn đơn vị nào." in before
        screen.page.get_by_label("cả phần đối tượng").check()
        expect(copy).to_contain_text("không gửi")
        screen.page.locator('input[name="den"]').first.check()
        expect(copy).to_contain_text("Gửi cho:")
        assert screen.flaws() == []


def test_a_report_is_seen_page_by_page(people: People):
    with people.at("thammuu.caoloc", width=PHONE, theme="dark") as screen:
        screen.open(f"/bao-cao?{YEARS}")
        screen.page.get_by_role("button", name="Lập báo cáo").click()
        screen.page.wait_for_url(re.compile("/bao-cao/[0-9a-f]{16}$"))
        pages = screen.page.locator(".pages-of img")
        assert pages.count() >= 3
        pages.last.scroll_into_view_if_needed()
        for image in pages.all():
            image.scroll_into_view_if_needed()
            expect(image).not_to_have_js_property("naturalWidth", 0)
        assert screen.flaws() == []
