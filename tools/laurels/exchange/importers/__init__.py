"""Skills of frameworks from the files that their publishers give out; one file for each format, one table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from laurels.exchange.importers.case import Case
from laurels.exchange.importers.esco import Esco
from laurels.exchange.importers.importer import Importer
from laurels.exchange.importers.onet import Onet
from laurels.exchange.importers.rsd import Rsd

IMPORTERS: Mapping[str, Importer] = MappingProxyType({"esco": Esco(), "case": Case(), "onet": Onet(), "rsd": Rsd()})
"""`--format` → what reads it."""
