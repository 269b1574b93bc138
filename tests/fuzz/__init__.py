"""Hostile inputs by the million, and what every reader has to do with each: return, or refuse in words.

``python -m tests.fuzz --inputs 1000000`` runs new inputs, about a thousand a second, and ``--reproduce SEED:NUMBER``
one of them again. ``python -m tests.fuzz --nasty`` runs the cases that are nasty by design in full size. A part of both
runs with the tests: see ``tests/test_fuzz.py`` and ``tests/test_fuzz_nasty.py``.

``inputs`` makes an input of a seed and a number, with ``seeds``, ``grammar`` and ``model`` to begin from and the
``…_mutations`` to spoil what is sound; ``targets`` feeds it to a reader; ``verdicts`` says what has to hold of any
answer; ``effort`` counts what it cost; ``run`` puts them together, and ``supervise`` looks after the processes.
"""
