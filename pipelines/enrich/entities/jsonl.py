"""Entities as JSON Lines, for other programs: one object a line in, one a line out."""

import json
from collections.abc import Iterable, Iterator

from pipelines.enrich.entities.marker import EntityMarker


def mark_lines(lines: Iterable[str], marker: EntityMarker) -> Iterator[str]:
    """`{"id","text"}` → `{"id","entities":[{"start","end","label","text"}]}`; a bad line gets `error` and the rest goes on."""
    for line in lines:
        if line.strip():
            yield json.dumps(_marked(line, marker), ensure_ascii=False)


def _marked(line: str, marker: EntityMarker) -> dict[str, object]:
    try:
        asked = json.loads(line)
        name, text = asked.get("id"), "" + asked["text"]
    except (ValueError, KeyError, TypeError, AttributeError):
        message = 'Raden är inte ett JSON-objekt {"id", "text"}; rätta den och skicka igen.'
        return {"id": None, "entities": [], "error": {"code": "bad_line", "message": message}}
    (entities,) = marker.mark([text])
    return {
        "id": name,
        "entities": [{"start": e.start, "end": e.end, "label": e.label, "text": e.text} for e in entities],
    }
