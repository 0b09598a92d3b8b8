"""The group that all commands are in: their errors are one line and an exit code."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Sequence


class Commands(click.Group):
    """A group whose errors are one line on standard error: `kg: place: fact. next step`, and its exit code."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run as a program; in other modes as click does."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        try:
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            code = error.exit_code
        except click.UsageError as error:
            name = error.ctx.command_path if error.ctx else "kg"
            code = _complain(f"{error.format_message().rstrip('.')}. see `{name} --help`", error.exit_code)
        except KgError as error:
            code = _complain(str(error), error.exit_code)
        except click.Abort:
            code = _complain("stopped; what stood here before is untouched", 130)
        except OSError as error:
            code = _complain(f"{error.filename or 'the system'}: {error.strerror or error}", 1)
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; that nobody reads on (`kg query … | head`) is no error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


def _complain(message: str, code: int) -> int:
    line = "".join(character if character.isprintable() else "\ufffd" for character in " ".join(message.split()))
    click.echo(f"kg: {line}".encode("utf-8", "replace"), err=True)
    return code
