"""Which roles may do what, until a fuller table says more."""

RECORD_WORK = frozenset({"duty", "investigator", "staff", "commander"})
STAFF_WORK = frozenset({"staff", "commander"})
COMMANDER = frozenset({"commander"})
ADMINISTRATOR = frozenset({"administrator"})
INSPECTOR = frozenset({"inspector"})
