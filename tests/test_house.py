"""The rules of the house: what holds for every file and every test here."""

import ast
import re
import shutil
import socket
import subprocess
import warnings
from pathlib import Path

import pytest
from pytest_socket import SocketBlockedError

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "src").rglob("*.py"))

# Written so that no pattern matches itself. A path of a machine starts where no word or address goes on before it.
MACHINE_TRACES = {
    "a folder of one machine": re.compile(r"(?<![\w./:~-])/(?:home|root|work|Users|mnt|opt)/\w"),
    "an address of a local file": re.compile(r"\bfile:/{2}"),
    "a host of a package registry": re.compile(
        r"\bregistry\.(?:[\w-]+\.)+[a-z]{2,}\b|\bpypi\.org/simple\b|\bpythonhosted\.org\b"
    ),
    "a setting that names a package registry": re.compile(r"(?:extra-|find-)?(?:index-url|links)[ =]\s*\S+:/{2}"),
}


def traces(text: str) -> list[str]:
    return [
        f"{number}: {what}: {line.strip()[:100]}"
        for number, line in enumerate(text.splitlines(), start=1)
        for what, pattern in MACHINE_TRACES.items()
        if pattern.search(line)
    ]


def kept_files() -> list[Path]:
    """Every file that git keeps, or would keep if it were added."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git working tree")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / name.decode() for name in listed.stdout.split(b"\0") if name)
    return [path for path in paths if path.is_file()]


# pytest-socket warns before it raises, and here a warning is an error: either one is the refusal.
@pytest.mark.parametrize(
    "reach",
    [
        pytest.param(lambda: socket.socket(), id="socket"),
        pytest.param(lambda: socket.create_connection(("127.0.0.1", 9), timeout=1), id="connection"),
        pytest.param(lambda: socket.getaddrinfo("example.org", 80), id="name"),
    ],
)
def test_the_network_is_blocked(reach):
    with pytest.raises((SocketBlockedError, UserWarning), match="A test tried to use socket"):
        reach()


def test_warnings_are_errors():
    with pytest.raises(DeprecationWarning, match="as if in a test"):
        warnings.warn("as if in a test", DeprecationWarning, stacklevel=1)


def test_no_file_tells_of_the_machine_it_was_written_on():
    found = []
    for path in kept_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:  # a picture, a gzip
            continue
        found += [f"{path.relative_to(ROOT)}:{trace}" for trace in traces(text)]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        'path = "' + "/".join(["", "home", "someone", "data.csv"]) + '"',
        "#!" + "/".join(["", "root", "bin", "python3"]),
        "see file:" + "//localhost/data",
        "resolved https://registry" + ".example.org/x.tgz",
        "-i https://pypi" + ".org/simple",
        "--index-url" + " https:" + "//example.org",
    ],
)
def test_traces_of_a_machine_are_seen(line):
    assert traces(line) != []


@pytest.mark.parametrize(
    "line",
    [
        "one small module each, one registry. Then",
        "registry.get(name)",
        "https://example.org/en/home/news",
        "https://example.org/work/1",
        "#!/usr/bin/env bash",
        "./root/x and ~/work/x and ../home/x",
    ],
)
def test_ordinary_lines_are_no_traces(line):
    assert traces(line) == []


def test_there_are_modules_to_look_at():
    assert len(MODULES) > 5


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT / "src").as_posix())
def test_a_module_says_its_one_subject_in_one_sentence(path):
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring, "a module begins by saying what it is about"
    subject, *rest = docstring.split("\n")
    assert subject.endswith("."), "the first line is one whole sentence, and ends there"
    assert not rest or rest[0] == "", "an empty line stands between the subject and the rest"
