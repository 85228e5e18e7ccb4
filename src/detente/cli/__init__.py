"""The command line: reads what was typed, asks a verb, shows the answer. It knows no politics."""

from __future__ import annotations

import sys

from detente.cli.app import build
from detente.cli.cache import remember_kernels
from detente.study.problems import DetenteError


def main() -> None:
    """Run one command. Exit 0 done, 1 the study or its input is wrong, 2 the command line is wrong."""
    remember_kernels()
    try:
        build()()
    except DetenteError as error:
        print(error, file=sys.stderr)  # noqa: T201
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        print("\ninterrupted; nothing half-written is left", file=sys.stderr)  # noqa: T201
        sys.exit(130)
