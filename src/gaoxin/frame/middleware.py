"""Who acts and in which zone, set once on every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from gaoxin.center.actor import ANONYMOUS, Actor, actor_of
from gaoxin.center.models import Person, Zone
from gaoxin.center.queries.zones import zone_for, zones_for


class ActorMiddleware:
    """Sets `request.actor` and `request.zone`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Both are found when first asked for."""
        request.__class__ = type("SiteRequest", (LazyRequest, request.__class__), {})
        return self.get_response(request)


class LazyRequest(HttpRequest):
    """Finds the actor and the zone at first use; static files and health need neither."""

    _actor: Actor | None = None
    _zone: Zone | None = None
    _zones: list[Zone] | None = None

    @property
    def actor(self) -> Actor:
        """Who acts."""
        if self._actor is None:
            person = self.user
            address = self.META.get("REMOTE_ADDR", "")
            self._actor = actor_of(person, "web", address) if isinstance(person, Person) else ANONYMOUS
        return self._actor

    @property
    def zones(self) -> list[Zone]:
        """The zones that the actor may enter, read once."""
        if self._zones is None:
            self._zones = zones_for(self.actor)
        return self._zones

    @property
    def zone(self) -> Zone:
        """The zone that was chosen, or the first that the actor may enter."""
        if self._zone is None:
            chosen = self.session.get("zone")
            own = [zone for zone in self.zones if zone.pk == chosen] or self.zones
            self._zone = own[0] if own else zone_for(self.actor, chosen)
        return self._zone
