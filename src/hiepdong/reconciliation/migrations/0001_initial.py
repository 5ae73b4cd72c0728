from django.db import migrations, models

import hiepdong.journal.columns


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ReconciliationRow",
            fields=[
                ("record", hiepdong.journal.columns.NumberField(primary_key=True, serialize=False)),
                ("uuid", models.CharField(max_length=36, unique=True)),
                ("state", models.CharField(max_length=10)),
                ("units", models.TextField()),
                ("stands", models.TextField()),
            ],
            options={
                "db_table": "reconciliation_matter",
            },
        ),
    ]
