"""An import contract of our own: a room's tables are imported by that room only, save for listed exceptions.

It is written over the names of rooms, so a room that is made tomorrow is guarded at birth. An import under
`if TYPE_CHECKING:` is free: it names what another room's selectors return, and nobody can query with it.
"""

import re

import grimp
from importlinter import Contract, ContractCheck, fields, output

TABLES = re.compile(r"backend\.shop\.(?P<room>\w+)\.models(\.|$)")


class TablesContract(Contract):
    """`allowed` lists `importing package -> room` lines, `*` for every room."""

    allowed = fields.ListField(subfield=fields.StringField())

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        running = grimp.build_graph("backend", exclude_type_checking_imports=True)
        broken = [
            f"{importer} imports {tables}"
            for tables in sorted(running.modules)
            if (found := TABLES.match(tables))
            for importer in sorted(running.find_modules_that_directly_import(tables))
            if not self._may_import(importer, found["room"])
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for sentence in check.metadata["broken"]:
            output.print_error(sentence)

    def _may_import(self, importer: str, room: str) -> bool:
        lines: list[str] = self.allowed  # type: ignore[assignment]  # the library replaces fields by their values
        exceptions = [line.split(" -> ") for line in lines]
        packages = [package for package, allowed in exceptions if allowed in ("*", room)]
        return any(
            f"{importer}.".startswith(f"{package}.") for package in [*packages, f"backend.shop.{room}"]
        )
