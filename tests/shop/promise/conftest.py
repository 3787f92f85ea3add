"""The world that plans are made in."""

import pytest
from sqlalchemy.orm import Session

from tests.shop.promise.planning import World


@pytest.fixture
def world(session: Session) -> World:
    return World(session)
