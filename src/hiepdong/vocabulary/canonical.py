"""The canonical form of everything that is hashed or signed: sorted keys, UTF-8, NFC, no floats (RFC 8785)."""

import re
import unicodedata
from typing import Any

import msgspec

MAX_DEPTH = 32
MAX_INTEGER = 2**53 - 1
_DECIMAL = re.compile(rb"[:\[,]-?\d+[.eE]")
_SUSPECT = (rb"\u", rb"\b", rb"\f", b"\x7f", b"[[[")
_DIGITS = bytes.maketrans(b"123456789", b"000000000")
_LONG = b"0" * 16
_encode = msgspec.json.Encoder(order="sorted").encode


class NotCanonical(ValueError):
    """A value that has no canonical form here; the message says which rule it breaks."""


def canonical(value: Any) -> bytes:
    """The canonical JSON bytes of plain data or of a Struct."""
    return _encode(value)


def plain(raw: bytes | str) -> Any:
    """Decode JSON into plain data in NFC. Raises NotCanonical for floats, control characters, depth or bad JSON."""
    try:
        value = msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise NotCanonical(str(error)) from error
    return normal(value)


def normal(value: Any) -> Any:
    """Plain data with every text in NFC. Raises NotCanonical for what cannot be stored.

    Nearly all that comes is canonical already, and one look at its JSON shows it; only else is each part looked at.
    """
    try:
        text = _encode(value)
    except (UnicodeEncodeError, TypeError, ValueError, RecursionError) as error:
        raise NotCanonical(str(error)) from error
    if unicodedata.is_normalized("NFC", text.decode()) and not _is_suspect(text):
        return value
    return _normal(value, 0)


def _is_suspect(text: bytes) -> bool:
    """Whether JSON may hold a decimal number, a long one, a control character or deep nesting."""
    if any(sign in text for sign in _SUSPECT) or _DECIMAL.search(text):
        return True
    return _LONG in text.translate(_DIGITS)


def _normal(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) > MAX_INTEGER:
            raise NotCanonical("a whole number beyond 2^53")
        return value
    if depth > MAX_DEPTH:
        raise NotCanonical("nested too deeply")
    if isinstance(value, dict):
        return {_text(str(key)): _normal(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_normal(item, depth + 1) for item in value]
    raise NotCanonical("a number with a decimal point; write it as text")


def _text(value: str) -> str:
    if value.isascii():
        if value.isprintable() or not any(c < " " and c not in "\n\t\r" for c in value):
            return value
        raise NotCanonical("a control character")
    if not unicodedata.is_normalized("NFC", value):
        value = unicodedata.normalize("NFC", value)
    for character in value:
        if "\ud800" <= character <= "\udfff" or (character < " " and character not in "\n\t\r"):
            raise NotCanonical("a control character")
    return value
