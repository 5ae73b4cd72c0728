"""How fast it is, beside plain SQL on the same machine in the same run: `make bench`, or `python -m bench --help`."""
