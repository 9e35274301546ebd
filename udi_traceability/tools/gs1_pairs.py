"""Which identifiers one item may carry together (General Specifications 4.13, 4.14).

>>> pair_warnings(["17", "10"]), pair_warnings(["01", "17", "10"])
(('missing_di',), ())
"""

from functools import lru_cache

from .gs1_ai import KEYS
from .gs1_element import AIS
from .udi import UdiError


def pair_warnings(codes):
    """What the item still lacks, as warnings; refuses what cannot stand together.

    Pairs are judged over all symbols of one item, so a key (say, the GTIN) may
    still come. A value that only qualifies a key which is here may not be missing.
    """
    return _pair_warnings(tuple(codes))


@lru_cache(maxsize=1024)
def _pair_warnings(codes):
    present = frozenset(codes)
    rules = [AIS[code] for code in codes]
    for ai in rules:
        if not ai.excludes.isdisjoint(present):
            other = f"({min(ai.excludes & present)})"
            raise UdiError("exclusive_ai", None, ai.code, f"no {other}", other)
    lacking = {}
    for ai in rules:
        for group in ai.requires:
            if group <= present:
                break
        else:
            if ai.requires:
                lacking[_lacking(ai, present)] = None
    return tuple(lacking)


def _lacking(ai, present):
    groups = [group - present for group in ai.requires]
    for group in groups:
        if not group & KEYS:
            raise UdiError("requisite_ai", None, ai.code, _written(group))
    if any("01" in group for group in groups):
        return "missing_di"
    fewest = min(groups, key=lambda group: (len(group), sorted(group)))
    return f"requisite_ai:{_written(fewest)}"


def _written(group):
    return "+".join(sorted(group))
