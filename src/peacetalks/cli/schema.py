"""``peacetalks schema``: the JSON Schema, for tools that are not ours."""

from __future__ import annotations

import json
from typing import Annotated

from cyclopts import Parameter

from peacetalks import json_schema
from peacetalks.cli.terminal import DONE, write_bytes


def schema(*, record: Annotated[bool, Parameter(negative="", show_default=False)] = False) -> int:
    """Write the JSON Schema of a dataset.

    Args:
        record: Write that of one line of a stream in JSON Lines.
    """
    text = json.dumps(json_schema("record" if record else "dataset"), indent=2, ensure_ascii=False)
    write_bytes(f"{text}\n".encode())
    return DONE
