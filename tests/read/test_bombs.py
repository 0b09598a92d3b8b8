"""Pages made to stall a reader: each is read in time and memory that grow with its size, and what follows is found."""

from __future__ import annotations

import subprocess
import sys

import pytest

END = "全县教育工作会议召开。"
BOMBS = {
    "nested-tags": '"<div>" * 200_000',
    "open-comments": '"<!--" * 500_000',
    "attributes": '"<p " + "a=1 " * 2_000_000 + ">"',
    "angle-brackets": '"<" * 50_000',
    "open-quotes": "'<a\"' * 200_000",
    "scripts-closed-in-capitals": '"<script></SCRIPT>" * 100_000',
    "spaces": '" " * 2_000_000',
    "question-marks": '"?" * 500_000',
    "one-pinyin-word": '"shang" * 400_000',
    "one-latin-word": '"x" * 2_000_000',
    "ellipses": '"…" * 500_000',
}
PROGRAM = """
import re, sys, time
from pathlib import Path
from kg.read import from_text
from_text("教育")
raw = eval(sys.argv[1]) + sys.argv[2]
start = time.process_time()
text = from_text(raw).text
# of this program alone: what getrusage tells includes the process that started it
peak = int(re.search(r"VmHWM:\\s+([0-9]+) kB", Path("/proc/self/status").read_text())[1]) // 1024
print(text.endswith(sys.argv[2]), time.process_time() - start, peak)
"""


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_read_within_two_seconds_and_300_megabytes_and_the_text_behind_it_is_found(bomb: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, bomb, END], capture_output=True, text=True, check=True, timeout=60
    )
    found, seconds, megabytes = done.stdout.split()
    assert found == "True"
    assert float(seconds) < 2
    assert int(megabytes) < 300
