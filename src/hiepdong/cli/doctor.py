"""doctor: what is wrong with this node, and what to do."""

import argparse

from hiepdong import config
from hiepdong.cli import output
from hiepdong.cli.setting_up import ready

MARKS = {
    "vi": {"good": "tốt", "warn": "lưu ý", "bad": "HỎNG", "unknown": "không rõ"},
    "en": {"good": "good", "warn": "note", "bad": "BAD", "unknown": "unknown"},
}


def doctor(asked: argparse.Namespace) -> int:
    """Examine the node; exit 1 when something is bad."""
    ready(index=False)
    from hiepdong.journal import doctor as examining

    found = examining.examine()
    if asked.json:
        output.answer(found)
    else:
        language = config.language()
        output.table([(MARKS[language][one.state], one.check, one.word(language)) for one in found], ("", "", ""))
    return 1 if any(one.state == examining.BAD for one in found) else 0
