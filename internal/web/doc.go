// Package web opens the areas over HTTP: routes, sessions, problem documents and the built frontend.
//
// Every route of the API is registered through Act, Open or File, which check who asks before anything else happens and
// describe the route in the OpenAPI document. The package knows HTTP and JSON; it must never know the database or decide who may do what (package
// identity does).
package web
