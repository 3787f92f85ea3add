"""Letters and campaigns as the back office shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from backend.routes.schemas.admin.letters import CampaignModel, OutboxLetterModel
from backend.routes.schemas.admin.orders import LetterModel
from backend.routes.schemas.common import StatusModel
from backend.shop.notifications import outbox

if TYPE_CHECKING:
    from backend.shop.notifications.models import Campaign, Letter

KINDS: Mapping[str, str] = {
    "order_confirmed": "Confirmation to the buyer",
    "order_new": "New order to the shop",
    "order_cancelled": "Cancellation to the buyer",
    "refunded": "Refund to the buyer",
    "payment_link": "Payment link to the buyer",
    "delivery_out": "Out for delivery, to the buyer",
    "delivery_done": "Delivered, to the buyer",
    "delivery_failed": "Failed attempt, to the buyer",
    "delivery_rescheduled": "Another time, to the buyer",
    "substitute_proposed": "Question to the buyer about other stems",
    "stems_substituted": "Other stems, to the buyer",
    "review_request": "Question for a review",
    "reminder": "Reminder of a key date",
    "campaign": "Campaign",
    "campaign_test": "Campaign, tried out",
    "welcome": "Welcome",
    "one_time_code": "Code",
    "password_reset": "Link to choose a password",
    "password_changed": "Password changed",
    "email_changed": "Address changed",
    "invitation": "Invitation of staff",
    "account_known": "Account known already",
}
STATES: Mapping[str, str] = {
    "queued": "On its way",
    "sent": "Sent",
    "dead": "Not sent",
    "dropped": "Not wanted any more",
}
_CAMPAIGN_STATES: Mapping[str, str] = {
    "draft": "Draft",
    "sending": "Being sent",
    "paused": "Paused",
    "sent": "Sent",
    "cancelled": "Cancelled",
}


def letter_model(letter: Letter) -> LetterModel:
    return LetterModel(
        id=letter.id,
        kind=letter.kind,
        label=label_of(letter.kind),
        recipient=letter.recipient,
        status=StatusModel(code=letter.state, label=STATES[letter.state]),
        created_at=letter.created_at,
        sent_at=letter.sent_at,
        error=letter.last_error or "",
        can_resend=_can_resend(letter),
    )


def outbox_letter(letter: Letter, number: str | None) -> OutboxLetterModel:
    return OutboxLetterModel(
        id=letter.id,
        kind=letter.kind,
        label=label_of(letter.kind),
        recipient=letter.recipient,
        number=number,
        status=StatusModel(code=letter.state, label=STATES[letter.state]),
        created_at=letter.created_at,
        sent_at=letter.sent_at,
        attempts=letter.attempts,
        trouble=outbox.trouble(letter.last_error),
        error=letter.last_error or "",
        can_resend=_can_resend(letter),
    )


def label_of(kind: str) -> str:
    return KINDS.get(kind) or kind.replace("_", " ").capitalize()


def campaign_model(campaign: Campaign, counts: Mapping[str, int]) -> CampaignModel:
    return CampaignModel(
        id=campaign.id,
        version=campaign.version,
        subject=campaign.subject,
        preheader=campaign.preheader,
        heading=campaign.heading,
        body=campaign.body,
        products=campaign.products,
        code=campaign.code,
        status=StatusModel(code=campaign.state, label=_CAMPAIGN_STATES[campaign.state]),
        created_at=campaign.created_at,
        started_at=campaign.started_at,
        finished_at=campaign.finished_at,
        recipients=sum(counts.values()),
        waiting=counts.get("waiting", 0),
        sent=counts.get("sent", 0),
        skipped=counts.get("skipped", 0),
        failed=counts.get("failed", 0),
    )


def _can_resend(letter: Letter) -> bool:
    return letter.state != "queued" and letter.task is not None
