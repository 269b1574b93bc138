"""The lists of agreements and topics, and their crosswalks, read as plain CSV.

No loader of ours takes part, so that these tests judge the files and nothing else. The names of other projects' columns
and codes are written out below: they are facts, and the suite must stand where the data themselves are not at hand.
"""

import csv
import io
import os
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CODELISTS = ROOT / "src" / "peacetalks" / "codelists"
CROSSWALKS = CODELISTS / "crosswalks"
SHARED = ROOT.parent / "shared" / "data"

CODELIST_HEADER = ["code", "label", "definition", "since", "deprecated", "replaced_by"]
CROSSWALK_HEADER = ["scheme", "external_code", "relation", "code", "note"]
RELATIONS = {"exact", "broader", "narrower", "related"}

LISTS = (
    "topic",
    "modality",
    "stage",
    "substage",
    "agreement_level",
    "agreement_status",
    "inclusiveness",
    "position_in_process",
    "incompatibility",
    "conflict_level",
    "related_kind",
)

CROSSWALKS_OF_SCHEME = {
    "pax": (
        "topic",
        "modality",
        "stage",
        "substage",
        "agreement_level",
        "agreement_status",
        "incompatibility",
    ),
    "ucdp_pad": ("topic", "stage", "inclusiveness", "position_in_process", "incompatibility"),
    "cameo": ("topic",),
    "plover_context": ("topic",),
}
CROSSWALK_FILES = [(scheme, name) for scheme, names in CROSSWALKS_OF_SCHEME.items() for name in names]

TOP_LEVELS = (
    "process",
    "sovereignty",
    "autonomy",
    "governance",
    "security",
    "crime",
    "humanitarian",
    "economy",
    "justice",
    "rights",
    "land_culture",
    "relations",
)

# fmt: off
PAX_COLUMNS = (
    "GCh", "GChRhet", "GChAntid", "GChSubs", "GChOth", "GDis", "GDisRhet", "GDisAntid", "GDisSubs", "GDisOth", "GAge",
    "GAgeRhet", "GAgeAntid", "GAgeSubs", "GAgeOth", "GMig", "GMigRhet", "GMigAntid", "GMigSubs", "GMigOth", "GRa",
    "GRaRhet", "GRaAntid", "GRaSubs", "GRaOth", "GRe", "GReRhet", "GReAntid", "GReSubs", "GReOth", "GInd", "GIndRhet",
    "GIndAntid", "GIndSubs", "GIndOth", "GOth", "GOthRhet", "GOthAntid", "GOthSubs", "GOthOth", "GRef", "GRefRhet",
    "GRefSubs", "GRefOth", "GSoc", "GSocRhet", "GSocAntid", "GSocSubs", "GSocOth", "GeWom", "GeMe", "GeMeNu", "GeMeOth",
    "GeLgbti", "GeLgbtiPos", "GeLgbtiNeg", "GeFa", "StDef", "StGen", "StCon", "StSd", "StRef", "StSym", "StInd",
    "StUni", "StBor", "StXbor", "Pol", "PolGen", "PolNewInd", "PolNewTemp", "ConRen", "Cons", "Ele", "ElecComm",
    "PolPar", "PolParTrans", "PolParOth", "Civso", "Tral", "Pubad", "Polps", "PpsSt", "PpsSub", "PpsEx", "PpsOro",
    "PpsOthPr", "PpsVet", "PpsAut", "PpsInt", "PpsOth", "Terps", "TpsSub", "TpsLoc", "TpsAut", "TpsOth", "Eps",
    "EpsRes", "EpsFis", "EpsOth", "Mps", "MpsMe", "MpsJt", "MpsPro", "MpsOth", "HrGen", "EqGen", "HrDem", "Prot",
    "ProtCiv", "ProtGrp", "ProtLgl", "ProtOth", "HrFra", "HrfSp", "HrfBor", "HrfTinc", "HrfOth", "HrCp", "CprLife",
    "CprTort", "CprEq", "CprSlav", "CprLib", "CprDet", "CprFmov", "CprFspe", "CprFass", "CprTria", "CprPriv", "CprVote",
    "CprReli", "CprOth", "HrSec", "SerProp", "SerWork", "SerHeal", "SerEdu", "SerStdl", "SerShel", "SerSs", "SerCult",
    "SerOth", "HrNi", "HrNiMe", "HrNiNe", "HrNiOth", "HrIi", "HrIiMon", "HrIiBod", "HrIiOth", "HrMob", "HrDet", "Med",
    "MedGov", "MedSubs", "MedLog", "MedOth", "HrCit", "CitGen", "CitRights", "CitDef", "CitOth", "JusCr", "JusCrSp",
    "JusCrSys", "JusCrPow", "JusEm", "JusJu", "JusPri", "JusTra", "Dev", "DevSoc", "DevHum", "DevInfra", "NEC",
    "NatRes", "IntFu", "Bus", "Tax", "TaxPo", "TaxRef", "TaxOth", "Ban", "CenBan", "BanPers", "BanInt", "BanXb",
    "LaRef", "LaRefMan", "LaRefRet", "LaRefOth", "LaNom", "LaCH", "LaCHTa", "LaCHIt", "LaCHPro", "LaCHOth", "LaEn",
    "Wat", "SsrGua", "Ce", "CeProv", "CeGen", "SsrPol", "SsrArm", "SsrDdr", "DdrDemil", "DdrProg", "SsrInt", "SsrPsf",
    "SsrFf", "Cor", "SsrCrOcr", "SsrDrugs", "Terr", "TjGen", "TjAm", "TjAmPro", "TjSan", "TjPower", "TjAmBan", "TjCou",
    "TjJaNc", "TjJaIc", "TjMech", "TjPrire", "TjVet", "TjVic", "TjMis", "TjRep", "TjRSym", "TjRMa", "TjNR", "ImRef",
    "ImPK", "ImE",
)
PAX_NOT_TOPICS = ("ImUN", "ImOth", "ImSrc")

UCDP_COLUMNS = (
    "cease", "intarmy", "ddr", "withd", "pp", "intgov", "intciv", "elections", "interim", "natalks", "shagov", "aut",
    "fed", "ind", "ref", "shaloc", "regdev", "cul", "demarcation", "locgov", "amn", "pris", "recon", "return",
    "reaffirm", "outlin", "pko", "gender", "co_impl",
)

CAMEO_CODES = (
    "0311", "0312", "0313", "0314", "032", "033", "0331", "0332", "0333", "0334", "034", "0341", "0342", "0343", "0344",
    "0351", "0353", "0354", "0355", "0356", "036", "037", "038", "039", "045", "050", "054", "055", "056", "057", "061",
    "062", "063", "064", "070", "071", "072", "073", "074", "081", "0811", "0812", "0814", "083", "0831", "0832",
    "0833", "0834", "084", "0841", "0842", "085", "086", "0861", "0862", "0863", "087", "0871", "0872", "0873", "0874",
    "091", "094", "1011", "1012", "1013", "1014", "102", "103", "1031", "1032", "1033", "1034", "104", "1041", "1042",
    "1043", "1044", "1051", "1053", "1054", "1055", "1056", "106", "107", "108", "1121", "1124", "1211", "1212", "1213",
    "1214", "122", "1221", "1223", "1224", "123", "1231", "1232", "1233", "1234", "1241", "1243", "1244", "1245",
    "1246", "125", "126", "127", "1312", "1313", "134", "135", "161", "1621", "1622", "1623", "163", "164", "165",
    "1661", "196",
)
PLOVER_CONTEXTS = (
    "asylum", "cbrn", "corruption", "crime", "diplomatic", "economic", "election", "environment", "executive", "gender",
    "human_rights", "human_security", "illegal_drugs", "inequality", "intelligence", "legal", "lgbt", "migration",
    "military", "natural_resource", "peacekeeping", "political_institutions", "pro_democracy", "religion_ethnicity",
    "reparations", "rights_freedoms", "technology", "territory", "terrorism", "trafficking",
)
# fmt: on
CAMEO_CODES_ADDED = ("1222",)
"""The military case of 122, which its siblings 1221, 1223 and 1224 have beside them in other topics."""

CODE_IN_PROSE = re.compile(rf"\b(?:{'|'.join(TOP_LEVELS)})\.[a-z_]+\b")


def read_rows(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def codelist(name: str) -> list[dict[str, str]]:
    return read_rows(CODELISTS / f"{name}.csv")


def codes(name: str) -> list[str]:
    return [row["code"] for row in codelist(name)]


def crosswalk(scheme: str, name: str) -> list[dict[str, str]]:
    return read_rows(CROSSWALKS / f"{scheme}_{name}.csv")


def external_codes(scheme: str, name: str) -> list[str]:
    return [row["external_code"] for row in crosswalk(scheme, name)]


def shared(name: str) -> Path:
    """The path of a file of another project's, or a skip; a failure where its absence is not allowed."""
    path = SHARED / name
    if not path.exists():
        reason = f"{name} is not in ../shared/data"
        if os.environ.get("PEACETALKS_REQUIRE_SHARED") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return path


def modality_by_name(column: str) -> str | None:
    """The modality that a PA-X column's name announces.

    Endings are taken with care: ``Me`` and ``Ne`` count only after ``HrNi`` (``GeMe`` is men, ``MpsMe`` a merger), and
    ``GOth`` is a group, not a form.
    """
    whole_names = {
        "HrNiMe": "general",
        "HrNiNe": "new_body",
        "PolNewTemp": "new_body",
        "TjAmBan": "prohibition",
        "GeLgbtiNeg": "negative",
        "GOth": None,
    }
    if column in whole_names:
        return whole_names[column]
    endings = {
        "Gen": "general",
        "Rhet": "rhetorical",
        "Antid": "anti_discrimination",
        "Subs": "substantive",
        "NewInd": "new_body",
        "Oth": "other",
    }
    return next((modality for ending, modality in endings.items() if column.endswith(ending)), None)


# --- the lists -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [f"{name}.csv" for name in LISTS])
def test_a_codelist_has_the_agreed_columns_and_plain_line_ends(path):
    data = (CODELISTS / path).read_bytes()
    assert data.decode("utf-8").splitlines()[0].split(",") == CODELIST_HEADER
    assert b"\r" not in data
    assert data.endswith(b"\n")


@pytest.mark.parametrize("name", LISTS)
def test_every_row_of_a_codelist_is_complete_and_current(name):
    for row in codelist(name):
        assert None not in row, f"a field too many: {row}"
        assert None not in row.values(), f"a field too few: {row}"
        assert row["label"], row
        assert row["label"] == row["label"].strip(), row
        assert row["since"] == "1.0", row
        assert row["deprecated"] == row["replaced_by"] == "", row


@pytest.mark.parametrize("name", LISTS)
def test_codes_and_labels_are_unique(name):
    assert [code for code, count in Counter(codes(name)).items() if count > 1] == []
    labels = Counter(row["label"].casefold() for row in codelist(name))
    assert [label for label, count in labels.items() if count > 1] == []


@pytest.mark.parametrize("name", [name for name in LISTS if name != "topic"])
def test_codes_are_snake_case(name):
    assert [code for code in codes(name) if not re.fullmatch(r"[a-z]+(_[a-z]+)*", code)] == []


@pytest.mark.parametrize("name", LISTS)
def test_definitions_are_sentences_of_their_own(name):
    definitions = Counter(row["definition"].casefold() for row in codelist(name))
    assert [text for text, count in definitions.items() if count > 1] == []
    for row in codelist(name):
        definition = row["definition"]
        assert len(definition) >= 20, row
        assert definition.endswith("."), row
        assert definition[0].isupper(), row
        assert definition == " ".join(definition.split()), row
        assert definition.rstrip(".").casefold() != row["label"].casefold(), row


def test_topics_are_leaves_that_stand_together_under_their_top_level():
    topics = codes("topic")
    assert len(topics) == 77
    assert [topic for topic in topics if not re.fullmatch(r"[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*", topic)] == []
    tops = [topic.partition(".")[0] for topic in topics]
    assert tuple(top for at, top in enumerate(tops) if at == 0 or tops[at - 1] != top) == TOP_LEVELS


def test_a_definition_refers_to_topics_that_exist_and_never_to_its_own():
    known = set(codes("topic"))
    for row in codelist("topic"):
        named = set(CODE_IN_PROSE.findall(row["definition"]))
        assert named, f"{row['code']} does not say where its near miss goes"
        assert named <= known - {row["code"]}, row


# --- the crosswalks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("scheme", "name"), CROSSWALK_FILES)
def test_a_crosswalk_has_the_agreed_columns_and_plain_line_ends(scheme, name):
    data = (CROSSWALKS / f"{scheme}_{name}.csv").read_bytes()
    assert data.decode("utf-8").splitlines()[0].split(",") == CROSSWALK_HEADER
    assert b"\r" not in data
    assert data.endswith(b"\n")


@pytest.mark.parametrize(("scheme", "name"), CROSSWALK_FILES)
def test_every_row_of_a_crosswalk_is_sound(scheme, name):
    known = set(codes(name))
    rows = crosswalk(scheme, name)
    assert rows
    for row in rows:
        assert None not in row, f"a field too many: {row}"
        assert None not in row.values(), f"a field too few: {row}"
        assert row["scheme"] == scheme, row
        assert row["external_code"], row
        assert row["external_code"] == row["external_code"].strip(), row
        assert row["relation"] in RELATIONS, row
        assert row["code"] in known, row
        assert not row["note"] or row["note"].endswith("."), row


@pytest.mark.parametrize(("scheme", "name"), CROSSWALK_FILES)
def test_no_pair_of_codes_is_given_twice(scheme, name):
    pairs = Counter((row["scheme"], row["external_code"], row["code"]) for row in crosswalk(scheme, name))
    assert [pair for pair, count in pairs.items() if count > 1] == []


@pytest.mark.parametrize(("scheme", "name"), CROSSWALK_FILES)
def test_a_code_with_several_counterparts_equals_none_of_them(scheme, name):
    rows = crosswalk(scheme, name)
    counts = Counter(row["external_code"] for row in rows)
    several = [row for row in rows if counts[row["external_code"]] > 1]
    assert [row for row in several if row["relation"] not in {"broader", "related"}] == []


@pytest.mark.parametrize(("scheme", "name"), CROSSWALK_FILES)
def test_an_overlap_is_explained_and_names_only_topics_that_exist(scheme, name):
    topics = set(codes("topic"))
    for row in crosswalk(scheme, name):
        assert row["note"] or row["relation"] != "related", row
        assert set(CODE_IN_PROSE.findall(row["note"])) <= topics, row


def test_every_pax_coding_column_has_one_topic():
    assert len(set(PAX_COLUMNS)) == len(PAX_COLUMNS) == 237
    assert sorted(external_codes("pax", "topic")) == sorted(PAX_COLUMNS)
    assert not set(PAX_NOT_TOPICS) & set(PAX_COLUMNS)


def test_every_ucdp_provision_column_has_one_topic():
    assert len(set(UCDP_COLUMNS)) == len(UCDP_COLUMNS) == 29
    assert sorted(external_codes("ucdp_pad", "topic")) == sorted(UCDP_COLUMNS)
    notes = {row["external_code"]: row["note"] for row in crosswalk("ucdp_pad", "topic")}
    assert [column for column in UCDP_COLUMNS if "trailing space" in notes[column]] == ["ref", "return"]


def test_every_cameo_code_with_a_topic_is_there_as_text():
    assert set(external_codes("cameo", "topic")) == {*CAMEO_CODES, *CAMEO_CODES_ADDED}
    assert [code for code in external_codes("cameo", "topic") if not re.fullmatch(r"[0-9]{3,4}", code)] == []


def test_every_plover_context_with_a_topic_is_there():
    assert set(external_codes("plover_context", "topic")) == set(PLOVER_CONTEXTS)


def test_modalities_follow_the_names_of_the_columns():
    expected = {column: modality for column in PAX_COLUMNS if (modality := modality_by_name(column))}
    assert {row["external_code"]: row["code"] for row in crosswalk("pax", "modality")} == expected
    assert set(expected.values()) == set(codes("modality"))


@pytest.mark.parametrize(
    ("scheme", "name"),
    [
        ("pax", "stage"),
        ("pax", "substage"),
        ("pax", "agreement_level"),
        ("pax", "incompatibility"),
        ("ucdp_pad", "inclusiveness"),
        ("ucdp_pad", "position_in_process"),
    ],
)
def test_lists_taken_over_whole_correspond_one_to_one(scheme, name):
    rows = crosswalk(scheme, name)
    assert {row["relation"] for row in rows} == {"exact"}
    assert [row["code"] for row in rows if row["code"] not in codes(name)] == []
    assert sorted(row["code"] for row in rows) == sorted(codes(name))
    assert len({row["external_code"] for row in rows}) == len(rows)


# --- against the other projects' own files ---------------------------------------------------------------------------


@pytest.mark.shared_data
def test_pax_columns_and_values_are_those_of_the_data():
    rows = read_rows(shared("pax_all_agreements_data.csv"))
    header = [column for column in rows[0] if column]
    coding = header[header.index("GCh") :]
    assert sorted(coding) == sorted((*PAX_COLUMNS, *PAX_NOT_TOPICS))
    for column, name in (
        ("Stage", "stage"),
        ("StageSub", "substage"),
        ("Agtp", "agreement_level"),
        ("Status", "agreement_status"),
        ("Contp", "incompatibility"),
    ):
        seen = {row[column] for row in rows} - {""}
        assert seen, f"no value of {column} was read"
        assert seen <= set(external_codes("pax", name)), column


@pytest.mark.shared_data
def test_pax_substages_stand_under_the_stage_they_are_named_after():
    stage_of = {row["external_code"]: row["code"] for row in crosswalk("pax", "stage")}
    substage_of = {row["external_code"]: row["code"] for row in crosswalk("pax", "substage")}
    first_words = {
        "pre_negotiation": {"pre"},
        "partial": {"partial"},
        "comprehensive": {"comprehensive"},
        "implementation": {"implementation", "extension"},
        "renewal": {"renewal"},
        "ceasefire": {"ceasefire"},
    }
    pairs = {
        (stage_of[row["Stage"]], substage_of[row["StageSub"]].partition("_")[0])
        for row in read_rows(shared("pax_all_agreements_data.csv"))
        if row["StageSub"]
    }
    assert {stage for stage, _ in pairs} == set(first_words)
    assert [pair for pair in pairs if pair[1] not in first_words[pair[0]]] == []


@pytest.mark.shared_data
def test_ucdp_columns_and_values_are_those_of_the_data():
    rows = read_rows(shared("ucdp-peace-agreements-221.csv"))
    header = list(rows[0])
    recomputed = {"mil_prov", "pol_prov", "terr_prov", "justice_prov"}
    provisions = header[header.index("cease") : header.index("co_impl") + 1]
    assert [column.strip() for column in provisions if column.strip() not in recomputed] == list(UCDP_COLUMNS)
    assert [column.strip() for column in provisions if column != column.strip()] == ["ref", "return"]
    for column, name in (
        ("pa_type", "stage"),
        ("inclusive", "inclusiveness"),
        ("frame", "position_in_process"),
        ("incompatibility", "incompatibility"),
    ):
        seen = {value.strip() for row in rows for value in row[column].split(",")} - {""}
        assert seen, f"no value of {column} was read"
        assert seen <= set(external_codes("ucdp_pad", name)), column


@pytest.mark.shared_data
def test_cameo_codes_exist_in_the_conversion_table():
    text = shared("CAMEO2PLOVER-2021.txt").read_text(encoding="utf-8")
    listed = set(re.findall(r"^(\d{3,4}):", text, flags=re.MULTILINE))
    assert set(external_codes("cameo", "topic")) <= listed
