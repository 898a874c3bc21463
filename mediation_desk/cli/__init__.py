"""The command line: every job of the desk without its window, through the same services.

Exit codes: 0 done; 1 an error nobody foresaw; 2 bad input, or the law or the state forbids it; 3
the store cannot be read or written; 4 not found; 130 interrupted. Nothing heavy is imported before
a command needs it, so that `--help` answers at once.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from mediation_desk.cli.desk import paths_of
from mediation_desk.cli.output import speak_utf8, tell_crash, tell_error
from mediation_desk.cli.try_out import open_window
from mediation_desk.errors import AppError

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks and return the exit code."""
    speak_utf8()
    options = _options(sys.argv[1:] if arguments is None else arguments)
    from mediation_desk.logs import run_logged

    return run_logged(lambda: _answer(options), paths_of(options).logs, crashed=tell_crash)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what was asked for; without a word it is the window, at once."""
    if not arguments:
        return argparse.Namespace(run=open_window, home=None, json=False)
    from mediation_desk.cli.parser import make_parser

    return make_parser().parse_args(arguments)


def _answer(options: argparse.Namespace) -> int:
    try:
        code = int(options.run(options) or 0)
        sys.stdout.flush()
        return code
    except AppError as error:
        return tell_error(error, as_json=getattr(options, "json", False))
    except KeyboardInterrupt:
        print("\n已停止，没有做完的步骤没有保存。", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever read has read enough; what is still buffered must not fail when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
