//go:build race

package report

const racing = true // the race detector makes everything some ten times slower: tests take samples
