"""Filing many calls at once: nobody can tell from the rows."""

import pytest

from coachkit.config import Settings
from coachkit.models import Call, TopicPassage
from coachkit.pipeline.build import refresh_library
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.steps.running import call_step
from coachkit.store.library import Library
from tests.pipeline.fakes import FakeTools
from tests.store.small_library import a_call
from tests.topics.library import call
from tests.topics.stored import save

TOOLS = FakeTools(scripts={})


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("filing") / "coachkit.db", create=True) as opened:
        save(opened, [call(n) for n in range(24)])
        opened.save_call(
            a_call("without-passages", "silent.wav", started_at=None, kind="support", customer="Acme")
        )
        refresh_library(opened, Settings(), tools=TOOLS)
        yield opened


@pytest.fixture
def step(library):
    return call_step("assign", Bench(library=library, settings=Settings(), tools=TOOLS))


def test_together_calls_are_filed_as_each_is_by_itself(library, step):
    calls = library.rows(Call)

    together = step.run(calls)

    assert together == {one.id: step.run([one])[one.id] for one in calls}
    assert [row for one in calls for row in together[one.id]["topic_passages"]] == library.rows(TopicPassage)


def test_a_call_without_passages_is_filed_nowhere(library, step):
    silent = [one for one in library.rows(Call) if one.id == "without-passages"]

    assert step.run(silent) == {"without-passages": {"topic_passages": []}}
