"""Types: what users write type-checks where it is right, and does not where it is wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import untraced
from tests.typing import public_types

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
USES = ROOT / "tests" / "typing" / "public_types.py"


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run a type checker in this environment, and return what it says in the end; it must be content."""
    environment = untraced() | {"VIRTUAL_ENV": str(BIN.parent), "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=600
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, "\n".join(line for line in said.splitlines() if ": error" in line or "- error" in line)
    return said


@pytest.mark.slow
def test_mypy_agrees_with_the_source_and_with_every_line_of_the_uses():
    assert "no issues found" in run(BIN / "mypy")


@pytest.mark.slow
def test_basedpyright_agrees_with_every_line_of_the_uses(tmp_path):
    settings = {
        "include": [str(USES)],
        "pythonVersion": "3.11",
        "typeCheckingMode": "strict",
        "enableTypeIgnoreComments": False,  # those are for mypy; each checker has to find the fault by itself
        "reportUnnecessaryTypeIgnoreComment": True,
    }
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    assert "0 errors" in run(BIN / "basedpyright", "-p", tmp_path, "--pythonpath", sys.executable)


@pytest.mark.slow
def test_the_public_surface_is_fully_typed():
    said = run(BIN / "basedpyright", "--verifytypes", "peacetalks", "--ignoreexternal")
    assert "Type completeness score: 100%" in said


def test_what_type_checkers_accept_also_runs(tmp_path):
    dataset = public_types.every_record()
    public_types.reading_records(dataset)
    public_types.reading_datasets(dataset)
    public_types.plain_data(dataset)
    public_types.files(dataset, tmp_path)
    public_types.dates()
    public_types.quantities()
    public_types.codelists()
