### English: tables of one's own, which a statistician asks for.

nav-tables = Own tables
tables-title = Own tables
tables-intro = Here you can ask for tables of years that are published for all services. The figures are rounded, so no table has gaps.
tables-ask = Ask for a table
tables-show = Show the table
tables-left = { $n ->
    [0] You have no new questions left.
    [one] You have one new question left.
   *[other] You have { $n } new questions left.
  }
tables-next = The next one comes free { $at }.
tables-spent = You have used up your new questions for now. The next one comes free { $at }. What you have chosen is still here, and tables you have asked for before can be seen at any time.
tables-asked = Tables you have asked for
tables-asked-at = Asked for
tables-table = Table
tables-none-asked = You have not asked for any tables yet.
tables-years = Years
tables-no-year = No year is published for all services yet.
tables-answers = All the approved tables can be made.
tables-nothing = No tables of your own for this year.
tables-in-the-way = No tables of your own for this year. The table { $table } could not be rounded so that no hidden figure can be worked out.
tables-ask-intro = Choose what is counted, and what the table is split by. The same question always gets the same answer. A new question is taken from those you have left. Tables you have asked for before cost nothing.
tables-first = Split by
tables-second = Also by
tables-third = And finally by
tables-no-more = Nothing more
tables-which-years = Which years?
tables-approved = Tables that can be made
tables-approved-about = You can ask for these tables, and for any table that is split by fewer of the same things.
tables-no-unit = Choose what is counted
tables-no-dimension = Choose at least one thing to split by
tables-twice = This has been chosen already. Choose something else, or nothing.
tables-too-many = Choose at most { $n } things to split by
tables-no-years = Choose at least one year
tables-too-many-years = Choose at most { $n } years
tables-unknown = Choose something from the list
tables-not-approved = The table cannot be split by these together. Those that go together are at the bottom of the page.
tables-no-base = There are no tables of your own for { $year }
tables-called = { $unit }: { $figures } ({ $years })
tables-rounded = The figures are rounded. Each is 0 or at least { $n }, and may be a little larger or smaller than the true figure. Behind a 0 there may be somebody, and behind a { $n } fewer or nobody.
tables-agree = All tables of your own for a year are summed from the same base. So they agree with each other, but not exactly with the annual release. The base stays the same when the annual release is corrected.
tables-question = Question
tables-lattice = Approved tables
tables-release = Published with annual release
annuals-tables-about = Once the annual release is published, statisticians can ask for the tables below, and for any that are split by fewer of the same things. Their figures are rounded to 0 or at least { $n }. They were tried together with the annual release and what was published before: no hidden figure can be worked out from all of it. You approve the one with the other.
annuals-tables-correction = Tables of the year that are asked for are still made from the same base as before the correction.
approval-annual-tables = You also approve that statisticians can ask for rounded tables of their own for the year. Which ones is said on the page of the annual release.
