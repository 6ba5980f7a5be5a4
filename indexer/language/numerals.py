"""Swedish cardinal numbers as words, 0–99."""

from collections.abc import Mapping

_TO_TWENTY = (
    "noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton", "fjorton",
    "femton", "sexton", "sjutton", "arton", "nitton", "tjugo",
)  # fmt: skip
_TENS = ("tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")

NUMERALS: Mapping[str, int] = (
    {word: number for number, word in enumerate(_TO_TWENTY)}
    | {"ett": 1}
    | {ten + (_TO_TWENTY[n] if n else ""): 20 + 10 * at + n for at, ten in enumerate(_TENS) for n in range(10)}
    | {f"{ten}ett": 21 + 10 * at for at, ten in enumerate(_TENS)}
)
