"""Who said it, in the languages desks read: every sentence here is made up."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from briefcli import languages
from briefcli.brief import Quote
from briefcli.quotes import find_quotes, gate
from briefcli.quotes.grammar import Grammar
from briefcli.quotes.speakers import Speakers
from tests.builders import article

FIRST_CLASS = [
    "ko",
    "ja",
    "zh",
    "ar",
    "ru",
    "uk",
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "nl",
    "tr",
    "id",
    "ms",
    "hi",
    "vi",
    "pl",
    "sw",
]


def quotes(code: str, text: str) -> tuple[Quote, ...]:
    """The quotations of a text in a language."""
    return find_quotes(article(text, language=code))


@pytest.mark.parametrize(
    ("code", "text", "speaker"),
    [
        ("de", "„Der Hafen ist wieder offen“, sagte Jutta Brandt, die ihn leitet.", "Jutta Brandt"),
        ("de", "„Der Hafen ist wieder offen“, erklärte der neue Hafenmeister Jens Brandt.", "Jens Brandt"),
        (
            "de",
            "Gestern sagte die Sprecherin der Stadt: „Wir haben lange darauf gewartet.“",
            "die Sprecherin der Stadt",
        ),
        ("de", "Jens Brandt hat am Montag den Plan kritisiert: „Das wird viel zu teuer.“", "Jens Brandt"),
        ("de", "„Das wird viel zu teuer“, spottete Jens Brandt.", "Jens Brandt"),
        ("de", "Laut Jens Brandt ist der Plan „viel zu teuer und viel zu langsam“.", "Jens Brandt"),
        ("de", "Viel später sagte Brandt: „Wir haben lange darauf gewartet.“", "Brandt"),
        ("de", "„Der Hafen ist wieder offen“, sagte die 20-Jährige.", "die 20-Jährige"),
        (
            "de",
            "„Der Hafen ist wieder offen“, schrieb die in Emden geborene Brandt, die ihn leitet.",
            "Brandt",
        ),
        (
            "de",
            "Es kam vor, dass Jens Brandt nach der Sitzung dem Reporter sagte: „Wir haben lange darauf gewartet.“",
            "Jens Brandt",
        ),
        (
            "de",
            "Bürgermeister Jens Brandt erklärte im Rathaus: „Wir haben lange darauf gewartet.“, so der Kurier.",
            "Jens Brandt",
        ),
        ("zh", "林志远写到：“港口明天早上重新开放。”", "林志远"),
        ("fr", "« Le port est ouvert », a déclaré Marie Vasseur.", "Marie Vasseur"),
        ("fr", "« Le port est ouvert », a regretté sa directrice, Marie Vasseur.", "Marie Vasseur"),
        ("fr", "Marie Vasseur, la maire, a expliqué que « le port reste ouvert toute la nuit ».", "Marie Vasseur"),
        (
            "fr",
            "La ville, écrit Marie Vasseur dans une tribune, « ne peut pas attendre plus longtemps ».",
            "Marie Vasseur",
        ),
        ("es", "«El puerto está abierto», dijo Marta Iglesias.", "Marta Iglesias"),
        (
            "es",
            "El secretario del puerto, Pablo Iglesias, aseguró que «nadie va a perder su trabajo».",
            "Pablo Iglesias",
        ),
        ("es", "«Nadie va a perder su trabajo», contó al diario la alcaldesa Marta Iglesias.", "Marta Iglesias"),
        ("pt", "“O porto está aberto”, afirmou na segunda-feira a ministra Ana Prado.", "Ana Prado"),
        ("pt", "Segundo Ana Prado, “ninguém vai perder o emprego por causa disso”.", "Ana Prado"),
        ("it", "«Il porto è aperto», ha detto D'Amico ieri sera.", "D'Amico"),
        ("it", "La ministra Anna Rossi ha spiegato: «Nessuno perderà il lavoro per questo».", "Anna Rossi"),
        ("nl", "“De haven is weer open”, zei burgemeester Jan de Wit maandag.", "Jan de Wit"),
        ("de", "„Niemand verliert seine Arbeit“, sagte Anna Richter.", "Anna Richter"),
        ("nl", "Volgens Anna Visser is het plan “veel te duur en veel te langzaam”.", "Anna Visser"),
        ("pl", "„Port jest znowu otwarty” — powiedziała Anna Nowak.", "Anna Nowak"),
        ("pl", "– Port jest znowu otwarty – powiedziała minister Anna Nowak.", "Anna Nowak"),
        ("ru", "«Порт снова открыт», — сказал Иван Лесков.", "Иван Лесков"),
        ("ru", "Министр транспорта Анна Лескова заявила: «Порт снова открыт для всех судов».", "Анна Лескова"),
        ("uk", "«Порт знову відкритий», — сказала Олена Бойко.", "Олена Бойко"),
        ("uk", "Міністр транспорту Олена Бойко заявила: «Порт знову відкритий для всіх».", "Олена Бойко"),
        ("tr", "Elif Demir, “Liman yeniden açıldı ve herkes işine döndü” dedi.", "Elif Demir"),
        ("tr", "“Liman yeniden açıldı” diyen Elif Demir, “Kimse işini kaybetmeyecek” diye konuştu.", "Elif Demir"),
        ("id", "“Pelabuhan sudah dibuka kembali,” kata Sri Wulandari di Surabaya.", "Sri Wulandari"),
        ("id", "Menteri Sri Wulandari mengatakan, “Tidak ada yang akan kehilangan pekerjaan.”", "Sri Wulandari"),
        ("ms", "“Pelabuhan itu sudah dibuka semula,” kata Siti Rahmah.", "Siti Rahmah"),
        ("vi", "Ông Trần Minh cho biết: “Cảng đã mở cửa trở lại từ sáng nay.”", "Trần Minh"),
        ("vi", "“Cảng đã mở cửa trở lại từ sáng nay”, ông Trần Minh nói.", "Trần Minh"),
        ("sw", "“Bandari imefunguliwa tena leo asubuhi,” alisema Juma Mwangi.", "Juma Mwangi"),
        ("ar", 'وقال يوسف الحداد "إن الميناء مفتوح من جديد أمام جميع السفن".', "يوسف الحداد"),
        ("hi", "मंत्री आशा वर्मा ने कहा, “बंदरगाह फिर से खुल गया है और सब काम पर लौट आए हैं।”", "मंत्री आशा वर्मा"),
        ("ko", '김하늘 항만공사 사장은 "항구가 다시 문을 열었다"고 말했다.', "김하늘 항만공사 사장"),
        ("ko", '"항구가 다시 문을 열었다"며 "모두 일터로 돌아왔다"고 박바다 시장은 덧붙였다.', "박바다 시장"),
        ("ja", "港湾局の山田太郎局長は「港は再び開かれた」と述べた。", "港湾局の山田太郎局長"),
        ("ja", "「港は再び開かれた」と山田花子さん（４８）は話した。", "山田花子さん"),
        ("ja", "「港は再び開かれた」（山田太郎局長）", "山田太郎局長"),
        ("zh", "港口负责人王小海说：“港口今天重新开放了。”", "港口负责人王小海"),
        ("zh", "“港口今天重新开放了。”港口负责人王小海表示。", "港口负责人王小海"),
        ("zh", "港務局局長林大海表示：「港口今天重新開放了。」", "港務局局長林大海"),
        ("no", "– Havna er åpen igjen, sier havnesjef Kari Lunde.", "Kari Lunde"),
        ("sv", "– Hamnen är öppen igen, säger hamnchefen Karin Lund.", "Karin Lund"),
        ("da", "”Havnen er åben igen,” siger havnechef Karen Lund.", "Karen Lund"),
        ("fi", "– Satama on taas auki, sanoo Aino Lahti.", "Aino Lahti"),
        ("cs", "„Přístav je znovu otevřený,“ řekla Jana Nováková.", "Jana Nováková"),
        ("ro", "„Portul este din nou deschis”, a declarat Ana Popescu.", "Ana Popescu"),
        ("hu", "„A kikötő újra nyitva van” – mondta Kovács Anna.", "Kovács Anna"),
        ("el", "«Το λιμάνι είναι πάλι ανοιχτό», δήλωσε η Άννα Παππά.", "Άννα Παππά"),
        ("bg", "„Пристанището отново е отворено“, каза Анна Петрова.", "Анна Петрова"),
        ("hr", "„Luka je opet otvorena”, rekla je Ana Horvat.", "Ana Horvat"),
        ("fa", "آنا رضایی گفت: «بندر از امروز دوباره باز است.»", "آنا رضایی"),
    ],
)
def test_the_speaker_is_named(code: str, text: str, speaker: str) -> None:
    """Verb before or behind, a role with a name, an aside, a label, a dash, a subject marked by a particle."""
    assert quotes(code, text)[-1].speaker == speaker


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Die Verfügung galt „bis auf weiteres und ohne jede Ausnahme“."),
        ("de", "Denn so heißt es dort: „Das wird alles viel zu teuer für uns.“"),
        ("es", "Según la encuesta de ayer, «nadie quiere perder su trabajo por esto»."),
        ("fr", "Hier, « personne ne voulait perdre son travail pour cela »."),
        ("id", "Namun, “tidak ada yang akan kehilangan pekerjaan karena itu.”"),
        ("tr", "Palu'ya gelen yardım için “yeterli değil ama çok önemli bir başlangıç” denildi."),
        ("ko", '이 때문에 "항구가 다시 문을 열었으면 좋겠다"는 말이 나왔다.'),
        ("ja", "これについて「港は再び開かれるべきだ」という声がある。"),
        ("zh", "此外，“港口今天重新开放了”，这是好消息。"),
    ],
)
def test_nobody_is_named_in_doubt(code: str, text: str) -> None:
    """No noun, no sentence opener, no place and no thing speaks."""
    assert [quote.speaker for quote in quotes(code, text)] in ([None], [])


@pytest.mark.parametrize(
    ("code", "text", "speaker"),
    [
        (
            "de",
            (
                "Verkehrsministerin Anna Brandt kam am Montag in den Hafen. Viele warteten auf sie.\n\n"
                "„Niemand verliert seine Arbeit“, sagte die Ministerin."
            ),
            "Anna Brandt",
        ),
        (
            "fr",
            "La ministre Anne Vasseur est venue au port lundi.\n\n« Personne ne perdra son travail », a dit la ministre.",
            "Anne Vasseur",
        ),
        (
            "es",
            "El ministro Pablo Iglesias visitó el puerto.\n\n«Nadie va a perder su trabajo», dijo el ministro.",
            "Pablo Iglesias",
        ),
        (
            "es",
            "El ministro Pablo Iglesias recibió al ministro Juan Robles.\n\n«Nadie va a perder nada», dijo el ministro.",
            "el ministro",
        ),
        ("es", "Pablo Iglesias visitó el puerto.\n\n«Nadie va a perder su trabajo», dijo Iglesias.", "Pablo Iglesias"),
        ("es", "Pablo Iglesias explicó el plan.\n\n«Nadie va a perder su trabajo», añadió.", "Pablo Iglesias"),
        (
            "ru",
            "Анна Лескова приехала в порт в понедельник.\n\n«Никто не потеряет работу», — сказала Лескова.",
            "Анна Лескова",
        ),
        (
            "fr",
            "Anne Vasseur a défendu le plan.\n\n« Personne ne perdra son travail », a-t-elle ajouté.",
            "Anne Vasseur",
        ),
        ("ko", '박바다 시장은 "항구를 연다"고 말했다. 그는 "모두 돌아올 것"이라고 덧붙였다.', "박바다 시장"),
        ("ja", "山田太郎局長は「港を開く」と述べた。\n\n「皆が戻る」と彼は語った。", "山田太郎局長"),
        ("ar", 'وقال الوزير يوسف الحداد "إن الميناء مفتوح". وأضاف "لن يفقد أحد عمله بسبب ذلك".', "الوزير يوسف الحداد"),
        ("zh", "港口负责人王小海说：“港口开放了。”他表示：“大家都会回来。”", "港口负责人王小海"),
    ],
)
def test_roles_last_names_and_pronouns_become_the_name(code: str, text: str, speaker: str) -> None:
    """Through the whole article, if one person only can be meant; else the role stays as it is printed."""
    assert quotes(code, text)[-1].speaker == speaker


def test_a_speaker_has_the_role_the_article_gives_him() -> None:
    """Beside his name, before it or behind."""
    before = quotes("de", "„Der Hafen ist offen“, erklärte Hafenmeister Jens Brandt am Montag.")[0]
    behind = quotes("fr", "« Le port est ouvert », a dit Marie Vasseur, directrice du port.")[0]

    assert (before.speaker, before.role) == ("Jens Brandt", "Hafenmeister")
    assert (behind.speaker, behind.role) == ("Marie Vasseur", "directrice du port")


@pytest.mark.parametrize("code", FIRST_CLASS)
def test_a_first_class_language_has_what_attribution_goes_by(code: str) -> None:
    """Verbs, titles, pronouns, and words that are nobody; and what tells its texts from others, but for scripts."""
    held = languages.language(code).sections

    assert {"saying", "titles", "bodies", "pronouns", "no_speakers"} <= set(held)
    assert "common" in held or code in ("ko", "ja", "zh", "hi")


def test_a_list_item_is_no_speech() -> None:
    """A line that a dash opens is speech only where it says whose."""
    listed = "Vi trenger:\n\n– brød og melk til alle sammen\n\n– nye stoler til hele huset"

    assert quotes("no", listed) == ()
    assert [quote.text for quote in quotes("no", "– Vi kommer tilbake, sier Kari Lunde. – Det er sikkert.")] == [
        "Vi kommer tilbake",
        "Det er sikkert.",
    ]


@pytest.mark.parametrize(
    ("words", "speaks"),
    [
        ("Kim Lee", True),
        ("the ministry", True),
        ("Boeing", True),
        ("R-Utah", False),
        ("[Photo] Lakeside Wire", False),
        ("the video ends", False),
        ("One short film featured", False),
        ("Maryland", False),
        ("New Mexico", False),
        ("the difference", False),
        ("kim@example.org", False),
        ("45", False),
        ("", False),
    ],
)
def test_a_speaker_is_a_person_or_a_body(words: str, speaks: bool) -> None:
    """One gate for every language: no tag of a party, no place alone, no address, no thing."""
    assert gate.can_speak(words.removeprefix("the ").split()) is speaks


def test_a_participle_that_opens_a_sentence_is_nobody() -> None:
    """Unless the article has it with a capital letter elsewhere."""
    assert not gate.can_speak(["Abandoning"], opens=True)
    assert not gate.can_speak(["Another"], opens=True)
    assert gate.can_speak(["Boreing"], opens=False)


def test_a_last_name_that_two_people_have_is_nobody_in_full() -> None:
    """Two ways of writing one name are one person."""
    text = "El alcalde Pedro Ruiz llegó tarde. {other} lo esperaba.\n\n«El puerto abrirá mañana temprano», dijo Ruiz."

    assert quotes("es", text.format(other="La ministra Ana Ruiz"))[0].speaker == "Ruiz"
    assert quotes("es", text.format(other="El chófer de Pedro Ruiz"))[0].speaker == "Pedro Ruiz"


@pytest.mark.parametrize("is_fixed", [True, False])
@pytest.mark.parametrize(
    ("code", "text", "speaker"),
    [
        ("en", "“We will be back,” said Ana Holt, who ran the harbor.", "Ana Holt"),
        ("en", "Ana Holt, the mayor, said: “We will be back.”", "Ana Holt"),
        ("nl", "„Wij komen terug”, zei Ana Holt, die de haven leidt.", "Ana Holt"),
        ("sv", "Ana Holt sade: ”Vi kommer tillbaka.”", "Ana Holt"),
        ("es", "«Vamos a volver», dijo Ana Ruiz, la alcaldesa.", "Ana Ruiz"),
    ],
)
def test_how_a_language_is_read_is_said_by_its_file(code: str, text: str, speaker: str, *, is_fixed: bool) -> None:
    """One engine: `word_order` alone decides which of its readings is asked first, and either can read any of them."""
    read = article(text, language=code)
    known = Grammar(code)
    known.is_fixed = is_fixed
    speakers = Speakers(read, read.analysis.marks, known)

    (given,) = speakers.attribute()

    assert given is not None
    assert given.meant is not None
    assert text[slice(*given.meant)] == speaker


def test_no_language_is_named_where_speakers_are_found() -> None:
    """What is particular to one is in its file; which quotations to print goes by English."""
    named = set()
    for module in sorted((Path(__file__).parents[1] / "briefcli" / "quotes").rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in languages.codes() and node.value != "fi":  # a ligature
                named.add((module.name, node.value))

    assert named == {("choose.py", "en"), ("gate.py", "en"), ("merge.py", "en"), ("quotations.py", "en")}


def test_whom_a_statement_is_ascribed_to_stands_without_what_says_so() -> None:
    """In a language without blanks, too."""
    assert quotes("zh", "据港口管理部有关负责人介绍，“新码头”明年开放。")[0].speaker == "港口管理部有关负责人"


def test_a_name_that_the_second_reading_finds() -> None:
    """A word no list has stands between the verb and the name: the name beside the quotation is still found."""
    assert quotes("fil", "“Babalik kami,” sabi ni Liza Cruz sa mga reporter.")[0].speaker == "Liza Cruz"


@pytest.mark.parametrize(
    ("code", "text", "speaker"),
    [
        ("ru", "«Мы сейчас все вместе идём домой», как заявил", None),  # the text ends within it
        ("de", "„EILMELDUNG: Wir gehen jetzt alle nach Hause“, sagte Jens Brandt.", "Jens Brandt"),  # no label
        ("de", "„MÜLLER: Wir gehen jetzt alle nach Hause.“", "MÜLLER"),
        ("ru", "Мария Иванова приехала в Москву. «Это моя семья, мы все вместе», – пояснила.", "Мария Иванова"),
        ("ja", "（東京）田中太郎社長は「港は必ず開く」と話した。", "田中太郎社長"),
        ("tr", "İşadamı Ali Kaya, “Liman yarın yeniden açılacak” dedi.", "Ali Kaya"),
        ("ar", "وبيّن أحمد علي: “سيفتح الميناء غدا من جديد”", "أحمد علي"),
        ("zh", "张伟先生来了，" + "她说“码头明天就要开放了”，" * 40 + "。", None),
        ("es", "Kim" + " en Lima" * 600 + " dijo algo. “Nos vamos todos a casa ahora mismo.”", None),
        ("de", "Der " + "Minister - " * 600 + "Kim sagte. „Wir gehen jetzt alle nach Hause.“", None),
    ],
)
def test_ends_of_texts_labels_and_sentences_without_end(code: str, text: str, speaker: str | None) -> None:
    """Ends of texts, labels that are none, last letters, brackets, capitals of the Turkish i, sentences without end."""
    found = quotes(code, text)

    assert found
    assert found[0].speaker == speaker


def test_a_pronoun_of_men_means_no_woman() -> None:
    """In a script without blanks, too: it is told by its own letters, and she by hers."""
    both = quotes("zh", "王芳女士说：“码头明天就要开放了。”他说：“我们明天再来看看吧。”")
    same = quotes("zh", "王芳女士说：“码头明天就要开放了。”她说：“我们明天再来看看吧。”")

    assert [quote.speaker for quote in both] == ["王芳女士", None]
    assert [quote.speaker for quote in same] == ["王芳女士", "王芳女士"]


def test_a_name_stands_without_what_its_bearer_belongs_to() -> None:
    """A word before a full name that stands more often than the first name, as the last name does, is of a body."""
    text = (
        "Pelatih Garuda Budi Santoso datang ke kota. Garuda menang lagi, dan Garuda akan main besok.\n\n"
        "“Kami senang sekali hari ini,” kata Santoso."
    )

    assert quotes("id", text)[0].speaker == "Budi Santoso"
