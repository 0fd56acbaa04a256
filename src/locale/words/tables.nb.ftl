### Bokmål: egne tabeller, som en statistiker ber om.

nav-tables = Egne tabeller
tables-title = Egne tabeller
tables-intro = Her kan du be om tabeller over år som er publisert for alle tjenestene. Tallene er avrundet, så ingen tabell har hull.
tables-ask = Be om en tabell
tables-show = Vis tabellen
tables-left = { $n ->
    [0] Du har ingen nye spørsmål igjen.
    [one] Du har ett nytt spørsmål igjen.
   *[other] Du har { $n } nye spørsmål igjen.
  }
tables-next = Det neste blir ledig { $at }.
tables-spent = Du har brukt opp de nye spørsmålene dine for nå. Det neste blir ledig { $at }. Det du har valgt, står her fortsatt, og tabeller du har bedt om før, kan du se når som helst.
tables-asked = Tabeller du har bedt om
tables-asked-at = Bedt om
tables-table = Tabell
tables-none-asked = Du har ikke bedt om noen tabeller ennå.
tables-years = År
tables-no-year = Ingen år er publisert for alle tjenestene ennå.
tables-answers = Alle de godkjente tabellene kan lages.
tables-nothing = Ingen egne tabeller for dette året.
tables-in-the-way = Ingen egne tabeller for dette året. Tabellen { $table } kunne ikke avrundes slik at ingen skjulte tall kan regnes ut.
tables-ask-intro = Velg hva som skal telles, og hva tabellen skal deles etter. Det samme spørsmålet får alltid det samme svaret. Et nytt spørsmål trekkes fra dem du har igjen. Tabeller du har bedt om før, koster ingenting.
tables-first = Del etter
tables-second = Del også etter
tables-third = Og til slutt etter
tables-no-more = Ikke mer
tables-which-years = Hvilke år?
tables-approved = Tabeller som kan lages
tables-approved-about = Du kan be om disse tabellene, og om alle tabeller som deler etter færre av de samme inndelingene.
tables-no-unit = Velg hva som skal telles
tables-no-dimension = Velg minst én inndeling
tables-twice = Denne inndelingen er valgt før. Velg en annen, eller ingen.
tables-too-many = Velg høyst { $n } inndelinger
tables-no-years = Velg minst ett år
tables-too-many-years = Velg høyst { $n } år
tables-unknown = Velg noe som står i listen
tables-not-approved = Disse inndelingene kan ikke stå i samme tabell. Nederst på siden står de som kan det.
tables-no-base = Det er ingen egne tabeller for { $year }
tables-called = { $unit }: { $figures } ({ $years })
tables-rounded = Tallene er avrundet. Hvert tall er 0 eller minst { $n }, og kan være litt større eller mindre enn det virkelige tallet. Bak en 0 kan det være noen, og bak en { $n } kan det være færre eller ingen.
tables-agree = Alle egne tabeller for et år er summert av det samme grunnlaget. De stemmer derfor med hverandre, men ikke nøyaktig med årsutgaven. Grunnlaget er det samme også når årsutgaven rettes.
tables-question = Spørsmål
tables-lattice = Godkjente tabeller
tables-release = Publisert med årsutgave
annuals-tables-about = Når årsutgaven er publisert, kan statistikere be om tabellene under, og om alle som deler etter færre av de samme inndelingene. Tallene i dem er avrundet til 0 eller minst { $n }. De er prøvd sammen med årsutgaven og det som er publisert før: ingen skjulte tall kan regnes ut av alt sammen. Du godkjenner det ene med det andre.
annuals-tables-correction = Egne tabeller for året blir fortsatt laget av det samme grunnlaget som før rettelsen.
approval-annual-tables = Du godkjenner samtidig at statistikere kan be om egne, avrundede tabeller for året. Hvilke det gjelder, står på siden om årsutgaven.
