"""The analysts' questions, as functions over a dataset."""

from peacetalks.query.answer import Amount, Answer, Cell, Evidence, columns_of, to_rows
from peacetalks.query.known import as_known
from peacetalks.query.question import Certainty

__all__ = ["Amount", "Answer", "Cell", "Certainty", "Evidence", "as_known", "columns_of", "to_rows"]
