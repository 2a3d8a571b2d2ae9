"""New people whom saved searches find: one letter a day to whoever asked for it."""
