"""Templates that were compiled before, kept in the cache: compiling them all takes a sixth of a second."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from generator import templates
from generator.build.cache import Cache


class Compiled(BytecodeCache):
    """Jinja2's store of compiled templates; Jinja2 sees to it that each fits its source and version."""

    def __init__(self, cache: Cache) -> None:
        self.cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills a bucket if its template was compiled before."""
        data = self.cache.get(_key(bucket))
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a bucket's template."""
        self.cache.put(_key(bucket), bucket.bytecode_to_string())


def _key(bucket: Bucket) -> str:
    return hashlib.sha256(f"{_settings()} {bucket.key} {bucket.checksum}".encode()).hexdigest()


@cache
def _settings() -> str:
    """The hash of the module that says how templates are compiled."""
    return hashlib.sha256(Path(templates.__file__).read_bytes()).hexdigest()
