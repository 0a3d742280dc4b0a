"""Why dropped files are not taken."""

from http import HTTPStatus

from coachkit.errors import CoachkitError


class UploadRefusedError(CoachkitError):
    """Nothing of what was dropped is taken; the text says why, and what to do."""

    def __init__(self, text: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(text)
        self.status = status
