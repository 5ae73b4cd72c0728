"""Lists that were sent to the desk and are not imported yet: kept apart, for their unit, for two days at most."""

import shutil
import time
import uuid
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from hiepdong import config
from hiepdong.papers.import_plan import Choice
from hiepdong.papers.tables import LARGEST
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.refusals import Refused

KEPT_SECONDS = 2 * 24 * 3600
MOST_NAME = 200


class Upload(Struct, frozen=True):
    """A list as it was sent: its name, who sent it for which unit, what he set so far."""

    id: str
    name: str
    login: str
    unit: str
    choice: Choice = Choice()

    @property
    def path(self) -> Path:
        """Where the list lies."""
        return _folder(self.id) / "list"

    @property
    def choice_path(self) -> Path:
        """Where what was set lies, for the command that carries the import out."""
        return _folder(self.id) / "choice.json"


def _folder(upload: str) -> Path:
    return config.within("imports") / str(uuid.UUID(upload))


def keep(viewer: Viewer, name: str, pieces: Iterable[bytes]) -> Upload:
    """Keep a list that was sent. Raises Refused import.too_large, import.empty."""
    let_go()
    told = " ".join(name.replace("\0", " ").split())[-MOST_NAME:] or "?"
    one = Upload(str(uuid.uuid4()), told, viewer.login, viewer.unit)
    one.path.parent.mkdir(mode=0o700, parents=True)
    size = 0
    with one.path.open("wb") as file:
        for piece in pieces:
            size += len(piece)
            if size <= LARGEST:
                file.write(piece)
    if not 0 < size <= LARGEST:
        forget(one.id)
        raise Refused("import.too_large", "32 MB") if size else Refused("import.empty", told)
    _write(one)
    return one


def _write(one: Upload) -> None:
    config.write_durably(_folder(one.id) / "upload.json", msgspec.json.encode(one), mode=0o600)
    config.write_durably(one.choice_path, msgspec.json.encode(one.choice), mode=0o600)


def set_choice(one: Upload, choice: Choice) -> Upload:
    """Keep what the officer set."""
    changed = msgspec.structs.replace(one, choice=choice)
    _write(changed)
    return changed


def find(viewer: Viewer, upload: str) -> Upload | None:
    """A list that somebody of the viewer's unit sent."""
    try:
        one = msgspec.json.decode((_folder(upload) / "upload.json").read_bytes(), type=Upload)
    except (OSError, ValueError):
        return None
    return one if one.unit == viewer.unit and viewer.reads_records else None


def waiting(viewer: Viewer) -> list[Upload]:
    """The lists of the viewer's unit that wait to be imported."""
    folders = sorted(config.within("imports").glob("*/upload.json"), key=lambda path: -path.stat().st_mtime)
    return [one for path in folders if (one := find(viewer, path.parent.name)) is not None]


def forget(upload: str) -> None:
    """Let a list go, with all that was kept of it."""
    shutil.rmtree(_folder(upload), ignore_errors=True)
    _folder(upload).with_suffix(".lock").unlink(missing_ok=True)


def let_go() -> None:
    """Let the lists go that were sent more than two days ago."""
    for path in config.within("imports").glob("*/upload.json"):
        if path.stat().st_mtime < time.time() - KEPT_SECONDS:
            forget(path.parent.name)
