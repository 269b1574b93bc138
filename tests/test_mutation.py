"""Mutation testing of the schema writer: its tests notice when it is changed."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import untraced

ROOT = Path(__file__).resolve().parent.parent
NEEDED = ("src", "tests", "schemas", "conftest.py", "pyproject.toml", "README.md")
LEAST_NOTICED = 0.9


def run(folder, *arguments):
    # Other workers are not to follow into the processes that mutmut starts, either.
    inherited = {name: value for name, value in untraced().items() if not name.startswith("PYTEST")}
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", *arguments],
        cwd=folder,
        env=inherited,
        capture_output=True,
        text=True,
        timeout=1_500,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3_000:] + done.stderr[-3_000:]
    return done.stdout


@pytest.mark.mutation
@pytest.mark.slow
def test_of_the_changes_of_the_schema_writer_only_those_with_a_reason_go_unnoticed(tmp_path):
    for name in NEEDED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(
                source, tmp_path / name, ignore=shutil.ignore_patterns("node_modules", "__pycache__", "corpus")
            )
        else:
            shutil.copy(source, tmp_path / name)
    run(tmp_path, "run", "--max-children", "2")
    verdicts = dict(re.findall(r"peacetalks\.schema\.(\S+): (\w+)", run(tmp_path, "results", "--all", "true")))
    unnoticed = {name for name, verdict in verdicts.items() if verdict not in ("killed", "timeout")}
    explained = set(re.findall(r"^\| `(\S+)` \|", (ROOT / "tests/schema_survivors.md").read_text(), re.MULTILINE))
    assert len(verdicts) > 400
    assert 1 - len(unnoticed) / len(verdicts) >= LEAST_NOTICED
    assert unnoticed == explained
