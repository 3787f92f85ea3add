"""Refusals of the orders."""

from backend.shop.kit.errors import Refusal


class OrderNotFound(Refusal):
    code, status, title = "order_not_found", 404, "There is no such order"


class IllegalMove(Refusal):
    code, status, title = "illegal_move", 409, "The order is no longer where that is possible"


class DeliveryNotFound(Refusal):
    code, status, title = "delivery_not_found", 404, "There is no such delivery"


class LineNotFound(Refusal):
    code, status, title = "line_not_found", 404, "That line is not in this order"


class ProposalNotFound(Refusal):
    code, status, title = "proposal_not_found", 404, "This link opens nothing"


class NotAPhoto(Refusal):
    """A file that is no JPEG, PNG or WebP of a sane size, or is something else besides."""

    code, status, title = "not_a_photo", 422, "This is not a photo"


class PhotoNotFound(Refusal):
    code, status, title = "photo_not_found", 404, "There is no such photo"


class TooManyPhotos(Refusal):
    code, status, title = "too_many_photos", 409, "This delivery has as many photos as it can have"
