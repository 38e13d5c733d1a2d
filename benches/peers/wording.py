"""What a letter of invitation says, for the libraries that we compare ourselves with.

The product has these words in its templates. `run.py` compares the words of the finished files, so
a wording that falls behind the product's is noticed.
"""

WORDS = {
    "en": {
        "number": "No.", "dated": " dated ", "bin": "BIN", "registration": "Registration certificate",
        "phone": "Tel.", "email": "E-mail",
        "to": ["To the Expat Centre of", "the AIFC Authority JSC"],
        "months": ["January", "February", "March", "April", "May", "June", "July", "August", "September",
                   "October", "November", "December"],
        "long_date": "{day} {month} {year}",
        "title": "Letter of invitation",
        "about": "for the issue of a visa of the Republic of Kazakhstan",
        "opening": "{company} confirms that it invites the following foreign citizen to the Republic of Kazakhstan "
                   "and requests that a visa invitation be issued to him or her:",
        "particulars": "Particulars", "invitee": "Invited person",
        "labels": [
            "Surname and given names\n(in Latin letters, as in the passport)",
            "Surname, given names, patronymic (in Cyrillic letters)", "Sex", "Date and place of birth",
            "Citizenship", "Ethnicity", "Passport: number, date of issue, valid until, issuing authority",
            "Place of work and position", "Permanent address",
            "Place where the visa is collected (country, city)", "Period of stay",
            "Visa category and number of entries", "Purpose of the trip", "Means of transport",
            "Route and address of stay in the Republic of Kazakhstan, KATO code",
        ],
        "issued": "issued {}", "valid": "valid until {}", "authority": "by {}",
        "period": "from {} to {}", "kato": "KATO",
        "sex": {"male": "male", "female": "female"},
        "entries": {"single": "single entry", "multiple": "multiple entry"},
        "purpose": {"employment": "work under an employment contract",
                    "negotiations": "negotiations and conclusion of contracts",
                    "consulting": "provision of consulting and audit services"},
        "transport": {"air": "by air", "rail": "by rail", "road": "by road"},
        "undertaking": "The inviting party is responsible for the accuracy of these particulars. It undertakes to "
                       "notify the internal affairs authorities of the arrival of the invited person within three "
                       "working days, and to ensure compliance with the legislation of the Republic of Kazakhstan "
                       "and departure from the country before the visa expires.",
        "signature": "signature", "seal": "Seal (if any)", "prepared": "Prepared by:",
    },
    "ru": {
        "number": "№", "dated": " от ", "bin": "БИН", "registration": "Свидетельство о регистрации",
        "phone": "Тел.:", "email": "Эл. почта:",
        "to": ["В Экспат-центр", "АО «Администрация МФЦА»"],
        "months": ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
                   "октября", "ноября", "декабря"],
        "long_date": "{day} {month} {year} года",
        "title": "Письмо-приглашение",
        "about": "на оформление визы Республики Казахстан",
        "opening": "{company} настоящим подтверждает приглашение в Республику Казахстан следующего иностранного "
                   "гражданина и просит оформить приглашение на получение визы:",
        "particulars": "Сведения", "invitee": "Приглашаемое лицо",
        "labels": [
            "Фамилия, имя (латинскими буквами, как в паспорте)",
            "Фамилия, имя, отчество (при наличии) кириллицей", "Пол", "Дата и место рождения", "Гражданство",
            "Национальность", "Паспорт: номер, дата выдачи, срок действия, кем выдан",
            "Место работы и должность", "Адрес постоянного проживания",
            "Место получения визы (страна, город)", "Период пребывания", "Категория и кратность визы",
            "Цель поездки", "Вид транспорта",
            "Маршрут следования и адрес пребывания в Республике Казахстан, код КАТО",
        ],
        "issued": "выдан {}", "valid": "действителен до {}", "authority": "орган выдачи: {}",
        "period": "с {} по {}", "kato": "КАТО",
        "sex": {"male": "мужской", "female": "женский"},
        "entries": {"single": "однократная", "multiple": "многократная"},
        "purpose": {"employment": "трудовая деятельность по трудовому договору",
                    "negotiations": "ведение переговоров и заключение контрактов",
                    "consulting": "оказание консультационных и аудиторских услуг"},
        "transport": {"air": "воздушный", "rail": "железнодорожный", "road": "автомобильный"},
        "undertaking": "Приглашающая сторона несёт ответственность за достоверность указанных сведений, обязуется "
                       "в течение трёх рабочих дней уведомить органы внутренних дел о прибытии приглашаемого лица, "
                       "обеспечить соблюдение им законодательства Республики Казахстан и выезд из страны до "
                       "истечения срока действия визы.",
        "signature": "подпись", "seal": "М.П. (при наличии)", "prepared": "Исп.:",
    },
    "kk": {
        "number": "№", "dated": ", ", "bin": "БСН", "registration": "Тіркеу туралы куәлік",
        "phone": "Тел.:", "email": "Эл. пошта:",
        "to": ["«АХҚО Әкімшілігі» АҚ", "Экспат орталығына"],
        "months": ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек",
                   "қазан", "қараша", "желтоқсан"],
        "long_date": "{year} жылғы {day} {month}",
        "title": "Шақыру хаты",
        "about": "Қазақстан Республикасының визасын ресімдеу үшін",
        "opening": "{company} төменде көрсетілген шетел азаматын Қазақстан Республикасына шақыратынын растайды және "
                   "виза алуға шақыру ресімдеуді сұрайды:",
        "particulars": "Мәліметтер", "invitee": "Шақырылатын адам",
        "labels": [
            "Тегі, аты (паспорттағыдай латын әріптерімен)",
            "Тегі, аты, әкесінің аты (бар болса) кирилл әріптерімен", "Жынысы", "Туған күні және туған жері",
            "Азаматтығы", "Ұлты", "Паспорты: нөмірі, берілген күні, қолданылу мерзімі, берген орган",
            "Жұмыс орны және лауазымы", "Тұрақты тұратын мекенжайы", "Виза алатын жері (ел, қала)", "Болу кезеңі",
            "Визаның санаты және еселігі", "Сапардың мақсаты", "Көлік түрі",
            "Жүру бағыты және Қазақстан Республикасында болатын мекенжайы, ӘАОЖ коды",
        ],
        "issued": "{} ж. берілген", "valid": "{} ж. дейін жарамды", "authority": "берген орган: {}",
        "period": "{} – {}", "kato": "ӘАОЖ",
        "sex": {"male": "ер", "female": "әйел"},
        "entries": {"single": "бір реттік", "multiple": "көп реттік"},
        "purpose": {"employment": "еңбек шарты бойынша еңбек қызметі",
                    "negotiations": "келіссөздер жүргізу және келісімшарттар жасасу",
                    "consulting": "консультациялық және аудиторлық қызметтер көрсету"},
        "transport": {"air": "әуе көлігі", "rail": "теміржол көлігі", "road": "автомобиль көлігі"},
        "undertaking": "Шақырушы тарап көрсетілген мәліметтердің дұрыстығына жауап береді, шақырылатын адамның "
                       "келгені туралы ішкі істер органдарына үш жұмыс күні ішінде хабарлауға, оның Қазақстан "
                       "Республикасының заңнамасын сақтауын және визаның қолданылу мерзімі өткенге дейін елден "
                       "кетуін қамтамасыз етуге міндеттенеді.",
        "signature": "қолы", "seal": "М.О. (бар болса)", "prepared": "Орынд.:",
    },
}


def short_date(iso):
    return ".".join(reversed(iso.split("-")))


def content(letter):
    """Returns the letter as plain pieces of text in the order in which they are printed."""
    lang = letter["sheet"]["lang"]
    words = WORDS[lang]
    head, person = letter["letterhead"], letter["persons"][0]
    year, month, day = letter["date"].split("-")
    return {
        "lang": lang,
        "company": head["company_name"],
        "head": [
            f'{words["bin"]} {head["bin"]}   {words["registration"]} {words["number"]} '
            f'{head["registration_number"]}{words["dated"]}{short_date(head["registration_date"])}',
            head["address"],
            f'{words["phone"]} {head["phone"]}   {words["email"]} {head["email"]}',
        ],
        "number": f'{words["number"]} {letter["out_number"]}',
        "date": words["long_date"].format(day=int(day), month=words["months"][int(month) - 1], year=year),
        "to": words["to"],
        "title": words["title"], "about": words["about"],
        "opening": words["opening"].format(company=head["company_name"]),
        "table_head": [words["number"], words["particulars"], words["invitee"]],
        "rows": list(zip(words["labels"], answers(person, words), strict=True)),
        "undertaking": words["undertaking"],
        "position": letter["signatory"]["position"], "signatory": letter["signatory"]["name"],
        "signature": words["signature"], "seal": words["seal"],
        "prepared": [f'{words["prepared"]} {letter["prepared_by"]["name"]}',
                     f'{words["phone"]} {letter["prepared_by"]["phone"]}'],
    }


def answers(person, words):
    name, passport, place, stay = person["name"], person["passport"], person["visa_place"], person["stay"]
    return [
        f'{name["surname_latin"]} {name["given_names_latin"]}',
        f'{name["surname_cyrillic"]} {name["given_names_cyrillic"]}',
        words["sex"][person["sex"]],
        f'{short_date(person["birth_date"])}, {person["birth_place"]}',
        person["citizenship"], person["ethnicity"],
        f'{passport["number"]}\n{words["issued"].format(short_date(passport["issued"]))}, '
        f'{words["valid"].format(short_date(passport["valid_until"]))}\n'
        f'{words["authority"].format(passport["authority"])}',
        f'{person["workplace"]}, {person["position"]}', person["permanent_address"],
        f'{place["country"]}, {place["city"]}',
        words["period"].format(short_date(stay["from"]), short_date(stay["to"])),
        f'{person["category"]}, {words["entries"][person["entries"]]}',
        words["purpose"][person["purpose"]], words["transport"][person["transport"]],
        f'{" – ".join(person["route"])}; {person["stay_address"]}; {words["kato"]} {person["kato"]}',
    ]
