### English: signing in, factors, sessions.

signin-ended = The account has been closed, or your role has run out. Contact the administrator of your service.
signin-wait = Too many wrong attempts. Wait until { $time } before you try again.
signin-locked = The account is locked after many wrong attempts. The administrator of your service can open it again.

factor-title = Confirm that it is you
factor-intro = The passphrase is right. Now we also need a code or a passkey.
factor-code = One-time code
factor-code-hint = The six digits that the app on your telephone shows now
factor-passkey = Use a passkey
factor-passkey-failed = The passkey was not used. Try again, or use another one.
factor-passkey-script = Passkeys need JavaScript, which is turned off in your browser.
factor-missing = Enter the code, or use a passkey
factor-wrong = That was not right. A code can be used only once; wait for the next one and try again.
factor-submit = Confirm
factor-lost = I do not have the telephone or the key
factor-recovery = Recovery code
factor-recovery-hint = One of the codes you kept. Each code can be used once.
factor-lost-all = If you have no code either, the administrator must propose new access for you, and somebody else must approve it.
factor-demonstrated = In the demonstration the code now is { $code }.
factor-again = Confirm that it is you
factor-again-why = This asks that you have shown a code or a passkey lately.

confirm-title = Confirm that it is you

factors-title = How you sign in
factors-intro = Choose how you will confirm that it is you. Only then does the registry open.
factors-new-due = You came in with a recovery code. Add a new passkey or a new telephone here, and remove the one you have lost. Until then no other page opens. Whoever leads your team is told that the code was used.
factors-lacking = You need a passkey, or one-time codes from your telephone.
factors-lacking-passkeys = Your role needs at least { $n } passkeys, so that losing one does not lock you out.
factors-too-few = It cannot be removed: you would not have what your role needs. Add another one first.
factors-reset = Somebody has had new access approved for you. The link works from { $day } at { $time }. If you have not asked for it, refuse it now.
factors-reset-refuse = Refuse new access
factors-passkeys = Passkeys
factors-passkeys-about = A passkey lies on your telephone, your computer or a security key, and is opened by PIN, finger or face.
factors-passkeys-none-here = Passkeys cannot be used at this address.
factors-passkey = Passkey { $n }
factors-suspended = Taken out of use
factors-remove-passkey = Remove passkey { $n }
factors-passkey-add = Add a passkey
factors-telephone = One-time codes from your telephone
factors-telephone-is = Your telephone makes codes
factors-telephone-about = An app on your telephone shows a new code every half minute.
factors-telephone-add = Use one-time codes
factors-telephone-change = Change telephone
factors-remove-telephone = Remove one-time codes
factors-recovery = Recovery codes
factors-recovery-left = { $n ->
    [0] You have no recovery codes. Make some, and you will get in again if you lose the telephone or the key.
    [one] You have one recovery code left.
   *[other] You have { $n } recovery codes left.
  }
factors-recovery-make = Make new recovery codes
factors-passphrase = Passphrase
factors-passphrase-change = Change passphrase
factors-done = Go to the registry
factors-not-yet = You can go on when you have what your role needs.
factors-not-yet-new = You can go on when you have added a new passkey or a new telephone.

telephone-title = One-time codes from your telephone
telephone-app = Open an authenticator app on your telephone, such as the one your employer has given you.
telephone-scan = Let the app read this square.
telephone-qr = QR code for the authenticator app
telephone-type = If you cannot use the camera, type this into the app:
telephone-then = Enter the code that the app shows now.
telephone-code-hint = Six digits
telephone-wrong = The code was not right. Wait for the next one and try again. If that does not help, check the clock of the telephone.
telephone-submit = Start using it

passkey-title = New passkey
passkey-about = The browser asks where to keep the key, and for a PIN, a finger or a face.
passkey-make = Make a passkey
passkey-refused = The passkey was not taken into use. Try again.

recovery-title = Recovery codes
recovery-about = The codes are shown only now. Earlier codes no longer work.
recovery-keep = Write them down or print them, and keep them locked away, not with the telephone. Each code works once, and opens only the page where you choose a new code or key.
recovery-kept = I have kept them

passphrase-title = Change passphrase
passphrase-about = All other sessions end when you change it.
passphrase-new = New passphrase
passphrase-repeat = Repeat the passphrase
passphrase-hint = At least 15 characters. Several words that do not belong together are easy to remember and hard to guess.
passphrase-missing = Enter a passphrase
passphrase-differs = The two are not the same
passphrase-short = The passphrase must have at least 15 characters
passphrase-long = The passphrase may have at most 128 characters
passphrase-guessable = The passphrase is too easy to guess. Use words that do not belong together, and no names or words of the work.
passphrase-submit = Change

sessions-title = My sessions
sessions-about = This is where you are signed in now. If you do not recognise a session, end it and change your passphrase.
sessions-since = Signed in { $day } at { $time }
sessions-current = This one
sessions-end = End
sessions-ended = You were signed in at two places already. The oldest session has been ended.

exit-submit = Leave this page
exit-hint = Signs you out and shows another page. You can also press Esc three times.
exit-left = The page is closed
exit-on = Go on
cover-title = The screen is covered
cover-reveal = Show the page
