from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ApprovalRow",
            fields=[
                ("id", models.CharField(max_length=130, primary_key=True, serialize=False)),
                ("unit", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("officer", models.CharField(max_length=100)),
                ("at", models.BigIntegerField()),
                ("seq", models.BigIntegerField()),
            ],
            options={"db_table": "papers_approval"},
        ),
    ]
