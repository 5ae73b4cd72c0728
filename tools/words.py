"""The English words of the pages: collect the Vietnamese messages into the catalogue, and compile it.

`python tools/words.py` compiles (make install does it); `--collect` brings the catalogue up to date with the code,
keeping the translations that still apply. Vietnamese needs no catalogue: it is the language of the messages.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog

SOURCE = Path(__file__).resolve().parent.parent / "src" / "hiepdong"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
COMPILED = CATALOGUE.with_suffix(".mo")
KEYWORDS = {
    "_": None, "gettext": None, "lazy": None, "ngettext": (1, 2), "gettext_noop": None, "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip


def messages() -> Iterator[str | tuple[str, ...]]:
    """Every message of the code and the templates, in the order of the files."""
    from babel.messages.extract import extract

    for path in sorted((*SOURCE.rglob("*.py"), *SOURCE.rglob("templates/**/*.html"))):
        text = path.read_text()
        code = _as_code(text) if path.suffix == ".html" else text
        for _line, found, _comments, _context in extract("python", io.BytesIO(code.encode()), KEYWORDS):
            yield found


def _as_code(template: str) -> str:
    """The messages of a template as Python calls, one a line."""
    from django.utils.translation.template import templatize

    calls = re.findall(r"n?p?gettext\(.*?\)(?=\s|$)|_\(.*?\)(?=\s|$)", templatize(template), re.DOTALL)
    return "\n".join(" ".join(call.split()) for call in calls)


def collect() -> Catalog:
    """The catalogue with every message of today and the translations that still apply."""
    from babel.messages.catalog import Catalog

    known = read()
    fresh = Catalog(locale="en", header_comment="# English words of Hiệp đồng.", fuzzy=False)
    for message in messages():
        before = known.get(message[0] if isinstance(message, tuple) else message)
        is_same = before is not None and isinstance(before.string, tuple) == isinstance(message, tuple)
        fresh.add(message, string=before.string if before and is_same else "")
    return fresh


def read() -> Catalog:
    """The catalogue as it stands."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    if not CATALOGUE.exists():
        return Catalog(locale="en")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def write(catalogue: Catalog) -> None:
    """Write the catalogue, without dates and places, so that it changes only when words do."""
    from babel.messages.pofile import write_po

    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=120, no_location=True, omit_header=True)
    head = '# English words of Hiệp đồng.\nmsgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'  # noqa: E501
    CATALOGUE.write_text(head + CATALOGUE.read_text())


def compile_words() -> None:
    """Write the file that the pages read."""
    from babel.messages.mofile import write_mo

    with COMPILED.open("wb") as file:
        write_mo(file, read())


def main() -> int:
    """Compile, or collect and compile."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--collect", action="store_true", help="bring the catalogue up to date with the code")
    if parser.parse_args().collect:
        write(collect())
        missing = [message.id for message in read() if message.id and not message.string]
        print(f"{len(missing)} messages have no English yet.")
    compile_words()
    return 0


if __name__ == "__main__":
    sys.exit(main())
