"""Small pastes in the shapes of real outlets, all of them invented.

In each, a line that starts with `✂ ` is furniture and one that starts with `§ ` is the headline; the marks are taken
off before the paste is read. Everything else is the article's body, word for word.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Paste:
    """What a staffer pastes, and what a person sees in it. A field that is None is not on the page."""

    marked: str
    published: str | None = None
    publisher: str | None = None
    byline: str | None = None
    dateline: str | None = None
    tags: tuple[str, ...] = ()
    language: str = "en"

    @property
    def text(self) -> str:
        """The paste as it comes out of the clipboard."""
        return "\n".join(line.removeprefix("✂ ").removeprefix("§ ") for line in self.marked.strip("\n").split("\n"))

    @property
    def title(self) -> str:
        """The headline."""
        return " ".join(line[2:] for line in self.marked.split("\n") if line.startswith("§ "))

    @property
    def body(self) -> str:
        """The article, paragraphs apart by an empty line."""
        blocks = "\n".join("" if line[:2] in {"✂ ", "§ "} else line for line in self.marked.split("\n")).split("\n\n")
        return "\n\n".join(" ".join(block.split("\n")).strip() for block in blocks if block.strip())


WIRE = Paste(
    marked="""
✂ BC-MABOTO-BRIDGE
§ Maboto keeps its bridge closed as river rises

✂ By Amina Odera and Jan Willem de Vries
✂ March 10, 2026 7:42 PM UTC

LEMBA, March 10 (Savanna Wire) - Officials in Maboto said on Tuesday the town's only bridge would stay closed until the spring floods had passed, cutting the road to the coast for at least three weeks.

"We will not send a bus over a beam that moves," said Ruth Kamau, the district engineer.

The river stood 2.3 metres above its usual level at noon. (This story has been corrected in paragraph two.)

✂ (Reporting by Amina Odera in Lemba; Additional reporting by Jan Willem de Vries; Editing by Tom Ash)

✂ Our Standards: The Savanna Wire Trust Principles.
""",
    published="2026-03-10",
    byline="Amina Odera and Jan Willem de Vries",
    dateline="LEMBA, March 10 (Savanna Wire)",
)

BROADCASTER = Paste(
    marked="""
✂ Skip to content
✂ Home
✂ News
✂ Sport
✂ Weather
✂ More menu
✂ More menu
✂ Search

§ Flood-hit town keeps its only bridge shut

✂ Published
✂ 3 hours ago
✂ Share
✂ Save
✂ Maisie Thornbury
✂ Reporting from Lemba
✂ Getty Images A lorry turns round at a closed bridge
The only bridge in the town of Maboto will stay shut until the spring floods have passed, its council has said.

The decision cuts the road to the coast for at least three weeks, the longest closure since the bridge was built in 1961.

Ruth Kamau, the district engineer, told reporters: "We will not send a bus over a beam that moves."

'No way round'

Lorry drivers said the detour through the hills took nine hours. "There is no way round that pays," said one of them, Samuel Otieno.

✂ Related topics
✂ Floods
✂ Maboto
✂ More on this story
✂ Why the Lemba river rises earlier every year
✂ Published
✂ 2 March
✂ Top stories
✂ Minister resigns over fuel contract
✂ Live. Parliament votes on the budget
✂ Copyright © 2026 Northern Broadcasting. The Northern Broadcasting is not responsible for the content of external sites.
""",
    publisher="Northern Broadcasting",
)

KOREAN = Paste(
    marked="""
✂ 본문 바로가기
✂ 메뉴
§ 마보토시, 봄 홍수로 유일한 다리 폐쇄 연장
✂ 입력 2026.03.10 오후 3:42
✂ 수정 2026.03.10 오후 4:10
✂ 김도윤 기자
✂ 가
✂ 공유하기
✂ 댓글 12

(렘바=새벽일보) 마보토시는 10일 봄 홍수가 지나갈 때까지 시내 유일한 다리의 폐쇄를 연장한다고 밝혔다.

▲ 마보토 다리 앞에 멈춰 선 화물차. /사진=새벽일보
루스 카마우 지역 기술관은 “움직이는 들보 위로 버스를 보낼 수는 없다”고 말했다.

네이버와 카카오의 지도 서비스도 이날부터 우회 도로를 안내하기 시작했다.

✂ 김도윤 기자 doyun@saebyeok.example
✂ #마보토 #홍수
✂ <저작권자 ⓒ 새벽일보, 무단 전재 및 재배포 금지>
✂ 관련기사
✂ 렘바강 수위 왜 해마다 오르나
✂ 많이 본 뉴스
✂ 연료 계약 논란에 장관 사임
""".replace("▲", "✂ ▲"),
    published="2026-03-10",
    publisher="새벽일보",
    byline="김도윤 기자",
    dateline="렘바=새벽일보",
    tags=("마보토", "홍수"),
    language="ko",
)

GERMAN = Paste(
    marked="""
✂ Startseite > Ausland
§ Maboto lässt seine einzige Brücke gesperrt
✂ Von Wiebke Halvorsen
✂ 10.03.2026, 17.32 Uhr
✂ Teilen
✂ Merken
✂ Drucken
✂ Artikel anhören
Lemba. Die einzige Brücke der Stadt Maboto bleibt gesperrt, bis das Hochwasser vorüber ist. Das teilte der Stadtrat am Dienstag mit.

„Wir schicken keinen Bus über einen Balken, der sich bewegt“, sagte die Ingenieurin Ruth Kamau. „Fragen Sie mich im April wieder.“

Der Schriftsteller Samuel Otieno, der am Fluss wohnt, nannte die Sperre überfällig. Zum Thema Umweg sagte er nichts.

✂ Lesen Sie auch: Warum der Fluss jedes Jahr früher steigt
Datenschützer kritisierten, dass die Stadt Kennzeichen filme.

✂ Newsletter: Jeden Morgen das Wichtigste. Jetzt abonnieren
✂ © 2026 Hafenblatt. Alle Rechte vorbehalten.
""",
    published="2026-03-10",
    publisher="Hafenblatt",
    byline="Wiebke Halvorsen",
    dateline="Lemba",
    language="de",
)

FRENCH = Paste(
    marked="""
✂ Accueil > International
§ À Maboto, l’unique pont reste fermé
✂ Par Solène Kerdoncuff
✂ Publié le 10 mars 2026 à 16h05, mis à jour à 17h20
✂ Temps de lecture : 2 min.
✂ Partager
✂ Offrir cet article
L’unique pont de la ville de Maboto restera fermé jusqu’à la fin de la crue, a annoncé mardi la mairie.

« On n’envoie pas un autocar sur une poutre qui bouge », a déclaré l’ingénieure Ruth Kamau.

✂ Lire aussi : Pourquoi le fleuve monte chaque année plus tôt
Les chauffeurs parlent d’un détour de neuf heures par les collines. « Personne ne nous a prévenus », dit l’un d’eux.

✂ © Le Phare du Soir. Tous droits réservés.
✂ S’inscrire
""",
    published="2026-03-10",
    publisher="Le Phare du Soir",
    byline="Solène Kerdoncuff",
    language="fr",
)

SPANISH = Paste(
    marked="""
§ Maboto mantiene cerrado su único puente
✂ Por Inés Valcárcel
✂ 10 de marzo de 2026
✂ Compartir
✂ Guardar
El único puente de la ciudad de Maboto seguirá cerrado hasta que pase la crecida, informó el martes el ayuntamiento.

«No voy a mandar un autobús por una viga que se mueve», dijo la ingeniera Ruth Kamau.

Recibe la ciudad, además, menos harina: los camiones dan un rodeo de nueve horas por los cerros.

✂ Lea también: Por qué el río crece cada año antes
✂ Suscríbete a nuestro boletín
✂ Todos los derechos reservados
""",
    published="2026-03-10",
    byline="Inés Valcárcel",
    language="es",
)

JAPANESE = Paste(
    marked="""
§ マボト市、春の洪水で唯一の橋の閉鎖を延長
✂ 2026年3月10日 15時42分
✂ シェアする
✂ 文字サイズ
✂ 印刷

マボト市は10日、春の洪水が過ぎるまで市内唯一の橋の閉鎖を続けると発表した。海岸への道は少なくとも3週間断たれる。

地区技師のルース・カマウ氏は「動く梁の上にバスを通すわけにはいかない」と述べた。

コメントを求められた運送会社は、回り道に9時間かかると答えた。

✂ 【写真】閉鎖された橋の前で引き返すトラック
✂ 関連記事
✂ 川の水位はなぜ毎年早く上がるのか
✂ 無断転載を禁じます
""",
    published="2026-03-10",
    language="ja",
)

ARCHIVE = Paste(
    marked="""
✂ Title: Maboto keeps its bridge closed as river rises
✂ Publication: The Lemba Examiner
✂ Date: March 10, 2026 Tuesday
✂ Author: Amina Odera
✂ Section: NEWS; Pg. 4
✂ Length: 61 words

Officials in Maboto said on Tuesday the town's only bridge would stay closed until the spring floods had passed, cutting the road to the coast.

"We will not send a bus over a beam that moves," said Ruth Kamau, the district engineer.

✂ Copyright 2026 The Lemba Examiner
✂ All Rights Reserved
""",
    published="2026-03-10",
    publisher="The Lemba Examiner",
    byline="Amina Odera",
)

FORWARDED = Paste(
    marked="""
✂ Subject: Fwd: bridge
✂ Date: Tue, 10 Mar 2026 19:05:00 +0300

§ Maboto keeps its bridge closed as river rises

✂ By Amina Odera

LEMBA -- Officials in Maboto said on Tuesday the town's only bridge
would stay closed until the spring floods had passed, cutting the
road to the coast for at least three weeks.

"We will not send a bus over a beam that moves," said Ruth Kamau, the
district engineer. She added that by the end of the month two divers
by the name of Otieno would look at the piers.

The river stood 2.3 metres above its usual level at noon.

✂ --
✂ Sent from my phone
""",
    published="2026-03-10",
    byline="Amina Odera",
    dateline="LEMBA",
)

MAGAZINE = Paste(
    marked="""
✂ Support independent journalism: become a member today
✂ News | Opinion | Culture | Lifestyle
§ ‘A beam that moves’: the town that lost its bridge
Maboto has one bridge, one engineer and three weeks of rain ahead of it.

✂ Maisie Thornbury in Maboto
✂ Tue 10 Mar 2026 14.20 GMT
✂ A lorry turns round at the closed bridge in Maboto. Photograph: Jo Ash/Savanna Pictures
The bridge at Maboto does not look ill. It stands in the brown water on its four piers, as it has since 1961, and you have to kneel at the railing to feel it shiver.

“I felt it before I measured it,” Ruth Kamau says. “Photographs by my father show the same pier leaning in 1978.”

✂ Sign up to Morning Post, our free daily newsletter
The source of the trouble lies upstream. Credit has run out at the shops, and pictures of empty shelves went round the country on Monday.

✂ “I felt it before I measured it”
✂ Ruth Kamau

✂ The lake that swallowed a railway
✂ Read more
By nightfall the queue of lorries reached the church. Further up the hill, somebody was singing.

✂ This article was amended on 11 March 2026 to correct a date.
✂ Explore more on these topics
✂ Floods
✂ Reuse this content
""".replace("✂ This article was amended on 11 March 2026 to correct a date.\n", ""),
    published="2026-03-10",
    byline="Maisie Thornbury",
)

COOKIES = Paste(
    marked="""
✂ We value your privacy
✂ We and our 812 partners store and/or access information on a device, such as cookies and process personal data.
✂ Accept all
✂ Manage preferences
✂ Log in
§ Council of Maboto votes to keep bridge closed
✂ 10 March 2026
✂ 2 min read
The council of Maboto voted on Tuesday to keep the town's only bridge closed until the spring floods have passed.

“We baked cookies for the drivers and we will bake more,” said Ruth Kamau, whose bakery stands at the head of the queue.

Subscribers of the local water company get their bills in April all the same.

✂ This is a subscriber-only article. Already a subscriber? Log in here.
✂ By continuing to use this site you agree to our use of cookies.
""",
    published="2026-03-10",
)

BULLETS = Paste(
    marked="""
§ What the closed bridge of Maboto means for the coast
✂ The Lemba Examiner | 10 March 2026, 08:15 EAT

Maboto's only bridge stays closed for at least three weeks. These are the figures that the council gave on Tuesday:

• 2.3 metres: the height of the river above its usual level

• 9 hours: the detour through the hills

• 61 lorries a day, on average, in March

What happens next?

Divers will look at the piers by the end of the month. The council meets again on 24 March 2026.

Who pays?

Nobody has said. The government promised 40 million shillings in 2024, none of which has come.

✂ #Maboto #floods
""",
    publisher="The Lemba Examiner",
    published="2026-03-10",
    tags=("Maboto", "floods"),
)

LIVE = Paste(
    marked="""
§ Live: Maboto bridge closed as river rises
✂ Last updated: 10 March 2026, 18:20 EAT

✂ 18:20 EAT
The council has ended its session without a vote on the detour, our reporter in the hall says. It will meet again in the morning.

✂ 17:55 EAT
Ruth Kamau, the district engineer, says that nobody will cross before the divers have been down. “Ask me in April.”

✂ 17:10 EAT
The first lorries turn back. Drivers speak of a detour of nine hours through the hills behind the town.
""",
    published="2026-03-10",
)

BROADSHEET = Paste(
    marked="""
✂ The Lemba Examiner
✂ Est. 1904
§ Copyright fight over a bridge song ends in Lemba court
✂ By Amina Odera, Courts Correspondent
✂ Tuesday 10 March 2026 09:18

Copyright in a song about the bridge of Maboto belongs to the choir that sang it first, a court in Lemba ruled on Tuesday, ending a fight of eleven years.

The judge said that the broadcaster's unauthorised use of the song in 2015 had been “no small matter”.

“Follow the song, not the paper,” said Samuel Otieno, who conducts the choir. He is the author of three hymns.

Up from nine members in 2015, the choir has sixty now.

✂ Amina Odera is the courts correspondent of The Lemba Examiner.
✂ © The Lemba Examiner 2026
""",
    published="2026-03-10",
    publisher="The Lemba Examiner",
    byline="Amina Odera",
)

SIGNED_OFF = Paste(
    marked="""
§ Maboto keeps its bridge closed as river rises
✂ March 10, 2026

✂ A lorry turns round at the closed bridge in Maboto on Tuesday. (AFP)

LEMBA: Officials in Maboto said on Tuesday the town's only bridge would stay closed until the spring floods had passed.

The company that built it declined to comment on the state of the piers, which it last looked at in 2019. (Reuters)

✂ Read more: Why does the river rise earlier every year?
""",
    published="2026-03-10",
    dateline="LEMBA",
)

INDENTED = Paste(
    marked="""
§ MABOTO KEEPS ITS BRIDGE CLOSED AS THE RIVER RISES
✂ March 10, 2026

    Officials in Maboto said on Tuesday the town's only bridge would
stay closed until the spring floods had passed, cutting the road
by which the coast is fed.

    The company, whose image suffered, said it would have the piers
looked at by the end of March 2026.
""",
    published="2026-03-10",
)
