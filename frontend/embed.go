// Package frontend carries the built web app inside the binary. `make build` fills dist; a checkout holds only dist/.keep, and
// the server then says that the frontend has not been built.
package frontend

import "embed"

// Files is the built web app under "dist".
//
//go:embed all:dist
var Files embed.FS
