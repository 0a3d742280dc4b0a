import json
from pathlib import Path

from coachkit.backends.weights import WeightsReport
from coachkit.cli.doctor import Check, Health, look_at
from tests.cli.conftest import Run


def model(name: str, *, problem: str | None, is_found: bool) -> WeightsReport:
    return WeightsReport(
        name=name,
        purpose="speech to text",
        package="weights",
        found=is_found,
        verified=problem is None,
        problem=problem,
        equals_official=True,
        size_bytes=1,
        licence="MIT",
        origin="its maker",
        how_to_get="pip install weights",
    )


def test_a_missing_package_comes_with_the_command_that_gets_it(tmp_path: Path) -> None:
    checks = {check.name: check for check in look_at(tmp_path / "not yet", packages=["nowhere-to-be-found"])}

    assert checks["nowhere-to-be-found"].problem == "get it with: pip install nowhere-to-be-found"
    assert "GB free" in checks["disk"].found


def test_a_missing_model_that_is_not_needed_is_no_problem() -> None:
    needed = model("base", problem="not installed", is_found=False)
    optional = model("tiny.en", problem="not installed", is_found=False)

    assert Health(checks=(), models=(needed, optional)).problems == ("base: not installed",)


def test_a_wrong_model_is_a_problem_even_if_it_is_not_needed() -> None:
    wrong = model("tiny.en", problem="wrong checksum", is_found=True)

    assert Health(checks=(), models=(wrong,)).problems == ("tiny.en: wrong checksum",)


def test_a_failed_check_is_a_problem() -> None:
    check = Check(name="disk", found="0.1 GB", problem="free some space")

    assert Health(checks=(check,), models=()).problems == ("disk: free some space",)


def test_doctor_ends_with_one_exactly_when_something_is_wrong(run: Run, tmp_path: Path) -> None:
    done = run("doctor", "--json", "--db", tmp_path / "coachkit.db")

    found = json.loads(done.stdout)
    assert {check["name"] for check in found["checks"]} >= {"python", "coachkit", "disk", "spacy"}
    assert (done.exit_code == 1) == ("Problem: " in done.stderr)
