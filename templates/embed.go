// Package templates embeds the content that is not code: rulebooks, questionnaires, reference data, messages, report and mail
// texts. Each folder's README says where its content comes from.
package templates

import "embed"

// Files holds the folders messages, rulebooks, questionnaires, refdata, reports and mail.
//
//go:embed all:messages all:rulebooks all:questionnaires all:refdata all:reports all:mail
var Files embed.FS
