"""Invented letters of invitation, as the records that `expat bench letters` reads.

Every letter differs from every other in persons, numbers, dates and addresses; the three languages
take turns. The same count gives the same letters on every machine.
"""

import json
import random
import sys
from pathlib import Path

COMPANY = {
    "en": "Akme Capital Ltd.",
    "ru": "Частная компания «Akme Capital Ltd.»",
    "kk": "«Akme Capital Ltd.» жеке компаниясы",
}
OFFICE = {
    "en": "55/21 Mangilik El Avenue, block C4.2, office 314, Astana, 010000, Republic of Kazakhstan",
    "ru": "Республика Казахстан, 010000, г. Астана, пр. Мәңгілік Ел, 55/21, блок С4.2, офис 314",
    "kk": "Қазақстан Республикасы, 010000, Астана қ., Мәңгілік Ел даңғ., 55/21, С4.2 блогы, 314-кеңсе",
}
DIRECTOR = {"en": "D. Omarova", "ru": "Д. Омарова", "kk": "Д. Омарова"}
DIRECTOR_IS = {"en": "Director", "ru": "Директор", "kk": "Директор"}
CLERK = {"en": "A. Serikova", "ru": "А. Серикова", "kk": "А. Серікова"}

SURNAMES = ["YILDIRIM", "ĞÜRSOY", "NGUYỄN", "MÜLLER-LÜDENSCHEIDT", "O'CONNOR", "ƏLİYEV", "ZHANG", "ŁUKASZEWICZ"]
GIVEN_NAMES = ["MEHMET ÇAĞRI", "PHƯƠNG THẢO", "JÖRG-UWE", "SEÁN", "XIAOMING", "MARÍA JOSÉ", "ANNA KARIN"]
CYRILLIC = ["Йылдырым Мехмет", "Гюрсой Ышыл", "Нгуен Тхао", "Мюллер Йорг", "О'Коннор Шон", "Чжан Сяомин"]
STREETS = ["Bağdat Caddesi", "Lange Straße", "Nguyễn Huệ", "Calle Mayor", "Grafton Street", "ul. Długa"]
CITIES = ["İstanbul", "Wien", "Hồ Chí Minh", "Madrid", "Dublin", "Kraków"]
# Invented, so that no sentence declines them: the words are the same for every writer.
COUNTRY = {
    "en": ["Ruritania", "Freedonia", "Sylvania", "Grand Fenwick", "Syldavia", "Borduria"],
    "ru": ["Руритания", "Фридония", "Сильвания", "Гранд-Фенвик", "Сильдавия", "Бордурия"],
    "kk": ["Руритания", "Фридония", "Сильвания", "Гранд-Фенвик", "Сильдавия", "Бордурия"],
}
POSITION = {
    "en": ["Chief Risk Officer", "Lead Engineer", "Head of Internal Audit", "Portfolio Manager"],
    "ru": ["директор по рискам", "ведущий инженер", "руководитель внутреннего аудита", "управляющий портфелем"],
    "kk": ["тәуекелдер жөніндегі директор", "жетекші инженер", "ішкі аудит басшысы", "портфель басқарушысы"],
}
STREET_HERE = {"en": "12 Syganak Street, apt. {}, Astana", "ru": "г. Астана, ул. Сығанақ, 12, кв. {}",
               "kk": "Астана қ., Сығанақ к-сі, 12-үй, {}-пәтер"}
ASTANA = {"en": "Astana", "ru": "Астана", "kk": "Астана"}
LANGUAGES = ["kk", "ru", "en"]


def make(count):
    """Returns `count` letters, no two of them alike."""
    pick = random.Random(count)
    return [letter(index, LANGUAGES[index % 3], pick) for index in range(count)]


def letter(index, lang, pick):
    return {
        "kind": "invitation",
        "sheet": {"lang": lang, "draft_note": False, "copies": 1, "made_on": "2026-03-02"},
        "letterhead": {
            "company_name": COMPANY[lang], "bin": "190440900127", "registration_number": "190440900127",
            "registration_date": "2019-04-15", "address": OFFICE[lang],
            "phone": "+7 7172 55 01 20", "email": "office@akme.example",
            "logo": None, "picture": None,
        },
        "out_number": f"{index + 1}/2026",
        "date": f"2026-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}",
        "addressee": "expat_centre",
        "persons": [person(index, lang, pick)],
        "signatory": {"name": DIRECTOR[lang], "position": DIRECTOR_IS[lang], "power": None},
        "prepared_by": {"name": CLERK[lang], "phone": "+7 7172 55 01 21"},
    }


def person(index, lang, pick):
    surname, given = pick.choice(CYRILLIC).split(" ", 1)
    country = pick.choice(COUNTRY[lang])
    city = pick.choice(CITIES)
    return {
        "name": {
            "surname_latin": pick.choice(SURNAMES), "given_names_latin": pick.choice(GIVEN_NAMES),
            "surname_cyrillic": surname, "given_names_cyrillic": given, "patronymic": None,
        },
        "sex": pick.choice(["male", "female"]),
        "birth_date": f"{pick.randint(1955, 2004)}-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}",
        "birth_place": pick.choice(CITIES).upper(),
        "citizenship": country,
        "ethnicity": country,
        "passport": {
            "number": f"U{index:05}{pick.randint(100, 999)}", "issued": f"2022-05-{pick.randint(1, 28):02}",
            "valid_until": f"2032-05-{pick.randint(1, 28):02}", "authority": pick.choice(CITIES).upper(),
        },
        "workplace": COMPANY[lang],
        "position": pick.choice(POSITION[lang]),
        "permanent_address": f"{pick.choice(STREETS)} {pick.randint(1, 300)}/{pick.randint(1, 40)}, {city}",
        "visa_place": {"city": city, "country": country},
        "stay": {"from": f"2026-04-{pick.randint(10, 28)}", "to": f"2028-03-{pick.randint(1, 5):02}"},
        "entries": pick.choice(["single", "multiple"]),
        "category": pick.choice(["C3", "B3", "B2"]),
        "purpose": pick.choice(["employment", "negotiations", "consulting"]),
        "transport": pick.choice(["air", "rail", "road"]),
        "route": [city, ASTANA[lang]],
        "stay_address": STREET_HERE[lang].format(pick.randint(1, 200)),
        "kato": "711110000",
        "relation": None,
    }


if __name__ == "__main__":
    count, file = sys.argv[1:]
    Path(file).write_text(json.dumps(make(int(count)), ensure_ascii=False), encoding="utf-8")
