"""Between whom a relation is, phenomenon by phenomenon: what syntax does to the arguments of the rules' frames."""

import pytest
from spacy.language import Language

# sentence -> the pairs of actors that it relates, `A>B` directed or `A-B` mutual
SENTENCES = {
    "a person named after a title": {
        "Mohamed el-Menfi a rencontré l'émissaire de l'ONU, Hanna Tetteh.": {"Mohamed el-Menfi>Hanna Tetteh"},
        "Reçue par Emmanuel Macron, la cheffe du gouvernement italien, Giorgia Meloni, a salué la France.": {
            "Emmanuel Macron>Giorgia Meloni",
            "Giorgia Meloni>FRA",
        },
        "Larry Gbevlo-Lartey a rencontré à Niamey le général Tiani.": {"Larry Gbevlo-Lartey>Abdourahamane Tiani"},
        "Le chef de la diplomatie éthiopienne, Gedion Timothewos, a rencontré Marco Rubio.": {
            "Gedion Timothewos>Marco Rubio"
        },
        "Ousmane Sonko a reçu une délégation conduite par Giorgia Meloni.": {"Ousmane Sonko>Giorgia Meloni"},
        "Le Premier ministre de la transition et Assimi Goïta ont assisté au défilé.": set(),
    },
    "words that come between": {
        "Emmanuel Macron a reçu lundi à Paris Friedrich Merz.": {"Emmanuel Macron>Friedrich Merz"},
        "Le FMI a conclu avec Dakar, au terme de trois semaines de discussions, un accord.": {"FMI-SEN"},
        "La Chine reste, devant l'Inde, le premier partenaire commercial de la Tanzanie.": {"CHN>TZA", "CHN-TZA"},
        "La visite à Alger de Nicolas Sarkozy a duré trois jours.": {"Nicolas Sarkozy>DZA"},
    },
    "other orders": {
        "Le maréchal Haftar, que soutiennent Moscou et Abou Dhabi, est là.": {
            "RUS>Khalifa Haftar",
            "ARE>Khalifa Haftar",
        },
        "Aux côtés des soldats tchadiens, les militaires camerounais ont mené une vaste offensive.": {"CMR-TCD"},
        "Formés par des instructeurs français, les commandos béninois sont déployés dans le nord.": {"FRA>BEN"},
        "Avec Paris, Londres est la ville la plus chère d'Europe.": set(),
    },
    "who took part in what is only mentioned": {
        "Après des discussions avec Téhéran, Rome a rouvert ses bureaux.": {"IRN-ITA"},
        "À l'invitation de Paul Kagame, Mamadi Doumbouya a prononcé un discours.": {"Paul Kagame>Mamadi Doumbouya"},
        "Dans une réponse commune, la France et le Royaume-Uni rejettent ces allégations.": {"FRA-GBR"},
        "Le Nigeria a fermé des écoles, une décision saluée par la Cédéao.": {"CEDEAO>NGA"},
        "Après un match contre le Maroc, le Sénégal a licencié son entraîneur.": set(),
    },
    "towns stand for the state that they are in where they are fought for": {
        "Le M23 s'est emparé de Bukavu dans la nuit.": {"M23>COD"},
        "Le siège d'El-Fasher par les FSR a affamé la ville.": {"FSR>SDN"},
        "Goma est tombée aux mains du M23 fin janvier.": {"M23>COD"},
        "Deux personnes ont été tuées à Kharkiv dans une frappe russe.": {"RUS>UKR"},
        "Dans l'Ituri, les ADF ont tué vingt villageois.": {"ADF>COD"},
        "L'avancée du M23 vers Uvira inquiète.": {"M23>COD"},
        "Le Pakistan a bombardé Amritsar.": {"PAK>IND"},
        "L'armée malienne et Wagner sont entrés dans Kidal.": set(),
        "L'armée française a tué trente djihadistes à Gao.": set(),
        "Le Hamas, qui contrôle Gaza, réfléchit.": set(),
        "La Monusco a quitté Bukavu.": set(),
        "Le choléra frappe Goma.": set(),
    },
    "what acts for those whose it is": {
        "Une dizaine d'avions de chasse russes ont violé l'espace aérien polonais.": {"RUS>POL"},
        "Trois avions de chasse russes ont violé l'espace aérien de l'Estonie.": {"RUS>EST"},
        "Trente avions chinois ont pénétré dans la zone de défense aérienne de Taïwan.": {"CHN>TWN"},
        "Niamey menace d'expulser les troupes américaines.": {"NER>USA"},
        "Le Qatar finance des écoles coraniques au Sénégal.": {"QAT>SEN"},
        "Israël coupe l'électricité à Gaza.": {"ISR>PSE"},
        "Le Qatar finance des études au Sénégal.": set(),
    },
    "prisoners freed where they were held": {
        "Deux marins français détenus en Iran ont été libérés.": {"IRN>FRA"},
    },
    "mutual events done jointly": {
        "Bakou et Ankara ont reconduit leur accord gazier.": {"AZE-TUR"},
        "L'AES et la Cédéao ont entamé des consultations à Bamako.": {"AES-CEDEAO"},
        "Les États-Unis et la Chine ont entamé un nouveau cycle de négociations.": {"CHN-USA"},
        "Des manœuvres menées par Moscou et Minsk ont débuté.": {"BLR-RUS"},
        "Canberra et Londres ont dévoilé les détails de leur alliance.": {"AUS-GBR"},
        "Madrid et Rabat ont démantelé conjointement un réseau.": {"ESP-MAR"},
    },
    "what is said of oneself": {
        "Le Sénégal a fait savoir que son soutien à Bamako restait entier.": {"SEN>MLI"},
        "Le Mali, le Burkina Faso et le Niger ne sont plus membres de la CEDEAO.": {
            "MLI>CEDEAO",
            "BFA>CEDEAO",
            "NER>CEDEAO",
        },
    },
    "soldiers of the state that the article is about": {
        "Le Burkina Faso pleure. Le Burkina Faso enterre. Le Burkina Faso attend. Le JNIM a tué 20 soldats.": {
            "JNIM>BFA"
        },
        "Le Burkina Faso pleure. Le Burkina Faso enterre. Le Burkina Faso attend. Le JNIM a tué 20 soldats nigériens.": {
            "JNIM>NER"
        },
        "Le JNIM a tué 20 soldats.": set(),
    },
    "infinitives of nouns, and clauses after « que »": {
        "Téhéran a critiqué la décision de Beyrouth de désarmer le Hezbollah.": {"IRN>LBN", "LBN>Hezbollah"},
        "Le Canada a annoncé son intention de reconnaître la Palestine.": {"CAN>PSE"},
        "Paris exige que les autorités de Bamako libèrent l'otage.": {"FRA>MLI"},
        "Paris exige que la lumière soit faite à Bamako.": set(),
    },
    "who is named in an aside": {
        "Kinshasa a pressé Paris, tout comme Londres et Berlin, de sanctionner Kigali.": {
            "COD>FRA",
            "COD>GBR",
            "COD>DEU",
            "FRA>RWA",
            "GBR>RWA",
            "DEU>RWA",
        },
        "À l'instar de Paris, Berlin a dénoncé l'agression russe.": {"FRA>RUS", "DEU>RUS"},
        "Comme Paris, Londres et Berlin ont dénoncé l'agression russe.": {"FRA>RUS", "GBR>RUS", "DEU>RUS"},
        "Le Niger, comme le Mali et le Burkina Faso, a accusé Paris d'ingérence.": {"NER>FRA", "MLI>FRA", "BFA>FRA"},
        "Bruxelles a suspendu son aide au Niger, de même que Washington.": {"UE>NER", "USA>NER"},
        "Le Ghana a reconnu l'État de Palestine, comme l'ont fait l'Irlande et l'Espagne.": {
            "GHA>PSE",
            "IRL>PSE",
            "ESP>PSE",
        },
        "La Grèce, avec Chypre et l'Égypte, a dénoncé les agissements de la Turquie.": {
            "GRC>TUR",
            "CYP>TUR",
            "EGY>TUR",
        },
        "Aussi bien Kinshasa que Kampala accusent Kigali de mensonge.": {"COD>RWA", "UGA>RWA"},
        "Avec Donald Trump, les États-Unis ont imposé des droits de douane au Brésil.": {"USA>BRA"},
        "Contrairement à Paris, Berlin soutient Israël.": {"DEU>ISR"},
        "Pékin a été critiqué par Tokyo, comme par Séoul.": {"JPN>CHN", "KOR>CHN"},
        "Les pays du Golfe, Arabie saoudite en tête, ont condamné l'Iran.": {"SAU>IRN"},
        "Paris a livré des armes à Kiev, comme des missiles Scalp.": {"FRA>UKR"},
    },
    "a list that an apposition interrupts": {
        "Le Pakistan, allié de la Turquie, et l'Inde se sont affrontés en mai.": {"PAK-TUR", "IND-PAK"},
        "Le Pakistan, soutenu par la Chine, et l'Inde ont échangé des tirs.": {"CHN>PAK", "IND-PAK"},
        "Washington a sanctionné l'Iran, accusé de soutenir le Hamas, et la Syrie.": {
            "USA>IRN",
            "USA>SYR",
            "IRN>Hamas",
        },
        "Emmanuel Macron a rencontré Vladimir Poutine, allié de Téhéran, et Xi Jinping.": {
            "Emmanuel Macron>Vladimir Poutine",
            "Emmanuel Macron>Xi Jinping",
            "IRN-Vladimir Poutine",
        },
    },
    "relative clauses that the parser takes for something else": {
        "Le Kosovo, province que Belgrade considère toujours comme sienne, a voté.": {"SRB>XKX"},
        "Taïwan, que la Chine considère comme une partie de son territoire, a voté.": {"CHN>TWN"},
        "Le Front Polisario, dont Alger soutient la lutte, a rejeté la proposition marocaine.": {
            "DZA>Polisario",
            "Polisario>MAR",
        },
        "Le Hezbollah, dont l'Iran est le principal soutien, a tiré des roquettes sur Israël.": {
            "IRN>Hezbollah",
            "Hezbollah>ISR",
        },
        "Le président Zelensky, dont Donald Trump a critiqué l'attitude, s'est rendu à Londres.": {
            "Donald Trump>Volodymyr Zelensky",
            "Volodymyr Zelensky>GBR",
        },
    },
    "what an envoy is for": {
        "L'envoyé spécial de l'ONU pour les Grands Lacs, Huang Xia, a rencontré Félix Tshisekedi.": {
            "Huang Xia>Félix Tshisekedi"
        },
        "L'émissaire américain pour la Syrie, Tom Barrack, a rencontré le président libanais Joseph Aoun.": {
            "Tom Barrack>Joseph Aoun"
        },
    },
    "companions and appositions": {
        "Accompagné de Sergueï Lavrov, Vladimir Poutine a rencontré Xi Jinping.": {
            "Vladimir Poutine>Xi Jinping",
            "Sergueï Lavrov>Xi Jinping",
        },
        "Sergueï Lavrov a indiqué au ministre britannique de la Défense, Ben Wallace, qu'il partait.": {
            "Sergueï Lavrov>Ben Wallace"
        },
        "L'armée ougandaise pourchasse depuis novembre dernier les FDLR.": {"UGA>FDLR"},
    },
    "disagreement": {
        "Pékin n'est pas d'accord avec Washington.": {"CHN>USA"},
        "Israël ne reconnaît pas la Palestine.": {"ISR>PSE"},
    },
    "two peoples of one thing, a guest of the article's own state": {
        "Bamako taxe les produits nigérians et ivoiriens.": {"MLI>NGA", "MLI>CIV"},
        "Le Mali attend. Le Mali prépare. Le Mali pavoise. La visite de Vladimir Poutine durera deux jours.": {
            "Vladimir Poutine>MLI"
        },
        "Le Mali attend. Le Mali prépare. Le Mali pavoise. La visite de Vladimir Poutine en Chine durera.": {
            "Vladimir Poutine>CHN"
        },
    },
    "lists and apposition": {
        "Une rencontre entre le président azerbaïdjanais Ilham Aliev, le Premier ministre arménien Nikol Pachinian et le président américain Donald Trump est prévue.": {
            "Ilham Aliev-Nikol Pachinian",
            "Donald Trump-Ilham Aliev",
            "Donald Trump-Nikol Pachinian",
        },
        "La réunion entre Donald Trump, J.D. Vance et Volodymyr Zelensky a été houleuse.": {
            "Donald Trump-Volodymyr Zelensky",
            "J.D. Vance-Volodymyr Zelensky",
        },
        "La Turquie et la Grèce, toutes deux membres de l'Otan, se déchirent à propos de gaz.": {"GRC-TUR"},
        "Les conditions d'une rencontre Zelensky-Poutine sont réunies.": {"Vladimir Poutine-Volodymyr Zelensky"},
        "RSF réclame la libération de deux journalistes français détenus en Indonésie.": set(),
        "Viktor Orban a mis son veto à un programme d'aide en faveur de l'Ukraine.": set(),
    },
    "adjectives that take it back": {
        "Alger et Rabat entretiennent des relations tendues.": set(),
        "Alger et Rabat entretiennent des relations étroites.": {"DZA-MAR"},
        "Une réunion houleuse entre Alger et Rabat s'est tenue lundi.": {"DZA-MAR"},
    },
    "jointly, but with a third": {
        "Paris et Rome ont discuté avec Tunis.": {"FRA-TUN", "ITA-TUN"},
        "Le Mali et le Niger ont renforcé leur coopération avec la Russie.": {"MLI-RUS", "NER-RUS"},
        "Paris et Berlin saluent l'accord.": set(),
    },
    "names and peoples joined": {
        "L'accord UE-Mercosur divise les capitales.": {"Mercosur-UE"},
        "Le sommet Trump-Poutine s'ouvrira vendredi.": {"Donald Trump-Vladimir Poutine"},
        "La coopération franco-algérienne reprend.": {"DZA-FRA"},
        "Les délégations russe et ukrainienne se sont rencontrées à Istanbul.": {"RUS-UKR"},
        "L'actrice franco-algérienne jouera à Lyon.": set(),
        "La frontière irako-syrienne est longue.": set(),
    },
    "help": {
        "Avec le soutien de Paris, le Tchad modernise son armée.": {"FRA>TCD"},
        "Grâce à l'aide des États-Unis, l'Ukraine tient encore.": {"USA>UKR"},
        "Dakar a obtenu un prêt de Riyad.": {"SAU>SEN"},
    },
    "headlines": {
        "Mali-Algérie : le torchon brûle": {"DZA-MLI"},
        "Niger : Paris rappelle son ambassadeur": {"FRA>NER"},
        "Guerre Ukraine - Russie : ce que l'on sait": {"RUS-UKR"},
    },
    "whose attack it was": {
        "Vingt soldats burkinabè ont été tués dans une embuscade attribuée au JNIM.": {"JNIM>BFA"},
        "Une attaque attribuée au JNIM a tué vingt soldats maliens.": {"JNIM>MLI"},
        "L'abandon de l'Ukraine menace l'Europe.": set(),
    },
    "relatives and control": {
        "La Turquie, à laquelle le Niger a acheté des drones, se réjouit.": {"NER-TUR"},
        "Le Hamas, qu'Israël a juré d'anéantir, résiste.": {"ISR>Hamas"},
        "Bakou reproche à Paris de soutenir Erevan.": {"AZE>FRA", "FRA>ARM"},
        "L'Iran accuse Israël d'avoir assassiné Ismaïl Haniyeh.": {"IRN>ISR", "ISR>Ismaïl Haniyeh"},
    },
    "who is meant though not named in its place": {
        "« Je demande à Alger de renoncer », a déclaré Jean-Noël Barrot.": {"Jean-Noël Barrot>DZA"},
        "L'ambassadeur d'Algérie a été convoqué au Quai d'Orsay.": {"FRA>DZA"},
        "La Russie et son allié biélorusse se taisent.": {"BLR-RUS"},
    },
    "what is nobody's act": {
        "Saoussen Baccar s'est rendue en Tunisie pour les fêtes.": set(),
        "Washington s'est rendu compte de l'erreur à Pékin.": set(),
    },
    "what befell somebody is not his act": {
        "L'arrestation d'Ekrem Imamoglu a été condamnée par Berlin.": set(),
        "Israël a salué la mort de Hassan Nasrallah.": set(),
        "Paris condamne l'invasion russe.": {"FRA>RUS"},
        "L'invasion russe de l'Ukraine a commencé en 2022.": {"RUS>UKR"},
        "L'expulsion des diplomates russes par Berlin a irrité Moscou.": {"DEU>RUS"},
        "L'ONU a dénoncé l'expulsion de diplomates français par le Niger.": {"ONU>NER", "NER>FRA"},
    },
    "lists under « de », and what stands before a word": {
        "Les ministres des Affaires étrangères du Mali, du Burkina Faso et du Niger ont été reçus par Sergueï Lavrov.": {
            "Sergueï Lavrov>MLI",
            "Sergueï Lavrov>BFA",
            "Sergueï Lavrov>NER",
        },
        "Israël a mené une série de frappes sur des positions du Hezbollah.": {"ISR>Hezbollah"},
        "Moscou voit d'un mauvais œil le déploiement de troupes françaises.": {"RUS>FRA"},
    },
    "mediators, and hosts by their ministries": {
        "L'Ukraine et la Russie ont échangé 200 prisonniers grâce à la médiation des Emirats arabes unis.": {
            "RUS-UKR",
            "ARE>RUS",
            "ARE>UKR",
        },
        "L'accord entre Kigali et Kinshasa, négocié par Washington, est appliqué.": {"COD-RWA", "USA>COD", "USA>RWA"},
        "L'ambassadeur américain a été convoqué au ministère sud-africain des Affaires étrangères.": {"ZAF>USA"},
    },
    "the council of a state, and that of the United Nations": {
        "Le Conseil de sécurité de l'Arménie accuse la Russie.": {"ARM>RUS"},
        "Le Conseil de sécurité russe accuse l'Ukraine.": {"RUS>UKR"},
        "Le Conseil de sécurité de l'ONU accuse la Russie.": {"ONU>RUS"},
    },
    "partners of somebody else": {
        "La France et la Russie sont nos alliés.": set(),
        "La France et le Mali sont alliés.": {"FRA-MLI"},
    },
    "where a subordinate clause ends": {
        "Si l'Iran attaque Israël, les Etats-Unis riposteront.": {"IRN>ISR"},
        "Alors que la Russie bombarde l'Ukraine, l'Allemagne et la France hésitent.": {"RUS>UKR"},
    },
    "one auxiliary for several participles": {
        "Le Mali a condamné la France, salué la Russie et reçu le président nigérien.": {
            "MLI>FRA",
            "MLI>RUS",
            "MLI>NER",
        },
        "Le Niger a fermé ses portes, quitté la CEDEAO puis accusé la France d'ingérence.": {"NER>CEDEAO", "NER>FRA"},
        "Londres a gelé les avoirs du groupe, puis expulsé deux diplomates russes.": {"GBR>RUS"},
        "Les soldats de la KFOR ont quitté le pont, fermé mardi par la police du Kosovo.": set(),
    },
    "who has the will": {
        "Les Vingt-Sept se disent prêts à négocier avec Washington.": {"UE-USA"},
        "Kigali a exprimé sa volonté de négocier avec Kinshasa.": {"COD-RWA"},
    },
    "lists": {
        "Le réseau rassemble des associations de lutte contre la faim du Mali, du Niger, du Togo et du Bénin.": set(),
        "Sous l'égide de Washington, Kinshasa et Kigali ont signé un accord.": {"COD-RWA", "USA>COD", "USA>RWA"},
        "L'Espagne, l'Irlande et la Norvège reconnaissent la Palestine.": {"ESP>PSE", "IRL>PSE", "NOR>PSE"},
    },
    "predicates": {
        "Alger et Rome sont sur la même ligne.": {"DZA-ITA"},
        "Le Paraguay reste l'un des derniers alliés de Taipei.": {"PRY-TWN"},
        "L'Italie se montre conciliante avec Ankara.": {"ITA>TUR"},
        "Moscou a cité un allié de Téhéran.": set(),
    },
    "objects after a place": {
        "Anwar Ibrahim a reçu à Kuala Lumpur Narendra Modi.": {"Anwar Ibrahim>Narendra Modi"},
    },
    "origins": {
        "L'acteur américain a salué l'aide de l'ONU.": set(),
        "Le Qatari a salué l'aide de l'ONU.": set(),
        "Les Qataris ont salué l'aide de l'ONU.": {"QAT>ONU"},
        "Les Togolais résidant à Lokossa ont remercié le Bénin.": set(),
        "L'Agetip-Mali a signé un accord avec la Chine.": set(),
    },
    "circles": {
        "L'épouse de Vladimir Poutine a critiqué la France.": set(),
        "Emmanuel Macron a été reçu par le président du Mali, Assimi Goïta.": {"Assimi Goïta>Emmanuel Macron"},
        "Moussa Traoré s'est lié d'amitié avec Awa Diallo.": set(),
    },
    "relatives": {
        "Le Pakistan, avec lequel Pékin a scellé un partenariat, se tait.": {"CHN-PAK"},
    },
    "words of time and quotation marks between a verb and its object": {
        "Kiev a bombardé jeudi 3 mars des positions de l'armée russe.": {"UKR>RUS"},
        "Ankara mène depuis des années des opérations militaires contre le PKK en Irak.": {"TUR>PKK"},
        "Bamako a ordonné mercredi le départ « sans délai » des soldats français.": {"MLI>FRA"},
        "L'Otan a jugé « irresponsable » la rhétorique de Moscou.": {"OTAN>RUS"},
        "Le lundi de Paris ressemble au mardi de Moscou.": set(),
    },
    "who acts for another": {
        "La coalition menée par l'Arabie saoudite a bombardé les rebelles houthis.": {"SAU>Houthis"},
        "Bamako a publié un communiqué accusant Paris.": {"MLI>FRA"},
        "L'Égypte a rejeté un texte condamnant Israël.": set(),
        "Le ministre a salué la coalition menée par Riyad.": set(),
    },
    "what was said, decided or concluded before": {
        "La France est ingrate, a déclaré Abdoulaye Diop. Berlin a condamné ces propos.": {
            "Abdoulaye Diop>FRA",
            "DEU>Abdoulaye Diop",
        },
        "Les États-Unis ont suspendu leur aide au Rwanda. Cette décision a été critiquée par Londres.": {
            "USA>RWA",
            "GBR>USA",
        },
        "Israël et le Soudan ont signé un accord. Mahmoud Abbas a rejeté cet accord.": {
            "ISR-SDN",
            "Mahmoud Abbas>ISR",
            "Mahmoud Abbas>SDN",
        },
        "Moussa Traoré a parlé du climat. Berlin a condamné cette attaque.": set(),
    },
    "who speaks in a quotation": {
        "Awa Diop a parlé mardi. « Nous accusons le Rwanda. Nous voulons la paix », a-t-elle déclaré.": {
            "Awa Diop>RWA"
        },
    },
    "whose words or deeds one answers": {
        "Kaïs Saïed a rejeté les accusations portées par Amnesty International.": {"Kaïs Saïed>Amnesty International"},
        "L'invasion de l'Ukraine par Moscou a soulevé l'indignation de Varsovie.": {"POL>RUS", "RUS>UKR"},
        "L'Union africaine exige la libération de Mohamed Bazoum.": {"UA>Mohamed Bazoum"},
    },
    "where the parser hung it elsewhere": {
        "Gustavo Petro, dont Washington a révoqué le visa, a dénoncé les États-Unis.": {
            "USA>Gustavo Petro",
            "Gustavo Petro>USA",
        },
        "L'ambassadeur du Mali en France a été rappelé par Bamako.": {"MLI>FRA"},
        "Les relations entre la Tanzanie et le Kenya, déjà fragiles, se sont encore dégradées.": {"KEN-TZA"},
        "Boniface Mwangi a été arrêté puis expulsé par les autorités tanzaniennes.": {"TZA>Boniface Mwangi"},
        "Trois soldats togolais ont trouvé la mort dans une attaque attribuée au JNIM.": {"JNIM>TGO"},
        "La CPI réclame l'arrestation de Benyamin Netanyahou, que Budapest a reçu.": {
            "CPI>Benyamin Netanyahou",
            "HUN>Benyamin Netanyahou",
        },
        "Le torchon brûle entre William Ruto et Rigathi Gachagua, destitué par le Sénat kényan.": {
            "Rigathi Gachagua-William Ruto",
            "KEN>Rigathi Gachagua",
        },
        "La Russie est accusée par plusieurs pays, dont la Pologne, de mentir.": {"POL>RUS"},
    },
    "relative clauses": {
        "Le M23, le mouvement armé que soutient le Rwanda, a pris la ville.": {"RWA>M23"},
        "Le M23, que Kinshasa accuse Kigali de soutenir, a repris l'offensive.": {"COD>RWA", "RWA>M23"},
        "Le typhon s'éloigne des Philippines, où le Japon a envoyé des secours.": {"JPN>PHL"},
        "Les sanctions que Washington a imposées à Téhéran pèsent sur l'économie.": {"USA>IRN"},
        "La guerre que mène la Russie en Ukraine dure.": {"RUS>UKR"},
        "Il rappelle que la Russie aime l'Ukraine.": set(),
    },
    "named as members": {
        "La France a invité plusieurs pays, à savoir la Mauritanie et le Mali.": {"FRA>MRT", "FRA>MLI"},
        "Deux autres États arabes - le Koweït et Oman - avaient reconnu Israël.": {"KWT>ISR", "OMN>ISR"},
        "Le Soudan a signé un accord avec le groupe paramilitaire russe Wagner.": {"SDN-Wagner"},
        "Washington a critiqué plusieurs pays, comme Paris le rappelle.": set(),
    },
    "acts of one subject": {
        "Vladimir Poutine a salué Xi Jinping, critiqué l'Otan et reçu Kim Jong-un.": {
            "Vladimir Poutine>Xi Jinping",
            "Vladimir Poutine>OTAN",
            "Vladimir Poutine>Kim Jong-un",
        },
        "Bruxelles a averti Alger tout en lui tendant la main.": {"UE>DZA"},
    },
    "two peoples": {
        "Le blocus russe des ports ukrainiens aggrave la crise.": {"RUS>UKR"},
        "Le blocus russe dure.": set(),
    },
    "who speaks after a quotation, and whom it is about": {
        "« Israël paiera le prix de ses crimes », a menacé Ali Khamenei.": {"Ali Khamenei>ISR"},
        "« La France arme les terroristes », a accusé le représentant du Mali.": {"MLI>FRA"},
        "« C'est une provocation », a dénoncé Kinshasa à propos des incursions rwandaises.": {"COD>RWA"},
        "« Nous répondrons », a prévenu Vladimir Poutine à l'adresse de l'Otan.": {"Vladimir Poutine>OTAN"},
        "« L'Ukraine est bombardée chaque nuit », a dénoncé Emmanuel Macron.": set(),
        "« L'Ukraine est victime d'une agression », a dénoncé Emmanuel Macron.": set(),
        "« La Somalie est un pays pauvre », explique le chercheur Jean Dupont.": set(),
        "« Nous avons détruit le quartier général du Hamas », s'est félicité Benyamin Netanyahou.": {
            "Benyamin Netanyahou>Hamas"
        },
        "Volodymyr Zelensky : « La Russie ne veut pas la paix »": {"Volodymyr Zelensky>RUS"},
        "Taïwan : la Chine met en garde le Japon": {"CHN>JPN"},
    },
    "what one says of another": {
        "Le Kremlin a estimé que l'Europe faisait obstacle à la paix.": {"RUS>Europe"},
        "Le Kremlin a estimé que l'Europe ne menaçait pas la paix.": set(),
        "À en croire Bamako, Paris soutient les groupes terroristes.": {"MLI>FRA"},
        "La Chine n'a rien dit des affirmations selon lesquelles la Russie menaçait la paix.": set(),
        "« L'Inde est notre amie », a assuré Vladimir Poutine.": {"IND-Vladimir Poutine"},
        "« La Russie est l'alliée de l'Algérie », a assuré Emmanuel Macron.": {"DZA-RUS"},
        "« Merci à la Turquie », a écrit Volodymyr Zelensky.": {"Volodymyr Zelensky>TUR"},
    },
    "« on » of a capital": {
        "À Paris, on reproche à Alger son silence.": {"FRA>DZA"},
        "Du côté de Kigali, on accuse Kinshasa.": {"RWA>COD"},
        "À Moscou, où l'on dénonce l'élargissement de l'Otan, la prudence domine.": {"RUS>OTAN"},
        "On accuse Kinshasa.": set(),
    },
    "verbs with « en »": {
        "Alger en veut à Paris d'avoir soutenu Rabat.": {"DZA>FRA", "FRA>MAR"},
        "Kiev en appelle à Berlin.": {"UKR>DEU"},
        "Kiev veut Berlin.": set(),
    },
    "demands": {
        "« La Russie doit se retirer », a déclaré Emmanuel Macron.": {"Emmanuel Macron>RUS"},
        "« La Russie doit manger », a déclaré Emmanuel Macron.": set(),
        "« La Russie doit se retirer », explique le chercheur Jean Dupont.": set(),
    },
    "withdrawals": {"Le retrait des troupes américaines d'Irak a commencé.": {"USA>IRQ"}},
    "the next clause and appositions": {
        "La Mauritanie, membre de la Ligue arabe, a reconnu Israël.": {"MRT>ISR"},
        "Londres a annoncé des sanctions contre la défense russe et les dirigeants du G7 ont applaudi.": {"GBR>RUS"},
        "L'armée burundaise est là à la demande de Félix Tshisekedi, et Kigali critique Gitega.": {
            "RWA>BDI",
            "Félix Tshisekedi>BDI",
        },
        "Jean Dupont avait protesté, et Kaja Kallas, de passage à Tirana, avait accusé Belgrade.": {
            "Kaja Kallas>SRB",
            "Kaja Kallas>ALB",
        },
        "L'Égypte et l'Arabie saoudite travaillent avec les Émirats.": {"ARE-EGY", "ARE-SAU"},
        "L'Union africaine tient les soldats responsables du bien-être du président Kaboré.": set(),
    },
    "other senses": {
        "Le ministre Henry Rotich s'est rendu à la police kényane.": set(),
        "L'armée russe se rapproche de la capitale ukrainienne.": set(),
        "Elon Musk détient une part de Tesla.": set(),
        "La France a arrêté la production de BMW.": set(),
        "Des échanges de prisonniers de guerre ont eu lieu à Moscou avec Kiev.": set(),
        "La Corée du Nord a tiré des missiles vers la mer du Japon.": set(),
        "Le FMI a demandé au Qatar de commenter.": set(),
    },
    "of others": {
        "L'armée chinoise a mené un exercice en guise d'avertissement contre sa collusion avec les États-Unis.": set(),
        "Le Ghana a demandé aux pays européens d'accroître leur soutien à l'Ukraine.": {"Europe>UKR", "GHA>Europe"},
        "L'usine est à Igor Setchine, un industriel proche du président Poutine, qui a été sanctionné par Ottawa.": set(),
        "Les Taïwanais qui se sont rendus en Ukraine ne le savaient pas.": set(),
        "Des rebelles tchadiens ont attaqué des soldats nigériens.": set(),
        "Parmi ces partenaires, la France et l'Allemagne ont promis des fonds.": set(),
        "La Russie s'est impliquée dans la guerre civile en Syrie.": set(),
        "Le Chili a reçu 11 milliards de dollars et la Bolivie 35 milliards.": set(),
        "Après les discours de Ford et de Macron, les Américains semblent divisés.": set(),
        "Emmanuel Macron s'est entretenu avec la BBC.": set(),
        "Une querelle a éclaté au poste-frontière entre le Togo et le Bénin.": set(),
        "La Corée du Nord apporte à la Russie un soutien aux Nations unies.": {"PRK>RUS"},
        "Les États-Unis tiendront les engagements pris lors d'un sommet à Genève.": set(),
        "Donald Trump lui a accordé une exemption aux sanctions visant Rosneft.": set(),
        "Le Pérou et le Chili ont conclu des traités de commerce en 2009 et 2012 respectivement.": set(),
        "La mort de Moussa Traoré a provoqué la colère du Burkina Faso.": set(),
        "La Grèce a mis son veto à l'adhésion de son voisin à l'Union européenne.": set(),
        "Jacob Zuma : un mandat d'arrêt contre l'ancien président sud-africain": {"ZAF>Jacob Zuma"},
        "Quelques Portugais soutiennent le Brésil.": set(),
        "L'autrichien OMV s'approvisionne auprès du norvégien Equinor.": set(),
        "Les Houthis sont favorables à des pourparlers avec la coalition dirigée par l'Arabie saoudite.": {
            "Houthis-SAU"
        },
    },
    "who undergoes what he has had done to him": {
        "Hassan Nasrallah meurt dans une frappe de drone israélienne.": {"ISR>Hassan Nasrallah"},
        "Le Rwanda s'est fait condamner par l'ONU.": {"ONU>RWA"},
        "Kiev s'est fait livrer des chars par Berlin.": {"DEU>UKR"},
        "Le Royaume-Uni s'est fait mettre à la porte de Bamako.": {"MLI>GBR"},
        "Les troupes françaises ont été chassées du Mali.": {"MLI>FRA"},
        "Le coordonnateur de l'ONU, expulsé de Bamako, est rentré.": {"MLI>ONU"},
        "Le président Bazoum a été chassé du pouvoir.": set(),
    },
    "how what was done has ended": {
        "Londres avait infligé à Khartoum des sanctions commerciales, levées depuis.": {"GBR>SDN"},
        "Les dirigeants de l'Union européenne ont tenu un sommet consacré au soutien à l'Ukraine.": {"UE>UKR"},
        "L'accord entre Paris et Londres prévoit un échange de prisonniers.": {"FRA-GBR"},
    },
    "what the parser took for something else": {
        "Le Mali rompt avec la Cédéao.": {"MLI>CEDEAO"},
        "Le retrait des troupes françaises du Sénégal est achevé.": {"FRA>SEN"},
        "À Londres, on a vu des manifestants condamner Israël.": set(),
    },
    "what is not coordinated": {
        "Depuis le départ des soldats français et la victoire des talibans, rien n'a changé.": set(),
        "Ils ont servi pendant l'invasion de la Géorgie et en Syrie.": set(),
        "La rébellion de la Coalition des patriotes pour le changement (CPC) a accusé la force de l'ONU.": {"CPC>ONU"},
    },
    "who comes along": {
        "Emmanuel Macron, entouré de Friedrich Merz et de Keir Starmer, a accueilli Volodymyr Zelensky.": {
            "Emmanuel Macron>Volodymyr Zelensky",
            "Friedrich Merz>Volodymyr Zelensky",
            "Keir Starmer>Volodymyr Zelensky",
        },
        "Flanqué de Sergueï Lavrov, Vladimir Poutine a reçu Assimi Goïta.": {
            "Sergueï Lavrov>Assimi Goïta",
            "Vladimir Poutine>Assimi Goïta",
        },
        "Accompagné de l'ambassadrice des États-Unis au Mali, Mme Rachna Korhonen, Sergueï Lavrov a rencontré les autorités maliennes.": {
            "Rachna Korhonen>MLI",
            "Sergueï Lavrov>MLI",
        },
        "Vladimir Poutine a reçu Assimi Goïta, accompagné de Sergueï Lavrov.": {"Vladimir Poutine>Assimi Goïta"},
    },
    "contests": {
        "La France accueillera le Brésil pour le dernier match de la saison.": set(),
        "Djokovic a félicité Alcaraz après la finale.": set(),
        "La France accueillera le Brésil pour des négociations.": {"FRA>BRA"},
    },
}
CASES = [(text, pairs) for group in SENTENCES.values() for text, pairs in group.items()]


@pytest.mark.parametrize(("text", "pairs"), CASES, ids=[text[:60] for text, _ in CASES])
def test_who_is_related_to_whom(nlp: Language, text: str, pairs: set[str]) -> None:
    found = {f"{r['source']}{'>' if r['directed'] else '-'}{r['target']}" for r in nlp(text)._.relations}
    assert found == pairs


def test_an_idiom_with_pas_denies_nothing(nlp: Language) -> None:
    doc = nlp("Javier Milei ne tarit pas d'éloges sur Donald Trump.")
    assert [(r["source"], r["target"], r["status"]) for r in doc._.relations] == [
        ("Javier Milei", "Donald Trump", "asserted")
    ]


def test_in_an_article_of_sport_sentences_without_its_words_are_play_too(nlp: Language) -> None:
    told = "Le Cameroun s'est incliné devant le Brésil."
    sport = "Le match a été serré. Le sélectionneur a félicité le buteur. La finale aura lieu dimanche."
    assert nlp(told)._.relations
    assert not nlp(f"{sport} {told}")._.relations


def test_sentences_beside_one_of_sport_are_play(nlp: Language) -> None:
    told = "Le Togo a affronté le Bénin."
    assert nlp(told)._.relations
    assert not nlp(f"Les éliminatoires ont eu lieu à Lomé. {told}")._.relations


def test_an_author_s_name_before_a_sentence_takes_no_part_in_it(nlp: Language) -> None:
    doc = nlp("Moussa Sissoko Le président malien a reçu Vladimir Poutine.")
    assert {(r["source"], r["target"]) for r in doc._.relations} == {("MLI", "Vladimir Poutine")}


def test_a_participle_tells_that_sanctions_are_over(nlp: Language) -> None:
    doc = nlp("L'Union européenne a décrété contre le Zimbabwe un embargo, levé depuis.")
    assert [(r["type"], r["trigger"]) for r in doc._.relations] == [("SANCTION", "décrété"), ("CONCEDE", "levé")]


def test_what_is_done_to_nobody_is_negated(nlp: Language) -> None:
    for text in ("Aucune aide n'a été fournie par la Russie à l'Arménie.", "Pékin n'a rien offert à l'Iran."):
        assert {r["status"] for r in nlp(text)._.relations} == {"negated"}


def test_what_ceases_or_fails_turns_and_what_is_denounced_goes_on(nlp: Language) -> None:
    classes = {
        text: [r["class"] for r in nlp(text)._.relations if r["status"] != "negated"]
        for text in (
            "Washington a cessé de soutenir Kiev.",
            "La trêve entre le Hamas et Israël a volé en éclats.",
            "L'ambassadeur de Chine a remis un don aux autorités maliennes.",
        )
    }
    assert list(classes.values()) == [["tension"], ["tension"], ["cooperation"]]
