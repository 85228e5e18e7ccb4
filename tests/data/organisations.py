"""Names of organisations as they head the columns of a file of memberships."""

ORGANISATIONS = tuple(f"org{number}" for number in range(1, 25))
