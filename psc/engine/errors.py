"""What goes wrong around the engine, as one line that says what to do."""


class EngineError(Exception):
    """A condition the person at the terminal can mend. The message is the whole line they are shown."""


class HomeInUse(EngineError):
    """Another process holds the lock of this PSC_HOME."""
