"""Files of a request, as actions take them."""

from gaoxin.frame.request import Request
from gaoxin.scenes.data.actions.paper import LARGEST, Upload


def uploads(request: Request, name: str = "papers") -> tuple[Upload, ...]:
    """The files sent under a name; of one that is too large only so much as shows it."""
    files = request.FILES.getlist(name)
    return tuple(Upload(file.name or "", file.read(LARGEST + 1)) for file in files if file)
