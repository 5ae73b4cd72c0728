"""An office's list of 100,000 cases brought in while another officer goes on working; shown and taken back."""

import gc
import multiprocessing
import statistics
import time
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any, Self

from bench import plain, world
from bench.row import Row, Say
from bench.world import World, Worlds

COUNT, QUICK = 100_000, 2_000
SHARE = 4_000
PAUSE = 0.2
HEADINGS = (
    "STT", "Ngày xảy ra", "Nội dung vụ việc", "Hành vi", "Địa điểm", "Đơn vị bắt giữ", "Họ và tên", "Năm sinh", "CCCD",
    "HKTT", "Tư cách", "Tang vật", "Kết quả xử lý",
)  # fmt: skip
OFFENCES = ("Tàng trữ trái phép chất ma túy", "Điều 191", "Đánh bạc", "Điều 189", "Điều 347")
COMMUNES = ("Xuất Lễ", "Cao Lâu", "Bảo Lâm", "Thanh Lòa", "Đồng Đăng")
LOGIN, UNIT, OTHER = "thammuu.caoloc", "ca-caoloc", "trucban.bason"


def measure(worlds: Worlds, say: Say, *, quick: bool = False) -> list[Row]:
    """Read, carried out, shown, taken back; how long others waited meanwhile; beside the bare SQL of a part of it."""
    from hiepdong.forces import queries as forces
    from hiepdong.papers import import_plan, import_run

    count = QUICK if quick else COUNT
    here = worlds.new(shared=False)
    path = _list(here.home / "list.xlsx", count)
    viewer = forces.viewer(LOGIN)
    say(f"import: {count:,} lines are read")
    gc.disable()  # as the command does
    began = time.perf_counter()
    made = import_plan.plan(viewer, path, import_plan.Choice())
    read = time.perf_counter() - began
    assert made.new == count, made.remarks[:3]
    batch = import_run.batch_of(viewer, made, path.name)
    say("import: carried out, another officer at work")
    with _Other(here) as other:
        began = time.perf_counter()
        import_run.run(viewer, made, path.name, batch)
        written = time.perf_counter() - began
    began = time.perf_counter()
    import_run.undo(viewer, batch)
    undone = time.perf_counter() - began
    gc.enable()
    bare = _bare(worlds, here, min(SHARE, count)) * count
    name, waits = f"import of {count:,} cases", sorted(other.waited)
    return [
        Row(f"{name}: read and checked", read, None, "s", ""),
        Row(
            f"{name}: recorded",
            written,
            bare,
            "s",
            "",
            "Bare SQL: of a part of the list in one transaction, by the number of cases.",
        ),
        Row(f"{name}: whole", read + written, None, "s", "≤ 120"),
        Row(f"{name}: another's act meanwhile, p50", statistics.median(waits) * 1e3, None, "ms", ""),
        Row(f"{name}: another's act meanwhile, longest", waits[-1] * 1e3, None, "ms", ""),
        Row(f"{name}: taken back", undone * 1e3, None, "ms", ""),
    ]


def _list(path: Path, count: int) -> Path:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADINGS)
    for number in range(1, count + 1):
        sheet.append(_line(number))
    book.save(path)
    return path


def _line(number: int) -> tuple[str | int, ...]:
    day = f"{number % 24}h{number % 60:02} ngày {number % 28 + 1:02}/{number % 12 + 1:02}/{2018 + number % 7}"
    place = f"mốc {1_100 + number % 140}, thôn Bản {number % 20}, xã {COMMUNES[number % 5]}"
    return (
        number, day, f"Vụ số {number}", OFFENCES[number % 5], place, UNIT, f"Nguyễn Văn {number}", 1950 + number % 50,
        f"020{number:09}", "Cao Lộc, Lạng Sơn", "bị can", "0,125 gam heroin; 01 xe máy", "Khởi tố",
    )  # fmt: skip


class _Other:
    """A process that opens a case every now and then, and notes how long each took in seconds."""

    def __init__(self, here: World) -> None:
        context = multiprocessing.get_context("spawn")
        self._stop, self._ends, self._ready = context.Event(), context.Pipe(duplex=False), context.Event()
        given = (here.environment, self._stop, self._ends[1], self._ready)
        self._process = context.Process(target=_work, args=given)
        self.waited: list[float] = []

    def __enter__(self) -> Self:
        self._process.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self.waited = self._ends[0].recv()
        self._process.join()


def _work(environment: dict[str, str], stop: Event, end: Any, is_ready: Event) -> None:
    import os

    os.environ.update(environment)
    from hiepdong.cli.setting_up import ready

    ready()
    from hiepdong.journal.perform import perform_one

    waited = []
    is_ready.set()
    for act in world.own_cases(9_000_000, 100_000):
        if stop.wait(PAUSE):
            break
        began = time.perf_counter()
        perform_one({**act, "by": OTHER})
        waited.append(time.perf_counter() - began)
    end.send(waited or [0.0])


def _bare(worlds: Worlds, here: World, count: int) -> float:
    """Seconds for one case by the bare driver: the statements of a shorter list, on a copy made before."""
    from hiepdong.forces import queries as forces
    from hiepdong.papers import import_plan, import_run

    copy = worlds.copy(here)
    here.enter()
    viewer = forces.viewer(LOGIN)
    made = import_plan.plan(viewer, _list(here.home / "part.xlsx", count), import_plan.Choice())
    with plain.recorded() as statements:
        import_run.run(viewer, made, "part.xlsx", import_run.batch_of(viewer, made, "part.xlsx"))
    return plain.seconds(copy, [statements]) / count
