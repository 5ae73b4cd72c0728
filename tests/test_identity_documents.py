"""Numbers of papers: what they say, what is wrong with them, and births."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiepdong.identity import births, documents
from hiepdong.identity.births import Birth


@pytest.mark.parametrize(
    ("kind", "number", "normal"),
    [
        ("cccd", "020 090 001234", "020090001234"), ("cccd", "O20O9OOO1234", "020090001234"),
        ("cccd", "20090001234", "020090001234"), ("cmnd", "080.123.456", "080123456"),
        ("passport", "c 1234567", "C1234567"), ("cn-id", "11010519491231002x", "11010519491231002X"),
        ("plate", "12A-004.56", "12A00456"), ("cccd", "０２００９０００１２３４", "020090001234"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_is_written(kind: str, number: str, normal: str):
    assert documents.normal(kind, number) == normal


@pytest.mark.parametrize(
    ("kind", "number", "birth", "sex"),
    [
        ("cccd", "020090001234", Birth(1990), "m"), ("cccd", "020190001234", Birth(1990), "f"),
        ("cccd", "020304001234", Birth(2004), "f"), ("cn-id", "11010519491231002X", Birth(1949, 12, 31), "f"),
        ("cmnd", "080123456", Birth(), None), ("passport", "C1234567", Birth(), None),
    ],
)  # fmt: skip
def test_a_number_says_birth_and_sex(kind: str, number: str, birth: Birth, sex: str | None):
    assert documents.holder(kind, number) == (birth, sex)


@pytest.mark.parametrize(
    ("kind", "number", "birth", "gender", "codes"),
    [
        ("cccd", "020090001234", "1990-05-12", "m", ()),
        ("cccd", "020090001234", "1991", "m", ("document.other_birth",)),
        ("cccd", "020090001234", "1990", "f", ("document.other_sex",)),
        ("cccd", "099090001234", None, None, ("document.province",)),
        ("cccd", "02009000123", None, None, ("document.shape",)),
        ("cn-id", "11010519491231002X", "1949-12-31", "f", ()),
        ("cn-id", "110105194912310021", None, None, ("document.check_digit",)),
        ("cn-id", "11010519491331002X", None, None, ("document.birth", "document.check_digit")),
        ("cn-id", "11010519491231002X", "1949-12-30", None, ("document.other_birth",)),
    ],
)
def test_a_number_is_held_against_what_was_stated(kind, number, birth, gender, codes):
    assert documents.contradictions(kind, number, birth, gender) == codes


NUMBERS = st.text("0123456789", min_size=9, max_size=18)


@given(NUMBERS, st.data())
def test_one_wrong_or_transposed_digit_is_a_slip_both_ways(number: str, data: st.DataObject):
    at = data.draw(st.integers(0, len(number) - 2))
    digit = data.draw(st.sampled_from("0123456789"))
    wrong = number[:at] + digit + number[at + 1 :]
    swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    for other in {wrong, swapped} - {number}:
        assert other in documents.slips(number)
        assert number in documents.slips(other)


@given(st.sets(st.text("0123456789ABCXYZ", min_size=8, max_size=12), min_size=2, max_size=50))
def test_numbers_of_twelve_signs_have_keys_of_their_own(numbers: set[str]):
    assert len({documents.key(number) for number in numbers}) == len(numbers)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1990-05-12", Birth(1990, 5, 12)), ("1990", Birth(1990)), ("12/05/1990", Birth(1990, 5, 12)),
        ("05/1990", Birth(1990, 5)), ("1990-00-00", Birth(1990)), ("1990-13-05", Birth(1990, 5, 13)),
        ("", Birth()), (None, Birth()), ("không rõ", Birth()),
    ],
)  # fmt: skip
def test_a_birth_is_read_as_it_is_written(text: str | None, read: Birth):
    assert births.read(text) == read


def test_days_beside_cross_months_and_years():
    assert Birth(2010, 12, 31).beside() == (Birth(2010, 12, 30), Birth(2011, 1, 1))
    assert Birth(2012, 2, 29).beside() == (Birth(2012, 2, 28), Birth(2012, 3, 1))
    assert Birth(1990).beside() == ()
