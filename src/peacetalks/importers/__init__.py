"""Importers: other projects' data as datasets, and back again without loss.

Each is a module, imported by its name:

- ``peacetalks.importers.ucdp``: the UCDP Peace Agreement Dataset
- ``peacetalks.importers.pax``: the PA-X Peace Agreements Database
- ``peacetalks.importers.plover``: events in PLOVER, CAMEO and POLECAT

What a row says that cannot be taken as it is, is told in a :class:`~peacetalks.importers.report.Report`.
"""
