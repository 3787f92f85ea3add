"""A florist who proposes other stems for a sold delivery, and the buyer with her letter's secret."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from werkzeug.test import TestResponse

from backend import db
from backend.shop.checkout.services import answer
from backend.shop.kit import clock
from backend.shop.orders import links
from backend.shop.stock.models import Stem
from tests.builders.stock import a_lot, a_stem
from tests.routes import desk
from tests.routes.buying import facts
from tests.routes.conftest import Browser
from tests.routes.desk import Desk

# The bouquet takes ten red roses at $1.50; these are ten of each of the others.
ROSE, PINK_ROSE, RED_TULIP, BLUE_IRIS, CHEAP = 1, 2, 3, 4, 5
# All of the roses for tulips, which are dearer.
GOOD = (ROSE, RED_TULIP, 10)


def a_garden() -> None:
    """The rose gets its color; four kinds more, each with a lot of fifteen: lots 2 to 5."""
    with db.transaction() as session:
        rose = session.get_one(Stem, ROSE)
        rose.species, rose.colors = "Rose", ["red"]
        kinds = (
            ("pink-floyd", "Rose", "pink", 150),
            ("red-tulip", "Tulip", "red", 160),
            ("blue-iris", "Iris", "blue", 200),
            ("red-carnation", "Carnation", "red", 149),
        )
        for slug, species, color, cost in kinds:
            stem = a_stem(session, slug, colors=(color,))
            stem.species, stem.variety, stem.unit_cost = species, slug, cost
            a_lot(session, stem, 15)


@dataclass
class Florist:
    """At the desk, with one order before her."""

    desk: Desk

    def address(self, index: int = 0) -> str:
        return f"/api/admin/deliveries/{self.desk.delivery(index)['id']}/substitution"

    def propose(
        self, *swaps: tuple[int, int, int], how: str = "chosen", taken: int | None = None, **more: Any
    ) -> TestResponse:
        body = {"swaps": said(swaps, taken), "how": how, "version": self.desk.delivery()["version"], **more}
        return self.desk.http.post(self.address(), json=body, headers=self.desk.headers)

    def check(self, *swaps: tuple[int, int, int], how: str = "chosen") -> TestResponse:
        body = {"swaps": said(swaps), "how": how}
        return self.desk.http.post(f"{self.address()}/check", json=body, headers=self.desk.headers)

    def read(self) -> Any:
        return self.desk.http.get(self.address(), headers=self.desk.headers).json

    def withdraw(self) -> TestResponse:
        version = self.desk.delivery()["version"]
        return self.desk.http.delete(f"{self.address()}?version={version}", headers=self.desk.headers)


def said(swaps: tuple[tuple[int, int, int], ...], taken: int | None = None) -> list[dict[str, int | None]]:
    return [
        {"stem_id": old, "substitute_id": new, "quantity": quantity, "taken": taken}
        for old, new, quantity in swaps
    ]


def choose(choice: str) -> None:
    """As if she had chosen so at checkout."""
    facts("update orders set substitution = :choice returning 1", choice=choice)


def proposal() -> UUID:
    """The newest one's id."""
    [(found,)] = facts("select id from substitution_proposal order by proposed_at desc limit 1")
    return UUID(str(found))


def token() -> str:
    """The secret that the newest letter carries."""
    return links.proposal_token(proposal())


def say(http: Browser, answer_: str, *, by: str | None = None) -> TestResponse:
    return http.post(f"/api/substitutions/{by or token()}", json={"answer": answer_})


def make_late() -> None:
    """Lets the deadline pass."""
    facts("update substitution_proposal set deadline = now() - interval '1 second' returning 1")


def silence() -> int:
    """The minute's job."""
    return answer.answer_for_the_silent(clock=clock.now)


def states() -> list[str]:
    return [state for (state,) in facts("select state from substitution_proposal order by proposed_at")]


def stems() -> list[int]:
    """What is reserved of each lot."""
    query = "select reserved from capacity_bucket where kind = 'stem_lot' order by id"
    return [taken for (taken,) in facts(query)]


def everything() -> list[Any]:
    """Every row that a proposal or its answer could move."""
    return [*desk.everything(), facts("select * from substitution_proposal order by 1")]


def swaps() -> list[Any]:
    return facts("select stem_id, substitute_id, quantity, agreed, who from stem_swap order by id")


def letters(task: str) -> int:
    query = "select count(*) from procrastinate_jobs where task_name = :name"
    [(count,)] = facts(query, name=f"notifications:{task}")
    return int(count)


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
