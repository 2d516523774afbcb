"""Templates that were compiled before.  It takes a fifth off a build after one changed figure."""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from generator.build.cache import Cache, hash_of


class CompiledTemplates(BytecodeCache):
    """Jinja2's store of compiled templates, as entries of our cache.

    ``shared`` is the hash of all that areas share, and so of Jinja2 and of how templates are compiled.
    """

    def __init__(self, cache: Cache, shared: str) -> None:
        self.cache = cache
        self.shared = shared

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills a bucket if its template was compiled before."""
        data = self.cache.get(self._key(bucket))
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a bucket's template."""
        self.cache.put(self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        return hash_of(b"template", self.shared.encode(), bucket.key.encode(), bucket.checksum.encode())
