"""Views of cases, playbooks and battle cards, for the reader of the database."""

VIEWS_11: dict[str, str] = {
    "v_cases": """
select k.call_id, k.n, k.kind, coalesce(t.title, k.name) as name, k.agent, k.verdict, k.verdict_from,
    k.is_upset, k.start, k.end, printf('%d:%02d', k.start / 60, cast(k.start as integer) % 60) as at,
    k.prompt, k.quote, k.deeds, k.delay, k.words, k.questions, c.customer, c.started_at
from cases k join calls c on c.id = k.call_id
left join v_topic_titles t on k.kind = 'topic' and t.topic_id = k.name
""",
    "v_playbook_lines": """
select p.id as playbook_id, p.kind as about, p.subject, l.n, l.kind, l.text, l.why, l.withheld,
    l.done_good, l.done_bad, l.not_done_good, l.not_done_bad, l.calls, l.agents,
    l.effect, l.effect_low, l.effect_high, l.adjusted, l.approved_by, l.edited_by, l.struck_by
from playbooks p join playbook_lines l on l.playbook_id = p.id
""",
    "v_playbook_quotes": """
select q.playbook_id, q.line, l.kind, l.text, q.call_id, q.start, q.end,
    printf('%d:%02d', q.start / 60, cast(q.start as integer) % 60) as at,
    q.agent, q.verdict, q.is_done, q.prompt, q.words, q.quote, c.path
from playbook_quotes q join playbook_lines l on l.playbook_id = q.playbook_id and l.n = q.line
join calls c on c.id = q.call_id
""",
    "v_card_lines": """
select b.id as card_id, b.kind, b.name, l.n, l.section, l.text, l.cases, l.calls, l.good, l.bad,
    l.of_calls, l.stance, l.modality
from battle_cards b join card_lines l on l.card_id = b.id
""",
}
