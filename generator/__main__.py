"""`python -m generator` and the command `zhushu`."""

import sys


def main() -> int:
    """Run the command line; the exit code is 0, 1 (problems in the site) or 2 (wrong usage)."""
    from generator.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
