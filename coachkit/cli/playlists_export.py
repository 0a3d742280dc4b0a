"""`coachkit playlists export`: playlists for players, pages, feeds and other programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from coachkit.call_files import AudioFormat
from coachkit.cli.options import db_option
from coachkit.counts import format_count
from coachkit.export.contents import PlaylistContents, gather_playlists
from coachkit.export.offers import FORMATS, PLAYERS, TEXTS, WITH_SOUND, Audience, meant_for, refusal
from coachkit.export.safe_names import safe_name
from coachkit.store.library import Library
from coachkit.whole_files import write_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What is to be written, for whom, and where."""

    form: str
    output: Path | None
    audience: Audience | None
    audio: AudioFormat | None
    base_url: str | None

    def check(self) -> None:
        """Refuse what does not go together."""
        trouble = (
            (refused := refusal(self.form, self.audience), refused or ""),
            (
                self.audio and self.form not in WITH_SOUND,
                f"--audio is for {', '.join(WITH_SOUND)}; {self.form} holds no sound.",
            ),
            (self.base_url and self.form != "rss", "--base-url is for rss alone."),
            (
                self.base_url and not self.base_url.startswith(("https://", "http://")),
                f"--base-url {self.base_url}: give a whole address, such as https://intra.example/week.",
            ),
            (self.form == "rss" and not self.output, "rss is a folder: say which with --output FOLDER."),
            (self.form == "zip" and not self.output, "A zip cannot be shown here: add --output FILE.zip."),
        )
        for is_so, message in trouble:
            if is_so:
                raise click.UsageError(message)


@click.command("export")
@click.argument("ids", metavar="[PLAYLIST]...", nargs=-1)
@db_option
@click.option("--all", "is_all", is_flag=True, help="Export all playlists.")
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="What to write.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="File to write, or the folder of rss; left out: standard output.",
)
@click.option(
    "--for",
    "audience",
    type=click.Choice(["peers", "lead"]),
    help="For peers, bad clips are without the agent's name.  [default: peers; m3u8, xspf and edl: lead]",
)
@click.option(
    "--audio", type=click.Choice(["mp3", "opus"]), help="Sound of html, rss and zip.  [default: mp3]"
)
@click.option("--base-url", help="Where the folder of rss will be, such as https://intra.example/week.")
def export(ids: tuple[str, ...], db: Path, is_all: bool, **order: object) -> None:
    """Export each PLAYLIST: for players, as one page, a podcast, a zip of clips, a text or a table.

    \b
    m3u8, xspf, edl   play from the recordings: VLC (m3u8, xspf), mpv (edl)
    html              one page that plays by itself and can be sent on
    rss               a folder with a podcast and its clips
    zip               cut clips, with lists of them
    md, csv, json     to read, to count, and to import again

    Example: coachkit playlists export --all --format html --output week.html
    """  # noqa: D301 - click keeps the lines below it apart
    if bool(ids) == is_all:
        raise click.UsageError("Name the playlists to export, or say --all.")
    wanted = _Order(**order)  # type: ignore[arg-type]  # click has checked them
    wanted.check()
    with Library.open(db) as library:
        playlists = meant_for(wanted.audience, wanted.form, gather_playlists(library, list(ids) or None))
        _write(library, playlists, wanted)
    hidden = sum(of.is_nameless for contents in playlists for of in contents.clips)
    if hidden:
        clips = format_count(hidden, "clip")
        click.echo(
            f"Without the agent's name: {clips}, of calls with a bad clip; --for lead keeps it.", err=True
        )
    _say_silent(playlists, wanted.form)


def _write(library: Library, playlists: Sequence[PlaylistContents], order: _Order) -> None:
    output = order.output
    if output and output.is_dir() and order.form != "rss":
        name = playlists[0].playlist.id if len(playlists) == 1 else "playlists"
        output = output / f"{safe_name(name) or 'playlist'}.{order.form}"
    if order.form in TEXTS:
        _write_text(TEXTS[order.form](playlists), output)
    elif order.form == "html":
        _write_text(_page(library, playlists, order), output)
    elif order.form == "rss" and output:
        _write_feeds(playlists, output, order)
    elif output:
        _write_zip(playlists, output, order)


def _write_text(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    write_whole(output, text.encode("utf-8"))
    _say_written(output)


def _page(library: Library, playlists: Sequence[PlaylistContents], order: _Order) -> str:
    from coachkit.backends.clip_audio import cut_clips
    from coachkit.export.page import format_page, recorded_days
    from coachkit.store.reading import library_summary

    summary, days = library_summary(library), recorded_days(library)
    return format_page(playlists, summary, cut=cut_clips, days=days, form=order.audio or "mp3")


def _write_feeds(playlists: Sequence[PlaylistContents], folder: Path, order: _Order) -> None:
    from coachkit.backends.clip_audio import cut_clips
    from coachkit.export.feed import write_feeds

    feeds = write_feeds(playlists, folder, cut=cut_clips, form=order.audio or "mp3", base_url=order.base_url)
    for feed in feeds:
        click.echo(f"Wrote {feed}.", err=True)
    if not order.base_url:
        click.echo("For podcast apps, say with --base-url where the folder will be.", err=True)


def _write_zip(playlists: Sequence[PlaylistContents], path: Path, order: _Order) -> None:
    from coachkit.backends.clip_audio import cut_clips
    from coachkit.export.archive import write_zip

    write_zip(playlists, path, cut=cut_clips, form=order.audio or "mp3")
    _say_written(path)


def _say_written(path: Path) -> None:
    size = path.stat().st_size
    shown = f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(size / 1e3, 1):.0f} kB"
    click.echo(f"Wrote {path} ({shown}).", err=True)


def _say_silent(playlists: Sequence[PlaylistContents], form: str) -> None:
    """Say how many clips nobody will hear, where sound is expected."""
    silent = {(of.key, of.sound_note) for one in playlists for of in one.clips if not of.can_play}
    if silent and (form in PLAYERS or form in WITH_SOUND):
        instead = "left out" if form in PLAYERS else "there to read"
        click.echo(f"Without sound, {instead}: {format_count(len(silent), 'clip')}. For example:", err=True)
        click.echo(f"  {min(note for _, note in silent if note)}", err=True)
