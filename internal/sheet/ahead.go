package sheet

import (
	"fmt"
	"io"
)

// aheadReader unpacks a part while what was unpacked before is being read, on another processor where there is one.
type aheadReader struct {
	part  io.ReadCloser
	full  chan aheadBlock
	empty chan []byte
	stop  chan struct{}
	block aheadBlock
	pos   int
}

type aheadBlock struct {
	bytes []byte
	err   error // behind the bytes
}

const (
	aheadBytes  = 128 << 10
	aheadBlocks = 4
)

// readAhead begins to unpack a part. Close ends that and waits for it.
func readAhead(part io.ReadCloser) *aheadReader {
	a := &aheadReader{part: part, full: make(chan aheadBlock, aheadBlocks), empty: make(chan []byte, aheadBlocks), stop: make(chan struct{})}
	for range aheadBlocks {
		a.empty <- make([]byte, aheadBytes)
	}
	go a.unpack()
	return a
}

func (a *aheadReader) unpack() {
	defer close(a.full)
	for {
		select {
		case <-a.stop:
			return
		case buf := <-a.empty:
			block := readBlock(a.part, buf)
			a.full <- block // never blocks: there is room for all
			if block.err != nil {
				return
			}
		}
	}
}

// readBlock fills a block, behind a fence: a panic of the library must not end the process.
func readBlock(src io.Reader, buf []byte) (block aheadBlock) {
	n := 0
	defer func() {
		if r := recover(); r != nil {
			block = aheadBlock{buf[:n], fmt.Errorf("reading stopped: %v", r)}
		}
	}()
	for idle := 0; n < len(buf) && idle < 100; idle++ {
		more, err := src.Read(buf[n:])
		if n += more; err != nil {
			return aheadBlock{buf[:n], err}
		}
		if more > 0 {
			idle = 0
		}
	}
	if n == 0 {
		return aheadBlock{nil, io.ErrNoProgress}
	}
	return aheadBlock{buf[:n], nil}
}

func (a *aheadReader) Read(out []byte) (int, error) {
	for a.pos == len(a.block.bytes) {
		if a.block.err != nil {
			return 0, a.block.err
		}
		if a.block.bytes != nil {
			a.empty <- a.block.bytes[:cap(a.block.bytes)]
		}
		a.block, a.pos = <-a.full, 0
	}
	n := copy(out, a.block.bytes[a.pos:])
	a.pos += n
	return n, nil
}

// Close stops the unpacking and closes the part once it is no longer read.
func (a *aheadReader) Close() error {
	close(a.stop)
	for range a.full { // until unpack has ended
		continue
	}
	return a.part.Close()
}
