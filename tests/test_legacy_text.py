"""TCVN3 and VNI become the Vietnamese they were, and what is right already stays as it is."""

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiepdong.vocabulary import codes
from hiepdong.vocabulary.legacy_text import (
    TCVN3,
    TCVN3_LETTERS,
    VNI,
    VNI_LETTERS,
    decoded,
    encoding_of,
    from_tcvn3,
    from_vni,
)
from hiepdong.vocabulary.syllables import is_syllable

TONED = "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ"
SENTENCE = "Tàng trữ trái phép chất ma túy tại thôn Ba Sơn, xã Xuất Lễ, huyện Cao Lộc, tỉnh Lạng Sơn"
NAMES = ["Vũ Văn Hải", "Lương Thị Nga", "Hoàng Ưng", "Đỗ Quý Thưởng"]


def to_tcvn3(text: str) -> str:
    return text.translate({ord(letter): code for code, letter in TCVN3_LETTERS.items()})


def to_vni(text: str) -> str:
    backwards = {
        letter: code
        for code, letter in VNI_LETTERS.items()
        if not code[0].isupper() or code[1:].islower() or len(code) == 1
    }
    backwards |= {"í": "í", "ì": "ì"}
    return "".join(backwards.get(letter, letter) for letter in text)


@given(st.text(alphabet=TONED + "abcdeghiklmnopqrstuvxy ,.0123456789"))
def test_what_was_typed_in_the_old_fonts_comes_back(text: str):
    assert from_tcvn3(to_tcvn3(text)) == text


@pytest.mark.parametrize("letter", TONED + TONED.upper())
def test_every_letter_has_a_code_in_vni(letter: str):
    assert from_vni(to_vni(letter)) == letter


def test_the_table_of_tcvn3_is_that_of_the_standard():
    """The C library knows TCVN 5712 (VN1), of which VN3 is the part above the control codes."""
    for code, letter in TCVN3_LETTERS.items():
        done = subprocess.run(
            ["iconv", "-f", "TCVN", "-t", "UTF-8"], input=code.encode("latin-1"), capture_output=True, check=True
        )
        assert done.stdout.decode() == letter


@pytest.mark.parametrize(("convert", "name"), [(to_tcvn3, TCVN3), (to_vni, VNI)])
def test_old_text_is_told_from_new(convert, name: str):
    assert encoding_of([convert(SENTENCE)]) == name
    assert encoding_of([convert(one) for one in NAMES]) == name
    for text in (SENTENCE, SENTENCE.upper(), *NAMES, "Vương Vĩ (WANG WEI)", "Pháo 12,5 kg; Café Đắk Lắk", "abc 12"):
        assert encoding_of([text]) is None


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (SENTENCE.encode(), "UTF-8"),
        (b"\xef\xbb\xbf" + SENTENCE.encode(), "UTF-8"),
        (SENTENCE.encode("utf-16"), "UTF-16"),
        (SENTENCE.encode("utf-16-le"), "UTF-16-LE"),
        (to_tcvn3(SENTENCE).encode("latin-1"), TCVN3),
        (to_vni(SENTENCE).encode("latin-1"), VNI),
    ],
)
def test_bytes_of_any_office_become_the_same_text(content: bytes, name: str):
    assert decoded(content) == (SENTENCE, name)


def test_windows_1258_writes_tones_behind_their_letters():
    import unicodedata

    parted = "".join(
        letter if letter in "ăâđêôơư" or letter.isascii() else _parted(letter)
        for letter in unicodedata.normalize("NFC", SENTENCE)
    )
    assert decoded(parted.encode("cp1258")) == (SENTENCE, "windows-1258")


def _parted(letter: str) -> str:
    import unicodedata

    tones = "\u0300\u0301\u0303\u0309\u0323"
    marks = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", "".join(m for m in marks if m not in tones)) + "".join(
        m for m in marks if m in tones
    )


def test_what_is_no_text_is_none():
    with pytest.raises(ValueError, match="NUL"):
        decoded(b"abc\0def\xff")


def test_every_word_of_the_offences_is_a_syllable():
    wrong = {
        word
        for row in codes.offences
        for word in row.vi.replace("/", " ").replace(";", " ").replace(",", " ").split()
        if not word.isascii() and word.isalpha() and not is_syllable(word)
    }
    assert wrong <= {"côca"}
