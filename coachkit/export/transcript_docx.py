"""A transcript as a Word file: what is known of the call in a table, and one paragraph a turn.

A turn begins with its name and time as Teams writes them, so such a file is read as a transcript as well.
"""

import re
from io import BytesIO

from coachkit.export.clock import format_clock
from coachkit.export.transcript import CallTranscript
from coachkit.export.transcript_text import part_mark, turns, who_says

_NO_XML = re.compile("[\ufffe\uffff]")
"""Characters besides control characters that XML cannot hold."""


def format_docx(transcript: CallTranscript) -> bytes:
    """Return a transcript as a Word file."""
    import docx

    document = docx.Document()
    document.core_properties.author = "coachkit"
    document.core_properties.comments = ""
    document.core_properties.title = f"Transcript of call {transcript.call.id}"
    document.add_heading(f"Transcript of call {transcript.call.id}", level=1)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for name, value in transcript.facts():
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, _for_xml(value)
    document.add_paragraph()
    for first, said in turns(transcript):
        paragraph = document.add_paragraph()
        heading = paragraph.add_run(_for_xml(f"{who_says(first)}   {format_clock(first.start)}"))
        heading.bold = True
        heading.add_break()
        paragraph.add_run(_for_xml(part_mark(first.part) + said))
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def _for_xml(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
