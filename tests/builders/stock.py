"""Stems and lots for a test. A lot serves every day of these years unless told otherwise."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from backend.shop.stock import rules, services
from backend.shop.stock.models import Stem, StemLot
from tests.builders.settings import a_shop

LONG_AGO = datetime(2026, 1, 1, 13, tzinfo=UTC)
FAR_OFF = date(2999, 12, 31)


def a_stem(
    session: Session,
    slug: str = "freedom-rose",
    *,
    name: str | None = None,
    plural: str | None = None,
    latin_name: str = "",
    colors: tuple[str, ...] = (),
    vase_days: int = 7,
    perishable: bool = True,
    toxic_to_pets: bool | None = False,
) -> Stem:
    """A kind of stem; its names come from the slug."""
    words = slug.replace("-", " ")
    stem = Stem(
        slug=slug,
        species=words,
        variety="",
        name=name or words.capitalize(),
        plural=plural or f"{words}s",
        latin_name=latin_name,
        colors=list(colors),
        perishable=perishable,
        vase_days=vase_days if perishable else 0,
        unit_cost=150,
        currency="USD",
        toxic_to_pets=toxic_to_pets,
    )
    session.add(stem)
    session.flush()
    return stem


def a_lot(
    session: Session,
    stem: Stem,
    quantity: int = 100,
    *,
    available_from: datetime = LONG_AGO,
    vase_life_end: date | None = None,
    state: str = "arrived",
) -> StemLot:
    """A lot with its bucket. Hard goods never die; stems live until `FAR_OFF`."""
    a_shop(session)
    return services.receive(
        session,
        stem_id=stem.id,
        quantity=quantity,
        available_from=available_from,
        vase_life_end=vase_life_end or (FAR_OFF if stem.perishable else rules.NEVER),
        state=state,
    )
