"""Measures how well and how fast persons are found, ours beside others. Nothing is asserted."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from bench.identity import others
from bench.identity.people import population
from bench.identity.questions import Question, questions

Answers = dict[str, Any]


def main() -> None:
    """Measure at each size that was asked for."""
    asked = _arguments()
    for size in asked.size or [10_000, 100_000]:
        people, strangers = population(size, asked.seed), population(min(size, 20_000), asked.seed + 1)
        about = questions(people, strangers, asked.each, asked.seed)
        print(f"\n## {size:,} persons, {len(about):,} questions\n", flush=True)
        with tempfile.TemporaryDirectory(prefix="hiepdong-bench-") as folder:
            place = Path(folder)
            _write(place / "p.jsonl", (one.row() for one in people))
            _write(place / "q.jsonl", (one.row for one in about))
            answers, summary = ours(place)
        print(summary + "\n")
        _report(about, answers, asked.misses)
        if asked.beside:
            others.measure(asked, people, about)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.identity", description=__doc__)
    parser.add_argument("--size", type=int, action="append", help="persons; may be repeated (10000, 100000)")
    parser.add_argument("--each", type=int, default=100, help="questions of each kind")
    parser.add_argument("--seed", type=int, default=7, help="another world")
    parser.add_argument("--beside", action="append", default=[], choices=list(others.KNOWN), help="another matcher")
    parser.add_argument("--limit", type=int, default=400, help="questions put to slow matchers")
    parser.add_argument("--database", metavar="URL", help="a postgresql:// database, for pg_trgm")
    parser.add_argument("--misses", type=int, default=0, help="show so many misses of each kind")
    return parser.parse_args()


def _write(file: Path, rows: Any) -> None:
    with file.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def ours(place: Path) -> tuple[Answers, str]:
    """By the command, in a process of its own."""
    command = [sys.executable, "-m", "hiepdong", "identity", "search", "--population", str(place / "p.jsonl"),
               "--queries", str(place / "q.jsonl"), "--out", str(place / "a.jsonl")]  # fmt: skip
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env={**os.environ, "HIEPDONG_LANG": "en"}
    )
    with (place / "a.jsonl").open(encoding="utf-8") as lines:
        return {one["query_id"]: one for one in map(json.loads, lines)}, done.stderr.strip()


def _report(about: list[Question], answers: Answers, misses: int) -> None:
    kinds: dict[str, list[Question]] = defaultdict(list)
    for one in about:
        if one.meant:
            kinds[one.kind].append(one)
    print("| kind | questions | @1 | @5 | @10 | alerts |\n|---|--:|--:|--:|--:|--:|")
    for kind, those in [*kinds.items(), ("all", [one for one in about if one.meant])]:
        ranks = [_rank(one, answers) for one in those]
        found = " | ".join(f"{100 * sum(rank < most for rank in ranks) / len(ranks):.1f}" for most in (1, 5, 10))
        due = [one for one in those if one.strong]
        alerts = f"{100 * sum(_alerts(one, answers) for one in due) / len(due):.1f}" if due else "–"
        print(f"| {kind} | {len(those)} | {found} | {alerts} |")
        if kind != "all":
            for one in [one for one, rank in zip(those, ranks, strict=True) if rank >= 5][:misses]:
                print("   miss", json.dumps(one.row, ensure_ascii=False), one.meant, file=sys.stderr)
    away = [one for one in about if not one.meant]
    false = [one for one in away if any(hit["band"] == "alert" for hit in answers[one.row["query_id"]]["hits"])]
    print(f"\nfalse alerts: {len(false)} of {len(away)} ({100 * len(false) / max(1, len(away)):.2f} %)")
    for one in false[:misses]:
        print(
            "   false",
            json.dumps(one.row, ensure_ascii=False),
            answers[one.row["query_id"]]["hits"][:1],
            file=sys.stderr,
        )


def _rank(one: Question, answers: Answers) -> int:
    ids = [hit["id"] for hit in answers[one.row["query_id"]]["hits"]]
    return ids.index(one.meant) if one.meant in ids else 99


def _alerts(one: Question, answers: Answers) -> bool:
    return any(hit["id"] == one.meant and hit["band"] == "alert" for hit in answers[one.row["query_id"]]["hits"])


if __name__ == "__main__":
    main()
