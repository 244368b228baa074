"""Matches kept for pages, pushes and their log, subscriptions, and proposed changes of a policy."""

from typing import Self

from django.conf import settings
from django.db import models

from gaoxin.center.models import Area, Firm, Zone

PERSON = settings.AUTH_USER_MODEL


class Run(models.Model):
    """One matching of a zone, of all its firms and policies or of some (`scope`), on a day of Beijing.

    `state` is waiting, running, done or failed; `facts_at` is the moment up to which facts were known.
    `packs` names each pack with the digest of its policies.
    """

    zone = models.ForeignKey(Zone, models.CASCADE)
    day = models.DateField()
    scope = models.CharField(max_length=60, default="all")
    state = models.CharField(max_length=10)
    facts_at = models.DateTimeField(null=True)
    written = models.IntegerField(default=0)
    packs = models.JSONField(default=dict)
    firms = models.IntegerField(default=0)
    matches = models.IntegerField(default=0)
    step = models.CharField(max_length=20, blank=True)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    by = models.ForeignKey(PERSON, models.PROTECT, null=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)


class MatchQuerySet(models.QuerySet["Match"]):
    """Adjectives of matches."""

    def of(self, zone: Zone, policy: str) -> Self:
        """One policy in one zone."""
        return self.filter(zone=zone, policy=policy)

    def one_step(self) -> Self:
        """Those failing exactly one condition."""
        return self.filter(state="ineligible", failed=1)


class Match(models.Model):
    """The verdict on a firm and a policy, for lists. Why is decided anew from the facts when it is opened.

    `unmet`, `missing` and `review` hold ids joined by `;`; of a pair one step away the last two tell what
    would still be open. `amount` is fen, null where not known; `up_to` the most it can come to, null without
    an upper end. `distance` is the gap in hundredths of its unit. Pairs that fail several conditions are not
    kept. `day` is when this verdict was first reached.
    """

    zone = models.ForeignKey(Zone, models.CASCADE, db_index=False)
    firm = models.ForeignKey(Firm, models.CASCADE, related_name="matches", db_index=False)
    policy = models.CharField(max_length=60)
    version = models.CharField(max_length=10)
    state = models.CharField(max_length=12)
    failed = models.PositiveSmallIntegerField(default=0)
    unmet = models.CharField(max_length=300, blank=True)
    missing = models.TextField(blank=True)
    review = models.TextField(blank=True)
    gap = models.CharField(max_length=400, blank=True)
    gap_en = models.CharField(max_length=400, blank=True)
    distance = models.BigIntegerField(null=True)
    amount = models.BigIntegerField(null=True)
    up_to = models.BigIntegerField(null=True)
    waits = models.BooleanField(default=False)
    day = models.DateField()

    objects = MatchQuerySet.as_manager()

    class Meta:
        """One row a firm and policy; found by policy and state."""

        indexes = [models.Index(fields=["zone", "policy", "state"], name="match_list")]
        constraints = [models.UniqueConstraint(fields=["firm", "policy"], name="match_once")]


class Profile(models.Model):
    """By what lists of firms are narrowed, as of the last matching; empty where not known."""

    firm = models.OneToOneField(Firm, models.CASCADE, related_name="profile", primary_key=True)
    section = models.CharField(max_length=1, blank=True)
    size = models.CharField(max_length=4, blank=True)
    area = models.ForeignKey(Area, models.SET_NULL, null=True)


class Tally(models.Model):
    """What the matches of a policy come to: firms by state, and money in fen.

    `paid` is over eligible firms with a known amount; `up_to` may come on top, from `waiting` firms, of which
    `unbounded` have no upper end.
    """

    zone = models.ForeignKey(Zone, models.CASCADE)
    policy = models.CharField(max_length=60)
    version = models.CharField(max_length=10)
    eligible = models.IntegerField(default=0)
    one_step = models.IntegerField(default=0)
    needs_data = models.IntegerField(default=0)
    needs_review = models.IntegerField(default=0)
    firms = models.IntegerField(default=0)
    paid = models.BigIntegerField(default=0)
    up_to = models.BigIntegerField(default=0)
    waiting = models.IntegerField(default=0)
    unbounded = models.IntegerField(default=0)

    class Meta:
        """One row a policy in force."""

        constraints = [models.UniqueConstraint(fields=["zone", "policy"], name="tally_once")]


class Published(models.Model):
    """The text of a policy that replaces the bundled one; the latest row of a policy counts."""

    zone = models.ForeignKey(Zone, models.CASCADE)
    pack = models.CharField(max_length=40)
    policy = models.CharField(max_length=60)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()


class Change(models.Model):
    """A proposed text of a policy: weighed, then approved by a second person, then published.

    `before` is the text it was written against, `base` its SHA-256. `state` is proposed, approved (and
    published), rejected or withdrawn.
    """

    zone = models.ForeignKey(Zone, models.CASCADE)
    policy = models.CharField(max_length=60)
    before = models.TextField()
    text = models.TextField()
    base = models.CharField(max_length=64)
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=10)
    impact = models.JSONField(default=dict)
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="proposed_changes")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="decided_changes")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    published = models.ForeignKey(Published, models.PROTECT, null=True)

    class Meta:
        """Nobody decides on a change of his own."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True)
                | models.Q(state="withdrawn")
                | ~models.Q(decided_by=models.F("proposed_by")),
                name="change_four_eyes",
            )
        ]


class Push(models.Model):
    """A policy told to a list of firms, in both languages; nobody's where subscribers are told by themselves."""

    zone = models.ForeignKey(Zone, models.CASCADE)
    policy = models.CharField(max_length=60)
    version = models.CharField(max_length=10)
    group = models.CharField(max_length=12)
    message = models.TextField()
    message_en = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, null=True)
    at = models.DateTimeField()


class Notice(models.Model):
    """One firm's copy of a push; `state` is the verdict when it was sent."""

    push = models.ForeignKey(Push, models.CASCADE, related_name="notices")
    firm = models.ForeignKey(Firm, models.CASCADE, related_name="notices")
    state = models.CharField(max_length=12)
    amount = models.BigIntegerField(null=True)
    read_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=12, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """A firm is told once a push."""

        constraints = [models.UniqueConstraint(fields=["push", "firm"], name="notice_once")]


class Subscription(models.Model):
    """A firm wants to hear of a policy, or of all (empty)."""

    firm = models.ForeignKey(Firm, models.CASCADE, related_name="subscriptions")
    policy = models.CharField(max_length=60, blank=True)
    person = models.ForeignKey(PERSON, models.CASCADE)
    at = models.DateTimeField()

    class Meta:
        """Once a policy."""

        constraints = [models.UniqueConstraint(fields=["firm", "policy"], name="subscription_once")]
