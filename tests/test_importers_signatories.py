import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from benchmarks import signatories as labelled
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.ids import is_id
from peacetalks.importers.names import name_slug
from peacetalks.importers.signatories import Signatories, Signatory, parse_signatories
from peacetalks.importers.signatory_records import participations
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
    assert found.unparsed == ("Olaf Dahl, Chairman [Not Signed]",)


def test_who_stands_before_a_note_that_he_did_not_sign_is_not_a_signatory():
    found = parse_signatories("For the Front: Olaf Dahl [Not signed]\nFor the Army: Anna Berg")
    assert triples("For the Front: Olaf Dahl [Not signed]\nFor the Army: Anna Berg") == [("Anna Berg", "Army", None)]
    assert found.unparsed == ("For the Front: Olaf Dahl [Not signed]",)


def test_where_only_some_are_said_not_to_have_signed_nobody_else_is_surely_a_signatory():
    assert parse_signatories("Mr Olaf Dahl [not signed]\nMs Anna Berg").signatories == ()


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
    text = "For the Front: Anna Berg\nMr Olaf Dahl"
    assert triples(text) == [("Anna Berg", "Front", None)]
    assert parse_signatories(text).unparsed == ("Mr Olaf Dahl",)
    assert triples("For the Front: Anna Berg\nChairman") == [("Anna Berg", "Front", None)]
    assert triples("For the Front: Anna Berg;\nMinister of Peace: Olaf Dahl") == [("Anna Berg", "Front", None)]


def test_a_list_goes_on_behind_a_semicolon_at_the_end_of_a_line():
    assert [party for _, party, _ in triples("For the Front: Anna Berg;\nOlaf Dahl;")] == ["Front", "Front"]


def test_a_header_for_which_nobody_is_named_is_unparsed():
    assert parse_signatories("For the Front:\n\nFor the Army:\nAnna Berg").unparsed == ("For the Front:",)


def test_a_heading_that_is_not_understood_ends_the_header_before_it():
    text = "For the Front:\nAnna Berg, Chair\nIda Lund, Judge\n\nSundry others\nOlaf Dahl [Signed]\nEva Holm [Signed]"
    found = parse_signatories(text)
    assert [one.name for one in found.signatories] == ["Anna Berg", "Ida Lund"]
    assert found.unparsed == ("Sundry others", "Olaf Dahl [Signed]", "Eva Holm [Signed]")


def test_behind_a_heading_that_is_not_understood_nothing_is_read_before_a_header_says_a_role():
    text = "Sundry friends of peace\n\nFor the Front:\nAnna Berg\n\nWitnesses:\nOlaf Dahl"
    assert triples(text) == [("Olaf Dahl", None, "witness")]
    assert triples(text.replace("Sundry friends of peace", "It was signed by those who met, as is said below")) == [
        ("Anna Berg", "Front", None),
        ("Olaf Dahl", None, "witness"),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "For the Front, the Army and others",
        "For Mr. Dahl",
        "For President Dahl",
        "For the Guarantors of Peace",
        "For the Front and the Army",
        "For the Front represented by",
        "For 12 groups",
        "From the Front (and the Army)",
        "For the Chairman of the Front",
        "For the Peace Agreement",
    ],
)
def test_a_header_that_may_say_more_than_a_party_is_not_read(header):
    found = parse_signatories(f"{header}:\nAnna Berg\n\nFor the League:\nIda Lund")
    assert "Anna Berg" not in {one.name for one in found.signatories}
    assert "Anna Berg" in found.unparsed


def test_a_party_below_a_name_is_not_the_header_of_the_next_one():
    text = "Anna Berg\nMinister of Defence\nFor the Front\nOlaf Dahl\nChairman\nFor the Army"
    assert parse_signatories(text).signatories == ()
    assert parse_signatories("Mr Olaf Dahl\nJudge\nWitness\n\nMs Ida Lund\nJudge\nWitness").signatories == ()


def test_an_office_above_several_names_may_be_a_heading():
    assert parse_signatories("For the Front:\nMembers of the League\nOlaf Dahl\nIda Lund").signatories == ()
    text = "Representatives of the Front:\nAnna Berg\n\nRepresentatives of the League and the Union:\nOlaf Dahl"
    assert triples(text) == [("Anna Berg", "Front", None)]


def test_a_sign_that_may_be_an_address_or_an_initial_leaves_its_name_unread():
    assert triples("For the Front:\nM. Anna Berg\nMr Olaf Dahl\nMs Ida Lund") == [
        ("Olaf Dahl", "Front", None),
        ("Ida Lund", "Front", None),
    ]


def test_an_excellency_is_known_however_it_is_spelt():
    assert triples("For the Front:\nHis Execellency Anna Berg") == [("Anna Berg", "Front", None)]


def test_a_name_that_comes_again_and_again_is_none():
    text = "For the Front:\nAnna Berg,Thematic Circle\nOlaf Dahl,Thematic Circle\nIda Lund,Thematic Circle"
    assert "Thematic Circle" not in {name for name, _, _ in triples(text)}


def test_two_names_in_capitals_around_a_spanish_and_are_two():
    assert triples("Por el Frente: ANNA BERG Y OLAF DAHL") == [
        ("ANNA BERG", "Frente", None),
        ("OLAF DAHL", "Frente", None),
    ]


def test_a_bracket_behind_an_office_may_hold_the_party():
    assert triples("Mr Olaf Dahl, Minister of the Republic of Nordia (Nordia)") == []
    assert triples("Mr Olaf Dahl, Minister of Defence") == [("Olaf Dahl", None, None)]


def test_a_rank_in_one_word_is_no_name():
    assert triples("For the Front: Lt-General Q. Anna Berg") == [("Q. Anna Berg", "Front", None)]


@pytest.mark.parametrize("header", ["For the Party Anna Berg. For the League", "For the Government of Nordia and"])
def test_a_header_that_has_another_one_in_it_is_not_read(header):
    assert triples(f"{header}, O. Dahl.") == []


def test_a_degree_in_brackets_is_neither_a_name_nor_a_party():
    text = "Witnessed by: Anna Berg (PhD), Judge"
    assert triples(text) == [("Anna Berg", None, "witness")]


def test_two_roles_in_one_header_are_in_doubt():
    assert triples("In the presence of the Facilitator\nMr Olaf Dahl, Judge") == []
    assert triples("In the presence of\nMr Olaf Dahl, Judge") == [("Olaf Dahl", None, "witness")]


def test_an_office_that_goes_on_and_on_has_other_names_in_it():
    text = "Anna Berg Presidential Adviser Ida Lund Minister of Defence Olaf Dahl Adviser to the Council Eva Falk Judge"
    assert triples(f"For the Front:\n{text}") == []


def test_whom_names_below_signed_sign_for_may_be_told_by_what_is_not_read():
    assert triples("Signed:\nAnna Berg\nOlaf Dahl") == [("Anna Berg", None, None), ("Olaf Dahl", None, None)]
    assert triples("Signed:\nAnna Berg\nOlaf Dahl\n\n(Who were standing for farmers of the South)") == []


def test_a_party_on_a_line_of_its_own_may_head_the_names_below_it():
    assert triples("For the Front:\nAnna Berg\nArmy of the North\nOlaf Dahl") == [("Anna Berg", "Front", None)]
    text = "Anna Berg\nMinister\nNorthern Front\nOlaf Dahl\nJudge"
    assert parse_signatories(text).signatories == ()
    assert [party for _, party, _ in triples(f"{text}\nSouthern Front")] == ["Northern Front", "Southern Front"]


def test_a_name_below_which_another_party_may_stand_is_in_doubt_under_a_header():
    text = "For the Front:\nAnna Berg\nChair\nIda Lund\nJudge\nOlaf Dahl\nCoordinator, Army of the North"
    assert triples(text) == [("Anna Berg", "Front", None), ("Ida Lund", "Front", None)]


def test_a_state_is_a_party_and_no_word_of_prose():
    assert triples("For the State of Belmora: Anna Berg") == [("Anna Berg", "State of Belmora", None)]


@pytest.mark.parametrize("text", ["A. BERG OLAF Dahl", "Anna LUNDGREN Dahl", "Correspondent OIX"])
def test_what_may_be_two_names_or_an_office_is_not_a_name(text):
    assert parse_signatories(f"For the Front:\n{text}").signatories == ()


def test_names_before_the_first_header_sign_for_nobody_known():
    assert triples("Mr Olaf Dahl, Judge\n\nFor the Front:\nAnna Berg") == [("Anna Berg", "Front", None)]


def test_a_header_without_a_colon_may_go_on_with_a_name():
    text = "For the Northern side A. Berg\nFor the Southern side, Mr Olaf Dahl\nOn behalf of the Union - Ida Lund"
    assert triples(text) == [
        ("A. Berg", "Northern side", None),
        ("Olaf Dahl", "Southern side", None),
        ("Ida Lund", "Union", None),
    ]


def test_signed_by_below_a_party_is_no_header_of_its_own():
    text = "For the Front\nSigned by:\nAnna Berg"
    assert triples(text) == [("Anna Berg", "Front", None)]
    assert parse_signatories("For the Front\nWitnessed by:\nAnna Berg").signatories == ()
    assert parse_signatories("Mr Olaf Dahl, Judge\nSigned:\nAnna Berg").signatories == ()


# --- (3) X: names -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stem", "role"),
    [
        ("Witness", "witness"),
        ("Witnessed by", "witness"),
        ("In the presence of", "witness"),
        ("'Witnessed by'", "witness"),
        ("Observers", "observer"),
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


@pytest.mark.parametrize(
    "text",
    [
        "Witnesses:\nIda Lund\n\nFor the League:\nOlaf Dahl",
        "Witnesses: For the Union: Ida Lund; For the League: Olaf Dahl",
        "For the Guarantors of Peace:\n\nFor the League:\nOlaf Dahl",
    ],
)
def test_a_role_that_may_have_ended_is_not_given(text):
    assert "Olaf Dahl" not in {one.name for one in parse_signatories(text).signatories}


def test_the_role_of_one_person_holds_for_no_other_line():
    assert triples("Mediator: Anna Berg\nMr Olaf Dahl") == [("Anna Berg", None, "mediator")]


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


# --- (4) name, title, X -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg, Chairman, Northern Front",
        "Anna Berg - Chairman - Northern Front",
        "Anna Berg\tChairman, Northern Front",
        "Anna Berg Chairman, Northern Front",
        "Anna Berg\nChairman\nNorthern Front",
        "Northern Front, signed by Anna Berg, Chairman",
        "(Signed) Anna Berg, Chairman\nNorthern Front",
        "1. Anna Berg, Chairman, Northern Front;",
        "• Anna Berg, Chairman, the Northern Front.",
        "Sd/-(Anna Berg) Chairman, Northern Front",
        "Northern Front, Anna Berg, Chairman",
    ],
)
def test_name_office_and_party_are_told_apart(text):
    assert only(text) == Signatory(name="Anna Berg", title="Chairman", on_behalf_of="Northern Front")


def test_what_stands_last_behind_an_office_is_the_party_where_it_is_surely_one():
    assert parse_signatories("Anna Berg, Minister of External Affairs, Belmora").signatories == ()
    assert only("Anna Berg, Minister, Belmora", known_parties=["Belmora"]).on_behalf_of == "Belmora"
    assert parse_signatories("Anna Berg, Chair, Ministry of Peace for the South").signatories == ()


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg, Chair, Peace Committee, Government of Belmora",
        "Anna Berg, Office of the Commissioner for Peace",
        "Anna Berg, XYZ Panel Chair",
        "Anna Berg, Chair, Sundry Friends",
        "Chairman, Nova Corvania",
        "Mr Olaf Dahl XYZ",
        "Prim. Olaf Dahl, Judge",
        "Mr Al Haj Olaf Dahl",
        "Olaf Dahl General, Judge",
        "Mr OlafPer Dahl",
        "A. Berg B. Dahl, Judge",
        "Anna Berg (Nora), Judge",
        "Anna Berg\nSouthern Command Council",
        "For the Front: Anna Berg, Army of the League",
        "Anna Berg, Judge\nOlaf Dahl Ida\nNova Front of Peace",
    ],
)
def test_somebody_of_whom_party_or_name_is_in_doubt_is_not_given(text):
    found = parse_signatories(text)
    assert found.signatories == ()
    assert " ".join(found.unparsed).split() == text.split()


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
        ("Anna Berg, Panel Chair on behalf of the Northern Front", "Northern Front"),
        ("Anna Berg, Panel Chairman for the Northern Front", "Northern Front"),
        ("Anna Berg (Northern Front)", "Northern Front"),
        ("Anna Berg, for the Government of Belmora", "Government of Belmora"),
        ("Anna Berg for the Northern Front", "Northern Front"),
        ("Anna Berg (Minister of Peace)", None),
        ("Anna Berg, religious leader", None),
    ],
)
def test_an_office_says_whom_it_represents(text, party):
    assert only(text).on_behalf_of == party


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg, Special Representative of the Secretary-General for Belmora",
        "Anna Berg, Secretary for the Northern Front",
        "Anna Berg, Northern Front Representative",
        "Anna Berg, Representative of the Front and of the Army",
        "Anna Berg, Envoy of the King",
        "Anna Berg, Representative of the King, Northern Union",
        "Anna Berg, Judge, Spokesman for peace",
        "Anna Berg, Head of the Delegation of the Front",
        "Anna Berg, Mediator of the talks",
        "Anna Berg, Process Observer",
        "Anna Berg, for the Front and the Army",
    ],
)
def test_an_office_that_may_say_a_party_or_a_role_leaves_its_holder_unread(text):
    assert parse_signatories(text).signatories == ()


def test_an_office_says_no_role():
    assert only("Witness: Anna Berg, Mediator of the talks").role == "witness"
    assert parse_signatories("For the Front: Anna Berg, Head of the Delegation").signatories == ()
    assert only("Anna Berg, Chairman of the Union").role is None


def test_a_name_in_brackets_before_an_office_is_read():
    assert only("Sd/-(ANNA BERG) CHAIRMAN, Northern Front").name == "ANNA BERG"


def test_several_names_may_stand_in_one_statement_below_a_header():
    assert triples("For the Front: Anna Berg, Olaf Dahl and Ida Lund") == [
        ("Anna Berg", "Front", None),
        ("Olaf Dahl", "Front", None),
        ("Ida Lund", "Front", None),
    ]
    found = parse_signatories("For the Front: Anna Berg, Minister, Olaf Dahl, Judge").signatories
    assert [(one.name, one.title) for one in found] == [("Anna Berg", "Minister"), ("Olaf Dahl", "Judge")]


def test_an_office_may_stand_on_the_line_above_a_name():
    text = "Minister of Defence\nAnna Berg\n\nForeign Minister\nMr Olaf Dahl"
    assert [one.title for one in parse_signatories(text).signatories] == ["Minister of Defence", "Mr, Foreign Minister"]
    assert parse_signatories("Minister of Defence\nJudge, Anna Berg, Chair").signatories == ()
    assert parse_signatories("Ida Lund, Judge\nAnna Berg, Judge\n\nMinister of Defence").signatories == ()


def test_in_a_list_one_that_is_not_understood_leaves_the_others_read():
    text = "For the Front: Anna Berg, Judge; Ivar the Short; Olaf Dahl, Sundry Friends, Judge; Ida Lund, Chair"
    assert [one.name for one in parse_signatories(text).signatories] == ["Anna Berg", "Ida Lund"]
    assert parse_signatories(text).unparsed == ("Ivar the Short", "Olaf Dahl, Sundry Friends, Judge")


def test_a_line_of_offices_that_may_begin_with_a_name_is_none_of_the_one_above():
    text = "For the Front:\nAnna Berg\nOlaf Dahl P. Council Adviser\nEva Holm"
    assert [one.name for one in parse_signatories(text).signatories] == ["Anna Berg", "Eva Holm"]
    assert parse_signatories(text).unparsed == ("Olaf Dahl P. Council Adviser",)


def test_a_date_says_nothing_of_those_around_it():
    text = "Mr Olaf Dahl, Judge\nDone at Port Belmora on 1 May\nMs Anna Berg, Judge"
    assert [one.name for one in parse_signatories(text).signatories] == ["Olaf Dahl", "Anna Berg"]
    assert parse_signatories(text).unparsed == ("Done at Port Belmora on 1 May",)


def test_a_party_may_be_known_by_its_acronym():
    assert triples("Hill Rally (HRX)") == [(None, "Hill Rally (HRX)", None)]
    assert triples("(Signed) Anna Berg (HRX)") == [("Anna Berg", "HRX", None)]


def test_for_the_mediator_says_no_party():
    assert parse_signatories("For the mediator\nAnna Berg").signatories == ()


def test_parties_alone_are_signatories():
    assert only("Sundry Friends of All (SFX)").on_behalf_of == "Sundry Friends of All (SFX)"
    for text in ("Government of Belmora; Northern Front (NF)", "Government of Belmora\nNorthern Front (NF)"):
        assert triples(text) == [(None, "Government of Belmora", None), (None, "Northern Front (NF)", None)]
    assert all(one.is_party for one in parse_signatories("The Government of Belmora and the NFB").signatories)
    assert triples("The Government of Belmora and the NFB")[1][1] == "NFB"


@pytest.mark.parametrize(
    "text",
    [
        "Northern Front\nSundry others",
        "Government of Belmora and Corvania",
        "Government of Belmora (unilateral)",
        "Guarantor: Northern Front\nRepresented by: Anna Berg",
        "Northern Front\nMr Olaf Dahl",
        "Northern Front-XYZ",
    ],
)
def test_a_party_that_may_be_a_heading_or_two_is_no_signatory(text):
    assert not any(one.is_party for one in parse_signatories(text).signatories)


# --- (5) sentences ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Northern Front, signed by Anna Berg", [("Anna Berg", "Northern Front", None)]),
        (
            "Signed by Anna Berg, Olaf Dahl from the Hill community and Ida Lund from the Lake community.",
            [
                ("Anna Berg", "Hill community", None),
                ("Olaf Dahl", "Hill community", None),
                ("Ida Lund", "Lake community", None),
            ],
        ),
        ("The record was signed by Anna Berg for the Northern Union", [("Anna Berg", "Northern Union", None)]),
        ("The record was signed by Anna Berg for Avaria", []),
        ("The record was signed by Anna Berg for the Front, and by the elders", []),
        ("The record was signed by Anna Berg", []),
        ("The meeting was mediated by the Northern Union.", []),
        ("The agreement was signed by the Northern Front", []),
        ("The Front was represented by a delegation of elders", []),
    ],
)
def test_sentences_tell_who_signed_for_whom(text, expected):
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


def test_an_illegible_signature_below_a_party_is_one_of_nobody_known():
    assert only("For the Front: [Signature illegible]") == Signatory(on_behalf_of="Front", is_illegible=True)
    assert only("Representative of the Front [Illegible]").on_behalf_of == "Front"
    assert parse_signatories("[illegible]").signatories == ()
    assert parse_signatories("For the Front: [names illegible]").signatories == ()


def test_half_a_name_is_not_read():
    text = "For the Front:\nRev. Simon [Illegible]\nMr Olaf Dahl\nMs Anna Berg"
    assert [one.name for one in parse_signatories(text).signatories] == ["Olaf Dahl", "Anna Berg"]
    assert parse_signatories(text).unparsed == ("Rev. Simon [Illegible]",)
    assert parse_signatories("Rev. Simon [Illegible]").signatories == ()


def test_illegible_signatures_of_nobody_in_particular_are_not_one_signatory():
    assert parse_signatories("[signatures illegible]").signatories == ()


def test_a_mark_may_stand_on_a_line_above_or_below_a_name():
    text = "(Signed)\nFor the Front\nAnna Berg\n\n(Signed)\nFor the Army\nOlaf Dahl\n[Signed]"
    assert triples(text) == [("Anna Berg", "Front", None), ("Olaf Dahl", "Army", None)]


@pytest.mark.parametrize("mark", ["(Signed)", "[signed]", "Sd.", "Sd/-", "/s/", "[Signature]"])
def test_a_mark_of_a_signature_makes_a_name_a_signatory(mark):
    assert triples(f"{mark} Anna Berg") == [("Anna Berg", None, None)]


@pytest.mark.parametrize(
    ("text", "count", "party"),
    [("24 delegates", 24, None), ("Two elders of the Front", 2, "Front"), ("565 participants", 565, None)],
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
        found,
        agreement_id="a",
        cite=CITE,
        party_for=party_for,
        person_prefix="name.",
        path=pointer("extra", "pax:Part"),
        **options,
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
    records, _ = made("Northern Union\nWitness: Anna Berg; Olaf Dahl", are_third_parties=True, first=4)
    assert [one.role for one in records.participations] == ["third_party", "witness", "witness"]
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
    assert name_slug(name) == name_slug(name)
    assert is_id(f"name.{name_slug(name)}")


def test_names_that_differ_have_ids_that_differ():
    names = ["Anna Berg", "Anne Berg", "林 明", "林 名", "A" * 300, "A" * 301]
    assert len({name_slug(name) for name in names}) == len(names)


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
            parse_signatories(cell["text"]),
            agreement_id=agreement.id,
            cite=[CITE],
            party_for=party_for,
            person_prefix="name.",
            path="/extra",
        )
        records[agreement.id] = agreement
        for one in (*made.participations, *made.persons):
            records.setdefault(one.id, one)
    assert pt.check(pt.Dataset.from_records(records.values())) == ()


# --- cells that were read by hand -------------------------------------------------------------------------------------


CELLS = labelled.cells()
SAMPLES = Counter(cell["sample"] for cell in CELLS)


def test_every_sample_has_sixty_cells_and_figures_of_first_sight():
    assert set(SAMPLES.values()) == {60}
    assert labelled.FIRST_SIGHT.keys() == SAMPLES.keys()


@pytest.mark.parametrize("sample", sorted(SAMPLES))
def test_of_what_is_read_in_a_sample_hardly_anything_is_wrong(sample):
    assert labelled.score(cell for cell in CELLS if cell["sample"] == sample).precision >= 0.95


def test_the_page_of_importing_has_the_figures_as_they_are_printed(capsys, monkeypatch):
    monkeypatch.setattr("sys.argv", ["signatories.py"])
    labelled.main()
    page = Path(__file__).resolve().parent.parent / "docs" / "importing.md"
    assert f"```\n{capsys.readouterr().out}```\n" in page.read_text(encoding="utf-8")


def test_hardly_a_name_is_read_that_no_reader_found():
    assert labelled.names(CELLS).precision >= 0.99


def test_a_fifth_of_what_is_there_is_read():
    assert labelled.score(CELLS).recall >= 0.2


_STEMS = (
    "agreement al also and as attended attested auspices behalf by chaired chairmanship convened convenor de "
    "des done dr du el en endorsed et facilitated facilitation facilitator facilitators for from garantes "
    "guaranteed guarantor guarantors hosted illegible in initialed jr la le les m mediated mediator mediators "
    "meeting moderated médiateur mp name names o observer observers of on p participants parties phd por pour presence "
    "present representative representatives representing ret rtd s sd signatories signatory signature "
    "signatures signed sponsored testigo testigos the to under with witness witnessed witnesses y"
)
STEMS = frozenset(_STEMS.split())
"""Words that headers, marks and conjunctions are made of, and the title or the role stands for."""


@pytest.mark.parametrize("cell", CELLS, ids=map(str, range(1, len(CELLS) + 1)))
def test_every_word_of_a_cell_is_in_what_was_read_or_in_what_was_not(cell):
    found = parse_signatories(cell["text"])
    kept = [one for it in found.signatories for one in (it.name, it.title, it.on_behalf_of) if one]
    kept += [*found.unparsed, found.status_note or ""]
    have = Counter(re.findall(r"[^\W\d_]+", " ".join(kept).casefold()))
    lost = set(re.findall(r"[^\W\d_]+", cleaned(cell["text"]).casefold())) - set(have) - STEMS
    assert {word for word in lost if len(word) > 1} == set()


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
