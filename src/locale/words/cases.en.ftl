### English. Every key here is in bokmål and nynorsk too; a test sees to it.

## The site: header, footer, what every page says

site-name = Fortrolig
site-tagline = Case register
site-skip = Skip to main content
site-marking = Exempt from public disclosure, cf. section 13 of the Norwegian Freedom of Information Act
site-printed = Printed { $at } by { $person }
site-demo = This is a demonstration. All cases are invented.
site-footer = About this site
site-accessibility = Accessibility statement
site-logout-at = You will be logged out at { $time }
site-logout-why = What you have typed and not sent is not saved.
site-required = Must be completed
site-optional = Optional
site-errors = To continue you must correct the following:
site-error-prefix = Error:
site-choose = Choose
site-cancel = Cancel
site-back = Back
site-more = More details

## Navigation

nav-label = Main menu
nav-cases = My cases
nav-team-cases = The team’s cases
nav-record = Register a case
nav-counts = Statistics
nav-periods = Periods
nav-releases = Releases

## Language choice: each name is said in its own language

language-label = Language
language-nb = Bokmål
language-nn = Nynorsk
language-en = English

## Roles

role-adviser = Diversity adviser
role-envoy = Special envoy
role-team-lead = Team lead
role-statistician = Statistician
role-approver = Approver
role-administrator = Administrator
role-auditor = Auditor

## Sign in and out

signin-title = Log in
signin-intro = The register is for staff of the services only. All use is recorded.
signin-name = User name
signin-passphrase = Passphrase
signin-submit = Log in
signin-name-missing = Enter your user name
signin-passphrase-missing = Enter your passphrase
signin-refused = We could not log you in. Check what you entered and try again.
signin-help = Have you lost access? Contact the administrator of your service.
signout-submit = Log out

## My cases: list, filter, order, pages

cases-title = My cases
cases-team-title = The team’s cases
cases-filter = Filter the cases
cases-filter-submit = Show cases
cases-filter-clear = Clear all filters
cases-filter-any = All
cases-status = Status
cases-status-open = Open
cases-status-closed = Closed
cases-concern = Main concern
cases-from = Opened from
cases-to = Opened to
cases-number = Case number
cases-opened = Opened
cases-owner = Responsible
cases-closed = Closed
cases-risk = Risk
cases-caption = Cases you have access to
cases-sort-by = Sort by { $column }
cases-range = Showing { $from }–{ $to } of { $n } cases
cases-pages = Pages
cases-page = Page { $n }
cases-previous = Previous
cases-next = Next
cases-empty = You have no cases yet
cases-empty-next = Cases you register or have transferred to you appear in this list.
cases-no-match = No cases match the filter
cases-no-match-next = Choose something else, or clear all filters.

## Register a case: every fact, and the note

record-title = Register a case
record-intro = Register only what is needed to follow up the case and count it. Never write a name, date of birth, address or anything else that shows who it concerns.
record-legend-case = About the case
record-legend-person = About the person concerned
record-legend-place = Where the case belongs
record-legend-contact = Who made contact?
record-legend-control = About the control
record-legend-assessment = Assessments
record-legend-more = More about the case
record-legend-closed = If the case is already closed
record-legend-actions = Actions
record-legend-note = Note
record-opened = Date of first contact
record-opened-hint = For example 17/05/2026
record-opened-missing = Enter the date of first contact
record-main-concern = What is the case mainly about?
record-main-concern-hint = Choose one main concern. It is the one counted in the statistics.
record-main-concern-missing = Select what the case is about
record-concerns = Other concerns in the case
record-concerns-hint = Choose all that apply.
record-gender = Gender
record-gender-missing = Select gender
record-age-band = Age when the case was opened
record-age-band-hint = If you only know whether the person is over or under 18, choose that.
record-age-band-missing = Select age
record-country = Stated country background
record-country-hint = What the person states. Choose “Unknown” if it is not relevant to the case.
record-country-missing = Select stated country background
record-location = Where is the person now?
record-location-missing = Select where the person is
record-referral-main = Who first made contact?
record-referral-main-missing = Select who made contact
record-referrals = Others who have made contact in the case
record-controllers = Who exercises the control?
record-controllers-hint = Choose all that apply.
record-arenas = Where does it happen?
record-arenas-hint = Choose all that apply.
record-violence = Forms of violence
record-violence-hint = Complete when the case concerns threats or violence.
record-stay-reasons = Reason for the stay abroad
record-stay-reasons-hint = Complete when the case concerns an involuntary stay abroad, or fear of one.
record-risk = Risk level
record-risk-hint = Your assessment as the case stands today.
record-risk-missing = Select risk level
record-duty-report = Has the duty to report to child welfare been assessed?
record-duty-report-hint = Child Welfare Act section 13-2. The duty is your own and overrides the duty of confidentiality.
record-duty-report-missing = Select whether the duty to report has been assessed
record-duty-avert = Has the duty to avert been assessed?
record-duty-avert-hint = Penal Code section 196. Applies to everyone, whatever their duty of confidentiality.
record-duty-avert-missing = Select whether the duty to avert has been assessed
record-actions-done = Actions already taken
record-actions-planned = Actions planned
record-actions-declined = Actions the person declined
record-known-to = Is the case known to another service?
record-known-to-hint = Then the same person can be counted once in national figures.
record-note = Note
record-note-hint = Only what the next adviser needs to know. No names, dates of birth, addresses, telephone numbers or schools. At most { $n } characters.
record-submit = Register the case
record-done = Case { $number } is registered
record-done-next = The case is now in your list. Record the next follow-up on the case.

## What may be wrong with an answer

error-unknown-choice = { $field }: There is no such choice. Choose again.
error-not-in-force = { $field }: “{ $choice }” cannot be used by this service on this date.
error-stay-reason = A reason for the stay can only be chosen when the case concerns an involuntary stay abroad, or fear of one
error-violence = Forms of violence can only be chosen when threats/violence is among the concerns
error-date-form = The date must be written dd/mm/yyyy
error-date-future = The date cannot be after today
error-date-too-early = The date cannot be before { $date }
error-date-order = The first date must be before the second
error-closed-before-opened = The case cannot be closed before it was opened
error-too-long = { $field }: The text is too long. Write at most { $n } characters.
error-missing = { $field }: The field must be completed
error-concern-repeated = The main concern cannot also be among the other concerns
error-only-additional = “{ $choice }” can only be one of the other concerns, not the main one
error-referral-repeated = Whoever first made contact cannot also be among the others
error-own-service = The service that records the case cannot be one of the other services too

## The case

case-title = Case { $number }
case-facts = Details
case-notes = Notes
case-notes-empty = The case has no notes.
case-at-opening = At opening
case-at-follow-up = At follow-up
case-at-closing = At closing
case-close = Close the case
case-close-date = Date of closing
case-close-date-missing = Enter the date of closing
case-outcome = Outcome
case-outcome-missing = Select outcome
case-closed = The case was closed on { $date }

## National counts

counts-intro = Figures published about the services’ cases from { $from } to { $to }. The sources are at the foot of the page.
counts-service = Service
counts-unit-cases = Cases
counts-caption = { $what }, { $period }
counts-category = Category
counts-count = Number
counts-share = Share
counts-total = Total
counts-year = Year
counts-chart-largest = The largest is { $label } with { $n }.
counts-chart-hidden = { $n ->
        [one] { $n } figure is not shown.
       *[other] { $n } figures are not shown.
    }
counts-chart-table = The figures are in the table below.
counts-chart-from-to = From { $from } to { $to }.
counts-chart-breaks = Break in the series: { $years }.
counts-break = Break
counts-double = The same person may have a case with several services. Figures for different services can therefore not be added up to a number of persons.
counts-first-printed = First published: { $figure }.
counts-source = Source
counts-download = Download the figures:

## The signs a cell may bear

sign-legend = Explanation of symbols
sign-confidential = Not for publication (confidentiality)
sign-confidential-short = not shown
sign-missing = Data not available
sign-missing-short = not available
sign-impossible = Category not applicable
sign-impossible-short = not applicable
sign-revised = Revised since the previous release

## Periods: from open to published

period-title = Periods
period-freeze = Freeze the period
period-freeze-confirm = Once the period is frozen, figures are computed from the cases as they are now. Later changes to cases do not change the figures.

## Releases: make, approve, publish, correct

release-title = Releases
release-one = Release { $number }: { $service } { $year }
release-make = Make a release
release-make-confirm = Figures are computed from the frozen period and protected against recognition. This may take a while.
release-none = No releases have been made yet.
release-none-next = Freeze a period to make a release.
release-progress = How far it has come
release-progress-lapsed = Not approved
release-progress-waiting = Waiting for approval
release-progress-published = Published
release-unpublished = The release has not been approved by somebody else yet. The figures must not leave, and cannot be downloaded.
release-refused = The release cannot be made
release-refused-not-frozen = The period must be frozen first.
release-refused-rule = It concerns the table “{ $table }”. { $rule }

## Pages that say why there is no page

fault-not-found = We could not find the page
fault-not-found-next = The page does not exist, or you do not have access to it.
fault-form = The form is too old
fault-form-next = Your log-in has been renewed since you opened the form. Go back, reload the page and submit again. Nothing has been saved.
fault-session = You are no longer logged in
fault-session-next = Nothing has been saved. Log in again to continue.
fault-too-large = What you sent is too large
fault-too-large-next = Shorten the text and try again. Nothing has been saved.
fault-bad-request = We did not understand what you sent
fault-bad-request-next = Go back and try again. Nothing has been saved.
fault-changed = Somebody else was faster
fault-changed-next = What you were working on has been changed or finished since you opened the page. Look at it again before you go on. Nothing has been saved.
fault-busy = The register is busy
fault-busy-next = Wait a moment and try again. Nothing has been saved.
fault-step-up = First confirm that it is you
fault-step-up-next = This asks that you have shown a code or a passkey lately. Go back, confirm that it is you and send it again. Nothing has been saved.
fault-locked = Too many attempts
fault-locked-next = Wait a little before you try again. Nothing has been saved.
fault-internal = Something went wrong on our side
fault-internal-next = Check whether what you sent was saved before you try again. Let us know if it continues.
fault-integrity = The case cannot be shown
fault-integrity-next = The stored content does not match what was last saved. Someone may have changed it outside the register. The case is closed to reading and the auditor has been told.
fault-home = Go to the front page

## National counts, periods and releases, continued

counts-title-of = Statistics: { $service }, { $figures }
counts-dimension = Breakdown
counts-own = From this register
counts-own-about = The column “From this register” shows counts from the register’s own releases, which are protected against recognition.
counts-remarks = Remarks
counts-sources = Sources
counts-chart-counts = { $what }: number of cases
counts-chart-percent = { $what }: share of cases, in whole percent
counts-then = Then called “{ $label }”.
counts-approximate = Approximate figure.
counts-derived = Worked out from other published figures.
counts-conflicting = The sources do not quite agree.
counts-break-here = Break in the series.
counts-break-label = { $year }: The category was formerly called “{ $from }” and is now called “{ $to }”. Figures before and after cannot be compared directly.
counts-break-mandate = { $year }: The task of the service was widened. Figures before and after cannot be compared directly.
counts-break-name = { $year }: The service was renamed. What is counted is the same.
counts-csv-norwegian = for Norwegian spreadsheets (CSV with semicolons)
counts-csv-plain = for programs (CSV with commas)
counts-unit-assignments = Assignments
counts-unit-questions = Questions on ung.no
figure-of = { $unit }: { $figures }
figure-percent = { $number }%
figure-age-group = Age group
figure-additional-concern = Additional concern
figure-any-concern = Any concern
figure-other-concerns = Other concerns, not stated separately
figure-abroad-under-18 = Abroad and under 18
figure-school-staff = Other staff at the same or another school
figure-front-line = First-line services
figure-other-countries = Other countries
figure-all-countries = All countries
period-intro = A year can be frozen once it is over. A release can be made of a frozen year. This page shows no figures about cases.
period-caption = { $service }: year by year
period-status = Status
period-next = Next step
period-not-over = The year is not over.
period-released = Frozen, with a release
period-look = See release { $number }
period-refused = The period cannot be frozen
period-refused-not-over = { $period }: The year is not over. The figures can be frozen when it has ended.
period-refused-frozen = { $period }: The period is already frozen and stays as it is.
release-intro = The figures are computed from a frozen year and protected so that no person can be recognised.
release-in-all = Total: { $count }
release-hidden = Cells not shown
release-provenance = Provenance
release-number = Number
release-frozen-at = Frozen at revision
release-rule = Rule
release-rule-about = Counts from 1 to { $n } are not shown. Other counts are hidden too where what is hidden could otherwise be worked out. Where the total is small it is not broken down.
release-programme = Programme of tables
release-code-lists = Version of the code lists
release-program = Version of the program
release-rounded = Shares are rounded one by one, so they may add up to slightly more or less than 100 percent.
release-rule-not-in-programme = The service is not to have such a table.
release-rule-missing = The table has not been counted.
release-rule-twice = The table has been counted twice.
release-rule-other-categories = Some cases have answers that the table has no room for.
release-rule-totals-differ = Its sum differs from that of the other tables.
release-rule-cannot-be-grouped = Its categories cannot be grouped safely.
release-rule-not-proven = It could not be proved that the hidden figures cannot be worked out.
release-refused-next = Nothing has been shown or stored as a release. Tell those who operate the register.

## Accessibility

accessibility-about = This site is made to be usable by everyone, also with a keyboard, a screen reader and enlarged text, and without scripts.
accessibility-statement = Read the accessibility statement
accessibility-none = The accessibility statement has not been added yet. Tell the administrator of your service about obstacles.
