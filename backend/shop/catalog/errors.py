"""What the catalog refuses."""

from backend.shop.kit.errors import NotFound


class ProductNotFound(NotFound):
    """Also for drafts and archived products: nobody learns what is planned."""

    code, title = "product_not_found", "We do not have these flowers"


class VariantNotFound(NotFound):
    code, title = "variant_not_found", "We do not have this size"
