"""What the `pcr` command can do, a module each subject; `cli.py` puts them together."""
