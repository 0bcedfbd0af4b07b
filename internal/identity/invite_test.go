package identity_test

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/store"
)

func TestTheFirstLinkSetsTheInstallationUpOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	first, needed, err := w.SetupLink(t.Context())
	if err != nil || !needed {
		t.Fatal(needed, err)
	}
	second, needed, err := w.another(t).SetupLink(t.Context())
	if err != nil || !needed || first == second {
		t.Fatal(needed, err)
	}
	shown, err := w.Invitation(t.Context(), second)
	if err != nil || !shown.Setup || shown.Kind != identity.Secretariat || shown.Role != identity.RoleOfficer {
		t.Errorf("%+v, %v", shown, err)
	}
	given := identity.Acceptance{Name: "  Siti   Rahma ", Email: "Siti@Forum.example", OrganisationName: "Bali Process Forum", Password: password, Language: lang.Indonesian}
	who := w.accept(t, second, given)
	if who.Name != "Siti Rahma" || who.Email != "siti@forum.example" || who.Organisation != "Bali Process Forum" || who.Kind != identity.Secretariat || who.Role != identity.RoleOfficer {
		t.Errorf("%+v", who)
	}
	for _, token := range []string{first, second} {
		_, _, err = w.Accept(t.Context(), token, given)
		wantFault(t, "a set-up link afterwards", err, fault.NotFound, "identity.invitation-used")
	}
	if _, needed, err := w.SetupLink(t.Context()); needed || err != nil {
		t.Errorf("still needed: %t, %v", needed, err)
	}
}

func TestTwoCannotSetUpAtOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	var tokens []string
	for range 4 {
		token, _, err := w.SetupLink(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		tokens = append(tokens, token)
	}
	var in atomic.Int32
	var group sync.WaitGroup
	for i, token := range tokens {
		group.Go(func() {
			email := "officer" + string(rune('a'+i)) + "@forum.example"
			_, _, err := w.Accept(t.Context(), token, identity.Acceptance{Name: "O", Email: email, OrganisationName: "F", Password: password})
			if err == nil {
				in.Add(1)
			} else if fault.KindOf(err) != fault.NotFound {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if in.Load() != 1 {
		t.Errorf("%d set it up", in.Load())
	}
}

func TestALinkWorksOnceAndForTwoWeeks(t *testing.T) {
	t.Parallel()
	w := setup(t)
	officer := w.officer(t)
	invite := func(email string) identity.Invited {
		invited, err := w.InviteCompany(t.Context(), officer, identity.NewOrganisation{Name: "Garuda", Country: "IDN", Email: email})
		if err != nil {
			t.Fatal(err)
		}
		return invited
	}
	given := identity.Acceptance{Name: "Ayu", Password: password, Language: "xx"}
	used := invite("ayu@garuda.example")
	if who := w.accept(t, used.Token, given); who.Language != lang.English || who.Role != identity.RoleOwner {
		t.Errorf("%+v", who)
	}
	_, _, err := w.Accept(t.Context(), used.Token, given)
	wantFault(t, "used", err, fault.NotFound, "identity.invitation-used")

	replaced := invite("budi@garuda.example")
	again, err := w.InviteInto(t.Context(), officer, replaced.Organisation.ID, "budi@garuda.example")
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.Invitation(t.Context(), replaced.Token)
	wantFault(t, "replaced", err, fault.NotFound, "identity.invitation-revoked")

	shown, err := w.Invitation(t.Context(), again.Token)
	if err != nil || shown.Setup || shown.Email != "budi@garuda.example" || shown.Organisation != "Garuda" {
		t.Errorf("%+v, %v", shown, err)
	}
	if err := w.Revoke(t.Context(), officer, shown.ID); err != nil {
		t.Fatal(err)
	}
	_, err = w.Invitation(t.Context(), again.Token)
	wantFault(t, "revoked", err, fault.NotFound, "identity.invitation-revoked")
	wantFault(t, "revoked twice", w.Revoke(t.Context(), officer, shown.ID), fault.NotFound, "fault.not-found")

	old := invite("cici@garuda.example")
	w.later(14*24*time.Hour - time.Second)
	if _, err := w.Invitation(t.Context(), old.Token); err != nil {
		t.Errorf("within two weeks: %v", err)
	}
	w.later(time.Second)
	_, err = w.Invitation(t.Context(), old.Token)
	wantFault(t, "expired", err, fault.NotFound, "identity.invitation-expired")
	_, err = w.Invitation(t.Context(), "nonsense")
	wantFault(t, "unknown", err, fault.NotFound, "identity.invitation-unknown")
}

func TestWhoMayInviteWhom(t *testing.T) {
	t.Parallel()
	w := setup(t)
	officer := w.officer(t)
	owner := w.owner(t, officer, "Garuda", "ayu@garuda.example")
	other := w.owner(t, officer, "Merak", "dewi@merak.example")
	invited, err := w.InviteColleague(t.Context(), owner, "budi@garuda.example", identity.RoleAnalyst)
	if err != nil {
		t.Fatal(err)
	}
	analyst := w.accept(t, invited.Token, identity.Acceptance{Name: "Budi", Password: password})
	for name, who := range map[string]identity.Actor{"owner": owner, "analyst": analyst} {
		_, err := w.InviteCompany(t.Context(), who, identity.NewOrganisation{Name: "X", Country: "IDN", Email: "x@x.example"})
		wantFault(t, name+" invites a company", err, fault.Forbidden, "fault.forbidden")
		_, err = w.InviteAuditor(t.Context(), who, identity.NewOrganisation{Name: "X", Email: "x@x.example"})
		wantFault(t, name+" invites an auditor", err, fault.Forbidden, "fault.forbidden")
		_, err = w.InviteInto(t.Context(), who, other.OrganisationID, "x@x.example")
		wantFault(t, name+" invites into another company", err, fault.Forbidden, "fault.forbidden")
	}
	_, err = w.InviteColleague(t.Context(), analyst, "x@x.example", "")
	wantFault(t, "an analyst invites", err, fault.Forbidden, "fault.forbidden")
	_, err = w.InviteColleague(t.Context(), owner, "x@x.example", identity.RoleOfficer)
	wantFault(t, "an owner makes an officer", err, fault.Invalid, "identity.role-unknown")
	_, err = w.InviteColleague(t.Context(), officer, "ayu@garuda.example", "")
	wantFault(t, "somebody who is here already", err, fault.Conflict, "identity.email-known")
	for _, email := range []string{"", "x", "x@", "Ayu <a@b.example>", "a@b.example, c@d.example", "a b@c.example", "a@b.example\r\nBcc: x@y.example"} {
		_, err = w.InviteColleague(t.Context(), owner, email, "")
		wantFault(t, "to "+email, err, fault.Invalid, "identity.email-invalid")
	}
	_, err = w.InviteCompany(t.Context(), officer, identity.NewOrganisation{Name: "X", Email: "x@x.example"})
	wantFault(t, "a company without a country", err, fault.Invalid, "identity.country-missing")
	_, err = w.InviteInto(t.Context(), officer, "none", "x@x.example")
	wantFault(t, "into nothing", err, fault.NotFound, "fault.not-found")
}

func TestAnOrganisationSeesItsOwnPeopleAndInvitations(t *testing.T) {
	t.Parallel()
	w := setup(t)
	officer := w.officer(t)
	owner := w.owner(t, officer, "Garuda", "ayu@garuda.example")
	other := w.owner(t, officer, "Merak", "dewi@merak.example")
	if _, err := w.InviteColleague(t.Context(), owner, "budi@garuda.example", ""); err != nil {
		t.Fatal(err)
	}
	people, open, err := w.People(t.Context(), owner)
	if err != nil || len(people) != 1 || people[0].Email != "ayu@garuda.example" || len(open) != 1 || open[0].Email != "budi@garuda.example" {
		t.Errorf("%+v, %+v, %v", people, open, err)
	}
	people, none, err := w.People(t.Context(), other)
	if err != nil || len(people) != 1 || len(none) != 0 {
		t.Errorf("the neighbour sees %+v, %+v, %v", people, none, err)
	}
	wantFault(t, "the neighbour revokes", w.Revoke(t.Context(), other, open[0].ID), fault.NotFound, "fault.not-found")
	if err := w.Revoke(t.Context(), owner, open[0].ID); err != nil {
		t.Error(err)
	}
}

func TestAFailedInvitationLeavesNoOrganisation(t *testing.T) {
	t.Parallel()
	w := setup(t)
	officer := w.officer(t)
	_, err := w.InviteCompany(t.Context(), officer, identity.NewOrganisation{Name: "X", Country: "IDN", Email: officer.Email})
	wantFault(t, "to an officer", err, fault.Conflict, "identity.email-known")
	err = w.store.Read(t.Context(), store.Forum(), func(tx *store.Tx) error {
		rows, err := tx.Organisations("company")
		if len(rows) != 0 {
			t.Errorf("left %+v", rows)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestPasswordsThatAreRefused(t *testing.T) {
	t.Parallel()
	w := setup(t)
	officer := w.officer(t)
	invited, err := w.InviteCompany(t.Context(), officer, identity.NewOrganisation{Name: "Garuda", Country: "IDN", Email: "ayu.wulandari@garuda.example"})
	if err != nil {
		t.Fatal(err)
	}
	for word, key := range map[string]string{
		"":                                "identity.password-short",
		"elevenchars":                     "identity.password-short",
		"ññññññññññé":                     "identity.password-short", // eleven signs, more bytes
		"Ayu.Wulandari@garuda.example":    "identity.password-email",
		"my ayu.wulandari@garuda.example": "identity.password-email",
		"ayu.wulandari":                   "identity.password-email",
		"Password1234":                    "identity.password-common",
		"indonesia123":                    "identity.password-common",
		"aaaaaaaaaaaaaaaa":                "identity.password-common",
		"121212121212":                    "identity.password-common",
		"bad \xff bytes in here":          "identity.password-long",
		strings.Repeat("long ", 300):      "identity.password-long",
	} {
		_, _, err := w.Accept(t.Context(), invited.Token, identity.Acceptance{Name: "Ayu", Password: word})
		wantFault(t, word, err, fault.Invalid, key)
	}
	_, _, err = w.Accept(t.Context(), invited.Token, identity.Acceptance{Name: " \t ", Password: password})
	wantFault(t, "no name", err, fault.Invalid, "identity.name-invalid")
	w.accept(t, invited.Token, identity.Acceptance{Name: "Ayu", Password: "rumah biru di tepi sawah"}) // the link still works
}

func TestPeopleChangeTheirOwnNameAndLanguage(t *testing.T) {
	t.Parallel()
	w := setup(t)
	who := w.officer(t)
	name, language, strange := "Siti", lang.Indonesian, lang.Tag("xx")
	now, err := w.UpdateSelf(t.Context(), who, &name, &language)
	if err != nil || now.Name != "Siti" || now.Language != lang.Indonesian {
		t.Errorf("%+v, %v", now, err)
	}
	_, err = w.UpdateSelf(t.Context(), who, nil, &strange)
	wantFault(t, "a language that is not there", err, fault.Invalid, "identity.language-unknown")
	if _, err := w.UpdateSelf(t.Context(), who, nil, nil); err != nil {
		t.Error(err)
	}
	_, again, err := w.SignIn(t.Context(), who.Email, password, "")
	if err != nil || again.Name != "Siti" || again.Language != lang.Indonesian {
		t.Errorf("%+v, %v", again, err)
	}
}
