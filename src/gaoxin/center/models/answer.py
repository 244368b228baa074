"""Answers to writes of programs, kept for a day, so that a write sent twice is done once."""

from django.db import models

from gaoxin.center.models.person import Person


class Answer(models.Model):
    """The answer given under an Idempotency-Key; `digest` is of the request, so that a key is not used for another."""

    person = models.ForeignKey(Person, models.CASCADE)
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One answer a key; found by age."""

        constraints = [models.UniqueConstraint(fields=["person", "key"], name="answer_once")]
        indexes = [models.Index(fields=["at"], name="answer_at")]
