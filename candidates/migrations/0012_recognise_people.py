"""Recognise people: telephone numbers and profile links in one writing; pairs; merges."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# E.164 as `phonenumbers` writes it, for the countries that a candidate can live in: the first
# number of what was typed, without an extension; "" for what nobody can ring.
PHONE_KEY = r"""
CREATE FUNCTION phone_key(typed text, country text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    code text := CASE country
        WHEN 'SE' THEN '46' WHEN 'PL' THEN '48' WHEN 'NL' THEN '31' WHEN 'GB' THEN '44'
        WHEN 'DK' THEN '45' WHEN 'NO' THEN '47' WHEN 'FI' THEN '358' WHEN 'DE' THEN '49'
        WHEN 'BE' THEN '32' WHEN 'FR' THEN '33' WHEN 'IE' THEN '353' WHEN 'US' THEN '1'
    END;
    said text := substring(replace(typed, '(0)', ' ') FROM '[+0-9(][^A-Za-z#;,/|]*');
    digits text := regexp_replace(said, '[^0-9]', '', 'g');
BEGIN
    IF digits IS NULL OR digits = '' THEN
        RETURN '';
    ELSIF said ~ '^[(]?[+]' THEN
        NULL;
    ELSIF country = 'US' AND digits LIKE '011%' THEN
        digits := substr(digits, 4);
    ELSIF country <> 'US' AND digits LIKE '00%' THEN
        digits := substr(digits, 3);
    ELSIF code IS NULL THEN
        RETURN '';
    ELSIF country NOT IN ('PL', 'DK', 'NO', 'US') AND digits LIKE '0%' THEN
        digits := code || substr(digits, 2);
    ELSIF NOT (digits LIKE code || '%' AND length(digits) >= CASE country WHEN 'US' THEN 11 ELSE 10 END) THEN
        digits := code || digits;
    END IF;
    digits := regexp_replace(digits, '^(46|31|44|358|49|32|33|353)0', '\1');
    RETURN CASE WHEN length(digits) BETWEEN 8 AND 15 THEN '+' || digits ELSE '' END;
END
$$;
"""
# The address of a page about somebody, whatever stands before and behind it; "" for a page that
# is about nobody, such as the first one of a network.
LINK_KEY = r"""
CREATE FUNCTION link_key(typed text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    said text := regexp_replace(lower(btrim(typed)), '^[a-z]+://', '');
BEGIN
    said := regexp_replace(said, '[?#].*$', '');
    said := regexp_replace(said, '^(www|m|mobile)[.]', '');
    said := regexp_replace(said, '^[a-z]{2,3}[.](linkedin[.]com/)', '\1');
    IF said LIKE 'linkedin.com%' THEN
        RETURN coalesce(substring(said FROM '^linkedin[.]com/(?:in|pub)/[^/]+'), '');
    END IF;
    said := rtrim(said, '/');
    IF said IN ('github.com', 'gitlab.com', 'xing.com', 'facebook.com', 'instagram.com', 'x.com',
                'twitter.com', 'stackoverflow.com', 'behance.net', 'dribbble.com', 'medium.com',
                'goldenline.pl', 'pracuj.pl') THEN
        RETURN '';
    END IF;
    RETURN said;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0011_prefer_the_newest_document"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(PHONE_KEY, "DROP FUNCTION phone_key(text, text)"),
        migrations.RunSQL(LINK_KEY, "DROP FUNCTION link_key(text)"),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("changes", models.JSONField(default=list, editable=False)),
                ("forget_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="NotTheSame",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "not the same",
            },
        ),
        migrations.CreateModel(
            name="PerhapsTheSame",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("email", "same e-mail"),
                                ("phone", "same phone"),
                                ("link", "same profile link"),
                                ("name_city", "similar name, same place"),
                                ("name_employer", "similar name, same employer"),
                            ],
                            max_length=16,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("found_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "perhaps the same",
                "ordering": ["-found_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="TwinSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seen_to", models.PositiveBigIntegerField(default=0)),
                ("keys_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("next_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name_plural": "twin searches",
            },
        ),
        migrations.AddField(
            model_name="merge",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="gone",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merges_away",
                to="candidates.candidate",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="kept",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merges",
                to="candidates.candidate",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="undone_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notthesame",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notthesame",
            name="first",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="candidates.candidate",
            ),
        ),
        migrations.AddField(
            model_name="notthesame",
            name="second",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="candidates.candidate",
            ),
        ),
        migrations.AddField(
            model_name="perhapsthesame",
            name="first",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="candidates.candidate",
            ),
        ),
        migrations.AddField(
            model_name="perhapsthesame",
            name="second",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="candidates.candidate",
            ),
        ),
        migrations.AddField(
            model_name="candidate",
            name="link_key",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    "profile_link", function="link_key", output_field=models.TextField()
                ),
                output_field=models.TextField(),
            ),
        ),
        migrations.AddField(
            model_name="candidate",
            name="phone_key",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    "phone", "country", function="phone_key", output_field=models.TextField()
                ),
                output_field=models.TextField(),
            ),
        ),
        migrations.AddIndex(
            model_name="merge",
            index=models.Index(
                condition=models.Q(("forget_at__isnull", False)),
                fields=["forget_at"],
                name="merges_to_be_forgotten",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                models.F("gone"),
                condition=models.Q(("undone_at__isnull", True)),
                name="nobody_goes_into_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept", models.F("gone")), _negated=True),
                name="a_merge_has_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                    models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                    _connector="OR",
                ),
                name="an_undone_merge_says_by_whom",
            ),
        ),
        migrations.AddIndex(
            model_name="notthesame",
            index=models.Index(fields=["second"], name="not_the_same_the_other_way"),
        ),
        migrations.AddConstraint(
            model_name="notthesame",
            constraint=models.UniqueConstraint(
                models.F("first"), models.F("second"), name="nobody_is_told_apart_twice"
            ),
        ),
        migrations.AddConstraint(
            model_name="notthesame",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))),
                name="people_told_apart_stand_in_order",
            ),
        ),
        migrations.AddIndex(
            model_name="perhapsthesame",
            index=models.Index(fields=["second"], name="perhaps_the_other_way"),
        ),
        migrations.AddIndex(
            model_name="perhapsthesame",
            index=models.Index(fields=["-found_at", "-id"], name="pairs_found_lately"),
        ),
        migrations.AddConstraint(
            model_name="perhapsthesame",
            constraint=models.UniqueConstraint(
                models.F("first"), models.F("second"), name="a_pair_is_found_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="perhapsthesame",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))), name="pairs_are_in_order"
            ),
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(
                condition=models.Q(("phone_key", ""), _negated=True),
                fields=["phone_key"],
                name="candidates_by_phone",
            ),
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(
                condition=models.Q(("link_key", ""), _negated=True),
                fields=["link_key"],
                name="candidates_by_link",
            ),
        ),
    ]
