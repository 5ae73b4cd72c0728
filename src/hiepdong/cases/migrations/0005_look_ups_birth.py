from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_look_ups"),
    ]

    operations = [
        migrations.AddField(
            model_name="lookuprow",
            name="birth",
            field=models.CharField(default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="lookuprow",
            name="gender",
            field=models.CharField(default="", max_length=1),
            preserve_default=False,
        ),
    ]
