"""Hundreds of ways to tamper with a website."""

from tests.verify.tampering.files import FILES
from tests.verify.tampering.manifests import MANIFESTS
from tests.verify.tampering.pdfs import PDFS
from tests.verify.tampering.spreadsheets import SHEETS
from tests.verify.tampering.texts import TEXTS

#: Those that change files, which a mended manifest would hide.
OF_FILES = [*TEXTS, *SHEETS, *PDFS, *FILES]

__all__ = ["MANIFESTS", "OF_FILES"]
