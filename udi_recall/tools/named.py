"""Whom a customer names as the right person: is it a name, and is it their house?"""

import re
from collections.abc import Iterable

MOST = 120
MAIL = re.compile(
    r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}",
    re.IGNORECASE | re.ASCII,
)
# Where anybody gets an address: two there are not of one house
FOR_ANYBODY = frozenset(
    [
        "126.com",
        "163.com",
        "aol.com",
        "foxmail.com",
        "gmail.com",
        "gmx.at",
        "gmx.ch",
        "gmx.de",
        "gmx.net",
        "googlemail.com",
        "hotmail.com",
        "icloud.com",
        "live.com",
        "mail.com",
        "mail.ru",
        "me.com",
        "msn.com",
        "naver.com",
        "outlook.com",
        "posteo.de",
        "proton.me",
        "protonmail.com",
        "qq.com",
        "sina.com",
        "t-online.de",
        "web.de",
        "yahoo.com",
        "yandex.ru",
        "ymail.com",
    ]
)
# What a name never has, and a message to strangers would
NO_NAME = re.compile(r"[@<>/\\{}|\[\]]|www\.|\.(?:com|net|org|ru|cn)\b|\d{4}", re.I)


def spoken_name(value: str | None) -> str:
    """The name, or nothing where it is more than one: an address, an advertisement.

    >>> spoken_name("  Sister  Ruth "), spoken_name("Win at www.x.ru")
    ('Sister Ruth', '')
    """
    name = " ".join((value or "").split())
    return "" if len(name) > MOST or NO_NAME.search(name) else name


def mail_problem(value: str) -> bool:
    """Whether this is anything else than one mail address.

    >>> mail_problem("ruth@anna.example"), mail_problem("a@b.example, c@d.example")
    (False, True)
    """
    return len(value) > MOST or not MAIL.fullmatch(value)


def house(email: str) -> str:
    """The domain that tells a house, nothing where anybody gets an address."""
    domain = email.rpartition("@")[2].strip().lower()
    return "" if domain in FOR_ANYBODY else domain


def same_house(email: str, known: Iterable[str]) -> bool:
    """Whether we write to that house anyhow.

    >>> same_house("ruth@anna.example", ["quality@ANNA.example"])
    True
    >>> same_house("ruth@gmail.com", ["anna@gmail.com"])
    False
    """
    domain = house(email)
    return bool(domain) and domain in {house(each) for each in known}
