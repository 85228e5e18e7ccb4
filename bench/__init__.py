"""Speed and memory, measured on this machine: `make bench`, or `python -m bench [--quick]`."""
