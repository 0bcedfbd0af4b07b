package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/mail"
)

// letterKeyFile holds the key that seals letters that wait and the links that can be copied again. Secret; every server needs the same.
const letterKeyFile = "letter-key.bin"

// openPost makes the place that letters leave from.
func (h *house) openPost() error {
	seal, err := openSeal(filepath.Join(h.settings.Data, "keys"))
	if err != nil {
		return err
	}
	h.post = &mail.Post{
		Store: h.store, From: h.settings.MailFrom, Folder: filepath.Join(h.settings.Data, "mail"), Seal: seal, Now: now, NewID: newID, Log: h.log,
	}
	if h.settings.SMTPURL != "" {
		h.post.Server, err = mail.NewServer(h.settings.SMTPURL)
	}
	return err
}

// openSeal reads the key for letters in a folder, and makes it on the first start.
func openSeal(folder string) (*mail.Seal, error) {
	path := filepath.Join(folder, letterKeyFile)
	key, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		key = make([]byte, 32)
		if _, err := io.ReadFull(rand.Reader, key); err != nil {
			return nil, fmt.Errorf("make the key for letters: %w", err)
		}
		err = os.WriteFile(path, key, 0o600)
	}
	if err != nil {
		return nil, fmt.Errorf("the key for letters: %w", err)
	}
	return mail.NewSeal(key, rand.Reader)
}

type mailCommand struct {
	Test mailTestCommand `cmd:"" help:"Send a letter to an address at once, and say whether the mail server has taken it."`
}

type mailTestCommand struct {
	SMTPURL  string `name:"smtp-url" env:"TELUSUR_SMTP_URL" help:"smtp://user:password@host:587 or smtps://…:465."`
	MailFrom string `env:"TELUSUR_MAIL_FROM" default:"telusur@localhost" help:"Sender of mails."`
	Address  string `arg:"" help:"To whom."`
}

func (c *mailTestCommand) Run(s *surroundings) error {
	if c.SMTPURL == "" {
		return errors.New("no mail server is set up: TELUSUR_SMTP_URL is empty")
	}
	server, err := mail.NewServer(c.SMTPURL)
	if err != nil {
		return fmt.Errorf("TELUSUR_SMTP_URL: %w", err)
	}
	post := &mail.Post{Server: server, From: c.MailFrom, Now: now, NewID: newID}
	if err := post.Test(s.ctx, c.Address, string(lang.English)); err != nil {
		if failure, ok := errors.AsType[*mail.Failure](err); ok {
			return errors.New(failure.Say(lang.English))
		}
		return err
	}
	_, err = fmt.Fprintf(s.out, "The mail server has taken a letter to %s. Look whether it arrives, and not among unwanted mail.\n", c.Address)
	return err
}
