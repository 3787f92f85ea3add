"""Refuses, with one sentence each, what would otherwise fail later and less clearly."""

import re
import socket
from collections.abc import Mapping

import psycopg

from backend.start.words import Refused

OLDEST_POSTGRES = 15
HIGHEST_PORT = 65535


def port(environment: Mapping[str, str], name: str, default: int) -> int:
    """The port that a setting names."""
    value = environment.get(name) or str(default)
    if not value.isascii() or not value.isdigit() or not 0 < int(value) <= HIGHEST_PORT:
        raise Refused(f"{name} must be a port number between 1 and {HIGHEST_PORT}, not {value!r}.")
    return int(value)


def refuse_taken(host: str, ports: Mapping[str, int]) -> None:
    """Refuse a port that somebody listens on, or that two of our own programs would share."""
    owners: dict[int, str] = {}
    for name, number in ports.items():
        if number in owners:
            raise Refused(f"{name} and {owners[number]} are both {number}: give them different ports.")
        owners[number] = name
        if not _is_free(host if name == "PORT" else "127.0.0.1", number):
            raise Refused(
                f"Port {number} is taken by another program: stop it, or choose another port, "
                f"for example {name}={min(number + 1000, HIGHEST_PORT)} make run."
            )


def _is_free(host: str, number: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, number))
        except PermissionError as error:
            raise Refused(f"Port {number} may only be used by root: choose one above 1023.") from error
        except socket.gaierror as error:
            raise Refused(f"HOST is {host!r}, which is no address of this machine.") from error
        except OSError:
            return False
    return True


def plain(url: str) -> str:
    """The address as PostgreSQL's own programs and psycopg take it."""
    return re.sub(r"^[^:]+://", "postgresql://", url)


def database(url: str) -> None:
    """Refuse a database that does not answer, or whose PostgreSQL is too old."""
    if not re.match(r"postgres(ql)?(\+psycopg)?://", url):
        raise Refused("DATABASE_URL must begin with postgresql:// (the shop runs on PostgreSQL only).")
    try:
        with psycopg.connect(plain(url), connect_timeout=5) as connection:
            version = connection.info.server_version
    except (psycopg.Error, UnicodeError) as error:
        raise Refused(
            f"The database of DATABASE_URL does not answer ({_reason(error)}): check the address, "
            "or unset DATABASE_URL to use the embedded PostgreSQL."
        ) from error
    if version < OLDEST_POSTGRES * 10000:
        raise Refused(
            f"The database of DATABASE_URL runs PostgreSQL {version // 10000}, "
            f"and the shop needs {OLDEST_POSTGRES} or later."
        )


def _reason(error: Exception) -> str:
    """The first line of what the driver says, which never holds the password."""
    lines = str(error).strip().splitlines()
    return lines[0].strip().rstrip(".") if lines else type(error).__name__
