from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Who is obliged: agencies, areas, units, and the decrees that bind them."""

    name = "agencies"
    label = "agencies"
