"""``python -m peacetalks.cli``: the same as ``peacetalks``."""

from peacetalks.cli import main

main()
