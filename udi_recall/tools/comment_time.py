"""How long an authority may comment on a draft notice: its clock rests at weekends."""

from datetime import datetime, timedelta

SATURDAY = 5


def comments_until(sent: datetime, hours: int = 48) -> datetime:
    """``hours`` of weekdays after ``sent``, which is in the time of the place.

    >>> comments_until(datetime(2026, 11, 20, 10)).isoformat()
    '2026-11-24T10:00:00'
    >>> comments_until(datetime(2026, 11, 21, 9)).isoformat()
    '2026-11-25T00:00:00'
    """
    moment, left = sent, timedelta(hours=hours)
    while left:
        midnight = datetime.combine(moment.date(), datetime.min.time())
        tomorrow = midnight.replace(tzinfo=moment.tzinfo) + timedelta(days=1)
        if moment.weekday() >= SATURDAY:
            moment = tomorrow
            continue
        step = min(left, tomorrow - moment)
        moment, left = moment + step, left - step
    return moment
