"""What to say about a string that does not have the shape of a date: what is wrong with it and what to write."""

from __future__ import annotations

import re
from typing import Final

from peacetalks.problems import excerpt

_ADVICE: Final = [
    (re.compile(pattern), text)
    for pattern, text in (
        (r"^$", "leave the field out when the date is not known"),
        (r"[0-9]T[0-9:]+[.,][0-9]", "fractions of a second are not part of EDTF; leave them out"),
        (
            r"[0-9][T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?$",
            "a clock time needs its zone; add +02:00 (the offset from UTC) or Z (UTC), as in 2026-02-05T13:17:00+02:00",
        ),
        (r"T.*[+-][0-9]{2}:[0-9]{2}:[0-9]{2}$", "an offset from UTC goes to the minute; write the time in UTC, with Z"),
        (r"T[0-9]{2}:[0-9]{2}(Z|[+-])", "a clock time needs its seconds, as in 2026-02-05T13:17:00+02:00"),
        (r"T.*/|/.*T", "an interval lies between dates; leave the clock times out"),
        (r"(?i)\b(open|unknown)\b", "an open end is '..' (1994/..) and an unknown end is left empty (1994/)"),
        (
            r"(?i)[a-wyz]{3}",
            'words are kept as {"text": "before spring"}; peacetalks.phrases.date_from_text reads English dates',
        ),
        (r"\{", "sets of all members are not used; something that lasted is an interval: 2026-02-05/2026-02-06"),
        (r"^Y|[0-9][ES][0-9]", "years have four digits, without Y, E or S"),
        (r"^-", "years go from 0000 to 9999"),
        (r"^[0-9]{1,2}[/. -][0-9]{1,2}[/. -][0-9]{2,4}$", "write the year first, then month and day: 2026-02-05"),
        (r"^[0-9]{4}([/.][0-9]{1,2}){2}$|^[0-9]{6}([0-9]{2})?$", "write hyphens between the parts: 2026-02-05"),
        (
            r"[0-9]{4}-[0-9](?![0-9])|[0-9]{4}-[0-9]{2}-[0-9](?![0-9X])",
            "write months and days with two digits: 2026-02-05",
        ),
        (r"X[-0-9X]*[?~%]", "a masked date (199X) takes no qualifier; leave out one of the two"),
        (r"[?~%][-0-9?~%]|(^|[-/])[?~%]", "a qualifier stands once, at the end of a whole date: 2014-05~"),
        (r"^XXXX-[23][0-9]$", "a season needs its year"),
        (r"^(\.\.)?/(\.\.)?$", "an interval needs a date on one side at least"),
        (r"^\[.*\s", "write a set without spaces: [2026-02-05,2026-02-06]"),
        (
            r"^\[.+\]$",
            "a set is [2026-02-05,2026-02-06], [2026-02-01..2026-02-10] (alike in precision), [..2026-02-28] or "
            "[2026-02..], of years, months and days without seasons, qualifiers or masked digits",
        ),
        (r"\[|\]", "a set stands alone, between one [ and one ]"),
        (
            r"\.\.",
            "a moment between two dates is a set, [2026-02-01..2026-02-10]; what lasted is an interval, 2026-02-01/..",
        ),
        (r"[xu]", "a digit that is not known is a capital X, from the right: 199X"),
        (r"X", "whole parts or the last one or two digits of the year may be X: 199X, 19XX, 2004-XX, XXXX-10-12"),
        (r"\s", "write it without spaces"),
    )
]

_OTHERWISE: Final = "write it like 2026-02-05, 2026-02, 2026, 2014~, 2004-06/2006 or [2026-02-05,2026-02-06]"


def advice(text: str) -> str:
    """Return the message for a string that is no date: what was found, what is expected, what to do.

    Args:
        text: The string; its length is bounded by the caller.
    """
    found = f"found {excerpt(text)!r}" if text else "found an empty string"
    advice = next((advice for pattern, advice in _ADVICE if pattern.search(text)), _OTHERWISE)
    return f"{found}, expected a date in EDTF; {advice}"
