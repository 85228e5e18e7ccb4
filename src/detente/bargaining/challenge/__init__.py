"""The challenge model: actors weigh whether to challenge each other, and take the offers that come of it.

Formulas and equation numbers are those of Scholz, Calbert and Smith (2011), who wrote out the expected-utility model of
Bueno de Mesquita. Files follow the model: `rules` (its disputed points as switches), `success`, `utility`, `offers`,
`course` (rounds), `telling` (why an actor moved). Arrays have draws last: "actor ..." and "actor other ...".
"""
