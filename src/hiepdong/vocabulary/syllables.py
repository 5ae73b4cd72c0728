"""Whether a word can be a Vietnamese syllable: by onset, rhyme and tone. So wrongly decoded text is told from right."""

import re
import unicodedata

_ONSETS = "ngh ng nh ch gh gi kh ph qu th tr b c d đ g h k l m n p r s t v x"
_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm
ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh oao oap
oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u
ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ up ut uy uya uych uynh uyên uyêt uyt uyu uôc uôi uôm uôn uông uôt
ư ưa ưc ưi ưm ưn ưng ưt ươc ươi ươm ươn ương ươp ươt ươu ưu y yêm yên yêng yêt yêu
"""
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED = ("c", "ch", "p", "t")
_SYLLABLE = re.compile(
    f"(?:{'|'.join(_ONSETS.split())})?(?:{'|'.join(sorted(_RHYMES.split(), key=len, reverse=True))})"
)


def is_syllable(word: str) -> bool:
    """Whether the word is spelled as a Vietnamese syllable can be; one that stops in c, ch, p, t has two tones only."""
    taken = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in taken if mark in _TONES]
    plain = unicodedata.normalize("NFC", "".join(mark for mark in taken if mark not in _TONES))
    if len(tones) > 1 or _SYLLABLE.fullmatch(plain) is None:
        return False
    return not tones or not plain.endswith(_STOPPED) or tones[0] in "\u0301\u0323"


def plausible(text: str) -> tuple[int, int]:
    """Of the different words with a letter beyond ASCII, how many can be Vietnamese, and how many there are."""
    told = {word for word in text.split() if not word.isascii()}
    return sum(_is_word(word) for word in told), len(told)


def _is_word(word: str) -> bool:
    """A word less the signs around it; capitals stand at its beginning or everywhere."""
    bare = word.strip(".,;:!?()[]{}\"'“”‘’…-–/«»0123456789")
    parts = [part for part in re.split(r"[-–/.,]", bare) if part]
    return bool(parts) and all(
        (part.isascii() and part.isalnum()) or (is_syllable(part) and _has_sound_case(part)) for part in parts
    )


def _has_sound_case(word: str) -> bool:
    return word.isupper() or word[1:].islower() or len(word) == 1
