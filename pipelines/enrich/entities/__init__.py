"""Entity recognition: names, references, amounts and dates marked in text."""

from pipelines.enrich.entities.marker import EntityMarker, load

__all__ = ["EntityMarker", "load"]
