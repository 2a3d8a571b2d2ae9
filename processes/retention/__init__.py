"""How long people are kept: by which rule, until when, and what closes their record then."""
