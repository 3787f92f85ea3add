"""Taking a wrong press back: a delivery's last step, for a few minutes, where nothing has left the ledger."""

from backend import db
from backend.shop.checkout.errors import NotUndoable
from backend.shop.checkout.services import door, parcels
from backend.shop.checkout.services.parcels import Seen
from backend.shop.orders.selectors import undo_step
from backend.shop.orders.services import Step


def undo(*, seen: Seen, step: Step) -> None:
    """Puts the delivery back where it was. Raises what `parcels.opened` raises, and NotUndoable."""
    with db.transaction() as session:
        order, parcel = parcels.opened(session, seen)
        back = undo_step(order, parcel.id, now=step.at)
        if back is None:
            raise NotUndoable("This step can no longer be taken back.")
        door.take_back(session, order=order, parcel=parcel, to=back.to, step=step)
