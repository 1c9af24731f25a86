"""Which countries an article mentions, and which it is about."""

from __future__ import annotations

import pickle

import pytest

from briefcli.countries import Countries, country_code, country_name, find_countries, tag
from tests.builders import article


def mentioned(text: str) -> set[str]:
    """The countries a text without a headline mentions."""
    return set(find_countries("", text).mentioned)


def test_the_most_central_country_comes_first() -> None:
    """The country of the headline leads those named once in the body."""
    found = find_countries(
        "Chile raises rates", "Chile's central bank raised rates.\n\nAnalysts compared it with Peru and Chile's past."
    )

    assert found.about[0] == "CL"
    assert found.mentioned == ("CL", "PE")


def test_a_country_named_in_passing_is_mentioned_only() -> None:
    """One name far down does not make an article about a country."""
    body = "\n\n".join(f"Kenya's parliament passed bill {n}." for n in range(1, 9))

    found = find_countries("Kenya votes", f"{body}\n\nThe speaker once studied in Finland.")

    assert found == Countries(about=("KE",), mentioned=("KE", "FI"))


def test_every_country_of_the_headline_is_what_an_article_is_about() -> None:
    """A country of the headline stays among them, however often the body names another."""
    body = "Norway proposed a quota. " + "Norwegian trawlers wait in Bergen. " * 30

    found = find_countries("Norway courts Iceland over cod", f"{body}\n\nReykjavik has not replied.")

    assert found.about == ("NO", "IS")


def test_a_dateline_says_where_a_story_is_set() -> None:
    """A dateline kept apart from the text counts as if it stood before it."""
    found = find_countries("Floods cut the coast road", "Two bridges are down.", dateline="NAIROBI")

    assert found.about == ("KE",)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Kremlin did not comment.", "RU"),
        ("A spokesman for Downing Street did not comment.", "GB"),
        ("Norwegians voted.", "NO"),
        ("The ferry left Mombasa at dawn.", "KE"),
        ("A fire broke out in Saskatchewan.", "CA"),
        ("It cost 40 million rupiah.", "ID"),
        ("Ulaanbaatar is cold.", "MN"),
        ("The school in Paris, Texas, is closed.", "US"),
        ("The schools of Lebanon, Pa., are closed.", "US"),
        ("A court in London, Ontario, ruled.", "CA"),
        ("The Turks and Caicos elect a new assembly.", "TC"),
        ("Ferries to the U.S. Virgin Islands are late.", "VI"),
        ("St. Louis braces for snow.", "US"),
        ("S. Korea and its shipyards", "KR"),
    ],
)
def test_a_country_is_named_in_many_ways(text: str, code: str) -> None:
    """Offices, peoples, towns, regions and currencies name their country."""
    assert find_countries("", text).mentioned == (code,)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Georgia's parliament in Tbilisi passed the bill.", {"GE"}),
        ("Russian troops left Georgia in autumn.", {"RU", "GE"}),
        ("A jury in Atlanta, Georgia, heard the case.", {"US"}),
        ("Voters in Georgia and Florida go to the polls.", {"US"}),
        ("Jordan closed its border with Syria.", {"JO", "SY"}),
        ("Turkey raised rates on Thursday as the lira fell.", {"TR"}),
        ("TURKEY RAISES RATES", {"TR"}),
        ("Chad closed its border with Sudan.", {"TD", "SD"}),
        ("Niger's junta expelled an envoy.", {"NE"}),
        ("Fishermen of the Niger Delta petitioned Nigeria.", {"NG"}),
        ("Guinea held elections in Conakry.", {"GN"}),
        ("Guinea-Bissau, Equatorial Guinea and Papua New Guinea took part.", {"GW", "GQ", "PG"}),
        ("Rebels near Goma in Congo advanced.", {"CD"}),
        ("Congo's president spoke in Brazzaville.", {"CG"}),
        ("The Democratic Republic of Congo and the Republic of Congo share a river.", {"CD", "CG"}),
        ("Korea exported more chips, Seoul said.", {"KR"}),
        ("South Korea and North Korea held talks.", {"KR", "KP"}),
        ("Washington imposed sanctions on Iran.", {"US", "IR"}),
        ("Dominica was hit; the Dominican Republic was spared.", {"DM", "DO"}),
        ("The Sudan-South Sudan border is open.", {"SD", "SS"}),
        ("Let us go. The US said no.", {"US"}),
        ("US TROOPS LEAVE IRAQ", {"US", "IQ"}),
        ("The farms of Norfolk, said Norwich Crown Court, lie low.", {"GB"}),
        ("America and Latin America trade less.", {"US"}),
        ("The Flora London race was run. London cheered.", {"GB"}),
    ],
)
def test_an_ambiguous_name_is_settled_from_its_context(text: str, codes: set[str]) -> None:
    """What else the text names decides between namesakes."""
    assert mentioned(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "Georgia beat the visitors.",
        "Georgia Brown sang at the fair.",
        "Michael Jordan scored 30 points. Jordan said he was tired.",
        "Ms. Jordan teaches chemistry.",
        "Roast turkey with chestnuts is served in November.",
        "Turkey and gravy were served; the turkey weighed ten kilos.",
        "Chad Miller plays guitar.",
        "Her guinea pig escaped.",
        "Pirates struck in the Gulf of Guinea.",
        "Congo held a vote.",
        "Korea is divided.",
        "George Washington crossed the river.",
        "Denzil Washington won a prize. Washington thanked his wife.",
        "He learned English and French at school.",
        "The bank holiday in Nice was nice.",
        "Polish the silver, then let us eat.",
        "The shop on Dublin Road is closed.",
        "Mayor Milan Example opened the fair. Milan waved.",
        "J. B. Chester and Paul Chester sang.",
        "TELL US MORE ABOUT IT",
        "TALKS STALL, OR SO IT SEEMS, IN A RARE MOVE",
        "She was man of the match in march.",
        "",
    ],
)
def test_an_unclear_name_goes_to_no_country(text: str) -> None:
    """People, things, streets, languages, and namesakes that nothing tells apart are left out."""
    assert find_countries("", text) == Countries()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("미국과 일본은 서울에서 회담을 열었다.", {"US", "JP", "KR"}),
        ("한국은행이 기준금리를 동결했다.", {"KR"}),
        ("한미 정상은 우크라이나를 돕기로 했다.", {"KR", "US", "UA"}),
        ("日本と米国の首脳がワシントンで会談した。", {"JP", "US"}),
        ("北朝鮮がミサイルを発射した。韓国軍が発表した。", {"KP", "KR"}),
        ("マリオがドイツに来た。", {"DE"}),
        ("中国外交部发言人表示，美国应停止对台湾军售。", {"CN", "US", "TW"}),
        ("法國總統訪問德國柏林。", {"FR", "DE"}),
        ("Die deutsche Regierung und Frankreichs Präsident trafen sich in Wien.", {"DE", "FR", "AT"}),
        ("Le président français a rencontré la chancelière allemande à Londres.", {"FR", "DE", "GB"}),
        ("El presidente argentino viajará a Seúl con los ministros bolivianos.", {"AR", "KR", "BO"}),
        ("Le gouvernement congolais à Kinshasa dément; les soldats maliens.", {"CD", "ML"}),
        ("La Corée du Nord et la Corée du Sud; le président coréen", {"KP", "KR"}),
        ("Die Hauptstadt Berlin feiert mit Gästen aus dem Tschad.", {"DE", "TD"}),
        ("El presidente de España visitó Marruecos; el gobierno francés calló.", {"ES", "MA", "FR"}),
        ("Il presidente della Germania è arrivato in Grecia e in Svizzera.", {"DE", "GR", "CH"}),
        ("O presidente do Brasil viajou para a Alemanha e a China.", {"BR", "DE", "CN"}),
        ("De Nederlandse premier sprak in Duitsland met Franse ministers.", {"NL", "DE", "FR"}),
        ("Statsministern i Sverige besökte Norge och Tyskland.", {"SE", "NO", "DE"}),
        ("الرئيس المصري يزور السعودية والأردن ويلتقي الوزير الأمريكي", {"EG", "SA", "JO", "US"}),
        ("رئیس جمهور ایران به چین و روسیه سفر کرد", {"IR", "CN", "RU"}),
        ("Президент Турции прибыл в Германию и во Францию.", {"TR", "DE", "FR"}),
        ("Президент України зустрівся з канцлером Німеччини у Польщі", {"UA", "DE", "PL"}),
        ("Prezydent Polski spotkał się z kanclerzem Niemiec. W Rosji i na Ukrainie.", {"PL", "DE", "RU", "UA"}),
        ("Türkiye Cumhurbaşkanı Almanya'ya gitti ve Fransa ile görüştü.", {"TR", "DE", "FR"}),
        ("भारत और पाकिस्तान के बीच क्रिकेट मैच हुआ।", {"IN", "PK"}),
        ("ประเทศไทยและญี่ปุ่นลงนามข้อตกลง", {"TH", "JP"}),
        ("ראש ממשלת ישראל נפגש עם נשיא ארצות הברית בירושלים", {"IL", "US"}),
        ("Việt Nam và Trung Quốc ký thỏa thuận với Hoa Kỳ", {"VN", "CN", "US"}),
        ("Ο πρωθυπουργός της Ελλάδας συναντήθηκε με τον πρόεδρο της Τουρκίας", {"GR", "TR"}),
    ],
)
def test_countries_are_found_in_other_languages(text: str, codes: set[str]) -> None:
    """Names are found in their scripts, with particles and case endings."""
    assert mentioned(text) == codes


def test_signs_of_a_place_make_a_country_only_together() -> None:
    """One county or company form says nothing; several signs do, and count half beside a country named outright."""
    assert mentioned("Harlow Example Inc reported a profit.") == set()
    assert mentioned("A sheriff's deputy of Hollow County spoke to the school board.") == {"US"}
    assert mentioned("A sheriff's deputy of Hollow County flew to Norway.") == {"NO"}


def test_a_country_is_its_namesake_town_only_where_all_speaks_for_it() -> None:
    """Lebanon is the country, unless the text is full of signs of an American town."""
    local = "The sheriff's office of Boone County and the school board met at the High School in Lebanon."

    assert mentioned(local) == {"US"}
    assert mentioned("Republicans and Democrats disagree on Lebanon.") == {"LB"}


def test_an_article_is_tagged() -> None:
    """Countries are filled in on a copy of the article."""
    tagged = tag(article("Seoul and Tokyo sign a fisheries pact."))

    assert tagged.mentioned == ("KR", "JP")
    assert set(tagged.countries) == {"KR", "JP"}


def test_the_language_of_an_article_decides_how_it_is_read() -> None:
    """`Island` is Iceland in a German article and nothing in an English one."""
    text = "Island wählt neu"

    assert tag(article(text, title="", language="de")).mentioned == ("IS",)
    assert tag(article(text, title="", language="en")).mentioned == ()


def test_what_is_found_goes_to_worker_processes_and_back() -> None:
    """The result can be pickled."""
    found = find_countries("", "Seoul calls Tokyo.")

    assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.parametrize("typed", ["KR", "kr", " South Korea ", "südkorea", "대한민국", "S. Korea"])
def test_a_country_is_known_by_code_or_name(typed: str) -> None:
    """A code in any case and a name in any language mean the country."""
    assert country_code(typed) == "KR"


@pytest.mark.parametrize("typed", ["Ruritania", "Korea", "", "  ", "ZZ", "\x00"])
def test_what_is_no_one_country_has_no_code(typed: str) -> None:
    """An unknown name, or one of several countries, is None, for the caller to suggest another."""
    assert country_code(typed) is None


def test_a_country_is_shown_in_the_reader_s_language() -> None:
    """Names come in the language asked for, in English where there is none, and as the code where nothing fits."""
    assert country_name("DE", "fr") == "Allemagne"
    assert country_name("DE", "tlh") == "Germany"
    assert country_name("QQ") == "QQ"
