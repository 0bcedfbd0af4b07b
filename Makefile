# Everything a contributor runs. CI calls only these.
SHELL := /bin/sh
GO ?= go
BIN := bin
export CGO_ENABLED ?= 0
LINT := $(GO) tool -modfile=tools/go.mod golangci-lint

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: build ## Build, and serve a demonstration on http://localhost:8080
	$(BIN)/telusur demo

.PHONY: setup
setup: ## Install what tests need and is missing (Debian packages, npm packages), or say what is
	@scripts/setup

.PHONY: build
build: frontend/dist/index.html ## Build the program with the web app in it: bin/telusur
	$(GO) build -trimpath -o $(BIN)/telusur ./cmd/telusur

WEB_SOURCES := $(shell find frontend/src frontend/public frontend/index.html frontend/*.ts frontend/package-lock.json -type f 2>/dev/null)
frontend/dist/index.html: frontend/node_modules/.installed $(WEB_SOURCES)
	cd frontend && npm run --silent build

frontend/node_modules/.installed: frontend/package-lock.json
	@command -v npm >/dev/null || { echo "Node.js 20 or newer with npm is needed to build the web app: apt-get install nodejs npm" >&2; exit 1; }
	cd frontend && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

.PHONY: dev
dev: frontend/node_modules/.installed ## Serve the web app with live reload beside a running server
	cd frontend && npm run dev

.PHONY: test
test: setup build ## Everything: Go with the race detector on both databases, web app, browser
	@scripts/test

.PHONY: check
check: ## The quick loop: vet, lint, unit tests
	$(GO) vet ./...
	$(LINT) run ./...
	$(GO) test -short ./...

.PHONY: test-race
test-race: ## Go tests with the race detector, on SQLite
	CGO_ENABLED=1 $(GO) test -race ./...

.PHONY: test-pg
test-pg: ## Go tests of everything that keeps rows, on a private PostgreSQL
	scripts/with-postgres $(GO) test ./internal/store/... ./internal/identity/... ./internal/jobs/... ./internal/portfolio/... ./internal/forum/... ./internal/web/... ./cmd/...

.PHONY: lint
lint: ## Lint
	$(LINT) run ./...

.PHONY: fmt
fmt: ## Format
	$(LINT) fmt ./...

.PHONY: generate
generate: ## Write what is generated: OpenAPI document, client types
	$(GO) run ./cmd/telusur openapi > docs/openapi.json.part && mv docs/openapi.json.part docs/openapi.json
	cd frontend && npm run --silent generate

.PHONY: golden
golden: ## Rewrite golden files; review the difference before you commit it
	$(GO) test ./internal/intake ./internal/questionnaire ./internal/report ./internal/rulebook ./internal/scoring -update

.PHONY: fuzz
fuzz: ## New cases for each property; each reader of foreign bytes fuzzed for a minute
	@scripts/fuzz 60s

.PHONY: bench
bench: ## Measure against named alternatives
	$(MAKE) -C bench

.PHONY: bench-rules
bench-rules: ## Measure the rules engine against hand-written Go and five other engines
	$(MAKE) -C bench rules

.PHONY: bench-intake
bench-intake: ## Measure reading against named alternatives; writes docs/performance.md
	$(MAKE) -C bench intake

.PHONY: tidy
tidy: ## Bring go.mod files in step
	$(GO) mod tidy && cd tools && $(GO) mod tidy

.PHONY: verify
verify: generate ## Check that generated files are in step
	git diff --exit-code -- docs/openapi.json frontend/src/api go.mod go.sum

.PHONY: demo
demo: run ## The same as run

.PHONY: release
release: frontend/dist/index.html ## Static programs for Linux, macOS and Windows, in dist/
	@scripts/release
