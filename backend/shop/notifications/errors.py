"""Refusals of the letters' room."""

from backend.shop.kit.errors import Refusal


class LetterNotFound(Refusal):
    code, status, title = "letter_not_found", 404, "There is no such letter"


class LetterWaits(Refusal):
    code, status, title = "letter_waits", 409, "This letter is on its way"


class NotResendable(Refusal):
    code, status, title = "not_resendable", 409, "This letter cannot be sent again"


class SuppressionNotFound(Refusal):
    code, status, title = "suppression_not_found", 404, "This address gets letters already"


class CampaignNotFound(Refusal):
    code, status, title = "campaign_not_found", 404, "There is no such campaign"


class CampaignMoved(Refusal):
    code, status, title = "campaign_moved", 409, "This campaign is further than that"


class NobodyToWriteTo(Refusal):
    code, status, title = "nobody_to_write_to", 409, "Nobody has asked for news yet"


class ProductUnknown(Refusal):
    code, status, title = "campaign_product_unknown", 409, "This product is not for sale"
