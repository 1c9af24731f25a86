"""Text with character offsets: sentences, paragraphs, words, quotation marks, normalisations that keep offsets.

Offsets count characters of the string that was passed in, half-open, as everywhere in `brief`. `Analysis` is all of it
for one text, each piece worked out when it is first asked for, and once.
"""

from briefcli.text.analysis import Analysis
from briefcli.text.plain import letters, one_line, straight, without_controls, without_invisible
from briefcli.text.sentences import Extent, paragraphs, sentences

__all__ = [
    "Analysis",
    "Extent",
    "letters",
    "one_line",
    "paragraphs",
    "sentences",
    "straight",
    "without_controls",
    "without_invisible",
]
