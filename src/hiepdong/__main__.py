"""`python -m hiepdong` is the `hiepdong` command."""

from hiepdong.cli import entry_point

entry_point()
