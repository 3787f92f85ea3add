"""Fifty connections that want the same few buckets in any order: no deadlock, no drift."""

import os
import time
from collections import Counter

from backend import db
from bench import ground
from tests.shop.capacity.shopper import DEEDS, Shopper, scarce_buckets

CONNECTIONS, SECONDS = 50, 20


def main() -> None:
    with ground.database() as url:
        with db.transaction() as session:
            bucket_ids = scarce_buckets(session)
        print(f"{len(bucket_ids)} buckets in any order, {CONNECTIONS} connections, {SECONDS} s.")
        with ground.Clients(url, CONNECTIONS) as clients:
            done = sum(clients.work(_shop, bucket_ids), Counter[str]())
        print(f"changes of holds          {sum(done[deed] for deed in DEEDS) / SECONDS:8.0f}/s")
        print(f"refused, places short     {done['short'] / SECONDS:8.0f}/s")
        print(f"deadlocks                 {done['DeadlockDetected']:8}")
        print(f"given up after 3 s        {done['LockNotAvailable']:8}")
        ground.print_drift()


def _shop(bucket_ids: list[int]) -> Counter[str]:
    return Shopper(bucket_ids, seed=os.getpid()).run(time.monotonic() + SECONDS)


if __name__ == "__main__":
    main()
