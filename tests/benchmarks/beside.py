"""Articles a second and memory of the built-in engine beside other tools, on the same texts and in the same run.

python -m tests.benchmarks.beside [FILE.jsonl] [ARTICLES]

The tools are installed into a folder of their own, from the package index, and thrown away. Each is loaded and tried on
one article first, and then timed on all of them, in a process of its own that does nothing else, three times in turns;
the best time counts. `brief` finds countries, quotations and days ahead besides, and checks every line. What a machine
does in a second says little: look at the last column.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from tests.benchmarks.invented import invented_articles

PACKAGES = ("lede", "sumy", "numpy", "newspaper4k", "lxml_html_clean")
_ROUNDS = 3  # in turns, of which the best counts: a machine is not equally fast all the time
_Took = tuple[float, int]
ROOT = Path(__file__).resolve().parents[2]

# What each tool does to a list of texts. Sentences are cut by a pattern where a tool would fetch data for it.
_CUT = "cut = lambda text: [one for one in re.split(r'(?<=[.!?])\\s+', text) if one]"
TOOLS = {
    "lead-3": f"{_CUT}\ndef one(text): return cut(text)[:3]",
    "lede": "import lede\ndef one(text): return lede.summarize(text)",
    "sumy lexrank": f"""
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.lex_rank import LexRankSummarizer
{_CUT}
class Cutter:
    def to_sentences(self, text): return cut(text)
    def to_words(self, text): return re.findall(r"\\w+", text)
cutter, lexrank = Cutter(), LexRankSummarizer()
def one(text): return lexrank(PlaintextParser.from_string(text, cutter).document, 3)""",
    "newspaper4k": f"""
from newspaper import nlp
from newspaper.text import StopWords
{_CUT}
nlp.split_sentences = cut
words = StopWords("en")
def one(text): return list(nlp.summarize(cut(text)[0], text, words))""",
}
_ALL = "\ndef all_(texts):\n    for text in texts: one(text)\n"
_BRIEF = """
from datetime import UTC, datetime
from briefcli.config import Settings
from briefcli.pipeline import make_brief
def all_(texts):
    file = sys.argv[1] if len(texts) > 1 else sys.argv[2]
    make_brief([file], Settings(by="article", points=3, workers=WORKERS), now=datetime.now(tz=UTC))
"""
_TIMED = """
import json, re, resource, sys, time
{code}
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
all_(texts[:1])
started = time.perf_counter()
all_(texts)
took = time.perf_counter() - started
usage = [resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(json.dumps([took, max(usage)]))
"""


def timed(python: str, code: str, file: Path, first: Path) -> _Took | None:
    """Seconds and megabytes of one tool; None where it fails, and then it has said why."""
    done = subprocess.run(
        [python, "-c", _TIMED.format(code=code), str(file), str(first)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        return None
    seconds, megabytes = json.loads(done.stdout.splitlines()[-1])
    return seconds, megabytes


def main(source: str | None, count: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        rows = list(invented_articles(count)) if source is None else _rows(source, count)
        file, first = Path(folder) / "articles.jsonl", Path(folder) / "first.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        first.write_text(json.dumps(rows[0]) + "\n", encoding="utf-8")
        venv.create(Path(folder) / "tools", with_pip=True)
        python = str(Path(folder) / "tools" / "bin" / "python")
        for package in PACKAGES:
            done = subprocess.run([python, "-m", "pip", "install", "-q", package], check=False, capture_output=True)
            if done.returncode:
                print(f"{package} could not be installed")
        runs = {name: (python, code + _ALL) for name, code in TOOLS.items()}
        for workers in ("1", '"auto"'):
            runs[f"brief, workers {workers}".replace('"', "")] = sys.executable, _BRIEF.replace("WORKERS", workers)
        found: dict[str, _Took | None] = dict.fromkeys(runs)
        for _ in range(_ROUNDS):
            for name, run in runs.items():
                found[name] = _better(found[name], timed(*run, file, first))
    letters = sum(len(str(row["text"])) for row in rows) // len(rows)
    print(f"{len(rows)} articles of {letters} characters")
    lede = found["lede"]
    for name, figures in found.items():
        if figures is None:
            print(f"{name:20} could not be run")
            continue
        seconds, megabytes = figures
        share = f"{lede[0] / seconds:6.2f} x lede" if lede else ""
        print(f"{name:20}{len(rows) / seconds:8.0f} a second{megabytes:6} MB {share}")


def _better(one: _Took | None, other: _Took | None) -> _Took | None:
    return min((took for took in (one, other) if took is not None), default=None)


def _rows(source: str, count: int) -> list[dict[str, object]]:
    with Path(source).open(encoding="utf-8") as lines:
        return [json.loads(line) for line, _ in zip(lines, range(count), strict=False)]


if __name__ == "__main__":
    given = sys.argv[1:]
    numbers = [int(one) for one in given if one.isdigit()]
    main(next((one for one in given if not one.isdigit()), None), numbers[0] if numbers else 300)
