"""Articles made up by rule for benchmarks: news-like in length, names, figures and quotations; all different."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

_PLACES = "Nairobi Lagos Lima Oslo Seoul Tokyo Paris Berlin Quito Hanoi Accra Dhaka Rabat Tunis Riga Sofia".split()  # noqa: SIM905
_NAMES = "Ada Bo Cleo Dag Eva Finn Gro Hal Ida Jon Kim Lea Max Nia Olaf Pia".split()  # noqa: SIM905
_SURNAMES = "Lund Falk Strand Berg Holm Dahl Moe Vik Lie Aas Bakke Haug Sand Solberg Nygaard Eide".split()  # noqa: SIM905
_THINGS = [
    "port",
    "bridge",
    "budget",
    "tariff",
    "vaccine",
    "pipeline",
    "railway",
    "election",
    "harvest",
    "dam",
    "tunnel",
    "reactor",
    "ferry",
    "satellite",
]
_DEEDS = "closed opened approved rejected delayed financed inspected repaired expanded suspended audited sold".split()  # noqa: SIM905
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def invented_articles(count: int, *, seed: int = 1, paragraphs: int = 8) -> Iterator[dict[str, object]]:
    """So many articles as rows of a .jsonl file, about half of them reports of an event another one reports too."""
    chance = random.Random(seed)
    event = _event(chance)
    for number in range(count):
        if chance.random() < 0.5:
            event = _event(chance)
        yield {
            "id": f"a{number}",
            "title": f"{event['place']} {event['thing']} {event['deed']} after {event['word']} report",
            "text": "\n\n".join(_paragraph(chance, event) for _ in range(paragraphs)),
            "published": (date(2026, 3, 1) + timedelta(days=number % 7)).isoformat(),
            "publisher": f"Paper {number % 40}",
        }


def _event(chance: random.Random) -> dict[str, str]:
    return {
        "place": chance.choice(_PLACES),
        "thing": chance.choice(_THINGS),
        "deed": chance.choice(_DEEDS),
        "name": f"{chance.choice(_NAMES)} {chance.choice(_SURNAMES)}",
        "word": "".join(chance.choices(_LETTERS, k=7)).capitalize(),
        "figure": str(chance.randrange(20, 900)),
    }


def _paragraph(chance: random.Random, event: dict[str, str]) -> str:
    other = "".join(chance.choices(_LETTERS, k=6)).capitalize()
    return (
        f"The {event['thing']} of {event['place']} was {event['deed']} on Tuesday after {event['word']} found {event['figure']} faults. "
        f"“We will look at each of the {chance.randrange(3, 99)} reports by {other},” said {event['name']}, the head of {event['word']}. "
        f"Officials in {chance.choice(_PLACES)} expect the {chance.choice(_THINGS)} to cost {chance.randrange(2, 80)} million dollars."
    )
