"""Make a call sound like a recorded telephone line: band limits, levels, line noise, music and tones.

All of it is seeded from the call's name, so a rebuild gives the same samples. Levels are in dB below full
scale.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.signal import butter, sosfiltfilt
from speech import RATE, Sound

BAND_HZ = (300.0, 3400.0)
SPEECH_DB = (-24.0, -19.0)  # each person's speech level is drawn from this range
NOISE_DB = (-58.0, -48.0)  # and each channel's noise from this one
MUSIC_DB = -27.0
TONE_DB = -22.0

RINGING_HZ = (400.0, 450.0)  # ring-back as in Britain: two short rings, two seconds of rest
RINGING = ((0.4, 0.2), (0.4, 2.0))  # (seconds of sound, seconds of rest)
BEEP_HZ = (1000.0,)
KEYS_HZ = dict(
    zip(
        "123456789*0#",
        ((low, high) for low in (697, 770, 852, 941) for high in (1209, 1336, 1477)),
        strict=True,
    )
)

# The hold tune: (note as semitones above A3, beats), written for this project.
TUNE = (
    *((3, 1.0), (7, 0.5), (10, 0.5), (12, 1.0), (10, 1.0), (8, 1.0), (5, 0.5), (8, 0.5), (7, 2.0)),
    *((3, 0.5), (5, 0.5), (7, 1.0), (10, 1.0), (8, 0.5), (7, 0.5), (5, 1.0), (2, 1.0), (3, 2.0)),
)
BASS = (-9, -4, -2, -9)
BEAT_SECONDS = 0.46


def seed_for(name: str) -> np.random.Generator:
    """Return a random generator that depends on nothing but the name."""
    return np.random.default_rng(int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big"))


def limit_band(sound: Sound) -> Sound:
    """Keep what a telephone line carries, without shifting it in time."""
    filtered = sosfiltfilt(butter(4, BAND_HZ, "bandpass", fs=RATE, output="sos"), sound)
    return np.asarray(filtered, np.float32)


def set_level(sound: Sound, decibels: float) -> Sound:
    """Scale a sound so that its loud parts (the upper half of its 20 ms frames) have this level."""
    frames = sound[: len(sound) // 160 * 160].reshape(-1, 160)
    power = np.sort((frames**2).mean(axis=1))
    loud = float(np.sqrt(power[len(power) // 2 :].mean()))
    return np.asarray(sound * (10 ** (decibels / 20) / max(loud, 1e-9)), np.float32)


def draw_levels(call: str) -> tuple[float, float]:
    """Draw the speech levels of agent and customer for a call."""
    agent, customer = seed_for(f"{call} levels").uniform(*SPEECH_DB, size=2)
    return float(agent), float(customer)


def make_line_noise(name: str, samples: int) -> Sound:
    """Make a channel's noise: hiss with a little more in the low band, at a level drawn for the channel."""
    random = seed_for(f"{name} noise")
    hiss = limit_band(random.standard_normal(samples).astype(np.float32))
    rumble = sosfiltfilt(
        butter(2, (300.0, 700.0), "bandpass", fs=RATE, output="sos"), random.standard_normal(samples)
    )
    return set_level(np.asarray(hiss + 0.7 * rumble, np.float32), float(random.uniform(*NOISE_DB)))


def make_hold_music(seconds: float) -> Sound:
    """Play the hold tune, over and over, for so many seconds, with a short fade at both ends."""
    length = int(seconds * RATE)
    music = np.zeros(length + RATE * 4, np.float32)
    at, beats = 0.0, 0.0
    while at < seconds:
        for semitones, duration in TUNE:
            _add_note(music, at, semitones, duration * BEAT_SECONDS, 0.5)
            beats += duration
            at += duration * BEAT_SECONDS
            if at >= seconds:
                break
    for bar in range(int(seconds / (2 * BEAT_SECONDS)) + 1):
        _add_note(music, bar * 2 * BEAT_SECONDS, BASS[bar // 2 % len(BASS)] + 12, 2 * BEAT_SECONDS, 0.3)
    fade = np.minimum(1.0, np.minimum(np.arange(length), np.arange(length)[::-1]) / (0.1 * RATE))
    return set_level(limit_band(music[:length] * fade.astype(np.float32)), MUSIC_DB)


def _add_note(music: Sound, at: float, semitones: int, seconds: float, loudness: float) -> None:
    """Add one plucked note with four overtones."""
    start = int(at * RATE)
    time = np.arange(min(int((seconds + 0.4) * RATE), len(music) - start)) / RATE
    if not len(time):
        return
    pitch = 220.0 * 2 ** (semitones / 12)
    tone = sum(np.sin(2 * np.pi * pitch * overtone * time) / overtone**1.3 for overtone in range(1, 6))
    attack = np.minimum(1.0, time / 0.008)
    music[start : start + len(time)] += (loudness * tone * attack * np.exp(-3.2 * time)).astype(np.float32)


def make_tones(seconds: float, pitches: Sequence[float]) -> Sound:
    """Sound all pitches (in Hz) at once for so many seconds, without a click at either end."""
    time = np.arange(int(seconds * RATE)) / RATE
    sound = np.sum([np.sin(2 * np.pi * pitch * time) for pitch in pitches], axis=0)
    edge = np.minimum(1.0, np.minimum(time, time[::-1]) / 0.005)
    return set_level(np.asarray(sound * edge, np.float32), TONE_DB)


def make_ringing(seconds: float) -> Sound:
    """Ring, as the caller hears it while nobody answers yet."""
    ringing, at = np.zeros(int(seconds * RATE), np.float32), 0
    while at < len(ringing):
        for sounding, resting in RINGING:
            ring = make_tones(sounding, RINGING_HZ)[: max(0, len(ringing) - at)]
            ringing[at : at + len(ring)] = ring
            at += int((sounding + resting) * RATE)
    return ringing


def make_event(event: Mapping[str, Any]) -> tuple[str, Sound] | None:
    """Return whose channel an event sounds on, and its sound; None for one that is silence."""
    seconds = event["seconds"]
    match event["kind"]:
        case "hold_music":
            return "agent", make_hold_music(seconds)
        case "ringing":
            return "agent", make_ringing(seconds)
        case "beep":
            return "agent", make_tones(seconds, BEEP_HZ)
        case "key_press":
            return "customer", make_tones(seconds, KEYS_HZ[event["key"]])
    return None


def mix_channels(channels: Sequence[Sound]) -> Sound:
    """Mix the channels of a call into one, as a recorder with a single track does."""
    return np.asarray(np.sum(channels, axis=0) * 0.8, np.float32)
