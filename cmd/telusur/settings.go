package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	netmail "net/mail"
	"net/url"
	"os"
	"strings"

	"github.com/gabf/telusur/internal/mail"
	"github.com/gabf/telusur/internal/sheet"
)

// settings are the choices of an installation, from flags or the environment.
type settings struct {
	Data        string `env:"TELUSUR_DATA" default:"./data" type:"path" help:"Folder for keys and, in the default set-up, for the database and all files."`
	DatabaseURL string `env:"DATABASE_URL" help:"postgres://user:password@host/name. Left out: SQLite in the data folder."`
	Listen      string `env:"TELUSUR_LISTEN" default:"localhost:8080" help:"Address to listen on, host:port; :8080 for all networks."`
	PublicURL   string `env:"TELUSUR_PUBLIC_URL" help:"Where people reach the server, https://…; links in invitations start with it. Cookies are Secure when it is https. Left out: http and the address listened on."`
	BehindProxy bool   `env:"TELUSUR_BEHIND_PROXY" help:"Take a visitor's address from X-Forwarded-For. Only behind a proxy that sets it."`
	UploadMB    int64  `env:"TELUSUR_UPLOAD_MB" default:"64" help:"Largest upload, in MB."`
	ExpandedMB  int64  `env:"TELUSUR_EXPANDED_MB" default:"512" help:"Largest workbook when unpacked, in MB: a shield against files that are made to harm."`
	Rows        int    `env:"TELUSUR_ROWS" default:"1048576" help:"Most rows of a list."`
	FrameMB     int64  `env:"TELUSUR_WHATIF_MB" name:"whatif-mb" default:"512" help:"Memory, in MB, in which what-if keeps suppliers' facts between two questions; about 0.4 MB for 1,000 suppliers."`
	Forum       string `env:"TELUSUR_FORUM" default:"telusur.example" help:"Name of this installation in its log and certificate; no spaces."`
	Log         string `env:"TELUSUR_LOG" enum:"text,json,quiet" default:"text" help:"Form of the log: ${enum}."`

	S3Endpoint string `name:"s3-endpoint" env:"TELUSUR_S3_ENDPOINT" group:"Object storage" help:"host:port or URL of an S3-compatible store. Left out: files in the data folder."`
	S3Bucket   string `name:"s3-bucket" env:"TELUSUR_S3_BUCKET" group:"Object storage" default:"telusur" help:"Bucket for files."`
	S3Key      string `name:"s3-access-key" env:"TELUSUR_S3_ACCESS_KEY" group:"Object storage" help:"Access key."`
	S3Secret   string `name:"s3-secret-key" env:"TELUSUR_S3_SECRET_KEY" group:"Object storage" help:"Secret key."`

	SMTPURL  string `name:"smtp-url" env:"TELUSUR_SMTP_URL" group:"Mail" help:"smtp://user:password@host:587 or smtps://…:465. The line is encrypted (STARTTLS) unless it is on this machine or ?tls=try or ?tls=none says otherwise. Left out: no mail; letters are kept in the data folder and on a screen, to be passed on by hand."`
	MailFrom string `env:"TELUSUR_MAIL_FROM" group:"Mail" default:"telusur@localhost" help:"Sender of mails, an address or Name <address>."`

	Prevalence string `env:"TELUSUR_PREVALENCE" group:"Reference data" type:"existingfile" help:"Walk Free's own Global Slavery Index workbook (.xlsx), if you may use it."`
	Fonts      string `env:"TELUSUR_FONTS" group:"Reference data" type:"existingdir" help:"Folder with more fonts (.ttf, .otf, .ttc) for scripts the built-in ones lack, such as Chinese."`
}

// address gives the public address: the one that was set, or the one that is listened on.
func (s settings) address() string {
	if s.PublicURL != "" {
		return s.PublicURL
	}
	host, port, err := net.SplitHostPort(s.Listen)
	if err != nil || host == "" || host == "0.0.0.0" || host == "::" {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// check finds settings that cannot be right, so that the start stops with one clear line.
func (s settings) check() error {
	if _, _, err := net.SplitHostPort(s.Listen); err != nil {
		return fmt.Errorf("TELUSUR_LISTEN is %q; it must be like localhost:8080 or :8080", s.Listen)
	}
	public, err := url.Parse(s.PublicURL)
	if err != nil || public.Scheme != "http" && public.Scheme != "https" || public.Host == "" {
		return fmt.Errorf("TELUSUR_PUBLIC_URL is %q; it must be like https://telusur.example.org", s.PublicURL)
	}
	if s.DatabaseURL != "" && !strings.HasPrefix(s.DatabaseURL, "postgres://") && !strings.HasPrefix(s.DatabaseURL, "postgresql://") {
		return errors.New("DATABASE_URL must start with postgres://; leave it out to use SQLite in the data folder")
	}
	if s.UploadMB < 1 || s.UploadMB > 4096 {
		return fmt.Errorf("TELUSUR_UPLOAD_MB is %d; it must be between 1 and 4096", s.UploadMB)
	}
	if s.ExpandedMB < 1 || s.ExpandedMB > 65536 {
		return fmt.Errorf("TELUSUR_EXPANDED_MB is %d; it must be between 1 and 65536", s.ExpandedMB)
	}
	if s.Rows < 1 || s.Rows > 1<<30 {
		return fmt.Errorf("TELUSUR_ROWS is %d; it must be between 1 and %d", s.Rows, 1<<30)
	}
	if s.FrameMB < 16 || s.FrameMB > 65536 {
		return fmt.Errorf("TELUSUR_WHATIF_MB is %d; it must be between 16 and 65536", s.FrameMB)
	}
	if strings.ContainsAny(s.Forum, " +\t\n") || s.Forum == "" {
		return fmt.Errorf("TELUSUR_FORUM is %q; it must have no spaces and no plus sign", s.Forum)
	}
	if s.S3Endpoint != "" && (s.S3Key == "" || s.S3Secret == "" || s.S3Bucket == "") {
		return errors.New("TELUSUR_S3_ENDPOINT is set: TELUSUR_S3_BUCKET, TELUSUR_S3_ACCESS_KEY and TELUSUR_S3_SECRET_KEY must be set too")
	}
	if s.SMTPURL != "" {
		if _, err := mail.NewServer(s.SMTPURL); err != nil {
			return fmt.Errorf("TELUSUR_SMTP_URL: %w", err)
		}
		if _, err := netmail.ParseAddress(s.MailFrom); err != nil {
			return fmt.Errorf("TELUSUR_MAIL_FROM is %q; it must be like telusur@example.org or Telusur <telusur@example.org>", s.MailFrom)
		}
	}
	return nil
}

// limits hold files that people upload to what a real one needs.
func (s settings) limits() sheet.Limits {
	limits := sheet.DefaultLimits()
	limits.ExpandedBytes, limits.Rows = s.ExpandedMB<<20, s.Rows
	return limits
}

func (s settings) logger() *slog.Logger {
	switch s.Log {
	case "json":
		return slog.New(slog.NewJSONHandler(os.Stderr, nil))
	case "quiet":
		return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	default:
		return slog.New(slog.NewTextHandler(os.Stderr, nil))
	}
}
