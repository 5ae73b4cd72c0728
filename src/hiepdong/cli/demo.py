"""demo: a node with the sample played through the same acts as everything else, its accounts and its report."""

import argparse
import secrets
import socket
from typing import Any

import msgspec

from hiepdong import config, sample
from hiepdong.cli import output
from hiepdong.cli.journaling import bring_up_to_date
from hiepdong.cli.serve import listen, run
from hiepdong.cli.setting_up import ready
from hiepdong.vocabulary.refusals import Refused

PASSWORDS, SAMPLE = "sample-passwords.json", "mau-caoloc"
REPORT_VIEWER, REPORT_WITH = "thammuu.caoloc", ("ca-caoloc", "bp-langson/**")


def demo(asked: argparse.Namespace) -> int:
    """Make the sample where there is no node yet; then serve it, unless asked not to. A taken port is told first."""
    if asked.remove is not None:
        return _remove(asked)
    listening = None if asked.no_serve else listen(asked.host, asked.port)
    ready(node=False)
    if (config.home() / PASSWORDS).exists():
        bring_up_to_date()
    else:
        _make()
    accounts = _accounts()
    report = _report()
    if asked.json:
        output.answer({"home": str(config.home()), "accounts": accounts, "report": report})
    else:
        _print(accounts, report, asked)
    return run(listening) if listening else 0


def _remove(asked: argparse.Namespace) -> int:
    """An empty node instead of the sample; what was entered after it is listed, and goes only if that is said."""
    ready(node=False)
    from hiepdong.sample import removing

    if not removing.is_sample():
        raise Refused("node.not_sample", config.home())
    if asked.remove != SAMPLE:
        raise Refused("sample.not_confirmed", SAMPLE)
    if not asked.with_entered and config.node_file().exists():
        for one in removing.entered()[1]:
            output.say(f"{one.seq}  {one.at:%d/%m/%Y %H:%M}  {one.act}  {one.officer}")
    password = removing.remove(socket.gethostname().split(".")[0], "admin", with_entered=asked.with_entered)
    if asked.json:
        output.answer({"ok": True, "home": str(config.home()), "login": "admin", "password": password})
    else:
        output.table([("admin", password)], ("login", "password"))
    return 0


def _make() -> None:
    """Play the sample. One whose playing was cut short is played again: what was done happens once."""
    from hiepdong.cli.progress import progress
    from hiepdong.journal import node
    from hiepdong.journal.perform import BATCH, NotDone, perform

    if not node.has_begun():
        node.init(SAMPLE, "admin")
    elif config.node()["name"] != SAMPLE:
        raise Refused("node.not_sample", config.home())
    acts = [msgspec.json.decode(line) for line in sample.acts()]
    with progress("sample", total=len(acts)) as step:
        for start in range(0, len(acts), BATCH):
            outcomes = perform(acts[start : start + BATCH])
            refused = next((outcome for outcome in outcomes if isinstance(outcome, NotDone)), None)
            if refused is not None:
                raise refused.refused
            step(len(outcomes))
    _give_passwords()


def _give_passwords() -> None:
    """Every sample account gets one made-up password, printed at each start: this is sample data and nothing else."""
    from hiepdong.forces import accounts

    password = "-".join(secrets.choice(_SYLLABLES) for _ in range(4))
    logins = sample.logins()
    accounts.set_hashes(dict.fromkeys(logins, accounts.hashed(password)))
    given = msgspec.json.encode(dict.fromkeys(logins, password))
    config.write_durably(config.home() / PASSWORDS, given, mode=0o600)


_SYLLABLES = ("bai", "bang", "binh", "cao", "dao", "doi", "hang", "hoa", "khe", "lang", "loc", "mau", "moc", "nui")


def _passwords() -> dict[str, str]:
    path = config.home() / PASSWORDS
    return msgspec.json.decode(path.read_bytes(), type=dict[str, str]) if path.exists() else {}


def _accounts() -> list[dict[str, Any]]:
    """Who may sign in, for which unit today, and by which password."""
    from hiepdong.forces.queries import officer

    found = []
    for login, password in _passwords().items():
        line = officer(login)
        if line is not None:
            first = line.units[0]
            found.append({"login": login, "unit": first.unit or None, "roles": list(first.roles), "password": password})
    return found


def _report() -> dict[str, str]:
    """The coordination report of the sample; written once, and again when it is gone."""
    folder = config.home() / "report"
    paths = {kind: folder / f"bao-cao-ket-qua-phoi-hop.{kind}" for kind in ("pdf", "docx")}
    if not all(path.exists() for path in paths.values()):
        from datetime import date

        from hiepdong.figures.questions import Question
        from hiepdong.forces.queries import viewer
        from hiepdong.papers import kept

        question = Question(start=date(2019, 1, 1), end=date(2023, 12, 31), with_=REPORT_WITH)
        kept.write(viewer(REPORT_VIEWER), question, folder)
    return {kind: str(path) for kind, path in paths.items()}


def _print(accounts: list[dict[str, Any]], report: dict[str, str], asked: argparse.Namespace) -> None:
    from hiepdong.forces.queries import name_of

    rows = [
        (a["login"], a["password"], ", ".join(a["roles"]), name_of(a["unit"]) if a["unit"] else "") for a in accounts
    ]
    output.table(rows, ("login", "password", "roles", "unit"))
    print(f"\nBáo cáo mẫu / sample report:  {report['pdf']}\n                              {report['docx']}")
    if not asked.no_serve:
        print(f"Bàn trực / the desk:          http://localhost:{asked.port}", flush=True)


def sample_check(*, as_json: bool) -> int:
    """Naive sums beside right counts beside the article's figures; exit 1 when the right ones differ."""
    from hiepdong.figures import queries
    from hiepdong.figures.questions import Question
    from hiepdong.forces.queries import viewer

    lines = []
    for asked in sample.ARTICLE:
        question = msgspec.convert(asked["question"], type=Question)
        found = queries.figures(viewer(asked["viewer"]), question)
        naive = naive_sums(asked["viewer"], question)
        right = found.subjects == asked["subjects"] and asked["cases"] in (None, found.cases)
        lines.append(
            {"label": asked["label"], "naive": naive, "counted": [found.cases, found.subjects],
             "article": [asked["cases"], asked["subjects"]], "right": right}
        )  # fmt: skip
    if as_json:
        output.answer(lines)
    else:
        rows = [
            (
                line["label"],
                *(_pair(line[name]) for name in ("naive", "counted", "article")),
                "=" if line["right"] else "≠",
            )
            for line in lines
        ]
        output.table(rows, ("", "naive sums", "counted once", "the article", ""))
    return 0 if all(line["right"] for line in lines) else 1


def _pair(figures: list[int | None]) -> str:
    return " / ".join("–" if figure is None else str(figure) for figure in figures)


def naive_sums(login: str, question: Any) -> list[int]:
    """What adding up each force's own list would give: every record one case, every subject in it one person."""
    from hiepdong.cases.queries import list_cases
    from hiepdong.forces.queries import viewer

    lines = list_cases(
        viewer(login),
        start=question.start,
        end=question.end,
        offences=question.offences,
        with_=question.with_,
        limit=None,
    ).lines
    return [len(lines), sum(line.subjects or 0 for line in lines)]
