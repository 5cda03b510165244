"""The bare limit of classification: split each line of standard input and look every word up in a dictionary.

Prints the median and the 99th percentile in milliseconds of processor time. Knows nothing of the project.
"""

import sys
import time

KNOWN = "kebakaran banjir kecelakaan ular pohon tumbang pingsan"
WORDS = {word: place for place, word in enumerate(KNOWN.split())}


def main() -> None:
    """Time each line."""
    spent = []
    for line in sys.stdin.read().splitlines():
        begin = time.thread_time()
        [WORDS.get(word) for word in line.lower().split()]
        spent.append(time.thread_time() - begin)
    spent.sort()
    print(f"{spent[len(spent) // 2] * 1000:.6f} {spent[int(len(spent) * 0.99)] * 1000:.6f}")


if __name__ == "__main__":
    main()
