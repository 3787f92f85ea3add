"""What recurs, as RFC 5545 writes it: whole days, a rule that ends, read by dateutil."""

import re
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr

from backend.shop.delivery.errors import BadRecurrence

MOST_OCCURRENCES = 400
LONGEST_RULE = 200

_PART = re.compile(r"([A-Z]+)=([A-Z0-9,+-]+)")
_KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH"}
_KNOWN |= {"BYSETPOS", "WKST"}
_FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
_OF_EVERY_DAY = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"}
_DAY = re.compile(r"[0-9]{8}")
_COUNT = re.compile(r"[1-9][0-9]{0,2}")


def check(rule: str) -> None:
    """Raises BadRecurrence for what is no rule of whole days, does not end, or has too many days."""
    parts = _parts(rule)
    if parts.get("FREQ") not in _FREQUENCIES:
        raise BadRecurrence("It says FREQ=DAILY, WEEKLY, MONTHLY or YEARLY.")
    if ("COUNT" in parts) == ("UNTIL" in parts):
        raise BadRecurrence("It ends after a COUNT of times or on the day UNTIL: one of the two.")
    if "UNTIL" in parts and not _DAY.fullmatch(parts["UNTIL"]):
        raise BadRecurrence("UNTIL is a day, as 20271231.")
    # dateutil never comes back from an interval of 0, and not soon from a day of the year that there is not.
    if not all(_COUNT.fullmatch(parts.get(name, "1")) for name in ("COUNT", "INTERVAL")):
        raise BadRecurrence("COUNT and INTERVAL are numbers from 1 to 999.")
    if parts["FREQ"] == "DAILY" and not parts.keys() <= _OF_EVERY_DAY:
        raise BadRecurrence("A rule of every day knows weekdays (BYDAY), no months.")
    if len(starts(date(2000, 1, 1), rule, most=MOST_OCCURRENCES + 1)) > MOST_OCCURRENCES:
        raise BadRecurrence(f"It comes more than {MOST_OCCURRENCES} times.")


def starts(first: date, rule: str, *, until: date = date.max, most: int = MOST_OCCURRENCES) -> list[date]:
    """The days on which it begins, from `first` on (RFC 5545: DTSTART) and at the latest on `until`.

    Without a rule that is `first` alone. Raises BadRecurrence for what dateutil cannot read.
    """
    if not rule:
        return [first] if first <= until else []
    try:
        days = rrulestr(rule, dtstart=datetime.combine(first, time()), ignoretz=True)
    except (ValueError, TypeError, KeyError) as error:
        raise BadRecurrence(f"This rule cannot be read: {error}.") from error
    found: list[date] = []
    for at in days:
        if at.date() > until or len(found) == most:
            break
        found.append(at.date())
    return found


def covered(first: date, last: date, rule: str, *, until: date) -> set[date]:
    """Every day of every occurrence, each as long as from `first` to `last`, up to `until`."""
    length = (last - first).days + 1
    begun = starts(first, rule, until=until)
    return {day + timedelta(days=ahead) for day in begun for ahead in range(length)} - _after(until, length)


def _after(until: date, length: int) -> set[date]:
    return {until + timedelta(days=ahead) for ahead in range(1, length)}


def _parts(rule: str) -> dict[str, str]:
    if len(rule) > LONGEST_RULE:
        raise BadRecurrence(f"A rule has at most {LONGEST_RULE} characters.")
    parts: dict[str, str] = {}
    for part in rule.split(";"):
        match = _PART.fullmatch(part)
        if match is None or match[1] not in _KNOWN or match[1] in parts:
            raise BadRecurrence(f"This part of the rule cannot be read: {part}.")
        parts[match[1]] = match[2]
    return parts
