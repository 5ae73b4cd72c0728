"""The desk as officers see it: a real node with the sample, the real server in a process of its own, a real Chromium.

with people.at("trucban.bason", width=360, theme="dark") as screen:
    screen.open("/vu-viec")
    assert screen.flaws() == []
"""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Response, expect

from tests.node import Node

PHONE, DESKTOP, WALL = 360, 1280, 1920
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PATIENCE_MS = 10_000
Form = dict[str, str | float | bool]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")

OVERFLOWING = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const out = [...document.querySelectorAll("body *")].filter((at) => at.getBoundingClientRect().right > wide + 1);
  return out.filter((at) => ![...at.children].some((under) => out.includes(under))).slice(0, 5)
    .map((at) => `${Math.round(at.getBoundingClientRect().right - wide)} px too wide: ${at.outerHTML.slice(0, 160)}`);
}"""

# Words that do not fit into their box run over what stands beside it.
SPILLED = """() => [...document.querySelectorAll("body *")]
  .filter((at) => at.scrollWidth > at.clientWidth + 1 && at.clientWidth > 0 && at.textContent.trim()
    && !at.matches(".unseen, .skip, svg *, select, input, textarea") && at.checkVisibility()
    && !at.querySelector(":scope > .dock")
    && ["visible", "hidden", "clip"].includes(getComputedStyle(at).overflowX))
  .filter((at) => ![...at.children].some((under) => under.scrollWidth > under.clientWidth + 1 && under.clientWidth > 0))
  .map((at) => `${at.scrollWidth - at.clientWidth} px of words outside: ${at.outerHTML.slice(0, 160)}`)"""

# What is pressed: a row that is one target counts as its row, a tick as its label; links in running text are exempt,
# as in WCAG 2.5.8, and so is what is not shown.
SMALL = """() => {
  const target = (at) => at.matches(".row-link") ? at.closest("li, tr") : at.closest("label") || at;
  const running = (at) => at.matches("a, .link") && getComputedStyle(at).display === "inline"
    && [...at.parentNode.childNodes].some((beside) => beside.nodeType === 3 && beside.textContent.trim().length > 1);
  const shown = (at) => at.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && !at.matches(".unseen, .skip, .unseen *, svg *") && at.getBoundingClientRect().width > 1;
  return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter((at) => shown(at) && !running(at)).map((at) => [at, target(at).getBoundingClientRect()])
    .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
    .map(([at, box]) => `${Math.round(box.width)} x ${Math.round(box.height)} px: ${at.outerHTML.slice(0, 160)}`);
}"""


class Desk:
    """A node with the sample, served by `hiepdong serve` until it is closed."""

    def __init__(self, node: Node, *, printed: Path | None = None) -> None:
        self.node, self.printed = node, printed or Path(os.devnull)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        """Serve, at first and again after `close`, at the same address."""
        with self.printed.open("w") as told:
            self.served = self.node.spawn("serve", "--port", str(self.port), stdout=told, stderr=told)
        self._wait(self.port)

    def _wait(self, port: int) -> None:
        for _ in range(300):
            assert self.served.poll() is None, "the server ended before it listened"
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                return
            time.sleep(0.05)
        raise AssertionError("the server does not listen")

    @property
    def passwords(self) -> dict[str, str]:
        found: dict[str, str] = json.loads((self.node.home / "sample-passwords.json").read_text())
        return found

    def close(self) -> None:
        self.served.terminate()
        self.served.wait(timeout=10)


def sample_node(folder: Path) -> Node:
    """A home with the sample, made by the very command a newcomer types."""
    node = Node(folder / "sample", None)
    made = node.spawn("demo", "--no-serve", "--json", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, errors = made.communicate(timeout=120)
    assert made.returncode == 0, errors.decode()
    return node


def copied(node: Node, home: Path) -> Node:
    """The same node apart, for tests that write."""
    return Node(Path(shutil.copytree(node.home, home)), None)


def launch(playwright: Playwright) -> Browser:
    """Debian's Chromium, without a window."""
    program = next(found for name in CHROMIUM if (found := shutil.which(name)))
    return playwright.chromium.launch(
        executable_path=program, args=["--no-sandbox"] if os.geteuid() == 0 else [], timeout=60_000
    )


class People:
    """Officers at one desk; each signs in once and then comes back with the same session."""

    def __init__(self, browser: Browser, desk: Desk) -> None:
        self.browser, self.desk = browser, desk
        self._sessions: dict[str, Any] = {}
        self._chosen: dict[str, tuple[str, str]] = {}

    @contextlib.contextmanager
    def at(
        self,
        login: str | None = None,
        *,
        width: int = DESKTOP,
        theme: str = "light",
        language: str = "vi",
        script: bool = True,
    ) -> Iterator["Screen"]:
        """A browser of its own for one officer, or for nobody, with what he chose."""
        context = self.browser.new_context(
            base_url=self.desk.url,
            viewport={"width": width, "height": 800 if width == PHONE else 900},
            java_script_enabled=script,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
        )
        context.set_default_timeout(PATIENCE_MS)
        try:
            screen = Screen(context.new_page(), self.desk)
            if login is not None:
                self._enter(context, login)
                self._choose(context, login, theme, language)
            else:
                values = (("tieng", language), ("nen", theme))
                context.add_cookies([{"name": name, "value": value, "url": self.desk.url} for name, value in values])
            yield screen
        finally:
            context.close()

    def _enter(self, context: BrowserContext, login: str) -> None:
        if login not in self._sessions:
            token = _token(context, "/dang-nhap")
            form: Form = {"csrfmiddlewaretoken": token, "login": login, "password": self.desk.passwords[login]}
            answer = context.request.post("/dang-nhap", form=form, headers={"Referer": self.desk.url})
            assert answer.ok, f"{login} could not sign in: {answer.status}"
            self._sessions[login] = context.cookies()
        context.add_cookies(self._sessions[login])

    def _choose(self, context: BrowserContext, login: str, theme: str, language: str) -> None:
        if self._chosen.get(login) == (theme, language):
            return
        form: Form = {
            "csrfmiddlewaretoken": _token(context, "/phim"),
            "theme": theme,
            "language": language,
            "next": "/phim",
        }
        assert context.request.post("/tuy-chon", form=form, headers={"Referer": self.desk.url}).ok
        self._chosen[login] = theme, language


def _token(context: BrowserContext, path: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', context.request.get(path).text())
    assert found, path
    return found[1]


class Screen:
    """What one officer has before him, and what is wrong with it."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self.page, self.desk = page, desk
        self.complaints: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))

    def _heard(self, message: ConsoleMessage) -> None:
        """Keep what the browser complains of, but not that a page itself came with a status of refusal."""
        refused_page = message.text.startswith("Failed to load") and message.location["url"] == self.page.url
        if message.type in ("error", "warning") and not refused_page:
            self.complaints.append(f"console: {message.text}")

    def open(self, path: str) -> Response:
        """Go to a page and wait until it is quiet."""
        answer = self.page.goto(path)
        assert answer is not None
        self.page.evaluate("document.fonts.ready.then(() => true)")
        expect(self.page.locator("main .htmx-request")).to_have_count(0)
        return answer

    def sign_in(self, login: str, password: str | None = None) -> None:
        """By keyboard, as officers do; the sign-in page is before us."""
        self.page.locator("#login").fill(login)
        self.page.locator("#password").fill(self.desk.passwords[login] if password is None else password)
        self.page.locator("#password").press("Enter")
        self.page.wait_for_load_state()

    @property
    def words(self) -> str:
        """All that can be read in the main part."""
        return re.sub(r"\s+", " ", self.page.locator("main").inner_text())

    @property
    def is_phone(self) -> bool:
        return bool(self.page.viewport_size and self.page.viewport_size["width"] == PHONE)

    def flaws(self) -> list[str]:
        """Everything that no page may have: findings of axe, words outside their box, small controls, complaints."""
        found = [f"axe: {line}" for line in self.axe()] + self.overflowing() + self.spilled() + self.complaints
        return found + self.small_controls() if self.is_phone else found

    def other_theme(self) -> list[str]:
        """The findings that colours can make, in the theme that is not the one on the page."""
        self.page.evaluate("""() => {
          const root = document.documentElement;
          root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
        }""")
        return [f"axe in the other theme: {line}" for line in self.axe({"type": "rule", "values": ["color-contrast"]})]

    def axe(self, only: dict[str, Any] | None = None) -> list[str]:
        """Findings of axe-core (WCAG 2.2 A and AA), the view being as tall as the page so that nothing is covered."""
        size = self.page.viewport_size
        assert size is not None
        tall = self.page.evaluate("document.documentElement.scrollHeight")
        self.page.set_viewport_size({"width": size["width"], "height": max(tall, size["height"])})
        options = {"runOnly": only or {"type": "tag", "values": RULES}}
        found = Axe().run(self.page, options=options).response["violations"]
        self.page.set_viewport_size(size)
        spots = [(one["id"], spot) for one in found for spot in one["nodes"]]
        return [f"{rule}: {spot['html'][:160]} {spot['failureSummary'][:200]}" for rule, spot in spots]

    def overflowing(self) -> list[str]:
        """What makes the page scroll sideways."""
        found: list[str] = self.page.evaluate(OVERFLOWING)
        return found

    def spilled(self) -> list[str]:
        """Boxes whose words run out of them."""
        found: list[str] = self.page.evaluate(SPILLED)
        return found

    def small_controls(self) -> list[str]:
        """Controls that a thumb cannot hit: less than 44 px high or wide."""
        found: list[str] = self.page.evaluate(SMALL)
        return found
