"""Files that carry cases in and out: what a stranger wrote is read with suspicion, never executed.

May import domain and storage. A file is checked whole before anything is done with it; every fault
is named with its place, the reason and the remedy.
"""
