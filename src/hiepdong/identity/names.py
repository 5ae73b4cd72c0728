"""What stands in the place of a name, taken apart into forms: each a line of syllables that may be compared.

A syllable of a form is what `syllables.syllable` makes of a Vietnamese or pinyin word, a simplified character, or an
abbreviation (`n.`). One name may have several forms: its nickname with the family name, the characters behind the
letters, another way to read glued pinyin.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from hiepdong.identity.encodings import decoded, typed
from hiepdong.identity.hanzi import is_hanzi, is_pinyin, simplified, unglued
from hiepdong.identity.syllables import is_spelt, is_vietnamese, plain, syllable

Form = tuple[str, ...]
LONGEST = 6
_MOST_FORMS = 5

_ADDRESS = """ông bà anh chị em cô chú bác dì cậu mợ thím dượng cụ mụ lão thằng con gã tên y hắn mr mrs ms bé cháu nó
thầy sư a"""
_TITLES = frozenset(map(syllable, _ADDRESS.split()))
_LONG_ADDRESS = "đối bị nghi đồng người họ"
_SLOW = _TITLES | set(map(syllable, _LONG_ADDRESS.split()))
_LONG_TITLES = re.compile(
    r"^(?:đối tượng|bị can|bị cáo|nghi can|nghi phạm|đồng chí|đ/c|người tên|họ và tên|họ tên)\s*:?\s+", re.IGNORECASE
)
_NICKNAME = re.compile(
    r"[\"“”„«»(\[（【]([^\"“”„«»()\[\]（）【】]*)[\"“”«»)\]）】]|(?:(?<=\s)|^)[‘'’`]([^‘'’`]+)[’'`‘](?=\s|$|[,.;])"
)
_CALLED = re.compile(
    r"\s*(?:[,;/]|\b)\s*(?:tức(?: là)?|tên khác|tên gọi khác|còn gọi(?: là)?|hay gọi(?: là)?|thường gọi(?: là)?|"
    r"biệt danh|bí danh|biệt hiệu|alias|a\.?k\.?a\.?|@|còn có tên(?: là)?)\s*:?\s+",
    re.IGNORECASE,
)
_INSIDE_APOSTROPHE = re.compile(r"(?<=\w)['’‘`](?=\w)")
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f][^\W_]*)*\.?")
_FAMILY_LIKE = frozenset({"thi", "van"})


@lru_cache(maxsize=200_000)
def _clean(word: str) -> str:
    """The syllable of a word that needs no repair; empty for any other."""
    if len(word) < 2 or not word.isalpha() or is_hanzi(word[0]) or not (word[1:].islower() or word.isupper()):
        return ""
    token = syllable(word)
    letters = plain(token)
    if len(word) == 2 and word.isupper():
        return ""
    sound = is_spelt(token) if letters != token else letters != "nv" and (is_vietnamese(letters) or is_pinyin(letters))
    return token if sound and letters.isascii() else ""


def forms(name: str) -> tuple[Form, ...]:
    """The forms of a name as somebody wrote it, the fullest first; none where no letter stands in it."""
    words = [_clean(word) for word in name.split()]
    if 1 < len(words) <= LONGEST and all(words) and words[0] not in _SLOW and "tưc1" not in words:
        return (tuple(words),)
    return _taken_apart(name)


def all_forms(name: str | None, aliases: Iterable[str]) -> tuple[Form, ...]:
    """The forms of a person's name and of what else he is called.

    A lone nickname goes with his family name and with his given name.
    """
    found = list(forms(name)) if name else []
    own = found[0] if found else ()
    for alias in aliases:
        for form in forms(alias):
            found += [form] if len(form) > 1 else _with_nickname(own, form)
    return tuple(dict.fromkeys(found))[:_MOST_FORMS]


def _taken_apart(name: str) -> tuple[Form, ...]:
    text = unicodedata.normalize("NFC", _INSIDE_APOSTROPHE.sub("", unicodedata.normalize("NFKC", decoded(name))))
    text = _LONG_TITLES.sub("", text.strip())
    own, nicknames = _split_nicknames(text)
    found = _forms_of(own)
    first = found[0] if found else ()
    for nickname in nicknames:
        for form in _forms_of(nickname):
            found += [form] if len(form) > 1 or not first else _with_nickname(first, form)
    return tuple(dict.fromkeys(form for form in found if form))[:_MOST_FORMS]


def _with_nickname(own: Form, nickname: Form) -> list[Form]:
    if not own:
        return [nickname]
    return [(*own[:1], *nickname), *([(*own[-1:], *nickname)] if len(own) > 1 else [])]


def _split_nicknames(text: str) -> tuple[str, list[str]]:
    nicknames = [one or two for one, two in _NICKNAME.findall(text)]
    own, *called = _CALLED.split(_NICKNAME.sub(" ", text))
    return own, [*called, *nicknames]


def _forms_of(text: str) -> list[Form]:
    """Characters and letters apart; each word repaired, glued pinyin in each of its ways; titles left off."""
    characters = tuple(simplified(sign) for sign in text if is_hanzi(sign))
    letters = "".join(" " if is_hanzi(sign) else sign for sign in text)
    ways: list[Form] = [()]
    for word in (words := _words(letters)):
        ways = [(*way, *more) for way in ways for more in (*_syllables_of(word), *_maybe_initials(word, words))][:4]
    found = [_fitting(characters)] if characters else []
    for way in ways:
        found += _without_title(way)
    return [form for form in found if form]


def _words(letters: str) -> list[str]:
    found: list[str] = []
    for word in _WORD.findall(letters.replace(".", ". ")):
        humps = _humps(word)
        found += humps if all(len(hump.rstrip(".")) > 1 for hump in humps) else [word]
    return found


def _humps(word: str) -> list[str]:
    starts = [at for at in range(1, len(word)) if word[at].isupper() and word[at - 1].islower()]
    return [word[start:end] for start, end in zip([0, *starts], [*starts, len(word)], strict=True)]


@lru_cache(maxsize=65_536)
def _syllables_of(word: str) -> tuple[Form, ...]:
    """The syllables of one word, in each way it may be read."""
    short = word.endswith(".")
    bare = word.rstrip(".")
    token = syllable(bare)
    letters = plain(token)
    if short and len(letters) <= 3 and not token[-1:].isdigit():
        return ((letters + ".",),)
    if letters != "lv" and not any(letter in "aeiouy" for letter in letters):
        return _initials(bare, letters)
    if letters.isascii() and (is_vietnamese(letters) or is_pinyin(letters)):
        return ((token,),)
    unkeyed = bare.rstrip("12345")
    if unkeyed != bare and is_pinyin(plain(syllable(unkeyed))) and not is_vietnamese(plain(syllable(unkeyed))):
        return ((syllable(unkeyed),),)
    meant = typed(bare)
    if meant:
        return ((meant,),)
    return unglued(letters.replace("ü", "v")) or _unglued_vietnamese(letters) or ((token,),)


def _initials(word: str, letters: str) -> tuple[Form, ...]:
    """`N` is an initial; `NV` are two; `Th` and `Ng` are one."""
    if not letters.isalpha():
        return ((letters,),)
    if len(letters) == 1 or (word[:1].isupper() and word[1:].islower()):
        return ((letters + ".",),)
    return (tuple(letter + "." for letter in letters[:LONGEST]),)


def _maybe_initials(word: str, words: list[str]) -> tuple[Form, ...]:
    """`BA Lam` may be a Bùi Anh Lam: two capitals among words that are not all in capitals."""
    if len(word) == 2 and word.isupper() and word.isalpha() and not all(other.isupper() for other in words):
        return (tuple(letter + "." for letter in plain(syllable(word))),)
    return ()


def _unglued_vietnamese(letters: str) -> tuple[Form, ...]:
    """Vietnamese syllables that were written without spaces: the way with the fewest of them."""
    best: dict[int, Form] = {0: ()}
    if len(letters) > 24:
        return ()
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - 7), end):
            if start in best and is_vietnamese(letters[start:end]):
                way = (*best[start], letters[start:end])
                if end not in best or len(way) < len(best[end]):
                    best[end] = way
    way = best.get(len(letters), ())
    return (way,) if 1 < len(way) <= LONGEST else ()


def _without_title(form: Form) -> list[Form]:
    """A title in front is left off; where what is left is hardly a name, both forms stand."""
    if len(form) < 2 or form[0].rstrip(".") not in _TITLES:
        return [_fitting(form)]
    rest = form[1:]
    if len(rest) > 1 and plain(rest[0]) not in _FAMILY_LIKE:
        return _without_title(rest) if rest[0] in _TITLES and len(rest) > 2 else [_fitting(rest)]
    return [_fitting(rest), _fitting(form)]


def _fitting(form: Form) -> Form:
    """At most six syllables: the first three and the last three."""
    return form if len(form) <= LONGEST else (*form[: LONGEST // 2], *form[-(LONGEST - LONGEST // 2) :])
