"""What the site of a graph costs: seconds for all of it, and milliseconds for each kind of page.

    python bench/site.py out               of the graph in `out`
    python bench/site.py out --workers 2

Times are CPU seconds of this process, page by page, then CPU seconds of all processes of `kg view` and its wall clock;
on whatever else the machine does at the moment.
"""

from __future__ import annotations

import argparse
import gc
import os
import time
from collections import Counter, defaultdict
from pathlib import Path

from kg import view
from kg.view.site import Site


def kind(address: str) -> str:
    """Return the kind of a page: its suffix, or its folder where that tells more."""
    folder = address.partition("/")[0] if "/" in address else "once"
    if folder in {"once", "assets", "graph", "documents", "compare", "year", "kind"} and address.endswith(
        (".html", ".js")
    ):
        return folder
    return Path(address).suffix if not address.endswith(".html") else "thing"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--workers", type=int, default=0)
    told = parser.parse_args()
    gc.disable()  # as it is while `kg view` writes
    started = time.process_time()
    site = Site(told.out, whole=True)
    addresses = site.addresses()
    print(f"{len(site.stored.sources)} documents, {len(site.stored.ties)} statements, {len(addresses)} files")
    print(f"looking through the graph  {time.process_time() - started:6.1f} s")
    spent: dict[str, float] = defaultdict(float)
    count, size = Counter[str](), Counter[str]()
    for address in addresses:
        started = time.process_time()
        page = site.page(address) or b""
        spent[kind(address)] += time.process_time() - started
        count[kind(address)] += 1
        size[kind(address)] += len(page)
    for name, seconds in sorted(spent.items(), key=lambda pair: -pair[1]):
        each = 1000 * seconds / count[name]
        print(f"{name:<12}{count[name]:>8} files {seconds:8.1f} s {each:8.2f} ms each {size[name] / 1e6:8.1f} MB")
    print(f"all pages in one process   {sum(spent.values()):6.1f} s")
    del site
    began, before = time.monotonic(), _spent()
    view.write(told.out, told.workers)
    print(f"kg view, all processes     {_spent() - before:6.1f} s")
    print(f"kg view, wall clock        {time.monotonic() - began:6.1f} s")


def _spent() -> float:
    """Return the CPU seconds of this process and of those that it started and that ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


if __name__ == "__main__":
    main()
