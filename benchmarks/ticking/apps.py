from django.apps import AppConfig


class TickingConfig(AppConfig):
    """A kind of limit whose step writes down when it fired, and nothing else."""

    name = "benchmarks.ticking"

    def ready(self) -> None:
        """Say what the benchmark's limits do."""
        from benchmarks.ticking.steps import OneStep
        from foundation.clock.clock import clock

        clock.declare("bench")
        clock.handle("bench", OneStep())
