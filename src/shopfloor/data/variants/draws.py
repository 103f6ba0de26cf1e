"""Chance that is the same everywhere: whole numbers drawn from SHA-256.

Random generators change between versions of a library, and fractions may round differently on another
machine; a hash and whole numbers do neither.
"""

import hashlib
import json
import struct


class Draws:
    """An endless row of draws that depends on the given words alone.

    >>> Draws("open-2026", "dice", "ana").between(1, 6) == Draws("open-2026", "dice", "ana").between(1, 6)
    True
    """

    def __init__(self, *words):
        # JSON keeps ("ab", "c") apart from ("a", "bc").
        self._seed = hashlib.sha256(json.dumps(words).encode("ascii")).digest()
        self._block = 0
        self._ready = []

    def below(self, n):
        """Return a whole number from 0 to n - 1."""
        if not self._ready:
            digest = hashlib.sha256(self._seed + self._block.to_bytes(8, "big")).digest()
            self._ready = list(struct.unpack(">4Q", digest))
            self._block += 1
        # 64 bits against an n of a few thousand: the remainder favours no number by more than 1 in 10**12.
        return self._ready.pop() % n

    def between(self, low, high):
        """Return a whole number from low to high, both included."""
        return low + self.below(high - low + 1)

    def pick(self, options):
        """Return one of a sequence."""
        return options[self.below(len(options))]

    def some(self, options, count):
        """Return `count` different members of a sequence, in the order in which they were drawn."""
        left = list(options)
        return [left.pop(self.below(len(left))) for _ in range(count)]
