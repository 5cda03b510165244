"""Who may write, and how: one way to open a transaction, one place for the rules, doors that only parse and answer."""

import ast

from tests.architecture.source import Source, at, name_of, opens_change, sources

# Beside services, these open changes, each for its reason.
WRITERS = {
    "foundation/clock/clock.py": "the clock's own services: one change for each step",
    "foundation/clock/beat.py": "arms the first seal, once",
    "foundation/people/doors.py": "an answer is remembered in the change that it answers",
    "psc/demo.py": "the whole demonstration centre, or nothing of it",
    "psc/example.py": "the whole example, or nothing of it",
    "psc/management/commands/load_demo.py": "the centre with its example, or nothing of either",
}
TRANSACTIONS = {"atomic", "set_autocommit", "savepoint", "savepoint_commit", "savepoint_rollback", "on_commit"}
DOORS = {"api.py", "views.py", "consumers.py", "tasks.py", "admin.py", "urls.py"}
# What an incident is made of is reached through `incidents.access` only.
GUARDED = {"Incident", "Report", "AgencyAssignment", "UnitAssignment", "Alarm", "Note", "Caller", "Reveal"}
WRITES = {"create", "bulk_create", "get_or_create", "update", "bulk_update", "update_or_create", "delete"}
# A second way to wait, beside the clock's rows.
WAITS = {"eta", "countdown"}


def is_service(source: Source) -> bool:
    """`services.py`, or a file of a folder `services`."""
    return source.file == "services.py" or "/services/" in source.name


def is_door(source: Source) -> bool:
    """What parses, calls one service or selector, and answers."""
    return source.file in DOORS or "/management/commands/" in source.name


def test_the_rules_are_held_against_the_whole_house() -> None:
    names = {source.name for source in sources()}
    assert {"incidents/api.py", "dispatch/consumers.py", "foundation/journal/changes.py", "psc/settings.py"} <= names
    assert len(names) > 80


def test_only_the_journal_opens_transactions() -> None:
    found = [
        at(source, node)
        for source in sources()
        if source.name != "foundation/journal/changes.py"
        for node in source.walk()
        if name_of(node) in TRANSACTIONS or (isinstance(node, ast.alias) and node.name in TRANSACTIONS)
    ]
    assert found == []


def test_no_statement_manages_a_transaction_by_hand() -> None:
    # The record opens them, and the connection says so to the server.
    by_trade = {"foundation/journal/changes.py", "foundation/lib/database/base.py"}
    words = ("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "SET TRANSACTION")
    found = [
        at(source, node)
        for source in sources()
        if source.name not in by_trade
        for node in source.walk()
        if isinstance(node, ast.Call)
        and name_of(node.func) == "execute"
        and any(said(argument).upper().startswith(words) for argument in node.args)
    ]
    assert found == []


def said(node: ast.AST) -> str:
    """The words of a literal; empty for anything else."""
    return node.value.strip() if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_changes_are_opened_by_services() -> None:
    found = {
        source.name
        for source in sources()
        if not is_service(source) and any(opens_change(function) for function in source.functions())
    }
    assert found == set(WRITERS)


def test_doors_reach_incidents_through_the_gate() -> None:
    found = [
        at(source, node)
        for source in sources()
        if is_door(source)
        for node in source.walk()
        if isinstance(node, ast.Attribute)
        and node.attr in ("objects", "_default_manager", "_base_manager")
        and name_of(node.value) in GUARDED
    ]
    assert found == []


def test_doors_write_no_rows_themselves() -> None:
    found = [
        at(source, node)
        for source in sources()
        if is_door(source)
        for node in source.walk()
        if isinstance(node, ast.Attribute)
        and node.attr in WRITES
        and any(name_of(part) == "objects" for part in ast.walk(node.value))
    ]
    assert found == []


def test_nothing_is_written_in_a_signal_or_a_save() -> None:
    found = [
        at(source, node)
        for source in sources()
        for node in source.walk()
        if (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.db.models.signals"))
        or (isinstance(node, ast.alias) and node.name in ("receiver", "post_save", "pre_save"))
        or (isinstance(node, ast.FunctionDef) and node.name in ("save", "delete"))
    ]
    assert found == []


def test_nothing_waits_but_the_clocks_rows() -> None:
    found = [
        at(source, keyword)
        for source in sources()
        for keyword in source.walk()
        if isinstance(keyword, ast.keyword) and keyword.arg in WAITS
    ]
    assert found == []


def test_nobody_asks_the_machine_for_the_time() -> None:
    """Moments come from the database, once a change. Monotonic clocks only measure how long something took."""
    asks = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("timezone", "now")}
    found = [
        at(source, node)
        for source in sources()
        for node in source.walk()
        if isinstance(node, ast.Attribute) and (name_of(node.value), node.attr) in asks
    ]
    assert found == []
