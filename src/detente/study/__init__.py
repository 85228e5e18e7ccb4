"""The study: its nouns, the YAML that spells them, quantities, dates, rules, changes, and errors with their lines."""
