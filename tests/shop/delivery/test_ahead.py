"""The calendar runs ahead of the days by itself, in the worker."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend import db, jobs
from backend.shop.capacity import selectors as capacity
from backend.shop.delivery import services, tasks
from backend.shop.settings.models import Shop
from tests.builders.capacity import everything, reserve
from tests.builders.delivery import NOW, TODAY, a_template, a_zone, slot_of, van_bucket, workroom_buckets


def counted(session: Session) -> dict[str, int]:
    rows = session.execute(text("select kind, count(*) from capacity_bucket group by kind"))
    return dict(rows.all())


def test_ninety_days_of_slots_vans_and_workroom_once(session: Session) -> None:
    zone = a_zone(session)
    template = a_template(session, zone)
    a_template(session, None, weekdays=[1])
    shop = session.get(Shop, 1)
    assert shop is not None
    shop.florists, shop.florist_minutes, shop.vans, shop.van_minutes = 3, 300, 2, 420
    assert services.lay_out_ahead(session, now=NOW) == 90 + 13
    assert counted(session) == {"slot_stops": 103, "van_minutes": 90, "workroom_minutes": 180}
    minutes = capacity.buckets(session, [van_bucket(session), *workroom_buckets(session, TODAY)])
    assert sorted(each.capacity for each in minutes.values()) == [450, 450, 840]
    reserve(session, (slot_of(session, template).bucket_id, 1), (van_bucket(session), 30), day=TODAY)
    before = everything(session)
    shop.florists = 9
    assert services.lay_out_ahead(session, now=NOW) == 0
    assert everything(session) == before


def test_the_worker_does_it_every_hour(database: None) -> None:
    [task] = [each for name, each in jobs.app.tasks.items() if name == "delivery:lay_out"]
    crons = {each.task.name: each.cron for each in jobs.app.periodic_registry.periodic_tasks.values()}
    assert crons[task.name] == "7 * * * *"
    tasks.lay_out(timestamp=0)  # nothing is there yet, not even a shop
    with db.transaction() as session:
        a_template(session, a_zone(session))
    tasks.lay_out(timestamp=0)
    tasks.lay_out(timestamp=3600)
    with db.transaction() as session:
        assert counted(session) == {"slot_stops": 90, "van_minutes": 90, "workroom_minutes": 180}
