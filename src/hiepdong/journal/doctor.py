"""What is wrong with a node as a machine: space, permissions, disk, clock, backups, database; and what to do."""

import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.db import DatabaseError, connection
from msgspec import Struct

from hiepdong import config
from hiepdong.journal import keys
from hiepdong.journal.models import HeadRow
from hiepdong.journal.writing import check_noted
from hiepdong.vocabulary.clock import now
from hiepdong.vocabulary.refusals import Refused

GOOD, WARN, BAD, UNKNOWN = "good", "warn", "bad", "unknown"
SPACE_NEEDED, SPACE_WANTED = 200 * 2**20, 2 * 2**30
BACKUP_OLD = timedelta(days=7)
CLOCK_AHEAD = timedelta(minutes=2)
DEVICES = Path("/sys/dev/block")
Words = tuple[str, str]


class Finding(Struct, frozen=True):
    """One check: how it stands (good, warn, bad, unknown), and in words what was found and what to do."""

    check: str
    state: str
    vi: str
    en: str

    def word(self, language: str) -> str:
        """What was found, in `vi` or `en`."""
        return self.en if language == "en" else self.vi


def examine() -> list[Finding]:
    """Every check, in the order in which one would look."""
    return [check() for check in CHECKS]


def _found(check: str, state: str, words: Words, **named: object) -> Finding:
    return Finding(check, state, *(text.format(**named) for text in words))


def _space() -> Finding:
    free = shutil.disk_usage(config.home()).free
    state = BAD if free < SPACE_NEEDED else WARN if free < SPACE_WANTED else GOOD
    if state == GOOD:
        return _found("space", state, ("Còn trống {free} MB.", "{free} MB are free."), free=free // 2**20)
    words = (
        "Chỉ còn trống {free} MB: dọn đĩa, hoặc chuyển thư mục dữ liệu sang đĩa khác.",
        "Only {free} MB are free: make room, or move the home to another disk.",
    )
    return _found("space", state, words, free=free // 2**20)


def _permissions() -> Finding:
    open_to = [path for path in _secret_files() if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077]
    if not open_to:
        return _found("permissions", GOOD, ("Khóa chỉ chủ máy đọc được.", "Keys are for their owner alone."))
    words = (
        "Người dùng khác của máy đọc được {files}: chạy chmod 600.",
        "Other users of the machine can read {files}: run chmod 600.",
    )
    return _found("permissions", BAD, words, files=", ".join(map(str, open_to)))


def _secret_files() -> tuple[Path, ...]:
    return keys.key_file(), keys.recovery_file()


def _home() -> Finding:
    if stat.S_IMODE(config.home().stat().st_mode) & 0o007:
        words = (
            "Người dùng khác của máy vào được {home}: chạy chmod 700.",
            "Other users of the machine can enter {home}: run chmod 700.",
        )
        return _found("home", WARN, words, home=config.home())
    return _found("home", GOOD, ("Thư mục dữ liệu đóng với người dùng khác.", "The home is closed to other users."))


def _recovery() -> Finding:
    if keys.recovery_file().exists():
        words = (
            "Khóa mở bản sao lưu còn nằm trên máy này: chép {file} ra nơi khác rồi xóa ở đây.",
            "The key that opens backups is still on this machine: copy {file} elsewhere and remove it here.",
        )
        return _found("recovery-key", WARN, words, file=keys.recovery_file())
    return _found("recovery-key", GOOD, ("Khóa mở bản sao lưu để nơi khác.", "The key of backups is kept elsewhere."))


def _disk() -> Finding:
    encrypted = is_encrypted(config.home())
    if encrypted is None:
        words = ("Không biết đĩa có mã hóa không.", "It cannot be told whether the disk is encrypted.")
        return _found("disk", UNKNOWN, words)
    if encrypted:
        return _found("disk", GOOD, ("Đĩa có mã hóa.", "The disk is encrypted."))
    words = (
        "Đĩa không mã hóa: mất máy là mất dữ liệu. Đặt thư mục dữ liệu trên đĩa mã hóa (LUKS, BitLocker).",
        "The disk is not encrypted: who takes the machine has the data. Put the home on an encrypted one.",
    )
    return _found("disk", WARN, words)


def is_encrypted(path: Path) -> bool | None:
    """Whether a folder lies on a device that dm-crypt encrypts; None where the system does not tell."""
    device = path.stat().st_dev
    here = DEVICES / f"{os.major(device)}:{os.minor(device)}"
    return any(_names(here.resolve())) if here.exists() else None


def _names(device: Path) -> Iterator[bool]:
    """Whether the device, or one that it rests on, is a dm-crypt mapping."""
    name = device / "dm" / "uuid"
    yield name.exists() and name.read_text().startswith("CRYPT-")
    below = device / "slaves"
    for one in below.iterdir() if below.is_dir() else ():
        yield from _names(one.resolve())


def _clock() -> Finding:
    recorded = HeadRow.objects.get(id=1).recorded / 1_000_000
    if recorded > time.time() + CLOCK_AHEAD.total_seconds():
        words = (
            "Đồng hồ máy chậm hơn nhật ký: mục cuối ghi lúc {at:%H:%M %d/%m/%Y}. Chỉnh lại giờ máy.",
            "The clock is behind the journal, whose last entry is of {at:%H:%M %d/%m/%Y}. Set the clock.",
        )
        return _found("clock", BAD, words, at=datetime.fromtimestamp(recorded, now().tzinfo))
    return _found("clock", GOOD, ("Đồng hồ máy không chậm hơn nhật ký.", "The clock is not behind the journal."))


def _backup() -> Finding:
    told = config.node().get("backed_up")
    if told is None:
        words = ("Chưa sao lưu lần nào: hiepdong backup TỆP.", "There was never a backup: hiepdong backup FILE.")
        return _found("backup", BAD, words)
    at = datetime.fromisoformat(told)
    if now() - at > BACKUP_OLD:
        words = (
            "Lần sao lưu cuối đã quá 7 ngày ({at:%d/%m/%Y}): hiepdong backup TỆP.",
            "The last backup is older than 7 days ({at:%d/%m/%Y}): hiepdong backup FILE.",
        )
        return _found("backup", WARN, words, at=at)
    return _found("backup", GOOD, ("Sao lưu lần cuối {at:%d/%m/%Y}.", "The last backup is of {at:%d/%m/%Y}."), at=at)


def _journal() -> Finding:
    try:
        check_noted(HeadRow.objects.get(id=1).seq)
    except Refused as refused:
        return Finding("journal", BAD, refused.text("vi"), refused.text("en"))
    words = (
        "Nhật ký đủ đến dấu đầu sổ; kiểm cả chuỗi: hiepdong journal verify.",
        "The journal reaches its head file; to check the whole chain: hiepdong journal verify.",
    )
    return _found("journal", GOOD, words)


def _database() -> Finding:
    problem = _problem_of_database()
    if problem:
        words = (
            "Cơ sở dữ liệu hỏng: {problem}. Dừng máy, khôi phục từ bản sao lưu.",
            "The database is damaged: {problem}. Stop the server and restore a backup.",
        )
        return _found("database", BAD, words, problem=problem)
    return _found("database", GOOD, ("Cơ sở dữ liệu đọc được.", "The database can be read."))


def _problem_of_database() -> str:
    asked = "PRAGMA quick_check(1)" if connection.vendor == "sqlite" else "SELECT 'ok'"
    try:
        with connection.cursor() as cursor:
            cursor.execute(asked)
            said = str(cursor.fetchone()[0])
    except DatabaseError as error:
        return str(error).splitlines()[0]
    return "" if said == "ok" else said


CHECKS: tuple[Callable[[], Finding], ...] = (
    _database, _journal, _clock, _space, _home, _permissions, _recovery, _disk, _backup,
)  # fmt: skip
