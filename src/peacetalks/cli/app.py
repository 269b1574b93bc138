"""The commands; each is imported only when it is called."""

from __future__ import annotations

from importlib.metadata import version

import cyclopts

app = cyclopts.App(
    name="peacetalks",
    help="Check and read datasets of peace negotiations.",
    version=lambda: version("peacetalks"),
)
app.command("peacetalks.cli.validate:validate", help="Say everything that is wrong with files, all at once.")
app.command("peacetalks.cli.show:show", help="Show what a dataset says, a line each record.")
