"""The shapes of what the doors of those at work answer, for the API's description."""

from rest_framework import serializers

from incidents.shapes import IdAnswer


class OneMessage(serializers.Serializer[object]):
    """The message that was sent."""

    message = IdAnswer()


class ReadMessages(serializers.Serializer[object]):
    """The messages that were new to this reader."""

    read = serializers.ListField(child=serializers.UUIDField())


class OnePatients(serializers.Serializer[object]):
    """The line of patients that was written."""

    patients = IdAnswer()


class OnePhoto(serializers.Serializer[object]):
    """The photo that was kept, or discarded."""

    photo = IdAnswer()


class HelpCalledAnswer(IdAnswer):
    """A call for help that stands."""

    at = serializers.DateTimeField()


class OneHelp(serializers.Serializer[object]):
    """The call for help."""

    help = HelpCalledAnswer()


class HelpAnsweredAnswer(IdAnswer):
    """A call for help that the centre has seen to."""

    answered_at = serializers.DateTimeField()


class OneAnsweredHelp(serializers.Serializer[object]):
    """The call for help."""

    help = HelpAnsweredAnswer()
