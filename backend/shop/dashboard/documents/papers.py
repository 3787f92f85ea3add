"""The papers of the shop: dockets, cards and labels of deliveries, the list of a day, the list of a run."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.accounts.models import Account
from backend.shop.dashboard.documents import glyphs, parcels
from backend.shop.dashboard.documents.errors import NothingToPrint, RunNotFound
from backend.shop.dashboard.documents.parcels import Parcel
from backend.shop.dashboard.documents.press import FONTS, Paper, paper_of, press
from backend.shop.delivery.models import Run
from backend.shop.notifications.words import Words
from backend.shop.settings.selectors import shop

_NAMED = 3


def dockets(session: Session, *, delivery_ids: Sequence[UUID], paper: Paper | None = None) -> bytes:
    """What the florist makes from, a page or more for each delivery, in the order asked.

    This and the next two raise what `parcels.asked` raises.
    """
    facts = shop(session)
    found = [_told(each) for each in parcels.asked(session, delivery_ids)]
    return press("docket", data={"parcels": found}, shop=facts, paper=paper or paper_of(facts))


def cards(session: Session, *, delivery_ids: Sequence[UUID], paper: Paper | None = None) -> bytes:
    """The messages, each on a sheet that is folded twice; deliveries without one are left out.

    Raises NothingToPrint when none has one.
    """
    facts = shop(session)
    written = [each for each in parcels.asked(session, delivery_ids) if each.card_message.strip()]
    if not written:
        raise NothingToPrint("There is no card message to print.")
    found = [
        {
            "number": each.number,
            "name": each.name,
            "message": each.card_message,
            "by_hand": _by_hand(each.card_message),
        }
        for each in written
    ]
    return press("card", data={"cards": found}, shop=facts, paper=paper or paper_of(facts))


def labels(session: Session, *, delivery_ids: Sequence[UUID], paper: Paper = Paper.LABEL) -> bytes:
    """Where each delivery goes: one label a page, or sheets of eight to cut."""
    facts = shop(session)
    found = [_told(each) for each in parcels.asked(session, delivery_ids)]
    return press("label", data={"parcels": found}, shop=facts, paper=paper)


def day_list(session: Session, *, day: date, paper: Paper | None = None) -> bytes:
    """Every delivery and collection of a local day, by hour and zone, with room to tick."""
    facts = shop(session)
    slots = [
        {"hours": hours, "collection": collection, "zones": _by_zone(list(group))}
        for (collection, hours), group in groupby(
            parcels.of_day(session, day), key=lambda each: (each.collection, each.hours)
        )
    ]
    data = {"day": Words(facts.locale).day(day), "slots": slots}
    return press("day", data=data, shop=facts, paper=paper or paper_of(facts))


def run_list(session: Session, *, run_id: UUID, paper: Paper | None = None) -> bytes:
    """A driver's stops in their order. Raises RunNotFound."""
    facts = shop(session)
    run = session.get(Run, run_id)
    if run is None:
        raise RunNotFound(f"There is no run {run_id}.")
    driver = select(Account.name).where(Account.id == run.driver_id)
    stops = parcels.asked(session, [stop.delivery_id for stop in run.stops])
    data = {
        "name": run.name,
        "day": Words(facts.locale).day(run.date),
        "driver": session.scalar(driver) or "",
        "stops": [_told(each) for each in stops],
    }
    return press("run", data=data, shop=facts, paper=paper or paper_of(facts))


def _by_zone(found: Sequence[Parcel]) -> list[dict[str, Any]]:
    return [
        {"name": zone, "parcels": [_told(each) for each in group]}
        for zone, group in groupby(found, key=lambda each: each.zone)
    ]


def _told(each: Parcel) -> dict[str, Any]:
    """What JSON can carry of it."""
    where = " ".join((each.name, *each.address, each.notes, each.safe_place, each.ribbon_text))
    told = {name: value for name, value in asdict(each).items() if name not in ("id", "date", "starts_at")}
    return told | {"card_by_hand": _by_hand(each.card_message), "by_hand": _by_hand(where)}


def _by_hand(text: str) -> str:
    """The characters that have to be written by hand, in words; empty when all can be printed."""
    lacking = glyphs.missing(text, FONTS)
    more = f" and {len(lacking) - _NAMED} more" if len(lacking) > _NAMED else ""
    return ", ".join(lacking[:_NAMED]) + more
