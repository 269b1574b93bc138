"""Fixtures for every test, and how hard Hypothesis looks.

``dev`` draws new examples on each run and remembers what failed: that is where bugs are found. ``ci`` draws as many,
always the same: a change must not be refused for a bug that an unlucky draw finds in code it never touched, and a red
run must be red again when somebody looks into it. New draws in the large belong to the tests marked ``fuzz``.
"""

import io
import os
import shutil
import sys
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
SHARED_DATA = ROOT.parent / "shared" / "data"

# No deadline: on a machine that does other work too, time says nothing about our code.
settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


def untraced() -> dict[str, str]:
    """Return the environment for programs into which coverage is not to follow: it has no part in what they show."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("COVERAGE_", "COV_"))}


def lacking(reason: str, *, required_by: str) -> None:
    """Skip the test, or fail it where the environment says that nothing may be lacking."""
    if os.environ.get(required_by, "0") not in {"", "0"}:
        pytest.fail(f"{reason} ({required_by} is set)", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real files of other projects that may be read here but not shipped; mark the test ``shared_data``."""
    if not SHARED_DATA.is_dir():
        lacking("other projects' files are not at ../shared/data", required_by="PEACETALKS_REQUIRE_SHARED")
    return SHARED_DATA


@pytest.fixture(scope="session")
def require_node() -> str:
    """The path of Node, with npm beside it; mark the test ``clients``."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        lacking("node and npm are not installed", required_by="PEACETALKS_REQUIRE_CLIENTS")
    assert node is not None
    return node


class Done(NamedTuple):
    """How a run of the command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(folder):
    """Write a file and return its name."""

    def write(name, text):
        (folder / name).write_text(text, encoding="utf-8")
        return name

    return write


@pytest.fixture
def run(folder, capsys, monkeypatch):
    """Run the command in this process, as `peacetalks ARGUMENTS…`."""

    def run(*arguments, stdin=b""):
        buffer = io.BytesIO(stdin) if isinstance(stdin, bytes) else stdin
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=buffer))
        with pytest.raises(SystemExit) as left:
            import_module("peacetalks.cli.app").app(list(arguments))
        return Done(left.value.code or 0, *capsys.readouterr())

    return run
