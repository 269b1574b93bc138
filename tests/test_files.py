"""Files: whoever looks finds all of the old content or all of the new, whatever happens while it is written."""

import contextlib
import errno
import io
import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings

import peacetalks as pt
from peacetalks.convert import dataset_from_plain
from tests.strategies.records import complete_document, datasets
from tests.strategies.values import TRAPS

OLD = pt.Dataset(title="old")
NEW = pt.Dataset(title="new", description="x" * 100_000, parties=[pt.Party(id="a", name="A", kind="state")])

every_format = pytest.mark.parametrize("format", ["json", "yaml"])


@pytest.fixture
def file(tmp_path):
    """A file that holds the old dataset, alone in its folder."""
    path = tmp_path / "talks.json"
    pt.dump(OLD, path)
    return path


@contextlib.contextmanager
def umask(mask):
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


# --- what is written -------------------------------------------------------------------------------------------------


@every_format
@settings(max_examples=20)
@given(dataset=datasets())
def test_a_file_holds_the_bytes_that_dumps_gives_and_is_read_back(tmp_path_factory, dataset, format):
    path = tmp_path_factory.getbasetemp() / f"drawn.{format}"
    pt.dump(dataset, path)
    assert path.read_bytes() == pt.dumps(dataset, format=format).encode()
    assert pt.load(path) == dataset


@every_format
def test_no_newline_is_translated_on_its_way(tmp_path, format):
    path = tmp_path / f"traps.{format}"
    dataset = pt.Dataset(parties=[pt.Party(id=f"p{n}", name=trap, kind="state") for n, trap in enumerate(TRAPS)])
    pt.dump(dataset, path)
    assert pt.load(path) == dataset
    with path.open("rb") as opened:
        assert pt.load(opened) == dataset


def test_the_suffix_tells_the_format_unless_it_is_said(tmp_path):
    for name, format, begins in (
        ("a.json", None, b"{"),
        ("a.yaml", None, b"peacetalks"),
        ("a.YML", None, b"peacetalks"),
        ("a.json", "yaml", b"peacetalks"),
        ("a", "json", b"{"),
    ):
        pt.dump(NEW, tmp_path / name, format=format)
        pt.dump(NEW, str(tmp_path / name), format=format)
        assert (tmp_path / name).read_bytes().startswith(begins)
    with pytest.raises(pt.ValidationError) as caught:
        pt.dump(NEW, tmp_path / "b.txt")
    assert [problem.code for problem in caught.value.problems] == ["not-readable"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "a.YML", "a.json", "a.yaml"]


def test_a_name_may_be_as_long_as_the_system_allows(tmp_path):
    for name in ("x" * 250 + ".json", "é" * 125 + ".json", "-.json", " .json", ".x.json", "a\nb.json"):
        pt.dump(NEW, tmp_path / name)
        assert pt.load(tmp_path / name) == NEW


# --- how it is written -----------------------------------------------------------------------------------------------


class Steps(list):
    """What was asked of the system, in order, as (step, path); a test sets in ``failing`` which step is to fail how."""

    failing = None

    def note(self, step, path):
        self.append((step, path))
        if self.failing and self.failing[0] == step:
            raise self.failing[1]


@pytest.fixture
def steps(monkeypatch, tmp_path):
    """The steps by which files in ``tmp_path`` are written from now on."""
    noted = Steps()
    real = {name: getattr(os, name) for name in ("fsync", "replace", "chmod")}

    def path_of(handle):
        (path,) = (one for one in (tmp_path, *tmp_path.iterdir()) if os.path.samestat(one.stat(), os.fstat(handle)))
        return path

    def fsync(handle):
        path = path_of(handle)
        noted.note("fsync folder" if path.is_dir() else "fsync", path)
        return real["fsync"](handle)

    def replace(source, target, **more):
        noted.note("replace", (Path(source), Path(target)))
        return real["replace"](source, target, **more)

    def chmod(path, wanted, **more):
        noted.note("chmod", Path(path))
        return real["chmod"](path, wanted, **more)

    class File(io.FileIO):
        def write(self, data):
            noted.note("write", path_of(self.fileno()))
            return super().write(data[: max(1, len(data) // 2)])  # a system may write less than it was asked to

    def fdopen(handle, *_, **__):
        return io.BufferedWriter(File(handle, "wb"))

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(os, "chmod", chmod)
    monkeypatch.setattr(os, "fdopen", fdopen)
    return noted


def test_the_bytes_are_on_disk_in_a_file_beside_before_they_take_the_name(file, steps):
    pt.dump(NEW, file)
    assert pt.load(file) == NEW
    names = [step for step, _ in steps]
    assert names.index("write") < names.index("fsync") < names.index("replace") < names.index("fsync folder")
    assert names.count("replace") == 1
    (source, target) = dict(steps)["replace"]
    assert target == file
    assert source.parent == file.parent
    assert source != file
    assert dict(steps)["fsync"] == source
    assert dict(steps)["write"] == source
    assert dict(steps)["fsync folder"] == file.parent
    assert names[: names.index("replace")].count("fsync") == 1
    last_write = max(index for index, step in enumerate(names) if step == "write")
    assert last_write < names.index("fsync")
    assert list(file.parent.iterdir()) == [file]


FAILURES = [
    OSError(errno.ENOSPC, "No space left on device"),
    OSError(errno.EIO, "Input/output error"),
    PermissionError(errno.EACCES, "Permission denied"),
    KeyboardInterrupt(),
    MemoryError(),
]


@pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: f"{type(failure).__name__}-{failure}")
@pytest.mark.parametrize("step", ["write", "fsync", "chmod", "replace"])
def test_a_failure_at_any_step_leaves_the_old_file_and_nothing_else(file, steps, step, failure):
    before = file.read_bytes(), file.stat().st_ino, mode(file)
    steps.failing = (step, failure)
    with pytest.raises(type(failure)) as caught:
        pt.dump(NEW, file)
    assert caught.value is failure
    assert step in [name for name, _ in steps]
    assert (file.read_bytes(), file.stat().st_ino, mode(file)) == before
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("step", ["write", "fsync", "chmod", "replace"])
def test_a_failure_leaves_no_new_file(tmp_path, steps, step):
    steps.failing = (step, OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(OSError, match="No space"):
        pt.dump(NEW, tmp_path / "talks.json")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_forced_to_disk_is_no_reason_to_complain(file, steps):
    steps.failing = ("fsync folder", OSError(errno.EINVAL, "Invalid argument"))
    pt.dump(NEW, file)
    assert "fsync folder" in [name for name, _ in steps]
    assert pt.load(file) == NEW


def test_a_dataset_that_cannot_be_written_touches_no_file(file, steps):
    with pytest.raises(pt.ValidationError):
        pt.dump(NEW, file, format="jsno")
    assert steps == []
    assert pt.load(file) == OLD


def test_a_folder_that_is_not_there_is_told_by_the_system(tmp_path):
    with pytest.raises(FileNotFoundError):
        pt.dump(NEW, tmp_path / "no" / "talks.json")
    folder = tmp_path / "folder.json"
    folder.mkdir()
    (folder / "kept").touch()
    with pytest.raises(IsADirectoryError):
        pt.dump(NEW, folder)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.json"]
    assert [path.name for path in folder.iterdir()] == ["kept"]


# --- permissions and links -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("permissions", [0o600, 0o640, 0o644, 0o664, 0o666, 0o400, 0o755], ids=oct)
def test_an_existing_file_keeps_its_permissions(file, permissions):
    file.chmod(permissions)
    with umask(0o077):
        pt.dump(NEW, file)
    assert mode(file) == permissions
    assert pt.load(file) == NEW


@pytest.mark.parametrize(
    ("mask", "expected"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664), (0o000, 0o666)], ids=oct
)
def test_a_new_file_has_the_permissions_that_new_files_get(tmp_path, mask, expected):
    with umask(mask):
        pt.dump(NEW, tmp_path / "talks.json")
        assert os.umask(mask) == mask, "the mask of the process is as it was"
    assert mode(tmp_path / "talks.json") == expected


def test_no_bytes_are_open_to_others_before_the_file_has_its_permissions(file, steps):
    file.chmod(0o600)
    seen = []
    steps.note = lambda step, path: seen.append((step, mode(path))) if step in ("write", "fsync") else None
    pt.dump(NEW, file)
    assert {found for step, found in seen} == {0o600}
    assert "write" in dict(seen)


def test_the_mask_of_the_process_is_never_opened_to_other_threads(tmp_path, monkeypatch):
    """A file that another thread makes meanwhile must not be open to the world."""
    masks = []
    real = os.umask
    monkeypatch.setattr(os, "umask", lambda mask: masks.append(mask) or real(mask))
    pt.dump(NEW, tmp_path / "talks.json")
    assert 0 not in masks


@pytest.mark.parametrize("depth", [1, 3])
@pytest.mark.parametrize("relative", [False, True])
def test_a_symbolic_link_keeps_pointing_where_it_did(file, tmp_path, depth, relative):
    folder = tmp_path / "links"
    folder.mkdir()
    target = Path("..", file.name) if relative else file
    for number in range(depth):
        link = folder / f"link{number}.json"
        link.symlink_to(target)
        target = Path(link.name) if relative else link
    file.chmod(0o640)
    pt.dump(NEW, link)
    assert link.is_symlink()
    assert not file.is_symlink()
    assert pt.load(file) == pt.load(link) == NEW
    assert mode(file) == 0o640
    assert sorted(path.name for path in folder.iterdir()) == [f"link{number}.json" for number in range(depth)]


def test_a_symbolic_link_to_nothing_makes_what_it_points_to(tmp_path):
    link = tmp_path / "link.json"
    link.symlink_to("talks.json")
    pt.dump(NEW, link)
    assert link.is_symlink()
    assert pt.load(tmp_path / "talks.json") == NEW


def test_other_names_of_the_same_file_keep_the_old_content(file, tmp_path):
    other = tmp_path / "other.json"
    other.hardlink_to(file)
    pt.dump(NEW, file)
    assert (pt.load(file), pt.load(other)) == (NEW, OLD)


def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path):
    """A pipe, or a device such as /dev/null or /dev/stdout, is no name that a new file may take."""
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    received = []
    reader = threading.Thread(target=lambda: received.append(read_what_comes(pipe)))
    reader.start()
    try:
        with contextlib.suppress(OSError):  # refusing is as good
            pt.dump(OLD, pipe)
        assert stat.S_ISFIFO(pipe.lstat().st_mode)
    finally:
        with contextlib.suppress(OSError):  # lets the reader go where nobody wrote
            os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
        reader.join(timeout=10)
    assert received in ([b""], [pt.dumps(OLD).encode()])


def read_what_comes(pipe):
    """Opening waits for a writer, so that the reader is never through before anybody wrote."""
    return pipe.read_bytes()


# --- readers and killers ---------------------------------------------------------------------------------------------


def test_a_reader_that_looks_all_the_time_sees_only_whole_files(file):
    done = threading.Event()
    seen = []

    def look():
        while not done.is_set():
            seen.append(file.read_bytes())

    reader = threading.Thread(target=look)
    reader.start()
    try:
        for _ in range(30):
            pt.dump(NEW, file)
            pt.dump(OLD, file)
    finally:
        done.set()
        reader.join(timeout=30)
    whole = {pt.dumps(OLD).encode(), pt.dumps(NEW).encode()}
    assert seen
    assert set(seen) <= whole


WRITE_FOR_EVER = """
import sys
import peacetalks as pt
datasets = [pt.Dataset(title="x" * 300_000), pt.Dataset(title="y" * 500_000)]
print("ready", flush=True)
while True:
    for dataset in datasets:
        pt.dump(dataset, sys.argv[1])
        print("written", flush=True)
"""


@pytest.mark.parametrize("writes", [0, 1, 2, 3, 5, 8])
def test_a_writer_that_is_killed_leaves_the_old_file_or_the_new_one(tmp_path, writes):
    path = tmp_path / "talks.json"
    pt.dump(OLD, path)
    source = str(Path(pt.__file__).parents[1])
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([source, os.environ.get("PYTHONPATH", "")])}
    with subprocess.Popen(
        [sys.executable, "-c", WRITE_FOR_EVER, path], stdout=subprocess.PIPE, env=environment
    ) as writer:
        assert writer.stdout.readline() == b"ready\n"
        for _ in range(writes):
            assert writer.stdout.readline() == b"written\n"
        writer.send_signal(signal.SIGKILL)
        writer.wait(timeout=30)
    whole = {pt.dumps(pt.Dataset(title=title)).encode() for title in ("old", "x" * 300_000, "y" * 500_000)}
    assert path.read_bytes() in whole
    left = [other for other in tmp_path.iterdir() if other != path]
    assert len(left) <= 1, "at most the temporary file that it was writing"
    assert all(other.name.startswith(".") for other in left)


def test_writers_of_one_file_never_mix(tmp_path):
    """The last one wins, with all that it had."""
    path = tmp_path / "talks.json"
    versions = [pt.Dataset(title=str(number) * 50_000) for number in range(4)]
    writers = [threading.Thread(target=lambda one=one: [pt.dump(one, path) for _ in range(5)]) for one in versions]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)
    assert pt.load(path) in versions
    assert list(tmp_path.iterdir()) == [path]


@every_format
def test_the_complete_document_is_dumped_and_loaded(tmp_path, format):
    dataset = dataset_from_plain(complete_document())
    pt.dump(dataset, tmp_path / f"talks.{format}")
    assert pt.load(tmp_path / f"talks.{format}") == dataset
