"""Documents from answers: what a study's verbs say, put in order for a reader who was not there.

`answers.py` asks; `sections/` ◆ say, one part of the report a file; `document.py` is what they say it in; `html.py`,
`markdown.py`, `word.py` and `plain.py` each set a document down in one format.
"""
