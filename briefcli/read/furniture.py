"""What stands on a page and is no news: share links, cookie lines, captions, credits, copyright.

A block is a paragraph or a line of its own. Only whole blocks are ever left out; nothing inside one is changed.
"""

from __future__ import annotations

import re
from typing import Literal

from briefcli.read.captions import caption_or_credit, only_names
from briefcli.read.dates import is_clock, is_date_line

Kind = Literal["text", "furniture", "caption", "credit", "copyright", "tags", "byline", "date", "related", "label"]

_FLAGS = re.IGNORECASE | re.VERBOSE

_CONTROL_WORDS = frozenset(
    """facebook twitter tweet x linkedin whatsapp telegram kakao kakaotalk kakaostory naver band line reddit pinterest e-mail
    email mail bluesky threads instagram messenger flipboard pocket copy url link permalink gift share shared sns save print
    listen bookmark comment comments reply like likes follow page article this on via to the icon button story small big
    large medium font text size smaller larger bigger increase decrease reset more option options close open toggle menu
    search login log sign in up out register subscribe subscriber subscribers account my us and or a by with friend friends
    now here click tap view views gallery image photo photos video play pause mute audio clipboard copied post send add
    favorite favourites favorites favourite min mins minute minutes read reading time shares only advertisement ad ads
    sponsored loading next previous prev back top home newsletter newsletters""".split()
)
_MOST_CONTROL_WORDS = 12
# Whole lines that are controls of a page, in the languages of the outlets staffers paste from. No sentence is one.
_CONTROL = re.compile(
    r"""^[\W_]*(?:
      skip\ to\ (?:main\ )?(?:content|navigation).*
    | (?:story|article|content)\ continues\ (?:below|after).* | continue\ reading.* | keep\ reading.*
    | (?:listen\ to|hear)\ this\ (?:article|story).* | (?:this|the)\ (?:article|story)\ is\ (?:free|for\ subscribers).*
    | \d+\s*(?:min(?:ute)?s?)\W*(?:read|listen).* | (?:estimated\s+)?read(?:ing)?\s+time.*
    | (?:show|hide|load|see|view|read)\ (?:more|less|all|full)(?:\ \S+){0,4}
    | (?:leave|post|add|write)\ a\ comment.* | (?:join\ the\ )?(?:conversation|discussion)\W* | \d+\s+comments?.*
    | (?:follow|find|join|like)\ us\ on\b.* | download\ (?:the|our)\ .*\bapp\b.* | get\ the\ app.*
    | (?:teilen|drucken|merken|kommentare?|vorlesen|anhören|anzeige|werbung|merkliste|artikel\ (?:teilen|drucken|merken|anhören).*|
       schrift(?:größe)?.*|auf\ .{2,20}\ teilen|bild\ (?:anzeigen|vergrößern|öffnen)|zur\ (?:startseite|merkliste).*|link\ kopieren.*)
    | (?:partager|imprimer|commenter|réagir|publicité|écouter\ (?:cet\ )?(?:article|l’article|l'article)?.*|
       enregistrer|copier\ le\ lien|offrir\ cet\ article|ajouter\ à\ .*|temps\ de\ lecture.*|lecture\s*:?\s*\d+\s*min.*)
    | (?:compartir|imprimir|comentarios?|publicidad|escuchar|guardar|copiar\ enlace|tiempo\ de\ lectura.*|enviar\ por\ .*)
    | (?:compartilhar?|ouvir|salvar|publicidade|comentários?|condividi|stampa|pubblicità|ascolta|commenti)
    | (?:공유(?:하기)?|프린트|인쇄|글자\s?크기.*|글씨\s?크기.*|스크랩|댓글.*|기사\s?듣기.*|좋아요.*|구독(?:하기)?|본문\s?바로가기|폰트.*|가|
       페이스북.*|트위터.*|카카오.*|네이버.*|url\s?복사.*)
    | (?:シェア(?:する)?|印刷|ツイート|保存|コメント.*|文字サイズ.*|有料会員.*|続きを読む.*|共有|広告|ブックマーク|記事を?(?:保存|印刷))
    | (?:分享.*|打印|收藏|评论.*|字号.*|责任编辑.*|扫码.*|поделиться|печать|комментарии|читать\ далее.*|реклама)
    )[\W_]*$""",
    _FLAGS,
)
# Whole lines that ask the reader for something, sentence or not.
_ASKS = re.compile(
    r"""^[\W_]*(?:
      (?:(?:did\ you\ (?:find|spot|see)|found|spotted)\ an?\ (?:mistake|error|typo) | (?:have|got)\ a\ (?:story|tip|news\ tip)\b
      | (?:send|e-?mail)\ us\ (?:your|a)\b | report\ an?\ (?:error|correction|typo) | (?:story|article)\ continues\ (?:below|after)).*
    | (?:temps\ de\ lecture|tiempo\ de\ lectura|lesezeit|reading\ time|lecture)\W*\d+\s*min\w*\.?
    | (?:this\ is\ a\ subscriber|(?:this|the)\ (?:article|content|story)\ is\ (?:only\ )?(?:for|available\ to)\ (?:subscribers|members)).* | we\ value\ your\ privacy.*
    | (?:advertisement|anzeige|publicité|publicidad|pubblicità|skip\ advert(?:isement)?|loading)[.…]*
    )$""",
    _FLAGS,
)
# Lines that begin like this invite, warn or sell. A sentence must also name what is sold (`_SELLS`).
_OPENS = re.compile(
    r"""^[^\w"“„«‘‚「]*(?:
      (?:we\b[^.]{0,40}\b(?:use|store|set|place)|this\ (?:site|website|page)|our\ (?:site|website|partners)|by\ (?:continuing|using|clicking))\b[^.]{0,80}\bcookies?\b
    | cookies?\ (?:policy|settings|preferences|notice|consent|help\ us|on\ this)
    | (?:accept|reject|manage|allow)\ (?:all|cookies|preferences|choices|options)
    | (?:diese|unsere|die)\ (?:web)?(?:seite|site)\b[^.]{0,60}\bcookies | (?:wir|nous|utilizamos|este\ sitio|ce\ site)\b[^.]{0,60}\bcookies
    | (?:alle\ (?:akzeptieren|ablehnen)|tout\ accepter|aceptar\ (?:todo|todas|cookies))
    | sign\ up\ (?:for|to|here|now)\b | subscribe\ (?:to|for|now|today|here|and)\b | (?:sign\ in|log\ in)\ +subscribe\b | (?:do[n’']+t\ miss|join\ (?:our|the))\b[^.]{0,60}\b(?:whatsapp|telegram|channel|newsletter|community)\b | get\ (?:our|the|your)\b[^.]{0,60}\b(?:newsletter|inbox|alerts?|app)\b
    | (?:register|log\ in|sign\ in)\ (?:to|for|now|here)\b | (?:already|not\ yet)\ (?:a\ subscriber|registered|have\ an\ account)
    | (?:support|donate\ to|become\ a)\b[^.]{0,40}\b(?:journalism|member|supporter|subscriber)\b
    | (?:follow|contact|write\ to|reach)\ (?:us|the\ (?:author|reporter|writer)|[A-Z]\w+\ (?:on|at))\b[^.]{0,60}(?:@|twitter|facebook|\bx\b|instagram|e-?mail)
    | (?:abonnieren\ sie|jetzt\ abonnieren|newsletters?\W*$|abonnez-vous|inscrivez-vous|suscríb(?:e|a)(?:te|se)|recib[ae])\b
    | (?:breaking\ news|morning|daily|weekly|evening)\ (?:newsletter|briefing|alerts?)\b[^.]{0,80}\b(?:sign|inbox|subscri)
    | (?:terms\ (?:of\ (?:use|service)|and\ conditions)|privacy\ (?:policy|notice)|impressum|datenschutz(?:erklärung)?|mentions\ légales|aviso\ legal)\b[^.!?]*$
    | this\ (?:e-?mail|message)\ (?:and\ any|is|may|was)\b | (?:newsletter|podcast)\s*[:：]
    | our\ standards:
    )""",
    _FLAGS,
)
_SELLS = re.compile(
    r"""newsletter|\binbox\b|\be-?mail|\balerts?\b|\bcookies?\b|subscri|abonn|suscri|inscri|\bapps?\b|whatsapp|telegram|instagram|facebook|twitter|@\w
    | \b(?:our|your|unser\w*|notre|nos|votre|nuestr[ao]s?)\ (?:\w+\ )?(?:journalism|reporting|work|site|website|web|partners?|channel|kanal|chaîne|canal|community|device|browser|consent|
        choices|account|konto|compte|cuenta|experience|preferences|stories|coverage|readers?|editors?|seite|updates?|standards)\b
    | \b(?:independent|quality)\ journalism | \b(?:full|unlimited)\ access | \b(?:to\ )?(?:continue|keep)\ reading | \bread\ (?:more|the\ full|unlimited|this\ (?:story|article))
    | \b(?:free\ account|free\ trial|confidential|addressee|intended\ (?:recipient|for|solely|only)|boletín|correo|(?:weekly|daily|morning|evening)\ (?:\w+\ )?(?:letter|e-?mail|briefing)|thomson\ reuters)\b""",
    _FLAGS,
)
# "Reporting by A. Writer; Editing by B. Desk"
_DESK = re.compile(
    r"^\W*(?:(?:additional\ )?reporting|writing|writ(?:ten)|edit(?:ed|ing)|produced|compiled|translated)(?:\ and\ \w+)?\ by\s+(?P<names>.+)$",
    _FLAGS,
)
_RELATED = re.compile(
    r"""^[\W_]*(?:
      (?:read|see|also|more|related|recommended|watch|further|explainer|opinion|trending|most|editor'?s|top|latest|popular|up|must|suggested|you)
      (?:\ (?:more|also|next|next:|read|viewed|popular|reading|stories|story|articles?|coverage|news|on\ this(?:\ story)?|picks?|from\ .{2,30}|in\ .{2,20}|
            videos?|topics?|for\ you|content|headlines|links|may\ (?:also\ )?like|might\ (?:also\ )?like)){0,4} \s* (?:[:：>»|→–—-]|$)
    | (?:lesen\ sie\ (?:auch|mehr|dazu)|mehr\ zum\ thema|das\ könnte\ sie|meistgelesen|auch\ interessant|zum\ thema)
    | (?:lire\ aussi|à\ lire\ aussi|à\ lire|sur\ le\ même\ (?:sujet|thème)|les\ plus\ lus|voir\ aussi|notre\ sélection)
    | (?:lea|lee|leer)\ (?:también|más) | (?:te\ puede\ interesar|más\ leíd[ao]s|noticias\ relacionadas|leia\ (?:também|mais)|leggi\ anche|mais\ lidas)
    | (?:관련\s?기사|많이\s?본|인기\s?기사|추천\s?기사|주요\s?뉴스|関連記事|あわせて読みたい|こちらも|人気記事|おすすめ|相关(?:新闻|阅读)|推荐阅读|читайте\ также|по\ теме)
    )""",
    _FLAGS,
)
_COPYRIGHT = re.compile(
    r"""^\W*(?:©|\(c\)|copyright\W*(?:©|\(c\)|ⓒ|\d{4}|by\b)|&copy;|ⓒ|저작권자) | 무단\s?(?:전재|복제) | \ball\ rights\ reserved\b | \balle\ rechte\ vorbehalten\b
    | \btous\ droits\ réservés\b | \btodos\ (?:los\ derechos\ reservados|os\ direitos\ reservados)\b | unauthori[sz]ed\ (?:reproduction|use|copying|distribution)\b[^.]{0,80}\b(?:prohibited|forbidden|not\ (?:permitted|allowed)) | 無断転載 | 無断複製 | 版权所有 | все\ права\ защищены""",
    _FLAGS,
)
_COPYRIGHT_OF = re.compile(r"^\W*copyright\s+([^.!?]{2,60})\W*$", re.IGNORECASE)
_BYLINE = re.compile(
    r"""^\W*(?:
      (?:by|von|par|por|di|da|written\ by|words\ by|reported\ by|story\ by|text(?::|\ by)|autor(?:in)?:?|author:?|reporter:?|correspondent:?)\s+
        (?P<names>(?:the\s+)?[^\W\d_](?:[^.!?:;]|\.(?=\s?[A-Z][\w.])){2,110})
    | [가-힣]{2,4}\s?(?:기자|특파원|논설위원)(?:\s*[=\s]?\s*\S+@\S+)?
    | [^\W\d_][\w'’. -]{3,40}\s*[,|/–-]\s*(?:staff\ writer|staff\ reporter|correspondent|[a-z]+\ (?:editor|correspondent|reporter)|reporter)(?:\ in\ [A-Z]\w+)?
    )\W*$""",
    _FLAGS,
)
_NOT_A_NAME = re.compile(
    r"\b(?:the\s+\w+ing|said|says|was|were|is|are|has|have|will|using|clicking|mail|e-?mail|phone|noon|then|now)\b",
    re.IGNORECASE,
)
_LABELS = {
    "title": "title", "headline": "title", "titel": "title", "titre": "title", "título": "title", "제목": "title", "subject": "title",
    "date": "date", "published": "date", "publication date": "date", "datum": "date", "fecha": "date", "날짜": "date", "posted": "date",
    "source": "publisher", "publisher": "publisher", "publication": "publisher", "outlet": "publisher", "quelle": "publisher", "fuente": "publisher", "매체": "publisher",
    "author": "byline", "byline": "byline", "autor": "byline", "auteur": "byline",
    "url": "url", "link": "url",
    "tags": "tags", "topics": "tags", "keywords": "tags", "related topics": "tags", "schlagwörter": "tags", "themen": "tags", "thèmes": "tags", "temas": "tags", "schlagworte": "tags", "mots-clés": "tags", "etiquetas": "tags",
    "language": "language",
}  # fmt: skip
_LABEL = re.compile(r"^\W{0,3}([^\W\d_](?:[^\W\d_]|[ -]){1,18})\s*[:：]\s*(.*)$")
_TAG_LINE = re.compile(r"^\s*#\S[^#\n]{0,40}(?:[\s,]+#\S[^#\n]{0,40})*$")
_BIOGRAPHY = re.compile(
    r"^\W*(?P<name>(?:[A-ZÀ-ÖØ-Þ][\w’'.-]+\s+){1,4})(?:is|are)\s+(?:an?|the)\s+(?:[\w’'-]+\s+){0,4}"
    r"(?:editor|reporter|correspondent|writer|columnist|journalist|contributor|fellow|author|professor)s?\b",
)
_NAVIGATION_BREAK = re.compile(r"[|>›»•·]|\s/\s")
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"”’»」』)\]]*\s*$")
_LONGEST_CONTROL = 90


def label(block: str) -> tuple[str, str] | None:
    """The field and value of a line such as "Source: Harbour Post", None for any other line."""
    found = _LABEL.match(block)
    field = _LABELS.get(found[1].strip().lower()) if found else None
    return (field, found[2].strip()) if found and field and not is_paragraph(found[2]) else None


def is_about_the_author(block: str, names: str) -> bool:
    """Whether a block introduces one of the writers named ("A. Writer is a contributing editor of …")."""
    found = _BIOGRAPHY.match(block) if len(block) < 300 else None
    return found is not None and found["name"].strip().casefold() in names.casefold()


def is_sentence(block: str) -> bool:
    """Whether a block ends as a sentence does."""
    return bool(_SENTENCE_END.search(block))


def is_paragraph(block: str) -> bool:
    """Whether a block reads like a paragraph of an article: long enough, and ending as a sentence does or before a list."""
    return len(block) >= (30 if _is_dense(block) else 70) and (is_sentence(block) or block.rstrip()[-1:] in ":：;")


def kind_of(block: str) -> Kind:
    """What a block is, as far as it can be told without its neighbours. What is in doubt is text."""
    if label(block):
        return "label"
    if _is_control(block):
        return "furniture"
    if _TAG_LINE.match(block) and not is_sentence(block) and ("#" in block.strip()[1:] or len(block) < 40):
        return "tags"
    if _is_byline(block):
        return "byline"
    if len(block) < 400 and _is_copyright(block):
        return "copyright"
    return caption_or_credit(block) or _kind_of_line(block)


def _kind_of_line(block: str) -> Kind:
    checks: tuple[tuple[Kind, bool], ...] = (
        ("related", len(block) < 200 and _is_related(block)),
        ("furniture", len(block) < 400 and (_is_invitation(block) or _is_desk_line(block))),
        ("date", is_date_line(block) or is_clock(block)),
        ("furniture", len(block) < 200 and not is_sentence(block) and _is_navigation(block)),
    )
    return next((kind for kind, found in checks if found), "text")


def _is_control(block: str) -> bool:
    if len(block) > _LONGEST_CONTROL:
        return bool(len(block) < 2 * _LONGEST_CONTROL and _ASKS.match(block))
    closed = re.search(r"\w[\"'”’)\]]*[.。]\W*$", block)
    return bool(_ASKS.match(block) or (not closed and (_CONTROL.match(block) or _is_row_of_controls(block))))


def _is_row_of_controls(block: str) -> bool:
    """Whether a line has nothing but the words of buttons: "Share on Facebook", "A- A A+", "3 min read"."""
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)?", block.lower())
    return 0 < len(words) <= _MOST_CONTROL_WORDS and all(
        word in _CONTROL_WORDS or re.fullmatch(r"\d+[km]?", word) for word in words
    )


def _is_copyright(block: str) -> bool:
    named = _COPYRIGHT_OF.match(block)
    return bool(_COPYRIGHT.search(block)) or (named is not None and only_names(named[1]))


def _is_related(block: str) -> bool:
    """Whether a block names another article ("Read more: …"): a sentence only where a colon or an arrow sets it off."""
    found = _RELATED.match(block)
    if found is None:
        return False
    set_off = bool({found.group().rstrip()[-1:], block[found.end() :].lstrip()[:1]} & set(":：>»|→"))
    if not is_sentence(block):
        return True
    return set_off and (" " in found.group().strip() or not is_paragraph(block))


def _is_navigation(block: str) -> bool:
    """Whether a line sets short words apart: "News › Counties › Homa Bay"."""
    pieces = [piece.strip() for piece in _NAVIGATION_BREAK.split(block.rstrip(" |>›»•·"))]
    return 2 <= len(pieces) <= 16 and 1 <= len(pieces[0]) <= 24 and all(1 <= len(piece) <= 60 for piece in pieces[1:])


def _is_invitation(block: str) -> bool:
    return bool(_OPENS.match(block)) and (not is_sentence(block) or bool(_SELLS.search(block)))


def _is_desk_line(block: str) -> bool:
    found = _DESK.match(block)
    return found is not None and only_names(found["names"])


def is_related_heading(block: str) -> bool:
    """Whether a list of other articles follows ("Most read", "More on this story")."""
    return bool(_RELATED.match(block)) and len(re.sub(r"[\W_]", "", block)) < 40


def _is_byline(block: str) -> bool:
    found = _BYLINE.match(block) if len(block) < 130 and not _NOT_A_NAME.search(block) else None
    if found is None:
        return False
    names = found["names"]
    return names is None or (not names[0].islower() and only_names(names, most_others=0 if is_sentence(block) else 3))


def _is_dense(block: str) -> bool:
    """Whether the script says more in a character: Chinese, Japanese, Korean."""
    return sum("\u3000" <= char <= "\u9fff" or "가" <= char <= "힣" for char in block[:100]) > 0.3 * len(block[:100])
