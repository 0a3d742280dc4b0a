"""`coachkit serve`: the web page of a library."""

from pathlib import Path

import click

from coachkit.cli.options import db_option


@click.command()
@db_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port.")
def serve(db: Path, host: str, port: int) -> None:
    """Open a page on this machine to listen to calls, read and search them.

    Example: coachkit serve --db coachkit-demo.db
    """
    import uvicorn

    from coachkit.store.library import Library
    from coachkit.web.app import make_app
    from coachkit.web.library_pool import LibraryPool

    with Library.open(db):
        pass  # brought up to date, or told what is wrong, before anything is shown
    click.echo(f"Open http://{host}:{port} in a browser; Ctrl-C stops it.", err=True)
    uvicorn.run(make_app(LibraryPool(db)), host=host, port=port, log_level="warning")
