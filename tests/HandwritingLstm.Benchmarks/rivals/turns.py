"""How a rival takes part in a benchmark: it says what it is, then measures once for every line on its standard input."""
import json
import sys


def take_turns(about, measure):
    """measure() does the work once and returns lines per second; the first time is to warm up."""
    measure()
    print(json.dumps(about()), flush=True)
    for _ in sys.stdin:
        print(measure(), flush=True)
