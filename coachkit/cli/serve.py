"""`coachkit serve`: the web page of a library."""

import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.author import author
from coachkit.cli.options import db_option

if TYPE_CHECKING:
    from coachkit.config import WebSettings
    from coachkit.store.library import Library
    from coachkit.web.door import Door


@click.command()
@db_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port.")
@click.option("--token", envvar="COACHKIT_TOKEN", help="Ask for this before anything is shown.")
@click.option("--new-token", is_flag=True, help="Make up a token, show it here, and ask for it.")
@click.option(
    "--allow-host",
    "names",
    multiple=True,
    metavar="NAME",
    help="Another name of this machine, by which others open the page.",
)
@click.option("--config", type=click.Path(path_type=Path), help="Settings; else those of the build.")
@click.option("--open", "is_opened", is_flag=True, help="Open the page in a browser.")
def serve(
    db: Path,
    host: str,
    port: int,
    token: str | None,
    names: tuple[str, ...],
    config: Path | None,
    *,
    new_token: bool,
    is_opened: bool,
) -> None:
    """Open a page on this machine to listen to calls, read and search them.

    Other machines reach it with --host 0.0.0.0, once people can log in (coachkit users add) or there is a
    token, which is best set as COACHKIT_TOKEN.

    Example: coachkit serve --db coachkit-demo.db --open
    """
    from coachkit.store.library import Library
    from coachkit.store.users import list_users
    from coachkit.web.acting.acts import Acts
    from coachkit.web.app import make_app
    from coachkit.web.library_pool import LibraryPool
    from coachkit.web.listening import end_process, listen, run

    if new_token:
        token = _made_up(token)
    with Library.open(db) as library:  # brought up to date, or told what is wrong, before anything is shown
        settings = _settings(library, config)
        door = _door(host, names, token, settings, is_named=bool(list_users(library)))
    listening = listen(host, port)
    pool, acts = LibraryPool(db), Acts(path=db, config=config, gets_ready=True)
    app = make_app(pool, door, acts=acts, reads_ahead=True)
    address = _address(host, port)
    click.echo(f"Open {address} in a browser; Ctrl-C stops it.", err=True)
    if new_token:
        click.echo(f"The token: {token}", err=True)
    if is_opened:
        webbrowser.open(address)
    run(app, listening, stop=pool.stop)
    end_process(finish=acts.finish)


def _settings(library: "Library", config: Path | None) -> "WebSettings":
    from coachkit.config import load_settings
    from coachkit.store.reading.settings_used import settings_of_last_build, settings_path

    found = settings_path(library, config) if config else settings_of_last_build(library)
    # a library is shown without the recordings and settings that it was built from
    return load_settings(found if found and found.is_file() else None).web


def _door(
    host: str, names: Sequence[str], token: str | None, settings: "WebSettings", *, is_named: bool
) -> "Door":
    from coachkit.web.door import Door, HostNames, TokenLock, is_this_machine
    from coachkit.web.proxy import Proxy

    if token is None and not is_named and not is_this_machine(host):
        raise click.UsageError(
            f"with --host {host} everybody on the network could hear all calls; add --new-token, set"
            " COACHKIT_TOKEN, or let people log in: coachkit users add NAME --role lead"
        )
    return Door(
        hosts=HostNames.of(host, names),
        lock=TokenLock.with_token(token) if token else None,
        proxy=Proxy.at(settings.proxy_addresses, header=settings.proxy_header),
        has_password_login=settings.password_login,
        somebody_name=author(),
    )


def _made_up(token: str | None) -> str:
    from coachkit.web.door import make_token

    if token is not None:
        raise click.UsageError("there is a token already (--token or COACHKIT_TOKEN); leave --new-token out")
    return make_token()


def _address(host: str, port: int) -> str:
    shown = {"0.0.0.0": "localhost", "::": "localhost"}.get(host, host)  # noqa: S104 - told, not bound
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"
