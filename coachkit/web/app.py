"""The web application: which parts it has, and in which order a request passes them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

import coachkit
from coachkit.web.error_pages import add_error_pages
from coachkit.web.library_pool import LibraryPool
from coachkit.web.routes import ROUTERS
from coachkit.web.routes.static import static_files
from coachkit.web.safety import SafeAnswers

_WORTH_PACKING = 1_000
"""Bytes from which an answer is sent compressed."""


def make_app(pool: LibraryPool) -> FastAPI:
    """Return the application that shows the library of `pool`."""

    @asynccontextmanager
    async def open_and_close(_: FastAPI) -> AsyncIterator[None]:
        yield
        pool.close()

    app = FastAPI(
        title="coachkit",
        version=coachkit.__version__,
        description="What the pages show, as data. Everything here only reads.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=open_and_close,
    )
    app.state.pool = pool
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", static_files(), name="static")
    add_error_pages(app)
    app.add_middleware(GZipMiddleware, minimum_size=_WORTH_PACKING)
    app.add_middleware(SafeAnswers)
    return app
