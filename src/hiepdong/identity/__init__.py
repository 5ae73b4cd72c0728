"""Persons found by name, birth and documents, in Vietnamese and Chinese, with the reasons in words.

A pure library: no framework, no database. `index.Index` is the whole interface; import it where it is used,
because it brings numpy with it.
"""
