"""The condition of a standing release: only offences and communes that exist."""

from datetime import timedelta

from hiepdong.terrain import communes
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.acts import Where
from hiepdong.vocabulary.refusals import Refused


def check_where(where: Where) -> None:
    """Raise Refused document.unknown_code for a condition that names what does not exist."""
    unknown = [code for code in where.offences or () if code not in codes.offences]
    unknown += [code for code in where.communes or () if not _is_commune(code)]
    if unknown:
        raise Refused("document.unknown_code", unknown[0])


def _is_commune(code: str) -> bool:
    eve = communes.REFORM - timedelta(days=1)
    return any(communes.commune(code, day) is not None for day in (eve, communes.REFORM))
