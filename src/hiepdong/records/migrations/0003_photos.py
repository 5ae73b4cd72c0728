"""What others get of an attachment, beside what its owner keeps."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """An attachment of before is given to nobody else until the index was rebuilt."""

    dependencies = (("records", "0002_search"),)
    operations = (
        migrations.AddField(
            model_name="attachmentrow",
            name="released",
            field=models.CharField(max_length=64, default=""),
            preserve_default=False,
        ),
    )
