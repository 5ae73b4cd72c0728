from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("figures", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProvisionalRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "record", "track", "version", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("record", models.BigIntegerField()),
                ("track", models.IntegerField()),
                ("version", models.IntegerField()),
                ("unit", models.CharField(max_length=64)),
                ("start", models.IntegerField()),
                ("end", models.IntegerField()),
                ("on_behalf", models.TextField()),
                ("figures", models.TextField()),
            ],
            options={
                "db_table": "figures_provisional",
            },
        ),
    ]
