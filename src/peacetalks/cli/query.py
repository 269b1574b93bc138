"""``peacetalks query``: the analysts' questions, asked of a file."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import attrs
from cyclopts import Parameter

import peacetalks.query
from peacetalks import PeacetalksError, ValidationError, load
from peacetalks.cli.listing import write_refusal
from peacetalks.cli.sources import STANDARD_STREAM, Asked, opened
from peacetalks.cli.tables import WRITERS, Table, TableFormat
from peacetalks.cli.terminal import DONE, refuse
from peacetalks.nearest import did_you_mean
from peacetalks.problems import NotFoundError
from peacetalks.query import Answer, columns_of, to_rows

if TYPE_CHECKING:
    from peacetalks.query import Cell

YES_OR_NO = {"yes": True, "true": True, "no": False, "false": False}
"""What can be said to a filter that is true or false."""


def query(
    file: str | None = None,
    name: str | None = None,
    /,
    *,
    from_: Asked = None,
    format: TableFormat = "text",
    **filters: Annotated[list[str], Parameter(negative="")],
) -> int:
    """Ask a question of a dataset; without a question, list those there are and what each can be narrowed by.

    Args:
        file: A dataset; `-` is standard input.
        name: A question, such as `stances` or `exchange_totals`.
        from_: The dataset's format; by default told by its name, or by how standard input begins.
        format: How to show the answers: `text` for people, `json` for programs (an array of objects), `csv`, `markdown`
            for pages.
        filters: What the question is narrowed by, such as `--by russia` or `--at 2026-02-05`; repeated for several.
    """
    if file is None and "" in filters:  # where any option is taken, "- NAME" looks like one without a name
        file, (name, *_) = STANDARD_STREAM, filters.pop("")
    if file is None or name is None:
        if filters:
            return refuse("a question needs a file and a name: peacetalks query FILE NAME")
        WRITERS[format](_all_questions())
        return DONE
    try:
        helper = _helper(name)
        asked = helper.asked(filters)
    except (NotFoundError, ValueError) as error:
        return refuse(str(error))
    try:
        with opened(file, from_) as given:
            dataset = load(given.source.file, format=given.format)
    except ValidationError as refused:
        return write_refusal(file, refused.problems)
    try:
        answers = helper.function(dataset, **asked)
    except ValidationError as refused:
        return refuse("; ".join(f"{problem.value}: {problem.message}" for problem in refused.problems))
    except PeacetalksError as error:
        return refuse(str(error))
    WRITERS[format](_table(helper, answers))
    return DONE


OF_TIME = ("at", "known_by", "certainty")
"""Filters that every question takes."""


@attrs.frozen
class Helper:
    """A question: the function that answers it, and what it can be narrowed by."""

    name: str
    """Its name."""
    function: Callable[..., tuple[Answer, ...]]
    """The function."""
    answer: type[Answer]
    """What its answers are."""
    filters: Mapping[str, tuple[type, bool]]
    """The type of each filter that can be written in a command, and whether it takes several values."""
    required: frozenset[str]
    """Filters that it cannot do without."""

    @property
    def summary(self) -> str:
        """What it answers, in a sentence."""
        first = (inspect.getdoc(self.function) or "").partition("\n\n")[0].replace("\n", " ").replace("``", "")
        said = first.removeprefix("Return ")
        return said[:1].upper() + said[1:]

    def asked(self, given: Mapping[str, list[str]]) -> dict[str, Any]:
        """Return the arguments that filters stand for.

        Raises:
            NotFoundError: There is no such filter.
            ValueError: A filter is missing, or has a value that it cannot have.
        """
        asked: dict[str, Any] = {}
        for option, values in given.items():
            name = option.replace("-", "_")
            if name not in self.filters:
                known = ", ".join(f"--{one.replace('_', '-')}" for one in self.filters)
                near = did_you_mean(name, tuple(self.filters))
                raise NotFoundError(f"{self.name} is not narrowed by --{option}{near or f'; by {known}'}")
            kind, is_many = self.filters[name]
            if len(values) > 1 and not is_many:
                raise ValueError(f"--{option} takes one value, {len(values)} were given; leave one")
            taken = [_taken(option, value, kind) for value in values]
            asked[name] = taken if is_many else taken[0]
        missing = sorted(self.required - asked.keys())
        if missing:
            raise ValueError(f"{self.name} needs --{missing[0].replace('_', '-')}; give it")
        return asked


def _taken(option: str, value: str, kind: type) -> object:
    if kind is bool:
        if value.lower() not in YES_OR_NO:
            raise ValueError(f"--{option} is yes or no, found {value!r}; choose one")
        return YES_OR_NO[value.lower()]
    if kind is str:
        return value
    try:
        return kind(value)
    except ValueError:
        raise ValueError(f"--{option} is a number, found {value!r}; write one") from None


def helpers() -> dict[str, Helper]:
    """Return the questions that can be asked in a command, by name."""
    named = ((name, getattr(peacetalks.query, name)) for name in peacetalks.query.__all__)
    found = (_as_helper(name, one) for name, one in named if inspect.isfunction(one))
    return {helper.name: helper for helper in found if helper is not None}


def _as_helper(name: str, function: Callable[..., Any]) -> Helper | None:
    """Return a function as a question; ``None`` where it is none, or needs what no command can say."""
    hints = typing.get_type_hints(function)
    made = typing.get_args(hints.get("return"))
    if not (made and isinstance(made[0], type) and issubclass(made[0], Answer)):
        return None
    parameters = [one for one in inspect.signature(function).parameters.values() if one.kind is one.KEYWORD_ONLY]
    read = ((one.name, _read(hints[one.name])) for one in parameters)
    filters = {name: written for name, written in read if written is not None}
    required = frozenset(one.name for one in parameters if one.default is one.empty)
    return Helper(name, function, made[0], filters, required) if required <= filters.keys() else None


def _read(hint: Any) -> tuple[type, bool] | None:
    """Return the type of a filter's values and whether it takes several; ``None`` where no text can say one."""
    is_union = typing.get_origin(hint) in (typing.Union, types.UnionType)
    kinds = set(typing.get_args(hint)) - {type(None)} if is_union else {hint}
    kinds = {str if typing.get_origin(kind) is typing.Literal or isinstance(kind, str) else kind for kind in kinds}
    is_many = Iterable[str] in kinds
    for kind in (str, bool, int, float):
        if kind in kinds:
            return kind, is_many
    return None


def _helper(name: str) -> Helper:
    known = helpers()
    wanted = name.replace("-", "_")
    if wanted not in known:
        near = did_you_mean(wanted, tuple(known))
        raise NotFoundError(f"there is no question {name!r}{near} (all of them: peacetalks query)")
    return known[wanted]


def _all_questions() -> Table:
    rows: list[dict[str, Cell]] = [
        {
            "question": helper.name,
            "answer": helper.summary,
            "filters": " ".join(f"--{name.replace('_', '-')}" for name in helper.filters if name not in OF_TIME),
        }
        for helper in helpers().values()
    ]
    remarks = (
        "peacetalks query FILE QUESTION answers one; filters narrow it, such as --by russia.",
        "Every question also takes --at (the time that is meant), --known-by (what was known then) and --certainty "
        "(possible or definite).",
    )
    return Table(f"{len(rows)} questions", remarks, ["question", "answer", "filters"], rows)


def _table(helper: Helper, answers: tuple[Answer, ...]) -> Table:
    count = f"{len(answers) or 'no'} {'answer' if len(answers) == 1 else 'answers'}"
    return Table(f"{helper.name}: {count}", (helper.summary,), columns_of(helper.answer), to_rows(answers))
