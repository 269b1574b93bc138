"""Between plain data (dicts, lists, text, numbers) and records: strict reading, and writing in the canonical order."""

from peacetalks.convert.document import Document, dataset_from_plain, dataset_to_plain, read_document
from peacetalks.convert.records import from_dict, to_dict

__all__ = ["Document", "dataset_from_plain", "dataset_to_plain", "from_dict", "read_document", "to_dict"]
