"""Sounds of a telephone line that hold no word: what a recogniser must stay silent on.

Every maker takes a random generator and seconds, and returns mono sound at 16 kHz, shape (samples,), -1
to 1. The same seed gives the same sound.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

RATE = 16_000

Sound = npt.NDArray[np.float32]
Random = np.random.Generator
Maker = Callable[[Random, float], Sound]

# Pitches in Hz and seconds of (sound, pause, sound, pause): ITU-T E.180, supplement 2.
RINGING: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "most of Europe": ((425.0,), (1.0, 4.0)),
    "North America": ((440.0, 480.0), (2.0, 4.0)),
    "United Kingdom": ((400.0, 450.0), (0.4, 0.2, 0.4, 2.0)),
    "China": ((450.0,), (1.0, 4.0)),
    "Japan": ((384.0, 416.0), (1.0, 2.0)),
    "France": ((440.0,), (1.5, 3.5)),
}
CALL_PROGRESS: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "busy, Europe": ((425.0,), (0.5, 0.5)),
    "busy, North America": ((480.0, 620.0), (0.5, 0.5)),
    "no line, Europe": ((425.0,), (0.25, 0.25)),
    "no line, North America": ((480.0, 620.0), (0.25, 0.25)),
    "dial tone, Europe": ((425.0,), (30.0, 0.0)),
    "dial tone, North America": ((350.0, 440.0), (30.0, 0.0)),
}
ROWS, COLUMNS = (697.0, 770.0, 852.0, 941.0), (1209.0, 1336.0, 1477.0, 1633.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordless:
    """A stretch of sound without any word."""

    kind: str
    samples: Sound

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.samples) / RATE


def sine(pitch: float, seconds: float, level: float) -> Sound:
    """Return a sine with ends faded over 5 ms; `level` is in dB below full scale, of its mean square."""
    time = np.arange(round(seconds * RATE)) / RATE
    fade = np.clip(np.minimum(time, time[::-1]) / 0.005, 0, 1) if len(time) else time
    wave = 10 ** (level / 20) * np.sqrt(2) * np.sin(2 * np.pi * pitch * time) * fade
    return np.asarray(wave, np.float32)


def chord(pitches: Sequence[float], seconds: float, level: float) -> Sound:
    """Return sines at once."""
    total = np.zeros(round(seconds * RATE), dtype=np.float32)
    for pitch in pitches:
        total += sine(pitch, seconds, level)
    return total


def silence(random: Random, seconds: float) -> Sound:  # noqa: ARG001, every maker takes both
    """Return nothing at all."""
    return np.zeros(round(seconds * RATE), dtype=np.float32)


def noise(random: Random, seconds: float, *, slope: float = 0.0, level: float = -40.0) -> Sound:
    """Return noise whose power falls by frequency ** -slope: 0 is white, 1 pink, 2 brown."""
    count = round(seconds * RATE)
    spectrum = np.fft.rfft(random.standard_normal(count))
    hertz = np.maximum(np.fft.rfftfreq(count, 1 / RATE), 20.0)
    return at_level(np.fft.irfft(spectrum * hertz ** (-slope / 2), count), level)


def at_level(sound: npt.NDArray[np.floating], level: float) -> Sound:
    """Return `sound` with this mean square, in dB below full scale, cut off at full scale."""
    size = float(np.sqrt(np.mean(np.square(sound)))) or 1.0
    return np.asarray(np.clip(sound * (10 ** (level / 20) / size), -1, 1), np.float32)


def hum(random: Random, seconds: float, *, mains: float = 50.0, level: float = -35.0) -> Sound:
    """Return mains hum with its overtones."""
    parts = [sine(mains * n, seconds, -float(random.uniform(0, 6)) * n) for n in range(1, 9)]
    return at_level(np.sum(parts, axis=0), level)


def cadence(pitches: Sequence[float], rhythm: Sequence[float], seconds: float, level: float) -> Sound:
    """Return tones in a rhythm of sound, pause, sound, pause, and so on."""
    pieces: list[Sound] = []
    length = n = 0
    while length < seconds * RATE:
        part = rhythm[n % len(rhythm)]
        pieces.append(chord(pitches, part, level) if n % 2 == 0 else np.zeros(round(part * RATE), np.float32))
        length += len(pieces[-1])
        n += 1
    return np.concatenate(pieces)[: round(seconds * RATE)]


def ringing(random: Random, seconds: float) -> Sound:
    """Return the ringing of some country."""
    return _some_tone(random, seconds, RINGING)


def call_progress(random: Random, seconds: float) -> Sound:
    """Return busy, no-line and dial tones of some country."""
    return _some_tone(random, seconds, CALL_PROGRESS)


def _some_tone(
    random: Random, seconds: float, table: dict[str, tuple[tuple[float, ...], tuple[float, ...]]]
) -> Sound:
    pitches, rhythm = table[sorted(table)[int(random.integers(len(table)))]]
    return on_line(random, cadence(pitches, rhythm, seconds, float(random.uniform(-35, -15))))


def keys(random: Random, seconds: float) -> Sound:
    """Return telephone keys (DTMF) pressed as people and machines do."""
    total = np.zeros(round(seconds * RATE), dtype=np.float32)
    at = 0.5
    while at < seconds - 1:
        length, level = float(random.uniform(0.06, 0.3)), float(random.uniform(-30, -15))
        key = chord((ROWS[int(random.integers(4))], COLUMNS[int(random.integers(3))]), length, level)
        _add(total, key, at)
        at += length + float(random.choice([0.06, 0.2, 0.4, 2.0]))
    return on_line(random, total)


def beeps(random: Random, seconds: float) -> Sound:
    """Return beeps as of answering machines, fax machines and recorders."""
    total = np.zeros(round(seconds * RATE), dtype=np.float32)
    at = 0.5
    while at < seconds - 2:
        length = float(random.uniform(0.2, 1.5))
        pitch = float(random.choice([440, 800, 1000, 1100, 1400, 2100]))
        _add(total, sine(pitch, length, float(random.uniform(-30, -12))), at)
        at += length + float(random.uniform(0.5, 6))
    return on_line(random, total)


def clicks(random: Random, seconds: float) -> Sound:
    """Return clicks, knocks and crackle: short bursts of noise."""
    total = np.zeros(round(seconds * RATE), dtype=np.float32)
    for at in np.cumsum(random.exponential(0.5, size=round(seconds * 2))):
        length = round(float(random.uniform(0.002, 0.04)) * RATE)
        burst = random.standard_normal(length) * np.exp(-5 * np.arange(length) / length)
        _add(total, at_level(burst, float(random.uniform(-35, -12))), float(at))
    return on_line(random, total)


def chords(random: Random, seconds: float) -> Sound:
    """Return slow chords of a synthesiser, as hold music often is."""
    total = np.zeros(round(seconds * RATE), dtype=np.float32)
    root, at = float(random.uniform(150, 260)), 0.0
    while at < seconds:
        step = int(random.choice([0, 3, 5, 7, 9]))
        for interval in (0, 4, 7, 12):
            _add(total, _note(root * 2 ** ((step + interval) / 12), 2.2, decay=0.5), at)
        at += 2.0
    return on_line(random, at_level(total, float(random.uniform(-32, -18))))


def arpeggios(random: Random, seconds: float) -> Sound:
    """Return broken chords, a note at a time."""
    total = np.zeros(round(seconds * RATE), dtype=np.float32)
    root, beat = float(random.uniform(180, 300)), float(random.uniform(0.15, 0.35))
    for n in range(int(seconds / beat)):
        step = (0, 4, 7, 12, 7, 4)[n % 6] + (0, 5, 7, 0)[n // 12 % 4]
        _add(total, _note(root * 2 ** (step / 12), 3 * beat, decay=3.0), n * beat)
    return on_line(random, at_level(total, float(random.uniform(-32, -18))))


def plucked(random: Random, seconds: float) -> Sound:
    """Return a guitar-like tune on plucked strings (Karplus and Strong, 1983)."""
    total = np.zeros(round(seconds * RATE), dtype=np.float32)
    at = 0.0
    while at < seconds:
        pitch = 130.0 * 2 ** (int(random.choice([0, 3, 5, 7, 10, 12, 15, 17, 19])) / 12)
        _add(total, _string(random, pitch, 1.2), at)
        at += float(random.choice([0.2, 0.4, 0.4, 0.8]))
    return on_line(random, at_level(total, float(random.uniform(-32, -18))))


def drums(random: Random, seconds: float) -> Sound:
    """Return a drum beat with a bass line."""
    total = np.zeros(round(seconds * RATE), dtype=np.float32)
    beat = float(random.uniform(0.2, 0.35))
    for n in range(int(seconds / beat)):
        length = round(0.2 * RATE)
        falling = np.exp(-25 * np.arange(length) / RATE)
        hit = random.standard_normal(length) * falling if n % 2 else _note(90.0, 0.2, decay=20)[:length]
        _add(total, 0.5 * hit, n * beat)
        if n % 4 == 0:
            pitch = 110.0 * 2 ** (int(random.choice([0, 3, 5, 7])) / 12)
            _add(total, _note(pitch, 4 * beat, decay=2.0), n * beat)
    return on_line(random, at_level(total, float(random.uniform(-30, -18))))


def _note(pitch: float, seconds: float, *, decay: float) -> Sound:
    time = np.arange(round(seconds * RATE)) / RATE
    tone = np.sum([np.sin(2 * np.pi * pitch * n * time) / n**1.4 for n in range(1, 8)], axis=0)
    return np.asarray(tone * np.minimum(1, time / 0.01) * np.exp(-decay * time), np.float32)


def _string(random: Random, pitch: float, seconds: float) -> Sound:
    period = round(RATE / pitch)
    string = random.uniform(-1, 1, period)
    turns = []
    for _ in range(int(seconds * RATE / period)):
        turns.append(string)
        string = 0.498 * (string + np.roll(string, 1))
    return np.concatenate(turns).astype(np.float32)


def _add(total: Sound, sound: npt.NDArray[np.floating], at: float) -> None:
    first = round(at * RATE)
    kept = sound[: max(len(total) - first, 0)]
    total[first : first + len(kept)] += kept


def on_line(random: Random, sound: Sound) -> Sound:
    """Return `sound` as a telephone carries it: 300 to 3400 Hz, with the line's noise."""
    spectrum = np.fft.rfft(sound)
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE)
    spectrum[(hertz < 300) | (hertz > 3400)] = 0
    carried = np.fft.irfft(spectrum, len(sound)).astype(np.float32)
    return np.asarray(np.clip(carried + noise(random, len(sound) / RATE, level=-58.0), -1, 1), np.float32)


MUSIC: dict[str, Maker] = {"chords": chords, "arpeggios": arpeggios, "plucked": plucked, "drums": drums}
MAKERS: dict[str, Maker] = {
    "silence": silence,
    **{
        f"{name} noise {level:.0f} dB": partial(noise, slope=slope, level=level)
        for name, slope in (("white", 0.0), ("pink", 1.0), ("brown", 2.0))
        for level in (-60.0, -45.0, -30.0, -20.0)
    },
    "hum 50 Hz": hum,
    "hum 60 Hz": partial(hum, mains=60.0, level=-25.0),
    "ringing": ringing,
    "call progress": call_progress,
    "keys": keys,
    "beeps": beeps,
    "clicks": clicks,
    **{f"music: {name}": maker for name, maker in MUSIC.items()},
}


def make_wordless(seconds: float, *, piece: float = 30.0, seed: int = 1) -> Iterator[Wordless]:
    """Yield at least so many seconds of wordless sound, every kind in turn, in pieces of `piece` seconds."""
    random = np.random.default_rng(seed)
    made = 0.0
    while made < seconds:
        for kind, maker in MAKERS.items():
            yield Wordless(kind=kind, samples=maker(random, piece))
            made += piece
            if made >= seconds:
                return
