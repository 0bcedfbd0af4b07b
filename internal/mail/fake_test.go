package mail_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"strings"
	"sync"
	"testing"
)

// taken is a mail as the fake server was given it.
type taken struct {
	from, to string
	header   textproto.MIMEHeader
	body     string
}

// fake is a mail server that refuses what it is told to.
type fake struct {
	listener net.Listener
	mu       sync.Mutex
	refuse   map[string]string // recipient -> answer
	greeting string
	taken    []taken
	lines    int // connections
}

func newFake(t *testing.T) *fake {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	f := &fake{listener: listener, refuse: map[string]string{}, greeting: "220 fake ESMTP"}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go f.talk(conn)
		}
	}()
	return f
}

func (f *fake) address() string { return "smtp://" + f.listener.Addr().String() }

func (f *fake) set(recipient, answer string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.refuse[recipient] = answer; answer == "" {
		delete(f.refuse, recipient)
	}
}

func (f *fake) mails() []taken {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]taken(nil), f.taken...)
}

func (f *fake) talk(conn net.Conn) {
	defer conn.Close()
	f.mu.Lock()
	f.lines++
	greeting := f.greeting
	f.mu.Unlock()
	in, say := bufio.NewReader(conn), func(text string) { fmt.Fprint(conn, text+"\r\n") }
	say(greeting)
	var mail taken
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		verb, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch strings.ToUpper(verb) {
		case "EHLO", "HELO":
			say("250 fake")
		case "MAIL":
			mail = taken{from: inAngles(rest)}
			say("250 ok")
		case "RCPT":
			mail.to = inAngles(rest)
			f.mu.Lock()
			answer, refused := f.refuse[mail.to]
			f.mu.Unlock()
			if refused {
				say(answer)
				continue
			}
			say("250 ok")
		case "DATA":
			say("354 go on")
			reader := textproto.NewReader(in)
			data := bufio.NewReader(reader.DotReader())
			mail.header, _ = textproto.NewReader(data).ReadMIMEHeader()
			body, _ := io.ReadAll(data)
			mail.body = string(body)
			f.mu.Lock()
			f.taken = append(f.taken, mail)
			f.mu.Unlock()
			say("250 taken")
		case "QUIT":
			say("221 bye")
			return
		default:
			say("250 ok")
		}
	}
}

func inAngles(text string) string {
	_, text, _ = strings.Cut(text, "<")
	text, _, _ = strings.Cut(text, ">")
	return text
}
