"""Reader limits: what one file may cost."""

from dataclasses import dataclass

_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on reading one file; past any of them it is refused with a sentence, and the next file goes on."""

    time_s: float = 45.0
    memory_bytes: int = 1024 * _MIB
    file_bytes: int = 100 * _MIB
    pages: int = 2000
    characters: int = 20_000_000
    zip_ratio: int = 50  # unpacked bytes a packed byte, once past `zip_free_bytes`
    zip_free_bytes: int = 64 * _MIB
    zip_entries: int = 2000
