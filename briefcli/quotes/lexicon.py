"""The words attribution goes by: verbs of saying, titles, and the small words around them.

Lists made by hand from reporting style; none is taken from a data set.
"""

from __future__ import annotations

# Verbs that take a quotation directly before or after them.
_SAY = """
pointed pointing share shares shared sharing chides chiding scoff scoffs scoffed joked say says said
saying tell tells told telling remember remembers remembered remembering question questions questioned questioning
exhort exhorts exhorted exhorting bemoan bemoans bemoaned bemoaning confide confides confided confiding reference
references referenced referencing answer answers answered answering add adds added adding ask asks asked asking reply
replies replied replying respond responds responded responding state states stated stating write writes wrote writing
written tweet tweets tweeted tweeting retweet retweets retweeted retweeting post posts posted posting note notes noted
noting explain explains explained explaining argue argues argued arguing insist insists insisted insisting warn warns
warned warning declare declares declared declaring announce announces announced announcing claim claims claimed
claiming admit admits admitted admitting acknowledge acknowledges acknowledged acknowledging concede concedes conceded
conceding agree agrees agreed agreeing suggest suggests suggested suggesting recall recalls recalled recalling
continue continues continued continuing conclude concludes concluded concluding observe observes observed observing
remark remarks remarked remarking comment comments commented commenting stress stresses stressed stressing emphasize
emphasizes emphasized emphasizing emphasise emphasises emphasised emphasising assert asserts asserted asserting
contend contends contended contending maintain maintains maintained maintaining mention mentions mentioned mentioning
quip quips quipped quipping joke jokes joking shout shouts shouted shouting yell yells yelled yelling scream screams
screamed screaming cry cries cried crying whisper whispers whispered whispering mutter mutters muttered muttering
exclaim exclaims exclaimed exclaiming boast boasts boasted boasting brag brags bragged bragging lament laments
lamented lamenting complain complains complained complaining charge charges charged charging allege alleges alleged
alleging promise promises promised promising pledge pledges pledged pledging vow vows vowed vowing urge urges urged
urging predict predicts predicted predicting testify testifies testified testifying report reports reported reporting
read reads reading counter counters countered countering retort retorts retorted retorting reiterate reiterates
reiterated reiterating repeat repeats repeated repeating reveal reveals revealed revealing confirm confirms confirmed
confirming opine opines opined opining echo echoes echoed echoing elaborate elaborates elaborated elaborating clarify
clarifies clarified clarifying proclaim proclaims proclaimed proclaiming tease teases teased teasing thunder thundered
interject interjects interjected interjecting plead pleads pleaded pleading remind reminds reminded reminding swear
swears swore chant chants chanted chanting wonder wonders wondered wondering caution cautions cautioned cautioning
deadpan deadpans deadpanned crow crowed gush gushed muse muses mused musing reason reasons reasoned reasoning offer
offers offered offering advise advises advised advising inform informs informed informing assure assures assured
assuring demand demands demanded demanding reflect reflects reflected preach preached bellow bellowed growl growled
snap snapped sigh sighed laugh laughed intone intoned chide chided scold scolded implore implored imploring beg begged
volunteer volunteered recount recounts recounted recounting describe describes described describing text texted email
emailed message messaged blog blogged summarize summarized shoot shot fire fired chime chimed begin begins began go
goes went start started finish finished correct corrected interrupt interrupted roar roared sing sang signal signaled
marvel marveled deny denies denied denying speak speaks spoke speaking profess professed riff riffed caption captioned
headline headlined pronounce pronounced
"""

# Verbs that bring in words of somebody's, but not as their grammatical object.
_SPEAK = """
list lists listed lay lays laid call calls called calling label labels labeled labelled labeling dub dubs dubbed
dubbing blast blasts blasted blasting slam slams slammed slamming criticize criticizes criticized criticizing
criticise criticised denounce denounces denounced denouncing condemn condemns condemned condemning praise praises
praised praising dismiss dismisses dismissed dismissing reject rejects rejected rejecting decry decries decried
decrying attack attacks attacked attacking mock mocks mocked mocking tout touts touted touting cite cites cited citing
quote quotes quoted quoting refer refers referred referring characterize characterizes characterized characterizing
question questions questioned questioning believe believes believed believing think thinks thought thinking hope hopes
hoped hoping feel feels felt know knows knew fear fears feared want wants wanted propose proposes proposed proposing
order orders ordered talk talks talked talking discuss discusses discussed accuse accuses accused accusing apologize
apologizes apologized apologizing thank thanks thanked recommend recommends recommended imply implies implied implying
hint hints hinted indicate indicates indicated indicating estimate estimates estimated rule rules ruled ruling hold
holds held find finds found show shows showed see sees saw express expresses expressed expressing portray portrays
portrayed defend defends defended defending oppose opposes opposed hail hails hailed hailing laud lauded welcome
welcomed deride derides derided deriding ridicule ridiculed brand branded branding view views viewed consider
considers considered sign signed invoke invokes invoked use uses used using outline outlines outlined advocate
advocated support supported endorse endorsed cast casts casting compare compares compared comparing liken likens
likened likening credit credits credited blame blames blamed blaming appeal appealed address addressed commit
committed learn learned remember remembers remembered decide decided release released issue issued publish published
deliver delivered hit hits rip rips ripped take takes took make makes made give gives gave need needs needed lash
lashed tear tore rail railed get got come came put love loves loved like likes liked plan plans planned intend intends
intended try tried seek sought object objected expect expects expected worry worries worried assume assumed guess
guessed doubt doubted trust trusted conclude warrant joke
"""

# Verbs of the lists above that mostly do other work: alone in a sentence they bring in words, not beside "said".
_ORDINARY = """
discuss discusses discussed discussing
use uses used using start starts started take takes took make makes made give gives gave need needs needed get got
come came put love loves loved like likes liked plan plans planned intend intends intended try tried seek sought
expect expects expected hold holds held find finds found show shows showed see sees saw hit hits learn learned feel
feels felt want wants wanted know knows knew go goes went begin begins began continue continues continued continuing
offer offers offered offering finish finished remember remembers remembered speak speaks spoke speaking talk talks
talked talking sign signed support supported deliver delivered release released issue issued fire fired shoot shot
think thinks thought hope hopes hoped believe believes believed decide decided oppose opposes opposed sing sang hear
commit committed work agree agrees agreed cast casts worry worries worried fear fears feared address addressed read
reads shares shared share list lists listed lay lays laid
"""

_SPEECH_NOUNS = """
claim claims statement argument assertion promise pledge warning comment comments remark remarks tweet message call
accusation vow suggestion description insistence response reply words phrase slogan complaint contention prediction
declaration announcement admission testimony question answer allegation charge observation view belief plea appeal
characterization dictum motto mantra refrain quip joke advice
"""

_ADVERBS = """
also himself herself themselves later then again once further repeatedly still often even just now today yesterday
earlier instead first finally too ever never not always sometimes soon since twice meanwhile however therefore perhaps
maybe rather quickly here there back out away more forth nevertheless nonetheless tonight tomorrow ago already
previously afterward afterwards recently simply only flatly online aloud
"""

_AUXILIARIES = """
is are was were be been being has have had do does did will would could can may might must should shall having isn't
wasn't hasn't hadn't didn't won't wouldn't couldn't can't doesn't don't
"""

_DETERMINERS = """
the a an this that these those his her their its our my your some any no one two three four five six seven eight nine
ten several many most few both each every another other all half dozens hundreds thousands
"""

_PREPOSITIONS = """
of for at in on from with to by near inside outside within among between against about over under during after before
since until into through across toward towards around without upon behind beside amid following regarding per via as
like despite unlike including
"""

_CONJUNCTIONS = "and but or yet so nor because while when where if though although unless whereas than as whether"

_RELATIVES = "who which whom whose that what"

_PRONOUNS = "he she they it i we you"

_TIMES = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. morning afternoon evening night
week month year weekend mon. tue. tues. wed. thu. thurs. fri. sat. sun. a.m. p.m.
"""

_TITLES = """
mr mrs ms miss dr sir lord lady dame prof professor president vice prime minister chancellor premier senator sen sens
rep reps representative congressman congresswoman congressmember gov govs governor lt mayor chairman chairwoman chair
chairperson secretary treasurer general gen colonel col major maj captain capt sergeant sgt lieutenant admiral adm
commander officer chief deputy assistant associate acting former ex judge justice attorney lawyer ambassador amb
spokesman spokeswoman spokesperson director executive ceo cfo founder co-founder manager speaker leader majority
minority whip candidate nominee frontrunner front-runner contender delegate councilman councilwoman councilor
councillor alderman commissioner sheriff pope pastor rev reverend father bishop archbishop cardinal rabbi imam king
queen prince princess emperor sheikh ayatollah analyst economist historian author writer reporter correspondent editor
columnist anchor host moderator commentator journalist activist lobbyist strategist adviser advisor aide pollster
consultant expert scientist researcher lecturer dean coach actor actress singer comedian musician director-general
undersecretary under-secretary comptroller auditor solicitor inspector superintendent democrat republican democratic
gop libertarian conservative rival businessman businesswoman billionaire mogul entrepreneur philanthropist
presidential gubernatorial press campaign communications foreign defense defence finance interior state treasury
senior national security first supreme court union house senate white member detective constable corporal private
brigadier marshal lawmaker parliamentarian mp mep msp tycoon star legend veteran retired republicans democrats voter
supporter organizer volunteer student farmer
"""

# A title that stands directly before a name and belongs to it.
_ORGANISATIONS = """
house party committee times post university college institute center centre council department ministry agency bureau
court congress senate parliament government administration campaign bank fund group company corp inc ltd llc co
association union league club foundation organization organisation commission board authority service services network
news press media journal tribune herald guardian office police force army navy states kingdom nations street avenue
city county state act bill law deal agreement security treasury reserve exchange hospital school church team coalition
alliance front movement america americans americas democrats republicans conservatives liberals hall day war world
island islands beach river lake mountain valley magazine review today week tv radio online international national
american show twitter facebook instagram truth social republic
"""

_PARTICLES = "de da di du del della van von der den ter bin ibn al el la le bint abu dos das y"

_FEMALE = """
mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley
kimberly emily donna michelle carol amanda melissa deborah debbie stephanie dorothy rebecca sharon laura cynthia amy
kathleen angela shirley brenda emma anna pamela nicole samantha katherine christine helen debra rachel carolyn janet
maria catherine heather diane olivia julie joyce victoria ruth virginia lauren kelly christina joan evelyn judith
andrea hannah megan cheryl jacqueline martha madison teresa gloria sara janice ann kathryn abigail sophia frances jean
alice judy isabella julia grace amber denise danielle marilyn beverly charlotte natalie theresa diana brittany doris
kayla alexis lori marie hillary melania ivanka chelsea kellyanne elena sonia sofia claire ellen anne ursula
condoleezza kamala jill nikki carly katrina gretchen tulsi dianne claudia carmen lucia yulia olga svetlana natalia
fatima aisha mei yuki sakura ingrid heidi monica veronica valerie wendy tina tiffany stacy shannon robin rosa renee
priya nina mildred lucy louise loretta lillian leslie kristen kristin kirsten krystal katie kate jane jenny jasmine
irene holly hilary gina florence erin eleanor edith dana crystal connie christie cathy caroline bonnie bernadette
becky april annie allison alison vanessa tara sally rita peggy paula molly miranda marjorie marcia lynn leah kathy
josephine jo jackie haley hailey geraldine gail erica erika elaine eileen colleen cindy camille bridget audrey arlene
adriana huma neera symone jen zainab leila layla amina eva greta astrid freja elsa marta giulia chiara francesca
"""

_MALE = """
james robert john michael david william richard joseph thomas charles christopher daniel matthew anthony mark donald
steven steve paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey jeff ryan jacob gary
nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander frank patrick raymond jack
dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle ethan walter noah jeremy christian keith
roger terry sean austin gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan
juan albert willie elijah wayne randy vincent mason roy ralph bobby russell bradley philip eugene barack bernie bill
mike jim tom bob dan dave ted marco ben chris rick jeb rand lindsey newt mitt rudy tim ken don ron greg doug matt josh
nick sam tony vladimir sergei dmitry igor ivan boris emmanuel francois jean pierre jacques hans klaus olaf friedrich
angelo giuseppe mario luigi pedro carlos luis miguel jorge javier diego pablo mohammed muhammad ahmed ali hassan omar
ibrahim yusuf abdul khalid hiroshi shigeru shinzo kenji takeshi wei jian jun min-ho martin harry barry jay eddie fred
stan stanley leonard leon louis marvin melvin neil norman oscar phil ray reince corey paul-ryan robby roland ross rex
ricky rob rod ruben simon stuart theodore todd travis trevor troy victor wesley xavier xi binyamin benyamin chuck
mitch ernest hugo max felix oliver liam lucas jaime julian kanye jared jake ian evan ed edwin derek darrell curtis
craig clint clarence clay cliff chad cory byron brad blake bashar antonin antonio andy andre allen alex al
"""


# German, French and Spanish: the verbs that stand after most quotations, and how names of offices end.
_FOREIGN = """
sagte sagt sagten erklärte erklärten betonte warnte teilte schrieb meinte kritisierte forderte hieß ergänzte
bedauerte mahnte versicherte unterstrich kommentierte erläuterte dit déclaré affirmé expliqué ajouté estimé indiqué
assuré souligné regretté rappelé précisé poursuivi conclu martelé répondu confié raconté dénoncé insisté reconnu
commenté averti prévenu réagi plaidé lancé résumé déploré dijo afirmó declaró aseguró explicó añadió señaló advirtió
indicó sostuvo lamentó denunció reiteró subrayó precisó apuntó recordó reconoció respondió concluyó comentó agregó
manifestó
"""

_FOREIGN_DETERMINERS = """
le la les un une sa son ses leur leurs der die das den dem ein eine einer seine seiner ihre ihr el los las una su sus
il lo gli uno suo sua os as um uma seu het een zijn haar
"""

_OFFICES = ("minister", "präsident", "sprecher", "führer", "kanzler", "chef", "leiter", "meister")
OFFICE_ENDINGS = (*_OFFICES, *(f"{stem}in" for stem in _OFFICES), "vorsitzende", "vorsitzender")


def words_of(lines: str) -> frozenset[str]:
    """The words of a list written as prose."""
    return frozenset(lines.split())


FOREIGN = words_of(_FOREIGN)
FOREIGN_DETERMINERS = words_of(_FOREIGN_DETERMINERS)
SAY = words_of(_SAY) | FOREIGN
SPEAK = words_of(_SPEAK) - SAY
IRREGULAR = words_of(
    "laid said told wrote written swore shot began went sang spoke read thought felt knew held found saw cast took "
    "made gave hit tore got came sought put learned beg"
)
BASE_FORMS = frozenset(
    word for word in (SAY | SPEAK) - FOREIGN if not word.endswith(("ed", "ing", "s")) and word not in IRREGULAR
) | {"express", "address", "stress", "guess", "confess", "discuss"}
SPEECH_NOUNS = words_of(_SPEECH_NOUNS)
ADVERBS = words_of(_ADVERBS)
AUXILIARIES = words_of(_AUXILIARIES)
DETERMINERS = words_of(_DETERMINERS)
PREPOSITIONS = words_of(_PREPOSITIONS)
CONJUNCTIONS = words_of(_CONJUNCTIONS)
RELATIVES = words_of(_RELATIVES)
PRONOUNS = words_of(_PRONOUNS)
PRONOMINALS = words_of("some several many most few both one two three four five all this that")
TIMES = words_of(_TIMES)
TITLES = words_of(_TITLES)
ORGANISATIONS = words_of(_ORGANISATIONS)
ORDINARY = words_of(_ORDINARY)
PARTICLES = words_of(_PARTICLES)
FEMALE_NAMES = words_of(_FEMALE)
MALE_NAMES = words_of(_MALE) - FEMALE_NAMES
FEMALE_WORDS = words_of("mrs ms miss madam lady dame queen princess actress") | {
    f"{stem}woman" for stem in ("spokes", "chair", "congress", "council", "business", "states", "police")
}
MALE_WORDS = words_of("mr sir lord king prince pope actor father") | {
    f"{stem}man" for stem in ("spokes", "chair", "congress", "council", "business", "states", "police")
}
