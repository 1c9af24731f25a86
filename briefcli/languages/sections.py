"""The sections a file of a language may have, and what each holds."""

from __future__ import annotations

from collections.abc import Mapping

SECTIONS: Mapping[str, str] = {
    "names": "what the language is called in English and in itself, in small letters",
    "quotation_marks": "the marks that are printed, `opening` and `closing`; from the CLDR by hand: babel has none",
    # Quotations and who said them.
    "saying": "verbs that take a quotation directly before or after them",
    "speaking": "verbs that bring in words of somebody's, but not as their grammatical object",
    "ordinary": "verbs of these two lists that mostly do other work",
    "irregular": "past tenses and participles of these verbs without a regular ending",
    "base_forms": "base forms of these verbs that end like another form",
    "speech_nouns": "nouns that bring in words",
    "adverbs": "adverbs that stand between a verb of saying and its subject or quotation",
    "not_adverbs": "words that look like adverbs and are none",
    "auxiliaries": "auxiliary verbs",
    "determiners": "articles, possessives, numerals",
    "prepositions": "prepositions",
    "conjunctions": "conjunctions",
    "relatives": "relative pronouns",
    "pronouns": "personal pronouns that speak",
    "pronominals": "determiners that can stand for a noun",
    "times": "words that say when",
    "abbreviations": "what a full stop follows within a sentence, in small letters",
    "naming": "what stands before the title of a book, a film, a song",
    "small_in_titles": "words of a title that have no capital letter",
    "titles": "titles and roles that stand before a name",
    "courtesies": "titles that are no role",
    "female_titles": "titles and roles of women",
    "male_titles": "titles and roles of men",
    "office_endings": "how names of offices end",
    "kin": "words that introduce a person and are no title",
    "agent_endings": "how nouns for what people do end",
    "organisations": "words of names that are no person's",
    "particles": "what stands within names and has no capital letter",
    "female_names": "given names of women",
    "male_names": "given names of men",
    # Numbers and the calendar.
    "ones": "the numbers from zero to nineteen",
    "tens": "twenty to ninety",
    "ordinals": "the ordinals from zero on",
    "multiples": "other words that are a number, each with its value",
    "scales": "hundred, thousand and so on, each with its value",
    "short_scales": "the same as they stand behind digits only",
    "months": "a line for each month, from January on: its name, then what is put for it",
    "weekdays": "a line for each day, from Monday on",
    # Claims.
    "small": "words that say nothing by themselves",
    "negations": "words that turn round what follows them",
    "opposites": "words that turn a sentence round, put one for the other: rise/fall",
    "no_names": "words that are no name, though a capital letter may be theirs",
}
