"""How running time grows with input size: a ratio within one run, never seconds."""

import gc
import time
from collections.abc import Callable

_ROUNDS = 5
_RESOLUTION = 0.01  # seconds; below it a ratio is noise
GROWTH_LIMIT = 2.5  # times the time at twice the size


def growth(work: Callable[[int], object], size: int) -> float:
    """Processor time of `work(2 * size)` over that of `work(size)`, the least of five each, collector off."""

    def seconds(of_size: int) -> float:
        start = time.process_time()
        work(of_size)
        return time.process_time() - start

    work(size // 50 + 1)
    gc.collect()
    gc.disable()
    try:
        pairs = [(seconds(size), seconds(2 * size)) for _ in range(_ROUNDS)]
    finally:
        gc.enable()
    return min(big for _, big in pairs) / max(min(small for small, _ in pairs), _RESOLUTION)
