"""Statements of hot doors: planned once a connection, composed once a process, many rows at a time.

Django composes the SQL of a query anew each time, which takes longer than running it. What waits for a caller
(a report, an opening, the hub's look) says its queries in Django's words once, here they are kept.
"""

import threading
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, Generic, TypeVar, cast

from django.db import connection, connections
from django.db.models import AutoField, BooleanField, Expression, Field, Func, Model, QuerySet
from django.db.models.query import get_related_populators
from psycopg2.extensions import AsIs

from foundation.lib.database.base import DatabaseWrapper

M = TypeVar("M", bound=Model)
Row = tuple[Any, ...]


class Statement:
    """SQL with `$1`, `$2`, ... for its values, planned by the server once for each connection.

    It gives rows: a change says `RETURNING`. `types` where the server could not tell them by itself.
    """

    def __init__(self, name: str, sql: str, types: str = "") -> None:
        self.name = name
        self.sql = sql
        self.types = types

    def rows(self, *values: Any) -> list[Row]:
        """Run it."""
        return run(self.name, self.sql, None, values, self.types)

    def row(self, *values: Any) -> Row:
        """Run one that always gives a row."""
        return self.rows(*values)[0]


def run(name: str, sql: str, holes: Sequence[Any] | None, values: Sequence[Any], types: str = "") -> list[Row]:
    """Run a statement, preparing it first where this connection has not; `holes` stand in it where values go."""
    with connection.cursor() as cursor:
        prepared = cast(DatabaseWrapper, connection).prepared
        if name not in prepared:
            cursor.execute(f"PREPARE {name}{types and f' ({types})'} AS {sql}", holes)
            prepared.add(name)
        # The name is ours, not a caller's.
        places = f"({', '.join(['%s'] * len(values))})" if values else ""
        cursor.execute(f"EXECUTE {name}{places}", values)
        return cast(list[Row], cursor.fetchall())


class Hole(Expression):
    """Where a value goes in a `Read`."""

    def __init__(self, number: int) -> None:
        super().__init__(output_field=Field())
        self.number = number

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """The server's own sign for it."""
        return "%s", [AsIs(f"${self.number}")]


class OneOf(Func):
    """`filter(OneOf("incident", ids))`: a column is one of an array's values, however many these are."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


class Read(Generic[M]):
    """A query said in Django's words and composed once.

    `build` gets a `Hole` for each value and gives the query; `select_related` works, `prefetch_related` does not.
    """

    def __init__(self, name: str, holes: int, build: Callable[..., QuerySet[M, Any]]) -> None:
        self.name = name
        self.holes = [Hole(number) for number in range(1, holes + 1)]
        self._build = build
        self._lock = threading.Lock()
        self._plan: _Plan | None = None

    def __call__(self, *values: Any) -> list[M]:
        """The rows as models."""
        plan = self._planned()
        return [plan.model_of(row) for row in plan.convert(run(self.name, plan.sql, plan.values, values))]

    def rows(self, *values: Any) -> list[Row]:
        """The rows of a `values_list`."""
        plan = self._planned()
        return list(plan.convert(run(self.name, plan.sql, plan.values, values)))

    def first(self, *values: Any) -> M | None:
        """The first row, or None."""
        return next(iter(self(*values)), None)

    def _planned(self) -> "_Plan":
        with self._lock:
            if self._plan is None:
                self._plan = _Plan(self._build(*self.holes))
            return self._plan


class _Plan:
    """A composed query, and how its rows become models: what `django.db.models.query.ModelIterable` does each time."""

    def __init__(self, query: QuerySet[Any, Any]) -> None:
        compiler = query.query.get_compiler(connection=connection)
        self.sql, self.values = compiler.as_sql()
        self.compiler = compiler
        self.converters = compiler.get_converters([column[0] for column in compiler.select])
        info = compiler.klass_info
        if info is not None:
            fields = info["select_fields"]
            self.start, self.end = fields[0], fields[-1] + 1
            self.model = info["model"]
            self.names = [column[0].target.attname for column in compiler.select[self.start : self.end]]
            self.related = get_related_populators(info, compiler.select, "default")  # type: ignore[call-arg]

    def convert(self, rows: list[Row]) -> Any:
        """Values as Python has them."""
        return map(tuple, self.compiler.apply_converters(rows, self.converters)) if self.converters else rows

    def model_of(self, row: Row) -> Any:
        """A row with what was selected beside it."""
        made = self.model.from_db("default", self.names, row[self.start : self.end])
        for populator in self.related:
            populator.populate(row, made)
        return made


def insert_rows(rows: Sequence[Model], *, once: Sequence[type[Model]] = ()) -> None:
    """Insert new rows of any number of tables by one statement; of those in `once`, rows that exist are passed over."""
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(*inserting(rows, once=once))


def inserting(rows: Sequence[Model], *, once: Sequence[type[Model]] = ()) -> tuple[str, list[Any]]:
    """The statement that inserts these rows, of any number of tables, and its values."""
    groups = [list(group) for _table, group in groupby(sorted(rows, key=_table_of), key=_table_of)]
    texts: list[str] = []
    values: list[Any] = []
    for group in groups:
        text, own = _insert(group, once)
        texts.append(text)
        values += own
    *before, last = texts
    parts = ", ".join(f"rows_{number} AS ({text})" for number, text in enumerate(before))
    return (f"WITH {parts} {last}" if before else last), values


def _table_of(row: Model) -> str:
    return row._meta.db_table


def _insert(rows: Sequence[Model], once: Sequence[type[Model]]) -> tuple[str, list[Any]]:
    """An INSERT of rows of one table, with its values."""
    kind = type(rows[0])
    # The server numbers rows whose id is a running number.
    fields = [field for field in kind._meta.local_concrete_fields if not isinstance(field, AutoField)]
    # Not the proxy: each of hundreds of values would look it up anew.
    wrapper = connections["default"]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * len(rows))
    values = [field.get_db_prep_save(field.pre_save(row, True), wrapper) for row in rows for field in fields]
    ending = " ON CONFLICT DO NOTHING" if kind in once else ""
    return f'INSERT INTO "{kind._meta.db_table}" ({columns}) VALUES {marks}{ending}', values  # noqa: S608
