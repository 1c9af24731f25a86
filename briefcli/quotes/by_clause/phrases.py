"""What a stretch of words names: a person, a body, a role, nobody who can speak."""

from __future__ import annotations

from briefcli.quotes.by_clause.names import Names, Run
from briefcli.quotes.mention import Mention, whole
from briefcli.quotes.tokens import Tokens

INSIDE = frozenset({"cap", "low", "num"})  # the tags of what a phrase is made of
LONGEST = 14  # tokens of a phrase without capitals; longer ones are clauses
_OPENERS = frozenset({"conj", "adv", "aux", "time", ",", ")", "-"})
_CLOSERS = frozenset({"adv", "aux", "time", "prep", "conj", ",", "(", "-"})
_OFFICE = 2  # words of an office and a name that stand together without a stop, less one
_HEAD = 4  # letters more than which a noun has that is told by its ending


class Phrases:
    """Tells what stretches of one article name."""

    def __init__(self, found: Tokens) -> None:
        self.tokens = found
        self.grammar = found.grammar
        self.names = Names(found)

    def is_person(self, mention: Mention) -> bool:
        """Whether a phrase names a person, as far as the article tells."""
        run = (mention.head, mention.tail)
        return mention.kind == "name" and self.names.is_person(run, mention.first, mention.last)

    def is_titled(self, mention: Mention) -> bool:
        """Whether a phrase has a title in it."""
        return any(map(self.names.is_title, range(mention.first, mention.last + 1)))

    def is_pronoun(self, at: int) -> bool:
        """Whether a token alone stands for somebody."""
        tag = self.tokens.tag[at]
        return tag == "pro" or (tag == "det" and self.tokens.low[at] in self.grammar.pronouns)

    def trimmed(self, mention: Mention) -> Mention:
        """A role without the words behind it that may be a verb and its object already."""
        if mention.kind != "nominal":
            return mention
        last = mention.last
        while last > mention.first and self.tokens.tag[last] == "low" and not self.names.tells_who(last):
            last -= 1
        return whole(mention.first, last, "nominal")

    def only_person(self, first: int, end: int) -> Mention | None:
        """The one person that a stretch of tokens names; None where it names none, or several."""
        found: dict[str, Mention] = {}
        for head, tail in self.names.runs(first, end - 1):
            mention = whole(head, tail, "name")
            if self.is_person(mention):
                found.setdefault(self.tokens.low[tail], mention)
        return next(iter(found.values())) if len(found) == 1 else None

    def read(self, first: int, last: int, *, sure: bool = False, ahead: bool = True) -> Mention | None:
        """What tokens `first` to `last` name; None where that is nobody who can speak.

        `ahead`: the verb stands behind, so that of two names the last is the likelier.
        """
        tokens = self.tokens
        while first <= last and tokens.tag[first] in _OPENERS:
            first += 1
        while first <= last and tokens.tag[last] in _CLOSERS:
            last -= 1
        if first > last or tokens.tag[first] == "prep":
            return None
        if tokens.tag[first] == "pro" or (first == last and self.is_pronoun(first)):
            return whole(first, first, "pronoun")
        if (first < last and tokens.low[first] in self.grammar.oblique) or self._is_no_speaker(first):
            return None
        if not self.grammar.cased:
            return self._caseless(first, last)
        return self._cased(first, last, ahead=ahead) or (self._any_noun(first, last) if sure else None)

    def _is_no_speaker(self, first: int) -> bool:
        return self.grammar.no_speakers.starts_at(self.tokens.low, first) > 1

    def _caseless(self, first: int, last: int) -> Mention | None:
        tokens, never = self.tokens, self.grammar.no_speakers
        while first < last and tokens.tag[first] in ("det", "num"):
            first += 1
        words = tokens.low[first : last + 1]
        if last - first >= LONGEST or words[0] in never or words[-1] in never or tokens.tag[last] == "num":
            return None
        return None if len("".join(words)) < 2 else whole(first, last, "name")

    def _cased(self, first: int, last: int, *, ahead: bool) -> Mention | None:
        titles = [at for at in range(first, last + 1) if self.names.is_title(at)]
        if titles:
            return self._titled(first, last, titles)
        for run in self._likeliest(first, last, ahead=ahead):
            if run[0] > first and self.tokens.tag_at(run[0] - 1) == "prep":
                continue
            if self.names.is_body(run):
                return whole(first if self.tokens.tag[first] in ("det", "cap") else run[0], last, "nominal")
            if self.names.is_name(run) and not self._opens_noun(run, last):
                return Mention(first, last, "name", *run)
        body = any(self.grammar.is_body(self.tokens.low[at]) for at in range(first, last + 1))
        return whole(first, last, "nominal") if body else None

    def _opens_noun(self, run: Run, last: int) -> bool:
        """Whether one capital letter is that of a sentence: "Ủy ban ... nêu", "Şirketin ... dedi"."""
        at = run[0]
        opens = at == run[1] and self.tokens.sentence[at] == at and not self.names.is_known(at)
        return opens and at < last and self.tokens.tag[at + 1] == "low"

    def _titled(self, first: int, last: int, titles: list[int]) -> Mention:
        """A phrase with a title: the name it stands before, else the title with what describes it."""
        runs = self.names.runs(first, last)
        named = [run for run in runs if run[0] > titles[0] and self._is_held(run, titles)]
        if named:
            return Mention(first, last, "name", *self._without_body(named[-1]))
        if runs and (holder := self._holder(runs[-1], titles[0], last)):
            return Mention(first, last, "name", *holder)
        if runs and runs[0][0] == first and runs[0][1] < titles[0] and self.names.is_name(runs[0]):
            return Mention(first, last, "name", *runs[0])
        begin = titles[0]
        while begin > first and self.tokens.tag[begin - 1] in INSIDE:
            begin -= 1
        if begin > first and self.tokens.tag[begin - 1] == "det":
            begin -= 1
        return whole(begin, last, "nominal")

    def _is_held(self, run: Run, titles: list[int]) -> bool:
        """Whether capitals behind a title are the name it stands before, and no part of the title itself."""
        head, tail = run
        before = self.tokens.tag_at(head - 1)
        if not self.names.is_name(run) or before == "prep" or (head == tail and self.names.is_body(run)):
            return False
        if before == "det" and self.grammar.capital_nouns:
            return False
        return head - 1 in titles or tail > head or self.tokens.low[head - 1] in self.grammar.courtesies

    def _holder(self, run: Run, title: int, last: int) -> Run | None:
        """Who holds an office that goes before him without a stop: "ministro de Obras Públicas Pablo Ruiz"."""
        head, tail = run
        if tail != last or tail - head < _OFFICE or head < title or self.names.is_body(run):
            return None
        return (tail - 1, tail) if self.names.is_usual(tail) else None

    def _without_body(self, run: Run) -> Run:
        """A name without that of a body before it: "chairman of HMC Kim Lee", "coach of Lakers Kim Lee"."""
        head, tail = run
        while head < tail - 1 and len(self.tokens.text[head]) > 1 and self.tokens.text[head].isupper():
            head += 1
        return (tail - 1, tail) if head < tail - 1 and self.names.is_apart(tail - 2, tail) else (head, tail)

    def _likeliest(self, first: int, last: int, *, ahead: bool) -> list[Run]:
        """The names of a phrase in the order they are to be tried; before a verb a full name beside it is the one."""
        runs = self.names.runs(first, last)
        if ahead and len(runs) > 1 and runs[-1][0] < runs[-1][1] == last and self.names.is_name(runs[-1]):
            hangs = self.tokens.tag_at(runs[-1][0] - 1) in ("prep", "conj")
            return runs if hangs else runs[-1:]
        return runs

    def _any_noun(self, first: int, last: int) -> Mention | None:
        """Whatever noun the grammar makes the subject."""
        if (first == last or self.tokens.tag[first + 1] != "cap") and self.names.is_bare_name(first):
            return whole(first, first, "name")
        return self._noun(first, last)

    def _noun(self, first: int, last: int) -> Mention | None:
        """Any noun with its article."""
        if self.tokens.tag[first] != "det" or not first < last < first + LONGEST:
            return None
        low, never = self.tokens.low, self.grammar.no_speakers
        if any(word in never for word in low[first + 1 : min(last, first + 2) + 1]):
            return None
        return None if self.tokens.tag[first + 1] in ("det", "num") else whole(first, last, "nominal")

    def _agent(self, first: int, last: int, start: int) -> Mention | None:
        """What opens a sentence and can only be its subject: one name, or a noun for what somebody does."""
        if first == last == self.tokens.sentence[first] and self.names.is_bare_name(first):
            return whole(first, first, "name")
        if first != start or not self.grammar.agent_endings:
            return None
        head = self.tokens.low[last]
        return self._noun(first, last) if len(head) > _HEAD and head.endswith(self.grammar.agent_endings) else None
