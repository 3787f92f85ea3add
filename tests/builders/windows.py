"""The workroom's hours as a shop has them until somebody says others."""

from datetime import time

from backend.shop.delivery.rules.windows import Hours

HOURS = Hours(time(6), time(11), time(16), "America/Los_Angeles")
