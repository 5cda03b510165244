"""The outbox: nothing is ever sent from inside a request."""
