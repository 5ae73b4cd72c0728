"""Documentation that cannot lie: reference pages are what the code would write, and what pages name is there."""

import re
from pathlib import Path

import pytest

from hiepdong.cli.parser import parser
from tools import reference

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", reference.PAGES)
def test_reference_is_current(page: str):
    assert (reference.DOCS / f"{page}.md").read_text(encoding="utf-8") == reference.render(page)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_links_to_is_there(page: Path):
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


def test_every_command_has_an_example_and_every_argument_its_meaning():
    for name, one in reference.below(parser()):
        assert f"Example:  {name}" in str(one.epilog)
        assert all(action.help for action in one._actions), name


def test_every_make_command_of_the_readme_is_one():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"(?:^|`)make ([a-z-]+)", readme, re.MULTILINE)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
