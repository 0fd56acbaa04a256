## Files of a release

file-xlsx = for spreadsheets (Excel workbook)
file-json-stat = for programs, with explanations (JSON-stat)
file-about = About the figures
file-tables = Tables
file-notes = Notes
file-code = code
file-percent = Share in percent
file-sign = Sign
release-published-at = Published

## How a figure came to be

explain-link = Explain the figures: { $table }
explain-title = How the figures came to be: { $table }
explain-all = The same for all figures
explain-each = Figure by figure
explain-unit = What is counted
explain-cases = Cases opened in the year. A case is about one person. Cases registered in error are not counted.
explain-assignments = Competence-building assignments carried out in the year.
explain-questions = Questions on ung.no answered in the year.
explain-why = Why it reads so
explain-shown = The figure is at least { $n }, and no hidden figure can be worked out from it.
explain-zero = Nobody. A zero can be shown, for it does not reveal that anybody is among those counted.
explain-hidden = The figure is not shown, out of regard for those it is about. Either it would itself have told too much, or another hidden figure could have been worked out from it. Which of the reasons it is, is not said.
explain-meaning = Meaning
explain-label-alone = What its name says. The code list has no longer explanation.
explain-group = Comprises: { $parts }.
explain-list = Code list
explain-list-version = { $list } ({ $name }). The figures were counted by version { $counted }. The explanation here is from version { $quoted }.
explain-total = Everything that was counted, in categories that are not shown too.
explain-other-countries = All answers that the table does not name by themselves.

## Series

counts-break-own = { $years }: The figures are counted by this registry. They cannot simply be compared with figures that the services have published.
