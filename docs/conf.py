# Sphinx's settings. Everything is read from the installed package and from this folder: a build needs no network,
# and a page asks none of its reader.
from importlib.metadata import version as installed_version
from typing import Any

from pygments.lexers.data import JsonLexer
from sphinx.application import Sphinx

project = "peacetalks"
author = "The peacetalks developers"
copyright = author
release = installed_version("peacetalks")
version = ".".join(release.split(".")[:2])

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["build"]
default_role = "code"  # `history` in a docstring is code, in whatever else reads the docstring too

html_theme = "furo"
html_title = f"peacetalks {release}"

autodoc_default_options = {"members": True, "undoc-members": True, "show-inheritance": True}
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True  # else attributes named in a docstring and below it are described twice

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3


def setup(app: Sphinx) -> None:
    """Colour JSON Lines as JSON, and let the docstring of a field hold a colon."""
    app.add_lexer("jsonl", JsonLexer)
    app.connect("autodoc-process-docstring", keep_colons, priority=100)


def keep_colons(_app: Sphinx, what: str, _name: str, _object: Any, _options: Any, lines: list[str]) -> None:
    """Begin with an empty comment: napoleon takes what stands before a colon in the first line for the field's type."""
    if what in {"attribute", "data", "property"}:
        lines[:0] = ["..", ""]
