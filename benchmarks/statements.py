"""Which statements the answer path runs: recorded while the product does, repeated by the second floor.

A statement is kept as its verb, its table and the columns it writes; the floor makes up the rows.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

# What opens a transaction (BEGIN, PRAGMA, an advisory lock) is left out: the floor opens its own alike.
_STATEMENT = re.compile(
    r"\s*(?:(?P<select>SELECT)\s.*?\sFROM|(?P<insert>INSERT INTO)|(?P<update>UPDATE)|(?P<delete>DELETE FROM))"
    r'\s+"?(?P<table>\w+)"?(?P<rest>.*)',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement; `columns` are those that an update sets."""

    verb: str
    table: str
    columns: tuple[str, ...] = ()


@dataclass(slots=True)
class Transaction:
    """The statements of one transaction."""

    reads_only: bool
    statements: list[Statement] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return what `from_json` reads."""
        return asdict(self)

    @staticmethod
    def from_json(given: dict[str, Any]) -> Transaction:
        """Return a transaction that went through JSON."""
        parts = [
            Statement(each["verb"], each["table"], tuple(each["columns"])) for each in given["statements"]
        ]
        return Transaction(given["reads_only"], parts)


class Recorder:
    """Keeps the transactions of an engine while it listens."""

    def __init__(self, engine: Engine) -> None:
        self.transactions: list[Transaction] = []
        event.listen(engine, "begin", self._begin)
        event.listen(engine, "before_cursor_execute", self._execute)

    def _begin(self, connection: Connection) -> None:
        options = connection.get_execution_options()
        reads_only = options.get("ceiling_reads_only") or options.get("postgresql_readonly")
        self.transactions.append(Transaction(bool(reads_only)))

    def _execute(self, _connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        found = statement_in(statement)
        if found is not None:
            self.transactions[-1].statements.append(found)


def statement_in(sql: str) -> Statement | None:
    """Return a statement as it is kept; None for what opens a transaction."""
    found = _STATEMENT.match(sql)
    if found is None:
        return None
    verb = next(name for name in ("select", "insert", "update", "delete") if found[name])
    columns = ()
    if verb == "update":
        columns = tuple(re.findall(r"(\w+)=", found["rest"].partition(" WHERE ")[0]))
    return Statement(verb, found["table"], columns)
