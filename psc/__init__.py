"""Wiring only: settings, addresses, servers, and the engine they run on."""
