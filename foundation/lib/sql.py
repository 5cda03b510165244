"""Statements of hot doors: planned once a connection, composed once a process, many rows at a time.

Django composes the SQL of a query anew each time, which takes longer than running it. What waits for a caller
(a report, an opening, the hub's look) says its queries in Django's words once, here they are kept.
"""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from django.db import connection, connections
from django.db.backends.utils import CursorWrapper
from django.db.models import AutoField, BooleanField, Expression, Field, ForeignKey, Func, Model, QuerySet
from django.db.models.base import ModelState
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

    def soon(self, *values: Any) -> None:
        """Run it with the next statement of the transaction, and before it; nobody waits for what it gives."""
        with connection.cursor() as cursor:
            prepare(cursor, self.name, self.sql, None, self.types)
        cast(DatabaseWrapper, connections["default"]).say_soon(*execution(self.name, values))


def run(name: str, sql: str, holes: Sequence[Any] | None, values: Sequence[Any], types: str = "") -> list[Row]:
    """Run a statement, preparing it first where this connection has not; `holes` stand in it where values go."""
    with connection.cursor() as cursor:
        prepare(cursor, name, sql, holes, types)
        cursor.execute(*execution(name, values))
        return cast(list[Row], cursor.fetchall())


def prepare(cursor: CursorWrapper, name: str, sql: str, holes: Sequence[Any] | None, types: str) -> None:
    """Let the server plan it, once a connection: the cursor's, which is a new one when the old one had died."""
    prepared = cast(DatabaseWrapper, connection).prepared
    if name not in prepared:
        cursor.execute(f"PREPARE {name}{types and f' ({types})'} AS {sql}", holes)
        prepared.add(name)


def execution(name: str, values: Sequence[Any]) -> tuple[str, Sequence[Any]]:
    """The call of a planned statement. The name is ours, not a caller's."""
    places = f"({', '.join(['%s'] * len(values))})" if values else ""
    return f"EXECUTE {name}{places}", values


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
            self.maker = _Maker(info["model"])
            self.names = [column[0].target.attname for column in compiler.select[self.start : self.end]]
            self.related = get_related_populators(info, compiler.select, "default")  # type: ignore[call-arg]
            make_quickly(self.related)

    def convert(self, rows: list[Row]) -> Any:
        """Values as Python has them."""
        return map(tuple, self.compiler.apply_converters(rows, self.converters)) if self.converters else rows

    def model_of(self, row: Row) -> Any:
        """A row with what was selected beside it."""
        made = self.maker.from_db("default", self.names, row[self.start : self.end])
        for populator in self.related:
            populator.populate(row, made)
        return made


class _Maker:
    """What `Model.from_db` does for a model that has no `__init__` and no signals of its own, at a quarter of the time:
    the values of a row stand where an instance keeps its own."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model

    def from_db(self, db: str, names: Sequence[str], values: Sequence[Any]) -> Model:
        """The row; a column that was not asked for is read when it is."""
        made = self.model.__new__(self.model)
        made._state = ModelState()
        made._state.adding, made._state.db = False, db
        made.__dict__.update(zip(names, values, strict=True))
        return made


def make_quickly(populators: Sequence[Any]) -> None:
    """Let what was selected beside a row be made the same way."""
    for populator in populators:
        populator.model_cls = _Maker(populator.model_cls)
        make_quickly(populator.related_populators)


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
    columns = _columns(kind)
    names = ", ".join(f'"{column.field.column}"' for column in columns)
    marks = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * len(rows))
    values = [column.value(row) for row in rows for column in columns]
    ending = " ON CONFLICT DO NOTHING" if kind in once else ""
    return f'INSERT INTO "{kind._meta.db_table}" ({names}) VALUES {marks}{ending}', values  # noqa: S608


# Values of these types go into fields of these kinds as they are.
_AS_IT_IS = {
    "BooleanField": bool,
    "CharField": str,
    "DateTimeField": datetime,
    "FloatField": float,
    "IntegerField": int,
    "SmallIntegerField": int,
    "TextField": str,
    "UUIDField": UUID,
}


class _Column:
    """A field, and how a row's value for it is written: mostly as it is, which Django takes long to find out."""

    def __init__(self, field: "Field[Any, Any]") -> None:
        self.field = field
        self.name = field.attname
        target = field.target_field if isinstance(field, ForeignKey) else field
        made_on_saving = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
        self.plain = None if made_on_saving else _AS_IT_IS.get(target.get_internal_type())

    def value(self, row: Model) -> Any:
        """As the driver takes it."""
        value = getattr(row, self.name)
        if self.plain is not None and (value is None or type(value) is self.plain):
            return value
        # Not the proxy: each of hundreds of values would look it up anew.
        return self.field.get_db_prep_save(self.field.pre_save(row, True), connections["default"])


@cache
def _columns(kind: type[Model]) -> list[_Column]:
    """What is written of a table; the server numbers rows whose id is a running number."""
    return [_Column(field) for field in kind._meta.local_concrete_fields if not isinstance(field, AutoField)]
