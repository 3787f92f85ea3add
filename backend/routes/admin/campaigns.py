"""Campaigns: written, looked at, tried out, sent, paused, cancelled."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import flask
from spectree import Response
from sqlalchemy.orm import Session

from backend import db
from backend.routes.access import me, needs
from backend.routes.admin.letter_answers import campaign_model
from backend.routes.api import api
from backend.routes.schemas.admin.letters import (
    CampaignBody,
    CampaignList,
    CampaignModel,
    CampaignPage,
    CampaignVersion,
    ChangeCampaign,
    RenderedModel,
)
from backend.routes.schemas.common import Problem
from backend.shop.accounts.rules import Permission
from backend.shop.kit import clock
from backend.shop.kit.paging import Page
from backend.shop.notifications import campaigns
from backend.shop.notifications.campaigns import By, Draft
from backend.shop.notifications.letters.campaigning import Wording

if TYPE_CHECKING:
    from backend.shop.notifications.models import Campaign

blueprint = flask.Blueprint("admin_campaigns", __name__, url_prefix="/api/admin/campaigns")

_REFUSED = {f"HTTP_{status}": Problem for status in (401, 403, 404, 409, 422)}
_TAGS = ["back office"]
_PAGE_SIZE = 20


@blueprint.get("")
@needs(Permission.RUN_CAMPAIGNS)
@api.validate(resp=Response(HTTP_200=CampaignList, **_REFUSED), tags=_TAGS)
def read(query: CampaignPage) -> CampaignList:
    """The newest first."""
    session, page = db.edge_session(), Page(query.page, _PAGE_SIZE)
    found, total = campaigns.page_of(session, page=page)
    counts = campaigns.counts(session, [each.id for each in found])
    return CampaignList(
        items=[campaign_model(each, counts[each.id]) for each in found],
        total=total,
        page=page.number,
        page_size=page.size,
        audience=len(campaigns.audience(session)),
    )


@blueprint.post("")
@needs(Permission.RUN_CAMPAIGNS)
@api.validate(json=CampaignBody, resp=Response(HTTP_201=CampaignModel, **_REFUSED), tags=_TAGS)
def create(json: CampaignBody) -> tuple[CampaignModel, int]:
    """A draft."""
    with db.transaction() as session:
        campaign = campaigns.create(session, draft=_draft(json), who=me().who, at=clock.now())
        return _answer(session, campaign), 201


@blueprint.post("/preview")
@needs(Permission.RUN_CAMPAIGNS)
@api.validate(json=CampaignBody, resp=Response(HTTP_200=RenderedModel, **_REFUSED), tags=_TAGS)
def preview(json: CampaignBody) -> RenderedModel:
    """The letter as its readers would get it; nothing is kept."""
    rendered = campaigns.preview(db.edge_session(), draft=_draft(json), now=clock.now())
    return RenderedModel(subject=rendered.subject, html=rendered.html, text=rendered.text)


@blueprint.get("/<int(max=9223372036854775807):campaign_id>")
@needs(Permission.RUN_CAMPAIGNS)
@api.validate(resp=Response(HTTP_200=CampaignModel, **_REFUSED), tags=_TAGS)
def read_one(campaign_id: int) -> CampaignModel:
    """A campaign, and how far it is."""
    session = db.edge_session()
    return _answer(session, campaigns.one(session, campaign_id))


@blueprint.patch("/<int(max=9223372036854775807):campaign_id>")
@needs(Permission.RUN_CAMPAIGNS)
@api.validate(json=ChangeCampaign, resp=Response(HTTP_200=CampaignModel, **_REFUSED), tags=_TAGS)
def change(campaign_id: int, json: ChangeCampaign) -> CampaignModel:
    """Writes a draft anew."""
    with db.transaction() as session:
        campaign = campaigns.change(
            session, campaign_id=campaign_id, draft=_draft(json), by=_by(json.version)
        )
        return _answer(session, campaign)


@blueprint.post("/<int(max=9223372036854775807):campaign_id>/test")
@needs(Permission.RUN_CAMPAIGNS)
@api.validate(resp=Response(HTTP_204=None, **_REFUSED), tags=_TAGS)
def try_out(campaign_id: int) -> tuple[str, int]:
    """Sends it to whoever asks, and to nobody else."""
    person = me()
    with db.transaction() as session:
        campaigns.try_out(
            session, campaign_id=campaign_id, account_id=person.id, who=person.who, at=clock.now()
        )
    return "", 204


@blueprint.post("/<int(max=9223372036854775807):campaign_id>/send")
@needs(Permission.RUN_CAMPAIGNS)
@api.validate(json=CampaignVersion, resp=Response(HTTP_200=CampaignModel, **_REFUSED), tags=_TAGS)
def send(campaign_id: int, json: CampaignVersion) -> CampaignModel:
    """Sends it to everybody who wants news now."""
    return _moved(campaigns.start, campaign_id, json.version)


@blueprint.post("/<int(max=9223372036854775807):campaign_id>/pause")
@needs(Permission.RUN_CAMPAIGNS)
@api.validate(json=CampaignVersion, resp=Response(HTTP_200=CampaignModel, **_REFUSED), tags=_TAGS)
def pause(campaign_id: int, json: CampaignVersion) -> CampaignModel:
    """What is not written yet rests."""
    return _moved(campaigns.pause, campaign_id, json.version)


@blueprint.post("/<int(max=9223372036854775807):campaign_id>/resume")
@needs(Permission.RUN_CAMPAIGNS)
@api.validate(json=CampaignVersion, resp=Response(HTTP_200=CampaignModel, **_REFUSED), tags=_TAGS)
def resume(campaign_id: int, json: CampaignVersion) -> CampaignModel:
    """Goes on with those who still wait."""
    return _moved(campaigns.resume, campaign_id, json.version)


@blueprint.post("/<int(max=9223372036854775807):campaign_id>/cancel")
@needs(Permission.RUN_CAMPAIGNS)
@api.validate(json=CampaignVersion, resp=Response(HTTP_200=CampaignModel, **_REFUSED), tags=_TAGS)
def cancel(campaign_id: int, json: CampaignVersion) -> CampaignModel:
    """Nobody else gets it."""
    return _moved(campaigns.cancel, campaign_id, json.version)


def _moved(move: "Callable[..., Campaign]", campaign_id: int, version: int) -> CampaignModel:
    with db.transaction() as session:
        return _answer(session, move(session, campaign_id=campaign_id, by=_by(version)))


def _answer(session: Session, campaign: "Campaign") -> CampaignModel:
    return campaign_model(campaign, campaigns.counts(session, [campaign.id])[campaign.id])


def _by(version: int) -> By:
    return By(me().who, version, clock.now())


def _draft(json: CampaignBody) -> Draft:
    wording = Wording(json.subject, json.preheader, json.heading, json.body, json.code)
    return Draft(wording, tuple(dict.fromkeys(json.products)))
