"""CVs as people write them in three countries; none of them is anybody's."""

from __future__ import annotations

SWEDISH = """\
CURRICULUM VITAE

ÅSA LINDSTRÖM-EK
Lönechef med fokus på förändring
Storgatan 4, 803 20 Gävle | 070-174 06 35 | asa.lindstrom@example.se
linkedin.com/in/asa-lindstrom

Profil
Jag har lett löneteam i tio år och trivs i svenska och engelska miljöer. Född 1984-05-12.

Arbetslivserfarenhet
2019–2026   Lönechef, Nordvik Energi
• Ansvarade för löneadministration åt 900 anställda i Hogia
2014 - 2019 Lönekonsult, Askvik
Utbildning
2010-2013   Ekonomprogrammet, Högskolan i Gävle

Kompetenser
Hogia Lön, Visma, Excel (avancerad), kollektivavtal
Ledarskap och coachning

Språk
Svenska – modersmål
Engelska – flytande
Polska: grundläggande
Referenser
Lämnas på begäran.
"""

POLISH = """\
Życiorys

Imię i nazwisko: Łukasz Żółć-Kowalski
Telefon: 512 345 678
E-mail: lukasz.zolc@example.pl
GitHub: https://github.com/lukaszzolc

Doświadczenie zawodowe
01.2020 – obecnie   Inżynier danych, Lumen Retail, Warszawa
Budowa potoków w Apache Kafka i Spark.
Wykształcenie
2012–2017 Politechnika Warszawska
Umiejętności
- Python, SQL, Apache Kafka
- Databricks / Snowflake
- Zarządzanie projektami
Języki obce
angielski C1, niemiecki B1
polski (ojczysty)
Zainteresowania
Góry, szachy
"""

DUTCH = """\
Jan-Willem van der Meer
Controller
Tel. +31 20 794 0800 • jw.vandermeer@example.nl • www.vandermeer.example.nl

Over mij
Controller met ervaring in de maakindustrie.

Werkervaring
2016 - heden Controller, Fabriek B.V.

Vaardigheden
Exact Online · Power BI · IFRS
Jaarrekening, consolidatie

Talenkennis
Nederlands (moedertaal), Engels (vloeiend), Duits (B2)
"""

EUROPASS = """\
Europass Curriculum Vitae
Personal information
Surname(s) / First name(s):  Nowak, Maria Anna
E-mail: m.nowak@example.com
Mother tongue: Polish
"""

ON_TWO_LINES = """\
Sigrid
Holm
Projektledare
sigrid.holm@example.se
"""
