### Nynorsk: eigne tabellar, som ein statistikar ber om.

nav-tables = Eigne tabellar
tables-title = Eigne tabellar
tables-intro = Her kan du be om tabellar over år som er publiserte for alle tenestene. Tala er runda av, så ingen tabell har hol.
tables-ask = Be om ein tabell
tables-show = Vis tabellen
tables-left = { $n ->
    [0] Du har ingen nye spørsmål att.
    [one] Du har eitt nytt spørsmål att.
   *[other] Du har { $n } nye spørsmål att.
  }
tables-next = Det neste blir ledig { $at }.
tables-spent = Du har brukt opp dei nye spørsmåla dine for no. Det neste blir ledig { $at }. Det du har valt, står her framleis, og tabellar du har bede om før, kan du sjå når som helst.
tables-asked = Tabellar du har bede om
tables-asked-at = Bede om
tables-table = Tabell
tables-none-asked = Du har ikkje bede om nokon tabellar enno.
tables-years = År
tables-no-year = Ingen år er publiserte for alle tenestene enno.
tables-answers = Alle dei godkjende tabellane kan lagast.
tables-nothing = Ingen eigne tabellar for dette året.
tables-in-the-way = Ingen eigne tabellar for dette året. Tabellen { $table } kunne ikkje rundast av slik at ingen skjulte tal kan reknast ut.
tables-ask-intro = Vel kva som skal teljast, og kva tabellen skal delast etter. Det same spørsmålet får alltid det same svaret. Eit nytt spørsmål blir trekt frå dei du har att. Tabellar du har bede om før, kostar ingenting.
tables-first = Del etter
tables-second = Del òg etter
tables-third = Og til slutt etter
tables-no-more = Ikkje meir
tables-which-years = Kva år?
tables-approved = Tabellar som kan lagast
tables-approved-about = Du kan be om desse tabellane, og om alle tabellar som deler etter færre av dei same inndelingane.
tables-no-unit = Vel kva som skal teljast
tables-no-dimension = Vel minst éi inndeling
tables-twice = Denne inndelinga er vald før. Vel ei anna, eller inga.
tables-too-many = Vel høgst { $n } inndelingar
tables-no-years = Vel minst eitt år
tables-too-many-years = Vel høgst { $n } år
tables-unknown = Vel noko som står i lista
tables-not-approved = Desse inndelingane kan ikkje stå i same tabell. Nedst på sida står dei som kan det.
tables-no-base = Det er ingen eigne tabellar for { $year }
tables-called = { $unit }: { $figures } ({ $years })
tables-rounded = Tala er runda av. Kvart tal er 0 eller minst { $n }, og kan vere litt større eller mindre enn det verkelege talet. Bak ein 0 kan det vere nokon, og bak ein { $n } kan det vere færre eller ingen.
tables-agree = Alle eigne tabellar for eit år er summerte av det same grunnlaget. Dei stemmer difor med kvarandre, men ikkje nøyaktig med årsutgåva. Grunnlaget er det same òg når årsutgåva blir retta.
tables-question = Spørsmål
tables-lattice = Godkjende tabellar
tables-release = Publisert med årsutgåve
annuals-tables-about = Når årsutgåva er publisert, kan statistikarar be om tabellane under, og om alle som deler etter færre av dei same inndelingane. Tala i dei er runda av til 0 eller minst { $n }. Dei er prøvde saman med årsutgåva og det som er publisert før: ingen skjulte tal kan reknast ut av alt saman. Du godkjenner det eine med det andre.
annuals-tables-correction = Eigne tabellar for året blir framleis laga av det same grunnlaget som før rettinga.
approval-annual-tables = Du godkjenner samstundes at statistikarar kan be om eigne, avrunda tabellar for året. Kva tabellar det gjeld, står på sida om årsutgåva.
