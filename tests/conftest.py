"""Every test of the core runs on real nodes, on SQLite and on a real PostgreSQL (`--database` narrows it)."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from tests import acts
from tests.browser import Desk, People, copied, launch, sample_node
from tests.node import Node, Nodes, Server

DATABASES = ("sqlite", "postgresql")
MEMORY_WANTED = 4 * 1024**3
settings.register_profile(
    "core", deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)  # fmt: skip
settings.register_profile("search", parent=settings.get_profile("core"), derandomize=False, max_examples=1_000)
settings.load_profile(os.environ.get("HIEPDONG_HYPOTHESIS", "core"))


def _folder(prefix: str) -> Path:
    """A temporary folder, in memory where there is room: databases are made here by the hundred."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > MEMORY_WANTED
    return Path(tempfile.mkdtemp(prefix=prefix, dir=memory if roomy else None))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=[*DATABASES, "both"], default="both", help="on which the core is tested")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames:
        asked = metafunc.config.getoption("--database")
        metafunc.parametrize("database", DATABASES if asked == "both" else [asked], scope="session")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file's tests on one database go to one worker: they share a desk or a node."""
    for item in items:
        values = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
        item.add_marker(pytest.mark.xdist_group(f"{item.path.stem}-{values.get('database', 'none')}"))


@pytest.fixture(scope="session")
def open_database(django_db_blocker) -> Iterator[None]:
    """pytest-django keeps tests from its own database; ours come with each node."""
    with django_db_blocker.unblock():
        yield
        connections["default"].close()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL in a temporary folder."""
    folder = _folder("hiepdong-pg-")
    one = Server(folder)
    if one.programs is None:
        pytest.skip("PostgreSQL is not installed: make test sets it up")
    one.start()
    yield one
    connections["default"].close()
    one.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def nodes(database: str, open_database: None, request: pytest.FixtureRequest) -> Iterator[Nodes]:
    """Nodes on the database at hand."""
    folder = _folder(f"hiepdong-{database}-")
    yield Nodes(folder, request.getfixturevalue("server") if database == "postgresql" else None)
    connections["default"].close()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def node(nodes: Nodes) -> Iterator[Node]:
    """An empty node, with this process in it."""
    one = nodes.empty()
    yield one
    nodes.drop(one)


@pytest.fixture
def district(nodes: Nodes) -> Iterator[Node]:
    """A node with the units and officers of tests.acts, with this process in it."""
    one = nodes.prepared("district", acts.district())
    yield one
    nodes.drop(one)


@pytest.fixture(scope="session")
def _shared(nodes: Nodes) -> Node:
    return nodes.prepared("district", acts.district())


@pytest.fixture
def shared(_shared: Node) -> Node:
    """One such node for all tests that keep to records of their own (`acts.fresh`) and change no unit or officer."""
    return _shared.enter()


@pytest.fixture(scope="session")
def sample() -> Iterator[Node]:
    """A home with the sample, not to be written to."""
    folder = _folder("hiepdong-sample-")
    yield sample_node(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium for the tests of one file. Its driver runs an event loop in this thread, which Django must know."""
    with pytest.MonkeyPatch.context() as patched, sync_playwright() as playwright:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        one = launch(playwright)
        yield one
        one.close()


@pytest.fixture(scope="module")
def people(browser: Browser, sample: Node, tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    """Officers before a desk with the sample, the desk of one file alone: what its tests write, others do not see."""
    desk = Desk(copied(sample, tmp_path_factory.mktemp("desk") / "home"))
    yield People(browser, desk)
    desk.close()
