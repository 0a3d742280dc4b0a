"""Two calls written by hand, with a row in every table that the reading functions use."""

from collections.abc import Sequence
from datetime import date

from coachkit.models import (
    Agent,
    Annotation,
    Assignment,
    Call,
    CallAgent,
    ChannelSound,
    Clip,
    CorpusModel,
    Customer,
    Dispute,
    Exchange,
    Failure,
    Grade,
    Hearing,
    Highlight,
    Keyword,
    Label,
    Mention,
    Metric,
    Moment,
    Outcome,
    Passage,
    Playlist,
    Quarantined,
    Rating,
    RawSegment,
    Recording,
    Role,
    Score,
    ScorePoint,
    Segment,
    StageName,
    StageRows,
    StageRun,
    Topic,
    TopicCentre,
    TopicPassage,
    TrackerHit,
    Vector,
    Word,
)
from coachkit.query.words import tokens_of
from coachkit.stages.index import index_turns
from coachkit.stages.pack import pack_vectors
from coachkit.store.library import Library
from coachkit.store.opinions import add_opinion
from coachkit.store.people import save_people
from tests.store.small_playbooks import card_rows, case_of, playbook_rows

GOOD = "a1b2c3d4e5f60718"
BAD = "b9b8b7b6b5b4b3b2"
LEMMAS = {"cancelling": "cancel", "cancelled": "cancel", "was": "be", "failed": "fail", "exports": "export"}

GOOD_TALK: list[tuple[Role, str]] = [
    ("agent", "Good morning, this is Jana."),
    ("customer", "I am cancelling, Zenlane is cheaper."),
    ("agent", "I understand. Zenlane has no audit trail, though."),
    ("customer", "Café Müller needs that. Great, we stay."),
]
BAD_TALK: list[tuple[Role, str]] = [
    ("customer", "The export failed again."),
    ("agent", "It was cancelled by the system."),
    ("customer", "My exports never work. Please cancel my account."),
]


def run_of(call_id: str, stage: StageName, fingerprint: str = "f1") -> StageRun:
    return StageRun(
        call_id=call_id,
        stage=stage,
        fingerprint=fingerprint,
        output="o1",
        finished_at="2026-11-20T10:00:00",
        seconds=0.5,
    )


def a_call(call_id: str, name: str, *, started_at: str | None, kind: str, customer: str) -> Call:
    return Call(
        id=call_id,
        path=f"/calls/{name}",
        audio_hash=call_id * 4,
        duration=60.0,
        channels=2,
        sample_rate=8000,
        codec="mp3",
        started_at=started_at,
        kind=kind,
        customer=customer,
    )


def a_recording(call: Call, path: str | None = None) -> Recording:
    return Recording(
        path=path or call.path,
        size=1000,
        modified_ns=1_700_000_000_123_456_789,
        audio_hash=call.audio_hash,
        call_id=call.id,
    )


def segments_of(call_id: str, talk: Sequence[tuple[Role, str]]) -> list[Segment]:
    return [
        Segment(
            call_id=call_id,
            n=n,
            channel=0 if role == "agent" else 1,
            role=role,
            speaker="Jana K." if role == "agent" and call_id == GOOD else role,
            start=n * 10.0,
            end=n * 10.0 + 8,
            text=text,
            confidence=0.9,
            first_word=0,
            word_count=len(text.split()),
        )
        for n, (role, text) in enumerate(talk)
    ]


def annotations_of(segments: Sequence[Segment]) -> list[Annotation]:
    annotations = []
    for segment in segments:
        tokens = [
            (token.start, token.end, LEMMAS.get(token.plain, token.plain), "X")
            for token in tokens_of(segment.text)
        ]
        annotations.append(
            Annotation(
                call_id=segment.call_id,
                n=segment.n,
                lemmas=" ".join(lemma for _, _, lemma, _ in tokens),
                tokens=tuple(tokens),
                entities=((0, 4, "ORG"),),
                chunks=((0, 4),),
            )
        )
    return annotations


def words_of(call_id: str, count: int) -> list[Word]:
    return [
        Word(
            call_id=call_id,
            n=n,
            raw_segment=0,
            channel=0,
            start=n * 0.5,
            end=n * 0.5 + 0.4,
            text=" word",
            probability=0.8,
        )
        for n in range(count)
    ]


def raw_segment_of(call_id: str) -> RawSegment:
    return RawSegment(
        call_id=call_id,
        n=0,
        channel=0,
        start=0.0,
        end=30.0,
        text="word word",
        language="en",
        avg_logprob=-0.2,
        no_speech_prob=0.01,
        compression_ratio=1.2,
    )


def channels_of(call_id: str) -> list[ChannelSound]:
    """Jana's call is heard well; of what Tom's customer says, a good part is not."""
    unheard = {1: 6.5} if call_id == BAD else {0: 0.4}
    return [
        ChannelSound(
            call_id=call_id, n=n, speech=20.0, unheard=unheard.get(n, 0.0), level=-20.0 - n, clipped=0.0
        )
        for n in (0, 1)
    ]


def quarantined_of(call_id: str) -> Quarantined:
    return Quarantined(
        call_id=call_id,
        n=0,
        channel=1,
        start=40.0,
        end=44.0,
        text="Thanks for watching!",
        rule="stock phrase",
        avg_logprob=-0.9,
        no_speech_prob=0.7,
        compression_ratio=1.1,
    )


def grade_of(call_id: str) -> Grade:
    is_bad = call_id == BAD
    return Grade(
        call_id=call_id,
        grade="D" if is_bad else "A",
        coverage=0.84 if is_bad else 0.99,
        confidence=0.5 if is_bad else 0.9,
        clipped=0.0,
        level=-21.0,
        speech_share=0.6,
        roles=1.0,
        reasons=("A third of what the customer says has no words.",) if is_bad else (),
    )


def hits_of(segments: Sequence[Segment]) -> list[TrackerHit]:
    """The customer who cancels, as a tracker finds it."""
    said = [segment for segment in segments if "cancel" in segment.text and segment.role == "customer"]
    return [
        TrackerHit(
            call_id=segment.call_id,
            n=n,
            tracker="cancelling",
            pack="churn",
            tier=None,
            text="cancel",
            segment=segment.n,
            start_char=segment.text.index("cancel"),
            end_char=segment.text.index("cancel") + 6,
            start=segment.start + 1,
            end=segment.start + 2,
            role=segment.role,
            method="phrase",
            confidence=1.0,
        )
        for n, segment in enumerate(said)
    ]


def a_mention(segment: Segment, kind: str, said: str, name: str, n: int) -> Mention:
    place = segment.text.casefold().index(said.casefold())
    return Mention(
        call_id=segment.call_id,
        n=n,
        kind=kind,  # type: ignore[arg-type]  # the callers below give the literals
        name=name,
        text=segment.text[place : place + len(said)],
        segment=segment.n,
        start_char=place,
        end_char=place + len(said),
        start=segment.start + 1,
        end=segment.start + 2,
        role=segment.role,
        method="exact",
        confidence=1.0,
    )


def save_calls(library: Library) -> None:
    good = a_call(GOOD, "zen.mp3", started_at="2026-11-18T09:00:00", kind="sales", customer="Acme")
    bad = a_call(BAD, "export.wav", started_at="2026-11-16T17:30:00", kind="support", customer="Bolt")
    save_people(
        library, agents=[Agent(name="Jana K.", aliases=("agent12", "jana"), started=date(2026, 9, 1))]
    )
    library.save_call(
        good,
        a_recording(good),
        customer=Customer(name="Acme"),
        call_agents=[CallAgent(call_id=GOOD, n=0, agent="Jana K.", start=0.0, end=60.0)],
        outcomes=[Outcome(call_id=GOOD, n=0, kind="deal", value="won", source="crm")],
    )
    library.save_call(
        bad,
        a_recording(bad),
        customer=Customer(name="Bolt"),
        call_agents=[CallAgent(call_id=BAD, n=0, agent="Tom", start=0.0, end=60.0)],
    )


def fill(library: Library) -> None:
    """Fill a library as a build would, stage by stage."""
    save_calls(library)
    topic = Topic(
        id="t1",
        epoch=1,
        n=0,
        title="cancelling and price",
        phrases=("cancelling", "price"),
    )
    model = CorpusModel(kind="topics", epoch=1, fingerprint="f", calls=2)
    centre = TopicCentre(epoch=1, n=0, topic_id="t1", reach=0.5, centre=b"\0\0\x80?")
    rows: StageRows = {"corpus_models": [model], "topics": [topic], "topic_centres": [centre]}
    library.replace_stage(run_of("", "fit"), [*rows], rows)
    for call_id, talk in ((GOOD, GOOD_TALK), (BAD, BAD_TALK)):
        _fill_transcript(library, call_id, talk)
        _fill_judgement(library, call_id)
    _fill_playlists(library)
    _fill_playbooks(library)
    library.record_failure(
        Failure(subject="/calls/broken.mp3", stage="ingest", reason="no sound in it", failed_at="2026-11-20")
    )


def _fill_transcript(library: Library, call_id: str, talk: Sequence[tuple[Role, str]]) -> None:
    segments = segments_of(call_id, talk)
    library.replace_stage(
        run_of(call_id, "transcribe"),
        ["raw_segments", "words", "hearings", "channels", "quarantine"],
        {
            "raw_segments": [raw_segment_of(call_id)],
            "words": words_of(call_id, 3),
            "hearings": [Hearing(call_id=call_id, model="base", language="en", windows=2, fewest_windows=1)],
            "channels": channels_of(call_id),
            "quarantine": [quarantined_of(call_id)] if call_id == BAD else [],
        },
    )
    library.replace_stage(run_of(call_id, "compose"), ["segments"], {"segments": segments})
    library.replace_stage(run_of(call_id, "grade"), ["grades"], {"grades": [grade_of(call_id)]})
    library.replace_stage(
        run_of(call_id, "annotate"), ["annotations"], {"annotations": annotations_of(segments)}
    )
    turns = index_turns(segments, annotations_of(segments), first_id=(1 if call_id == GOOD else 2) << 14)
    library.replace_stage(run_of(call_id, "index"), ["turns"], {"turns": turns})
    mentions = (
        [
            a_mention(segments[1], "competitor", "Zenlane", "Zenlane", 0),
            a_mention(segments[2], "competitor", "Zenlane", "Zenlane", 1),
            a_mention(segments[3], "candidate", "Café Müller", "Café Müller", 2),
        ]
        if call_id == GOOD
        else [a_mention(segments[0], "feature", "export", "Export", 0)]
    )
    keyword = Keyword(call_id=call_id, rank=1, phrase="audit trail", weight=2.0, count=1)
    library.replace_stage(
        run_of(call_id, "match"), ["mentions", "keywords"], {"mentions": mentions, "keywords": [keyword]}
    )
    library.replace_stage(run_of(call_id, "track"), ["tracker_hits"], {"tracker_hits": hits_of(segments)})
    passage = Passage(
        call_id=call_id,
        n=0,
        start=0.0,
        end=38.0,
        first_segment=0,
        last_segment=len(segments) - 1,
        text=" ".join(segment.text for segment in segments),
    )
    vector = Vector(call_id=call_id, n=0, model="mini", dimensions=1, embedding=b"\0\0\x80?")
    library.replace_stage(
        run_of(call_id, "embed"), ["passages", "vectors"], {"passages": [passage], "vectors": [vector]}
    )
    packed = pack_vectors([passage], [vector])
    library.replace_stage(run_of(call_id, "pack"), ["packed_vectors"], {"packed_vectors": packed})
    place = TopicPassage(
        call_id=call_id, n=0, epoch=1, topic_id="t1", similarity=0.9, is_main=call_id == GOOD
    )
    library.replace_stage(run_of(call_id, "assign"), ["topic_passages"], {"topic_passages": [place]})


def _fill_judgement(library: Library, call_id: str) -> None:
    is_good = call_id == GOOD
    metric = Metric(call_id=call_id, name="talk_ratio", value=0.5, unit="share", source="channel")
    library.replace_stage(run_of(call_id, "measure"), ["metrics"], {"metrics": [metric]})
    point = ScorePoint(
        call_id=call_id,
        card="service",
        criterion="resolved",
        verdict="met" if is_good else "missed",
        points=2.0 if is_good else 0.0,
        max_points=2.0,
        reason="the customer stays" if is_good else "the customer leaves",
        start=20.0,
        end=28.0,
        quote="we stay" if is_good else "cancel my account",
    )
    score = Score(
        call_id=call_id,
        card="service",
        value=100.0 if is_good else 0.0,
        points=point.points,
        max_points=2.0,
    )
    label = Label(
        call_id=call_id,
        label="good" if is_good else "bad",
        source="outcome:deal" if is_good else "score:service",
        reason=point.reason,
        score_label="good" if is_good else "bad",
    )
    exchange = Exchange(
        call_id=call_id,
        n=0,
        kind="competitor" if is_good else "feature",
        name="Zenlane" if is_good else "Export",
        start=10.0,
        end=38.0,
        verdict="good" if is_good else "bad",
        reason=point.reason,
        strength=0.8,
        quote=point.quote or "",
        quote_start=20.0,
        quote_end=28.0,
    )
    library.replace_stage(
        run_of(call_id, "score"),
        ["scores", "score_points", "labels", "exchanges"],
        {"scores": [score], "score_points": [point], "labels": [label], "exchanges": [exchange]},
    )
    moment = Moment(
        call_id=call_id,
        n=0,
        kind="thanks" if is_good else "frustration",
        name=None,
        role="customer",
        segment=2,
        start=20.0,
        end=28.0,
        quote=point.quote or "",
        strength=0.9,
        method="words",
        detail="“we stay”" if is_good else "“cancel”",
    )
    library.replace_stage(run_of(call_id, "moments"), ["moments"], {"moments": [moment]})
    highlight = Highlight(
        call_id=call_id,
        n=0,
        kind="competitor",
        name=exchange.name,
        verdict=exchange.verdict,
        start=exchange.start,
        end=exchange.end,
        reason=exchange.reason,
        score=exchange.strength,
        quote=exchange.quote,
        quote_start=exchange.quote_start,
        quote_end=exchange.quote_end,
        exchange=exchange.n,
        moments=(moment.kind,),
    )
    library.replace_stage(run_of(call_id, "highlight"), ["highlights"], {"highlights": [highlight]})


def fill_opinions(library: Library) -> None:
    """Let Jana say what she thinks of both calls, and ask herself to hear a playlist."""
    said = {"author": "jana", "made_at": "2026-11-20T09:00:00+00:00"}
    add_opinion(
        library,
        Rating(n=0, call_id=GOOD, start=None, end=None, verdict="good", why="calm to the end", **said),
    )
    add_opinion(
        library,
        Dispute(
            n=0,
            call_id=BAD,
            card="service",
            criterion="resolved",
            start=20.0,
            end=28.0,
            reason="it was the line that broke off",
            **said,
        ),
    )
    asked = Assignment(
        n=0,
        playlist_id="competitor-zenlane-good",
        agent="Jana",
        due=None,
        note=None,
        **said,
    )
    add_opinion(library, asked)


def _fill_playlists(library: Library) -> None:
    """Fill one list with one clip."""
    playlist = Playlist(
        id="competitor-zenlane-good",
        kind="competitor",
        subject="Zenlane",
        verdict="good",
        title="Zenlane, answered well",
        description="Replies that kept the customer.",
    )
    clip = Clip(
        playlist_id=playlist.id,
        n=0,
        call_id=GOOD,
        start=10.0,
        end=40.0,
        reason="the customer stays",
        score=0.8,
        quote="Zenlane has no audit trail",
    )
    library.replace_stage(
        run_of("", "curate"), ["playlists", "clips"], {"playlists": [playlist], "clips": [clip]}
    )


def _fill_playbooks(library: Library) -> None:
    """Fill a case of each call, and one playbook and one battle card that Jana's call shows."""
    for call_id in (GOOD, BAD):
        case = case_of(call_id, "good" if call_id == GOOD else "bad")
        library.replace_stage(run_of(call_id, "observe"), ["cases"], {"cases": [case]})
    playbooks, cards = playbook_rows(GOOD), card_rows(GOOD)
    library.replace_stage(run_of("", "advise"), [*playbooks], playbooks)
    library.replace_stage(run_of("", "card"), [*cards], cards)
