"""Every index is written at every change: of what a call changes none stands there twice."""

from django.db import connection

# Of each table the columns of its indexes, in their order, of those that hold all rows in the usual order.
COLUMNS = """
SELECT indrelid::regclass::text, indexrelid::regclass::text, indkey::text || ' '
FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
WHERE indpred IS NULL AND indexprs IS NULL AND pg_class.relnamespace = 'public'::regnamespace
    AND indrelid::regclass::text ~ '^(incidents|dispatch|clock|notify|journal)_'
    AND NOT EXISTS (SELECT FROM unnest(indclass) AS kind JOIN pg_opclass ON pg_opclass.oid = kind WHERE NOT opcdefault)
"""


def test_no_index_is_the_beginning_of_another(database: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        rows = cursor.fetchall()
    assert len(rows) > 50
    double = [
        f"{table}: {name} begins {longer}"
        for table, name, columns in rows
        for other, longer, wider in rows
        if table == other and name != longer and wider.startswith(columns) and not name.endswith("_pkey")
    ]
    assert double == [], "\n".join(double)
