"""Writes of the calendar: slots and days are laid out, staffed, closed and opened."""

from backend.shop.delivery.services.ahead import DAYS_AHEAD, lay_out_ahead
from backend.shop.delivery.services.blackouts import (
    BlackoutFacts,
    OverrideFacts,
    add_blackout,
    change_blackout,
    remove_blackout,
    remove_override,
    set_override,
)
from backend.shop.delivery.services.closing import close_day, close_slot, open_day, open_slot
from backend.shop.delivery.services.days import lay_out_days
from backend.shop.delivery.services.destinations import DestinationFacts, set_destination
from backend.shop.delivery.services.florist_days import drop_florist_day, keep_florist_day
from backend.shop.delivery.services.holidays import close_on_holidays
from backend.shop.delivery.services.slots import lay_out
from backend.shop.delivery.services.staffing import StaffChange, change_places, change_staff
from backend.shop.delivery.services.templates import TemplateFacts, add_template, change_template
from backend.shop.delivery.services.zones import ZoneWish, add_zone, change_zone

__all__ = [
    "DAYS_AHEAD",
    "BlackoutFacts",
    "DestinationFacts",
    "OverrideFacts",
    "StaffChange",
    "TemplateFacts",
    "ZoneWish",
    "add_blackout",
    "add_template",
    "add_zone",
    "change_blackout",
    "change_places",
    "change_staff",
    "change_template",
    "change_zone",
    "close_day",
    "close_on_holidays",
    "close_slot",
    "drop_florist_day",
    "keep_florist_day",
    "lay_out",
    "lay_out_ahead",
    "lay_out_days",
    "open_day",
    "open_slot",
    "remove_blackout",
    "remove_override",
    "set_destination",
    "set_override",
]
