// Package demo holds the invented companies, suppliers and answers with which a fresh installation shows what it does, and with
// which tests do the main job. All names are made up; a likeness to a real firm is chance. The answers cover what a portfolio
// holds: good practice with evidence, honest bad news with a plan, red flags, half-filled forms and silence.
//
// The package makes files as a company and its suppliers would; it must never know how they are read or scored. The same
// arguments give the same bytes.
package demo
