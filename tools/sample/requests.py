"""Requests, answers, links between reports and passing on, in the sample. All made up."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct

from tools.sample.reports import CLERKS, At, Ids, when

Act = dict[str, Any]
Reply = tuple[float, str, str, str]
"""Hours after the request, the unit, what it did (accept, answer, part, or a ground of declining), and its words.

Words of an answer begin with its finding: "confirmed: …".
"""


class Ask(Struct, frozen=True, kw_only=True):
    """A request: `about` the key of a report; `closed`: hours after which the asker closed it, None while open."""

    key: str
    at: At
    asker: str
    to: tuple[str, ...]
    question: str
    about: str | None = None
    why: str | None = None
    urgency: str = "thuong"
    replies: tuple[Reply, ...] = ()
    asked_on: tuple[float, str] | None = None
    closed: float | None = None


ASKS: tuple[Ask, ...] = (
    Ask(key="Q01", at=(2020, 2, 27, 7, 0), asker="ca-caoloc", to=("bp-huunghi",), about="T03", urgency="thuong-khan",
        question="Nhóm người ở lối mở đã vào nội địa chưa, đi bằng xe gì?", closed=9,
        replies=((0.3, "bp-huunghi", "accept", ""),
                 (4, "bp-huunghi", "answer", "confirmed: Đã vào, đi ba chuyến xe máy về phía ga."))),
    Ask(key="Q02", at=(2021, 3, 19, 9, 45), asker="ca-caoloc", to=("bp-huunghi", "bp-bason"), about="T08",
        urgency="khan",
        question="Có thấy người đón ở khu vực cửa khẩu hoặc đường mòn chiều 19/3 không?",
        why="Ngăn trước khi bị đưa đi.",
        replies=((2, "bp-huunghi", "accept", ""),
                 (11, "bp-huunghi", "answer", "refuted: Không thấy ai đón ở cửa khẩu."),
                 (30, "bp-bason", "not-at-hand", "Không có tổ nào ở khu vực đó hôm ấy.")), closed=52),
    Ask(key="Q03", at=(2021, 9, 5, 8, 0), asker="ca-caolau", to=("bp-bason",), about="T11",
        question="Tổ tuần tra có gặp nhóm xe máy từ bãi đất trống đi lên đường mòn không?",
        replies=((20, "bp-bason", "accept", ""),
                 (70, "bp-bason", "answer", "partly: Gặp hai xe, người đi xe khai đi thăm bà con.")), closed=96),
    Ask(key="Q04", at=(2022, 1, 7, 1, 0), asker="bp-bason", to=("ca-xuatle", "ca-caolau"), about="T13",
        urgency="hoa-toc", question="Xe bán tải có đi qua trung tâm xã không, hướng nào?",
        replies=((0.5, "ca-xuatle", "accept", ""),
                 (0.9, "ca-xuatle", "answer", "confirmed: Xe qua lúc 1 giờ 35 về huyện."),
                 (3, "ca-caolau", "answer", "unknown: Không có người trực ở ngã ba lúc đó.")), closed=8),
    Ask(key="Q05", at=(2022, 12, 28, 7, 0), asker="bp-bason", to=("ca-mauson-cl",), about="T18", urgency="thuong-khan",
        question="Bốn người hỏi đường có phải trong nhóm sáu người không?",
        replies=((1, "ca-mauson-cl", "accept", ""),
                 (3, "ca-mauson-cl", "part", "partly: Giữ được hai người, đang hỏi."),
                 (7, "ca-mauson-cl", "answer", "confirmed: Đúng, bốn trong sáu người.")), closed=24),
    Ask(key="Q06", at=(2023, 3, 16, 8, 0), asker="ca-caoloc", to=("bp-huunghi", "bp-bason", "bp-baolam"), about="T20",
        question="Số điện thoại trong bài rao có gắn với vụ nào của đồn không?",
        replies=((26, "bp-huunghi", "answer", "unknown: Chưa thấy trong hồ sơ của đồn."),
                 (50, "bp-bason", "answer", "unknown: Không thấy."),
                 (190, "bp-baolam", "not-at-hand", "")), closed=200),
    Ask(key="Q07", at=(2023, 8, 22, 8, 0), asker="ca-caoloc", to=("bp-baolam",), about="T21", urgency="khan",
        question="Nguồn tin có trực tiếp thấy súng không?", why="Cần trước khi kiểm tra lán.",
        replies=((3, "bp-baolam", "answer", "unknown: Nguồn nghe kể lại, chưa trực tiếp thấy."),),
        asked_on=(5, "Ai kể lại thì không cần biết, chỉ cần biết vị trí lán.")),
    Ask(key="Q08", at=(2023, 11, 2, 10, 0), asker="bp-bason", to=("ca-xuatle", "ca-caolau"), about="T22",
        urgency="thuong-khan", question="Ba người lạ còn ở trong xã không, đi cùng ai?",
        replies=((0.7, "ca-xuatle", "accept", ""),
                 (4, "ca-xuatle", "answer", "confirmed: Còn ba người ở nhà trọ đầu chợ."),
                 (5, "ca-caolau", "answer", "refuted: Không có ba người nào qua Cao Lâu.")), closed=30),
    Ask(key="Q09", at=(2024, 2, 5, 7, 30), asker="ca-caoloc", to=("bp-thanhloa",), about="T26", urgency="khan",
        question="Hai mươi kiện là hàng gì, còn ở lối mở không?",
        replies=((2, "bp-thanhloa", "accept", ""), (41, "bp-thanhloa", "answer", "partly: Quần áo cũ, đã chuyển đi.")),
        closed=60),
    Ask(key="Q10", at=(2025, 4, 22, 10, 0), asker="ca-langson", to=("bp-bason",), about="T29", urgency="khan",
        question="Đường mòn nào xe máy đi được ban đêm trong đoạn của đồn?", why="Chuẩn bị phương án.",
        replies=((1.5, "bp-bason", "accept", ""),
                 (9, "bp-bason", "answer", "confirmed: Có hai đường mòn xe máy đi được, gần mốc 1189 và 1193.")),
        closed=20),
    Ask(key="Q11", at=(2025, 8, 14, 8, 0), asker="bp-bason", to=("ca-bason",), about="T30",
        question="Xe bảy chỗ biển số gì, chủ xe ở đâu?",
        replies=((6, "ca-bason", "accept", ""), (55, "ca-bason", "answer", "unknown: Biển số che kín, đang hỏi thêm.")),
        closed=90),
    Ask(key="Q12", at=(2026, 10, 31, 14, 0), asker="bp-bason", to=("ca-bason", "qs-ptkv", "bp-thanhloa"), about="T35",
        urgency="khan", question="Đêm 30 rạng 31/10 có thấy xe máy ở đường mòn không?",
        replies=((1, "ca-bason", "accept", ""), (5, "ca-bason", "answer", "confirmed: Camera nhà dân ghi bốn lượt xe."),
                 (8, "qs-ptkv", "accept", ""), (22, "bp-thanhloa", "not-ours", "Ngoài đoạn của đồn."))),
    Ask(key="Q13", at=(2026, 11, 18, 8, 30), asker="ca-langson", to=("bp-bason", "ca-bason"), about="T37",
        question="Bảy lượt xe máy là chở người hay chở hàng?", why="Tổng hợp cho giao ban tuần.",
        replies=((4, "bp-bason", "accept", ""), (27, "ca-bason", "answer", "partly: Ít nhất hai lượt chở người."))),
    Ask(key="Q14", at=(2026, 11, 20, 9, 0), asker="bp-bch-langson", to=("bp-bason",), urgency="khan",
        question="Đoạn của đồn còn bao nhiêu đường mòn chưa có chốt?", why="Rà soát trước đợt cao điểm."),
    Ask(key="Q15", at=(2026, 11, 23, 15, 0), asker="bp-bason", to=("ca-bason", "ca-langson"), about="T40",
        question="Hai người nước ngoài không giấy tờ có trong thông báo nào của công an không?"),
)  # fmt: skip
LINKS: tuple[tuple[At, str, str, str], ...] = (
    ((2020, 2, 27, 9, 0), "T04", "T03", "supports"),
    ((2021, 5, 31, 11, 0), "T10", "T09", "supports"),
    ((2022, 1, 7, 9, 0), "T14", "T13", "supports"),
    ((2022, 1, 7, 12, 30), "T15", "T13", "supports"),
    ((2022, 12, 28, 8, 0), "T19", "T18", "supports"),
    ((2023, 11, 2, 8, 30), "T23", "T22", "supports"),
    ((2023, 11, 2, 12, 0), "T24", "T22", "supports"),
    ((2023, 11, 3, 7, 0), "T25", "T22", "contradicts"),
    ((2026, 10, 31, 8, 0), "T36", "T35", "supports"),
    ((2026, 10, 31, 13, 0), "T37", "T35", "supports"),
    ((2026, 11, 2, 9, 0), "T38", "T35", "contradicts"),
)
"""When, which report says it, of which report, what."""
RETRACTED = ((2022, 1, 10, 8, 0), "T15", "T13")
PASSED: tuple[tuple[At, str, str, tuple[str, ...], str, float | None, str], ...] = (
    ((2021, 1, 10, 8, 0), "bp-langson", "T07", ("bp-thanhloa", "bp-baolam"), "Các đồn bên cạnh cần biết.", 5, "allow"),
    ((2025, 4, 23, 8, 0), "bp-bason", "T29", ("ca-xuatle",), "Công an xã tuần tra cùng đoạn.", 26, "refuse"),
    ((2026, 11, 1, 9, 0), "ca-bason", "T35", ("qs-ptkv",), "Phòng thủ khu vực bố trí chốt.", 3, "allow"),
    ((2026, 11, 22, 16, 0), "ca-bason", "T40", ("bp-thanhloa", "qs-ptkv"), "Các đơn vị bên cạnh cần biết.", None, ""),
)
"""When, who asks to pass which report to whom and why, after how many hours it was answered and how."""
OWNER = {"T07": "bp-bason", "T29": "ca-langson", "T35": "bp-bason", "T40": "bp-bason"}
SPEAKER = {
    "T04": "ca-caoloc", "T10": "bp-baolam", "T14": "ca-xuatle", "T15": "ca-caolau", "T19": "ca-mauson-cl",
    "T23": "ca-xuatle", "T24": "ca-caolau", "T25": "qs-caoloc", "T36": "ca-bason", "T37": "ca-langson",
    "T38": "qs-ptkv",
}  # fmt: skip


def asking(record_of: Ids) -> Iterator[Act]:
    """Requests and what became of them, words for and against, passing on. `record_of` gives the id of a key."""
    for ask in ASKS:
        yield from _request(ask, record_of)
    for at, says, of, relation in LINKS:
        yield {"act": "report.link", "by": CLERKS[SPEAKER[says]], "at": when(at), "record": record_of(f"{says}-{of}"),
               "from": record_of(says), "to": record_of(of), "relation": relation}  # fmt: skip
    at, says, of = RETRACTED
    yield {"act": "link.retract", "by": CLERKS[SPEAKER[says]], "at": when(at), "record": record_of(f"{says}-{of}"),
           "reason": "Cùng một nguồn với tin của Xuất Lễ (mẫu)"}  # fmt: skip
    yield from _passing_on(record_of)
    yield from _by_paper(record_of)


def _request(ask: Ask, record_of: Ids) -> Iterator[Act]:
    sent, record = when(ask.at), record_of(ask.key)
    said = {
        "to": list(ask.to), "about": record_of(ask.about) if ask.about else None, "question": f"{ask.question} (mẫu)",
        "why": ask.why, "urgency": ask.urgency, "due": None,
    }  # fmt: skip
    yield {"act": "request.send", "by": CLERKS[ask.asker], "at": sent, "record": record, "request": said}
    for number, reply in enumerate(ask.replies):
        yield _reply(ask, reply, record_of, number)
    if ask.asked_on:
        yield {"act": "request.ask-on", "by": CLERKS[ask.asker], "at": sent + timedelta(hours=ask.asked_on[0]),
               "record": record, "question": ask.asked_on[1]}  # fmt: skip
    if ask.closed is not None:
        yield {"act": "request.close", "by": CLERKS[ask.asker], "at": sent + timedelta(hours=ask.closed),
               "record": record, "why": "suffices"}  # fmt: skip


def _reply(ask: Ask, reply: Reply, record_of: Ids, number: int) -> Act:
    hours, unit, did, words = reply
    common = {"by": CLERKS[unit], "at": _minutes(when(ask.at), hours)}
    if did == "accept":
        return {"act": "request.accept", **common, "record": record_of(ask.key)}
    if did in ("answer", "part"):
        finding, _, text = words.partition(": ")
        answer: dict[str, Any] = {
            "text": text,
            "finding": finding,
            "grade": None,
            "derived_from": [],
            "final": did == "answer",
        }
        return {"act": "request.answer", **common, "record": record_of(f"{ask.key}-{number}"),
                "request": record_of(ask.key), "answer": answer}  # fmt: skip
    return {"act": "request.decline", **common, "record": record_of(ask.key), "ground": did, "reason": words}


def _minutes(sent: datetime, hours: float) -> datetime:
    return sent + timedelta(minutes=round(hours * 60))


def _passing_on(record_of: Ids) -> Iterator[Act]:
    for at, asker, report, to, why, hours, answer in PASSED:
        record = record_of(f"P-{report}")
        yield {"act": "passon.ask", "by": CLERKS[asker], "at": when(at), "record": record, "report": record_of(report),
               "to": list(to), "why": f"{why} (mẫu)"}  # fmt: skip
        if hours is not None:
            yield {"act": f"passon.{answer}", "by": CLERKS[OWNER[report]], "at": _minutes(when(at), hours),
                   "record": record, "reason": ""}  # fmt: skip


def _by_paper(record_of: Ids) -> Iterator[Act]:
    """Two units with nobody at the desk: one is asked and answers by paper, one asks by paper and is told by phone."""
    ours = CLERKS["bp-bason"]
    said: Act = {"grade": None, "derived_from": [], "final": True}
    asked = {"to": ["ca-lucnam"], "about": None, "why": "Người này khai quê ở Lục Nam.", "urgency": "thuong",
             "due": None, "question": "Người khai tên này có đăng ký thường trú ở huyện không? (mẫu)"}  # fmt: skip
    paper = {"unit": "ca-lucnam", "basis": "paper", "number": "214/CAH-QLHC (mẫu)", "date": "2022-05-12",
             "who": "Phó Trưởng Công an huyện", "note": None}  # fmt: skip
    yield {"act": "request.send", "by": ours, "at": when((2022, 5, 10, 8, 0)), "record": record_of("Q-giay-1"),
           "request": asked}  # fmt: skip
    yield {"act": "request.answer", "by": ours, "at": when((2022, 5, 13, 9, 0)), "record": record_of("Q-giay-1-0"),
           "request": record_of("Q-giay-1"), "on_behalf": paper,
           "answer": {**said, "finding": "confirmed", "text": "Có đăng ký, vắng mặt từ tháng 2."}}  # fmt: skip
    question = {"to": ["bp-bason"], "about": None, "why": None, "urgency": "thuong", "due": None,
                "question": "Biên bản bàn giao tang vật đã lập đủ mấy bản? (mẫu)"}  # fmt: skip
    kept = {"unit": "vks-caoloc", "basis": "paper", "number": "37/VKS-HS (mẫu)", "date": "2023-06-05", "who": None,
            "note": None}  # fmt: skip
    yield {"act": "request.send", "by": ours, "at": when((2023, 6, 5, 10, 0)), "record": record_of("Q-giay-2"),
           "request": question, "on_behalf": kept}  # fmt: skip
    yield {"act": "request.answer", "by": ours, "at": when((2023, 6, 6, 15, 0)), "record": record_of("Q-giay-2-0"),
           "request": record_of("Q-giay-2"),
           "conveyed": {"basis": "call", "date": "2023-06-06", "who": "Kiểm sát viên (mẫu)", "number": None,
                        "note": None},
           "answer": {**said, "finding": "confirmed", "text": "Đã lập đủ ba bản."}}  # fmt: skip
