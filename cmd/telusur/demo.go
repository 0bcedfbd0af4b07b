package main

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gabf/telusur/internal/demo"
	"github.com/gabf/telusur/internal/forum"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/store"
)

type demoCommand struct {
	settings
	Password string `env:"TELUSUR_DEMO_PASSWORD" help:"Password of the demonstration's people. Left out: a new one is made and printed."`
	NoServe  bool   `help:"Only fill the installation; do not serve it."`
}

// demoLogins is what the demonstration tells about itself; it is kept beside the data so that a second start can tell it again.
type demoLogins struct {
	Password string            `json:"password"`
	People   []demoLogin       `json:"people"`
	Reports  []string          `json:"reports"`
	Took     map[string]string `json:"took"`
}

type demoLogin struct {
	Role, Organisation, Email string
}

const demoFile = "demo.json"

func (c *demoCommand) Run(s *surroundings) error {
	if os.Getenv("TELUSUR_LOG") == "" {
		c.Log = "quiet" // the terminal is for the logins
	}
	h, err := openHouse(s.ctx, c.settings)
	if err != nil {
		return err
	}
	defer h.close()
	logins, err := readDemo(c.Data)
	if errors.Is(err, fs.ErrNotExist) {
		logins, err = h.makeDemo(s, c.Password)
	}
	if err != nil {
		return err
	}
	if c.NoServe {
		return logins.print(s.out, h.settings)
	}
	return h.serve(s, serving{work: true, demo: true, ready: func() error { return logins.print(s.out, h.settings) }})
}

func readDemo(folder string) (demoLogins, error) {
	var logins demoLogins
	data, err := os.ReadFile(filepath.Join(folder, demoFile))
	if err != nil {
		return logins, err
	}
	return logins, json.Unmarshal(data, &logins)
}

// makeDemo fills an empty installation by doing what its people would do: set up, invite, upload, import, ask, answer, report, hand in,
// review, grant. The works run in this process.
func (h *house) makeDemo(s *surroundings, password string) (demoLogins, error) {
	if password == "" {
		password = "demo-" + rand.Text()[:12]
	}
	logins := demoLogins{Password: password, Took: map[string]string{}}
	token, empty, err := h.identity.SetupLink(s.ctx)
	if err != nil {
		return logins, err
	}
	if !empty {
		return logins, errors.New("this installation is in use and not a demonstration: give another folder with TELUSUR_DATA")
	}
	if err := h.queue.Start(s.ctx); err != nil {
		return logins, err
	}
	p := &play{house: h, ctx: s.ctx, out: s.out, password: password, logins: &logins}
	if err := errors.Join(p.perform(token), h.stopQueue()); err != nil {
		return logins, fmt.Errorf("make the demonstration: %w", err)
	}
	// River's client cannot be started twice: serving gets a fresh one.
	if err := h.renewQueue(); err != nil {
		return logins, err
	}
	data, err := json.MarshalIndent(logins, "", "  ")
	if err != nil {
		return logins, err
	}
	return logins, os.WriteFile(filepath.Join(h.settings.Data, demoFile), data, 0o600)
}

// play acts the parts of the demonstration.
type play struct {
	*house
	ctx      context.Context
	out      io.Writer
	password string
	logins   *demoLogins
}

// act does one step and notes how long it took.
func (p *play) act(name string, step func() error) error {
	start := time.Now()
	fmt.Fprintf(p.out, "  %s … ", name)
	if err := step(); err != nil {
		fmt.Fprintln(p.out)
		return fmt.Errorf("%s: %w", name, err)
	}
	took := time.Since(start).Round(10 * time.Millisecond).String()
	p.logins.Took[name] = took
	fmt.Fprintln(p.out, took)
	return nil
}

func (p *play) perform(setup string) error {
	fmt.Fprintln(p.out, "Making the demonstration:")
	officer, err := p.enter(setup, "Officer", "officer@forum.example", "Forum secretariat (demonstration)", lang.English)
	if err != nil {
		return err
	}
	p.note("Secretariat officer", officer)
	if err := p.act("open a cycle", func() error { return p.openCycle(officer) }); err != nil {
		return err
	}
	if err := p.act("load an entity list", p.loadEntities); err != nil {
		return err
	}
	for i, company := range demo.Companies() {
		if err := p.company(officer, i, company); err != nil {
			return err
		}
	}
	return p.act("forum report, auditor's grant", func() error { return p.closing(officer) })
}

// enter accepts a link as a new person.
func (p *play) enter(token, name, email, organisation string, tag lang.Tag) (identity.Actor, error) {
	_, who, err := p.identity.Accept(p.ctx, token, identity.Acceptance{
		Name: name, Email: email, OrganisationName: organisation, Password: p.password, Language: tag,
	})
	return who, err
}

func (p *play) note(role string, who identity.Actor) {
	p.logins.People = append(p.logins.People, demoLogin{role, who.Organisation, who.Email})
}

// loadEntities puts the invented entity list in use, which names two of the demonstration's suppliers.
func (p *play) loadEntities() error {
	var list bytes.Buffer
	if err := demo.WriteEntities(&list); err != nil {
		return err
	}
	_, _, err := p.portfolio.LoadEntityList(p.ctx, &list, "demo-watch-list.csv", demo.EntityList())
	return err
}

func (p *play) openCycle(officer identity.Actor) error {
	rules, asked, err := p.forum.Publications(p.ctx, officer)
	if err != nil {
		return err
	}
	today := now()
	_, err = p.forum.OpenCycle(p.ctx, officer, forum.CycleOpening{
		Name: today.Format("2006") + " reporting cycle", OpensOn: today.AddDate(0, 0, -60).Format(time.DateOnly), DueOn: today.AddDate(0, 0, -2).Format(time.DateOnly),
		ClosesOn: today.AddDate(0, 0, 45).Format(time.DateOnly), Questionnaire: asked[0].Digest, Rulebook: rules[0].Digest,
	})
	return err
}

// company plays one member: the first prepares and leaves handing in to the visitor; the others are in various states.
func (p *play) company(officer identity.Actor, i int, c demo.Company) error {
	invited, err := p.identity.InviteCompany(p.ctx, officer, identity.NewOrganisation{
		Name: c.Name, Country: string(c.Country), Sector: string(c.Sector), Email: "analyst@" + c.Key + ".example",
	})
	if err != nil {
		return err
	}
	analyst, err := p.enter(invited.Token, "Analyst", "", "", c.Language)
	if err != nil {
		return err
	}
	if i == 0 {
		p.note("Company analyst", analyst)
	}
	if i == len(demo.Companies())-1 {
		return nil // has not begun
	}
	if err := p.act(c.Name+": import suppliers", func() error { return p.importSuppliers(analyst, c) }); err != nil {
		return err
	}
	if err := p.act(c.Name+": import answers", func() error { return p.importResponses(analyst) }); err != nil {
		return err
	}
	return p.act(c.Name+": reports", func() error { return p.report(officer, analyst, i) })
}

func (p *play) importSuppliers(who identity.Actor, c demo.Company) error {
	var list bytes.Buffer
	if err := c.WriteSuppliers(&list); err != nil {
		return err
	}
	return p.importFile(who, portfolio.ImportSuppliers, c.Key+"-suppliers.xlsx", &list)
}

func (p *play) importFile(who identity.Actor, kind, name string, content io.Reader) error {
	row, err := p.portfolio.Upload(p.ctx, who, who.OrganisationID, kind, name, content)
	if err != nil {
		return err
	}
	if err := p.until(func() (bool, error) {
		row, err = p.portfolio.Import(p.ctx, who, row.ID)
		return row.State != "reading", err
	}); err != nil {
		return err
	}
	if row.State != "ready" {
		return fmt.Errorf("%s is %s: %s", name, row.State, row.Fault)
	}
	if _, err := p.portfolio.Apply(p.ctx, who, row.ID); err != nil {
		return err
	}
	if err := p.until(func() (bool, error) {
		row, err = p.portfolio.Import(p.ctx, who, row.ID)
		return row.State != "importing", err
	}); err != nil {
		return err
	}
	if row.State != "imported" {
		return fmt.Errorf("%s is %s: %s", name, row.State, row.Fault)
	}
	return p.scored(who)
}

// scored waits until no supplier is without a score.
func (p *play) scored(who identity.Actor) error {
	return p.until(func() (bool, error) {
		ready, err := p.portfolio.Readiness(p.ctx, who, who.OrganisationID)
		return ready.Unscored == 0 && ready.Suppliers > 0, err
	})
}

// until polls as a browser would, for at most two minutes.
func (p *play) until(done func() (bool, error)) error {
	for deadline := time.Now().Add(2 * time.Minute); time.Now().Before(deadline); {
		if ok, err := done(); ok || err != nil {
			return err
		}
		select {
		case <-p.ctx.Done():
			return p.ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
	return errors.New("took longer than two minutes")
}

// importResponses fills the questionnaire workbooks as the suppliers would, and uploads them in one archive.
func (p *play) importResponses(who identity.Actor) error {
	known, err := p.known(who)
	if err != nil {
		return err
	}
	asked := questionnaire.Default()
	names := make(map[string]string, len(known))
	for _, k := range known {
		names[k.ID] = k.Supplier.Name
	}
	var packed bytes.Buffer
	archive := zip.NewWriter(&packed)
	for i, response := range demo.Responses(asked, who.OrganisationID, known, now()) {
		entry, err := archive.Create(fmt.Sprintf("answers-%02d.xlsx", i+1))
		if err != nil {
			return err
		}
		to := questionnaire.Recipient{
			Company: who.Organisation, CompanyID: who.OrganisationID, Supplier: names[response.SupplierID], SupplierID: response.SupplierID,
			Language: response.Language, FilledOn: response.FilledOn,
		}
		if err := asked.WriteFilled(entry, to, response.Answers); err != nil {
			return err
		}
	}
	if err := archive.Close(); err != nil {
		return err
	}
	if err := p.importFile(who, portfolio.ImportResponses, "answers.zip", &packed); err != nil {
		return err
	}
	return p.rescored(who)
}

// rescored waits until every supplier that answered is scored with its answers.
func (p *play) rescored(who identity.Actor) error {
	yes := true
	return p.until(func() (bool, error) {
		list, err := p.portfolio.Suppliers(p.ctx, who, store.SupplierFilter{Company: who.OrganisationID, Answered: &yes}, store.Page{Sort: "confidence", Limit: 1})
		return err == nil && (list.Total == 0 || list.Rows[0].Answered > 0), err
	})
}

func (p *play) known(who identity.Actor) ([]intake.Known, error) {
	var known []intake.Known
	for offset := 0; ; {
		list, err := p.portfolio.Suppliers(p.ctx, who, store.SupplierFilter{Company: who.OrganisationID}, store.Page{Offset: offset, Limit: store.MaxPage, Sort: "name"})
		if err != nil {
			return nil, err
		}
		for _, row := range list.Rows {
			supplier, err := p.portfolio.Told(row)
			if err != nil {
				return nil, err
			}
			known = append(known, intake.Known{ID: row.ID, Supplier: supplier})
		}
		if offset += len(list.Rows); offset >= list.Total || len(list.Rows) == 0 {
			return known, nil
		}
	}
}

// report makes reports as member i does: the first leaves handing in to the visitor, others hand in and are reviewed.
func (p *play) report(officer, analyst identity.Actor, i int) error {
	made, err := p.makeReport(analyst, "")
	if err != nil {
		return err
	}
	if i == 0 {
		p.logins.Reports = append(p.logins.Reports, portfolio.PDFKey(made))
		list, err := p.portfolio.Suppliers(p.ctx, analyst, store.SupplierFilter{Company: analyst.OrganisationID}, store.Page{Limit: 3})
		if err != nil {
			return err
		}
		for _, row := range list.Rows {
			made, err := p.makeReport(analyst, row.ID)
			if err != nil {
				return err
			}
			p.logins.Reports = append(p.logins.Reports, portfolio.PDFKey(made))
		}
		return nil
	}
	handed, err := p.forum.Submit(p.ctx, analyst, made.ID)
	if err != nil {
		return err
	}
	switch i {
	case 1:
		_, err = p.forum.Return(p.ctx, officer, handed.ID, handed.Version, "Please say which of the critical findings you have begun to remedy, and until when.")
	case 2, 3:
		_, err = p.forum.Accept(p.ctx, officer, handed.ID, handed.Version, "")
	}
	return err
}

func (p *play) makeReport(who identity.Actor, supplier string) (store.Report, error) {
	row, err := p.portfolio.AskReport(p.ctx, who, who.OrganisationID, supplier, who.Language)
	if err != nil {
		return row, err
	}
	err = p.until(func() (bool, error) {
		row, err = p.portfolio.Report(p.ctx, who, row.ID)
		return row.State != portfolio.ReportMaking, err
	})
	if err == nil && row.State != portfolio.ReportReady {
		err = fmt.Errorf("report is %s: %s", row.State, row.Fault)
	}
	return row, err
}

// closing makes the forum report and lets an auditor see two companies.
func (p *play) closing(officer identity.Actor) error {
	cycle, _, err := p.forum.CurrentCycle(p.ctx)
	if err != nil {
		return err
	}
	asked, err := p.forum.AskReport(p.ctx, officer, cycle.ID, lang.English)
	if err != nil {
		return err
	}
	err = p.until(func() (bool, error) {
		asked, err = p.forum.Report(p.ctx, officer, asked.ID)
		return asked.State != portfolio.ReportMaking, err
	})
	if err != nil {
		return err
	}
	p.logins.Reports = append(p.logins.Reports, portfolio.PDFKey(asked))
	invited, err := p.identity.InviteAuditor(p.ctx, officer, identity.NewOrganisation{Name: "Saksama Audit (demonstration)", Email: "auditor@audit.example"})
	if err != nil {
		return err
	}
	auditor, err := p.enter(invited.Token, "Auditor", "", "", lang.English)
	if err != nil {
		return err
	}
	p.note("Auditor", auditor)
	members, _, err := p.forum.Members(p.ctx, officer, "", store.Page{})
	if err != nil {
		return err
	}
	for _, member := range members {
		if member.Name != demo.Companies()[0].Name && member.Name != demo.Companies()[2].Name {
			continue
		}
		today := now()
		_, err := p.forum.GiveGrant(p.ctx, officer, forum.GrantGiving{
			AuditorID: auditor.OrganisationID, CompanyID: member.ID, StartsOn: today.Format(time.DateOnly), EndsOn: today.AddDate(0, 3, 0).Format(time.DateOnly),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// print tells the logins and where the PDFs lie.
func (l demoLogins) print(out io.Writer, s settings) error {
	fmt.Fprintf(out, "\nTelusur, a demonstration with invented companies:  %s\n\n", s.PublicURL)
	for _, login := range l.People {
		fmt.Fprintf(out, "  %-20s %-28s %s\n", login.Role, login.Email, login.Organisation)
	}
	fmt.Fprintf(out, "  %-20s %s\n\nReports (PDF) made on the way:\n", "Password for all", l.Password)
	for _, key := range l.Reports {
		fmt.Fprintf(out, "  %s\n", filepath.Join(s.Data, "files", key))
	}
	_, err := fmt.Fprintf(out, "\nCheck one:  telusur verify --trust %s FILE.pdf\nCtrl-C stops it. Remove %s to begin again.\n\n", filepath.Join(s.Data, "keys", trustFile), s.Data)
	return err
}
