"""Packing: what is compressed is read and written as if it were not, and costs no more than it weighs."""

import gzip
import io
import itertools
import json
import os
import shutil
import struct
import subprocess
import time
import zlib
from typing import get_args

import pytest
from hypothesis import given, settings

import peacetalks as pt
from peacetalks.convert import dataset_from_plain
from peacetalks.formats.registry import FormatName
from peacetalks.limits import FREE_EXPANSION, GREATEST_EXPANSION
from tests.strategies.records import complete_document, datasets
from tests.strategies.values import TRAPS
from tests.test_streams import noise, peak

FORMATS = get_args(FormatName)
SMALL = pt.Dataset(
    title="Talks – переговори", parties=[pt.Party(id=id, name=id * 20, kind="state") for id in ("a", "b", "c")]
)

every_format = pytest.mark.parametrize("format", FORMATS)


def packed(dataset, format, folder):
    """The bytes that are written to a packed file."""
    path = folder / f"packed.{format}.gz"
    pt.dump(dataset, path)
    return path.read_bytes()


def read(data, format):
    """Codes of the problems of shape and integrity, after looking that every way of reading tells the same."""
    problems = pt.check(io.BytesIO(data), format=format)
    if any(problem.severity == "error" for problem in problems):
        for load in (pt.loads, lambda data, **named: pt.load(io.BytesIO(data), **named)):
            with pytest.raises(pt.ValidationError) as caught:
                load(data, format=format)
            assert caught.value.problems == problems
        if format == "jsonl":
            assert pt.check_records(io.BytesIO(data), format=format) == problems
        return [problem.code for problem in problems]
    pt.loads(data, format=format)
    return []


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder for files that drawn data are written to, again and again."""
    return tmp_path_factory.mktemp("packing")


# --- round trips -----------------------------------------------------------------------------------------------------


@every_format
@settings(max_examples=30)
@given(dataset=datasets())
def test_a_dataset_that_was_packed_is_unpacked(folder, dataset, format):
    data = packed(dataset, format, folder)
    path = folder / f"packed.{format}.gz"
    text = pt.dumps(dataset, format=format).encode()
    assert gzip.decompress(data) == text
    assert pt.load(path) == pt.load(str(path)) == dataset
    for kind in (bytes, bytearray, memoryview):
        assert pt.loads(kind(data), format=format) == dataset
    assert pt.load(io.BytesIO(data), format=format) == dataset
    with path.open("rb") as file:
        assert pt.load(file) == dataset
        assert not file.closed
    with gzip.open(path) as file:  # unpacked by somebody else
        assert pt.load(file, format=format) == dataset
    assert pt.check(path) == pt.check(io.BytesIO(text), format=format)


@every_format
def test_every_record_type_and_every_trap_is_packed_and_unpacked(tmp_path, format):
    parties = tuple(pt.Party(id=f"p{number}", name=trap, kind="state") for number, trap in enumerate(TRAPS))
    for dataset in (dataset_from_plain(complete_document()), pt.Dataset(parties=parties), pt.Dataset()):
        path = tmp_path / f"talks.{format}.gz"
        pt.dump(dataset, path)
        assert pt.load(path) == dataset


@every_format
def test_lines_are_those_of_the_text(tmp_path, format):
    path = tmp_path / f"talks.{format}.gz"
    text = {
        "json": '{"peacetalks": "1.0",\n\n"titel": 3}',
        "yaml": "peacetalks: '1.0'\n\ntitel: 3\n",
        "jsonl": '{"type": "dataset", "peacetalks": "1.0"}\n\n{"type": "zzz"}\n',
    }[format]
    path.write_bytes(gzip.compress(text.encode()))
    assert [problem.line for problem in pt.check(path)] == [3]


# --- the same bytes --------------------------------------------------------------------------------------------------


@every_format
def test_equal_datasets_are_packed_alike_whatever_the_name_and_the_time(tmp_path, monkeypatch, format):
    first = packed(SMALL, format, tmp_path)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.5)
    other = tmp_path / f"another name.{format}.gz"
    built = pt.Dataset.from_records(reversed(SMALL.records), **SMALL.header)
    pt.dump(built, str(other))
    assert other.read_bytes() == first
    pt.dump(built, other)  # over the old one
    assert other.read_bytes() == first


@every_format
def test_the_head_of_a_packed_file_says_neither_name_nor_time_nor_system(tmp_path, format):
    data = packed(SMALL, format, tmp_path)
    magic, method, flags, mtime, _, system = struct.unpack("<HBBIBB", data[:10])
    assert (magic, method, flags, mtime, system) == (0x8B1F, 8, 0, 0, 255)
    assert b"packed" not in data


@every_format
def test_a_packed_file_is_one_member_and_nothing_behind_it(tmp_path, format):
    big = pt.Dataset(parties=[pt.Party(id=f"p{number}", name=noise(number), kind="state") for number in range(3_000)])
    for dataset in (SMALL, pt.Dataset(), big):
        data = packed(dataset, format, tmp_path)
        unpacker = zlib.decompressobj(wbits=31)
        assert unpacker.decompress(data).decode() == pt.dumps(dataset, format=format)
        assert unpacker.eof
        assert unpacker.unused_data == b""


@pytest.mark.skipif(shutil.which("gzip") is None, reason="there is no gzip command")
def test_the_gzip_command_reads_what_we_write_and_we_read_what_it_writes(tmp_path):
    for format in FORMATS:
        path = tmp_path / f"talks.{format}"
        pt.dump(SMALL, f"{path}.gz")
        subprocess.run(["gzip", "-t", f"{path}.gz"], check=True)
        done = subprocess.run(["gzip", "-dc", f"{path}.gz"], check=True, capture_output=True)
        assert done.stdout.decode() == pt.dumps(SMALL, format=format)
        for level in ("-1", "-9"):
            pt.dump(SMALL, path)
            subprocess.run(["gzip", "-f", level, path], check=True)  # with name and time in its head
            assert pt.load(f"{path}.gz") == SMALL


# --- what tells that something is packed -----------------------------------------------------------------------------


@every_format
def test_a_file_is_unpacked_for_what_it_holds_and_not_for_its_name(tmp_path, format):
    text = pt.dumps(SMALL, format=format).encode()
    for name, data in (
        (f"plain.{format}.gz", text),
        (f"packed.{format}", gzip.compress(text)),
        (f"packed.{format}.gz", gzip.compress(text)),
        (f"PACKED.{format.upper()}.GZ", gzip.compress(text)),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        assert pt.load(path) == SMALL
        assert [problem.code for problem in pt.check(path)] == ["unused-record"] * 3
        if format == "jsonl":
            assert tuple(pt.read_records(path)) == SMALL.records
            assert pt.read_header(path) == SMALL.header
            assert pt.check_records(path) == ()


def test_a_file_is_packed_where_its_name_says_so(tmp_path):
    for name, format, is_packed in (
        ("a.json", None, False),
        ("a.json.gz", None, True),
        ("a.yml.GZ", None, True),
        ("a.jsonl.gz", "yaml", True),
        ("a.gz", "json", True),
        ("a", "jsonl", False),
        ("gz.json", None, False),
        ("a.gz.json", None, False),
    ):
        pt.dump(SMALL, tmp_path / name, format=format)
        assert (tmp_path / name).read_bytes().startswith(b"\x1f\x8b") == is_packed
        assert pt.load(tmp_path / name, format=format) == SMALL
    for name in ("a.gz", "a.txt.gz", ".gz", "a.json.gz.gz", "a.json.bz2", "a.jsongz"):
        with pytest.raises(pt.ValidationError) as caught:
            pt.dump(SMALL, tmp_path / "new" / name)
        assert [problem.code for problem in caught.value.problems] == ["not-readable"]
        assert [problem.code for problem in pt.check(tmp_path / name)] == ["not-readable"]


def test_a_packed_file_opened_as_text_cannot_be_read(tmp_path):
    path = tmp_path / "talks.json.gz"
    pt.dump(SMALL, path)
    with path.open(encoding="utf-8") as file:
        assert [problem.code for problem in pt.check(file)] == ["not-readable"]


@every_format
def test_what_is_packed_twice_is_not_text(tmp_path, format):
    data = gzip.compress(packed(SMALL, format, tmp_path))
    assert set(read(data, format)) == {"not-readable"}


# --- members and damage ----------------------------------------------------------------------------------------------


@every_format
def test_several_members_are_read_as_one_text(format):
    """As when packed files are put behind each other, or written in parallel."""
    text = pt.dumps(SMALL, format=format).encode()
    for cuts in ((0,), (10,), (10, 10, 50), range(1, len(text), 7)):
        ends = [0, *cuts, len(text)]
        data = b"".join(gzip.compress(text[start:end]) for start, end in itertools.pairwise(ends))
        assert pt.loads(data, format=format) == SMALL
        assert pt.loads(data + b"\0" * 512, format=format) == SMALL  # as on tapes


@every_format
@pytest.mark.parametrize("behind", [b"x", b"\n", b"garbage behind it", b"\0\0x", b"\x1f", b"\x1f\x8b", b"\x1f\x8b\x08"])
def test_what_stands_behind_and_is_no_gzip_is_told(tmp_path, behind, format):
    assert read(packed(SMALL, format, tmp_path) + behind, format) == ["not-readable"]


@every_format
def test_a_file_that_is_cut_off_anywhere_is_told(tmp_path, format):
    data = packed(SMALL, format, tmp_path)
    assert read(data, format) == []
    for length in range(2, len(data)):
        found = read(data[:length], format)
        assert found[-1:] == ["not-readable"], length
        assert found == ["not-readable"] or format == "jsonl"


@every_format
def test_of_a_file_that_is_cut_off_before_it_can_be_told_as_packed_nothing_is_made_up(format):
    assert read(b"\x1f", format) == ["invalid-syntax"]
    assert pt.loads(b"", format="jsonl") == pt.Dataset(), "a stream of nothing is an empty one"
    if format != "jsonl":
        assert read(b"", format) in (["invalid-syntax"], ["wrong-type"])
        assert read(gzip.compress(b""), format) in (["invalid-syntax"], ["wrong-type"])


def test_of_a_stream_that_is_cut_off_the_whole_lines_are_read():
    rows = [{"type": "dataset", "peacetalks": "1.0"}]
    rows += [{"type": "party", "id": f"p{n}", "name": noise(n), "kind": "state"} for n in range(500)]
    whole = gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode())
    cut_off = io.BytesIO(whole[: len(whole) // 2])
    refused = []
    records = list(pt.read_records(cut_off, format="jsonl", on_error=refused.append))
    assert [record.id for record in records] == [f"p{n}" for n in range(len(records))]
    assert 100 < len(records) < 400
    ((problem,),) = [error.problems for error in refused]
    assert (problem.code, problem.line) == ("not-readable", len(records) + 2)
    cut_off.seek(0)
    assert pt.check_records(cut_off, format="jsonl") == (problem,)
    assert "get it again" in problem.message


@every_format
@pytest.mark.parametrize("mask", [0x01, 0x10, 0x80, 0xFF], ids=hex)
def test_a_file_in_which_a_byte_was_changed_is_read_as_it_was_or_refused(tmp_path, mask, format):
    """The checksum tells damage wherever it matters; bytes of the head that say nothing of the content may differ."""
    data = packed(SMALL, format, tmp_path)
    harmless = 0
    for at in range(len(data)):
        damaged = data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :]
        if read(damaged, format) == []:
            assert pt.loads(damaged, format=format) == SMALL
            harmless += 1
    assert harmless <= 8  # flags, time, how hard it tried, the system, and the last bits before the checksum


def test_the_length_and_the_checksum_at_the_end_are_looked_at(tmp_path):
    data = packed(SMALL, "json", tmp_path)
    for end in (struct.pack("<II", 0, 0), data[-8:-4] + b"\0\0\0\0", b"\0\0\0\0" + data[-4:]):
        assert read(data[:-8] + end, "json") == ["not-readable"]


# --- bombs -----------------------------------------------------------------------------------------------------------


def padded_to(length, format="json"):
    """A sound text of so many bytes that packs to almost nothing."""
    text = pt.dumps(pt.Dataset(title="bomb"), format=format).encode()
    filling = b" " if format == "json" else b" " * 99 + b"\n" if format == "jsonl" else b"#"
    return text + (filling * length)[: length - len(text)]


def packed_to(length, text):
    """A text packed to so many bytes, with a field in the head that every reader passes over."""
    bare = gzip.compress(text, 9, mtime=0)
    room = length - len(bare)
    assert 2 <= room < 65_536 + 2
    return bare[:3] + b"\x04" + bare[4:10] + struct.pack("<H", room - 2) + b"\0" * (room - 2) + bare[10:]


@every_format
def test_a_small_file_may_unpack_to_a_megabyte_whatever_its_size(format):
    text = padded_to(FREE_EXPANSION, format)
    data = gzip.compress(text)
    assert len(data) * GREATEST_EXPANSION < FREE_EXPANSION
    assert read(data, format) == []
    assert read(gzip.compress(padded_to(FREE_EXPANSION + 1, format)), format) == ["invalid-syntax"]


@every_format
def test_a_larger_file_may_unpack_to_so_many_times_its_size(format):
    size = 2 * FREE_EXPANSION // GREATEST_EXPANSION
    allowed = packed_to(size, padded_to(size * GREATEST_EXPANSION, format))
    refused = packed_to(size, padded_to(size * GREATEST_EXPANSION + 1, format))
    assert len(allowed) == len(refused) == size
    assert read(allowed, format) == []
    assert read(refused, format) == ["invalid-syntax"]
    (problem,) = pt.check(io.BytesIO(refused), format=format)
    assert f"{GREATEST_EXPANSION} times" in problem.message
    assert "unpack it first" in problem.message


def test_only_what_a_file_holds_from_where_it_stands_is_its_size():
    size = 2 * FREE_EXPANSION // GREATEST_EXPANSION
    refused = io.BytesIO(b"x" * size + packed_to(size, padded_to(size * GREATEST_EXPANSION + 1)))
    refused.seek(size)
    assert [problem.code for problem in pt.check(refused, format="json")] == ["invalid-syntax"]


def test_a_file_that_begins_with_what_packs_well_is_judged_as_a_whole(tmp_path):
    title = "a" * 900_000
    dataset = pt.Dataset(
        sources=[pt.Source(id=f"s{number}", title=title) for number in range(3)],
        parties=[pt.Party(id="z", name=os.urandom(100_000).hex(), kind="state")],
    )
    for format in FORMATS:
        path = tmp_path / f"talks.{format}.gz"
        pt.dump(dataset, path)
        assert pt.load(path) == dataset


def bomb(megabytes, filling=b" "):
    """A packed text that unpacks to so many megabytes, put together without ever holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = packer.compress(b'{"type": "dataset", "peacetalks": "1.0"}\n') + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(filling * (2**20 // len(filling))) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(filling * (2**20 // len(filling))) + packer.flush(zlib.Z_FULL_FLUSH)
    assert again == block, "a block stands by itself"
    return gzip.compress(b"", mtime=0)[:10] + head + block * megabytes + packer.flush() + bytes(8)


def test_the_bomb_is_one():
    data = bomb(3)
    assert zlib.decompress(data[10:-8], -15) == b'{"type": "dataset", "peacetalks": "1.0"}\n' + b" " * 3 * 2**20


BOMBS = [("json", b" "), ("json", b"\n"), ("yaml", b" "), ("jsonl", b" "), ("jsonl", b"\n" + b" " * 1023)]


@pytest.mark.slow
@pytest.mark.parametrize(("format", "filling"), BOMBS, ids=lambda part: part if isinstance(part, str) else len(part))
def test_a_bomb_is_refused_before_it_goes_off(format, filling):
    """A gigabyte in one megabyte: of a document no more is held than it may have, of a stream no more than a line."""
    data = bomb(1_000, filling)
    assert len(data) < 2_500_000
    codes = []
    held = peak(lambda: codes.extend(problem.code for problem in pt.check(io.BytesIO(data), format=format)))
    assert "invalid-syntax" in codes
    of_a_line = 60_000_000 if filling == b" " else 1_000_000  # of the longest one, before it is told as too long
    assert held < (of_a_line if format == "jsonl" else 1.2 * GREATEST_EXPANSION * len(data))


def test_a_small_bomb_is_refused_at_once():
    data = bomb(20)
    for format in FORMATS:
        found = []
        held = peak(lambda format=format, found=found: found.extend(pt.check(io.BytesIO(data), format=format)))
        assert [problem.code for problem in found] == ["invalid-syntax"]
        assert held < 8_000_000


def test_a_bomb_cannot_hide_in_many_members():
    member = gzip.compress(b" " * 1_000_000)
    data = gzip.compress(b'{"peacetalks": "1.0"}') + member * 50
    assert read(data, "json") == ["invalid-syntax"]


# --- a stream is unpacked as it is read ------------------------------------------------------------------------------


def test_no_more_is_unpacked_than_is_asked_for(tmp_path):
    path = tmp_path / "talks.jsonl.gz"
    count = 5_000
    pt.write_records((pt.Party(id=f"p{n}", name=noise(n), kind="state") for n in range(count)), path)
    with path.open("rb") as file:
        records = pt.read_records(file)
        next(records)
        assert file.tell() < path.stat().st_size / 10
        assert sum(1 for _ in records) == count - 1
    with path.open("rb") as file:
        pt.read_header(file)
        assert file.tell() < path.stat().st_size / 10


def test_what_comes_out_of_an_iterator_is_packed_as_it_comes(tmp_path):
    """The temporary file grows while records are still to come."""
    sizes = []

    def records():
        for number in range(6_000):
            if number % 1_000 == 999:
                sizes.append(sum(one.stat().st_size for one in tmp_path.iterdir()))
            yield pt.Party(id=f"p{number}", name=noise(number), kind="state")

    pt.write_records(records(), tmp_path / "talks.jsonl.gz")
    assert sizes == sorted(sizes)
    assert sizes[-1] > sizes[1] > 0
    assert sum(1 for _ in pt.read_records(tmp_path / "talks.jsonl.gz")) == 6_000
