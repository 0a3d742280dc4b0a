# ruff: noqa: S608 - the parts put together are constants of this module
"""The views that people query: tables joined the way that questions are asked.

Each view has one sentence for `docs/schema.md`. A released view is changed by a new dictionary and a
migration that replaces it, not by editing the old one.
"""

_AGENTS = """(select group_concat(agent, ', ') from
      (select agent from call_agents where call_id = {call} group by agent order by min(n)))"""
_CLOCK = "printf('%d:%02d', cast({0} as integer) / 60, cast({0} as integer) % 60)"


def _agents_of(call: str) -> str:
    return _AGENTS.format(call=call)


def _clock(seconds: str) -> str:
    return _CLOCK.format(seconds)


VIEWS_1: dict[str, str] = {
    "v_calls": f"""
select c.id as call_id, c.path, c.started_at, c.duration, {_clock("c.duration")} as length,
    {_agents_of("c.id")} as agents, c.customer, c.kind, c.language,
    l.label, l.source as label_source, l.reason as label_reason,
    (select value from scores where call_id = c.id order by card limit 1) as score,
    (select group_concat(kind || ' ' || value, ', ') from
      (select kind, value from outcomes where call_id = c.id order by n)) as outcomes,
    (select t.id from topic_passages p join topics t on t.id = p.topic_id
      where p.call_id = c.id and p.is_main order by p.n limit 1) as topic_id,
    (select t.label from topic_passages p join topics t on t.id = p.topic_id
      where p.call_id = c.id and p.is_main order by p.n limit 1) as topic,
    (select count(*) from mentions where call_id = c.id and kind = 'competitor') as competitor_mentions,
    (select count(*) from mentions where call_id = c.id and kind = 'feature') as feature_mentions,
    (select count(*) from mentions where call_id = c.id and kind = 'candidate') as candidate_mentions
from calls c left join labels l on l.call_id = c.id
""",
    "v_segments": f"""
select s.call_id, s.n, c.started_at, {_agents_of("s.call_id")} as agents, c.customer,
    s.start, s.end, {_clock("s.start")} as at, s.role, s.speaker, s.text, s.confidence
from segments s join calls c on c.id = s.call_id
""",
    "v_mentions": f"""
select m.call_id, m.n, m.kind, m.name, m.text, s.text as quote, m.role, s.speaker,
    m.start, m.end, {_clock("m.start")} as at, m.method, m.confidence,
    {_agents_of("m.call_id")} as agents, c.customer, c.started_at, c.path, l.label
from mentions m join calls c on c.id = m.call_id
left join segments s on s.call_id = m.call_id and s.n = m.segment
left join labels l on l.call_id = m.call_id
""",
    "v_metrics": f"""
select m.call_id, m.name, m.value, m.unit, m.source, m.reason, m.start, m.end,
    {_agents_of("m.call_id")} as agents, c.started_at
from metrics m join calls c on c.id = m.call_id
""",
    "v_topics": """
select t.id as topic_id, t.label, t.phrases, t.epoch,
    (select count(distinct call_id) from topic_passages where topic_id = t.id and is_main) as calls,
    (select count(*) from topic_passages where topic_id = t.id) as passages,
    t.example_call_id, p.start as example_start, p.text as example
from topics t
left join passages p on p.call_id = t.example_call_id and p.n = t.example_passage
where t.epoch = (select max(epoch) from topics)
""",
    "v_score_points": f"""
select p.call_id, p.card, p.criterion, p.verdict, p.points, p.max_points, p.reason, p.quote,
    p.start, p.end, {_clock("p.start")} as at, {_agents_of("p.call_id")} as agents, c.started_at, l.label
from score_points p join calls c on c.id = p.call_id left join labels l on l.call_id = p.call_id
""",
    "v_exchanges": f"""
select e.call_id, e.n, e.kind, e.name, e.verdict, e.strength, e.reason, e.quote,
    e.start, e.end, {_clock("e.start")} as at, {_agents_of("e.call_id")} as agents, c.customer, c.started_at
from exchanges e join calls c on c.id = e.call_id
""",
    "v_playlist_clips": f"""
select k.playlist_id, p.title, p.kind, p.subject, p.verdict, k.n, k.call_id, c.path,
    k.start, k.end, k.end - k.start as duration, {_clock("k.start")} as at, k.reason, k.score, k.quote,
    {_agents_of("k.call_id")} as agents, c.customer, c.started_at, l.label
from clips k join playlists p on p.id = k.playlist_id join calls c on c.id = k.call_id
left join labels l on l.call_id = k.call_id
""",
    "v_agents": """
select a.name as agent, a.team, a.started, count(o.call_id) as calls,
    round(sum(c.duration) / 60, 1) as minutes,
    coalesce(sum(l.label = 'good'), 0) as good, coalesce(sum(l.label = 'bad'), 0) as bad,
    coalesce(sum(l.label = 'neutral'), 0) as neutral,
    (select round(avg(s.value), 1) from scores s
      where s.call_id in (select call_id from call_agents where agent = a.name)) as average_score
from agents a
left join (select distinct call_id, agent from call_agents) o on o.agent = a.name
left join calls c on c.id = o.call_id left join labels l on l.call_id = o.call_id
group by a.name
""",
    "v_failures": """
select f.subject, coalesce(c.path, f.subject) as path, c.id as call_id, f.stage, f.reason, f.failed_at
from failures f left join calls c on c.id = f.subject
""",
}

VIEWS_2: dict[str, str] = {
    # of calls that were scored before they had legs, the call's own score
    "v_agents": VIEWS_1["v_agents"].replace(
        """round(avg(s.value), 1) from scores s
      where s.call_id in (select call_id from call_agents where agent = a.name))""",
        """round(avg(value), 1) from (
      select s.value from leg_scores s join legs g on g.call_id = s.call_id and g.n = s.n
        where g.agent = a.name
      union all
      select s.value from scores s
        where s.call_id in (select call_id from call_agents where agent = a.name)
          and s.call_id not in (select call_id from legs where agent is not null)))""",
    ),
    "v_calls": VIEWS_1["v_calls"]
    .replace(
        "l.label, l.source",
        """g.grade, g.reasons as grade_reasons,
    (select round(sum(unheard), 1) from channels where call_id = c.id and same_as is null) as unheard,
    l.label, l.source""",
    )
    .replace("from calls c ", "from calls c left join grades g on g.call_id = c.id "),
    "v_segments": f"""
select s.call_id, s.n, c.started_at, {_agents_of("s.call_id")} as agents, c.customer,
    s.start, s.end, {_clock("s.start")} as at, s.part, s.role, s.speaker, s.text, s.confidence
from segments s join calls c on c.id = s.call_id
""",
}
_CUSTOMER = "(select customer from v_call_customers where call_id = c.id) as customer"
_AGENTS_3 = _AGENTS.replace("from call_agents", "from v_call_agents")
_NEWEST_2 = VIEWS_1 | VIEWS_2
VIEWS_3: dict[str, str] = {
    # who took a call, as its source says it; else as the speakers themselves tell
    "v_call_agents": """
select call_id, n, agent, start, "end" from call_agents
union all
select l.call_id, l.n, l.agent, l.start, l."end" from legs l
where l.agent is not null and not exists (select 1 from call_agents where call_id = l.call_id)
""",
    # a customer whom nobody names is shown as “Customer”
    "v_call_customers": """
select c.id as call_id, coalesce(c.customer, (select name from speakers
    where call_id = c.id and role = 'customer' and name != 'Customer' order by n limit 1)) as customer
from calls c
""",
    **{
        name: select.replace("from call_agents", "from v_call_agents")
        .replace("call_id, agent from call_agents", "call_id, agent from v_call_agents")
        .replace("c.customer", _CUSTOMER)
        for name, select in _NEWEST_2.items()
        if "from call_agents" in select
    },
}
VIEWS_3 |= {
    "v_calls": VIEWS_3["v_calls"].replace(
        "c.kind, c.language,",
        """c.kind, c.medium, c.language,
    (select group_concat(language, ', ') from
      (select language from segments where call_id = c.id and language is not null
        group by language order by count(*) desc, language)) as languages,""",
    ),
    "v_segments": VIEWS_3["v_segments"].replace(
        "s.text, s.confidence", "s.text, s.language, s.times_from, s.confidence"
    ),
    "v_playlist_clips": VIEWS_3["v_playlist_clips"].replace("c.path,", "c.path, c.medium,"),
    # people whom only the speakers of a transcript name have calls as well
    "v_agents": VIEWS_3["v_agents"].replace(
        "from agents a\n",
        """from (select name, team, started from agents
  union all
  select distinct agent, null, null from v_call_agents where agent not in (select name from agents)) a
""",
    ),
}
VIEWS_4: dict[str, str] = {
    "v_mentions": VIEWS_3["v_mentions"].replace(
        "m.method, m.confidence,", "m.method, m.confidence, m.modality, m.stance, m.stance_quote,"
    ),
    # a person's verdict is on a stretch of the call, so it holds when the call is heard again
    "v_tracker_hits": f"""
select h.call_id, h.tracker, h.pack, h.tier, h.text, s.text as quote, s.n as segment,
    h.start_char, h.end_char, h.role, s.speaker, h.start, h.end, {_clock("h.start")} as at,
    h.method, h.confidence, h.modality, h.example, h.threshold,
    (select v.accepted from tracker_verdicts v where v.tracker = h.tracker and v.call_id = h.call_id
      and v.start < h.end and h.start < v.end order by v.made_at desc limit 1) as accepted,
    (select group_concat(agent, ', ') from
      (select agent from v_call_agents where call_id = h.call_id group by agent order by min(n))) as agents,
    {_CUSTOMER}, c.started_at, c.path, c.medium, l.label
from (
  select call_id, tracker, pack, tier, text, segment, start_char, end_char, start, end, role, method,
    confidence, modality, null as example, null as threshold from tracker_hits
  union all
  select call_id, tracker, pack, tier, text, segment, 0, length(text), start, end, role, 'meaning',
    similarity, 'plain', example, threshold from sensed_hits) h
join calls c on c.id = h.call_id
left join segments s on s.call_id = h.call_id and s.n = h.segment
left join labels l on l.call_id = h.call_id
""",
}
VIEWS_8: dict[str, str] = {
    "v_topic_titles": """
select t.id as topic_id, coalesce(
    (select value from topic_edits where kind = 'rename' and topic_id = t.id order by n desc limit 1),
    t.title) as title
from topics t where t.epoch = (select max(epoch) from topics) and not t.is_hidden
""",
    "v_topics": """
select t.id as topic_id, v.title, t.phrases, t.epoch,
    (select count(distinct call_id) from topic_passages where topic_id = t.id and is_main) as calls,
    (select count(distinct call_id) from topic_passages where topic_id = t.id and is_main) * 1.0
      / max(1, (select count(distinct call_id) from topic_passages)) as share,
    (select count(*) from topic_passages where topic_id = t.id) as passages,
    (select avg(similarity) from topic_passages where topic_id = t.id) as cohesion,
    (select group_concat(agent, ', ') from
      (select a.agent from v_call_agents a
        where a.call_id in (select call_id from topic_passages where topic_id = t.id and is_main)
        group by a.agent order by count(distinct a.call_id) desc, a.agent)) as agents,
    coalesce((select kind = 'pin' from topic_edits
      where topic_id = t.id and kind in ('pin', 'unpin') order by n desc limit 1), 0) as is_pinned,
    e.call_id as example_call_id, p.start as example_start, p.text as example
from topics t join v_topic_titles v on v.topic_id = t.id
left join topic_passages e on e.rowid =
  (select rowid from topic_passages where topic_id = t.id order by similarity desc, call_id, n limit 1)
left join passages p on p.call_id = e.call_id and p.n = e.n
where t.epoch = (select max(epoch) from topics)
""",
    "v_calls": VIEWS_3["v_calls"].replace(
        """(select t.id from topic_passages p join topics t on t.id = p.topic_id
      where p.call_id = c.id and p.is_main order by p.n limit 1) as topic_id,
    (select t.label from topic_passages p join topics t on t.id = p.topic_id
      where p.call_id = c.id and p.is_main order by p.n limit 1) as topic,""",
        """(select topic_id from topic_passages
      where call_id = c.id and is_main order by n limit 1) as topic_id,
    (select t.title from topic_passages p join v_topic_titles t on t.topic_id = p.topic_id
      where p.call_id = c.id and p.is_main order by p.n limit 1) as topic,
    (select text from reasons where call_id = c.id order by n limit 1) as reason,""",
    ),
}
VIEWS_9: dict[str, str] = {
    "v_calls": VIEWS_8["v_calls"].replace(
        "(select value from scores where call_id = c.id order by card limit 1) as score",
        "(select value from scores where call_id = c.id and is_main) as score",
    ),
    "v_agents": VIEWS_3["v_agents"].replace(
        "from scores s\n        where ", "from scores s\n        where s.is_main and "
    ),
    "v_metrics": VIEWS_3["v_metrics"].replace(
        "m.start, m.end,", "m.start, m.end, m.quote, m.verdict, m.good_low, m.good_high, m.range_source,"
    ),
    "v_exchanges": VIEWS_3["v_exchanges"].replace(
        "e.reason, e.quote,",
        "e.reason, e.reaction, e.source, e.prompt, e.prompt_start, e.reply, e.reply_start, e.quote,",
    ),
    "v_moments": f"""
select m.call_id, m.n, m.kind, m.name, m.role, m.quote, m.start, m.end, {_clock("m.start")} as at,
    m.strength, m.method, m.detail, {_AGENTS_3.format(call="m.call_id")} as agents, {_CUSTOMER},
    c.started_at, l.label
from moments m join calls c on c.id = m.call_id left join labels l on l.call_id = m.call_id
""",
    # what counts: the newest of each person on each place
    "v_ratings": """
select r.call_id, r.start, r.end, r.verdict, r.why, r.author, r.made_at from ratings r
where r.verdict is not null and not exists (select 1 from ratings o where o.call_id = r.call_id
  and o.author = r.author and o.start is r.start and o.end is r.end and o.n > r.n)
""",
    "v_disputes": f"""
select d.n, d.call_id, d.card, d.criterion, d.start, d.end, {_clock("d.start")} as at, d.reason, d.author,
    d.made_at, o.outcome, o.reason as decision, o.author as decided_by, o.made_at as decided_at,
    {_AGENTS_3.format(call="d.call_id")} as agents
from disputes d left join dispute_decisions o on o.dispute = d.n
""",
}
VIEWS_10: dict[str, str] = {
    "v_playlist_clips": VIEWS_3["v_playlist_clips"]
    .replace(
        "k.score, k.quote,",
        "k.score, k.quote, k.subject as about, k.verdict as went, k.pair, k.difference, k.note, k.added_by,",
    )
    .replace("p.verdict, k.n", "p.verdict, p.origin, k.n"),
    "v_highlights": f"""
select h.call_id, h.n, h.kind, h.name, h.verdict, h.start, h.end, h.end - h.start as duration,
    {_clock("h.start")} as at, h.score, h.reason, h.quote, h.prompt, h.topic as topic_id,
    {_AGENTS_3.format(call="h.call_id")} as agents, {_CUSTOMER}, c.started_at, l.label
from highlights h join calls c on c.id = h.call_id left join labels l on l.call_id = h.call_id
""",
    "v_assignments": """
select a.n, a.playlist_id, coalesce(p.title, m.title) as title, a.agent,
    case when exists (select 1 from listenings where assignment = a.n and kind = 'due')
      then (select text from listenings where assignment = a.n and kind = 'due' order by n desc limit 1)
      else a.due end as due,
    a.note, a.author as assigned_by, a.made_at as assigned_at,
    (select count(*) from clips k where k.playlist_id = a.playlist_id) as clips,
    (select count(*) from clips k where k.playlist_id = a.playlist_id
      and (select sum(max(0, min(i.end, k.end) - max(i.start, k.start))) from listenings i
        where i.assignment = a.n and i.kind = 'heard' and i.call_id = k.call_id) * 2 >= k.end - k.start
    ) as heard,
    (select min(made_at) from listenings where assignment = a.n and kind = 'finished') as finished_at,
    (select max(made_at) from listenings where assignment = a.n and kind = 'acknowledged') as acknowledged_at,
    exists (select 1 from listenings where assignment = a.n and kind = 'withdrawn') as is_withdrawn
from assignments a left join playlists p on p.id = a.playlist_id
left join made_playlists m on m.id = a.playlist_id
""",
}
_COUNTING = """(select * from listenings
    where n not in (select reply_to from listenings where kind = 'taken back'))"""
VIEWS_12: dict[str, str] = {
    "v_assignments": VIEWS_10["v_assignments"].replace("from listenings", f"from {_COUNTING}"),
}
VIEW_MEANINGS: dict[str, str] = {
    "v_calls": "One row a call: who, when, how well it is heard, how it was judged, what it is about, what "
    "was named in it. `unheard`: seconds of speech without words.",
    "v_call_agents": "Who took each call, from when to when: as its sidecar, manifest or file name says it, "
    "else as the names and words of its speakers tell.",
    "v_call_customers": "Who called: as the call's source says it, else as the speakers' names tell.",
    "v_segments": "The transcript with agent, customer, clock time and part of the call.",
    "v_mentions": "Every mention with the sentence it stands in, agent, customer and the call's label.",
    "v_tracker_hits": "What every tracker found, by words and by meaning, with the line, agent, customer and "
    "the call's label. `accepted`: what a person said of it.",
    "v_metrics": "Every figure of a call with its agent, and whether it is in range.",
    "v_moments": "Every stretch that matters, with agent, customer and the call's label.",
    "v_ratings": "What people say of calls and stretches of them now: the newest of each person.",
    "v_disputes": "Objections to lines of score cards, with what was decided; without an outcome it is open.",
    "v_topic_titles": "What each topic is called: as people named it, else as it was found. Topics that "
    "people said are none are left out.",
    "v_topics": "The topics of the newest epoch: calls that are mainly about them and their share, passages, "
    "how alike these are (`cohesion`: mean cosine to the centre), agents, and the most typical passage.",
    "v_score_points": "Every score-card line with its evidence, agent and the call's label.",
    "v_exchanges": "How each competitor, feature or objection was handled, with agent and customer.",
    "v_playlist_clips": "Every clip with its playlist, file, agent and the call's label.",
    "v_highlights": "Every stretch worth playing, with agent, customer and the call's label.",
    "v_assignments": "Who was asked to hear which playlist, and how many of its clips of now were heard, "
    "half of a clip at least.",
    "v_agents": "One row an agent: calls, minutes, labels and average score.",
    "v_cases": "Everything that came up and was dealt with, with what the agent did and how it went.",
    "v_playbook_lines": "Every do, don't and keep with what it rests on; `withheld`: why it is not claimed.",
    "v_playbook_quotes": "Every place to play for a line of a playbook, with its file.",
    "v_card_lines": "Every line of every battle card.",
    "v_failures": "What could not be done, with the file it concerns.",
}
