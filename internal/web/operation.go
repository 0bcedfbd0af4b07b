package web

import (
	"cmp"
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
)

// route names an operation: method and path with {parameters}, a stable id for generated clients, and a summary.
type route struct {
	Method, Path, ID, Summary, Tag string
	Status                         int // of success; 0 is 200
}

func get(path, id, summary string) route { return route{http.MethodGet, path, id, summary, "", 0} }
func post(path, id, summary string) route {
	return route{http.MethodPost, path, id, summary, "", 0}
}

func put(path, id, summary string) route { return route{http.MethodPut, path, id, summary, "", 0} }

func patch(path, id, summary string) route { return route{http.MethodPatch, path, id, summary, "", 0} }

func remove(path, id, summary string) route {
	return route{http.MethodDelete, path, id, summary, "", http.StatusNoContent}
}

// accepted makes the success status 202: the work goes on after the answer.
func (r route) accepted() route {
	r.Status = http.StatusAccepted
	return r
}

func (r route) operation(signedIn bool) huma.Operation {
	tag := strings.Split(strings.TrimPrefix(r.Path, "/api/"), "/")[0]
	op := huma.Operation{
		Method: r.Method, Path: r.Path, OperationID: r.ID, Summary: r.Summary, Tags: []string{tag},
		DefaultStatus: r.Status, MaxBodyBytes: jsonBytes,
	}
	if signedIn {
		op.Security = []map[string][]string{{"session": {}}}
	}
	return op
}

// OfCompany is embedded in the input of every route under /api/companies/{company}.
type OfCompany struct {
	Company string `path:"company" doc:"Company id"`
}

func (c OfCompany) companyID() string { return c.Company }

// body wraps an answer.
type body[T any] struct{ Body T }

func answer[T any](v T, err error) (*body[T], error) {
	if err != nil {
		return nil, err
	}
	return &body[T]{v}, nil
}

// act registers an operation for a signed-in person who may do act. Where the input names a company the person must be allowed
// to see it; absent and not-yours give the same answer.
func act[I, O any](s *Server, r route, what identity.Act, work func(ctx context.Context, who identity.Actor, in *I) (*O, error)) {
	if strings.Contains(r.Path, "{company}") {
		if _, ok := any(new(I)).(interface{ companyID() string }); !ok {
			panic("web: route " + r.ID + " names a company that its input does not")
		}
	}
	huma.Register(s.api, r.operation(true), func(ctx context.Context, in *I) (*O, error) {
		who, err := mayAct(ctx, what, companyOf(in))
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		out, err := work(ctx, who, in)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return out, nil
	})
}

// open registers an operation for anyone.
func open[I, O any](s *Server, r route, work func(ctx context.Context, in *I) (*O, error)) {
	huma.Register(s.api, r.operation(false), func(ctx context.Context, in *I) (*O, error) {
		out, err := work(ctx, in)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return out, nil
	})
}

// file registers a plain Fiber handler for bytes in or out (uploads, downloads), with the checks of act. It is described in the
// document by hand: huma would hold the whole file in memory.
func (s *Server) file(r route, what identity.Act, describe func(*huma.Operation), work func(c *fiber.Ctx, who identity.Actor) error) {
	op := r.operation(true)
	for _, part := range strings.Split(r.Path, "/") {
		if name, ok := strings.CutPrefix(part, "{"); ok {
			op.Parameters = append(op.Parameters, &huma.Param{
				Name: strings.TrimSuffix(name, "}"), In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString},
			})
		}
	}
	op.Responses = map[string]*huma.Response{"default": {Description: "Problem (RFC 9457)", Content: map[string]*huma.MediaType{
		"application/problem+json": {Schema: s.api.OpenAPI().Components.Schemas.Schema(problemType, true, "Problem")},
	}}}
	if describe != nil {
		describe(&op)
	}
	s.api.OpenAPI().AddOperation(&op)
	path := strings.NewReplacer("{", ":", "}", "").Replace(r.Path)
	s.App.Add(r.Method, path, func(c *fiber.Ctx) error {
		who, err := mayAct(c.UserContext(), what, c.Params("company"))
		if err != nil {
			return err
		}
		return work(c, who)
	})
}

// mayAct gives the person who asks when they may do what, for the company if one is named.
func mayAct(ctx context.Context, what identity.Act, company string) (identity.Actor, error) {
	who, ok := actorOf(ctx)
	if !ok {
		return identity.Actor{}, fault.New(fault.SignedOut, "fault.signed-out")
	}
	if company != "" && !who.MaySee(company) {
		return identity.Actor{}, fault.New(fault.NotFound, "fault.not-found")
	}
	if what != "" {
		if err := who.May(what); err != nil {
			return identity.Actor{}, err
		}
	}
	return who, nil
}

// companyOf gives the company that an input names, or "" for inputs that name none. One that should and does not gives a company that
// nobody may see.
func companyOf(in any) string {
	if c, ok := in.(interface{ companyID() string }); ok {
		return cmp.Or(c.companyID(), "-")
	}
	return ""
}

// returnsFile and takesFile describe bytes in the OpenAPI document.
func returnsFile(types ...string) func(*huma.Operation) {
	return func(op *huma.Operation) {
		content := map[string]*huma.MediaType{}
		for _, t := range types {
			content[t] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
		}
		op.Responses["200"] = &huma.Response{Description: "The file", Content: content}
	}
}
