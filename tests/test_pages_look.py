"""How the pages look: contrast of the colours, both languages whole, and no page that a person cannot use."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import DESKTOP, PHONE, People, Screen
from tools import words

TOKENS = (Path(words.SOURCE) / "desk/static/desk/tokens.css").read_text()
GROUNDS = ("sheet", "ground", "well", "act-well", "late-well", "soon-well", "out-well")
PLAIN = GROUNDS[:3]
TEXTS = {
    "ink": GROUNDS, "ink-2": GROUNDS, "ink-3": GROUNDS, "act": GROUNDS, "late": (*PLAIN, "late-well", "act-well"),
    "soon": (*PLAIN, "soon-well", "act-well"), "out": (*PLAIN, "out-well", "act-well"), "on-act": ("act",),
}  # fmt: skip
PLACEHOLDER = re.compile(r"%\((\w+)\)s|<\w+>")


# ---------------------------------------------------------------- colours


def colours(selector: str) -> dict[str, str]:
    block = TOKENS.partition(selector)[2].partition("}")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, as WCAG 2.2 has it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_is_reckoned_as_the_standard_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [":root {", ':root[data-theme="dark"]'], ids=["light", "dark"])
def test_every_text_can_be_read_on_every_ground_it_stands_on(theme: str):
    known = colours(theme)
    pairs = {(text, ground): contrast(known[text], known[ground]) for text, on in TEXTS.items() for ground in on}
    assert {pair: round(value, 2) for pair, value in pairs.items() if value < 4.5} == {}


@pytest.mark.parametrize("theme", [":root {", ':root[data-theme="dark"]'], ids=["light", "dark"])
def test_the_edges_of_controls_can_be_seen(theme: str):
    known = colours(theme)
    assert [ground for ground in PLAIN if contrast(known["edge"], known[ground]) < 3] == []


def test_the_dark_of_the_machine_is_the_dark_that_is_chosen():
    assert colours(':root[data-theme="auto"]') == colours(':root[data-theme="dark"]')


def test_sheets_use_no_colour_but_the_named_ones():
    sheets = [path for path in (words.SOURCE / "desk/static/desk").glob("*.css") if path.name != "tokens.css"]
    found = {path.name: re.findall(r"#[0-9a-f]{3,8}\b(?![^{]*\{)|rgba?\(", path.read_text()) for path in sheets}
    assert {name: colour for name, colour in found.items() if colour and name != "rooms.css"} == {}


# ---------------------------------------------------------------- words


def all_messages() -> Iterator[tuple[str, ...]]:
    for message in words.messages():
        yield message if isinstance(message, tuple) else (message,)


def test_every_message_has_its_english():
    known = words.read()
    missing = [one[0] for one in all_messages() if (found := known.get(one[0])) is None or not found.string]
    assert missing == []


def test_the_english_has_the_same_blanks_as_the_vietnamese():
    wrong = []
    for message in words.read():
        if not message.id:
            continue
        ids, strings = ((one if isinstance(one, (tuple, list)) else (one,)) for one in (message.id, message.string))
        blanks = sorted(PLACEHOLDER.findall(str(ids[0])))
        wrong += [ids[0] for string in strings if sorted(PLACEHOLDER.findall(str(string))) != blanks]
    assert wrong == []


def test_messages_are_composed_letters():
    assert [one[0] for one in all_messages() if unicodedata.normalize("NFC", one[0]) != one[0]] == []


def test_pages_speak_as_officers_do():
    """No bạn, no vui lòng, no exclamation mark, no English button."""
    wrong = re.compile(r"\b(bạn|vui lòng|OK|Submit|click)\b|!", re.IGNORECASE)
    assert [one[0] for one in all_messages() if wrong.search(one[0])] == []


# ---------------------------------------------------------------- every page, as people see it

OFFICER = "trucban.bason"
PAGES = {
    "sign-in": (None, "/dang-nhap"),
    "board": (OFFICER, "/"),
    "board of a staff officer": ("thammuu.caoloc", "/"),
    "board of an inspector": ("kiemtra", "/"),
    "board of an administrator": ("admin", "/"),
    "cases": (OFFICER, "/vu-viec"),
    "cases with parts withheld": ("trucban.quansu", "/vu-viec"),
    "no cases": (OFFICER, "/vu-viec?q=khongcogi"),
    "a day that is none": (OFFICER, "/vu-viec?tu=32/1/2023"),
    "entry": (OFFICER, "/vu-viec/nhap"),
    "the case of ours": (OFFICER, "case /vu-viec?xem=ours"),
    "the case of a commander": ("chihuy.bason", "case /vu-viec?xem=waits"),
    "a case with parts withheld": ("trucban.quansu", "case /vu-viec"),
    "revision": (OFFICER, "case /vu-viec?xem=ours +/sua"),
    "the other record": (OFFICER, "case /vu-viec?xem=ours +/noi"),
    "two records": (OFFICER, "link /"),
    "keys and choices": (OFFICER, "/phim"),
    "more": (OFFICER, "/them"),
    "not found": (OFFICER, "/vu-viec/00000000-0000-4000-8000-00000000dead"),
}
LOOKS = [(DESKTOP, "light", "vi"), (PHONE, "dark", "en")]


def go(screen: Screen, where: str) -> None:
    """Open an address, or the first case or link of a list."""
    address, _, more = where.partition(" +")
    kind, _, address = address.rpartition(" ")
    screen.open(address)
    if kind:
        first = screen.page.locator(f'main a[href^="{"/noi/" if kind == "link" else "/vu-viec/"}"].row-link').first
        screen.open(f"{first.get_attribute('href')}{more}")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_without_flaw_at_the_desk_and_on_the_phone(people: People, page: str):
    """In each theme, each language, and each width."""
    login, where = PAGES[page]
    found = {}
    for width, theme, language in LOOKS:
        with people.at(login, width=width, theme=theme, language=language) as screen:
            go(screen, where)
            if flaws := [*screen.flaws(), *screen.other_theme()]:
                found[width, theme, language] = flaws
    assert found == {}


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_form_with_errors_is_without_flaw(people: People, width: int):
    with people.at(OFFICER, width=width) as screen:
        screen.open("/vu-viec/nhap")
        screen.page.fill("#day", "32/1/2023")
        screen.page.fill("#p1-name", "Lô Văn Thử")
        with screen.page.expect_navigation():
            screen.page.keyboard.press("Control+Enter")
        assert screen.page.evaluate("document.activeElement.id") == "errors"
        assert screen.flaws() == []


@pytest.mark.parametrize("where", ["/", "/vu-viec", "case /vu-viec?xem=ours", "/vu-viec/nhap", "link /", "/phim"])
def test_text_twice_as_large_makes_no_page_scroll_sideways(people: People, where: str):
    """A zoom of 200 % leaves half the width of the desk (WCAG 1.4.4, 1.4.10)."""
    with people.at(OFFICER, width=DESKTOP // 2) as screen:
        go(screen, where)
        assert screen.overflowing() == []
