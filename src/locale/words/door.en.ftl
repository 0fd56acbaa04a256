### English: what is stopped at the door.

fault-headers = Your browser sent too much
fault-headers-next = Delete the cookies of this site, and try again. Nothing has been saved.
fault-address = This is not the address of the register
fault-address-next = Open the register at the address that the administrator gave you. Nothing has been saved.
fault-method = The page cannot be used like that
fault-method-next = Go back, and use the links and buttons on the page. Nothing has been saved.
fault-elsewhere = This did not come from the register's own pages
fault-elsewhere-next = Go back, reload the page and submit again. Update your browser if it happens again. Nothing has been saved.
fault-haste = Too many attempts in a short time
fault-haste-next = Wait a minute, and try again. Nothing has been saved.
fault-slow = The form arrived too slowly
fault-slow-next = Go back and try again when the network is better. Nothing has been saved.
fault-unasked = The form contained something that the page does not ask for
fault-unasked-next = Go back, reload the page and fill in the form there. If it happens again, an extension of your browser may have added something. Nothing has been saved.
fault-mass-reading = You have opened very many cases in a short time
fault-mass-reading-next = Out of regard for those the cases are about, no more are opened just now. Those you have just had open can still be read. Wait an hour and try again. Whoever leads your team, and the auditor, see that this happened; do say so if your work requires it.
