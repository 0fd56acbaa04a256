### English: emergency access, and cases that change hands.

nav-emergencies = { $n ->
    [0] Emergencies
   *[other] Emergencies ({ $n })
  }
nav-hand-over = Handing over

emergency-title = Emergency access
emergency-one = Emergency access
emergency-intro = When somebody has opened a case that is not hers, it stands here. The case's owner, the team lead and the auditor see it at once, and somebody else has to review it afterwards.
emergency-none = No emergency concerns you.
emergency-concern-you = Emergencies that concern you
emergency-case = Case
emergency-reference = Reference { $reference }
emergency-team = Team
emergency-owner = Whose case it was
emergency-by = Opened by
emergency-at = Opened
emergency-category = Kind of emergency
emergency-category-missing = Choose what kind of emergency it is
emergency-review = Review
emergency-waiting = To be reviewed by { $date }
emergency-overdue = Should have been reviewed by { $date }
emergency-justified = It was necessary
emergency-unjustified = It was not necessary
emergency-reviewer = Reviewed by
emergency-reviewed-at = Reviewed
emergency-opened-by = The case was opened in an emergency { $at } by { $person }.

emergency-open = Open a case in an emergency
emergency-warning = Only when somebody may come to harm if you wait. The case's owner, her team lead and the auditor will see that you opened it, and why. You can read the case for 60 minutes, and change nothing.
emergency-number = Case number
emergency-number-hint = The exact number. It is not possible to search.
emergency-number-missing = Enter the case number
emergency-number-wrong = A case number has ten characters, such as K7QM2-XRD9T
emergency-number-refused = No case with this number can be opened like this. Check the number.
emergency-reason = Reason
emergency-reason-hint = At least { $n } characters: what is happening, and why it cannot wait. Write no names, and nothing else that shows whom it is about.
emergency-reason-short = The reason must have at least { $n } characters
emergency-reason-long = The text may have at most { $n } characters
emergency-open-submit = Open the case
emergency-limit-day = You have opened three cases in an emergency within a day. Call the team lead of the case.
emergency-limit-waiting = Your team has ten emergencies that nobody has reviewed. Ask the team lead to review them first.
emergency-limit-overdue = One of your emergencies should have been reviewed long ago. Ask the team lead or the auditor to review it first.

emergency-reading = You are reading this case in an emergency
emergency-until = You can read it until { $at }. Nothing can be changed.
emergency-told = What is told of the emergency
emergency-read = Read the case
emergency-verdict = Was it necessary?
emergency-verdict-missing = Choose whether it was necessary
emergency-remark = Remark
emergency-review-submit = Save the review
emergency-review-own = Somebody else than the one who opened the case must review it

handover-title = Handing cases over
handover-intro = Cases can go from one person in the team to another, for instance when somebody leaves. What was done before stands, and no figure changes.
handover-none = Nobody in the team has cases.
handover-holders = Who has cases in the team
handover-name = Name
handover-open = Open cases
handover-every = All cases
handover-left = No longer works here
handover-done = { $n ->
    [one] One case has been handed over.
   *[other] { $n } cases have been handed over.
  }
handover-one = Hand cases over
handover-from = From { $name }
handover-about = Whoever receives the cases sees and works them from now on. Whoever had them no longer sees them.
handover-cases = Which cases
handover-cases-missing = Choose which cases
handover-all = { $n ->
    [one] The one case
   *[other] All { $n } cases
  }
handover-case = { $number } ({ $status })
handover-to = To whom
handover-to-missing = Choose who is to have the cases
handover-to-wrong = She does not work in the team now. Choose somebody else.
handover-submit = Hand over
