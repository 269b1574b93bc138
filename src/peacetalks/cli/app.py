"""The commands; each is imported only when it is called."""

from __future__ import annotations

from importlib.metadata import version

from cyclopts import App, CycloptsError
from rich.console import Console
from rich.text import Text


def _wrong_usage(error: CycloptsError) -> Text:
    """Return what to say about wrong usage: one line, as for everything else that goes wrong."""
    return Text(f"peacetalks: {error} See: peacetalks --help")


app: App = App(
    name="peacetalks",
    help="Check, read and convert datasets of peace negotiations.",
    version=lambda: version("peacetalks"),
    error_console=Console(stderr=True, soft_wrap=True),
    error_formatter=_wrong_usage,
)
app.command(
    "peacetalks.cli.validate:validate",
    help="Say everything that is wrong with files, all at once.",
    usage="Usage: peacetalks validate [OPTIONS] FILE...",
    help_epilogue="Exit code 0: valid. 1: problems. 2: a file cannot be read, or wrong usage.",
)
app.command(
    "peacetalks.cli.show:show",
    help="Show what a dataset says, as sentences for people.",
    help_epilogue="Exit code 0: shown. 1: the data are not valid. 2: the file cannot be read, or wrong usage.",
)
app.command(
    "peacetalks.cli.convert:convert",
    help="Write a dataset in another format.",
    help_epilogue="Exit code 0: written. 1: the data are not valid. 2: a file cannot be read or written, wrong usage.",
)
app.command(
    "peacetalks.cli.diff:diff",
    help="Say what differs between two datasets.",
    help_epilogue="Exit code 0: no difference. 1: they differ. 2: a file is not valid or cannot be read, wrong usage.",
)
app.command(
    "peacetalks.cli.merge:merge",
    help="Make one dataset of several, and say what could not be decided.",
    usage="Usage: peacetalks merge [OPTIONS] FILE FILE... -o OUT",
    help_epilogue="Exit code 0: merged. 1: there are conflicts, or data are not valid. "
    "2: a file cannot be read or written, wrong usage.",
)
app.command(
    "peacetalks.cli.importing:import_",
    name="import",
    help="Read another project's data (UCDP, PA-X, PLOVER), and write them as a dataset.",
    usage="Usage: peacetalks import [OPTIONS] SCHEME IN OUT",
    help_epilogue="Exit code 0: written. 1: written, but rows were refused. 2: a file cannot be read or written, "
    "or wrong usage.",
)
app.command(
    "peacetalks.cli.query:query",
    help="Ask a question of a dataset, such as who stands how to a demand.",
    usage="Usage: peacetalks query [FILE NAME] [OPTIONS] [--FILTER VALUE]...",
    help_epilogue="Exit code 0: answered. 1: the data are not valid. 2: the file cannot be read, or wrong usage.",
)
app.command(
    "peacetalks.cli.codelist:codelist",
    help="Show the codes of a codelist and what they mean.",
    usage="Usage: peacetalks codelist [OPTIONS] [NAME]",
    help_epilogue="Exit code 0: shown. 2: there is no such codelist, or wrong usage.",
)
app.command(
    "peacetalks.cli.schema:schema",
    help="Write the JSON Schema, for tools of other languages.",
    help_epilogue="Exit code 0: written. 2: wrong usage.",
)
