"""What the asker should know of an answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Note:
    """A message without its words: `code` names the sentence that a surface shows, `values` are what it names."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)
