"""What the asker may see. Every read takes an `Access`; there is no default and no None."""

import re
from dataclasses import dataclass

PUBLIC = "public"
INTERNAL = "internal"
_LABEL = re.compile(r"public|internal|restricted:[\w.-]+")


@dataclass(frozen=True, slots=True)
class Access:
    """The labels an asker may see, or every label (`everything`). A document without a label is closed to all."""

    labels: frozenset[str] = frozenset()
    everything: bool = False

    @classmethod
    def public(cls) -> "Access":
        """An asker without a key."""
        return cls(frozenset({PUBLIC}))

    @classmethod
    def owner(cls) -> "Access":
        """The store's owner at the command line: every label."""
        return cls(everything=True)

    @classmethod
    def of(cls, *labels: str) -> "Access":
        """The asker with these labels."""
        return cls(frozenset(labels))

    def allows(self, label: str | None) -> bool:
        """Whether a document with this label may be shown."""
        return label is not None and (self.everything or label in self.labels)


def valid_label(label: str) -> bool:
    """Whether `label` is `public`, `internal` or `restricted:<group>`."""
    return _LABEL.fullmatch(label) is not None
