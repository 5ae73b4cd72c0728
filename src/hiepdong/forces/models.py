"""Index tables of units and officers, and the state of sign-in (credentials, sessions, tokens). Days are ordinals."""

from django.db import models


class UnitRow(models.Model):
    """A unit as it was called and placed from a day on."""

    pk = models.CompositePrimaryKey("code", "start")
    code = models.CharField(max_length=64)
    start = models.IntegerField()
    name = models.TextField()
    type = models.CharField(max_length=20)
    parent = models.CharField(max_length=64, null=True)
    seq = models.BigIntegerField()

    class Meta:
        """Table name."""

        db_table = "forces_unit"


class UnitEndRow(models.Model):
    """A unit that ended: on which day, how, and who came after it."""

    code = models.CharField(max_length=64, primary_key=True)
    on = models.IntegerField()
    how = models.CharField(max_length=20)
    successors = models.TextField()
    heir = models.CharField(max_length=64, null=True)
    seq = models.BigIntegerField()

    class Meta:
        """Table name."""

        db_table = "forces_unit_end"


class ServiceRow(models.Model):
    """An officer in a unit, with his roles there; `seq` orders the units he was added to."""

    pk = models.CompositePrimaryKey("login", "unit")
    login = models.CharField(max_length=100)
    unit = models.CharField(max_length=64)
    roles = models.TextField()
    name = models.TextField()
    rank = models.TextField(null=True)
    position = models.TextField(null=True)
    seq = models.BigIntegerField()

    class Meta:
        """Table name."""

        db_table = "forces_service"


class SettingRow(models.Model):
    """A setting of a unit, as JSON."""

    pk = models.CompositePrimaryKey("unit", "name")
    unit = models.CharField(max_length=64)
    name = models.CharField(max_length=64)
    value = models.TextField()
    seq = models.BigIntegerField()

    class Meta:
        """Table name."""

        db_table = "forces_setting"


class CredentialRow(models.Model):
    """State: an officer's password (Argon2id) and how often it was mistyped."""

    login = models.CharField(max_length=100, primary_key=True)
    password = models.TextField()
    failures = models.IntegerField(default=0)
    locked_until = models.BigIntegerField(default=0)

    class Meta:
        """Table name."""

        db_table = "forces_credential"


class SessionRow(models.Model):
    """State: who is signed in where, or holds a token for the API. The token is kept as its digest alone."""

    digest = models.CharField(max_length=64, primary_key=True)
    login = models.CharField(max_length=100)
    unit = models.CharField(max_length=64, null=True)
    purpose = models.CharField(max_length=10)
    ends = models.BigIntegerField()
    seen_seq = models.BigIntegerField(default=0)

    class Meta:
        """Table name."""

        db_table = "forces_session"
        indexes = (models.Index(fields=["login"], name="session_login"),)


class PreferenceRow(models.Model):
    """State: what an officer chose for himself (language, theme, keys), and the last news he has seen."""

    login = models.CharField(max_length=100, primary_key=True)
    value = models.TextField()

    class Meta:
        """Table name."""

        db_table = "forces_preference"
