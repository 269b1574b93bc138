"""Files and text: one small module a format, and the functions that read, check and write them."""

from peacetalks.formats.reading import check, load, loads
from peacetalks.formats.writing import dump, dumps

__all__ = ["check", "dump", "dumps", "load", "loads"]
