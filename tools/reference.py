"""Reference pages made from the lists that the code knows: acts, commands, refusals, code lists, words.

`python tools/reference.py` writes them; a test holds them against what it would write.
"""

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs" / "reference"
MADE = "*Made by `python tools/reference.py`; do not edit.*"


def acts() -> Iterator[str]:
    """What every act does, its fields, who may do it, and by which function."""
    from msgspec.structs import fields

    from hiepdong.journal import registry

    yield from ("# Acts", MADE, "Beside `id`, `act`, `by`, `for_unit`, `at`; fields in brackets may be absent.")
    yield "| act | does | fields | roles | command |\n|---|---|---|---|---|"
    for kind, known in sorted(registry.announced().items(), key=lambda one: str(one[0].__struct_config__.tag)):
        own = [one for one in fields(kind) if one.encode_name not in ("id", "by", "for_unit", "at")]
        named = ", ".join(f"`{f.encode_name}`" if f.required else f"[`{f.encode_name}`]" for f in own)
        does = (kind.__doc__ or "").splitlines()[0].rstrip(".")
        command = f"{known.command.__module__.removeprefix('hiepdong.')}.{known.command.__name__}"
        tag = kind.__struct_config__.tag
        yield f"| `{tag}` | {does} | {named} | {', '.join(sorted(known.roles))} | `{command}` |"


def commands() -> Iterator[str]:
    """What every command does, an example, its arguments."""
    from hiepdong.cli.parser import parser

    yield from ("# Commands", MADE)
    for name, one in below(parser()):
        example = str(one.epilog).removeprefix("Example:").strip()
        yield f"## {name}"
        told = str(one.description)
        yield f"{told[0].upper()}{told[1:]}. Example: `{example}`"
        rows = [row for action in one._actions if (row := _argument(action))]
        if rows:
            yield "| argument | meaning |\n|---|---|\n" + "\n".join(rows)


def _argument(action: argparse.Action) -> str | None:
    if isinstance(action, argparse._HelpAction):
        return None
    choices = "|".join(map(str, action.choices)) if action.choices else ""
    value = "" if action.nargs == 0 else choices or str(action.metavar or action.dest.upper())
    said = " ".join(part for part in (action.option_strings[0] if action.option_strings else "", value) if part)
    return f"| `{_cell(said)}` | {_cell(action.help or '')} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def below(one: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command with its full name."""
    inside = [action for action in one._actions if isinstance(action, argparse._SubParsersAction)]
    if not inside:
        yield one.prog, one
    for action in inside:
        for command in action.choices.values():
            yield from below(command)


def refusals() -> Iterator[str]:
    """Every code with its words, and its status over HTTP."""
    from hiepdong.api.problems import status_of
    from hiepdong.vocabulary.refusals import MESSAGES, Refused

    yield from ("# Refusals", MADE, "| code | HTTP | Vietnamese | English |\n|---|---|---|---|")
    for code, (vietnamese, english) in sorted(MESSAGES.items()):
        status = status_of(Refused(code, **dict.fromkeys(_params(vietnamese + english), "")))
        yield f"| `{code}` | {status.value} | {vietnamese} | {english} |"


def _params(template: str) -> set[str]:
    from string import Formatter

    return {name for _, name, _, _ in Formatter().parse(template) if name} - {"detail"}


def code_lists() -> Iterator[str]:
    """Every code list with its words."""
    from hiepdong.vocabulary import codes

    yield from ("# Code lists", MADE)
    for name, each in codes.LISTS.items():
        if name == "offence_bases":
            continue
        rows = "\n".join(f"| `{row.code}` | {row.vi} | {row.en} |" for row in each)
        yield f"## {name}\n\n| code | Vietnamese | English |\n|---|---|---|\n{rows}"


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "acts": acts, "commands": commands, "refusals": refusals, "codes": code_lists,
}  # fmt: skip


def render(page: str) -> str:
    """A page as it should stand. Rows of a table follow one another, all else stands apart."""
    text = ""
    for part in PAGES[page]():
        text += ("\n" if text.endswith("|") and part.startswith("| ") else "\n\n" if text else "") + part
    return text + "\n"


def main() -> None:
    """Write all pages."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["HIEPDONG_HOME"] = home
        from hiepdong.cli.setting_up import ready

        ready(node=False)
        DOCS.mkdir(exist_ok=True)
        for page in PAGES:
            (DOCS / f"{page}.md").write_text(render(page), encoding="utf-8")


if __name__ == "__main__":
    main()
