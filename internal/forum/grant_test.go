package forum

import (
	"slices"
	"testing"
	"time"

	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/store"
)

func TestAnAuditorSeesACompanyOnTheGrantedDaysOnly(t *testing.T) {
	t.Parallel()
	w := setup(t)
	who, company := w.auditor("Cermat"), w.company("Batik")
	w.report(company, "", "IDN", 5)
	_, err := w.GiveGrant(t.Context(), w.officer, GrantGiving{who.OrganisationID, company.OrganisationID, "2026-03-10", "2026-03-12"})
	must(t, err)
	cases := []struct {
		name string
		at   time.Time
		sees bool
	}{
		{"not the day before", time.Date(2026, 3, 9, 23, 59, 59, 0, time.UTC), false},
		{"from the first moment of the first day", time.Date(2026, 3, 10, 0, 0, 0, 0, time.UTC), true},
		{"to the last moment of the last day", time.Date(2026, 3, 12, 23, 59, 59, 0, time.UTC), true},
		{"not the day after", time.Date(2026, 3, 13, 0, 0, 0, 0, time.UTC), false},
	}
	for _, c := range cases { // one clock: not parallel
		w.now = c.at
		today := w.granted(who)
		audited, err := w.Audited(t.Context(), today)
		must(t, err)
		if (len(audited) == 1) != c.sees || today.MaySee(company.OrganisationID) != c.sees {
			t.Errorf("%s: %+v", c.name, audited)
		}
		if c.sees && (audited[0].EndsOn != "2026-03-12" || audited[0].Reports != 1 || audited[0].Name != "Batik") {
			t.Errorf("%s: %+v", c.name, audited[0])
		}
	}
}

func TestAGrantTakenBackEndsAtOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	who, company := w.auditor("Cermat"), w.company("Batik")
	given, err := w.GiveGrant(t.Context(), w.officer, GrantGiving{who.OrganisationID, company.OrganisationID, "2026-03-10", "2026-12-31"})
	must(t, err)
	if !given.Active || given.Ended || given.Auditor != "Cermat" || given.Company != "Batik" {
		t.Errorf("%+v", given)
	}
	must(t, w.EndGrant(t.Context(), w.officer, given.ID))
	if w.granted(who).MaySee(company.OrganisationID) {
		t.Error("the grant lives on")
	}
	refused(t, w.EndGrant(t.Context(), w.officer, given.ID), "fault.grant-ended")
	refused(t, w.EndGrant(t.Context(), w.officer, "nowhere"), "fault.not-found")
	grants, err := w.Grants(t.Context(), w.officer)
	must(t, err)
	if len(grants) != 1 || grants[0].Active || !grants[0].Ended {
		t.Errorf("%+v", grants)
	}
	if !slices.Equal(w.leaves(), []string{ledger.GrantGiven, ledger.GrantEnded}) {
		t.Errorf("log %v", w.leaves())
	}
	_, err = w.GiveGrant(t.Context(), w.officer, GrantGiving{who.OrganisationID, company.OrganisationID, "2026-03-10", "2026-12-31"})
	must(t, err) // a grant that was taken back is not in the way
}

func TestWhatCannotBeGranted(t *testing.T) {
	t.Parallel()
	w := setup(t)
	who, company := w.auditor("Cermat"), w.company("Batik")
	give := func(by identity.Actor, in GrantGiving) error {
		_, err := w.GiveGrant(t.Context(), by, in)
		return err
	}
	good := GrantGiving{who.OrganisationID, company.OrganisationID, "2026-03-10", "2026-03-20"}
	must(t, give(w.officer, good))
	cases := []struct {
		name string
		by   identity.Actor
		in   GrantGiving
		want string
	}{
		{"twice for the same day", w.officer, GrantGiving{good.AuditorID, good.CompanyID, "2026-03-20", "2026-04-20"}, "fault.grant-twice"},
		{"backwards", w.officer, GrantGiving{good.AuditorID, good.CompanyID, "2026-05-02", "2026-05-01"}, "fault.grant-order"},
		{"for days that are over", w.officer, GrantGiving{good.AuditorID, good.CompanyID, "2026-03-01", "2026-03-09"}, "fault.grant-past"},
		{"for no day", w.officer, GrantGiving{good.AuditorID, good.CompanyID, "", "2026-05-01"}, "fault.day"},
		{"to a company", w.officer, GrantGiving{good.CompanyID, good.CompanyID, "2026-05-01", "2026-05-01"}, "fault.organisation-unknown.auditor"},
		{"to see the secretariat", w.officer, GrantGiving{good.AuditorID, w.officer.OrganisationID, "2026-05-01", "2026-05-01"}, "fault.organisation-unknown.company"},
		{"by the auditor", who, GrantGiving{good.AuditorID, good.CompanyID, "2026-05-01", "2026-05-01"}, "fault.forbidden"},
		{"by the company", company, GrantGiving{good.AuditorID, good.CompanyID, "2026-05-01", "2026-05-01"}, "fault.forbidden"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { refused(t, give(c.by, c.in), c.want) })
	}
	must(t, give(w.officer, GrantGiving{good.AuditorID, good.CompanyID, "2026-03-21", "2026-04-20"}))
}

func TestMembersAndAuditorsAreListedWithTheirPeople(t *testing.T) {
	t.Parallel()
	w := setup(t)
	company, firm := w.company("Batik"), w.auditor("Cermat")
	w.company("Songket")
	w.write(func(tx *store.Tx) error {
		if err := tx.CreatePerson(store.Person{ID: w.NewID(), OrganisationID: company.OrganisationID, Email: "a@batik.example", Role: "owner", CreatedAt: w.now}); err != nil {
			return err
		}
		open := store.Invitation{ID: w.NewID(), TokenHash: "1", OrganisationID: company.OrganisationID, Role: "owner", CreatedAt: w.now, ExpiresAt: w.now.Add(time.Hour)}
		return tx.CreateInvitation(open)
	})
	_, err := w.GiveGrant(t.Context(), w.officer, GrantGiving{firm.OrganisationID, company.OrganisationID, "2026-03-10", "2026-03-20"})
	must(t, err)

	members, total, err := w.Members(t.Context(), w.officer, "", store.Page{})
	must(t, err)
	if total != 2 || members[0].Name != "Batik" || members[0].People != 1 || !members[0].Invited || members[1].People != 0 || members[1].Invited {
		t.Errorf("%+v", members)
	}
	found, total, err := w.Members(t.Context(), w.officer, "song", store.Page{})
	must(t, err)
	if total != 1 || found[0].Name != "Songket" {
		t.Errorf("%+v", found)
	}
	w.now = w.now.Add(2 * time.Hour)
	members, _, err = w.Members(t.Context(), w.officer, "batik", store.Page{})
	must(t, err)
	if members[0].Invited {
		t.Error("an expired invitation is open")
	}
	firms, err := w.Auditors(t.Context(), w.officer)
	must(t, err)
	if len(firms) != 1 || firms[0].Grants != 1 || firms[0].Name != "Cermat" {
		t.Errorf("%+v", firms)
	}
	_, _, err = w.Members(t.Context(), company, "", store.Page{})
	refused(t, err, "fault.forbidden")
	refused(t, w.CheckMember("XXX", ""), "fault.country-unknown")
	refused(t, w.CheckMember("IDN", "ZZZ"), "fault.sector-unknown")
	must(t, w.CheckMember("IDN", "C14"))
}
