"""The commands of `hiepdong`, their options and an example for each."""

import argparse
from collections.abc import Callable

Parser = argparse.ArgumentParser
Arguments = Callable[[Parser], None]


def parser() -> Parser:
    """All commands."""
    from hiepdong import __version__

    root = Parser(
        prog="hiepdong", description="Hiệp đồng: the desk where army, police and border guard act in concert."
    )
    root.add_argument("--version", action="version", version=f"hiepdong {__version__}")
    below = root.add_subparsers(metavar="COMMAND", required=True)
    for name, (function, help_text, example, arguments) in _COMMANDS.items():
        _add(below, name, (function, help_text, example, arguments))
    for name, (help_text, actions) in _GROUPS.items():
        inside = below.add_parser(name, help=help_text).add_subparsers(metavar="ACTION", required=True)
        for action, command in actions.items():
            _add(inside, action, command)
    return root


def _add(below: "argparse._SubParsersAction[Parser]", name: str, command: tuple[str, str, str, Arguments]) -> None:
    function, help_text, example, arguments = command
    one = below.add_parser(
        name, help=help_text, description=help_text, epilog=f"Example:  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    one.set_defaults(command=function)
    arguments(one)


def _json(one: Parser) -> None:
    one.add_argument("--json", action="store_true", help="answer in JSON")


def _viewer(one: Parser) -> None:
    one.add_argument("--as", dest="viewer", metavar="LOGIN", required=True, help="who asks: LOGIN or LOGIN@UNIT")
    _json(one)


def _period(one: Parser) -> None:
    one.add_argument("--from", dest="start", metavar="DAY", help="first day, YYYY-MM-DD")
    one.add_argument("--to", dest="end", metavar="DAY", help="last day, included")
    one.add_argument(
        "--offence", action="append", default=[], metavar="CODE", help="may be given several times: any of"
    )
    one.add_argument(
        "--with", dest="with_", action="append", default=[], metavar="UNIT",
        help="a unit that took part; 'U/**' with those below it; 'A|B' either; several must all hold",
    )  # fmt: skip


def _init(one: Parser) -> None:
    one.add_argument("--admin", required=True, metavar="LOGIN", help="the first administrator")
    one.add_argument("--name", default="", metavar="NODE", help="name of this node")
    _json(one)


def _demo(one: Parser) -> None:
    one.add_argument("--no-serve", action="store_true", help="make the sample and stop")
    one.add_argument("--remove", metavar="NODE", help="make an empty node of the sample; mau-caoloc confirms it")
    one.add_argument("--with-entered", action="store_true", help="--remove: also what was entered after the sample")
    _serve_options(one)
    _json(one)


def _serve_options(one: Parser) -> None:
    one.add_argument("--port", type=int, default=8000, help="port to listen on")
    one.add_argument("--host", default="127.0.0.1", help="address to listen on (0.0.0.0: every one)")


def _play(one: Parser) -> None:
    one.add_argument("file", metavar="FILE", help="acts, one JSON object a line; - for standard input")
    one.add_argument("--stop-at-refusal", action="store_true", help="leave the rest undone")
    _json(one)


def _acts(one: Parser) -> None:
    one.add_argument("act", nargs="?", help="one act: its command, roles and rows")
    one.add_argument("--schema", action="store_true", help="JSON Schema of all acts")
    _json(one)


def _list(one: Parser) -> None:
    one.add_argument("kind", choices=["case", "report", "request", "activity", "shift"], help="of what kind")
    _viewer(one)
    _period(one)
    one.add_argument(
        "--kind", dest="of_kind", metavar="CODE", help="of activities: one kind, as `codes show activities`"
    )
    one.add_argument("--limit", type=int, default=None, help="so many at most")


def _show(one: Parser) -> None:
    one.add_argument("record", metavar="RECORD", help="its id; a link has one too")
    _viewer(one)


def _search(one: Parser) -> None:
    one.add_argument("text", metavar="TEXT", help="words, with or without tone marks")
    _viewer(one)
    one.add_argument("--limit", type=int, default=None, help="so many at most")


def _look_up(one: Parser) -> None:
    one.add_argument("--name", default="", help="the person's name, with or without tone marks")
    one.add_argument("--number", default="", help="the number of a paper of his")
    one.add_argument("--birth", default="", help="year or day of birth, YYYY or YYYY-MM-DD, where it is known")
    one.add_argument("--gender", default="", choices=("m", "f"), help="m or f, where it is known")
    one.add_argument("--purpose", required=True, help="what it is for; journaled for the inspector")
    one.add_argument("--case", default="", metavar="RECORD", help="the case it is for, where there is one")
    _viewer(one)


def _look_ups(one: Parser) -> None:
    _viewer(one)
    one.add_argument("--officer", metavar="LOGIN", help="by one officer")
    one.add_argument("--unit", metavar="UNIT", help="for one unit")
    one.add_argument("--from", dest="start", metavar="DAY", help="first day, YYYY-MM-DD")
    one.add_argument("--to", dest="end", metavar="DAY", help="last day, included")
    one.add_argument("--flagged", action="store_true", help="only those of who looked up many in 24 hours")
    one.add_argument("--limit", type=int, default=1_000, help="so many at most")


def _figures(one: Parser) -> None:
    one.add_argument(
        "what", nargs="?", choices=["activities", "provisional"],
        help="joint activities, or provisional numbers, instead of cases and subjects",
    )  # fmt: skip
    one.add_argument("--as", dest="viewer", metavar="LOGIN", help="who asks: LOGIN or LOGIN@UNIT")
    _json(one)
    _period(one)
    one.add_argument("--lead", metavar="UNIT", help="the unit that the event is credited to")
    one.add_argument("--found", metavar="UNIT", help="the unit that discovered it")
    one.add_argument("--nationality", metavar="VN|foreign", help="of the subjects")
    one.add_argument(
        "--by", choices=["offence", "unit", "month", "commune", "nationality", "outcome"], help="group the answer"
    )
    one.add_argument("--communes", choices=["then", "today"], default="then", help="communes as they were, or are")
    one.add_argument("--asof", type=int, metavar="SEQ", help="as the journal stood at this position")
    one.add_argument("--sample-check", action="store_true", help="hold the sample against the article's figures")


def _report(one: Parser) -> None:
    one.add_argument(
        "kind",
        choices=["coordination", "digest", "flash", "daily", "log", "handover"],
        help="on coordination, on the situation; of a case: flash report, minutes of handing over; of a duty day: "
        "daily report, page of the duty log",
    )
    _viewer(one)
    _period(one)
    one.add_argument("--record", metavar="RECORD", help="flash, handover: the case")
    one.add_argument("--key", metavar="KEY", help="handover: which one, as the case names it (bg1)")
    one.add_argument("--on", metavar="DAY", help="daily, log: the day on which the duty day begins")
    one.add_argument("--out", default=".", metavar="DIR", help="folder for the four files")
    one.add_argument(
        "--without-no-onward", action="store_true", help="digest: leave out reports of others not to be passed on"
    )


def _paper(one: Parser) -> None:
    one.add_argument("paper", metavar="PAPER", help="its key, as `papers list` and its page have it")
    _viewer(one)


def _against(one: Parser) -> None:
    _show(one)
    one.add_argument("--against", required=True, metavar="UNIT", help="whose figures")


def _put(one: Parser) -> None:
    _show(one)
    one.add_argument("--asof", type=int, metavar="SEQ", help="as counted at this position; else as the others did")
    one.add_argument("--totals-only", action="store_true", help="tell no cases, only sums")


def _export_cases(one: Parser) -> None:
    one.add_argument("file", metavar="FILE", help="where to write it")
    _viewer(one)
    _period(one)


def _backup(one: Parser) -> None:
    one.add_argument("file", metavar="FILE", help="where to write it")
    one.add_argument("--passphrase-file", metavar="FILE", help="encrypt by a passphrase instead of the recovery key")
    _json(one)


def _restore(one: Parser) -> None:
    one.add_argument("file", metavar="FILE", help="the backup")
    one.add_argument("--key", metavar="FILE", help="the recovery key (keys/recovery.key of the node)")
    one.add_argument("--passphrase-file", metavar="FILE", help="the passphrase it was encrypted by")
    _json(one)


def _password(one: Parser) -> None:
    one.add_argument("login", metavar="LOGIN", help="the officer")
    one.add_argument("--token", action="store_true", help="print a token for the API instead")
    _json(one)


def _codes_show(one: Parser) -> None:
    one.add_argument("list", metavar="LIST", help="as `list` names it")
    _json(one)


def _codes_import(one: Parser) -> None:
    one.add_argument("file", metavar="FILE", help="a CSV with a heading line, saved as UTF-8")
    one.add_argument("--list", metavar="LIST", help="which list; else the file's name says it")
    _json(one)


def _shift_open(one: Parser) -> None:
    _viewer(one)
    one.add_argument(
        "--from", dest="start", metavar="TIME", help="when the shift began, 2026-11-24T07:30; else the last's end"
    )
    one.add_argument("--to", dest="end", metavar="TIME", help="when it ends; else now")


def _shift_paper(one: Parser) -> None:
    one.add_argument("record", metavar="RECORD", help="the id of the sheet")
    _viewer(one)
    one.add_argument("--out", default=".", metavar="DIR", help="folder for the two files")


def _import_cases(one: Parser) -> None:
    one.add_argument("file", metavar="FILE", help="a list of cases: XLSX, CSV or DOCX")
    _viewer(one)
    one.add_argument("--map", metavar="FILE", help="JSON: sheet, columns, what stands for blanks (docs/imports.md)")
    one.add_argument("--check", action="store_true", help="say what would be done, and do nothing")
    one.add_argument("--partly", action="store_true", help="leave out cases that cannot be taken, take the others")
    one.add_argument("--id", default="", metavar="UUID", help="id of the import; else a new one")
    one.add_argument("--name", default="", metavar="NAME", help="name of the file in the records, where it is another")


def _import_undo(one: Parser) -> None:
    one.add_argument("id", metavar="IMPORT", help="its id, as `import list` shows it")
    _viewer(one)
    one.add_argument("--reason", default="", metavar="TEXT", help="why")


def _verify(one: Parser) -> None:
    one.add_argument("--deep", action="store_true", help="also hold the index against a rebuild")
    one.add_argument("--note-head", action="store_true", help="write a lost head file anew when all else is right")
    _json(one)


def _identity_search(one: Parser) -> None:
    one.add_argument("--population", metavar="FILE", required=True, help="identities, one JSON object a line")
    one.add_argument("--queries", metavar="FILE", required=True, help="persons asked for, one JSON object a line")
    one.add_argument("--out", metavar="FILE", required=True, help="where the answers go, one JSON object a line")
    one.add_argument("--top", type=int, default=10, metavar="N", help="so many hits at most for each (10)")
    one.add_argument("--reasons", action="store_true", help="say with each hit why, in words")


_COMMANDS: dict[str, tuple[str, str, str, Arguments]] = {
    "init": ("nodes:init", "make an empty node", "hiepdong init --admin admin --name caoloc", _init),
    "demo": ("demo:demo", "a node with the sample, and the desk in a browser", "hiepdong demo --port 8000", _demo),
    "serve": ("serve:serve", "serve the desk and the API", "hiepdong serve --host 0.0.0.0 --port 8000", _serve_options),
    "play": ("acting:play", "perform acts from a file", "hiepdong play acts.jsonl --json", _play),
    "acts": ("acting:acts", "list all acts, explain one, or print the schema", "hiepdong acts case.cancel", _acts),
    "list": ("asking:list_records", "list records", "hiepdong list case --as trucban.bason --from 2023-12-01", _list),
    "owed": ("asking:owed", "answers owed to us, and by us", "hiepdong owed --as trucban.bason", _viewer),
    "show": ("asking:show", "show a record", "hiepdong show 018e0c5e-… --as trucban.bason --json", _show),
    "alike": ("asking:alike", "what may be the same event", "hiepdong alike 018e0c5e-… --as trucban.bason", _show),
    "search": ("asking:search", "full-text search", "hiepdong search 'phao no' --as trucban.bason", _search),
    "look-up": (
        "looking_up:look_up", "look a person up, for a stated purpose",
        "hiepdong look-up --as trucban.bason --name 'Vi Van A' --purpose 'xác minh nhân thân'", _look_up,
    ),
    "look-ups": (
        "looking_up:look_ups", "who looked up whom and why, for an inspector",
        "hiepdong look-ups --as kiemtra.caoloc --flagged", _look_ups,
    ),
    "figures": (
        "counting:figures", "count cases and subjects",
        "hiepdong figures --as thammuu.caoloc --with ca-caoloc --with 'bp-langson/**' --by offence", _figures,
    ),
    "report": (
        "counting:report", "write a report or another paper of the desk (PDF and DOCX)",
        "hiepdong report coordination --as thammuu.caoloc --from 2023-01-01 --to 2023-12-31 --out .", _report,
    ),
    "backup": ("nodes:backup", "write one encrypted file, while the server runs", "hiepdong backup n.age", _backup),
    "restore": ("nodes:restore", "make a node from a backup", "hiepdong restore n.age --key recovery.key", _restore),
    "doctor": ("doctor:doctor", "what is wrong with this node, and what to do", "hiepdong doctor", _json),
    "password": ("nodes:password", "set a password, or make a token", "hiepdong password trucban.bason", _password),
}  # fmt: skip
_JOURNAL: dict[str, tuple[str, str, str, Arguments]] = {
    "verify": (
        "journaling:verify",
        "check chain, signatures, digests and head",
        "hiepdong journal verify --deep",
        _verify,
    ),
    "rebuild": ("journaling:rebuild", "make the index anew from the journal", "hiepdong journal rebuild", _json),
    "stats": ("journaling:stats", "how much the journal holds", "hiepdong journal stats", _json),
}
_AREA: dict[str, tuple[str, str, str, Arguments]] = {
    "list": ("area:lists", "all files on the area", "hiepdong area list", _json),
    "show": ("area:show", "a file as it is in use", "hiepdong area show markers > markers.csv", _codes_show),
    "import": ("area:bring_in", "use an own file in its place", "hiepdong area import markers.csv", _codes_import),
    "reset": ("area:reset", "use the packaged file again", "hiepdong area reset markers", _codes_show),
}
_CODES: dict[str, tuple[str, str, str, Arguments]] = {
    "list": ("listing:lists", "all code lists", "hiepdong codes list", _json),
    "show": ("listing:show", "the codes of a list", "hiepdong codes show offences", _codes_show),
    "import": (
        "listing:bring_in",
        "lay an own list over it",
        "hiepdong codes import topics.csv",
        _codes_import,
    ),
}
_SHIFT: dict[str, tuple[str, str, str, Arguments]] = {
    "open": (
        "shifts:open_lines", "what a handover sheet would hold now, as its document",
        "hiepdong shift open --as trucban.bason --json", _shift_open,
    ),
    "paper": (
        "shifts:paper", "write a handover sheet as a paper (PDF and DOCX)",
        "hiepdong shift paper 018e0c5e-… --as trucban.bason --out .", _shift_paper,
    ),
}  # fmt: skip
_PAPERS: dict[str, tuple[str, str, str, Arguments]] = {
    "list": (
        "paper:listing", "coordination reports written on the page", "hiepdong papers list --as thammuu.caoloc",
        _viewer,
    ),
    "changes": (
        "paper:changes", "what changed since a paper was counted, case by case",
        "hiepdong papers changes 4f0c21ab9d3e5f60 --as thammuu.caoloc", _paper,
    ),
}  # fmt: skip
_RECONCILE: dict[str, tuple[str, str, str, Arguments]] = {
    "list": (
        "reconciling:listing", "reconciliations in sight", "hiepdong reconcile list --as thammuu.caoloc", _viewer
    ),
    "show": (
        "reconciling:show", "what keeps our figures apart from a unit's, case by case",
        "hiepdong reconcile show 018e0c5e-… --against bp-bason --as thammuu.caoloc", _against,
    ),
    "put": (
        "reconciling:put", "put our figures forward", "hiepdong reconcile put 018e0c5e-… --as thammuu.caoloc", _put,
    ),
    "sign": (
        "reconciling:sign", "sign the agreed figures", "hiepdong reconcile sign 018e0c5e-… --as thammuu.caoloc", _show,
    ),
}  # fmt: skip
_EXPORT: dict[str, tuple[str, str, str, Arguments]] = {
    "cases": (
        "counting:export_cases", "cases and their subjects as a table (XLSX)",
        "hiepdong export cases bang.xlsx --as thammuu.caoloc --from 2023-01-01 --to 2023-12-31", _export_cases,
    ),
}  # fmt: skip
_IMPORT: dict[str, tuple[str, str, str, Arguments]] = {
    "cases": (
        "importing:cases", "import a list of cases, or go on with one that was cut short",
        "hiepdong import cases danh-sach.xlsx --as thammuu.caoloc --check", _import_cases,
    ),
    "list": ("importing:imports", "the imports of a unit", "hiepdong import list --as thammuu.caoloc", _viewer),
    "undo": (
        "importing:undo", "take a whole import back",
        "hiepdong import undo 018e0c5e-… --as thammuu.caoloc", _import_undo,
    ),
}  # fmt: skip
_IDENTITY: dict[str, tuple[str, str, str, Arguments]] = {
    "search": (
        "identifying:search",
        "find persons of one file in another, by name, birth and documents",
        "hiepdong identity search --population p.jsonl --queries q.jsonl --out a.jsonl",
        _identity_search,
    ),
}
_GROUPS: dict[str, tuple[str, dict[str, tuple[str, str, str, Arguments]]]] = {
    "journal": ("verify, rebuild or describe the journal", _JOURNAL),
    "shift": ("the duty shift and its handover", _SHIFT),
    "reconcile": ("figures of several units side by side", _RECONCILE),
    "papers": ("papers that were sent, and what changed since", _PAPERS),
    "import": ("old lists of the office", _IMPORT),
    "area": ("posts, markers, communes along the line, gates, villages", _AREA),
    "codes": ("offences, statuses, stages and other code lists", _CODES),
    "export": ("tables for the office", _EXPORT),
    "identity": ("find persons", _IDENTITY),
}
