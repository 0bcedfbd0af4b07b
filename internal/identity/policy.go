package identity

import "slices"

// Act is something a person can ask for.
type Act string

// The acts there are. Each stands once in the policy below.
const (
	ReadSuppliers         Act = "read-suppliers"         // suppliers, scores, findings, imports, responses
	ImportSuppliers       Act = "import-suppliers"       // upload a supplier list, correct its mapping, apply or discard it
	ImportResponses       Act = "import-responses"       // upload filled questionnaires
	JudgeMatch            Act = "judge-match"            // say whether a supplier is the entity on a list that its name is like
	DownloadQuestionnaire Act = "download-questionnaire" // workbooks for suppliers
	ReadReports           Act = "read-reports"           // list and download a company's; officers see what was handed in (Review)
	MakeReports           Act = "make-reports"           // supplier and company reports
	ReadSubmission        Act = "read-submission"        // a company's own
	Submit                Act = "submit"
	ReadBoard             Act = "read-board" // members by state
	Review                Act = "review"     // open a submission, return it, accept it
	OpenCycle             Act = "open-cycle" // and close it
	ReadPublications      Act = "read-publications"
	MakeForumReport       Act = "make-forum-report"
	ReadForumReports      Act = "read-forum-reports"
	ReadMembers           Act = "read-members"
	InviteCompany         Act = "invite-company" // create a member and invite its owner
	InviteAuditor         Act = "invite-auditor"
	GiveGrant             Act = "give-grant" // and end it
	ReadGrants            Act = "read-grants"
	ReadAudited           Act = "read-audited" // an auditor's list of granted companies
	ReadPeople            Act = "read-people"  // of one's own organisation
	InviteColleague       Act = "invite-colleague"
	DisablePerson         Act = "disable-person"
	ReadLetters           Act = "read-letters" // of one's own organisation; links stand in those that were not sent
	ReadRequests          Act = "read-requests"
	AskSuppliers          Act = "ask-suppliers" // send requests, remind, extend, revoke; see their links
	VerifyReport          Act = "verify-report"
	CheckRulebook         Act = "check-rulebook" // a text of one's own; and read those published
	WhatIf                Act = "what-if"        // on a company's own suppliers
	WhatIfForum           Act = "what-if-forum"  // on all members', in counts
	DraftRulebook         Act = "draft-rulebook" // write, propose, decline
	PublishRulebook       Act = "publish-rulebook"
)

// policy is the one table of who may do what. Rows are in the order in which a person meets the acts.
var policy = []struct {
	act   Act
	roles []Role
}{
	{ReadSuppliers, []Role{RoleOwner, RoleAnalyst}},
	{ImportSuppliers, []Role{RoleOwner, RoleAnalyst}},
	{ImportResponses, []Role{RoleOwner, RoleAnalyst}},
	{JudgeMatch, []Role{RoleOwner, RoleAnalyst}},
	{DownloadQuestionnaire, []Role{RoleOwner, RoleAnalyst}},
	{ReadReports, []Role{RoleOwner, RoleAnalyst, RoleAuditor}},
	{MakeReports, []Role{RoleOwner, RoleAnalyst}},
	{ReadSubmission, []Role{RoleOwner, RoleAnalyst}},
	{Submit, []Role{RoleOwner, RoleAnalyst}},
	{ReadBoard, []Role{RoleOfficer}},
	{Review, []Role{RoleOfficer}},
	{OpenCycle, []Role{RoleOfficer}},
	{ReadPublications, []Role{RoleOfficer}},
	{MakeForumReport, []Role{RoleOfficer}},
	{ReadForumReports, []Role{RoleOfficer}},
	{ReadMembers, []Role{RoleOfficer}},
	{InviteCompany, []Role{RoleOfficer}},
	{InviteAuditor, []Role{RoleOfficer}},
	{GiveGrant, []Role{RoleOfficer}},
	{ReadGrants, []Role{RoleOfficer}},
	{ReadAudited, []Role{RoleAuditor}},
	{ReadPeople, []Role{RoleOwner, RoleAnalyst, RoleOfficer, RoleAuditor}},
	{InviteColleague, []Role{RoleOwner, RoleOfficer}},
	{DisablePerson, []Role{RoleOwner, RoleOfficer}},
	{ReadLetters, []Role{RoleOwner, RoleOfficer}},
	{ReadRequests, []Role{RoleOwner, RoleAnalyst}},
	{AskSuppliers, []Role{RoleOwner, RoleAnalyst}},
	{VerifyReport, []Role{RoleOwner, RoleAnalyst, RoleOfficer, RoleAuditor}},
	{CheckRulebook, []Role{RoleOwner, RoleAnalyst, RoleOfficer}},
	{WhatIf, []Role{RoleOwner, RoleAnalyst}},
	{WhatIfForum, []Role{RoleOfficer}},
	{DraftRulebook, []Role{RoleOfficer}},
	{PublishRulebook, []Role{RoleOfficer}},
}

// Allows tells whether a role may do an act; no for an act or a role that is not in the table.
func Allows(role Role, act Act) bool {
	for _, row := range policy {
		if row.act == act {
			return slices.Contains(row.roles, role)
		}
	}
	return false
}

// EveryAct lists all acts, for the tests that walk through the policy.
func EveryAct() []Act {
	acts := make([]Act, len(policy))
	for i, row := range policy {
		acts[i] = row.act
	}
	return acts
}

// rolesOf says which roles an organisation of a kind has; the first is the one its first person gets.
func rolesOf(kind Kind) []Role {
	switch kind {
	case Company:
		return []Role{RoleOwner, RoleAnalyst}
	case Secretariat:
		return []Role{RoleOfficer}
	case Auditor:
		return []Role{RoleAuditor}
	default:
		return nil
	}
}
