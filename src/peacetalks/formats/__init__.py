"""Files and text: one small module a format, and the functions that read, check and write them."""

from peacetalks.formats.reading import check, load, loads
from peacetalks.formats.streams import check_records, read_header, read_records, write_records
from peacetalks.formats.writing import dump, dumps

__all__ = [
    "check",
    "check_records",
    "dump",
    "dumps",
    "load",
    "loads",
    "read_header",
    "read_records",
    "write_records",
]
