"""The `pcr` command: the same road as the web pages, from a terminal.

Exit codes: 0 done; 1 a service or this machine is at fault; 2 the input is at fault.
"""

from __future__ import annotations

import typer

from .commands import (
    blank_files,
    checking,
    drafting_cards,
    forms,
    packets,
    reckoning,
    reference,
    screening,
)

app = typer.Typer(
    help="Court-ready packets for California immigrant post-conviction relief.",
    no_args_is_help=True,
    add_completion=False,
)
app.command()(packets.packet)
app.command()(packets.sign_off)
app.command()(packets.batch)
app.command()(checking.check)
app.command("screen")(screening.screen_case)
app.command()(reckoning.deadlines)
app.command()(checking.verify)
app.command()(reference.schema)
app.add_typer(reference.law, name="law")
app.add_typer(packets.exemplars, name="exemplars")
app.add_typer(packets.blanks, name="blanks")
app.add_typer(forms.forms, name="forms")
forms.forms.command("sync")(blank_files.sync)
forms.forms.command("import")(blank_files.import_file)
forms.forms.command("add")(drafting_cards.add)
forms.forms.command("compare")(drafting_cards.compare_editions)

if __name__ == "__main__":
    app()
