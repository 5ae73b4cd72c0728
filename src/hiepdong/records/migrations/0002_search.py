"""The full-text table, which is no Django model."""

from django.db import migrations

from hiepdong.records.searchtable import TABLE


def make(_apps, schema_editor) -> None:  # type: ignore[no-untyped-def]
    """Make the table as the database at hand does full text."""
    vendor = schema_editor.connection.vendor
    for sql in (*TABLE.create[vendor], *TABLE.indexes.get(vendor, ())):
        schema_editor.execute(sql.replace("{prefix}", ""))


class Migration(migrations.Migration):
    """After the room's other tables."""

    dependencies = (("records", "0001_initial"),)
    operations = (migrations.RunPython(make, migrations.RunPython.noop),)
