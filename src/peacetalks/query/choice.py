"""What a filter may ask for beside the fields of records: statuses, records, and what is our own."""

from collections.abc import Collection, Iterable

import attrs

from peacetalks.fields import fields_of, take_item
from peacetalks.nearest import did_you_mean
from peacetalks.plain import text, wrong_type
from peacetalks.problems import NotFoundError, refusal
from peacetalks.query.question import Question, each
from peacetalks.records import Record


def chosen_statuses(cls: type[Record], given: str | Iterable[str] | None) -> frozenset[str] | None:
    """Return the statuses of a record type's history that a filter asks for; ``None`` for all of them.

    Raises:
        ValidationError: ``unknown-code``, or no text.
    """
    if given is None:
        return None
    history = next(field for field in fields_of(cls) if field.statuses)
    status = next(field for field in fields_of(history.item) if field.name == "status")
    take = take_item(attrs.evolve(status, codelist=history.statuses))
    return frozenset(str(take(value)) for value in each(given))


def chosen_records(question: Question, cls: type[Record], given: str | Iterable[str] | None) -> frozenset[str] | None:
    """Return the ids of records of a type that a filter asks for; ``None`` for all of them.

    Raises:
        NotFoundError: The dataset has no record of the type with such an id.
        ValidationError: No text.
    """
    if given is None:
        return None
    for value in (values := each(given)):
        if type(question.whole[text(value)]) is not cls:
            known = tuple(record.id for record in question.whole if type(record) is cls)
            raise NotFoundError(f"{value!r} is no {cls.__name__}{did_you_mean(value, known)}")
    return frozenset(map(str, values))


def chosen(name: str, given: str | Iterable[str] | None, names: Collection[str]) -> frozenset[str] | None:
    """Return which of some names a filter asks for, one or several; ``None`` for all of them.

    Raises:
        ValidationError: ``unknown-code`` for another name, or no text.
    """
    if given is None:
        return None
    values = each(given)
    for value in values:
        if text(value) not in names:
            near = did_you_mean(value, tuple(names)) or f"; choose one of {', '.join(names)}"
            raise refusal("unknown-code", f"this is no {name}{near}", value, f"/{name}")
    return frozenset(map(str, values))


def chosen_days(name: str, given: int | None) -> int | None:
    """Return the number of days that a filter asks for.

    Raises:
        ValidationError: ``wrong-type`` for no whole number, ``out-of-range`` for less than none.
    """
    if given is not None and type(given) is not int:
        raise wrong_type(given, f"a number of days for {name}", "write a whole number")
    if given is not None and given < 0:
        raise refusal("out-of-range", "expected no or more days; write another number", given, f"/{name}")
    return given
