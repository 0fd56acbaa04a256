### Bokmål. Hver nøkkel her står også i nynorsk og engelsk; en test ser til det.

## The site: header, footer, what every page says

site-name = Fortrolig
site-tagline = Saksregister
site-skip = Hopp til hovedinnholdet
site-marking = Unntatt offentlighet, jf. offl. § 13
site-printed = Skrevet ut { $at } av { $person }
site-demo = Dette er en demonstrasjon. Alle saker er oppdiktet.
site-footer = Om nettstedet
site-accessibility = Tilgjengelighetserklæring
site-logout-at = Du blir logget ut kl. { $time }
site-logout-why = Det du har skrevet uten å sende inn, blir ikke lagret.
site-required = Må fylles ut
site-optional = Valgfritt
site-errors = For å gå videre må du rette opp følgende:
site-error-prefix = Feil:
site-choose = Velg
site-cancel = Avbryt
site-back = Tilbake
site-more = Flere opplysninger

## Navigation

nav-label = Hovedmeny
nav-cases = Mine saker
nav-team-cases = Teamets saker
nav-record = Registrer ny sak
nav-counts = Statistikk
nav-periods = Perioder
nav-releases = Publiseringer

## Language choice: each name is said in its own language

language-label = Språk
language-nb = Bokmål
language-nn = Nynorsk
language-en = English

## Roles

role-adviser = Mangfoldsrådgiver
role-envoy = Spesialutsending
role-team-lead = Teamleder
role-statistician = Statistiker
role-approver = Godkjenner
role-administrator = Administrator
role-auditor = Kontrollør

## Sign in and out

signin-title = Innlogging
signin-intro = Registeret er bare for ansatte i tjenestene. All bruk blir loggført.
signin-name = Brukernavn
signin-passphrase = Passordfrase
signin-submit = Logg inn
signin-name-missing = Skriv brukernavnet ditt
signin-passphrase-missing = Skriv passordfrasen din
signin-refused = Vi kunne ikke logge deg inn. Kontroller det du skrev, og prøv igjen.
signin-help = Har du mistet tilgangen? Ta kontakt med administrator i tjenesten din.
signout-submit = Logg ut

## My cases: list, filter, order, pages

cases-title = Mine saker
cases-team-title = Teamets saker
cases-filter = Filtrer sakene
cases-filter-submit = Vis saker
cases-filter-clear = Fjern alle filtre
cases-filter-any = Alle
cases-status = Status
cases-status-open = Åpen
cases-status-closed = Avsluttet
cases-concern = Hovedbekymring
cases-from = Åpnet fra og med
cases-to = Åpnet til og med
cases-number = Saksnummer
cases-opened = Åpnet
cases-owner = Ansvarlig
cases-closed = Avsluttet
cases-risk = Risiko
cases-caption = Saker du har tilgang til
cases-sort-by = Sorter etter { $column }
cases-range = Viser { $from }–{ $to } av { $n } saker
cases-pages = Sider
cases-page = Side { $n }
cases-previous = Forrige
cases-next = Neste
cases-empty = Du har ingen saker ennå
cases-empty-next = Saker du registrerer eller får overført, kommer i denne listen.
cases-no-match = Ingen saker passer til filteret
cases-no-match-next = Velg noe annet, eller fjern alle filtre.

## Register a case: every fact, and the note

record-title = Registrer ny sak
record-intro = Registrer bare det som trengs for å følge opp saken og telle den. Skriv aldri navn, fødselsdato, adresse eller annet som viser hvem det gjelder.
record-legend-case = Om saken
record-legend-person = Om den utsatte
record-legend-place = Hvor saken hører til
record-legend-contact = Hvem tok kontakt?
record-legend-control = Om kontrollen
record-legend-assessment = Vurderinger
record-legend-more = Mer om saken
record-legend-closed = Hvis saken allerede er avsluttet
record-legend-actions = Tiltak
record-legend-note = Notat
record-opened = Dato for første kontakt
record-opened-hint = For eksempel 17.05.2026
record-opened-missing = Skriv datoen for første kontakt
record-main-concern = Hva gjelder saken først og fremst?
record-main-concern-hint = Velg én hovedbekymring. Den telles i statistikken.
record-main-concern-missing = Velg hva saken gjelder
record-concerns = Andre bekymringer i saken
record-concerns-hint = Velg alle som passer.
record-gender = Kjønn
record-gender-missing = Velg kjønn
record-age-band = Alder da saken ble åpnet
record-age-band-hint = Vet du bare om personen er over eller under 18 år, velger du det.
record-age-band-missing = Velg alder
record-country = Oppgitt landbakgrunn
record-country-hint = Det personen selv oppgir. Velg «Ukjent» hvis det ikke er tema i saken.
record-country-missing = Velg oppgitt landbakgrunn
record-location = Hvor er den utsatte nå?
record-location-missing = Velg hvor den utsatte er
record-referral-main = Hvem tok først kontakt?
record-referral-main-missing = Velg hvem som tok kontakt
record-referrals = Andre som har tatt kontakt i saken
record-controllers = Hvem kontrollerer?
record-controllers-hint = Velg alle som passer.
record-arenas = Hvor skjer det?
record-arenas-hint = Velg alle som passer.
record-violence = Former for vold
record-violence-hint = Fyll ut når saken gjelder trusler eller vold.
record-stay-reasons = Grunn til oppholdet i utlandet
record-stay-reasons-hint = Fyll ut når saken gjelder ufrivillig opphold i utlandet, eller frykt for det.
record-risk = Risikonivå
record-risk-hint = Din vurdering slik saken står i dag.
record-risk-missing = Velg risikonivå
record-duty-report = Er meldeplikten til barnevernet vurdert?
record-duty-report-hint = Barnevernsloven § 13-2. Plikten er din egen og går foran taushetsplikten.
record-duty-report-missing = Velg om meldeplikten er vurdert
record-duty-avert = Er avvergeplikten vurdert?
record-duty-avert-hint = Straffeloven § 196. Gjelder alle, uansett taushetsplikt.
record-duty-avert-missing = Velg om avvergeplikten er vurdert
record-actions-done = Tiltak som er gjennomført
record-actions-planned = Tiltak som er planlagt
record-actions-declined = Tiltak den utsatte ikke ønsket
record-known-to = Er saken kjent for en annen tjeneste?
record-known-to-hint = Da kan samme person telles én gang i tall for hele landet.
record-note = Notat
record-note-hint = Bare det neste rådgiver må vite. Ingen navn, fødselsdatoer, adresser, telefonnumre eller skoler. Høyst { $n } tegn.
record-submit = Registrer saken
record-done = Sak { $number } er registrert
record-done-next = Saken ligger nå i listen din. Neste oppfølging føres på saken.

## What may be wrong with an answer

error-unknown-choice = { $field }: Valget finnes ikke. Velg på nytt.
error-not-in-force = { $field }: «{ $choice }» kan ikke brukes av denne tjenesten på denne datoen.
error-stay-reason = Grunn til oppholdet kan bare velges når saken gjelder ufrivillig opphold i utlandet, eller frykt for det
error-violence = Former for vold kan bare velges når trusler/vold er blant bekymringene
error-date-form = Datoen må skrives som dd.mm.åååå
error-date-future = Datoen kan ikke være etter i dag
error-date-too-early = Datoen kan ikke være før { $date }
error-date-order = Fra-datoen må være før til-datoen
error-closed-before-opened = Saken kan ikke avsluttes før den ble åpnet
error-too-long = { $field }: Teksten er for lang. Skriv høyst { $n } tegn.
error-missing = { $field }: Feltet må fylles ut
error-concern-repeated = Hovedbekymringen kan ikke stå blant de andre bekymringene også
error-only-additional = «{ $choice }» kan bare stå blant de andre bekymringene, ikke som hovedbekymring
error-referral-repeated = Den som først tok kontakt, kan ikke stå blant de andre også
error-own-service = Tjenesten som registrerer saken, kan ikke stå blant de andre tjenestene også

## The case

case-title = Sak { $number }
case-facts = Opplysninger
case-notes = Notater
case-notes-empty = Saken har ingen notater.
case-at-opening = Ved åpning
case-at-follow-up = Ved oppfølging
case-at-closing = Ved avslutning
case-close = Avslutt saken
case-close-date = Dato for avslutning
case-close-date-missing = Skriv datoen for avslutning
case-outcome = Resultat
case-outcome-missing = Velg resultat
case-closed = Saken ble avsluttet { $date }

## National counts

counts-intro = Tall som er publisert om tjenestenes saker fra { $from } til { $to }. Kildene står nederst på siden.
counts-service = Tjeneste
counts-unit-cases = Saker
counts-caption = { $what }, { $period }
counts-category = Kategori
counts-count = Antall
counts-share = Andel
counts-total = I alt
counts-year = År
counts-chart-largest = Størst er { $label } med { $n }.
counts-chart-hidden = { $n ->
        [one] { $n } tall vises ikke.
       *[other] { $n } tall vises ikke.
    }
counts-chart-table = Tallene står i tabellen under.
counts-chart-from-to = Fra { $from } til { $to }.
counts-chart-breaks = Brudd i tidsserien: { $years }.
counts-break = Brudd
counts-double = Samme person kan ha sak hos flere tjenester. Tall for ulike tjenester kan derfor ikke legges sammen til antall personer.
counts-first-printed = Først publisert: { $figure }.
counts-source = Kilde
counts-download = Last ned tallene:

## The signs a cell may bear

sign-legend = Tegnforklaring
sign-confidential = Vises ikke av konfidensialitetshensyn
sign-confidential-short = vises ikke
sign-missing = Tallgrunnlag mangler
sign-missing-short = mangler
sign-impossible = Ikke mulig å oppgi tall
sign-impossible-short = ikke mulig
sign-revised = Rettet etter forrige publisering

## Periods: from open to published

period-title = Perioder
period-freeze = Frys perioden
period-freeze-confirm = Når perioden er frosset, regnes tallene ut fra sakene slik de er nå. Senere endringer i sakene endrer ikke tallene.

## Releases: make, approve, publish, correct

release-title = Publiseringer
release-one = Publisering { $number }: { $service } { $year }
release-make = Lag publisering
release-make-confirm = Tallene blir regnet ut fra den frosne perioden og beskyttet mot gjenkjenning. Det kan ta litt tid.
release-none = Det er ikke laget noen publiseringer ennå.
release-none-next = Frys en periode for å lage en publisering.
release-progress = Hvor langt den er kommet
release-progress-lapsed = Ikke godkjent
release-progress-waiting = Venter på godkjenning
release-progress-published = Publisert
release-unpublished = Publiseringen er ikke godkjent av en annen ennå. Tallene skal ikke ut, og kan ikke lastes ned.
release-refused = Publiseringen kan ikke lages
release-refused-not-frozen = Perioden må fryses først.
release-refused-rule = Det gjelder tabellen «{ $table }». { $rule }

## Pages that say why there is no page

fault-not-found = Vi fant ikke siden
fault-not-found-next = Siden finnes ikke, eller du har ikke tilgang til den.
fault-form = Skjemaet er for gammelt
fault-form-next = Innloggingen er fornyet siden du åpnet skjemaet. Gå tilbake, last siden på nytt og send inn igjen. Ingenting er lagret.
fault-session = Du er ikke lenger logget inn
fault-session-next = Ingenting er lagret. Logg inn på nytt for å fortsette.
fault-too-large = Det du sendte, er for stort
fault-too-large-next = Kort ned teksten og prøv igjen. Ingenting er lagret.
fault-bad-request = Vi forsto ikke det du sendte
fault-bad-request-next = Gå tilbake og prøv igjen. Ingenting er lagret.
fault-changed = Noen andre kom deg i forkjøpet
fault-changed-next = Det du arbeidet med, er endret eller gjort ferdig siden du åpnet siden. Se på det igjen før du fortsetter. Ingenting er lagret.
fault-busy = Det er mange som bruker registeret nå
fault-busy-next = Vent et øyeblikk og prøv igjen. Ingenting er lagret.
fault-step-up = Bekreft at det er deg først
fault-step-up-next = Dette krever at du nylig har vist kode eller passnøkkel. Gå tilbake, bekreft at det er deg og send inn igjen. Ingenting er lagret.
fault-locked = For mange forsøk
fault-locked-next = Vent litt før du prøver igjen. Ingenting er lagret.
fault-internal = Noe gikk galt hos oss
fault-internal-next = Se etter om det du sendte, ble lagret, før du prøver igjen. Meld fra hvis det fortsetter.
fault-integrity = Saken kan ikke vises
fault-integrity-next = Det lagrede innholdet stemmer ikke med det som ble lagret sist. Noen kan ha endret det utenom registeret. Saken er stengt, og kontrolløren har fått beskjed.
fault-home = Gå til forsiden

## National counts, periods and releases, continued

counts-title-of = Statistikk: { $service }, { $figures }
counts-dimension = Inndeling
counts-own = Fra registeret
counts-own-about = Kolonnen «Fra registeret» viser tall fra registerets egne publiseringer, som er beskyttet mot gjenkjenning.
counts-remarks = Merknad
counts-sources = Kilder
counts-chart-counts = { $what }: antall saker
counts-chart-percent = { $what }: andel av sakene, i hele prosent
counts-then = Den gang kalt «{ $label }».
counts-approximate = Omtrentlig tall.
counts-derived = Regnet ut av andre publiserte tall.
counts-conflicting = Kildene stemmer ikke helt overens.
counts-break-here = Brudd i tidsserien.
counts-break-label = { $year }: Kategorien het tidligere «{ $from }» og heter nå «{ $to }». Tallene før og etter kan ikke sammenlignes direkte.
counts-break-mandate = { $year }: Tjenesten fikk et utvidet oppdrag. Tallene før og etter kan ikke sammenlignes direkte.
counts-break-name = { $year }: Tjenesten fikk nytt navn. Det som telles, er det samme.
counts-csv-norwegian = for regneark (CSV med semikolon)
counts-csv-plain = for programmer (CSV med komma)
counts-unit-assignments = Oppdrag
counts-unit-questions = Spørsmål på ung.no
figure-of = { $unit }: { $figures }
figure-percent = { $number }{"\u00A0"}%
figure-age-group = Aldersgruppe
figure-additional-concern = Tilleggsbekymring
figure-any-concern = Bekymring i alt
figure-other-concerns = Andre bekymringer, ikke oppgitt hver for seg
figure-abroad-under-18 = I utlandet og under 18 år
figure-school-staff = Andre ansatte ved samme skole eller en annen skole
figure-front-line = Førstelinjen i hjelpeapparatet
figure-other-countries = Andre land
figure-all-countries = Alle land
period-intro = Et år kan fryses når det er over. Av et frosset år kan det lages en publisering. Siden viser ingen tall om saker.
period-caption = { $service }: år for år
period-status = Status
period-next = Neste steg
period-not-over = Året er ikke over.
period-released = Frosset, med publisering
period-look = Se publisering { $number }
period-refused = Perioden kan ikke fryses
period-refused-not-over = { $period }: Året er ikke over. Tallene kan fryses når det er slutt.
period-refused-frozen = { $period }: Perioden er frosset fra før, og blir stående slik den er.
release-intro = Tallene er regnet ut av et frosset år og beskyttet slik at ingen personer kan kjennes igjen.
release-in-all = I alt: { $count }
release-hidden = Celler som ikke vises
release-provenance = Grunnlag
release-number = Nummer
release-frozen-at = Frosset ved revisjon
release-rule = Regel
release-rule-about = Antall fra 1 til { $n } vises ikke. Andre tall skjules også når det skjulte ellers kunne regnes ut. Er det få i alt, blir tallene ikke delt opp.
release-programme = Tabellprogram
release-code-lists = Versjon av kodelistene
release-program = Versjon av programmet
release-rounded = Andelene er rundet av hver for seg, så de kan komme til litt mer eller mindre enn 100 prosent til sammen.
release-rule-not-in-programme = Tjenesten skal ikke ha en slik tabell.
release-rule-missing = Tabellen er ikke talt opp.
release-rule-twice = Tabellen er talt opp to ganger.
release-rule-other-categories = Noen saker har svar som tabellen ikke har plass til.
release-rule-totals-differ = Summen er en annen enn i de andre tabellene.
release-rule-cannot-be-grouped = Kategoriene kan ikke slås sammen på en trygg måte.
release-rule-not-proven = Det kunne ikke bevises at de skjulte tallene ikke kan regnes ut.
release-refused-next = Ingenting er vist eller lagret som publisering. Meld fra til dem som driver registeret.

## Accessibility

accessibility-about = Siden er laget for å kunne brukes av alle, også med tastatur, skjermleser og forstørret tekst, og uten skript.
accessibility-statement = Les tilgjengelighetserklæringen
accessibility-none = Tilgjengelighetserklæringen er ikke lagt inn ennå. Meld fra om hindringer til administratoren i tjenesten din.
