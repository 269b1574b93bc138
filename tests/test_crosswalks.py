"""The crosswalks: as files, and against what is known of the other projects' columns and codes.

The names of those columns and codes are written out below: they are facts, and the suite must stand where the data
themselves are not at hand. Where they are, the tests at the end compare.
"""

import re
from collections import Counter

import pytest

from tests.codelist_files import (
    CROSSWALKS,
    NAMES,
    RELATIONS,
    TOPIC_IN_PROSE,
    WALKS,
    codes,
    crosswalk_rows,
    external_codes,
    pair_of,
    read,
    records,
)

HEADER = ["scheme", "external_code", "relation", "code", "note"]

NESTED_LISTS = {"demand_kind", "measure_kind", "speech_act"}
"""Lists in which one code can be a special case of another: a bombardment pause is a ceasefire too."""

CAMEO_WITHOUT_PLOVER = {"01", "02"}
"""PLOVER drops comments and appeals, so the table has neither: the crosswalks name the two families only."""

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

each_crosswalk = pytest.mark.parametrize("path", WALKS, ids=lambda path: path.stem)


# --- as files: see test_codelist_files.py for what any CSV file of ours has to be ------------------------------------


def test_there_are_crosswalks():
    assert WALKS


@each_crosswalk
def test_a_crosswalk_is_named_after_its_scheme_and_list(path):
    assert read(path)[0] == HEADER
    assert pair_of(path)[1] in NAMES


@each_crosswalk
def test_every_row_of_a_crosswalk_is_sound(path):
    known = set(codes(pair_of(path)[1]))
    for row in records(path):
        assert row["external_code"], row
        assert row["relation"] in RELATIONS, row
        assert row["code"] in known, row
        assert not row["note"] or row["note"].endswith("."), row


@each_crosswalk
def test_a_crosswalk_says_a_thing_once(path):
    pairs = Counter((row["scheme"], row["external_code"], row["code"]) for row in records(path))
    assert [pair for pair, count in pairs.items() if count > 1] == []


@each_crosswalk
def test_a_code_with_several_counterparts_equals_none_of_them_unless_ours_are_nested(path):
    counts = Counter(row["external_code"] for row in records(path))
    within = [row for row in records(path) if row["relation"] not in {"broader", "related"}]
    several = Counter(row["external_code"] for row in within if counts[row["external_code"]] > 1)
    allowed = 1 if pair_of(path)[1] in NESTED_LISTS else 0
    assert {code: count for code, count in several.items() if count > allowed} == {}


@each_crosswalk
def test_an_overlap_is_explained_and_names_only_topics_that_exist(path):
    topics = set(codes("topic"))
    for row in records(path):
        assert row["note"] or row["relation"] != "related", row
        assert set(TOPIC_IN_PROSE.findall(row["note"])) <= topics, row


def test_the_readme_lists_every_crosswalk_and_no_other():
    text = (CROSSWALKS / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", text, flags=re.MULTILINE)
    listed = [(scheme, name) for scheme, names in rows for name in re.findall(r"`(\w+)`", names)]
    assert sorted(listed) == sorted(map(pair_of, WALKS))


# --- against facts about the other projects --------------------------------------------------------------------------


def test_every_pax_coding_column_has_one_topic():
    assert len(set(PAX_COLUMNS)) == len(PAX_COLUMNS) == 237
    assert sorted(external_codes("pax", "topic")) == sorted(PAX_COLUMNS)
    assert not set(PAX_NOT_TOPICS) & set(PAX_COLUMNS)


def test_every_ucdp_provision_column_has_one_topic():
    assert len(set(UCDP_COLUMNS)) == len(UCDP_COLUMNS) == 29
    assert sorted(external_codes("ucdp_pad", "topic")) == sorted(UCDP_COLUMNS)
    notes = {row["external_code"]: row["note"] for row in crosswalk_rows("ucdp_pad", "topic")}
    assert [column for column in UCDP_COLUMNS if "trailing space" in notes[column]] == ["ref", "return"]


def test_every_cameo_code_with_a_topic_is_there_as_text():
    assert set(external_codes("cameo", "topic")) == {*CAMEO_CODES, *CAMEO_CODES_ADDED}
    assert [code for code in external_codes("cameo", "topic") if not re.fullmatch(r"[0-9]{3,4}", code)] == []


def test_every_plover_context_with_a_topic_is_there():
    assert set(external_codes("plover_context", "topic")) == set(PLOVER_CONTEXTS)


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


def test_modalities_follow_the_names_of_the_columns():
    expected = {column: modality for column in PAX_COLUMNS if (modality := modality_by_name(column))}
    assert {row["external_code"]: row["code"] for row in crosswalk_rows("pax", "modality")} == expected
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
    rows = crosswalk_rows(scheme, name)
    assert {row["relation"] for row in rows} == {"exact"}
    assert [row["code"] for row in rows if row["code"] not in codes(name)] == []
    assert sorted(row["code"] for row in rows) == sorted(codes(name))
    assert len({row["external_code"] for row in rows}) == len(rows)


# --- against the other projects' own files ---------------------------------------------------------------------------


@pytest.mark.shared_data
def test_pax_columns_and_values_are_those_of_the_data(shared_data):
    rows = records(shared_data / "pax_all_agreements_data.csv")
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
def test_pax_substages_stand_under_the_stage_they_are_named_after(shared_data):
    stage_of = {row["external_code"]: row["code"] for row in crosswalk_rows("pax", "stage")}
    substage_of = {row["external_code"]: row["code"] for row in crosswalk_rows("pax", "substage")}
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
        for row in records(shared_data / "pax_all_agreements_data.csv")
        if row["StageSub"]
    }
    assert {stage for stage, _ in pairs} == set(first_words)
    assert [pair for pair in pairs if pair[1] not in first_words[pair[0]]] == []


@pytest.mark.shared_data
def test_ucdp_columns_and_values_are_those_of_the_data(shared_data):
    rows = records(shared_data / "ucdp-peace-agreements-221.csv")
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
def test_cameo_codes_exist_in_the_conversion_table(shared_data):
    text = (shared_data / "CAMEO2PLOVER-2021.txt").read_text(encoding="utf-8")
    table = set(re.findall(r"^([0-9]+):", text, flags=re.MULTILINE))
    used = {row["external_code"] for path in CROSSWALKS.glob("cameo_*.csv") for row in records(path)}
    assert len(table) > 200
    assert not table & CAMEO_WITHOUT_PLOVER
    assert used - table - CAMEO_WITHOUT_PLOVER == set()
    assert set(external_codes("cameo", "topic")) <= table
