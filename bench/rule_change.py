"""How long a change of the delivery rules waits while twenty clients place orders without a pause."""

import time
from statistics import median

from backend import db
from backend.shop.kit import clock
from backend.shop.settings import services as settings
from bench import ground
from tests.builders.shop import an_open_shop
from tests.shop.checkout.placer import Placer
from tests.shop.checkout.stand import Stand

CLIENTS, SECONDS, PAUSE = 20, 20, 1
PLENTY = 1_000_000_000


def main() -> None:
    with ground.database() as url:
        now = clock.now()
        with db.transaction() as session:
            shop = an_open_shop(session, now=now, places=PLENTY, stems=PLENTY, minutes=PLENTY)
        print(f"A change of the rules every {PAUSE} s, {CLIENTS} clients placing, {SECONDS} s.")
        with ground.Clients(url, CLIENTS) as clients:
            clients.work(_place, Stand(shop, now), 1)
            placers = clients.start(_place, Stand(shop, now), SECONDS)
            waits = _change_rules(time.monotonic() + SECONDS)
            placed, told = map(sum, zip(*placers(), strict=True))
        print(f"placed                    {placed / SECONDS:8.0f}/s")
        print(f"told to look again        {told / SECONDS:8.0f}/s")
        print(f"changes of the rules      {len(waits):8}")
        print(f"their wait, median        {median(waits) * 1000:8.0f} ms")
        print(f"their wait, maximum       {max(waits) * 1000:8.0f} ms")
        ground.print_drift()


def _place(stand: Stand, seconds: float) -> tuple[int, int]:
    placer, until = Placer(stand), time.monotonic() + seconds
    while time.monotonic() < until:
        placer.place()
    return placer.placed, placer.told


def _change_rules(until: float) -> list[float]:
    """How long each took, from its first statement to its commit."""
    waits = []
    while time.monotonic() < until:
        start = time.monotonic()
        with db.transaction() as session:
            settings.change_rules(session)
        waits.append(time.monotonic() - start)
        time.sleep(PAUSE)
    return waits


if __name__ == "__main__":
    main()
