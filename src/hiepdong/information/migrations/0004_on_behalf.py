"""For which unit a request or an answer was recorded, where that unit is not on the system."""

from django.db import migrations, models


def _behalf(model: str) -> migrations.AddField:
    field = models.CharField(max_length=64, default="")
    return migrations.AddField(model_name=model, name="behalf", field=field, preserve_default=False)


class Migration(migrations.Migration):
    """Nothing was recorded for others before."""

    dependencies = (("information", "0003_activities"),)
    operations = (_behalf("requestrow"), _behalf("answerrow"))
