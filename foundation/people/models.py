"""Accounts, roles, tokens, presence and duty."""

import hashlib
import secrets
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from foundation.lib.ids import new_id


class Role(models.TextChoices):
    """What a person may do. One person may have several."""

    CALL_TAKER = "call_taker"
    DISPATCHER = "dispatcher"
    COORDINATOR = "coordinator"
    DESK = "desk"
    CREW = "crew"
    SUPERVISOR = "supervisor"
    HOSPITAL = "hospital"
    ADMIN = "admin"
    AUDITOR = "auditor"
    MEDICAL_DIRECTOR = "medical_director"


CENTRE_ROLES = frozenset({Role.CALL_TAKER, Role.DISPATCHER, Role.COORDINATOR})


class UserManager(BaseUserManager["User"]):
    """Accounts are found by user name."""

    def create_user(self, username: str, password: str | None, **fields: object) -> "User":
        """A new account; without a password nobody can sign in with one."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account of a person who works with the centre."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    roles = ArrayField(models.CharField(max_length=20, choices=Role.choices), default=list)
    language = models.CharField(max_length=2, default="id", choices=[("id", "Bahasa Indonesia"), ("en", "English")])
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False)
    # Somebody else has set it: it opens nothing but the page where its person chooses another.
    must_change_password = models.BooleanField(default=False)

    objects = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        db_table = "people_user"

    def __str__(self) -> str:
        return self.username

    @property
    def label(self) -> str:
        """How the record names this account."""
        return self.name or self.username

    def has_role(self, *roles: str) -> bool:
        """Whether the person has at least one of these roles."""
        return any(role in self.roles for role in roles)

    @property
    def works_at_centre(self) -> bool:
        """Call-takers, dispatchers and coordinators: the people who may act on any incident."""
        return self.has_role(*CENTRE_ROLES)


class Token(models.Model):
    """A program's key. Only its digest is kept: who reads the database cannot sign in with it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    digest = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "people_token"

    def __str__(self) -> str:
        return f"{self.user_id} until {self.expires_at}"

    @staticmethod
    def new_key() -> str:
        """A key nobody can guess (256 bits)."""
        return secrets.token_urlsafe(32)

    @staticmethod
    def digest_of(key: str) -> bytes:
        """What is kept of a key. It is random, so a plain digest is safe."""
        return hashlib.sha256(key.encode()).digest()


class RememberedAnswer(models.Model):
    """The answer once given under an Idempotency-Key, kept in the same change as what it answered."""

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    path = models.TextField()
    key = models.CharField(max_length=200)
    body_digest = models.BinaryField(max_length=32)
    status = models.SmallIntegerField(null=True)
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "people_remembered_answer"
        constraints = [models.UniqueConstraint(fields=["user", "path", "key"], name="people_one_answer")]

    def __str__(self) -> str:
        return f"{self.path} {self.key}"


class Presence(models.Model):
    """How many live consoles of an audience one server process holds; written by the hub, outside any change."""

    process = models.TextField()
    audience = models.TextField()
    consoles = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "people_presence"
        constraints = [models.UniqueConstraint(fields=["process", "audience"], name="people_one_presence")]
        indexes = [models.Index(fields=["audience", "at"], name="people_presence_audience")]

    def __str__(self) -> str:
        return f"{self.audience} {self.consoles}"


class Duty(models.Model):
    """A person at work: from when, at which position (a desk in the room has a name), until when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="duties")
    position = models.CharField(max_length=60, blank=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # When a console of this person was last there; overwritten, as presence is.
    seen_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_duty"
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=models.Q(ended_at=None), name="people_one_duty")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} since {self.begun_at}"

    @property
    def subject(self) -> str:
        """How its limit names it."""
        return f"duty:{self.id}"

    @property
    def last_seen(self) -> datetime:
        """When the person was last known to be there."""
        return max(self.begun_at, self.seen_at or self.begun_at)


class SignInAttempt(models.Model):
    """Failed sign-ins per name and address, so that guessing is slowed down (`429`)."""

    key = models.TextField(primary_key=True)
    failures = models.IntegerField(default=0)
    since = models.DateTimeField()

    class Meta:
        db_table = "people_sign_in_attempt"

    def __str__(self) -> str:
        return f"{self.key} {self.failures}"


def audience_name(kind: str, member: UUID | None = None) -> str:
    """`centre`, `agency:<uuid>` or `unit:<uuid>`: who shares one view of the board."""
    return kind if member is None else f"{kind}:{member}"


__all__ = [
    "CENTRE_ROLES",
    "Duty",
    "Presence",
    "RememberedAnswer",
    "Role",
    "SignInAttempt",
    "Token",
    "User",
    "audience_name",
]
