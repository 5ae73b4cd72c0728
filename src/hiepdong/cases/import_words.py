"""What is told of the cells of a list: what is wrong, what was done to them, what is kept as words only."""

from django.utils import translation
from django.utils.translation import gettext as _
from msgspec import Struct, field

from hiepdong.cases.import_fields import BY_NAME
from hiepdong.cases.import_rows import Line

LONGEST = 500


def in_vietnamese(text: object) -> str:
    """A text as documents have it, whatever language the officer reads."""
    with translation.override("vi"):
        return str(text)


class Remark(Struct, frozen=True):
    """Of one cell: line, field, what it says, what is told of it. `wrong`: the case cannot be taken so."""

    line: int
    field: str
    said: str
    text: str
    wrong: bool = False

    @property
    def label(self) -> str:
        """The field in words."""
        return str(BY_NAME[self.field].label) if self.field in BY_NAME else ""


class Told(Struct):
    """Remarks on one case, and the words that no field holds: they go into its summary."""

    remarks: list[Remark] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def wrong(self, line: Line, name: str, text: str) -> None:
        """The case cannot be taken so."""
        self.remarks.append(Remark(line.number, name, line.get(name)[:LONGEST], text, wrong=True))

    def note(self, line: Line, name: str, text: str) -> None:
        """Something the officer should look at."""
        self.remarks.append(Remark(line.number, name, line.get(name)[:LONGEST], text))

    def kept(self, line: Line, name: str, said: str = "") -> None:
        """A cell that no code stands for: its words are kept in the summary."""
        said = said or line.get(name)
        self.words.append(f"{in_vietnamese(BY_NAME[name].label)}: {said}")
        self.remarks.append(
            Remark(line.number, name, said[:LONGEST], _("Chưa rõ mã nào: giữ nguyên chữ trong tóm tắt."))
        )

    def short(self, line: Line, name: str) -> str | None:
        """A text that a field of 500 letters holds."""
        if len(line.get(name)) > LONGEST:
            self.wrong(line, name, _("Dài quá 500 chữ."))
        return line.get(name)[:LONGEST] or None

    @property
    def is_wrong(self) -> bool:
        """Whether the case cannot be taken so."""
        return any(one.wrong for one in self.remarks)
