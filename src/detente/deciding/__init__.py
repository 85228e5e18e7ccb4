"""What `decide` asks of the solvers: side by side, over ranges, why an actor moved, what an actor can do."""
