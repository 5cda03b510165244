"""Django's PostgreSQL, and what hot doors need beside it."""
