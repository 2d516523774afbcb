"""Templates that were compiled before, kept in Python's environment as its own compiled modules are.

``python -m generator.build.compiled`` compiles those of the program; that is part of setting it up.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from generator.build.cache import Cache
from generator.build.inputs import hash_of
from generator.load.templates import load_templates
from generator.render import templates

FOLDER = Path(sys.prefix) / "mappa-templates"
#: The most that they may take, in bytes: a hundred times what they take at first.
LARGEST = 64 * 1024**2


class Compiled(BytecodeCache):
    """Jinja2's store of compiled templates; Jinja2 sees to it that each fits its source and version."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.cache = Cache(folder, LARGEST)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills a bucket if its template was compiled before."""
        data = self.cache.get(_key(bucket))
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a bucket's template."""
        self.cache.put(_key(bucket), bucket.bytecode_to_string())
        self.cache.trim()


def _key(bucket: Bucket) -> str:
    return hash_of(f"{_settings()} {bucket.key} {bucket.checksum}".encode())


@cache
def _settings() -> str:
    """The hash of the module that says how templates are compiled."""
    return hash_of(Path(templates.__file__).read_bytes())


if __name__ == "__main__":
    templates.Templates(*load_templates(Path.cwd()), compiled=Compiled()).compile_all()
