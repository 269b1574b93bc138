"""What users get: the built distributions hold everything, and work without the repository around them."""

import email
import importlib.util
import subprocess
import sys
import tarfile
import zipfile
from email.message import Message
from pathlib import Path

import pytest

from tests.conftest import untraced

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "peacetalks"


def run(*arguments: str | Path, **environment: str) -> str:
    """Run this Python with ``arguments``, and return what it printed."""
    # Coverage would measure a copy of the package that is gone when it reports.
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        env=untraced() | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel built from that sdist, as a release would make them."""
    folder = tmp_path_factory.mktemp("dist")
    run("-m", "build", "--no-isolation", "--outdir", folder, ROOT)
    return folder


@pytest.fixture(scope="module")
def wheel(distributions: Path) -> Path:
    (path,) = distributions.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return email.message_from_bytes(archive.read(name))


def test_the_wheel_holds_the_package_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if ".dist-info/" not in name}
    on_disk = {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    schemas = ROOT / "schemas"
    published = [*schemas.glob("*/*.json"), *schemas.glob("*/*.d.ts")]
    on_disk |= {f"peacetalks/schemas/{path.relative_to(schemas).as_posix()}" for path in published}
    assert inside == on_disk
    assert "peacetalks/py.typed" in inside
    assert sum(name.startswith("peacetalks/codelists/") and name.endswith(".csv") for name in inside) > 10


def test_the_sdist_holds_what_a_packager_needs(distributions):
    (path,) = distributions.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        tops = {name.split("/")[1] for name in archive.getnames()}
    assert {"src", "tests", "examples", "docs", "Makefile", "LICENSE", "README.md", "constraints.txt"} <= tops
    generated = {"schemas"} if (ROOT / "schemas").is_dir() else set()
    assert generated <= tops
    assert tops <= {path.name for path in ROOT.iterdir()} | {"PKG-INFO"}


def test_metadata(metadata):
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata["License-File"] == "LICENSE"
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert "Typing :: Typed" in metadata.get_all("Classifier")


def test_the_extra_all_is_every_other_extra(metadata):
    wanted = {extra: set() for extra in metadata.get_all("Provides-Extra")}
    for line in metadata.get_all("Requires-Dist"):
        requirement, _, marker = line.partition("; extra == ")
        if marker:
            wanted[marker.strip("'")].add(requirement)
    assert wanted.pop("all") == set().union(*wanted.values())


def test_the_wheel_works_away_from_the_repository(wheel, tmp_path):
    run("-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", tmp_path, wheel)
    program = """
import json, pathlib, sys
import peacetalks as pt
assert pt.__file__.startswith(sys.argv[1]), pt.__file__
dataset = pt.load(sys.argv[2])
assert pt.loads(pt.dumps(dataset)) == dataset
shipped = pathlib.Path(pt.__file__).parent / "schemas" / pt.MODEL_VERSION / "dataset.schema.json"
assert json.loads(shipped.read_text(encoding="utf-8")) == pt.json_schema()
print(len(dataset))
"""
    example = ROOT / "examples" / "moscow-ultimatums.yaml"
    assert int(run("-W", "error", "-c", program, tmp_path, example, PYTHONPATH=str(tmp_path))) > 0


@pytest.mark.skipif(importlib.util.find_spec("twine") is None, reason="twine is not installed")
def test_an_index_would_take_the_distributions(distributions):
    assert "PASSED" in run("-m", "twine", "--no-color", "check", "--strict", *distributions.iterdir())
