"""Files: whoever looks finds all of the old content or all of the new, whatever happens while it is written."""

import contextlib
import errno
import gzip
import io
import itertools
import json
import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings

import peacetalks as pt
from peacetalks.convert import dataset_from_plain
from tests.conftest import untraced
from tests.strategies.records import complete_document, datasets
from tests.strategies.values import TRAPS

OLD = pt.Dataset(title="old")
NEW = pt.Dataset(title="new", description="x" * 100_000, parties=[pt.Party(id="a", name="A", kind="state")])

SUFFIXES = ["json", "yaml", "jsonl", "json.gz", "yaml.gz", "jsonl.gz"]
STREAMS = ["jsonl", "jsonl.gz"]

every_suffix = pytest.mark.parametrize("suffix", SUFFIXES)
every_stream = pytest.mark.parametrize("suffix", STREAMS)
every_file = pytest.mark.parametrize("file", SUFFIXES, indirect=True)
every_stream_file = pytest.mark.parametrize("file", STREAMS, indirect=True)


@pytest.fixture
def file(request, tmp_path):
    """A file that holds the old dataset, alone in its folder: JSON, unless the test is for every suffix."""
    path = tmp_path / f"talks.{getattr(request, 'param', 'json')}"
    pt.dump(OLD, path)
    return path


def whole_bytes(dataset, suffix):
    """The bytes of a whole file."""
    data = pt.dumps(dataset, format=suffix.removesuffix(".gz")).encode()
    return gzip.compress(data, 6, mtime=0)[:9] + b"\xff" + gzip.compress(data, 6)[10:] if "gz" in suffix else data


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


@every_suffix
@settings(max_examples=20)
@given(dataset=datasets())
def test_a_file_holds_the_bytes_that_dumps_gives_and_is_read_back(tmp_path_factory, dataset, suffix):
    path = tmp_path_factory.getbasetemp() / f"drawn.{suffix}"
    pt.dump(dataset, path)
    assert path.read_bytes() == whole_bytes(dataset, suffix)
    assert pt.load(path) == dataset


@every_suffix
def test_no_newline_is_translated_on_its_way(tmp_path, suffix):
    path = tmp_path / f"traps.{suffix}"
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
        ("a.jsonl", None, b'{"type":"dataset"'),
        ("a.jsonl.gz", None, b"\x1f\x8b"),
        ("a.json", "yaml", b"peacetalks"),
        ("a", "json", b"{"),
    ):
        pt.dump(NEW, tmp_path / name, format=format)
        pt.dump(NEW, str(tmp_path / name), format=format)
        assert (tmp_path / name).read_bytes().startswith(begins)
    with pytest.raises(pt.ValidationError) as caught:
        pt.dump(NEW, tmp_path / "b.txt")
    assert [problem.code for problem in caught.value.problems] == ["not-readable"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *("a", "a.YML", "a.json", "a.jsonl", "a.jsonl.gz", "a.yaml")
    ]


def test_a_name_may_be_as_long_as_the_system_allows(tmp_path):
    for name in (
        "x" * 250 + ".json",
        "x" * 246 + ".jsonl.gz",
        "é" * 125 + ".json",
        "-.json",
        " .json",
        ".x.json",
        "a\nb.json",
    ):
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


@every_file
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
@pytest.mark.parametrize("file", ["json", "jsonl.gz"], indirect=True)
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
@every_suffix
def test_a_failure_leaves_no_new_file(tmp_path, steps, step, suffix):
    steps.failing = (step, OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(OSError, match="No space"):
        pt.dump(NEW, tmp_path / f"talks.{suffix}")
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


def parties(count):
    return (pt.Party(id=f"p{number}", name=f"{number} " * 40, kind="state") for number in range(count))


@every_stream_file
@pytest.mark.parametrize("failure", [*FAILURES, ValueError("no such row"), GeneratorExit()], ids=repr)
@pytest.mark.parametrize("after", [0, 1, 5_000])
def test_an_iterator_that_fails_leaves_the_old_file_and_nothing_else(file, failure, after):
    before = file.read_bytes(), file.stat().st_ino
    seen = []

    def records():
        yield from parties(after)
        seen.extend(path.stat().st_size for path in file.parent.iterdir() if path != file)
        raise failure

    with pytest.raises(type(failure)) as caught:
        pt.write_records(records(), file, title="new")
    assert caught.value is failure
    assert (file.read_bytes(), file.stat().st_ino) == before
    assert list(file.parent.iterdir()) == [file]
    assert len(seen) == 1, "it was being written, into one file beside the old one"
    assert after < 5_000 or seen[0] > 10_000, "with something in it already"


@every_stream_file
@pytest.mark.parametrize("after", [0, 1, 5_000])
def test_what_is_no_record_leaves_the_old_file_and_nothing_else(file, after):
    before = file.read_bytes()
    with pytest.raises(pt.ValidationError):
        pt.write_records(itertools.chain(parties(after), ["no record"]), file, title="new")
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


@every_stream
def test_an_iterator_that_fails_leaves_no_new_file(tmp_path, suffix):
    with pytest.raises(ZeroDivisionError):
        pt.write_records((1 / 0 for _ in range(3)), tmp_path / f"talks.{suffix}")
    assert list(tmp_path.iterdir()) == []


@every_stream_file
def test_records_that_are_written_take_the_name_when_all_have_come(file):
    def records():
        for record in parties(3_000):
            assert pt.load(file) == OLD
            yield record

    pt.write_records(itertools.islice(records(), 0, None, 500), file)
    assert len(pt.load(file)) == 6
    assert list(file.parent.iterdir()) == [file]


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
@pytest.mark.parametrize("file", ["json", "jsonl.gz"], indirect=True)
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


SOURCE = pt.Source(id="s", title="S")
ONE = pt.Dataset(title="one", sources=[SOURCE], parties=parties(40))
OTHER = pt.Dataset(
    title="other",
    sources=[SOURCE],
    demands=[
        pt.Demand(id=f"d{number}", by=["p"], kind="demand", text="t" * 1_000, citations=[pt.Citation(source="s")])
        for number in range(60)
    ],
    parties=[pt.Party(id="p", name="P", kind="state")],
)

WRITE_FOR_EVER = """
import sys
import peacetalks as pt
one, other, path = sys.argv[1:]
datasets = [pt.load(one), pt.load(other)]
print("ready", flush=True)
while True:
    for dataset in datasets:
        pt.dump(dataset, path)
"""


def environment():
    """That in which another process finds the peacetalks that is tested here."""
    source = str(Path(pt.__file__).parents[1])
    return untraced() | {"PYTHONPATH": os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH")]))}


@pytest.fixture
def busy_file(file, tmp_path_factory):
    """A file that another process replaces all the time, by one dataset and the other in turn."""
    inputs = tmp_path_factory.mktemp("inputs")
    pt.dump(ONE, file)
    pt.dump(ONE, inputs / "one.json")
    pt.dump(OTHER, inputs / "other.json")
    command = [sys.executable, "-c", WRITE_FOR_EVER, inputs / "one.json", inputs / "other.json", file]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment()) as writer:
        try:
            assert writer.stdout.readline() == b"ready\n"
            yield file
        finally:
            writer.kill()


def watch(look, *expected, changes=20):
    """Look until it has changed so many times what is seen; nothing but what is expected may be seen."""
    until = time.monotonic() + 120
    last = None
    while changes:
        seen = look()
        assert seen in expected
        assert time.monotonic() < until, "the file is not replaced any more"
        changes -= seen != last
        last = seen


@every_file
def test_a_reader_that_looks_all_the_time_sees_only_whole_files(busy_file):
    suffix = busy_file.name.removeprefix("talks.")
    watch(busy_file.read_bytes, whole_bytes(ONE, suffix), whole_bytes(OTHER, suffix))
    watch(lambda: pt.load(busy_file), ONE, OTHER)
    watch(lambda: [problem.code for problem in pt.check(busy_file)], ["unused-record"] * (1 + len(ONE.parties)), [])


@every_stream_file
def test_a_reader_of_records_reads_those_of_the_file_that_it_opened(busy_file):
    def ids_read_slowly():
        ids = []
        for record in pt.read_records(busy_file):
            ids.append(record.id)
            if len(ids) % 20 == 0:
                time.sleep(0.005)  # meanwhile the file is replaced
        return ids

    watch(ids_read_slowly, [record.id for record in ONE], [record.id for record in OTHER])
    watch(lambda: pt.read_header(busy_file)["title"], "one", "other")
    for _ in range(100):
        assert pt.check_records(busy_file) == ()


@every_stream
def test_a_stream_that_is_read_twice_is_read_twice_from_the_file_that_was_opened(tmp_path, suffix):
    """What is wrong is told by a second reading; meanwhile the name may have passed to another file."""
    path = tmp_path / f"talks.{suffix}"
    broken = [pt.Demand(id=f"d{number}", by=["nobody"], kind="demand", text="t") for number in range(50)]
    pt.write_records(broken, path)
    before = pt.check_records(path)
    assert len(before) == 50
    with path.open("rb") as opened:
        pt.dump(ONE, path)
        assert pt.check_records(opened) == before
        opened.seek(0)
        assert pt.check(opened) == before
    assert pt.check_records(path) == ()


SAVE_AND_BE_KILLED = """
import collections, json, os, random, signal, sys, time
from pathlib import Path
import peacetalks as pt

kills, inputs, *paths = sys.argv[1:]
one, other, many = (pt.load(f"{inputs}/{name}.json") for name in ("one", "other", "many"))
paths = [Path(path) for path in paths]
saved = {path: (many, one) if path.name.startswith("records") else (other, one) for path in paths}
whole = {}
for path in paths:
    whole[path] = {}
    for dataset in saved[path]:
        pt.dump(dataset, path)
        whole[path][path.read_bytes()] = dataset
chance = random.Random(1)
told = collections.Counter()


def save_for_ever(path):
    while True:
        for dataset in saved[path]:
            if path.name.startswith("records"):
                pt.write_records(dataset, path, **dataset.header)
            else:
                pt.dump(dataset, path)


def stop_in_the_middle(child, path):  # where its temporary file has a part of its bytes
    until = time.monotonic() + 30
    while time.monotonic() < until:
        os.kill(child, signal.SIGSTOP)
        os.waitpid(child, os.WUNTRACED)
        for left in set(path.parent.iterdir()) - set(paths):
            if left.stat().st_size not in {0, *map(len, whole[path])}:
                return
        os.kill(child, signal.SIGCONT)
        time.sleep(chance.uniform(0, 0.002))


for number in range(int(kills)):
    path = paths[number % len(paths)]
    is_aimed = number % 10 == 0 and path.name == "records.jsonl"  # the one file that is written piece by piece
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, b"x")
        save_for_ever(path)
    os.read(reading, 1)
    os.close(reading), os.close(writing)
    if is_aimed:
        stop_in_the_middle(child, path)
    else:
        time.sleep(chance.uniform(0, 0.015))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    told["kills"] += 1
    content = path.read_bytes()
    told["whole"] += content in whole[path]
    told["read"] += content in whole[path] and pt.load(path) == whole[path][content]
    told["of " + whole[path][content].title if content in whole[path] else "mixed"] += 1
    for left in set(path.parent.iterdir()) - set(paths):
        is_temporary = left.name.startswith("." + path.name) and left.suffix == ".part"
        told["temporary" if is_temporary else "stranger"] += 1
        told["begun"] += left.stat().st_size not in {0, *map(len, whole[path])}
        left.unlink()
print(json.dumps(told))
"""


@pytest.mark.slow
def test_of_five_hundred_processes_killed_while_saving_each_leaves_the_old_file_or_the_new(tmp_path, record_property):
    """Most are killed at random moments, some when a part of the bytes is written; the temporary file tells."""
    inputs, folder = tmp_path / "inputs", tmp_path / "files"
    inputs.mkdir()
    folder.mkdir()
    many = pt.Dataset(title="many", parties=parties(2_500))
    for dataset in (ONE, OTHER, many):
        pt.dump(dataset, inputs / f"{dataset.title}.json")
    paths = [folder / f"talks.{suffix}" for suffix in SUFFIXES] + [
        folder / "records.jsonl",
        folder / "records.jsonl.gz",
    ]
    command = [sys.executable, "-c", SAVE_AND_BE_KILLED, "500", inputs, *paths]
    done = subprocess.run(command, capture_output=True, check=False, env=environment(), timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stdout)
    record_property("killed", told)
    print("of 500 processes that were killed:", told)
    assert (told["kills"], told["whole"], told["read"]) == (500, 500, 500), told
    assert "stranger" not in told, told
    assert told["temporary"] >= 50, f"too few kills hit in the middle of saving: {told}"
    assert told["begun"] >= 1, f"no kill hit while bytes were written: {told}"
    assert min(told["of one"], told["of other"]) >= 5, f"hardly any process got to save: {told}"
    assert sorted(folder.iterdir()) == sorted(paths)


@every_suffix
def test_writers_of_one_file_never_mix(tmp_path, suffix):
    """The last one wins, with all that it had."""
    path = tmp_path / f"talks.{suffix}"
    versions = [pt.Dataset(title=str(number) * 50_000) for number in range(4)]
    writers = [threading.Thread(target=lambda one=one: [pt.dump(one, path) for _ in range(5)]) for one in versions]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)
    assert pt.load(path) in versions
    assert list(tmp_path.iterdir()) == [path]


@every_suffix
def test_the_complete_document_is_dumped_and_loaded(tmp_path, suffix):
    dataset = dataset_from_plain(complete_document())
    pt.dump(dataset, tmp_path / f"talks.{suffix}")
    assert pt.load(tmp_path / f"talks.{suffix}") == dataset
