// Package mail is the one place from which letters leave: invitations, requests to suppliers, reminders.
//
// A letter is put in the transaction of the act that needs it, and sent by a job: through the mail server where one is set up, else it is
// kept, as a file in a folder and on a screen, for people to pass on. A failed attempt is repeated later; why it failed stands on the letter,
// in words. The words of a letter are sealed while they wait, because links stand in them, and are gone once they are sent. The package
// must never know what a letter is about.
package mail
