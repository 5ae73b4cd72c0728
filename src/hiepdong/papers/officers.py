"""Officers as papers have them: in a line, and under a signature."""

from hiepdong.forces import queries as forces
from hiepdong.papers.forms import Signer


def called(login: str) -> str:
    """Rank and name; the login of who is not known."""
    line = forces.officer(login)
    return line.called if line else login


def signer(position: str, login: str) -> Signer:
    """Who signs in a position; without a login, a place for whom it will be."""
    line = forces.officer(login)
    return Signer(position=position, rank=line.rank or "" if line else "", name=line.name if line else login)
