"""What free text finds, with its stems, in a column that only PostgreSQL reads and writes.

`found_by` and `cv_text` are no fields of the model: they are long, and whoever reads a candidate
for a board or a letter would read them too. candidates/finding/ asks for them by name.
"""

from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations, models

# Polish words lose their endings by a rule of ours; PostgreSQL brings no stemmer for it. All words
# of a text are stemmed at once, without their places: phrases are looked for as they stand.
STEMS = r"""
CREATE FUNCTION with_stems(words tsvector) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN (
        SELECT words
            || strip(to_tsvector('english'::regconfig, said))
            || strip(to_tsvector('swedish'::regconfig, said))
            || strip(to_tsvector('dutch'::regconfig, said))
            || strip(to_tsvector('simple'::regconfig, regexp_replace(
                said,
                '\m([a-z]{4}[a-z]*?)(owskiego|i?emu|i?ego|[iy]mi|i?ami|i?ach|owie|owi|i?[oe]m'
                    '|i?ow|[iy]ch|[iy]m|i?ej|i[eauo]|[aeiouy])\M',
                '\1',
                'g'
            )))
        FROM (SELECT array_to_string(tsvector_to_array(words), ' ')) plain (said)
    );

CREATE FUNCTION weighed_words(said text, weight "char") RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN setweight(
        to_tsvector('simple'::regconfig, immutable_unaccent(coalesce(said, ''))), weight
    );

CREATE FUNCTION word_wanted(said text, begun boolean) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    wanted tsquery := plainto_tsquery('simple'::regconfig, immutable_unaccent(said));
    words tsvector := to_tsvector('simple'::regconfig, immutable_unaccent(said));
    form text;
BEGIN
    IF numnode(wanted) <> 1 THEN
        RETURN wanted;
    END IF;
    IF begun THEN
        wanted := (wanted::text || ':*')::tsquery;
    END IF;
    FOREACH form IN ARRAY tsvector_to_array(with_stems(words)) LOOP
        IF form ~ '^[a-z]{3,}$' AND form <> ALL (tsvector_to_array(words)) THEN
            wanted := wanted || form::tsquery;
        END IF;
    END LOOP;
    RETURN wanted;
END
$$;

CREATE FUNCTION names_wanted(said text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN (
        SELECT coalesce(string_agg(
            '''' || replace(replace(word, '\', '\\'), '''', '''''') || ''':*', ' & '
        ), '')
        FROM unnest(tsvector_to_array(
            to_tsvector('simple'::regconfig, immutable_unaccent(said))
        )) word
    )::tsquery;

CREATE FUNCTION plain_words(said text[]) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN string_to_array(lower(immutable_unaccent(array_to_string(said, E'\n'))), E'\n');

ALTER TABLE candidates_candidate
    DROP COLUMN words,
    ADD COLUMN found_by tsvector GENERATED ALWAYS AS (with_stems(
        weighed_words(first_name || ' ' || last_name, 'A')
        || weighed_words(headline, 'A')
        || weighed_words(immutable_words(skills), 'A')
        || weighed_words(employer, 'B')
        || weighed_words(left(about, 20000), 'C')
        || weighed_words(left(cv_text, 50000), 'D')
    )) STORED,
    ADD COLUMN plain_skills text[] GENERATED ALWAYS AS (plain_words(skills)) STORED;

CREATE INDEX candidates_by_words ON candidates_candidate USING gin (found_by);
CREATE INDEX candidates_by_begun_names ON candidates_candidate
    USING gin (to_tsvector('simple'::regconfig, plain_name));
DROP INDEX candidates_by_skill;
CREATE INDEX candidates_by_skill ON candidates_candidate USING gin (plain_skills, plain_city);
CREATE INDEX candidates_by_tag_language_and_kind ON candidates_candidate
    USING gin (tags, languages, wants_kinds);
COMMENT ON INDEX candidates_by_words IS 'candidates.finding.text';
COMMENT ON INDEX candidates_by_begun_names IS 'candidates.finding.text, several words begun';
COMMENT ON INDEX candidates_by_skill IS 'candidates.finding.criteria, skills with or without places';
"""
NO_STEMS = """
ALTER TABLE candidates_candidate
    DROP COLUMN found_by,
    DROP COLUMN plain_skills,
    ADD COLUMN words tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple'::regconfig, immutable_unaccent(coalesce(headline, ''))), 'A') ||
        setweight(to_tsvector('simple'::regconfig, immutable_unaccent(immutable_words(skills))), 'A') ||
        setweight(to_tsvector('simple'::regconfig, immutable_unaccent(coalesce(employer, ''))), 'B') ||
        setweight(to_tsvector('simple'::regconfig, immutable_unaccent(coalesce(about, ''))), 'C')
    ) STORED;
CREATE INDEX candidates_by_words ON candidates_candidate USING gin (words);
CREATE INDEX candidates_by_skill ON candidates_candidate USING gin (skills);
DROP INDEX candidates_by_begun_names;
DROP INDEX candidates_by_tag_language_and_kind;
DROP FUNCTION plain_words(text[]);
DROP FUNCTION names_wanted(text);
DROP FUNCTION word_wanted(text, boolean);
DROP FUNCTION weighed_words(text, "char");
DROP FUNCTION with_stems(tsvector);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0015_keep_some_people_longer"),
    ]

    operations = [
        BtreeGinExtension(),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveIndex(model_name="candidate", name="candidates_by_words"),
                migrations.RemoveIndex(model_name="candidate", name="candidates_by_skill"),
                migrations.RemoveField(model_name="candidate", name="words"),
                migrations.RemoveField(model_name="candidate", name="cv_text"),
            ],
            database_operations=[migrations.RunSQL(STEMS, NO_STEMS)],
        ),
        migrations.RemoveIndex(model_name="candidate", name="candidates_by_availability"),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(fields=["available_on", "id"], name="candidates_by_availability"),
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(fields=["-created_at", "-id"], name="candidates_newest_first"),
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(
                models.OrderBy(models.F("last_contact_at"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                name="candidates_by_last_contact",
            ),
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(
                fields=["expects_per", "expects_currency", "expects_from"],
                condition=~models.Q(expects_per=""),
                name="candidates_by_expected_pay",
            ),
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(
                fields=["created_at"],
                condition=models.Q(privacy_notice_at__isnull=True),
                name="candidates_without_notice",
            ),
        ),
    ]
