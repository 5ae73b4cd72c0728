"""What happens to a name, a birth or a number between the person and the form, one function for each kind."""

import random
import re
import unicodedata
from collections.abc import Callable
from datetime import date

from pypinyin import Style

from bench.identity.people import NICKNAMES, Person

ACUTE, GRAVE, HOOK, TILDE, DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
TONES = (ACUTE, GRAVE, HOOK, TILDE, DOT)
Change = Callable[[Person, random.Random], str | None]

_ABC = """Ă¡ Â¢ Ê£ Ô¤ Ơ¥ Ư¦ Đ§ ă¨ â© êª ô« ơ¬ ư\xad đ® àµ ả¶ ã· á¸ ạ¹ ằ» ẳ¼ ẵ½ ắ¾ ặÆ ầÇ ẩÈ ẫÉ ấÊ ậË èÌ ẻÎ ẽÏ éÐ ẹÑ
ềÒ ểÓ ễÔ ếÕ ệÖ ì× ỉØ ĩÜ íÝ ịÞ òß ỏá õâ óã ọä ồå ổæ ỗç ốè ộé ờê ởë ỡì ớí ợî ùï ủñ ũò úó ụô ừõ ửö ữ÷ ứø ựù
ỳú ỷû ỹü ýý ỵþ"""
ABC = str.maketrans({pair[0]: pair[1] for pair in re.split("[ \n]", _ABC)})
_VNI = """á aù|à aø|ả aû|ã aõ|ạ aï|ă aê|ắ aé|ằ aè|ẳ aú|ẵ aü|ặ aë|â aâ|ấ aá|ầ aà|ẩ aå|ẫ aã|ậ aä|é eù|è eø
ẻ eû|ẽ eõ|ẹ eï|ê eâ|ế eá|ề eà|ể eå|ễ eã|ệ eä|í í|ì ì|ỉ æ|ĩ ó|ị ò|ó où|ò oø|ỏ oû|õ oõ|ọ oï|ô oâ
ố oá|ồ oà|ổ oå|ỗ oã|ộ oä|ơ ô|ớ ôù|ờ ôø|ở ôû|ỡ ôõ|ợ ôï|ú uù|ù uø|ủ uû|ũ uõ|ụ uï|ư ö|ứ öù|ừ öø
ử öû|ữ öõ|ự öï|ý yù|ỳ yø|ỷ yû|ỹ yõ|ỵ î|đ ñ"""
_VNI_PAIRS = dict(one.split(" ") for one in _VNI.replace("\n", "|").split("|"))
VNI = {**_VNI_PAIRS, **{one.upper(): other.upper() for one, other in _VNI_PAIRS.items()}}
TITLES = ["Ông", "Bà", "Anh", "Chị", "Thằng", "Cụ", "Chú", "Đối tượng", "Tên"]
SPELLINGS = [
    ("l", "n"), ("n", "l"), ("ch", "tr"), ("tr", "ch"), ("s", "x"), ("x", "s"), ("d", "gi"), ("gi", "d"), ("gi", "r"),
    ("r", "d"), ("d", "r"), ("v", "d"), ("d", "v"),
]  # fmt: skip


def parts(word: str) -> tuple[str, str]:
    """The word without its tone, and the tone."""
    letters = unicodedata.normalize("NFD", word)
    tone = next((mark for mark in letters if mark in TONES), "")
    return unicodedata.normalize("NFC", letters.replace(tone, "") if tone else letters), tone


def bare(text: str) -> str:
    """Text without marks."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def on_words(change: Callable[[str, random.Random], str]) -> Change:
    """A change that goes through the words of a Vietnamese name; None where nothing changes."""

    def changed(person: Person, rng: random.Random) -> str | None:
        if person.writing != "vi":
            return None
        made = [change(word, rng) for word in person.words]
        return " ".join(made) if made != person.words else None

    return changed


def _other_place(word: str, rng: random.Random) -> str:
    letters, tone = parts(word)
    for pair in ("oa", "oe", "uy"):
        if tone and letters.lower().endswith(pair) and letters[:2].lower() != "qu":
            before = letters[:-2]
            new = before + letters[-2] + tone + letters[-1], before + letters[-2:] + tone
            return next(made for one in new if (made := unicodedata.normalize("NFC", one)) != word)
    return word


def _telex(word: str, rng: random.Random) -> str:
    letters, tone = parts(word)
    keys = letters
    for one, typed in (
        ("ươ", "uwow"),
        ("ă", "aw"),
        ("â", "aa"),
        ("đ", "dd"),
        ("ê", "ee"),
        ("ô", "oo"),
        ("ơ", "ow"),
        ("ư", "uw"),
    ):
        keys = keys.replace(one, typed).replace(one.capitalize(), typed.capitalize())
    return keys + dict(zip(TONES, "sfrxj", strict=True)).get(tone, "")


def _vni_typed(word: str, rng: random.Random) -> str:
    letters, tone = parts(word)
    keys = letters
    for one, typed in (
        ("ươ", "u7o7"),
        ("ă", "a8"),
        ("â", "a6"),
        ("đ", "d9"),
        ("ê", "e6"),
        ("ô", "o6"),
        ("ơ", "o7"),
        ("ư", "u7"),
    ):
        keys = keys.replace(one, typed).replace(one.capitalize(), typed.capitalize())
    return keys + dict(zip(TONES, "12345", strict=True)).get(tone, "")


def _misspelt(word: str, rng: random.Random) -> str:
    fitting = [(one, other) for one, other in SPELLINGS if _begins(word.lower(), one)]
    if word.lower()[-1:] in "iíìỉĩị" and len(word) > 1 and word.lower()[-2] not in "aeouâêôơưăáàạảãóòúùủéèẻôốồổứừửấầ":
        fitting.append(("i", "y"))
    if not fitting:
        return word
    one, other = rng.choice(fitting)
    if one == "i":
        letters, tone = parts(word)
        return unicodedata.normalize("NFC", letters[:-1] + "y" + tone)
    made = other + word[len(one) :]
    return made.capitalize() if word[0].isupper() else made


def _begins(word: str, onset: str) -> bool:
    after = bare(word[len(onset) : len(onset) + 1])
    return word.startswith(onset) and after in tuple("aeiouy") and not (onset == "d" and word.startswith("đ"))


def misspelt(person: Person, rng: random.Random) -> str | None:
    """One word written as it is said elsewhere: l/n, ch/tr, s/x, d/gi/r, v/d, i/y."""
    if person.writing != "vi" or person.han:
        return None
    places = [place for place, word in enumerate(person.words) if _misspelt(word, rng) != word]
    if not places:
        return None
    at = rng.choice(places)
    return " ".join(_misspelt(word, rng) if place == at else word for place, word in enumerate(person.words))


def other_tone(person: Person, rng: random.Random) -> str | None:
    """Hỏi for ngã and the other way, as in the south."""
    swapped = {HOOK: TILDE, TILDE: HOOK}
    made = []
    for word in person.words:
        letters = unicodedata.normalize("NFD", word)
        made.append(unicodedata.normalize("NFC", "".join(swapped.get(one, one) for one in letters)))
    return " ".join(made) if person.writing == "vi" and made != person.words else None


def family_last(person: Person, rng: random.Random) -> str | None:
    """The family name behind, or the given name in front."""
    first, *rest = person.words
    turned = [[*rest, first], [rest[-1], first, *rest[:-1]]]
    return " ".join(rng.choice(turned)) if person.writing == "vi" else None


def no_middle(person: Person, rng: random.Random) -> str | None:
    """Family and given name alone."""
    return f"{person.words[0]} {person.words[-1]}" if person.writing == "vi" and len(person.words) > 2 else None


def initials(person: Person, rng: random.Random) -> str | None:
    """N.V. Nam; Nguyễn V. Nam; N V Nam."""
    if person.writing != "vi" or len(person.words) < 3 or person.han:
        return None
    first, *middle, last = person.words
    short = [word[0] for word in middle]
    return rng.choice(
        [
            f"{first[0]}.{'.'.join(short)}. {last}",
            f"{first} {'. '.join(short)}. {last}",
            f"{first[0]}{''.join(short)} {last}",
        ]
    )


def titled(person: Person, rng: random.Random) -> str | None:
    """A word of address in front; an A before a H'Mông name."""
    if person.writing != "vi":
        return None
    if person.words[1] == "A" and rng.random() < 0.5:
        return "A " + person.words[-1]
    return f"{rng.choice(TITLES)} {' '.join(person.words)}"


def nicknamed(person: Person, rng: random.Random) -> str | None:
    """Lý "Sẹo" for who is registered with that nickname; else the full name with one behind."""
    if person.writing != "vi" or person.han:
        return None
    if person.aliases:
        return f"{rng.choice([person.words[0], person.words[-1]])} “{person.aliases[0]}”"
    return (
        f"{' '.join(person.words)} {rng.choice(['(tức {})', '“{}”', 'tức {}', '({})']).format(rng.choice(NICKNAMES))}"
    )


def han(change: Callable[[Person, random.Random], str]) -> Change:
    """A change for Chinese only."""
    return lambda person, rng: made if person.han and (made := change(person, rng)) != person.name else None


def _glued(person: Person, rng: random.Random) -> str:
    family, given = person.pinyin()
    return rng.choice([family + given.lower(), f"{family}{given}", f"{family.upper()}{given.upper()}"])


def _spaced(person: Person, rng: random.Random) -> str:
    return " ".join(sound.capitalize() for one in person.han for sound in [_sound(person, one)])


def _sound(person: Person, sign: str) -> str:
    from pypinyin import lazy_pinyin

    return str(lazy_pinyin(sign, v_to_u=False)[0])


KINDS: dict[str, Change] = {
    "as it is": lambda person, rng: person.name,
    "no tone marks": on_words(lambda word, rng: bare(word)),
    "tone mark elsewhere": on_words(_other_place),
    "Telex keys": on_words(_telex),
    "VNI keys": on_words(_vni_typed),
    "TCVN3 as Latin-1": on_words(lambda word, rng: word.translate(ABC)),
    "VNI bytes as Latin-1": on_words(lambda word, rng: "".join(VNI.get(letter, letter) for letter in word)),
    "capitals": on_words(lambda word, rng: word.upper()),
    "family name last": family_last,
    "no middle name": no_middle,
    "initials": initials,
    "title in front": titled,
    "nickname": nicknamed,
    "spelling of a region": misspelt,
    "hỏi for ngã": other_tone,
    "Hanzi": han(lambda person, rng: person.han),
    "Hanzi, traditional": han(lambda person, rng: person.traditional),
    "pinyin": han(lambda person, rng: " ".join(person.pinyin())),
    "pinyin, spaced": han(_spaced),
    "pinyin with tones": han(lambda person, rng: " ".join(person.pinyin(Style.TONE))),
    "pinyin, given first": han(lambda person, rng: " ".join(reversed(person.pinyin()))),
    "pinyin, glued": han(_glued),
    "Sino-Vietnamese": han(lambda person, rng: " ".join(person.words)),
    "Sino-Vietnamese, no marks": han(lambda person, rng: bare(" ".join(person.words))),
}


def other_birth(person: Person, kind: str, rng: random.Random) -> str | None:
    """The birth as it is asked for."""
    born = person.born
    if kind == "year":
        return str(born.year)
    if kind == "year beside":
        return str(born.year + rng.choice([-1, 1]))
    if kind == "day beside":
        return date.fromordinal(born.toordinal() + rng.choice([-1, 1])).isoformat()
    if kind == "a year off":
        return _safe(born.year + rng.choice([-1, 1]), born.month, born.day)
    if kind == "day and month swapped":
        return _safe(born.year, born.day, born.month) if born.day <= 12 and born.day != born.month else None
    return born.isoformat() if kind == "full" else None


def _safe(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def wrong_digit(number: str, rng: random.Random) -> str:
    """One digit is another."""
    at = rng.choice([place for place, sign in enumerate(number) if sign.isdigit()])
    return number[:at] + rng.choice([digit for digit in "0123456789" if digit != number[at]]) + number[at + 1 :]


def swapped_digits(number: str, rng: random.Random) -> str | None:
    """Two neighbours have changed places."""
    places = [place for place in range(len(number) - 1) if number[place] != number[place + 1]]
    if not places:
        return None
    at = rng.choice(places)
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]
