"""Numbers of chemical substances, as EUDAMED takes them.

CAS: 2 to 7 digits, 2 digits, a check digit (EUDAMED's schema allows 1 to 7). EC: 3
digits, 3 digits, a check digit. Each digit counts by its place; CAS counts from the
right modulo 10, EC from the left modulo 11.
"""

import re

CAS_FORM = "50-00-0"
EC_FORM = "200-001-8"


def cas_problem(text):
    """What should stand there instead, or nothing.

    >>> cas_problem("50-00-0"), cas_problem("50-00-1"), cas_problem("50000")
    ('', '50-00-0', 'a number like 50-00-0')
    """
    if not re.fullmatch(r"[0-9]{1,7}-[0-9]{2}-[0-9]", text):
        return f"a number like {CAS_FORM}"
    body = text[:-1].replace("-", "")
    places = enumerate(reversed(body), start=1)
    digit = sum(place * int(number) for place, number in places) % 10
    return "" if text.endswith(str(digit)) else f"{text[:-1]}{digit}"


def ec_problem(text):
    """What should stand there instead, or nothing.

    A remainder of 10 is never given out.

    >>> ec_problem("200-001-8"), ec_problem("200-001-9"), ec_problem("2000018")
    ('', '200-001-8', 'a number like 200-001-8')
    """
    if not re.fullmatch(r"[0-9]{3}-[0-9]{3}-[0-9]", text):
        return f"a number like {EC_FORM}"
    body = text[:-1].replace("-", "")
    places = enumerate(body, start=1)
    digit = sum(place * int(number) for place, number in places) % 11
    if digit == 10:
        return f"a number like {EC_FORM}"
    return "" if text.endswith(str(digit)) else f"{text[:-1]}{digit}"
