package identity_test

import (
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/store"
)

func TestAPersonSignsInAndOut(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.owner(t, w.officer(t), "Garuda", "ayu@garuda.example")
	token, who, err := w.SignIn(t.Context(), " Ayu@Garuda.example ", password, "192.0.2.1")
	if err != nil {
		t.Fatal(err)
	}
	again, err := w.another(t).Actor(t.Context(), token)
	if err != nil || again.PersonID != who.PersonID || again.Kind != identity.Company || again.Role != identity.RoleOwner || again.Language != lang.Indonesian || again.Organisation != "Garuda" || again.Country != "IDN" {
		t.Errorf("the other server sees %+v, %v", again, err)
	}
	if err := w.SignOut(t.Context(), token); err != nil {
		t.Fatal(err)
	}
	_, err = w.Actor(t.Context(), token)
	wantFault(t, "after signing out", err, fault.SignedOut, "fault.signed-out")
	for _, token := range []string{"", "nonsense", token + "x"} {
		_, err = w.Actor(t.Context(), token)
		wantFault(t, "with token "+token, err, fault.SignedOut, "fault.signed-out")
	}
}

func TestTheDatabaseHoldsNoTokenAndNoPassword(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.officer(t)
	token, _, err := w.SignIn(t.Context(), "officer@forum.example", password, "192.0.2.1")
	if err != nil {
		t.Fatal(err)
	}
	err = w.store.Read(t.Context(), store.Forum(), func(tx *store.Tx) error {
		if _, err := tx.Session(token); err == nil {
			t.Error("the session is stored under its token")
		}
		person, err := tx.PersonByEmail("officer@forum.example")
		if len(person.PasswordHash) < 60 || person.PasswordHash[:10] != "$argon2id$" {
			t.Errorf("password hash %q", person.PasswordHash)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestWrongPasswordUnknownAndDisabledAnswerAlike(t *testing.T) {
	t.Parallel()
	w := setup(t)
	officer := w.officer(t)
	invited, err := w.InviteColleague(t.Context(), officer, "gone@forum.example", "")
	if err != nil {
		t.Fatal(err)
	}
	gone := w.accept(t, invited.Token, identity.Acceptance{Name: "Gone", Password: password})
	if err := w.Disable(t.Context(), officer, gone.PersonID); err != nil {
		t.Fatal(err)
	}
	for email, word := range map[string]string{
		"officer@forum.example": "not the password", "nobody@forum.example": password, "gone@forum.example": password, "": "", "no e-mail": password,
	} {
		_, _, err := w.SignIn(t.Context(), email, word, "192.0.2.1")
		wantFault(t, email, err, fault.SignedOut, "identity.wrong-password")
	}
}

func TestSessionsEnd(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.officer(t)
	enter := func() string {
		token, _, err := w.SignIn(t.Context(), "officer@forum.example", password, "")
		if err != nil {
			t.Fatal(err)
		}
		return token
	}
	token := enter()
	w.later(12*time.Hour + time.Second)
	_, err := w.Actor(t.Context(), token)
	wantFault(t, "12 hours unused", err, fault.SignedOut, "fault.signed-out")

	token = enter()
	for range 6 * 4 { // used every six hours, for almost a week: 6 days
		w.later(6 * time.Hour)
		if _, err := w.Actor(t.Context(), token); err != nil {
			t.Fatalf("a session in use: %v", err)
		}
	}
	w.later(6 * time.Hour)
	w.later(6 * time.Hour)
	if _, err := w.Actor(t.Context(), token); err != nil {
		t.Fatalf("12 hours to the second: %v", err)
	}
	w.later(11 * time.Hour)
	if _, err := w.Actor(t.Context(), token); err != nil {
		t.Fatal(err)
	}
	w.later(time.Hour)
	_, err = w.Actor(t.Context(), token)
	wantFault(t, "7 days old", err, fault.SignedOut, "fault.signed-out")
}

func TestFailuresAreLimitedPerEmailAcrossServers(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.officer(t)
	desks := []*identity.Desk{w.Desk, w.another(t)}
	for i := range 10 {
		_, _, err := desks[i%2].SignIn(t.Context(), "officer@forum.example", "wrong wrong wrong", "192.0.2."+strconv.Itoa(i))
		wantFault(t, "a failure", err, fault.SignedOut, "identity.wrong-password")
	}
	for _, desk := range desks {
		_, _, err := desk.SignIn(t.Context(), "officer@forum.example", password, "198.51.100.1")
		wantFault(t, "the right password after ten failures", err, fault.TooMany, "identity.too-many-attempts")
	}
	if _, _, err := w.SignIn(t.Context(), "other@forum.example", password, "198.51.100.1"); fault.KindOf(err) != fault.SignedOut {
		t.Errorf("another e-mail is limited too: %v", err)
	}
	w.later(15*time.Minute + time.Second)
	if _, _, err := w.SignIn(t.Context(), "officer@forum.example", password, "198.51.100.1"); err != nil {
		t.Errorf("after the window: %v", err)
	}
}

func TestSuccessForgetsFailures(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.officer(t)
	for range 3 {
		for range 9 {
			_, _, _ = w.SignIn(t.Context(), "officer@forum.example", "wrong wrong wrong", "")
		}
		if _, _, err := w.SignIn(t.Context(), "officer@forum.example", password, ""); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFailuresAreLimitedPerAddress(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.officer(t)
	for i := range 60 {
		_, _, err := w.SignIn(t.Context(), "guess"+strconv.Itoa(i)+"@forum.example", "wrong wrong wrong", "192.0.2.1")
		wantFault(t, "a failure", err, fault.SignedOut, "identity.wrong-password")
	}
	_, _, err := w.SignIn(t.Context(), "officer@forum.example", password, "192.0.2.1")
	wantFault(t, "from the same address", err, fault.TooMany, "identity.too-many-attempts")
	if _, _, err := w.SignIn(t.Context(), "officer@forum.example", password, "192.0.2.2"); err != nil {
		t.Errorf("from another address: %v", err)
	}
}

func TestManyGuessesAtOnceDoNotSlipThrough(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.officer(t)
	var tried atomic.Int32
	var group sync.WaitGroup
	for range 40 {
		group.Go(func() {
			if _, _, err := w.SignIn(t.Context(), "officer@forum.example", "wrong wrong wrong", ""); fault.KindOf(err) == fault.SignedOut {
				tried.Add(1)
			}
		})
	}
	group.Wait()
	if tried.Load() != 10 {
		t.Errorf("%d passwords were compared, not 10", tried.Load())
	}
}

func TestAChangedPasswordEndsTheOtherSessions(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.officer(t)
	here, who, err := w.SignIn(t.Context(), "officer@forum.example", password, "")
	if err != nil {
		t.Fatal(err)
	}
	there, _, err := w.SignIn(t.Context(), "officer@forum.example", password, "")
	if err != nil {
		t.Fatal(err)
	}
	wantFault(t, "without the old one", w.ChangePassword(t.Context(), who, "wrong wrong wrong", "five other words in a row"), fault.Invalid, "identity.wrong-old-password")
	wantFault(t, "to a short one", w.ChangePassword(t.Context(), who, password, "short"), fault.Invalid, "identity.password-short")
	if err := w.ChangePassword(t.Context(), who, password, "five other words in a row"); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Actor(t.Context(), here); err != nil {
		t.Errorf("the session that changed it: %v", err)
	}
	_, err = w.Actor(t.Context(), there)
	wantFault(t, "the other session", err, fault.SignedOut, "fault.signed-out")
	if _, _, err := w.SignIn(t.Context(), "officer@forum.example", "five other words in a row", ""); err != nil {
		t.Error(err)
	}
}

func TestADisabledPersonIsOutAtOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	officer := w.officer(t)
	owner := w.owner(t, officer, "Garuda", "ayu@garuda.example")
	invited, err := w.InviteColleague(t.Context(), owner, "budi@garuda.example", "")
	if err != nil {
		t.Fatal(err)
	}
	budi := w.accept(t, invited.Token, identity.Acceptance{Name: "Budi", Password: password})
	if budi.Role != identity.RoleAnalyst {
		t.Errorf("an owner's colleague is %s", budi.Role)
	}
	token, _, err := w.SignIn(t.Context(), "budi@garuda.example", password, "")
	if err != nil {
		t.Fatal(err)
	}
	wantFault(t, "an analyst", w.Disable(t.Context(), budi, owner.PersonID), fault.Forbidden, "fault.forbidden")
	wantFault(t, "oneself", w.Disable(t.Context(), owner, owner.PersonID), fault.Conflict, "identity.not-yourself")
	wantFault(t, "another organisation's officer", w.Disable(t.Context(), officer, budi.PersonID), fault.NotFound, "fault.not-found")
	wantFault(t, "nobody", w.Disable(t.Context(), owner, "none"), fault.NotFound, "fault.not-found")
	if err := w.Disable(t.Context(), owner, budi.PersonID); err != nil {
		t.Fatal(err)
	}
	_, err = w.Actor(t.Context(), token)
	wantFault(t, "the open session", err, fault.SignedOut, "fault.signed-out")
}

func TestAnAuditorSeesWhatIsGrantedOnTheDay(t *testing.T) {
	t.Parallel()
	w := setup(t)
	officer := w.officer(t)
	company := w.owner(t, officer, "Garuda", "ayu@garuda.example").OrganisationID
	invited, err := w.InviteAuditor(t.Context(), officer, identity.NewOrganisation{Name: "Eyes", Email: "eva@eyes.example"})
	if err != nil {
		t.Fatal(err)
	}
	firm := w.accept(t, invited.Token, identity.Acceptance{Name: "Eva", Password: password}).OrganisationID
	err = w.store.Write(t.Context(), store.Forum(), func(tx *store.Tx) error {
		return tx.CreateGrant(store.Grant{ID: "g", AuditorID: firm, CompanyID: company, StartsOn: "2026-05-06", EndsOn: "2026-05-07", GivenBy: officer.PersonID, CreatedAt: *w.now})
	})
	if err != nil {
		t.Fatal(err)
	}
	for day, sees := range map[string]bool{"2026-05-05": false, "2026-05-06": true, "2026-05-07": true, "2026-05-08": false} {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		*w.now = at.Add(23*time.Hour + 59*time.Minute)
		_, who, err := w.SignIn(t.Context(), "eva@eyes.example", password, "")
		if err != nil || who.MaySee(company) != sees {
			t.Errorf("%s: sees %v, %v", day, who.Grants, err)
		}
	}
}
