"""The table of Django's cache: how often somebody tried to sign in counts in every process.

As ``createcachetable`` would make it, so that migrating a database is all that it takes.
"""

from django.db import migrations

MADE = """
CREATE UNLOGGED TABLE shared_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX shared_cache_expires ON shared_cache (expires);
COMMENT ON INDEX shared_cache_expires IS 'for DatabaseCache, which throws away what is over';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_require_a_second_factor"),
    ]

    operations = [
        migrations.RunSQL(MADE, "DROP TABLE shared_cache"),
    ]
