"""The version of detente, which every answer carries."""

VERSION = "0.1.0"
