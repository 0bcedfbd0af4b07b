package identity_test

import (
	"slices"
	"testing"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/store"
)

// may writes the policy down a second time, as an officer would read it aloud: o owner, a analyst, f officer of the forum, u auditor.
var may = map[identity.Act]string{
	identity.ReadSuppliers:         "oa",
	identity.ImportSuppliers:       "oa",
	identity.ImportResponses:       "oa",
	identity.JudgeMatch:            "oa",
	identity.DownloadQuestionnaire: "oa",
	identity.ReadReports:           "oau",
	identity.MakeReports:           "oa",
	identity.ReadSubmission:        "oa",
	identity.Submit:                "oa",
	identity.ReadBoard:             "f",
	identity.Review:                "f",
	identity.OpenCycle:             "f",
	identity.ReadPublications:      "f",
	identity.MakeForumReport:       "f",
	identity.ReadForumReports:      "f",
	identity.ReadMembers:           "f",
	identity.InviteCompany:         "f",
	identity.InviteAuditor:         "f",
	identity.GiveGrant:             "f",
	identity.ReadGrants:            "f",
	identity.ReadAudited:           "u",
	identity.ReadPeople:            "oafu",
	identity.InviteColleague:       "of",
	identity.DisablePerson:         "of",
	identity.ReadLetters:           "of",
	identity.ReadRequests:          "oa",
	identity.AskSuppliers:          "oa",
	identity.VerifyReport:          "oafu",
	identity.CheckRulebook:         "oaf",
	identity.WhatIf:                "oa",
	identity.WhatIfForum:           "f",
	identity.DraftRulebook:         "f",
	identity.PublishRulebook:       "f",
}

func TestEveryRoleMayDoWhatThePolicySaysAndNothingElse(t *testing.T) {
	t.Parallel()
	roles := map[rune]identity.Role{'o': identity.RoleOwner, 'a': identity.RoleAnalyst, 'f': identity.RoleOfficer, 'u': identity.RoleAuditor, '?': "visitor"}
	for _, act := range append(identity.EveryAct(), "unheard-of") {
		if _, listed := may[act]; !listed && act != "unheard-of" {
			t.Errorf("act %s is not in this test", act)
		}
		for letter, role := range roles {
			who := identity.Actor{PersonID: "p", OrganisationID: "o", Role: role}
			err := who.May(act)
			if allowed := slices.Contains([]rune(may[act]), letter); allowed != (err == nil) {
				t.Errorf("%s %s: %v", role, act, err)
			} else if !allowed && fault.KindOf(err) != fault.Forbidden {
				t.Errorf("%s %s: %v is no fault of kind forbidden", role, act, err)
			}
			if slices.Contains(who.Acts(), act) != (err == nil) {
				t.Errorf("%s: Acts and May do not agree on %s", role, act)
			}
		}
		if err := (identity.Actor{Role: identity.RoleOfficer}).May(act); fault.KindOf(err) != fault.SignedOut {
			t.Errorf("nobody, %s: %v", act, err)
		}
	}
	if len(may) != len(identity.EveryAct()) {
		t.Errorf("%d acts are tested, %d are there", len(may), len(identity.EveryAct()))
	}
}

func TestAnAuditorChangesNothing(t *testing.T) {
	t.Parallel()
	reads := []identity.Act{identity.ReadReports, identity.ReadAudited, identity.ReadPeople, identity.VerifyReport}
	if got := (identity.Actor{PersonID: "p", Role: identity.RoleAuditor}).Acts(); !slices.Equal(got, reads) {
		t.Errorf("an auditor may %v", got)
	}
}

func TestAnActorReachesTheRightCompanies(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		who  identity.Actor
		sees []string
	}{
		{"a company's people see their own", identity.Actor{PersonID: "p", OrganisationID: "a", Kind: identity.Company}, []string{"a"}},
		{"grants of a company mean nothing", identity.Actor{PersonID: "p", OrganisationID: "a", Kind: identity.Company, Grants: []string{"b"}}, []string{"a"}},
		{"an auditor sees what is granted", identity.Actor{PersonID: "p", OrganisationID: "a", Kind: identity.Auditor, Grants: []string{"b", "c"}}, []string{"b", "c"}},
		{"an auditor without grants sees nothing", identity.Actor{PersonID: "p", OrganisationID: "a", Kind: identity.Auditor}, nil},
		{"an officer sees all", identity.Actor{PersonID: "p", OrganisationID: "a", Kind: identity.Secretariat}, []string{"a", "b", "c"}},
		{"nobody sees nothing", identity.Actor{OrganisationID: "a", Kind: identity.Secretariat}, nil},
		{"an unknown kind sees nothing", identity.Actor{PersonID: "p", OrganisationID: "a", Kind: "bank"}, nil},
	} {
		var sees []string
		for _, company := range []string{"", "a", "b", "c"} {
			if c.who.MaySee(company) {
				sees = append(sees, company)
			}
		}
		if !slices.Equal(sees, c.sees) {
			t.Errorf("%s: sees %v", c.name, sees)
		}
	}
	if (identity.Actor{}).Scope().Includes("a") || !store.Forum().Includes("a") {
		t.Error("scopes are wrong")
	}
}
