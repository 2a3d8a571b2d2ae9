"""Polish: months small. The names are explained in the English formats; the rest is Django's."""

DAY_FORMAT = "D j b"
DAY_OF_MONTH_FORMAT = "j b"
DAY_OF_YEAR_FORMAT = "j b Y"
SLOT_FORMAT = "D j b Y, H:i"
LETTER_DAY_FORMAT = "j E"  # in a sentence the day of the week would have to bend
