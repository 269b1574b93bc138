"""Round trips: what is written is read, to the letter, and equal data are written alike.

Everything here is drawn from the description of the fields, so a new field takes part without being mentioned.
"""

import copy
import gzip
import json
import os
import pickle
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import get_args

import attrs
import msgspec
import pytest
import yaml
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks import values as value_types
from peacetalks.convert import dataset_from_plain
from peacetalks.dataset import GROUPS
from peacetalks.fields import fields_of
from peacetalks.formats.registry import FormatName, format_named
from peacetalks.records import Record
from tests.strategies.records import TYPES, complete_document, complete_plain, datasets, minimal_plain, records
from tests.strategies.values import TRAPS, texts, values

FORMATS = get_args(FormatName)
VALUES = tuple(cls for name in value_types.__all__ if attrs.has(cls := getattr(value_types, name)))
ENVELOPE = ("identifiers", "citations", "annotations", "tags", "note", "extra")

every_format = pytest.mark.parametrize("format", FORMATS)
every_document = pytest.mark.parametrize("format", ["json", "yaml"])
every_record_type = pytest.mark.parametrize("cls", TYPES, ids=lambda cls: cls.__name__)
every_value_type = pytest.mark.parametrize("cls", VALUES, ids=lambda cls: cls.__name__)
every_class = pytest.mark.parametrize("cls", [*TYPES, *VALUES], ids=lambda cls: cls.__name__)
few = settings(max_examples=25)  # for what is run once for each class


def drawn(cls):
    return records(cls) if issubclass(cls, Record) else values(cls)


def plain_of(dataset):
    return json.loads(pt.dumps(dataset))


def parts(plain):
    """Every value in plain data, at every depth."""
    yield plain
    inner = plain.values() if isinstance(plain, dict) else plain if isinstance(plain, list) else ()
    for one in inner:
        yield from parts(one)


def shuffled(plain, rnd, place=()):
    """The same document, with the keys of every object and the records of every group in another order."""
    if isinstance(plain, dict):
        keys = sorted(plain)
        rnd.shuffle(keys)
        return {key: shuffled(plain[key], rnd, (*place, key)) for key in keys}
    if isinstance(plain, list):
        items = [shuffled(item, rnd, (*place, None)) for item in plain]
        if len(place) == 1:  # a group; any other list keeps its author's order
            rnd.shuffle(items)
        return items
    return plain


# --- datasets --------------------------------------------------------------------------------------------------------


@every_format
@given(dataset=datasets())
def test_a_dataset_that_was_written_is_read(dataset, format):
    text = pt.dumps(dataset, format=format)
    again = pt.loads(text, format=format)
    assert again == dataset
    assert hash(again) == hash(dataset)
    assert pt.dumps(again, format=format) == text
    assert pt.loads(text.encode(), format=format) == dataset


@every_format
@given(text=texts())
def test_text_is_kept_exactly_wherever_it_stands(text, format):
    column = "pax:" + "".join(text.split("\n")).replace("\r", "").replace("\u2028", "").replace("\u2029", "") + "."
    party = pt.Party(id="a", name=text, kind="state", tags=[text, text], note=text, extra={column: text})
    statement = pt.Statement(id="b", by=["a"], quote=text, date=pt.Date(text=text))
    dataset = pt.Dataset(title=text, description=text, parties=[party], statements=[statement])
    again = pt.loads(pt.dumps(dataset, format=format), format=format)
    assert (
        again.title == again["a"].name == again["a"].extra[column] == again["b"].quote == again["b"].date.text == text
    )
    assert again == dataset


@given(dataset=datasets())
def test_a_dataset_goes_through_every_format_and_comes_back(dataset):
    again = dataset
    for format in (*FORMATS, *reversed(FORMATS)):
        again = pt.loads(gzip.compress(pt.dumps(again, format=format).encode(), 1), format=format)
    assert again == dataset
    assert pt.dumps(again) == pt.dumps(dataset)


@every_format
@given(dataset=datasets(), rnd=st.randoms(use_true_random=False))
def test_the_order_in_which_records_came_does_not_show(dataset, rnd, format):
    shuffled_records = list(dataset)
    rnd.shuffle(shuffled_records)
    header = {field.name: getattr(dataset, field.name) for field in fields_of(pt.Dataset) if not field.by_id}
    again = pt.Dataset.from_records(iter(shuffled_records), **header)
    assert again == dataset
    assert pt.dumps(again, format=format) == pt.dumps(dataset, format=format)


@every_document
@given(dataset=datasets(), rnd=st.randoms(use_true_random=False))
def test_groups_keys_and_records_are_read_in_any_order(dataset, rnd, format):
    written = format_named(format).encode(shuffled(plain_of(dataset), rnd))
    again = pt.loads(written, format=format)
    assert again == dataset
    assert pt.dumps(again, format=format) == pt.dumps(dataset, format=format)


@given(dataset=datasets())
def test_formats_agree_and_other_readers_find_the_same(dataset):
    text = pt.dumps(dataset)
    plain = json.loads(text)
    header, *rows = map(json.loads, pt.dumps(dataset, format="jsonl").splitlines())
    assert header == {"type": "dataset"} | {key: value for key, value in plain.items() if key not in GROUPS}
    assert rows == [
        {"type": cls.__name__.lower()} | row for group, cls in GROUPS.items() for row in plain.get(group, [])
    ]
    assert msgspec.json.decode(text) == plain
    assert yaml.safe_load(pt.dumps(dataset, format="yaml")) == plain  # a reader of YAML 1.1, with all its words
    assert dataset_from_plain(plain) == dataset


@given(dataset=datasets())
def test_what_is_written_is_in_the_canonical_form(dataset):
    """No null, no empty list, no whole float; records by their ids in code point order."""
    plain = plain_of(dataset)
    for part in parts(plain):
        assert part is not None
        assert part != []
        assert not (isinstance(part, float) and part.is_integer())
    for group in GROUPS:
        found = [record["id"].encode() for record in plain.get(group, [])]
        assert found == sorted(found)


@given(text=texts())
def test_json_is_indented_by_two_ends_in_one_newline_and_escapes_only_what_it_must(text):
    dataset = pt.Dataset(title=text, parties=[pt.Party(id="a", name=text, kind="state", tags=[text])])
    written = pt.dumps(dataset)
    assert written == json.dumps(json.loads(written), indent=2, ensure_ascii=False) + "\n"


@every_format
def test_an_empty_dataset_is_written_and_read(format):
    assert pt.loads(pt.dumps(pt.Dataset(), format=format), format=format) == pt.Dataset()


@every_format
def test_the_complete_document_is_written_and_read(format):
    dataset = dataset_from_plain(complete_document())
    assert pt.loads(pt.dumps(dataset, format=format), format=format) == dataset
    assert {type(record) for record in dataset} == set(TYPES)


# --- canonical order -------------------------------------------------------------------------------------------------


def own_fields(cls):
    """A record type's own fields in the order in which its class body declares them, read from the class itself."""
    return [name for name, hint in vars(cls).get("__annotations__", {}).items() if "ClassVar" not in str(hint)]


@every_record_type
def test_keys_are_written_id_first_then_own_fields_then_the_envelope(cls):
    plain = pt.to_dict(pt.from_dict(cls, dict(reversed(complete_plain(cls).items()))))
    assert list(plain) == ["id", *own_fields(cls), *ENVELOPE]


@every_value_type
def test_keys_of_a_value_are_written_in_the_order_of_its_class(cls):
    declared = [name for base in reversed(cls.__mro__) for name in own_fields(base)]
    plain = pt.to_dict(pt.from_dict(cls, dict(reversed(complete_plain(cls).items()))))
    assert list(plain) == [name for name in declared if name in complete_plain(cls)]


@every_document
def test_the_header_is_written_first_and_groups_in_the_order_of_the_model(format):
    text = pt.dumps(dataset_from_plain(complete_document()), format=format)
    plain = json.loads(text) if format == "json" else yaml.safe_load(text)
    assert list(plain) == [
        *("peacetalks", "title", "description", "namespace", "licence", "publisher", "created", "version", "coverage"),
        *("sources", "places", "conflicts", "parties", "processes", "issues", "rounds", "participations"),
        *("demands", "linkages", "positions", "statements", "exchanges", "measures", "agreements", "assessments"),
    ]


def test_the_order_inside_a_list_is_the_authors():
    parties = [pt.Party(id=id, name=id, kind="state") for id in "abc"]
    demand = pt.Demand(id="d", by=["c", "a", "b", "a"], kind="demand", text="x")
    dataset = pt.loads(pt.dumps(pt.Dataset(parties=parties, demands=[demand])))
    assert dataset["d"].by == ("c", "a", "b", "a")


# --- records and values ----------------------------------------------------------------------------------------------


@every_class
@few
@given(data=st.data())
def test_an_object_becomes_plain_data_and_comes_back(cls, data):
    one = data.draw(drawn(cls))
    plain = pt.to_dict(one)
    again = pt.from_dict(cls, json.loads(json.dumps(plain)))
    assert again == one
    assert list(pt.to_dict(again)) == list(plain)
    assert type(again) is cls


@every_class
@few
@given(data=st.data())
def test_an_object_copies_pickles_compares_and_hashes(cls, data):
    one = data.draw(drawn(cls))
    for again in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one)), attrs.evolve(one)):
        assert again == one
        assert hash(again) == hash(one)
        assert len({again, one}) == 1
        assert repr(again) == repr(one)


@every_class
def test_an_object_differs_from_one_that_differs_in_any_field(cls):
    complete = pt.from_dict(cls, complete_plain(cls))
    minimal = pt.from_dict(cls, minimal_plain(cls))
    assert minimal != complete
    for name in set(complete_plain(cls)) - set(minimal_plain(cls)):
        plain = {key: value for key, value in complete_plain(cls).items() if key != name}
        if name == "value" and cls is pt.Quantity:
            del plain["qualifier"]
        assert pt.from_dict(cls, plain) != complete, name


@every_class
def test_no_field_of_an_object_can_be_set_or_deleted(cls):
    one = pt.from_dict(cls, complete_plain(cls))
    for field in fields_of(cls):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(one, field.name, None)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            delattr(one, field.name)


@every_record_type
@few
@given(data=st.data())
def test_a_record_is_edited_with_evolve(cls, data):
    record, note, citations = data.draw(records(cls)), data.draw(texts()), [data.draw(values(pt.Citation))]
    changed = attrs.evolve(record, note=note, citations=iter(citations))
    assert (changed.note, changed.citations) == (note, tuple(citations))
    assert attrs.evolve(changed, note=record.note, citations=record.citations) == record
    with pytest.raises(pt.ValidationError) as caught:
        attrs.evolve(record, tags="abc")
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [("wrong-type", "/tags")]


@given(dataset=datasets(), note=texts())
def test_a_dataset_copies_pickles_and_can_be_looked_into_afterwards(dataset, note):
    ids = [record.id for record in dataset]
    for id in ids:
        assert dataset[id].id == id
        assert isinstance(dataset.referrers(id), tuple)  # the indexes exist now, and must not stand in the way
    for again in (copy.copy(dataset), copy.deepcopy(dataset), pickle.loads(pickle.dumps(dataset))):
        assert again == dataset
        assert hash(again) == hash(dataset)
        assert [again[id] for id in ids] == list(dataset)
    assert attrs.evolve(dataset, title=note).title == note


@every_class
def test_repr_is_one_line_however_much_an_object_holds(cls):
    long = "a\n\r\u2028\u2029\x85\x1b" + "x" * 1_000
    plain = complete_plain(cls)
    for field in fields_of(cls):
        if (
            field.item is str
            and field.name in plain
            and not (field.codelist or field.is_id or field.refers is not None)
        ):
            plain[field.name] = [long] if field.many else long
        if field.many:
            plain[field.name] *= 50
    shown = repr(pt.from_dict(cls, plain))
    assert len(shown.splitlines()) == 1
    assert shown.isprintable()
    if issubclass(cls, Record):
        assert len(shown) <= 100 * (len(own_fields(cls)) + 1) + 300 * sum(field.many for field in fields_of(cls))


@every_record_type
def test_repr_names_the_type_and_the_id_and_leaves_out_the_envelope(cls):
    record = pt.from_dict(cls, complete_plain(cls))
    assert repr(record).startswith(f"{cls.__name__}('{cls.__name__.lower()}-1', ")
    assert repr(record) == repr(attrs.evolve(record, **dict.fromkeys(ENVELOPE[:4], ()), note=None, extra={}))


def test_repr_of_a_dataset_is_one_short_line_however_long_its_title():
    shown = repr(pt.Dataset(title="long\n" * 10_000))
    assert len(shown.splitlines()) == 1
    assert len(shown) < 400


# --- lists and numbers -----------------------------------------------------------------------------------------------

LISTS = [(cls, field) for cls in (*TYPES, *VALUES) for field in fields_of(cls) if field.many]


@pytest.mark.parametrize(("cls", "field"), LISTS, ids=lambda one: one.__name__ if isinstance(one, type) else one.name)
def test_an_empty_list_is_read_as_nothing_unless_something_must_stand_there(cls, field):
    plain = minimal_plain(cls) | {field.name: []}
    if field.at_least:
        with pytest.raises(pt.ValidationError) as caught:
            pt.from_dict(cls, plain)
        assert [(problem.code, problem.path) for problem in caught.value.problems] == [("empty-list", f"/{field.name}")]
    else:
        assert pt.from_dict(cls, plain) == pt.from_dict(cls, minimal_plain(cls))
        assert field.name not in pt.to_dict(pt.from_dict(cls, plain))


@every_document
@pytest.mark.parametrize(
    ("written", "kept"), [("1.0", 1), ("-0.0", 0), ("1e3", 1000), ("9007199254740991.0", 2**53 - 1), ("0.50", 0.5)]
)
def test_whole_floats_are_read_and_written_as_integers(written, kept, format):
    party = '"parties": [{"id": "a", "name": "A", "kind": "state"}]'
    demand = f'{{"id": "d", "by": ["a"], "kind": "demand", "text": "t", "value": {{"value": {written}}}}}'
    dataset = pt.loads(f'{{"peacetalks": "1.0", {party}, "demands": [{demand}]}}', format=format)
    value = dataset["d"].value.value
    assert (value, type(value)) == (kept, type(kept))
    assert pt.loads(pt.dumps(dataset, format=format), format=format) == dataset
    assert f'"value": {kept}\n' in pt.dumps(dataset)
    assert f"value: {kept}\n" in pt.dumps(dataset, format="yaml")


@every_format
@given(number=st.floats(-(2.0**53) + 1, 2.0**53 - 1))
@example(number=5e-324)
@example(number=0.1 + 0.2)
@example(number=1e-7)
def test_numbers_are_kept_to_the_last_bit(number, format):
    demand = pt.Demand(id="d", by=["a"], kind="demand", text="t", value=pt.Quantity(value=number))
    dataset = pt.Dataset(parties=[pt.Party(id="a", name="A", kind="state")], demands=[demand])
    assert pt.loads(pt.dumps(dataset, format=format), format=format)["d"].value.value == number


# --- the same bytes everywhere ---------------------------------------------------------------------------------------

WRITE_IN_AN_ORDER_OF_CHANCE = """
import hashlib, sys, tempfile
from pathlib import Path
import peacetalks as pt
dataset = pt.loads(sys.stdin.buffer.read())
header = {"title": dataset.title, "coverage": dataset.coverage}
records = list(set(dataset))  # hashed by their text, so in another order in every process
print(*(record.id for record in records))
built = pt.Dataset.from_records(records, **header)
for format in sys.argv[1:]:
    print(hashlib.sha256(pt.dumps(built, format=format).encode()).hexdigest())
    with tempfile.TemporaryDirectory() as folder:  # of another name in every process
        for suffix in ("", ".gz"):
            path = Path(folder, f"talks.{format}{suffix}")
            pt.dump(built, path)
            print(hashlib.sha256(path.read_bytes()).hexdigest())
            assert pt.load(path) == built
"""


def run_python(script, *arguments, data=b"", **environment):
    root = Path(__file__).resolve().parents[1]
    path = os.pathsep.join(filter(None, [str(root / "src"), str(root), os.environ.get("PYTHONPATH")]))
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script, *arguments],
        input=data,
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": path} | environment,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().splitlines()


@pytest.fixture(scope="module")
def rich_dataset():
    """Two records of each type, and twenty parties more; texts are all the traps that we know."""
    document = complete_document()
    document["parties"] += [{"id": f"p{index}", "name": trap, "kind": "state"} for index, trap in enumerate(TRAPS)]
    random.Random(1).shuffle(document["parties"])
    return dataset_from_plain(document)


def test_bytes_do_not_depend_on_the_hash_seed_or_the_order_of_building(rich_dataset):
    data = pt.dumps(rich_dataset).encode()
    runs = [run_python(WRITE_IN_AN_ORDER_OF_CHANCE, *FORMATS, data=data, PYTHONHASHSEED=seed) for seed in "012"]
    orders, digests = {run[0] for run in runs}, {tuple(run[1:]) for run in runs}
    assert len(orders) == 3, "the three runs built the dataset in the same order, so they show nothing"
    assert len(digests) == 1
    assert {len(run) for run in runs} == {1 + 3 * len(FORMATS)}


WRITE_WITHOUT_LIBYAML = """
import sys
sys.modules["yaml._yaml"] = None  # as where PyYAML was built without it
import yaml
assert not yaml.__with_libyaml__
import peacetalks as pt
dataset = pt.loads(sys.stdin.buffer.read())
text = pt.dumps(dataset, format="yaml")
assert pt.loads(text, format="yaml") == dataset, "not what was written"
sys.stdout.buffer.write(text.encode())
"""


def test_yaml_bytes_do_not_depend_on_whether_libyaml_is_there(rich_dataset):
    lines = run_python(WRITE_WITHOUT_LIBYAML, data=pt.dumps(rich_dataset).encode())
    assert lines == pt.dumps(rich_dataset, format="yaml").splitlines()


# Words that YAML 1.1 (https://yaml.org/type/) takes for something else than text, whichever of its readers is used.
YAML_1_1_WORDS = [
    "y",
    "Y",
    "n",
    "N",
    "yes",
    "no",
    "on",
    "off",
    "true",
    "null",
    "~",
    "1_000",
    "0b1",
    "0x1F",
    "07",
    "-.5",
]
# What the core schema of YAML 1.2, that of most newer readers, takes for a number.
YAML_1_2_WORDS = ["0o17", "01e5", "+1e5", ".5e5", "5.e3", "1e5", ".inf", "-.INF", ".NaN", "Null", "TRUE"]


@pytest.mark.parametrize("word", YAML_1_1_WORDS + YAML_1_2_WORDS)
def test_yaml_quotes_what_another_reader_would_take_for_something_else(word):
    line = pt.dumps(pt.Dataset(title=word), format="yaml").splitlines()[1]
    assert line in (f"title: '{word}'", f'title: "{word}"')


@pytest.mark.parametrize("text", ["שלום", "Україна", "中文", "é", "e\u0301", "😀", "🇺🇦"])
@every_format
def test_letters_and_signs_that_people_can_read_are_written_as_they_are(text, format):
    assert text in pt.dumps(pt.Dataset(title=text), format=format)


# --- that the draws are worth something ------------------------------------------------------------------------------


def given_fields(one):
    for field in fields_of(type(one)):
        value = getattr(one, field.name)
        if value is None or value == () or value == pt.Extra():
            continue
        yield type(one), field.name
        if field.is_nested:
            for inner in value if field.many else [value]:
                yield from given_fields(inner)


def test_every_field_of_every_class_is_sometimes_drawn():
    seen = Counter()
    drawn_datasets = 0

    @settings(max_examples=60, database=None, phases=[Phase.generate], derandomize=True)
    @given(dataset=datasets(every_type=True))
    def draw(dataset):
        nonlocal drawn_datasets
        drawn_datasets += 1
        seen.update(set(given_fields(dataset)))

    draw()
    wanted = {(cls, field.name) for cls in (pt.Dataset, *TYPES, *VALUES) for field in fields_of(cls)}
    assert drawn_datasets >= 60
    assert set(seen) == wanted
    optional = {(cls, field.name) for cls in (*TYPES, *VALUES) for field in fields_of(cls) if not field.required}
    assert [pair for pair in optional if seen[pair] == drawn_datasets and issubclass(pair[0], Record)] == []
