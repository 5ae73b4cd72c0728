"""What an officer chose for himself (language, theme, keys), and how far he has looked at the news. State."""

from typing import Any

import msgspec
from msgspec import Struct

from hiepdong.forces.models import PreferenceRow

LANGUAGES, THEMES = ("vi", "en"), ("auto", "light", "dark")


class Preferences(Struct, frozen=True, omit_defaults=True):
    """The choices of one officer; `seen`: by unit, the position in the journal up to which he has looked at its news.

    `sound`: whether a soft tone tells of urgent news; silent until he wants it.
    """

    language: str = "vi"
    theme: str = "auto"
    keys: bool = True
    seen: dict[str, int] = {}
    sound: bool = False


def of(login: str) -> Preferences:
    """The officer's choices, the usual ones until he chooses."""
    row = PreferenceRow.objects.filter(login=login).first()
    return msgspec.json.decode(row.value, type=Preferences) if row else Preferences()


def change(login: str, **chosen: Any) -> Preferences:
    """Keep what the officer chose; a language or theme that does not exist changes nothing."""
    if chosen.get("language", "vi") not in LANGUAGES or chosen.get("theme", "auto") not in THEMES:
        return of(login)
    changed = msgspec.structs.replace(of(login), **chosen)
    value = msgspec.json.encode(changed).decode()
    PreferenceRow.objects.update_or_create(login=login, defaults={"value": value})
    return changed


def look(login: str, unit: str, seq: int) -> None:
    """The officer has looked at the news of that unit up to there; never back to less."""
    seen = of(login).seen
    change(login, seen={**seen, unit: max(seq, seen.get(unit, 0))})
