"""A shop that has sold already keeps its promises when its tables change."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import make_url

from backend.config import ROOT
from tests.conftest import plain

SHOP = """
insert into shop (id, name, phone, email, line1, city, region, postcode, country, time_zone, currency, locale)
values (1, 'Posy', '', '', '', '', '', '', 'US', 'America/Los_Angeles', 'USD', 'en-US');
insert into zone (id, slug, name, fee, currency) values (1, 'inner', 'Inner', 900, 'USD');
insert into slot_template (id, zone_id, method, weekdays, starts, ends, capacity, cutoff_time)
values (1, 1, 'van', '{1}', '9:00', '18:00', 99, '12:00'),
       (2, null, 'collection', '{1}', '9:00', '18:00', 99, '12:00');
insert into capacity_bucket (id, kind, ref, capacity, reserved, usable_from, usable_to, lock_rank)
overriding system value
values (1, 'slot_stops', '1:2082-11-23', 99, 65, '2082-11-23', '2082-11-23', 20),
       (2, 'slot_stops', '2:2082-11-23', 99, 1, '2082-11-23', '2082-11-23', 20),
       (3, 'workroom_minutes', '2082-11-23', 900, 0, '2082-11-23', '2082-11-23', 40),
       (4, 'workroom_minutes', '2082-11-24', 901, 0, '2082-11-24', '2082-11-24', 40);
select setval(pg_get_serial_sequence('capacity_bucket', 'id'), 10);
insert into slot_instance
    (template_id, zone_id, method, date, starts_at, ends_at, cutoff_at, whole_day, extra_fee, bucket_id)
values (1, 1, 'van', '2082-11-23', now(), now() + interval '1 hour', now(), false, 0, 1),
       (2, null, 'collection', '2082-11-23', now(), now() + interval '1 hour', now(), false, 0, 2);
insert into hold (delivery_id)
select cast(lpad(to_hex(each), 32, '0') as uuid) from generate_series(1, 67) each;
insert into demand_line (delivery_id, bucket_id, quantity, use_on, state)
select cast(lpad(to_hex(each), 32, '0') as uuid), case each when 66 then 2 else 1 end, 1, '2082-11-23',
       case each when 1 then 'held' when 67 then 'released' else 'confirmed' end
from generate_series(1, 67) each;
"""
DRIFT = """
select bucket.id from capacity_bucket bucket
left join demand_line line on line.bucket_id = bucket.id and line.state in ('held', 'confirmed')
group by bucket.id having bucket.reserved <> coalesce(sum(line.quantity), 0)
"""


@pytest.fixture
def old_shop(server_url: str) -> Iterator[str]:
    """The address of a database at revision 0003, with 65 stops, one collection and one order let go."""
    name = f"posy_old_shop_{os.getpid()}"
    url = make_url(server_url).set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(plain(server_url), autocommit=True) as server:
        server.execute(f'create database "{name}"')
        migrate(url, "0003")
        with psycopg.connect(plain(url)) as connection:
            connection.execute(SHOP)
        yield url
        server.execute(f'drop database "{name}" with (force)')


def migrate(url: str, revision: str) -> None:
    configuration = Config(ROOT / "alembic.ini")
    configuration.attributes["url"] = url
    command.upgrade(configuration, revision)


def back(url: str, revision: str) -> None:
    configuration = Config(ROOT / "alembic.ini")
    configuration.attributes["url"] = url
    command.downgrade(configuration, revision)


def test_stops_that_were_sold_before_take_their_minutes_of_the_van(old_shop: str) -> None:
    migrate(old_shop, "0006")
    with psycopg.connect(plain(old_shop)) as connection:
        days = connection.execute(
            "select florists, florist_minutes, vans, van_minutes, open from work_day order by date"
        )
        assert days.fetchall() == [(2, 450, 2, 480, True), (1, 901, 2, 480, True)]
        vans = connection.execute(
            "select ref, capacity, reserved, overbooked from capacity_bucket"
            " where kind = 'van_minutes' order by ref"
        )
        assert vans.fetchall() == [("2082-11-23", 960, 975, 15), ("2082-11-24", 960, 0, 0)]
        states = connection.execute(
            "select state, count(*) from demand_line where quantity = 15 group by state order by state"
        )
        assert states.fetchall() == [("confirmed", 64), ("held", 1)]
        assert connection.execute(DRIFT).fetchall() == []


def test_what_is_booked_of_a_day_stays_with_its_morning_and_comes_together_again(old_shop: str) -> None:
    halves = (
        "select ref, capacity, reserved, overbooked, cutoff_at is null from capacity_bucket"
        " where kind = 'workroom_minutes' order by ref"
    )
    migrate(old_shop, "0009")
    with psycopg.connect(plain(old_shop)) as connection:
        connection.execute(
            "update capacity_bucket set capacity = 40, reserved = 65, overbooked = 25 where id = 3"
        )
        connection.execute("update demand_line set bucket_id = 3 where bucket_id = 1")
        connection.execute("update capacity_bucket set reserved = 0 where id = 1")
    migrate(old_shop, "0013")
    with psycopg.connect(plain(old_shop)) as connection:
        assert connection.execute(halves).fetchall() == [
            ("2082-11-23:am", 40, 65, 25, False),
            ("2082-11-23:pm", 0, 0, 0, False),
            ("2082-11-24:am", 451, 0, 0, False),
            ("2082-11-24:pm", 450, 0, 0, False),
        ]
        noon = connection.execute(
            "select cutoff_at from capacity_bucket where ref = '2082-11-24:am'"
        ).fetchone()
        assert noon == (datetime(2082, 11, 24, 19, tzinfo=UTC),)
        assert connection.execute(DRIFT).fetchall() == []
    back(old_shop, "0009")
    with psycopg.connect(plain(old_shop)) as connection:
        assert connection.execute(halves).fetchall() == [
            ("2082-11-23", 40, 65, 25, True),
            ("2082-11-24", 901, 0, 0, True),
        ]
        assert connection.execute(DRIFT).fetchall() == []


def test_what_a_person_gave_a_slot_before_stays_hers(old_shop: str) -> None:
    migrate(old_shop, "0009")
    with psycopg.connect(plain(old_shop)) as connection:
        connection.execute("update capacity_bucket set capacity = 70 where id = 1")
    migrate(old_shop, "head")
    with psycopg.connect(plain(old_shop)) as connection:
        slots = connection.execute("select bucket_id, places, offered from slot_instance order by bucket_id")
        assert slots.fetchall() == [(1, 70, True), (2, None, True)]
        kinds = connection.execute("select distinct cutoff_kind, cutoff_minutes, only_on from slot_template")
        assert kinds.fetchall() == [("days_before", None, None)]
