"""What nobody types comes in forms all the same: it is answered, and nothing is recorded and nothing breaks."""

from typing import Any

from hiepdong.journal.queries import head
from tests import activities, information
from tests.acts import BASON, a_case
from tests.node import Node
from tests.test_pages_cases import typed
from tests.visitor import Visitor, form_of

ENDLESS = "9" * 5_000  # more digits than Python turns into a number


def test_a_number_without_end_is_no_version_and_no_row(shared: Node):
    pages = (
        f"/vu-viec/{a_case(shared)}/sua", f"/tin/{information.a_report(shared)}/sua",
        f"/hoat-dong/{activities.an_activity(shared)}/sua",
    )  # fmt: skip
    before = head()
    for page in pages:
        form: dict[str, Any] = form_of(Visitor(BASON).get(page))
        assert Visitor(BASON).post(page, **{**form, "expects": ENDLESS}).status_code == 200, page
    fact = {"f_key": [""], "f_kind": ["custody"], "f_person": [ENDLESS], "f_day": ["02/03/2023"], "f_hour": ["20:00"]}
    assert Visitor(BASON).post("/vu-viec/nhap", **typed(**fact)).status_code == 422
    paper = form_of(Visitor(BASON).get("/cai-dat"))
    assert Visitor(BASON).post("/cai-dat", **{**paper, "layout_line_percent": ENDLESS}).status_code == 422
    assert head() == before
