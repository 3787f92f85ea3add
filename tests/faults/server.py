"""A PostgreSQL of the faults' own, which may be killed."""

from pathlib import Path

from backend import embedded_place, embedded_postgres
from tests.conftest import migrate


class Server:
    """Over a folder of its own, with one migrated database."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self.url = embedded_postgres.start(data)
        migrate(self.url)

    def kill(self) -> None:
        """As by a power cut: nothing is written, every connection is gone."""
        place = embedded_place.find(self._data)
        done = embedded_place.run_as(
            place, "pg_ctl", "stop", "-D", str(place.data), "-m", "immediate", "-w", seconds=60
        )
        assert done.returncode == 0, done.stdout

    def start(self) -> None:
        """It recovers from its log."""
        assert embedded_postgres.start(self._data) == self.url

    def close(self) -> None:
        embedded_postgres.stop(self._data)
