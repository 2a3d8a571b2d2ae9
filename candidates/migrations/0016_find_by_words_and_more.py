"""What free text finds, with its stems, in a column that only PostgreSQL reads and writes.

`found_by` and `cv_text` are no fields of the model: they are long, and whoever reads a candidate
for a board or a letter would read them too. candidates/finding/ asks for them by name.
"""

from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations, models

# Endings that Polish words take; PostgreSQL brings no stemmer for it. Words without accents.
STEMS = r"""
CREATE FUNCTION polish_stem(word text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN CASE WHEN length(word) >= 5 THEN left(word, 4) || regexp_replace(
        substr(word, 5),
        '(owskiego|iego|iemu|ego|emu|ymi|imi|iami|ami|iach|ach|owie|owi|iow|ow|iom|om|iem|em'
            '|ych|ich|ym|im|iej|ej|ie|ia|iu|io|a|e|i|o|u|y)$',
        ''
    ) END;

CREATE FUNCTION stems_of(word text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN CASE WHEN word ~ '^[a-z]{3,40}$' THEN
        ts_lexize('english_stem', word) || ts_lexize('swedish_stem', word)
        || ts_lexize('dutch_stem', word) || polish_stem(word)
    END;

CREATE FUNCTION with_stems(words tsvector) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN words || array_to_tsvector(coalesce((
        SELECT array_agg(DISTINCT stem)
        FROM unnest(tsvector_to_array(words)) word, unnest(stems_of(word)) stem
        WHERE stem <> '' AND stem <> word
    ), '{}'));

CREATE FUNCTION weighed_words(said text, weight "char") RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN setweight(
        to_tsvector('simple'::regconfig, immutable_unaccent(coalesce(said, ''))), weight
    );

CREATE FUNCTION word_wanted(said text, begun boolean) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    exact tsquery := plainto_tsquery('simple'::regconfig, immutable_unaccent(said));
    word text := (tsvector_to_array(to_tsvector('simple'::regconfig, immutable_unaccent(said))))[1];
    forms text[];
BEGIN
    IF numnode(exact) <> 1 THEN
        RETURN exact;
    END IF;
    forms := ARRAY(
        SELECT DISTINCT stem FROM unnest(stems_of(word)) stem WHERE stem <> '' AND stem <> word
    );
    IF begun THEN
        exact := (exact::text || ':*')::tsquery;
    END IF;
    FOR i IN 1 .. cardinality(forms) LOOP
        exact := exact || quote_literal(forms[i])::tsquery;
    END LOOP;
    RETURN exact;
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
DROP FUNCTION stems_of(text);
DROP FUNCTION polish_stem(text);
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
