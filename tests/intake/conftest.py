"""Files of the record where they are held."""

from tests.data.conftest import held_record

__all__ = ["held_record"]
