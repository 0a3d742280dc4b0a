"""The web application: which parts it has, and in which order a request passes them."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import anyio
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

import coachkit
from coachkit.web.accounts import Accounts
from coachkit.web.acting.acts import Acts
from coachkit.web.door import Door
from coachkit.web.doorkeeper import Doorkeeper
from coachkit.web.error_pages import NoTraces, ProblemData, add_error_pages
from coachkit.web.library_pool import LibraryPool
from coachkit.web.memory import share_heaps
from coachkit.web.reading_ahead import read_ahead
from coachkit.web.reception import Reception
from coachkit.web.routes import ROUTERS
from coachkit.web.routes.static import static_files
from coachkit.web.safety import HeadAsGet, SafeAnswers

_WORTH_PACKING = 1_000
"""Bytes from which an answer is sent compressed."""
_PACKING = 5
"""How hard, from 1 to 9; harder takes twice the time and saves a hundredth."""
_PROBLEM: dict[str, Any] = {"model": ProblemData, "description": "What could not be done, and what to do"}


def make_app(
    pool: LibraryPool,
    door: Door | None = None,
    *,
    acts: Acts | None = None,
    reception: Reception | None = None,
    reads_ahead: bool = False,
) -> FastAPI:
    """Return the application that shows the library of `pool`; `door` None: to this machine alone.

    `acts` is what changes the library; None: with the settings of its last build. `reception` knows who
    may log in; None: the library's users. `reads_ahead`: what takes long to read is read before anybody asks
    for it.
    """
    door = door or Door()
    reception = reception or Reception(accounts=Accounts(path=pool.path))

    @asynccontextmanager
    async def open_and_close(_: FastAPI) -> AsyncIterator[None]:
        share_heaps()
        async with anyio.create_task_group() as beside:
            if reads_ahead:
                beside.start_soon(read_ahead, pool)
            yield
            beside.cancel_scope.cancel()
        pool.close()

    app = FastAPI(
        title="coachkit",
        version=coachkit.__version__,
        description="What the pages show, as data. Everything here only reads.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=open_and_close,
        responses={"4XX": _PROBLEM, "5XX": _PROBLEM},
    )
    app.state.pool, app.state.door, app.state.reception = pool, door, reception
    app.state.acts = acts or Acts(path=pool.path)
    app.state.acts.noting = pool.noting
    app.state.form_secret = secrets.token_bytes(32)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", static_files(), name="static")
    add_error_pages(app)
    # The last one added is the first to see a request.
    app.add_middleware(Doorkeeper, door=door, reception=reception)
    app.add_middleware(GZipMiddleware, minimum_size=_WORTH_PACKING, compresslevel=_PACKING)
    app.add_middleware(NoTraces)
    app.add_middleware(HeadAsGet)
    app.add_middleware(SafeAnswers)
    return app
