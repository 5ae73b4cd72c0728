"""identity search."""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from hiepdong import config
from hiepdong.cli import output
from hiepdong.identity.model import Hit, Identity, Query
from hiepdong.vocabulary.refusals import Refused

T = TypeVar("T", Identity, Query)
BOM = b"\xef\xbb\xbf"


def search(asked: argparse.Namespace) -> int:
    """Index a population, answer every query, and say at the end how long it took and how much memory."""
    from hiepdong.identity.index import Index

    took: list[float] = []
    with tempfile.TemporaryDirectory(prefix="hiepdong-identity-") as folder:
        began = time.perf_counter()
        index = Index.build(_lines(asked.population, Identity), Path(folder) / "identity.index")
        built = time.perf_counter() - began
        with _writing(asked.out) as out:
            for query in _lines(asked.queries, Query):
                started = time.perf_counter()
                hits = index.search(query, asked.top)
                took.append((time.perf_counter() - started) * 1000)
                out.write(msgspec.json.encode(_answer(query, hits, took[-1], reasons=asked.reasons)) + b"\n")
        persons = len(index)
    _summary(persons, built, took)
    return 0


def _answer(query: Query, hits: list[Hit], ms: float, *, reasons: bool) -> dict[str, Any]:
    said: list[dict[str, Any]] = [{"id": hit.id, "score": hit.score, "band": hit.band} for hit in hits]
    if reasons:
        from hiepdong.identity.wording import explained

        for one, hit in zip(said, hits, strict=True):
            one["why"] = explained(hit.reasons, config.language())
    return {"query_id": query.query_id, "hits": said, "ms": round(ms, 3)}


def _writing(file: str) -> Any:
    try:
        return Path(file).open("wb")
    except OSError as error:
        raise Refused("file.unreadable", f"{file}: {error.strerror}") from error


def _lines(file: str, kind: type[T]) -> Iterator[T]:
    decoder = msgspec.json.Decoder(kind)
    try:
        with Path(file).open("rb") as lines:
            for number, line in enumerate(lines, 1):
                text = line.removeprefix(BOM).strip()
                if text:
                    yield _read(text, decoder, f"{file}:{number}")
    except OSError as error:
        raise Refused("file.unreadable", f"{file}: {error.strerror}") from error


def _read(text: bytes, decoder: "msgspec.json.Decoder[T]", place: str) -> T:
    """One line; a field that is null is as one that is missing, and an id may be a number."""
    try:
        return decoder.decode(text)
    except msgspec.MsgspecError:
        try:
            known = {name: value for name, value in msgspec.json.decode(text).items() if value is not None}
            known |= {name: str(known[name]) for name in ("id", "query_id", "birth") if name in known}
            return msgspec.convert(known, decoder.type)
        except (msgspec.MsgspecError, AttributeError) as error:
            raise Refused("document.invalid", f"{place}: {error}") from error


def _summary(persons: int, built: float, took: list[float]) -> None:
    ordered = sorted(took) or [0.0]
    half, most = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)]
    figures = f"p50 {half:.2f} ms · p99 {most:.2f} ms"
    memory = _memory()
    words = {
        "vi": f"{persons} người · lập bảng tra {built:.1f} s · bộ nhớ {memory} MB · {len(took)} lượt hỏi",
        "en": f"{persons} persons · index built in {built:.1f} s · memory {memory} MB · {len(took)} queries",
    }
    output.say(f"{words[config.language()]} · {figures}")


def _memory() -> str:
    """The most memory this process has had, in MB; not known on Windows."""
    try:
        import resource
    except ImportError:
        return "?"
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return str(most // (2**20 if sys.platform == "darwin" else 2**10))
