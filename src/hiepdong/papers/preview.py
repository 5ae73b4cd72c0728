"""A paper's text for a page, before it is written: its blocks by what they are."""

from typing import Any

from hiepdong.papers import wording
from hiepdong.papers.forms import Fill, Heading, Paper, Paragraph


def lines(paper: Paper) -> list[dict[str, Any]]:
    """The blocks of the body in order: heading, paragraph, fill or table."""
    found: list[dict[str, Any]] = []
    for block in paper.body:
        if isinstance(block, Heading):
            found.append({"sort": "heading", "level": block.level, "text": wording.heading(block)})
        elif isinstance(block, Paragraph):
            found.append({"sort": "paragraph", "runs": block.runs})
        elif isinstance(block, Fill):
            found.append({"sort": "fill"})
        else:
            found.append({"sort": "table", "columns": block.columns, "rows": block.rows})
    return found
