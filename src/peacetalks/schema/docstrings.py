"""The docstrings under fields, which Python does not keep: read from the source of the classes."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from itertools import pairwise, takewhile

from peacetalks.fields import cached


def class_docstring(cls: type) -> str:
    """Return what a class is, without the paragraphs that are for Python alone."""
    paragraphs = inspect.cleandoc(str(cls.__doc__)).split("\n\n")
    return _in_one_line(" ".join(takewhile(lambda one: not one.startswith(("In Python", "Raises:")), paragraphs)))


@cached
def field_docstrings(cls: type) -> Mapping[str, str]:
    """Return the docstring of each field of a class, those of its bases included."""
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__[:-1]):
        found |= dict(_fields(_body(base)))
    return found


def _body(cls: type) -> list[ast.stmt]:
    module = inspect.getmodule(cls)
    assert module is not None
    tree = _tree(inspect.getsource(module))
    return next(node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == cls.__name__)


@cached
def _tree(source: str) -> ast.Module:
    return ast.parse(source)


def _fields(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, _in_one_line(text)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
