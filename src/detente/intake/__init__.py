"""Reading the files of providers: what kind a file is, its tables as text, columns by their many names, streams."""
