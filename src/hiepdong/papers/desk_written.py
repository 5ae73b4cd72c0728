"""Papers of the duty desk as they were written: flash report, page of the duty log, daily report, minutes.

One sort to keep: by whom, when, what it says. Each kind knows its composer, its annex, its files and where it began.
"""

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from hiepdong.papers import duty, flash, handover_minutes
from hiepdong.papers.duty import Daily, DutyLog
from hiepdong.papers.flash import Flash
from hiepdong.papers.forms import Annex, Paper
from hiepdong.papers.handover_minutes import Minutes
from hiepdong.papers.report import PaperSettings

Said = Flash | DutyLog | Daily | Minutes
STEMS: dict[type[Said], str] = {
    Flash: "bao-cao-nhanh", DutyLog: "so-truc-ban", Daily: "bao-cao-ngay", Minutes: "bien-ban-ban-giao",
}  # fmt: skip


class WrittenDesk(Struct, frozen=True):
    """A paper of the desk: by whom it was written, when, and all that it says."""

    officer: str
    at: datetime
    said: Said
    settings: PaperSettings

    @property
    def names(self) -> dict[str, str]:
        """The names of its files."""
        stem = STEMS[type(self.said)]
        return {
            "pdf": f"{stem}.pdf", "docx": f"{stem}.docx", "annex_pdf": "phu-luc-noi-bo.pdf",
            "annex_docx": "phu-luc-noi-bo.docx",
        }  # fmt: skip

    @property
    def origin(self) -> str:
        """The address of the page where it was written."""
        said = self.said
        if isinstance(said, Flash):
            return f"/vu-viec/{said.case.record}/bao-cao-nhanh?"
        if isinstance(said, Minutes):
            return f"/vu-viec/{said.record}/ban-giao?lan={said.key}"
        return f"/truc-ban?ngay={said.day.shift.day.isoformat()}"

    def paper(self, *, draft: bool = True) -> Paper:
        """What is issued."""
        said, how = self.said, self.settings
        if isinstance(said, Flash):
            return flash.compose(said, how, draft=draft)
        if isinstance(said, Minutes):
            return handover_minutes.compose(said, how, draft=draft)
        if isinstance(said, DutyLog):
            return duty.compose_log(said, how, draft=draft)
        return duty.compose(said, how, draft=draft)

    def annex(self) -> Annex:
        """What stays inside."""
        said, how = self.said, self.settings
        if isinstance(said, Flash):
            return flash.internal_annex(said, how)
        if isinstance(said, Minutes):
            return handover_minutes.annex(said, how)
        return duty.annex(said.day, how, "Sổ trực ban" if isinstance(said, DutyLog) else "Báo cáo ngày")

    def without(self, gone: frozenset[str]) -> "WrittenDesk":
        """The same with what is of erased records taken out: another text then, a draft again."""
        said = self.said
        if isinstance(said, Flash):
            return replace(self, said=flash.without(said, gone))
        if isinstance(said, Minutes):
            return replace(self, said=handover_minutes.without(said, gone))
        return replace(self, said=replace(said, day=duty.without(said.day, gone)))
