"""Receiving dropped files: written to the disk as they come, and refused as soon as it is clear.

Starlette would take the whole form before anybody could look at it. Here the form's token comes first, and
each file goes straight to the disk where it is to stay; nothing is held but the piece that has just come.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import IO, TYPE_CHECKING

import anyio
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool

from coachkit.counts import format_count
from coachkit.web.building.file_name import safe_name
from coachkit.web.building.refusal import UploadRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import Request

    from coachkit.config import WebSettings

MEGABYTE = 1_000_000
SILENCE = 60.0
"""Seconds without a single byte after which nothing more is waited for."""
DRAIN = 10.0
"""Seconds for which the rest of a refused form is read and thrown away: a browser shows no answer before."""
RESERVE = 200 * MEGABYTE
"""Bytes that stay free on the disk."""
_LONGEST_FIELD = 4_096
_MOST_PARTS_BESIDE = 20
_OVERHEAD = 2_000
"""Bytes around each file of a form, at most."""
_DISK_FULL = (
    "The disk is full here. Free some space on the machine where coachkit runs, then drop them again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file that has come, and lies where it was staged."""

    path: Path
    name: str
    """As its sender called it."""
    size: int


@dataclass(slots=True, kw_only=True)
class _Part:
    headers: dict[str, bytes] = field(default_factory=dict)
    field_name: str = ""
    name: str | None = None
    value: bytearray = field(default_factory=bytearray)
    file: IO[bytes] | None = None
    path: Path | None = None
    size: int = 0


class Receiver:
    """Takes the pieces of one form; `is_own` looks at its token before the first file is opened."""

    def __init__(self, staging: Path, limits: WebSettings, is_own: Callable[[str], bool]) -> None:
        self.fields: dict[str, str] = {}
        self.files: list[Received] = []
        self._staging, self._limits, self._is_own = staging, limits, is_own
        self._part = _Part()
        self._header_name = self._header_value = b""
        self._parts = 0
        self._total = 0
        self._names: dict[str, int] = {}

    def parser(self, boundary: bytes) -> MultipartParser:
        """Return what takes the form apart."""
        return MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": self._on_header_field,
                "on_header_value": self._on_header_value,
                "on_header_end": self._on_header_end,
                "on_headers_finished": self._on_headers,
                "on_part_data": self._on_data,
                "on_part_end": self._end,
            },
        )

    def close(self) -> None:
        """Close the file that is being written, if any."""
        if self._part.file:
            with suppress(OSError):
                self._part.file.close()

    def _begin(self) -> None:
        self._part = _Part()
        self._parts += 1

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header_name += data[start:end]

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._header_value += data[start:end]

    def _on_header_end(self) -> None:
        self._part.headers[self._header_name.decode("latin-1").lower()] = self._header_value
        self._header_name = self._header_value = b""

    def _on_headers(self) -> None:
        _, options = parse_options_header(self._part.headers.get("content-disposition", b""))
        self._part.field_name = _text(options.get(b"name", b""))
        if self._parts > len(self.files) + _MOST_PARTS_BESIDE:
            raise UploadRefusedError("This form holds more than files.")
        if b"filename" not in options:
            return
        name = _text(options[b"filename"])
        if not name:
            return  # a field for files in which nothing was chosen
        self._check_own()
        if len(self.files) >= self._limits.max_files:
            raise too_many(self._limits)
        self._part.name = name
        self._part.path = self._place(safe_name(name))
        self._part.file = self._part.path.open("wb")

    def _place(self, name: str) -> Path:
        """Return where a file goes: the second of a name goes into a folder beside the first.

        A name with a number added would make a part of a longer call of it.
        """
        folded = name.casefold()
        count = self._names[folded] = self._names.get(folded, 0) + 1
        folder = self._staging if count == 1 else self._staging / f"same-name-{count}"
        folder.mkdir(exist_ok=True)
        return folder / name

    def _on_data(self, data: bytes, start: int, end: int) -> None:
        part = self._part
        if part.file is None:
            if len(part.value) + end - start > _LONGEST_FIELD:
                raise UploadRefusedError("This form holds more than files.")
            part.value += data[start:end]
            return
        part.size += end - start
        self._total += end - start
        if part.size > self._limits.max_file_mb * MEGABYTE:
            raise UploadRefusedError(
                f"“{part.name}” is larger than {self._limits.max_file_mb:g} MB, which is the most of one"
                " file. Nothing was taken.",
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            )
        if self._total > self._limits.max_total_mb * MEGABYTE:
            raise too_much(self._limits)
        part.file.write(data[start:end])

    def _end(self) -> None:
        part = self._part
        if part.file and part.path and part.name:
            part.file.close()
            self.files.append(Received(path=part.path, name=part.name, size=part.size))
        elif part.field_name:
            self.fields[part.field_name] = _text(bytes(part.value))

    def _check_own(self) -> None:
        if not self._is_own(self.fields.get("form", "")):
            raise UploadRefusedError(
                "This form is not from a page that is open here; load the page and choose the files again.",
                HTTPStatus.FORBIDDEN,
            )


async def receive(
    request: Request, staging: Path, limits: WebSettings, is_own: Callable[[str], bool]
) -> list[Received]:
    """Write the files of a form into `staging` and return them.

    Raises:
        UploadRefusedError: They are too many or too much, the form is none of ours, the disk is full.
    """
    pieces = request.stream()
    receiver = Receiver(staging, limits, is_own)
    try:
        _refuse_early(request, staging, limits)
        await _take_apart(request, pieces, receiver)
        receiver._check_own()  # noqa: SLF001 - of a form without files
    except UploadRefusedError:
        await _drain(pieces)
        raise
    finally:
        receiver.close()
    return receiver.files


def too_many(limits: WebSettings) -> UploadRefusedError:
    """Return what is said of more files than are taken."""
    return UploadRefusedError(
        f"These are too many files: at most {format_count(limits.max_files, 'file')} are taken at once. Drop"
        " fewer, or have the folder that they are in named in the settings and build that.",
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    )


def too_much(limits: WebSettings) -> UploadRefusedError:
    """Return what is said of more bytes than are taken."""
    return UploadRefusedError(
        f"Together these files are larger than {limits.max_total_mb:g} MB, which is the most at once. Drop"
        " fewer, or have the folder that they are in named in the settings and build that.",
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    )


def _refuse_early(request: Request, staging: Path, limits: WebSettings) -> None:
    told = request.headers.get("content-length", "0")
    size = int(told) if told.isascii() and told.isdigit() else 0
    if size > limits.max_total_mb * MEGABYTE + _OVERHEAD * (limits.max_files + _MOST_PARTS_BESIDE):
        raise too_much(limits)
    if shutil.disk_usage(staging).free < size + RESERVE:
        raise UploadRefusedError(_DISK_FULL, HTTPStatus.INSUFFICIENT_STORAGE)


async def _take_apart(request: Request, pieces: AsyncIterator[bytes], receiver: Receiver) -> None:
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind != b"multipart/form-data" or not options.get(b"boundary"):
        raise UploadRefusedError("This form holds no files.")
    try:
        parser = receiver.parser(options[b"boundary"])
        while True:
            with anyio.fail_after(SILENCE):
                piece = await anext(pieces, None)
            if piece is None:
                break
            await run_in_threadpool(parser.write, piece)
        parser.finalize()
    except FormParserError as error:
        raise UploadRefusedError("The files came damaged; drop them again.") from error
    except TimeoutError as error:
        text = "The files stopped coming; drop them again."
        raise UploadRefusedError(text, HTTPStatus.REQUEST_TIMEOUT) from error
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise UploadRefusedError(f"The files cannot be kept here: {error.strerror}.") from error
        raise UploadRefusedError(_DISK_FULL, HTTPStatus.INSUFFICIENT_STORAGE) from error


async def _drain(pieces: AsyncIterator[bytes]) -> None:
    with anyio.move_on_after(DRAIN):
        async for _ in pieces:
            pass


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")
