package web

import (
	"context"

	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/mail"
	"github.com/gabf/telusur/internal/store"
)

func (s *Server) letterRoutes() {
	act(s, get("/api/organisation/letters", "letters", "Mails of one's own organisation, and what became of them"), identity.ReadLetters, s.letters)
	act(s, get("/api/organisation/letters/{letter}", "letter", "One mail with its words, while it is not sent"), identity.ReadLetters, s.letter)
	act(s, post("/api/organisation/letters/{letter}/resend", "resendLetter", "Try a mail again that failed or was kept").accepted(), identity.ReadLetters, s.resendLetter)
}

// LetterShown is a mail in the list.
type LetterShown struct {
	ID        string  `json:"id"`
	Kind      string  `json:"kind" enum:"invitation,request,reminder"`
	Recipient string  `json:"recipient"`
	Subject   string  `json:"subject"`
	Language  string  `json:"language"`
	State     string  `json:"state" enum:"waiting,sending,sent,failed,kept,dropped" doc:"kept: no mail server is set up, somebody has to pass it on; dropped: it was not needed any more"`
	Failure   string  `json:"failure" doc:"Why the last attempt failed, in the reader's language"`
	Attempts  int     `json:"attempts"`
	NextAt    *string `json:"nextAt" doc:"When it is tried again"`
	SentAt    *string `json:"sentAt"`
	CreatedAt string  `json:"createdAt" format:"date-time"`
}

// LettersShown is a page of mails.
type LettersShown struct {
	List[LetterShown]
	Delivers bool `json:"delivers" doc:"A mail server is set up"`
}

// LetterRead is a mail with its words.
type LetterRead struct {
	LetterShown
	Body string `json:"body" doc:"Empty once it is sent"`
}

func showLetter(row store.Letter, tag lang.Tag) LetterShown {
	shown := LetterShown{
		ID: row.ID, Kind: row.Kind, Recipient: row.Recipient, Subject: row.Subject, Language: row.Language, State: row.State,
		Failure: mail.SayFailure(row.Fault, tag), Attempts: row.Attempts, SentAt: timeOrNil(row.SentAt), CreatedAt: timeText(row.CreatedAt),
	}
	if row.State == store.LetterWaiting && row.Attempts > 0 {
		shown.NextAt = timeOrNil(&row.DueAt)
	}
	return shown
}

type lettersInput struct {
	Paging
	State  string `query:"state" enum:"waiting,sent,failed,kept,dropped,"`
	Search string `query:"search" maxLength:"200"`
}

func (s *Server) letters(ctx context.Context, who identity.Actor, in *lettersInput) (*body[LettersShown], error) {
	rows, total, err := s.Mail.Letters(ctx, who, store.LetterFilter{State: in.State, Search: in.Search}, store.Page{Offset: in.Offset, Limit: in.Limit})
	tag := languageOf(ctx)
	return answer(LettersShown{listOf(total, mapped(rows, func(row store.Letter) LetterShown { return showLetter(row, tag) })), s.Mail.Delivers()}, err)
}

type letterInput struct {
	Letter string `path:"letter" maxLength:"64"`
}

func (s *Server) letter(ctx context.Context, who identity.Actor, in *letterInput) (*body[LetterRead], error) {
	row, words, err := s.Mail.Letter(ctx, who, in.Letter)
	return answer(LetterRead{showLetter(row, languageOf(ctx)), words}, err)
}

func (s *Server) resendLetter(ctx context.Context, who identity.Actor, in *letterInput) (*struct{}, error) {
	return nil, s.Mail.Resend(ctx, who, in.Letter)
}
