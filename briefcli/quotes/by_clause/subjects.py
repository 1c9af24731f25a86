"""Who is the subject of a verb of saying, before it or behind it, in a language that parts words."""

from __future__ import annotations

from briefcli.quotes.by_clause.mentions import Mentions
from briefcli.quotes.mention import Mention
from briefcli.quotes.tokens import Tokens

_FAR = 40  # tokens an apposition may be long
_AUXILIARY = 25  # tokens between an auxiliary and its verb
_OPENING = 16  # tokens an opening such as "After the training on Monday," has at most
_SMALL = ("adv", "aux", "time")


class Subjects:
    """The subjects of an article's verbs of saying."""

    def __init__(self, found: Tokens) -> None:
        self.tokens = found
        self.grammar = found.grammar
        self.mentions = Mentions(found)

    def is_verb(self, index: int) -> bool:
        """Whether a verb of saying ends at a token."""
        return self.tokens.tag[index] == "say" or self.grammar.saying.ends_at(self.tokens.low, index) > 0

    def is_linking(self, index: int) -> bool:
        """Whether a word only joins a quotation to what brings it in: "that"."""
        return self.tokens.low[index] in self.grammar.linking

    def is_passive(self, verb: int, start: int) -> bool:
        """Whether a verb tells what was said of its subject."""
        low, passives = self.tokens.low, self.grammar.passives
        if not passives:
            return False
        for at in range(verb - 1, start - 1, -1):
            if self.tokens.tag[at] in (",", ":", ";", "conj"):
                break
            if low[at] in passives:
                return True
        return verb + 1 < len(low) and low[verb + 1] in passives

    def of(self, verb: int, start: int, limit: int) -> Mention | None:
        """The subject of a verb between two tokens; None where they do not hold it."""
        if self.grammar.verb_first:
            return self.behind(verb, limit) or self.before(verb, start)
        if (aside := self._inverted(verb, start, limit)) is not None:
            return aside
        ahead = self._of_auxiliary(verb, start) or self.before(verb, start)
        if ahead is not None and not self.is_weak(ahead):
            return ahead
        behind = self.behind(verb, limit, sure=self._is_all_behind(verb, limit))
        if behind is None:
            return ahead
        named = behind.kind == "name" and ahead is None and behind.first == verb + 1
        return behind if named or behind.kind == "pronoun" or self._ends_there(behind.last + 1, limit) else ahead

    # Behind a verb.

    def _is_all_behind(self, verb: int, limit: int) -> bool:
        """Whether one word with a capital letter is all there is between a verb and a colon: "said Kim: “...”"."""
        tags = self.tokens
        return tags.tag_at(verb + 1) == "cap" and verb + 2 < limit and tags.tag_at(verb + 2) == ":"

    def behind(self, verb: int, end: int, *, sure: bool = False) -> Mention | None:
        """The subject behind a verb: "(said) Kim", "(hat) Kim (gesagt)"; `sure` as for `Mentions.right`."""
        tokens, index = self.tokens, verb + 1
        while index < end and tokens.tag[index] in (*_SMALL, "say"):
            index += 1
        if index < end and tokens.tag[index] == "prep":
            index = self._past_place(index, end)
        return self.mentions.right(index, end, sure=sure) if index < end else None

    def _past_place(self, index: int, end: int) -> int:
        """Past "on Tuesday", "to the paper" to what follows it."""
        tags, at, nouns = self.tokens.tag, index, 0
        while at < end and tags[at] in ("cap", "low", "num", "time", "prep", "det", "adv"):
            follows = self.tokens.tag_at(at + 1)
            begins = (tags[at] == "det" and follows != "time") or self.mentions.names.is_title(at)
            if nouns and tags[at - 1] != "prep" and begins:
                return at
            if tags[at] == "time" and not nouns and follows not in ("num", "time", "prep"):
                return at + 1
            nouns += tags[at] in ("cap", "low", "num")
            at += 1
        return at if nouns and at < end and tags[at] == "pro" else end

    def is_missing(self, verb: int, end: int) -> bool:
        """Whether nothing that could be a subject stands behind a verb: "..., dijo."."""
        at = verb + 1
        while at < end and self.tokens.tag[at] in ("say", "aux", "adv"):
            at += 1
        return at >= end or self.tokens.tag[at] not in ("cap", "det", "low", "num")

    def _inverted(self, verb: int, start: int, limit: int) -> Mention | None:
        """The subject of an aside: "The city, wrote Kim in the Post, “...”"."""
        tokens, before = self.tokens, verb - 1
        while before > start and tokens.tag[before] in ("aux", "conj"):
            before -= 1
        if before <= start or tokens.tag[before] != "," or "," in tokens.tag[start:before] or verb + 1 >= limit:
            return None  # of two commas the second ends an apposition
        behind = self.mentions.right(verb + 1, limit)
        return behind if behind is not None and behind.kind == "name" and behind.first == verb + 1 else None

    def _ends_there(self, index: int, limit: int) -> bool:
        """Whether a phrase behind a verb is its whole subject: a comma, a colon, "that" or the quotation follows."""
        tags = self.tokens.tag
        while index < limit and tags[index] in ("adv", "time", "prep", "num", "det", "(", ")"):
            index += 1
        return index >= limit or tags[index] in (",", ":", "-", "conj", "Q", "rel") or self.is_linking(index)

    # Before a verb.

    def before(self, verb: int, start: int) -> Mention | None:
        """The subject that ends where a verb, with its auxiliaries and adverbs, begins."""
        tokens = self.tokens
        index = verb - max(1, self.grammar.saying.ends_at(tokens.low, verb))
        if index >= start and tokens.tag[index] == "say":
            index -= 1
        while index >= start and (tokens.tag[index] in _SMALL or self._is_day(index)):
            index -= 1
        index = self._past_dative(index, start)
        if index < start:
            return None
        tag = tokens.tag[index]
        if tag in (",", "-", ")"):
            return self._over_apposition(index, start)
        if tag == "rel":
            ahead = index - 1 - (tokens.tag_at(index - 1) == ",")
            return self.mentions.left(ahead, start)
        if tag in ("conj", "prep"):
            return self.opening(start, index)  # "Kim came and said"
        mention = self.mentions.left(index, start, sure=True)
        return self._described(mention, start) or mention

    def _past_dative(self, index: int, start: int) -> int:
        """Past whom something is said to: "(wenn) Kim >dem Reporter< sagt"."""
        tags, at = self.tokens.tag, index
        while at > start and tags[at] in ("cap", "low"):
            at -= 1
        told = at < index and tags[at] == "det" and self.tokens.low[at] in self.grammar.oblique
        return at - 1 if told and at > start and tags[at - 1] != "prep" else index

    def _described(self, mention: Mention | None, start: int) -> Mention | None:
        """The name before a description that no second comma ends: "Kim Lee, the mayor said"."""
        if mention is None or mention.kind != "nominal" or self.tokens.tag_at(mention.first - 1) != ",":
            return None
        ahead = self.mentions.left(mention.first - 2, start)
        named = ahead is not None and self.mentions.is_person(ahead) and self.opens_clause(ahead.first, start)
        return ahead if named else None

    def opens_clause(self, first: int, start: int) -> bool:
        """Whether a clause can begin at a token."""
        return first <= start or self.tokens.tag[first - 1] in ("conj", ",", "Q", "det", "-", "adv", "time")

    def _is_day(self, index: int) -> bool:
        """Whether a word belongs to "on 12 May" before a verb."""
        return self.tokens.tag[index] in ("num", "prep", "det") and self.tokens.tag_at(index + 1) in ("time", "num")

    def _of_auxiliary(self, verb: int, start: int) -> Mention | None:
        """The subject of an auxiliary far from its verb: "Kim hat am Dienstag das Gesetz kritisiert"."""
        tags = self.tokens.tag
        for index in range(verb - 1, max(start, verb - _AUXILIARY) - 1, -1):
            parts = tags[index] == "conj" and tags[index + 1] not in ("cap", "det")
            if parts or tags[index] in (",", ":", ";", "rel", "say", "-"):
                return None
            if tags[index] == "aux" and any(tag in ("cap", "low") for tag in tags[index + 1 : verb]):
                return self.before(index, start) or self.mentions.right(index + 1, verb)
        return None

    def is_weak(self, mention: Mention) -> bool:
        """Whether a subject may be none: a sentence's first word that only there has a capital letter, an object."""
        first = mention.first
        if mention.kind == "nominal":
            return self.tokens.tag_at(mention.last + 1) == "say" and self.tokens.tag_at(mention.last + 2) == "pro"
        opens = first == mention.last and self.tokens.sentence[first] == first
        return opens and mention.kind == "name" and not self.mentions.names.is_known(first)

    def _over_apposition(self, mark: int, start: int) -> Mention | None:
        """Past ", chairman of the council," to the name before it; or to the name in it, after a role."""
        tags, found = self.tokens.tag, None
        for index in range(mark - 1, max(start, mark - _FAR) - 1, -1):
            if tags[index] in (";", ":", "Q", "say"):
                break
            if tags[index] not in (",", "-", "("):
                continue
            inside = self.mentions.read(index + 1, mark - 1)
            ahead = self.mentions.left(index - 1, start)
            if found is None and inside is not None and self._is_all(inside, index + 1, mark):
                return inside if ahead is None or ahead.kind != "name" else ahead
            if ahead is not None and self.mentions.is_person(ahead):
                return ahead
            found = found or ahead
        opening = self.opening(start, mark)
        return opening if found is None or (opening and opening.kind == "name") else found

    def _is_all(self, mention: Mention, first: int, end: int) -> bool:
        """Whether a name of several words is all that stands between two commas, but for brackets."""
        tail = mention.tail + 1
        if self.tokens.tag_at(tail) == "(":
            while tail < end and self.tokens.tag[tail] != ")":
                tail += 1
            tail += 1
        return mention.kind == "name" and mention.head == first and mention.tail > first and tail >= end

    # Of a sentence.

    def opening(self, start: int, end: int, *, weak: bool = False) -> Mention | None:
        """The noun phrase a sentence opens with; `weak`: also one that may be another word with a capital letter."""
        tokens, index = self.tokens, start
        while index < end and tokens.tag[index] in ("conj", "adv", "time", ",", "-", "N"):
            index += 1
        if index < end and tokens.tag[index] == "prep":
            return self._past_opening(index, end)
        if index >= end or tokens.tag[index] in ("rel", "say"):
            return None
        mention = self.mentions.right(index, end)
        if mention is None or mention.first > index + 1:
            return None
        return None if self._is_doubtful(mention, index, weak=weak) else self.mentions.trimmed(mention)

    def _is_doubtful(self, mention: Mention, index: int, *, weak: bool) -> bool:
        """Whether what opens a sentence is a name only by a capital letter that stands there anyway."""
        if mention.kind != "name":
            return False
        if self.grammar.capital_nouns and not self.mentions.is_person(mention):
            return True
        single = self.grammar.cased and mention.first == mention.tail
        speaks = self.tokens.tag_at(index + 1) in ("say", "aux", "(")
        return single and not weak and not speaks and not self.mentions.names.is_known(index)

    def _past_opening(self, index: int, end: int) -> Mention | None:
        """The person behind an opening: "After the training on Monday, Kim ..."."""
        tags, stop = self.tokens.tag, min(end, index + _OPENING)
        comma = next((at for at in range(index, stop) if tags[at] in (",", "say", "rel")), end)
        if comma >= end or tags[comma] != ",":
            return None
        mention = self.mentions.right(comma + 1, end)
        return mention if mention is not None and self.mentions.is_person(mention) else None

    def first_speaker(self, start: int, end: int) -> Mention | None:
        """The first who is named in a sentence by a role with its article, or by a person's name."""
        tags, at = self.tokens.tag, start
        if tags[start] == "conj":
            at = next((index + 1 for index in range(start, end) if tags[index] == ","), end)
        while at < end:
            hangs = self.tokens.tag_at(at - 1) in ("prep", "det", "cap", "conj", "rel")
            mention = self.mentions.right(at, end) if tags[at] in ("det", "cap") and not hangs else None
            if mention is not None and mention.first == at and self._is_surely(mention):
                return mention
            at += 1
        return None

    def _is_surely(self, mention: Mention) -> bool:
        if mention.kind == "nominal":
            return self.mentions.is_titled(mention) and self.tokens.tag[mention.first] == "det"
        return mention.kind == "name" and self.mentions.is_person(mention)

    def of_subclause(self, place: int, start: int, verb: int, end: int) -> Mention | None:
        """The subject of a clause whose verb ends it, behind a quotation: "weil Kim ihn „...“ genannt hat"."""
        tags = self.tokens.tag
        if self.grammar.verb_last or (verb + 1 < end and tags[verb + 1] not in ("aux", ",", "conj")):
            return None
        last = place - 1 - (self.tokens.tag_at(place - 1) == "conj")  # "... als „...“ bezeichnet"
        opens = next((at for at in range(last, start - 1, -1) if tags[at] in ("conj", ",")), None)
        if opens is None or tags[opens] != "conj" or self.is_linking(place - 1):
            return None
        return self.mentions.right(opens + 1, place)

    def across(self, place: int, start: int) -> Mention | None:
        """The subject before a quotation whose verb stands behind it: Kim, “...” dedi."""
        tags, index = self.tokens.tag, place - 1
        while index >= start and tags[index] in (",", ":", "-", "adv", "time"):
            index -= 1
        if index < start or tags[index] in ("Q", "P", "N", "."):
            return None
        nearest = self.mentions.left(index, start)
        if not self.grammar.verb_last:
            whole = nearest is not None and nearest.first == start and nearest.last == index
            return nearest if whole else None
        if nearest is not None and nearest.kind != "nominal":
            return nearest
        comma = next((at for at in range(start, index) if tags[at] == ","), start)
        first = self.mentions.left(comma - 1, start)
        if first is not None and first.kind == "name":
            return first
        opening = self.opening(start, place, weak=True)
        return opening if nearest is None or (opening and self.mentions.is_person(opening)) else nearest
