"""Our EDTF against two other readers of it: python-edtf, and EDTF.js (npm ``edtf``).

Neither is right everywhere, and neither are we the standard, so every difference is listed with its reason; a listed
difference that is none any more fails too. Strings differ in whether they are a date, or in its first or last moment.
"""

from __future__ import annotations

import datetime
import itertools
import json
import math
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import edtf
import pytest

from peacetalks.dates import OPEN, Date
from peacetalks.problems import ValidationError
from tests.conftest import lacking

ORACLES = Path(__file__).parent / "oracles"

Outcome = tuple[object, object] | None
"""First and last moment of a date, with ``open`` and ``unknown`` for bounds that are; ``None`` for no date."""


def corpus() -> Iterator[str]:
    """Yield hundreds of strings: every form, with parts that exist and parts that do not."""
    days = ["2026-02-05", "2024-02-29", "1999-12-31", "0001-01-01", "9999-12-31"]
    months = ["2026-02", "2024-02", "1999-12", "0001-01", "9999-12"]
    years = ["2026", "2024", "1999", "0001", "9999"]
    seasons = ["2026-21", "2026-22", "2026-24", "2026-25", "2026-30", "2026-32"]
    masked = ["199X", "19XX", "2004-XX", "1999-05-XX", "2004-XX-XX"]
    yield from ("0000", "0000-01", "0000-12-31", "0400", "1582-10-10", "1900-02-28")
    yield from (f"2026-{month:02}" for month in range(40))
    yield from (f"{month}-{day:02}" for month in ("2024-02", "2026-02", "2026-04", "2026-12") for day in range(34))
    yield from (f"{year}-02-29" for year in ("1900", "2000", "2023", "0000", "0004"))
    for point in (*days, *months, *years, *seasons, *masked):
        yield point
        yield from (point + qualifier for qualifier in ("?", "~", "%", "?~", "!"))
        yield from (f"{point}/..", f"../{point}", f"{point}/", f"/{point}", f"{point}/{point}")
    yield from (f"XXXX-{month:02}" for month in (0, 1, 2, 12, 13))
    yield from (f"XXXX-{month:02}-{day:02}" for month in (1, 2, 4, 13) for day in (0, 1, 28, 29, 30, 31, 32))
    for left, right in itertools.product(("1990", "1994-05", "1994-05-06", "1994-05-06~"), repeat=2):
        yield f"{left}/{right}"
    for left, right in itertools.product(("2004-06", "2004-06?", "2005-22", "200X", "2004-XX"), repeat=2):
        yield f"{left}/{right}"
    for clock in ("00:00:00", "13:17:00", "23:59:59", "24:00:00", "13:60:00", "13:17:60", "13:17", "13:17:00.5"):
        yield from (f"2026-02-05T{clock}{zone}" for zone in ("Z", "+02:00", "-11:30", "+05", ""))
    yield from (
        f"2026-02-05T13:17:00{zone}" for zone in ("+14:00", "+14:30", "+15:00", "-00:00", "+00:00", "+02:60", "z")
    )
    for unit in (["1990", "1994"], ["1990-05", "1994-06"], ["1990-05-06", "1994-06-07"]):
        first, last = unit
        yield from (f"[{first},{last}]", f"[{first}..{last}]", f"[..{first}]", f"[{first}..]", f"[..{first},{last}..]")
        yield from (
            f"[{last}..{first}]",
            f"[{last},{first}]",
            f"[{first}]",
            f"{{{first},{last}}}",
            f"[{first}, {last}]",
        )
    yield from (
        "[1990..1994-05]",
        "[1990..,1994]",
        "[1990,..1994]",
        "[..]",
        "[]",
        "[1990",
        "[199X,2001]",
        "[1990~,1994]",
    )
    yield from ("[1990,1992..1993,1994-05..]", "[1990-13,1991]", "[1990-21,1991]", "[1990,1991]~")
    yield from (
        "",
        "soon",
        "unknown",
        "open",
        "1994/open",
        "/",
        "..",
        "../..",
        "/..",
        "../",
        "-0001",
        "Y12000",
        "1950S2",
    )
    yield from ("XXXX", "1XXX", "XXXX-XX", "201X-05", "2026-0X", "2026-XX-05", "2026-21-05", "?2026", "2026-~02-05")
    yield from ("20260205", "2026-2-5", " 2026", "2026 ", "12026", "02/05/2026", "2026-02-05T13:17:00Z/2026-02-06")
    yield from ("XXXX-10-12/XXXX-10-15", "2026/2027/2028", "2026-02-05/06", "1985-04-12T23:20:30Z~")


CORPUS = list(dict.fromkeys(corpus()))


def ours(text: str, moment: Callable[[datetime.datetime], object]) -> Outcome:
    """Return what we make of a string, its bounds written by ``moment``."""
    try:
        date = Date(text)
    except ValidationError:
        return None

    def shown(bound: object) -> object:
        if isinstance(bound, datetime.datetime):
            return moment(bound)
        return "open" if bound is OPEN else "unknown"

    return shown(date.earliest), shown(date.latest)


def differences(theirs: dict[str, Outcome], moment: Callable[[datetime.datetime], object]) -> set[str]:
    return {text for text, outcome in theirs.items() if outcome != ours(text, moment)}


def judge(differing: set[str], listed: dict[str, str]) -> None:
    """Assert that what differs is listed, and that what is listed differs: every string of the corpus it matches."""
    matching = {pattern: {text for text in CORPUS if re.fullmatch(pattern, text)} for pattern in listed}
    faults = {
        pattern: sorted(texts - differing) for pattern, texts in matching.items() if not texts or texts - differing
    }
    assert faults == {}, "listed as read differently, but read alike (or not in the corpus)"
    assert sorted(differing - set().union(*matching.values())) == [], "read differently, but not listed"


def test_the_corpus_is_large_and_half_of_it_is_dates() -> None:
    read = sum(ours(text, str) is not None for text in CORPUS)
    assert len(CORPUS) > 500
    assert 0.4 < read / len(CORPUS) < 0.8


LEFT_OUT = "valid EDTF that we leave out: "
NO_YEAR = "the year may be any, so we know no bounds; theirs are the years 0000 and 9999"

PYTHON_EDTF = {
    r"0000.*": "Python's datetime begins with the year 0001, so we have no bound to give",
    r"(.*/)?2026-(24|28|30)": "their season of December ends with the year",
    r"2026-3[3-9]": LEFT_OUT + "quarters and other parts of the year",
    r"(1900|2023|2026)-02-29": "they take the 29th of February in every year",
    r"XXXX-(01|02|12)|XXXX-(01|02|04)-(01|28|29|30)|XXXX-(01|02|04)-31": NO_YEAR + ", and they take every day up to 31",
    r"[^./]+/|/[^./]+": "an unknown end is ten years away for them, and refused beside masks and other seasons",
    r"2026-(2[1-9]|3[0-2])[?~%]": "they refuse qualified seasons",
    r"2026-(25|30|32)/(\.\.|2026-..)|\.\./2026-(25|30|32)": "they refuse seasons of level 2 as ends of an interval",
    r".*X[?~%]": "they take a qualifier after masked digits, which the standard does not",
    r".*X/\.\.|\.\./.*X": "they refuse masked digits beside an open end",
    r"2004-XX/.+|(2004-06\??|200X)/2004-XX|2004-06\?/200X|200X/2004-06\?": "they refuse some pairs of masked ends",
    r"1994-05(-06~?)?/1990|2005-22/2004-06\??": "they take intervals that end before they begin",
    r".*T(00:00:00\+|23:59:59-|13:17:00(-11|\+14:00)).*": "their bounds are days of the zone, ours of UTC",
    r".*T(00:00:00|13:17:00|23:59:59)": "they take clock times without a zone",
    r".*T24:00:00.*": "they take hour 24",
    r".*T13:17:00\+00:00": "they know zero as Z only; Python writes +00:00",
    r"\[1994.*\.\.1990.*\]": "they take ranges that end before they begin",
    r"\[[0-9-]+\]": "they refuse sets of one",
    r"\{.*\}": LEFT_OUT + "sets of all members",
    r"\[.*, .*\]| 2026|2026 ": "they overlook spaces",
    r"\[199X,2001\]|\[1990~,1994\]": LEFT_OUT + "masked and qualified members",
    r"\.\./\.\.": "they take an interval without any date",
    r"-0001|Y12000|1950S2": LEFT_OUT + "years outside 0000 to 9999, significant digits",
    r"XXXX|1XXX|XXXX-XX|201X-05|2026-XX-05|XXXX-10-12/XXXX-10-15": LEFT_OUT + "other masks of level 2",
    r"\?2026|2026-~02-05": LEFT_OUT + "qualified parts of a date",
}
"""Regular expression of strings in the corpus → why python-edtf 5.0.2 reads every one of them differently."""


def python_edtf(text: str) -> Outcome:
    """Return what python-edtf makes of a string, its bounds as days."""
    try:
        date = edtf.parse_edtf(text)
        bounds = date.lower_strict(), date.upper_strict()
    except Exception:  # it raises whatever happens to go wrong inside
        return None

    def shown(bound: object) -> object:
        if isinstance(bound, time.struct_time):
            return f"{bound.tm_year:04}-{bound.tm_mon:02}-{bound.tm_mday:02}"
        assert math.isinf(bound)
        return "open"

    return shown(bounds[0]), shown(bounds[1])


def test_python_edtf_reads_as_we_do_except_where_listed() -> None:
    theirs = {text: python_edtf(text) for text in CORPUS}
    judge(differences(theirs, lambda bound: bound.date().isoformat()), PYTHON_EDTF)


EDTF_JS = {
    r"0000.*": PYTHON_EDTF["0000.*"],
    r"2026-(2[1-9]|3[0-2])": "their seasons are quarters of the year",
    r"2026-3[3-9]": LEFT_OUT + "quarters and other parts of the year",
    r"(1900|2023|2026)-02-29": "they take the 29th of February in every year, as the 1st of March",
    r"XXXX-(01|02|12)|XXXX-(01|02|04)-(01|28|29)|XXXX-(01|04)-30|XXXX-01-31": NO_YEAR,
    r".*2026-(2[1-9]|3[0-2])[?~%]": "they refuse qualified seasons",
    r"2026-(2[1-9]|3[0-2])/.*|(\.\.)?/2026-(2[1-9]|3[0-2])|.*/2005-22|2005-22/200X": "they refuse seasons in intervals",
    r"([^/]+)/\1": "they refuse an interval within one date, such as one day",
    r"1994-05-06~?/1994-05(-06~?)?|2004-06\??/(2004-06\??|200X|2004-XX)|2004-XX/200X": "they refuse ends that overlap",
    r"(\.\.)?/(\.\.)?": "they take an interval without any date",
    r".*T(00:00:00|13:17(:00)?|23:59:59)": "they take clock times without a zone",
    r".*T13:17([Z+-].*)?": "they take clock times without seconds",
    r".*T.*\.5.*": "they take fractions of a second (and read .5 as 5 milliseconds)",
    r".*T24:00:00.*": "they take hour 24",
    r".*T.*/2026-02-06": "they take clock times in intervals",
    r"\[(\d{4}(-\d\d){0,2})\.\.(?!1994-05\])(\d{4}(-\d\d){0,2})\]": "a range alone ends with its first member",
    r"\[1994.*,1990.*\]": "they take the first and last of a list for the earliest and latest",
    r"\{.*\}": LEFT_OUT + "sets of all members",
    r"\[.*, .*\]": "they overlook spaces",
    r"\[199X,2001\]": LEFT_OUT + "masked members",
    r"-0001|Y12000|1950S2": LEFT_OUT + "years outside 0000 to 9999, significant digits",
    r"XXXX|1XXX|XXXX-XX|201X-05|2026-0X|2026-XX-05|XXXX-10-12/XXXX-10-15": LEFT_OUT + "other masks of level 2",
    r"\?2026|2026-~02-05": LEFT_OUT + "qualified parts of a date",
    r"20260205|12026": "they take a string of digits for milliseconds since 1970",
}
"""Regular expression of strings in the corpus → why EDTF.js 4.11.1 reads every one of them differently."""


@pytest.fixture(scope="session")
def edtf_js(require_node: str) -> Callable[[list[str]], dict[str, Outcome]]:
    """EDTF.js, installed beside its script if it is not there yet."""
    if not (ORACLES / "node_modules" / "edtf").is_dir():
        npm = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--prefix", str(ORACLES)]
        if subprocess.run(npm, check=False, capture_output=True, timeout=300).returncode:
            lacking("npm cannot install edtf", required_by="PEACETALKS_REQUIRE_CLIENTS")

    def read(texts: list[str]) -> dict[str, Outcome]:
        lines = "".join(json.dumps(text) + "\n" for text in texts)
        script = [require_node, str(ORACLES / "edtf_oracle.mjs")]
        answer = subprocess.run(script, input=lines, check=True, capture_output=True, text=True, timeout=60).stdout
        outcomes = [json.loads(line) for line in answer.splitlines()]
        return {text: outcome and tuple(outcome) for text, outcome in zip(texts, outcomes, strict=True)}

    return read


@pytest.mark.clients
def test_edtf_js_reads_as_we_do_except_where_listed(edtf_js: Callable[[list[str]], dict[str, Outcome]]) -> None:
    judge(differences(edtf_js(CORPUS), lambda bound: int(bound.timestamp())), EDTF_JS)
