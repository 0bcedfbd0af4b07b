// Package fault says why an act did not happen.
//
// A Fault has a public face (kind, message key and arguments, perhaps issues) and a private one (the cause, for the log).
// It must never know HTTP; package web alone turns kinds into status codes.
package fault

import (
	"errors"
	"fmt"

	"github.com/gabf/telusur/internal/issue"
)

// Kind is the class of a fault.
type Kind string

// The kinds of fault.
const (
	Invalid     Kind = "invalid"     // what was sent cannot be taken; Issues may say where
	SignedOut   Kind = "signed-out"  // nobody is signed in
	NotFound    Kind = "not-found"   // absent, or not yours: the same answer
	Forbidden   Kind = "forbidden"   // this role may not do this anywhere
	Conflict    Kind = "conflict"    // not in this state, or changed meanwhile
	TooLarge    Kind = "too-large"   // over a stated limit
	TooMany     Kind = "too-many"    // rate limit
	Unavailable Kind = "unavailable" // something we rest on does not answer; try again
	Internal    Kind = "internal"    // our own broken promise
)

// Fault is an error with a message for people. Key names the message in templates/messages ("fault.cycle-closed").
type Fault struct {
	Kind   Kind
	Key    string
	Args   map[string]string
	Issues []issue.Issue
	Cause  error
}

func (f *Fault) Error() string {
	if f.Cause != nil {
		return fmt.Sprintf("%s %s: %v", f.Kind, f.Key, f.Cause)
	}
	return fmt.Sprintf("%s %s", f.Kind, f.Key)
}

func (f *Fault) Unwrap() error { return f.Cause }

// New gives a fault. Args are pairs of name and value for the message.
func New(kind Kind, key string, args ...string) *Fault {
	f := &Fault{Kind: kind, Key: key}
	if len(args)%2 != 0 {
		panic("fault.New: args are pairs of name and value")
	}
	for i := 0; i < len(args); i += 2 {
		if f.Args == nil {
			f.Args = make(map[string]string, len(args)/2)
		}
		f.Args[args[i]] = args[i+1]
	}
	return f
}

// Because keeps the private cause.
func (f *Fault) Because(cause error) *Fault {
	f.Cause = cause
	return f
}

// With attaches the issues that explain an invalid act.
func (f *Fault) With(issues []issue.Issue) *Fault {
	f.Issues = issues
	return f
}

// KindOf gives the kind of the first fault in the chain; any other error is Internal.
func KindOf(err error) Kind {
	if f, ok := errors.AsType[*Fault](err); ok {
		return f.Kind
	}
	return Internal
}
