"""`python -m kg.cli` is `kg`."""

from kg.cli import main

if __name__ == "__main__":  # a process that `kg build -j` starts may load this module too
    main()
