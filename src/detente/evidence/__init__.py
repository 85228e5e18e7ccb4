"""Evidence: the pages a study cites, the passages in them, and whether each quote really stands there.

`readers` turns a saved page into paragraphs, `passages` numbers them, `quotes` looks a quote up word for
word, `verify` does so for a whole study, and `pins` is what `study.lock` remembers. Functions take bytes
and text; which file they come from is for the folder `files` to say.
"""
