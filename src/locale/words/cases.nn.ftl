### Nynorsk. Kvar nøkkel her står òg i bokmål og engelsk; ein test ser til det.

## The site: header, footer, what every page says

site-name = Fortrolig
site-tagline = Saksregister
site-skip = Hopp til hovudinnhaldet
site-marking = Unnateke offentlegheit, jf. offl. § 13
site-printed = Skrive ut { $at } av { $person }
site-demo = Dette er ein demonstrasjon. Alle saker er oppdikta.
site-footer = Om nettstaden
site-accessibility = Tilgjengelegheitserklæring
site-logout-at = Du blir logga ut kl. { $time }
site-logout-why = Det du har skrive utan å sende inn, blir ikkje lagra.
site-required = Må fyllast ut
site-optional = Valfritt
site-errors = For å gå vidare må du rette opp følgjande:
site-error-prefix = Feil:
site-choose = Vel
site-cancel = Avbryt
site-back = Tilbake
site-more = Fleire opplysningar

## Navigation

nav-label = Hovudmeny
nav-cases = Sakene mine
nav-team-cases = Sakene til teamet
nav-record = Registrer ny sak
nav-counts = Statistikk
nav-periods = Periodar
nav-releases = Publiseringar

## Language choice: each name is said in its own language

language-label = Språk
language-nb = Bokmål
language-nn = Nynorsk
language-en = English

## Roles

role-adviser = Mangfaldsrådgivar
role-envoy = Spesialutsending
role-team-lead = Teamleiar
role-statistician = Statistikar
role-approver = Godkjennar
role-administrator = Administrator
role-auditor = Kontrollør

## Sign in and out

signin-title = Innlogging
signin-intro = Registeret er berre for tilsette i tenestene. All bruk blir loggført.
signin-name = Brukarnamn
signin-passphrase = Passordfrase
signin-submit = Logg inn
signin-name-missing = Skriv brukarnamnet ditt
signin-passphrase-missing = Skriv passordfrasen din
signin-refused = Vi kunne ikkje logge deg inn. Kontroller det du skreiv, og prøv igjen.
signin-help = Har du mista tilgangen? Ta kontakt med administrator i tenesta di.
signout-submit = Logg ut

## My cases: list, filter, order, pages

cases-title = Sakene mine
cases-team-title = Sakene til teamet
cases-filter = Filtrer sakene
cases-filter-submit = Vis saker
cases-filter-clear = Fjern alle filter
cases-filter-any = Alle
cases-status = Status
cases-status-open = Open
cases-status-closed = Avslutta
cases-concern = Hovudbekymring
cases-from = Opna frå og med
cases-to = Opna til og med
cases-number = Saksnummer
cases-opened = Opna
cases-owner = Ansvarleg
cases-closed = Avslutta
cases-risk = Risiko
cases-caption = Saker du har tilgang til
cases-sort-by = Sorter etter { $column }
cases-range = Viser { $from }–{ $to } av { $n } saker
cases-pages = Sider
cases-page = Side { $n }
cases-previous = Førre
cases-next = Neste
cases-empty = Du har ingen saker enno
cases-empty-next = Saker du registrerer eller får overførte, kjem i denne lista.
cases-no-match = Ingen saker passar til filteret
cases-no-match-next = Vel noko anna, eller fjern alle filter.

## Register a case: every fact, and the note

record-title = Registrer ny sak
record-intro = Registrer berre det som trengst for å følgje opp saka og telje ho. Skriv aldri namn, fødselsdato, adresse eller anna som viser kven det gjeld.
record-legend-case = Om saka
record-legend-person = Om den utsette
record-legend-place = Kvar saka høyrer til
record-legend-contact = Kven tok kontakt?
record-legend-control = Om kontrollen
record-legend-assessment = Vurderingar
record-legend-more = Meir om saka
record-legend-closed = Om saka alt er avslutta
record-legend-actions = Tiltak
record-legend-note = Notat
record-opened = Dato for første kontakt
record-opened-hint = Til dømes 17.05.2026
record-opened-missing = Skriv datoen for første kontakt
record-main-concern = Kva gjeld saka først og fremst?
record-main-concern-hint = Vel éi hovudbekymring. Ho blir talt i statistikken.
record-main-concern-missing = Vel kva saka gjeld
record-concerns = Andre bekymringar i saka
record-concerns-hint = Vel alle som passar.
record-gender = Kjønn
record-gender-missing = Vel kjønn
record-age-band = Alder då saka vart opna
record-age-band-hint = Veit du berre om personen er over eller under 18 år, vel du det.
record-age-band-missing = Vel alder
record-country = Oppgitt landbakgrunn
record-country-hint = Det personen sjølv oppgir. Vel «Ukjend» om det ikkje er tema i saka.
record-country-missing = Vel oppgitt landbakgrunn
record-location = Kvar er den utsette no?
record-location-missing = Vel kvar den utsette er
record-referral-main = Kven tok først kontakt?
record-referral-main-missing = Vel kven som tok kontakt
record-referrals = Andre som har teke kontakt i saka
record-controllers = Kven kontrollerer?
record-controllers-hint = Vel alle som passar.
record-arenas = Kvar skjer det?
record-arenas-hint = Vel alle som passar.
record-violence = Former for vald
record-violence-hint = Fyll ut når saka gjeld truslar eller vald.
record-stay-reasons = Grunn til opphaldet i utlandet
record-stay-reasons-hint = Fyll ut når saka gjeld ufrivillig opphald i utlandet, eller frykt for det.
record-risk = Risikonivå
record-risk-hint = Di vurdering slik saka står i dag.
record-risk-missing = Vel risikonivå
record-duty-report = Er meldeplikta til barnevernet vurdert?
record-duty-report-hint = Barnevernslova § 13-2. Plikta er di eiga og går framfor teieplikta.
record-duty-report-missing = Vel om meldeplikta er vurdert
record-duty-avert = Er avverjeplikta vurdert?
record-duty-avert-hint = Straffelova § 196. Gjeld alle, same kva teieplikt dei har.
record-duty-avert-missing = Vel om avverjeplikta er vurdert
record-actions-done = Tiltak som er gjennomførte
record-actions-planned = Tiltak som er planlagde
record-actions-declined = Tiltak den utsette ikkje ønskte
record-known-to = Er saka kjend for ei anna teneste?
record-known-to-hint = Då kan same person teljast éin gong i tal for heile landet.
record-note = Notat
record-note-hint = Berre det neste rådgivar må vite. Ingen namn, fødselsdatoar, adresser, telefonnummer eller skular. Høgst { $n } teikn.
record-submit = Registrer saka
record-done = Sak { $number } er registrert
record-done-next = Saka ligg no i lista di. Neste oppfølging blir ført på saka.

## What may be wrong with an answer

error-unknown-choice = { $field }: Valet finst ikkje. Vel på nytt.
error-not-in-force = { $field }: «{ $choice }» kan ikkje brukast av denne tenesta på denne datoen.
error-stay-reason = Grunn til opphaldet kan berre veljast når saka gjeld ufrivillig opphald i utlandet, eller frykt for det
error-violence = Former for vald kan berre veljast når truslar/vald er blant bekymringane
error-date-form = Datoen må skrivast som dd.mm.åååå
error-date-future = Datoen kan ikkje vere etter i dag
error-date-too-early = Datoen kan ikkje vere før { $date }
error-date-order = Frå-datoen må vere før til-datoen
error-closed-before-opened = Saka kan ikkje avsluttast før ho vart opna
error-too-long = { $field }: Teksten er for lang. Skriv høgst { $n } teikn.
error-missing = { $field }: Feltet må fyllast ut
error-concern-repeated = Hovudbekymringa kan ikkje stå blant dei andre bekymringane òg
error-only-additional = «{ $choice }» kan berre stå blant dei andre bekymringane, ikkje som hovudbekymring
error-referral-repeated = Den som først tok kontakt, kan ikkje stå blant dei andre òg
error-own-service = Tenesta som registrerer saka, kan ikkje stå blant dei andre tenestene òg

## The case

case-title = Sak { $number }
case-facts = Opplysningar
case-notes = Notat
case-notes-empty = Saka har ingen notat.
case-at-opening = Ved opning
case-at-follow-up = Ved oppfølging
case-at-closing = Ved avslutning
case-close = Avslutt saka
case-close-date = Dato for avslutning
case-close-date-missing = Skriv datoen for avslutning
case-outcome = Resultat
case-outcome-missing = Vel resultat
case-closed = Saka vart avslutta { $date }

## National counts

counts-intro = Tal som er publiserte om sakene til tenestene frå { $from } til { $to }. Kjeldene står nedst på sida.
counts-service = Teneste
counts-unit-cases = Saker
counts-caption = { $what }, { $period }
counts-category = Kategori
counts-count = Tal på
counts-share = Del
counts-total = I alt
counts-year = År
counts-chart-largest = Størst er { $label } med { $n }.
counts-chart-hidden = { $n ->
        [one] { $n } tal blir ikkje vist.
       *[other] { $n } tal blir ikkje viste.
    }
counts-chart-table = Tala står i tabellen under.
counts-chart-from-to = Frå { $from } til { $to }.
counts-chart-breaks = Brot i tidsserien: { $years }.
counts-break = Brot
counts-double = Same person kan ha sak hos fleire tenester. Tal for ulike tenester kan derfor ikkje leggjast saman til talet på personar.
counts-first-printed = Først publisert: { $figure }.
counts-source = Kjelde
counts-download = Last ned tala:

## The signs a cell may bear

sign-legend = Teiknforklaring
sign-confidential = Blir ikkje vist av omsyn til konfidensialitet
sign-confidential-short = blir ikkje vist
sign-missing = Talgrunnlag manglar
sign-missing-short = manglar
sign-impossible = Ikkje mogleg å gje tal
sign-impossible-short = ikkje mogleg
sign-revised = Retta etter førre publisering

## Periods: from open to published

period-title = Periodar
period-freeze = Frys perioden
period-freeze-confirm = Når perioden er frosen, blir tala rekna ut frå sakene slik dei er no. Seinare endringar i sakene endrar ikkje tala.

## Releases: make, approve, publish, correct

release-title = Publiseringar
release-one = Publisering { $number }: { $service } { $year }
release-make = Lag publisering
release-make-confirm = Tala blir rekna ut frå den frosne perioden og verna mot attkjenning. Det kan ta litt tid.
release-none = Det er ikkje laga nokon publiseringar enno.
release-none-next = Frys ein periode for å lage ei publisering.
release-progress = Kor langt ho er komen
release-progress-lapsed = Ikkje godkjend
release-progress-waiting = Ventar på godkjenning
release-progress-published = Publisert
release-unpublished = Publiseringa er ikkje godkjend av ein annan enno. Tala skal ikkje ut, og kan ikkje lastast ned.
release-refused = Publiseringa kan ikkje lagast
release-refused-not-frozen = Perioden må frysast først.
release-refused-rule = Det gjeld tabellen «{ $table }». { $rule }

## Pages that say why there is no page

fault-not-found = Vi fann ikkje sida
fault-not-found-next = Sida finst ikkje, eller du har ikkje tilgang til ho.
fault-form = Skjemaet er for gammalt
fault-form-next = Innlogginga er fornya sidan du opna skjemaet. Gå tilbake, last sida på nytt og send inn igjen. Ingenting er lagra.
fault-session = Du er ikkje lenger logga inn
fault-session-next = Ingenting er lagra. Logg inn på nytt for å halde fram.
fault-too-large = Det du sende, er for stort
fault-too-large-next = Kort ned teksten og prøv igjen. Ingenting er lagra.
fault-bad-request = Vi forstod ikkje det du sende
fault-bad-request-next = Gå tilbake og prøv igjen. Ingenting er lagra.
fault-changed = Nokon andre kom deg i forkjøpet
fault-changed-next = Det du arbeidde med, er endra eller gjort ferdig sidan du opna sida. Sjå på det igjen før du held fram. Ingenting er lagra.
fault-busy = Det er mange som bruker registeret no
fault-busy-next = Vent eit augeblink og prøv igjen. Ingenting er lagra.
fault-step-up = Stadfest at det er deg først
fault-step-up-next = Dette krev at du nyleg har vist kode eller passnøkkel. Gå tilbake, stadfest at det er deg og send inn igjen. Ingenting er lagra.
fault-locked = For mange forsøk
fault-locked-next = Vent litt før du prøver igjen. Ingenting er lagra.
fault-internal = Noko gjekk gale hos oss
fault-internal-next = Sjå etter om det du sende, vart lagra, før du prøver igjen. Meld frå om det held fram.
fault-integrity = Saka kan ikkje visast
fault-integrity-next = Det lagra innhaldet stemmer ikkje med det som vart lagra sist. Nokon kan ha endra det utanom registeret. Saka er stengd, og kontrolløren har fått melding.
fault-home = Gå til framsida

## National counts, periods and releases, continued

counts-title-of = Statistikk: { $service }, { $figures }
counts-dimension = Inndeling
counts-own = Frå registeret
counts-own-about = Kolonnen «Frå registeret» viser tal frå publiseringane til registeret sjølv, som er verna mot attkjenning.
counts-remarks = Merknad
counts-sources = Kjelder
counts-chart-counts = { $what }: talet på saker
counts-chart-percent = { $what }: del av sakene, i heile prosent
counts-then = Den gongen kalla «{ $label }».
counts-approximate = Omtrentleg tal.
counts-derived = Rekna ut av andre publiserte tal.
counts-conflicting = Kjeldene stemmer ikkje heilt overeins.
counts-break-here = Brot i tidsserien.
counts-break-label = { $year }: Kategorien heitte tidlegare «{ $from }» og heiter no «{ $to }». Tala før og etter kan ikkje samanliknast direkte.
counts-break-mandate = { $year }: Tenesta fekk utvida oppdrag. Tala før og etter kan ikkje samanliknast direkte.
counts-break-name = { $year }: Tenesta fekk nytt namn. Det som blir talt, er det same.
counts-csv-norwegian = for rekneark (CSV med semikolon)
counts-csv-plain = for program (CSV med komma)
counts-unit-assignments = Oppdrag
counts-unit-questions = Spørsmål på ung.no
figure-of = { $unit }: { $figures }
figure-percent = { $number }{"\u00A0"}%
figure-age-group = Aldersgruppe
figure-additional-concern = Tilleggsbekymring
figure-any-concern = Bekymring i alt
figure-other-concerns = Andre bekymringar, ikkje oppgitt kvar for seg
figure-abroad-under-18 = I utlandet og under 18 år
figure-school-staff = Andre tilsette ved same skulen eller ein annan skule
figure-front-line = Førstelinja i hjelpeapparatet
figure-other-countries = Andre land
figure-all-countries = Alle land
period-intro = Året kan frysast når det er over. Av ein frosen periode kan det lagast ei publisering. Sida viser ingen tal om saker.
period-caption = { $service }: år for år
period-status = Status
period-next = Neste steg
period-not-over = Året er ikkje over.
period-released = Frosen, med publisering
period-look = Sjå publisering { $number }
period-refused = Perioden kan ikkje frysast
period-refused-not-over = { $period }: Året er ikkje over. Tala kan frysast når det er slutt.
period-refused-frozen = { $period }: Perioden er frosen frå før, og blir ståande slik han er.
release-intro = Tala er rekna ut av ein frosen periode og verna slik at ingen personar kan kjennast att.
release-in-all = I alt: { $count }
release-hidden = Celler som ikkje blir viste
release-provenance = Grunnlag
release-number = Nummer
release-frozen-at = Frosen ved revisjon
release-rule = Regel
release-rule-about = Tal frå 1 til { $n } blir ikkje viste. Andre tal blir òg skjulte når det skjulte elles kunne reknast ut. Er det få i alt, blir tala ikkje delte opp.
release-programme = Tabellprogram
release-code-lists = Versjon av kodelistene
release-program = Versjon av programmet
release-rounded = Delane er runda av kvar for seg, så dei kan kome til litt meir eller mindre enn 100 prosent til saman.
release-rule-not-in-programme = Tenesta skal ikkje ha ein slik tabell.
release-rule-missing = Tabellen er ikkje talt opp.
release-rule-twice = Tabellen er talt opp to gonger.
release-rule-other-categories = Nokre saker har svar som tabellen ikkje har plass til.
release-rule-totals-differ = Summen er ein annan enn i dei andre tabellane.
release-rule-cannot-be-grouped = Kategoriane kan ikkje slåast saman på ein trygg måte.
release-rule-not-proven = Det kunne ikkje provast at dei skjulte tala ikkje kan reknast ut.
release-refused-next = Ingenting er vist eller lagra som publisering. Meld frå til dei som driv registeret.

## Accessibility

accessibility-about = Sida er laga for å kunne brukast av alle, òg med tastatur, skjermlesar og forstørra tekst, og utan skript.
accessibility-statement = Les tilgjengelegheitserklæringa
accessibility-none = Tilgjengelegheitserklæringa er ikkje lagd inn enno. Meld frå om hindringar til administratoren i tenesta di.
