"""Code 128 as symbol characters: the shortest way through its code sets B and C.

Two places need it. A ZPL printer told to choose the sets itself may choose others
than we measured, and its GS1 mode drops brackets, which are data in CSET 82. And
``Code128`` of reportlab loses characters where an odd run of digits meets an FNC1:
``(10)690(21)112`` comes out as ``(10)690`` and ``112``.
"""

FNC1 = "\x1d"  # as readers send it, and as element strings hold it
_FNC1, _TO_B, _TO_C, _START_B, _START_C = 102, 100, 99, 104, 105


def characters(text):
    """Values of the start character, the leading FNC1 of GS1, and ``text``.

    ``text`` holds printable ASCII and FNC1. No check character, no stop.

    >>> characters("1012A")
    (105, 102, 10, 12, 100, 33)
    """
    costs = _costs(text)
    in_c = costs[0][1] <= costs[0][0]
    values = [_START_C if in_c else _START_B, _FNC1]
    at = 0
    while at < len(text):
        if (costs[at][1] < costs[at][0]) != in_c and costs[at][0] != costs[at][1]:
            in_c = not in_c
            values.append(_TO_C if in_c else _TO_B)
        if text[at] == FNC1:
            values.append(_FNC1)
        elif in_c:
            values.append(int(text[at : at + 2]))
            at += 1
        else:
            values.append(ord(text[at]) - 32)
        at += 1
    return tuple(values)


def _costs(text):
    """Characters still needed from each place, when in set B and when in set C."""
    costs = [(0, 0)] * (len(text) + 2)
    for at in range(len(text) - 1, -1, -1):
        stay_b = 1 + costs[at + 1][0]
        stay_c = len(text) * 2
        if text[at] == FNC1:
            stay_c = 1 + costs[at + 1][1]
        elif text[at : at + 2].isdigit() and len(text) > at + 1:
            stay_c = 1 + costs[at + 2][1]
        costs[at] = min(stay_b, 1 + stay_c), min(stay_c, 1 + stay_b)
    return costs
