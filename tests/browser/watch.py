"""What goes wrong in a page while nobody looks: console errors, exceptions, failed requests, broken policy."""

from playwright.sync_api import ConsoleMessage, Page, Request, Response

REFUSALS = {401, 403, 404, 405, 422, 429}
"""Answers that a test may have asked for on purpose when the page itself was addressed."""


class Watch:
    """Listens to a page; `faults` in words."""

    def __init__(self, page: Page) -> None:
        self.faults: list[str] = []
        self.weight = 0
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"exception: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def _console(self, message: ConsoleMessage) -> None:
        told_by_answer = message.text.startswith("Failed to load resource")
        if message.type in {"error", "warning"} and not told_by_answer:
            self.faults.append(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        gone = request.failure in {"net::ERR_ABORTED"}  # a page was left, or a download began
        if not gone:
            self.faults.append(f"failed: {request.url} {request.failure}")

    def _answered(self, answer: Response) -> None:
        meant = answer.request.is_navigation_request() and answer.status in REFUSALS
        if answer.status >= 400 and not meant:
            self.faults.append(f"{answer.status}: {answer.url}")
