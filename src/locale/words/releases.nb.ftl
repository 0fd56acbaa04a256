## Files of a release

file-xlsx = for regneark (Excel-arbeidsbok)
file-json-stat = for programmer, med forklaringer (JSON-stat)
file-about = Om tallene
file-tables = Tabeller
file-notes = Merknader
file-code = kode
file-percent = Andel i prosent
file-sign = Tegn
release-published-at = Publisert

## How a figure came to be

explain-link = Forklar tallene: { $table }
explain-title = Slik er tallene blitt til: { $table }
explain-all = Felles for alle tallene
explain-each = Tall for tall
explain-unit = Det som telles
explain-cases = Saker som ble åpnet i året. En sak gjelder én person. Saker som er registrert ved feil, telles ikke.
explain-assignments = Oppdrag med kompetanseheving som ble gjennomført i året.
explain-questions = Spørsmål på ung.no som ble besvart i året.
explain-why = Hvorfor det står slik
explain-shown = Tallet er minst { $n }, og ingen skjulte tall kan regnes ut av det.
explain-zero = Ingen. Null kan vises, for det røper ikke at noen er med.
explain-hidden = Tallet vises ikke, av hensyn til dem det gjelder. Enten ville det selv ha fortalt for mye, eller så kunne et annet skjult tall ha vært regnet ut av det. Hvilken av grunnene det er, sies ikke.
explain-meaning = Betydning
explain-label-alone = Det navnet sier. Kodelisten har ingen lengre forklaring.
explain-group = Omfatter: { $parts }.
explain-list = Kodeliste
explain-list-version = { $list } ({ $name }). Tallene er talt etter versjon { $counted }. Forklaringen her er fra versjon { $quoted }.
explain-total = Alle som er telt, også i kategorier som ikke vises.
explain-other-countries = Alle svar som ikke er nevnt for seg i tabellen.

## Series

counts-break-own = { $years }: Tallene er talt av dette registeret. De kan ikke uten videre sammenlignes med tall som tjenestene har publisert.
