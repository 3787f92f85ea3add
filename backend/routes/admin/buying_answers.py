"""What to buy, and orders at suppliers, as the back office answers them."""

from backend.routes.schemas.admin.supply import (
    BasketModel,
    BuyLineModel,
    ChosenSupplierModel,
    PurchaseLineModel,
    PurchaseModel,
)
from backend.routes.schemas.common import MoneyModel, StatusModel
from backend.shop.dashboard.buying import Basket, BuyLine
from backend.shop.dashboard.purchases import Line, Purchase
from backend.shop.stock.rules.purchase import LABELS
from backend.shop.stock.selectors import Seller


def basket_model(each: Basket, currency: str) -> BasketModel:
    return BasketModel(
        supplier=_supplier(each.supplier),
        arrives_on=each.arrives_on,
        order_by=each.order_by,
        late=each.late,
        total=MoneyModel(amount=each.total, currency=currency),
        lines=[_buy_line(line, currency) for line in each.lines],
    )


def purchase_model(each: Purchase, currency: str) -> PurchaseModel:
    return PurchaseModel(
        id=each.id,
        supplier=_supplier(each.supplier),
        arrives_on=each.arrives_on,
        state=StatusModel(code=each.state, label=LABELS[each.state]),
        version=each.version,
        total=MoneyModel(amount=each.total, currency=currency),
        lines=[_line(line, currency) for line in each.lines],
    )


def _supplier(each: Seller) -> ChosenSupplierModel:
    return ChosenSupplierModel(id=each.id, name=each.name, email=each.email, phone=each.phone)


def _buy_line(line: BuyLine, currency: str) -> BuyLineModel:
    facts = {name: getattr(line, name) for name in BuyLineModel.model_fields if name != "unit_cost"}
    return BuyLineModel(**facts, unit_cost=MoneyModel(amount=line.unit_cost, currency=currency))


def _line(line: Line, currency: str) -> PurchaseLineModel:
    facts = {name: getattr(line, name) for name in PurchaseLineModel.model_fields if name != "unit_cost"}
    return PurchaseLineModel(**facts, unit_cost=MoneyModel(amount=line.unit_cost, currency=currency))
