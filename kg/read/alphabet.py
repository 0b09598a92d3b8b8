"""Which characters Chinese texts are written in."""

from __future__ import annotations

# Chinese characters, for use inside a character class.
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af\u3007"
# What a text may hold besides: ASCII, Latin and Greek letters, signs, numbers in circles, brackets, full width.
EXPECTED = (
    "\\n\\r\\t\x20-\x7e\xa0-\xac\xae-\u024f\u02b0-\u02ff\u0370-\u03ff\u1e00-\u1eff\u2000-\u200a\u2010-\u2029\u202f-\u205f"
    "\u2070-\u209f\u20a0-\u20bf\u2100-\u218f\u2190-\u2199\u2200-\u22ff\u2460-\u24ff\u2500-\u257f\u25a0-\u25ff\u2605\u2606"
    "\u2e80-\u2fd5\u3000-\u3020\u3021-\u302f\u3038-\u303f\u31c0-\u31ef\u3220-\u3247\u3280-\u33ff\ufe10-\ufe19\ufe30-\ufe6f"
    "\uff01-\uff5e\uffe0-\uffee\x0b\x0c\x85"
)
# GB 2312: what simplified texts are written in. Some of its characters are traditional forms as well (乾, 於, 徵).
SIMPLIFIED = frozenset(
    bytes(byte for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF) for byte in (high, low)).decode(
        "gb2312", "ignore"
    )
)
# Of those, the ones that in a text of today tell traditional script.
TELLING = frozenset("於後")
