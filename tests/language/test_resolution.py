"""Who is meant, phenomenon by phenomenon.

`[la diplomatie malienne=MLI]` must be a mention of that actor (several joined by `+`); `{Paris}` must be no mention.
The mark may be wider than the mention: articles and adjectives count for nothing.
"""

import re

import pytest

MARK = re.compile(r"\[([^\[\]=]+)=([^\[\]]+)\]|\{([^{}]+)\}")

SENTENCES = {
    "metonyms": [
        "[Bamako=MLI] accuse [Paris=FRA] d'ingérence.",
        "[Le Kremlin=RUS] rejette ces accusations.",
        "[La Maison-Blanche=USA] a condamné l'attaque.",
        "[L'Élysée=FRA] dément toute pression.",
        "[Moscou=RUS] et [Pékin=CHN] ont opposé leur veto.",
    ],
    "after a question": [
        "Qui remplacera [la Russie=RUS] ? [Les États-Unis=USA] fournissent déjà du gaz.",
    ],
    "places": [
        "Le ministre a été reçu à {Bamako}.",
        "Il vit à {Paris} depuis dix ans.",
        "Des habitants de {Niamey} racontent leur nuit.",
        "Le sommet de {Bruxelles} s'ouvre lundi.",
        "{NIAMEY}, 22 août. Le calme est revenu.",
        "A {Moscou}, les magasins ont rouvert.",
    ],
    "names that only look like states": [
        "Le [Paris Saint-Germain=Paris Saint-Germain] a battu Lyon.",
        "L'acteur [Denzel Washington=Denzel Washington] tourne à Rome.",
        "[Jordan Washington=Jordan Washington] a signé un contrat.",
        "[Jordan Bardella=Jordan Bardella] critique le gouvernement.",
    ],
    "demonyms": [
        "[Des soldats nord-coréens=PRK] combattent loin de chez eux.",
        "La coopération [franco-algérienne=FRA+DZA] reprend.",
        "[Les Russes=RUS] avancent dans l'est de l'Ukraine.",
        "[Les Américains=USA] ont promis des armes.",
        "[Les autorités nigérianes=NGA] ont fermé la frontière.",
        "[Les autorités nigériennes=NER] ont fermé la frontière.",
        "[La partie turque=TUR] a salué le projet.",
        "[La délégation malienne=MLI] a quitté la salle.",
        "{Un diplomate européen} parle sous couvert d'anonymat.",
    ],
    "organs of a state": [
        "[L'armée burkinabè=BFA] affirme avoir repris la ville.",
        "[La diplomatie française=FRA] regrette cette décision.",
        "[La présidence tchadienne=TCD] a publié un communiqué.",
        "[Le Parlement géorgien=GEO] a adopté la loi.",
        "[Le ministère algérien de la Défense=DZA] dément.",
        "[Le gouvernement du Sénégal=SEN] a réagi.",
        "[L'armée de Bamako=MLI] a bombardé le village.",
    ],
    "states easily confused": [
        "[Le Niger=NER] et [le Nigeria=NGA] ont rouvert leur frontière.",
        "[La Corée du Nord=PRK] menace [la Corée du Sud=KOR].",
        "[Pyongyang=PRK] provoque [Séoul=KOR].",
        "[La République démocratique du Congo=COD] accuse [le Rwanda=RWA].",
        "[La RDC=COD] et [le Congo-Brazzaville=COG] ont signé un accord.",
        "[Kinshasa=COD] accuse [Kigali=RWA], et [Brazzaville=COG] propose sa médiation.",
        "[La Guinée équatoriale=GNQ] a protesté auprès [du Gabon=GAB].",
        "[La Guinée-Bissau=GNB] préside l'organisation.",
        "[La Guinée=GIN] a suspendu l'accord.",
        "[Conakry=GIN] et [Bissau=GNB] ont signé un accord.",
        "[Le Soudan du Sud=SSD] se méfie [du Soudan=SDN].",
        "[La Dominique=DMA] et [la République dominicaine=DOM] ont voté pour.",
    ],
    "Europe and the Union": [
        "[L'Europe=Europe] doit aider [l'Ukraine=UKR].",
        "[L'Union européenne=UE] sanctionne [la Russie=RUS].",
        "[Bruxelles=UE] menace [Budapest=HUN] de sanctions.",
        "[La Commission européenne=UE] a ouvert une enquête.",
    ],
    "organisations": [
        "[Le Mali=MLI] a rejoint [la Coalition islamique militaire contre le terrorisme=CIMCT] ([CIMCT=CIMCT]).",
        "[L'Alliance des États du Sahel=AES] ([AES=AES]) accuse [la CEDEAO=CEDEAO].",
        "Selon [le Centre Awdagust d'Études Régionales=Centre Awdagust d'Études Régionales], la tension monte.",
        "[Le Front populaire de Darsilami=FPD] ([FPD=FPD]) a attaqué le poste. [Le FPD=FPD] revendique l'attaque.",
        "[La MUTA=MUTA] ([Mission unie de transition au Tibesti=MUTA]) se retire. [La MUTA=MUTA] a plié bagage.",
        "[Le GSPC=AQMI] a prêté allégeance à [Al-Qaïda=Al-Qaïda].",
        "[Le groupe Wagner=Wagner] a quitté le pays.",
        "[Barrick Gold=Barrick Gold] poursuit [le Mali=MLI] en justice.",
        "[Le JNIM=JNIM] a revendiqué l'attaque. [Le groupe djihadiste=JNIM] menace la capitale.",
        "Le [Conseil de sécurité=ONU] a voté la résolution.",
        "Il siège au {Conseil de sécurité} nationale de la présidence.",
        "[Le Monde=Le Monde] a révélé l'affaire.",
        "Le {monde} entier regarde.",
    ],
    "bodies by their label or form": [
        "[Le groupe pétrolier Zandoil=Zandoil] a signé. [Zandoil=Zandoil] investit [au Gabon=GAB].",
        "[L'ONG malienne Kalanso=Kalanso] a dénoncé [la France=FRA].",
        "L'allemand [Orvex=Orvex] a signé un contrat avec [le Gabon=GAB].",
        "La police a arrêté trois membres du [Mouvement national de résistance paysanne=Mouvement national de résistance paysanne] "
        "pour complot.",
        "[L'Association des banques du Gabon=Association des banques du Gabon] a protesté.",
        "Le président demande à [l'Union européenne=UE] de reprendre le dialogue.",
        "[Le Pastef=Pastef] accuse [Macky Sall=Macky Sall].",
        "[Le mouvement 3R=3R] a attaqué le village.",
    ],
    "persons": [
        "[Kim Il-sung=Kim Il-sung] a visité [Moscou=RUS].",
        "Le ministre des Finances, [Cheikh Diba=Cheikh Diba], a parlé.",
        "Les ministres [Kacou Houadja Léon Adom=Kacou Houadja Léon Adom] et [Awa Diop=Awa Diop] se sont parlé.",
        "On entend la Première ministre [Paetongtarn Shinawatra=Paetongtarn Shinawatra] accuser [le Cambodge=KHM].",
        "[Le colonel-major Ismaël Wagué=Ismaël Wagué] a parlé. [Wagué=Ismaël Wagué] a remercié la foule.",
        "Le ministre malien des Affaires étrangères, [Abdoulaye Diop=Abdoulaye Diop], a reçu [Karim Diop=Karim Diop].",
        "[Donald Trump=Donald Trump] menace [l'Iran=IRN]. [Le président Trump=Donald Trump] exige un accord.",
        "[Vladimir Poutine=Vladimir Poutine] a reçu [le capitaine Ibrahim Traoré=Ibrahim Traoré].",
        "[Mme Ndèye Fatou Sarr=Ndèye Fatou Sarr] est arrivée. [Mme Sarr=Ndèye Fatou Sarr] a salué l'accord.",
        "[Oburu Odinga=Oburu Odinga] est candidat. [Odinga=Oburu Odinga] a critiqué le gouvernement.",
        "La [Congolaise Thérèse Kayikwamba Wagner=Thérèse Kayikwamba Wagner] a signé.",
    ],
    "titles without a name": [
        "[Le pape François=Pape François] a reçu [Volodymyr Zelensky=Volodymyr Zelensky]. [Le pape=Pape François] a critiqué [Moscou=RUS].",
        "[Jake Sullivan=Jake Sullivan] a vu [son homologue russe=Nikolaï Patrouchev], le secrétaire de la présidence "
        "[Nikolaï Patrouchev=Nikolaï Patrouchev].",
        "[La police kényane=KEN] a arrêté [Awa Diop=Awa Diop]. [La police=KEN] la soupçonne de fraude.",
        "[Le président américain=USA] a menacé [l'Iran=IRN].",
        "[Donald Trump=Donald Trump] s'est exprimé. [Le président américain=Donald Trump] a menacé [l'Iran=IRN].",
        "[Le chef de la diplomatie malienne=MLI] est arrivé.",
        "[Abdoulaye Diop=Abdoulaye Diop] est arrivé. [Le chef de la diplomatie malienne=Abdoulaye Diop] a salué l'accord.",
        "[Le Premier ministre indien=IND] a rejeté l'offre.",
        "[Donald Trump=Donald Trump] a reçu [Xi Jinping=Xi Jinping]. "
        "[Le locataire de la Maison-Blanche=Donald Trump] a salué [Sanae Takaichi=Sanae Takaichi].",
        "[Assimi Goïta=Assimi Goïta] a reçu [Ibrahim Traoré=Ibrahim Traoré]. "
        "[Mme Ndèye Fatou Sarr=Ndèye Fatou Sarr] a salué [son homologue malien=MLI].",
        "L'ancien président [Blaise Compaoré=Blaise Compaoré] est à Abidjan. "
        "[Ibrahim Traoré=Ibrahim Traoré] menace [l'ancien président=Blaise Compaoré].",
        "[Joe Biden=Joe Biden] se tait. [Donald Trump=Donald Trump] a critiqué [son prédécesseur=Joe Biden].",
    ],
    "parts in the article": [
        "[Paul Biya=Paul Biya] a été réélu. [Issa Tchiroma=Issa Tchiroma] conteste le vote. "
        "[Cabral Libii=Cabral Libii] a félicité [le vainqueur=Paul Biya].",
        "[Issa Tchiroma=Issa Tchiroma] conteste le vote. [Le ministre Paul Atanga Nji=Paul Atanga Nji] accuse [l'opposant=Issa Tchiroma].",
        "[Ali Larijani=Ali Larijani] est arrivé à Beyrouth. [Youssouf Raggi=Youssouf Raggi] n'a pas reçu [le visiteur=Ali Larijani].",
        "[Issa Tchiroma=Issa Tchiroma] et [Maurice Kamto=Maurice Kamto] contestent. La police cherche {l'opposant}.",
        "[Le Nigeria=NGA] est inquiet. Un putsch a eu lieu en {Guinée-Bissau}. Le Conseil a été dissous par [la junte=GNB].",
        "[Toyota=Toyota] se plaint de [Londres=GBR]. [La société=Toyota] a réduit sa production.",
        "[Le Portugal=PRT], [l'ancienne puissance coloniale=PRT], forme l'armée du [Mozambique=MOZ].",
    ],
    "pronouns": [
        "[Awa Diop=Awa Diop] s'est dite inquiète. « [Le Mali=MLI] doit partir. Nous le demandons », a-t-[elle=Awa Diop] déclaré.",
        "[Jean Dupont=Jean Dupont] a critiqué [Pékin=CHN]. « Cela suffit », a-t-[il=Jean Dupont] dit.",
        "[Le Mali=MLI] et [l'Algérie=DZA] ont négocié. [Les deux pays=DZA+MLI] ont signé. [Les belligérants=DZA+MLI] se taisent.",
        "[Le Mali=MLI] a réagi. [Il=MLI] accuse [l'Algérie=DZA].",
        "[La Russie=RUS] a réagi. [Elle=RUS] accuse [le Japon=JPN].",
        "[Moscou=RUS] a félicité [le Mali=MLI]. [Ce dernier=MLI] a remercié ses partenaires.",
        "[Le Rwanda=RWA] menace [la RDC=COD] et [l'=COD]accuse de mauvaise foi.",
        "{Il} faut agir contre la faim au Tchad.",
        "[Le Mali=MLI] et [le Niger=NER] ont rompu. [Ils=MLI+NER] accusent [la France=FRA].",
        "[Paul Biya=Paul Biya] a reçu [Xi Jinping=Xi Jinping] et [Vladimir Poutine=Vladimir Poutine]. "
        "[Paris=FRA] [les=Vladimir Poutine+Xi Jinping] a condamnés.",
    ],
    "objects are not the subject of their clause": [
        "[Kamel Daoud=Kamel Daoud] se tait : [Saâda Arbane=Saâda Arbane] [l'=Kamel Daoud]accuse de plagiat, "
        "et [l'Algérie=DZA] a lancé un mandat contre [lui=Kamel Daoud].",
        "[Doug Ford=Doug Ford] a irrité [Donald Trump=Donald Trump], et [Mark Carney=Mark Carney] s'en est excusé "
        "auprès de [ce dernier=Donald Trump].",
        "[Issa Tchiroma=Issa Tchiroma] a fui. [Yaoundé=CMR] a lancé un mandat à [son encontre=Issa Tchiroma].",
        "[Le Rwanda=RWA] a signé un texte. [La France=FRA] {l'}a lu.",
    ],
    "descriptions": [
        "[Le Niger=NER] a expulsé l'ambassadeur. [Le pays=NER] exige des excuses.",
        "[Le Niger=NER] négocie avec [la France=FRA]. [Le pays sahélien=NER] demande réparation.",
        "[La CEDEAO=CEDEAO] hausse le ton. [L'organisation ouest-africaine=CEDEAO] menace d'intervenir.",
        "[L'Otan=OTAN] renforce son flanc est. [L'alliance militaire=OTAN] déploie des troupes.",
    ],
    "what a body is called, who is in power": [
        "[Human Rights Watch=HRW] a publié un rapport. [L'ONG américaine=HRW] accuse l'armée d'avoir tué des civils.",
        "[La junte au pouvoir à Niamey=NER] a accusé [le Bénin=BEN] de complot.",
        "[L'Algérie=DZA] et [le Maroc=MAR] se disputent. [La première=DZA] soutient [le Front Polisario=Polisario].",
        "[Paul Biya=Paul Biya] et [Maurice Kamto=Maurice Kamto] s'opposent. {Le premier} round a été rude.",
        "[Le Tchad=TCD] a demandé à [la France=FRA] de retirer [ses troupes=FRA].",
    ],
    "pairs and groups": [
        "[L'armée soudanaise=SDN] et [les FSR=FSR] se battent. L'[ONU=ONU] appelle [les belligérants=FSR+SDN] à la raison.",
        "[Alger=DZA] a accusé [Rabat=MAR] d'espionnage. Son [voisin=MAR] a rejeté ces accusations.",
        "[Le Mali=MLI] et [l'Algérie=DZA] s'accusent. [Les deux pays=DZA+MLI] ont rappelé leurs ambassadeurs.",
        "[Le Hezbollah=Hezbollah] et [Israël=ISR] ont signé une trêve. [Les deux parties=Hezbollah+ISR] se méfient.",
        "[Paris=FRA] et [Alger=DZA] se parlent. [Les deux capitales=DZA+FRA] veulent tourner la page.",
        "[Le Mali=MLI], [le Niger=NER] et [le Burkina Faso=BFA] s'unissent. [Les trois États=BFA+MLI+NER] créent une force.",
        "[Emmanuel Macron=Emmanuel Macron] a reçu [Olaf Scholz=Olaf Scholz]. "
        "[Les deux hommes=Emmanuel Macron+Olaf Scholz] ont parlé de [l'Ukraine=UKR].",
    ],
    "several at once": [
        "[Denzel Washington=Denzel Washington] a salué [Emmanuel Macron=Emmanuel Macron].",
        "L'attaque d'{Inatès} a choqué [le Niger=NER].",
        "[La CEDEAO=CEDEAO] a levé les sanctions contre [le Niger=NER], a dit [l'Otan=OTAN].",
        "L'agence a constaté un manquement [du Mali=MLI]. [Celui-ci=MLI] proteste.",
        "[La France=FRA] a écouté [le Mali=MLI]. [Elle=FRA] a démenti.",
    ],
}  # fmt: skip


def read(marked: str) -> tuple[str, list[tuple[int, int, list[str]]]]:
    """The sentence without marks, and each mark as characters with the ids wanted there (none for `{}`)."""
    text, marks, last = "", [], 0
    for m in MARK.finditer(marked):
        text += marked[last : m.start()]
        inside = m[1] or m[3]
        marks.append((len(text), len(text) + len(inside), sorted(m[2].split("+")) if m[2] else []))
        text += inside
        last = m.end()
    return text + marked[last:], marks


@pytest.mark.parametrize(
    "marked", [pytest.param(s, id=f"{name}: {s[:60]}") for name, found in SENTENCES.items() for s in found]
)
def test_each_mark_is_its_actor(nlp, marked):
    text, marks = read(marked)
    doc = nlp(text)
    found = [(m["start"], m["end"], a["id"]) for a in doc._.actors for m in a["mentions"]]
    for start, end, wanted in marks:
        here = sorted(ident for s, e, ident in found if s < end and start < e)
        assert here == wanted, f"« {text[start:end]} » in « {text} »"
    unmarked = [text[s:e] for s, e, _ in found if not any(s < end and start < e for start, end, _ in marks)]
    assert not unmarked, f"in « {text} »"


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        (
            "Le ministre malien des Affaires étrangères, Abdoulaye Diop, a reçu William Stevens, envoyé américain.",
            {"Abdoulaye Diop": "MLI", "William Stevens": "USA"},
        ),
        ("Le président de la CEDEAO, Koffi Yéboua, a rencontré Sergueï Lavrov.", {"Koffi Yéboua": "CEDEAO", "Sergueï Lavrov": "RUS"}),
        ("L'ambassadrice du Canada à Alger, Robin Wettlaufer, a été convoquée.", {"Robin Wettlaufer": "CAN"}),
    ],
)  # fmt: skip
def test_the_state_that_a_person_serves_is_read_from_the_text(nlp, sentence, states):
    assert {a["id"]: a["state"] for a in nlp(sentence)._.actors if a["type"] == "PERSON"} == states


@pytest.mark.parametrize(
    ("date", "holder"), [("2023-05-02", "Joe Biden"), ("2025-05", "Donald Trump"), ("2019", "Donald Trump")]
)
def test_an_office_is_that_of_its_holder_at_the_articles_date(nlp, date, holder):
    doc = nlp.make_doc("Donald Trump critique Joe Biden. Le président américain se tait.")
    doc._.date = date
    nlp(doc)
    assert holder in [a["id"] for a in doc._.actors for m in a["mentions"] if m["text"].startswith("président")]
