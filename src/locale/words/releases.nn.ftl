## Files of a release

file-xlsx = for rekneark (Excel-arbeidsbok)
file-json-stat = for program, med forklaringar (JSON-stat)
file-about = Om tala
file-tables = Tabellar
file-notes = Merknader
file-code = kode
file-percent = Del i prosent
file-sign = Teikn
release-published-at = Publisert

## How a figure came to be

explain-link = Forklar tala: { $table }
explain-title = Slik har tala vorte til: { $table }
explain-all = Felles for alle tala
explain-each = Tal for tal
explain-unit = Det som blir talt
explain-cases = Saker som vart opna i året. Ei sak gjeld éin person. Saker som er registrerte ved feil, blir ikkje talde.
explain-assignments = Oppdrag med kompetanseheving som vart gjennomførte i året.
explain-questions = Spørsmål på ung.no som vart svara på i året.
explain-why = Kvifor det står slik
explain-shown = Talet er minst { $n }, og ingen skjulte tal kan reknast ut av det.
explain-zero = Ingen. Null kan visast, for det røper ikkje at nokon er med.
explain-hidden = Talet blir ikkje vist, av omsyn til dei det gjeld. Anten ville det sjølv ha fortalt for mykje, eller så kunne eit anna skjult tal ha vore rekna ut av det. Kva for ein av grunnane det er, blir ikkje sagt.
explain-meaning = Tyding
explain-label-alone = Det namnet seier. Kodelista har inga lengre forklaring.
explain-group = Omfattar: { $parts }.
explain-list = Kodeliste
explain-list-version = { $list } ({ $name }). Tala er talde etter versjon { $counted }. Forklaringa her er frå versjon { $quoted }.
explain-total = Alle som er talde, òg i kategoriar som ikkje blir viste.
explain-other-countries = Alle svar som ikkje er nemnde for seg i tabellen.

## Series

counts-break-own = { $years }: Tala er talde av dette registeret. Dei kan ikkje utan vidare samanliknast med tal som tenestene har publisert.
