"""Loads data into models that were generated as a Python module, and prints what they made of it.

Arguments: the module's file, and the name of the model. Reads JSON from each line.
"""

import importlib.util
import json
import sys
from pathlib import Path


def main(file, name):
    spec = importlib.util.spec_from_file_location(Path(file).stem, file)
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    model = getattr(module, name)
    for line in sys.stdin:
        read = model.model_validate_json(line)
        print(json.dumps(read.model_dump(mode="json", by_alias=True, exclude_unset=True)))


if __name__ == "__main__":
    main(*sys.argv[1:])
