"""The node's signing key (Ed25519), kept in the home folder and readable by its owner alone."""

import hmac
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hiepdong import config
from hiepdong.journal.statement import SIGNED_AS
from hiepdong.vocabulary.refusals import Refused

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def key_file() -> Path:
    """Where the private signing key lies."""
    return config.within("keys/signing.key")


def create() -> str:
    """Make the signing key; gives the public key in hexadecimal."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.generate()
    config.write_durably(key_file(), private.private_bytes_raw().hex().encode(), mode=0o600)
    forget()
    return private.public_key().public_bytes_raw().hex()


def public_key() -> str:
    """The public half of the signing key that lies in the home (hexadecimal). Raises Refused node.damaged."""
    return _private(str(key_file()), config.began()).public_key().public_bytes_raw().hex()


def recovery_file() -> Path:
    """The key that opens this node's backups; to be kept apart from the machine."""
    return config.within("keys/recovery.key")


def create_recovery() -> str:
    """Make the key pair whose private half opens backups; gives the public half, which is all that a backup needs."""
    from pyrage import x25519

    identity = x25519.Identity.generate()
    config.write_durably(recovery_file(), f"{identity}\n".encode(), mode=0o600)
    return str(identity.to_public())


def forget() -> None:
    """Read the key anew when it is next needed."""
    _private.cache_clear()


def sign(statement: bytes) -> bytes:
    """The node's signature over a statement. Raises Refused node.damaged when its key is gone."""
    return _private(str(key_file()), config.began()).sign(SIGNED_AS + statement)


def verifies(public_key: str, signature: bytes, statement: bytes) -> bool:
    """Whether the signature over a statement is that of the key (hexadecimal)."""
    from cryptography.exceptions import InvalidSignature

    try:
        _public(public_key).verify(signature, SIGNED_AS + statement)
    except InvalidSignature:
        return False
    return True


def secret(purpose: str) -> bytes:
    """A key of 32 bytes for one purpose, the same as long as the node has its signing key (HMAC-SHA-256)."""
    return hmac.digest(_private(str(key_file()), config.began()).private_bytes_raw(), purpose.encode(), "sha256")


@cache
def _private(path: str, _began: str) -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(Path(path).read_text().strip()))
    except (OSError, ValueError):
        raise Refused("node.damaged", path) from None


@cache
def _public(public_key: str) -> "Ed25519PublicKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
