"""Syllables of Vietnamese names: their parts, their plain form and what is confused with them.

A syllable is kept as its letters with the tone as a digit behind (`hoà` and `hòa` are both `hoa2`), so the place
of the tone mark cannot matter. Tones: 1 sắc, 2 huyền, 3 hỏi, 4 ngã, 5 nặng.
"""

import re
import unicodedata
from functools import lru_cache

TONE_MARKS = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_LETTER_MARKS = "\u0302\u0306\u031b"
_PLAIN = str.maketrans("ăâđêôơư", "aadeoou", "12345")
_ONSETS = "b c ch d g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm
ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oc oi om on ong op ot oa oac oach oai oam
oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui
um un ung up ut uân uât uây uâng uê uêch uênh uôc uôi uôm uôn uông uôp uôt uơ uy uya uych uynh uyt uyn uyp uyêt uyên
uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêt yêu"""
_SPELT = frozenset(onset + rime for onset in ["", "đ", *_ONSETS.split()] for rime in _RIMES.split())
_VALID = frozenset(letters.translate(_PLAIN) for letters in _SPELT)

# Forms of one name that differ by region, by the taboo on a lord's name or by the reading of one Chinese character.
_REGIONAL = """hoang huynh|vu vo|chau chu|phuc phuoc|nhan nhon|phuong phung|yen an|son san|chinh chanh|sinh sanh|la lu
nham nhiem nham|thai sai|ton tong|cuong cang|duong dang|truong trang|linh lanh|thinh thanh|canh kieng|tinh tanh
menh mang|hong huong|dinh danh|dam dom||thoi thi
thuy thoai|hue tue|nhut nhat|ngai nghia|bang binh|tham tram|dai doi
loi lai|luu lau|xuan xoan
vuong vang|bui boi|thao thau|mua ma|sung xung"""


@lru_cache(maxsize=65_536)
def syllable(word: str) -> str:
    """A word as letters and a tone: lower case, quality marks kept, any tone as one digit behind.

    Marks that Vietnamese does not write (macron, caron and diaeresis of pinyin) are left off.
    """
    letters, tone = [], ""
    for sign in unicodedata.normalize("NFD", word.lower()):
        if sign in TONE_MARKS:
            tone = TONE_MARKS[sign]
        elif sign in _LETTER_MARKS or not unicodedata.combining(sign):
            letters.append(sign)
    return unicodedata.normalize("NFC", "".join(letters)) + tone


@lru_cache(maxsize=65_536)
def plain(token: str) -> str:
    """A syllable without tone, marks and đ."""
    return token.translate(_PLAIN)


def is_bare(token: str) -> bool:
    """True where a syllable was written without any mark, so that nothing can be said of its tone."""
    return plain(token) == token


def is_vietnamese(letters: str) -> bool:
    """True where a plain syllable can be written in Vietnamese."""
    return letters in _VALID


def is_spelt(token: str) -> bool:
    """True where a syllable with its marks is one that Vietnamese has: `haư` is none, though `hau` is."""
    return token.rstrip("12345") in _SPELT


@lru_cache(maxsize=65_536)
def sound(letters: str) -> str:
    """The class of a plain syllable in which north and south confuse their spellings.

    l/n, ch/tr, s/x, d/gi/r/v, i/y, c/k/q, g/gh, ng/ngh, ph/f.
    """
    for pattern, by in _CONFUSED:
        letters = pattern.sub(by, letters)
    return letters


_CONFUSED = [
    (re.compile(pattern), by)
    for pattern, by in (
        ("ph", "f"), ("^ngh", "ng"), ("^gh", "g"), ("^(?:dz|gi(?=[aeou])|gi$|z|r|v|j)", "d"), ("^(?:tr|ch)", "c"),
        ("^(?:k(?!h)|q)", "c"), ("^s(?!h)", "x"), ("^n(?![gh])", "l"), ("y", "i"), ("^w", "u"),
    )
]  # fmt: skip


def _regional() -> dict[str, frozenset[str]]:
    together: dict[str, set[str]] = {}
    for group in _REGIONAL.replace("\n", "|").split("|"):
        for one in group.split():
            together.setdefault(one, set()).update(group.split())
    return {one: frozenset(others - {one}) for one, others in together.items()}


REGIONAL = _regional()


_FAMILIES = """
nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn lương trịnh đào mai tô hờ
hà tạ trương lâm phùng cao chu lưu thái châu quách nghiêm kiều doãn khổng vương tống từ la thạch viên bạch lại tăng ngụy
diệp giang nông vi triệu hứa lộc bế đàm lăng mã linh ma mông lục long liễu sầm lường chung bàn phàn chảo tẩn vàng giàng
sùng thào lầu mùa hạng cứ má hầu vừ ly lò cà quàng tráng lù vi lã lữ văn tôn thân ninh uông thẩm tiêu điền tưởng dư"""
FAMILIES = frozenset(map(syllable, _FAMILIES.split()))


def spelt(token: str) -> str:
    """A syllable as it is written, with a capital: `hoa2` is Hòa."""
    letters, tone = token.rstrip("12345"), token[-1:]
    mark = next((mark for mark, digit in TONE_MARKS.items() if digit == tone), "")
    at = _toned(letters)
    return unicodedata.normalize("NFC", letters[: at + 1] + mark + letters[at + 1 :]).capitalize()


def _toned(letters: str) -> int:
    """Which letter bears the tone."""
    start = 2 if letters[:2] == "qu" or (letters[:2] == "gi" and letters[2:3] in tuple("aăâeêoôơuư")) else 0
    vowels = [at for at in range(start, len(letters)) if letters[at] in "aăâeêioôơuưy"]
    marked = [at for at in vowels if letters[at] in "ăâêôơư"]
    if marked or not vowels:
        return marked[-1] if marked else len(letters) - 1
    closed = vowels[-1] < len(letters) - 1
    return vowels[-1] if closed or len(vowels) == 1 else vowels[-2]
