import subprocess
import sys
import time
from collections import Counter

import pytest
from benchmarks import signatories as labelled
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.ids import is_id
from peacetalks.importers.signatories import Signatories, Signatory, parse_signatories
from peacetalks.importers.signatory_records import name_id, participations
from peacetalks.importers.signatory_text import cleaned
from peacetalks.problems import pointer
from peacetalks.records import Agreement, Party, Source
from peacetalks.values import Citation


def triples(text, *, known_parties=()):
    found = parse_signatories(text, known_parties=known_parties).signatories
    return [(one.name, one.on_behalf_of, one.role) for one in found]


def only(text, **options):
    (one,) = parse_signatories(text, **options).signatories
    return one


# --- (1) nothing was signed -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "note",
    [
        "Unsigned",
        "Not signed, agreement mentions the following parties",
        "[Uploaded document does not include signatures]",
        "Copy unsigned, parties listed as:",
        "Signatories not listed.",
        "(no signatures)",
    ],
)
def test_a_cell_that_says_that_nothing_was_signed_has_no_signatories(note):
    found = parse_signatories(f"{note}\nFor the Front: Anna Berg")
    assert found == Signatories(is_unsigned=True, status_note=note, unparsed=("For the Front: Anna Berg",))


def test_a_note_behind_one_name_says_nothing_of_the_others():
    found = parse_signatories("Anna Berg, Minister [Signed]\nOlaf Dahl, Chairman [Not Signed]")
    assert [one.name for one in found.signatories] == ["Anna Berg"]
    assert not found.is_unsigned
    assert found.unparsed == ("Olaf Dahl, Chairman [not signed]",)


@pytest.mark.parametrize("note", ["[Not signed]", "(unsigned)"])
def test_who_stands_before_a_note_that_he_did_not_sign_is_not_a_signatory(note):
    found = parse_signatories(f"For the Front: Olaf Dahl {note}; For the Army: Anna Berg")
    assert triples(f"For the Front: Olaf Dahl {note}; For the Army: Anna Berg") == [("Anna Berg", "Army", None)]
    assert any("Olaf Dahl" in text for text in found.unparsed)


def test_a_header_of_somebody_who_did_not_sign_is_unparsed():
    found = parse_signatories("For the Front: Anna Berg\nFor the Army: [not signed]")
    assert triples("For the Front: Anna Berg\nFor the Army: [not signed]") == [("Anna Berg", "Front", None)]
    assert any("not signed" in text for text in found.unparsed)


# --- (2) headers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "party"),
    [
        ("For the Front", "Front"),
        ("On behalf of the Front:", "Front"),
        ("For and on behalf of the Front:", "Front"),
        ("Por el Frente:", "Frente"),
        ("Pour l'Alliance du Nord", "Alliance du Nord"),
        ("From the Front:", "Front"),
        ("Representing the Front:", "Front"),
        ("Representatives of the Front:", "Front"),
        ("XYZ representatives:", "XYZ"),
        ("p.p. the Front", "Front"),
        ("The Front:", "Front"),
    ],
)
def test_names_below_a_header_sign_for_its_party(header, party):
    assert triples(f"{header}\nAnna Berg\nOlaf Dahl") == [("Anna Berg", party, None), ("Olaf Dahl", party, None)]


def test_a_header_holds_until_the_next_one():
    text = "For the Front:\nAnna Berg\n\nOlaf Dahl\n\nFor the Army:\nIda Lund"
    assert [party for _, party, _ in triples(text)] == ["Front", "Front", "Army"]


def test_a_header_with_names_on_its_line_holds_for_no_other_line():
    assert triples("For the Front: Anna Berg\nMr Olaf Dahl") == [
        ("Anna Berg", "Front", None),
        ("Olaf Dahl", None, None),
    ]


def test_a_list_goes_on_behind_a_semicolon_at_the_end_of_a_line():
    assert [party for _, party, _ in triples("For the Front: Anna Berg;\nOlaf Dahl;")] == ["Front", "Front"]


def test_a_header_for_which_nobody_is_named_is_unparsed():
    assert parse_signatories("For the Front:\n\nFor the Army:\nAnna Berg").unparsed == ("For the Front",)


def test_a_heading_that_is_not_understood_ends_the_header_before_it():
    text = "For the Front:\nAnna Berg, Chair\nIda Lund, Judge\n\nSundry others\nOlaf Dahl [Signed]\nEva Holm [Signed]"
    found = parse_signatories(text)
    assert [one.name for one in found.signatories] == ["Anna Berg", "Ida Lund"]
    assert found.unparsed == ("Sundry others", "Olaf Dahl", "Eva Holm")


def test_the_party_may_follow_name_and_office():
    text = "Anna Berg\nMinister of Defence\nFor the Front\n\nOlaf Dahl\nChairman\nFor the Army"
    assert triples(text) == [("Anna Berg", "Front", None), ("Olaf Dahl", "Army", None)]


def test_a_header_without_a_colon_may_go_on_with_a_name():
    text = "For the Northern side A. Berg\nFor the Southern side OLAF DAHL\nOn behalf of the Union Mr. Lund"
    assert triples(text) == [
        ("A. Berg", "Northern side", None),
        ("OLAF DAHL", "Southern side", None),
        ("Lund", "Union", None),
    ]


# --- (3) X: names -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stem", "role"),
    [
        ("Witness", "witness"),
        ("Witnessed by", "witness"),
        ("In the presence of", "witness"),
        ("'Witnessed by'", "witness"),
        ("Observers", "observer"),
        ("International Observers", "observer"),
        ("Facilitator", "facilitator"),
        ("The mediators", "mediator"),
        ("Mediator and Signatory", "mediator"),
        ("Guarantors", "guarantor"),
        ("Under the auspices of", "convenor"),
        ("Hosted by", "host"),
        ("Third parties", "third_party"),
        ("Advisers", "adviser"),
        ("Endorsed by", "endorser"),
        ("Testigos", "witness"),
        ("Médiateur", "mediator"),
        ("Signed by", None),
        ("Participants", None),
    ],
)
def test_a_stem_before_a_colon_says_the_role(stem, role):
    assert triples(f"{stem}: Anna Berg") == [("Anna Berg", None, role)]


def test_a_role_holds_for_the_lines_below_it_and_through_headers():
    text = "Witnesses:\nFor the Union:\nAnna Berg\n\nFor the League:\nOlaf Dahl"
    assert triples(text) == [("Anna Berg", "Union", "witness"), ("Olaf Dahl", "League", "witness")]


def test_the_role_of_one_person_holds_for_no_other_line():
    assert triples("Mediator: Anna Berg\nMr Olaf Dahl") == [("Anna Berg", None, "mediator"), ("Olaf Dahl", None, None)]


def test_an_office_before_a_colon_is_the_title():
    assert only("Minister of Defence: Anna Berg") == Signatory(name="Anna Berg", title="Minister of Defence")


def test_a_known_party_before_a_colon_is_the_party():
    text = "Belmora: Anna Berg"
    assert parse_signatories(text).signatories == ()
    assert triples(text, known_parties=["BELMORA"]) == [("Anna Berg", "Belmora", None)]


def test_a_known_party_is_not_taken_for_a_name():
    assert triples("Witnesses: Anna Berg, Nova Corvania", known_parties=["Nova Corvania"]) == [
        ("Anna Berg", "Nova Corvania", "witness")
    ]


def test_several_roles_in_one_heading_are_told_with_a_colon_or_without():
    assert triples("International Observers\nAnna Berg") == [("Anna Berg", None, "observer")]


# --- (4) name, title, X -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg, Chairman, Northern Front",
        "Anna Berg - Chairman - Northern Front",
        "Anna Berg\tChairman, Northern Front",
        "Anna Berg Chairman, Northern Front",
        "Anna Berg\nChairman\nNorthern Front",
        "(Signed) Anna Berg, Chairman\nNorthern Front",
        "1. Anna Berg, Chairman, Northern Front;",
        "• Anna Berg, Chairman, the Northern Front.",
        "Sd/-(Anna Berg) Chairman, Northern Front",
        "Northern Front, Anna Berg, Chairman",
        "Chairman, Anna Berg, Northern Front",
    ],
)
def test_name_office_and_party_are_told_apart(text):
    assert only(text) == Signatory(name="Anna Berg", title="Chairman", on_behalf_of="Northern Front")


def test_what_stands_last_behind_an_office_is_the_party():
    assert only("Anna Berg, Minister of External Affairs, Belmora").on_behalf_of == "Belmora"


def test_forms_of_address_are_a_part_of_the_title():
    one = only("H.E. Lt. General Anna Berg (PhD), Minister")
    assert (one.name, one.title) == ("Anna Berg", "H.E. Lt. General, Minister")
    assert only("H. E. Anna Berg, Minister").title == "H.E., Minister"


def test_an_office_before_a_name_is_a_title_too():
    assert only("Belmoran Foreign Minister Anna Berg").title == "Belmoran Foreign Minister"


def test_a_junior_is_one_person():
    assert only("Atty. Oscar B. Berg, Jr., Panel Chair").name == "Oscar B. Berg, Jr."


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Anna Berg, Representative of the Northern Front", "Northern Front"),
        ("Anna Berg, Special Representative of the Secretary-General for Belmora", "Secretary-General"),
        ("Anna Berg, Panel Chair on behalf of the Front", "Front"),
        ("Anna Berg, Panel Chairman for the Northern Front", "Northern Front"),
        ("Anna Berg, Secretary for the Northern Front", None),
        ("Anna Berg, Northern Front Representative", "Northern Front"),
        ("Anna Berg (Northern Front)", "Northern Front"),
        ("Anna Berg, for the Government of Belmora", "Government of Belmora"),
        ("Mr. Anna Berg of the Northern Front", "Northern Front"),
    ],
)
def test_an_office_says_whom_it_represents(text, party):
    assert only(text).on_behalf_of == party


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Head of the Delegation of the Front", "delegation_head"),
        ("Malayan Facilitator", "facilitator"),
        ("Mediator of the talks", "mediator"),
        ("Process Observer", "observer"),
        ("Chairman of the Union", None),
        ("Director of the Observer Mission", None),
    ],
)
def test_an_office_says_the_role_where_no_header_does(title, role):
    assert only(f"Anna Berg, {title}").role == role
    assert only(f"Witness: Anna Berg, {title}").role == "witness"


def test_of_two_parties_behind_a_name_the_last_one_of_its_line_counts():
    assert only("Anna Berg, Chair, Peace Committee, Government of Belmora").on_behalf_of == "Government of Belmora"
    assert only("Anna Berg, Chair, Peace Committee, Belmora").on_behalf_of == "Belmora"
    assert only("(Signed) Anna Berg\nNorthern Front\nSouthern Command Council").on_behalf_of == "Northern Front"


def test_a_name_in_brackets_before_an_office_is_read():
    assert only("(ANNA BERG) CHAIRMAN, Northern Front").name == "ANNA BERG"


def test_a_party_may_be_known_by_its_acronym():
    assert triples("Hill Rally (HRX)") == [(None, "Hill Rally (HRX)", None)]
    assert triples("(Signed) Anna Berg (HRX)") == [("Anna Berg", "HRX", None)]


def test_for_the_mediator_says_a_role_and_no_party():
    assert triples("For the mediator\nAnna Berg") == [("Anna Berg", None, "mediator")]


def test_parties_alone_are_signatories():
    for text in ("Government of Belmora; Northern Front (NF)", "Government of Belmora\nNorthern Front (NF)"):
        assert triples(text) == [(None, "Government of Belmora", None), (None, "Northern Front (NF)", None)]
    assert all(one.is_party for one in parse_signatories("The Government of Belmora and the NFB").signatories)
    assert triples("The Government of Belmora and the NFB")[1][1] == "NFB"


def test_a_party_above_names_is_theirs():
    text = "Northern Front\nMr Olaf Dahl\nMs Anna Berg\n\nSouthern Front\nMr Per Holm, Chairman\nMs Ida Lund"
    assert [party for _, party, _ in triples(text)] == ["Northern Front"] * 2 + ["Southern Front"] * 2


# --- (5) sentences ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Northern Front, signed by Anna Berg", [("Anna Berg", "Northern Front", None)]),
        ("The record was signed by Anna Berg for Avaria and Belmora", [("Anna Berg", "Avaria and Belmora", None)]),
        (
            "Signed by Anna Berg, Olaf Dahl from the Hill community and Ida Lund from the Lake community.",
            [
                ("Anna Berg", "Hill community", None),
                ("Olaf Dahl", "Hill community", None),
                ("Ida Lund", "Lake community", None),
            ],
        ),
        ("The meeting was mediated by the Northern Union.", [(None, "Northern Union", "mediator")]),
        ("The meeting was chaired by the Minister, Mr. Olaf Dahl", [("Olaf Dahl", None, "chair")]),
        ("The agreement was signed by the Northern Front", [(None, "Northern Front", None)]),
        ("It was witnessed by Mr. Olaf Dahl, Minister of Defence", [("Olaf Dahl", None, "witness")]),
        (
            "Observers from the Republic of Avaria and the Northern Union were present at the talk.",
            [(None, "Republic of Avaria", "observer"), (None, "Northern Union", "observer")],
        ),
        ("The Front was represented by a delegation of elders", []),
    ],
)
def test_sentences_tell_who_signed_and_in_what_role(text, expected):
    assert triples(text) == expected


def test_what_a_sentence_says_beside_that_is_kept_unparsed():
    text = "The agreement was witnessed by Mr. Olaf Dahl, and much else is told of that long and memorable day as well."
    assert parse_signatories(text).unparsed == (text,)


# --- nobody is invented -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg",
        "Anna Berg; Olaf Dahl",
        "Nova Corvania, Tavuna Rise",
        "Done at Port Belmora, Third of May",
        "[Anna Berg is mentioned elsewhere as the mediator]",
        "Annex Two\nSacred Hills",
        "Anna Berg met Olaf Dahl in Port Belmora; Minister Ida Lund",
        "/",
        "",
    ],
)
def test_a_capitalised_string_alone_makes_no_person(text):
    found = parse_signatories(text)
    assert found.signatories == ()
    assert bool(found.unparsed) == bool(text.strip("/"))


def test_more_words_than_a_name_has_are_nobody():
    assert parse_signatories("For the Front:\nAnna Berg Olaf Dahl Ida Lund Per Holm").signatories == ()


# --- marks and counts -------------------------------------------------------------------------------------------------


def test_an_illegible_signature_is_one_of_nobody_known():
    assert only("For the Front: [Signature illegible]") == Signatory(on_behalf_of="Front", is_illegible=True)
    assert only("[illegible]") == Signatory(is_illegible=True)
    assert only("Representative of the Front [Illegible]").on_behalf_of == "Front"
    assert only("[Illegible]\tHill Church").on_behalf_of == "Hill Church"
    assert only("T.B. [illegible]\tCounty Commissioner, Hill Vale").on_behalf_of == "Hill Vale"


def test_half_a_name_is_kept_and_marked():
    assert only("Rev. Simon [Illegible]") == Signatory(name="Simon", title="Rev.", is_illegible=True)


def test_illegible_signatures_of_nobody_in_particular_are_not_one_signatory():
    assert parse_signatories("[signatures illegible]").signatories == ()


@pytest.mark.parametrize("mark", ["(Signed)", "[signed]", "Sd.", "Sd/-", "/s/", "[Signature]"])
def test_a_mark_of_a_signature_makes_a_name_a_signatory(mark):
    assert triples(f"{mark} Anna Berg") == [("Anna Berg", None, None)]


@pytest.mark.parametrize(
    ("text", "count", "party"),
    [("24 delegates", 24, None), ("Two signatories of the Front", 2, "Front"), ("565 participants", 565, None)],
)
def test_counted_delegates_have_a_number_and_no_name(text, count, party):
    assert only(text) == Signatory(title=text, count=count, on_behalf_of=party)


# --- odd characters, and any text at all ------------------------------------------------------------------------------


def test_what_nobody_sees_changes_nothing():
    plain = "For the Front:\nAnna Berg\nMinister of Defence"
    odd = "\ufeffFor\xa0the Fr\xadont:\u2028\nAn\u200bna Berg\r\n\uf0b7 Minister\u2003of\ufffc Defence"
    assert cleaned("a\u2028b\x85c\r\nd\re") == "a\nb\nc\nd\ne"
    assert parse_signatories(odd) == parse_signatories(plain)


def test_a_line_that_breaks_off_goes_on_in_the_next():
    assert (
        only("Mr Olaf Dahl, President of the\nRepublic of Belmora").title == "Mr, President of the Republic of Belmora"
    )


@given(st.text())
def test_no_text_is_refused(text):
    parse_signatories(text)


WORDS = [
    "For",
    "the",
    "Front",
    ":",
    ";",
    ",",
    "\n",
    "\n\n",
    "Anna Berg",
    "Minister",
    "of",
    "and",
    "[signed]",
    "(",
    ")",
    "[",
]
WORDS += [
    "[not signed]",
    "[illegible]",
    "Witness",
    "signed by",
    "A.",
    "Mr",
    "24 delegates",
    "\t",
    " - ",
    "]",
    "GRP",
    "Sd/-(",
]


@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_no_cell_is_refused(text):
    found = parse_signatories(text)
    assert all(one.name or one.title or one.on_behalf_of or one.is_illegible for one in found.signatories)


HOSTILE = [
    "(",
    "[",
    ")",
    "a:",
    "For A:",
    "; ",
    "and the B ",
    "Anna Berg, ",
    "\t",
    "- ",
    "Sd.",
    "signed by ",
    "H.E. ",
    "1. ",
    ".",
    "President of ",
]


@pytest.mark.slow
@pytest.mark.parametrize("seed", HOSTILE)
def test_a_hostile_cell_takes_time_in_proportion_to_its_length(seed):
    def cost(length):
        start = time.process_time()
        parse_signatories(seed * (length // len(seed)))
        return time.process_time() - start

    assert cost(1_000_000) < 40 * (cost(50_000) + 0.05)


# --- records ----------------------------------------------------------------------------------------------------------

CITE = Citation(source="s")


def made(text, **options):
    parties = {}

    def party_for(name):
        parties[name] = Party(id=f"party-{len(parties)}", name=name, kind="armed_group")
        return parties[name].id

    found = parse_signatories(text)
    records = participations(
        found, agreement_id="a", cite=CITE, party_for=party_for, path=pointer("extra", "pax:Part"), **options
    )
    return records, parties


def test_a_named_signatory_takes_part_on_behalf_of_the_party():
    records, parties = made("For the Front: Dr Anna Berg, Minister")
    (one,) = records.participations
    assert (one.id, one.activity, one.parties, one.on_behalf_of) == (
        "a.signatory-1",
        "a",
        ("name.anna-berg",),
        "party-0",
    )
    assert (one.role, one.title, one.count, one.citations) == ("delegate", "Dr, Minister", None, (CITE,))
    assert [(person.name, person.kind) for person in records.persons] == [("Anna Berg", "person")]
    assert list(parties) == ["Front"]


def test_a_party_that_is_named_alone_takes_part_itself():
    (one,) = made("Northern Front")[0].participations
    assert (one.parties, one.on_behalf_of, one.role, one.count) == (("party-0",), None, "party", None)


def test_somebody_not_named_is_counted():
    (one,) = made("For the Front: [illegible]")[0].participations
    assert (one.parties, one.on_behalf_of, one.count.value, one.count.unit) == ((), "party-0", 1, "persons")
    (one,) = made("24 delegates")[0].participations
    assert (one.on_behalf_of, one.count.value) == (None, 24)


def test_those_without_another_role_are_third_parties_in_a_column_of_third_parties():
    records, _ = made("Northern Union\nWitness: Anna Berg\nMr Olaf Dahl", are_third_parties=True, first=4)
    assert [one.role for one in records.participations] == ["third_party", "witness", "third_party"]
    assert [one.id for one in records.participations] == ["a.signatory-4", "a.signatory-5", "a.signatory-6"]


def test_what_is_not_read_is_annotated():
    records, _ = made("Sacred Hills")
    (one,) = records.annotations
    assert (one.motivation, one.path, one.text) == ("unparsed", "/extra/pax:Part", "Sacred Hills")
    (note, rest) = made("Unsigned\nNorthern Front")[0].annotations
    assert (note.motivation, note.text) == ("commenting", "Unsigned")
    assert (rest.motivation, rest.text) == ("unparsed", "Northern Front")


def test_one_person_who_signs_twice_is_one_record():
    records, _ = made("For the Front: Anna Berg\nFor the Army: Dr. Anna BERG")
    assert len(records.participations) == 2
    assert len(records.persons) == 1


@pytest.mark.parametrize("name", ["Anna Berg", "Åse Øst", "林 明", "A" * 300, "-"])
def test_the_same_name_always_gives_the_same_id(name):
    assert name_id(name) == name_id(name)
    assert is_id(name_id(name))


def test_names_that_differ_have_ids_that_differ():
    names = ["Anna Berg", "Anne Berg", "林 明", "林 名", "A" * 300, "A" * 301]
    assert len({name_id(name) for name in names}) == len(names)


def test_the_records_of_all_cells_read_by_hand_pass_every_check():
    records = {"s": Source(id="s", title="Cells"), "a": Agreement(id="a", name="Agreement", citations=[CITE])}
    ids = {}
    for place, cell in enumerate(labelled.cells()):
        agreement = Agreement(id=f"a{place}", name="Agreement", citations=[CITE])

        def party_for(name):
            id = ids.setdefault(name, f"p{len(ids)}")
            records.setdefault(id, Party(id=id, name=name, kind="unknown"))
            return id

        made = participations(
            parse_signatories(cell["text"]), agreement_id=agreement.id, cite=[CITE], party_for=party_for, path="/extra"
        )
        records[agreement.id] = agreement
        for one in (*made.participations, *made.persons):
            records.setdefault(one.id, one)
    assert pt.check(pt.Dataset.from_records(records.values())) == ()


# --- cells that were read by hand -------------------------------------------------------------------------------------


def test_there_are_four_samples_of_sixty_cells_of_all_kinds():
    cells = labelled.cells()
    assert Counter(cell["sample"] for cell in cells) == {1: 60, 2: 60, 3: 60, 4: 60}
    kinds = {"illegible", "unsigned", "for", "semicolon", "multiline", "single"}
    assert all({cell["kind"] for cell in cells if cell["sample"] == n} == kinds for n in (1, 2, 3, 4))


def test_of_what_is_read_in_them_nineteen_in_twenty_are_right():
    assert labelled.score(labelled.cells()).precision >= 0.95


def test_hardly_a_name_is_read_that_no_reader_found():
    assert labelled.names(labelled.cells()).precision >= 0.98


def test_two_thirds_of_what_is_there_is_read():
    assert labelled.score(labelled.cells()).recall >= 2 / 3


def test_the_benchmark_says_both_what_was_at_first_sight_and_what_is_now(repository):
    run = subprocess.run(
        [sys.executable, "benchmarks/signatories.py", "--errors"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert "at first sight" in run.stdout
    assert sum(line.startswith("cell ") for line in run.stdout.splitlines()) == labelled.score(labelled.cells()).wrong
