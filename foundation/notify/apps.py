from django.apps import AppConfig


class NotifyConfig(AppConfig):
    """The outbox and its transports."""

    name = "foundation.notify"
    label = "notify"

    def ready(self) -> None:
        """Make the transports of this app known, and let the beat watch the outbox."""
        from foundation.notify import tasks  # noqa: F401  (adds the outbox to the clock's sources)
        from foundation.notify.transports import add_transport
        from foundation.notify.transports.email import Email
        from foundation.notify.transports.sms import Sms

        add_transport(Email())
        add_transport(Sms())
