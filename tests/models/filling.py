"""A row in every table, whatever tables there are: from what their columns are and refer to."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Boolean, Date, DateTime, Enum, Integer, Time, TypeDecorator, insert, select
from sqlmodel import SQLModel

from models.types import UtcDateTime

if TYPE_CHECKING:
    from sqlalchemy import Column, Connection, Table

START = datetime(2026, 6, 1, 7, tzinfo=UTC)


def fill(connection: Connection) -> None:
    """Add one row to each table, those first that others refer to; every column has a value that it may have."""
    rows: dict[str, dict[str, Any]] = {}
    for table in SQLModel.metadata.sorted_tables:
        row = {column.name: _value(column, number) for number, column in enumerate(table.columns)}
        row |= _references(table, rows)
        connection.execute(insert(table).values(row))
        found = connection.execute(select(table).order_by(*table.primary_key.columns.values())).mappings()
        rows[table.name] = dict(list(found)[-1])


def _references(table: Table, rows: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the columns that point to rows which are there; what points to its own table points nowhere."""
    pointing: dict[str, Any] = {}
    for constraint in table.foreign_key_constraints:
        target = rows.get(constraint.referred_table.name)
        for element in constraint.elements:
            own = element.parent.name
            if target is not None:
                pointing[own] = target[element.column.name]
            elif own != "workspace_id":
                pointing[own] = None
    return pointing


def _value(column: Column[Any], number: int) -> Any:
    """Return a value for a column; times and dates rise from column to column, as they mostly have to."""
    kind: Any = column.type
    if isinstance(kind, UtcDateTime):
        return START + timedelta(hours=number)
    if isinstance(kind, TypeDecorator):
        kind = kind.impl_instance
    if isinstance(kind, Enum):
        return column.type.python_type(kind.enums[0]) if kind.enum_class else kind.enums[0]
    values: dict[type, Any] = {
        Boolean: False,
        Integer: 1,
        DateTime: START + timedelta(hours=number),
        Date: date(2026, 6, 1) + timedelta(days=number),
        Time: time(9),
        JSON: {},
    }
    return next((value for known, value in values.items() if isinstance(kind, known)), "x")
