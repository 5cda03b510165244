"""What those at work on an incident tell each other: messages, patients, calls for help.

Free text and places stand in rows that the law can erase; the record keeps ids, codes and numbers.
"""

from django.db import models

from agencies.models import Agency, Unit
from foundation.lib.ids import new_id
from foundation.people.models import User
from incidents.models.incidents import Incident


class Told(models.Model):
    """Something said by the centre (no agency), an agency's desk, or a unit's crew (both)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    author = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    # When we heard of it; and when it was said, by a phone that had no network until later.
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Message(Told):
    """Words for everybody with a part in the incident."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="messages")
    text = models.TextField()
    # Whose screens have shown it: [{audience, name, at}]. The author's own are not asked.
    read_by = models.JSONField(default=list)

    class Meta:
        db_table = "incidents_message"
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.at}"


class Patients(Told):
    """So many patients of one triage colour, and where they are taken. None left means that the line was wrong."""

    class Triage(models.TextChoices):
        RED = "merah"
        YELLOW = "kuning"
        GREEN = "hijau"
        BLACK = "hitam"

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="patients")
    triage = models.CharField(max_length=6, choices=Triage.choices)
    count = models.PositiveSmallIntegerField()
    destination = models.TextField(blank=True)

    class Meta:
        db_table = "incidents_patients"
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.count} {self.triage}"


class Photo(Told):
    """A picture; the pixels are files outside every web server's reach (`foundation/lib/media.py`)."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="photos")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    discarded_at = models.DateTimeField(null=True)
    discarded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    discard_reason = models.TextField(blank=True)

    class Meta:
        db_table = "incidents_photo"
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.at}"

    @property
    def full_name(self) -> str:
        """The file of the whole picture."""
        return f"photos/{self.at:%Y/%m}/{self.id}.jpg"

    @property
    def small_name(self) -> str:
        """The file of the small one."""
        return f"photos/{self.at:%Y/%m}/{self.id}.small.jpg"


class HelpCall(Told):
    """Somebody at work needs help: more hands, or (`panic`) is in danger. Stands until the centre has answered."""

    incident = models.ForeignKey(Incident, null=True, on_delete=models.PROTECT, related_name="help_calls")
    panic = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "incidents_help_call"
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{'panic' if self.panic else 'help'} {self.at}"

    @property
    def subject(self) -> str:
        """How deadlines and the record name this call."""
        return f"help_call:{self.id}"

    @property
    def kind(self) -> str:
        """The kind of its alarm and of its time limit."""
        return "panic" if self.panic else "help"
