"""Photos: the owner has them as they came and is told where and when; others get the pixels and nothing else."""

import contextlib
import io
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from hiepdong.records import attachments, photos
from hiepdong.records.photos import Photo
from hiepdong.vocabulary.refusals import Refused
from tests import acts, pictures
from tests.acts import BASON, CAOLOC, COMMANDER, SECOND, XUATLE, a_case, do, fresh, shown
from tests.api import Caller
from tests.information import a_report
from tests.node import Node, Nodes
from tests.pictures import POINT, TELLTALE, looked_at, photo
from tests.visitor import Visitor, form_of, readable

KINDS = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "tif": "image/tiff"}
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(64)


def attached(node: Node, record: str, content: bytes, folder: Path, name: str = "anh.jpg", **more: Any) -> str:
    """Attach a file as Ba Sơn post; the code of the outcome."""
    file = folder / name
    file.write_bytes(content)
    fields = {"file": str(file), "title": "Ảnh hiện trường", "pass_on": True, **more}
    return acts.tried(node, acts.act("record.attach", BASON, record=record, **fields))


def downloaded(login: str, record: str, digest: str) -> bytes | None:
    """The file by its page; None where there is none. The API must say the same."""
    page = Visitor(login).get(f"/ho-so/{record}/tep/{digest}")
    answer = Caller(login).get(f"records/{record}/attachments/{digest}")
    assert page.status_code == answer.status_code
    if page.status_code != 200:
        return None
    content = b"".join(page.streaming_content)  # type: ignore[attr-defined]
    assert content == answer.data
    return content


def tells(content: bytes) -> list[bytes]:
    return [one for one in TELLTALE if one in content]


# ---------------------------------------------------------------- the twin


@pytest.mark.parametrize("suffix", KINDS)
@pytest.mark.parametrize("turned", [1, 6, 3])
def test_a_twin_has_every_pixel_the_right_way_up_and_nothing_else(suffix: str, turned: int):
    whole = photo(suffix, turned=turned)
    assert tells(whole), "the test looks for what was there"
    twin = photos.twin(whole, KINDS[suffix])
    assert looked_at(twin).tobytes() == looked_at(whole).tobytes()
    assert not tells(twin)
    with Image.open(io.BytesIO(twin)) as image:
        exif = image.getexif()
        assert not exif.get_ifd(0x8825)
        assert not exif.get_ifd(0x8769)
        assert not {"xmp", "comment", "icc_profile"} & set(image.info)
        if suffix != "tif":
            assert set(exif) <= {0x0112}


def test_what_lies_behind_the_picture_goes_too():
    second = photo("jpg")
    for suffix in ("jpg", "png", "webp"):
        whole = photo(suffix)
        assert photos.twin(whole + second, KINDS[suffix]) == photos.twin(whole, KINDS[suffix])


@pytest.mark.parametrize("how", [{"progressive": True}, {"restart_marker_rows": 1}, {"comment": b"MakerOfPhones"}])
def test_jpegs_of_every_make_are_stripped(how: dict[str, Any]):
    for mode in ("RGB", "L", "CMYK"):
        stream = io.BytesIO()
        pictures.drawn((333, 211)).convert(mode).save(stream, "JPEG", exif=pictures.notes(), **how)
        twin = photos.twin(stream.getvalue(), "image/jpeg")
        assert looked_at(twin).tobytes() == looked_at(stream.getvalue()).tobytes()
        assert not tells(twin)


def test_pages_of_a_scan_stay_together():
    pages = [pictures.drawn().convert("1"), pictures.drawn().rotate(90).convert("1")]
    stream = io.BytesIO()
    pages[0].save(stream, "TIFF", save_all=True, append_images=pages[1:], description="MakerOfPhones")
    with Image.open(io.BytesIO(photos.twin(stream.getvalue(), "image/tiff"))) as twin:
        found = []
        for number in range(twin.n_frames):  # type: ignore[attr-defined]
            twin.seek(number)
            found.append(twin.tobytes())
    assert found == [page.tobytes() for page in pages]


def test_what_a_photo_says_of_itself(tmp_path: Path):
    for suffix in ("jpg", "png", "webp"):
        (tmp_path / suffix).write_bytes(photo(suffix))
        assert photos.read(tmp_path / suffix, KINDS[suffix]) == Photo(POINT, "2023-11-02T05:00:00")
    (tmp_path / "none").write_bytes(photo("jpg", place=False))
    assert photos.read(tmp_path / "none", "image/jpeg").point is None
    assert photos.read(tmp_path / "gone", "image/jpeg") == photos.NOTHING


@given(st.data())
def test_a_crooked_picture_is_refused_or_gives_a_twin_that_can_be_looked_at(data: st.DataObject):
    suffix = data.draw(st.sampled_from(sorted(KINDS)))
    content = bytearray(photo(suffix))
    for _ in range(data.draw(st.integers(0, 6))):
        content[data.draw(st.integers(12, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut_at = data.draw(st.integers(len(content) // 2, len(content)))
    twin = None
    with contextlib.suppress(Refused):
        twin = photos.twin(bytes(content[:cut_at]), KINDS[suffix])
    assert twin is None or looked_at(twin).width


# ---------------------------------------------------------------- who gets what


def test_a_holder_gets_the_twin_and_reaches_the_original_by_no_address(shared: Node, tmp_path: Path):
    record, whole = a_report(shared, CAOLOC), photo()
    assert attached(shared, record, whole, tmp_path) == "done"
    (ours,), (theirs,) = (shown(shared, viewer, record)["attachments"] for viewer in (BASON, CAOLOC))
    assert ours["digest"] == sha256(whole).hexdigest()
    assert (ours["photo"], ours["stripped"]) == ({"point": list(POINT), "taken": "2023-11-02T05:00:00"}, True)
    assert (theirs["photo"], theirs["stripped"]) == (None, None)
    assert downloaded(BASON, record, ours["digest"]) == whole
    twin = downloaded(CAOLOC, record, theirs["digest"])
    assert twin is not None
    assert not tells(twin)
    assert downloaded(CAOLOC, record, ours["digest"]) is None
    assert Visitor(CAOLOC).get(f"/ho-so/{record}/anh/{ours['digest']}").status_code == 404
    assert Visitor(CAOLOC).get(f"/ho-so/{record}/anh/{theirs['digest']}").status_code == 404
    for text in ("21,90000", "21.9", "106,99", ours["digest"]):
        assert text not in Visitor(CAOLOC).get(f"/tin/{record}").content.decode()
        assert text not in str(Caller(CAOLOC).get(f"records/{record}").json)
        assert not Caller(CAOLOC).get("search", text=text).json


def test_with_the_position_ticked_others_get_the_photo_as_it_came(shared: Node, tmp_path: Path):
    record, whole = a_report(shared, CAOLOC), photo()
    assert attached(shared, record, whole, tmp_path, with_position=True) == "done"
    (theirs,) = shown(shared, CAOLOC, record)["attachments"]
    assert downloaded(CAOLOC, record, theirs["digest"]) == whole
    assert shown(shared, BASON, record)["attachments"][0]["stripped"] is False


def test_who_owned_it_before_gets_the_twin_and_who_owns_it_now_the_original(shared: Node, tmp_path: Path):
    record, whole = a_case(shared), photo()
    assert attached(shared, record, whole, tmp_path) == "done"
    original = sha256(whole).hexdigest()
    do(shared, acts.offered(BASON, record, CAOLOC))
    assert downloaded(CAOLOC, record, original) is None, "an offer is not yet a handover"
    do(shared, acts.act("handover.accept", CAOLOC, record=record))
    assert downloaded(CAOLOC, record, original) == whole
    assert downloaded(BASON, record, original) is None


def test_other_files_go_as_they_came(shared: Node, tmp_path: Path):
    record = a_report(shared, CAOLOC)
    assert attached(shared, record, b"Chuy\xe1\xbb\x87n", tmp_path, "bien-ban.txt") == "done"
    ours, theirs = (shown(shared, viewer, record)["attachments"][0] for viewer in (BASON, CAOLOC))
    assert ours["digest"] == theirs["digest"]
    assert ours["photo"] is None


# ---------------------------------------------------------------- broken and hostile


def cut(suffix: str) -> bytes:
    whole = photo(suffix, size=(400, 300))
    return whole[: len(whole) // 2]


HOSTILE = {
    "cut jpg": (cut("jpg"), "attachment.broken"), "cut png": (cut("png"), "attachment.broken"),
    "cut webp": (cut("webp"), "attachment.broken"), "cut tif": (cut("tif"), "attachment.broken"),
    "a head without a picture": (b"\xff\xd8\xff\xe0" + bytes(99), "attachment.broken"),
    "png in name only": (b"\x89PNG\r\n\x1a\n" + b"<script>" * 40, "attachment.broken"),
    "a bomb": (pictures.bomb(), "attachment.too_many_pixels"),
    "heic": (HEIC, "attachment.unstrippable"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_picture_that_cannot_be_read_is_refused_and_nothing_is_lost(shared: Node, tmp_path: Path, name: str):
    content, code = HOSTILE[name]
    record = a_report(shared)
    files = [path for path, _ in shared.files() if "attachments" in path.parts]
    assert attached(shared, record, content, tmp_path, name) == code
    assert shown(shared, BASON, record)["version"] == 1
    assert [path for path, _ in shared.files() if "attachments" in path.parts] == files
    assert (tmp_path / name).read_bytes() == content


def test_what_cannot_be_stripped_goes_only_with_the_position_ticked(shared: Node, tmp_path: Path):
    record = a_report(shared, CAOLOC)
    assert attached(shared, record, HEIC, tmp_path, with_position=True) == "done"
    assert shown(shared, CAOLOC, record)["attachments"][0]["digest"] == sha256(HEIC).hexdigest()


# ---------------------------------------------------------------- erasure, backup, rebuild, verify


def test_both_files_are_backed_up_verified_and_erased(nodes: Nodes, district: Node, tmp_path: Path):
    record = a_report(district, CAOLOC)
    assert attached(district, record, photo(), tmp_path) == "done"
    digests = {shown(district, viewer, record)["attachments"][0]["digest"] for viewer in (BASON, CAOLOC)}
    assert len(digests) == 2
    assert district.verify()["ok"]
    (tmp_path / "secret").write_text("mat khau")
    options = ("--passphrase-file", str(tmp_path / "secret"))
    assert district.run("backup", str(tmp_path / "copy"), *options).exit == 0
    again = nodes.bare().enter()
    assert again.run("restore", str(tmp_path / "copy"), *options).exit == 0
    assert again.verify()["ok"]
    assert all(attachments.path_of(digest).exists() for digest in digests)
    twin = attachments.path_of(shown(again, CAOLOC, record)["attachments"][0]["digest"])
    twin.write_bytes(photo())
    assert [one["what"] for one in again.verify()["problems"]] == [f"attachment changed: {twin.name}"]
    district.enter()
    for by in (COMMANDER, SECOND):
        do(district, acts.act("record.erase", by, record=record, decision="QĐ 12/2026"))
    assert not any(attachments.path_of(digest).exists() for digest in digests)
    assert district.verify()["ok"]


# ---------------------------------------------------------------- pages


def sent_by_the_page(record: str, content: bytes, **ticked: str) -> int:
    file = SimpleUploadedFile("anh.jpg", content, "image/jpeg")
    return Visitor(BASON).post(f"/ho-so/{record}/dinh-kem", file=file, title="Ảnh mốc", **ticked).status_code


def test_the_owner_is_shown_place_and_time_and_takes_the_place_for_the_report_himself(shared: Node):
    record = a_report(shared, CAOLOC)
    assert sent_by_the_page(record, photo(), pass_on="on") == 302
    digest = shown(shared, BASON, record)["attachments"][0]["digest"]
    assert "có vị trí 21,90000 B, 106,99000 Đ ; chụp 02/11/2023 05:00" in Visitor(BASON).words(f"/tin/{record}")
    page = Visitor(BASON).get(f"/ho-so/{record}/anh/{digest}")
    told = readable(page)
    for words in ("21,90000 B, 106,99000 Đ", "02/11/2023 05:00 theo đồng hồ máy ảnh", "Chỉ đơn vị ta thấy"):
        assert words in told
    assert "place" not in shown(shared, BASON, record)["document"]
    offered = page.content.decode().partition('href="/tin/')[2].partition("toa-do=")[2].partition('"')[0]
    form = form_of(Visitor(BASON).get(f"/tin/{record}/sua", **{"toa-do": offered.replace("%2C%20", ", ")}))
    assert form["point"] == ["21.900000, 106.990000"]
    assert Visitor(BASON).post(f"/tin/{record}/sua", **form).status_code == 302
    assert shown(shared, BASON, record)["document"]["place"]["point"] == list(POINT)


def test_the_tick_is_off_until_the_officer_sets_it_and_stays_when_the_file_is_refused(shared: Node):
    record = a_report(shared)
    path = f"/ho-so/{record}/dinh-kem"
    assert "with_position" not in form_of(Visitor(BASON).get(path))
    file = SimpleUploadedFile("anh.jpg", cut("jpg"), "image/jpeg")
    answer = Visitor(BASON).post(path, file=file, title="Ảnh mốc", with_position="on")
    assert answer.status_code == 422
    assert "Ảnh hỏng hoặc thiếu" in readable(answer)
    assert 'name="with_position" checked' in answer.content.decode()


def test_a_record_of_another_kind_offers_no_place_for_a_report(shared: Node):
    record = a_case(shared, XUATLE)
    assert sent_by_the_page(record, photo()) == 302
    digest = shown(shared, BASON, record)["attachments"][0]["digest"]
    assert "Lấy làm nơi của tin" not in Visitor(BASON).words(f"/ho-so/{record}/anh/{digest}")
    assert Visitor(BASON).get(f"/ho-so/{fresh()}/anh/{digest}").status_code == 404
