// Package sheet reads spreadsheets and text tables as a stream of rows whose cells know their address, and writes workbooks.
//
// It knows file formats (xlsx, xlsm, strict OOXML; csv, tsv, txt), their encodings, their number formats and the ways in which a
// file can be hostile. It must never know what a column means: package intake and package questionnaire do.
//
// Reading is our own: archive/zip and a pull tokenizer that knows only what a sheet part may hold, so that memory does not grow
// with rows and every cell keeps its address. Writing is excelize behind Book. Annotate gives a person's own file back with its bad
// cells marked; it passes the XML of the few parts that change through token by token, so that the rest stays as it was.
package sheet
