"""Made-up persons of a border province, with names as frequent as they are there."""

import random
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

from pypinyin import Style, pinyin


def _lists() -> dict[str, str]:
    """The lists of `names.txt` by their headings."""
    text = (Path(__file__).parent / "names.txt").read_text(encoding="utf-8")
    parts = re.split(r"^\[(\w+)\]\n", re.sub(r"^;.*\n", "", text, flags=re.MULTILINE), flags=re.MULTILINE)[1:]
    return {heading: body.strip() for heading, body in zip(parts[::2], parts[1::2], strict=True)}


LISTS = _lists()
NICKNAMES = LISTS["nicknames"].split()
PROVINCES = [("020", 600), ("004", 90), ("022", 60), ("002", 50), ("024", 50), ("019", 40), ("001", 60), ("038", 50)]
TODAY = date(2026, 11, 1)


@dataclass
class Person:
    """A person with everything true; `han` where he is Chinese (simplified characters)."""

    id: str
    words: list[str]
    sex: str
    born: date
    documents: list[tuple[str, str]]
    home: str
    han: str = ""
    traditional: str = ""
    writing: str = "vi"
    year_only: bool = False
    aliases: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name as it is registered."""
        return (
            self.han if self.writing == "han" else " ".join(self.pinyin() if self.writing == "pinyin" else self.words)
        )

    def pinyin(self, style: Style = Style.NORMAL) -> list[str]:
        """Family name and given name."""
        sounds = [one[0] for one in pinyin(self.han, style=style, v_to_u=False)]
        return [sounds[0].capitalize(), "".join(sounds[1:]).capitalize()]

    def row(self) -> dict[str, object]:
        """The person as a line of the population."""
        return {
            "id": self.id, "name": self.name, "gender": self.sex, "home": self.home, "aliases": self.aliases,
            "birth": str(self.born.year) if self.year_only else self.born.isoformat(),
            "documents": [{"kind": kind, "number": number} for kind, number in self.documents],
        }  # fmt: skip


class Draw:
    """Draws from a list in which the first are the commonest."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def shared(self, heading: str) -> str:
        """From a list of names with their shares."""
        names, sums = _shares(heading)
        return self.rng.choices(names, cum_weights=sums)[0]

    def ranked(self, heading: str) -> str:
        """By rank, as given names go: the tenth is some three times rarer than the first."""
        names, sums = _ranks(heading)
        return self.rng.choices(names, cum_weights=sums)[0]


@cache
def _shares(heading: str) -> tuple[list[str], list[float]]:
    pairs = re.findall(r"(\S+)\s+(\d+)", LISTS[heading])
    return [name.replace("_", " ") for name, _ in pairs], list(accumulate(float(share) for _, share in pairs))


@cache
def _ranks(heading: str) -> tuple[list[str], list[float]]:
    names = [name.replace("_", " ") for name in LISTS[heading].split()]
    return names, list(accumulate((place + 3) ** -0.8 for place in range(len(names))))


def population(size: int, seed: int) -> list[Person]:
    """So many persons: 45 % Kinh, 38 % Tày and Nùng, 4 % Dao, 4 % H'Mông, 9 % Chinese."""
    rng = random.Random(seed)
    draw = Draw(rng)
    return [_person(f"p{seed}-{number}", draw, rng) for number in range(size)]


def _person(id_: str, draw: Draw, rng: random.Random) -> Person:
    sex = "m" if rng.random() < 0.55 else "f"
    age = min(90.0, max(14.0, rng.gauss(36, 14)))
    born = TODAY - timedelta(days=int(age * 365.25) + rng.randrange(365))
    if rng.random() < 0.03:
        born = born.replace(month=1, day=1)
    kind = rng.random()
    if kind < 0.09:
        return _chinese(id_, sex, born, rng)
    words = _vietnamese(kind, sex, draw)
    home = rng.choice(LISTS["communes"].split("\n")).replace(",", ", ")
    person = Person(id_, words, sex, born, _papers(sex, born, rng), home, year_only=rng.random() < 0.06)
    if rng.random() < 0.05:
        person.aliases.append(rng.choice(NICKNAMES))
    return person


def _vietnamese(kind: float, sex: str, draw: Draw) -> list[str]:
    man = sex == "m"
    which = "men" if man else "women"
    if kind < 0.13:
        middle = draw.rng.choice(["A", "Seo", "A", "Chá"] if man else ["Thị", "Thị", "Seo"])
        return [draw.shared("hmong"), middle, draw.ranked(f"hmong_{which}")]
    if kind < 0.17:
        given = draw.ranked(f"dao_{which}").split()
        between = draw.rng.choice(["Văn", "Tài", "Kim", "Hữu"] if man else ["Thị", "Mùi"])
        return [draw.shared("dao"), *([] if len(given) > 1 else [between]), *given]
    family = draw.shared("tay_nung" if kind < 0.55 else "kinh")
    return [family, *draw.shared(f"{which}_middle").split(), draw.ranked(which)]


def _chinese(id_: str, sex: str, born: date, rng: random.Random) -> Person:
    families = LISTS["families_cn"].split()
    family = families[min(int(rng.expovariate(1 / 25)), len(families) - 1)]
    signs = [family, *(rng.choice(LISTS["given_cn"].split()) for _ in range(rng.choice([1, 2, 2, 2])))]
    written = rng.random()
    writing = "han" if written < 0.45 else "pinyin" if written < 0.7 else "vi"
    number = f"45{rng.choice(['01', '14', '13'])}{rng.randrange(1, 40):02d}{born:%Y%m%d}{rng.randrange(1000):03d}"
    if (int(number[16]) % 2 == 1) != (sex == "m"):
        number = f"{number[:16]}{(int(number[16]) + 1) % 10}"
    papers = [("cn-id", number + _check(number))] if rng.random() < 0.5 else []
    papers += [("passport", f"E{rng.choice('ABCDEFGHJ')}{rng.randrange(10**7):07d}")] if rng.random() < 0.3 else []
    return Person(
        id_, [sign[2:] for sign in signs], sex, born, papers, rng.choice(LISTS["homes_cn"].split()),
        han="".join(sign[0] for sign in signs), traditional="".join(sign[1] for sign in signs), writing=writing,
        year_only=rng.random() < 0.04,
    )  # fmt: skip


def _check(digits: str) -> str:
    weights = [2 ** (17 - place) % 11 for place in range(17)]
    return "10X98765432"[sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11]


def _papers(sex: str, born: date, rng: random.Random) -> list[tuple[str, str]]:
    province = rng.choices([code for code, _ in PROVINCES], [share for _, share in PROVINCES])[0]
    papers = []
    if rng.random() < 0.6:
        century = (0 if born.year < 2000 else 2) + (sex == "f")
        papers.append(("cccd", f"{province}{century}{born.year % 100:02d}{rng.randrange(10**6):06d}"))
    if rng.random() < 0.25:
        papers.append(("cmnd", f"08{rng.randrange(10**7):07d}"))
    if rng.random() < 0.05:
        papers.append(("passport", f"{rng.choice('BCKPN')}{rng.randrange(10**7):07d}"))
    return papers
