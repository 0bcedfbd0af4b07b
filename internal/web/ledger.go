package web

import (
	"context"
	"encoding/pem"
	"strings"
)

func (s *Server) ledgerRoutes() {
	open(s, get("/api/ledger/checkpoint", "checkpoint", "The signed head of the forum's log, as text"), s.checkpoint)
	open(s, get("/api/ledger/keys", "keys", "The public keys with which reports and the log can be checked"), s.keys)
}

// plain is an answer that is text as it stands.
type plain struct {
	ContentType string `header:"Content-Type"`
	Body        []byte
}

func (s *Server) checkpoint(ctx context.Context, _ *struct{}) (*plain, error) {
	signed, err := s.Forum.Press.Checkpoint(ctx)
	if err != nil {
		return nil, err
	}
	return &plain{"text/plain; charset=utf-8", []byte(signed)}, nil
}

// Keys are whom to trust, to be compared with what the secretariat publishes elsewhere.
type Keys struct {
	Log         string `json:"log" doc:"Verifier key of the log (a signed note's)"`
	Certificate string `json:"certificate" doc:"Certificates of the seal under PDFs, PEM"`
}

func (s *Server) keys(context.Context, *struct{}) (*body[Keys], error) {
	trust := s.Forum.Press.Trust()
	keys := Keys{Log: strings.Join(trust.Logs, "\n")}
	for _, certificate := range trust.Certificates {
		keys.Certificate += string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.Raw}))
	}
	return answer(keys, nil)
}
