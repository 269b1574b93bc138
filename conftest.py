"""Runs the examples of README.md, docs/ and the docstrings, so that what we print is what happens.

In Markdown, ```` ```python ```` and ```` ```pycon ```` blocks run, each page from top to bottom in one namespace, in an
empty directory that holds ``examples/``: a page can read our datasets and write files. A ```` ```yaml ````,
```` ```json ```` or ```` ```jsonl ```` block that begins like a dataset must be a valid one. ``<!-- skip: next -->``
leaves out a block.
"""

import doctest
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser

ROOT = Path(__file__).parent
DOCTEST_OPTIONS = doctest.ELLIPSIS

collect_ignore_glob = ["build/*", "docs/conf.py"]


class PyconParser(PythonCodeBlockParser):
    """Runs ```` ```pycon ```` blocks; the parser it builds on knows ``>>>`` only inside ```` ```python ````."""

    @staticmethod
    def codeblock_parser_class(_language: str, evaluator: Any) -> CodeBlockParser:
        return CodeBlockParser("pycon", evaluator)


class DatasetParser(CodeBlockParser):
    """Reads a dataset printed in the documentation, and is content if it has no errors."""

    def evaluate(self, example: Example) -> str | None:
        text = str(example.parsed)
        if not any(re.search(r'\bpeacetalks"?:', line) for line in text.splitlines()[:2]):
            return None  # a fragment, or something else altogether
        import peacetalks as pt

        try:
            pt.loads(text, format=self.language)
        except pt.ValidationError as error:
            return str(error)
        return None


def enter_scratch(namespace: dict[str, Any]) -> None:
    scratch = namespace["_scratch"] = Path(tempfile.mkdtemp(prefix="peacetalks-docs-"))
    namespace["_back"] = Path.cwd()
    if (ROOT / "examples").is_dir():
        shutil.copytree(ROOT / "examples", scratch / "examples")
    os.chdir(scratch)


def leave_scratch(namespace: dict[str, Any]) -> None:
    os.chdir(namespace["_back"])
    shutil.rmtree(namespace["_scratch"])


markdown = Sybil(
    name="page",
    path=str(ROOT),
    filenames=["README.md"],
    patterns=["docs/*.md"],
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=DOCTEST_OPTIONS),
        PyconParser(doctest_optionflags=DOCTEST_OPTIONS),
        DatasetParser("json"),
        DatasetParser("jsonl"),
        DatasetParser("yaml"),
        SkipParser(),
    ],
    setup=enter_scratch,
    teardown=leave_scratch,
)
docstrings = Sybil(
    name="docstring",
    path=str(ROOT),
    patterns=["src/*/*.py", "src/*/*/*.py", "src/*/*/*/*.py"],  # in Python 3.11, ** is one folder and no more
    parsers=[DocTestParser(optionflags=DOCTEST_OPTIONS)],
    setup=enter_scratch,
    teardown=leave_scratch,
)

pytest_collect_file = (markdown + docstrings).pytest()
